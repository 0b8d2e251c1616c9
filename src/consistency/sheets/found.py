"""What a grid states itself: the public entry of the package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..model.document import Grid
from ..model.relation import Relation
from .agreeing import by_shares
from .averages import averages_of
from .axis import Axis, axes_of, common_step, prints_whole
from .cells import Cells, cells_of
from .corners import softened
from .emitting import Placed, average_relations, quotient_relations, sum_relations
from .forms import of_forms, worded
from .formulas import Cell, formula_of
from .headed import headed, is_plain
from .labels import cues_of, labels_of, share_positions
from .measured import factors, measured
from .quotients import quotients_of
from .stating import Stating, by_formula
from .sums import sums_of

MOST_CELLS = 1_000_000
"""Cells of a grid without formulas above which nothing of it is read here."""
MOST_NUMBERS = 120_000
"""Numbers of a grid up to which relations are sought beyond its formulas."""
MOST_ROWS = 6_000
MOST_TERMS = 400_000
"""Figures in relations at which no further relation is made."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a grid states.

    `relations` in order of their kind and place. `figures` counts the numbers
    on the grid, `not_understood` the cells that begin like a number and are
    none, and formulas beyond the grammar. `notes` say what bounded the work
    and what was assumed.
    """

    relations: tuple[Relation, ...]
    figures: int
    not_understood: int
    notes: tuple[str, ...] = ()


def relations_of(grid: Grid, input: str) -> Found:  # noqa: A002
    """The sums, shares, averages and changes that a plain grid states itself.

    `input` is the name that places of figures carry. Headers and formulas make
    a relation "stated", arithmetic alone "implied". Never raises for any grid;
    the work is bounded, and a note says where a bound was reached.
    """
    notes: list[str] = []
    size = sum(map(len, grid.rows))
    if size > MOST_CELLS and not grid.formulas:
        return Found((), 0, 0, (f"{grid.name}: {size} cells, a record table: not read here",))
    cells = cells_of(grid)
    heads = headed(cells)
    units = measured(cells, heads)
    stating = Stating(cells, input, heads, units)
    placed, unread = _by_formulas(grid, cells, stating, notes)
    axes = None
    if cells.numbers > MOST_NUMBERS or cells.height > MOST_ROWS:
        notes.append(f"{grid.name}: {cells.numbers} numbers: only its formulas were read")
    else:
        axes = axes_of(cells, factors(cells, units))
    if axes is None and cells.numbers > 1 and not notes:
        notes.append(f"{grid.name}: numbers too large to be added: only its formulas were read")
    if axes is not None:
        _name(cells, stating, axes)
        stating.common = _common(axes[0])
        stating.whole = prints_whole(axes[0])
        placed += _beyond(cells, axes, stating, placed, notes)
    relations = tuple(softened(cells, placed))
    figures = cells.numbers - _items(cells)
    return Found(relations, figures, _odd(cells) + unread, tuple(notes))


def _beyond(
    cells: Cells,
    axes: tuple[Axis, Axis],
    stating: Stating,
    placed: list[Placed],
    notes: list[str],
) -> list[Placed]:
    """What headers and arithmetic say beyond the formulas, each relation once.

    Where it is both implied and stated, it is stated.
    """
    made: dict[tuple[Cell, frozenset[Cell]], int | None] = {
        (result, parts): None for result, _, parts in placed
    }
    stated = {result for result, _ in made}
    room = MOST_TERMS
    found: list[Placed] = []
    for result, relation, parts in _everything(cells, axes, stating, found):
        at = made.get((result, parts))
        if at is not None and relation.basis == "stated" and found[at][1].basis == "implied":
            found[at] = (result, relation, parts)
        if (result, parts) in made or (result in stated and relation.basis == "implied"):
            continue
        room -= len(relation.figures)
        if room < 0:
            name = cells.grid.name
            notes.append(f"{name}: relations over {MOST_TERMS} figures: the rest is left out")
            break
        made[result, parts] = len(found)
        found.append((result, relation, parts))
    return by_shares(found, stating)


def _everything(
    cells: Cells, axes: tuple[Axis, Axis], stating: Stating, found: list[Placed]
) -> Iterator[Placed]:
    """What words state, what lines speak for, then forms whose percentages are not explained."""
    yield from worded(cells, stating)
    yield from _sought(cells, axes, stating)
    explained = frozenset(
        result for result, one, _ in found if one.basis == "stated" or one.kind != "total"
    )
    yield from of_forms(cells, stating, explained)


def _by_formulas(
    grid: Grid, cells: Cells, stating: Stating, notes: list[str]
) -> tuple[list[Placed], int]:
    """Relations that formulas state, and the number of formulas not understood."""
    if not grid.formulas:
        return [], 0
    printed = frozenset(
        (r, c)
        for r, row in enumerate(cells.figures)
        for c, figure in enumerate(row)
        if figure is not None and figure.value is not None
    )
    found: list[Placed] = []
    unread, room = 0, MOST_TERMS
    for cell in sorted(grid.formulas):
        if cell not in printed:
            continue
        formula = formula_of(grid, grid.formulas[cell], printed)
        relation = None if formula is None else by_formula(stating, cell, formula)
        unread += formula is None
        if relation is None or formula is None:
            continue
        room -= len(relation.figures)
        if room < 0:
            notes.append(f"{grid.name}: formulas over {MOST_TERMS} cells: the rest left out")
            break
        parts = frozenset(formula.over.cells)
        found.append(
            (cell, relation, parts | frozenset(formula.under.cells if formula.under else ()))
        )
    return found, unread


def _name(cells: Cells, stating: Stating, axes: tuple[Axis, Axis]) -> None:
    """What the headers call the rows and columns that hold numbers."""
    for axis in axes:
        names = stating.row_names if axis.down else stating.column_names
        for position, texts in zip(axis.positions, labels_of(cells, axis), strict=True):
            path = stating.heads.row(position) if axis.down else stating.heads.column(position)
            near = path or tuple(" ".join(text.split())[:60] for text in texts[1::-1])
            names[position] = " / ".join(near[-3:] if axis.down else near[-2:])


def _common(axis: Axis) -> int:
    scale: int = 10**axis.decimals
    return max(1, int(common_step(axis.values[axis.present], scale)) // scale)


def _sought(cells: Cells, axes: tuple[Axis, Axis], stating: Stating) -> Iterator[Placed]:
    """The relations that headers and arithmetic speak for: sums, then quotients, then averages."""
    labels = [labels_of(cells, axis) for axis in axes]
    shares = [share_positions(cells, axis, texts) for axis, texts in zip(axes, labels, strict=True)]
    for k, axis in enumerate(axes):
        other = {axes[1 - k].positions[p] for p in shares[1 - k]}
        axis = replace(axis, lenient=np.array([line in other for line in axis.lines]))
        cues = cues_of(labels[k])
        sums = sums_of(axis, cues["total"] | cues["overall"], shares[k])
        yield from sum_relations(stating, axis, sums, cues["total"])
        totals = frozenset(s.total for s in sums)
        quotients = quotients_of(axis, shares[k], cues["change"], totals)
        yield from quotient_relations(stating, axis, quotients, cues)
        averages = averages_of(axis, cues["average"], sums)
        yield from average_relations(stating, axis, averages, cues["average"])


def _items(cells: Cells) -> int:
    """Cells that begin with a number and name something: 35岁以下."""
    figures = (figure for row in cells.figures for figure in row if figure is not None)
    return sum(figure.value is not None and not is_plain(figure) for figure in figures)


def _odd(cells: Cells) -> int:
    """Cells that begin like a number and are none."""
    return sum(
        1
        for text in cells.words.values()
        if len(text) < 16 and text[0] in "0123456789" and not any(c.isalpha() for c in text)
    )
