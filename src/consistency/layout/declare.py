"""What a schema and a column know about a figure beyond its printed text."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from functools import cache

from ..model.figure import Figure
from ..model.interval import Interval, around
from ..model.numeral import unit_of
from ..schema.fields import Field

NOT_NEGATIVE = Interval(Fraction(0), None)
_COMPUTED_ULPS = 4


@cache
def _step(decimals: int) -> Fraction:
    """One unit of the last printed digit."""
    return Fraction(1, 10**decimals)


def declare(figure: Figure, field: Field | None, float_decimals: int | None) -> Figure:
    """The figure as its column and its schema say it was printed.

    `float_decimals` is the printed precision of a column of binary floats. The
    schema's decimals decide before the printed ones, but never hide a digit: a
    cell that shows more keeps them. A cell with a scale word of its own (4.3万)
    keeps the precision of that word, and a hedged one its hedge.
    """
    if float_decimals is not None and figure.value is not None and figure.hedged is None:
        figure = replace(
            figure,
            step=_step(float_decimals),
            decimals=float_decimals,
            count=None if float_decimals == 0 and figure.value.denominator == 1 else False,
        )
    if field is None or not field.is_number:
        return figure
    if figure.value is None:
        return _declare_absent(figure, field)
    unit = _unit(figure, field)
    if figure.hedged is not None and figure.qualifier != "computed":
        return replace(figure, unit=unit, rounding=field.rounding)
    figure = _declare_decimals(figure, field.decimals)
    count = figure.value is not None and _is_count(figure, figure.value, field)
    if count and figure.decimals and not has_own_scale(figure):
        figure = replace(figure, step=_step(0), decimals=0)  # 1383.0 is the count 1383
    if count and figure.hedged is not None:
        figure = replace(figure, hedged=None, qualifier=None)
    return replace(figure, unit=unit, rounding=field.rounding, count=count)


def compute(figure: Figure) -> Figure:
    """The figure as a double that nobody printed: its value give or take 4 units in the last place.

    A figure without a value, or beyond the range of doubles, stays as it is.
    """
    if figure.value is None:
        return figure
    try:
        ulp = Fraction(math.ulp(float(figure.value)))
    except OverflowError:
        return figure
    spread = around(figure.value, _COMPUTED_ULPS * ulp)
    return replace(figure, hedged=(spread, spread), qualifier="computed", count=False)


def significant_decimals(figure: Figure) -> int:
    """The printed decimals without trailing zeros: 2 for 44.610, 0 for 1383.0."""
    if figure.value is None:
        return 0
    shown = figure.decimals or 0
    for decimals in range(shown):
        if (figure.value * 10**decimals).denominator == 1:
            return decimals
    return shown


def has_own_scale(figure: Figure) -> bool:
    """A scale word stands in its text: 4.3万, 1.2 million."""
    step = figure.step
    return step.numerator != 1 or step.denominator != 10 ** (figure.decimals or 0)


def _declare_absent(figure: Figure, field: Field) -> Figure:
    unit = figure.unit or field.unit
    if field.role != "count":
        return replace(figure, unit=unit)
    return replace(figure, unit=unit, count=True, domain=figure.domain & NOT_NEGATIVE)


def _unit(figure: Figure, field: Field) -> str | None:
    if figure.unit is not None or field.unit is None:
        return figure.unit or field.unit
    if has_own_scale(figure):
        unit = unit_of(field.unit)
        if unit is not None and unit.scale != 1:
            return unit.base or None  # 4.3万 in a column of 万元 is 43000元, not 43000万元
    return field.unit


def _declare_decimals(figure: Figure, declared: int | None) -> Figure:
    if declared is None or has_own_scale(figure):
        return figure
    computed = figure.qualifier == "computed"
    decimals = declared if computed else max(declared, significant_decimals(figure))
    return replace(
        figure,
        step=_step(decimals),
        decimals=decimals,
        declared=True,
        hedged=None,
        qualifier=None if computed else figure.qualifier,
    )


def _is_count(figure: Figure, value: Fraction, field: Field) -> bool | None:
    """Whether the role makes it an exact count: a whole number, not rounded to a scale word."""
    if field.role in ("amount", "share"):
        return False
    if field.role != "count":
        return figure.count
    rounded = has_own_scale(figure) and figure.step > 1
    return value.denominator == 1 and not rounded
