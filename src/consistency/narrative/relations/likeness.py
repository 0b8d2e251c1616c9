"""Which quantities can be one thing at two times, or what one is more than another.

Looser than the parts of a sum: `1,775 reported deaths` was `1,713` the year before.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ...model.numeral import Unit, unit_of
from ...model.numeral.unit import is_unit
from ..document import Quantity

_PEOPLE = frozenset(["人", "名", "位", "口"])
_LOOSE = frozenset(["个", "名", "人", "家", "所", "项", "件", "位", "处"])


def counted(quantity: Quantity) -> Quantity:
    """The quantity without a word behind it that is no unit: `1,775 reported` is 1,775."""
    if _has_its_unit(quantity):
        return quantity
    return replace(quantity, figure=replace(quantity.figure, unit=None), form="bare")


def is_counted(quantity: Quantity) -> bool:
    """It counts things: a number with a noun, a counter or nothing."""
    return quantity.form in ("count", "bare") or not _has_its_unit(quantity)


def _has_its_unit(quantity: Quantity) -> bool:
    """No unit at all, or one that is no mere word behind the number."""
    unit = quantity.figure.unit
    return unit is None or _known(unit) or "/" in unit or quantity.form == "times"


def points(quantity: Quantity) -> Quantity:
    """Beside percentages plain `points` are percentage points."""
    if quantity.form != "bare" or not quantity.behind.startswith("point"):
        return quantity
    return replace(quantity, figure=replace(quantity.figure, unit="%", count=False), form="points")


def unhedged(quantity: Quantity) -> Quantity:
    """The quantity without a hedge: the word in front is no hedge but moves it (edged up to 5)."""
    return replace(quantity, figure=replace(quantity.figure, qualifier=None, hedged=None))


def like(one: Quantity, other: Quantity) -> bool:
    """Both can state one measure: money with money, people with people, rates with rates."""
    if one.form == "times" or other.form == "times":
        return False
    if _is_rate(one) or _is_rate(other):
        return _is_rate(one) and _is_rate(other)
    first, second = _unit(one), _unit(other)
    if first is None and second is None:
        return True
    if first is None or second is None:
        bare, named = (one, second) if first is None else (other, first)
        return named is not None and (named.counting or bare.figure.step >= _SCALED)
    if first.counting and second.counting:
        return _mix(first.base, second.base)
    return first.base == second.base or _one_money(first.base, second.base)


def closely(one: Quantity, other: Quantity) -> bool:
    """Both print one unit, or neither any."""
    return one.figure.unit == other.figure.unit


_SCALED = 1000
_YUAN = frozenset(["TWD", "HKD", "CNY", "MOP"])


def _one_money(one: str, other: str) -> bool:
    """A plain 元 is the currency that a figure beside it names in full."""
    return (one == "元" and other in _YUAN) or (other == "元" and one in _YUAN)


def _is_rate(quantity: Quantity) -> bool:
    return quantity.form in ("percent", "points")


def _unit(quantity: Quantity) -> Unit | None:
    return unit_of(quantity.figure.unit) if _has_its_unit(quantity) else None


def _mix(one: str, other: str) -> bool:
    """Counters of one kind; English nouns with any other."""
    if one == other or one.isascii() or other.isascii():
        return True
    if one[0] == other[0]:
        return ("次" in one) == ("次" in other)
    pair = {one[0], other[0]}
    return "次" not in one + other and (pair <= _PEOPLE or ("个" in pair and pair <= _LOOSE))


@lru_cache(maxsize=4096)
def _known(unit: str) -> bool:
    return is_unit(unit)
