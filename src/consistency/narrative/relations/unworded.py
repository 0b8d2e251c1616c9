"""Finds shares, changes and sums whose words were not understood, beyond coincidence.

What the passes before could not bind by words, figures near each other may still
show: 2.0 of 9.5 million beside 21.1 %. With n pairs tried and a chance of p that
an unrelated pair fits the printed digits, a coincidence is expected n x p times;
only far fewer than one in ten are told, only where they hold, as `implied`. They
accuse nobody, but say which figures were verified, and by which arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import alike, change, difference, doubted, share, total
from ..readings import holds

_NEAR, _WIDE = 4, 8
_SENTENCES_BACK = 2
_RARE = Fraction(1, 10)
_SHARES = ("share", "change", "base")
_SUMS = ("total", "difference", "bound")


def unworded(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Percentages and sums that hold beyond coincidence among figures close by."""
    told = [
        {figure.place for _, figure in relation.figures}
        for relation in known
        if relation.kind in (*_SHARES, *_SUMS)
    ]
    shares = {
        figure.place
        for relation in known
        if relation.kind in _SHARES
        for _, figure in relation.figures
        if figure.unit == "%"
    }
    found: list[Relation] = []
    for percent in document.quantities:
        if percent.form == "percent" and percent.figure.place not in shares:
            found += _percentage(document, percent)
    by_place: dict[object, set[int]] = {}
    for at, places in enumerate(told):
        for place in places:
            by_place.setdefault(place, set()).add(at)
    for three in _triples(document):
        sets = [by_place.get(quantity.figure.place, set()) for quantity in three]
        if any(len(one & other) for one, other in combinations(sets, 2)):
            continue
        relation = _sum(document, three)
        if relation is not None:
            found.append(relation)
    return tuple(found)


def _window(document: Document, middle: Quantity, reach: int) -> list[Quantity]:
    """Plain figures of the paragraph, few and not far back, that may be part and whole."""
    every = document.quantities
    low, high = max(0, middle.index - reach), middle.index + reach + 1
    return [
        quantity
        for quantity in every[low:high]
        if quantity.paragraph == middle.paragraph
        and -1 <= middle.sentence - quantity.sentence <= _SENTENCES_BACK
        and quantity.form in ("count", "amount", "bare")
        and (quantity.figure.value or 0) > 0
        and quantity.figure.qualifier != "range"
    ]


def _percentage(document: Document, percent: Quantity) -> Iterator[Relation]:
    """The one pair that a percentage is the share, or the change, of."""
    value, step = percent.figure.value, percent.figure.step
    if not value or percent.figure.hedged is not None or value >= 1000:
        return
    chance = step / 100
    near = _window(document, percent, _WIDE)
    moving = _moves(document, percent)
    pairs = [
        pair
        for pair in permutations(near, 2)
        if alike(*pair) and min(abs(q.index - percent.index) for q in pair) <= _NEAR
    ]
    if len(pairs) * chance >= 2 * _RARE:  # of a pair only one order can fit
        pairs = [pair for pair in pairs if _closest(pair, percent)]
    if len(pairs) * chance >= 2 * _RARE:
        return
    fitting = []
    for part, whole in pairs:
        relation = _binding(percent, part, whole, moving)
        if relation is not None and holds(relation):
            fitting.append(relation)
    values = {tuple(figure.value for _, figure in relation.figures) for relation in fitting}
    if len(values) == 1:
        yield doubted(fitting[0], "found_by_arithmetic")


def _closest(pair: tuple[Quantity, Quantity], percent: Quantity) -> bool:
    """Both figures stand in the sentence of the percentage, one of them beside it."""
    together = all(quantity.sentence == percent.sentence for quantity in pair)
    return together and min(abs(quantity.index - percent.index) for quantity in pair) == 1


def _binding(
    percent: Quantity, part: Quantity, whole: Quantity, moving: bool | None
) -> Relation | None:
    one, other = part.figure.value or Fraction(0), whole.figure.value or Fraction(0)
    stated = percent.figure.value or Fraction(0)
    if moving is None:
        if one <= other and _close(100 * one / other, stated, part, whole):
            return share(percent, [part], [whole])
        return None
    moved = 100 * (one - other) / other
    if _close(-moved if moving else moved, stated, part, whole):
        return change(percent, whole, part, falls=moving)
    return None


def _close(derived: Fraction, stated: Fraction, *rounded: Quantity) -> bool:
    """Near enough for the exact decision to be worth its time; it decides nothing."""
    slack = sum((abs(q.figure.step / (q.figure.value or 1)) for q in rounded), Fraction(0))
    return abs(derived - stated) <= 1 + 100 * slack * 2


def _moves(document: Document, percent: Quantity) -> bool | None:
    """Whether the percentage is a fall (True) or a rise (False) by its clause; else None."""
    clause = document.clauses[percent.clause]
    cues = [
        *document.cues_between(clause.start, percent.start, "rise", "fall"),
        *document.cues_between(percent.after, min(clause.end, percent.after + 16), "rise", "fall"),
    ]
    return "fall" in cues[-1].kinds if cues else None


def _triples(document: Document) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """Every three like figures of a sentence, where few enough stand in it."""
    for quantities in document.sentences():
        plain = [
            quantity
            for quantity in quantities
            if quantity.form in ("count", "amount", "bare", "percent", "points")
            and (quantity.figure.value or 0) > 0
            and quantity.figure.hedged is None
        ]
        if 3 <= len(plain) <= _WIDE:
            chances = len(plain) ** 3 // 6
            for three in combinations(plain, 3):
                if _told_apart(three, chances):
                    yield three


def _told_apart(three: Sequence[Quantity], chances: int) -> bool:
    """The largest is printed in so many digits that no coincidence is to be expected."""
    largest = max(three, key=lambda quantity: quantity.figure.value or Fraction(0))
    value, step = largest.figure.value, max(q.figure.step for q in three)
    if not value or not step or not all(alike(largest, q) for q in three):
        return False
    return chances * step / value < _RARE


def _sum(document: Document, three: Sequence[Quantity]) -> Relation | None:
    """The largest is the sum of the two others: a total, or where a word moves, a difference."""
    largest = max(three, key=lambda quantity: quantity.figure.value or Fraction(0))
    rest = [quantity for quantity in three if quantity is not largest]
    made = sum((q.figure.value or Fraction(0) for q in rest), Fraction(0))
    if made != largest.figure.value or largest.form == "points":
        return None
    for by, other in permutations(rest, 2):
        falls = _moves(document, by)
        if falls is not None:
            ends = (largest, other) if falls else (other, largest)
            return doubted(difference(by, *ends, falls=falls), "found_by_arithmetic")
    if any(quantity.form in ("percent", "points") for quantity in three):
        return None
    return doubted(total(largest, rest), "found_by_arithmetic")
