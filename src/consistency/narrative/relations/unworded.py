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
from itertools import combinations, permutations, product
from math import lcm
from operator import mul

from ...model.edit import BalanceEdit, Term
from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import alike, change, difference, doubted, named_by, share
from ..readings import holds

_NEAR, _WIDE = 4, 8
_PAIR, _LONGEST_RUN, _MOST_IN_A_SENTENCE = 2, 5, 12
_SENTENCES_BACK = 2
_RARE = Fraction(1, 10)
_SHARES = ("share", "change", "base")
_SUMS = ("total", "difference", "bound")


def unworded(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Percentages and sums that hold beyond coincidence among figures close by."""
    told = [
        {figure.place for _, figure in relation.figures}
        for relation in known
        if relation.kind in _SUMS
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
    for whole, parts in _sums(document):
        summed = (whole, *(quantity for quantity, _ in parts))
        sets = [by_place.setdefault(quantity.figure.place, set()) for quantity in summed]
        if any(one & two & sets[0] for one, two in combinations(sets[1:], 2)):
            continue  # a sum has the whole and two of its parts already
        relation = _relation(document, whole, parts)
        if relation is not None:
            for places_told in sets:
                places_told.add(-1 - len(found))
            found.append(doubted(relation, "found_by_arithmetic"))
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
    above, below = one.numerator * other.denominator, other.numerator * one.denominator
    if moving is None:
        if above <= below and _close(above, below, percent, part, whole):
            return share(percent, [part], [whole])
        return None
    moved = above - below
    if _close(-moved if moving else moved, below, percent, part, whole):
        return change(percent, whole, part, falls=moving)
    return None


def _close(above: int, below: int, percent: Quantity, part: Quantity, whole: Quantity) -> bool:
    """`above` of `below` is near enough to the percentage for the exact decision to be worth
    its time; it decides nothing.

    |100 above / below - stated| <= 1 + 200 (steps over values), in whole numbers.
    """
    stated = percent.figure.value or Fraction(0)
    gap = abs(100 * above * stated.denominator - stated.numerator * below)
    (up, down), (more, fewer) = _coarseness(part), _coarseness(whole)
    slack, parts = up * fewer + more * down, down * fewer
    return gap * parts <= (parts + 200 * slack) * below * stated.denominator


def _coarseness(quantity: Quantity) -> tuple[int, int]:
    """The last printed digit over the value, as numerator and denominator."""
    value, step = quantity.figure.value or Fraction(1), quantity.figure.step
    return step.numerator * value.denominator, step.denominator * value.numerator


def _moves(document: Document, percent: Quantity) -> bool | None:
    """Whether the percentage is a fall (True) or a rise (False) by its clause; else None."""
    clause = document.clauses[percent.clause]
    end = min(clause.end, percent.after + 16)
    last = document.last_cue(percent.after, end, "rise", "fall")
    last = last or document.last_cue(clause.start, percent.start, "rise", "fall")
    return "fall" in last.kinds if last else None


def _sums(document: Document) -> Iterator[tuple[Quantity, list[tuple[Quantity, int]]]]:
    """Figures that are the signed sum of a run in one sentence of the paragraph."""
    for quantities in document.sentences():
        plain = [quantity for quantity in quantities if _is_plain(quantity)]
        rates = [quantity for quantity in plain if quantity.form in ("percent", "points")]
        others = [quantity for quantity in plain if quantity.form not in ("percent", "points")]
        every = (*_runs(rates), *_runs(others))
        runs = [run for run in every if all(alike(run[0], q) for q in run)]
        wholes = _wholes(document, quantities[0], quantities[-1]) if runs else []
        fitting = {
            first.index: [whole for whole in wholes if alike(first, whole)]
            for first in {run[0].index: run[0] for run in runs}.values()
        }
        tried = [
            (run, [whole for whole in fitting[run[0].index] if _is_beside(run, whole)])
            for run in runs
        ]
        hypotheses = sum(2 ** (len(run) - 1) * len(beside) for run, beside in tried)
        whole_values = _in_one_denominator([*plain, *wholes])
        for run, beside in tried:
            made = _made(run, whole_values) if beside else {}
            for whole in beside:
                for signs in made.get(whole_values[whole.index], ()):
                    if hypotheses * _chance(whole, run) < _RARE:
                        yield whole, list(zip(run, signs, strict=True))


def _in_one_denominator(quantities: Sequence[Quantity]) -> dict[int, int]:
    """The values as whole numbers of one small part, by index: sums of these are cheap."""
    values = {q.index: q.figure.value or Fraction(0) for q in quantities}
    below = lcm(*(value.denominator for value in values.values()))
    return {at: value.numerator * (below // value.denominator) for at, value in values.items()}


def _made(run: Sequence[Quantity], values: dict[int, int]) -> dict[int, list[tuple[int, ...]]]:
    """Every signed sum of a run, with the signs that make it."""
    made: dict[int, list[tuple[int, ...]]] = {}
    first, *others = (values[quantity.index] for quantity in run)
    for signs in product((1, -1), repeat=len(others)):
        total = first + sum(map(mul, signs, others))
        made.setdefault(total, []).append((1, *signs))
    return made


def _is_plain(quantity: Quantity) -> bool:
    """A positive figure that is no hedge and no fraction in words."""
    return (quantity.figure.value or 0) > 0 and quantity.figure.qualifier in (None, "about")


def _runs(plain: Sequence[Quantity]) -> Iterator[Sequence[Quantity]]:
    """Neighbours of a sentence, two to six, of a sentence that is no table."""
    if len(plain) > _MOST_IN_A_SENTENCE:
        return
    for start in range(len(plain)):
        for end in range(start + 2, min(len(plain), start + _LONGEST_RUN) + 1):
            yield plain[start:end]


def _wholes(document: Document, first: Quantity, last: Quantity) -> list[Quantity]:
    """Figures of the paragraph before, in and right behind a sentence."""
    low, high = max(0, first.index - _WIDE), last.index + _NEAR + 1
    return [
        quantity
        for quantity in document.quantities[low:high]
        if quantity.paragraph == first.paragraph and _is_plain(quantity)
    ]


def _is_beside(run: Sequence[Quantity], whole: Quantity) -> bool:
    """The whole stands outside the run, not in it or between its members."""
    return not run[0].index <= whole.index <= run[-1].index


def _chance(whole: Quantity, run: Sequence[Quantity]) -> Fraction:
    """That unrelated figures of these digits make the whole."""
    every = [whole, *run]
    largest = max(quantity.figure.value or Fraction(1) for quantity in every)
    return max(quantity.figure.step for quantity in every) / largest


def _relation(
    document: Document, whole: Quantity, parts: Sequence[tuple[Quantity, int]]
) -> Relation | None:
    """A total of the run, or between two figures of it a difference."""
    percents = any(q.form in ("percent", "points") for q in (whole, *(q for q, _ in parts)))
    if len(parts) == _PAIR and parts[1][1] < 0:
        (after, _), (before, _) = parts
        return difference(whole, before, after)
    if percents:
        return None
    edit = BalanceEdit(
        (Term("total", whole.figure),),
        tuple(Term("part", q.figure, Fraction(sign)) for q, sign in parts),
    )
    names = tuple(named_by(q) for q in (whole, *(q for q, _ in parts)))
    return Relation("total", (edit,), "stated", "total", names)
