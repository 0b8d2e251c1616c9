"""Finds changes and differences: from one figure to another, by so much.

A sentence is walked from left to right; each figure is what something was, what
it is, or by how much it moved, by the last cue in front of it (or right behind
it). One that repeats a part already filled opens a new group. Only a group that
prints all the parts of an equation states one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import alike, change, difference, growth
from ..readings import NAMED, NEAREST, Reading, chosen

Part = Literal["from", "to", "by", "main", "level"]
_BESIDE = 24
_CHAIN = ("or", "即", "或", "约合", "增幅", "降幅", "equivalent to")


@dataclass(slots=True)
class _Group:
    """The figures of one movement; `falls` is None where no word tells the direction."""

    before: Quantity | None = None
    after: Quantity | None = None
    main: Quantity | None = None
    by: list[Quantity] = field(default_factory=list)
    falls: bool | None = None

    @property
    def now(self) -> Quantity | None:
        return self.after or self.main


def changes(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Change and difference relations of every sentence."""
    found: list[Relation] = []
    for quantities in document.sentences():
        for group in _groups(document, quantities):
            found += _relations(document, group)
    return tuple(found)


def _groups(document: Document, quantities: Sequence[Quantity]) -> Iterator[_Group]:
    group = _Group()
    previous: Part | None = None
    start, end = document.sentence_span(quantities[0].sentence)
    if document.has_cue(start, end, "pairwise"):
        return
    for position, quantity in enumerate(quantities):
        low = quantities[position - 1].after if position else start
        high = quantities[position + 1].start if position + 1 < len(quantities) else end
        part, falls = _part(document, quantity, low, high, previous)
        if _closed(document, group, part, quantity, low):
            yield group
            group = _Group()
        if group.main is not None and not _of_main(document, group.main, part, quantity):
            group.main = None
        _add(group, part, quantity, falls)
        previous = part
    yield group


def _closed(document: Document, group: _Group, part: Part, quantity: Quantity, low: int) -> bool:
    """What comes belongs to another movement: its part is filled, or a list goes on."""
    if part == "level":
        return False
    if document.has_cue(low, quantity.start, "of_which"):
        return True
    if part == "by":
        return False
    if part == "main":
        return group.main is not None or group.after is not None
    filled = group.before if part == "from" else group.after
    return filled is not None


def _of_main(document: Document, main: Quantity, part: Part, quantity: Quantity) -> bool:
    """A movement goes on with the figure before it, unless its clause has a subject of its own."""
    if part not in ("by", "from", "to") or quantity.clause == main.clause:
        return True
    start = document.clauses[quantity.clause].start
    cues = document.cues_between(start, quantity.start)
    first = next((cue.start for cue in cues if cue.kinds & _MOVING), quantity.start)
    words = document.plain[start:first]
    for cue in document.cues_between(start, first, "same_subject"):
        words = words.replace(document.plain[cue.start : cue.end], " ", 1)
    return not _WORD.search(_DATE.sub(" ", words))


_DATE = re.compile(r"[0-9]{2,4}(?:年(?:同期)?|月)?")
_WORD = re.compile(r"[a-z\u4e00-\u9fff]")


def _add(group: _Group, part: Part, quantity: Quantity, falls: bool | None) -> None:
    if part == "from":
        group.before = quantity
    elif part == "to":
        group.after = quantity
    elif part == "by":
        group.by.append(quantity)
    elif part == "main":
        group.main = quantity
    if group.falls is None and falls is not None:
        group.falls = falls


def _part(
    document: Document, quantity: Quantity, low: int, high: int, previous: Part | None
) -> tuple[Part, bool | None]:
    """What a figure is in its movement, and the direction its cue tells."""
    plain = document.plain
    begin = max(low, quantity.start - _BESIDE * 2)
    cues = [c for c in document.cues_between(begin, quantity.start) if c.kinds & _MOVING]
    directions = [c for c in cues if c.kinds & {"rise", "fall"}]
    falls = "fall" in directions[-1].kinds if directions else None
    if previous == "by" and plain[low : quantity.start].strip(" ,，、($¥€£)").strip() in _CHAIN:
        return "by", None
    if cues:
        last = cues[-1].kinds
        if "to" in last and quantity.form != "points":
            return "to", falls
        if last & {"from", "than"} and _is_from(document, cues[-1].end, quantity):
            return "from", falls
        if last & {"rise", "fall"}:
            return "by", falls
        if "to" in last or quantity.form == "points":
            return "by", falls
    behind = document.cues_between(quantity.after, min(high, quantity.after + 14), "rise", "fall")
    if behind and not plain[quantity.after : behind[0].start].strip(" -\u00a0"):
        return "by", "fall" in behind[0].kinds
    if quantity.form == "points":
        return "by", falls
    if quantity.form == "percent" and not _is_level(document, quantity):
        return "level", None
    return "main", falls


_MOVING = frozenset({"rise", "fall", "from", "than", "to"})


def _is_from(document: Document, end: int, quantity: Quantity) -> bool:
    """A figure follows the word it is compared with, and no other figure's name ends it."""
    return quantity.start - end <= _BESIDE * 2 and quantity.form != "points"


def _is_level(document: Document, quantity: Quantity) -> bool:
    """A percentage that is itself what moves: a rate, not a share of the figure before."""
    return document.has_cue(max(0, quantity.start - _BESIDE), quantity.start, "rate")


def _relations(document: Document, group: _Group) -> Iterator[Relation]:
    before, after = group.before, group.now
    falls = bool(group.falls)
    if after is None:
        return
    if before is not None and alike(before, after) and before is not after:
        signs = _signs(document, before, after)
        strength = NAMED if group.falls is not None else NEAREST
        for by in group.by:
            readings = _between(by, before, after, falls, signs, strength)
            relation = chosen(readings)
            if relation is not None:
                yield relation
        return
    amounts = [by for by in group.by if alike(by, after) and by.form not in ("percent", "points")]
    percents = [by for by in group.by if by.form == "percent"]
    if before is None and len(amounts) == len(percents) == 1 and after.form != "percent":
        reading = Reading(growth(percents[0], amounts[0], after, falls=falls), NAMED)
        relation = chosen([reading])
        if relation is not None:
            yield relation


def _between(
    by: Quantity,
    before: Quantity,
    after: Quantity,
    falls: bool,
    signs: tuple[int, int],
    strength: int,
) -> list[Reading]:
    """The ways to read a movement by `by`: relative, or in the figures' own unit."""
    readings = []
    rates = before.form == "percent"
    if by.form == "percent" and not rates:
        readings.append(change(by, before, after, falls=falls, signs=signs))
    elif by.form == "percent":
        readings.append(difference(by, before, after, falls=falls, signs=signs))
        readings.append(change(by, before, after, falls=falls, signs=signs))
    elif by.form == "points":
        if rates:
            readings.append(difference(by, before, after, falls=falls, signs=signs))
    elif alike(by, after):
        readings.append(difference(by, before, after, falls=falls, signs=signs))
    return [Reading(relation, strength, "same_measure") for relation in readings]


def _signs(document: Document, before: Quantity, after: Quantity) -> tuple[int, int]:
    """A loss is negative beside a profit; where both are losses their sizes are compared."""
    losses = [_is_loss(document, quantity) for quantity in (before, after)]
    if losses[0] == losses[1]:
        return 1, 1
    return (-1, 1) if losses[0] else (1, -1)


def _is_loss(document: Document, quantity: Quantity) -> bool:
    clause = document.clauses[quantity.clause]
    begin = max(clause.start, quantity.start - _BESIDE)
    behind = document.cues_between(quantity.after, quantity.after + _BESIDE, "loss", "profit")
    in_front = document.cues_between(begin, quantity.start, "loss", "profit")
    if behind and behind[0].start - quantity.after <= 14:
        return "loss" in behind[0].kinds
    return bool(in_front) and "loss" in in_front[-1].kinds
