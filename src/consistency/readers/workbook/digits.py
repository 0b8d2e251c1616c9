"""Digits of a number in fixed, scientific and fraction formats, in exact decimals.

Rounding is half away from zero on the decimal digits, as spreadsheets show it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from .format_code import Section, Token, fraction_parts

Tokens = tuple[Token, ...]
_USUAL = re.compile(r"x*#*0(\.0+)?x*")
_WIDE = Context(prec=4_000, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class _Layout:
    """A number's tokens told apart: before and after the point, with scale.

    `power` is the power of ten it is shown at, `places` its decimals. Where the
    placeholders are as usual (`#,##0.00`), `around` holds what stands before and
    after them, otherwise None.
    """

    whole: Tokens
    decimals: Tokens
    grouped: bool
    power: int
    places: int
    around: tuple[str, str] | None


def fixed(value: Decimal, tokens: Tokens) -> str:
    """The text of a non-negative `value` in the tokens of a number section.

    >>> from .format_code import sections_of
    >>> fixed(Decimal("1234.56"), sections_of("#,##0.0")[0].tokens)
    '1,234.6'
    """
    layout = _laid_out(tokens)
    places = layout.places
    if layout.around is not None:
        number = _shifted(value, places, layout.power)
        before, after = layout.around
        return f"{before}{number:{',' if layout.grouped else ''}f}{after}"
    digits = rounded(value, places, layout.power).rjust(places + 1, "0")
    split = len(digits) - places
    text = _whole(digits[:split], layout)
    if not layout.decimals:
        return text
    shown = _decimals(digits[split:], layout.decimals)
    # A point with no digit behind it says nothing, and reads as the end of a sentence.
    return f"{text}.{shown}" if shown[:1].isdecimal() else text + shown


def rounded(value: Decimal, places: int, power: int = 0) -> str:
    """The digits of `value` x 10^power rounded to `places` decimals, as a whole number.

    >>> rounded(Decimal("0.125"), 2), rounded(Decimal("12.4"), 0, 1)
    ('13', '124')
    """
    return str(int(_shifted(value, places, power).scaleb(places, _WIDE)))


def _shifted(value: Decimal, places: int, power: int) -> Decimal:
    """`value` x 10^power, rounded half away from zero to `places` decimals."""
    if power:
        value = value.scaleb(power, _WIDE)
    return value.quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP, _WIDE)


@lru_cache(maxsize=4096)
def _laid_out(tokens: Tokens) -> _Layout:
    whole: list[Token] = []
    decimals: list[Token] = []
    side = whole
    grouped = begun = False
    commas = power = 0
    for name, text in tokens:
        if name == "digit":
            grouped = grouped or (commas > 0 and side is whole)
            commas, begun = 0, True
            side.append((name, text))
        elif name == "comma" and begun:
            commas += 1
        elif name == "point" and side is whole:
            power -= 3 * commas
            side, commas, begun = decimals, 0, True
        else:
            power += 2 * (name == "percent")
            side.append(("literal", text))
    places = sum(name == "digit" for name, _ in decimals)
    around = _around(whole, decimals)
    return _Layout(tuple(whole), tuple(decimals), grouped, power - 3 * commas, places, around)


def _around(whole: list[Token], decimals: list[Token]) -> tuple[str, str] | None:
    """The texts before and after usual placeholders: `#` and one `0`, point, only `0`."""
    tokens = [*whole, ("point", "."), *decimals] if decimals else whole
    shape = "".join(text if name != "literal" else "x" for name, text in tokens)
    if not _USUAL.fullmatch(shape):
        return None
    first = next(at for at, (name, _) in enumerate(tokens) if name == "digit")
    last = max(at for at, (name, _) in enumerate(tokens) if name == "digit")
    return _literals(tokens[:first]), _literals(tokens[last + 1 :])


def _whole(digits: str, layout: _Layout) -> str:
    """Digits spread over their placeholders from the right; the first takes what is left."""
    left = digits.lstrip("0")
    wanted = sum(name == "digit" for name, _ in layout.whole)
    pieces: list[str] = []
    count = 0
    for name, text in reversed(layout.whole):
        if name != "digit":
            pieces.append(text)
            continue
        wanted -= 1
        taken = max(len(left), 1) if wanted == 0 else 1
        shown = left[-taken:] or {"0": "0", "?": " "}.get(text, "")
        left = left[:-taken]
        pieces.append(_grouped(shown, count) if layout.grouped else shown)
        count += len(shown)
    # Without a placeholder before the point (".0") the whole digits are shown still.
    return left + "".join(reversed(pieces))


def _grouped(digits: str, after: int) -> str:
    """Digits with commas, where `after` digits stand behind them."""
    text = ""
    for at, digit in enumerate(reversed(digits), start=after):
        text = f"{digit}{',' if at and at % 3 == 0 and digit != ' ' else ''}{text}"
    return text


def _decimals(digits: str, tokens: Tokens) -> str:
    pieces: list[str] = []
    at = len(digits)
    trailing = True
    for name, text in reversed(tokens):
        if name != "digit":
            pieces.append(text)
            continue
        at -= 1
        trailing = trailing and digits[at] == "0" and text != "0"
        pieces.append(digits[at] if not trailing else " " if text == "?" else "")
    return "".join(reversed(pieces))


def scientific(value: Decimal, tokens: Tokens) -> str:
    """The text of a non-negative `value` in the tokens of a scientific section.

    >>> from .format_code import sections_of
    >>> scientific(Decimal("123456"), sections_of("0.00E+00")[0].tokens)
    '1.23E+05'
    """
    at = next(i for i, (name, _) in enumerate(tokens) if name == "exponent")
    mantissa, sign = tokens[:at], tokens[at][1][1]
    names = [name for name, _ in mantissa]
    point = names.index("point") if "point" in names else len(names)
    step = max(names[:point].count("digit"), 1)
    places = names[point:].count("digit")
    exponent = value.adjusted() // step * step if value else 0
    if len(rounded(value, places, -exponent)) > step + places:  # 9.99 rounds up to 10.0
        exponent += step
    end = at + 1
    while end < len(tokens) and tokens[end][0] == "digit":
        end += 1
    shown = f"{abs(exponent):0{end - at - 1}d}"
    mark = "-" if exponent < 0 else "+" if sign == "+" else ""
    suffix = "".join(text for _, text in tokens[end:])
    return f"{fixed(value.scaleb(-exponent), mantissa)}E{mark}{shown}{suffix}"


def fraction(value: Decimal, section: Section) -> str:
    """The text of a non-negative `value` in a fraction section, as near as its digits allow.

    >>> from .format_code import sections_of
    >>> fraction(Decimal("12.375"), sections_of("# ?/?")[0])
    '12 3/8'
    """
    start, slash = fraction_parts(section)
    tokens = section.tokens
    end = slash + 1
    while end < len(tokens) and (tokens[end][0] == "digit" or tokens[end][1].isdecimal()):
        end += 1
    below = "".join(text for _, text in tokens[slash + 1 : end])
    before = tokens[:start]
    has_whole = any(name == "digit" for name, _ in before)
    exact = Fraction(value)
    whole = int(exact) if has_whole else 0
    over, under = _nearest(exact - whole, below)
    if has_whole and over == under:
        whole, over = whole + 1, 0
    if not has_whole:
        head = "".join(text for _, text in before)
        return f"{head}{over}/{under}{_literals(tokens[end:])}"
    head = fixed(Decimal(whole), before) if whole or not over else _nothing(before)
    if not over and not whole:
        head = "0"
    shown = f"{over}/{under}" if over else ""
    return f"{head}{shown}{_literals(tokens[end:])}"


def _nearest(part: Fraction, below: str) -> tuple[int, int]:
    """Numerator and denominator: a fixed denominator, or at most as many digits as stand there."""
    fixed_denominator = below.lstrip("0#?")
    if fixed_denominator:
        under = int(fixed_denominator)
        return int(part * under + Fraction(1, 2)), under
    near = part.limit_denominator(10 ** min(len(below), 9) - 1)
    return near.numerator, near.denominator


def _nothing(tokens: Tokens) -> str:
    """A whole of 0 beside a fraction: shown where a `0` asks for it."""
    return "".join(text if name != "digit" else "0" if text == "0" else "" for name, text in tokens)


def _literals(tokens: Sequence[Token]) -> str:
    return "".join(text for _, text in tokens)
