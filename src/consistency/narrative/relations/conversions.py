"""Finds what one amount is at a rate: so much a night for so many nights, or in dollars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import product, ratio
from ..readings import NAMED, NEAREST, Reading, chosen
from .likeness import counted, like

_EXCHANGE = re.compile(r"(?:汇率|折算率|exchange rate)[^0-9,;。；，]{0,16}\Z")
_A_TIME = re.compile(r"[ ]?(?:a|per|each|every)[ ](?P<time>night|day|week|month|hour|year)\b")
_ALL = re.compile(r"in (?:all|total)|altogether|total|making|coming to|for a")
_BESIDE, _NEAR = 24, 22


def conversions(document: Document) -> Iterator[Relation]:
    """Amounts at an exchange rate, and at so much for each night of several."""
    for quantity in document.quantities:
        plain = document.plain
        if _EXCHANGE.search(plain[max(0, quantity.start - _BESIDE) : quantity.start]):
            relation = chosen(_exchanged(document, quantity))
        elif quantity.form == "amount":
            timed = _A_TIME.match(plain, quantity.after)
            relation = chosen(_for_nights(document, quantity, timed["time"])) if timed else None
        else:
            relation = None
        if relation is not None:
            yield relation


def _exchanged(document: Document, rate: Quantity) -> Iterator[Reading]:
    """The amounts on either side of an exchange rate, in two currencies."""
    here = [q for q in document.quantities_of(rate.sentence) if q.form == "amount" and q != rate]
    earlier = [q for q in here if q.index < rate.index]
    later = [q for q in here if q.index > rate.index]
    pair = [*earlier[-1:], *later][:2]
    if not later or len(pair) < len(("from", "to")) or pair[0].unit == pair[1].unit:
        return
    one, other = counted(pair[0]), counted(pair[1])
    plain = counted(rate)
    yield Reading(ratio(other, [one], [plain]), NEAREST, "same_measure")
    yield Reading(product(other, [one, plain]), NEAREST, "same_measure")


def _for_nights(document: Document, rate: Quantity, time: str) -> Iterator[Reading]:
    """12 rooms at 80 dollars a night for 3 nights: 2,880 dollars in all."""
    here = document.quantities_of(rate.sentence)
    times = [q for q in here if time in f"{q.unit or ''} {q.behind}".split(" of ")[0] and q != rate]
    times = [q for q in times if (q.unit or q.behind).startswith(time) and q.index > rate.index]
    behind = [q for q in here if q.index > rate.index and q.unit == rate.unit and like(q, rate)]
    totals = [q for q in behind if _sums_up(document, q)]
    if len(times) != 1 or len(totals) != 1:
        return
    things = [q for q in here if q.index < rate.index and q.form in ("count", "bare", "amount")]
    things = [q for q in things if q.unit != rate.unit and q.figure.step <= 1]
    factors = [counted(rate), counted(times[0])]
    if len(things) == 1:
        yield Reading(product(counted(totals[0]), [counted(things[0]), *factors]), NAMED)
    if len(things) <= 1:
        yield Reading(product(counted(totals[0]), factors), NEAREST, "same_measure")


def _sums_up(document: Document, quantity: Quantity) -> bool:
    front = document.plain[max(0, quantity.start - _NEAR) : quantity.start]
    behind = document.plain[quantity.after : quantity.after + _NEAR]
    return bool(_ALL.search(front) or _ALL.match(behind.strip(" ,")))
