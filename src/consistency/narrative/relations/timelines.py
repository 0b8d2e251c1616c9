"""Figures of several years in one list: 41.3, 38.8 and 36.0 million in 2022, 2021 and 2020.

A later sentence that moves between two of these years means these figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE
from .likeness import closely, like
from .movements import Movement
from .moving import marks
from .pairwise import runs

_REACH = 2
_YEAR = 4
_AROUND = 240
_LEAST, _MOST = 2, 24

Pair = tuple[Quantity, Quantity, int]


def years_between(document: Document, start: int, end: int) -> list[int]:
    """The years named in a folded span, in order."""
    found = document.asides_between(start, end, "date")
    texts = (document.plain[aside.end - _YEAR : aside.end] for aside in found)
    return [int(text) for text in texts if text.isdecimal()]


def from_timeline(document: Document, movement: Movement) -> Iterator[Pair]:
    """(before, after, how well the words carry them) from a list of years in front."""
    first = movement.by[0].quantity
    timeline = _timeline(document, first)
    if not timeline:
        return
    start, end = document.sentence_span(first.sentence)
    start, end = max(start, first.start - _AROUND), min(end, first.after + _AROUND)
    by = movement.by[0]
    low = max(start, document.clauses[first.clause].start)
    plainly = not by.subject or all(_says(document, timeline, word) for word in by.subject.split())
    if movement.before is not None:
        years = [y for y in years_between(document, start, first.start) if y in timeline]
        values = {q.figure.value for q in timeline.values()}
        known = movement.before.figure.value in values
        if len(years) == 1:
            yield movement.before, timeline[years[0]], NAMED if known and plainly else POSSIBLE
        return
    years = sorted({y for y in years_between(document, low, end) if y in timeline})
    if by.comparative and len(years) == 1 and years[0] + 1 in timeline:
        yield timeline[years[0]], timeline[years[0] + 1], NAMED if plainly else POSSIBLE
    elif len(years) == _LEAST:
        yield timeline[years[0]], timeline[years[1]], NAMED if plainly else POSSIBLE
    elif len(years) == 1 and years[0] - 1 in timeline:
        strength = NEAREST if plainly else POSSIBLE
        yield timeline[years[0] - 1], timeline[years[0]], strength
    elif not years:
        last = max(timeline)
        if last - 1 in timeline:
            yield timeline[last - 1], timeline[last], POSSIBLE


def _says(document: Document, timeline: dict[int, Quantity], word: str) -> bool:
    """The list's sentence says the word too."""
    start, end = document.sentence_span(next(iter(timeline.values())).sentence)
    return word in document.plain[start : min(end, start + 2 * _AROUND)]


def _timeline(document: Document, quantity: Quantity) -> dict[int, Quantity]:
    """The nearest list of years in the sentences in front of a quantity."""
    paragraph = quantity.paragraph
    for sentence in range(quantity.sentence - 1, max(-1, quantity.sentence - 1 - _REACH), -1):
        quantities = document.quantities_of(sentence)
        if not quantities or quantities[0].paragraph != paragraph or len(quantities) > _MOST:
            continue
        found = _listed(document, quantities, quantity)
        if found:
            return found
    return {}


def _listed(
    document: Document, quantities: Sequence[Quantity], moved: Quantity
) -> dict[int, Quantity]:
    """Years with their figures, where a sentence lists as many of the one as of the other."""
    start, end = document.sentence_span(quantities[0].sentence)
    years = years_between(document, start, end)
    lists = [run for run in runs(document, marks(document, quantities)) if len(run) > 1]
    if len(lists) > 1 and moved.form not in ("percent", "points"):
        lists = [run for run in lists if like(run[0].quantity, moved)]
    if len(lists) == 1 and len(set(years)) == len(years) == len(lists[0]):
        return {year: mark.quantity for year, mark in zip(years, lists[0], strict=True)}
    levels = [q for q in quantities if closely(q, quantities[0])]
    if not lists and len(levels) == len(quantities) == len(set(years)) == len(years) >= _LEAST:
        return dict(zip(years, levels, strict=True))
    return {}
