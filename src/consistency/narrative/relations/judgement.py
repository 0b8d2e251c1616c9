"""What a list amounts to: a total, or figures that the whole bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from ...model.relation import Relation
from ..document import Quantity
from ..edits import doubted
from ..readings import NAMED, NEAREST, POSSIBLE, Reading, chosen, holds
from .complete import Span, is_complete, spans
from .items import Item, Listing
from .nature import alike_named, kin, same_things
from .openings import Opening
from .partitions import has_one_noun, is_composed, names_noun, of_one_noun
from .periods import counted_out
from .sum_edits import bound, signed, total
from .vocabulary import words

_LEAST_CUT = 2
_TERSE = 5
_NAME = re.compile(r"[ #\n,，、.;]|和|及|与|\band\b")
_BEYOND = 2
_HEAVY = 3
_NAMED_BY = 2
_MANY = 3
_APART = 3
_NEARLY = Fraction(9, 10)


def judged(opening: Opening, found: Listing) -> list[Relation]:
    """The relations of a list with its whole; the first of `opening.wholes` fits its items."""
    whole, run = opening.wholes[0], found.first
    if not _plausible(whole, run):
        return []
    if opening.manner in ("each", "with") and _any_beyond(whole, run):
        return []
    named = opening.near and found.plain and _same(whole, run) and opening.manner != "each"
    if opening.manner == "each" and of_one_noun(whole, opening, run):
        return [*_each(whole, run)]
    made: list[Relation] = []
    if len(run) >= 2 and _is_exhaustive(opening, found):
        relation = _total(opening, found, NAMED if named else NEAREST)
        made += [] if relation is None else [relation]
    elif opening.manner == "with" or (opening.manner == "bracket" and len(run) > 1):
        made += _holding(whole, [run])
    else:
        made += _open(opening, found, named)
    return [*made, *_within_list(whole, found, named, made), *_regrouped(whole, found)]


def _each(whole: Quantity, run: Sequence[Item]) -> list[Relation]:
    """As many kinds of the whole as figures: 支部312个，先进、一般、后进支部分别为…."""
    near = _APART * abs(_sum(run) - _value(whole)) <= _value(whole)
    reading = Reading(total(whole, _quantities(run)), NAMED if near else POSSIBLE)
    relation = chosen([reading])
    return bounds(whole, run, named=False, apart=True) if relation is None else [relation]


def caused(opening: Opening, found: Listing, falls: Sequence[bool]) -> list[Relation]:
    """The causes of a change: parts that rise or fall (`falls`: the whole, then each item)."""
    whole, items = opening.wholes[0], found.items
    signs = [
        -1 if item.is_offset or fall != falls[0] else 1
        for item, fall in zip(items, falls[1:], strict=True)
    ]
    relation = signed(whole, [item.quantity for item in items], signs)
    if len(items) < 2 or not _same(whole, items):
        return []
    if holds(relation):
        return [relation]
    closed = opening.manner == "made_up" and not found.goes_on and found.plain
    return [relation] if closed else []


def _quantities(items: Sequence[Item]) -> list[Quantity]:
    return [item.quantity for item in items]


def _same(whole: Quantity, items: Sequence[Item]) -> bool:
    return all(same_things(whole, item.quantity) for item in items)


def _is_exhaustive(opening: Opening, found: Listing) -> bool:
    """The words leave nothing out."""
    whole = opening.wholes[0]
    if found.has_rest:
        return False
    if is_complete(found.first, whole) or counted_out(whole, found.first):
        return True
    if is_composed(opening.wholes[0].before, found.first):
        return True
    if found.goes_on:
        return False
    return opening.manner in ("made_up", "maybe_made_up", "colon")


def _total(opening: Opening, found: Listing, strength: int) -> Relation | None:
    whole, run = opening.wholes[0], found.first
    first = total(whole, _quantities(run))
    readings = [Reading(first, strength, "parts_exhaust")]
    readings += [Reading(total(whole, _quantities(cut)), POSSIBLE) for cut in _cuts(found)]
    for other in opening.wholes[1:]:
        if kin(other, run[0].quantity) and not _covered(other, run):
            readings.append(Reading(total(other, _quantities(run)), POSSIBLE))
    relation = chosen(readings)
    below = relation is first and not holds(first) and _sum(run) < _value(whole)
    loose = opening.manner == "maybe_made_up" and not is_complete(run, whole)
    if below and loose:
        return doubted(first, "parts_exhaust")
    return relation


def _covered(other: Quantity, items: Sequence[Item]) -> bool:
    return any(item.quantity.index == other.index for item in items)


def _cuts(found: Listing) -> list[Sequence[Item]]:
    """Other extents that the marks allow: up to a heavier mark, or all items."""
    cuts: list[Sequence[Item]] = []
    for at in range(_LEAST_CUT, len(found.items) + 1):
        ends = at == len(found.items) or found.items[at].rank > found.items[at - 1].rank
        if ends and at != found.run:
            cuts.append(found.items[:at])
    return cuts[:6]


def _holding(whole: Quantity, extents: Sequence[Sequence[Item]]) -> list[Relation]:
    """The first extent that makes the whole, as stated."""
    for extent in extents:
        relation = total(whole, _quantities(extent))
        if len(extent) >= 2 and _same(whole, extent) and holds(relation):
            return [relation]
    return []


def _open(opening: Opening, found: Listing, named: bool) -> list[Relation]:
    """Parts that need not be all: a total where they make it, otherwise bounds."""
    whole, run = opening.wholes[0], found.first
    if not found.goes_on:
        made = _holding(whole, [run, *_cuts(found)])
        if made:
            return made
    if named and _nearly(whole, run) and not found.goes_on:
        return [doubted(total(whole, _quantities(run)), "parts_exhaust")]
    return [
        relation
        for relation in bounds(whole, run, named=named, apart=found.apart)
        if not _held_by_another(opening, relation, run)
    ]


def _nearly(whole: Quantity, items: Sequence[Item]) -> bool:
    """Several items leave little of the whole: one may have been printed wrong."""
    shares = [item.share for item in items if item.share is not None]
    if len(items) < _MANY or len(shares) == len(items):
        return False
    return _NEARLY * _value(whole) <= _sum(items) < _value(whole)


def _held_by_another(opening: Opening, relation: Relation, run: Sequence[Item]) -> bool:
    """A stated bound fails, but another figure of the words before holds it."""
    if holds(relation) or relation.basis != "stated":
        return False
    lower = [figure.value or 0 for role, figure in relation.figures if role == "lower"]
    if len(lower) > 1 and names_noun(opening.wholes[0], run):
        return False
    return any(_value(other) >= sum(lower) for other in opening.wholes[1:])


def bounds(
    whole: Quantity, items: Sequence[Item], *, named: bool, apart: bool = False
) -> list[Relation]:
    """Each part is at most the whole; all together where words tell them `apart`."""
    fitting = [item for item in items if holds(bound([item.quantity], [whole]))]
    made = [
        _exceeding(item, whole, named)
        for item in items
        if item not in fitting and alike_named(whole, item.quantity)
    ]
    if not fitting:
        return made
    joint = bound(_quantities(fitting), [whole])
    if holds(joint) or (named and apart and len(fitting) == len(items)):
        return [*made, joint]
    made += [bound([item.quantity], [whole]) for item in fitting]
    if _same(whole, fitting) and not _cross(fitting) and named:
        told = len(fitting) == len(items) and has_one_noun(fitting)
        made.append(joint if told else doubted(joint, "parts_disjoint"))
    return made


def _exceeding(item: Item, whole: Quantity, named: bool) -> Relation:
    relation = bound([item.quantity], [whole])
    return relation if named else doubted(relation, "whole_is")


def _cross(items: Sequence[Item]) -> bool:
    """Some item names an attribute that members of the others can have as well.

    A verb that the first item has for all is none: 6 had no hall, 5 no roof.
    """
    found = [words("attribute").search(item.label) for item in items]
    shared = found[0] is not None and found[0].group().isascii() and not any(found[1:])
    return any(found) and not shared


def _within_list(
    whole: Quantity, found: Listing, named: bool, made: Sequence[Relation]
) -> list[Relation]:
    """Series that stand somewhere in the list: both sexes, both sides of a threshold."""
    result: list[Relation] = []
    seen = {relation.figures for relation in made if relation.kind == "total"}
    told = max((len(relation.figures) for relation in made if relation.kind == "total"), default=0)
    for span in [] if found.has_rest else spans(found.items, whole):
        items = found.items[span.start : span.end]
        if span.end <= found.run and len(items) + 1 < told:
            continue  # the list as a whole is a total: some of it is none
        relation = total(whole, _quantities(items))
        if relation.figures in seen or not _same(whole, items):
            continue
        seen.add(relation.figures)
        if holds(relation):
            result.append(doubted(relation, "parts_exhaust") if span.suggested else relation)
        elif span.suggested:
            if _sum(items) > _value(whole) and all(
                _value(i.quantity) <= _value(whole) for i in items
            ):
                result.append(doubted(relation, "parts_exhaust"))
        elif named and (span.end <= found.run or _is_group(found, span)) and _terse(items):
            result.append(relation)
    return result


def _plausible(whole: Quantity, items: Sequence[Item]) -> bool:
    """No item is far beyond the whole: then the words are about something else."""
    return all(_value(item.quantity) <= _BEYOND * _value(whole) for item in items)


def _any_beyond(whole: Quantity, items: Sequence[Item]) -> bool:
    return any(_value(item.quantity) > _value(whole) for item in items)


def _groups(found: Listing) -> list[tuple[int, int]]:
    """Where the items behind the first run stand in groups of their own, by heavier marks."""
    starts = [at for at in range(found.run, len(found.items)) if found.items[at].rank >= _HEAVY]
    ends = [*starts[1:], len(found.items)]
    return list(zip(starts, ends, strict=False))


def _is_group(found: Listing, span: Span) -> bool:
    return (span.start, span.end) in _groups(found)


def _regrouped(whole: Quantity, found: Listing) -> list[Relation]:
    """The same whole cut in other ways: by sex; by age; by schooling."""
    groups = [found.items[start:end] for start, end in _groups(found)]
    made = [relation for group in groups for relation in _cut_again(whole, group)]
    for at, group in enumerate(groups):
        before = found.items[: found.run] if at == 0 else found.items[: _groups(found)[at][0]]
        made += _of_item(before, group)
    return made


def _cut_again(whole: Quantity, group: Sequence[Item]) -> list[Relation]:
    """The whole in a group of its own: in any case a total where its names leave nothing out."""
    made = _holding(whole, [group])
    full = is_complete(group, whole) and not group[-1].is_rest and _same(whole, group)
    if made or not full or _APART * abs(_sum(group) - _value(whole)) > _value(whole):
        return made
    return [total(whole, _quantities(group))]


def _of_item(before: Sequence[Item], group: Sequence[Item]) -> list[Relation]:
    """An item taken up by its name and cut in turn: 书记23人 …; 书记连任的13人，新任的10人."""
    name = group[0].label.strip(" \n")[:_NAMED_BY]
    wholes = [item.quantity for item in before if len(name) == _NAMED_BY and name in item.label]
    return [made for whole in wholes[:2] for made in _holding(whole, [group])]


def _terse(items: Sequence[Item]) -> bool:
    """The items are called by the words of their series and little else."""
    labels = [_NAME.sub("", words("opens").sub("", item.label)) for item in items]
    return all(len(label) <= (_TERSE if not label.isascii() else 3 * _TERSE) for label in labels)


def _sum(items: Sequence[Item]) -> Fraction:
    return sum((_value(item.quantity) for item in items), Fraction(0))


def _value(quantity: Quantity) -> Fraction:
    return quantity.figure.value or Fraction(0)
