"""The part of a share where only words tell it: the figure printed before under that name."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE
from .claim import (
    COPULAS,
    FAR,
    GUESSED,
    RATE,
    RATE_WORDS,
    TAKES,
    WITHIN,
    Claim,
    bare_words,
    moves,
    of_words,
    subject_of,
)
from .operands import fit, is_elided, is_number, name_of, own_name
from .printed import with_whole_behind
from .wording import pattern, says, tokens

_REACH = 24
_SENTENCES = 3
_MOST = 8
_LEAD = 160
_DONE = r"\A(?:were|was|had been|have been|has been)[ ][a-z]+ed\b"
_ANAPHOR = r"\A[ ]?<anaphor>"


def by_name(document: Document, percent: Quantity) -> Iterator[Claim]:
    """Claims on figures that the words beside the percentage name."""
    found = False
    for words, whole, rate in _said(document, percent):
        for claim in _called(document, percent, words, whole, rate):
            found = True
            yield claim
    takes = pattern(TAKES).match(percent.before)
    if found or takes is None or not _is_fine(percent) or not tokens(takes["whole"]):
        return
    if subject_of(takes["subject"]):
        for figure in _near(document, percent):
            if figure.index < percent.index:
                yield Claim(percent, figure, GUESSED, words=bare_words(takes["whole"]))


def _is_fine(percent: Quantity) -> bool:
    """Printed so closely that a figure hardly fits it by chance."""
    figure = percent.figure
    return figure.hedged is None and (figure.value or 0) >= 50 * figure.step


def _said(document: Document, percent: Quantity) -> Iterator[tuple[str, str, str]]:
    """(words for the part, words for the whole, word of the rate), in order of preference."""
    before, behind = percent.before, percent.behind
    takes = pattern(TAKES).match(before)
    ratio = pattern(RATE_WORDS).match(before) or pattern(RATE).match(before)
    whole = of_words(percent)
    if takes and takes["verb"] in COPULAS and not whole and not takes["whole"].strip():
        yield subject_of(takes["subject"]), "", ""
        if not behind.startswith("and"):
            yield behind, subject_of(takes["subject"]), ""
    elif takes:
        yield subject_of(takes["subject"]), whole or bare_words(takes["whole"]), ""
    elif ratio:
        yield ratio["rate"], whole, ratio["rate"]
    elif whole and before:
        yield subject_of(before), whole, ""
    elif whole:
        yield _clause_before(document, percent), whole, ""
    elif pattern(r"\A以\Z|以\Z").search(before) and behind.startswith("的"):
        yield before[:-1], behind, ""
    elif pattern(_DONE).match(behind):
        yield behind, "", ""


def _clause_before(document: Document, percent: Quantity) -> str:
    """The clause in front, where it is words alone: Grade A villages, 27.9% of the total."""
    if not percent.clause:
        return ""
    span = document.clauses[percent.clause - 1]
    if span.sentence != percent.sentence or document.quantities_between(span.start, span.end):
        return ""
    return subject_of(document.plain[max(span.start, span.end - FAR) : span.end].strip(" ,，;:()"))


def _called(
    document: Document, percent: Quantity, words: str, whole: str, rate: str
) -> Iterator[Claim]:
    """The figures near by that go by these words."""
    if not any(len(token) > 1 for token in tokens(words)):
        return
    said_behind = words == percent.behind
    figures = [q for q in _near(document, percent) if q.index < percent.index or said_behind]
    if pattern(_ANAPHOR).match(words):
        tiers = [[], [], [], [q for q in figures if q.sentence == percent.sentence - 1][:2]]
    else:
        tiers = [
            [q for q in figures if _all(words, f"{q.before} {q.unit or ''}")],
            [q for q in figures if _all(words, own_name(document, q))],
            [q for q in figures if _all(words, name_of(document, q))],
            [q for q in figures if _half(words, name_of(document, q))],
        ]
    for found, strength in zip(tiers, (NAMED, NAMED, NEAREST, POSSIBLE), strict=True):
        sure = len({q.figure.value for q in found}) == 1 and found[0].index < percent.index
        for figure in found[: 1 if sure else _MOST]:
            near = percent.sentence - figure.sentence <= 1
            carried = strength if sure and near else min(strength, NEAREST)
            if _begins_anew(document, percent, figure):
                carried = POSSIBLE
            claim = Claim(percent, figure, carried, words=whole, rate=rate)
            yield with_whole_behind(document, claim) if figure.index < percent.index else claim
        if found:
            return


def _begins_anew(document: Document, percent: Quantity, figure: Quantity) -> bool:
    """Behind a semicolon another figure stands in front: last year 100, doctors 12% of them."""
    cut = document.plain.rfind(";", figure.after, percent.start)
    between = document.quantities_between(cut, percent.start) if cut >= 0 else ()
    return any(is_number(q) and fit(figure, q) for q in between)


def _all(words: str, name: str) -> bool:
    hits, wanted = says(words, name)
    return hits == wanted > 0


def _half(words: str, name: str) -> bool:
    hits, wanted = says(words, name)
    return hits > 0 and 2 * hits >= wanted


def _near(document: Document, percent: Quantity) -> Iterator[Quantity]:
    """Numbers of this sentence and the ones before, the nearest first, then those that follow."""
    at = percent.index
    start = document.sentence_span(percent.sentence)[0]
    lead = document.plain[max(start, percent.start - _LEAD) : percent.start]
    own = pattern(WITHIN).search(lead) is not None
    for figure in reversed(document.quantities[max(0, at - _REACH) : at]):
        if percent.sentence - figure.sentence > (0 if own else _SENTENCES):
            break
        if percent.paragraph - figure.paragraph > 1:
            break
        apart = is_number(figure) and figure.clause != percent.clause
        if apart and not is_elided(document, figure) and not moves(figure.before):
            yield figure
    for figure in document.quantities[at + 1 : at + _MOST]:
        if figure.sentence == percent.sentence and is_number(figure):
            yield figure
