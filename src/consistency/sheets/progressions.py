"""Candidate sums anywhere: runs, every second to eighth position, any two positions.

All of these are progressions of positions. Sums of progressions are folded into
one number for each group of lines and looked up among the totals' numbers; only
what is equal there is looked at line by line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log10

import numpy as np

from .axis import Axis, Mask, Whole
from .candidate import Candidate
from .evidence import best_stretch, evidence

WIDEST_STEP = 8
LIMIT = 4_000
CHUNK = 2_000_000


@dataclass(frozen=True, slots=True)
class Progressions:
    """Progressions of n positions: first, step, count; `bounds` are where each step begins."""

    first: Whole
    step: Whole
    count: Whole
    bounds: tuple[int, ...]


@lru_cache(maxsize=64)
def progressions(size: int, runs_only: bool) -> Progressions:
    """All runs of two or more of `size` positions; else also wider steps, and all pairs."""
    parts: list[tuple[Whole, Whole, Whole]] = []
    bounds = [0]
    for step in (1,) if runs_only else range(1, WIDEST_STEP + 1):
        first, last = np.triu_indices(size, step)
        even = (last - first) % step == 0
        first, last = first[even], last[even]
        parts.append((first, np.full(len(first), step), (last - first) // step + 1))
        bounds.append(bounds[-1] + len(first))
    if not runs_only:
        first, last = np.triu_indices(size, WIDEST_STEP + 1)
        parts.append((first, last - first, np.full(len(first), 2)))
    firsts, steps, counts = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Progressions(firsts, steps, counts, tuple(bounds))


def anywhere(axis: Axis, sequence: Whole, signatures: Whole, *, runs_only: bool) -> list[Candidate]:
    """Progressions of a sequence of positions that make some position, with their best lines.

    `signatures` (groups x positions) are those of `groups`. At most `LIMIT`
    equal pairs are looked at more closely.
    """
    size = len(sequence)
    if size < 2:
        return []
    each = progressions(size, runs_only)
    rank = np.full(len(axis.positions), -1 - size * WIDEST_STEP)
    rank[sequence] = np.arange(size)
    codes = []
    for folded, totals in zip(_sums(signatures[:, sequence], each), signatures, strict=True):
        total, which = _equal(totals, folded)
        outside = ~_inside(rank[total], each, which)
        codes.append(total[outside] * len(each.first) + which[outside])
    code = np.unique(np.concatenate(codes))[:LIMIT]
    if not len(code):
        return []
    return list(_weighed(axis, sequence, each, *np.divmod(code, len(each.first))))


def _sums(folded: Whole, each: Progressions) -> Whole:
    """The folded sum of every progression for each group of lines (modulo 2^64)."""
    groups, size = folded.shape
    sums = np.empty((groups, len(each.first)), np.int64)
    with np.errstate(over="ignore"):
        for k, (a, b) in enumerate(zip(each.bounds, each.bounds[1:], strict=False)):
            step = k + 1
            rows = -(-size // step)
            padded = np.zeros((groups, (rows + 1) * step), np.int64)
            padded[:, step : step + size] = folded
            running = padded.reshape(groups, rows + 1, step).cumsum(axis=1).reshape(groups, -1)
            first, count = each.first[a:b], each.count[a:b]
            sums[:, a:b] = running[:, first + step * count] - running[:, first]
        rest = slice(each.bounds[-1], None)
        first = each.first[rest]
        sums[:, rest] = folded[:, first] + folded[:, first + each.step[rest]]
    return sums


def _equal(totals: Whole, sums: Whole) -> tuple[Whole, Whole]:
    """Every (position, progression) whose folded numbers are equal and not zero."""
    order = totals.argsort(kind="stable")
    ordered = totals[order]
    left = ordered.searchsorted(sums)
    hit = (ordered[np.minimum(left, len(ordered) - 1)] == sums) & (sums != 0)
    which = hit.nonzero()[0]
    left = left[which]
    counts = ordered.searchsorted(sums[which], "right") - left
    repeated = which.repeat(counts)
    within = np.arange(len(repeated)) - (counts.cumsum() - counts).repeat(counts)
    return order[left.repeat(counts) + within], repeated


def _inside(at: Whole, each: Progressions, which: Whole) -> Mask:
    """The total is one of its own parts."""
    away, remainder = np.divmod(at - each.first[which], each.step[which])
    inside: Mask = (remainder == 0) & (away >= 0) & (away < each.count[which])
    return inside


def _weighed(
    axis: Axis, sequence: Whole, each: Progressions, totals: Whole, which: Whole
) -> Iterator[Candidate]:
    searched = log10(max(len(each.first), 2))
    lines = len(axis.lines)
    size = max(1, CHUNK // (lines * len(sequence)))
    values, steps = axis.values[sequence], axis.steps[sequence]
    solid = (values != 0).astype(np.int64)
    shown = axis.present[sequence].astype(np.int64)
    column = np.arange(len(sequence))
    for at in range(0, len(totals), size):
        t, w = totals[at : at + size], which[at : at + size]
        away, remainder = np.divmod(column - each.first[w, None], each.step[w, None])
        member = (remainder == 0) & (away >= 0) & (away < each.count[w, None])
        picked = member.astype(np.int64)
        told = evidence(axis, t, picked @ values, picked @ steps, picked @ solid, picked @ shown)
        stretch = best_stretch(told)
        for k in (stretch.score > 0.5).nonzero()[0].tolist():
            yield Candidate(
                int(t[k]), tuple(sequence[member[k]].tolist()), int(stretch.first[k]),
                int(stretch.last[k]), float(stretch.score[k]), searched,
            )  # fmt: skip
