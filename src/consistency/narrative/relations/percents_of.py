"""Finds percentages that are parts of a percentage: 23.3% of days, of which light 15.9%."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import NAMED, POSSIBLE, Reading, chosen
from .complete import spans
from .items import Item
from .nature import is_level, lead_of
from .partitions import is_graded
from .remaining import comparable
from .sum_edits import near_sum, total
from .vocabulary import words

_MOST = 12
_FARTHEST = 16
_CUT = 30


def percents_of(document: Document) -> Iterator[Relation]:
    """Totals of percentages behind 其中 or of which, where they make the one before.

    A list that leaves nothing out by its names is a total in any case, unless it
    makes 100: then it shares out the percentage itself.
    """
    for found in words("opens").finditer(document.plain):
        whole = _whole(document, found.start())
        if whole is None:
            continue
        items = _items(document, found.end(), whole)
        if len(items) < 2:
            continue
        relation = chosen(_readings(whole, items, _shares_out(document, whole)))
        if relation is not None:
            yield relation


def _whole(document: Document, at: int) -> Quantity | None:
    before = document.quantities_between(max(0, at - _FARTHEST), at)
    if not before or not before[-1].is_share or before[-1].figure.hedged is not None:
        return None
    return before[-1] if is_level(document, before[-1]) else None


def _items(document: Document, start: int, whole: Quantity) -> list[Item]:
    _, end = document.sentence_span(whole.sentence)
    items: list[Item] = []
    for quantity in document.quantities_between(start, end)[:_MOST]:
        if not quantity.is_share or not is_level(document, quantity):
            break
        _, lead = lead_of(document, quantity)
        items.append(Item(quantity, f"{lead[-_CUT:]}#", 1))
    return items


def _shares_out(document: Document, whole: Quantity) -> bool:
    """The percentage is a share of something, no rate that each part has as well."""
    start, _ = lead_of(document, whole)
    cued = document.has_cue(start, whole.start, "share")
    return cued and not document.has_cue(start, whole.start, "rate", "rise", "fall")


def _readings(whole: Quantity, items: list[Item], is_share: bool) -> list[Reading]:
    readings = []
    for size in range(2, len(items) + 1):
        here = items[:size]
        quantities = [item.quantity for item in here]
        hundred = sum((q.figure.value or Fraction(0) for q in quantities), Fraction(0))
        told = abs(hundred - 100) > size and (_is_full(here) or is_graded(here))
        told = told and is_share and comparable(whole, quantities)
        longest = size == len(items)
        if (told and longest) or near_sum(whole, quantities):
            readings.append(Reading(total(whole, quantities), NAMED if told else POSSIBLE))
    return readings


def _is_full(items: list[Item]) -> bool:
    return any(s.start == 0 and s.end == len(items) and not s.suggested for s in spans(items))
