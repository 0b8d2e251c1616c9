"""One quantity with the same words around it in several places: a text pasted twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...model.relation import Relation
from ..edits import alike, doubted, same
from .mentions import Mention, near

_BEFORE, _BEHIND = 20, 14
_LATIN_FACTOR = 2
_FEW, _TIMES, _SPARE = 2, 4, 4
_NUMBER = re.compile(r"(?<![0-9.,])(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9][0-9.,]*")

Pairs = Iterator[tuple[Mention, Mention, Relation]]


@dataclass(slots=True)
class _Twins:
    """Two places with the same text: where they print one figure, where different ones."""

    equal: list[tuple[Mention, Mention]] = field(default_factory=list)
    different: list[tuple[Mention, Mention]] = field(default_factory=list)


def repeated(mentions: Iterable[Mention]) -> Pairs:
    """The same words on both sides of a number, in two places.

    Where many figures differ the text is a form that is filled in anew: nothing is
    asked then.
    """
    first: dict[tuple[str, str], Mention] = {}
    places: dict[tuple[object, object], _Twins] = {}
    for mention in mentions:
        words = _around(mention)
        if words is None:
            continue
        earlier = first.setdefault(words, mention)
        if earlier is mention or not alike(earlier.quantity, mention.quantity):
            continue
        twins = places.setdefault((_place(earlier), _place(mention)), _Twins())
        equal = earlier.quantity.figure.value == mention.quantity.figure.value
        (twins.equal if equal else twins.different).append((earlier, mention))
    for twins in places.values():
        for one, other in twins.equal:
            yield one, other, same(one.quantity, other.quantity)
        if len(twins.different) <= max(_FEW, len(twins.equal) // _TIMES):
            for one, other in twins.different:
                if near(one.quantity, other.quantity) or twins.equal:
                    yield one, other, doubted(same(one.quantity, other.quantity), "same_quantity")


def _place(mention: Mention) -> tuple[str, int]:
    return mention.document.name, mention.place


def _around(mention: Mention) -> tuple[str, str] | None:
    """The words on both sides, where there are enough of them; other numbers but years left out.

    They do not reach beyond the line; what is missing in front is taken behind.
    """
    quantity, plain = mention.quantity, mention.document.plain
    wide = 1 if plain[quantity.start - 1 : quantity.start] > "\u3000" else _LATIN_FACTOR
    low = max(0, quantity.start - _BEFORE * wide)
    front = plain[low : quantity.start].rpartition("\n")[2]
    length = (_BEFORE + _BEHIND) * wide - len(front)
    behind = plain[quantity.end : quantity.end + length].partition("\n")[0]
    if len(front) + len(behind) < (_BEFORE + _BEHIND - _SPARE) * wide:
        return None
    return _NUMBER.sub("0", front), _NUMBER.sub("0", behind)
