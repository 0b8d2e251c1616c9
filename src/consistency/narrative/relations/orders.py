"""Finds figures that words of order rank: the highest, the lowest, their mean, a standard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...model.relation import Relation
from ..document import Document, Quantity
from .nature import kin, lead_of, nature, summable
from .sum_edits import bound
from .vocabulary import adjacent, words

_RANGE = re.compile(r"[ ]?(?:to|and|至|到|-|—|~)[ $]*\Z")
_OPENS_RANGE = re.compile(
    r"(?:ranged?|ranging|varied|varying|moved?|between|from|介于|在)[ a-z]*[ $]*\Z"
)
_NEAR = 24


def orders(document: Document) -> Iterator[Relation]:
    """Bounds between the lowest, the mean and the highest of one sentence, and of a standard."""
    for here in document.sentences():
        if len(here) >= 2:
            chain = _chain(document, here)
            if chain:
                yield _chained(chain)
            yield from _above_standard(document, here)


def _chained(links: Sequence[tuple[Quantity, Quantity]]) -> Relation:
    """One relation over several bounds."""
    made = [bound([low], [high]) for low, high in links]
    edits = tuple(edit for relation in made for edit in relation.edits)
    named = tuple(name for relation in made for name in relation.context)
    return replace(made[0], edits=edits, context=named)


def _chain(document: Document, here: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """(lower, upper) of what a sentence ranks."""
    lowest, highest, mean = _ranked(document, here)
    if lowest is None or highest is None or not _comparable(lowest, highest):
        return []
    between = mean if mean is not None and _comparable(mean, lowest) else None
    links = [(lowest, highest)] if between is None else [(lowest, between), (between, highest)]
    for quantity in here:
        _, lead = lead_of(document, quantity)
        if summable(quantity) and words("unreached").search(lead) and _comparable(lowest, quantity):
            links.append((lowest, quantity))
    return links


def _comparable(one: Quantity, other: Quantity) -> bool:
    return kin(one, other) and (one.unit == other.unit or None in (one.unit, other.unit))


def _ranked(
    document: Document, here: Sequence[Quantity]
) -> tuple[Quantity | None, Quantity | None, Quantity | None]:
    """The lowest, the highest and the mean of a sentence, each where it is named once."""
    lowest, highest, means = [], [], []
    for quantity in here:
        if not summable(quantity):
            continue
        _, lead = lead_of(document, quantity)
        if _is_ranked(lead, "lowest", "bottom"):
            lowest.append(quantity)
        elif _is_ranked(lead, "highest", "top"):
            highest.append(quantity)
        elif words("mean").search(lead[-12:]):
            means.append(quantity)
    mean = means[0] if len(means) == 1 else None
    if not lowest and not highest and mean is not None:
        low, high = _range(document, here)
        return low, high, mean
    if len(lowest) != 1 or len(highest) != 1:
        return None, None, None
    return lowest[0], highest[0], mean


def _is_ranked(lead: str, close: str, near: str) -> bool:
    return bool(adjacent(close).search(lead) or words(near).search(lead[-_NEAR:]))


def _range(document: Document, here: Sequence[Quantity]) -> tuple[Quantity | None, Quantity | None]:
    """Two ends of a range: between 120 and 180."""
    for one, other in pairwise(here):
        between = document.plain[one.after : other.start]
        _, lead = lead_of(document, one)
        if one.clause == other.clause and _RANGE.match(between) and _OPENS_RANGE.search(lead):
            return one, other
    return None, None


def _above_standard(document: Document, here: Sequence[Quantity]) -> Iterator[Relation]:
    """A figure said to lie above a standard or a mean that is printed behind it."""
    for one, other in pairwise(here):
        if not _comparable(one, other) or other.clause - one.clause > 1:
            continue
        between = document.plain[one.after : other.start]
        found = words("above").search(between)
        if found is None or found.start() > 3:
            continue
        behind = document.plain[other.after : other.after + _NEAR]
        told = between[found.end() :] + behind.split("，")[0].split(",")[0]
        if words("standard").search(told) and nature(document, other) != "change":
            yield bound([other], [one])
