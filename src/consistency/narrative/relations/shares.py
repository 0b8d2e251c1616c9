"""Finds percentages of a whole that is printed: in front, behind, or at the head of the list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from ...model.relation import Relation
from ..document import Document
from ..edits import HUNDRED
from ..readings import NAMED, NEAREST, POSSIBLE
from .agreement import Item, ShareList, item_of, of_list, of_several
from .claim import Claim
from .operands import are_kindred
from .percentages import claims_of
from .wholes import opens_a_list, wholes_of
from .wording import tokens

_TWICE = 140


def shares(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Share relations of the percentages whose part and whole are both printed."""
    bound = _percents_in(document, known)
    claims = [claim for claim in claims_of(document) if claim.percent.index not in bound]
    taken = {c.part.index: tokens(c.words) for c in claims if c.strength == NAMED}
    uppers = _uppers(document, known)
    found: list[Relation] = []
    lists: list[ShareList] = []
    last: ShareList | None = None
    for _, group in groupby(claims, key=lambda claim: claim.percent.index):
        items = [
            item_of(document, claim, wholes_of(document, claim, taken, uppers), taken)
            for claim in group
        ]
        claim = items[0].claim
        if len(items) > 1 or (claim.strength < NAMED and not claim.rate):
            found += of_several(document, items)
        else:
            last = _place(document, last, items[0])
            if len(last.items) == 1:
                lists.append(last)
    for each in lists:
        found += of_list(document, each)
    return tuple(found)


def _percents_in(document: Document, known: Sequence[Relation]) -> Collection[int]:
    """Percentages that are changes, or shares of several parts, already."""
    starts = {
        figure.place.start
        for relation in known
        if relation.kind in ("change", "difference", "share")
        for role, figure in relation.figures
        if role in ("change", "share") and figure.place is not None
    }
    placed = ((q.index, q.figure.place) for q in document.quantities)
    return {index for index, place in placed if place is not None and place.start in starts}


def _uppers(
    document: Document, known: Sequence[Relation]
) -> Mapping[int, Sequence[tuple[int, int]]]:
    """For the parts of totals and bounds, what they are parts of."""
    at = {q.figure.place.start: q.index for q in document.quantities if q.figure.place}
    uppers: dict[int, list[tuple[int, int]]] = {}
    for relation in known:
        roles = {"total": ("total", "part"), "bound": ("upper", "lower")}.get(relation.kind)
        if roles is None:
            continue
        ends = [
            (role, at[figure.place.start])
            for role, figure in relation.figures
            if figure.place is not None and figure.place.start in at
        ]
        wholes = [index for role, index in ends if role == roles[0]]
        if len(wholes) != 1:
            continue
        strength = NEAREST if relation.basis == "stated" else POSSIBLE
        for role, index in ends:
            if role == roles[1]:
                uppers.setdefault(index, []).append((wholes[0], strength))
    return uppers


def _place(document: Document, last: ShareList | None, item: Item) -> ShareList:
    """The list an item belongs to: the one it goes on with, or a new one."""
    opens = item.claim.whole is None and opens_a_list(document, item.claim)
    while last is not None:
        before = last.items[-1].claim
        over = item.claim.percent.sentence > before.percent.sentence and last.outer is not None
        if not over and not opens and _continues(before, item.claim) and not _is_full(last):
            last.items.append(item)
            return last
        if not over:
            break
        last = last.outer
    inside = last if last is not None and _beside(last.items[-1].claim, item.claim) else None
    return ShareList([item], inside)


def _is_full(each: ShareList) -> bool:
    """The shares of a list make 100 already: what follows is of another whole.

    Somewhat more than 100 is no list of its own: one of them may be wrong.
    """
    percents = [item.claim.percent.figure for item in each.items]
    slack = sum((figure.step for figure in percents), Fraction(0)) / 2
    size = sum((figure.value or Fraction(0) for figure in percents), Fraction(0))
    return abs(size - HUNDRED) <= slack or size > _TWICE


def _beside(last: Claim, claim: Claim) -> bool:
    return last.percent.sentence == claim.percent.sentence


def _continues(last: Claim, claim: Claim) -> bool:
    """The claims stand in one list: near each other, of the same whole."""
    if last.rate != claim.rate or claim.whole:
        return False
    if last.whole is not None:
        plain = not tokens(claim.words) and are_kindred(last.part, claim.part)
        return plain and not last.rate and _beside(last, claim)
    if claim.percent.sentence - last.percent.sentence > 2:
        return False
    if claim.percent.paragraph != last.percent.paragraph:
        return False
    if not tokens(claim.words) and _beside(last, claim) and not claim.words:
        return True
    return tokens(last.words) == tokens(claim.words)
