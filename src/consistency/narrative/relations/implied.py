"""Finds sums that only arithmetic suggests, where it is no coincidence.

Of figures of one unit that stand together, one is exactly the sum of its
neighbours. With n hypotheses tried on figures of d digits a coincidence is
expected n / 10^d times: only sums far beyond that are told, and only where
they hold, as `implied`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import alike, doubted, total

_SENTENCES = 3
_LONGEST = 12
_DIGITS = 3
_BALANCED = ("total", "difference", "bound")


def implied(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Totals of neighbours that no wording states and no pass before has found."""
    found = []
    told = {
        frozenset(figure.place for _, figure in relation.figures)
        for relation in known
        if relation.kind in _BALANCED
    }
    for whole in document.quantities:
        for parts in _sums(document, whole):
            figures = frozenset(quantity.figure.place for quantity in (whole, *parts))
            if not any(figures <= places for places in told):
                found.append(doubted(total(whole, parts), "found_by_arithmetic"))
                told.add(figures)
    return tuple(found)


def _sums(document: Document, whole: Quantity) -> Iterator[list[Quantity]]:
    """Runs of neighbours, behind or before, that make the whole exactly."""
    if whole.form not in ("count", "amount", "bare") or _digits(whole) < _DIGITS:
        return
    every = document.quantities
    for step in (1, -1):
        run: list[Quantity] = []
        made = Fraction(0)
        at = whole.index + step
        while 0 <= at < len(every) and len(run) < _LONGEST:
            other = every[at]
            at += step
            if abs(other.sentence - whole.sentence) >= _SENTENCES:
                break
            if other.paragraph != whole.paragraph:
                break
            if not alike(whole, other):
                continue
            if other.figure.unit != whole.figure.unit and whole.form == "amount":
                break
            value = other.figure.value or Fraction(0)
            made += value
            run.append(other)
            if value <= 0 or made > (whole.figure.value or 0):
                break
            if made == whole.figure.value and len(run) > 1:
                yield sorted(run, key=lambda quantity: quantity.index)
                break


def _digits(quantity: Quantity) -> int:
    """The significant digits printed."""
    value = quantity.figure.value
    if value is None or not quantity.figure.step:
        return 0
    return len(str(abs(value / quantity.figure.step).__floor__()).rstrip("0"))
