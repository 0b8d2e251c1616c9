"""Edits over the columns of one record, compiled to comparisons of whole numbers.

Every figure of a column is its representative shifted by a value, so each interval of
an edit is its face value plus a constant: a balance edit comes down to where one signed
sum lies, a ratio edit to where one difference of products does (rounding cells in
integers: `docs/methods.md`). The constants are taken from the scalar precision rules,
which are asked once for each column instead of once for each cell.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from ..model.edit import BalanceEdit, Edit, Policy, RatioEdit, Term
from ..model.figure import Figure
from ..model.interval import EVERYTHING, Interval, total
from ..model.precision import Reading, any_shown, read_terms
from ..model.units import clash, to_one_unit

S = TypeVar("S", bound=Hashable)

Sum = tuple[tuple[int, int], ...]
"""A signed sum: (position of a column, whole coefficient)."""

Range = tuple[int | None, int | None]
"""Whole numbers from the first to the second, both included; None is unbounded."""

_ANY: Range = (None, None)
LARGEST_FACTOR = 10**9
"""An edit with a larger whole coefficient is left to the scalar engine."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What every row has in common: what a decision on it is printed with.

    `allowed` are the largest gaps above and below, None where unbounded; `step` is one
    unit of the last stated digit, where a gap of so much is a matter of that digit.
    """

    decimals: int
    allowed: tuple[Fraction | None, Fraction | None]
    step: Fraction | None


@dataclass(frozen=True, slots=True)
class Balance:
    """gap = (stated + stated_constant - parts - constant) / scale, all whole numbers.

    The ranges are of `scale x gap`: where the edit agrees, agrees within rounding (with
    `tolerated`, only by a tolerance), and is possible.
    """

    stated: Sum
    parts: Sum
    stated_constant: int
    constant: int
    scale: int
    agrees: Range
    likely: Range
    tolerated: Range
    possible: Range
    facts: Facts

    @property
    def gap(self) -> tuple[Sum, int]:
        """The gap as one signed sum and a constant."""
        sums: dict[int, int] = {}
        for at, factor in self.stated:
            sums[at] = sums.get(at, 0) + factor
        for at, factor in self.parts:
            sums[at] = sums.get(at, 0) - factor
        kept = tuple((at, factor) for at, factor in sums.items() if factor)
        return kept, self.stated_constant - self.constant


@dataclass(frozen=True, slots=True)
class Ratio:
    """x = times * N - share * v * D + offset * D, for a whole D above `margin`.

    N is a signed sum (or with `product` the product of its columns), D a signed sum or,
    where it is empty, 1; v is the stated column. The edit agrees where
    low * D <= x <= high * D, an end that is `open` excluded. `exact` says that nothing
    but the stated figure is rounded: then the edit agrees or it cannot hold.
    The derived value is factor * N / D + constant, stated v / stated_scale.
    """

    stated: int
    numerator: Sum
    denominator: Sum
    product: bool
    times: int
    share: int
    offset: int
    low: int
    high: int
    low_open: bool
    high_open: bool
    margin: int
    exact: bool
    tolerance: tuple[int, int] | None
    factor: Fraction
    constant: Fraction
    stated_scale: int
    facts: Facts
    percent: bool


Rule = Balance | Ratio


def positions(rule: Rule) -> frozenset[int]:
    """The columns a rule looks at."""
    if isinstance(rule, Balance):
        return frozenset(at for at, _ in (*rule.stated, *rule.parts))
    return frozenset({rule.stated, *(at for at, _ in (*rule.numerator, *rule.denominator))})


def compile_edit(
    edit: Edit[S],
    representatives: Mapping[S, Figure],
    where: Callable[[S], int],
    places: Sequence[int],
    policy: Policy,
) -> Rule | None:
    """The rule of an edit; None where only the scalar engine can decide it.

    `representatives` has for each slot a figure as its column prints them, with a
    place of its own; `where` gives the position of a slot's column, and `places` the
    decimals that column is scaled by.
    """
    bound = edit.bind(lambda slot: [representatives[slot]])
    if clash(bound) is not None:
        return None
    scaled = to_one_unit(bound)
    readings = read_terms(scaled, policy)
    if any(r.assumed for r in readings) or not all(t.coefficient for t in scaled.terms):
        return None
    at = [where(term.slot) for term in edit.terms]
    weights = [t.coefficient / 10 ** places[p] for t, p in zip(scaled.terms, at, strict=True)]
    around = [_offset(*pair) for pair in zip(scaled.terms, readings, strict=True)]
    columns = _Columns(at, weights, around)
    if isinstance(scaled, BalanceEdit):
        return _balance(scaled, readings, columns, policy)
    return _ratio(scaled, readings, columns, policy)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Of each term: its column, what a unit of that column weighs, its likely and possible
    intervals around the face value (coefficient worked in)."""

    at: list[int]
    weights: list[Fraction]
    around: list[tuple[Interval, Interval]]


def _offset(term: Term[Figure], reading: Reading) -> tuple[Interval, Interval]:
    value = term.slot.value or Fraction(0)
    likely, possible = (
        Interval(
            None if cell.low is None else cell.low - value,
            None if cell.high is None else cell.high - value,
            cell.low_open,
            cell.high_open,
        ).scaled(term.coefficient)
        for cell in (reading.likely, reading.possible)
    )
    return likely, possible


def _merged(columns: _Columns, split: int, *, likely: bool) -> tuple[Interval, Interval]:
    """The two sides around their face values; a figure in several slots is one unknown."""
    sides: list[list[Interval]] = [[], []]
    seen: dict[int, tuple[int, Fraction, Interval]] = {}
    for n, at in enumerate(columns.at):
        side = int(n >= split)
        cell = columns.around[n][0 if likely else 1]
        weight = columns.weights[n]
        if at in seen:
            first, known, unit = seen[at]
            seen[at] = (first, known + (weight if side == first else -weight), unit)
        else:
            seen[at] = (side, weight, cell.scaled(1 / weight) if weight else EVERYTHING)
    for side, weight, unit in seen.values():
        if weight or unit is not EVERYTHING:
            sides[side].append(unit.scaled(weight))
    return total(sides[0]), total(sides[1])


def _whole(values: Sequence[Fraction]) -> int:
    return math.lcm(*(value.denominator for value in values)) if values else 1


def _range(around: Interval, target: Interval, scale: int) -> Range:
    """The whole numbers g for which g / scale + around meets the target."""
    low = high = None
    if target.low is not None and around.high is not None:
        exact = (target.low - around.high) * scale
        low = math.ceil(exact)
        low += low == exact and around.high_open
    if target.high is not None and around.low is not None:
        exact = (target.high - around.low) * scale
        high = math.floor(exact)
        high -= high == exact and around.low_open
    return low, high


_TARGETS = {
    "=": Interval(Fraction(0), Fraction(0)),
    "<=": Interval(None, Fraction(0)),
    ">=": Interval(Fraction(0), None),
}


def _balance(
    edit: BalanceEdit[Figure], readings: list[Reading], columns: _Columns, policy: Policy
) -> Balance | None:
    split = len(edit.stated)
    scale = _whole([*columns.weights, edit.stated_constant, edit.constant])
    sums = [(at, int(w * scale)) for at, w in zip(columns.at, columns.weights, strict=True)]
    if any(abs(factor) > LARGEST_FACTOR for _, factor in sums):
        return None
    stated, parts = _merged(columns, split, likely=False)
    around = stated + parts.scaled(-1)
    likely_stated, likely_parts = _merged(columns, split, likely=True)
    likely = likely_stated + likely_parts.scaled(-1)
    target = _TARGETS[edit.relation]
    tolerated = target
    if policy.tolerance:
        tolerated = target + Interval(-policy.tolerance, policy.tolerance)
    one = split == 1 and edit.stated_constant == 0 and edit.stated[0].coefficient == 1
    agrees = _range(Interval(Fraction(0), Fraction(0)), target, scale)
    if edit.relation == "=" and one and not readings[0].exact:
        agrees = _range(columns.around[0][1], target, scale)
    allowed = (
        None if parts.high is None or stated.low is None else parts.high - stated.low,
        None if stated.high is None or parts.low is None else stated.high - parts.low,
    )
    step = edit.stated[0].slot.step if split == 1 and not readings[0].exact else None
    shown = [term.slot for term in edit.stated] or [term.slot for term in edit.terms]
    above, below = (None if room is None else room + policy.tolerance for room in allowed)
    return Balance(
        tuple(sums[:split]),
        tuple(sums[split:]),
        int(edit.stated_constant * scale),
        int(edit.constant * scale),
        scale,
        agrees,
        _range(likely, target, scale),
        _range(likely, tolerated, scale),
        _range(around, tolerated, scale),
        Facts(any_shown(shown), (above, below), step),
    )


def _ratio(
    edit: RatioEdit[Figure], readings: list[Reading], columns: _Columns, policy: Policy
) -> Ratio | None:
    split = 1 + len(edit.numerator)
    stated = columns.around[0][1]
    if edit.stated.coefficient != 1 or stated.low is None or stated.high is None:
        return None
    if edit.product and any(t.coefficient != 1 for t in edit.numerator):
        return None
    top, bottom = columns.weights[1:split], columns.weights[split:]
    above, below = _whole(top), _whole(bottom)
    if edit.product:
        above = math.prod((w.denominator for w in top), start=1)
    slack = policy.tolerance
    exact = [stated.low, stated.high, edit.constant, columns.weights[0], slack]
    rest = [value * above for value in exact]
    scale = _whole([*rest, edit.factor * below])
    common = math.gcd(*(int(v * scale) for v in rest), int(edit.factor * below * scale)) or 1
    low, high, offset, share, slack_units = (int(v * scale) // common for v in rest)
    times = int(edit.factor * below * scale) // common
    if max(map(abs, (low, high, offset, share, times))) > LARGEST_FACTOR * 1000:
        return None
    if edit.product:
        numerator = tuple((at, 1) for at in columns.at[1:split])
    else:
        numerator = tuple(
            (at, int(w * above)) for at, w in zip(columns.at[1:split], top, strict=True)
        )
    room = total(cells[1] for cells in columns.around[split:])
    margin = 0 if room.low is None else math.floor(-room.low * below)
    points = all(r.possible.is_point and r.likely.is_point for r in readings[1:])
    tolerance = (low - slack_units, high + slack_units) if slack else None
    step = None if readings[0].exact else edit.stated.slot.step
    return Ratio(
        columns.at[0],
        numerator,
        tuple((at, int(w * below)) for at, w in zip(columns.at[split:], bottom, strict=True)),
        edit.product,
        times,
        share,
        offset,
        low,
        high,
        stated.low_open,
        stated.high_open,
        margin,
        points,
        tolerance,
        edit.factor * Fraction(below, above),
        edit.constant,
        int(1 / columns.weights[0]),
        Facts(any_shown([edit.stated.slot]), (slack - stated.low, stated.high + slack), step),
        edit.percent,
    )
