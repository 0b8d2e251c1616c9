"""Relations with the period before: opening is the last closing, growth and increase since then."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .balance import Balance, Standing, balance, standing
from .choosing import forms_of
from .column import Column, Table
from .evidence import MARGIN_BITS
from .pool import Pool, pool_of
from .quotient import CHANGE, Quotient, Seen, seen_in

_MOST_COLUMNS = 60
_LEAST_ROWS = 4
_LOOKED_AT = 300
_LEAST_NEAR = 0.7


@dataclass(frozen=True, slots=True)
class Lagged:
    """What was found in a pool of columns, each followed later by itself a period before."""

    pool: Pool
    balances: tuple[Standing, ...]
    changes: tuple[Seen, ...]


def lagged(
    table: Table, places: Sequence[int], keys: Sequence[int], period: int | None
) -> Lagged | None:
    """The relations of the columns at `places` with those of the period before.

    None where records cannot be told apart by keys and period, or no record has
    one before it.
    """
    if period is None or not keys or not 1 <= len(places) <= _MOST_COLUMNS:
        return None
    before = _before(table, keys, period)
    if int((before >= 0).sum()) < _LEAST_ROWS:
        return None
    own = [table.columns[at] for at in places]
    pool = pool_of([*own, *(_moved(column, before) for column in own)], table.rows)
    named = 2 * math.log2(len(own) + 1) + MARGIN_BITS
    sums: list[Standing] = []
    for relation in _candidates(pool, len(own)):
        stands = standing(relation, pool, named)
        if stands is not None:
            sums.append(replace(stands, blank_is_zero=False))
    changes = [
        seen
        for result, column in enumerate(own)
        if CHANGE in forms_of(column)
        for above in range(len(own))
        if above != result
        and (seen := seen_in(pool, _growth(result, above, above + len(own)), named)) is not None
    ]
    return Lagged(pool, tuple(sums), tuple(changes))


def _growth(result: int, above: int, below: int) -> Quotient:
    return Quotient("change", result, above, below, CHANGE.times, CHANGE.constant)


def _before(table: Table, keys: Sequence[int], period: int) -> npt.NDArray[np.int64]:
    """For each record the one of the same keys in the period just before; -1 for none."""
    periods = _cells(table.columns[period])
    order = {value: at for at, value in enumerate(sorted(set(periods)))}  # type: ignore[type-var]
    lines = list(zip(*(_cells(table.columns[at]) for at in keys), strict=True))
    known = {
        (line, order[when]): at for at, (line, when) in enumerate(zip(lines, periods, strict=True))
    }
    found = [
        known.get((line, order[when] - 1), -1) for line, when in zip(lines, periods, strict=True)
    ]
    return np.array(found, np.int64)


def _cells(column: Column) -> list[object]:
    if column.values is not None:
        values: list[object] = column.values.tolist()
        return values
    return [text or "" for text in column.texts]


def _moved(column: Column, before: npt.NDArray[np.int64]) -> Column:
    """The column a period before; not present where there is none."""
    assert column.values is not None  # noqa: S101 - only columns of figures come here
    present = before >= 0
    if column.present is not None:
        present = present & column.present[before]
    values = np.where(present, column.values[before], 0)
    return replace(column, name=f"previous.{column.name}", values=values, present=present, texts=())


def _candidates(pool: Pool, own: int) -> Iterator[Balance]:
    """One column that is another before; one that is what another has grown by."""
    rows = np.flatnonzero(pool.present.all(axis=1))[:_LOOKED_AT]
    if len(rows) < _LEAST_ROWS:
        return
    scaled = pool.doubles[rows] * np.array(pool.scales, np.float64)
    now, then = scaled[:, :own], scaled[:, own : 2 * own]
    unit = float(max(pool.scales))
    grown = now - then
    for at in range(own):
        mine = now[:, at : at + 1]
        for moved, difference in ((then, False), (grown, True)):
            near = (np.abs(moved - mine) <= 2 * unit).mean(axis=0) >= _LEAST_NEAR
            for other in np.flatnonzero(near & (moved != 0).any(axis=0)):
                if other == at:
                    continue
                terms = [(at, 1), (own + int(other), 1 if difference else -1)]
                made = balance([*terms, (int(other), -1)] if difference else terms)
                if made is not None:
                    yield made
