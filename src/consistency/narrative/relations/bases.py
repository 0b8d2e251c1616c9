"""Finds shares of a whole that is printed nowhere: pairs that some whole number must fit.

A pair is stated only where its words tie count and percentage, and where the
whole they name can be a number of the things counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ...model.relation import Relation, decision_on
from ..document import Document, Quantity
from ..edits import HUNDRED, base, doubted
from ..readings import NAMED
from .claim import Claim
from .operands import dimension, fit, is_broken, is_number, name_of, own_name
from .percentages import claims_of
from .wholes import opens_a_list
from .wording import pattern, says, tokens

_PARALLEL = r"\A[^0-9%。.;:]{0,24}\Z"
_BESIDE = 8
_LISTS = r"[,，、]|和|及|(?<![a-z])and(?![a-z])"


def bases(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Base relations of the pairs whose whole no other relation binds."""
    bound = _bound(document, known)
    pairs = [claim for claim in claims_of(document) if _stands(document, claim, bound)]
    found = []
    for group in _groups(document, pairs):
        relations = list(_of_list(document, group))
        if any(decision_on(relation).verdict != "agrees" for relation in relations):
            relations = [r for each in _lists(group) for r in _of_list(document, each)]
        found += relations
    for sentence in document.sentences():
        found += _unmarked(document, sentence)
    return tuple(found)


def _of_list(document: Document, group: Sequence[Claim]) -> Iterator[Relation]:
    if len(group) == 1 and group[0].part.figure.step > 1:
        return  # a rounded count fits some whole number, whatever the share
    relation = base([(claim.percent, claim.part) for claim in group])
    verdict = decision_on(relation).verdict
    sure = verdict != "query" and all(_is_sure(document, claim) for claim in group)
    if verdict == "agrees" or sure:
        yield relation


def _lists(group: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The lists within pairs near each other: a sentence starts one, or shares that make 100.

    What fails as one may be two lists, each of a whole of its own.
    """
    part: list[Claim] = []
    size = slack = Fraction(0)
    for claim in group:
        value, step = claim.percent.figure.value or Fraction(0), claim.percent.figure.step
        apart = part and claim.percent.sentence != part[-1].percent.sentence
        full = size + slack / 2 >= HUNDRED or size + value - slack / 2 > HUNDRED + step
        if part and (apart or full):
            yield part
            part, size, slack = [], Fraction(0), Fraction(0)
        part.append(claim)
        size, slack = size + value, slack + step
    if part:
        yield part


def _unmarked(document: Document, quantities: Sequence[Quantity]) -> Iterator[Relation]:
    """Votes with their shares in brackets and no percent sign: Lab 286 (46.6), LD 228 (37.1)."""
    pairs = [
        (share, part) for part, share in pairwise(quantities) if _is_unmarked(document, part, share)
    ]
    size = sum((share.figure.value or Fraction(0) for share, _ in pairs), Fraction(0))
    steps = sum((share.figure.step for share, _ in pairs), Fraction(0))
    if len(pairs) > 1 and abs(size - HUNDRED) <= (steps / 2 if len(pairs) > 2 else 0):
        relation = base(pairs)
        if decision_on(relation).verdict == "agrees":
            yield doubted(relation, "parts_exhaust")


def _is_unmarked(document: Document, part: Quantity, share: Quantity) -> bool:
    value = part.figure.value
    if share.form != "bare" or not share.figure.shows_decimals or not is_number(part):
        return False
    gap = document.plain[part.after : min(share.start, part.after + _BESIDE)]
    return value is not None and value.denominator == 1 and gap.strip() == "("


def _bound(document: Document, known: Sequence[Relation]) -> Collection[int]:
    """Percentages that are shares of a printed whole, or changes."""
    roles = {"share": ("share",), "change": ("change",), "difference": ("change",)}
    starts = {
        figure.place.start
        for relation in known
        for role, figure in relation.figures
        if figure.place is not None and role in roles.get(relation.kind, ())
    }
    placed = ((q.index, q.figure.place) for q in document.quantities)
    return {index for index, place in placed if place is not None and place.start in starts}


def _stands(document: Document, claim: Claim, bound: Collection[int]) -> bool:
    """The pair is stated by its words: a count, and a share of such counts."""
    percent, part = claim.percent, claim.part
    value = part.figure.value
    if percent.index in bound or claim.whole is not None or value is None:
        return False
    if value.denominator != 1 or percent.figure.hedged or part.figure.hedged:
        return False
    if not 0 < (percent.figure.value or 0) <= 100 or is_broken(document, part):
        return False
    if part.form == "amount" and dimension(part) != "things":
        return False
    if part.clause == percent.clause and not claim.tied and not claim.words:
        return False  # 三家合计占41.2% is a share of what they sell
    if claim.rate:
        return _is_rate_of(document, claim)
    if claim.strength < NAMED or not _of_such(document, claim):
        return False
    return bool(tokens(claim.words)) or _alone(document, claim)


def _of_such(document: Document, claim: Claim) -> bool:
    """The whole that the words name is a number of such things: 委员总数 of 委员."""
    if not tokens(claim.words):
        return True
    if pattern("<measure>").search(claim.words):
        return False
    return says(claim.words, name_of(document, claim.part))[0] > 0


def _alone(document: Document, claim: Claim) -> bool:
    """No second figure of the same list shares the percentage: 新建62个，改建45个，占80%."""
    if claim.tied or not claim.part.index:
        return True
    other = document.quantities[claim.part.index - 1]
    if other.sentence != claim.part.sentence or other.is_share:
        return True
    between = document.plain[other.after : claim.part.start]
    if pattern(_PARALLEL).match(between) is None or other.form != claim.part.form:
        return True
    return pattern(_LISTS).search(between) is None


def _is_rate_of(document: Document, claim: Claim) -> bool:
    """The rate can speak of the count: the only one, of what is there."""
    if not _alone(document, claim):
        return False
    there = pattern(r"(?:<stock>)\Z").search(claim.part.before) is not None
    return _is_sure(document, claim) or (there and _is_share_noun(document, claim))


def _is_share_noun(document: Document, claim: Claim) -> bool:
    lead = document.plain[claim.percent.start - 12 : claim.percent.start]
    return pattern("<proportion>").search(lead) is not None


def _is_sure(document: Document, claim: Claim) -> bool:
    """Words tie a rate to its count: 转正 of 转正率, or the coverage of a stock."""
    if not claim.rate or says(claim.rate, own_name(document, claim.part))[0]:
        return True
    lead = pattern(r"\A<coverage>\Z").match(claim.rate)
    there = pattern(r"(?:<stock>)\Z").search(claim.part.before)
    return bool(lead and there) and pattern("<made>").search(claim.part.before) is None


def _groups(document: Document, pairs: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Pairs of one whole: near each other, with the same words for it."""
    group: list[Claim] = []
    for claim in pairs:
        if group and not _same_whole(document, group, claim):
            yield group
            group = []
        group.append(claim)
    if group:
        yield group


def _same_whole(document: Document, group: Sequence[Claim], claim: Claim) -> bool:
    last = group[-1]
    if claim.rate or last.rate or tokens(claim.words) != tokens(last.words):
        return False
    near = claim.percent.sentence - last.percent.sentence <= 1
    if not near or claim.percent.paragraph != last.percent.paragraph:
        return False
    if not fit(last.part, claim.part):
        return False
    return not (opens_a_list(document, claim) and not _fits_all([*group, claim]))


def _fits_all(group: Sequence[Claim]) -> bool:
    pairs = [(claim.percent, claim.part) for claim in group]
    return decision_on(base(pairs)).verdict == "agrees"
