"""The figures of a sheet with the names that its headers and rows give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..model.document import Grid
from ..model.figure import Figure
from .cells import cells_of
from .headed import Texts, headed, is_plain
from .measured import measured
from .stating import Stating

_BRACKET = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")
_GENERAL = re.compile(
    r"(?:个数|個數|数量|數量|人数|人數|金额|金額|合计|合計|number|amount|total|value)",
    re.IGNORECASE,
)


def named_figures(grid: Grid, source: str) -> Iterator[tuple[Figure, Texts, Texts]]:
    """Each figure with what it may be called, and what its record may be called.

    In a form, whose labels stand beside single figures, the label names the figure
    and there are no records.
    """
    cells = cells_of(grid)
    heads = headed(cells)
    units = measured(cells, heads)
    stating = Stating(cells, source, heads, units)
    rows = [r for r in range(heads.body, cells.height) if any(map(_is_figure, cells.figures[r]))]
    for row in rows:
        labels = heads.row(row)
        for column, figure in enumerate(cells.figures[row]):
            if not _is_figure(figure):
                continue
            names = tuple(dict.fromkeys(_bare(text) for text in reversed(heads.column(column))))
            plain = tuple(name for name in names if not _GENERAL.fullmatch(name))
            form = not plain and bool(labels)
            called = (_bare(labels[-1]),) if form else plain or names
            if called:
                records = () if form or len(rows) == 1 else labels[:1]
                made = stating.figure((row, column))
                percent = column in units.shares and made.unit is None
                yield replace(made, unit="%") if percent else made, called, records


def _is_figure(figure: Figure | None) -> bool:
    return figure is not None and is_plain(figure)


def _bare(text: str) -> str:
    """A header without its unit in brackets."""
    return _BRACKET.sub("", text) or text
