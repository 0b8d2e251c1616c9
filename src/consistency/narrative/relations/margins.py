"""What a figure is the difference of: what is left, a winner's lead, what lies between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any, cast

from ...model.relation import Relation
from ..cues import LANGUAGES, data_of
from ..document import Document, Quantity
from ..edits import difference
from ..readings import NAMED, NEAREST, POSSIBLE, Reading
from ..spelled import any_spelled
from .likeness import counted, like

BETWEEN = re.compile(
    r"[ ]between (?:the )?([a-z]{3,14})(?: [a-z]+){0,2}? and (?:the )?([a-z]{3,14})"
)
APART = re.compile(r"(?:之差|相差|差额)(?:为|达|约)?\Z")
MONEY = ("元", "USD", "EUR", "GBP")
_STEM = 7
_REACH, _MOST = 2, 10
_BESIDE, _BEHIND, PAIRS, _AROUND = 40, 26, 5, 200
DOUBT = "same_measure"
LINK = (
    r"(?:[ $€£¥:]|of|eur|usd|gbp|chf|inr|rs|was|were|is|a|an|the|about|plus|minus|with|us|by"
    r"|rate|额|为|达|达到|是|约|人民币|人|口|率)*"
)


def left(document: Document, quantity: Quantity) -> Iterator[Reading]:
    """What is left: the whole less what was taken off it."""
    near = before_of(document, quantity)[:_MOST]
    front, _ = beside(document, quantity)
    pairs = [
        (whole, taken)
        for taken in near
        for whole in near
        if (whole.figure.value or 0) > max(taken.figure.value or 0, quantity.figure.value or 0)
        and whole is not taken
    ]
    pairs.sort(key=lambda pair: [-(q.figure.value or 0) for q in pair])
    start = max(document.sentence_span(quantity.sentence)[0], quantity.start - _AROUND)
    taken_off = words("taken", ends=False).search(document.plain, start, quantity.start)
    for whole, taken in pairs:
        strength = POSSIBLE
        here = taken.sentence == quantity.sentence
        if len(near) == 2 and (taken_off or words("leaving").search(front)):
            strength = NAMED
        elif here and (taken_off or _says_same(taken, quantity)):
            strength = NEAREST
        yield Reading(difference_of(quantity, taken, whole), strength, DOUBT)


def _says_same(taken: Quantity, left: Quantity) -> bool:
    """What was done with the one is still to be done with the other."""
    words = set(re.findall(r"[a-z]{5,}", left.behind))
    return bool(words & set(re.findall(r"[a-z]{5,}", taken.behind)))


def lead(document: Document, quantity: Quantity) -> Iterator[Reading]:
    """A winner's figure less the runner-up's, of those in reach."""
    in_front = before_of(document, quantity) or _next(document, quantity)
    near = sorted(in_front, key=lambda q: -(q.figure.value or 0))
    listed = [q for q in near if document.plain[q.after : q.after + 2].strip().startswith("(")]
    pool = listed if len(listed) > 1 else near
    for at, (first, second) in enumerate(pairwise(pool)):
        strength = NEAREST if at == 0 and (pool is listed or len(pool) == 2) else POSSIBLE
        strength = NAMED if strength == NEAREST and pool is listed else strength
        yield Reading(difference_of(quantity, second, first), strength, DOUBT)


def apart(document: Document, quantity: Quantity) -> Iterator[Reading]:
    """The difference of 5.5 million between the assets and the liabilities."""
    found = BETWEEN.match(document.plain, quantity.after)
    named = [word.rstrip("s")[:_STEM] for word in found.groups()] if found else []
    near = before_of(document, quantity)
    sides = [[q for q in near if word in q.before] for word in named] if named else [near, near]
    for one in sides[0][:PAIRS]:
        for other in sides[1][:PAIRS]:
            if one is other:
                continue
            more, less = (one, other) if _value(one) >= _value(other) else (other, one)
            alone = bool(named) and all(len(side) == 1 for side in sides)
            yield Reading(difference_of(quantity, less, more), NAMED if alone else POSSIBLE, DOUBT)


def toll(document: Document, quantity: Quantity) -> Iterator[Reading]:
    """Went in with 1,905 and mustered 1,088, a loss of 817: the two figures in front."""
    here = [q for q in before_of(document, quantity) if q.sentence == quantity.sentence]
    if len(here) < len(("before", "after")):
        return
    after, before = here[0], here[1]
    lost = _value(before) - _value(after)
    plausible = lost > 0 and 2 * abs(lost - _value(quantity)) <= lost
    strength = NAMED if plausible and len(here) == len(("before", "after")) else POSSIBLE
    yield Reading(difference_of(quantity, after, before), strength, DOUBT)


def _next(document: Document, quantity: Quantity) -> list[Quantity]:
    """Like figures of the sentence and the next one, behind."""
    behind = document.quantities[quantity.index + 1 : quantity.index + _MOST]
    return [
        q
        for q in behind
        if q.paragraph == quantity.paragraph
        and q.sentence - quantity.sentence <= 1
        and like(q, quantity)
        and q.figure.value is not None
    ]


def before_of(document: Document, quantity: Quantity) -> list[Quantity]:
    """Like figures in front, in the paragraph and the last sentences, nearest first."""
    low = max(0, quantity.index - _MOST)
    return [
        q
        for q in reversed(document.quantities[low : quantity.index])
        if q.paragraph == quantity.paragraph
        and quantity.sentence - q.sentence <= _REACH
        and like(q, quantity)
        and q.figure.value is not None
    ]


def difference_of(amount: Quantity, before: Quantity, after: Quantity) -> Relation:
    """The amount is what lies between two counts, units of counting left aside."""
    return difference(counted(amount), counted(before), counted(after))


def _value(quantity: Quantity) -> Fraction:
    return quantity.figure.value or Fraction(0)


def beside(document: Document, quantity: Quantity) -> tuple[str, str]:
    """The words in front of a figure in its clause, and those behind."""
    clause = document.clauses[quantity.clause]
    start = max(clause.start, quantity.start - _BESIDE)
    if quantity.index:
        start = max(start, document.quantities[quantity.index - 1].after)
    end = min(clause.end, quantity.after + _BEHIND)
    return document.plain[start : quantity.start], document.plain[quantity.after : end]


@cache
def words(kind: str, *, ends: bool = True) -> re.Pattern[str]:
    """Any word of a kind; where it `ends` a text, a short link may follow."""
    listed = [
        word
        for language in LANGUAGES
        for word in cast("Any", data_of(language, "balances.toml"))["words"][kind]
    ]
    pattern = any_of(listed)
    return re.compile(
        rf"(?:{pattern}){LINK}\Z" if ends else rf"[ ]?(?:[a-z]+ ){{0,2}}(?:{pattern})"
    )


def any_of(words: Sequence[str]) -> str:
    """A pattern for any of the words, whole words where they are Latin."""
    return any_spelled(words, r"\b{}\b")
