"""Hedges: the words that make a number about, nearly, over, at least.

Likely and possible ranges follow the table in `docs/methods.md`, with u one
unit of the last non-zero digit as printed.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from ..interval import Interval

Hedge = Literal["about", "nearly", "under", "over", "odd", "at_least", "at_most"]

_CHINESE: dict[Hedge, str] = {
    "about": "大约为 大约有 大约 约为 约有 约占 约计 约达 约",
    "nearly": "将近 接近 近",
    "under": "不足 不到 未满 不满 少于 低于 小于 未达 未到",
    "over": "超过了 超过 超出 超 逾 突破 多于 高于 大于",
    "at_least": "至少有 至少 最少 不少于 不低于 不小于 不下于 不下",
    "at_most": "至多 最多 不超过 未超过 没超过 没有超过 不多于 不高于 不大于",
}
_ENGLISH: dict[Hedge, str] = {
    "about": "about|around|approximately|approx.|approx|roughly|some|circa|c.|ca.",
    "nearly": "nearly|almost|close to|just under|slightly under|slightly less than",
    "under": "under|less than|below|fewer than",
    "over": "over|more than|above|exceeding|just over|well over|slightly over|slightly more than",
    "at_least": "at least|no fewer than|not fewer than|no less than|not less than|not below",
    "at_most": "at most|up to|no more than|not more than|not over|not exceeding|not above",
}
_SIGNS: dict[str, Hedge] = {
    "~": "about", "≈": "about", ">": "over", "<": "under",
    "≥": "at_least", ">=": "at_least", "≤": "at_most", "<=": "at_most",
}  # fmt: skip
_SUFFIXES: dict[str, Hedge] = {
    "左右": "about", "上下": "about", "以上": "at_least", "及以上": "at_least",
    "以下": "at_most", "及以下": "at_most", "以内": "at_most", "余": "odd", "多": "odd",
    "几": "odd", "or so": "about", "or more": "at_least", "or fewer": "at_most",
    "or less": "at_most", "-odd": "odd", "odd": "odd", "+": "at_least",
}  # fmt: skip

_PREFIXES: dict[str, Hedge] = dict(_SIGNS)
_PREFIXES.update({cue: kind for kind, cues in _CHINESE.items() for cue in cues.split()})
_PREFIXES.update({cue: kind for kind, cues in _ENGLISH.items() for cue in cues.split("|")})

# 节约, 签约, 公约 save, sign and bind; 最近 and 附近 are near in time and place.
_NOT_BEFORE = {
    "约": "公条合协节契签违邀履守集特续解婚毁纽预制",
    "近": "最附靠邻临远亲",
    "超": "赶反高",
}


def _cue(cue: str) -> str:
    if cue[0] in _NOT_BEFORE:
        return f"(?<![{_NOT_BEFORE[cue[0]]}]){cue}"
    if not cue.isascii():
        return re.escape(cue)
    return "[ \\xa0\\n]{1,2}".join(re.escape(word) for word in cue.split())


def _any(cues: list[str]) -> str:
    return "|".join(_cue(cue) for cue in sorted(cues, key=len, reverse=True))


_WORDS = _any([cue for cue in _PREFIXES if cue[0].isascii() and cue[0].isalpha()])
_HAN = _any([cue for cue in _PREFIXES if not cue[0].isascii() and cue[0] not in "≈≥≤"])

# A sign parted from its number by a space opens a quoted line or an arrow as often as a hedge.
PREFIX = (
    rf"(?:(?:{_HAN})[ \xa0]{{0,2}}"
    rf"|(?<![A-Za-z-])(?i:{_WORDS})(?:(?<=\.)[ \xa0]{{0,2}}|(?<!\.)[ \xa0\n]{{1,2}})"
    r"""|(?<![-=<>A-Za-z"'/0-9%])(?:>=|<=|[<>~≈≥≤])(?![ ])|(?<=[^\s] )(?:>=|<=|[<>~≈≥≤])[ ]"""
    r"|\A(?:>=|<=|[<>~≈≥≤])[ ]{0,2})"
)
PREFIX_FIRST = "".join(sorted({cue[0] for cue in _PREFIXES if not cue[0].isascii()}))
SUFFIX = re.compile(
    r"[ \xa0]?(?:(?P<cue>左右(?!两|手|侧)|上下(?!级|联|游|班|两|一)|及?以上(?!是|为|文|述)"
    r"|及?以下(?!简|统|是|为|几)|以内|余(?![额下数款留粮热])"
    r"|多(?!于|少|数|样|余|达|出|方(?!米)|元化|[0-9一二两三四五六七八九])"
    r"|几(?![0-9一二两三四五六七八九])"
    r"|(?i:or[ \xa0](?:so|more|fewer|less))(?![A-Za-z])|-odd(?![A-Za-z])|\+(?![0-9])))"
)
# After a unit 多 opens a new word (多个, 多地) more often than it hedges.
AFTER_UNIT = re.compile(
    r"(?P<cue>左右(?!两|手|侧)|上下(?!级|联|游|班|两|一)|及?以上(?!是|为|文|述)"
    r"|及?以下(?!简|统|是|为|几)|以内|余(?![额下数款留粮热])|多(?=月|\Z|[，。、；,;!?）)]))"
)


def prefix_hedge(cue: str) -> Hedge:
    """The hedge of text matched by `PREFIX`."""
    return _PREFIXES[" ".join(cue.lower().split())]


def suffix_hedge(cue: str) -> Hedge:
    """The hedge of the group `cue` of `SUFFIX` or `AFTER_UNIT`."""
    return _SUFFIXES[" ".join(cue.lower().split())]


def ranges(hedge: Hedge, value: Fraction, last: Fraction) -> tuple[Interval, Interval]:
    """The likely and the possible interval of a hedged number.

    `last` is one unit of the last non-zero digit as printed. A likely range
    that reaches outside the possible one is cut to it. For a negative number
    about, nearly and 多 speak of the size, the others of the value itself.

    >>> likely, possible = ranges("nearly", Fraction(1720), Fraction(10))
    >>> str(likely.low), str(likely.high), str(possible.low), str(possible.high)
    ('1710', '1720', '1376', '1720')
    """
    if value == 0:
        return _of_zero(hedge, last)
    if value < 0 and hedge in ("about", "nearly", "odd"):
        likely, possible = ranges(hedge, -value, last)
        return likely.scaled(-1), possible.scaled(-1)
    floor = None if value < 0 else Fraction(0)
    match hedge:
        case "about":
            likely = Interval(value - last / 2, value + last / 2)
            possible = Interval(value * Fraction(4, 5), value * Fraction(6, 5))
        case "nearly":
            likely = Interval(value - last, value)
            possible = Interval(value * Fraction(4, 5), value)
        case "under":
            likely = Interval(value - last, value, high_open=True)
            possible = Interval(floor, value, high_open=True)
        case "over":
            likely = Interval(value, value + last, low_open=True)
            possible = Interval(value, None, low_open=True)
        case "odd":
            likely = Interval(value, value + last, low_open=True)
            possible = Interval(value, 2 * value, low_open=True)
        case "at_least":
            likely = possible = Interval(value, None)
        case "at_most":
            likely = possible = Interval(floor, value)
    return likely & possible, possible


def _of_zero(hedge: Hedge, last: Fraction) -> tuple[Interval, Interval]:
    zero = Fraction(0)
    if hedge in ("about", "nearly"):
        width = last / 2 if hedge == "about" else last
        return Interval(-width, width), Interval(-width, width)
    if hedge == "under":
        return Interval(-last, zero, high_open=True), Interval(None, zero, high_open=True)
    if hedge == "at_most":
        return Interval(zero, zero), Interval(zero, zero)
    if hedge == "at_least":
        return Interval(zero, None), Interval(zero, None)
    likely = Interval(zero, last, low_open=True)
    return likely, (likely if hedge == "odd" else Interval(zero, None, low_open=True))


def hull(first: Interval, second: Interval) -> Interval:
    """The smallest interval that holds both."""
    low, low_open = first.low, first.low_open
    if low is None or second.low is None:
        low, low_open = None, False
    elif second.low < low:
        low, low_open = second.low, second.low_open
    elif second.low == low:
        low_open = low_open and second.low_open
    high, high_open = first.high, first.high_open
    if high is None or second.high is None:
        high, high_open = None, False
    elif second.high > high:
        high, high_open = second.high, second.high_open
    elif second.high == high:
        high_open = high_open and second.high_open
    return Interval(low, high, low_open, high_open)
