"""Finds stocks that move: so many at first, so many came, so many went, so many at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ...model.relation import Relation
from ..cues import LANGUAGES, data_of
from ..document import Document, Quantity
from ..readings import NAMED, POSSIBLE, Reading, chosen
from ..spelled import any_spelled
from .governing import with_words
from .movements import movements
from .nature import kin, summable
from .sum_edits import signed

_SENTENCES = 3
_MOST = 8
_NEAR = 44
_APART = Fraction(2, 5)
_BOTH = ("gain", "loss")
_KINDS = ("opening", "gain", "loss", "closing")


@dataclass(frozen=True, slots=True)
class Flow:
    """A figure and what the words beside it make of it in a stock that moves."""

    quantity: Quantity
    kind: str


def flows(document: Document) -> Iterator[Relation]:
    """Closing stocks as opening stocks with what came and without what went."""
    found: dict[int, Flow] = {}
    for quantity in document.quantities:
        if not summable(quantity):
            continue
        kind = _kind(document, quantity)
        if kind is not None:
            found[quantity.index] = Flow(quantity, kind)
    for at, flow in found.items():
        if flow.kind == "closing":
            yield from _closed(document, flow.quantity, _around(document, found, at))
    yield from _between_levels(document, found)


def _between_levels(document: Document, found: dict[int, Flow]) -> Iterator[Relation]:
    """1,327 shops, against 1,284 a year before. In the year 61 were opened and 14 closed."""
    worded = with_words(document)
    previous: Sequence[Quantity] = ()
    for quantities in worded.sentences():
        moved = [found[q.index] for q in quantities if q.index in found]
        both = {flow.kind for flow in moved} == {"gain", "loss"} and len(moved) == len(_BOTH)
        follows = previous and previous[0].sentence == quantities[0].sentence - 1
        if both and follows and len(previous) <= _MOST:
            *_, level = movements(worded, previous)
            opening, closing = level.before, level.now
            if level.waits and opening is not None and closing is not None:
                yield from _closed(
                    document, closing, [Flow(opening, "opening"), *moved], across=True
                )
        previous = quantities


def _around(document: Document, found: dict[int, Flow], at: int) -> list[Flow]:
    """The flows of the closing figure's sentence and of those before it, none beyond another."""
    closing = document.quantities[at]
    low, high = max(0, at - _MOST), at + _MOST
    near = [
        found[index]
        for index in range(low, high)
        if index != at
        and index in found
        and found[index].quantity.paragraph == closing.paragraph
        and -1 < closing.sentence - found[index].quantity.sentence < _SENTENCES
        and kin(closing, found[index].quantity)
    ]
    others = [flow.quantity.index for flow in near if flow.kind == "closing"]
    last = max((index for index in others if index < at), default=-1)
    return [
        flow
        for flow in near
        if flow.quantity.index >= last and flow.quantity.index not in others[:-1]
    ]


def _closed(
    document: Document, closing: Quantity, near: Sequence[Flow], *, across: bool = False
) -> Iterator[Relation]:
    openings = [flow.quantity for flow in near if flow.kind == "opening"]
    if not openings and near and near[0].kind == "closing":
        openings = [near[0].quantity]  # what was there at the end of the year before
    moved = [flow for flow in near if flow.kind in ("gain", "loss")]
    if len(openings) != 1 or not moved:
        return
    signs = [1, *(1 if flow.kind == "gain" else -1 for flow in moved)]
    relation = signed(closing, [openings[0], *(flow.quantity for flow in moved)], signs)
    both = {flow.kind for flow in moved} == {"gain", "loss"}
    told = [openings[0], *(flow.quantity for flow in moved)]
    alone = both and (across or not _others(document, closing, told))
    values = [f.quantity.figure.value or Fraction(0) for f in (Flow(openings[0], ""), *moved)]
    made_of = sum((sign * value for sign, value in zip(signs, values, strict=True)), Fraction(0))
    stated = closing.figure.value or Fraction(0)
    alone = alone and abs(made_of - stated) <= _APART * max(stated, values[0])
    made = chosen([Reading(relation, NAMED if alone else POSSIBLE)])
    if made is not None:
        yield made


def _others(document: Document, closing: Quantity, told: Sequence[Quantity]) -> bool:
    """Like figures between them are left over."""
    low = min(q.index for q in (closing, *told))
    high = max(q.index for q in (closing, *told)) + 1
    known = {q.index for q in (closing, *told)}
    return any(
        q.index not in known and kin(closing, q) and q.unit == closing.unit
        for q in document.quantities[low:high]
    )


def _kind(document: Document, quantity: Quantity) -> str | None:
    """What the nearest words make of a figure: those in front of it, else those behind it."""
    front, behind = _beside(document, quantity)
    nearest: tuple[int, str] | None = None
    for kind in _KINDS:
        for match in _front(kind).finditer(front):
            if nearest is None or match.end() >= nearest[0]:
                nearest = match.end(), kind
    following: tuple[int, str] | None = None
    for kind in _KINDS:
        found = _behind(kind).search(behind)
        if found is not None and (following is None or found.start() < following[0]):
            following = found.start(), kind
    if nearest is not None and following is not None:
        ascii_words = front[-1:].isascii() and not front.strip().endswith(("and", ","))
        return nearest[1] if ascii_words or not front.isascii() else following[1]
    either = nearest or following
    return None if either is None else either[1]


def _beside(document: Document, quantity: Quantity) -> tuple[str, str]:
    """The words between the figure before and this one in the sentence, and up to the next."""
    low, high = document.sentence_span(quantity.sentence)
    low, high = max(low, quantity.start - _NEAR), min(high, quantity.after + _NEAR)
    if quantity.index:
        low = max(low, document.quantities[quantity.index - 1].after)
    if quantity.index + 1 < len(document.quantities):
        high = min(high, document.quantities[quantity.index + 1].start)
    clause = document.clauses[quantity.clause]
    return document.plain[low : quantity.start], document.plain[
        quantity.end : min(high, clause.end)
    ]


@cache
def _front(kind: str) -> re.Pattern[str]:
    return _any_of(kind)


@cache
def _behind(kind: str) -> re.Pattern[str]:
    return _any_of(f"{kind}_behind")


def _any_of(kind: str) -> re.Pattern[str]:
    listed = {word for language in LANGUAGES for word in data_of(language, "flows.toml")[kind]}
    return re.compile(any_spelled(listed))
