"""Bringing the figures of one edit to one unit before it is decided.

元, 万元 and 亿元 differ only in scale; precision travels with the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    if isinstance(edit, RatioEdit) or len({term.slot.unit for term in edit.terms}) == 1:
        return None
    first = None
    for term in edit.terms:
        unit = _unit(term.slot)
        if unit is None or not unit.base:
            continue
        if first is None:
            first = term.slot.unit, unit
        elif differ(first[1], unit):
            return first[0] or "", term.slot.unit or ""
    return None


def to_one_unit(edit: Edit[Figure]) -> Edit[Figure]:
    """The same edit with coefficients that bring every figure to the stated one's unit.

    Shares against a constant are brought to percent.
    """
    if isinstance(edit, RatioEdit):
        operands = {term.slot.unit for term in edit.numerator + edit.denominator}
        stated = edit.stated.slot.unit
        plain = stated in (None, "%") if edit.percent else operands == {stated}
        return edit if plain and len(operands) == 1 else _ratio(edit)
    units = {term.slot.unit for term in edit.terms}
    if len(units) == 1 and (edit.stated or units <= {None, "%"}):
        return edit
    return _balance(edit)


def to_shared_unit(pairs: Sequence[RatioEdit[Figure]]) -> list[RatioEdit[Figure]]:
    """Percentages of one unprinted whole, all parts in the unit of the first one."""
    to = _first_scale(pairs[0].numerator)
    shared = []
    for pair in pairs:
        scaled = _ratio(pair)
        factor = _first_scale(pair.numerator) / to
        numerator = tuple(
            replace(term, coefficient=term.coefficient * factor) for term in scaled.numerator
        )
        shared.append(scaled if factor == 1 else replace(scaled, numerator=numerator))
    return shared


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
    if not edit.stated and any(_is_percentage(term.slot) for term in edit.parts):
        to = ONE
    return replace(edit, stated=_scaled(edit.stated, to), parts=_scaled(edit.parts, to))


def _is_percentage(figure: Figure) -> bool:
    unit = _unit(figure)
    return unit is not None and unit.base == "%"


def _ratio(edit: RatioEdit[Figure]) -> RatioEdit[Figure]:
    operands = edit.numerator + edit.denominator
    if edit.percent:
        to = _first_scale(operands)
        stated = _unit(edit.stated.slot)
        points = stated.scale if stated is not None and _is_percentage(edit.stated.slot) else ONE
        return replace(
            edit,
            numerator=_scaled(edit.numerator, to),
            denominator=_scaled(edit.denominator, to),
            factor=edit.factor / points,
            constant=edit.constant / points,
        )
    if any(_unit(term.slot) is None for term in edit.terms):
        return edit
    stated = _unit(edit.stated.slot)
    return replace(
        edit,
        numerator=_scaled(edit.numerator, ONE),
        denominator=_scaled(edit.denominator, ONE),
        factor=edit.factor / (stated.scale if stated is not None else ONE),
    )
