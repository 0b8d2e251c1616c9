"""bound: figures in ascending order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from ..model.edit import NIL, BalanceEdit, Term
from .kind import Common, own
from .reader import Reader, exact_number
from .slots import FieldRef, Slot, Statement


@dataclass(frozen=True, slots=True)
class Bound:
    """Each figure is at most the next.

    Says:
        `{bound: [low, ..., high]}`: two or more fields or numbers in ascending
        order; a part whose whole is `high`, a share between 0 and 100.

    Example:
        `{bound: [0, graduates, students]}`: 0 <= 412 <= 3971.

    Why it goes wrong:
        Part and whole were swapped; a part was counted on a later date; a
        figure stands in the wrong column.

    Limits:
        A bound says nothing of how much smaller a figure should be.

    Source:
        Inequality edits: de Waal, Pannekoek & Scholtus (2011), chapter 3.
    """

    keyword: ClassVar[str] = "bound"
    keys: ClassVar[tuple[str, ...]] = ("bound",)
    ends: tuple[FieldRef | Fraction, ...]

    @classmethod
    def read(cls, reader: Reader) -> Bound:
        """Take two or more fields or numbers, no two numbers side by side."""
        node = reader.node("bound")
        items = (node.items if node is not None else None) or []
        ends: list[FieldRef | Fraction] = []
        for item in items:
            number = None if item.quoted else exact_number(item.text)
            if number is not None:
                ends.append(number)
            elif item.text is None:
                reader.fault(item, "'bound' lists fields or numbers", "write [low, ..., high]")
            else:
                ends.extend(reader.refs(item.text.strip(), item))
        if len(ends) < 2 and not reader.open:
            reader.fault(node, "'bound' needs two fields or numbers", "write [low, ..., high]")
        if any(isinstance(a, Fraction) and isinstance(b, Fraction) for a, b in pairwise(ends)):
            reader.fault(node, "'bound' has two numbers side by side", "put a field between them")
        return cls(tuple(ends))

    def statements(self, common: Common) -> Iterable[Statement]:
        """One balance edit with <= for each neighbouring pair."""
        edits = tuple(_at_most(low, high) for low, high in pairwise(self.ends))
        if edits:
            yield Statement(edits, common.records)


def _at_most(low: FieldRef | Fraction, high: FieldRef | Fraction) -> BalanceEdit[Slot]:
    left, at_least = _side("lower", low)
    right, at_most = _side("upper", high)
    return BalanceEdit(left, right, "<=", stated_constant=at_least, constant=at_most)


def _side(role: str, end: FieldRef | Fraction) -> tuple[tuple[Term[Slot], ...], Fraction]:
    return ((), end) if isinstance(end, Fraction) else ((own(role, end),), NIL)
