"""Finds averages, densities and products: so many, at so much for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import product, ratio
from ..readings import NAMED, NEAREST, POSSIBLE, Reading, chosen
from .afterwards import afterwards
from .causes import causes
from .conversions import conversions
from .likeness import counted, is_counted, like
from .proportions import proportions
from .rates import Rate, counts, rate_of, words

_REACH, _MOST, _PAIRS = 2, 8, 5
_NEAR = 16
_COMPARED = re.compile(
    r"比|较|由|从|上年|去年|同期|\b(?:than|compared|against|from|versus|previous|last|earlier)\b"
)
_DOUBT = "same_measure"


def amounts(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """For each figure that is for one of something the product or the ratio it belongs to."""
    stated = {relation.figures for relation in known}
    passes = (proportions, conversions, afterwards, causes)
    found = [r for find in passes for r in find(document) if r.figures not in stated]
    ratios = {relation.figures[0][1].place for relation in found if relation.kind == "ratio"}
    for quantity in document.quantities:
        if quantity.figure.place in ratios:
            continue
        rate = rate_of(document, quantity)
        readings = _readings(document, rate) if rate else _of_sexes(document, quantity)
        relation = chosen(readings)
        if relation is not None:
            found.append(relation)
    return tuple(found)


def _readings(document: Document, rate: Rate) -> Iterator[Reading]:
    """Every amount and count in reach that the rate may belong to, nearest first."""
    around = [q for q in _around(document, rate.quantity) if q is not rate.scale]
    near = [q for q in around if rate_of(document, q) is None]
    numbers = [q for q in near if _is_number(q, rate)]
    numbers.sort(key=lambda q: not _shares_name(rate.name, q.before))
    totals = [q for q in near if _is_total(q, rate) and q not in numbers]
    for total in totals[:_PAIRS]:
        for number in numbers[:_PAIRS]:
            strength = _strength(document, rate, total, number, totals, numbers)
            yield Reading(_relation(rate, total, number), strength, _DOUBT)


def _relation(rate: Rate, total: Quantity, number: Quantity) -> Relation:
    plain = counted(rate.quantity)
    if rate.average or rate.density or rate.times != 1:
        result = replace(plain, figure=replace(plain.figure, count=False))
        return ratio(result, [counted(total)], [counted(number)], rate.times)
    return product(counted(total), [counted(number), plain])


def _strength(
    document: Document,
    rate: Rate,
    total: Quantity,
    number: Quantity,
    totals: Sequence[Quantity],
    numbers: Sequence[Quantity],
) -> int:
    """How well the words carry the three figures: in one sentence, alone, and linked."""
    low, high = _segment(document, rate.quantity)
    together = low <= total.start < high and low <= number.start < high
    alone = [
        len({q.figure.value for q in side if low <= q.start < high or not together}) == 1
        for side in (totals, numbers)
    ]
    if _COMPARED.search(document.plain, max(low, rate.quantity.start - _NEAR), rate.quantity.start):
        return POSSIBLE  # the rate of another year
    if not together and _follows(rate, total, number):
        return NEAREST
    loose = total.unit != rate.quantity.unit and not (rate.apposed or rate.density)
    if loose and not _shares_name(rate.name, f"{total.before} {total.behind}"):
        return POSSIBLE
    if not all(alone) or not _linked(document, rate, total):
        single = len(numbers) == 1 and rate.density and total is max(totals, key=_value)
        return NEAREST if single else POSSIBLE
    return NAMED if together else NEAREST


def _segment(document: Document, quantity: Quantity) -> tuple[int, int]:
    """The stretch of a sentence between semicolons that a figure stands in."""
    low, high = document.sentence_span(quantity.sentence)
    start = document.plain.rfind(";", low, quantity.start)
    end = document.plain.find(";", quantity.after, high)
    return max(low, start), high if end < 0 else end


def _follows(rate: Rate, total: Quantity, number: Quantity) -> bool:
    """每名党员100元。党员5091名，共51万元: the count by its full name, the sum behind it."""
    named = len(rate.each) > 2 and rate.each[-2:] in number.before[-6:] + number.behind[:6]
    return named and total.sentence == number.sentence and total.index == number.index + 1


def _linked(document: Document, rate: Rate, total: Quantity) -> bool:
    """Words tie the amount to the rate: it has no other name, shares one, or sums up."""
    if rate.density:
        return True
    if rate.apposed and total.index < rate.quantity.index:
        return True
    clause = document.clauses[total.clause]
    begin = max(clause.start, total.start - 2 * _NEAR)
    front = document.plain[begin : total.start]
    behind = document.plain[total.after : total.after + _NEAR]
    if words("total").search(front) or words("total").match(behind.strip()):
        return True
    return _shares_name(rate.name, f"{total.before} {total.behind}")


def _shares_name(name: str, other: str) -> bool:
    """What is summed is what is averaged: two characters, or a long word, in common."""
    if name.isascii():
        long = {word for word in name.split() if len(word) >= _LONG}
        return bool(long & set(other.split()))
    return any(name[at : at + 2] in other for at in range(len(name) - 1))


_LONG = 5
_FOR_EACH = 100


def _around(document: Document, quantity: Quantity) -> list[Quantity]:
    """The quantities in the same paragraph within two sentences, nearest first."""
    low, high = max(0, quantity.index - _MOST), quantity.index + _MOST + 1
    near = [
        q
        for q in document.quantities[low:high]
        if q is not quantity
        and q.paragraph == quantity.paragraph
        and abs(q.sentence - quantity.sentence) <= _REACH
        and q.form in ("count", "amount", "bare")
        and q.figure.value
        and (q.figure.hedged is None or q.sentence == quantity.sentence)
    ]
    return sorted(near, key=lambda q: _distance(q, quantity))


def _distance(quantity: Quantity, rate: Quantity) -> tuple[int, bool, int]:
    """Nearer sentences first, there what stands in front before what stands behind."""
    away = quantity.index - rate.index
    return abs(quantity.sentence - rate.sentence), away > 0, abs(away)


def _is_number(quantity: Quantity, rate: Rate) -> bool:
    """It counts what the rate is for one of; where nothing says of what, any count."""
    if rate.each:
        money = quantity.form == "amount" and quantity.unit == rate.quantity.unit
        return counts(quantity, rate.each) and not (money and quantity.unit)
    return counted(quantity).form in ("count", "bare") and quantity.figure.step <= 1


def _is_total(quantity: Quantity, rate: Rate) -> bool:
    """It is in the rate's own unit, or counts people where the rate is a density."""
    own = rate.quantity
    if rate.density:
        people = counts(quantity, "people") or counts(quantity, "人")
        return people and quantity.figure.value != own.figure.value
    if rate.each and counts(quantity, rate.each):
        return False
    if not like(quantity, own) or _value(quantity) <= _value(own):
        return False
    if quantity.unit == own.unit:
        return True
    return rate.average and is_counted(quantity) and is_counted(own)


def _value(quantity: Quantity) -> Fraction:
    return quantity.figure.value or Fraction(0)


def _of_sexes(document: Document, quantity: Quantity) -> Iterator[Reading]:
    """A sex ratio: so many men for a hundred women."""
    if quantity.form not in ("bare", "count", "amount") or quantity.figure.value == _FOR_EACH:
        return
    clause = document.clauses[quantity.clause]
    start = max(document.sentence_span(clause.sentence)[0], quantity.start - 2 * _NEAR)
    front = document.plain[start : quantity.start]
    if not words("sex_ratio").search(front) or words("apart").search(front):
        return
    near = _around(document, quantity)
    men = [q for q in near if _named(q, "male") and not _named(q, "female")]
    women = [q for q in near if _named(q, "female") and not _named(q, "male")]
    alone = len(men) == len(women) == 1
    for one in men[:_PAIRS]:
        for other in women[:_PAIRS]:
            result = replace(
                counted(quantity), figure=replace(quantity.figure, unit=None, count=False)
            )
            relation = ratio(result, [counted(one)], [counted(other)], Fraction(_FOR_EACH))
            yield Reading(relation, NAMED if alone else POSSIBLE, _DOUBT)


def _named(quantity: Quantity, kind: str) -> bool:
    return (
        words(kind).search(f"{quantity.before[-8:]} {quantity.unit or ''} {quantity.behind[:6]}")
        is not None
    )
