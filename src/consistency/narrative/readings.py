"""What a wording allows, and which of it the figures choose.

Words make a relation stated; they rarely name every figure. A *reading* is one
way to bind a claim, with how well the words carry it. Arithmetic may choose
among readings that the wording allows, never beyond them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..model.relation import Relation, decision_on
from .edits import doubted

NAMED, NEAREST, POSSIBLE = 3, 2, 1
"""How well a reading is carried: the words name it; it is the nearest that fits; it may be."""

_HOLDS = ("agrees", "agrees_within_rounding")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to bind a claim; `doubt` is what it rests on where it is not named."""

    relation: Relation
    strength: int
    doubt: str = "whole_is"


def holds(relation: Relation) -> bool:
    """The printed figures satisfy the relation, exactly or within rounding."""
    return decision_on(relation).verdict in _HOLDS


def chosen(readings: Iterable[Reading]) -> Relation | None:
    """The relation a claim amounts to, or None where nothing can be said.

    The first reading that holds, strongest first: stated unless it was merely
    possible. Where none holds, the one the words name is stated and fails, the
    nearest is a question, and of merely possible ones nothing is said.
    """
    ordered = sorted(readings, key=lambda reading: -reading.strength)
    for reading in ordered:
        if holds(reading.relation):
            if reading.strength > POSSIBLE:
                return reading.relation
            return replace(reading.relation, basis="implied")
    if not ordered or ordered[0].strength == POSSIBLE:
        return None
    best = ordered[0]
    return best.relation if best.strength == NAMED else doubted(best.relation, best.doubt)
