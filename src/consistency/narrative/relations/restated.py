"""Finds one quantity stated in several places: by its name, or by the words around it.

From strong to weak: the same words on both sides (a report pasted twice); a
definite mention of a set named before ("of the 77 villages"); a count of
everything of a kind in the place reported on ("all 133 villages of the
district"); one name and one period. Equal figures agree; different ones are at
most a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import doubted, same
from ..sections import section_of, sections
from .governing import with_words
from .likeness import counted, is_counted, like
from .mentions import (
    Mention,
    is_definite,
    label,
    near,
    noun,
    nouns,
    period,
    says_each,
    scope,
    tells,
)
from .repeats import Pairs, repeated
from .rows import rows
from .slips import labelled, levels, taken_up

_MOST, _SMALL, _LARGE = 8, 10, 100
_LONG, _SHORT, _TEN, _NEAR, _DIGITS = 4, 2, 10, 12, 3


def restated(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Each later place against the first that states the same quantity."""
    starts = sections(document)
    words = with_words(document)
    mentions = [Mention(words, q, section_of(starts, q.start)) for q in words.quantities]
    return _found([*_pairs(mentions), *_one_each(mentions), *_tabled(words, mentions)])


def restated_across(documents: Sequence[Document]) -> Sequence[Relation]:
    """What several documents of one submission state, each later one against the first.

    Linear in their length; relations in the order of the documents.
    """
    mentions = []
    for document in documents:
        words = with_words(document)
        mentions += [Mention(words, quantity, 0) for quantity in words.quantities]
    pairs = (*_pairs(mentions), *labelled(mentions))
    return _found(pair for pair in pairs if pair[0].document is not pair[1].document)


def _pairs(mentions: Sequence[Mention]) -> Pairs:
    for find in (repeated, _named, _of_everything, taken_up, levels):
        yield from find(mentions)


def _found(pairs: Iterable[tuple[Mention, Mention, Relation]]) -> tuple[Relation, ...]:
    """One relation for each pair of places; where a figure is borne out it is not asked about."""
    found: dict[tuple[int, int, int, int], Relation] = {}
    held: set[tuple[int, int]] = set()
    asked: set[tuple[int, int]] = set()
    order: dict[int, int] = {}
    listed = list(pairs)
    for one, other, relation in sorted(listed, key=lambda pair: pair[2].basis == "implied"):
        ends = [
            (order.setdefault(id(m.document), len(order)), m.quantity.index) for m in (one, other)
        ]
        if relation.basis == "implied" and (ends[1] in held | asked):
            continue
        if relation.basis == "implied":
            asked.add(ends[1])
        elif one.document is other.document and one.place == other.place:
            held.add(ends[1])
        found.setdefault((*ends[0], *ends[1]), relation)
    return tuple(found[pair] for pair in sorted(found))


def _named(mentions: Sequence[Mention]) -> Pairs:
    """Equal figures of one noun or one name, or of a set taken up again (of the villages).

    A measure of four digits or more is hardly printed twice by chance: that is implied.
    """
    earlier: dict[tuple[object, int], list[Mention]] = {}
    firsts: dict[int, Mention] = {}
    for mention in mentions:
        if not _says_what(mention):
            continue
        known = earlier.setdefault((mention.quantity.figure.value, mention.place), [])
        match = next((first for first in known if _one_thing(first, mention)), None)
        if match is not None:
            first = firsts[id(mention)] = firsts.get(id(match), match)
            yield first, mention, _equal(first, mention)
        elif mention.digits > _DIGITS and not is_counted(mention.quantity):
            match = next((m for m in known if m.quantity.unit == mention.quantity.unit), None)
            if match is not None:
                yield match, mention, doubted(_equal(match, mention), "same_quantity")
        if len(known) < _MOST:
            known.append(mention)


def _equal(first: Mention, mention: Mention) -> Relation:
    return same(counted(first.quantity), counted(mention.quantity))


def _says_what(mention: Mention) -> bool:
    """Something is counted by name, or a measure is printed to three digits."""
    quantity = mention.quantity
    if quantity.form not in ("count", "bare", "amount"):
        return False
    if is_counted(quantity):
        return bool(noun(quantity) or nouns(quantity))
    return mention.digits >= _DIGITS


def _one_thing(first: Mention, mention: Mention) -> bool:
    """Two equal figures name one thing; the fewer their digits, the more has to be said."""
    one, other = first.quantity, mention.quantity
    value = abs(other.figure.value or Fraction(0))
    if not like(one, other) or not value:
        return False
    if not is_counted(one) or not is_counted(other):
        return _one_amount(first, mention)
    definite = is_definite(mention.document, other)
    here, there = noun(one), noun(other)
    if here and there:
        return _one_noun(here, there, definite=definite, many=value >= _LARGE * _TEN)
    if nouns(one) & nouns(other):
        return value >= _LARGE or (definite and value >= _SMALL)
    return False


def _one_noun(one: str, other: str, *, definite: bool, many: bool) -> bool:
    """One name, or the short name of a set named in full before."""
    if one == other:
        return len(one) >= _SHORT
    shorter, longer = sorted((one, other), key=len)
    if definite and longer.endswith(shorter):
        return True
    pairs = enumerate(zip(one, other, strict=False))
    common = next((at for at, (a, b) in pairs if a != b), len(shorter))
    return common >= (_SHORT if many else _LONG)


def _one_amount(first: Mention, mention: Mention) -> bool:
    """Two equal measures of three digits or more that one name or one article ties."""
    if mention.digits < _DIGITS or first.quantity.unit != mention.quantity.unit:
        return False
    names = [label(m.document, m.quantity) for m in (first, mention)]
    if tells(names[0]) and names[0] == names[1]:
        return True
    start = mention.quantity.start
    front = mention.document.plain[max(0, start - _NEAR) : start].rstrip(" $€£¥")
    return front.endswith(" the")


def _of_everything(mentions: Sequence[Mention]) -> Pairs:
    """Counts of all of a kind: all 133 villages here, all 134 there."""
    earlier: dict[tuple[str, str, int], Mention] = {}
    for mention in mentions:
        quantity = mention.quantity
        word, name = scope(mention.document, quantity), noun(quantity)
        if not word or not name or quantity.form != "count":
            continue
        first = earlier.setdefault((word, name[-1], mention.place), mention)
        if first is mention or _in_one_sentence(first, mention):
            continue
        relation = same(first.quantity, quantity)
        if first.quantity.figure.value == quantity.figure.value:
            yield first, mention, relation
        elif near(first.quantity, quantity) and _may_be_one(first, mention):
            yield first, mention, doubted(relation, "same_quantity")


def _may_be_one(first: Mention, mention: Mention) -> bool:
    """One noun, and no different years beside them."""
    shorter, longer = sorted((noun(first.quantity), noun(mention.quantity)), key=len)
    years = [period(m.document, m.quantity)[0] for m in (first, mention)]
    return longer.endswith(shorter) and years[0] == years[1]


def _in_one_sentence(one: Mention, other: Mention) -> bool:
    return one.document is other.document and one.quantity.sentence == other.quantity.sentence


def _one_each(mentions: Sequence[Mention]) -> Pairs:
    """28 leaders, each in one of 28 villages."""
    for first, second in pairwise(mentions):
        one, other = first.quantity, second.quantity
        if one.sentence != other.sentence or one.figure.value != other.figure.value:
            continue
        if one.form == other.form == "count" and says_each(
            first.document.plain[one.after : other.start]
        ):
            yield first, second, same(one, other)


def _tabled(document: Document, mentions: Sequence[Mention]) -> Pairs:
    """A row of a table whose label a sentence says beside the same number."""
    place = {mention.quantity.index: mention for mention in mentions}
    values: dict[object, list[Mention]] = {}
    for mention in mentions:
        values.setdefault(mention.quantity.figure.value, []).append(mention)
    for name, cells in rows(document):
        for cell in cells:
            for mention in values.get(cell.figure.value, ())[:_MOST]:
                other = mention.quantity
                if other.sentence == cell.sentence or not _is_called(other, name):
                    continue
                if like(cell, other):
                    one, two = sorted((place[cell.index], mention), key=lambda m: m.quantity.index)
                    yield one, two, same(counted(one.quantity), counted(two.quantity))


def _is_called(quantity: Quantity, name: str) -> bool:
    said = f"{quantity.before} {quantity.unit or ''} {quantity.behind}"
    return name in said


__all__ = ["restated", "restated_across"]
