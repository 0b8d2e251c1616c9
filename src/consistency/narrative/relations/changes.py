"""Finds changes and differences: from one figure to another, by so much.

Only a movement that prints all the figures of an equation states one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...model.edit import NIL
from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import change, difference, growth, ratio
from ..readings import NAMED, NEAREST, POSSIBLE, Reading, chosen, holds
from .between import pairs_of
from .governing import DIRECTED, with_words
from .likeness import counted, like, points
from .movements import Movement, movements
from .pairwise import unzipped
from .signs import called, signs
from .stands import Mark
from .timelines import Pair

_REACH, _MOST, _CLAUSES, _SCALE, _AROUND = 2, 10, 2, 900, 200
_FAR = 260
_DOUBT = "same_measure"


def changes(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Change and difference relations of every sentence."""
    words = with_words(document)
    found: list[Relation] = []
    previous: Sequence[Quantity] = ()
    for quantities in words.sentences():
        if _moves(words, quantities):
            gathered = list(unzipped(words, quantities) or _single(words, quantities))
            _take_up(words, previous, gathered)
            for movement in gathered:
                if movement.by:
                    found += _relations(words, movement)
        previous = quantities
    return tuple(found)


def _moves(document: Document, quantities: Sequence[Quantity]) -> bool:
    """A sentence says that something moves, or is so many times something."""
    start, end = document.sentence_span(quantities[0].sentence)
    if document.has_cue(start, end, *DIRECTED, "times"):
        return True
    return any(quantity.form in ("points", "times") for quantity in quantities)


def _single(document: Document, quantities: Sequence[Quantity]) -> Iterator[Movement]:
    """The movements of a sentence; of one with lists in turn only those clear of the lists."""
    start, end = document.sentence_span(quantities[0].sentence)
    turns = document.cues_between(start, end, "pairwise")
    if not turns:
        yield from movements(document, quantities)
        return
    heads = document.cues_between(start, turns[0].start, "of_which")
    low = heads[-1].start if heads else document.plain.rfind(";", start, turns[0].start)
    for movement in movements(document, quantities):
        placed = [*movement.figures, *(mark.quantity for mark in movement.by)]
        if all(quantity.start < low for quantity in placed):
            yield movement


def _take_up(
    document: Document, previous: Sequence[Quantity], gathered: Sequence[Movement]
) -> None:
    """`This is a decrease of 2,328`: between the two figures of the sentence before."""
    if not gathered or not previous or len(previous) > _MOST:
        return
    movement = gathered[0]
    if not movement.by or movement.figures or movement.by[0].subject:
        return
    if previous[0].sentence == movement.by[0].quantity.sentence - 1:
        *_, last = movements(document, previous)
        if last.waits:
            movement.before, movement.after = last.before, last.now


def _relations(document: Document, movement: Movement) -> Iterator[Relation]:
    """What one movement states: a relation for each way it says by how much."""
    pairs = _agreed(document, movement, list(pairs_of(document, movement)))
    found = [chosen(_readings(document, movement, by, pairs)) for by in _told(movement)]
    if not any(found):
        found = [chosen(readings) for readings in _without_before(document, movement)]
    yield from (relation for relation in found if relation is not None)


def _agreed(document: Document, movement: Movement, pairs: list[Pair]) -> list[Pair]:
    """Where a movement is told in two ways, the pairs that both ways fit; else the named ones."""
    told = list(_told(movement))
    if len(told) == 1 or len(pairs) == 1:
        return pairs
    fitting = [
        pair
        for pair in pairs
        if all(any(map(holds, _between(document, by, *pair[:2]))) for by in told)
    ]
    return fitting or [pair for pair in pairs if pair[2] > POSSIBLE]


def _told(movement: Movement) -> Iterator[Mark]:
    """The first figure of each form by which something moves; a second may be another's."""
    forms: set[str] = set()
    for mark in movement.by:
        form = mark.quantity.form if mark.quantity.form in ("percent", "points", "times") else ""
        if form not in forms:
            forms.add(form)
            yield mark


def _readings(
    document: Document, movement: Movement, by: Mark, pairs: Sequence[Pair]
) -> Iterator[Reading]:
    """Every pair of before and after that the words allow, by what the figure is."""
    limit = _limit(document, movement)
    several = sum(mark.quantity.form == by.quantity.form for mark in movement.by) > 1
    limit = NEAREST if several and by.quantity.form == "percent" else limit
    for before, after, strength in pairs:
        most = limit if _one_scale(before, after) else POSSIBLE
        for relation in _between(document, by, before, after):
            yield Reading(relation, min(strength, most), _DOUBT)


def _one_scale(before: Quantity, after: Quantity) -> bool:
    """Neither lacks a scale word that the other has: from $0.8 to $1.9 million."""
    small, large = sorted(abs(q.figure.value or NIL) for q in (before, after))
    return before.figure.step == after.figure.step or large <= small * _SCALE


def _limit(document: Document, movement: Movement) -> int:
    """How well a movement's words can carry it: forecasts and real growth accuse nobody."""
    figures = [*movement.mains[-1:], movement.before, movement.after]
    placed = [q for q in [*figures, *(m.quantity for m in movement.by)] if q is not None]
    first = min(q.clause for q in placed)
    start = document.clauses[max(0, first - _CLAUSES)].start
    start = max(start, document.sentence_span(document.clauses[first].sentence)[0])
    start = max(start, min(q.start for q in placed) - _AROUND)
    end = max(document.clauses[q.clause].end for q in placed)
    end = min(end, max(q.after for q in placed) + _AROUND)
    if document.has_cue(start, end, "forecast"):
        return POSSIBLE
    percent_only = all(mark.quantity.form == "percent" for mark in movement.by)
    if percent_only and document.has_cue(start, end, "real"):
        return POSSIBLE
    return NAMED


def _between(document: Document, by: Mark, before: Quantity, after: Quantity) -> Iterator[Relation]:
    """The ways to read a movement by so much: relative, or in the figures' own unit."""
    rates = before.form in ("percent", "points")
    amount = points(counted(by.quantity)) if rates else counted(by.quantity)
    earlier, later = counted(before), counted(after)
    if amount.form == "times":
        yield ratio(by.quantity, [later], [earlier])
        if by.falls is not None:
            yield ratio(by.quantity, [later], [earlier], constant=Fraction(-1))
        return
    for sign in signs(document, before, after):
        for falls in _directions(document, by, before, after):
            if rates and amount.form in ("points", "percent"):
                yield difference(amount, earlier, later, falls=falls, signs=sign)
            if amount.form == "percent":
                yield change(amount, earlier, later, falls=falls, signs=sign)
            elif amount.form != "points" and like(amount, later):
                yield difference(amount, earlier, later, falls=falls, signs=sign)


def _directions(document: Document, by: Mark, before: Quantity, after: Quantity) -> list[bool]:
    """Whether the figure is by how much something falls; a smaller loss is an improvement."""
    if (by.quantity.figure.value or 0) < 0:  # a decrease printed as -2.1 %
        return [False]
    names = {called(document, before), called(document, after)}
    if by.falls is None or "loss" in names or names == {"cost", "profit"}:
        return [bool(by.falls), not by.falls]
    return [by.falls]


def _without_before(document: Document, movement: Movement) -> Iterator[list[Reading]]:
    """Amount and percentage of one movement, with what is: the figure before follows."""
    if movement.before is not None:
        return
    levels = [movement.after] if movement.after is not None else movement.mains
    for amount, percent in zip(movement.by, movement.by[1:], strict=False):
        if amount.quantity.form in ("percent", "points", "times"):
            amount, percent = percent, amount
        if percent.quantity.form != "percent" or amount.quantity.form not in _AMOUNTS:
            continue
        if percent.falls not in (None, amount.falls):
            continue
        fitting = [q for q in levels if q.form in _AMOUNTS and like(q, amount.quantity)]
        strength = min(_limit(document, movement), POSSIBLE if movement.loose else NAMED)
        pair = counted(percent.quantity), counted(amount.quantity)
        yield [
            Reading(growth(*pair, counted(q), falls=bool(amount.falls)), strength, _DOUBT)
            for q in reversed(fitting)
        ]


_AMOUNTS = ("amount", "count", "bare")


__all__ = ["changes"]
