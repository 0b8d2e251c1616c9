"""The scale a figure is printed in, so that what is derived can be said in the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ..figure import Figure

_SCALED = re.compile(
    r"[0-9０-９]\s{0,2}([十百千万萬亿億]{1,4}|thousand|million|billion|trillion)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Quantities are said as multiples of `factor`, with `word` behind the number."""

    factor: Fraction = Fraction(1)
    word: str = ""


PLAIN = Scale()


def scale_of(figure: Figure | None) -> Scale:
    """The scale whose word is printed behind the digits of a figure.

    >>> scale_of(Figure("6842.5万", Fraction(68425000), "元", 1, Fraction(1000)))
    Scale(factor=Fraction(10000, 1), word='万')
    """
    if figure is None or figure.decimals is None or figure.step <= 0:
        return PLAIN
    factor = figure.step * 10**figure.decimals
    found = _SCALED.search(figure.text)
    if factor <= 1 or found is None:
        return PLAIN
    word = found[1]
    return Scale(factor, f" {word}" if word.isascii() else word)
