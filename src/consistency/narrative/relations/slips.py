"""Figures that may be slips: one name, one period, and two numbers near each other.

All of these are questions at most.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable, Sequence
from fractions import Fraction

from ...model.relation import Relation
from ..edits import doubted, same
from .likeness import counted, is_counted
from .mentions import Mention, is_definite, is_restricted, label, near, noun, nouns, period, tells
from .repeats import Pairs

_MOST, _SMALL, _DIGITS = 8, 10, 3
_LONG, _SHORT, _TENTH = 4, 2, 10


def taken_up(mentions: Sequence[Mention]) -> Pairs:
    """A set taken up again with another number: 460 teachers, then the 446 teachers."""
    stated = Counter((key, _value(m)) for m in mentions for key in _keys(m))
    earlier: dict[Hashable, deque[Mention]] = {}
    for mention in mentions:
        keys = _keys(mention)
        if keys and is_definite(mention.document, mention.quantity):
            alone = all(stated[key, _value(mention)] == 1 for key in keys)
            first = _meant(mention, [earlier.get(key, deque()) for key in keys]) if alone else None
            if first is not None:
                yield first, mention, _asked(first, mention)
        for key in keys:
            earlier.setdefault(key, deque(maxlen=_MOST)).append(mention)


def _keys(mention: Mention) -> list[Hashable]:
    """What is counted, in every way it may be called again, within its section."""
    quantity = mention.quantity
    if not is_counted(quantity) or _value(mention) < _SMALL or quantity.figure.hedged is not None:
        return []
    names = set(nouns(quantity))
    if len(noun(quantity)) >= _SHORT:
        names.add(noun(quantity)[:_LONG])
    return [(name, mention.place) for name in sorted(names)]


def _meant(mention: Mention, lists: Sequence[deque[Mention]]) -> Mention | None:
    """The last figure in front that a slip may have been meant for."""
    if is_restricted(mention.document, mention.quantity):
        return None
    for known in lists:
        for other in reversed(known):
            apart = other.document is not mention.document or (
                other.quantity.sentence < mention.quantity.sentence
            )
            if apart and near(other.quantity, mention.quantity, _TENTH):
                return other
    return None


def levels(mentions: Sequence[Mention]) -> Pairs:
    """One name, one unit, one year, and two figures: revenue was 72.8 and 78.2 million in 2019."""
    earlier: dict[Hashable, Mention] = {}
    for mention in mentions:
        name = _name(mention, _DIGITS)
        if not tells(name):
            continue
        years, periods = period(mention.document, mention.quantity)
        if len(years) != 1:
            continue
        quantity = mention.quantity
        key = name, quantity.form, quantity.unit, years, periods, mention.place
        first = earlier.setdefault(key, mention)
        if first is not mention and not _in_one_sentence(first, mention):
            yield from _compared(first, mention)


def labelled(mentions: Sequence[Mention]) -> Pairs:
    """One name with one figure in each of several documents, of one period."""
    named: dict[Hashable, dict[int, list[Mention]]] = {}
    for mention in mentions:
        document, quantity = mention.document, mention.quantity
        name = _name(mention, _SHORT)
        if len(name) >= (_LONG if name.isascii() else _SHORT):
            key = name, quantity.form, quantity.unit, *period(document, quantity)
            named.setdefault(key, {}).setdefault(id(document), []).append(mention)
    for stated in named.values():
        alone = [found[0] for found in stated.values() if len(found) == 1]
        for mention in alone[1:]:
            yield from _compared(alone[0], mention)


def _name(mention: Mention, digits: int) -> str:
    """What a level is called; "" for movements, forecasts and figures of few digits."""
    document, quantity = mention.document, mention.quantity
    start = max(document.sentence_span(quantity.sentence)[0], quantity.start - _FARTHEST)
    if mention.digits < digits or quantity.form not in ("count", "amount", "bare"):
        return ""
    if document.has_cue(start, quantity.start, "rise", "fall", "forecast"):
        return ""
    return label(document, quantity)


_FARTHEST = 120


def _compared(first: Mention, mention: Mention) -> Pairs:
    if _value(first) == _value(mention):
        yield first, mention, same(counted(first.quantity), counted(mention.quantity))
    elif near(first.quantity, mention.quantity):
        yield first, mention, _asked(first, mention)


def _asked(first: Mention, mention: Mention) -> Relation:
    return doubted(same(counted(first.quantity), counted(mention.quantity)), "same_quantity")


def _in_one_sentence(one: Mention, other: Mention) -> bool:
    return one.document is other.document and one.quantity.sentence == other.quantity.sentence


def _value(mention: Mention) -> Fraction:
    return mention.quantity.figure.value or Fraction(0)
