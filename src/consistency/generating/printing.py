"""True values as they are printed: at a number of decimals, by a convention, balanced to 100."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..model.figure import Rounding


def printed(value: Fraction, decimals: int, rounding: Rounding | None) -> str:
    """The text of a true value; nearest, ties away from zero, where no convention is declared.

    >>> printed(Fraction(617 * 100, 1383), 1, None), printed(Fraction(-1, 4), 1, "truncate")
    ('44.6', '-0.2')
    """
    return text_of(rounded(value * 10**decimals, rounding), decimals)


def rounded(scaled: Fraction, rounding: Rounding | None) -> int:
    """The whole number of last digits that a value, counted in them, is printed as."""
    if rounding == "truncate":
        return int(scaled)
    if rounding == "half_even":
        return round(scaled)
    up = (2 * abs(scaled) + 1) // 2
    return int(up) if scaled >= 0 else -int(up)


def text_of(digits: int, decimals: int) -> str:
    """So many units of the last of some decimals as a plain decimal text."""
    if decimals == 0:
        return str(digits)
    whole, rest = divmod(abs(digits), 10**decimals)
    sign = "-" if digits < 0 else ""
    return f"{sign}{whole}.{rest:0{decimals}d}"


def balanced(values: Sequence[Fraction], decimals: int) -> list[str]:
    """Shares printed so that they make what their true values make, by largest remainder.

    Each is cut to its last digit, then the largest remainders get one unit more
    (Hamilton; M. Balinski & H. Young, Fair Representation, 1982).

    >>> balanced([Fraction(100, 3)] * 3, 1)
    ['33.4', '33.3', '33.3']
    """
    scaled = [value * 10**decimals for value in values]
    digits = [value.numerator // value.denominator for value in scaled]
    short = int(sum(scaled)) - sum(digits)
    order = sorted(range(len(values)), key=lambda at: (digits[at] - scaled[at], at))
    for at in order[:short]:
        digits[at] += 1
    return [text_of(number, decimals) for number in digits]
