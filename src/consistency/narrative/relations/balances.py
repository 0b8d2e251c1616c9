"""Finds differences that a noun states: a surplus, what is left, a winner's lead.

A deficit is imports less exports, natural growth births less deaths; what is
left is a whole less what was taken off it. Which words these are is data
(`balances.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...model.relation import Relation
from ..cues import LANGUAGES, data_of
from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE, Reading, chosen
from .governing import with_words
from .margins import (
    APART,
    BETWEEN,
    DOUBT,
    LINK,
    MONEY,
    PAIRS,
    any_of,
    apart,
    before_of,
    beside,
    difference_of,
    lead,
    left,
    toll,
    words,
)  # fmt: skip
from .moving import marks
from .stands import Mark

_SEEN = 26


@dataclass(frozen=True, slots=True)
class Family:
    """Patterns of two sides and of what one is more than the other."""

    enters: re.Pattern[str]
    leaves: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]
    either: re.Pattern[str]
    neither: re.Pattern[str]


def balances(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Differences that a noun names, each with the two figures it is between."""
    words = with_words(document)
    told = {
        frozenset(figure.place for _, figure in relation.figures)
        for relation in known
        if len(relation.edits) == 1
    }
    found: list[Relation] = []
    for quantities in words.sentences():
        if _triggers().search(words.plain, *words.sentence_span(quantities[0].sentence)) is None:
            continue
        for mark in marks(words, quantities):
            relation = _claim(words, mark)
            if relation is None:
                continue
            figures = frozenset(figure.place for _, figure in relation.figures)
            if figures not in told:
                told.add(figures)
                found.append(relation)
    return tuple(found)


def _claim(document: Document, mark: Mark) -> Relation | None:
    """The difference a figure is named as, if it is."""
    quantity = mark.quantity
    if mark.part in ("from", "other") or quantity.form in ("points", "times"):
        return None
    for family in _families():
        readings = list(_of_family(document, quantity, family))
        if readings:
            return chosen(readings)
    front, behind = beside(document, quantity)
    if words("left").search(front) or words("left", ends=False).match(behind):
        return chosen(left(document, quantity))
    if words("lead").search(front):
        return chosen(lead(document, quantity))
    if BETWEEN.match(document.plain, quantity.after) or APART.search(front):
        return chosen(apart(document, quantity))
    counts = quantity.form != "amount" or quantity.unit not in MONEY
    if counts and words("toll").search(front):
        return chosen(toll(document, quantity))
    return None


def _of_family(document: Document, quantity: Quantity, family: Family) -> Iterator[Reading]:
    """A surplus or deficit with the one figure of each side in reach."""
    front, _ = beside(document, quantity)
    named = [bool(p.search(front)) for p in (family.more, family.less, family.either)]
    if not any(named):
        return
    near = before_of(document, quantity)
    sides = [
        [q for q in near if _side(document, q, family) is at and not _is_named(document, q)]
        for at in (True, False)
    ]
    alone = len(sides[0]) == len(sides[1]) == 1
    for one in sides[0][:PAIRS]:
        for other in sides[1][:PAIRS]:
            strength = NAMED if alone and one.sentence == other.sentence else POSSIBLE
            if strength == POSSIBLE and alone:
                strength = NEAREST
            for more in [True] if named[0] else [False] if named[1] else [True, False]:
                after, before = (one, other) if more else (other, one)
                yield Reading(difference_of(quantity, before, after), strength, DOUBT)


def _side(document: Document, quantity: Quantity, family: Family) -> bool | None:
    """Which side names a figure: True what comes in, False what goes out, None neither."""
    text = family.neither.sub(" ", quantity.before)
    last: tuple[int, bool] | None = None
    for pattern, side in ((family.enters, True), (family.leaves, False)):
        for match in pattern.finditer(text):
            if last is None or match.end() > last[0]:
                last = match.end(), side
    if last is not None:
        return last[1]
    behind = f"{quantity.unit or ''} {quantity.behind}"[:_SEEN]
    sides = [bool(p.search(behind)) for p in (family.enters, family.leaves)]
    return sides[0] if sides[0] != sides[1] else None


def _is_named(document: Document, quantity: Quantity) -> bool:
    """The figure is itself a surplus or a deficit, or a change."""
    front, _ = beside(document, quantity)
    return any(
        p.search(front) for family in _families() for p in (family.more, family.less, family.either)
    ) or document.has_cue(max(0, quantity.start - 8), quantity.start, "rise", "fall")


@cache
def _families() -> tuple[Family, ...]:
    found = []
    for language in LANGUAGES:
        for table in cast("Any", data_of(language, "balances.toml"))["family"]:
            named = {
                name: re.compile(rf"(?:{any_of(table[name])}){LINK}\Z")
                for name in ("more", "less", "either")
            }
            spoken = {
                name: re.compile(any_of(table.get(name, [])))
                for name in ("enters", "leaves", "neither")
            }
            found.append(Family(**named, **spoken))
    return tuple(found)


@cache
def _triggers() -> re.Pattern[str]:
    """Any noun that names a difference: most sentences have none."""
    listed = []
    for language in LANGUAGES:
        data = cast("Any", data_of(language, "balances.toml"))
        for table in (*data["family"], data["words"]):
            named = (
                table.get(kind, ())
                for kind in ("more", "less", "either", "left", "lead", "toll", "apart")
            )
            listed += [word for words in named for word in words]
    return re.compile(any_of(listed))


__all__ = ["balances"]
