"""Ranges: 1-2户, 3至5个, 10-12%, between 3 and 5."""

from __future__ import annotations

import re
from dataclasses import replace

from .amount import amount_at, rescaled
from .magnitude import Magnitude
from .unit import UNIT, unit_of

_TO = {
    True: re.compile(r"[ ]?(?P<to>[-–—~至到])[ ]?(?=[0-9一二两三四五六七八九十])"),
    False: re.compile(r"(?:(?P<to>[-–—~])|[ \xa0]?[~至到][ \xa0]?)(?=[0-9一二两三四五六七八九十])"),
}
_AND = re.compile(r"[ \xa0]and[ \xa0](?=[0-9A-Za-z])")
_JOINED_BEFORE = re.compile(r"[0-9][-–/]\Z")
_DIGITS_THEN = re.compile(
    r"(?:[0-9]{1,20}(?:\.[0-9]{1,10})?|[一二两三四五六七八九十百千]{1,9})[万亿]{0,2}"
)
_CALENDAR = ("年", "月", "日", "周", "天", "星期")
_JOINED_AFTER = re.compile(r"[-–/.][0-9]")


def extent(
    text: str, at: int, first: Magnitude, *, cell: bool, money: bool, between: bool
) -> Magnitude:
    """`first`, which starts at `at`, and what follows as one range, or `first` itself.

    `between` says that "between" stands before it. A range rises, does not
    follow 从, 由 or 自, and is no date, span of years or telephone number.
    """
    to = _AND.match(text, first.end) if between else _to(text, first.end, cell=cell)
    if to is None or first.odd or first.fraction:
        return first
    second = amount_at(text, to.end(), cell=cell, money=money, hedged=False)
    if second is None or second.odd or second.fraction or second.low is not None:
        return first
    lower = _alike(text[at], first, second)
    if lower is None or lower.value >= second.value:
        return first
    dash = text[to.start() : to.end()].strip() in ("-", "–", "—")
    if _another_thing(text, at, first, to.end(), second, dash):
        return first
    middle = (lower.value + second.value) / 2
    return replace(
        second, value=middle, unit=lower.unit, low=lower.value, high=second.value, bare=False,
        step=min(lower.step, second.step),
        decimals=max(lower.decimals, second.decimals),
    )  # fmt: skip


def _to(text: str, end: int, *, cell: bool) -> re.Match[str] | None:
    """The word or dash between two ends, behind the unit where both print it (3个至5个)."""
    plain = _TO[cell].match(text, end)
    unit = UNIT.match(text, end)
    if plain is not None or unit is None or unit.group() in _CALENDAR:
        return plain
    to = _TO[cell].match(text, unit.end())
    if to is None:
        return None
    again = _DIGITS_THEN.match(text, to.end())
    return to if again is not None and text.startswith(unit.group(), again.end()) else None


def _alike(opens: str, first: Magnitude, second: Magnitude) -> Magnitude | None:
    """`first` with the scale and percent sign that only `second` prints (1-2万, 10-12%)."""
    if first.unit != second.unit:
        if second.unit is None:  # 百分之三十至四十
            return first if opens == "百" else None
        if first.scaled:
            return None
        return replace(first, unit=second.unit)
    size = second.step * 10**second.decimals
    if second.scaled and not first.scaled and first.value * size < second.value:
        return rescaled(first, size, first.unit)
    if first.scaled and not second.scaled:
        return None
    return first


def _another_thing(
    text: str, at: int, first: Magnitude, second_at: int, second: Magnitude, dash: bool
) -> bool:
    """Dates, years, telephone numbers and changes (从三到五) that look like a range."""
    before = text[max(0, at - 2) : at]
    if before[-1:] in tuple("从由自") or _JOINED_BEFORE.search(before):
        return True
    if _JOINED_AFTER.match(text, second.end):
        return True
    shown = text[at : first.end], text[second_at : second.end]
    plain = all(part.isdecimal() for part in shown)
    if not plain:
        return False
    if all(len(part) == 4 and 1900 <= int(part) <= 2100 for part in shown):
        unit = UNIT.match(text, second.end)
        known = unit_of(unit.group()) if unit else None
        return known is None or not known.counting
    zeros = any(len(part) > 1 and part[0] == "0" for part in shown)
    return dash and (zeros or any(len(part) > 4 for part in shown))
