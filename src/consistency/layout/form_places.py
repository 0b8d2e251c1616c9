"""Where labels lead on a form: the cells that their rows and columns meet in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from ..schema.fields import At, Field
from .folding import folded
from .form_cells import Cells, Label
from .scales import agrees
from .totals import is_total

_MOST = 100  # a label that stands more often leads nowhere for sure


@dataclass(frozen=True, slots=True)
class Found:
    """Where a field stands: a cell of the sheet, its text, its label and the unit of the label."""

    row: int
    column: int
    text: str | None
    label: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """Rows (or columns) `first` to `last` headed by labels that end at `edge`."""

    first: int
    last: int
    edge: int
    label: str
    unit: str | None
    inner: tuple[Label, ...]


def places_at(cells: Cells, at: At, shape: Field) -> list[Found]:
    """The cells the labels of a field lead to."""
    rows = _lines(cells, at.row, by_row=True)
    columns = _lines(cells, at.column, by_row=False)
    if at.row and at.column:
        return _crossings(cells, rows, columns, shape)
    places: list[Found] = []
    for line in rows or columns:
        places += _next_to(cells, line, by_row=bool(at.row))
    return places


def _lines(cells: Cells, labels: Sequence[str], *, by_row: bool) -> list[_Line]:
    """Rows (or columns) that all the labels head."""
    known = [
        [label for word in words for label in cells.labels.get(folded(word), ())]
        for words in spelled(labels)
    ]
    lines = []
    for inner in islice(product(*known), _MOST) if known else ():
        first = max(label.row if by_row else label.column for label in inner)
        last = min(label.bottom if by_row else label.right for label in inner)
        edge = max(label.right if by_row else label.bottom for label in inner)
        if first <= last:
            text = " ".join(label.text for label in inner)
            unit = next((label.unit for label in inner if label.unit), None)
            lines.append(_Line(first, last, edge, text, unit, inner))
    return lines


def spelled(labels: Sequence[str]) -> list[list[str]]:
    """The labels of one list, each with its spellings; totals are spellings of one label.

    >>> spelled(["市财政|财政", "合计", "总计"])
    [['市财政', '财政'], ['合计', '总计']]
    """
    words = [[word.strip() for word in label.split("|") if word.strip()] for label in labels]
    totals = [word for group in words for word in group if all(map(is_total, group))]
    others = [group for group in words if not all(map(is_total, group))]
    return [*others, totals] if totals else others


def _crossings(
    cells: Cells, rows: Sequence[_Line], columns: Sequence[_Line], shape: Field
) -> list[Found]:
    """The cells in both; where some see their labels past no other text, only those.

    The unit of the row goes before that of the column, if the field can be in it.
    """
    clear: list[Found] = []
    past: list[Found] = []
    for across, down in product(rows, columns):
        for row, column in product(
            range(max(across.first, down.edge + 1), across.last + 1),
            range(max(down.first, across.edge + 1), down.last + 1),
        ):
            label, unit = f"{across.label} {down.label}", down.unit or across.unit
            if across.unit is not None and agrees(across.unit, shape):
                unit = across.unit
            found = Found(*cells.anchor(row, column), cells.text(row, column), label, unit)
            between = [(at, column) for at in range(down.edge + 1, row)]
            between += [(row, at) for at in range(across.edge + 1, column)]
            hidden = any(_is_word(cells, cell) for cell in between)
            (past if hidden else clear).append(found)
    return clear or past


def _is_word(cells: Cells, cell: tuple[int, int]) -> bool:
    return cells.text(*cell) is not None and cells.anchor(*cell) not in cells.figures


def _next_to(cells: Cells, line: _Line, *, by_row: bool) -> Iterator[Found]:
    """The value in the label's own cell, or the first cell right of it (below it)."""
    held = [label for label in line.inner if label.value]
    if held:
        label = held[-1]
        yield Found(label.row, label.column, label.value, label.text)
        return
    for at in range(line.first, line.last + 1):
        start = (at, line.edge + 1) if by_row else (line.edge + 1, at)
        end = max(map(len, cells.sheet.rows)) if by_row else len(cells.sheet.rows)
        cell = next(
            (
                place
                for step in range(line.edge + 1, end)
                if cells.text(*(place := (at, step) if by_row else (step, at))) is not None
            ),
            None,
        )
        if cell is None or (cells.anchor(*cell) not in cells.figures and _is_label(cells, cell)):
            if by_row or start[0] < len(cells.sheet.rows):
                yield Found(*start, None, line.label, line.unit)
        else:
            yield Found(*cells.anchor(*cell), cells.text(*cell), line.label, line.unit)


def _is_label(cells: Cells, cell: tuple[int, int]) -> bool:
    """The cell itself labels what is right of it or below it: it ends with a colon."""
    text = cells.text(*cell) or ""
    return text.endswith((":", "："))
