"""Edits drawn for the laws: true values first, then what would be printed of them.

Printing is written here a second time, from the definitions of the conventions,
so that the laws do not lean on the code they test.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from consistency.model.edit import BalanceEdit, Edit, Policy, RatioEdit, Relation, Term
from consistency.model.figure import Figure, Place, Rounding
from consistency.model.interval import EVERYTHING, Interval
from consistency.model.numeral import read
from consistency.model.numeral.hedge import Hedge, ranges

F = Fraction
HALF = F(1, 2)
CONVENTIONS: tuple[Rounding | None, ...] = (None, None, "half_up", "half_even", "truncate")
HEDGES: tuple[Hedge, ...] = ("about", "nearly", "under", "over", "odd", "at_least", "at_most")
COUNTS_FROM_ZERO = Interval(F(0), None)


@dataclass(frozen=True)
class Case:
    """An edit that true values satisfy, how it is to be decided, and what makes it hard."""

    edit: Edit[Figure]
    policy: Policy
    hazards: frozenset[str]

    @property
    def is_mixed(self) -> bool:
        return "mixed precision" in self.hazards

    @property
    def is_complete(self) -> bool:
        return "missing cells" not in self.hazards


def print_of(true: Fraction, decimals: int, rounding: Rounding | None, *, up: bool) -> Fraction:
    """The print of a true value; `up` chooses where the convention leaves a choice."""
    scaled = true * 10**decimals
    below = math.floor(scaled)
    rest = scaled - below
    if rounding == "truncate":
        shown = below if true >= 0 or rest == 0 else below + 1
    elif rest != HALF:
        shown = below + (rest > HALF)
    elif rounding == "half_even":
        shown = below + below % 2
    elif rounding == "half_up" and true > 0:
        shown = below + 1
    else:
        shown = below + up
    return F(shown, 10**decimals)


def is_tie(true: Fraction, decimals: int) -> bool:
    """Exactly between two prints."""
    scaled = true * 10**decimals
    return scaled - math.floor(scaled) == HALF


def at(column: int) -> Place:
    return Place("drawn", "drawn", 1, (), f"c{column}")


def figure(value: Fraction | int | str, decimals: int = 0, **kwargs: object) -> Figure:
    """A figure printed with so many decimals; a measurement unless told otherwise."""
    known = {"count": False, "decimals": decimals, "step": F(1, 10**decimals), **kwargs}
    exact = F(value)
    return Figure(f"{float(exact):.{decimals}f}", exact, **known)  # type: ignore[arg-type]


def count(value: int, **kwargs: object) -> Figure:
    return figure(value, count=True, **kwargs)


def missing(domain: Interval = EVERYTHING, **kwargs: object) -> Figure:
    return Figure("", absence="missing", domain=domain, **kwargs)  # type: ignore[arg-type]


def printed(text: str, unit: str | None = None) -> Figure:
    """The figure a text reads as, in a unit its column may give."""
    shown = read(text)
    return replace(shown, unit=unit) if unit else shown


def total(stated: Figure, *parts: Figure, relation: Relation = "=") -> BalanceEdit[Figure]:
    return BalanceEdit(
        (Term("total", stated),), tuple(Term("part", part) for part in parts), relation
    )


def share(stated: Figure, part: Figure, *whole: Figure) -> RatioEdit[Figure]:
    below = tuple(Term("whole", shown) for shown in whole)
    return RatioEdit(
        Term("share", stated), (Term("part", part),), below, factor=F(100), percent=True
    )


def times(result: Figure, *factors: Figure) -> RatioEdit[Figure]:
    above = tuple(Term("factor", shown) for shown in factors)
    return RatioEdit(Term("result", result), above, product=True)


@st.composite
def trues(draw: st.DrawFn, decimals: int, *, low: int = -500, high: int = 5000) -> Fraction:
    """A true value two digits finer than its print, a tie one time in four."""
    if draw(st.integers(0, 3)) == 0:
        return F(2 * draw(st.integers(low, high)) + 1, 2 * 10**decimals)
    size = 10 ** (decimals + 2)
    return F(draw(st.integers(low * size // 10, high * size // 10)), size)


def hedged(shown: Figure, true: Fraction, hedge: Hedge) -> Figure | None:
    """The figure under a hedge whose possible range holds the true value; else None."""
    assert shown.value is not None
    likely, possible = ranges(hedge, shown.value, shown.step)
    if true not in possible:
        return None
    return replace(shown, hedged=(likely, possible), qualifier=hedge)


@dataclass(frozen=True)
class Printer:
    """Prints true values under one policy and collects the hazards met."""

    draw: st.DrawFn
    policy: Policy
    met: set[str]

    def figure(self, true: Fraction, decimals: int, column: int, **kwargs: object) -> Figure:
        value = print_of(true, decimals, self.policy.rounding, up=self.draw(st.booleans()))
        if is_tie(true, decimals):
            self.met.add("ties")
        if true < 0:
            self.met.add("negatives")
        shown = figure(value, decimals, place=at(column), **kwargs)
        if self.draw(st.integers(0, 14)) == 0:
            found = hedged(shown, true, self.draw(st.sampled_from(HEDGES)))
            if found is not None:
                self.met.add("hedges")
                return found
        return shown

    def gap(self, shown: Figure, true: Fraction) -> Figure:
        """Now and then the figure is not there."""
        if self.draw(st.integers(0, 19)):
            return shown
        self.met.add("missing cells")
        whole = shown.count is not False and true >= 0
        return missing(COUNTS_FROM_ZERO if whole else EVERYTHING, place=shown.place)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    return Policy(
        rounding=draw(st.sampled_from(CONVENTIONS)),
        precision=draw(st.sampled_from(("shared", "own"))),
    )


@st.composite
def balances(draw: st.DrawFn) -> Case:
    """A balance edit that holds, printed at one precision or several."""
    policy, met = draw(policies()), set[str]()
    printer = Printer(draw, policy, met)
    decimals = draw(st.lists(st.integers(0, 3), min_size=3, max_size=3))
    if draw(st.booleans()):
        decimals = decimals[:1] * 3
    counts = max(decimals) == 0 and draw(st.booleans())
    known = {"count": draw(st.sampled_from((True, None))) if counts else False}
    known["declared"] = draw(st.booleans())
    terms: list[Term[Figure]] = []
    total, used = F(0), set[int]()
    for column in range(draw(st.integers(1, 5))):
        shown = draw(st.sampled_from(decimals))
        true = F(draw(st.integers(-50, 5000))) if counts else draw(trues(shown))
        coefficient = draw(st.sampled_from((F(1), F(1), F(1), F(-1), F(2), HALF)))
        coefficient = F(1) if counts else coefficient
        printed = printer.figure(true, shown, column + 1, **known)
        terms.append(Term("part", printer.gap(printed, true), coefficient))
        total += coefficient * true
        used.add(shown)
    constant = F(draw(st.integers(-50, 50)))
    relation: Relation = draw(st.sampled_from(("=", "=", "<=", ">=")))
    slack = F(draw(st.integers(0, 300)), 10) if relation != "=" else F(0)
    slack = F(math.floor(slack)) if counts else slack
    stated = total + constant + (slack if relation == ">=" else -slack)
    if draw(st.integers(0, 5)) == 0:
        met.add("no stated figure")
        edit = BalanceEdit((), tuple(terms), relation, stated, constant)
    else:
        shown = draw(st.sampled_from(decimals))
        used.add(shown)
        printed = printer.gap(printer.figure(stated, shown, 0, **known), stated)
        edit = BalanceEdit((Term("total", printed),), tuple(terms), relation, F(0), constant)
    if len(used) > 1:
        met.add("mixed precision")
    return Case(edit, policy, frozenset(met))


@st.composite
def ratios(draw: st.DrawFn) -> Case:
    """A ratio edit that holds: share, average, change, product, a part in its own whole."""
    policy, met = draw(policies()), set[str]()
    printer = Printer(draw, policy, met)
    kind = draw(st.sampled_from(("share", "share", "average", "change", "product", "own whole")))
    met.add(kind)
    if kind == "share":
        return _share(printer)
    if kind == "own whole":
        return _share_of_own_whole(printer)
    if kind == "product":
        return _product(printer)
    return _quotient(printer, kind)


def _stated(printer: Printer, true: Fraction, role: str) -> Term[Figure]:
    shown = printer.draw(st.integers(0, 3))
    printed = printer.figure(true, shown, 0)
    return Term(role, printer.gap(printed, true))


def _done(printer: Printer, edit: RatioEdit[Figure]) -> Case:
    if len({term.slot.decimals for term in edit.terms if term.slot.value is not None}) > 1:
        printer.met.add("mixed precision")
    return Case(edit, printer.policy, frozenset(printer.met))


def _share(printer: Printer) -> Case:
    whole = printer.draw(st.one_of(st.just(0), st.integers(0, 40), st.integers(1, 10**6)))
    part = printer.draw(st.integers(0, whole))
    wholes, parts = (count(n, place=at(c)) for n, c in ((whole, 1), (part, 2)))
    if whole == 0:
        printer.met.add("zero wholes")
        blank = missing(place=at(0))
        empty = printer.draw(st.sampled_from((figure(0, 1), figure(100, 1), blank)))
        stated = Term("share", empty)
    else:
        stated = _stated(printer, F(100 * part, whole), "share")
        parts, wholes = printer.gap(parts, F(part)), printer.gap(wholes, F(whole))
    edit = RatioEdit(
        stated, (Term("part", parts),), (Term("whole", wholes),), factor=F(100), percent=True
    )
    return _done(printer, edit)


def _share_of_own_whole(printer: Printer) -> Case:
    decimals = printer.draw(st.integers(0, 2))
    one, two = (printer.draw(trues(decimals, low=30)) for _ in range(2))
    part = printer.figure(one, decimals, 1)
    other = printer.figure(two, decimals, 2)
    stated = _stated(printer, 100 * one / (one + two), "share")
    below = (Term("whole", part), Term("whole", other))
    return _done(
        printer, RatioEdit(stated, (Term("part", part),), below, factor=F(100), percent=True)
    )


def _quotient(printer: Printer, kind: str) -> Case:
    decimals = printer.draw(st.integers(0, 2))
    above = printer.draw(trues(decimals))
    below = printer.draw(trues(decimals, low=30))
    whole = kind == "average" and printer.draw(st.booleans())
    below = F(max(1, math.floor(below))) if whole else below
    numerator = printer.gap(printer.figure(above, decimals, 1), above)
    printed = count(int(below), place=at(2)) if whole else printer.figure(below, decimals, 2)
    denominator = printer.gap(printed, below)
    factor, constant = (F(100), F(-100)) if kind == "change" else (F(1), F(0))
    edit = RatioEdit(
        _stated(printer, factor * above / below + constant, "result"),
        (Term("numerator", numerator),),
        (Term("denominator", denominator),),
        factor,
        constant,
        percent=kind == "change",
    )
    return _done(printer, edit)


def _product(printer: Printer) -> Case:
    decimals = printer.draw(st.integers(0, 2))
    one, two = (printer.draw(trues(decimals)) for _ in range(2))
    factors = [printer.figure(true, decimals, n + 1) for n, true in enumerate((one, two))]
    terms = tuple(
        Term("factor", printer.gap(shown, true))
        for shown, true in zip(factors, (one, two), strict=True)
    )
    stated = _stated(printer, 12 * one * two, "result")
    return _done(printer, RatioEdit(stated, terms, factor=F(12), product=True))


edits = st.one_of(balances(), ratios())


def with_slot(edit: Edit[Figure], position: int, change: Figure) -> Edit[Figure]:
    """The edit with another figure in one of its terms."""
    terms = [
        replace(term, slot=change) if n == position else term for n, term in enumerate(edit.terms)
    ]
    if isinstance(edit, BalanceEdit):
        split = len(edit.stated)
        return replace(edit, stated=tuple(terms[:split]), parts=tuple(terms[split:]))
    split = 1 + len(edit.numerator)
    above, below = tuple(terms[1:split]), tuple(terms[split:])
    return replace(edit, stated=terms[0], numerator=above, denominator=below)


def moved(edit: Edit[Figure], position: int, units: int) -> Edit[Figure]:
    """The same edit, one figure moved by so many units of its last digit wherever it stands."""
    here = edit.terms[position].slot
    assert here.value is not None
    change = replace(here, value=here.value + units * here.step)
    for other, term in enumerate(edit.terms):
        if term.slot is here:
            edit = with_slot(edit, other, change)
    return edit
