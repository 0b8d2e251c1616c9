"""Totals and bounds in which the things that a whole counts are what its parts count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ...model.edit import BalanceEdit
from ...model.relation import Relation
from .. import edits
from ..document import Quantity


def total(whole: Quantity, parts: Sequence[Quantity]) -> Relation:
    """The whole is the sum of its parts."""
    whole, *counted = _counting([whole, *parts])
    return edits.total(whole, counted)


def bound(lower: Sequence[Quantity], upper: Sequence[Quantity]) -> Relation:
    """The sum of `lower` is at most the sum of `upper`."""
    counted = _counting([*lower, *upper])
    return edits.bound(counted[: len(lower)], counted[len(lower) :])


def near_sum(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """The parts come so near the whole that rounding can matter: a quick look before deciding."""
    figures = [quantity.figure for quantity in (whole, *parts)]
    if any(figure.hedged is not None for figure in figures):
        return True
    values = [figure.value or Fraction(0) for figure in figures]
    slack = sum((figure.step for figure in figures), Fraction(0))
    return abs(values[0] - sum(values[1:], Fraction(0))) <= slack


def signed(whole: Quantity, parts: Sequence[Quantity], signs: Sequence[int]) -> Relation:
    """The whole is the signed sum of its parts."""
    relation = total(whole, parts)
    signed_edits = []
    for edit in relation.edits:
        if isinstance(edit, BalanceEdit):
            paired = zip(edit.parts, signs, strict=True)
            terms = tuple(replace(term, coefficient=Fraction(sign)) for term, sign in paired)
            signed_edits.append(replace(edit, parts=terms))
    return replace(relation, edits=tuple(signed_edits))


def _counting(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Bare whole numbers beside one that counts things count the same things."""
    if not any(quantity.figure.count for quantity in quantities):
        return list(quantities)
    if any(quantity.figure.shows_decimals for quantity in quantities):
        return list(quantities)
    return [_as_count(quantity) for quantity in quantities]


def _as_count(quantity: Quantity) -> Quantity:
    figure = quantity.figure
    plain = figure.count is None and figure.hedged is None and figure.step == 1
    if not plain or figure.value is None or figure.value.denominator != 1:
        return quantity
    return replace(quantity, figure=replace(figure, count=True))
