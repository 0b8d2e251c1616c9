"""A header "of which" over a run of columns: parts of the figure in front of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .cells import Cells
from .formulas import Cell
from .headed import Headed
from .labels import cues_in

_OF_WHICH = re.compile(r"(?:其中|of which|thereof|including)\s*[:：]?", re.IGNORECASE)
NEAR = Fraction(1, 100)
MOSTLY = Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class OfWhich:
    """A total and its parts in one row; `stated` where they are seen to be all of it."""

    total: Cell
    parts: tuple[Cell, ...]
    stated: bool


def of_which(cells: Cells, heads: Headed) -> Iterator[OfWhich]:
    """The totals with parts under an "of which" that spans several columns.

    "Of which" may name only some of the parts. They are taken for all where they
    make the total in most rows, or miss it by less than 1 % beside a header that
    itself says total.
    """
    for first, last in _runs(heads):
        total = first - 1
        if total < 0 or not heads.column(total):
            continue
        columns = [
            column
            for column in range(first, last + 1)
            if not (heads.column(column) and "share" in cues_in(heads.column(column)[-1]))
        ]
        if len(columns) < 2:
            continue
        named = any("total" in cues_in(text) for text in heads.column(total)[-2:])
        yield from _rows(cells, heads, total, columns, named)


def _runs(heads: Headed) -> Iterator[tuple[int, int]]:
    marked = sorted(
        column
        for column, path in heads.columns.items()
        if any(_OF_WHICH.fullmatch(text) for text in path[:-1])
    )
    begin = None
    for at, column in enumerate(marked):
        begin = column if begin is None else begin
        if at + 1 == len(marked) or marked[at + 1] != column + 1:
            yield begin, column
            begin = None


def _rows(
    cells: Cells, heads: Headed, total: int, columns: list[int], named: bool
) -> Iterator[OfWhich]:
    found: list[tuple[int, Fraction, Fraction, Fraction]] = []
    lacking: list[int] = []
    for row in range(heads.body, cells.height):
        stated = cells.figures[row][total]
        parts = [cells.figures[row][column] for column in columns]
        if stated is None or stated.value is None or stated.hedged is not None:
            continue
        values = [part for part in parts if part is not None and part.value is not None]
        if len(values) < len(columns):
            lacking += [row] if values else []
            continue
        gap = abs(stated.value - sum(part.value or 0 for part in values))
        slack = sum((part.step for part in values), stated.step) / 2
        found.append((row, gap, slack, abs(stated.value)))
    holding = sum(gap <= slack for _, gap, slack, _ in found)
    mostly = bool(found) and holding >= MOSTLY * len(found)
    for row, gap, slack, size in found:
        close = named and gap <= NEAR * size
        if mostly or close or gap <= slack:
            yield OfWhich((row, total), tuple((row, c) for c in columns), mostly or close)
    for row in lacking if mostly else ():
        yield OfWhich((row, total), tuple((row, c) for c in columns), True)
