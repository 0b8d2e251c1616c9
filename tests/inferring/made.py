"""Tables of whole numbers for the tests of inference."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np

from consistency.inferring import Draft, draft_of
from consistency.inferring.column import Column, Table


def table(columns: Mapping[str, Sequence[int]], decimals: Mapping[str, int] | None = None) -> Table:
    """A table of figures; `decimals` says which are printed with some."""
    made = [
        Column(name, np.array(values, np.int64), None, (decimals or {}).get(name, 0))
        for name, values in columns.items()
    ]
    return Table("made", tuple(made), len(next(iter(columns.values()))))


def bodies(draft: Draft) -> list[dict[str, object]]:
    """The checks of a draft as their keys and values."""
    return [dict(one.body) for one in draft.proposals]


def found(
    columns: Mapping[str, Sequence[int]], decimals: Mapping[str, int] | None = None
) -> list[dict[str, object]]:
    """The checks that are inferred from a table of figures."""
    return bodies(draft_of(table(columns, decimals)))


def drawn(rows: int, high: int, seed: int) -> list[int]:
    """Whole numbers between 0 and `high`, small ones as often as large ones."""
    draw = random.Random(seed)
    return [draw.randint(0, max(1, high >> draw.randrange(4))) for _ in range(rows)]
