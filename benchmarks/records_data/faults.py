"""Four named faults, one in each broken row; every one makes at least one edit fail.

- `wrong_total`: the whole of a sum is 1 to 9 too much or too little (never below 1);
- `wrong_share`: a share is printed 0.1 too high, or too low where that leaves its cell;
- `transposed`: two neighbouring digits of a drawn count change places;
- `negative`: a drawn count c is printed as -c, 0 as -1.
"""

from __future__ import annotations

import numpy as np

from .draw import Columns, Integers
from .layout import Layout, Least

FAULTS = ("wrong_total", "wrong_share", "transposed", "negative")
Fault = tuple[Integers, str, str]
"""Row numbers, the fault, the field that bears it."""


def spoil(
    columns: Columns, layout: Layout, broken: Integers, random: np.random.Generator
) -> list[Fault]:
    """Break the rows `broken` in place; says which fault went where."""
    done: list[Fault] = []
    kinds = random.integers(0, len(FAULTS), len(broken))
    spread = random.integers(0, 1 << 30, len(broken))
    summed = {name for edit in layout.sums for name in (*edit.parts, *edit.less)}
    tied = [name for name in layout.drawn if name in summed]
    guarded = [edit.field for edit in layout.edits if isinstance(edit, Least)]
    signed = [name for name in layout.drawn if name in guarded]
    fields = (
        [edit.whole for edit in layout.sums],
        [edit.share for edit in layout.shares],
        tied,
        signed,
    )
    for kind, names in enumerate(fields):
        for at, name in enumerate(names):
            rows = broken[(kinds == kind) & (spread % len(names) == at)]
            done += _SPOILERS[kind](columns, layout, name, rows, random)
    return [fault for fault in done if len(fault[0])]


def _wrong_total(
    columns: Columns, layout: Layout, name: str, rows: Integers, random: np.random.Generator
) -> list[Fault]:
    stated = columns[name][rows]
    change = random.integers(1, 10, len(rows)) * random.choice([-1, 1], len(rows))
    columns[name][rows] = stated + np.where(stated + change < 1, -change, change)
    return [(rows, FAULTS[0], name)]


def _wrong_share(
    columns: Columns, layout: Layout, name: str, rows: Integers, random: np.random.Generator
) -> list[Fault]:
    edit = next(edit for edit in layout.shares if edit.share == name)
    part, whole, stated = (columns[key][rows] for key in (edit.part, edit.whole, name))
    # Rounded half up, so one tenth more is always wrong; one less is right for a tie.
    lower = (2000 * part > (2 * stated - 1) * whole) & (stated > 0)
    lower &= random.integers(0, 2, len(rows)) == 0
    columns[name][rows] = stated + np.where(lower, -1, 1)
    return [(rows, FAULTS[1], name)]


def _transposed(
    columns: Columns, layout: Layout, name: str, rows: Integers, random: np.random.Generator
) -> list[Fault]:
    swapped = transposed(columns[name][rows])
    apt = swapped != columns[name][rows]
    columns[name][rows] = swapped
    whole = next(e.whole for e in layout.sums if name in (*e.parts, *e.less))
    rest = _wrong_total(columns, layout, whole, rows[~apt], random)
    return [(rows[apt], FAULTS[2], name), *rest]


def _negative(
    columns: Columns, layout: Layout, name: str, rows: Integers, random: np.random.Generator
) -> list[Fault]:
    columns[name][rows] = np.minimum(-columns[name][rows], -1)
    return [(rows, FAULTS[3], name)]


def transposed(counts: Integers) -> Integers:
    """Counts with their last two unequal neighbouring digits swapped; as they are if none."""
    result = counts.copy()
    done = np.zeros(len(counts), dtype=bool)
    for place in (1, 10, 100, 1000):
        low, high = counts // place % 10, counts // (10 * place) % 10
        apt = ~done & (low != high) & (counts >= 10 * place)
        apt &= (low > 0) | (counts >= 100 * place)  # no number begins with 0
        result[apt] += ((low - high) * 9 * place)[apt]
        done |= apt
    return result


_SPOILERS = (_wrong_total, _wrong_share, _transposed, _negative)
