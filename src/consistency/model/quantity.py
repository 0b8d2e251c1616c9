"""Exact quantities as plain decimal strings: no exponent, no grouping, no "-0"."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Literal

from .interval import Interval

Direction = Literal["half_even", "down", "up"]


def plain(value: Fraction, places: int, direction: Direction = "half_even") -> str:
    """`value` with at most `places` decimals, exact where it terminates by then.

    Otherwise rounded half-even, or `down` or `up` (towards minus or plus
    infinity). No trailing zeros.

    >>> plain(Fraction(61700, 1383), 4), plain(Fraction(-1, 2), 3), plain(Fraction(12), 3)
    ('44.6132', '-0.5', '12')
    """
    scaled = value * 10**places
    if direction == "half_even":
        units = round(scaled)
    else:
        units = math.floor(scaled) if direction == "down" else math.ceil(scaled)
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def ends(interval: Interval, places: int) -> tuple[str | None, str | None]:
    """Both ends rounded outward; None is unbounded."""
    return (
        None if interval.low is None else plain(interval.low, places, "down"),
        None if interval.high is None else plain(interval.high, places, "up"),
    )


def places_apart(one: Interval, other: Interval, places: int) -> int:
    """The least number of decimals, from `places`, at which two disjoint intervals print apart."""
    gaps = [
        high - low
        for low, high in ((one.high, other.low), (other.high, one.low))
        if low is not None and high is not None and high > low
    ]
    if not gaps:
        return places
    gap = max(gaps)
    while Fraction(2, 10**places) >= gap and places < 400:
        places += 1
    return places
