"""A number with all that belongs to it: hedge, sign, currency, scale, percent, range, unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ..interval import Interval
from .amount import amount_at
from .chinese import NUMERALS
from .english import START as ENGLISH_START
from .extent import extent
from .following import unit_after
from .hedge import (
    AFTER_UNIT,
    PREFIX,
    PREFIX_FIRST,
    SUFFIX,
    Hedge,
    hull,
    prefix_hedge,
    ranges,
    suffix_hedge,
)
from .magnitude import Magnitude
from .unit import Unit, unit_of

CURRENCY = (
    r"(?<![A-Za-z])(?:(?:HK|NT|US|S|A|C)?\$|[¥€£]"
    r"|(?:USD|RMB|CNY|EUR|GBP|HKD|SGD|AUD|TWD|JPY|CAD)(?![A-Za-z]))"
)
# What a phrase can begin with; it spares every other position the long alternatives.
_FIRST = rf"0-9A-Za-z.+\-–△~<>$¥€£一二两三四五六七八九十百千万零〇{PREFIX_FIRST}"
OPENING = re.compile(
    rf"(?=[{_FIRST}])(?:(?<![A-Za-z])|(?![A-Za-z]))"
    rf"(?:(?P<between>(?<![A-Za-z])[Bb]etween[ \xa0])|(?P<prefix>{PREFIX}))?"
    r"(?P<sign>(?:(?<![A-Za-z0-9)%‰–—-])[-+–]|△)?)"
    rf"(?:(?P<money>{CURRENCY})[ \xa0]?(?P<inner>[-+]?))?"
    rf"(?=\.?[0-9]|[一二两三四五六七八九十零〇]|[百千万]分之|{ENGLISH_START})"
)
_DATES = frozenset(["年", "月", "日", "天", "度", "周", "星期", "升", "克", "米", "岁"])
_RECENT = frozenset(["年", "月", "个月", "日", "天", "周", "星期", "期", "届", "次"])
_NOT_A_COUNT = re.compile("一(?:起|次性|条龙|对一|村一|户一|人一|家人|班人)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number with its hedge, from `start` to `end`; `after` is the offset after its unit.

    `exact` says printed whole, unscaled and unhedged.
    """

    start: int
    end: int
    after: int
    value: Fraction
    step: Fraction
    decimals: int | None
    unit: Unit | None
    qualifier: str | None
    hedged: tuple[Interval, Interval] | None
    exact: bool

    @property
    def count(self) -> bool | None:
        """Whether it is an exact count; `None` where no unit tells."""
        if not self.exact:
            return False
        return None if self.unit is None else self.unit.counting


def phrase_at(text: str, opening: re.Match[str], *, cell: bool) -> Phrase | None:
    """The phrase that `opening`, a match of `OPENING` in folded `text`, begins; `None` if none."""
    at = opening.end()
    prefix = opening["prefix"]
    if not cell and not (prefix or opening["between"]) and _part_of_a_word(text, opening):
        return None
    money = opening["money"]
    number = amount_at(text, at, cell=cell, money=bool(money), hedged=bool(prefix))
    if number is None:
        return None
    negative = (opening["sign"] or opening["inner"] or "+") != "+"
    if negative and number.low is not None:
        return None
    if number.low is None and not negative:
        between = opening["between"] is not None
        number = extent(text, at, number, cell=cell, money=bool(money), between=between)
    suffix = SUFFIX.match(text, number.end)
    end = suffix.end() if suffix else number.end
    unit, after = _unit(text, end, number, money, cell=cell)
    if not _stands(text, at, number, end, after, unit, cell=cell):
        return None
    if prefix and _dated(prefix.strip(), text[at : number.end], text[end:after].strip()):
        prefix = None
    kinds: list[Hedge] = [prefix_hedge(prefix)] if prefix else []
    kinds += ["odd"] if number.odd else []
    kinds += [suffix_hedge(suffix["cue"])] if suffix else []
    follows = AFTER_UNIT.match(text, after) if unit is not None and not suffix else None
    kinds += [suffix_hedge(follows["cue"])] if follows else []
    whole = prefix is not None or (opening["between"] is not None and number.low is not None)
    offsets = _start(opening, at, whole), end, follows.end() if follows else after
    return _phrase(number, unit, kinds, negative, offsets)


def _start(opening: re.Match[str], at: int, whole: bool) -> int:
    if whole:
        return opening.start()
    if opening["sign"]:
        return opening.start("sign")
    return opening.start("inner") if opening["inner"] else at


def _part_of_a_word(text: str, opening: re.Match[str]) -> bool:
    """A4, covid-19, 第3 and 几十 hold no number of their own; a dash after a digit is no sign."""
    start = opening.start()
    before = text[start - 1] if start else ""
    if opening["money"] or opening["sign"]:
        return False
    if (
        before == "-"
        and text[start - 2 : start - 1].isascii()
        and text[start - 2 : start - 1].isalpha()
    ):
        return True
    if before and ((before.isascii() and before.isalnum()) or before in "_第"):
        return True
    if text[opening.end()] in NUMERALS:
        return before != "" and before in "百千万亿几数若"
    return False


def _dated(prefix: str, shown: str, unit: str) -> bool:
    """近3年 is the last three years and 高于2010年 above those of 2010: no hedge."""
    year = unit == "年" and re.fullmatch("(?:19|20)[0-9]{2}", shown) is not None
    return year or (prefix == "近" and unit in _RECENT)


def _unit(
    text: str, end: int, number: Magnitude, money: str | None, *, cell: bool
) -> tuple[Unit | None, int]:
    """The unit of the number that ends, with its hedge, at `end`, and the offset after it."""
    if number.unit:
        return Unit(number.unit, Fraction(1), False), end
    if number.fraction:
        return Unit("%", Fraction(100), False), end
    unit, after = unit_after(text, end, cell=cell)
    if money is None:
        return unit, after
    paid = unit_of(money)
    same = unit is not None and paid is not None and unit.base == paid.base
    return paid, (after if same else end)


def _stands(
    text: str, at: int, number: Magnitude, end: int, after: int, unit: Unit | None, *,
    cell: bool,
) -> bool:  # fmt: skip
    """Nothing beside the number makes it something else (5th, 一起, a lone 三)."""
    following = text[end : end + 1]
    glued = following.isascii() and (following.isalpha() or following == "_")
    if glued and after == end:
        return False
    if not number.bare or (cell and number.low is None):
        return True
    if unit is None or text[end:after].strip() in _DATES:
        return False
    if number.low is None and number.value == 1 and text[at] == "一":
        before = text[at - 1] if at else ""
        return not _NOT_A_COUNT.match(text, at) and (
            not before or before not in "每这那某任同另唯统逐之"
        )
    return True


def _phrase(
    number: Magnitude, unit: Unit | None, kinds: list[Hedge], negative: bool,
    offsets: tuple[int, int, int],
) -> Phrase:  # fmt: skip
    sign = -1 if negative else 1
    scale = unit.scale if unit is not None and not number.unit else Fraction(1)
    value = number.value if sign > 0 else -number.value
    step = number.step
    if scale != 1:
        value, step = value * scale, step * scale
    hedged: tuple[Interval, Interval] | None = None
    qualifier: str | None = None
    if number.low is not None and number.high is not None:
        ends = number.low * scale, number.high * scale
        hedged = Interval(*ends), Interval(*ends)
        qualifier = "range"
        hedged = _wider(
            hedged, [ranges(kind, x, number.last * scale) for kind in kinds for x in ends]
        )
    elif kinds:
        first, *rest = [ranges(kind, value, number.last * scale) for kind in kinds]
        hedged = _wider(first, rest)
        qualifier = "over" if kinds[0] == "odd" else kinds[0]
    elif number.fraction:
        hedged = _near(value, 100), _near(value, 10)
        qualifier = "fraction"
    exact = hedged is None and not number.scaled and number.decimals == 0 and step == 1
    decimals = None if number.fraction else number.decimals
    return Phrase(*offsets, value, step, decimals, unit, qualifier, hedged, exact)


def _near(value: Fraction, parts: int) -> Interval:
    width = abs(value) / parts
    return Interval(value - width, value + width)


def _wider(
    first: tuple[Interval, Interval], rest: list[tuple[Interval, Interval]]
) -> tuple[Interval, Interval]:
    """Several hedges on one number: whatever any of them allows."""
    likely, possible = first
    for more_likely, more_possible in rest:
        likely, possible = hull(likely, more_likely), hull(possible, more_possible)
    return likely, possible
