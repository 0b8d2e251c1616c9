"""Whether a word makes a figure negative: a loss beside a profit."""

from __future__ import annotations

import re

from ..document import Cue, Document, Quantity
from .governing import is_light

_KINDS = ("loss", "cost", "profit")
_BESIDE = 48
_BEHIND = 26
_PAUSE = re.compile(r"[;:()|]")
_OF = re.compile(r"[ \u00a0]?(?:of|in|的)?[ ]?(?:[a-z]{3,12}[ ]){0,1}\Z")


def called(document: Document, quantity: Quantity) -> str | None:
    """ "loss", "cost" or "profit" by the words that belong to the figure, None where none do.

    They stand right behind it (`9.0 million of operating loss`) or in front of
    it in its own clause, no other figure between.
    """
    end = min(quantity.after + _BEHIND, document.clauses[quantity.clause].end)
    for cue in document.cues_between(quantity.after, end, *_KINDS):
        if _OF.fullmatch(document.plain[quantity.after : cue.start]):
            return _kind(cue)
    begin = max(document.clauses[quantity.clause].start, quantity.start - _BESIDE)
    if quantity.index:
        begin = max(begin, document.quantities[quantity.index - 1].after)
    for cue in reversed(document.cues_between(begin, quantity.start, *_KINDS)):
        return _kind(cue) if _belongs(document, cue, quantity) else None
    return None


def signs(document: Document, before: Quantity, after: Quantity) -> list[tuple[int, int]]:
    """The signs of before and after that their words allow, the likeliest first."""
    one, other = called(document, before), called(document, after)
    if "cost" in (one, other):  # income beside an expense may be a result of either sign
        two = (-1, 1) if one == "cost" else (1, -1)
        return [two, (1, 1)] if "profit" in (one, other) else [(1, 1)]
    if one == other or "loss" not in (one, other):
        return [(1, 1)]
    flipped = (-1, 1) if one == "loss" else (1, -1)
    if one is not None and other is not None:
        return [flipped]
    return [(1, 1), flipped]


def _belongs(document: Document, cue: Cue, quantity: Quantity) -> bool:
    between = document.plain[cue.end : quantity.start]
    return not _PAUSE.search(between) and is_light(document, cue.end, quantity.start)


def _kind(cue: Cue) -> str:
    return next(kind for kind in _KINDS if kind in cue.kinds)
