"""Finds lists of parts that no word opens: by their shares, their rest, or as a full series."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE, Reading, chosen
from .alongside import alongside
from .complete import shares_make_hundred, spans
from .items import Item, Listing
from .judgement import judged
from .lists import listing
from .nature import is_level, kin, lead_of, same_things, summable
from .openings import Opening, wholes_before
from .remaining import comparable, earlier, remaining
from .sum_edits import total
from .vocabulary import Series, all_series, any_member, words

_WINDOW = 24
_CLAUSES = 2
_LONGEST = 4000


def unopened(document: Document) -> Iterator[Relation]:
    """The totals of lists that stand beside their whole without a word between."""
    for find in (_shared, remaining, _named_series, _series):
        yield from find(document)


def _shared(document: Document) -> Iterator[Relation]:
    """Lists that no word opens, whose items carry shares that make 100."""
    for here in document.sentences():
        levels = [q for q in here if summable(q)]
        if sum(q.is_share for q in here) < 2 or len(levels) < 2:
            continue
        for first in levels[:3]:
            found = _shared_from(document, first)
            if found is not None:
                yield from _with_whole(document, found)
                break


def _shared_from(document: Document, first: Quantity) -> Listing | None:
    """The items from a figure on, where their shares make 100."""
    if not _has_share(document, first):
        return None
    clause = document.clauses[first.clause]
    fits = kin_or_self(first)
    found = listing(document, clause.start, clause.depth, fits, changes=False)
    items = [item for item in found.items if item.quantity.index >= first.index]
    for end in range(len(items), 1, -1):
        if shares_make_hundred(items[:end]):
            return replace(found, items=tuple(items[:end]), run=end)
    return None


def _with_whole(document: Document, found: Listing) -> Iterator[Relation]:
    """The whole of a full list: in its sentence, just before, or summed up behind."""
    first, last = found.items[0].quantity, found.items[-1].quantity
    depth = document.clauses[first.clause].depth
    inside = wholes_before(document, first.start, depth)
    fitting = [w for w in inside if kin(w, first) and not _has_share(document, w)]
    if fitting:
        yield from judged(Opening("open", first.start, first.start, depth, tuple(fitting)), found)
        return
    quantities = [item.quantity for item in found.items]
    readings = []
    following = document.quantities[last.index + 1 : last.index + 6]
    for whole in (*earlier(document, first, depth), *following):
        if not kin(whole, first):
            continue
        _, lead = lead_of(document, whole)
        told = words("may_sum").search(lead) is not None and same_things(whole, first)
        if not told and _has_share(document, whole):
            continue
        readings.append(Reading(total(whole, quantities), NEAREST if told else POSSIBLE))
    relation = chosen(readings)
    if relation is not None:
        yield relation


def _has_share(document: Document, whole: Quantity) -> bool:
    following = document.quantities[whole.index + 1 : whole.index + 2]
    return bool(following) and following[0].is_share and following[0].clause <= whole.clause + 1


def _series(document: Document) -> Iterator[Relation]:
    """Full series that no word opens: three sectors under a product, both sexes."""
    for here in document.sentences():
        levels = [q for q in here if summable(q) and is_level(document, q)]
        if len(levels) < 2:
            continue
        start, end = document.sentence_span(here[0].sentence)
        if _names_one(document.plain[start : min(end, start + _LONGEST)]):
            continue
        done: set[int] = set()
        for first in levels[:3]:
            if first.index in done:
                continue
            depth = document.clauses[first.clause].depth
            begin = max(start, document.clauses[first.clause].start)
            found = listing(document, begin, depth, kin_or_self(first), changes=False)
            done.update(item.quantity.index for item in found.items)
            yield from _of_series(document, found, depth)


def _right_before(
    document: Document, wholes: Sequence[Quantity], items: Sequence[Item]
) -> list[Quantity]:
    """The whole right before a full series, with nothing between that could be one.

    82 members, 65 men and 17 women; or at the end of the sentence before.
    """
    parts = [item.quantity for item in items]
    first = parts[0]
    for whole in wholes[:1]:
        near = whole.sentence == first.sentence and first.clause - whole.clause <= _CLAUSES
        same = all(same_things(whole, part) for part in parts) and not _cut_down(items)
        if near and same and comparable(whole, parts) and len(parts) > 1:
            return [whole]
    return []


def _cut_down(items: Sequence[Item]) -> bool:
    """Some item holds only those beyond a threshold, the others all: women over 65."""
    cut = [words("threshold").search(item.label) is not None for item in items]
    return any(cut) and not all(cut)


def _summed_behind(
    document: Document, parts: Sequence[Quantity], name: re.Pattern[str] | None
) -> Quantity | None:
    """The figure right behind a full series that is called by its name: 全年完成60亿元."""
    last = parts[-1]
    following = document.quantities[last.index + 1 : last.index + 2]
    if name is None or not following or following[0].sentence != last.sentence:
        return None
    whole = following[0]
    _, lead = lead_of(document, whole)
    named = name.search(lead) is not None and is_level(document, whole) and kin(whole, last)
    told = named and same_things(whole, last) and comparable(whole, parts)
    return whole if told else None


def _names_one(text: str) -> bool:
    """Not two different items of series stand in the text, nor both sides of one thing."""
    if words("negation").search(text) or words("at_least").search(text):
        return False
    first = any_member().search(text)
    if first is None:
        return True
    others = any_member().finditer(text, first.end())
    return all(found.group() == first.group() for found in others)


def kin_or_self(first: Quantity) -> Callable[[Quantity], bool]:
    """Whether a quantity counts or measures what `first` does, itself included."""
    return lambda quantity: kin(first, quantity)


def _of_series(document: Document, found: Listing, depth: int) -> Iterator[Relation]:
    for span in spans(found.items):
        if span.suggested:
            continue
        items = found.items[span.start : span.end]
        quantities = [item.quantity for item in items]
        wholes = [w for w in earlier(document, quantities[0], depth) if kin(w, quantities[0])]
        named = [w for w in wholes if span.whole and span.whole.search(_around(document, w))][:1]
        named = named or _right_before(document, wholes, items)
        order = named + [whole for whole in wholes if whole not in named]
        readings = [
            Reading(total(whole, quantities), NAMED if whole in named else POSSIBLE)
            for whole in order
        ]
        behind = _summed_behind(document, quantities, span.whole)
        if behind is not None:
            readings.append(Reading(total(behind, quantities), NAMED))
        relation = chosen(readings)
        if relation is None:
            continue
        yield relation
        if order and readings[0].relation is relation:
            opening = Opening("open", 0, 0, depth, (order[0],))
            yield from alongside(document, opening, Listing(tuple(items), len(items), True, False))


def _named_series(document: Document) -> Iterator[Relation]:
    """A series under a whole that is called by its name: other figures may stand between."""
    for series in all_series():
        if series.whole is None:
            continue
        for found in series.whole.finditer(document.plain):
            yield from _under(document, series, found.end())


def _under(document: Document, series: Series, at: int) -> Iterator[Relation]:
    """The first figure behind the name, and the first of each item in the sentences after."""
    behind = document.quantities_between(at, at + _WINDOW)
    whole = next((q for q in behind if summable(q) and is_level(document, q)), None)
    if whole is None or whole.start - at > _WINDOW or _has_member(document, whole, series):
        return
    members: dict[int, Quantity] = {}
    for quantity in document.quantities[whole.index + 1 : whole.index + _WINDOW]:
        if quantity.sentence - whole.sentence > 3 or len(members) == len(series.items):
            break
        if not kin(whole, quantity) or not is_level(document, quantity):
            continue
        _, lead = lead_of(document, quantity)
        named = [at for at, item in enumerate(series.items) if item.search(lead)]
        if len(named) == 1:
            members.setdefault(named[0], quantity)
    parts = [members[at] for at in sorted(members)]
    if len(parts) == len(series.items):
        told = comparable(whole, parts)
        relation = chosen([Reading(total(whole, parts), NAMED if told else POSSIBLE)])
        yield from [] if relation is None else [relation]


def _has_member(document: Document, whole: Quantity, series: Series) -> bool:
    _, lead = lead_of(document, whole)
    return any(item.search(lead) for item in series.items)


def _around(document: Document, quantity: Quantity) -> str:
    clause = document.clauses[quantity.clause]
    return document.plain[max(clause.start, quantity.start - 60) : quantity.after + 40]
