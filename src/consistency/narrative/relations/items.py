"""What a list of parts consists of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..document import Clause, Document, Quantity
from .nature import lead_of, summable
from .vocabulary import words

LONGEST_CLAUSE = 1200
"""How much of one clause is read as part of a list."""
_REST_BEHIND = re.compile(
    r"(?: (?:related )?(?:to|for|in|by|from|on|of|were|was)){0,2}(?: all)? others?\b"
    r"|(?: [a-z]+){0,2} thereafter\b"
)
_REST = re.compile(r"\bthe (?:rest|others|remainder)\b|其余|其他均|剩下|余下")
_ATTRIBUTE = re.compile(r"(?:以上|以下|以内|及以上|及以下)?的?[\u4e00-\u9fff]{1,14}\Z")


@dataclass(frozen=True, slots=True)
class Item:
    """One figure of a list.

    `label` is the plain text around it, `rank` the heaviest mark between it and
    the item before. `share` is a percentage that follows it, `bracketed` the
    figure in brackets behind it, `origin` the one it came from (由…增至…).
    """

    quantity: Quantity
    label: str
    rank: int
    share: Quantity | None = None
    bracketed: Quantity | None = None
    origin: Quantity | None = None
    is_rest: bool = False
    is_offset: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The items behind an opening.

    The first `run` of them stand on one level of marks; the others follow and
    may belong elsewhere. `plain` says that each clause holds one figure of the
    kind of the whole, so that nothing had to be chosen. `goes_on` says that a
    word leaves the list open, `apart` that one tells the items apart
    (respectively), `has_rest` that what is left is named without a figure.
    """

    items: tuple[Item, ...]
    run: int
    plain: bool
    goes_on: bool
    apart: bool = False
    has_rest: bool = False

    @property
    def first(self) -> tuple[Item, ...]:
        """The items of the first run."""
        return self.items[: self.run]


def goes_on(document: Document, begin: int, clause: Clause) -> bool:
    """A word leaves the list open here: mainly, such as, 等 (not 等 before a number of things)."""
    end = min(clause.end, begin + LONGEST_CLAUSE)
    text = document.plain[begin:end]
    if document.has_cue(begin, end, "multiple"):
        return True
    found = words("open_list").search(text)
    if found is None or words("offset").search(text, found.end()):
        return False
    behind = text[found.end() :]
    return not (found.group() == "等" and re.match(r"[0-9一二三四五六七八九十两]", behind))


def is_attribute(document: Document, quantity: Quantity, following: Quantity) -> bool:
    """A threshold that describes the figure behind it: projects of 10 or more, 12 of them."""
    between = document.plain[quantity.after : following.start]
    hedged = quantity.figure.qualifier in ("at_least", "at_most", "over", "under")
    return hedged and _ATTRIBUTE.fullmatch(between) is not None


def origin_of(document: Document, quantity: Quantity) -> Quantity | None:
    """The figure that this one came from: 由45万辆增至356万辆, from 45 to 356."""
    if not quantity.index:
        return None
    before = document.quantities[quantity.index - 1]
    if before.clause != quantity.clause or not summable(before):
        return None
    start, _ = lead_of(document, before)
    is_from = document.has_cue(start, before.start, "from")
    is_to = document.has_cue(before.after, quantity.start, "to")
    near = quantity.start - before.after <= 12
    return before if is_from and is_to and near else None


def rest_behind(document: Document, quantity: Quantity, end: int) -> bool:
    """The words behind a figure say that it is all that is left: 5 others, 2.9 thereafter."""
    at = quantity.end if quantity.unit is None else quantity.after
    return _REST_BEHIND.match(document.plain, at, max(end, at)) is not None


def rest_unprinted(document: Document, items: Sequence[Item]) -> bool:
    """Behind a list its rest is named, not counted: 45 elected, 5 appointed, the rest co-opted."""
    last = items[-1].quantity
    _, end = document.sentence_span(last.sentence)
    following = document.quantities[last.index + 1 : last.index + 2]
    end = min(end, following[0].start if following else end)
    return not items[-1].is_rest and _REST.search(document.plain, last.after, end) is not None
