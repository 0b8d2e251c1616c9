"""In which rows of the whole table a relation holds, and which are the exceptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .balance import Balance
from .column import LARGEST, Column, Integers, magnitude
from .pool import HUNDRED
from .quotient import Quotient, residual

NAMED = 20
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Support:
    """How often a relation holds in a table.

    Of `rows` with all its figures it holds exactly in `exact` (recomputing gives
    the printed figure) and within rounding in `rounded` more; `exceptions` are
    the first 20 of `broken` rows that break it, from 1. `idle` rows could not
    tell: a blank cell, or nothing but zeros.
    """

    rows: int
    exact: int
    rounded: int
    broken: int
    exceptions: tuple[int, ...]
    idle: int


def support_of_balance(
    relation: Balance, columns: Sequence[Column], *, rounded: bool, blank_is_zero: bool
) -> Support:
    """The support of a linear relation; `columns` as in the pool it was found in."""
    terms = [(at, c) for at, c in relation.terms if at < len(columns)]
    used = [columns[at] for at, _ in terms]
    finest = max(column.decimals for column in used)
    weights = [c * 10 ** (finest - columns[at].decimals) for at, c in terms]
    constant = sum(c * HUNDRED * 10**finest for at, c in relation.terms if at == len(columns))
    width = sum(abs(weight) for weight, column in zip(weights, used, strict=True))
    measured = rounded or any(column.decimals for column in used)
    tolerance = width // 2 if measured else 0
    stated = weights and max(10 ** (finest - column.decimals) for column in used) // 2

    def judge(taken: Sequence[Integers]) -> tuple[Any, Any, Any]:
        bound = abs(constant) + sum(
            abs(w) * magnitude(values) for w, values in zip(weights, taken, strict=True)
        )
        kind: Any = np.int64 if bound < LARGEST else object
        total = np.full(len(taken[0]), constant, kind)
        some = np.zeros(len(taken[0]), np.bool_)
        for weight, values in zip(weights, taken, strict=True):
            total = total + (values if kind is np.int64 else values.astype(object)) * weight
            some |= values != 0
        off = np.abs(total)
        return off <= (min(stated, tolerance) if tolerance else 0), off <= tolerance, some

    return _counted(used, judge, blank_is_zero=blank_is_zero)


def support_of_quotient(relation: Quotient, columns: Sequence[Column]) -> Support:
    """The support of a share, a change, a ratio or a product."""
    used = [columns[at] for at in (relation.result, relation.above, relation.below)]
    decimals = [column.decimals for column in used]

    def judge(taken: Sequence[Integers]) -> tuple[Any, Any, Any]:
        gap, slack = residual(relation, taken, decimals)
        face, _ = residual(relation, taken, decimals)
        own = _own_slack(relation, taken, decimals)
        some = taken[2] != 0
        some &= (taken[0] != 0) | (taken[1] != 0)
        return np.abs(face) <= own, np.abs(gap) <= slack, some

    return _counted(used, judge, blank_is_zero=False)


def _own_slack(relation: Quotient, taken: Sequence[Integers], decimals: Sequence[int]) -> Any:
    """What the rounding of the stated figure alone allows: recomputing prints it."""
    dr, da, db = decimals
    finest = max(dr + db, da)
    if relation.kind == "product":
        return relation.times * 10 ** (finest - da) if da or dr or db else 0
    return np.abs(taken[2]) * 10 ** (finest - dr - db)


Judge = Callable[[Sequence[Integers]], tuple[Any, Any, Any]]


def _counted(used: Sequence[Column], judge: Judge, *, blank_is_zero: bool) -> Support:
    length = max(len(column.values) for column in used if column.values is not None)
    rows = exact = rounded = broken = 0
    exceptions: list[int] = []
    for start in range(0, length, _PIECE):
        taken = [
            column.values[start : start + _PIECE] for column in used if column.values is not None
        ]
        agrees, holds, telling = judge(taken)
        for column in used:
            if column.present is not None and not blank_is_zero:
                telling = telling & column.present[start : start + _PIECE]
        rows += int(telling.sum())
        agrees = agrees & telling
        exact += int(agrees.sum())
        rounded += int((holds & telling & ~agrees).sum())
        off = np.flatnonzero(telling & ~holds & ~agrees)
        broken += len(off)
        exceptions += (off[: NAMED - len(exceptions)] + start + 1).tolist()
    return Support(rows, exact, rounded, broken, tuple(exceptions), length - rows)
