"""Percentages beside their counts: the pairs of a row or of two columns, and the whole of all.

A form prints each item once: 172 | 12.4, 339 | 24.5. No line repeats, but the
pairs do: the one figure that most of them are shares of is their whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log10

import numpy as np

from ..model.figure import Figure
from .axis import Mask, Real
from .cells import Cells
from .evidence import FAILURE, best_stretch, whole_run
from .formulas import Cell
from .headed import Headed
from .labels import cues_in

NEEDED = 2.5
TELLING = 3
MOSTLY = 0.75
WORK = 4_000_000
ROUNDS = 12
CLOSELY = 4
_IDLE = 0.1
_SHARE_OF = re.compile(r"[占佔](?!比).{2,}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A percentage and the figure it stands beside; `item` and `group` are what labels say.

    `strict`: the labels themselves join the two.
    """

    share: Cell
    part: Cell
    item: str
    group: str
    strict: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """Pairs with the whole that most of them are shares of.

    `factor` is 100 for percentages, 1 for fractions; `stated` where at least
    three pairs, and three in four, hold.
    """

    whole: Cell
    pairs: tuple[Pair, ...]
    factor: int
    stated: bool


def pairs_of(cells: Cells, heads: Headed, explained: frozenset[Cell]) -> list[Pair]:
    """The pairs of a grid whose percentage no other relation explains, row by row."""
    found = []
    named = {c: _says_share(path) for c, path in heads.columns.items()}
    for row in range(cells.height):
        by_row = _says_share(heads.row(row))
        for column in range(cells.width):
            spot = row, column
            figure = cells.figures[row][column]
            if figure is None or figure.value is None or spot in explained:
                continue
            if figure.hedged is not None or not (
                named.get(column) or by_row or _is_percent(figure)
            ):
                continue
            pair = _beside(cells, heads, spot, named) or _above(cells, heads, spot, by_row)
            if pair is not None:
                found.append(pair)
    return found


def shared_of(cells: Cells, pairs: list[Pair]) -> Iterator[Shared]:
    """Each pair once, with its whole: along a row first, then down its two columns."""
    left = {pair.share: pair for pair in pairs}
    for pool in _pools(pairs):
        for _ in range(ROUNDS):
            mine = [pair for pair in pool if pair.share in left]
            found = _best(cells, mine)
            if found is None:
                break
            for pair in found.pairs:
                left.pop(pair.share, None)
            yield found


def _says_share(path: tuple[str, ...]) -> bool:
    if not path:
        return False
    cues = cues_in(path[-1])
    return "share" in cues and not cues & {"change", "average"}


def _is_percent(figure: Figure | None) -> bool:
    return figure is not None and figure.unit == "%"


def _is_part(cells: Cells, spot: Cell) -> bool:
    figure = cells.figures[spot[0]][spot[1]]
    return figure is not None and figure.value is not None and figure.unit != "%"


def _beside(cells: Cells, heads: Headed, spot: Cell, named: dict[int, bool]) -> Pair | None:
    row, column = spot
    if not column or named.get(column - 1) or not _is_part(cells, (row, column - 1)):
        return None
    over, own = heads.column(column), heads.column(column - 1)
    if len(own) > 1 and over[:-1] == own[:-1]:
        return Pair(spot, (row, column - 1), own[-2], " ".join(own[:-2]), True)
    if over and own and (over[-1].startswith(own[-1]) or _SHARE_OF.match(over[-1])):
        return Pair(spot, (row, column - 1), own[-1], " ".join(own[:-1]), True)
    labels = heads.row(row)
    if labels:
        return Pair(spot, (row, column - 1), labels[-1], " ".join(labels[:-1]), False)
    return Pair(spot, (row, column - 1), own[-1] if own else "", "", False)


def _above(cells: Cells, heads: Headed, spot: Cell, by_row: bool) -> Pair | None:
    row, column = spot
    if not by_row or not row or _says_share(heads.row(row - 1)):
        return None
    if not _is_part(cells, (row - 1, column)):
        return None
    path = heads.column(column)
    return Pair(spot, (row - 1, column), path[-1] if path else "", " ".join(path[:-1]), False)


def _pools(pairs: list[Pair]) -> Iterator[list[Pair]]:
    rows: dict[tuple[int, int], list[Pair]] = {}
    columns: dict[tuple[int, int], list[Pair]] = {}
    for pair in pairs:
        rows.setdefault((pair.share[0], pair.part[0]), []).append(pair)
        columns.setdefault((pair.share[1], pair.part[1]), []).append(pair)
    for pools in (rows, columns):
        yield from (pool for pool in pools.values() if len(pool) > 1)


@dataclass(frozen=True, slots=True)
class _Tried:
    """One whole tried: which pairs hold and which tell something, the run, how good it is."""

    rank: tuple[float, float, float]
    whole: Cell
    factor: int
    holds: Mask
    tells: Mask
    first: int
    last: int


def _best(cells: Cells, pairs: list[Pair]) -> Shared | None:
    """The whole that the longest run of the pairs speaks for."""
    wholes = _wholes(cells, pairs) if len(pairs) > 1 else []
    if not wholes or len(wholes) * len(pairs) > WORK:
        return None
    best = min(_tried(cells, pairs, wholes), key=lambda tried: tried.rank, default=None)
    if best is None:
        return None
    within = range(best.first, best.last + 1)
    number = sum(bool(best.holds[at] and best.tells[at]) for at in within)
    failing = sum(not best.holds[at] and pairs[at].part != best.whole for at in within)
    if number < 2:
        return None
    chosen = tuple(
        pairs[at]
        for at in within
        if pairs[at].part != best.whole and (best.holds[at] or number > failing)
    )
    stated = number >= TELLING and number >= MOSTLY * (number + failing)
    return Shared(best.whole, chosen, best.factor, stated) if len(chosen) > 1 else None


def _tried(cells: Cells, pairs: list[Pair], wholes: list[Cell]) -> Iterator[_Tried]:
    """The best wholes, as percentages and as fractions."""
    whole = np.array([_value(cells, cell) for cell in wholes])[:, None]
    part = np.array([_value(cells, pair.part) for pair in pairs])[None]
    share = np.array([_value(cells, pair.share) for pair in pairs])[None]
    step = np.array([_step(cells, pair.share) for pair in pairs])[None]
    itself = np.array([[pair.part == cell for pair in pairs] for cell in wholes])
    for factor in (100, 1):
        if factor == 1 and float(np.abs(share).max()) > 1:
            continue
        with np.errstate(divide="ignore", invalid="ignore"):
            derived = factor * part / whole
        holds = np.abs(derived - share) <= 0.5000001 * step + 1e-9 * np.abs(share)
        told = _told(part, whole, share, step, holds, itself)
        stretch = best_stretch(told)
        for k in np.argsort(-stretch.score, kind="stable")[:CLOSELY].tolist():
            score = float(stretch.score[k])
            if score - log10(2 * len(wholes)) < NEEDED:
                continue
            an_item = float(any(pair.part == wholes[k] for pair in pairs))
            rank = (-score, an_item, float(abs(wholes[k][0] - pairs[0].part[0])))
            slips = (told[k] < 0) & (2 * np.abs(derived[k] - share[0]) < share[0])
            first, last = int(stretch.first[k]), int(stretch.last[k])
            first, last = whole_run(told[k], first, last, slips)
            yield _Tried(rank, wholes[k], factor, holds[k], told[k] > 2 * _IDLE, first, last)


def _wholes(cells: Cells, pairs: list[Pair]) -> list[Cell]:
    """Figures of the rows and columns of the parts that can be their whole."""
    shares = {pair.share for pair in pairs}
    rows = {pair.part[0] for pair in pairs}
    columns = {pair.part[1] for pair in pairs}
    spots: Iterable[Cell]
    if len(rows) == 1:
        (row,) = rows
        spots = ((row, column) for column in range(cells.width))
    else:
        (column,) = columns if len(columns) == 1 else (-1,)
        spots = ((row, column) for row in range(cells.height)) if column >= 0 else ()
    return [
        spot
        for spot in spots
        if _is_part(cells, spot) and spot not in shares and _value(cells, spot) > 0
    ]


def _told(part: Real, whole: Real, share: Real, step: Real, holds: Mask, itself: Mask) -> Real:
    told = np.log10(1 + np.abs(share) / step)
    told = np.minimum(told, np.log10(1 + np.abs(part)) + np.log10(1 + np.abs(whole)))
    told = np.where((part == 0) | (part == whole), _IDLE, told)
    same = np.zeros(share.shape[1], np.bool_)
    same[np.unique(share[0], return_index=True)[1]] = True
    told = np.where(~same[None] & (told > 0), _IDLE, told)
    told = np.where(holds, told, -FAILURE)
    result: Real = np.where(itself, 0.0, told)
    return result


def _value(cells: Cells, spot: Cell) -> float:
    figure = cells.figures[spot[0]][spot[1]]
    return float(figure.value or 0) if figure is not None else 0.0


def _step(cells: Cells, spot: Cell) -> float:
    figure = cells.figures[spot[0]][spot[1]]
    return max(float(figure.step), 1e-12) if figure is not None else 1.0
