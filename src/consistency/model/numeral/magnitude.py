"""What a run of number characters says, before any hedge or unit is considered."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Magnitude:
    """An unsigned number read at some position of a text.

    `end` is the offset after it. `step` is one unit of the last printed digit,
    with the scale multiplied in, and 0 for an exact fraction. `scaled` says that
    a scale word or an exponent was. `unit` is
    "%" where the number itself says percent. `low` and `high` are set for an
    expression that names a range (两三). `odd` marks 余, 多 or 几 inside.
    `bare` marks a word that is a number only before a unit (三, one). `fraction`
    marks a common fraction.
    """

    end: int
    value: Fraction
    step: Fraction
    decimals: int = 0
    scaled: bool = False
    unit: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    odd: bool = False
    bare: bool = False
    fraction: bool = False

    @property
    def last(self) -> Fraction:
        """One unit of the last printed digit that is not zero (1720: 10, 4.3万: 1000).

        Of a range it is the step, of a common fraction a tenth of its value.
        """
        if self.step == 0:
            return self.value / 10
        if self.value == 0 or self.low is not None:
            return self.step
        digits = str(int(self.value / self.step))
        zeros = len(digits) - len(digits.rstrip("0"))
        return self.step * int("1" + "0" * zeros)


def common_fraction(end: int, numerator: int, denominator: int) -> Magnitude | None:
    """Two thirds, 三分之二, 1/3 of: an exact fraction above 0 and at most 1, else `None`."""
    if not 0 < numerator <= denominator:
        return None
    value = Fraction(numerator, denominator)
    return Magnitude(end, value, Fraction(0), fraction=True)
