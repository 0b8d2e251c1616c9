"""Finds games with their outcomes side by side: 38场比赛取得21胜10平7负, 21 wins, 10 draws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import NAMED, POSSIBLE, Reading, chosen
from .nature import kin, summable
from .sum_edits import total
from .vocabulary import words

_KINDS = ("won", "drawn", "lost")
_APART = 14
_FAR = 40
_BACK = 3


def records(document: Document) -> Iterator[Relation]:
    """Games as the sum of those won, drawn and lost; stated where all three stand together."""
    at = 0
    while at < len(document.quantities):
        run = _run(document, at)
        at += max(1, len(run))
        whole = _games(document, run[0]) if len(run) > 1 else None
        if whole is None:
            continue
        told = NAMED if len(run) == len(_KINDS) else POSSIBLE
        relation = chosen([Reading(total(whole, run), told)])
        if relation is not None:
            yield relation


def _run(document: Document, at: int) -> list[Quantity]:
    """Neighbouring figures of which each is of another outcome."""
    run: list[Quantity] = []
    seen: set[str] = set()
    for quantity in document.quantities[at : at + len(_KINDS)]:
        outcome = _outcome(document, quantity)
        if outcome is None or outcome in seen or not summable(quantity):
            break
        if run and quantity.start - run[-1].after > _APART:
            break
        seen.add(outcome)
        run.append(quantity)
    return run


def _outcome(document: Document, quantity: Quantity) -> str | None:
    """Which outcome the word right behind a figure names."""
    plain = document.plain
    behind = quantity.end + (plain[quantity.end : quantity.end + 1] == " ")
    for kind in _KINDS:
        if words(kind).match(plain, behind):
            return kind
    return None


def _games(document: Document, first: Quantity) -> Quantity | None:
    """The number of games in front, with no other number and hardly a pause between."""
    nearest: Sequence[Quantity] = document.quantities[max(0, first.index - _BACK) : first.index]
    for quantity in reversed(nearest):
        between = document.plain[quantity.end : first.start]
        if quantity.sentence != first.sentence or len(between) > _FAR:
            return None
        told = words("games").match(between.lstrip())
        if told and kin(quantity, first):
            return quantity if len(re.findall("[，,;；]", between)) <= 1 else None
    return None
