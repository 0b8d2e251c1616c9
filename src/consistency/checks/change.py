"""change: growth from one figure to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from ..model.edit import BalanceEdit, RatioEdit, Term
from .kind import HUNDRED, Common, own
from .reader import Reader
from .slots import FieldRef, Slot, Statement


@dataclass(frozen=True, slots=True)
class Change:
    """A change is what it takes from before to after, in percent or in points.

    Says:
        `{change: C, from: B, to: A, in: percent}`: C is 100 x A / B - 100.
        `in: points`: C is A - B, both percentages.

    Example:
        `{change: growth, from: previous.revenue, to: revenue}`: from 152.4 to
        164.9 is 8.2 percent.

    Why it goes wrong:
        Percent and percentage points were confused; the base was revised; the
        sign was lost; the growth was taken against another period.

    Limits:
        A before of 0 leaves it undecided. Small figures printed with few
        decimals leave a wide range of growths.

    Source:
        Ratio edit with the constant -100.
    """

    keyword: ClassVar[str] = "change"
    keys: ClassVar[tuple[str, ...]] = ("change", "from", "to", "in")
    change: FieldRef
    before: FieldRef
    after: FieldRef
    points: bool

    @classmethod
    def read(cls, reader: Reader) -> Change:
        """Take the change, the two figures and the measure."""
        points = reader.word("in", ("percent", "points"), "percent") == "points"
        return cls(reader.field("change"), reader.field("from"), reader.field("to"), points)

    def statements(self, common: Common) -> Iterable[Statement]:
        """A ratio edit in percent, a balance edit in points."""
        change = own("change", self.change)
        after, before = own("after", self.after), own("before", self.before)
        if self.points:
            minus = Term("before", Slot(self.before), Fraction(-1))
            yield Statement((BalanceEdit((change,), (after, minus), percent=True),), common.records)
            return
        edit = RatioEdit(
            change, (after,), (before,), factor=HUNDRED, constant=-HUNDRED, percent=True
        )
        yield Statement((edit,), common.records)
