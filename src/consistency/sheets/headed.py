"""Where the header of a grid ends, and what stands in it over each column and before each row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.document import Grid
from ..model.figure import Figure
from .cells import Cells

Texts = tuple[str, ...]

_LONGEST = 60
_DEEPEST = 30
_YEAR = re.compile(r"(?:19|20)\d\d")
_FILLED_IN = re.compile(r"[:：]\s*\S")
_APART = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Headed:
    """The first row of figures, and the headers of columns (top down) and rows (left to right).

    Merged ranges are spread over all their columns or rows. Titles and notes over
    the header name no column.
    """

    body: int
    columns: dict[int, Texts]
    rows: dict[int, Texts]

    def column(self, column: int) -> Texts:
        """The headers over a column, the nearest last."""
        return self.columns.get(column, ())

    def row(self, row: int) -> Texts:
        """The labels of a row, the nearest last."""
        return self.rows.get(row, ())


def headed(cells: Cells) -> Headed:
    """The headers of a grid."""
    body = _body(cells)
    held = spread(cells.grid)
    columns: dict[int, list[str]] = {}
    for row in range(max(0, body - _DEEPEST), body):
        line = _line(cells, row, body, held)
        if len(line) > 1 or (row == body - 1 and body == 1):
            for column, text in line.items():
                path = columns.setdefault(column, [])
                if not path or path[-1] != text:
                    path.append(text)
    rows = {row: _labels(cells, row, held) for row in range(body, cells.height)}
    return Headed(body, {c: tuple(path) for c, path in columns.items()}, rows)


def shown(text: str) -> str:
    """A header as it is compared: in one line, without blanks between Chinese characters."""
    return _APART.sub("", " ".join(text.split()))[:_LONGEST]


def _body(cells: Cells) -> int:
    """The first row with two plain figures that are no years, or one with more below it."""
    first = 1 if cells.height > 1 else 0
    single = None
    for row in range(first, cells.height):
        told = sum(_is_told(cells, row, column) for column in range(cells.width))
        if told > 1:
            return row if single is None or single + 1 < row - 1 else single
        if told and single is None:
            single = row
    return single if single is not None else min(1, cells.height)


def _is_told(cells: Cells, row: int, column: int) -> bool:
    figure = cells.figures[row][column]
    return figure is not None and is_plain(figure) and not _YEAR.fullmatch(figure.text.strip())


def is_plain(figure: Figure) -> bool:
    """A value; a hedged one without a unit: "35岁以下" names an item, it counts nothing."""
    plain = figure.hedged is None or figure.qualifier == "computed" or figure.unit is None
    return figure.value is not None and plain


def spread(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Every cell of a merged range, with the cell that holds its text."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in grid.merged:
        if (bottom - top + 1) * (right - left + 1) <= 4_000:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    found[row, column] = top, left
    return found


def _line(
    cells: Cells, row: int, body: int, held: dict[tuple[int, int], tuple[int, int]]
) -> dict[int, str]:
    """The texts of one header row by column; none where one text stands over the whole width."""
    found: dict[int, str] = {}
    last = ""
    texts: set[tuple[int, int]] = set()
    for column in range(cells.width):
        spot = held.get((row, column), (row, column))
        text = cells.words.get(spot)
        if text is None:
            text = printed_text(cells, *spot)
        if text is None and not cells.grid.merged and last and row + 1 < body:
            below = cells.words.get((body - 1, column))
            text, spot = (last, spot) if below else (None, spot)
        if text:
            found[column] = last = shown(text)
            texts.add(spot)
        elif (row, column) not in held:
            last = last if not cells.grid.merged else ""
    filled_in = all(_FILLED_IN.search(text) for text in found.values())
    return found if len(texts) > 1 and not filled_in else {}


def _labels(cells: Cells, row: int, held: dict[tuple[int, int], tuple[int, int]]) -> Texts:
    """The words (and years) in front of the first figure of a row, merged ranges spread."""
    found: list[str] = []
    for column in range(min(cells.width, _DEEPEST)):
        figure = cells.figures[row][column]
        if figure is not None and is_plain(figure) and not _YEAR.fullmatch(figure.text.strip()):
            break
        text = printed_text(cells, *held.get((row, column), (row, column)))
        if text and shown(text) not in found:
            found.append(shown(text))
    return tuple(found)


def printed_text(cells: Cells, row: int, column: int) -> str | None:
    """The text of a cell without blanks around it."""
    texts = cells.grid.rows[row]
    text = texts[column] if column < len(texts) else None
    return (text.strip() or None) if text else None
