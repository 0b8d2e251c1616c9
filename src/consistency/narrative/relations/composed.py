"""Finds shares of several grades together: 优良率 is that of 优 and of 良."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.relation import Relation
from ..document import Document
from ..edits import share
from ..readings import holds
from .items import Listing
from .nature import lead_of
from .openings import Opening
from .partitions import is_composed, is_graded

_MOST = 3
_REACH = 3


def composed_shares(document: Document, opening: Opening, found: Listing) -> Iterator[Relation]:
    """The percentages behind a list whose names are made up of those of its first items.

    Stated where the list is one of grades; otherwise only where it holds.
    """
    items = found.items
    if len(items) < 2:
        return
    last = items[-1].quantity
    for percent in document.quantities[last.index + 1 : last.index + 1 + _REACH]:
        if percent.sentence - last.sentence > 1 or not percent.is_share:
            continue
        _, lead = lead_of(document, percent)
        if not document.has_cue(percent.start - len(lead), percent.start, "rate"):
            continue
        for size in range(2, min(_MOST, len(items)) + 1):
            if not is_composed(lead, items[:size]):
                continue
            parts = [item.quantity for item in items[:size]]
            relation = share(percent, parts, [opening.wholes[0]])
            if is_graded(items) or holds(relation):
                yield relation
            break
