"""Which of the figures before a list is its whole, and how far the list then goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..document import Document, Quantity
from .bracketed import bracketed
from .items import Listing
from .lists import listing
from .nature import is_level, kin, lead_of, nature, same_things
from .openings import Opening

_MEASURE = 2
_BEYOND = 2
_MOST_ITEMS = 20


def fitted(document: Document, opening: Opening) -> tuple[Opening, Listing] | None:
    """The opening with the wholes that its items fit, and these items."""
    levels = 0
    for at, whole in enumerate(opening.wholes):
        is_moving = moves(document, whole)
        every = _items(document, opening, whole)
        found = _cut(whole, every)
        if is_moving and opening.manner == "open" and not _all_move(document, found):
            continue
        levels += not _announces_items(document, opening, whole)
        if _counts_items(opening, whole, every):
            levels -= 1
            continue
        if found.items and not _far(document, opening, found):
            kept = replace(opening, wholes=opening.wholes[at:], near=levels == 1)
            kept = _by_measure(document, kept, found)
            if opening.manner == "open" and _listed_in_lines(document, opening, found):
                kept = replace(kept, manner="colon")
            return kept, found
    return None


def _far(document: Document, opening: Opening, found: Listing) -> bool:
    """The first item stands too far behind the word that opens the list."""
    first = found.items[0].quantity
    clauses = document.clauses[document.clause_at(opening.start) : first.clause]
    worded = [c for c in clauses if re.search(r"[^\W\d_]", document.plain[c.start : c.end])]
    parted = sum(clause.ender in ",;.:" for clause in worded)
    return parted > 1 + (opening.manner in ("colon", "open"))


def _announces_items(document: Document, opening: Opening, whole: Quantity) -> bool:
    """A number that only says how many items come: in three sections of."""
    small = whole.form == "bare" and (whole.figure.value or 0) <= _MOST_ITEMS
    return small and opening.manner == "made_up" and opening.at - whole.end <= 2


def _counts_items(opening: Opening, whole: Quantity, found: Listing) -> bool:
    """The number in front of a colon says how many items come: in three regions."""
    if opening.manner != "colon" or len(opening.wholes) < 2 or opening.wholes[0] is not whole:
        return False
    value = whole.figure.value or 0
    return value == len(found.first) and any(
        (item.quantity.figure.value or 0) > value for item in found.first
    )


def _cut(whole: Quantity, found: Listing) -> Listing:
    """The list up to the first figure that counts other things or is far beyond the whole."""
    value = whole.figure.value or 0
    for at, item in enumerate(found.items):
        beyond = (item.quantity.figure.value or 0) > _BEYOND * value
        other = at > 0 and not same_things(found.items[0].quantity, item.quantity)
        if at and (beyond or other):
            return replace(found, items=found.items[:at], run=min(found.run, at))
    return found


def _all_move(document: Document, found: Listing) -> bool:
    """Every item is a change, as the whole is."""
    return all(nature(document, item.quantity) == "change" for item in found.items)


def _by_measure(document: Document, opening: Opening, found: Listing) -> Opening:
    """The whole that is measured by the word its items are measured by, if another is nearest."""
    first = found.items[0]
    measure = first.label.split("#")[0].rstrip(" 为达是有约")[-_MEASURE:]
    if len(opening.wholes) < 2 or len(measure) < _MEASURE or measure.isascii():
        return opening
    named = [w for w in opening.wholes if measure in lead_of(document, w)[1]]
    nearest = opening.wholes[0]
    if not named or nearest in named or not kin(named[0], first.quantity):
        return opening
    rest = tuple(whole for whole in opening.wholes if whole is not named[0])
    return replace(opening, wholes=(named[0], *rest))


def _listed_in_lines(document: Document, opening: Opening, found: Listing) -> bool:
    """The list stands line by line behind a colon."""
    between = document.plain[opening.start : found.items[0].quantity.start]
    return re.search(r":\s*\n", between) is not None


def _items(document: Document, opening: Opening, whole: Quantity) -> Listing:
    is_moving = moves(document, whole)
    fits = kin_of(whole)
    found = listing(document, opening.start, opening.depth, fits, changes=is_moving)
    if not found.items and opening.manner in ("made_up", "colon", "open"):
        return bracketed(document, opening.start, opening.depth, fits) or found
    return found


def kin_of(whole: Quantity) -> Callable[[Quantity], bool]:
    """Whether a quantity can be a part of `whole` by what it counts or measures."""
    return lambda quantity: quantity.index != whole.index and kin(whole, quantity)


def moves(document: Document, whole: Quantity) -> bool:
    """The figure is a movement, not a level."""
    return not is_level(document, whole)
