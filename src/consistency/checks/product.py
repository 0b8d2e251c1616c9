"""product: unit price times quantity."""

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
class Product:
    """A product is the product of its factors.

    Says:
        `{product: P, of: [F, F...], times: 1}`: P is times x F x F ...

    Example:
        `{product: cost, of: [people, allowance]}`: 24 people at 100 each cost 2400.

    Why it goes wrong:
        A price or a quantity was corrected and the amount was not; a monthly
        price was taken for a year; 12 months were forgotten.

    Limits:
        Rounded factors make a wide product: the printed product is then only
        seen to be wrong when it leaves that range.

    Source:
        Ratio edits with the denominator taken to the other side.
    """

    keyword: ClassVar[str] = "product"
    keys: ClassVar[tuple[str, ...]] = ("product", "of", "times")
    product: FieldRef
    of: tuple[Signed, ...]
    times: Fraction

    @classmethod
    def read(cls, reader: Reader) -> Product:
        """Take result, factors and the constant factor."""
        times = reader.number("times", ONE)
        if times == 0:
            reader.fault(reader.node("times"), "'times' is 0", "leave it out or write a factor")
        product = reader.field("product")
        return cls(product, reader.signed("of", named=(product,)), times)

    def statements(self, common: Common) -> Iterable[Statement]:
        """One ratio edit whose numerator is a product."""
        edit = RatioEdit(
            own("result", self.product), terms("factor", self.of), factor=self.times, product=True
        )
        yield Statement((edit,), common.records)
