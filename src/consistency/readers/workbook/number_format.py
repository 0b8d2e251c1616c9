"""Shows a number by its number format, as a person sees it in the cell.

What is shown of a double begins from the fewest digits that read back as it
(Steele & White 1990), at most 15 of them, as spreadsheets do: never from binary.
Dates are the one exception to "as seen": they are written in ISO 8601.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from ..printed import MOST_DECIMALS
from .calendar import UNSHOWABLE, moment
from .digits import fixed, fraction, scientific
from .format_code import Condition, Section, sections_of

GENERAL = "General"
# Numbers 0 to 58 are fixed by ECMA-376 (18.8.30); 27 to 36 and 50 to 58 as in mainland China.
BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0_);("¥"#,##0)',
    6: '"¥"#,##0_);[Red]("¥"#,##0)',
    7: '"¥"#,##0.00_);("¥"#,##0.00)',
    8: '"¥"#,##0.00_);[Red]("¥"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: 'h"时"mm"分"',
    35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("¥"* #,##0_);_("¥"* (#,##0);_("¥"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("¥"* #,##0.00_);_("¥"* (#,##0.00);_("¥"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: 'h"时"mm"分"',
    56: 'h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_BELOW_ZERO: Condition = ("<", Decimal(0))
_ABOVE_ZERO: Condition = (">", Decimal(0))
Range = tuple[Section, Condition | None, bool]


class Shown(NamedTuple):
    """What a cell shows (None: nothing); `computed` where no format fixes its digits."""

    text: str | None
    computed: bool = False


def exact(number: float) -> Decimal:
    """The decimal that a finite double stands for: its shortest digits, at most 15.

    >>> exact(0.1 + 0.2), exact(1383.0)
    (Decimal('0.3'), Decimal('1383'))
    """
    said = repr(number)
    if len(said) <= 16 and "e" not in said:  # 15 digits and a point: nothing to round
        return Decimal(said.removesuffix(".0"))
    value = _DIGITS.create_decimal(said).normalize(_DIGITS)
    return value or Decimal(0)


def show(number: float, code: str, from_1904: bool = False) -> Shown:
    """What a finite `number` shows in a format; `from_1904` counts days from 1904.

    >>> show(0.124, "0.0%").text, show(-1234.5, "#,##0.00_);(#,##0.00)").text
    ('12.4%', '(1,234.50)')
    >>> show(100634, '0!.0,"万"').text, show(1 / 3, "General")
    ('10.1万', Shown(text='0.333333333333333', computed=True))
    """
    value = exact(number)
    section, signed = _chosen(value, sections_of(code))
    if section is None:
        return Shown(UNSHOWABLE)
    if section.is_blank:
        return Shown(None)
    if section.kind == "date":
        return Shown(moment(value, section.tokens, from_1904))
    text = _text(abs(value), section).strip()
    minus = "-" if signed and value < 0 and text else ""
    is_general = section.kind in {"general", "text"}
    return Shown(minus + text or None, is_general and _decimals(value) > MOST_DECIMALS)


def show_text(text: str, code: str) -> str | None:
    """What a text shows in a format: itself, unless a section with @ says otherwise.

    >>> show_text("城关", '@"镇"')
    '城关镇'
    """
    sections = sections_of(code)
    last = sections[-1]
    if last.kind == "text" and (len(sections) == 4 or last.condition is None):
        return "".join(text if name == "at" else part for name, part in last.tokens) or None
    if len(sections) == 4 and last.is_blank:
        return None
    return text or None


def plain(value: Decimal) -> str:
    """A number in no format: all its digits, without exponent."""
    return format(value, "f")


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _text(value: Decimal, section: Section) -> str:
    if section.kind == "number":
        return fixed(value, section.tokens)
    if section.kind == "scientific":
        return scientific(value, section.tokens)
    if section.kind == "fraction":
        return fraction(value, section)
    return "".join(
        plain(value) if name in {"general", "at"} else text for name, text in section.tokens
    )


def _chosen(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """The section that shows `value`, and whether a minus sign is put before it."""
    ranges = _ranges(sections)
    if ranges is None:
        return sections[0], True
    for section, condition, signed in ranges:
        if condition is None or _holds(value, condition):
            return section, signed
    return None, False


@lru_cache(maxsize=4096)
def _ranges(sections: tuple[Section, ...]) -> tuple[Range, ...] | None:
    """The sections that show numbers, each with the condition and sign that apply to it.

    None where a text section alone shows them.
    """
    numeric = [section for section in sections[:3] if section.kind != "text"]
    if not numeric:
        return None
    first = numeric[0]
    if all(section.condition is None for section in numeric):
        if len(numeric) == 1:
            return ((first, None, True),)
        zero = (numeric[2], ("=", Decimal(0)), False) if len(numeric) == 3 else None
        rest: list[Range] = [zero] if zero is not None else []
        return (*rest, (numeric[1], _BELOW_ZERO, False), (first, None, False))
    if len(numeric) == 1:
        return (
            (first, first.condition, not _only_negative(first.condition)),
            (sections_of(GENERAL)[0], None, True),
        )
    return tuple(
        (section, condition, not _only_negative(condition))
        for section, condition in zip(numeric, _conditions(numeric), strict=True)
    )


def _conditions(numeric: list[Section]) -> list[Condition | None]:
    """The condition of each section, the tacit ones filled in; None takes the rest."""
    said = [section.condition for section in numeric]
    if said[0] is None:
        said[0] = _ABOVE_ZERO
    if len(said) == 3 and said[1] is None:
        said[1] = _BELOW_ZERO
    return said


def _holds(value: Decimal, condition: Condition) -> bool:
    return _COMPARE[condition[0]](value, condition[1])


def _only_negative(condition: Condition | None) -> bool:
    """Numbers that meet it are below zero, so that the section itself says so."""
    if condition is None:
        return False
    sign, limit = condition
    return (sign == "<" and limit <= 0) or (sign in {"<=", "="} and limit < 0)
