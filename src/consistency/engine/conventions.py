"""A rounding convention nobody declared that would explain a whole return: named, not accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.base import POSITIVE, decide_base
from ..model.decide import decide
from ..model.edit import Decision, RatioEdit
from .balanced import by_list, convention_diagnosis, conventions, is_balanced, listed
from .confront import Outcome

MAX_EDITS = 5_000
"""A return of more edits is not searched for a convention."""


def name_conventions(outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes of one return; its discrepancies carry each convention that explains them all.

    Counts that do not add up are no matter of rounding and do not stand in the way.
    """
    wrong = [at for at, outcome in enumerate(outcomes) if _could_be_rounding(outcome)]
    if not wrong or len(outcomes) > MAX_EDITS:
        return outcomes
    names = ["truncate"] if _all_truncated(outcomes) else []
    names += _balancing(outcomes, wrong)
    if not names:
        return outcomes
    named = list(outcomes)
    for at in wrong:
        decision = outcomes[at].result.decision
        diagnosis = convention_diagnosis(names) + decision.diagnosis
        result = replace(outcomes[at].result, decision=replace(decision, diagnosis=diagnosis))
        named[at] = replace(outcomes[at], result=result)
    return named


def _could_be_rounding(outcome: Outcome) -> bool:
    decision = outcome.result.decision
    return (
        decision.grade == "last_digit"
        and bool(outcome.edits)
        and not _declares_rounding(outcome)
        and any(not cell.is_point for cell in decision.possible)
    )


def _declares_rounding(outcome: Outcome) -> bool:
    """The check, or the schema for one of its figures, says how it is rounded."""
    declared = any(figure.rounding is not None for _, figure in outcome.result.figures)
    return declared or outcome.check.policy.rounding is not None


def _all_truncated(outcomes: Sequence[Outcome]) -> bool:
    """Every edit of the return that rounding can touch holds when prints are truncated."""
    for outcome in outcomes:
        if _declares_rounding(outcome) or not outcome.edits:
            continue
        before = outcome.result.decision
        if before.verdict in ("undecided", "not_applicable"):
            continue
        if before.verdict == "discrepancy" and not _could_be_rounding(outcome):
            continue
        if _truncated(outcome).verdict in ("discrepancy", "query"):
            return False
    return True


def _truncated(outcome: Outcome) -> Decision:
    policy = replace(outcome.check.policy, rounding="truncate")
    if outcome.check.kind == "base":
        ratios = [edit for edit in outcome.edits if isinstance(edit, RatioEdit)]
        bounds = [s.base for s in outcome.check.statements if s.base is not None]
        return decide_base(ratios, policy, bounds[0] if bounds else POSITIVE)
    return decide(outcome.edits[0], policy)


def _balancing(outcomes: list[Outcome], wrong: Sequence[int]) -> list[str]:
    """Conventions that print every list of shares in which a discrepancy stands."""
    common: list[str] | None = None
    explained: set[int] = set()
    for positions in by_list(outcomes).values():
        if not any(at in wrong for at in positions):
            continue
        shares = [listed(outcomes[at]) if outcomes[at].edits else None for at in positions]
        known = [share for share in shares if share is not None]
        if len(known) != len(shares) or is_balanced(outcomes[positions[0]]):
            return []
        names = [name for name in conventions(known) if name != "plain"]
        common = names if common is None else [name for name in common if name in names]
        explained.update(positions)
    return common or [] if explained.issuperset(wrong) else []
