"""Relations that words and forms state, over the figures of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..model.edit import BalanceEdit, RatioEdit, Term
from ..model.relation import Relation
from .formulas import Cell
from .movements import Movement
from .stating import HUNDRED, Basis, Stating


def share(
    stating: Stating, spots: tuple[Cell, Cell, Cell], factor: int, basis: Basis, label: str
) -> Relation:
    """The percentage (or the fraction) is the part of the whole; `spots` in this order."""
    shown, part, whole = (stating.figure(spot) for spot in spots)
    percent = factor == HUNDRED
    roles = ("share", "part", "whole") if percent else ("result", "numerator", "denominator")
    edit = RatioEdit(
        Term(roles[0], shown),
        (Term(roles[1], part),),
        (Term(roles[2], whole),),
        factor=Fraction(factor),
        percent=percent,
    )
    names = tuple(stating.name(spot) for spot in spots)
    return Relation("share" if percent else "ratio", (edit,), basis, label, names)


def shares(stating: Stating, spots: Sequence[Cell], label: str) -> Relation:
    """The percentages make 100."""
    terms = tuple(Term("share", stating.figure(spot)) for spot in spots)
    edit = BalanceEdit((), terms, stated_constant=HUNDRED)
    return Relation("shares", (edit,), "stated", label, tuple(map(stating.name, spots)))


def base(stating: Stating, shown: Cell, part: Cell, label: str) -> Relation:
    """The percentage is the part of some whole number that is printed nowhere."""
    edit = RatioEdit(
        Term("share", stating.figure(shown)),
        (Term("part", stating.figure(part)),),
        factor=HUNDRED,
        percent=True,
    )
    names = (stating.name(shown), stating.name(part))
    return Relation("base", (edit,), "stated", label, names)


def movement(stating: Stating, found: Movement) -> Relation:
    """What there was, what came and what went make what there is."""
    edit = BalanceEdit(
        (Term("stated", stating.figure(found.closing)),),
        tuple(Term("part", stating.figure(cell), Fraction(sign)) for cell, sign in found.parts),
    )
    spots = (found.closing, *(cell for cell, _ in found.parts))
    names = tuple(stating.name(spot) for spot in spots)
    return Relation("formula", (edit,), "stated", stating.label(found.closing, False), names)
