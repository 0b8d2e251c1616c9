"""Bringing the figures of one edit to one unit before it is decided.

元, 万元 and 亿元 differ only in scale; precision travels with the figure.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from .edit import ONE, BalanceEdit, Edit, RatioEdit, Term
from .figure import Figure
from .numeral import Unit, unit_of


def _unit(figure: Figure) -> Unit | None:
    return unit_of(figure.unit) if figure.unit else None


def differ(one: Unit | None, other: Unit | None) -> bool:
    """Two known units of different dimension; counting units count one thing, a bare scale any."""
    if one is None or other is None or one.base == other.base or not (one.base and other.base):
        return False
    return not (one.counting and other.counting)


def clash(edit: Edit[Figure]) -> tuple[str, str] | None:
    """Two units of different dimension in one balance edit, or None."""
    if isinstance(edit, RatioEdit):
        return None
    first = None
    for term in edit.terms:
        unit = _unit(term.slot)
        if unit is None:
            continue
        if first is None:
            first = term.slot.unit, unit
        elif differ(first[1], unit):
            return first[0] or "", term.slot.unit or ""
    return None


def to_one_unit(edit: Edit[Figure]) -> Edit[Figure]:
    """The same edit with coefficients that bring every figure to the stated one's unit."""
    if len({term.slot.unit for term in edit.terms}) == 1 and not _percent(edit):
        return edit
    return _balance(edit) if isinstance(edit, BalanceEdit) else _ratio(edit)


def _percent(edit: Edit[Figure]) -> bool:
    return isinstance(edit, RatioEdit) and edit.percent


def _scaled(terms: tuple[Term[Figure], ...], to: Fraction) -> tuple[Term[Figure], ...]:
    scaled = []
    for term in terms:
        unit = _unit(term.slot)
        factor = ONE if unit is None else unit.scale / to
        scaled.append(term if factor == 1 else replace(term, coefficient=term.coefficient * factor))
    return tuple(scaled)


def _first_scale(terms: tuple[Term[Figure], ...]) -> Fraction:
    known = (_unit(term.slot) for term in terms)
    return next((unit.scale for unit in known if unit is not None), ONE)


def _balance(edit: BalanceEdit[Figure]) -> BalanceEdit[Figure]:
    to = _first_scale(edit.terms)
    return replace(edit, stated=_scaled(edit.stated, to), parts=_scaled(edit.parts, to))


def _ratio(edit: RatioEdit[Figure]) -> RatioEdit[Figure]:
    operands = edit.numerator + edit.denominator
    if edit.percent:
        to = _first_scale(operands)
        stated = _unit(edit.stated.slot)
        points = stated.scale if stated is not None and stated.base == "%" else ONE
        return replace(
            edit,
            numerator=_scaled(edit.numerator, to),
            denominator=_scaled(edit.denominator, to),
            factor=edit.factor / points,
            constant=edit.constant / points,
        )
    if any(_unit(term.slot) is None for term in edit.terms):
        return edit
    numerator = _scaled(edit.numerator, ONE)
    stated = _unit(edit.stated.slot)
    return replace(
        edit,
        numerator=numerator,
        denominator=_scaled(edit.denominator, ONE),
        factor=edit.factor / (stated.scale if stated is not None else ONE),
    )
