"""Seeks the linear relations between the columns of a pool.

Samples of a few more rows than columns: a sample without a row that breaks a
relation has it in its null space, exactly (`modular`) or within rounding
(`rounded`). Many samples, each with its columns in another order, and windows of
neighbouring columns, which need fewer sound rows; rows that break what was found
are left out of the next round. Of all that stand up in the whole pool the
simplest independent ones are kept, by the greedy rule of matroids (Rado 1957).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from .balance import Balance, Standing, balance, standing
from .modular import Vectors, null_vectors
from .pool import Pool
from .rounded import near_null_vectors
from .runs import runs
from .simplest import completed, independent, lessened, sparser, vector_of

Progress = Callable[[str], None]

_ROUNDS = 4
_SPARE = 8
_WINDOW = 24
_OF_A_WINDOW = 12
_WORK = 1.4e8
_MOST_SAMPLES = 48
_OF_FEW_COLUMNS = 240
_PATIENCE = 5
_LONG_PATIENCE = 1_000
_MOST_BATCH = 250_000
_LIVELY = 2.0


def balances(pool: Pool, progress: Progress | None = None) -> list[Standing]:
    """The independent linear relations of a pool, the simplest first."""
    search = _Search(pool, progress or (lambda said: None))
    search.run()
    return search.chosen()


class _Search:
    """Candidates seen so far, with how each stands."""

    def __init__(self, pool: Pool, progress: Progress) -> None:
        self.pool = pool
        self.progress = progress
        self.draw = np.random.default_rng(len(pool))
        self.seen: dict[Balance, Standing | None] = {}
        self.known: list[Standing] = []
        self.selected: tuple[int, list[Standing]] = 0, []
        self.complete = pool.present.all(axis=1)

    def run(self) -> None:
        for one in runs(self.pool):
            self.seen[one.relation] = one
            self.known.append(one)
        for seek in (self.exact, self.by_rounding):
            for number in range(_ROUNDS):
                before = len(self.known)
                self.progress(f"sums, {seek.__name__}, round {number + 1} of at most {_ROUNDS}")
                seek()
                self.simplify()
                if len(self.known) == before or not self.has_breaks():
                    break

    def has_breaks(self) -> bool:
        """Some row breaks what was found: without it there may be more to find."""
        return any(one.broken for one in self.chosen())

    def simplify(self) -> None:
        """Relations of several samples made sparser by each other."""
        width = self.pool.width + 1
        vectors = [vector_of(one.relation, width) for one in self.chosen()]
        if len(vectors) > 1:
            for row in sparser(np.array(vectors)):
                self.take(_pairs(np.arange(width), row))

    def exact(self) -> None:
        """One round of samples over all columns, and over neighbouring ones."""
        sound = self.sound()
        self.take_while_found(self.global_exact(sound))
        if self.pool.width > _WINDOW:
            self.take_vectors(self.windows(sound))

    def sound(self) -> npt.NDArray[np.int64]:
        """The pool's rows that break no relation found so far, complete ones if they suffice."""
        broken = np.zeros(len(self.pool), np.bool_)
        for one in self.chosen():
            broken |= one.breaks
        rows = np.flatnonzero(~broken & self.complete)
        if len(rows) >= self.pool.width + 3 * _SPARE:
            return rows
        return np.flatnonzero(~broken)

    def take_vectors(self, found: Iterable[tuple[npt.NDArray[np.int64], Vectors]]) -> None:
        """Candidates as vectors over some columns, as they are and made sparser."""
        for columns, vectors in found:
            for row in (*vectors, *sparser(vectors)):
                self.take(_pairs(columns, row))

    def take(self, candidates: Iterable[Balance | None]) -> None:
        for one in candidates:
            if one is None or one in self.seen:
                continue
            stands = standing(one, self.pool)
            self.seen[one] = stands
            if stands is None:
                continue
            self.known.append(stands)
            more = completed(stands, self.pool)
            if more is not None:
                self.take([more])

    def global_exact(self, rows: npt.NDArray[np.int64]) -> Iterator[tuple[Any, Vectors]]:
        width = self.pool.width + 1
        if len(rows) < width + 3:
            return
        samples = _samples(width, 6)
        columns = np.arange(width)
        yield from self.sampled(rows, columns, samples)

    def windows(self, rows: npt.NDArray[np.int64]) -> Iterator[tuple[Any, Vectors]]:
        """Neighbouring columns by themselves, with the rows that are complete in them."""
        step = _WINDOW // 2
        for start in range(0, self.pool.width - step, step):
            columns = np.arange(start, min(start + _WINDOW, self.pool.width))
            columns = np.append(columns, self.pool.width)
            full = rows[self.pool.present[np.ix_(rows, columns)].all(axis=1)]
            if len(full) >= len(columns) + 3:
                yield from self.sampled(full, columns, _OF_A_WINDOW)

    def sampled(
        self, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], samples: int
    ) -> Iterator[tuple[Any, Vectors]]:
        width = len(columns)
        size = min(len(rows), width + _SPARE)
        sparse = self.shown(rows, columns)
        height = size + len(sparse)
        batch = max(1, _MOST_BATCH // (height * width))
        done, now = 0, 2
        while done < samples:  # few at first: they may be enough
            now = min(2 * now, batch, samples - done)
            done += now
            orders, stack = [], []
            for _ in range(now):
                order = self.draw.permutation(columns)
                chosen = self.draw.choice(rows, size, replace=False)
                more = [self.draw.choice(shown) for shown in sparse]
                chosen = np.concatenate([chosen, np.array(more, np.int64)])
                orders.append(order)
                stack.append(self.pool.residues[np.ix_(chosen, order)])
            yield from zip(orders, null_vectors(np.array(stack)), strict=True)

    def shown(
        self, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]
    ) -> list[npt.NDArray[np.int64]]:
        """For each column that is mostly zero the rows in which it is not."""
        sparse = [at for at in self.pool.sparse if at in columns]
        found = (rows[self.pool.values[rows, at] != 0] for at in sparse)
        return [shown for shown in found if len(shown)]

    def by_rounding(self) -> None:
        """One round among the columns that spread by more than their last digit."""
        pool, rows = self.pool, self.sound()
        settled = {one.relation.terms[-1][0] for one in self.chosen() if not one.rounded}
        spread = np.sqrt((pool.doubles[rows] ** 2).mean(axis=0)) if len(rows) else np.zeros(0)
        lively = [at for at in range(pool.width) if at not in settled and spread[at] > _LIVELY]
        if len(lively) < 2:
            return
        samples = _samples(len(lively), 24)
        self.take_while_found(self.rounded_samples(rows, lively, samples))
        step = _WINDOW // 2
        for start in range(0, len(lively) - step, step) if len(lively) > _WINDOW else ():
            window = np.array(lively[start : start + _WINDOW])
            full = rows[pool.present[np.ix_(rows, window)].all(axis=1)]
            self.take_while_found(self.rounded_samples(full, window.tolist(), _OF_A_WINDOW))

    def take_while_found(self, found: Iterable[tuple[Any, Vectors]]) -> None:
        """Samples as long as the last few showed a relation that was not known."""
        idle = 0
        for one in found:  # a sample at a time: many tables need few of them
            before = len(self.known)
            self.take_vectors([one])
            idle = 0 if len(self.known) > before else idle + 1
            if idle >= _PATIENCE + _LONG_PATIENCE // len(one[0]):
                break

    def rounded_samples(
        self, rows: npt.NDArray[np.int64], lively: list[int], samples: int
    ) -> Iterator[tuple[Any, Vectors]]:
        columns = np.array([*lively, self.pool.width])
        if len(rows) < len(columns) + 6:
            return
        scales = np.array([self.pool.scales[at] for at in columns])
        shown = self.shown(rows, columns)
        table = self.pool.doubles[np.ix_(rows, columns)]
        place = {int(row): at for at, row in enumerate(rows)}
        for number in range(samples):  # small samples meet fewer broken rows, large ones less noise
            size = min(len(rows), len(columns) + 12 if number % 2 else 2 * len(columns) + 24)
            chosen = self.draw.choice(len(rows), size, replace=False)
            more = np.array([place[int(self.draw.choice(some))] for some in shown], np.int64)
            yield columns, near_null_vectors(table[np.concatenate([chosen, more])], scales)

    def chosen(self) -> list[Standing]:
        """The simplest relations that are independent of each other, and no near misses."""
        if self.selected[0] != len(self.known):
            found = independent(self.sound_ones(), self.pool.width + 1)
            self.selected = len(self.known), found
        return self.selected[1]

    def sound_ones(self) -> list[Standing]:
        """The relations that stand for themselves.

        One that lacks a part which is nearly always zero holds in most rows too.
        Less what is surer, it leaves that part alone, which is no relation.
        """
        ordered = sorted(self.known, key=lambda one: (one.broken, *one.relation.cost))
        kept: list[Standing] = []
        vectors = np.zeros((0, self.pool.width + 1), np.int64)
        for one in ordered:
            vector = vector_of(one.relation, self.pool.width + 1)
            left = lessened(vector, vectors)
            surer = np.array([2 * one.broken > 3 * other.broken + 6 for other in kept], np.bool_)
            rests = [left, *self.of_zeros(vector, vectors[surer])]
            if one.broken and not all(self.is_relation(rest, vector) for rest in rests):
                continue
            kept.append(one)
            vectors = np.concatenate([vectors, vector[None]])
        return kept

    def is_relation(self, rest: npt.NDArray[np.int64], vector: npt.NDArray[np.int64]) -> bool:
        """What is left of a relation stands for itself, or is the whole of it, or nothing."""
        if not rest.any() or np.array_equal(rest, vector):
            return True
        relation = balance((int(at), int(rest[at])) for at in np.flatnonzero(rest))
        if relation is None:
            return False
        if relation not in self.seen:
            self.seen[relation] = standing(relation, self.pool)
        return self.seen[relation] is not None

    def of_zeros(
        self, vector: npt.NDArray[np.int64], others: Vectors
    ) -> Iterator[npt.NDArray[np.int64]]:
        """What sets a relation apart from others, where that is mostly zero columns only."""
        lively = np.ones(len(vector), np.bool_)
        lively[self.pool.sparse] = False
        if np.count_nonzero(vector[lively]) < 2:
            return
        for sign in (1, -1):
            apart = vector - sign * others
            yield from apart[~apart[:, lively].any(axis=1)][:3]


def _samples(columns: int, least: int) -> int:
    """How many samples are worth their time: many of few columns, few of many."""
    most = _OF_FEW_COLUMNS if columns <= _WINDOW else _MOST_SAMPLES
    return int(min(most, max(least, _WORK / columns**3)))


def _pairs(columns: npt.NDArray[np.int64], row: npt.NDArray[np.int64]) -> list[Balance | None]:
    at = np.flatnonzero(row)
    return [balance(zip(columns[at].tolist(), row[at].tolist(), strict=True))]
