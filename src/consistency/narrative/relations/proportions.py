"""Finds how many of one thing there are for one of another: pupils to a teacher.

`a student-teacher ratio of 12.4:1`, `one priest for every 1,967 Catholics`,
`生师比为15.2:1`. The words that name both sides name the figures, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import ratio
from ..readings import NAMED, POSSIBLE, Reading, chosen
from .likeness import counted
from .rates import words

_BESIDE, _REACH, _MOST, _PAIRS = 90, 2, 10, 4
_SEEN, _STEM = 34, 7
_NAMED = re.compile(
    r"(?P<many>[a-z]{3,14})[ ]?(?:/|-|–|—|:|[ -]to[ -])[ ]?(?P<one>[a-z]{3,14})"
    r"(?:[ ]\([^()]{1,30}\))?[ ]ratio(?:[ a-z]{0,32})[ ]?\Z"
)
_OF = re.compile(r"ratio of (?P<many>[a-z]{3,14}) to (?P<one>[a-z]{3,14})(?:[ a-z]{0,24})[ ]?\Z")
_HAN = re.compile(
    r"(?P<pair>生师|师生|学生教师|医护|床护)比(?:例)?(?:为|是|达到|达|约|约为|[ :])*\Z"
)
_HAN_SIDES = {
    "生师": ("生", "师"), "师生": ("师", "生"), "学生教师": ("生", "师"),
    "医护": ("医", "护"), "床护": ("床", "护"),
}  # fmt: skip
_TO_ONE = re.compile(r"[ ]?(?::|to|：|比)[ ]?(?:1|one|一)(?![0-9.])")
_ONE_TO = re.compile(r"[ ]?(?::|：|to|比)[ ]?\Z")
_FOR = re.compile(
    r"[ ]?(?P<one>(?:[a-z]{3,14} ){0,2}?)(?:for every|for each|for|to every|to each|to|per)[ ]\Z"
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """So many of `many` for one of `one`."""

    result: Quantity
    many: str
    one: str


def proportions(document: Document) -> Iterator[Relation]:
    """The ratios that the words name both sides of."""
    for quantity in document.quantities:
        for claimed in _CLAIMS:
            claim = claimed(document, quantity)
            if claim is not None:
                relation = chosen(_readings(document, claim))
                if relation is not None:
                    yield relation
                break


def _ratio(document: Document, quantity: Quantity) -> _Claim | None:
    """A ratio by name: the figure itself, or behind it what is for one."""
    start = max(document.sentence_span(quantity.sentence)[0], quantity.start - _BESIDE)
    front = document.plain[start : quantity.start]
    found = _NAMED.search(front) or _OF.search(front)
    if found is not None:
        many, one = found["many"], found["one"]
    else:
        han = _HAN.search(front)
        if han is None:
            return None
        many, one = _HAN_SIDES[han["pair"]]
    if quantity.form not in ("bare", "count", "amount"):
        return None
    following = _next(document, quantity)
    if quantity.figure.value == 1 and following is not None:
        between = document.plain[quantity.after : following.start]
        return _Claim(following, one, many) if _ONE_TO.fullmatch(between) else None
    return _Claim(quantity, many, one)


def _for_one(document: Document, quantity: Quantity) -> _Claim | None:
    """One of these for so many of those."""
    following = _next(document, quantity)
    if quantity.figure.value != 1 or following is None or following.form == "percent":
        return None
    found = _FOR.fullmatch(document.plain[quantity.end : following.start])
    if found is None:
        return None
    many = following.unit or following.behind
    one = (found["one"] or quantity.unit or "").split()
    if not one or not re.match("[a-z]{3}", many):
        return None
    return _Claim(following, many.split()[0], one[-1])


_CLAIMS: tuple[Callable[[Document, Quantity], _Claim | None], ...] = (_ratio, _for_one)


def _readings(document: Document, claim: _Claim) -> Iterator[Reading]:
    near = _around(document, claim.result)
    many = [q for q in near if _says(q, claim.many)]
    one = [q for q in near if _says(q, claim.one) and q not in many]
    strength = NAMED if len(many) == len(one) == 1 else POSSIBLE
    plain = counted(claim.result)
    result = replace(plain, figure=replace(plain.figure, unit=None, count=False))
    for numerator in many[:_PAIRS]:
        for denominator in one[:_PAIRS]:
            relation = ratio(result, [counted(numerator)], [counted(denominator)])
            yield Reading(relation, strength, "same_measure")


def _around(document: Document, result: Quantity) -> list[Quantity]:
    """Counts in front, and in the next sentence, nearest first."""
    low = max(0, result.index - _MOST)
    found: Sequence[Quantity] = document.quantities[low : result.index + _MOST]
    near = [
        q
        for q in found
        if q.index != result.index
        and q.form in ("count", "bare", "amount")
        and q.paragraph == result.paragraph
        and -1 <= result.sentence - q.sentence <= _REACH
        and (q.figure.value or 0) > 1
    ]
    return sorted(near, key=lambda q: abs(q.index - result.index))


def _says(quantity: Quantity, word: str) -> bool:
    """The words beside a figure say the word, or another that means the same things."""
    said = f"{quantity.before[-_SEEN:]} {quantity.unit or ''} {quantity.behind[:_SEEN]}"
    for kind in ("learner", "teacher"):
        if words(kind).match(word):
            return words(kind).search(said) is not None
    return word.rstrip("s")[:_STEM] in said


def _next(document: Document, quantity: Quantity) -> Quantity | None:
    at = quantity.index + 1
    following = document.quantities[at] if at < len(document.quantities) else None
    return following if following and following.sentence == quantity.sentence else None
