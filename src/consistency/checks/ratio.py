"""ratio: averages, rates, densities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from ..model.edit import ONE, RatioEdit
from .kind import Common, own, terms
from .reader import Reader
from .slots import FieldRef, Signed, Statement


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio is times x numerator / denominator.

    Says:
        `{ratio: R, of: NUMERATOR, per: DENOMINATOR, times: 1}`: an average, a
        rate, a yield; numerator and denominator are fields or signed sums.

    Example:
        `{ratio: births_per_1000, of: births, per: population, times: 1000}`:
        1000 x 412 / 35200 is 11.7.

    Why it goes wrong:
        An average of averages; a denominator from another date; a wrong scale
        (per 1000 or per 100, yuan or ten thousand yuan).

    Limits:
        Where all units are declared, scales such as 万元 are brought to one
        first, so that `times` needs no power of ten for them. A denominator
        that can be 0 leaves the edit undecided.

    Source:
        Ratio edits: Fellegi & Holt, JASA 71 (1976).
    """

    keyword: ClassVar[str] = "ratio"
    keys: ClassVar[tuple[str, ...]] = ("ratio", "of", "per", "times")
    ratio: FieldRef
    of: tuple[Signed, ...]
    per: tuple[Signed, ...]
    times: Fraction

    @classmethod
    def read(cls, reader: Reader) -> Ratio:
        """Take result, numerator, denominator and factor."""
        times = reader.number("times", ONE)
        if times == 0:
            reader.fault(reader.node("times"), "'times' is 0", "leave it out or write a factor")
        ratio = reader.field("ratio")
        return cls(ratio, reader.signed("of", named=(ratio,)), reader.signed("per"), times)

    def statements(self, common: Common) -> Iterable[Statement]:
        """One ratio edit."""
        edit = RatioEdit(
            own("result", self.ratio),
            terms("numerator", self.of),
            terms("denominator", self.per),
            factor=self.times,
        )
        yield Statement((edit,), common.records)
