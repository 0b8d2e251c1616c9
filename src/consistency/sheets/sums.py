"""Sums along one axis of a sheet: parts to subtotals to totals, round by round."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from .axis import Axis, Whole
from .beside import beside
from .candidate import Candidate
from .choosing import DEFAULT, Chosen, Scale
from .groups import signatures_of
from .nesting import nested
from .progressions import anywhere

ROUNDS = 6
REACH = 400
WIDEST = 260


def sums_of(
    axis: Axis, cued: frozenset[int], shares: frozenset[int] = frozenset(), scale: Scale = DEFAULT
) -> list[Candidate]:
    """The sums of an axis that the lines and the headers speak for.

    First runs beside their total, then anything anywhere; what is a part is
    taken out of the sequence, and so on, at most `ROUNDS` times. `cued` are
    positions whose header names a total; `shares` are set aside until the end.
    Axes of more than `WIDEST` positions are searched beside totals only.
    """
    chosen = Chosen(axis, cued, scale)
    everything = np.arange(len(axis.positions))
    sequence = np.array([p for p in everything.tolist() if p not in shares], dtype=np.int64)
    signatures: Whole | None = None
    wide: list[Candidate] = []
    for _ in range(ROUNDS):
        new = chosen.accept(_bounded(axis, cued, sequence, beside(axis, sequence, REACH)))
        if not new and len(everything) <= WIDEST:
            if signatures is None:
                signatures = signatures_of(axis)
                wide = anywhere(axis, everything, signatures, runs_only=False)
            new = chosen.accept(anywhere(axis, sequence, signatures, runs_only=True) + wide)
        if not new:
            break
        gone = {part for candidate in new for part in candidate.parts}
        sequence = np.array([p for p in sequence.tolist() if p not in gone], dtype=np.int64)
    if shares:
        chosen.accept(_bounded(axis, cued, everything, beside(axis, everything, REACH)))
    return nested(chosen.sums)


def _bounded(
    axis: Axis, cued: frozenset[int], sequence: Whole, candidates: list[Candidate]
) -> list[Candidate]:
    """Marks the runs that end where something else begins: a gap, a header, another total."""
    order = sequence.tolist()
    rank = {p: k for k, p in enumerate(order)}
    result = []
    for candidate in candidates:
        after = candidate.total < candidate.parts[0]
        far = candidate.parts[-1 if after else 0]
        k = rank[far] + (1 if after else -1)
        outside = order[k] if 0 <= k < len(order) else None
        ends = (
            outside is None
            or outside in cued
            or abs(axis.positions[outside] - axis.positions[far]) > 1
        )
        ends = ends and _whole_block(axis, candidate, after)
        result.append(replace(candidate, bounded=True) if ends else candidate)
    return result


def _whole_block(axis: Axis, candidate: Candidate, after: bool) -> bool:
    """Parts of zero at the far end follow the others without a gap."""
    lines = slice(candidate.first, candidate.last + 1)
    outward = candidate.parts if after else candidate.parts[::-1]
    solid = (axis.values[list(outward), lines] != 0).any(axis=1).tolist()
    last = max((k for k, full in enumerate(solid) if full), default=0)
    places = [axis.positions[p] for p in outward[last:]]
    return all(abs(a - b) == 1 for a, b in pairwise(places))
