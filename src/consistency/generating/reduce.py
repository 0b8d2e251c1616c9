"""Linear rows in independent groups, reduced so that bounds can be read from them.

Elimination sees through circles of sums, and an inequality is also taken through
each equation it shares two unknowns with.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .unknowns import NIL, LinearRow, System, Terms

Number = Fraction | int

_LARGEST_ELIMINATION = 240
_LONGEST_COMBINED = 40
_DEEPEST = 12


class Contradiction(Exception):  # noqa: N818 - named by the check that meets it
    """Rows that no values satisfy; `names` are the checks they come from."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        super().__init__(", ".join(sorted(names)))


@dataclass(slots=True)
class Component:
    """Unknowns that hang together, in the order they are drawn, with all their rows."""

    order: list[int]
    rows: list[LinearRow]
    reading: dict[int, list[int]] = field(default_factory=dict)
    exact: list[dict[int, Number]] = field(default_factory=list)
    whole: list[dict[int, Number]] = field(default_factory=list)

    def is_whole(self, system: System) -> bool:
        """Every unknown is a whole number, and so is all it is added to."""
        unknowns = all(system.variables[v].whole for v in self.order)
        return unknowns and all(row.constant.denominator == 1 for row in self.rows)

    def __post_init__(self) -> None:
        self.exact = [dict(row.terms) for row in self.rows]
        self.whole = [{v: int(c) for v, c in row.terms.items()} for row in self.rows]
        for at, row in enumerate(self.rows):
            for v in row.terms:
                self.reading.setdefault(v, []).append(at)


def components(system: System) -> list[Component]:
    """The unknowns of the rows in independent groups.

    Raises `Contradiction` where rows contradict each other whatever the bounds.
    """
    for row in system.rows:
        if not row.terms and (row.constant > 0 or (row.is_equation and row.constant)):
            raise Contradiction(row.names)
    root: dict[int, int] = {}

    def find(v: int) -> int:
        while root.setdefault(v, v) != v:
            root[v] = root[root[v]]
            v = root[v]
        return v

    for row in system.rows:
        first, *others = row.terms or (None,)
        for v in others:
            root[find(v)] = find(first)  # type: ignore[arg-type]
        if first is not None:
            find(first)
    rows_of: dict[int, list[LinearRow]] = {}
    for row in system.rows:
        if row.terms:
            rows_of.setdefault(find(next(iter(row.terms))), []).append(row)
    members: dict[int, list[int]] = {}
    for v in sorted(root):
        members.setdefault(find(v), []).append(v)
    return [_component(members[key], rows_of.get(key, [])) for key in members]


def _component(variables: list[int], rows: list[LinearRow]) -> Component:
    equations = [row for row in rows if row.is_equation]
    depth = _depths(equations)
    if len(variables) <= _LARGEST_ELIMINATION:
        if sum(len(row.terms) for row in equations) > len(variables) + len(equations) - 1:
            equations = [*equations, *_eliminated(equations, depth)]
        rows = [*equations, *(row for row in rows if not row.is_equation)]
        rows += _combined(rows)
    rows = _distinct(rows)
    return Component(_drawing_order(variables, depth, equations), rows)


def _drawing_order(
    variables: list[int], depth: dict[int, int], equations: Sequence[LinearRow]
) -> list[int]:
    """Parts before totals, and below a total everything before what stands beside it."""
    rank = {v: depth.get(v, 0) for v in variables}
    beside: dict[int, int] = {}
    for row in equations:
        if row.stated is not None and row.stated in row.terms:
            for v in row.terms:
                if v != row.stated:
                    beside[v] = min(beside.get(v, 99), depth.get(row.stated, 0) - 1)
    return sorted(variables, key=lambda v: (max(rank[v], beside.get(v, 0)), v))


def _distinct(rows: Sequence[LinearRow]) -> list[LinearRow]:
    """Each row once, in whole numbers without a common divisor; of parallel bounds the tighter."""
    found: dict[tuple[bool, tuple[tuple[int, Fraction], ...]], LinearRow] = {}
    for row in rows:
        scale = math.lcm(*(c.denominator for c in row.terms.values()))
        divisor = math.gcd(*(int(c * scale) for c in row.terms.values()))
        first = min(row.terms)
        turned = -1 if row.is_equation and row.terms[first] < 0 else 1
        factor = Fraction(turned * scale, divisor)
        terms = {v: c * factor for v, c in sorted(row.terms.items())}
        constant = row.constant * factor
        key = (row.is_equation, tuple(terms.items()))
        known = found.get(key)
        if known is None or (not row.is_equation and known.constant < constant):
            found[key] = LinearRow(terms, constant, row.is_equation, row.names, row.stated)
        elif row.is_equation and known.constant != constant:
            raise Contradiction(known.names | row.names)
    return list(found.values())


def _combined(rows: Sequence[LinearRow]) -> list[LinearRow]:
    """Each inequality with one unknown replaced through an equation it shares two with.

    Bounds alone do not see that women <= men halves what women + men = 10 allows.
    """
    at: dict[int, list[LinearRow]] = {}
    for row in rows:
        for v in row.terms if row.is_equation else ():
            at.setdefault(v, []).append(row)
    found = []
    for row in rows:
        if row.is_equation:
            continue
        for v in row.terms:
            for other in at.get(v, ()):
                if (
                    sum(u in other.terms for u in row.terms) > 1
                    and len(other.terms) < _LONGEST_COMBINED
                ):
                    made = _without(row, v, other)
                    found.append(LinearRow(made.terms, made.constant, False, made.names))
    return [row for row in found if row.terms]


def _depths(equations: Sequence[LinearRow]) -> dict[int, int]:
    """How many sums stand below each unknown; parts have none."""
    depth: dict[int, int] = {}
    for _ in range(_DEEPEST):
        changed = False
        for row in equations:
            if row.stated is None or row.stated not in row.terms or len(row.terms) < 2:
                continue
            below = 1 + max(depth.get(v, 0) for v in row.terms if v != row.stated)
            if below > depth.get(row.stated, 0) and below < _DEEPEST:
                depth[row.stated] = below
                changed = True
        if not changed:
            break
    return depth


def _eliminated(equations: Sequence[LinearRow], depth: dict[int, int]) -> list[LinearRow]:
    """The equations in reduced form, each with a total of its own (Gauss and Jordan)."""
    done: dict[int, LinearRow] = {}
    for row in equations:
        for pivot, other in done.items():
            row = _without(row, pivot, other)
        if not row.terms:
            if row.constant:
                raise Contradiction(row.names)
            continue
        units = [v for v, c in row.terms.items() if abs(c) == 1] or list(row.terms)
        pivot = max(units, key=lambda v: (v == row.stated, depth.get(v, 0), v))
        done = {p: _without(other, pivot, row) for p, other in done.items()}
        done[pivot] = row
    return list(done.values())


def _without(row: LinearRow, pivot: int, other: LinearRow) -> LinearRow:
    """The row less so many times the other that the pivot is gone from it."""
    at = row.terms.get(pivot)
    if at is None:
        return row
    factor = at / other.terms[pivot]
    terms: Terms = dict(row.terms)
    for v, c in other.terms.items():
        terms[v] = terms.get(v, NIL) - factor * c
    kept = {v: c for v, c in terms.items() if c}
    constant = row.constant - factor * other.constant
    return LinearRow(kept, constant, True, row.names | other.names, row.stated)
