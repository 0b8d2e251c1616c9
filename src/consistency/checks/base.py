"""base: shares of one whole that is printed nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from ..model.base import POSITIVE
from ..model.edit import RatioEdit
from ..model.interval import Interval
from .kind import HUNDRED, Common, own
from .reader import Reader, exact_number
from .slots import FieldRef, Statement


@dataclass(frozen=True, slots=True)
class Base:
    """Shares and their counts have one whole number as their unprinted whole.

    Says:
        `{base: {S: C, ...}}`: every S is the printed percentage of its count C
        in one and the same whole number, which is printed nowhere. Optional
        `between: [low, high]` bounds it.

    Example:
        `{base: {with_project_pct: with_project, high_income_pct: high_income}}`:
        1310 = 95.7 % and 1258 = 91.9 % leave 1369 and only 1369. 98 = 73.8 %
        leaves none: 98 of 132 is 74.2 %, 98 of 133 is 73.7 %.

    Why it goes wrong:
        Count and share stem from different dates; the share was truncated or
        mistyped; the whole is not what the reader takes it for.

    Limits:
        A large count at a coarse precision fits some whole whatever is printed:
        then the result says `not_testable` and its figures are not covered.

    Source:
        The GRIM test (Brown & Heathers 2017) turned from means to shares.
    """

    keyword: ClassVar[str] = "base"
    keys: ClassVar[tuple[str, ...]] = ("base", "between")
    shares: tuple[tuple[FieldRef, FieldRef], ...]
    between: Interval

    @classmethod
    def read(cls, reader: Reader) -> Base:
        """Take the pairs and the bounds."""
        shares = reader.pairs("base")
        node = reader.node("between")
        if node is None:
            return cls(shares, POSITIVE)
        ends: list[Fraction | None] = [exact_number(end.text) for end in node.items or []]
        low, high = ends if len(ends) == 2 else (None, None)
        if low is None or high is None or low > high or high < 1:
            reader.fault(node, "'between' is [low, high], low <= high", "write two numbers")
            return cls(shares, POSITIVE)
        return cls(shares, Interval(low, high) & POSITIVE)

    def statements(self, common: Common) -> Iterable[Statement]:
        """One ratio edit for each pair, decided jointly."""
        edits = tuple(
            RatioEdit(own("share", share), (own("part", part),), factor=HUNDRED, percent=True)
            for share, part in self.shares
        )
        yield Statement(edits, common.records, base=self.between)
