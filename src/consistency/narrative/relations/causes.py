"""Finds movements and results taken apart into causes, what works against them offset.

`decreased by 8.9 million due to lower volumes of 12.7 million and mix of 3.0
million, partially offset by savings of 6.8 million`. Such lists need not be whole:
only those that come out are told, as `implied`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import doubted
from ..readings import holds
from .likeness import counted, like
from .sum_edits import signed

_CAUSE = re.compile(
    r"\b(?:due|owing|attributable) (?:primarily |mainly |principally )?to\b"
    r"|\bresult(?:ing|ed) (?:primarily |mainly )?from\b|\bdriven by\b|\bbecause of\b"
    r"|\breflect(?:s|ing|ed)\b|\bconsist(?:s|ing|ed) of\b|由于|主要是|来自|受"
)
_OFFSET = re.compile(
    r"\b(?:partially |partly |largely )?offset by\b|\bless\b|\bnet of\b"
    r"|部分被|抵销|抵消|扣除|减去"
)
_LEAST, _MOST, _BEFORE = 2, 6, 10


def causes(document: Document) -> Iterator[Relation]:
    """The figure in front of a list of causes, where it is their signed sum."""
    for quantities in document.sentences():
        start, end = document.sentence_span(quantities[0].sentence)
        offset = _OFFSET.search(document.plain, start, end)
        cause = _CAUSE.search(document.plain, start, end)
        if offset is None or cause is None or cause.start() > offset.start():
            continue
        parts = [q for q in quantities if q.start > cause.start() and _is_level(q)]
        for whole in _wholes(document, quantities[0], cause.start()):
            relation = _made(whole, parts, offset.start())
            if relation is not None:
                yield doubted(relation, "found_by_arithmetic")
                break


def _is_level(quantity: Quantity) -> bool:
    return quantity.form in ("amount", "count", "bare") and bool(quantity.figure.value)


def _wholes(document: Document, first: Quantity, before: int) -> Iterator[Quantity]:
    """Figures in front of the causes, in the sentence and the one before, nearest first."""
    at = first.index
    while at < len(document.quantities) and document.quantities[at].start < before:
        at += 1
    for other in reversed(document.quantities[max(0, at - _BEFORE) : at]):
        near = other.paragraph == first.paragraph and first.sentence - other.sentence <= 1
        if near and _is_level(other):
            yield other


def _made(whole: Quantity, parts: Sequence[Quantity], offset: int) -> Relation | None:
    fitting = [q for q in parts if like(q, whole)]
    if not _LEAST < len(fitting) + 1 <= _MOST or whole in fitting:
        return None
    signs = [1 if q.start < offset else -1 for q in fitting]
    if len(set(signs)) == 1:
        return None
    relation = signed(counted(whole), [counted(q) for q in fitting], signs)
    return relation if holds(relation) else None
