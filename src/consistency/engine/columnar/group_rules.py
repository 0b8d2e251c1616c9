"""A balance edit over groups of rows: where its gap may lie, given how many rows were summed."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np

from ...model.edit import BalanceEdit, Policy
from ...model.figure import Figure, Place
from ...model.interval import Interval
from ...model.precision import read_terms
from ...model.units import clash, to_one_unit

S = TypeVar("S", bound=Hashable)
_FEW = 10**9


@dataclass(frozen=True, slots=True)
class GroupTerm:
    """A slot of the edit: what a unit of its column weighs in `scale x gap`, and how far
    each summed figure's likely values reach around it, in the same terms."""

    slot: Any
    weight: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class GroupRule:
    """scale x gap = sum of weights + constant; `agrees` is where recomputing agrees."""

    terms: tuple[GroupTerm, ...]
    constant: int
    relation: str
    agrees: tuple[int, int]
    tolerance: int
    is_open: bool

    @property
    def weight(self) -> int:
        """The largest sum of weights and widths of one row of every slot."""
        return sum(abs(t.weight) + abs(t.low) + abs(t.high) for t in self.terms)


def compile_group(
    edit: BalanceEdit[S],
    figure: Callable[[S], Figure],
    places: Callable[[S], int],
    many: Callable[[S], bool],
    policy: Policy,
) -> GroupRule | None:
    """The rule of an edit over groups of two or more rows; None where there is none.

    `figure` gives a slot's representative, `places` the decimals its column is scaled by,
    `many` whether it stands for every row of the group.
    """  # fmt: skip
    slots = [term.slot for term in edit.terms]
    if len(set(slots)) < len(slots):
        return None

    def bound(slot: S) -> list[Figure]:
        one = figure(slot)
        one = replace(one, place=Place(f"1 {slots.index(slot)}"))
        return [one, replace(one, place=Place(f"2 {slots.index(slot)}"))] if many(slot) else [one]

    full = edit.bind(bound)
    if clash(full) is not None:
        return None
    scaled = to_one_unit(full)
    readings = read_terms(scaled, policy)
    if any(reading.assumed for reading in readings):
        return None
    found = []
    at = 0
    for number, slot in enumerate(slots):
        sign = 1 if number < len(edit.stated) else -1
        term, reading = scaled.terms[at], readings[at]
        value = term.slot.value or Fraction(0)
        low, high = reading.likely.low, reading.likely.high
        if low is None or high is None:
            return None
        cell = Interval(low - value, high - value).scaled(sign * term.coefficient)
        found.append((slot, sign * term.coefficient / 10 ** places(slot), cell))
        at += 2 if many(slot) else 1
    stated_one = len(edit.stated) == 1 and not many(slots[0])
    agrees = Interval(Fraction(0), Fraction(0))
    if stated_one and scaled.terms[0].coefficient == 1 and not edit.stated_constant:
        reading, value = readings[0], scaled.terms[0].slot.value or Fraction(0)
        if not reading.exact and reading.possible.low is not None:
            agrees = Interval(
                value - (reading.possible.high or value), value - reading.possible.low
            )
    return _scaled(edit, found, agrees, policy, any(_open(r.likely) for r in readings))


def _open(cell: Interval) -> bool:
    return cell.low_open or cell.high_open


def _scaled(
    edit: BalanceEdit[S],
    found: list[tuple[S, Fraction, Interval]],
    agrees: Interval,
    policy: Policy,
    is_open: bool,
) -> GroupRule | None:
    constant = edit.stated_constant - edit.constant
    ends = [end for _, _, cell in found for end in (cell.low, cell.high)]
    values = [w for _, w, _ in found] + [v or Fraction(0) for v in (*ends, agrees.low, agrees.high)]
    scale = math.lcm(*(v.denominator for v in (*values, constant, policy.tolerance)))
    terms = tuple(
        GroupTerm(slot, int(w * scale), int((c.low or 0) * scale), int((c.high or 0) * scale))
        for slot, w, c in found
    )
    if any(abs(term.weight) > _FEW for term in terms):
        return None
    near = (int((agrees.low or 0) * scale), int((agrees.high or 0) * scale))
    if is_open and near != (0, 0):
        near = (near[0] + 1, near[1] - 1)
    return GroupRule(
        terms, int(constant * scale), edit.relation, near, int(policy.tolerance * scale), is_open
    )


def quiet_groups(
    rule: GroupRule, sums: Callable[[Any], Any], numbers: Callable[[Any], Any], size: int
) -> tuple[Any, Any]:
    """Where a rule holds, and where it agrees; `sums` and `numbers` give for a slot the sum
    and the number of its figures in each group."""
    gap = np.full(size, rule.constant, dtype=np.int64)
    low = np.zeros(size, dtype=np.int64)
    high = np.zeros(size, dtype=np.int64)
    for term in rule.terms:
        gap = gap + sums(term.slot) * term.weight
        count = numbers(term.slot)
        low = low + count * term.low
        high = high + count * term.high
    slack = rule.tolerance
    strict = int(rule.is_open)
    if rule.relation == "<=":
        agrees, holds = gap <= 0, gap + low + strict <= slack
    elif rule.relation == ">=":
        agrees, holds = gap >= 0, gap + high - strict >= -slack
    else:
        agrees = (gap >= rule.agrees[0]) & (gap <= rule.agrees[1])
        agrees |= gap == 0
        holds = (gap + low + strict <= slack) & (gap + high - strict >= -slack)
    return agrees | holds, agrees
