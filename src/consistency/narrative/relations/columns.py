"""Finds the sums of tables that stand in a text: a row of totals over or under the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...model.figure import Place
from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import NAMED, POSSIBLE, Reading, chosen
from .nature import kin, same_things, summable
from .rows import rows
from .sum_edits import near_sum, total
from .vocabulary import words

_MOST_ROWS = 400
_NEXT = 2
_LEAST_PARTS = 2
_LONGEST = 80
_WORD = re.compile(r"[a-z]{3,}|[\u4e00-\u9fff]{2,}")
_LEAST, _MOST = Fraction(3, 5), Fraction(5, 3)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its label in plain text, and its figures."""

    label: str
    figures: tuple[Quantity, ...]


def columns(document: Document) -> Iterator[Relation]:
    """The sum of each column above or below a row of totals; linear in the number of rows."""
    for table in tables(document):
        yield from _under(table)
        yield from _under_first(table)


def tables(document: Document) -> Iterator[list[Row]]:
    """Runs of lines with as many figures each, in order."""
    run: list[Row] = []
    for _, figures in rows(document):
        row = Row(_label(document, figures[0]), tuple(figures))
        if run and not _continues(run[-1], row):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def cells(document: Document) -> set[Place | None]:
    """The places of figures in tables of several columns: no sentence joins them."""
    return {
        figure.figure.place
        for table in tables(document)
        for row in table
        if len(table) > 1 and sum(summable(figure) for figure in row.figures) > 1
        for figure in row.figures
    }


def _continues(one: Row, other: Row) -> bool:
    near = other.figures[0].paragraph - one.figures[-1].paragraph <= _NEXT
    return near and [q.form == "percent" for q in one.figures] == [
        q.form == "percent" for q in other.figures
    ]


def _under(table: Sequence[Row]) -> Iterator[Relation]:
    """Rows of totals below their parts; what a row sums up is one part of the next."""
    parts: list[Row] = []
    has_joined = False
    for row in table[:_MOST_ROWS]:
        is_total = _is_total(row.label)
        joined = _joined(row.label, parts)
        if joined:
            yield from _summed(row, joined, NAMED)
            parts = [part for part in parts if part not in joined] + [row]
            has_joined = True
        elif is_total and len(parts) >= _LEAST_PARTS:
            apart = not any(words("conjunction").search(part.label) for part in parts)
            yield from _summed(row, parts, NAMED if apart or has_joined else POSSIBLE)
            parts = []
        elif not words("opens").match(row.label):
            parts.append(row)


def _under_first(table: Sequence[Row]) -> Iterator[Relation]:
    """A row of totals above its parts."""
    if len(table) > _LEAST_PARTS and _is_total(table[0].label):
        parts = list(table[1:_MOST_ROWS])
        if not any(_is_total(row.label) for row in parts):
            yield from _summed(table[0], parts, POSSIBLE)


def _summed(whole: Row, parts: Sequence[Row], strength: int) -> Iterator[Relation]:
    parts = _outer(parts)
    for at, figure in enumerate(whole.figures):
        column = [row.figures[at] for row in parts]
        if not summable(figure) or not all(kin(figure, q) for q in column):
            continue
        if not all(same_things(figure, q) for q in column):
            continue
        named = strength == NAMED and _is_sum_like(figure, column)
        if not named and not near_sum(figure, column):
            continue
        relation = chosen([Reading(total(figure, column), NAMED if named else POSSIBLE)])
        if relation is not None:
            yield relation


def _outer(parts: Sequence[Row]) -> list[Row]:
    """The rows without those right behind one that are what it is made of."""
    kept: list[Row] = []
    at = 0
    values = [row.figures[0].figure.value or Fraction(0) for row in parts]
    while at < len(parts):
        kept.append(parts[at])
        made, end = Fraction(0), at + 1
        while end < len(parts) and made < values[at]:
            made += values[end]
            end += 1
        at = end if made == values[at] and end - at > _LEAST_PARTS else at + 1
    return kept


def _is_sum_like(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """No mean or rate of the rows: a mean is at most half of their sum."""
    value = whole.figure.value or Fraction(0)
    made = sum((q.figure.value or Fraction(0) for q in parts), Fraction(0))
    return _LEAST * made <= value <= _MOST * made


def _joined(label: str, parts: Sequence[Row]) -> list[Row]:
    """The rows that a label joins: KSI (killed or seriously injured)."""
    if not words("conjunction").search(label):
        return []
    named = [row for row in parts if _WORD.search(row.label) and row.label in label]
    return named if len(named) >= _LEAST_PARTS else []


def _is_total(label: str) -> bool:
    return words("total_row").match(label) is not None


def _label(document: Document, first: Quantity) -> str:
    low = max(0, first.start - _LONGEST)
    start = document.plain.rfind("\n", low, first.start) + 1
    return document.plain[start : first.start].strip(" |\t$€£¥:-•")
