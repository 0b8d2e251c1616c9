"""Finds tallies that the next sentence tells apart without a word for it.

`The PPP has 73 seats. The PPP won 54 general seats, complemented by 16 … and 3 …`:
the sentences speak of one subject, and all that the second counts makes what the
first counted. Nothing is said where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import POSSIBLE, Reading, chosen
from .nature import is_level, kin, same_things, summable
from .sum_edits import near_sum, total

_LEAST, _MOST = 2, 6
_WHOLES = 3
_LEAST_WHOLE = 12
_LONGEST = 600
_NAME = re.compile(r"\b[A-Z][A-Za-z’'-]{2,}")


def tallies(document: Document) -> Iterator[Relation]:
    """Totals of all like figures of a sentence that a figure of the one before makes."""
    for one, other in pairwise(document.sentences()):
        if other[0].sentence - one[0].sentence != 1 or one[0].paragraph != other[0].paragraph:
            continue
        wholes = [q for q in one if summable(q) and is_level(document, q)][-_WHOLES:]
        parts = [q for q in other if summable(q) and is_level(document, q)]
        if not _LEAST <= len(parts) <= _MOST or not _shared(document, one, other):
            continue
        relation = chosen(_readings(wholes, parts))
        if relation is not None:
            yield relation


def _readings(wholes: Sequence[Quantity], parts: Sequence[Quantity]) -> Iterator[Reading]:
    for whole in reversed(wholes):
        like = all(kin(whole, q) and same_things(whole, q) for q in parts)
        large = (whole.figure.value or 0) >= _LEAST_WHOLE
        if like and large and near_sum(whole, parts):
            yield Reading(total(whole, parts), POSSIBLE)


def _shared(document: Document, one: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    """A name stands in both sentences."""
    texts = []
    for quantities in (one, other):
        start, end = document.sentence_span(quantities[0].sentence)
        texts.append(set(_NAME.findall(document.folded.text[start : min(end, start + _LONGEST)])))
    return bool((texts[0] & texts[1]) - {"The", "This", "These", "There", "For"})
