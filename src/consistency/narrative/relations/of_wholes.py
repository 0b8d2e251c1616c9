"""Finds lists whose first item names their whole behind it: 9 of the 35 in A; 12 in B; the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import NAMED, POSSIBLE, Reading, chosen
from .complete import shares_make_hundred, spans
from .fitting import kin_of
from .items import Item
from .lists import listing
from .nature import is_level, kin, lead_of, same_things, summable
from .sum_edits import bound, near_sum, total
from .vocabulary import words

_OF = re.compile(r"[ a-z]{0,24}?\bof (?:the|its|their|these|those|all|a total of)?[ $€£]*\Z")
_OF_THEM = re.compile(r"[ a-z]{0,12}? of (?:whom|which|them|these|those)\b")
_MOST = 14


def of_wholes(document: Document) -> Iterator[Relation]:
    """Totals of lists in which the whole stands behind their first figure."""
    for first in document.quantities[:-1]:
        behind = document.quantities[first.index + 1]
        if _is_of(document, first, behind):
            whole = behind
        elif first.index and _is_of_them(document, first):
            whole = document.quantities[first.index - 1]
        else:
            continue
        items = _items(document, first, whole)
        if len(items) < 2:
            if whole.index < first.index and same_things(whole, first):
                yield bound([first], [whole])
            continue
        relation = chosen(_readings(whole, items))
        if relation is not None:
            yield relation


def _is_of(document: Document, first: Quantity, whole: Quantity) -> bool:
    if first.clause != whole.clause or not (summable(first) and kin(first, whole)):
        return False
    if (first.figure.value or 0) > (whole.figure.value or 0):
        return False
    between = document.plain[first.after : whole.start]
    return _OF.match(between) is not None and is_level(document, first)


def _is_of_them(document: Document, first: Quantity) -> bool:
    """4 members, 3 of whom …: the whole stands in front, and nothing like it between."""
    whole = document.quantities[first.index - 1]
    if whole.sentence != first.sentence or not kin(whole, first) or not is_level(document, whole):
        return False
    if (first.figure.value or 0) > (whole.figure.value or 0):
        return False
    return _OF_THEM.match(document.plain, first.after) is not None


def _items(document: Document, first: Quantity, whole: Quantity) -> list[Item]:
    """The first figure and the list behind its whole, in the sentence."""
    clause = document.clauses[whole.clause]
    _, lead = lead_of(document, first)
    last = max(whole.index, first.index)
    behind = document.plain[first.after : clause.end]
    _, end = document.sentence_span(whole.sentence)
    following = document.quantities_between(document.quantities[last].after, end)[:_MOST]
    second = next((q for q in following if kin(whole, q) and is_level(document, q)), None)
    if second is None:
        return []
    start = max(document.quantities[last].after, document.clauses[second.clause].start)
    found = listing(document, start, clause.depth, kin_of(whole), changes=False)
    share = next((q for q in following[:1] if q.is_share), None)
    items = [Item(first, f"{lead}#{behind}", 0, share=share)]
    rest = [item for item in found.items if item.quantity.start < end][:_MOST]
    return items + [item for item in rest if same_things(whole, item.quantity)]


def _readings(whole: Quantity, items: list[Item]) -> list[Reading]:
    """The list up to its rest, its last share or the end of a series; all of it if it holds."""
    readings = []
    for size in range(2, len(items) + 1):
        here = items[:size]
        quantities = [item.quantity for item in here]
        told = here[-1].is_rest and _only_rest(here[-1])
        told = told or shares_make_hundred(here) or _is_series(here)
        if told or near_sum(whole, quantities):
            readings.append(
                Reading(total(whole, quantities), NAMED if told else POSSIBLE, "parts_exhaust")
            )
    return readings


def _is_series(items: list[Item]) -> bool:
    return any(s.start == 0 and s.end == len(items) and not s.suggested for s in spans(items))


def _only_rest(item: Item) -> bool:
    """The word for the rest stands right before its figure: the remaining 12, the other 5."""
    before = item.label.split("#")[0]
    return words("remainder").search(before[-24:]) is not None
