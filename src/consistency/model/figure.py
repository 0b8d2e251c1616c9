"""A number as somebody printed it, and the values that can lie behind the print.

Rounding cells follow the convention declared for a figure, or nearest with the
tie rule unknown (de Waal, Pannekoek & Scholtus, *Handbook of Statistical Data
Editing and Imputation*, 2011, on rounding in edits; METHODS of this project in
`docs/methods.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from .interval import EVERYTHING, Interval, around, point

Rounding = Literal["half_up", "half_even", "truncate", "balanced"]
ROUNDINGS: tuple[Rounding, ...] = ("half_up", "half_even", "truncate", "balanced")

Absence = Literal["missing", "suppressed", "not_a_number", "no_such_row", "earliest_period"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands.

    In a table: `input`, `table`, `row` (from 1, without the header), `key`
    (pairs of key column and value), `column`, `cell` (`B7`). In a text:
    `input`, `line` (from 1), `start` and `end` (Unicode code points).
    """

    input: str
    table: str | None = None
    row: int | None = None
    key: tuple[tuple[str, str], ...] = ()
    column: str | None = None
    cell: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number: its text, exact value, unit, precision, hedge and place.

    `value` is in `unit`, with a scale word of the text multiplied in (`4.3万`
    is 43000). `step` is one unit of the last printed digit, in the same terms
    (`4.3万`: 1000). `decimals` counts the printed decimals (`4.3万`: 1).
    `count` is True for an exact whole number, False for a measurement, None
    where only the edit it stands in can tell. `declared` says that the schema
    declares its decimals, `rounding` which convention it declares. `hedged`
    holds the likely and the possible interval of a hedged, approximate or
    computed figure and overrides `step`.
    A figure without a value has `absence`: why there is none.
    """

    text: str
    value: Fraction | None = None
    unit: str | None = None
    decimals: int | None = None
    step: Fraction = Fraction(0)
    qualifier: str | None = None
    count: bool | None = None
    declared: bool = False
    rounding: Rounding | None = None
    hedged: tuple[Interval, Interval] | None = None
    absence: Absence | None = None
    domain: Interval = EVERYTHING
    place: Place | None = None

    @property
    def shows_decimals(self) -> bool:
        """Printed with a fraction of its unit: 12.0, not 12."""
        return self.value is not None and 0 < self.step.numerator < self.step.denominator


def placed(figure: Figure, text: str, place: Place) -> Figure:
    """The figure as printed at a place; `dataclasses.replace` at half its cost."""
    return Figure(
        text,
        figure.value,
        figure.unit,
        figure.decimals,
        figure.step,
        figure.qualifier,
        figure.count,
        figure.declared,
        figure.rounding,
        figure.hedged,
        figure.absence,
        figure.domain,
        place,
    )


def cell_around(value: Fraction, step: Fraction, rounding: Rounding | None = None) -> Interval:
    """The rounding cell of a print: the true values that print as `value` at `step`.

    >>> cell_around(Fraction(12), Fraction(1))
    Interval(low=Fraction(23, 2), high=Fraction(25, 2), low_open=False, high_open=False)

    Nearest with ties unknown is closed at both ends, and so is `balanced`
    taken one figure at a time. `half_up` excludes the tie away from zero,
    `half_even` both ties of an odd last digit, `truncate` is the cell towards
    infinity (away from zero). A step of 0 is an exact value.
    """
    if step == 0:
        return point(value)
    half = Fraction(step.numerator, 2 * step.denominator)
    if rounding is None or rounding == "balanced":
        return around(value, half)
    if rounding == "half_up":
        if value > 0:
            return Interval(value - half, value + half, False, True)
        if value < 0:  # "up" is read both as away from zero and as towards plus infinity
            return around(value, half)
        return Interval(-half, half, False, True)
    if rounding == "half_even":
        odd = (value / step) % 2 != 0
        return Interval(value - half, value + half, odd, odd)
    if rounding == "truncate":
        if value > 0:
            return Interval(value, value + step, False, True)
        if value < 0:
            return Interval(value - step, value, True, False)
    return Interval(-step, step, True, True)
