"""Rates with one meaning: an unemployment rate is the unemployed of the labour force.

Which words a rate goes by, and which nouns its two figures bear, is data
(`defined` in `shares.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Document, Quantity
from ..readings import NAMED, POSSIBLE
from .claim import LEADING, Claim, moves
from .operands import fit, is_broken, is_number, name_of, own_name
from .wording import any_word, listed, pattern, tokens

_LEAD = 90
_VOTES = frozenset("票张人名位")
_REACH = 14
_SENTENCES = 2
_POINTS = re.compile(r"[0-9.]+[ ]?(?:(?:percentage )?points?|个?百分点)")
_MODIFIED = re.compile(
    r"\b(?:rate|margin|ratio|gross|net|operating|case|voter|of)\b|人口|整体|综合"
)
_CUT = re.compile(r"[,，。;:.()0-9]")
_LEVEL = re.compile(r"(?:\bto|\bat|\bof|到|至|为|达)[ ]?\Z")
_PLAIN = (
    r"\A[ ]*(?:(?:an?|the|this|that|is|was|or|at|for|with|giving|gave|gives|meaning|making|and|its"
    r"|their|our|overall|resulting|in|at|yielding|equals|equal|to|of|so|thus|therefore)[ ]"
    rf"|<everything>|<leading>|<filler>|年末|全年|{LEADING})*+\Z"
)

Definition = tuple[tuple[str, ...], tuple[str, ...]]
"""Nouns of what is counted, nouns of what it is of."""


@cache
def _definitions() -> dict[str, Definition]:
    """Name of a rate -> its two lists of nouns."""
    found: dict[str, Definition] = {}
    for entry in listed("defined"):
        names, part, whole = (tuple(side.strip().split("/")) for side in entry.split(":"))
        found |= dict.fromkeys(names, (part, whole))
    return found


@cache
def _names() -> re.Pattern[str]:
    return re.compile(any_word(_definitions()))


@cache
def _nouns(nouns: tuple[str, ...]) -> re.Pattern[str]:
    """A noun of these; an English one may go on: vote, votes; tax, taxes."""
    han = [re.escape(noun) for noun in nouns if not noun.isascii()]
    latin = [
        rf"(?<![a-z]){re.escape(noun)}(?:s|es|ed)?(?![a-z])" for noun in nouns if noun.isascii()
    ]
    return re.compile("|".join([*han, *latin]))


def defined(document: Document, percent: Quantity) -> Iterator[Claim]:
    """The claim of a rate whose definition says what its two figures are called.

    Both must be printed near by, each under its own noun and only once.
    """
    named = _rate(document, percent)
    if named is None:
        return
    rate, plain = named
    part_nouns, whole_nouns = (_nouns(nouns) for nouns in _definitions()[rate])
    figures = list(_near(document, percent))
    wholes = _called(document, percent, figures, whole_nouns, part_nouns)
    figures = [q for q in figures if all(q.figure.value != w.figure.value for w in wholes)]
    parts = _called(document, percent, figures, part_nouns, whole_nouns)
    if len({q.figure.value for q in wholes}) != 1 or len({q.figure.value for q in parts}) != 1:
        return
    part, whole = parts[0], wholes[0]
    if _can_be(part, whole) and not (is_broken(document, part) or is_broken(document, whole)):
        together = part.sentence >= whole.sentence  # else of two places, or of two times
        strength = NAMED if plain and together and _is_whole(percent, whole) else POSSIBLE
        yield Claim(percent, part, strength, whole=whole, rate=rate)


def _can_be(part: Quantity, whole: Quantity) -> bool:
    """Named so by the rate, people may be counted in votes: 选举人432175人，投票数298806票."""
    return fit(part, whole) or {(part.unit or " ")[0], (whole.unit or " ")[0]} <= _VOTES


def _is_whole(percent: Quantity, whole: Quantity) -> bool:
    """Nothing behind the percentage says that it is of something else: 24% on U.S. income."""
    following = pattern(r"\A(?:on|of|for|in|among)[ ]").match(percent.behind)
    return following is None or whole.index == percent.index + 1


def _rate(document: Document, percent: Quantity) -> tuple[str, bool] | None:
    """The rate that a percentage is, and whether nothing narrows it (male turnout)."""
    if not percent.figure.value or percent.figure.value < 0:
        return None
    start = max(document.sentence_span(percent.sentence)[0], percent.start - _LEAD)
    lead = document.plain[start : percent.start]
    *_, match = (None, *_names().finditer(lead))
    if match is None:
        return None
    tail = _POINTS.sub(" ", lead[match.end() :])
    if _CUT.search(tail) or (moves(tail) and not _LEVEL.search(tail)):
        return None
    if pattern(r"<level>|<aim>").search(tail) and not _LEVEL.search(tail):
        return None
    before = _CUT.split(lead[: match.start()])[-1]
    if pattern("<aim>|<elsewhere>").search(before):
        return None
    return match.group(), pattern(_PLAIN).match(before) is not None


def _near(document: Document, percent: Quantity) -> Iterator[Quantity]:
    """Numbers of the sentence and those before it, but movements."""
    at = percent.index
    end = document.sentence_span(percent.sentence)[1]
    for figure in document.quantities[max(0, at - _REACH) : at + _REACH]:
        if figure.paragraph != percent.paragraph or figure.start > end:
            continue
        if percent.sentence - figure.sentence <= _SENTENCES and is_number(figure):
            apart = pattern(r"<elsewhere>[^,，。;:.()0-9]{0,12}\Z").search(figure.before)
            if not moves(figure.before) and not apart:
                yield figure


def _called(
    document: Document,
    percent: Quantity,
    figures: Sequence[Quantity],
    nouns: re.Pattern[str],
    others: re.Pattern[str],
) -> Sequence[Quantity]:
    """The figures that bear one of the nouns: by their nearest words, else by their clause.

    Those of the same stretch between semicolons first, then of the sentence, in
    front of the percentage before those behind it.
    """
    best: tuple[tuple[int, bool], int] | None = None
    found: list[Quantity] = []
    for clear in (True, False):
        for tier, name in enumerate((_in_front_of, own_name, _since_number, name_of)):
            names = [(q, name(document, q)) for q in figures]
            bearing = [q for q, text in names if nouns.search(text)]
            if clear:
                bearing = [q for q, text in names if q in bearing and not others.search(text)]
            first = min((_distance(document, percent, q) for q in bearing), default=None)
            if first is not None and (best is None or (first, tier) < best):
                best = first, tier
                found = [q for q in bearing if _distance(document, percent, q) == first]
        if found:
            break
    return found


def _since_number(document: Document, figure: Quantity) -> str:
    """All words of the sentence since the number before, over marks."""
    start = document.sentence_span(figure.sentence)[0]
    if figure.index and document.quantities[figure.index - 1].sentence == figure.sentence:
        start = document.quantities[figure.index - 1].after
    return document.plain[max(start, figure.start - _LEAD) : figure.start]


def _in_front_of(document: Document, figure: Quantity) -> str:
    return f"{figure.before} {figure.unit or ''}"


def _distance(document: Document, percent: Quantity, figure: Quantity) -> tuple[int, bool]:
    """How far a figure stands: semicolons or sentences between, and whether behind."""
    low, high = sorted((percent.start, figure.start))
    marks = document.plain.count(";", low, high) if figure.sentence == percent.sentence else 99
    return percent.sentence - figure.sentence + marks, figure.index > percent.index


def rate_of(rate: str) -> Iterator[str]:
    """What a rate is by definition a share of: a margin of sales, a turnout of electors."""
    for entry in listed("rates"):
        word, *wholes = entry.split("|")
        if word in rate and not _rest(rate, word):
            yield from wholes  # of a rate of its own, 登记失业率, the words name nothing


def is_narrowed(rate: str) -> bool:
    """The rate is a narrower one of those whose whole is known: 登记失业率, youth turnout."""
    words = [entry.split("|")[0] for entry in listed("rates")]
    return any(word in rate and _rest(rate, word) for word in words)


def _rest(rate: str, word: str) -> frozenset[str]:
    return tokens(_MODIFIED.sub("", rate.replace(word, "")))


__all__ = ["defined", "is_narrowed", "rate_of"]
