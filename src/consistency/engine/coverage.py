"""Which figures of a submission stand in a decided edit, alone, or could not be read."""

from __future__ import annotations

from collections.abc import Iterable

from ..layout import Table
from ..model.figure import Place
from ..model.report import FigureCounts, Result
from .screen import Passed

_DECIDED = ("agrees", "agrees_within_rounding", "query", "discrepancy")


def coverage(
    tables: Iterable[Table], results: Iterable[Result], passed: Iterable[Passed] = ()
) -> FigureCounts:
    """Counts over all number fields that are no keys. Missing cells are no figures."""
    counted = _counted(passed)
    covered = {
        _spot(figure.place)
        for result in results
        if _covers(result)
        for _, figure in result.figures
        if figure.place is not None and figure.value is not None
    }
    read = understood = found = 0
    for table in tables:
        for name in table.fields:
            if name in table.keys or not table.numbers(name):
                continue
            header = table.header(name)
            rows = counted.get((id(table), name), b"")
            for row in range(len(table)):
                absence = table.reading(name, row).absence
                if absence in ("missing", "suppressed"):
                    continue
                read += 1
                understood += absence is None
                found += bool(rows and rows[row]) or (
                    (table.input, table.name, row + 1, header) in covered
                )
    return FigureCounts(read, found, understood - found, read - understood)


def _counted(passed: Iterable[Passed]) -> dict[tuple[int, str], bytearray]:
    """For each field of a table, which rows the screen passed in some statement."""
    marks: dict[tuple[int, str], bytearray] = {}
    for some in passed:
        for name in some.fields:
            rows = marks.setdefault((id(some.table), name), bytearray(len(some.table)))
            for row in some.rows:
                rows[row] = 1
    return marks


def _covers(result: Result) -> bool:
    decision = result.decision
    if result.kind == "schema" or decision.verdict not in _DECIDED:
        return False
    return all(diagnosis.cause != "not_testable" for diagnosis in decision.diagnosis)


def _spot(place: Place) -> tuple[str, str | None, int | None, str | None]:
    return place.input, place.table, place.row, place.column
