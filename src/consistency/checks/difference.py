"""difference: what lies between two figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from ..model.edit import BalanceEdit, Term
from .kind import Common, own
from .reader import Reader
from .slots import FieldRef, Slot, Statement


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference is after - before.

    Says:
        `{difference: D, from: B, to: A}`: D is A - B.

    Example:
        `{difference: newly_built, from: previous.halls, to: halls}`: from 112 to
        138 are 26 more.

    Why it goes wrong:
        The sign was lost; one of the two figures was revised after the
        difference was written down.

    Limits:
        A decrease is printed negative: one that is printed as a positive number
        fails.

    Source:
        Balance edits: de Waal, Pannekoek & Scholtus (2011), chapter 3.
    """

    keyword: ClassVar[str] = "difference"
    keys: ClassVar[tuple[str, ...]] = ("difference", "from", "to")
    difference: FieldRef
    before: FieldRef
    after: FieldRef

    @classmethod
    def read(cls, reader: Reader) -> Difference:
        """Take the difference and the two figures."""
        return cls(reader.field("difference"), reader.field("from"), reader.field("to"))

    def statements(self, common: Common) -> Iterable[Statement]:
        """One balance edit."""
        minus = Term("before", Slot(self.before), Fraction(-1))
        parts = (own("after", self.after), minus)
        yield Statement((BalanceEdit((own("change", self.difference),), parts),), common.records)
