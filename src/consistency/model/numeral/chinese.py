"""Chinese numerals: 三百七十二, 三万五千二百, 一点二亿, 二〇一〇, 两三, 九成三."""

from __future__ import annotations

import re
from fractions import Fraction

from .magnitude import Magnitude
from .unit import chinese_scale

_DIGITS = {c: i % 10 for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_D = "一二两三四五六七八九"
NUMERALS = "零〇一二两三四五六七八九十百千万亿"

_SECTION = re.compile(
    rf"(?:(?P<k>[{_D}])千零?)?(?:(?P<h>[{_D}])百零?)?(?:(?P<t>[{_D}]?)(?P<ten>十))?(?P<u>[{_D}])?"
)
_STRING = re.compile(rf"[零〇{_D}]+")
_POINT = re.compile(rf"点(?P<decimals>[零〇{_D}]{{1,100}})(?![零〇{_D}十百千])")
_MARK = re.compile(r"万亿|万|亿")
# Neighbouring digits name a range; so does 三五.
_PAIR = re.compile(
    rf"(?P<tens>[{_D}]?十)?(?P<pair>一二|二三|两三|三四|三五|四五|五六|六七|七八|八九)"
    rf"(?P<scale>[十百千]?(?:万亿|[万亿])?)(?![{NUMERALS}])"
)
_TENTHS = re.compile(
    rf"(?P<tens>[{_D}十])成(?P<units>[{_D}](?![{NUMERALS}个名人户项]))?"
    r"(?![员立为功果本效绩就长年熟交品都型因份])"
)


def chinese_at(text: str, start: int) -> Magnitude | None:
    """The Chinese numeral that starts at `start`, or `None` if none is well formed there.

    A numeral that ends on 万 or 亿 is scaled; every other is printed to its last
    unit. A single character is `bare`. A string of digits without units needs
    four of them, or a zero among three.
    """
    found = _tenths(text, start) or _pair(text, start) or _string(text, start)
    if found is not None:
        return found
    found = _compound(text, start)
    if found is None or (found.end < len(text) and text[found.end] in NUMERALS):
        return None
    return found


def past_numerals(text: str, start: int) -> int:
    """The offset after the run of numeral characters at `start`."""
    end = start
    while end < len(text) and text[end] in NUMERALS:
        end += 1
    return end


def _tenths(text: str, start: int) -> Magnitude | None:
    """九成三 is 93 percent, 八成 is 80 printed to the ten."""
    match = _TENTHS.match(text, start)
    if match is None:
        return None
    value = 10 * _DIGITS.get(match["tens"], 10) + _DIGITS.get(match["units"] or "", 0)
    step = Fraction(1 if match["units"] else 10)
    whole = Fraction(value)
    return Magnitude(match.end(), whole, step, 0, True, "%")


def _pair(text: str, start: int) -> Magnitude | None:
    """两三 is two to three, 十七八 seventeen to eighteen, 三四百 three to four hundred."""
    match = _PAIR.match(text, start)
    if match is None:
        return None
    first, second = match["pair"][0], match["pair"][1]
    tens = match["tens"] or ""
    base = 10 * _DIGITS.get(tens[:1], 1) if tens else 0
    size = chinese_scale(match["scale"])
    low = Fraction((base + _DIGITS[first]) * size)
    high = Fraction((base + _DIGITS[second]) * size)
    step = Fraction(size)
    middle = (low + high) / 2
    return Magnitude(match.end(), middle, step, low=low, high=high, bare=True)


def _string(text: str, start: int) -> Magnitude | None:
    """二〇一〇 is 2010."""
    match = _STRING.match(text, start)
    run = match.group() if match else ""
    if not 3 <= len(run) <= 400 or (len(run) == 3 and not set("零〇") & set(run)):
        return None
    after = text[start + len(run) : start + len(run) + 1]
    if "两" in run or (after and after in "十百千点"):
        return None
    value = Fraction(int("".join(str(_DIGITS[c]) for c in run)))
    mark = _MARK.match(text, start + len(run))
    if mark is not None:
        return None
    return Magnitude(start + len(run), value, Fraction(1))


def _section(text: str, start: int) -> tuple[int, int] | None:
    """A number below 10,000: its value and end. 一百五 is 150, 一百零五 is 105."""
    match = _SECTION.match(text, start)
    if match is None or match.end() == start or text[match.end() - 1] == "零":
        return None
    value = 1000 * _DIGITS.get(match["k"] or "", 0) + 100 * _DIGITS.get(match["h"] or "", 0)
    if match["ten"]:
        value += 10 * (_DIGITS[match["t"]] if match["t"] else 1)
    if match["u"]:
        unit = {"百": 10, "千": 100}.get(
            text[match.end() - 2] if match.end() - 2 >= start else "", 1
        )
        value += unit * _DIGITS[match["u"]]
    return value, match.end()


def _compound(text: str, start: int) -> Magnitude | None:
    section = _section(text, start)
    if section is None:
        return _zero(text, start)
    value, end = section
    point = _POINT.match(text, end)
    if point is not None:
        return _decimal(text, value, point)
    total, limit, scaled = 0, 10**20, False
    while True:
        mark = _MARK.match(text, end)
        size = chinese_scale(mark.group()) if mark else 1
        if size >= limit or value * size >= limit:
            return None
        total, end, scaled = total + value * size, (mark.end() if mark else end), mark is not None
        if mark is None:
            break
        limit = size
        zero = end < len(text) and text[end] in "零〇"
        section = _section(text, end + zero)
        if section is None:
            break
        value = section[0]
        if not zero and section[1] == end + 1 and text[end] != "十":  # 三万五 is 35,000
            value = value * size // 10 if _MARK.match(text, section[1]) is None else value
        end = section[1]
    exact = Fraction(total)
    step = Fraction(limit if scaled else 1)
    bare = end == start + 1
    return Magnitude(end, exact, step, 0, scaled, bare=bare)


def _zero(text: str, start: int) -> Magnitude | None:
    if text[start : start + 1] not in ("零", "〇"):
        return None
    point = _POINT.match(text, start + 1)
    if point is not None:
        return _decimal(text, 0, point)
    return Magnitude(start + 1, Fraction(0), Fraction(1), bare=True)


def _decimal(text: str, whole: int, point: re.Match[str]) -> Magnitude:
    digits = point["decimals"]
    mark = _MARK.match(text, point.end())
    size = chinese_scale(mark.group()) if mark else 1
    step = Fraction(size, 10 ** len(digits))
    value = whole * size + step * int("".join(str(_DIGITS[c]) for c in digits))
    end = mark.end() if mark else point.end()
    return Magnitude(end, value, step, len(digits), mark is not None)
