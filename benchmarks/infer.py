"""How much `infer` finds in record tables whose relations are known, and in unrelated ones.

    python benchmarks/infer.py [--quick]

Tables of 10, 50 and 200 columns in random order with 10^3 to 10^6 rows: totals,
totals of totals, shares and growth; some rows broken in one figure, parts that
are zero in 97 of 100 rows (four in five of them, or all), or every cell rounded by
itself. Prints for each the
recall and precision of its relations and the seconds after reading; then how
many relations are found in twenty tables that hold none. --quick leaves out
tables of over ten million cells.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from consistency.inferring import draft_of
from consistency.inferring.column import Column, Table
from consistency.inferring.proposal import Proposal

Relation = tuple[object, ...]
_FINE = 100


@dataclass
class Planted:
    """Columns under construction, and the relations they keep."""

    rows: int
    draw: Any
    columns: list[Column] = field(default_factory=list)
    relations: set[Relation] = field(default_factory=set)

    def add(self, values: Any, decimals: int = 0) -> str:
        name = f"f{len(self.columns)}"
        self.columns.append(Column(name, values, None, decimals))
        return name


def planted(
    columns: int, rows: int, *, broken: float, sparse: float, rounded: bool, seed: int
) -> tuple[Table, set[Relation]]:
    """A table and its relations.

    `broken` of the rows have one wrong figure among those that take part, `sparse`
    of the parts are zero in 97 of 100 rows, `rounded` figures are printed without
    the last two of their digits.
    """
    made = Planted(rows, np.random.default_rng(seed))
    totals: list[tuple[str, Any]] = []
    while len(made.columns) < columns * 0.8 - 2:
        totals.append(_breakdown(made, columns, sparse, rounded))
    if len(totals) > 2:
        total = sum(values for _, values in totals)
        name = made.add(_printed(total, rounded))
        made.relations.add(_sum(name, [part for part, _ in totals]))
    _growth(made, totals)
    while len(made.columns) < columns:
        made.add(np.floor(made.draw.lognormal(5, 1, rows)).astype(np.int64))
    _break(made, broken)
    order = made.draw.permutation(len(made.columns))
    table = Table("planted", tuple(made.columns[at] for at in order), rows)
    return table, made.relations


def _breakdown(made: Planted, columns: int, sparse: float, rounded: bool) -> tuple[str, Any]:
    """Parts, their total and the shares of two of them."""
    draw = made.draw
    parts: list[tuple[str, Any]] = []
    for _ in range(int(draw.integers(2, 4 if columns < 20 else 7))):
        values = np.floor(draw.lognormal(draw.uniform(3, 7), 1, made.rows)).astype(np.int64)
        if rounded:
            values = values * _FINE + draw.integers(0, _FINE, made.rows)
        if draw.random() < sparse:
            values[draw.random(made.rows) > 0.03] = 0
        parts.append((made.add(_printed(values, rounded)), values))
    total = sum(values for _, values in parts)
    name = made.add(_printed(total, rounded))
    made.relations.add(_sum(name, [part for part, _ in parts]))
    told = len(parts) > 2 and np.mean(total != 0) > 0.5  # 0 of 0 tells nothing
    for part, values in parts[:1] if told else ():
        share = _nearest(1000 * values, np.maximum(total, 1))
        found = made.add(share, 1)
        made.relations.add(("share", found, part, name))
    return name, total


def _growth(made: Planted, totals: list[tuple[str, Any]]) -> None:
    for (before, old), (after, new) in list(pairwise(totals))[:2]:
        if old.min() > 0:
            name = made.add(_nearest(1000 * (new - old), old), 1)
            made.relations.add(("change", name, before, after))


def _nearest(above: Any, below: Any) -> Any:
    return np.floor_divide(2 * above + below, 2 * below)


def _printed(values: Any, rounded: bool) -> Any:
    return _nearest(values, _FINE) if rounded else values.copy()


def _sum(total: str, parts: list[str]) -> Relation:
    return ("sum", total, frozenset(parts))


def _break(made: Planted, broken: float) -> None:
    """One figure of some rows, among those that take part in a relation, is another number."""
    named = [
        c for c in made.columns if any(_names(relation, c.name) for relation in made.relations)
    ]
    for row in np.flatnonzero(made.draw.random(made.rows) < broken):
        column = named[int(made.draw.integers(len(named)))]
        values: Any = column.values
        values[row] += int(made.draw.integers(50, 500)) * (1 if row % 2 else -1)


def _names(relation: Relation, name: str) -> bool:
    return any(name == item or (isinstance(item, frozenset) and name in item) for item in relation)


def said(proposal: Proposal) -> Iterator[Relation]:
    """The relations that a proposed check states, as they are planted."""
    body: dict[str, Any] = dict(proposal.body)
    if proposal.kind == "total":
        yield _sum(body["total"], list(body["parts"]))
    elif proposal.kind == "difference":
        yield _sum(body["to"], [body["from"], body["difference"]])
    elif proposal.kind == "share":
        yield from (("share", share, part, body["of"]) for share, part in body["share"])
    elif proposal.kind == "change":
        yield ("change", body["change"], body["from"], body["to"])
    else:
        yield (proposal.kind, str(proposal.body))


def unrelated(seed: int) -> Table:
    """A table of columns of everyday kinds that have nothing to do with each other."""
    draw = np.random.default_rng(seed)
    rows = int(draw.choice([30, 200, 1000, 5000]))
    kinds: list[Any] = [
        lambda: (np.floor(draw.lognormal(5, 1.5, rows)), 0),
        lambda: (np.floor(draw.lognormal(8, 1, rows) * 100), 2),
        lambda: (np.arange(rows) + int(draw.integers(1, 5000)), 0),
        lambda: (draw.integers(1990, 2025, rows), 0),
        lambda: (draw.integers(0, 1001, rows), 1),
        lambda: (draw.integers(0, 4, rows), 0),
        lambda: (np.where(draw.random(rows) < 0.97, 0, draw.integers(1, 500, rows)), 0),
        lambda: (np.sort(draw.integers(0, 10_000, rows)), 0),
        lambda: (np.full(rows, int(draw.integers(0, 200))), 0),
        lambda: (draw.integers(0, 101, rows), 0),
        lambda: (np.sort(draw.integers(0, 6, rows)), 0),
        lambda: (draw.integers(0, 2, rows), 0),
        lambda: (np.round(draw.normal(0, 300, rows)), 1),
        lambda: (np.repeat(draw.integers(0, 50, rows // 5 + 1), 5)[:rows], 0),
    ]
    columns = []
    for at in range(int(draw.integers(8, 40))):
        values, decimals = kinds[int(draw.integers(len(kinds)))]()
        columns.append(Column(f"f{at}", values.astype(np.int64), None, decimals))
    return Table("unrelated", tuple(columns), rows)


CASES = [
    (10, 1_000), (10, 100_000), (10, 1_000_000), (50, 1_000), (50, 10_000), (50, 100_000),
    (50, 1_000_000), (200, 1_000), (200, 10_000), (200, 100_000), (200, 1_000_000),
]  # fmt: skip
KINDS: list[tuple[str, dict[str, Any]]] = [
    ("exact", {"broken": 0.0, "sparse": 0.0, "rounded": False}),
    ("1 % broken", {"broken": 0.01, "sparse": 0.0, "rounded": False}),
    ("10 % broken", {"broken": 0.1, "sparse": 0.0, "rounded": False}),
    ("zeros, 5 % broken", {"broken": 0.05, "sparse": 0.8, "rounded": False}),
    ("all zeros, 5 % broken", {"broken": 0.05, "sparse": 1.0, "rounded": False}),
    ("rounded", {"broken": 0.0, "sparse": 0.0, "rounded": True}),
    ("rounded, 5 % broken", {"broken": 0.05, "sparse": 0.0, "rounded": True}),
]


def main() -> None:
    """Every size in every condition."""
    quick = "--quick" in sys.argv
    print(f"{'':24}{'columns':>8}{'rows':>10}{'planted':>9}{'recall':>8}{'precision':>10}{'s':>7}")
    sums = [0, 0, 0]
    for label, kind in KINDS:
        for columns, rows in CASES:
            if (quick and columns * rows > 10**7) or (columns * rows > 10**8 and label != "exact"):
                continue
            table, relations = planted(columns, rows, seed=rows % 97, **kind)
            start = time.perf_counter()
            draft = draft_of(table)
            seconds = time.perf_counter() - start
            found = [relation for one in draft.proposals for relation in said(one)]
            right = len(relations & set(found))
            sums = [sums[0] + right, sums[1] + len(relations), sums[2] + len(found)]
            recall, precision = right / len(relations), right / max(1, len(found))
            print(
                f"{label:24}{columns:>8}{rows:>10,}{len(relations):>9}{recall:>8.3f}"
                f"{precision:>10.3f}{seconds:>7.2f}",
                flush=True,
            )
    print(f"all together: recall {sums[0] / sums[1]:.4f}, precision {sums[0] / sums[2]:.4f}")
    found_by_chance = sum(len(draft_of(unrelated(seed)).proposals) for seed in range(20))
    print(f"relations found in 20 unrelated tables: {found_by_chance}")


if __name__ == "__main__":
    main()
