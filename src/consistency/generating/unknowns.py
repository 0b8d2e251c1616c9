"""The unknowns of a return, the linear rows over them, and figures derived from others."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from .ground import Cell

Terms = dict[int, Fraction]
NIL, ONE = Fraction(0), Fraction(1)


@dataclass(slots=True)
class Variable:
    """One unknown: a cell's true value, or (`cell` None) a whole that is printed nowhere.

    `low` and `high` must hold; `floor` is the lower bound a figure has by
    default, given up where the suite cannot be satisfied with it.
    """

    cell: Cell | None
    whole: bool
    step: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    floor: Fraction | None = NIL


@dataclass(frozen=True, slots=True)
class LinearRow:
    """sum(coefficient x variable) + constant  = or <=  0, from the checks `names`."""

    terms: Terms
    constant: Fraction
    is_equation: bool
    names: frozenset[str]
    stated: int | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """factor x numerator / denominator + constant, each a sum; or with `factors` a product."""

    numerator: Terms
    numerator_constant: Fraction = NIL
    denominator: Terms | None = None
    denominator_constant: Fraction = NIL
    factor: Fraction = ONE
    constant: Fraction = NIL
    factors: tuple[tuple[int | None, Fraction], ...] = ()

    @property
    def operands(self) -> set[int]:
        """The variables it is computed from."""
        found = {*self.numerator, *(self.denominator or {})}
        return found | {variable for variable, _ in self.factors if variable is not None}

    @property
    def whole(self) -> tuple[frozenset[tuple[int, Fraction]], Fraction] | None:
        """What tells denominators apart; None where it is no quotient."""
        if self.denominator is None:
            return None
        return frozenset(self.denominator.items()), self.denominator_constant


@dataclass(slots=True)
class System:
    """All unknowns of one set of rows: linear rows over those drawn, and the derived ones."""

    variables: list[Variable] = field(default_factory=list)
    rows: list[LinearRow] = field(default_factory=list)
    derived: dict[int, Derived] = field(default_factory=dict)
    cells: dict[Cell, int] = field(default_factory=dict)
