"""The two edits, and what a decision on one says.

A *balance edit* is a signed sum against a signed sum or a constant, with `=`,
`<=` or `>=`. A *ratio edit* is factor x numerator / denominator + constant =
stated. Every kind of check compiles to one of these (Fellegi & Holt 1976; de
Waal, Pannekoek & Scholtus 2011, chapter 3).

An edit is generic in what fills its slots: a symbolic slot when a check is
compiled, a `Figure` when it is confronted with data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, Literal, TypeVar

from .figure import Figure, Rounding
from .interval import EVERYTHING, Interval
from .interval import NIL as NIL

S = TypeVar("S")
B = TypeVar("B")

ONE = Fraction(1)

Relation = Literal["=", "<=", ">="]
Verdict = Literal[
    "agrees", "agrees_within_rounding", "query", "discrepancy", "undecided", "not_applicable"
]
Grade = Literal["last_digit", "gross"]
REASONS = (
    "missing",
    "suppressed",
    "not_a_number",
    "no_such_row",
    "applied_to_nothing",
    "zero_base",
    "not_testable",
    "limit",
    "unreadable",
)
"""Why an edit is undecided; every report names one of these."""

MissingPolicy = Literal["undecided", "zero", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Term(Generic[S]):
    """One slot of an edit with its role and its signed coefficient."""

    role: str
    slot: S
    coefficient: Fraction = ONE

    def bind(self, resolve: Callable[[S], Sequence[B]]) -> list[Term[B]]:
        """One term for each thing the slot stands for (a sum over rows: many)."""
        return [Term(self.role, bound, self.coefficient) for bound in resolve(self.slot)]


def _bind(terms: Sequence[Term[S]], resolve: Callable[[S], Sequence[B]]) -> tuple[Term[B], ...]:
    return tuple(bound for term in terms for bound in term.bind(resolve))


@dataclass(frozen=True, slots=True)
class BalanceEdit(Generic[S]):
    """sum(stated) + stated_constant  RELATION  sum(parts) + constant.

    `percent` says that all figures are percentages, which are never counts.
    """

    stated: tuple[Term[S], ...]
    parts: tuple[Term[S], ...]
    relation: Relation = "="
    stated_constant: Fraction = NIL
    constant: Fraction = NIL
    percent: bool = False

    @property
    def terms(self) -> tuple[Term[S], ...]:
        """All terms, those of the stated side first."""
        return self.stated + self.parts

    def bind(self, resolve: Callable[[S], Sequence[B]]) -> BalanceEdit[B]:
        """The same edit over what `resolve` says each slot stands for."""
        return BalanceEdit(
            _bind(self.stated, resolve),
            _bind(self.parts, resolve),
            self.relation,
            self.stated_constant,
            self.constant,
            self.percent,
        )


@dataclass(frozen=True, slots=True)
class RatioEdit(Generic[S]):
    """factor x numerator / denominator + constant = stated.

    The numerator is a signed sum, or with `product` the product of its terms.
    Without a denominator the numerator stands alone. `percent` says that the
    stated figure is a percentage of two figures of one dimension.
    """

    stated: Term[S]
    numerator: tuple[Term[S], ...]
    denominator: tuple[Term[S], ...] = ()
    factor: Fraction = ONE
    constant: Fraction = NIL
    product: bool = False
    percent: bool = False

    @property
    def terms(self) -> tuple[Term[S], ...]:
        """All terms: stated, numerator, denominator."""
        return (self.stated, *self.numerator, *self.denominator)

    def bind(self, resolve: Callable[[S], Sequence[B]]) -> RatioEdit[B]:
        """The same edit over what `resolve` says each slot stands for."""
        (stated,) = self.stated.bind(resolve)
        return RatioEdit(
            stated,
            _bind(self.numerator, resolve),
            _bind(self.denominator, resolve),
            self.factor,
            self.constant,
            self.product,
            self.percent,
        )


Edit = BalanceEdit[S] | RatioEdit[S]


@dataclass(frozen=True, slots=True)
class Policy:
    """How a suite wants an edit decided.

    `basis` "checks" takes bare whole numbers as counts; "stated" only assumes
    it. `tolerance` is in the unit of the stated figure.
    """

    rounding: Rounding | None = None
    precision: Literal["shared", "own"] = "shared"
    missing: MissingPolicy = "undecided"
    tolerance: Fraction = NIL
    tolerance_reason: str = ""
    basis: Literal["checks", "stated", "implied"] = "checks"


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something a verdict rests on: an id of the message catalogue and its values."""

    id: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A named cause: where it acts, and the value it would propose there."""

    cause: str
    figure: Figure | None = None
    proposed: Fraction | None = None
    values: tuple[tuple[str, str], ...] = ()
    probability: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What came out for one edit.

    All quantities are exact and in the unit of the stated figure. `stated_cell`
    and `derived_cell` are the possible intervals of the two sides. `wholes` is
    the interval of whole numbers of a base. `decimals` is what the stated figure
    shows. `possible` lists the possible interval of each term, in order.
    """

    verdict: Verdict
    grade: Grade | None = None
    reason: str | None = None
    reason_values: tuple[tuple[str, str], ...] = ()
    stated: Fraction | None = None
    derived: Fraction | None = None
    gap: Fraction | None = None
    allowed: Fraction | None = None
    stated_cell: Interval = EVERYTHING
    derived_cell: Interval = EVERYTHING
    wholes: Interval | None = None
    decimals: int = 0
    assumes: tuple[Assumption, ...] = ()
    diagnosis: tuple[Diagnosis, ...] = ()
    possible: tuple[Interval, ...] = ()

    @property
    def certificate(self) -> tuple[Interval, Interval] | None:
        """Of a discrepancy, the possible intervals of the two sides, which do not meet.

        None where they meet and something else is the proof: no whole number fits.
        """
        if self.verdict != "discrepancy" or self.stated_cell.meets(self.derived_cell):
            return None
        return self.stated_cell, self.derived_cell
