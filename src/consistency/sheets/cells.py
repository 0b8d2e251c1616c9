"""The figures and the words of a grid, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model.document import Grid
from ..model.figure import Figure, Place
from ..model.numeral import read
from .convention import prints_decimal_comma, with_point, without_footnote

_DIGIT = re.compile(r"\d")
_LONGEST_NUMBER = 40
_LONGEST_MARK = 12
_WORDLESS = frozenset(" \t\r\n\u00a0\u3000\ufeff")


@dataclass(frozen=True, slots=True)
class Cells:
    """A grid read: `figures[r][c]` is a figure with a value, or one that is absent, or None.

    None stands for a blank cell and for words. `words` holds the texts of the
    others by (row, column). `width` is the number of columns; all rows have it.
    """

    grid: Grid
    figures: list[list[Figure | None]]
    words: dict[tuple[int, int], str]
    width: int
    numbers: int

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.figures)

    def figure(self, row: int, column: int, place: Place) -> Figure:
        """The figure of a cell at its place; a blank cell is a missing figure."""
        known = self.figures[row][column]
        if known is not None:  # faster than `replace`, which looks at every field by name
            return Figure(
                known.text, known.value, known.unit, known.decimals, known.step,
                known.qualifier, known.count, hedged=known.hedged, absence=known.absence,
                domain=known.domain, place=place,
            )  # fmt: skip
        text = self.words.get((row, column), "")
        return Figure(text, absence="not_a_number" if text else "missing", place=place)


def cells_of(grid: Grid) -> Cells:
    """Read every cell of a grid under the number convention of the whole sheet."""
    comma = prints_decimal_comma(_with_marks(grid))
    width = max((len(row) for row in grid.rows), default=0)
    figures: list[list[Figure | None]] = []
    words: dict[tuple[int, int], str] = {}
    numbers = 0
    for r, row in enumerate(grid.rows):
        line: list[Figure | None] = [None] * width
        for c, text in enumerate(row):
            if not text:
                continue
            figure = _figure(text, comma)
            if figure is not None:
                line[c] = figure
                numbers += figure.value is not None
            elif shown := text.strip():
                words[r, c] = shown
        figures.append(line)
    return Cells(grid, figures, words, width, numbers)


def _with_marks(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        for text in row:
            if text and len(text) < _LONGEST_NUMBER and text[-1:] not in _WORDLESS:
                yield text.lstrip()


def _figure(text: str, comma: bool) -> Figure | None:
    """The figure of a cell, without a value where a mark says so; None for words and blanks."""
    if len(text) > _LONGEST_NUMBER:
        return None
    if _DIGIT.search(text) is None:
        if len(text) > _LONGEST_MARK or not text.strip():
            return None
        figure = read(text)
        return figure if figure.absence in ("missing", "suppressed") else None
    figure = read(with_point(text) if comma else text)
    if figure.absence == "not_a_number":
        number = without_footnote(text.strip())
        figure = read(with_point(number) if comma else number) if number else figure
    if figure.absence == "not_a_number":
        return None
    if comma and figure.value is not None:
        return replace(figure, text=text.strip())
    return figure
