"""Finds one quantity stated in several places: by its name, or by the words around it.

Three signs, from strong to weak: the same words on both sides (a report pasted
twice); a definite mention of a set named before ("of the 77 villages"); a count
of everything of a kind in the place reported on ("all 133 villages of the
district"). Equal figures agree; different ones are at most a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.edit import NIL
from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import alike, doubted, same
from ..sections import section_of, sections

_BEFORE, _BEHIND = 20, 14
_LATIN_FACTOR = 2
_MOST_EARLIER = 8
_NEAR = 5
_FUNCTION = re.compile(
    r"[的有中是在为和与及被等都均已共，。、；：,.;:()]|进行|全部|组织|通过|开展|仅|结成"
)
_DEFINITE = re.compile(r"[一-鿿]{0,12}?中(?![心学央小])")
_NOUN = re.compile(r"(?:个|名|家|户|所|支)?(?P<noun>[一-鿿]{1,12})")
_WORDS = re.compile(r"[a-z]+(?:[ -][a-z]+){0,2}")
_SMALLEST = 10


def restated(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Each later place against the first that states the same quantity."""
    found: dict[tuple[int, int], Relation] = {}
    places = sections(document)
    for finder in (_repeated, _named, _of_everything, _one_each):
        for first, second, relation in finder(document, places):
            found.setdefault((first.index, second.index), relation)
    return tuple(found[pair] for pair in sorted(found))


Pairs = Iterator[tuple[Quantity, Quantity, Relation]]


def _repeated(document: Document, places: Sequence[int]) -> Pairs:
    """The same words on both sides of a number, in two places."""
    first: dict[tuple[str, str], Quantity] = {}
    plain = document.plain
    for quantity in document.quantities:
        wide = 1 if quantity.start and plain[quantity.start - 1] > "\u3000" else _LATIN_FACTOR
        low = max(0, quantity.start - _BEFORE * wide)
        words = plain[low : quantity.start], plain[quantity.end : quantity.end + _BEHIND * wide]
        if len("".join(words)) < (_BEFORE + _BEHIND - 4) * wide:
            continue
        earlier = first.setdefault(words, quantity)
        if earlier is not quantity and alike(earlier, quantity):
            relation = same(earlier, quantity)
            differs = earlier.figure.value != quantity.figure.value
            yield earlier, quantity, doubted(relation, "same_quantity") if differs else relation


def _named(document: Document, places: Sequence[int]) -> Pairs:
    """Equal counts of one noun, or of a set taken up again (N of the villages)."""
    earlier: dict[tuple[object, int], list[Quantity]] = {}
    for quantity in document.quantities:
        noun = _noun(quantity)
        if noun is None or quantity.form not in ("count", "bare", "amount"):
            continue
        place = section_of(places, quantity.start)
        mentions = earlier.setdefault((quantity.figure.value, place), [])
        definite = _is_definite(document, quantity)
        for mention in mentions:
            if alike(mention, quantity) and _same_noun(_noun(mention) or "", noun, definite):
                yield mention, quantity, same(mention, quantity)
                break
        if len(mentions) < _MOST_EARLIER:
            mentions.append(quantity)


def _of_everything(document: Document, places: Sequence[int]) -> Pairs:
    """Counts of all of a kind: all 133 villages here, all 134 there."""
    earlier: dict[tuple[str, str, int], Quantity] = {}
    for quantity in document.quantities:
        noun, scope = _noun(quantity), _scope(document, quantity)
        if noun is None or scope is None or quantity.form != "count":
            continue
        place = section_of(places, quantity.start)
        first = earlier.setdefault((scope, noun[-1], place), quantity)
        if first is quantity or first.sentence == quantity.sentence:
            continue
        relation = same(first, quantity)
        if first.figure.value == quantity.figure.value:
            yield first, quantity, relation
        elif _may_be_one(document, first, quantity, noun):
            yield first, quantity, doubted(relation, "same_quantity")


def _one_each(document: Document, places: Sequence[int]) -> Pairs:
    """28 leaders, each in one of 28 villages."""
    for first, second in zip(document.quantities, document.quantities[1:], strict=False):
        if first.sentence != second.sentence or first.figure.value != second.figure.value:
            continue
        counted = first.form == second.form == "count"
        if counted and document.has_cue(first.after, second.start, "each_one"):
            yield first, second, same(first, second)


def _noun(quantity: Quantity) -> str | None:
    """What is counted, as far as the words behind the number tell."""
    value = quantity.figure.value
    if value is None or (abs(value) < _SMALLEST and quantity.form != "count"):
        return None
    match = _NOUN.match(quantity.behind)
    if match is not None:
        noun = _FUNCTION.split(match["noun"], maxsplit=1)[0]
        return noun or None
    words = _WORDS.match(quantity.behind)
    unit = quantity.unit or ""
    if unit.isascii() and quantity.form == "count" and len(unit) > 3:
        return unit
    return words.group() if words is not None and len(words.group()) > 3 else None


def _same_noun(one: str, other: str, definite: bool) -> bool:
    """One name, or the short name of a set named in full before."""
    if one == other:
        return len(one) > 1
    if one.isascii() or other.isascii():
        return False
    shorter, longer = sorted((one, other), key=len)
    if definite and longer.endswith(shorter):
        return True
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return (len(shorter) if common is None else common) >= _NEAR - 1


def _is_definite(document: Document, quantity: Quantity) -> bool:
    """Of the 77 villages: a set that was named before."""
    behind = document.plain[quantity.after : quantity.after + _BEHIND]
    taken_up = document.has_cue(quantity.start - 2, quantity.start, "definite")
    return taken_up or _DEFINITE.match(behind) is not None


def _scope(document: Document, quantity: Quantity) -> str | None:
    """The word for everything of a kind, where it stands right in front of the number."""
    for cue in document.cues_between(quantity.start - 6, quantity.start, "scope"):
        between = document.plain[cue.end : quantity.start].strip()
        if between in ("", "共", "共有", "现有", "有", "的", "the"):
            return document.plain[cue.start : cue.end]
    return None


def _may_be_one(document: Document, first: Quantity, second: Quantity, noun: str) -> bool:
    """Near in size, with one noun and no different years beside them."""
    one, other = first.figure.value or NIL, second.figure.value or NIL
    gap, most = abs(one - other), max(one, other)
    near = gap > 0 and gap * _NEAR <= most
    named = _noun(first) or ""
    shorter, longer = sorted((named, noun), key=len)
    return near and longer.endswith(shorter) and _years(document, first) == _years(document, second)


def _years(document: Document, quantity: Quantity) -> frozenset[str]:
    start, end = document.sentence_span(quantity.sentence)
    dates = (a for a in document.asides if a.kind == "date" and start <= a.start < end)
    return frozenset(document.plain[a.start : a.end] for a in dates if a.end - a.start == _YEAR)


_YEAR = 4
