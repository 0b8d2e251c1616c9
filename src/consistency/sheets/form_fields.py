"""The figures of a form by the labels beside and over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.document import Grid
from ..model.figure import Figure
from .cells import Cells, cells_of
from .formulas import Cell
from .headed import Texts, headed, is_plain, printed_text, spread
from .measured import measured
from .stating import Stating

MOST = 500


@dataclass(frozen=True, slots=True)
class FormField:
    """A figure with the labels to its left (the nearest last) and the header over it, if any.

    The header is left out where the labels alone name one figure.
    """

    figure: Figure
    labels: Texts
    header: str | None


def form_fields(grid: Grid, source: str) -> tuple[FormField, ...]:
    """The figures of a form that labels name, each by labels of its own; at most 500."""
    cells = cells_of(grid)
    heads = headed(cells)
    stating = Stating(cells, source, heads, measured(cells, heads))
    held = spread(grid)
    found: dict[tuple[Texts, str | None], list[Cell]] = {}
    for row, column in _figures(cells):
        labels = _labels(cells, row, column, held)
        if labels:
            path = heads.column(column)
            found.setdefault((labels, path[-1] if path else None), []).append((row, column))
    alone = Counter(labels for labels, _ in found)
    return tuple(
        FormField(stating.figure(spots[0]), labels, header if alone[labels] > 1 else None)
        for (labels, header), spots in list(found.items())[:MOST]
        if len(spots) == 1 and (header is not None or alone[labels] == 1)
    )


def _figures(cells: Cells) -> Iterator[Cell]:
    for row, figures in enumerate(cells.figures):
        for column, figure in enumerate(figures):
            if figure is not None and is_plain(figure):
                yield row, column


def _labels(cells: Cells, row: int, column: int, held: dict[Cell, Cell]) -> Texts:
    """The words left of a figure, up to the figure before them, merged ranges spread."""
    found: list[str] = []
    for at in range(column - 1, -1, -1):
        figure = cells.figures[row][at]
        if figure is not None and is_plain(figure):
            if found:
                break
            continue
        text = printed_text(cells, *held.get((row, at), (row, at)))
        if text and text not in found:
            found.append(text)
    return tuple(reversed(found))
