"""Which figures can be the part and the whole of one share."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model.numeral import unit_of
from ...model.numeral.unit import is_unit
from ..document import Document, Quantity
from .wording import tokens

_PEOPLE = frozenset("人名位口席")
_HOUSES = frozenset("家户所个村处座")
_LOOSE = frozenset("个名人家户村所处项件位口席")
_NAME = 160
_CUT_BEFORE = re.compile(r"[0-9亿万](?:,|[ \u00a0\n]{1,3})?\Z")
_CUT_BEHIND = re.compile(r"(?:,(?=[0-9])|[ \u00a0\n]{1,3}(?=[0-9]))")
_JOINED = re.compile(r"(?:and|or|to|和|与|至|到|、|-|–)")
_SERIAL = re.compile(r",|、")
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


def is_elided(document: Document, quantity: Quantity) -> bool:
    """A percentage whose sign stands behind the next one: 5 and 18 per cent."""
    at = quantity.index + 1
    if quantity.form != "bare" or at >= len(document.quantities):
        return False
    following = document.quantities[at]
    if following.form == "bare" and _SERIAL.fullmatch(_gap(document, quantity, following)):
        return is_elided(document, following)
    joined = _JOINED.fullmatch(_gap(document, quantity, following))
    small = (quantity.figure.value or 0) <= 100
    return small and following.form in ("percent", "points") and joined is not None


def _gap(document: Document, quantity: Quantity, following: Quantity) -> str:
    return document.plain[quantity.after : min(following.start, quantity.after + 12)].strip()


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


def are_kindred(one: Quantity, other: Quantity) -> bool:
    """Two figures of one list count the same things: 45 wells and 30, no 30 farmers."""
    first, second = one.figure.unit, other.figure.unit
    if not first or not second or not first.isascii() or not second.isascii():
        return fit(one, other)
    return tokens(first) == tokens(second) or dimension(one) != "things"


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
    elif document.plain[start - 1 : start] == ")":
        start = _over_bracket(document, quantity.clause)
    before = document.plain[max(start, quantity.start - _NAME) : quantity.start]
    return _joined(before, quantity.unit or "", behind_of(document, quantity))


def _over_bracket(document: Document, clause: int) -> int:
    """Where the clause begins that a bracket interrupts: the unemployed (aged 16 or more) were …"""
    depth = document.clauses[clause].depth
    for at in range(clause - 1, max(-1, clause - 5), -1):
        if document.clauses[at].depth <= depth:
            return document.clauses[at].start
    return document.clauses[clause].start


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
