"""Which two figures a movement lies between, and how well the words carry them."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.edit import NIL
from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE
from .likeness import closely, counted, like
from .movements import Movement
from .timelines import Pair, from_timeline, years_between

_REACH, _MOST, _AROUND, _FAR = 2, 10, 200, 260
_AMOUNTS = ("amount", "count", "bare")


def pairs_of(document: Document, movement: Movement) -> Iterator[Pair]:
    """(before, after, how well the words carry the pair)."""
    before, after = movement.before, movement.after
    if before is not None and after is not None:
        yield before, after, NAMED
    elif before is not None:
        yield from _from(document, movement, before)
    elif after is not None:
        for other in (*reversed(movement.mains), *earlier(document, movement, after)):
            if like(other, after):
                yield other, after, _carried(document, movement, other, after)
    else:
        yield from _both_named(document, movement)
        if movement.mains:
            yield from _precise(document, movement)
        else:
            yield from from_timeline(document, movement)
            yield from _opposed(document, movement)


def _from(document: Document, movement: Movement, before: Quantity) -> Iterator[Pair]:
    """What was is told: what is, is the nearest figure that may be it."""
    fitting = [q for q in movement.mains if q is not before and like(q, before)]
    for at, main in enumerate(reversed(fitting)):
        strength = NAMED if at == 0 or not closely(fitting[-1], before) else NEAREST
        yield before, main, POSSIBLE if movement.loose else strength
    if not fitting or movement.loose:
        yield from from_timeline(document, movement)
        for other in earlier(document, movement, before):
            yield before, other, POSSIBLE


def _precise(document: Document, movement: Movement) -> Iterator[Pair]:
    """A movement told to a decimal: what was may stand in the sentences before."""
    if movement.by[0].quantity.figure.step < 1 and not movement.loose:
        main = movement.mains[-1]
        for other in earlier(document, movement, main):
            yield other, main, POSSIBLE


def _carried(document: Document, movement: Movement, before: Quantity, after: Quantity) -> int:
    """9,380 in 2000 grew to 10,237 in 2010, by 875: two years, one figure each, told in turn."""
    if not closely(counted(before), counted(after)) and before.form == "amount" != after.form:
        return POSSIBLE
    first = document.sentence_span(before.sentence)[0]
    between = [q for q in document.quantities[before.index + 1 : after.index] if like(q, after)]
    several = [q for q in document.quantities_of(before.sentence) if q.index < before.index]
    if movement.loose or between or any(like(q, after) for q in several):
        return POSSIBLE
    if after.sentence - before.sentence > 1 or after.start - first > _FAR:
        return POSSIBLE
    years = years_between(document, first, before.after)
    later = years_between(document, before.after, movement.by[0].quantity.start)
    if not years or not later or years[-1] >= later[0]:
        return POSSIBLE
    if not _is_near(movement, before, after):
        return POSSIBLE
    return NAMED if after.sentence == before.sentence else NEAREST


def _is_near(movement: Movement, before: Quantity, after: Quantity) -> bool:
    """What was, by the figures, is near what may have been."""
    by = movement.by[0]
    one, other = before.figure.value or NIL, after.figure.value or NIL
    moved = by.quantity.figure.value or NIL
    if by.quantity.form in ("percent", "points", "times"):
        return True
    derived = other + moved if by.falls else other - moved
    return 3 * abs(derived - one) <= one


def _both_named(document: Document, movement: Movement) -> Iterator[Pair]:
    """Two figures named as they are, and what one is more than the other."""
    mains = movement.mains[-2:]
    if len(mains) != 2 or not like(*mains):
        return
    start = max(document.sentence_span(mains[0].sentence)[0], mains[0].start - _AROUND)
    years = years_between(document, start, movement.by[0].quantity.start)
    if len(years) == 2 and years[0] != years[1] and not movement.loose:
        first, second = mains if years[0] < years[1] else reversed(mains)
        yield first, second, NAMED
        return
    yield mains[1], mains[0], POSSIBLE
    yield mains[0], mains[1], POSSIBLE


def earlier(document: Document, movement: Movement, quantity: Quantity) -> Iterator[Quantity]:
    """Like figures of the sentences before, nearest first."""
    first = min(m.quantity.index for m in movement.by)
    for other in reversed(document.quantities[max(0, first - _MOST) : first]):
        near = quantity.sentence - _REACH <= other.sentence < quantity.sentence
        if near and other.paragraph == quantity.paragraph and like(other, quantity):
            yield other


def _opposed(document: Document, movement: Movement) -> Iterator[Pair]:
    """3,288 of 5,480 in 2018, against 2,915 of 5,300: the next sentence tells what rose."""
    first = movement.by[0]
    sentence = first.quantity.sentence - 1
    quantities = document.quantities_of(sentence) if sentence >= 0 else ()
    if not quantities or len(quantities) > _MOST or not first.subject:
        return
    if quantities[0].paragraph != first.quantity.paragraph:
        return
    against = document.cues_between(*document.sentence_span(sentence), "against")
    if len(against) != 1:
        return
    now = [q for q in quantities if q.start < against[0].start and q.form in _AMOUNTS]
    then = [q for q in quantities if q.start > against[0].start and q.form in _AMOUNTS]
    for after in now:
        for before in then:
            if like(before, after):
                yield before, after, POSSIBLE
