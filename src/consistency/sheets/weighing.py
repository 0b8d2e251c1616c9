"""A closer look at one candidate sum: which lines are independent, where it really ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .axis import Axis, Mask, Real, Whole
from .candidate import Candidate
from .evidence import ALONE, ALONE_BY_NAME, evidence, whole_run


def weighed_closely(axis: Axis, candidate: Candidate, named: bool) -> Candidate | None:
    """The candidate with its parts that are printed and evidence of independent lines only.

    Lines that are multiples of one another (the same month twice, a model that
    grows by one rate) tell a thing once. None where fewer than two parts are left.
    """
    low, high = candidate.first, candidate.last + 1
    parts = np.array(candidate.parts)
    parts = parts[axis.present[parts, low:high].any(axis=1)]
    if len(parts) < 2:
        return None
    alone = ALONE_BY_NAME if named and candidate.beside else ALONE
    told = _told(axis, candidate.total, parts, alone)
    within = np.zeros_like(told)
    within[low:high] = told[low:high]
    matched = np.flatnonzero(within > 0)
    shape = axis.values[parts][:, matched] / axis.values[candidate.total, matched]
    _, kind = np.unique(np.round(shape, 2), axis=1, return_inverse=True)
    score = float(within[within < 0].sum())
    for each in np.unique(kind):
        score += float(within[matched[kind.ravel() == each]].max())
    first, last = candidate.first, candidate.last
    if named:
        first, last = whole_run(told, first, last, _slips(axis, candidate.total, parts, told))
    first, last = _with_zeros(axis, replace(candidate, first=first, last=last), parts, told)
    return replace(
        candidate,
        parts=tuple(parts.tolist()),
        score=score,
        first=first,
        last=last,
        close=True,
        solid=int((axis.values[parts, low:high] != 0).any(axis=1).sum()),
        clean=bool((within >= 0).all()),
        cover=_cover(axis, candidate.total, within),
    )


def _slips(axis: Axis, total: int, parts: Whole, told: Real) -> Mask:
    """Lines that fail by less than half of the total, with every part printed."""
    gap = np.abs(axis.values[parts].sum(axis=0) - axis.values[total])
    slip: Mask = (told < 0) & (2 * gap < np.abs(axis.values[total]))
    slip &= axis.present[parts].all(axis=0) & ~axis.lenient
    return slip


def _cover(axis: Axis, total: int, within: Real) -> float:
    """The share of the lines in which the total is printed that match or are zero."""
    shown = axis.present[total] & (axis.values[total] != 0) & ~axis.lenient
    return min(1.0, float((within > 0).sum() / max(1, shown.sum())))


def _told(axis: Axis, total: int, parts: Whole, alone: float) -> Real:
    values = axis.values[parts]
    told: Real = evidence(
        axis,
        np.array([total]),
        values.sum(axis=0)[None],
        axis.steps[parts].sum(axis=0)[None],
        (values != 0).sum(axis=0)[None],
        axis.present[parts].sum(axis=0)[None],
        alone,
    )[0]
    return told


def _with_zeros(axis: Axis, candidate: Candidate, parts: Whole, told: Real) -> tuple[int, int]:
    """The run of lines with those beside it in which a total of zero has parts of zero."""
    shown = axis.present[candidate.total] & axis.present[parts].any(axis=0) & (told == 0)
    first, last = candidate.first, candidate.last
    while first > 0 and shown[first - 1]:
        first -= 1
    while last + 1 < len(told) and shown[last + 1]:
        last += 1
    return first, last
