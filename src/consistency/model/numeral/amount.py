"""One unsigned number of any form: digits, words, percent, a common fraction."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from .chinese import NUMERALS, chinese_at
from .digits import digits_at
from .english import english_at
from .magnitude import Magnitude, common_fraction

_PERCENT_OF = re.compile(r"(?P<parts>[百千万])分之")
_SLASH = re.compile(r"([0-9]{1,3})/([0-9]{1,3})(?![0-9/.])(?P<of>(?=[ \xa0]of[ \xa0]|的|以上))?")
_PERCENT = re.compile(r"[ \xa0]?(?P<sign>[%‰])")
_PARTS = {"百": Fraction(1), "千": Fraction(1, 10), "万": Fraction(1, 100)}


def amount_at(text: str, at: int, *, cell: bool, money: bool, hedged: bool) -> Magnitude | None:
    """The unsigned number that starts at `at` of folded text, or `None`.

    `money` and `cell` as in `digits_at`; `hedged` says that a hedge stands
    before it, which makes 1/3 and "half" numbers wherever they stand.
    """
    parts = _PERCENT_OF.match(text, at)
    if parts is not None:
        return _percent_of(text, parts)
    first = text[at : at + 1]
    if first.isascii() and first.isalpha():
        return english_at(text, at, hedged)
    if text.startswith("一半", at):
        return common_fraction(at + 2, 1, 2)
    if first in NUMERALS:
        return _fraction_of(text, chinese_at(text, at))
    slash = _SLASH.match(text, at) if not cell else None
    if slash is not None and (hedged or slash["of"] is not None):
        return common_fraction(slash.end(), int(slash[1]), int(slash[2]))
    number = digits_at(text, at, cell=cell, money=money)
    return _percent(text, _fraction_of(text, number))


def _percent_of(text: str, parts: re.Match[str]) -> Magnitude | None:
    """百分之四十四点七, 千分之五, 百分之百."""
    at = parts.end()
    if text[at : at + 1] == "百":
        number: Magnitude | None = Magnitude(at + 1, Fraction(100), Fraction(1))
    else:
        number = digits_at(text, at, cell=False, money=False) or chinese_at(text, at)
    if number is None or number.unit or number.scaled:
        return None
    return rescaled(replace(number, bare=False), _PARTS[parts["parts"]], "%")


def _fraction_of(text: str, number: Magnitude | None) -> Magnitude | None:
    """三分之二 and 3分之2; anything else unchanged."""
    if number is None or not text.startswith("分之", number.end):
        return number
    at = number.end + 2
    above = digits_at(text, at, cell=False, money=False) or chinese_at(text, at)
    if above is None or above.value.denominator != 1 or number.value.denominator != 1:
        return None
    return common_fraction(above.end, above.value.numerator, number.value.numerator)


def _percent(text: str, number: Magnitude | None) -> Magnitude | None:
    if number is None or number.unit or number.scaled or number.fraction:
        return number
    sign = _PERCENT.match(text, number.end)
    if sign is None:
        return number
    if sign["sign"] == "%":
        return replace(number, end=sign.end(), unit="%")
    return replace(rescaled(number, Fraction(1, 10), "%"), end=sign.end())


def rescaled(number: Magnitude, factor: Fraction, unit: str | None) -> Magnitude:
    """The same number in another unit, `factor` of the new to one of the old."""
    return replace(
        number,
        value=number.value * factor,
        step=number.step * factor,
        unit=unit,
        low=None if number.low is None else number.low * factor,
        high=None if number.high is None else number.high * factor,
    )
