"""Units that a sheet states: in the header of a column, the label of a row, a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from ..layout.scales import known_unit, stated_units
from ..model.figure import Figure
from ..model.numeral import unit_of
from .cells import Cells
from .headed import Headed
from .labels import cues_in

_BRACKETED = re.compile(r"[(（\[【]\s*([^()（）\[\]【】]{1,20})\s*[)）\]】]\s*$")
_COUNTED = re.compile(
    r"(?:个数|個數|人数|人數|户数|戶數|家数|家數|村数|村數|数量|數量|条数|件数|"
    r"(?<![a-z])(?:number|count|headcount|no\.))",
    re.IGNORECASE,
)
_LINES = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """The unit of each column and each row that names one, and the sheet's own.

    `counted` are columns whose header says that they count things.
    """

    columns: dict[int, str]
    rows: dict[int, str]
    sheet: str | None
    counted: frozenset[int]
    shares: frozenset[int]

    def unit(self, row: int, column: int) -> str | None:
        """The unit a figure without one of its own is printed in."""
        if column in self.columns:
            return self.columns[column]
        if row in self.rows:
            return self.rows[row]
        return None if column in self.shares or column in self.counted else self.sheet

    def figure(self, figure: Figure, row: int, column: int) -> Figure:
        """The figure with its unit; a whole number of things is a count."""
        unit = self.unit(row, column) if figure.unit is None else None
        known = unit_of(unit)
        if known is None or known.base == "%":
            unit = None
        counting = column in self.counted or (known is not None and known.counting)
        counting = counting and (known is None or known.scale == 1)
        whole = figure.value is not None and figure.value.denominator == 1 and not figure.decimals
        plain = whole and figure.step == 1 and figure.hedged is None and figure.count is None
        if unit is None and not (counting and plain):
            return figure
        return replace(
            figure,
            unit=unit or figure.unit,
            count=True if counting and plain else figure.count,
        )


def measured(cells: Cells, heads: Headed) -> Measured:
    """The units a grid states."""
    columns: dict[int, str] = {}
    counted: set[int] = set()
    shares: set[int] = set()
    for column, path in heads.columns.items():
        for text in reversed(path):
            unit = _bracketed(text)
            if unit is not None:
                columns[column] = unit
                break
        if path and _COUNTED.search(path[-1]):
            counted.add(column)
        if path and cues_in(path[-1]) & {"share", "rate", "change"}:
            shares.add(column)
    rows = {row: unit for row, path in heads.rows.items() for unit in [_of_label(path)] if unit}
    return Measured(columns, rows, _of_sheet(cells, heads), frozenset(counted), frozenset(shares))


def factors(cells: Cells, units: Measured) -> dict[tuple[int, int], int]:
    """What the figures of a sheet that prints one thing in several scales are multiplied by.

    Empty where no two scales of one dimension stand on the sheet.
    """
    named = {*units.columns.values(), *units.rows.values(), *filter(None, [units.sheet])}
    scales: dict[str, set[Fraction]] = {}
    for name in named:
        unit = unit_of(name)
        if unit is not None and unit.base not in ("", "%"):
            scales.setdefault(unit.base, set()).add(Fraction(unit.scale))
    mixed = {base: min(found) for base, found in scales.items() if len(found) > 1}
    if not mixed:
        return {}
    found: dict[tuple[int, int], int] = {}
    for r, row in enumerate(cells.figures):
        for c, figure in enumerate(row):
            if figure is None or figure.value is None:
                continue
            unit = unit_of(figure.unit or units.unit(r, c))
            if unit is None or unit.base not in mixed:
                continue
            factor = Fraction(unit.scale) / mixed[unit.base]
            if factor != 1 and factor.denominator == 1:
                found[r, c] = int(factor)
    return found


def _bracketed(text: str) -> str | None:
    match = _BRACKETED.search(text)
    return known_unit(match[1]) if match is not None else None


def _of_label(path: tuple[str, ...]) -> str | None:
    return _bracketed(path[-1]) if path else None


def _of_sheet(cells: Cells, heads: Headed) -> str | None:
    """The one unit that a line over the figures names; None where it names several."""
    for (row, _), text in cells.words.items():
        if row < min(heads.body, _LINES) and ("单位" in text or "單位" in text or "nit" in text):
            units = stated_units(text)
            if units and row + 1 <= heads.body:
                return units[0] if len(units) == 1 else None
    return None
