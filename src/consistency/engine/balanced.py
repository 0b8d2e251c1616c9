"""Shares adjusted so that they make 100: which convention prints the whole list.

The conventions in the order they are tried: plain rounding; largest remainder
(Hamilton); the largest category absorbs the rest; the last one absorbs it
(M. Balinski & H. Young, Fair Representation, 1982).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ..model.edit import Diagnosis, RatioEdit
from ..model.figure import Figure
from ..model.numeral import unit_of

if TYPE_CHECKING:
    from .confront import Outcome

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Listed:
    """One share of a list, in percent: as printed, as computed, one unit of its last digit."""

    printed: Fraction
    exact: Fraction
    part: Fraction
    step: Fraction

    @property
    def plain(self) -> bool:
        """Printed as plain rounding prints it, ties either way."""
        return abs(self.printed - self.exact) <= self.step / 2


def conventions(shares: Sequence[Listed]) -> list[str]:
    """Every convention that prints all of these shares; empty unless they print to 100."""
    if sum(s.printed for s in shares) != HUNDRED or len({s.step for s in shares}) != 1:
        return []
    if all(share.plain for share in shares):
        return ["plain"]
    found = []
    if _largest_remainder(shares):
        found.append("largest_remainder")
    largest = max(share.part for share in shares)
    if any(_absorbs(shares, n) for n, share in enumerate(shares) if share.part == largest):
        found.append("largest_absorbs")
    if _absorbs(shares, len(shares) - 1):
        found.append("last_absorbs")
    return found


def _largest_remainder(shares: Sequence[Listed]) -> bool:
    """Each is cut to its last digit, then the largest remainders get one unit more."""
    step = shares[0].step
    cut = [(share.exact // step) * step for share in shares]
    up = [share.printed - low for share, low in zip(shares, cut, strict=True)]
    if any(rise not in (0, step) for rise in up):
        return False
    rest = [share.exact - low for share, low in zip(shares, cut, strict=True)]
    raised = [r for r, rise in zip(rest, up, strict=True) if rise]
    left = [r for r, rise in zip(rest, up, strict=True) if not rise]
    return not raised or not left or min(raised) >= max(left)


def _absorbs(shares: Sequence[Listed], at: int) -> bool:
    """All others are printed plainly; this one is off by no more than their roundings add up to."""
    others = [share for n, share in enumerate(shares) if n != at]
    room = len(others) * shares[at].step / 2
    near = abs(shares[at].printed - shares[at].exact) <= room
    return near and all(share.plain for share in others)


def listed(outcome: Outcome) -> Listed | None:
    """The share an outcome is about; None where it was not decided by two known figures."""
    decision = outcome.result.decision
    if decision.verdict not in ("agrees", "agrees_within_rounding", "query", "discrepancy"):
        return None
    if len(outcome.edits) != 1:  # a base lists several shares in one edit
        return None
    (edit,) = outcome.edits
    if not isinstance(edit, RatioEdit) or decision.derived is None or decision.stated is None:
        return None
    stated, part = edit.stated.slot, edit.numerator[0].slot
    if part.value is None or stated.hedged is not None or stated.step == 0:
        return None
    unit = unit_of(stated.unit)
    percent = unit.scale if unit is not None and unit.base == "%" else Fraction(1)
    return Listed(
        decision.stated * percent, decision.derived * percent, part.value, stated.step * percent
    )


def is_balanced(outcome: Outcome) -> bool:
    """The check or the schema declares that these shares are balanced."""
    figures: list[Figure] = [f for role, f in outcome.result.figures if role == "share"]
    declared = any(figure.rounding == "balanced" for figure in figures)
    return outcome.check.policy.rounding == "balanced" or (
        outcome.check.policy.rounding is None and declared
    )


def by_list(outcomes: Sequence[Outcome]) -> dict[object, list[int]]:
    """Positions of the outcomes of each list of shares that are stated together."""
    groups: dict[object, list[int]] = {}
    for at, outcome in enumerate(outcomes):
        key = (outcome.check.name, outcome.check.variant, outcome.result.input, outcome.group)
        groups.setdefault(key, []).append(at)
    return groups


def settle_balanced(outcomes: list[Outcome]) -> list[Outcome]:
    """Where declared balancing explains a list, its adjusted shares agree within rounding."""
    settled = list(outcomes)
    for positions in by_list(outcomes).values():
        shares = [listed(outcomes[at]) for at in positions]
        known = [share for share in shares if share is not None]
        if len(known) != len(shares) or not all(is_balanced(outcomes[at]) for at in positions):
            continue
        names = conventions(known)
        if not names or names == ["plain"]:
            continue
        for at, share in zip(positions, known, strict=True):
            if not share.plain:
                settled[at] = _agreeing(outcomes[at], names)
    return settled


def convention_diagnosis(names: Sequence[str]) -> tuple[Diagnosis, ...]:
    """One entry for each convention; where two coincide, both are named."""
    return tuple(Diagnosis("convention", values=(("name", name),)) for name in names)


def _agreeing(outcome: Outcome, names: Sequence[str]) -> Outcome:
    decision = replace(
        outcome.result.decision,
        verdict="agrees_within_rounding",
        grade=None,
        diagnosis=convention_diagnosis(names),
    )
    return replace(outcome, result=replace(outcome.result, decision=decision))
