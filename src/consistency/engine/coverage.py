"""Which figures of a submission stand in a decided edit, alone, or could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..layout import Table
from ..model.figure import Place
from ..model.numeral import read
from ..model.report import FigureCounts, Result
from .screen import Passed

_ROW_OF_CELL = re.compile(r"[A-Z]+(\d+)")
_WITH_FIGURES = ("total_row", "of_which", "other_table")
_DECIDED = ("agrees", "agrees_within_rounding", "query", "discrepancy")


def coverage(
    tables: Iterable[Table], results: Iterable[Result], passed: Iterable[Passed] = ()
) -> FigureCounts:
    """Counts over all number fields that are no keys. Missing cells are no figures."""
    counted = _counted(passed)
    covered = {
        _spot(figure.place)
        for result in results
        if covers(result)
        for _, figure in result.figures
        if figure.place is not None and figure.value is not None
    }
    seen = understood = found = 0
    for table in tables:
        if table.grid.frame is not None:  # a large table is counted by its screen
            continue
        aside = _aside(table)
        seen, understood = seen + aside, understood + aside
        for name in table.fields:
            if name in table.keys or not table.numbers(name):
                continue
            header = table.header(name)
            rows = counted.get((id(table), name), b"")
            for row in range(len(table)):
                absence = table.reading(name, row).absence
                if absence in ("missing", "suppressed"):
                    continue
                seen += 1
                understood += absence is None
                found += bool(rows and rows[row]) or (
                    (table.input, table.name, row + 1, header) in covered
                )
    return FigureCounts(seen, found, understood - found, seen - understood)


def text_coverage(
    figures: int, not_understood: int, results: Iterable[Result], texts: frozenset[str]
) -> FigureCounts:
    """Counts over the numbers of the inputs named `texts`.

    `figures` of them were read, `not_understood` were lost or could not be.
    """
    places = {
        (figure.place.input, figure.place.start, figure.place.end)
        for result in results
        if covers(result)
        for _, figure in result.figures
        if figure.place is not None and figure.place.input in texts
    }
    covered, seen = len(places), figures + not_understood
    return FigureCounts(seen, covered, figures - covered, not_understood)


def _aside(table: Table) -> int:
    """Figures in rows and blocks that the layout set aside: nobody judged them."""
    figures = 0
    for aside in table.set_aside:
        number = _ROW_OF_CELL.fullmatch(aside.cell)
        if table.transposed or number is None or aside.why not in _WITH_FIGURES:
            continue
        shown = int(number[1])
        row = table.grid.origin.index(shown) if table.grid.origin else shown - 1
        for cells in table.grid.rows[row:]:
            figures += sum(cell is not None and read(cell).value is not None for cell in cells)
            if aside.why != "other_table" or not any(cell and cell.strip() for cell in cells):
                break
    return figures


def _counted(passed: Iterable[Passed]) -> dict[tuple[int, str], bytearray]:
    """For each field of a table, which rows the screen passed in some statement."""
    marks: dict[tuple[int, str], bytearray] = {}
    for some in passed:
        for name in some.fields:
            rows = marks.setdefault((id(some.table), name), bytearray(len(some.table)))
            for row in some.rows:
                rows[row] = 1
    return marks


def covers(result: Result) -> bool:
    """The result decided something about its figures."""
    decision = result.decision
    if result.kind == "schema" or decision.verdict not in _DECIDED:
        return False
    return all(diagnosis.cause != "not_testable" for diagnosis in decision.diagnosis)


def _spot(place: Place) -> tuple[str, str | None, int | None, str | None]:
    return place.input, place.table, place.row, place.column
