"""Shares, rates and percentage changes: one position is another over a third."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10
from typing import Literal

import numpy as np

from .axis import Axis, Mask, Real, Whole
from .evidence import FAILURE, best_stretch, whole_run

Form = Literal["share", "percent", "change", "percent change"]
FORMS: tuple[tuple[Form, float, float], ...] = (
    ("share", 1.0, 0.0), ("percent", 100.0, 0.0), ("change", 1.0, -1.0),
    ("percent change", 100.0, -100.0),
)  # fmt: skip
WORK = 3_000_000
REACH = 60
NEAR = 12
SAMPLE = 8


@dataclass(frozen=True, slots=True)
class Quotient:
    """result = factor x over / under + constant, in a run of lines (indices of the axis)."""

    form: Form
    result: int
    over: int
    under: int
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class QuotientScale:
    """The constants of the choice, in powers of ten of evidence."""

    needed: float = 3.0
    cued: float = 2.0
    plain: float = 3.0


DEFAULT = QuotientScale()


def quotients_of(
    axis: Axis,
    shares: frozenset[int],
    changes: frozenset[int],
    sums: frozenset[int],
    scale: QuotientScale = DEFAULT,
) -> list[Quotient]:
    """For each position the best quotient that the lines speak for.

    `shares` are positions that look like ratios, `changes` those whose header
    names a change, `sums` those already known as totals, which are not asked.
    """
    n = len(axis.positions)
    value = axis.values / 10.0**axis.decimals
    step = np.maximum(axis.steps / 10.0**axis.decimals, 1e-12)
    wide = n * n * n * SAMPLE > WORK
    asked = [
        t
        for t in range(n)
        if t not in sums and (t in shares or t in changes or not (wide or _whole(axis, t)))
    ]
    found = []
    for t in asked:
        named = t in shares, t in changes
        best = _best(axis, value, step, t, _others(n, t, shares), *named, scale)
        if best is None and shares - {t}:  # a rate over a rate
            best = _best(axis, value, step, t, _others(n, t, frozenset()), *named, scale)
        if best is not None:
            found.append(best)
    return found


def _others(n: int, t: int, shares: frozenset[int]) -> Whole:
    """The positions that can be operands; of very many the nearest."""
    others = np.array([p for p in range(n) if p != t and p not in shares], dtype=np.int64)
    if len(others) > 2 * REACH:
        others = np.sort(others[np.abs(others - t).argsort(kind="stable")[: 2 * REACH]])
    return others


def _whole(axis: Axis, t: int) -> bool:
    """Nothing but small whole numbers: too little to be told from chance."""
    values = axis.values[t][axis.present[t]]
    return bool((values % 10**axis.decimals == 0).all() and (axis.digits[t] < 3).all())


def _telling(axis: Axis, t: int) -> Whole:
    """Some lines, evenly spread, in which the position is printed and not zero."""
    shown: Whole = np.flatnonzero(axis.present[t] & (axis.values[t] != 0))
    return shown[:: -(-len(shown) // SAMPLE)] if len(shown) else shown


def _best(
    axis: Axis, value: Real, step: Real, t: int, others: Whole,
    share: bool, change: bool, scale: QuotientScale,
) -> Quotient | None:  # fmt: skip
    lines = _telling(axis, t)
    if len(others) < 2 or not len(lines):
        return None
    best: tuple[tuple[float, float], Quotient] | None = None
    stated = value[t, lines]
    given = value[np.ix_(others, lines)]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = given[:, None, :] / given[None, :, :]
    half = 0.5000001 * step[t, lines] + 1e-9 * np.abs(stated)
    asked = FORMS if share or change else FORMS[:1]
    for form, factor, constant in asked[2:] if change and not share else asked:
        near = np.abs(factor * ratio + constant - stated) <= half
        hits = near.sum(axis=2)
        np.fill_diagonal(hits, 0)
        for a, b in _leading(hits, (len(lines) + 1) // 2):
            named = change if form.endswith("change") else share
            over, under = int(others[a]), int(others[b])
            quotient = _weighed(axis, value, step, t, over, under, form, named)
            if quotient is None:
                continue
            worth = quotient.score - log10(len(FORMS) * len(others) ** 2)
            worth += scale.cued if named else -scale.plain
            if worth < scale.needed:
                continue
            away = abs(quotient.over - t) + abs(quotient.under - t)
            key = (-min(worth, 12.0), float(away))
            if best is None or key < best[0]:
                best = (key, quotient)
    return None if best is None else best[1]


def _leading(hits: Whole, least: int) -> Iterator[tuple[int, int]]:
    """The pairs that hold in the most lines, at least in `least`, at most a dozen."""
    one, other = (hits >= least).nonzero()
    order = (-hits[one, other]).argsort(kind="stable")[:NEAR]
    yield from zip(one[order].tolist(), other[order].tolist(), strict=True)


def _weighed(
    axis: Axis, value: Real, step: Real, t: int, a: int, b: int, form: Form, named: bool
) -> Quotient | None:
    factor, constant = next((f, c) for name, f, c in FORMS if name == form)
    stated, over, under = value[t], value[a], value[b]
    with np.errstate(divide="ignore", invalid="ignore"):
        derived = factor * over / under + constant
    shown = axis.present[t] & axis.present[a] & axis.present[b] & (under != 0)
    holds = np.abs(derived - stated) <= 0.5000001 * step[t] + 1e-9 * np.abs(stated)
    idle = (over == 0) | (over == under) | (under == factor) | (stated == 0)
    told = np.log10(1 + np.abs(stated - constant) / step[t])
    told = np.minimum(told, axis.digits[a] + axis.digits[b])
    told = np.where(idle, 0.1, told)
    told = np.where(shown, np.where(holds, told, -FAILURE), 0.0)
    told = _once(told, stated)
    stretch = best_stretch(told[None])
    if stretch.score[0] <= 0:
        return None
    first, last = int(stretch.first[0]), int(stretch.last[0])
    if named:
        with np.errstate(invalid="ignore"):
            slips = (told < 0) & (2 * np.abs(derived - stated) < np.abs(stated))
        first, last = whole_run(told, first, last, slips & ~axis.lenient)
    first, last = _with_idle(shown & holds, first, last)
    return Quotient(form, t, a, b, first, last, float(stretch.score[0]))


def _once(told: Real, stated: Real) -> Real:
    """The same result again tells little."""
    _, first = np.unique(stated, return_index=True)
    new = np.zeros(len(stated), np.bool_)
    new[first] = True
    return np.where((told > 0) & ~new, 0.1 * told, told)


def _with_idle(fits: Mask, first: int, last: int) -> tuple[int, int]:
    while first > 0 and fits[first - 1]:
        first -= 1
    while last + 1 < len(fits) and fits[last + 1]:
        last += 1
    return first, last
