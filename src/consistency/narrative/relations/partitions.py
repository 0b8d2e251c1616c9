"""Lists whose names show that nothing is left out: grades, bands of a scale, parts of a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..document import Quantity
from .items import Item
from .openings import Opening
from .vocabulary import all_grades, words

_LEAST_GRADES = 3
_LEAST_BANDS = 3
_NUMBER = re.compile(r"[0-9]{1,4}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FILLER = "的有为占共约达是一和及与、，,：: #\n(（"
_PLACES = 1
_NOUN = 2


def is_graded(items: Sequence[Item]) -> bool:
    """Three or more grades of one scale, the highest to the lowest: excellent … failed."""
    if len(items) < _LEAST_GRADES:
        return False
    for scale in all_grades():
        at = [scale.grade_of(item.label) for item in items]
        if None in at or len(set(at)) != len(at):
            continue
        ends = {at[0], at[-1]}
        if scale.top & ends and scale.bottom & ends:
            return True
    return False


def is_banded(items: Sequence[Item]) -> bool:
    """Neighbouring bands of one scale that go on to an open end: 20-30, 31-40, 41 and over."""
    if len(items) < _LEAST_BANDS:
        return False
    found = [_band(item.label) for item in items]
    bands = [band for band in found if band is not None]
    if len(bands) != len(items):
        return False
    if bands[0][1] is None or (bands[-1][1] is not None and bands[-1][0] is not None):
        bands.reverse()
    opens = bands[-1][1] is None
    chained = all(
        one[1] is not None and other[0] is not None and other[0] - one[1] in (0, _PLACES)
        for one, other in pairwise(bands)
    )
    return opens and chained


def _band(label: str) -> tuple[int | None, int | None] | None:
    """The ends of the band that a label names, None for an open one."""
    name = label.split("#")[0] if _NUMBER.search(label.split("#")[0]) else label
    numbers = [int(number) for number in _NUMBER.findall(name)]
    if len(numbers) == 2:
        return (numbers[0], numbers[1]) if numbers[0] < numbers[1] else None
    if len(numbers) != 1:
        return None
    if words("at_least").search(name) or words("upwards").search(name):
        return numbers[0], None
    if words("at_most").search(name) or words("below").search(name):
        return None, numbers[0]
    return None


def is_composed(name: str, items: Sequence[Item]) -> bool:
    """The name of the whole is made up of the names of its parts: 进出口 of 出口 and 进口.

    `name` is plain text in front of the whole. The first characters of the items
    stand side by side in it; an item more that is only the rest may follow.
    """
    firsts = [_first(item) for item in items if not item.is_rest]
    if len(firsts) < 2 or "" in firsts or len(set(firsts)) != len(firsts):
        return False
    if len(items) - len(firsts) > 1:
        return False
    size = len(firsts)
    text = "".join(_HAN.findall(name[-24:]))
    for at in range(len(text) - size + 1):
        if sorted(text[at : at + size]) == sorted(firsts):
            return not _is_one_word(text[at : at + size], items)
    return False


def _is_one_word(found: str, items: Sequence[Item]) -> bool:
    """The characters stand in an item too: then they are no composition of the items."""
    return any(found in item.label for item in items)


def _first(item: Item) -> str:
    """The first character of an item's name."""
    before, _, behind = item.label.partition("#")
    name = words("opens").sub("", before).strip(_FILLER)
    name = name or behind.strip(_FILLER)
    return name[0] if name and _HAN.match(name) else ""


def of_one_noun(whole: Quantity, opening: Opening, items: Sequence[Item]) -> bool:
    """The subject names as many kinds as figures follow, all of the noun of the whole."""
    names = [name for name in re.split("[、和及与]", opening.subject) if name.strip()]
    if len(names) != len(items) or len(names) < 2:
        return False
    noun = "".join(_HAN.findall(names[-1]))[-_NOUN:]
    around = f"{whole.before}{whole.unit or ''}{whole.behind}"
    return len(noun) == _NOUN and noun in around


def has_one_noun(items: Sequence[Item]) -> bool:
    """Every item is called by one noun with another word in front: 红色小巴, 绿色小巴."""
    names = ["".join(_HAN.findall(item.label.split("#")[0])) for item in items]
    nouns = {name[-_NOUN:] for name in names}
    kinds = {name[:-_NOUN] for name in names}
    return len(nouns) == 1 and len(kinds) == len(names) and "" not in kinds and len(names) > 1


def names_noun(whole: Quantity, items: Sequence[Item]) -> bool:
    """The one noun of the items is that of the whole: 公共小巴, 绿色小巴, 红色小巴."""
    name = "".join(_HAN.findall(items[0].label.split("#")[0]))[-_NOUN:]
    return has_one_noun(items) and name in f"{whole.before}{whole.behind}"
