"""Shares in front of a part and its whole: coverage was 92.5%, with 7,400 of 8,000 reached."""

from __future__ import annotations

import re

from ..document import Document, Quantity
from ..edits import share
from ..readings import NAMED, holds
from .claim import FAR, FILL, RATE, RATE_WORDS, WITHIN, Claim, moves, of_words
from .operands import fit, is_number
from .printed import next_number, of_its
from .wording import pattern

_OPENS = (
    r"\A[^0-9;.。,，(:—–]{0,24}(?:[,，(:—–]|[ ]-[ ])[ ]?(?:<gives>[ ]?)?"
    r"(?:[^0-9;.。,，():—–]{0,16}[ ])?(?:<hedge_words>[ ]?)?\Z"
)
_OPENS_HAN = r"\A[^0-9;.。,，(:—–]{0,12}[,，(:—–][^0-9;.。,，():—–]{0,16}\Z"
_CLOSES = re.compile(r"[^,，。;:()0-9]{0,30}\)")
_STATES = r"(?:<states>)[ ]?(?:<hedge_words>)?[ ]?\Z"


def announced(document: Document, percent: Quantity) -> Claim | None:
    """A share, and behind it the pair it comes of: 45 of the 60; 60 items, 45 of them."""
    first = next_number(document, percent)
    second = next_number(document, first) if first else None
    if first is None or second is None or second.sentence != percent.sentence:
        return None
    inside = _inside(document, percent, first, second)
    if not (inside or _is_said(document, percent)) or not fit(first, second):
        return None
    gap = document.plain[percent.after : min(first.start, percent.after + FAR)]
    if not (pattern(_OPENS).match(gap) or pattern(_OPENS_HAN).match(gap)) or of_words(percent):
        return None
    if _has_own(document, second):
        return None
    pair = _pair(document, first, second)
    if pair is None or _next_holds(document, second, pair):
        return None
    return Claim(percent, pair[0], NAMED, whole=pair[1])


def _next_holds(document: Document, last: Quantity, pair: tuple[Quantity, Quantity]) -> bool:
    """The next share of the sentence is that of the pair: 71 of the 74 were good, 95.9 %."""
    following = document.quantities[last.index + 1 : last.index + 2]
    return any(
        other.is_share
        and other.sentence == last.sentence
        and holds(share(other, [pair[0]], [pair[1]]))
        for other in following
    )


def _inside(document: Document, percent: Quantity, first: Quantity, last: Quantity) -> bool:
    """The pair stands alone in brackets right behind the percentage: 75% (450 of 600)."""
    gap = document.plain[percent.after : min(first.start, percent.after + FAR)]
    rest = document.plain[last.after : last.after + FAR]
    return gap.strip() == "(" and _CLOSES.match(rest) is not None and not moves(percent.before)


def _is_said(document: Document, percent: Quantity) -> bool:
    """The percentage is the statement, not a figure said again: it was 84.3%, a rate of 75%."""
    before = percent.before
    if moves(before):
        return False
    if pattern(RATE_WORDS).match(before) or pattern(RATE).match(before):
        return True
    return pattern(_STATES).search(before) is not None


def _has_own(document: Document, last: Quantity) -> bool:
    """Another share stands right behind the pair: 45 of the 60 (75%)."""
    at = last.index + 1
    if at >= len(document.quantities):
        return False
    following = document.quantities[at]
    if not following.is_share or following.sentence != last.sentence:
        return False
    gap = document.plain[last.after : min(following.start, last.after + FAR)]
    return (
        pattern(rf"\A[^,，。;:.()0-9]{{0,30}}[,，(][ ]?(?:<also>)?{FILL}\Z").match(gap) is not None
    )


def _pair(
    document: Document, first: Quantity, second: Quantity
) -> tuple[Quantity, Quantity] | None:
    """(part, whole) of two figures that "of" or 其中 ties."""
    if of_its(document, first, first.after, second):
        return first, second
    between = document.plain[first.after : min(second.start, first.after + FAR)]
    size = (second.figure.value or 0) <= (first.figure.value or 0)
    inside = pattern(rf"{WITHIN}|\A(?:<within_edge>)").search(between)
    if size and is_number(second) and inside:
        return second, first
    return None
