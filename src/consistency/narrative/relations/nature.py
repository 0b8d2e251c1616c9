"""What a quantity is beside others: a level, a change, a rate, a point of reference."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from ...model.figure import Figure
from ...model.numeral import unit_of
from ...model.numeral.unit import is_unit
from ..document import Document, Quantity
from ..edits import alike
from .vocabulary import adjacent

Nature = Literal["level", "change", "rate", "reference"]
_LINK = re.compile(
    r"(?:[ $€£¥]|了|约|近|为|by|of|an?|about|approximately|nearly|some|additional|us)*\Z"
)
_RATE_BEHIND = re.compile(
    r"[ ]?(?:/|per\b|each\b|a (?:year|day|month|week|tonne|ton|share|head)\b)"
)
_SPEED = re.compile(r"(?:[时车航流]速|速度|\bspeeds?)[^，,;]{0,8}\Z")
_MADE_OF = re.compile(r"[^，,;。()0-9]{0,12}?(?:组成|构成)")
_MULTIPLE_BEHIND = re.compile(r"的[0-9.]{1,8}倍")
_THINGS_BEHIND = re.compile(r"[\u4e00-\u9fff]")
_PERSONS = frozenset(("人", "名", "位", "票", "persons", "people", "person"))
_DEGREE = re.compile(r"较[好差弱强大小轻重]")
_AND = re.compile(r"\band\b(?! over| above)")
_FELL = re.compile(r"fell (?:in|into|under|within|outside|between|short|ill|on|sick)\b")
_NEEDS = re.compile(r"[ ]?(?:requir|need)[a-z]{0,4} ")
_FARTHEST = 60
_NEAR = 30


def counted(document: Document, quantity: Quantity) -> Quantity:
    """The quantity with a word that is no unit taken off: `37 graded` counts 37.

    A whole number right before a Chinese word counts what the word names: 75席.
    """
    unit = quantity.unit
    if unit is None and _THINGS_BEHIND.match(document.plain, quantity.end):
        return replace(quantity, figure=_as_things(quantity.figure))
    if unit is None or quantity.form not in ("amount", "count") or _known(unit):
        return quantity
    figure = _as_things(quantity.figure) if unit.endswith("s") else quantity.figure
    behind = f"{unit} {quantity.behind}".rstrip()
    return replace(quantity, figure=replace(figure, unit=None), form="bare", behind=behind)


def _as_things(figure: Figure) -> Figure:
    """A whole number printed to its last digit, as a count."""
    whole = figure.value is not None and figure.value.denominator == 1 and figure.step == 1
    if not whole or figure.hedged is not None or figure.count is not None:
        return figure
    return replace(figure, count=True)


@lru_cache(maxsize=4096)
def _known(unit: str) -> bool:
    return is_unit(unit)


def lead_of(document: Document, quantity: Quantity) -> tuple[int, str]:
    """Where the words in front of a quantity begin, and these: its clause, or since a number."""
    clause = document.clauses[quantity.clause]
    start = max(clause.start, quantity.start - _FARTHEST)
    if quantity.index:
        before = document.quantities[quantity.index - 1]
        start = max(start, min(before.after, quantity.start))
    return start, document.plain[start : quantity.start]


def nature(document: Document, quantity: Quantity, since: int = 0) -> Nature:
    """What the words beside a quantity make of it, those in front of `since` left aside."""
    return document.remembered(_nature, quantity, since)


def _nature(document: Document, quantity: Quantity, since: int) -> Nature:
    if _RATE_BEHIND.match(document.plain, quantity.after):
        return "rate"
    if _MULTIPLE_BEHIND.match(document.plain, quantity.after):
        return "reference"
    start, lead = lead_of(document, quantity)
    if start < since <= quantity.start:
        start, lead = since, document.plain[since : quantity.start]
    if _SPEED.search(lead):
        return "rate"
    if lead.endswith("由") and _MADE_OF.match(document.plain, quantity.after):
        return "level"
    return _moved(document, quantity, start, lead)


def _moved(document: Document, quantity: Quantity, start: int, lead: str) -> Nature:
    """What the words of movement and comparison in front of a quantity make of it."""
    cues = [
        cue
        for cue in document.cues_between(start, quantity.start)
        if cue.kinds.intersection(("rise", "fall", "than", "from", "to", "per", "average"))
        and not _DEGREE.match(document.plain, cue.start)
    ]
    if any(cue.kinds.intersection(("per", "average")) for cue in cues):
        return "rate"
    if moves_behind(document, quantity):
        return "change"
    if not cues:
        return "level"
    last = cues[-1]
    close = _LINK.match(document.plain[last.end : quantity.start]) is not None
    moves = any(cue.kinds.intersection(("rise", "fall")) for cue in cues)
    if close and "to" in last.kinds and not last.kinds.intersection(("than",)):
        return "level"
    if last.kinds.intersection(("rise", "fall")):
        if close and not adjacent("added").search(lead.rstrip(" $")):
            return "change"
        return "change" if close and "than" in {k for c in cues for k in c.kinds} else "level"
    if last.kinds.intersection(("than", "from")):
        if _AND.search(document.plain, last.end, quantity.start):
            return "level"  # it goes with the figure before: 26 from the north and 22
        begins = not document.plain[start : last.start].strip(" ,，、;；")
        worded = document.plain[last.start].isascii() and quantity.start - last.end <= _NEAR
        return "reference" if close or begins or (worded and not moves) else "level"
    return "level"


def moves_behind(document: Document, quantity: Quantity) -> bool:
    """An English word right behind a figure makes it a change: 30 fewer, 5 more."""
    behind = document.cues_between(quantity.after, quantity.after + 2, "rise", "fall")
    if not behind or not document.plain[behind[0].start].isascii():
        return False
    at = behind[0].start
    return not (_NEEDS.match(document.plain, quantity.end) or _FELL.match(document.plain, at))


def is_level(document: Document, quantity: Quantity) -> bool:
    """A standing figure: neither a change, a rate, nor what something is compared with."""
    return nature(document, quantity) == "level"


def summable(quantity: Quantity) -> bool:
    """A number of things or a measure: no percentage, points or multiple."""
    figure = quantity.figure
    known = figure.value is not None and figure.qualifier != "range"
    return known and quantity.form in ("count", "amount", "bare")


def kin(one: Quantity, other: Quantity) -> bool:
    """Two quantities may stand in one sum."""
    if not (summable(one) and summable(other) and alike(one, other)):
        return False
    forms = {one.form, other.form}
    broken = any(q.form == "bare" and q.figure.shows_decimals for q in (one, other))
    return not (broken and "count" in forms)


def same_things(one: Quantity, other: Quantity) -> bool:
    """Two quantities count the same things by their units, as far as units tell."""
    if one.unit == other.unit or one.unit is None or other.unit is None:
        return True
    if one.unit in _PERSONS and other.unit in _PERSONS:
        return True
    first, second = unit_of(one.unit), unit_of(other.unit)
    return first is not None and second is not None and not (first.counting or second.counting)


def alike_named(one: Quantity, other: Quantity) -> bool:
    """Two quantities count the same things, by units or, without, the word behind: 38轮, 73分."""
    behind = one.behind[:1], other.behind[:1]
    bare = one.unit is None and other.unit is None and all(behind)
    apart = bare and not any(word.isascii() for word in behind)
    return same_things(one, other) and not (apart and len(set(behind)) > 1)
