"""Finds sums that only arithmetic suggests, where it is no coincidence.

Of figures of one unit that stand together, one is exactly the sum of its
neighbours. With n hypotheses tried on figures of d digits a coincidence is
expected n / 10^d times: only sums far beyond that are told, and only where
they hold, as `implied`; few in a paragraph, so that a long list of numbers
yields none by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import doubted, total
from .likeness import counted, like

_SENTENCES = 3
_LONGEST = 12
_SURE, _DIGITS, _PARTS = 4, 3, 3
_MOST = 3
_BALANCED = ("total", "difference", "bound", "change", "share")


class _Told:
    """Which figures relations hold already: an index from a place to them."""

    __slots__ = ("_by_place", "_size")

    def __init__(self) -> None:
        self._by_place: dict[object, list[int]] = {}
        self._size = 0

    def add(self, places: Iterable[object]) -> None:
        """One relation more."""
        for place in set(places):
            self._by_place.setdefault(place, []).append(self._size)
        self._size += 1

    def holds(self, places: Sequence[object]) -> bool:
        """One relation has three of these figures: it says what their sum would say."""
        seen = Counter(at for place in places for at in self._by_place.get(place, ()))
        return any(count >= _PARTS for count in seen.values())


def implied(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Totals of neighbours that no wording states and no pass before has found."""
    told = _Told()
    for relation in known:
        if relation.kind in _BALANCED:
            told.add(figure.place for _, figure in relation.figures)
    found = []
    paragraphs: Counter[int] = Counter()
    for whole in document.quantities:
        for parts in _sums(document, whole):
            figures = [quantity.figure.place for quantity in (whole, *parts)]
            if paragraphs[whole.paragraph] >= _MOST or told.holds(figures):
                continue
            paragraphs[whole.paragraph] += 1
            told.add(figures)
            sum_of = total(counted(whole), [counted(part) for part in parts])
            found.append(doubted(sum_of, "found_by_arithmetic"))
    return tuple(found)


def _sums(document: Document, whole: Quantity) -> Iterator[list[Quantity]]:
    """Runs of neighbours, behind or before, that make the whole exactly."""
    if not _is_exact(whole) or _digits(whole) < _DIGITS:
        return
    every = document.quantities
    for step in (1, -1):
        run: list[Quantity] = []
        made = Fraction(0)
        at = whole.index + step
        while 0 <= at < len(every) and len(run) < _LONGEST and _is_near(whole, every[at]):
            other = every[at]
            at += step
            if not _is_addend(whole, other):
                continue
            value = other.figure.value or Fraction(0)
            made += value
            run.append(other)
            if value <= 0 or made > (whole.figure.value or 0):
                break
            if made == whole.figure.value and len(run) > 1:
                if _is_no_chance(whole, run, every[at] if 0 <= at < len(every) else None):
                    yield sorted(run, key=lambda quantity: quantity.index)
                break


def _is_no_chance(whole: Quantity, run: Sequence[Quantity], following: Quantity | None) -> bool:
    """Enough digits for the hypotheses tried; fewer where the list ends with the sum."""
    if all(part.figure.value == run[0].figure.value for part in run):
        return False
    if _digits(whole) >= _SURE and max(map(_digits, run)) >= _DIGITS:
        return True
    ends = following is None or not _is_near(run[-1], following, 0) or not like(whole, following)
    return len(run) >= _PARTS and ends


def _is_near(one: Quantity, other: Quantity, sentences: int = _SENTENCES - 1) -> bool:
    return other.paragraph == one.paragraph and abs(other.sentence - one.sentence) <= sentences


def _is_addend(whole: Quantity, other: Quantity) -> bool:
    """In the unit of the whole, and no percentage."""
    if not _is_exact(other) or not like(whole, other):
        return False
    return whole.form != "amount" or counted(whole).unit == counted(other).unit


def _is_exact(quantity: Quantity) -> bool:
    return quantity.form in ("count", "amount", "bare") and quantity.figure.hedged is None


def _digits(quantity: Quantity) -> int:
    """The significant digits printed."""
    value, step = quantity.figure.value, quantity.figure.step
    if value is None or not step:
        return 0
    units = abs(value.numerator) * step.denominator // (value.denominator * step.numerator)
    return len(str(units).rstrip("0"))
