"""Grand totals of two-way tables that lack cells: one way they add up, the other they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.relation import Relation
from .cells import Cells
from .formulas import Cell

MOST = 100_000
"""Cells looked at, at most, for one grid."""


def softened(
    cells: Cells, placed: Sequence[tuple[Cell, Relation, frozenset[Cell]]]
) -> list[Relation]:
    """The relations; a grand total that adds up only one way is implied the other way.

    Only where cells of its table are blank or marked: what they stand for is in
    the totals of one way and not of the other.
    """
    ways: dict[Cell, list[int]] = {}
    for at, (result, relation, _) in enumerate(placed):
        if relation.kind == "total" and relation.basis == "stated":
            ways.setdefault(result, []).append(at)
    relations = [relation for _, relation, _ in placed]
    room = MOST
    for at_cell in ways.values():
        for at in at_cell:
            others = [other for other in at_cell if other != at and _holds(relations[other])]
            if not others or _holds(relations[at]):
                continue
            one, other = placed[at][2], placed[others[0]][2]
            room -= len(one) * len(other)
            if room >= 0 and _lacks(cells, one, other):
                relations[at] = replace(relations[at], basis="implied")
    return relations


def _holds(relation: Relation) -> bool:
    """The printed parts make the printed total."""
    (stated, *parts) = (figure for _, figure in relation.figures)
    if stated.value is None or any(part.value is None for part in parts):
        return False
    slack = sum((part.step for part in parts), stated.step) / 2
    return abs(stated.value - sum(part.value or 0 for part in parts)) <= slack


def _lacks(cells: Cells, one: frozenset[Cell], other: frozenset[Cell]) -> bool:
    """Some cell where the rows of the one meet the columns of the other has no value."""
    rows = {row for row, _ in one} | {row for row, _ in other}
    columns = {column for _, column in one} | {column for _, column in other}
    if len({row for row, _ in one}) == 1:
        rows -= {row for row, _ in one}
        columns -= {column for _, column in other}
    else:
        rows -= {row for row, _ in other}
        columns -= {column for _, column in one}
    for row in rows:
        for column in columns:
            figure = cells.figures[row][column]
            if figure is None or figure.value is None:
                return True
    return False
