"""The same list for the figures that stand beside: where each came from, or in brackets."""

from __future__ import annotations

from dataclasses import replace

from ...model.relation import Relation
from ..document import Document, Quantity
from .items import Item, Listing, origin_of
from .judgement import judged
from .nature import kin
from .openings import Opening, bracketed_of


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
