"""The whole of a share: printed, named by words, or the head of the list it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE
from .claim import WITHIN, Claim, bare_words, moves
from .definitions import is_narrowed, rate_of
from .earlier import OF_THEM, Candidates, add_earlier, sums_up
from .operands import are_kindred, fit, is_broken, is_elided, is_number, name_of, own_name
from .wording import covers, pattern, says, says_of, tokens

_SENTENCES, _PARAGRAPHS = 5, 1
_FAR_SENTENCES, _FAR_PARAGRAPHS = 14, 4
_REACH = 48
_AFTER = 12
_LEAD = 160
_AGAINST = r"<against>[^,，。;:.()0-9]{0,6}[$€£¥]?[ ]?\Z"
_COLON = re.compile(r"\A[^0-9.;()。]{0,40}(?:\b[0-9]{4})?:[^0-9.;()。:]{0,24}\Z")
_OPENS_OF = re.compile(r"\s*(?:of|among)[ ](?P<whole>[^,，。;:.()0-9]{3,60}),")
_OUT_OF = r"(?:\A|[ ])out of(?: a total of)?[ ]?[$€£¥]?\Z"
_AMONG = r"[在从][^0-9,，]{0,6}\Z"
_LEADS = r"\A[\s\"“]*(?:of|out of|among)[ ](?:(?!<within>)[^,，。;:.()]){0,60}\Z"


def wholes_of(
    document: Document,
    claim: Claim,
    taken: Mapping[int, frozenset[str]],
    uppers: Mapping[int, Sequence[tuple[int, int]]],
) -> Candidates:
    """What can be the whole of a claim.

    `taken` are the parts of other claims with what names their whole, `uppers` what is known to
    hold a figure as its part, with a strength.
    """
    if is_broken(document, claim.part):
        return {}
    if claim.whole is not None:
        same = fit(claim.part, claim.whole) or claim.part.form == "bare" or bool(claim.rate)
        usable = same and claim.whole is not claim.part
        return {claim.whole.index: NAMED} if usable else {}
    heads = _heads(document, claim, taken)
    if tokens(claim.words):
        named = _named(document, claim, claim.words, taken)
        return named or dict.fromkeys(heads, POSSIBLE)
    opened = _opened_with(document, claim)
    named = _named(document, claim, opened, taken) if tokens(opened) else {}
    if NAMED in named.values():
        return {**dict.fromkeys(heads, POSSIBLE), **named}
    for words in rate_of(claim.rate):
        named = _named(document, claim, words, taken)
        if named:
            return {**dict.fromkeys(heads, POSSIBLE), **named}
    found = heads
    if claim.rate and not opens_a_list(document, claim):
        most = POSSIBLE if is_narrowed(claim.rate) else NEAREST
        found = {index: min(strength, most) for index, strength in heads.items()}
    for whole, known in uppers.get(claim.part.index, ()):
        strength = POSSIBLE if whole in taken else known
        if _large_enough(document.quantities[whole], claim):
            found[whole] = max(strength, found.get(whole, 0))
    return found


def opens_a_list(document: Document, claim: Claim) -> bool:
    """其中, of which, or 中 stand in front of the part: what they follow heads a list."""
    first = min(claim.part.index, claim.percent.index)
    start = max(document.sentence_span(claim.part.sentence)[0], claim.part.start - _LEAD)
    if first and document.quantities[first - 1].sentence == claim.part.sentence:
        start = max(start, document.quantities[first - 1].end)
    return pattern(WITHIN).search(document.plain[start : claim.part.start]) is not None


def _opened_with(document: Document, claim: Claim) -> str:
    """What a sentence says first that its pairs are of: Of the total enrollment, 43 (5%) …"""
    if not claim.tied:
        return ""
    start = document.sentence_span(claim.part.sentence)[0]
    match = _OPENS_OF.match(document.plain, start)
    return bare_words(match["whole"]) if match and match.end() <= claim.part.start else ""


def _before(document: Document, claim: Claim, first: int) -> Iterator[Quantity]:
    """The figures before the one at `first` that could be the whole, the nearest first.

    Further off only those that are said to be everything.
    """
    for figure in reversed(document.quantities[max(0, first - _REACH) : first]):
        sentences = claim.part.sentence - figure.sentence
        paragraphs = claim.part.paragraph - figure.paragraph
        if sentences > _FAR_SENTENCES or paragraphs > _FAR_PARAGRAPHS:
            return
        near = sentences <= _SENTENCES and paragraphs <= _PARAGRAPHS
        if _usable(document, figure, claim) and (near or sums_up(figure)):
            yield figure


def _usable(document: Document, figure: Quantity, claim: Claim) -> bool:
    return (
        is_number(figure)
        and _large_enough(figure, claim)
        and fit(claim.part, figure)
        and not moves(figure.before)
        and not is_broken(document, figure)
        and not is_elided(document, figure)
    )


def _large_enough(whole: Quantity, claim: Claim) -> bool:
    part, size = claim.part.figure.value or 0, whole.figure.value or 0
    return size >= part or (claim.percent.figure.value or 0) > 100


def _sums_clause(document: Document, figure: Quantity) -> bool:
    """The clause of a figure is on a total: the total number of deaths fell by 1% to 3,201."""
    start = document.clauses[figure.clause].start
    lead = document.plain[max(start, figure.start - _LEAD) : figure.start]
    return says_of("<sums>", lead)


def _named(
    document: Document, claim: Claim, words: str, taken: Mapping[int, frozenset[str]]
) -> Candidates:
    """Figures whose names say what the words say."""
    figures = [
        q for q in _before(document, claim, claim.percent.index) if q.index != claim.part.index
    ]
    last = max(claim.percent.index, claim.part.index)
    following = document.quantities[last + 1 : last + _REACH]
    figures += [q for q in following if q.sentence == claim.percent.sentence]
    figures += [
        q
        for q in following
        if q.sentence == claim.percent.sentence + 1
        and _sums_clause(document, q)
        and (len(tokens(words)) > 1 or says_of("<everything>", words))
    ]
    exact = [
        q for q in figures if _says_all(words, name_of(document, q)) and _usable(document, q, claim)
    ]
    exact = [q for q in exact if taken.get(q.index) != tokens(words)]  # parts of that whole
    exact = [q for q in exact if q.index not in taken] or exact
    if not exact:
        return {}
    own = [q for q in exact if words in own_name(document, q)]
    own = own or [q for q in exact if _says_all(words, own_name(document, q))] or exact
    same = [q for q in own if _against(q) == _against(claim.part)] or own
    nearest = [q for q in same if q.sentence == same[0].sentence]
    one = len({q.figure.value for q in nearest}) == 1 and not _is_bare_unit(words)
    found = {q.index: NEAREST for q in exact}
    one = one and not any(q.index in taken for q in nearest)
    return found | {q.index: NAMED if one else NEAREST for q in nearest}


def _is_bare_unit(words: str) -> bool:
    """All the words say is what is counted: 票 in 全部票数, which every figure in 票 is."""
    return all(len(token) == 1 for token in tokens(words))


def _says_all(words: str, name: str) -> bool:
    hits, wanted = says(words, name)
    return hits == wanted or covers(words, name)


def _against(figure: Quantity) -> bool:
    """A figure of another time, or one for each: what others are measured against."""
    return says_of(_AGAINST, figure.before)


def _heads(document: Document, claim: Claim, taken: Mapping[int, frozenset[str]]) -> Candidates:
    """The figures that a list can be headed by."""
    found: Candidates = {}
    here: list[Quantity] = []
    earlier: list[Quantity] = []
    opening = _opening(document, claim.part)
    taken_up = opens_a_list(document, claim) or bool(pattern(r"\A[ ]*<within>").match(opening))
    for figure in _before(document, claim, min(claim.part.index, claim.percent.index)):
        sibling = figure.index in taken
        same = figure.sentence == claim.part.sentence
        nearest = taken_up and not here and not earlier
        if same and not found and (nearest or _part_follows(document, figure, claim)):
            found[figure.index] = NEAREST if sibling else NAMED
        elif sibling:
            found.setdefault(figure.index, POSSIBLE)
        elif not _against(figure):
            (here if same else earlier).append(figure)
    _add(found, [figure for figure in here if not _is_of_others(document, figure, claim)])
    for figure in here:
        found.setdefault(figure.index, POSSIBLE)
    if len(here) == 1 and says_of(OF_THEM, claim.percent.behind) and claim.strength == NAMED:
        found[here[0].index] = NAMED
    weak = bool(here) or NAMED in found.values()
    add_earlier(document, found, earlier, claim, weak=weak, taken_up=taken_up)
    for index, strength in _after(document, claim):
        found[index] = max(strength, found.get(index, 0))
    return found


def _opening(document: Document, figure: Quantity) -> str:
    start = document.sentence_span(figure.sentence)[0]
    return document.plain[start : start + 8]


def _part_follows(document: Document, figure: Quantity, claim: Claim) -> bool:
    """其中, of which, or 中 stand between; or the sentence opens with "Of the 905"."""
    between = document.plain[max(figure.after, claim.part.start - _LEAD) : claim.part.start]
    between = between.rsplit("%", 1)[-1]
    if pattern(WITHIN).search(between) and not any(c.isdigit() for c in between):
        return True
    behind = document.plain[claim.part.after : claim.part.after + 24]
    if pattern(r"\A[ ]?(?:\([^()]{0,12}\)[ ]?)?<within>").match(behind) or _COLON.search(between):
        return True
    if pattern(_AMONG).search(figure.before) and pattern(r"\A[^0-9,，]{0,10}中").match(between):
        return True
    start = document.sentence_span(figure.sentence)[0]
    opening = document.plain[start : min(figure.start, start + _LEAD)]
    return pattern(_LEADS).match(opening.rstrip("$€£¥ ")) is not None


def _is_of_others(document: Document, figure: Quantity, claim: Claim) -> bool:
    """Behind a semicolon other things are counted: 200 rooms; 30 guests (25%)."""
    between = document.plain[figure.after : min(claim.part.start, figure.after + _LEAD)]
    named = bool(figure.unit and claim.part.unit and claim.part.unit.isascii())
    return named and ";" in between and not are_kindred(claim.part, figure)


def _add(found: Candidates, here: Sequence[Quantity]) -> None:
    """Figures of the same sentence: the only one, or the first, is the head."""
    sums, empty = [figure for figure in here if sums_up(figure)], not found
    for figure in here:
        heads = says_of("<head>", figure.before)
        only = empty and (len(here) == 1 or (sums == [figure] and figure is here[-1]))
        strength = NAMED if heads and only else NEAREST if figure is here[-1] else POSSIBLE
        found[figure.index] = max(strength, found.get(figure.index, 0))


def _after(document: Document, claim: Claim) -> Iterator[tuple[int, int]]:
    """Sums that follow the parts: between them and the percentage, or soon behind."""
    for figure in document.quantities[claim.part.index + 1 : claim.percent.index + _AFTER]:
        if figure.sentence - claim.percent.sentence > 2:
            return
        if not _usable(document, figure, claim):
            continue
        says = claim.words and claim.words in figure.before
        if claim.tied and not (sums_up(figure) or says or says_of(_OUT_OF, figure.before)):
            yield figure.index, POSSIBLE
        elif sums_up(figure) or says or says_of(_OUT_OF, figure.before):
            inside = figure.index < claim.percent.index
            near = figure.sentence == claim.percent.sentence
            out = near and claim.tied and says_of(_OUT_OF, figure.before)
            yield figure.index, NAMED if inside or out else NEAREST if near else POSSIBLE
