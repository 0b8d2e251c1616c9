"""Finds lists that no word opens and the rest closes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import NAMED, POSSIBLE, Reading, chosen
from .fitting import kin_of
from .items import rest_behind
from .judgement import judged
from .lists import listing
from .nature import is_level, kin, lead_of, same_things, summable
from .openings import Opening, wholes_before
from .sum_edits import near_sum, total
from .vocabulary import adjacent, words

_OTHERS = re.compile(r"(?:其他|其它|其余)[\u4e00-\u9fff]{0,4}\Z")


def remaining(document: Document) -> Iterator[Relation]:
    """Lists that no word opens and the rest closes: 1,143 were houses, the other 762 flats."""
    for here in document.sentences():
        levels = [q for q in here if summable(q) and is_level(document, q)]
        if len(levels) < 3 or not any(_is_rest(document, q) for q in levels[2:]):
            continue
        whole = levels[0]
        if _is_parallel(document, levels):
            yield from _raced(document, levels)
            continue
        if any(_value(q) > _value(whole) for q in levels[1:] if kin(whole, q)):
            yield from _rest_of_larger(document, levels)
            continue
        depth = document.clauses[whole.clause].depth
        start = max(whole.after, document.clauses[levels[1].clause].start)
        found = listing(document, start, depth, kin_of(whole), changes=False)
        ends = [at for at, item in enumerate(found.items, 1) if item.is_rest and at > 1]
        if ends:
            cut = replace(found, items=found.items[: ends[0]], run=ends[0])
            yield from judged(Opening("open", whole.after, whole.after, depth, (whole,)), cut)


def _is_parallel(document: Document, levels: Sequence[Quantity]) -> bool:
    """The first figure is itself one of the list: semicolons part it and others alike."""
    first, second, *others = levels
    if not re.search("[;；]", document.plain[first.after : second.start]):
        return False
    apart = re.search("[;；]", document.plain[second.after : others[-1].start])
    return apart is not None and not near_sum(first, [q for q in levels[1:] if kin(first, q)])


def _raced(document: Document, levels: Sequence[Quantity]) -> Iterator[Relation]:
    """All parts of a whole in front: 应选150席. 甲获90席; 乙获55席; 其余5席由丙取得."""
    end = next(at for at, q in enumerate(levels) if at > 1 and _is_rest(document, q))
    rest = levels[end]
    elected = f"{rest.unit or ''}{rest.behind}"
    strength = NAMED if words("elected").match(elected) else POSSIBLE
    parts = [q for q in levels[: end + 1] if kin(q, rest) and q.unit == rest.unit]
    depth = document.clauses[parts[0].clause].depth
    readings: list[Reading] = []
    for whole in earlier(document, parts[0], depth):
        if kin(whole, rest) and whole.unit == rest.unit and same_things(whole, rest):
            told = strength if comparable(whole, parts) else POSSIBLE
            strength = min(strength, POSSIBLE) if told > POSSIBLE else strength
            readings.append(Reading(total(whole, parts), told))
    relation = chosen(readings)
    if relation is not None:
        yield relation


def _rest_of_larger(document: Document, levels: Sequence[Quantity]) -> Iterator[Relation]:
    """The rest of a figure that stands behind a part of it: 1,371 of the 1,524, 153 remain."""
    for at, rest in enumerate(levels):
        if at < 2 or not _is_rest(document, rest):
            continue
        before = [q for q in levels[:at] if kin(q, rest) and same_things(q, rest)]
        whole = max(before, key=_value, default=None)
        parts = [q for q in before if q is not whole]
        if whole is not None and parts:
            relation = chosen([Reading(total(whole, [*parts, rest]), POSSIBLE)])
            yield from [] if relation is None else [relation]
        return


def _is_rest(document: Document, quantity: Quantity) -> bool:
    _, lead = lead_of(document, quantity)
    front = (adjacent("remainder").search(lead) or _OTHERS.search(lead)) is not None
    return front or rest_behind(document, quantity, document.clauses[quantity.clause].end)


def comparable(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """The whole is hardly below a part and not far from their sum: one figure may be wrong."""
    values = [_value(part) for part in parts]
    made = sum(values, Fraction(0))
    return (
        4 * max(values) <= 5 * _value(whole)
        and 2 * made >= _value(whole)
        and _value(whole) * 3 >= 2 * made
    )


def earlier(document: Document, first: Quantity, depth: int) -> list[Quantity]:
    """The levels in front of a figure, in its sentence and the three before."""
    low, _ = document.sentence_span(first.sentence)
    inside = wholes_before(document, first.start, depth)
    outside = wholes_before(document, low, depth, sentences=4)
    return list(dict.fromkeys([*inside, *outside]))


def _value(quantity: Quantity) -> Fraction:
    return quantity.figure.value or Fraction(0)
