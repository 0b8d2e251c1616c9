"""Which whole the shares of one list are of: the one that its items bear out together.

Words say what can be the whole; where they allow several, the figures choose.
An item that fails where the others hold is stated and fails: parallel items
have one whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import HUNDRED, doubted, share
from ..readings import NAMED, NEAREST, POSSIBLE, holds
from .claim import GUESSED, Claim
from .earlier import Candidates
from .operands import are_kindred

_MOST = 24
_DOUBT = "whole_is_this"


@dataclass(frozen=True, slots=True)
class Item:
    """A claim with what can be its whole; `holding` are those it holds with.

    `siblings` are parts of other claims: what stands under 其中 behind one may be
    a part of it as well as of its whole, so that neither is asked for.
    """

    claim: Claim
    wholes: Candidates
    holding: frozenset[int]
    siblings: Collection[int]


@dataclass(slots=True)
class ShareList:
    """Items of one whole; `outer` is the list in whose middle this one was opened."""

    items: list[Item] = field(default_factory=list)
    outer: ShareList | None = None


def item_of(
    document: Document, claim: Claim, wholes: Candidates, siblings: Collection[int]
) -> Item:
    """The claim, tried against the best named of its possible wholes."""
    ranked = sorted(wholes, key=lambda index: (-wholes[index], -index))[:_MOST]
    kept = {index: wholes[index] for index in ranked}
    holding = frozenset(
        index
        for index in ranked
        if _is_near(claim, document.quantities[index]) and holds(_share(document, claim, index))
    )
    return Item(claim, kept, holding, siblings)


def _is_near(claim: Claim, whole: Quantity) -> bool:
    """Quick: the figures as printed are not far from the share; hedged ones may be."""
    percent, part = claim.percent.figure, claim.part.figure
    if percent.hedged or part.hedged or whole.figure.hedged:
        return True
    stated, above, below = percent.value, part.value, whole.figure.value
    if stated is None or above is None or not below:
        return False
    derived = HUNDRED * above / below
    slack = percent.step + derived * (part.step / above + whole.figure.step / below)
    return abs(derived - stated) <= 2 * slack


def _share(document: Document, claim: Claim, whole: int) -> Relation:
    return share(claim.percent, [claim.part], [document.quantities[whole]])


def of_several(document: Document, items: Sequence[Item]) -> Iterator[Relation]:
    """Of several parts that words may mean, the one that holds, or the one that is named."""
    offers = [
        (min(strength, item.claim.strength), index in item.holding, item, index)
        for item in items
        for index, strength in item.wholes.items()
        if item.claim.strength > GUESSED or strength == NAMED
    ]
    if not offers:
        return
    strength, held, item, index = max(offers, key=lambda offer: (offer[1], offer[0]))
    relation = _share(document, item.claim, index)
    if held:
        yield relation if strength > POSSIBLE else _implied(relation)
    elif strength == NAMED:
        yield relation
    elif strength == NEAREST and len(offers) == 1:
        yield doubted(relation, _DOUBT)


def _implied(relation: Relation) -> Relation:
    return doubted(relation, _DOUBT)


def of_list(document: Document, each: ShareList) -> Iterator[Relation]:
    """The shares of one list, all of the whole that most of them bear out."""
    items = each.items
    whole = _common(items)
    if len(items) > 1 and _is_total(items, whole):
        for item in items:
            item.wholes[whole] = NAMED
    agreeing = sum(whole in item.holding for item in items)
    named = max((item.wholes.get(whole, 0) for item in items), default=0)
    if len(items) > 1 and 2 * agreeing < len(items) and named < NAMED:
        items = [item for item in items if any(_strength(item, i) == NAMED for i in item.holding)]
    for item in items:
        relation = _of_item(document, item, whole, agreeing, named)
        if relation is not None:
            yield relation


def _is_total(items: Sequence[Item], whole: int) -> bool:
    """Shares that make 100, and soon behind them what they are all of."""
    percents = [item.claim.percent for item in items]
    size = sum((percent.figure.value or Fraction(0) for percent in percents), Fraction(0))
    slack = sum((percent.figure.step for percent in percents), Fraction(0)) / 2
    behind = whole > percents[-1].index and all(item.wholes.get(whole) for item in items)
    return behind and abs(size - HUNDRED) <= slack and items[-1].wholes[whole] >= NEAREST


def _common(items: Sequence[Item]) -> int:
    """The whole that most items hold with; of several the best named, the nearest. -1: none."""
    offered: dict[int, int] = {}
    held: dict[int, int] = {}
    for item in items:
        for index, strength in item.wholes.items():
            offered[index] = max(strength, offered.get(index, 0))
        for index in item.holding:
            held[index] = held.get(index, 0) + 1
    return max(offered, key=lambda i: (held.get(i, 0), offered[i], i), default=-1)


def _of_item(
    document: Document, item: Item, whole: int, agreeing: int, named: int
) -> Relation | None:
    """The share an item states, given the whole of its list: how many bear it out, how named."""
    claim = item.claim
    if whole in item.holding and (agreeing >= 2 or _strength(item, whole) > POSSIBLE):
        return _share(document, claim, whole)
    if item.holding:
        best = max(item.holding, key=lambda index: (item.wholes[index], index))
        relation = _share(document, claim, best)
        return relation if _strength(item, best) > POSSIBLE else _implied(relation)
    return _failing(document, item, whole, agreeing, named)


def _failing(
    document: Document, item: Item, whole: int, agreeing: int, named: int
) -> Relation | None:
    """An item that holds with nothing: stated where its whole is sure, else a question."""
    claim = item.claim
    own = max(item.wholes, key=lambda index: (item.wholes[index], index), default=-1)
    apart = whole > claim.percent.index and own < claim.part.index
    if _strength(item, own) == NAMED and (apart or not (agreeing and whole in item.wholes)):
        return _share(document, claim, own)
    if whole not in item.wholes:
        return None
    relation = _share(document, claim, whole)
    if agreeing >= 2 and claim.strength > POSSIBLE:
        return relation
    beside = agreeing and whole not in item.siblings and _strength(item, whole) >= NEAREST
    if beside and are_kindred(claim.part, document.quantities[whole]):
        return relation  # borne out by the item beside it
    if min(named, claim.strength) == NAMED and (agreeing or item.wholes[whole] == NAMED):
        return relation
    near = agreeing or document.quantities[whole].sentence == claim.percent.sentence
    if near and _is_plain(document, item, whole):
        return relation
    if near and whole not in item.siblings and _strength(item, whole) == NEAREST:
        return doubted(relation, _DOUBT)
    return None


def _is_plain(document: Document, item: Item, whole: int) -> bool:
    """The only like figure of the sentence that is larger, and nothing else is named."""
    claim, figure = item.claim, document.quantities[whole]
    if claim.strength < NAMED or item.wholes[whole] < NEAREST or claim.rate or claim.words:
        return False
    beside = [i for i in item.wholes if document.quantities[i].sentence == figure.sentence]
    alone = beside == [whole] and figure.sentence == claim.part.sentence
    return alone and whole not in item.siblings and are_kindred(claim.part, figure)


def _strength(item: Item, whole: int) -> int:
    return min(item.wholes.get(whole, 0), item.claim.strength)
