"""Which words govern a figure in a movement, and whether words name a subject of their own.

The words stand in front of the figure in its clause, or in the clauses it goes
on from where those say nothing but dates and links. Which words these are is
data (`changes.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ..cues import cues_of
from ..document import Cue, Document, Quantity

DIRECTED = frozenset({"rise", "fall", "more", "fewer"})
MOVING = DIRECTED | {"from", "than", "to", "prior", "reach"}
PAUSE = re.compile(r"[,;:()|、，；：（）]")
FARTHEST, BEHIND = 60, 24
_WINDOW = 110
_MOST_CLAUSES = 3
_TIGHT = 2
_LINKING = ("link", "chain", "rise", "fall", "more", "fewer", "than", "prior", "from", "reach")
_DATE = re.compile(
    r"[0-9]{1,4}|[a-z]{3,12}(?:ly|ing)\b"
    r"|(?<![\u4e00-\u9fff])[一二三四五六七八九十两]{1,3}(?![\u4e00-\u9fff])"
)
_MARKS = re.compile(r"[^a-z\u4e00-\u9fff]+")
_LOWER = re.compile(r"[ ](?:[a-z]{2,7}er|more|less)(?= than\b|[,.;)])")
_BRACKETED = re.compile(r"[(（](?P<when>[^()（）]{2,40})\Z")
_WHEN = re.compile(r"(?:19|20)[0-9]{2}|[季年月]|year|quarter")
_AGAIN = re.compile(r"\b(?:or|i\.e\.,?|that is,?)[ ](?:about |some |by )?\Z")
_ARTICLE = re.compile(r"[ ](?:an?|the)[ ](?:[a-z-]{2,14}[ ]){0,2}\Z")


def with_words(document: Document) -> Document:
    """The document with the words of movements as its cues."""
    cues, starts = _cues(document.plain)
    return replace(document, cues=cues, _cue_starts=starts)


@lru_cache(maxsize=1)
def _cues(plain: str) -> tuple[tuple[Cue, ...], tuple[int, ...]]:
    cues = cues_of(plain, "changes.toml")
    return cues, tuple(cue.start for cue in cues)


def begin_of(document: Document, quantity: Quantity, low: int) -> int:
    """Where the words that govern a figure begin: its clause, or those it goes on from."""
    at = quantity.clause
    begin = max(document.clauses[at].start, low, quantity.start - _WINDOW)
    for _ in range(_MOST_CLAUSES):
        if begin <= low or at == 0 or quantity.start - document.clauses[at - 1].start > _WINDOW:
            break
        if document.clauses[at - 1].ender in ";.":
            break
        if document.has_cue(begin, quantity.start, *MOVING):
            break
        if not is_light(document, begin, quantity.start):
            break
        at -= 1
        begin = max(document.clauses[at].start, low)
    return begin


def governing(document: Document, quantity: Quantity, begin: int) -> list[Cue]:
    """The words of movement in front of a figure that reach it."""
    cues = [cue for cue in document.cues_between(begin, quantity.start) if cue.kinds & MOVING]
    return [cue for cue in cues if _governs(document, cue, cues, quantity)]


def _governs(document: Document, cue: Cue, cues: Sequence[Cue], quantity: Quantity) -> bool:
    """A word reaches its figure over no pause but a bracket or a date."""
    between = document.plain[cue.end : quantity.start]
    paused = PAUSE.search(between) is not None
    if len(between) > FARTHEST or (paused and not is_light(document, cue.end, quantity.start)):
        return False
    if "prior" in cue.kinds and paused:
        return False
    word = document.plain[cue.start : cue.end]
    moves = bool(cue.kinds & {"rise", "fall"})
    if cue.kinds & {"more", "fewer"} and not moves:
        start = max(document.clauses[quantity.clause].start, quantity.start - FARTHEST)
        compared = document.has_cue(start, cue.start, "than", "from")
        return compared and not word.isascii() and len(_MARKS.sub("", between)) <= _TIGHT
    if not word.isascii() and len(word) == 1 and (moves or "to" in cue.kinds):
        return len(between) <= _TIGHT
    return not (moves and word.endswith("ed") and " of " in between)


def subject_of(document: Document, quantity: Quantity, begin: int) -> str:
    """What stands in front of the word that moves a figure: perhaps a subject of its own."""
    clause = document.clauses[document.clause_at(quantity.start)].start
    joined = document.cues_between(begin, quantity.start, "conjunction")
    begin = joined[-1].end if joined else max(begin, clause)
    cues = document.cues_between(begin, quantity.start)
    first = next((cue.start for cue in cues if cue.kinds & (DIRECTED | {"to"})), quantity.start)
    return _content(document, begin, first)


def is_elsewhere(document: Document, moving: Cue, cues: Sequence[Cue]) -> bool:
    """`compared to an increase of 5 %`: the movement of another time."""
    for cue in cues:
        if cue.end > moving.start or not cue.kinds & {"than", "from"}:
            continue
        between = document.plain[cue.end : moving.start]
        if len(between) > BEHIND:
            continue
        if "against" in cue.kinds and "," not in between:
            return True
        if _ARTICLE.search(f" {between.strip()} "):
            return True
    return False


def comparative(document: Document, quantity: Quantity, high: int) -> Cue | None:
    """The comparative or noun of movement right behind a figure: 9 % more, a 5 % rise."""
    start = quantity.after
    if _LOWER.match(document.plain, quantity.end):
        start = quantity.end  # the word was taken for a unit: 400 lower than
    limit = min(high + 1, quantity.after + BEHIND)
    found = document.cues_between(start, limit, "noun", *DIRECTED)
    if not found:
        return None
    cue = found[0]
    between = document.plain[start : cue.start].strip(" -\u00a0")
    word = document.plain[cue.start : cue.end]
    if not word.isascii():
        return cue if between == "的" and len(word) > 1 else None
    if not cue.kinds & {"more", "fewer", "noun"} or between.startswith("of "):
        return None
    if document.has_cue(start, cue.start, "conjunction"):
        return None  # 11 aqueducts and more than 240 culverts
    paused = "," in between and not (between == "," and _AGAIN.search(_front(document, quantity)))
    light = is_light(document, start, cue.start) and not paused
    noun = bool(re.fullmatch(r"[a-z-]{3,14}", between)) and "noun" not in cue.kinds
    return cue if light or noun else None


def _front(document: Document, quantity: Quantity) -> str:
    return document.plain[max(0, quantity.start - BEHIND) : quantity.start]


def is_yearly(document: Document, quantity: Quantity, low: int) -> bool:
    """A rate for each of several years, in front of a figure in its clause or right behind."""
    begin = max(low, document.clauses[quantity.clause].start)
    if document.has_cue(begin, quantity.start, "yearly"):
        return True
    limit = min(quantity.after + BEHIND // 2, document.clauses[quantity.clause].end)
    pause = PAUSE.search(document.plain, quantity.after, limit)
    return document.has_cue(quantity.after, pause.start() if pause else limit, "yearly")


def is_chain(document: Document, low: int, start: int) -> bool:
    """Only words that say one movement twice stand between two figures."""
    between = document.plain[low:start]
    words = _MARKS.sub(" ", between).strip()
    if not words:
        return "、" in between or "(" in between
    return any(
        _MARKS.sub(" ", document.plain[cue.start : cue.end]).strip() == words
        for cue in document.cues_between(low, start, "chain")
    )


def is_dated(document: Document, quantity: Quantity, low: int) -> bool:
    """(2019: 5 million), （二季度为5亿元）: nothing in the bracket but when it was."""
    if not document.clauses[quantity.clause].depth:
        return False
    start = quantity.start
    found = _BRACKETED.search(document.plain, max(low, start - FARTHEST), start)
    if found is None or _WHEN.search(found["when"]) is None:
        return False
    return is_light(document, found.start("when"), start)


def is_light(document: Document, start: int, end: int) -> bool:
    """Nothing stands here but dates, links and words of movement."""
    return not _content(document, start, end)


def _content(document: Document, start: int, end: int) -> str:
    """The words here that are no dates, links or words of movement."""
    words = document.plain[start:end]
    pieces = []
    at = start
    for cue in document.cues_between(start, end, *_LINKING):
        if cue.end <= end:
            pieces.append(words[at - start : cue.start - start])
            at = cue.end
    pieces.append(words[at - start :])
    return _MARKS.sub(" ", _DATE.sub(" ", " ".join(pieces))).strip()
