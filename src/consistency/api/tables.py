"""What tables state themselves, judged without a suite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..engine.coverage import covers
from ..model.document import Grid, Source
from ..model.relation import result_of
from ..model.report import FigureCounts, Result

if TYPE_CHECKING:
    from ..narrative import Labelled

LARGE_ROWS = 6_000
"""A table of more rows is no sheet to be read cell by cell."""
LARGE_CELLS = 150_000
MOST_CELLS = 20_000
"""A sheet of more numbers is too large to be looked for in a text."""


@dataclass(slots=True)
class StatedInTables:
    """The results on what tables state, in the order of inputs, sheets and places."""

    results: list[Result] = field(default_factory=list)
    sheets: dict[tuple[str, str], FigureCounts] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def coverage(self, results: Sequence[Result]) -> FigureCounts:
        """Of the figures of each sheet those in a decided edit, and those alone.

        `results` are those of the whole report: a text may repeat a figure of a sheet.
        """
        cells: dict[tuple[str, str], set[str]] = {}
        for result in results:
            if covers(result):
                for _, figure in result.figures:
                    place = figure.place
                    if place is not None and place.cell and figure.value is not None:
                        cells.setdefault((place.input, place.table or ""), set()).add(place.cell)
        total = FigureCounts()
        for sheet, counts in self.sheets.items():
            covered = min(len(cells.get(sheet, ())), counts.figures)
            alone = counts.figures - covered
            total += FigureCounts(
                counts.figures + counts.not_understood, covered, alone, counts.not_understood
            )
        return total


def stated_in_tables(sources: Sequence[Source]) -> StatedInTables:
    """The relations that the sheets of each source state, each decided."""
    from ..sheets import relations_of

    stated = StatedInTables()
    for source in sources:
        for grid in source.grids:
            found = relations_of(grid, source.name)
            results = [result_of(relation, source.name) for relation in found.relations]
            stated.results += sorted(results, key=_spot)
            stated.notes += [f"{source.name}: {note}" for note in found.notes]
            sheet = (source.name, grid.name)
            stated.sheets[sheet] = stated.sheets.get(sheet, FigureCounts()) + FigureCounts(
                found.figures, not_understood=found.not_understood
            )
    return stated


def labelled(sources: Sequence[Source]) -> Iterator[Labelled]:
    """The figures of small sheets, with what their headers and rows are called."""
    from ..narrative import Labelled
    from ..sheets import named_figures

    for source in sources:
        for grid in source.grids:
            if sum(map(len, grid.rows)) > MOST_CELLS:
                continue
            for figure, names, records in named_figures(grid, source.name):
                yield Labelled(figure, names, records)


def _spot(result: Result) -> tuple[int, int, int]:
    place = result.place
    cell = (place.cell or "") if place is not None else ""
    letters = cell.rstrip("0123456789")
    row = int(cell[len(letters) :] or 0)
    return row, len(letters), _number(letters)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def is_large(grid: Grid) -> bool:
    """A table of many records rather than a sheet: left in a frame, or of many rows or cells."""
    if grid.frame is not None or len(grid.rows) > LARGE_ROWS:
        return True
    return sum(map(len, grid.rows)) > LARGE_CELLS and not grid.formulas
