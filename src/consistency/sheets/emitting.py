"""One relation a line for everything found along an axis, with its basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import numpy as np

from ..model.relation import Relation
from .averages import Average
from .axis import Axis, Mask
from .candidate import Candidate
from .filling import filled
from .formulas import Cell
from .quotients import Quotient
from .stating import Stating, average, quotient, total

MOSTLY = 0.75
ENOUGH = 2

Placed = tuple[Cell, Relation, frozenset[Cell]]


def sum_relations(
    stating: Stating, axis: Axis, sums: list[Candidate], cued: frozenset[int]
) -> Iterator[Placed]:
    """A relation for every line of each sum whose total is printed.

    Stated where a header names the total and the sum holds on most lines.
    """
    nearest: dict[int, int] = {}
    for found in sums:
        nearest[found.total] = min(_away(found), nearest.get(found.total, _away(found)))
    for found in sums:
        parts = list(found.parts)
        lines = range(found.first, found.last + 1)
        gap = np.abs(axis.values[parts].sum(axis=0) - axis.values[found.total])
        holds: Mask = 2 * gap <= axis.steps[parts].sum(axis=0) + axis.steps[found.total]
        shown: Mask = axis.present[found.total] & axis.present[parts].any(axis=0)
        own = _own(found, cued) and _away(found) == nearest[found.total]
        stated = own and mostly(holds, shown, lines)
        everything = filled(stating.cells, axis, found)
        printed = sorted(axis.positions[p] for p in parts)
        blank = [p for p in everything if p not in printed]
        for line in lines:
            if not shown[line] or (axis.lenient[line] and not holds[line]):
                continue
            result = cell_of(axis, axis.positions[found.total], line)
            cells = [cell_of(axis, p, line) for p in printed]
            empty = [cell_of(axis, p, line) for p in blank]
            basis = basis_of(stated and (holds[line] or not _between(axis, found, line)))
            yield (
                result,
                total(stating, result, cells, basis, axis.down, empty),
                frozenset(cells),
            )


def _away(found: Candidate) -> int:
    """How far the nearest part stands from its total."""
    return min(abs(part - found.total) for part in found.parts)


def _own(found: Candidate, cued: frozenset[int]) -> bool:
    """The header names a total, and no other named total stands between it and its parts."""
    if found.total not in cued:
        return False
    low, high = found.parts[0], found.parts[-1]
    between = range(high + 1, found.total) if found.total > high else range(found.total + 1, low)
    return not any(p in cued for p in between)


def _between(axis: Axis, found: Candidate, line: int) -> bool:
    """The total lies among its parts, as a mean or a rate of them would, not above them.

    One part above its total may have been typed wrong; two are no accident.
    """
    parts = axis.values[list(found.parts), line][axis.present[list(found.parts), line]]
    total = axis.values[found.total, line]
    above = int((parts >= total).sum())
    return bool(parts.min() <= total) and above >= min(2, len(parts) - 1) and above > 0


def basis_of(stated: bool) -> Literal["stated", "implied"]:
    """The basis of a relation."""
    return "stated" if stated else "implied"


def mostly(holds: Mask, shown: Mask, lines: range) -> bool:
    """It holds on three lines of four, and on two at least where there are more."""
    within = slice(lines.start, lines.stop)
    number = int(shown[within].sum())
    good = int((holds & shown)[within].sum())
    return good >= MOSTLY * number and good >= min(ENOUGH, number)


def quotient_relations(
    stating: Stating, axis: Axis, quotients: list[Quotient], cues: Mapping[str, frozenset[int]]
) -> Iterator[Placed]:
    """A relation for every line of each quotient whose three figures are printed."""
    for found in quotients:
        three = [found.result, found.over, found.under]
        shown: Mask = np.asarray(axis.present[three].all(axis=0))
        named = cues["change"] if found.form.endswith("change") else cues["share"]
        lines = [line for line in range(found.first, found.last + 1) if shown[line]]
        basis = basis_of(found.result in named and _matter(axis, found, lines))
        for line in lines:
            result, over, under = (cell_of(axis, axis.positions[p], line) for p in three)
            relation = quotient(stating, found.form, result, over, under, basis, axis.down)
            yield result, relation, frozenset((over, under))


def _matter(axis: Axis, found: Quotient, lines: list[int]) -> bool:
    """Both operands vary: a column that is 100 nearly everywhere is not seen to be a whole."""
    for position in (found.over, found.under):
        _, counts = np.unique(axis.values[position, lines], return_counts=True)
        if len(lines) > 1 and counts.max() > len(lines) / 2:
            return False
    return True


def average_relations(
    stating: Stating, axis: Axis, averages: list[Average], named: frozenset[int]
) -> Iterator[Placed]:
    """A relation for every line of each average, over the parts that are printed there."""
    for found in averages:
        for line in range(found.first, found.last + 1):
            parts = [p for p in found.parts if axis.present[p, line]]
            if not axis.present[found.result, line] or len(parts) < 2:
                continue
            result = cell_of(axis, axis.positions[found.result], line)
            cells = [cell_of(axis, axis.positions[p], line) for p in parts]
            whole = len(parts) == len(found.parts)  # a blank may have been counted as zero
            basis = basis_of(found.result in named and whole)
            run = range(axis.positions[found.parts[0]], axis.positions[found.parts[-1]] + 1)
            empty = [cell for p in run if (cell := cell_of(axis, p, line)) not in cells]
            relation = average(stating, result, cells, basis, axis.down, empty)
            yield result, relation, frozenset(cells)


def cell_of(axis: Axis, position: int, line: int) -> Cell:
    """Row and column of a position (of the grid) in a line (of the axis)."""
    other = axis.lines[line]
    return (position, other) if axis.down else (other, position)
