"""Blank rows and columns that belong to a run of parts: those with a label of their own."""

from __future__ import annotations

from .axis import Axis
from .candidate import Candidate
from .cells import Cells


def filled(cells: Cells, axis: Axis, candidate: Candidate) -> tuple[int, ...]:
    """The parts as grid indices, with the blank ones between them that carry a label.

    Only where the parts are one run: nothing printed in these lines is left out.
    """
    parts = sorted(axis.positions[p] for p in candidate.parts)
    low, high = parts[0], parts[-1]
    total = axis.positions[candidate.total]
    if not axis.down:  # a blank column beside the total is a category with nothing in it
        low, high = min(low, total + 1), max(high, total - 1)
    kept = set(parts)
    blank = [p for p in range(low, high + 1) if p not in kept and p != total]
    lines = axis.lines[candidate.first : candidate.last + 1]
    if any(_printed(cells, axis.down, p, line) for p in blank for line in lines):
        return tuple(parts)
    named = _label_lines(cells, axis.down, parts, lines[0])
    kept |= {p for p in blank if any(_stands(cells, axis.down, p, line) for line in named)}
    if named and not axis.down and total not in range(low, high + 1):
        step = -1 if total > high else 1
        p = (low if step < 0 else high) + step
        while (
            0 <= p < cells.width
            and _stands(cells, False, p, named[0])
            and not any(_stands(cells, False, p, line) for line in lines)
        ):
            kept.add(p)
            p += step
    return tuple(sorted(kept))


def _label_lines(cells: Cells, down: bool, parts: list[int], first: int) -> list[int]:
    """Header rows or columns before the first line in which most parts have a label, nearest first.

    Of header rows only the nearest: the upper ones hold titles.
    """
    found = []
    for line in range(first - 1, -1, -1):
        if sum(_stands(cells, down, p, line) for p in parts) >= 0.8 * len(parts):
            found.append(line)
            if not down:
                break
    if down and found:  # a label column on the left of it may name whole sections
        found += [line for line in range(found[-1]) if line not in found]
    return found


def _stands(cells: Cells, down: bool, position: int, line: int) -> bool:
    """Words or a figure stand in the cell."""
    spot = (position, line) if down else (line, position)
    return spot in cells.words or cells.figures[spot[0]][spot[1]] is not None


def _printed(cells: Cells, down: bool, position: int, line: int) -> bool:
    figure = cells.figures[position][line] if down else cells.figures[line][position]
    return figure is not None and figure.value is not None
