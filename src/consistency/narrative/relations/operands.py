"""Which figures can be the part and the whole of one share."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model.numeral import unit_of
from ...model.numeral.unit import is_unit
from ..document import Document, Quantity

_PEOPLE = frozenset("人名位口")
_HOUSES = frozenset("家户所个村处座")
_LOOSE = frozenset("个名人家户村所处项件位口")
_NAME = 160
_CUT_BEFORE = re.compile(r"[0-9亿万][,，]?[ \u00a0\n]{0,3}\Z")
_CUT_BEHIND = re.compile(r"(?:,(?=[0-9])|[ \u00a0\n]{1,3}(?=[0-9]))")
_BRACKETS = re.compile(r"[ ]?\([^()\n]{1,30}\)[ ]?(?P<behind>[^,，。;:.()0-9\n]{1,40})")


def is_number(quantity: Quantity) -> bool:
    """A count or an amount above zero: no percentage, no multiple."""
    value = quantity.figure.value
    return quantity.form in ("count", "amount", "bare") and value is not None and value > 0


def is_whole_thing(quantity: Quantity) -> bool:
    """A number that can be a part of something: 9.8 with no unit is a rate or an index."""
    return is_number(quantity) and (quantity.form != "bare" or not quantity.figure.shows_decimals)


def is_broken(document: Document, quantity: Quantity) -> bool:
    """Digits stand right beside the figure: it is a piece of a number that was not read whole."""
    before = document.plain[max(0, quantity.start - 4) : quantity.start]
    behind = document.plain[quantity.end : quantity.end + 4]
    return _CUT_BEFORE.search(before) is not None or _CUT_BEHIND.match(behind) is not None


def dimension(quantity: Quantity) -> str:
    """ "things", the base of a measure (USD, km²), or "" where nothing tells."""
    return _dimension(quantity.figure.unit)


@lru_cache(maxsize=4096)
def _dimension(text: str | None) -> str:
    unit = unit_of(text)
    if text is None or unit is None:
        return ""
    return "things" if unit.counting or not is_unit(text) else unit.base


def fit(part: Quantity, whole: Quantity) -> bool:
    """One can be part of the other: of one dimension, and of kinds of things that mix."""
    one, other = dimension(part), dimension(whole)
    if one != other:
        return "" in (one, other) and {one, other} <= {"", "things"} | _scaled(part, whole)
    if one == "things":
        return _mix(part.figure.unit or "", whole.figure.unit or "")
    return True


def _scaled(part: Quantity, whole: Quantity) -> set[str]:
    """A bare scaled number (9.6 million) can be an amount of the other's unit."""
    bare = part if part.figure.unit is None else whole
    return {dimension(part), dimension(whole)} if bare.figure.step >= 1000 else set()


def _mix(one: str, other: str) -> bool:
    """Counters of one kind: people with people, 个 with most; English nouns with any."""
    if one == other or one.isascii() or other.isascii():
        return True
    if "次" in one or "次" in other:
        return False
    pair = {one[0], other[0]}
    return pair <= _PEOPLE or pair <= _HOUSES or ("个" in pair and pair <= _LOOSE)


def name_of(document: Document, quantity: Quantity) -> str:
    """The words around a figure: its clause up to it, its unit, and what follows.

    A figure in brackets goes by the words in front of them, and one with
    brackets behind it by the words that follow those.
    """
    clause = document.clauses[quantity.clause]
    start = clause.start
    if clause.depth and document.plain[start - 1 : start] == "(":
        start = document.clauses[quantity.clause - 1].start
    before = document.plain[max(start, quantity.start - _NAME) : quantity.start]
    return _joined(before, quantity.unit or "", behind_of(document, quantity))


def behind_of(document: Document, quantity: Quantity) -> str:
    """The words behind a figure, over brackets that say it in another unit."""
    if quantity.behind:
        return quantity.behind
    over = _BRACKETS.match(document.plain, quantity.after)
    return over["behind"] if over else ""


def own_name(document: Document, quantity: Quantity) -> str:
    """The words nearest a figure: since the last number, its unit, and what follows."""
    return _joined(quantity.before, quantity.unit or "", behind_of(document, quantity))


def _joined(before: str, unit: str, behind: str) -> str:
    """As the words are read without the number: 获得票, four voters."""
    apart = "" if before[-1:] > "\u3000" else " "
    return apart.join((before, unit, behind))
