"""What a text itself states: quantities, the relations between them, as edits.

>>> found = read_texts([("report", "全市1383个建制村，标兵村172个，占总数的12.4%")])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.relation import Relation
from .document import Document
from .reading import read_document
from .relations import PASSES

__all__ = ["Found", "read_texts"]


@dataclass(frozen=True, slots=True)
class Found:
    """What some texts state.

    `relations` are (name of the input, relation), in the order of inputs and
    places. `figures` counts the quantities read, `alone` those in no relation,
    `not_understood` the numbers that are lost or cannot be read; `lost` places
    these as (input, start, end) in code points of the text received.
    """

    relations: tuple[tuple[str, Relation], ...]
    figures: int
    alone: int
    not_understood: int
    lost: tuple[tuple[str, int, int], ...] = ()


def read_texts(texts: Sequence[tuple[str, str]], *, together: bool = False) -> Found:
    """The relations that texts, given as (name, text), state themselves.

    `together` makes them one submission, in which a quantity stated twice must
    agree. Never raises; the time is linear in the length of the texts.
    """
    documents = [read_document(name, text) for name, text in texts]
    relations: list[tuple[str, Relation]] = []
    for document in documents:
        relations += [(document.name, relation) for relation in relations_of(document)]
    used = {figure.place for _, relation in relations for _, figure in relation.figures}
    figures = sum(len(document.quantities) for document in documents)
    return Found(
        tuple(relations),
        figures,
        figures - len(used),
        sum(len(document.lost) for document in documents),
        tuple((d.name, start, end) for d in documents for start, end in d.lost),
    )


def relations_of(document: Document) -> tuple[Relation, ...]:
    """The relations of one document, in the order of their first figures."""
    found: list[Relation] = []
    for relate in PASSES:
        found += relate(document, found)
    return tuple(sorted(found, key=_first))


def _first(relation: Relation) -> int:
    starts = [f.place.start or 0 for _, f in relation.figures if f.place is not None]
    return min(starts, default=0)
