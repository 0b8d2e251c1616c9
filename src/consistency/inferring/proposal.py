"""Relations as checks of a suite: the kind that says it best, its keys, a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..model.quantity import plain
from .balance import Balance
from .naming import says_closing, says_difference, says_total, slug
from .quotient import Quotient
from .support import Support

Pairs = tuple[tuple[str, str | tuple[str, ...]], ...]
Value = str | tuple[str, ...] | Pairs
_PREVIOUS = "previous."
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One check of a draft.

    `body` are the keys of the check in their order: a text, a list of fields or
    pairs of fields. `supports` says in which rows it holds, for a check of
    several shares each with the share's field. `evidence` is the least of its
    relations, in bits beyond those that name it.
    """

    name: str
    kind: str
    body: tuple[tuple[str, Value], ...]
    supports: tuple[tuple[str, Support], ...]
    evidence: float


def of_balance(
    relation: Balance,
    fields: Sequence[str],
    support: Support,
    evidence: float,
    *,
    blank_is_zero: bool = False,
) -> Proposal:
    """A linear relation as total, same, difference, shares or formula.

    `fields` are the fields of the pool's columns; the constant 100 comes after them.
    """
    name, kind, body = _said(relation, fields)
    if blank_is_zero:
        body = (*body, ("missing", "zero"))
    return Proposal(name, kind, body, (("", support),), evidence)


_Said = tuple[str, str, tuple[tuple[str, Value], ...]]


def _said(relation: Balance, fields: Sequence[str]) -> _Said:
    terms = dict(relation.terms)
    constant = terms.pop(len(fields), None)
    if constant is not None:
        return _shares(terms, constant, fields)
    units = all(abs(coefficient) == 1 for coefficient in terms.values())
    plus = [at for at, coefficient in terms.items() if coefficient > 0]
    minus = [at for at, coefficient in terms.items() if coefficient < 0]
    if units and len(plus) == len(minus) == 1:
        names = fields[plus[0]], fields[minus[0]]
        return f"{slug(names[0])}-is-{slug(names[1])}", "same", (("same", names),)
    lone = next((side for side in (plus, minus) if len(side) == 1), None)
    if units and lone is not None and plus and minus:
        parts = minus if lone is plus else plus
        return _total(lone[0], parts, fields)
    return _formula(terms, fields)


def _shares(terms: dict[int, int], constant: int, fields: Sequence[str]) -> _Said:
    make = Fraction(abs(constant) * 100, abs(next(iter(terms.values()))))
    names = tuple(fields[at] for at in terms)
    body: tuple[tuple[str, Value], ...] = (("shares", names),)
    if make != 100:
        body = (*body, ("make", plain(make, 12)))
    return f"shares-make-{slug(plain(make, 12))}", "shares", body


def _total(total: int, parts: Sequence[int], fields: Sequence[str]) -> _Said:
    stated = fields[total]
    names = [fields[at] for at in parts]
    if len(names) == 2 and not says_total(stated):
        left = [name for name in names if says_difference(name)]
        since = [name for name in names if name == f"{_PREVIOUS}{stated}"]
        left = [name for name in names if name not in since] if since else left
        if len(left) == 1:
            before = names[0] if names[1] == left[0] else names[1]
            body = (("difference", left[0]), ("from", before), ("to", stated))
            return f"{slug(left[0])}-is-the-difference", "difference", body
    return f"{slug(stated)}-total", "total", (("total", stated), ("parts", tuple(names)))


def _formula(terms: dict[int, int], fields: Sequence[str]) -> _Said:
    """One field on the left, the others on the right with their coefficients."""
    wishes: tuple[Callable[[str], bool], ...] = (says_closing, says_total, says_difference)
    units = [at for at, coefficient in terms.items() if abs(coefficient) == 1] or list(terms)
    wished = (at for says in wishes for at in units if says(fields[at]))
    stated = next(wished, units[-1])
    lead = terms[stated]
    shown: list[str] = []
    ordered = sorted(terms, key=lambda at: (Fraction(-terms[at], lead) < 0, at))
    for at in ordered:
        if at == stated:
            continue
        factor = Fraction(-terms[at], lead)
        text = quoted(fields[at])
        if abs(factor.numerator) != 1:
            text = f"{abs(factor.numerator)} * {text}"
        if factor.denominator != 1:
            text = f"{text} / {factor.denominator}"
        sign = "-" if factor < 0 else "+"
        shown.append(f"{sign} {text}" if shown else text if factor > 0 else f"-{text}")
    formula = f"{quoted(fields[stated])} = {' '.join(shown)}"
    return f"{slug(fields[stated])}-formula", "formula", (("formula", formula),)


def quoted(name: str) -> str:
    """A field in a formula; in backquotes unless it is one word."""
    return name if _PLAIN_NAME.fullmatch(name) else f"`{name}`"


def of_quotient(
    relation: Quotient, fields: Sequence[str], support: Support, evidence: float
) -> Proposal:
    """A share, a change, a ratio or a product."""
    result, above, below = (fields[at] for at in (relation.result, relation.above, relation.below))
    supports = (("", support),)
    if relation.kind == "share":
        body: tuple[tuple[str, Value], ...] = (("share", ((result, above),)), ("of", below))
        return Proposal(f"shares-of-{slug(below)}", "share", body, ((result, support),), evidence)
    if relation.kind == "change":
        body = (("change", result), ("from", below), ("to", above), ("in", "percent"))
        return Proposal(f"{slug(result)}-change", "change", body, supports, evidence)
    if relation.kind == "product":
        body = (("product", above), ("of", (result, below)))
        return Proposal(f"{slug(above)}-product", "product", body, supports, evidence)
    body = (("ratio", result), ("of", above), ("per", below))
    if relation.times != 1:
        body = (*body, ("times", str(relation.times)))
    return Proposal(f"{slug(result)}-ratio", "ratio", body, supports, evidence)


def gathered(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Shares of one whole as one check, and a name of its own for each check."""
    found: list[Proposal] = []
    by_whole: dict[Value, int] = {}
    for one in proposals:
        whole = dict(one.body).get("of", "") if one.kind == "share" else ""
        if whole and whole in by_whole:
            at = by_whole[whole]
            found[at] = _joined(found[at], one)
            continue
        if whole:
            by_whole[whole] = len(found)
        found.append(one)
    names: dict[str, int] = {}
    for at, one in enumerate(found):
        names[one.name] = names.get(one.name, 0) + 1
        if names[one.name] > 1:
            found[at] = replace(one, name=f"{one.name}-{names[one.name]}")
    return found


def _joined(first: Proposal, second: Proposal) -> Proposal:
    pairs = tuple(dict(first.body)["share"]) + tuple(dict(second.body)["share"])
    body: tuple[tuple[str, Value], ...] = (("share", pairs), ("of", dict(first.body)["of"]))  # type: ignore[assignment]
    return replace(
        first,
        body=body,
        supports=first.supports + second.supports,
        evidence=min(first.evidence, second.evidence),
    )
