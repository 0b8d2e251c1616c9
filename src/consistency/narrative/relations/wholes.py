"""The whole of a share: printed, named by words, or the head of the list it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE
from .claim import WITHIN, Claim, moves
from .definitions import is_narrowed, rate_of
from .operands import fit, is_broken, is_elided, is_number, name_of, own_name
from .wording import covers, pattern, says, says_of, tokens

_SENTENCES, _PARAGRAPHS = 5, 1
_FAR_SENTENCES, _FAR_PARAGRAPHS = 14, 4
_REACH = 48
_AFTER = 12
_LEAD = 160
_AGAINST = r"<against>[^,，。;:.()0-9]{0,6}[$€£¥]?[ ]?\Z"
_COLON = re.compile(r"\A[^0-9.;()。]{0,40}(?:\b[0-9]{4})?:[^0-9.;()。:]{0,24}\Z")
_LEADS = r"\A[\s\"“]*(?:of|out of|among)[ ](?:(?!<within>)[^,，。;:.()]){0,60}\Z"

Candidates = dict[int, int]
"""Index of a quantity -> how well the words carry it as the whole."""


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
        same = fit(claim.part, claim.whole) or claim.part.form == "bare"
        usable = same and claim.whole is not claim.part
        return {claim.whole.index: NAMED} if usable else {}
    heads = _heads(document, claim, taken)
    if tokens(claim.words):
        named = _named(document, claim, claim.words, taken)
        return named or dict.fromkeys(heads, POSSIBLE)
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
        if _usable(document, figure, claim) and (near or _sums(figure)):
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


def _sums(figure: Quantity) -> bool:
    """The figure is said to be all of something."""
    return says_of("<sums>", figure.before)


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
    _add(found, here)
    weak = bool(here) or NAMED in found.values()
    _add_earlier(document, found, earlier, claim, weak=weak, taken_up=taken_up)
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
    start = document.sentence_span(figure.sentence)[0]
    opening = document.plain[start : min(figure.start, start + _LEAD)]
    return pattern(_LEADS).match(opening.rstrip("$€£¥ ")) is not None


def _add(found: Candidates, here: Sequence[Quantity]) -> None:
    """Figures of the same sentence: the only one, or the first, is the head."""
    sums, empty = [figure for figure in here if _sums(figure)], not found
    for figure in here:
        heads = says_of("<head>", figure.before)
        only = empty and (len(here) == 1 or (sums == [figure] and figure is here[-1]))
        strength = NAMED if heads and only else NEAREST if figure is here[-1] else POSSIBLE
        found[figure.index] = max(strength, found.get(figure.index, 0))


def _add_earlier(
    document: Document,
    found: Candidates,
    earlier: Sequence[Quantity],
    claim: Claim,
    *,
    weak: bool,
    taken_up: bool,
) -> None:
    """Figures of sentences before: of the same things, or the last head."""
    alike = [q for q in earlier if _same_things(q, claim.part)]
    firsts = [min(group, key=_index) for group in _by_sentence(earlier)]
    last = [q for q in firsts if q.sentence == claim.part.sentence - 1]
    nearest = firsts[:1]
    beside = [q for q in earlier if q.sentence == claim.part.sentence - 1]
    if taken_up and len({q.figure.value for q in beside}) > 1:
        last, nearest = [], [beside[0], *nearest]  # which one "of these" takes up is open
    all_of = [q for q in earlier if _sums(q) and _says_all_of(document, q, claim.part)]
    all_of = all_of or [q for q in earlier if _sums(q) and q.sentence == claim.part.sentence - 1]
    heads = [*(last[:1] if taken_up else []), *(all_of if len(all_of) == 1 else [])]
    one = alike if len({q.figure.value for q in alike}) == 1 else []
    for figure in earlier:
        next_to = figure.sentence == claim.part.sentence - 1
        strength = POSSIBLE
        if not weak and (_among(figure, heads) or (next_to and _among(figure, one))):
            strength = NAMED
        elif not weak and (_among(figure, one) or (not alike and _among(figure, nearest))):
            strength = NEAREST
        found[figure.index] = max(strength, found.get(figure.index, 0))


def _among(figure: Quantity, figures: Sequence[Quantity]) -> bool:
    return any(figure is other for other in figures)


def _says_all_of(document: Document, whole: Quantity, part: Quantity) -> bool:
    """The part goes by the name of the whole and more: 党员, 女性党员."""
    core = pattern("<sums>|<head>").sub(" ", whole.before)
    hits, wanted = says(f"{core} {whole.behind}", own_name(document, part))
    return hits == wanted > 0


def _by_sentence(figures: Sequence[Quantity]) -> list[list[Quantity]]:
    """Figures, the nearest first, sentence by sentence."""
    return [list(group) for _, group in groupby(figures, key=lambda q: q.sentence)]


def _index(quantity: Quantity) -> int:
    return quantity.index


def _after(document: Document, claim: Claim) -> Iterator[tuple[int, int]]:
    """Sums that follow the parts: between them and the percentage, or soon behind."""
    for figure in document.quantities[claim.part.index + 1 : claim.percent.index + _AFTER]:
        if figure.sentence - claim.percent.sentence > 2:
            return
        if not _usable(document, figure, claim):
            continue
        says = claim.words and claim.words in figure.before
        if claim.tied and not (_sums(figure) or says):
            yield figure.index, POSSIBLE
        elif _sums(figure) or says:
            inside = figure.index < claim.percent.index
            near = figure.sentence == claim.percent.sentence
            yield figure.index, NAMED if inside else NEAREST if near else POSSIBLE


def _same_things(one: Quantity, other: Quantity) -> bool:
    """Both count one noun."""
    if one.unit and one.unit.isascii() and other.unit and other.unit.isascii():
        return tokens(one.unit) == tokens(other.unit)
    return False
