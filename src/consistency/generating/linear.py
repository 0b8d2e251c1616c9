"""Drawing values that satisfy linear rows: exact elimination, bounds, one draw after another.

Parts are drawn first, so that totals follow. Before each draw the bounds of all
unknowns are tightened to a fixpoint, which leaves no dead end where the rows
hang together as a tree; the rows that `reduce` adds see through circles.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from .reduce import Component, Number
from .unknowns import NIL, System

Draw = Callable[[int, int], int]
"""A whole number between two, both included; the nearer to 0 the simpler."""

_MOST_EVENTS = 200_000


class DeadEnd(Exception):  # noqa: N818 - an attempt that is made again
    """What has been drawn leaves no value for another unknown, by the checks `names`."""

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        self.names = names
        super().__init__(", ".join(sorted(names)))


@dataclass(slots=True)
class _Sum:
    """What the smallest or the largest values of a row's unknowns add up to."""

    known: Number = 0
    endless: int = 0


class _Bounds:
    """The bounds of the unknowns of one component while they are drawn.

    Where all of them are whole, everything is in plain whole numbers.
    """

    def __init__(self, component: Component, system: System, *, floors: bool) -> None:
        self.component, self.system = component, system
        self.low: dict[int, Number | None] = {}
        self.high: dict[int, Number | None] = {}
        self.is_whole = component.is_whole(system)
        for v in component.order:
            variable = system.variables[v]
            low = variable.low
            if low is None and floors:
                low = variable.floor
            self.low[v], self.high[v] = self._inner(v, low, variable.high)
        self.terms: list[dict[int, Number]] = component.whole if self.is_whole else component.exact
        self.constants: list[Number] = [
            int(row.constant) if self.is_whole else row.constant for row in component.rows
        ]
        self.least = [self._sum(at, smallest=True) for at in range(len(self.terms))]
        self.most = [self._sum(at, smallest=False) for at in range(len(self.terms))]
        self.events = 0
        self.queue: dict[int, None] = dict.fromkeys(range(len(self.terms)))

    def _inner(
        self, v: int, low: Number | None, high: Number | None
    ) -> tuple[Number | None, Number | None]:
        """Bounds as whole numbers where the unknown is one."""
        if not self.system.variables[v].whole:
            return low, high
        low = low if low is None or isinstance(low, int) else math.ceil(low)
        high = high if high is None or isinstance(high, int) else math.floor(high)
        return low, high

    def _end(self, v: int, coefficient: Number, *, smallest: bool) -> Number | None:
        end = self.low[v] if (coefficient > 0) == smallest else self.high[v]
        return None if end is None else coefficient * end

    def _sum(self, at: int, *, smallest: bool) -> _Sum:
        result = _Sum(self.constants[at])
        for v, c in self.terms[at].items():
            end = self._end(v, c, smallest=smallest)
            if end is None:
                result.endless += 1
            else:
                result.known += end
        return result

    def narrow(self, v: int, low: Number | None, high: Number | None) -> None:
        """Take tighter bounds of one unknown, whole numbers where it is one."""
        low, high = self._inner(v, low, high)
        before, after = self.low[v], self.high[v]
        raised = low is not None and (before is None or low > before)
        lowered = high is not None and (after is None or high < after)
        if not raised and not lowered:
            return
        self.events += 1
        if self.events > _MOST_EVENTS:
            raise DeadEnd
        self._move(v, low if raised else before, high if lowered else after)
        low, high = self.low[v], self.high[v]
        if low is not None and high is not None and low > high:
            raise DeadEnd

    def _move(self, v: int, low: Number | None, high: Number | None) -> None:
        """Set the bounds of an unknown, and the sums of the rows that read it."""
        old = (self.low[v], self.high[v])
        self.low[v], self.high[v] = low, high
        for at in self.component.reading.get(v, ()):
            c = self.terms[at][v]
            for sums, smallest in ((self.least[at], True), (self.most[at], False)):
                use_low = (c > 0) == smallest
                before, after = (old[0], low) if use_low else (old[1], high)
                if before is after:
                    continue
                if before is None:
                    sums.endless -= 1
                else:
                    sums.known -= c * before
                sums.known += c * (after or 0)
            self.queue[at] = None

    def settle(self) -> None:
        """Tighten until nothing changes. Raises `DeadEnd`."""
        while self.queue:
            at = next(iter(self.queue))
            del self.queue[at]
            self._tighten(at, self.least[at], smallest=True)
            if self.component.rows[at].is_equation:
                self._tighten(at, self.most[at], smallest=False)

    def _tighten(self, at: int, sums: _Sum, *, smallest: bool) -> None:
        """Every unknown takes at most what the others leave (with `smallest`: sum <= 0)."""
        if sums.endless > 1:
            return
        if sums.endless == 0 and (sums.known > 0 if smallest else sums.known < 0):
            raise DeadEnd
        only_endless = sums.endless == 1
        for v, c in self.terms[at].items():
            end = self._end(v, c, smallest=smallest)
            if only_endless and end is not None:
                continue
            room = (end or 0) - sums.known
            if (c > 0) == smallest:
                self.narrow(v, None, room // c if self.is_whole else room / Fraction(c))
            else:
                self.narrow(v, -(-room // c) if self.is_whole else room / Fraction(c), None)
            if only_endless:
                return

    def fixed(self, v: int) -> bool:
        """Only one value is left."""
        return self.low[v] is not None and self.low[v] == self.high[v]

    def lattice(self, v: int) -> tuple[int, int]:
        """Step and remainder of the whole numbers that leave the others whole too."""
        step, rest = 1, 0
        for at in self.component.reading.get(v, ()):
            row = self.component.rows[at]
            if not row.is_equation:
                continue
            others = [u for u in row.terms if u != v and not self.fixed(u)]
            if not all(self.system.variables[u].whole for u in others):
                continue
            divisor = math.gcd(*(int(row.terms[u]) for u in others))
            if divisor == 1:
                continue
            known = row.constant + sum(
                (c * (self.low[u] or 0) for u, c in row.terms.items() if u != v and self.fixed(u)),
                NIL,
            )
            scale = known.denominator
            divisor *= scale
            mine, target = int(row.terms[v] * scale), -int(known * scale)
            if divisor > 1:
                step, rest = _both(step, rest, mine, target, divisor)
        return step, rest


def _both(step: int, rest: int, mine: int, target: int, divisor: int) -> tuple[int, int]:
    """Numbers `rest` modulo `step` that also make mine x number = target modulo divisor."""
    cycle = divisor // math.gcd(mine, divisor)
    for turn in range(min(cycle, 100_000)):
        if (mine * (rest + turn * step) - target) % divisor == 0:
            return step * cycle // math.gcd(step, cycle), rest + turn * step
    raise DeadEnd


def solve(
    component: Component, system: System, draw: Draw, cap: int, finer: int, *, floors: bool
) -> dict[int, Fraction]:
    """One value for each unknown of a component.

    `cap` is how far above its lower bound an unbounded figure may be drawn;
    `finer` how many decimals a true value has more than its print. Raises
    `DeadEnd` where the draws leave no value.
    """
    try:
        bounds = _Bounds(component, system, floors=floors)
        bounds.settle()
        for v in component.order:
            if bounds.fixed(v):
                continue
            value = _drawn(bounds, v, draw, cap, finer)
            bounds.narrow(v, value, value)
            bounds.settle()
    except DeadEnd:
        names = frozenset(name for row in component.rows for name in row.names)
        raise DeadEnd(names) from None
    return {v: Fraction(bounds.low[v] or 0) for v in component.order}


def _drawn(bounds: _Bounds, v: int, draw: Draw, cap: int, finer: int) -> Fraction:
    variable = bounds.system.variables[v]
    least, most = bounds.low[v], bounds.high[v]
    if least is None:
        least = -cap if most is None else most - cap
    low, grid, rest = Fraction(least), variable.step / Fraction(10**finer), 0
    if variable.whole:
        number, rest = bounds.lattice(v)
        grid = Fraction(number)
    reach = low + max(grid, Fraction(cap))
    high = reach if most is None else min(Fraction(most), reach)
    first, last = math.ceil((low - rest) / grid), math.floor((high - rest) / grid)
    if first > last:
        if variable.whole:
            raise DeadEnd
        return low
    return grid * draw(first, last) + rest
