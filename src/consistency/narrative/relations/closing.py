"""Lists of percentages that their words close: with a kind for all others, or from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

from ..document import Document, Quantity
from ..edits import HUNDRED, shares
from ..readings import holds
from .series import ages_covered, named_series, remainder_at
from .turns import in_a_row
from .wording import any_word, listed, pattern

_APART = 160
_NEAR = Fraction(1)
_LITTLE = 2
_WORDS = 40
_SHORT = 16
_REST = (
    r"\A[ ]*(?:(?:and|with|while|all|和|及|与|以及|而|有)[ ]?)*(?:<others>)[^,，、;0-9%]{0,8}\Z",
    r"\A(?:(?:of|were|was|are|is|came|come|went|goes|from|for|by|to|the|had|in|some|an?|all)[ ])*"
    r"(?:<others>)(?:[ ](?:<kinds>))?[ ]*(?:\Z|\()",
)

Spans = Iterator[tuple[int, int]]


def closed(document: Document, run: Sequence[Quantity]) -> Spans:
    """The spans of a run of percentages whose words leave nothing out."""
    at = remainder_at(document, run)
    if at is not None:
        first = next((i for i in range(at, -1, -1) if run[i].sentence != run[at].sentence), -1) + 1
        fits = [i for i in range(first, at) if holds(shares(run[i : at + 1]))]
        yield fits[0] if fits else first, at + 1
    ages = ages_covered(document, run)
    if ages is not None:
        yield ages
    for start, end in named_series(document, run):
        if not _goes_further(run, start, end):
            yield start, end
    if len(run) > 2 and _announced(document, run):
        yield 0, len(run)
    yield from _with_rest(document, run)
    yield from _split(document, run)
    yield from _scaled(document, run)


def _goes_further(run: Sequence[Quantity], start: int, end: int) -> bool:
    """One more of the list has room beside them: for 92%, against 6%, abstaining 2%."""
    if end >= len(run) or run[end].sentence != run[start].sentence:
        return False
    return _size(run[start : end + 1]) <= HUNDRED + _NEAR / 2


def _announced(document: Document, run: Sequence[Quantity]) -> bool:
    """So many shares are announced in front of a colon: in four instalments: 30%, …"""
    index = run[0].index - 1
    if index < 0:
        return False
    count = document.quantities[index]
    if run[0].start - count.after > _APART:
        return False
    between = document.plain[count.after : run[0].start]
    said = document.plain[max(0, count.start - 30) : run[0].start]
    return (
        count.figure.value == len(run)
        and between.rstrip().endswith(":")
        and pattern("<divides>").search(said) is not None
    )


def _with_rest(document: Document, run: Sequence[Quantity]) -> Spans:
    """Shares of one sentence among which is a kind for all others, or for no answer.

    Any stretch that holds with it is meant; else it must end the list, or a word
    like makeup must head it.
    """
    for first, size in _sentences(run):
        end = first + size
        headed = _is_headed(document, run[first])
        rest = [at for at in range(first + 1, end) if _is_rest(document, run, at, headed=headed)]
        if end - first < 3 or not rest:
            continue
        least = min(rest[0] + 1, first + 3) if headed else rest[0] + 1
        lasts = sorted((last for last in range(least, end + 1)), key=lambda i: -i)
        fits = [(first, last) for last in lasts if holds(shares(run[first:last]))]
        if fits and not (headed and _size(run[fits[0][1] : end]) <= _LITTLE):
            yield fits[0]
        elif headed or rest[-1] == end - 1:
            yield first, end


def _size(percents: Sequence[Quantity]) -> Fraction:
    return sum((q.figure.value or Fraction(0) for q in percents), Fraction(0))


def _sentences(run: Sequence[Quantity]) -> Spans:
    """(first, size) of the percentages of each sentence."""
    starts = [at for at, q in enumerate(run) if not at or q.sentence != run[at - 1].sentence]
    for start, end in pairwise([*starts, len(run)]):
        yield start, end - start


def _is_headed(document: Document, first: Quantity) -> bool:
    start = max(document.sentence_span(first.sentence)[0], first.start - _APART)
    return pattern("<composition>").search(document.plain, start, first.start) is not None


def _is_rest(document: Document, run: Sequence[Quantity], at: int, *, headed: bool) -> bool:
    """The words of a share, in front or behind, are those for all others."""
    percent = run[at]
    start = max(run[at - 1].end, percent.start - _WORDS)
    lead = pattern("[,，、;]").split(document.plain[start : percent.start])[-1]
    behind = document.plain[percent.end : percent.end + _WORDS]
    behind = pattern(r"[,，、;。]|\.(?=\s|\Z)| and | or ").split(behind)[0].strip()
    if pattern("<unanswered>").search(lead) or pattern("<unanswered>").search(behind):
        return True
    if headed and pattern(r"(?:<others>)[^,，、;0-9%]{0,8}\Z").search(lead):
        return True
    return bool(pattern(_REST[0]).search(lead) or pattern(_REST[1]).match(behind))


def _split(document: Document, run: Sequence[Quantity]) -> Spans:
    """Revenue was split between A, 55%, B, 27%, and C, 18%: what is divided is all of it."""
    for first, size in _sentences(run):
        start = max(document.sentence_span(run[first].sentence)[0], run[first].start - _APART)
        lead = document.plain[start : run[first].start]
        if size > 2 and pattern(r"(?:<splits>)[^.;。；0-9]{0,60}\Z").search(lead):
            yield first, first + size


def _scaled(document: Document, run: Sequence[Quantity]) -> Spans:
    """Grades from the best to the worst: 优良级的占9.1%, …, 极差级的占18.8%."""
    for first, size in _sentences(run):
        if size < 3:
            continue
        names = _names(document, run, first, size)
        ends = {names[0]: names[-1], names[-1]: names[0]}
        for top, bottom in _scales():
            if any(_last_in(top, one) and _last_in(bottom, ends[one]) for one in ends):
                yield first, first + size
                break


def _names(document: Document, run: Sequence[Quantity], first: int, size: int) -> list[str]:
    """The words in front of each share; of shares in turn, the names listed before all."""
    if in_a_row(run[first]):
        start = max(document.sentence_span(run[first].sentence)[0], run[first].start - _APART)
        listed_before = pattern("[、,，和及与]").split(document.plain[start : run[first].start])
        if len(listed_before) >= size:
            return [name[:_SHORT] for name in listed_before[-size:]]
    return [
        document.plain[max(run[at - 1].end if at else 0, run[at].start - _SHORT) : run[at].start]
        for at in range(first, first + size)
    ]


def _last_in(word: str, lead: str) -> bool:
    """The word names the share right behind: 优良级的占."""
    return _right_behind(word).search(lead) is not None


@cache
def _right_behind(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[,，、;:和及与中类为]){any_word([word])}[^,，、;:率]{{0,14}}\Z")


@cache
def _scales() -> tuple[tuple[str, str], ...]:
    ends = [entry.split("|") for entry in listed("scales")]
    return tuple((top, bottom) for top, bottom in ends)
