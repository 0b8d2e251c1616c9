"""The cells of a form: which are labels, what they say, which rows and columns they head."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ..model.numeral import read
from .folding import folded, spellings
from .labels import pairs
from .sheet import Sheet

LARGEST = 200_000
LARGEST_GUESSED = 10_000


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the cells it covers, both ends included; `unit` is what it states.

    `value` is the text behind a colon in the same cell.
    """

    row: int
    column: int
    bottom: int
    right: int
    text: str
    unit: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """Labels by what they say, folded; figures; and which cell a merged one belongs to."""

    sheet: Sheet
    labels: dict[str, list[Label]] = field(default_factory=lambda: defaultdict(list))
    areas: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    anchors: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    figures: set[tuple[int, int]] = field(default_factory=set)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that shows what stands at this one: the first of a merged range."""
        return self.anchors.get((row, column), (row, column))

    def text(self, row: int, column: int) -> str | None:
        """What a person sees there."""
        return self.texts.get(self.anchor(row, column))


def cells_of(sheet: Sheet, largest: int = LARGEST) -> Cells | None:
    """The cells of a sheet as a form; None where it has over `largest`, which is no form."""
    width = max(map(len, sheet.rows), default=0)
    if width * len(sheet.rows) > largest:
        return None
    cells = Cells(sheet)
    for top, areas in sheet.merges.items():
        for _, left, bottom, right in areas:
            area = min(bottom, len(sheet.rows) - 1), min(right, width - 1)
            if len(cells.anchors) > LARGEST:
                return None
            cells.areas[top, left] = area
            for row in range(top, area[0] + 1):
                for column in range(left, area[1] + 1):
                    cells.anchors[row, column] = (top, left)
    for row in range(len(sheet.rows)):
        for column in range(len(sheet.rows[row])):
            text = sheet.text(row, column)
            if text is not None:
                _take(cells, row, column, text)
    cells.figures.difference_update([cell for cell in cells.figures if _heads(cells, cell)])
    return cells


def _heads(cells: Cells, cell: tuple[int, int]) -> bool:
    """A class that reads as a figure, with the figure of that class right of it: 35岁以下."""
    figure = read(cells.texts[cell])
    right = cells.areas.get(cell, cell)[1] + 1
    return (
        figure.qualifier is not None
        and figure.unit is not None
        and (cell[0], right) in cells.figures
    )


def _take(cells: Cells, row: int, column: int, text: str) -> None:
    cells.texts[row, column] = text
    if read(text).absence != "not_a_number":
        cells.figures.add((row, column))
    bottom, right = cells.areas.get((row, column), (row, column))
    said = {folded(name): unit for name, unit in spellings(text)}
    for word, unit in said.items():
        cells.labels[word].append(Label(row, column, bottom, right, text, unit))
    for label, value in pairs(text):
        found = Label(row, column, bottom, right, label, None, value)
        if value:
            cells.labels[folded(label)].append(found)
