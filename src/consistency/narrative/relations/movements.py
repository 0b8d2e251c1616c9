"""Movements: the figures of one change, gathered from a sentence's marks.

A sentence is read from left to right. A figure that repeats a part already
filled, or a movement with a subject of its own, opens a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Document, Quantity
from .moving import marks
from .stands import Mark

_MOST = 8
_JOINED = re.compile(r"\b(?:and|while|but|whereas|as|with)\b|[和而但]")


@dataclass(slots=True)
class Movement:
    """The figures of one change.

    `mains` are those that may be what is; the last is the nearest. `loose` says
    that another subject may stand between them and the movement, `alone` that no
    figure of its sentence stands before it.
    """

    mains: list[Quantity] = field(default_factory=list)
    before: Quantity | None = None
    after: Quantity | None = None
    by: list[Mark] = field(default_factory=list)
    loose: bool = False
    alone: bool = False

    @property
    def now(self) -> Quantity | None:
        """What is, as far as it is known."""
        return self.after or (self.mains[-1] if self.mains else None)

    @property
    def figures(self) -> list[Quantity]:
        """The levels: what was and what is."""
        return [q for q in (*self.mains, self.before, self.after) if q is not None]

    @property
    def waits(self) -> bool:
        """It has what was and what is; by how much may be said in the next sentence."""
        return not self.by and self.before is not None and self.now is not None

    @property
    def started(self) -> bool:
        """Something moves: more than a figure is named."""
        return bool(self.by) or self.before is not None or self.after is not None


def movements(document: Document, quantities: Sequence[Quantity]) -> Iterator[Movement]:
    """The movements of one sentence, with those that no figure is said to move by."""
    movement = Movement(alone=True)
    low = document.sentence_span(quantities[0].sentence)[0]
    for mark in marks(document, quantities):
        if movement.started and _ends(document, movement, mark, low):
            yield movement
            apart = document.has_cue(low, mark.quantity.start, "of_which", "cause")
            movement = Movement() if apart else _following(movement, mark)
        _add(document, movement, mark, low)
        low = mark.quantity.after
    yield movement


def _following(movement: Movement, mark: Mark) -> Movement:
    """A new movement; one without a subject may still be of the figure before."""
    if mark.part not in ("by", "from", "other") or movement.after is not None:
        return Movement()
    if mark.part != "other" and (_is_other(movement, mark) or mark.comparative):
        return Movement()
    return Movement(mains=list(movement.mains))


def _ends(document: Document, movement: Movement, mark: Mark, low: int) -> bool:
    """What comes belongs to another movement."""
    start = mark.quantity.start
    if document.has_cue(low, start, "of_which", "cause"):
        return True
    if ";" in document.plain[low:start] and movement.by:
        return True
    if mark.part == "main":
        return not _is_reached(document, movement, mark)
    if mark.part == "from":
        bracketed = document.clauses[mark.quantity.clause].depth > 0
        based = any(by.based for by in movement.by) and not bracketed
        told = bool(movement.by) and mark.falls is not None
        apart = (told or movement.after is not None) and _is_other(movement, mark)
        return movement.before is not None or based or apart
    if mark.part == "to":
        return movement.after is not None or _is_other(movement, mark)
    if mark.part == "by":
        again = mark.comparative and movement.before is not None and bool(movement.by)
        if movement.before is not None and not (movement.by or movement.now):
            return False  # from 64 million, the backlog climbed by
        return again or (bool(movement.by or not movement.now) and _is_other(movement, mark))
    return mark.part == "other"


def _is_reached(document: Document, movement: Movement, mark: Mark) -> bool:
    """A figure named as it is still belongs to the movement: it is what was reached."""
    if movement.after is not None:
        return False
    if not movement.by:
        return not movement.mains or not _is_other(movement, mark)
    return not movement.mains and not _is_other(movement, mark)


def _is_other(movement: Movement, mark: Mark) -> bool:
    """The words in front name a subject that the figures before have not been named by."""
    if not mark.subject or mark.chained:
        return False
    behind = (_JOINED.split(q.behind, maxsplit=1)[0] for q in movement.figures)
    named = " ".join([*behind, *(f"{q.before} {q.unit or ''}" for q in movement.figures)])
    return not all(word in named for word in mark.subject.split())


def _add(document: Document, movement: Movement, mark: Mark, low: int) -> None:
    quantity = mark.quantity
    if mark.part == "from":
        movement.before = quantity
    elif mark.part == "to":
        movement.after = quantity
        movement.loose = False
    elif mark.part == "by":
        if movement.now and _is_other(movement, mark):
            movement.loose = True
        movement.by.append(mark)
    elif mark.part in ("main", "level"):
        if movement.by and mark.part == "main":
            movement.after = quantity
        elif not movement.by and (mark.part == "main" or quantity.form == "percent"):
            movement.mains = [*movement.mains[-_MOST:], quantity]
