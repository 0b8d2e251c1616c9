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
from itertools import pairwise
from typing import Any, cast

from ...model.relation import Relation
from ..cues import LANGUAGES, data_of
from ..document import Document, Quantity
from ..edits import difference
from ..readings import NAMED, NEAREST, POSSIBLE, Reading, chosen
from .governing import with_words
from .likeness import counted, like
from .moving import Mark, marks

_REACH, _MOST = 2, 10
_BESIDE, _BEHIND, _PAIRS, _AROUND = 40, 26, 5, 200
_DOUBT = "same_measure"
_LINK = (
    r"(?:[ $€£¥:]|of|eur|usd|gbp|chf|inr|rs|was|were|is|a|an|the|about|plus|minus|with|us|by"
    r"|rate|额|为|达|达到|是|约|人民币|人|口|率)*"
)


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
    front, behind = _beside(document, quantity)
    if _words("left").search(front) or _words("left", ends=False).match(behind):
        return chosen(_left(document, quantity))
    if _words("lead").search(front):
        return chosen(_lead(document, quantity))
    return None


def _of_family(document: Document, quantity: Quantity, family: Family) -> Iterator[Reading]:
    """A surplus or deficit with the one figure of each side in reach."""
    front, _ = _beside(document, quantity)
    named = [bool(p.search(front)) for p in (family.more, family.less, family.either)]
    if not any(named):
        return
    near = _before(document, quantity)
    sides = [
        [q for q in near if _side(document, q, family) is at and not _is_named(document, q)]
        for at in (True, False)
    ]
    alone = len(sides[0]) == len(sides[1]) == 1
    for one in sides[0][:_PAIRS]:
        for other in sides[1][:_PAIRS]:
            strength = NAMED if alone and one.sentence == other.sentence else POSSIBLE
            if strength == POSSIBLE and alone:
                strength = NEAREST
            for more in [True] if named[0] else [False] if named[1] else [True, False]:
                after, before = (one, other) if more else (other, one)
                yield Reading(_difference(quantity, before, after), strength, _DOUBT)


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
    behind = f"{quantity.unit or ''} {quantity.behind}"[:_BEHIND]
    sides = [bool(p.search(behind)) for p in (family.enters, family.leaves)]
    return sides[0] if sides[0] != sides[1] else None


def _is_named(document: Document, quantity: Quantity) -> bool:
    """The figure is itself a surplus or a deficit, or a change."""
    front, _ = _beside(document, quantity)
    return any(
        p.search(front) for family in _families() for p in (family.more, family.less, family.either)
    ) or document.has_cue(max(0, quantity.start - 8), quantity.start, "rise", "fall")


def _left(document: Document, quantity: Quantity) -> Iterator[Reading]:
    """What is left: the whole less what was taken off it."""
    near = _before(document, quantity)[:_MOST]
    front, _ = _beside(document, quantity)
    pairs = [
        (whole, taken)
        for taken in near
        for whole in near
        if (whole.figure.value or 0) > max(taken.figure.value or 0, quantity.figure.value or 0)
        and whole is not taken
    ]
    pairs.sort(key=lambda pair: [-(q.figure.value or 0) for q in pair])
    start = max(document.sentence_span(quantity.sentence)[0], quantity.start - _AROUND)
    taken_off = _words("taken", ends=False).search(document.plain, start, quantity.start)
    for whole, taken in pairs:
        strength = POSSIBLE
        here = taken.sentence == quantity.sentence
        if len(near) == 2 and (taken_off or _words("leaving").search(front)):
            strength = NAMED
        elif here and (taken_off or _says_same(taken, quantity)):
            strength = NEAREST
        yield Reading(_difference(quantity, taken, whole), strength, _DOUBT)


def _says_same(taken: Quantity, left: Quantity) -> bool:
    """What was done with the one is still to be done with the other."""
    words = set(re.findall(r"[a-z]{5,}", left.behind))
    return bool(words & set(re.findall(r"[a-z]{5,}", taken.behind)))


def _lead(document: Document, quantity: Quantity) -> Iterator[Reading]:
    """A winner's figure less the runner-up's, of those in reach."""
    near = sorted(_before(document, quantity), key=lambda q: -(q.figure.value or 0))
    listed = [q for q in near if document.plain[q.after : q.after + 2].strip().startswith("(")]
    pool = listed if len(listed) > 1 else near
    for at, (first, second) in enumerate(pairwise(pool)):
        strength = NEAREST if at == 0 and (pool is listed or len(pool) == 2) else POSSIBLE
        strength = NAMED if strength == NEAREST and pool is listed else strength
        yield Reading(_difference(quantity, second, first), strength, _DOUBT)


def _difference(amount: Quantity, before: Quantity, after: Quantity) -> Relation:
    return difference(counted(amount), counted(before), counted(after))


def _before(document: Document, quantity: Quantity) -> list[Quantity]:
    """Like figures in front, in the paragraph and the last sentences, nearest first."""
    low = max(0, quantity.index - _MOST)
    return [
        q
        for q in reversed(document.quantities[low : quantity.index])
        if q.paragraph == quantity.paragraph
        and quantity.sentence - q.sentence <= _REACH
        and like(q, quantity)
        and q.figure.value is not None
    ]


def _beside(document: Document, quantity: Quantity) -> tuple[str, str]:
    """The words in front of a figure in its clause, and those behind."""
    clause = document.clauses[quantity.clause]
    start = max(clause.start, quantity.start - _BESIDE)
    if quantity.index:
        start = max(start, document.quantities[quantity.index - 1].after)
    end = min(clause.end, quantity.after + _BEHIND)
    return document.plain[start : quantity.start], document.plain[quantity.after : end]


@cache
def _families() -> tuple[Family, ...]:
    found = []
    for language in LANGUAGES:
        for table in cast("Any", data_of(language, "balances.toml"))["family"]:
            named = {
                name: re.compile(rf"(?:{_any_of(table[name])}){_LINK}\Z")
                for name in ("more", "less", "either")
            }
            spoken = {
                name: re.compile(_any_of(table.get(name, [])))
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
            named = (table.get(kind, ()) for kind in ("more", "less", "either", "left", "lead"))
            listed += [word for words in named for word in words]
    return re.compile(_any_of(listed))


@cache
def _words(kind: str, *, ends: bool = True) -> re.Pattern[str]:
    """Any word of a kind; where it `ends` a text, a short link may follow."""
    listed = [
        word
        for language in LANGUAGES
        for word in cast("Any", data_of(language, "balances.toml"))["words"][kind]
    ]
    pattern = _any_of(listed)
    return re.compile(
        rf"(?:{pattern}){_LINK}\Z" if ends else rf"[ ]?(?:[a-z]+ ){{0,2}}(?:{pattern})"
    )


def _any_of(words: Sequence[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    shown = [rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in ordered]
    return "|".join(shown) or "(?!)"


__all__ = ["balances"]
