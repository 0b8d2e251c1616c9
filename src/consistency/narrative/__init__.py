"""What a text itself states: quantities, the relations between them, as edits.

>>> found = read_texts([("report", "全市1383个建制村，标兵村172个，占总数的12.4%")])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.figure import Figure
from ..model.relation import Relation
from .beside import Labelled, beside
from .document import Document
from .reading import read_document
from .relations import PASSES
from .relations.restated import restated_across

__all__ = ["Found", "Labelled", "read_texts"]


@dataclass(frozen=True, slots=True)
class Found:
    """What some texts state.

    `relations` are (name of the input, relation), in the order of inputs and
    places. `figures` counts the numbers read, as quantities or as announcing a
    list, `alone` those in no relation, `not_understood` the numbers that are lost
    or cannot be read; `lost` places these as (input, start, end) in code points of
    the text received. `unused` are the figures in no relation.
    """

    relations: tuple[tuple[str, Relation], ...]
    figures: int
    alone: int
    not_understood: int
    lost: tuple[tuple[str, int, int], ...] = ()
    unused: tuple[Figure, ...] = ()


def read_texts(
    texts: Sequence[tuple[str, str]], *, together: bool = False, cells: Sequence[Labelled] = ()
) -> Found:
    """The relations that texts, given as (name, text), state themselves.

    `together` makes them one submission, in which a quantity stated twice must
    agree; `cells` are those of its tables. Never raises; the time is linear in
    the length of the texts.
    """
    documents = [read_document(name, text) for name, text in texts]
    relations: list[tuple[str, Relation]] = []
    for document in documents:
        relations += [(document.name, relation) for relation in relations_of(document)]
    if together and len(documents) > 1:
        relations += [(_input(relation), relation) for relation in restated_across(documents)]
    if cells:
        relations += [(_input(relation), relation) for relation in beside(documents, cells)]
    places = (figure.place for _, relation in relations for _, figure in relation.figures)
    used = {place for place in places if place is not None and place.start is not None}
    unused = [q.figure for d in documents for q in d.quantities if q.figure.place not in used]
    return Found(
        tuple(relations),
        len(used) + len(unused),
        len(unused),
        sum(len(document.lost) for document in documents),
        tuple((d.name, start, end) for d in documents for start, end in d.lost),
        tuple(unused),
    )


def relations_of(document: Document) -> tuple[Relation, ...]:
    """The relations of one document, in the order of their first figures."""
    found: list[Relation] = []
    for relate in PASSES:
        found += relate(document, found)
    return tuple(sorted(found, key=_first))


def _input(relation: Relation) -> str:
    """The input of the first figure."""
    place = relation.figures[0][1].place
    return "" if place is None else place.input


def _first(relation: Relation) -> int:
    starts = [f.place.start or 0 for _, f in relation.figures if f.place is not None]
    return min(starts, default=0)
