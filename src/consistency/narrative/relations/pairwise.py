"""Lists taken in turn: from a and b to c and d, respectively."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Document, Quantity
from .movements import Movement
from .moving import marks
from .stands import Mark

_JOINS = re.compile(
    r"[ ,、，$€£¥]*(?:and|和|及|与|以及)?[ ,、$€£¥]*(?:by|to|from|a|an|us)?[ $€£¥]*"
)
_LEAST = 2


def unzipped(document: Document, quantities: Sequence[Quantity]) -> list[Movement]:
    """The movements of a sentence whose lists are taken in turn; empty where it has none.

    The k-th figure of each list goes with the k-th of the others: only lists of
    one length state anything.
    """
    start, end = document.sentence_span(quantities[0].sentence)
    if not document.has_cue(start, end, "pairwise"):
        return []
    every = runs(document, marks(document, quantities))
    size = max((len(run) for run in every), default=0)
    lists = [run for run in every if len(run) == size]
    told = {run[0].part for run in lists}
    if size < _LEAST or "by" not in told:
        return []
    return [_movement([run[at] for run in lists]) for at in range(size)]


def runs(document: Document, found: Sequence[Mark]) -> list[list[Mark]]:
    """Figures one after the other with only a comma or an `and` between them."""
    lists: list[list[Mark]] = []
    for mark in found:
        if lists:
            last = lists[-1][-1].quantity
            between = document.plain[last.after : mark.quantity.start]
            plainly = mark.part in ("main", "level", lists[-1][0].part)
            if plainly and last.form == mark.quantity.form and _JOINS.fullmatch(between):
                lists[-1].append(Mark(mark.quantity, lists[-1][0].part, lists[-1][0].falls))
                continue
        lists.append([mark])
    return lists


def _movement(taken: Sequence[Mark]) -> Movement:
    movement = Movement()
    for mark in taken:
        if mark.part == "from":
            movement.before = mark.quantity
        elif mark.part == "to":
            movement.after = mark.quantity
        elif mark.part == "by":
            movement.by.append(mark)
        elif mark.part == "main":
            movement.mains.append(mark.quantity)
    return movement
