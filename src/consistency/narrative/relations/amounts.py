"""Finds averages, densities and products: so many, at so much for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model.relation import Relation
from ..document import Cue, Document, Quantity
from ..edits import product, ratio
from ..readings import NAMED, NEAREST, POSSIBLE, Reading, chosen

_REACH = 2
_MOST = 8
_COMMON = 2
_NEAR = 14


def amounts(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """For each rate (a figure behind a cue of `per`) the product or the ratio it belongs to."""
    found = []
    for rate in document.quantities:
        if rate.form in ("percent", "points", "times"):
            continue
        cue = _per(document, rate)
        if cue is None:
            continue
        relation = chosen(_readings(document, rate, cue))
        if relation is not None:
            found.append(relation)
    return tuple(found)


def _per(document: Document, rate: Quantity) -> Cue | None:
    """The cue that makes a figure a rate: in front of it in its clause, or right behind it."""
    begin = max(document.clauses[rate.clause].start, rate.start - 2 * _NEAR)
    in_front = document.cues_between(begin, rate.start, "per")
    behind = document.cues_between(rate.after, rate.after + _NEAR, "per")
    if behind and document.plain[rate.after : behind[0].start].strip(" ,"):
        behind = ()
    return in_front[0] if in_front else behind[0] if behind else None


def _readings(document: Document, rate: Quantity, cue: Cue) -> Iterator[Reading]:
    """Every count and every amount in reach that the rate may belong to, nearest first."""
    near = _around(document, rate)
    each = _each(document, rate, cue)
    counts = [q for q in near if _counts(q, each)] if each else _booked(near, rate)
    sums = [q for q in near if _is_sum(q, rate, each)]
    density = document.has_cue(max(0, rate.start - 2 * _NEAR), rate.start, "density")
    if density:
        sums = [q for q in near if q.form == "count" and _is_sum(q, rate, each)]
    alone = len(counts) == 1 and len(sums) == 1
    plain_rate = replace(rate, figure=replace(rate.figure, count=False))
    for total in sums:
        for number in counts:
            if total is number or not total.figure.value or not number.figure.value:
                continue
            together = total.sentence == number.sentence == rate.sentence
            named = together and alone and _one_verb(total, rate)
            strength = NAMED if named else NEAREST if together and alone else POSSIBLE
            if not named and strength == NEAREST and not _taken_together(document, rate, total):
                strength = POSSIBLE
            if density or "average" in cue.kinds:
                yield Reading(ratio(plain_rate, [total], [number]), strength, "same_measure")
            else:
                yield Reading(product(total, [number, rate]), strength, "same_measure")


def _around(document: Document, rate: Quantity) -> list[Quantity]:
    """The quantities in the same paragraph within two sentences, nearest first."""
    every = document.quantities
    low, high = max(0, rate.index - _MOST), rate.index + _MOST + 1
    near = [
        q
        for q in every[low:high]
        if q is not rate
        and q.paragraph == rate.paragraph
        and abs(q.sentence - rate.sentence) <= _REACH
        and q.form not in ("percent", "points")
    ]
    return sorted(near, key=lambda q: abs(q.index - rate.index))


def _each(document: Document, rate: Quantity, cue: Cue) -> str:
    """What the rate is for one of: the words behind `per`, or the character in front of `均`."""
    word = document.plain[cue.start : cue.end]
    if "apiece" in cue.kinds and cue.start > rate.start:
        return ""
    if word.endswith("均") and len(word) > 1:
        return word[0]
    end = rate.start if cue.start < rate.start else cue.end + _NEAR
    named = document.plain[cue.end : min(end, cue.end + _NEAR)].strip()
    return named if word in ("每", "per", "each", "every", "平均每", "平均") else word[1:] + named


def _counts(quantity: Quantity, each: str) -> bool:
    """The quantity counts (or measures) what the rate is for one of."""
    unit = quantity.unit or ""
    if each[0].isascii():
        names = f"{unit} {quantity.behind}".split()
        word = each.split()[0].rstrip("s")
        return any(name.rstrip("s") == word or _PEOPLE.get(word) == name for name in names[:4])
    if unit and each.startswith(unit):
        return True
    noun = f"{unit}{quantity.behind}"
    return each[0] in noun[:8] or (each[0] == "人" and unit in ("名", "口", "位"))


_PEOPLE = {"capita": "people", "person": "people", "head": "people"}


def _booked(near: Sequence[Quantity], rate: Quantity) -> list[Quantity]:
    """The count right before a rate: 12 rooms at 80 each."""
    return [q for q in near if q.index == rate.index - 1 and q.form in ("count", "bare")]


def _is_sum(quantity: Quantity, rate: Quantity, each: str) -> bool:
    """The quantity is in the rate's own unit, and no rate itself."""
    same = quantity.unit == rate.unit or (
        quantity.form == rate.form == "count" and rate.figure.shows_decimals
    )
    other = not each or not _counts(quantity, each)
    return same and other and quantity.figure.value != rate.figure.value


def _one_verb(total: Quantity, rate: Quantity) -> bool:
    """The words in front of both share two characters: what is summed is what is averaged."""
    pairs = {rate.before[i : i + _COMMON] for i in range(len(rate.before) - 1)}
    pairs = {pair for pair in pairs if "均" not in pair and "每" not in pair and " " not in pair}
    return any(pair in total.before or pair in total.behind for pair in pairs)


def _taken_together(document: Document, rate: Quantity, total: Quantity) -> bool:
    """A word says that the figure sums up: in all, 共, 合计."""
    low, high = sorted((rate.start, total.start))
    return document.has_cue(low - _NEAR, high + _NEAR, "total")
