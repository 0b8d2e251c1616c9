"""A relation that a text or a sheet states itself: a check already bound to figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from .base import decide_base
from .decide import decide
from .edit import Assumption, Decision, Edit, Policy, RatioEdit
from .figure import Figure
from .report import Result, result_id


@dataclass(frozen=True, slots=True)
class Relation:
    """One edit over printed figures; several for a chain of bounds and for an unprinted whole.

    `basis` is "stated" where wording, a header or a formula says so, "implied"
    where it is only suggested: then a failure is at most a query. `doubts` name
    what the relation rests on; a report shows them under `assumes`. `label` is
    what it is called (`check` of a result) and `context` names each figure
    apart from its value, in the order of the terms: both go into the id.
    """

    kind: str
    edits: tuple[Edit[Figure], ...]
    basis: Literal["stated", "implied"]
    label: str
    context: tuple[str, ...] = ()
    doubts: tuple[Assumption, ...] = ()
    message: str | None = None
    detail: tuple[tuple[str, str], ...] = ()
    _decided: _Decided | None = field(default=None, repr=False, compare=False)

    @property
    def figures(self) -> tuple[tuple[str, Figure], ...]:
        """(role, figure) of every term, in order."""
        return tuple((term.role, term.slot) for edit in self.edits for term in edit.terms)


class _Decided(NamedTuple):
    """What came out for edits: decided when a reading is chosen, and asked again in a report."""

    kind: str
    edits: tuple[Edit[Figure], ...]
    decision: Decision


# Both bases decide alike: whole figures are only assumed to be counts.
_POLICY = Policy(basis="stated")


def decision_on(relation: Relation) -> Decision:
    """What comes out for a relation: of an implied one at most a query.

    Bare whole numbers are only assumed counts. A base is decided over all its
    shares together.
    """
    decision = _edits_decided(relation)
    if relation.doubts:
        decision = replace(decision, assumes=decision.assumes + relation.doubts)
    if relation.basis == "implied" and decision.verdict == "discrepancy":
        return replace(decision, verdict="query", grade=None)
    return decision


def _edits_decided(relation: Relation) -> Decision:
    """The decision before any doubt; remembered with what it was made of."""
    known = relation._decided
    if known is not None and known.edits is relation.edits and known.kind == relation.kind:
        return known.decision
    if relation.kind == "base":
        ratios = tuple(edit for edit in relation.edits if isinstance(edit, RatioEdit))
        decision = decide_base(ratios, _POLICY)
    else:
        decision = _gravest([decide(edit, _POLICY) for edit in relation.edits])
    made = _Decided(relation.kind, relation.edits, decision)
    object.__setattr__(relation, "_decided", made)
    return decision


_GRAVITY = (
    "agrees",
    "agrees_within_rounding",
    "not_applicable",
    "undecided",
    "query",
    "discrepancy",
)


def _gravest(decisions: Sequence[Decision]) -> Decision:
    """The decision on a chain of bounds is that of its gravest link."""
    if len(decisions) == 1:
        return decisions[0]
    gravest = max(decisions, key=lambda decision: _GRAVITY.index(decision.verdict))
    return replace(gravest, possible=tuple(cell for d in decisions for cell in d.possible))


def result_of(relation: Relation, source: str) -> Result:
    """The result of a relation found in the input named `source`."""
    decision = decision_on(relation)
    figures = relation.figures
    roles = (role for role, _ in figures)
    slots = tuple(zip(roles, relation.context, strict=False))
    place = next((f.place for _, f in figures if f.place is not None), None)
    return Result(
        result_id("", relation.label, relation.kind, None, None, slots, ()),
        relation.label,
        None,
        relation.kind,
        "error",
        relation.basis,
        place.input if place is not None else source,
        decision,
        figures,
        (),
        place,
        relation.message,
        relation.detail,
    )
