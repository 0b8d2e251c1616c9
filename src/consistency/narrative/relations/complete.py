"""Whether the items of a list leave nothing out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ..document import Quantity
from .items import Item
from .partitions import is_banded, is_graded
from .vocabulary import Series, all_series, words

_STARTS = 3
_MOST_OF = Fraction(4, 5)
_KEY = r"([0-9][0-9.,]*[^0-9,#、，;:.]{0,3}?|[\u4e00-\u9fff]{1,4}?)"


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring items `start`:`end` of a list that make up one whole, or probably do."""

    start: int
    end: int
    suggested: bool
    whole: re.Pattern[str] | None = None


def is_complete(items: Sequence[Item], whole: Quantity | None = None) -> bool:
    """The items leave nothing out: by a remainder, as a full series, or by shares that make 100.

    Some series are complete of one `whole` only.
    """
    if len(items) < 2:
        return False
    if items[-1].is_rest or is_graded(items) or is_banded(items):
        return True
    named = [span for span in spans(items, whole) if span.start == 0 and span.end == len(items)]
    if any(not span.suggested for span in named):
        return True
    # two sides of different steps may overlap or leave a gap, whatever their shares make
    return shares_make_hundred(items) and not (len(items) == 2 and named)


def shares_make_hundred(items: Sequence[Item]) -> bool:
    """Each item carries its share, and the shares make 100 as printed."""
    shares = [item.share.figure for item in items if item.share is not None]
    if len(shares) != len(items) or len(items) < 2:
        return False
    total = sum((figure.value or Fraction(0) for figure in shares), Fraction(0))
    slack = sum((figure.step for figure in shares), Fraction(0)) / 2
    return abs(total - 100) <= slack


def spans(items: Sequence[Item], whole: Quantity | None = None) -> list[Span]:
    """The series that stand in a list, each over neighbouring items.

    Some series are complete of one `whole` only.
    """
    found: list[Span] = []
    members = [dict(_members(item.label)) for item in items]
    counted = Counter(at for named in members for at in named)
    for at, series in enumerate(all_series()):
        if counted[at] < len(series.items):
            continue
        if not series.exact or _is_all(series, items, whole):
            found += _series_spans([named.get(at) for named in members], series)
    found = [span for span in found if not any(_within(span, other) for other in found)]
    found += _pairs(items)
    found += _scale(items)
    for start in range(min(_STARTS, len(items))):
        if is_graded(items[start:]) or is_banded(items[start:]):
            found.append(Span(start, len(items), False))
            break
    return found


def _is_all(series: Series, items: Sequence[Item], whole: Quantity | None) -> bool:
    """The list is as long as the series, its whole is called as it should be, and it nearly fits.

    A list that leaves much of its whole may well be one of examples.
    """
    if len(items) != len(series.items):
        return False
    if whole is None:
        return series.only is None
    name = f"{whole.before}#{whole.unit or ''}{whole.behind}"
    called = series.only is None or series.only.search(name) is not None
    made = sum((item.quantity.figure.value or Fraction(0) for item in items), Fraction(0))
    return called and made > _MOST_OF * (whole.figure.value or Fraction(0))


def _within(span: Span, other: Span) -> bool:
    """A longer series goes over the same items and more: 农林牧渔 and its services."""
    return (
        other.end - other.start > span.end - span.start
        and other.start <= span.start
        and span.end <= other.end
    )


def _series_spans(members: Sequence[int | None], series: Series) -> list[Span]:
    size = len(series.items)
    found = []
    for start in range(len(members) - size + 1):
        here = members[start : start + size]
        if None not in here and len(set(here)) == size:
            found.append(Span(start, start + size, series.suggested, series.whole))
    return found


@lru_cache(maxsize=8192)
def _members(label: str) -> tuple[tuple[int, int], ...]:
    """(series, item) for each series of which a label names exactly one item."""
    named = []
    for at, series in enumerate(all_series()):
        matches = [item for item, pattern in enumerate(series.items) if pattern.search(label)]
        if len(matches) == 1:
            named.append((at, matches[0]))
    return tuple(named)


def _pairs(items: Sequence[Item]) -> list[Span]:
    """Two neighbours of which one negates the other, or that lie on both sides of a threshold."""
    found = []
    for at in range(len(items) - 1):
        one, other = items[at].label, items[at + 1].label
        core = _negates(one, other) or _negates(other, one)
        if core:
            others = [item.label for place, item in enumerate(items) if place not in (at, at + 1)]
            if not any(core in label for label in others):
                found.append(Span(at, at + 2, False))
            continue
        first, second = _threshold(one), _threshold(other)
        if first and second and first[1] != second[1] and _one_scale(first[0], second[0]):
            found.append(Span(at, at + 2, first[0] != second[0]))
    return found


def _negates(one: str, other: str) -> str:
    """What `other` names with a word of negation in front and `one` without: 合格, 不合格."""
    for match in words("negation").finditer(other):
        core = other[match.end() : match.end() + (2 if not match.group().isascii() else 5)]
        if len(core) < 2 or not core.isalpha() or core.isascii() != match.group().isascii():
            continue
        if core in one and match.group() + core not in one:
            return core
    return ""


def _one_scale(one: str, other: str) -> bool:
    """Both thresholds are numbers, or both are words."""
    return one[:1].isdigit() == other[:1].isdigit()


def _threshold(label: str) -> tuple[str, str] | None:
    """The threshold a label names and the side: (亿元, over)."""
    for kind, side in (("at_least", "over"), ("at_most", "under")):
        found = re.search(rf"{_KEY}(?:及)?(?:{words(kind).pattern})", label)
        if found:
            return found[1], side
    found = re.search(rf"(?:{words('below').pattern})[ ]?{_KEY}(?=#|的|\Z)", label)
    return (found[1], "under") if found else None


def _scale(items: Sequence[Item]) -> list[Span]:
    """Neighbours that all name an age: probably all ages."""
    named = [
        words("age").search(item.label) is not None and re.search(r"[0-9]", item.label) is not None
        for item in items
    ]
    found = []
    start = 0
    while start < len(items):
        end = start
        while end < len(items) and named[end]:
            end += 1
        if end - start >= 2:
            found.append(Span(start, end, True))
        start = max(end, start + 1)
    return found
