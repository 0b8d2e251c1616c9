"""What the shares of a sheet say about its sums: of which whole the parts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.relation import Relation
from .formulas import Cell
from .stating import Stating, total

FEW = 2
SEEN = 3

Placed = tuple[Cell, Relation, frozenset[Cell]]
Wholes = dict[Cell, set[Cell]]
Items = dict[Cell, set[tuple[str, Cell]]]


def by_shares(placed: Sequence[Placed], stating: Stating) -> list[Placed]:
    """The relations; a sum of parts whose shares name the total as their whole is stated.

    Such a sum of columns that is seen in three rows is stated in every row where the
    shares are. An implied sum of one item as others of the same breakdown, seen in one
    line of counts only, is chance, and left out.
    """
    wholes, items = _of_shares(placed, stating)
    lines: Counter[frozenset[int]] = Counter(
        rows_of(result, parts)
        for result, relation, parts in placed
        if relation.kind == "total" and _peers(items, [result, *parts]) == "part"
    )
    found: list[Placed] = []
    for result, relation, parts in placed:
        if relation.kind == "total" and relation.basis == "implied":
            if all(result in wholes.get(cell, ()) for cell in parts):
                relation = replace(relation, basis="stated")
            elif _peers(items, [result, *parts]) and lines[rows_of(result, parts)] < FEW:
                continue
        found.append((result, relation, parts))
    return [*found, *_further(found, wholes, stating)]


def rows_of(result: Cell, parts: frozenset[Cell]) -> frozenset[int]:
    """The rows that a relation stands in."""
    return frozenset(row for row, _ in (result, *parts))


def _of_shares(placed: Sequence[Placed], stating: Stating) -> tuple[Wholes, Items]:
    """Of which figures each count is a stated share, and of which breakdowns a cell is an item."""
    cells = {id(figure): cell for cell, figure in stating.made.items()}
    wholes: Wholes = {}
    items: Items = {}
    for shown, relation, _ in placed:
        if relation.kind == "share" and relation.basis == "stated":
            part, whole = (cells[id(figure)] for _, figure in relation.figures[1:])
            wholes.setdefault(part, set()).add(whole)
            items.setdefault(part, set()).add(("part", whole))
            items.setdefault(shown, set()).add(("share", whole))
    return wholes, items


def _peers(items: Items, cells: Sequence[Cell]) -> str | None:
    """All are items of one breakdown: counts with shares of one whole, or those shares."""
    common = set(items.get(cells[0], ()))
    for cell in cells[1:]:
        common &= items.get(cell, set())
    return min(common)[0] if common else None


def _further(placed: Sequence[Placed], wholes: Wholes, stating: Stating) -> Iterator[Placed]:
    """The sums over the same columns in rows where only the shares say so."""
    known = {(result, parts) for result, _, parts in placed}
    columns: Counter[tuple[int, frozenset[int]]] = Counter(
        (result[1], frozenset(column for _, column in parts))
        for result, relation, parts in placed
        if relation.kind == "total"
        and relation.basis == "stated"
        and len(rows_of(result, parts)) == 1
        and all(result in wholes.get(cell, ()) for cell in parts)
    )
    rows = sorted({row for row, _ in wholes})
    for (column, summed), seen in columns.items():
        for row in rows if seen >= SEEN else ():
            result = row, column
            parts = [(row, c) for c in sorted(summed)]
            if (result, frozenset(parts)) in known:
                continue
            if all(result in wholes.get(cell, ()) for cell in parts):
                relation = total(stating, result, parts, "stated", False)
                yield result, relation, frozenset(parts)
