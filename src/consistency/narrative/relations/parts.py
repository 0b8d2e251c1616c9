"""Finds totals with their parts, and parts that need not be all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model.figure import Place
from ...model.relation import Relation
from ..document import Document, Quantity
from .alongside import alongside, paired
from .columns import cells, columns
from .composed import composed_shares
from .fitting import fitted, moves
from .flows import flows
from .items import Listing
from .judgement import caused, judged
from .nature import counted, lead_of
from .of_wholes import of_wholes
from .openings import Opening, openings
from .orders import orders
from .percents_of import percents_of
from .records import records
from .split import split
from .sums import sums
from .tallies import tallies
from .unopened import unopened

_ACROSS = 2


def parts(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """The totals and bounds that lists, sums and words of order state.

    A list is opened by a word (其中, consisting of), a mark, or its whole; it is
    a total where its words leave nothing out or its parts make the whole, and
    otherwise bounds each part. Linear in the length of the text.
    """
    document = replace(
        document, quantities=tuple(counted(document, q) for q in document.quantities)
    )
    found: list[Relation] = []
    for find in (
        _listed,
        unopened,
        sums,
        of_wholes,
        flows,
        percents_of,
        split,
        tallies,
        orders,
        records,
    ):
        found += find(document)
    tabled = cells(document)
    found = [relation for relation in found if _stands_apart(relation, tabled)]
    return _once([*found, *columns(document)])


def _stands_apart(relation: Relation, tabled: set[Place | None]) -> bool:
    """It does not join figures across the columns of a table."""
    return sum(figure.place in tabled for _, figure in relation.figures) < _ACROSS


def _once(found: Sequence[Relation]) -> list[Relation]:
    """Each relation once; a bound only where no total or bound says more."""
    kept: list[Relation] = []
    said: set[tuple[str, frozenset[Place | None]]] = set()
    ordered = sorted(
        found,
        key=lambda relation: (
            relation.kind != "total",
            -_size(relation),
            relation.basis != "stated",
        ),
    )
    covered: set[tuple[Place | None, Place | None]] = set()
    for relation in ordered:
        places = [figure.place for _, figure in relation.figures]
        key = (relation.kind, frozenset(places))
        if relation.kind == "bound" and len(places) == 2 and tuple(places) in covered:
            continue
        if key in said:
            continue
        said.add(key)
        whole = places[0] if relation.kind == "total" else places[-1]
        others = places[1:] if relation.kind == "total" else places[:-1]
        if relation.basis == "stated":
            covered.update((other, whole) for other in others)
        kept.append(relation)
    return kept


def _size(relation: Relation) -> int:
    return len(relation.figures)


def _listed(document: Document) -> Iterator[Relation]:
    """Lists that a word, a mark or their whole opens."""
    for opening in openings(document):
        kept = fitted(document, opening)
        if kept is None:
            continue
        opening, found = kept
        if opening.manner == "cause" or moves(document, opening.wholes[0]):
            yield from _caused(document, opening, found)
            continue
        if len(found.first) < 2 and opening.manner not in ("open", "maybe_made_up"):
            continue
        turns = paired(document, opening, found)
        if turns is not None:
            yield from turns
            continue
        yield from judged(opening, found)
        yield from alongside(document, opening, found)
        yield from composed_shares(document, opening, found)


def _caused(document: Document, opening: Opening, found: Listing) -> list[Relation]:
    quantities = [opening.wholes[0], *(item.quantity for item in found.items)]
    return caused(opening, found, [_falls(document, quantity) for quantity in quantities])


def _falls(document: Document, quantity: Quantity) -> bool:
    """Words beside a change say that it is a decrease."""
    start, _ = lead_of(document, quantity)
    beside = document.cues_between(start, quantity.start, "rise", "fall")[-1:]
    beside = document.cues_between(quantity.after, quantity.after + 2, "rise", "fall") or beside
    return bool(beside) and "fall" in beside[0].kinds
