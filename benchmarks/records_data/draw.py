"""Returns that agree: counts from a named distribution, totals and shares made from them.

Distributions of the drawn counts:

- `high`: lognormal, median e**12 = 162,755, sigma 1.5; digits that hardly compress;
- `low`: geometric with mean 9, from 0, cut at 60; small counts, a dictionary holds them.

Shares are rounded half up to tenths from the exact quotient, in integers.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .layout import Layout

Values = Literal["high", "low"]
Integers = NDArray[np.int64]
Columns = dict[str, Integers]


def draw(layout: Layout, rows: int, values: Values, random: np.random.Generator) -> Columns:
    """The number columns of `rows` returns that satisfy every edit: counts, shares in tenths."""
    columns: Columns = {name: _counts(values, rows, random) for name in layout.drawn}
    for edit in layout.sums:
        for name in edit.parts[:1]:
            if name in layout.drawn:
                np.maximum(columns[name], 1, out=columns[name])
    for edit in layout.sums:
        above = _plus(columns, edit.parts)
        for name in edit.less:
            columns[name] %= above + 1
        columns.setdefault(edit.whole, above - _plus(columns, edit.less))
    for edit in layout.shares:
        columns[edit.share] = tenths(columns[edit.part], columns[edit.whole])
    return {name: columns[name] for name in layout.numbers}


def tenths(part: Integers, whole: Integers) -> Integers:
    """100 x part / whole in tenths of a percent, rounded half up; `whole` is above zero."""
    return (2000 * part + whole) // (2 * whole)


def _counts(values: Values, rows: int, random: np.random.Generator) -> Integers:
    if values == "low":
        return np.minimum(random.geometric(0.1, rows) - 1, 60).astype(np.int64)
    return np.floor(random.lognormal(12.0, 1.5, rows)).astype(np.int64)


def _plus(columns: Columns, names: tuple[str, ...]) -> Integers:
    total = np.zeros(len(next(iter(columns.values()))), dtype=np.int64)
    for name in names:
        total += columns[name]
    return total
