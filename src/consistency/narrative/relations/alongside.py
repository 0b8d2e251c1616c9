"""The same list for the figures that stand beside: where each came from, or in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ...model.relation import Relation
from ..document import Document, Quantity
from .items import Item, Listing, origin_of
from .judgement import bounds, judged
from .nature import kin
from .openings import Opening, bracketed_of

_JOINED = re.compile(r"[ ]?(?:,|、|和|及|与|,? and)[ ]?[$€£¥]?")


def alongside(document: Document, opening: Opening, found: Listing) -> list[Relation]:
    """The same list for the figures that stand beside: where each came from, or in brackets."""
    whole, run = opening.wholes[0], found.first
    made: list[Relation] = []
    besides: tuple[tuple[Quantity | None, list[Quantity | None]], ...] = (
        (origin_of(document, whole), [item.origin for item in run]),
        (bracketed_of(document, whole), [item.bracketed for item in run]),
    )
    for other, others in besides:
        items = [
            Item(quantity, item.label, item.rank, is_rest=item.is_rest)
            for item, quantity in zip(run, others, strict=True)
            if quantity is not None
        ]
        if other is None or len(items) != len(run):
            continue
        if all(kin(other, item.quantity) for item in items):
            beside = replace(found, items=tuple(items), run=len(items))
            made += judged(replace(opening, wholes=(other,)), beside)
    return made


def paired(document: Document, opening: Opening, found: Listing) -> list[Relation] | None:
    """Each figure within the whole of its turn: 14.6 and 16.2, of which 11.3 and 12.8.

    None where the figures in front do not stand side by side, as many as there are parts.
    """
    run, last = found.first, opening.wholes[0].index
    first = last - len(run) + 1
    if len(run) < 2 or first < 0 or not found.apart:
        return None
    wholes = document.quantities[first : last + 1]
    joined = all(
        kin(one, other) and _JOINED.fullmatch(document.plain[one.after : other.start])
        for one, other in pairwise(wholes)
    )
    if not joined:
        return None
    pairs = zip(wholes, run, strict=True)
    return [made for whole, item in pairs for made in bounds(whole, [item], named=True)]
