"""Numbers in digits: grouping, decimals, exponents, and the scale words behind them."""

from __future__ import annotations

import re
from fractions import Fraction

from .chinese import chinese_at
from .magnitude import Magnitude
from .unit import CHINESE_SCALE, ENGLISH_SCALES, chinese_scale

MOST_DIGITS = 400
MOST_EXPONENT = 300


def _number(separators: str) -> re.Pattern[str]:
    """Groups of three, or the Indian groups of two and a last of three, or a plain run."""
    western = rf"[0-9]{{1,3}}(?P<sep>[{separators}])[0-9]{{3}}(?:(?P=sep)[0-9]{{3}}){{0,132}}"
    indian = r"[0-9]{1,2}(?:,[0-9]{2}){1,199},[0-9]{3}"
    return re.compile(
        rf"(?:(?P<grouped>{western}(?!(?P=sep)?[0-9])|{indian}(?!,?[0-9]))"
        r"|(?P<run>[0-9]*))(?:\.(?P<fraction>[0-9]+))?"
    )


_IN_CELL = _number(r",' ")
_IN_TEXT = _number(r",'\xa0")
_COMMA_DECIMAL = {  # one group alone could be two numbers in a sentence
    True: re.compile(r"([0-9]{1,3}(?:\.[0-9]{3}){1,132}),([0-9]{1,400})(?![0-9.,])"),
    False: re.compile(r"([0-9]{1,3}(?:\.[0-9]{3}){2,132}),([0-9]{1,400})(?![0-9.,])"),
}
_EXPONENT = re.compile(r"[eE](?P<exponent>[+-]?[0-9]{1,4})(?![0-9.])")
_RUN = re.compile(r"[0-9]*(?:\.[0-9]+)*")

_ENGLISH = "|".join(ENGLISH_SCALES)
_SCALE = re.compile(
    rf"[ \xa0]?(?P<odd>[余多几]?)(?P<chinese>{CHINESE_SCALE})"
    rf"|[ \xa0-]?(?P<hundred>hundred[ \xa0])?(?P<english>(?i:{_ENGLISH}))(?![A-Za-z])"
)
_MONEY_LETTER = re.compile(r"[ \xa0]?(?P<letter>[mMbB])(?![A-Za-z])")
_SEGMENT = re.compile(
    r"(?P<number>[0-9]{1,3},[0-9]{3}|[0-9]{1,16}(?:\.[0-9]{1,16})?)"
    rf"(?P<scale>{CHINESE_SCALE})"
)
_TAIL = re.compile(r"(?:[0-9]{1,2},[0-9]{3}|[0-9]{1,12})(?![0-9.]|,[0-9])")
_GROUP = 4
_TENTHS = re.compile(r"成(?![员立为功果本效绩就长年熟交品都型因份])")


_STEPS = tuple(Fraction(1, 10**places) for places in range(20))


def digits_at(text: str, start: int, *, cell: bool, money: bool) -> Magnitude | None:
    """The number in digits that starts at `start`, with its scale words, or `None`.

    `cell`: groups may be parted by plain spaces and an exponent may follow.
    `money`: m and b after it are millions and billions. Malformed grouping ends
    the number at its first separator; a dotted sequence (1.2.3), more than 400
    digits or an exponent beyond 300 is no number.
    """
    european = _COMMA_DECIMAL[cell].match(text, start)
    if european is not None:
        whole, fraction, end = european[1].replace(".", ""), european[2], european.end()
    else:
        match = (_IN_CELL if cell else _IN_TEXT).match(text, start)
        if match is None:
            return None
        shown = match["grouped"] or match["run"]
        whole = "".join(c for c in shown if c not in ",' \xa0")
        fraction, end = match["fraction"] or "", match.end()
        dotted = text[end : end + 1] == "." and text[end + 1 : end + 2].isdecimal()
        if not (whole or fraction) or dotted:
            return None
    if len(whole) + len(fraction) > MOST_DIGITS:
        return None
    return _scaled(text, end, whole, fraction, cell=cell, money=money)


def past_digits(text: str, start: int) -> int:
    """The offset after the run of digits and inner dots at `start`."""
    match = _RUN.match(text, start)
    return match.end() if match else start


def _scaled(
    text: str, end: int, whole: str, fraction: str, *, cell: bool, money: bool
) -> Magnitude | None:
    number = int(whole + fraction)
    decimals = len(fraction)
    exponent = _EXPONENT.match(text, end) if cell else None
    if exponent is not None:
        return _exponential(exponent, number, decimals)
    tenths = _TENTHS.match(text, end) if number <= 100 and len(whole) <= 2 else None
    if tenths is not None:
        return _made(tenths.end(), number, decimals, 10, unit="%")
    letter = _MONEY_LETTER.match(text, end) if money else None
    if letter is not None:
        size = 10**6 if letter["letter"] in "mM" else 10**9
        return _made(letter.end(), number, decimals, size)
    scale = _SCALE.match(text, end)
    if scale is None:
        return _made(end, number, decimals, 1)
    if scale["english"]:
        size = ENGLISH_SCALES[scale["english"].lower()] * (100 if scale["hundred"] else 1)
        return _made(scale.end(), number, decimals, size)
    size = chinese_scale(scale["chinese"])
    if scale["odd"]:
        return _made(scale.end(), number, decimals, size, odd=True)
    return _segments(text, _made(scale.end(), number, decimals, size), size)


def _made(
    end: int, number: int, decimals: int, size: int, unit: str | None = None, odd: bool = False
) -> Magnitude:
    step = _STEPS[decimals] if size == 1 and decimals < 20 else Fraction(size, 10**decimals)
    value = number * step if decimals else Fraction(number * size)
    return Magnitude(end, value, step, decimals, size != 1, unit=unit, odd=odd)


def _exponential(match: re.Match[str], number: int, decimals: int) -> Magnitude | None:
    exponent = int(match["exponent"])
    if abs(exponent) > MOST_EXPONENT:
        return None
    power = exponent - decimals
    step = Fraction(10**power) if power >= 0 else Fraction(1, 10**-power)
    value = number * step
    return Magnitude(match.end(), value, step, max(0, -power), power != 0)


def _segments(text: str, found: Magnitude, size: int) -> Magnitude:
    """1亿7000万 is one number, and so are 3万5千, 2万3456, 54万2,042 and 3万5 (35,000)."""
    while (segment := _SEGMENT.match(text, found.end)) is not None:
        smaller = chinese_scale(segment["scale"])
        whole, _, fraction = segment["number"].replace(",", "").partition(".")
        more = _made(segment.end(), int(whole + fraction), len(fraction), smaller)
        if found.decimals or more.value >= size:
            return found
        found = _sum(found, more)
        size = smaller
    tail = _TAIL.match(text, found.end)
    if tail is None:
        return _mixed(text, found, size)
    shown = tail.group().replace(",", "")
    places = len(str(size)) - 1
    of_ten_thousand = places == _GROUP and len(shown) == places - 1
    if found.decimals or not (len(shown) in (1, places) or of_ten_thousand):
        return found
    if len(shown) == 1:
        return _sum(found, _made(tail.end(), int(shown), 0, size // 10))
    return _sum(found, _made(tail.end(), int(shown), 0, 1))


def _mixed(text: str, found: Magnitude, size: int) -> Magnitude:
    """3万五千 is 35,000."""
    more = chinese_at(text, found.end)
    if more is None or more.bare or more.unit or more.value >= size or found.decimals:
        return found
    return Magnitude(more.end, found.value + more.value, more.last, 0, True)


def _sum(found: Magnitude, more: Magnitude) -> Magnitude:
    value = found.value + more.value
    return Magnitude(more.end, value, more.step, more.decimals, more.scaled)
