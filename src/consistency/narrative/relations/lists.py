"""The items of a list: which figures behind a word are parts, and where the list ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..document import Clause, Document, Quantity
from .items import (
    LONGEST_CLAUSE,
    Item,
    Listing,
    goes_on,
    is_attribute,
    origin_of,
    rest_behind,
    rest_unprinted,
)
from .nature import lead_of, moves_behind, nature, summable
from .vocabulary import adjacent, words

_RANKS = {"、": 1, ",": 2, "": 2, "|": 2, ";": 3, ":": 3, ".": 4}
_MOST_CLAUSES, _MOST_ITEMS = 90, 40
_SHORT = 40
_SHARE = 200
_FARTHEST = 4000
_MARKER = re.compile(r"[ \t\n]*(?:[-•●·*–—]|\(?[0-9]{1,2}[.)])?[ \t\n]*")
_SUMS_UP = re.compile(r"共[0-9约近]")
_OF_OTHERS = re.compile(r" of (?:the|all|its|their)\b")
_AGAINST = re.compile(r"\bagainst \Z")
_AT_LINE = re.compile(r"\n[ \t\n]*(?:[-•●·*–—]|\(?[0-9]{1,2}[.)])?[ \t]*\Z")


Fits = Callable[[Quantity], bool]


def listing(document: Document, start: int, depth: int, fits: Fits, *, changes: bool) -> Listing:
    """The items from a folded offset on, inside brackets of this depth.

    `fits` says which quantities can be parts; `changes` that changes may be.
    """
    return _Collector(document, start, depth, fits, changes).collected()


class _Collector:
    """Walks the clauses of a list once."""

    def __init__(
        self, document: Document, start: int, depth: int, fits: Fits, changes: bool
    ) -> None:
        self.document, self.start, self.depth = document, start, depth
        self.fits, self.changes = fits, changes
        self.items: list[Item] = []
        self.rank = 0
        self.plain = True
        self.goes_on = False
        self.lines = False
        self.offset = False
        self.bracketed = False
        self.passed = False
        self.apart = False

    def collected(self) -> Listing:
        document = self.document
        first = document.clause_at(self.start)
        sentence = document.clauses[first].sentence
        for clause in document.clauses[first : first + _MOST_CLAUSES]:
            if clause.depth < self.depth or len(self.items) >= _MOST_ITEMS:
                break
            if clause.start - self.start > _FARTHEST:
                break
            if clause.depth > self.depth:
                self._bracket(clause)
                self.bracketed = True
                continue
            if clause.sentence > sentence:
                if not self._runs_on(clause):
                    break
                sentence = clause.sentence
            if self.items and self._ends(clause):
                break
            if not self.items and self.passed:
                break
            self._read(clause)
            self.passed = clause.ender == ";"
            self.bracketed = False
            mark = "" if clause.ender == "(" else clause.ender
            self.rank = max(self.rank, _RANKS.get(mark, 0) if clause.ender not in "()" else 0)
        left = bool(self.items) and rest_unprinted(document, self.items)
        return Listing(tuple(self.items), self._run(), self.plain, self.goes_on, self.apart, left)

    def _joined_before(self, first: Quantity) -> bool:
        """A conjunction parts the opening from its first figure: made up of men, and 12 are old."""
        text = self.document.plain[self.start : first.start].rstrip(" $€£")
        return adjacent("conjunction").search(text) is not None

    def _runs_on(self, clause: Clause) -> bool:
        """The list goes on behind a full stop: a line a item, or one more item with its share."""
        plain = self.document.plain
        begin = max(clause.start, self.start)
        at_line = _AT_LINE.search(plain, max(self.start, begin - 10), begin) is not None
        here = self._candidates(clause, begin)
        if at_line:
            if not self.items:
                self.lines = True
                return clause.sentence - self._first_sentence() <= 3
            if len(self.items) == 1 or self.lines:
                self.lines = bool(here) or _MARKER.fullmatch(plain, begin, clause.end) is not None
                return self.lines
            return False
        if not self.items or self.items[-1].share is None or len(here) != 1:
            return False
        one = here[0]
        behind = self.document.quantities[one.index + 1 : one.index + 2]
        if not behind or not behind[0].is_share or not self._may_be(one):
            return False
        if _OF_OTHERS.match(self.document.plain, behind[0].after):
            return False
        short = one.start - begin <= _SHORT
        return short and not self.document.has_cue(begin, one.start, "total", "scope")

    def _first_sentence(self) -> int:
        return self.document.clauses[self.document.clause_at(self.start)].sentence

    def _ends(self, clause: Clause) -> bool:
        """A clause that opens another list, sums up, or adds what is no part."""
        text = self.document.plain[clause.start : min(clause.end, clause.start + LONGEST_CLAUSE)]
        text = text.lstrip(" \n")
        for kind in ("opens", "besides", "sums", "demonstrative"):
            if words(kind).match(text):
                return True
        if _SUMS_UP.match(text):
            return True
        return words("opens").search(text) is not None and bool(self._candidates(clause, 0))

    def _candidates(self, clause: Clause, begin: int) -> list[Quantity]:
        low = max(clause.start, begin)
        here = self.document.quantities_between(low, min(clause.end, low + LONGEST_CLAUSE))
        return [q for q in here if summable(q) and self.fits(q)]

    def _read(self, clause: Clause) -> None:
        document = self.document
        begin = max(clause.start, self.start)
        text = document.plain[begin : min(clause.end, begin + LONGEST_CLAUSE)]
        self.goes_on = self.goes_on or goes_on(document, begin, clause)
        self.apart = self.apart or words("apart").search(text) is not None
        self.offset = self.offset or words("offset").search(text) is not None
        if self.items and words("relative").match(text.lstrip()):
            return
        found = self._parts(clause, begin)
        if self.bracketed and self.items:
            begin = self._belongs(begin, found[0].start if found else clause.end)
        if not found:
            self._share(clause, begin)
            return
        if not self.items and self._joined_before(found[0]):
            self.plain = False
        for at, quantity in enumerate(found):
            low = self._joint(found[at - 1], quantity)[1] if at else begin
            is_last = at + 1 == len(found)
            high = clause.end if is_last else self._joint(quantity, found[at + 1])[0]
            self._add(quantity, low, high, self.rank if at == 0 else 0)
            self.rank = 0
        last = found[-1]
        self._share(clause, last.after)

    def _belongs(self, begin: int, end: int) -> int:
        """Words behind a bracket name the item in front of it, up to a conjunction."""
        text = self.document.plain[begin:end]
        joined = words("conjunction").search(text)
        own = text[: joined.start()] if joined else text
        last = self.items[-1]
        self.items[-1] = replace(last, label=last.label + own[:60])
        return begin + len(own)

    def _parts(self, clause: Clause, begin: int) -> list[Quantity]:
        """The parts of one clause: of several figures those joined by a conjunction."""
        document = self.document
        every = self._candidates(clause, begin)
        levels = [q for q in every if self._may_be(q) or self._opposes(q)]
        if not self.items and levels and self._announces(levels[0], clause):
            levels = levels[1:]
        if any(self._may_be_item(q, clause) for q in every if q not in levels):
            self.plain = False
        kept: list[Quantity] = []
        for at, quantity in enumerate(levels):
            following = levels[at + 1] if at + 1 < len(levels) else None
            if following is not None and is_attribute(document, quantity, following):
                continue
            if not kept:
                kept.append(quantity)
                continue
            between = document.plain[kept[-1].after : quantity.start]
            if words("conjunction").search(between):
                kept.append(quantity)
            elif self._has_share(quantity) and not self._has_share(kept[-1]):
                kept[-1] = quantity
            else:
                self.plain = False
        return kept

    def _announces(self, quantity: Quantity, clause: Clause) -> bool:
        """The number of items right behind the opening, not the first of them: 分为三期."""
        value = quantity.figure.value or 0
        alone = clause.end - quantity.after <= 2 and quantity.start - self.start <= 1
        return alone and value <= _MOST_ITEMS and clause.ender in ",:" and quantity.form == "count"

    def _may_be_item(self, quantity: Quantity, clause: Clause) -> bool:
        """A like figure that was left out stands where an item would."""
        document = self.document
        if moves_behind(document, quantity):
            return True
        if nature(document, quantity, self.start) != "reference":
            return False
        first = not self.items and clause.start <= self.start
        listed = document.plain[clause.start - 1 : clause.start] == "、"
        return first or listed

    def _has_share(self, quantity: Quantity) -> bool:
        following = self.document.quantities[quantity.index + 1 : quantity.index + 2]
        return bool(following) and following[0].is_share

    def _opposes(self, quantity: Quantity) -> bool:
        """One more of a list with shares: 520 votes (52%) against 480 (48%)."""
        if not self.items or not self._has_share(quantity):
            return False
        begin = max(0, quantity.start - 8)
        return _AGAINST.search(self.document.plain, begin, quantity.start) is not None

    def _may_be(self, quantity: Quantity) -> bool:
        found = nature(self.document, quantity, self.start)
        return found == "level" or (self.changes and found == "change")

    def _add(self, quantity: Quantity, low: int, high: int, rank: int) -> None:
        plain = self.document.plain
        low = self._before_dash(low)
        label = f"{plain[max(low, quantity.start - 60) : quantity.start]}#"
        label += plain[quantity.end : min(high, quantity.end + 60)]
        before = label.split("#")[0]
        rest = words("remainder").search(before) is not None
        rest = rest or rest_behind(self.document, quantity, high)
        origin = origin_of(self.document, quantity)
        self.items.append(
            Item(quantity, label, rank, origin=origin, is_rest=rest, is_offset=self.offset)
        )

    def _before_dash(self, low: int) -> int:
        """Where the clause in front begins, if a dash joins them: 31周岁—40周岁的19人."""
        document = self.document
        if low <= self.start or document.plain[low - 1] not in "—–~":
            return low
        before = document.clauses[document.clause_at(low - 1)]
        return before.start if document.plain[before.start : low].strip("— ") else low

    def _joint(self, one: Quantity, other: Quantity) -> tuple[int, int]:
        """The conjunction between two figures of a clause."""
        found = words("conjunction").search(self.document.plain, one.after, other.start)
        return found.span() if found else (one.after, one.after)

    def _share(self, clause: Clause, begin: int) -> None:
        """A percentage of its own behind an item."""
        if not self.items or self.items[-1].share is not None:
            return
        document = self.document
        for quantity in document.quantities_between(begin, min(clause.end, begin + _SHARE)):
            start, _ = lead_of(document, quantity)
            moves = document.has_cue(start, quantity.start, "rise", "fall", "than")
            if quantity.is_share and not moves:
                self.items[-1] = replace(self.items[-1], share=quantity)
                return

    def _bracket(self, clause: Clause) -> None:
        """What stands in brackets behind an item: its share, or the same in another unit."""
        if not self.items or clause.start < self.items[-1].quantity.after:
            return
        self._share(clause, clause.start)
        here = self.document.quantities_between(clause.start, clause.start + _SHORT)
        if here and summable(here[0]) and self.items[-1].bracketed is None:
            self.items[-1] = replace(self.items[-1], bracketed=here[0])

    def _run(self) -> int:
        """How many items stand on the level of marks that parts the first two."""
        if len(self.items) == 2 and self.items[1].rank == _RANKS["."] and not self.lines:
            return 1
        if len(self.items) < 3:
            return len(self.items)
        level = self.items[1].rank
        for at, item in enumerate(self.items[2:], 2):
            if item.rank > level and not (level == 0 and item.rank == 1):
                return at
            level = max(level, item.rank)
        return len(self.items)
