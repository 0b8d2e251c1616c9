"""Where lists of parts open, and which figures before them can be their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..document import Clause, Document, Quantity
from .nature import nature, summable
from .vocabulary import words

Manner = Literal["open", "made_up", "maybe_made_up", "colon", "bracket", "with", "each", "cause"]
"""How a list is opened: of which; made up of; including all; by a mark; by what caused a change."""

Moving = Literal["never", "too", "only"]
"""Whether changes can be wholes."""

_FARTHEST_BACK = 8
_FARTHEST_LEAD = 60
_REACH = 800
_BESIDE = 12
_FEW = 20
_WORD = re.compile(r"\w")
_APPOSED = re.compile(
    r"(?: [a-z]+){0,3}, [0-9][0-9,.]* (?:[a-z]+ ){0,2}(?:in|at|from|by|for|on|to|of)\b"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where a list of parts may begin, at depth `depth` of brackets.

    `at` is where its word stands, `start` where the list begins; `wholes` are
    the figures that may be its whole, the nearest first; `near` says that the
    first of them is the nearest of all. `subject` is what its clause says in front of it.
    """

    manner: Manner
    at: int
    start: int
    depth: int
    wholes: tuple[Quantity, ...]
    near: bool = True
    subject: str = ""


def openings(document: Document) -> Iterator[Opening]:
    """The openings of a document, those of words first; linear in its length."""
    yield from _by_words(document)
    yield from _by_marks(document)
    yield from _by_wholes(document)


_BY_WORD: tuple[tuple[str, Manner], ...] = (
    ("opens", "open"),
    ("makes_up", "made_up"),
    ("may_make_up", "maybe_made_up"),
    ("accompanied", "with"),
    ("respectively", "each"),
    ("causes", "cause"),
)


def _by_words(document: Document) -> Iterator[Opening]:
    for kind, manner in _BY_WORD:
        for found in words(kind).finditer(document.plain):
            at, start = found.span()
            if words("made_of").fullmatch(found.group()) and not _closed(document, start):
                continue
            told: Manner = manner
            if kind == "may_make_up" and words("opens").search(document.plain, at - 2, at):
                continue
            clause = document.clauses[document.clause_at(at)]
            if manner == "open" and _counts_before(document, at):
                continue
            of_change = manner == "cause" or (manner == "made_up" and _of_change(document, at))
            moving: Moving = "only" if of_change else ("too" if manner == "open" else "never")
            wholes = wholes_before(document, at, clause.depth, moving=moving)
            if told in ("made_up", "each"):
                wholes = tuple(w for w in wholes if ";" not in document.folded.plain[w.after : at])
            if wholes:
                subject = re.split("[，,;:。]", document.plain[max(0, at - _FARTHEST_LEAD) : at])[
                    -1
                ]
                yield Opening(told, at, start, clause.depth, wholes, subject=subject)


def _counts_before(document: Document, at: int) -> bool:
    """A figure stands directly in front: 2,187 of them opens nothing."""
    index = _index_before(document, at)
    if index < 0:
        return False
    between = document.plain[document.quantities[index].after : at]
    return len(between) <= 2 and not between.strip()


def _of_change(document: Document, at: int) -> bool:
    """The sentence speaks of a change, without printing it: the increase was made up of."""
    clause = document.clauses[document.clause_at(at)]
    low, _ = document.sentence_span(clause.sentence)
    here = document.quantities_between(max(low, at - _REACH), at)
    return not here and document.has_cue(max(low, at - 40), at, "rise", "fall")


def _closed(document: Document, start: int) -> bool:
    clause = document.clauses[document.clause_at(start)]
    _, high = document.sentence_span(clause.sentence)
    return words("closes").search(document.plain, start, min(high, start + 200)) is not None


def _by_marks(document: Document) -> Iterator[Opening]:
    """Lists behind a colon, and in brackets behind their whole."""
    for clause in document.clauses:
        if clause.ender not in ":(":
            continue
        here = document.quantities_between(clause.start, clause.end)
        if not here:
            continue
        whole = here[-1]
        if whole.is_share and clause.ender == ":":
            whole = _shared(document, here) or whole
        if not _is_whole(document, whole, "never"):
            continue
        if clause.ender == ":":
            yield Opening(
                "colon", clause.end - 1, clause.end, clause.depth, _counted(document, here)
            )
        elif clause.end - whole.after <= 24:
            yield Opening("bracket", clause.end - 1, clause.end, clause.depth + 1, (whole,))


def _counted(document: Document, here: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The whole in front of a colon, and the one before it where it may count the items."""
    whole = here[-1]
    if whole.is_share:
        whole = _shared(document, here) or whole
    small = (whole.figure.value or 0) <= _FEW and whole.form != "amount"
    if not small or not whole.index:
        return (whole,)
    before = document.quantities[whole.index - 1]
    near = before.sentence == whole.sentence and _is_whole(document, before, "never")
    return (whole, before) if near else (whole,)


def _shared(document: Document, here: tuple[Quantity, ...]) -> Quantity | None:
    """The figure that a percentage behind it only shares out: 4,672, or 5.92% of the votes."""
    share = here[-1]
    if not share.index:
        return None
    before = document.quantities[share.index - 1]
    near = share.start - before.after <= _BESIDE and before.sentence == share.sentence
    return before if near and summable(before) else None


def _by_wholes(document: Document) -> Iterator[Opening]:
    """A whole that says itself that others stand within it: 90所学校中…, of the 90 schools."""
    before = words("whole_before")
    for whole in document.quantities:
        if not summable(whole):
            continue
        clause = document.clauses[whole.clause]
        low, _ = document.sentence_span(whole.sentence)
        stop = holds_others(document, whole)
        lead = document.plain[max(low, whole.start - _FARTHEST_LEAD) : whole.start].strip()
        near = whole.start - low <= _FARTHEST_LEAD
        first = near and before.match(lead) and not re.search(r"[0-9,;]", lead)
        if _APPOSED.match(document.plain, whole.after):
            yield Opening("with", whole.after, whole.after, clause.depth, (whole,))
        if stop or first:
            yield Opening("open", whole.after, whole.after, clause.depth, (whole,))


def holds_others(document: Document, whole: Quantity) -> bool:
    """The words behind a figure say that others are counted within it: 90所学校中."""
    behind = document.plain[whole.after : whole.after + 30]
    pattern = rf"[^，、,;:。.!?()\n0-9“”]{{0,20}}?(?:{words('within').pattern})"
    inside = re.match(pattern, behind)
    return inside is not None and _pauses(behind, inside.end())


def _pauses(text: str, at: int) -> bool:
    """After `within` comes a mark or a figure soon."""
    return (
        bool(re.match(r"[，,:]|.{0,3}有|[^，、,;:。.()]{0,4}[0-9]", text[at:]))
        or text[at - 1 : at] == "有"
    )


def wholes_before(
    document: Document, at: int, depth: int, *, moving: Moving = "never", sentences: int = 1
) -> tuple[Quantity, ...]:
    """The figures before an offset that may be the whole of what follows, nearest first.

    Looks back in the sentence; where that has nothing in front of the offset, in
    the `sentences` before it.
    """
    clause = document.clauses[document.clause_at(at)]
    low, _ = document.sentence_span(clause.sentence)
    index = _index_before(document, at)
    begins = moving == "only" or not _WORD.search(document.plain, low, at)
    farthest = clause.sentence - (sentences if begins else 0)
    found: list[Quantity] = []
    for quantity in reversed(document.quantities[max(0, index - _FARTHEST_BACK + 1) : index + 1]):
        if quantity.sentence < farthest or at - quantity.after > _REACH:
            break
        if document.clauses[quantity.clause].depth > depth:
            continue
        if _is_whole(document, quantity, moving):
            found.append(quantity)
    return tuple(found)


def _is_whole(document: Document, quantity: Quantity, moving: Moving) -> bool:
    if not summable(quantity):
        return False
    found = nature(document, quantity)
    if found == "change":
        return moving != "never"
    return found == "level" and moving != "only"


def _index_before(document: Document, at: int) -> int:
    low, high = 0, len(document.quantities)
    while low < high:
        middle = (low + high) // 2
        if document.quantities[middle].start < at:
            low = middle + 1
        else:
            high = middle
    return low - 1


def bracketed_of(document: Document, quantity: Quantity) -> Quantity | None:
    """The figure in brackets directly behind one: 68.4 km² (26.4 mi²)."""
    at = quantity.index + 1
    if at >= len(document.quantities):
        return None
    following = document.quantities[at]
    deeper = _clause(document, following).depth > _clause(document, quantity).depth
    near = following.start - quantity.after <= 4
    return following if deeper and near and summable(following) else None


def _clause(document: Document, quantity: Quantity) -> Clause:
    return document.clauses[quantity.clause]
