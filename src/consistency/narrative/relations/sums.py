"""Finds sums behind their parts: 合计, altogether, and figures that 这 or these take up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE, Reading, chosen, holds
from .announced import announcements
from .complete import Span, spans
from .items import Item
from .nature import is_level, kin, lead_of, nature, same_things, summable
from .openings import holds_others
from .sum_edits import bound, near_sum, total
from .vocabulary import adjacent, words

_WITHIN = re.compile(r"\bof\b|中|之|里")
_SUMMED_BEHIND = re.compile(
    r"(?: [a-z]+){0,3}? (?:in total|in all|altogether|all told|combined)(?=[,.;)\n]|\Z)"
)
_TOTAL_OF = re.compile(
    r"[ ]?(?:and |or |for |giving |making |with )?(?:an?|the|their) "
    r"(?:combined |overall |grand )?(?:total|sum)(?: [a-z]+){0,2}? of[ $€£]*"
)
_MOST_PARTS = 14
_SEVERAL = 3
_SHORT = 40
_DEMONSTRATIVE_BACK = 3


def sums(document: Document) -> Iterator[Relation]:
    """Totals that follow their parts, and stocks beside what was added to them."""
    for whole in document.quantities:
        if whole.is_share:
            yield from _percents(document, whole)
        if not summable(whole):
            continue
        _, lead = lead_of(document, whole)
        strength = _sum_strength(document, whole, lead)
        if strength is not None:
            yield from _summed(document, whole, strength)
        if _takes_up(document, whole, lead):
            yield from _taken_up(document, whole)
        if adjacent("stock").search(lead):
            yield from _stock(document, whole)
        yield from _part_of(document, whole)


def _sum_strength(document: Document, whole: Quantity, lead: str) -> int | None:
    """How well the words in front of a figure name it a sum."""
    if not lead.strip(" $€£") and whole.clause:
        before = document.clauses[whole.clause - 1]
        text = document.plain[max(before.start, before.end - _SHORT) : before.end].strip(" ,:\n")
        if words("may_sum").fullmatch(text) or words("sums").fullmatch(text):
            return NAMED
    if adjacent("sums").search(lead):
        return NAMED
    if _SUMMED_BEHIND.match(document.plain, whole.end) and not lead.strip(" ,:$€£"):
        return NAMED
    if _TOTAL_OF.fullmatch(lead):
        return NAMED
    if adjacent("may_sum").search(lead):
        clause = document.clauses[whole.clause]
        alone = re.fullmatch(r"[\s,:$]*", words("may_sum").sub("", lead, count=1))
        starts = clause.start + len(lead) >= whole.start - 2
        return NAMED if alone and starts else POSSIBLE
    words_in_front = words("may_sum").search(lead) or words("sums").search(lead)
    return POSSIBLE if words_in_front else None


def _summed(document: Document, whole: Quantity, strength: int) -> Iterator[Relation]:
    """The run of like figures that ends in front of a sum."""
    run = _in_brackets(document, whole) or _run_before(document, whole)
    if not run or (len(run) < 2 and strength != POSSIBLE):
        return
    readings: list[Reading] = []
    if strength == POSSIBLE:
        readings += _around(document, whole, run)
    series = [run[span.start : span.end] for span in _series_of(document, run)]
    clear = not _opened(document, run[0], whole) and _clean(document, whole, run)
    fitting = _near_sizes(whole, run)
    joined = len(run) == 2 and _joined(document, whole, run)
    for size in range(len(run), 1, -1):
        behind = run[len(run) - size :]
        named = joined or (strength == NAMED and ((size == len(run) and clear) or behind in series))
        if named or size in fitting:
            told = NAMED if named else POSSIBLE
            readings.append(Reading(total(whole, behind), told, "parts_exhaust"))
    relation = chosen(readings)
    if relation is not None:
        yield relation


def _joined(document: Document, whole: Quantity, run: Sequence[Quantity]) -> bool:
    """A word adds the second of two parts to the first, all in one sentence with their sum."""
    one, other = run
    found = words("along").search(document.plain, one.after, other.start)
    return found is not None and one.sentence == whole.sentence and other.index + 1 == whole.index


def _in_brackets(document: Document, whole: Quantity) -> list[Quantity]:
    """Parts that stand in brackets behind their names: bread (12,400 kg) and cakes (3,600 kg)."""
    run: list[Quantity] = []
    depth = document.clauses[whole.clause].depth
    low = max(0, whole.index - _MOST_PARTS)
    for quantity in reversed(document.quantities[low : whole.index]):
        if quantity.sentence != whole.sentence or not summable(quantity):
            break
        if not kin(whole, quantity) or not same_things(whole, quantity):
            continue
        if document.clauses[quantity.clause].depth != depth + 1:
            return []
        run.insert(0, quantity)
    return run if len(run) > 1 else []


def _near_sizes(whole: Quantity, run: Sequence[Quantity]) -> set[int]:
    """How many of the last figures of a run come so near the whole that rounding can matter."""
    value, slack = whole.figure.value or Fraction(0), whole.figure.step
    made = Fraction(0)
    fitting = set()
    for size, quantity in enumerate(reversed(run), 1):
        made += quantity.figure.value or Fraction(0)
        slack += quantity.figure.step
        hedged = whole.figure.hedged is not None or quantity.figure.hedged is not None
        if hedged or abs(value - made) <= slack:
            fitting.add(size)
    return fitting


def _around(document: Document, whole: Quantity, run: Sequence[Quantity]) -> list[Reading]:
    """The sum stands among its parts: who won 42, now has a total of 53 after nine and two."""
    here = document.quantities[whole.index + 1 : whole.index + 1 + _MOST_PARTS]
    behind = [q for q in here if q.sentence == whole.sentence and kin(whole, q)]
    behind = [q for q in behind if is_level(document, q)]
    parts = [*run, *behind]
    fits = behind and len(parts) >= _SEVERAL and near_sum(whole, parts)
    return [Reading(total(whole, parts), POSSIBLE)] if fits else []


def _percents(document: Document, whole: Quantity) -> Iterator[Relation]:
    """Percentages of one whole that are summed up: 三家合计占41.2%."""
    _, lead = lead_of(document, whole)
    if not adjacent("sums").search(lead):
        return
    run: list[Quantity] = []
    for quantity in reversed(document.quantities[max(0, whole.index - _MOST_PARTS) : whole.index]):
        if quantity.sentence != whole.sentence:
            break
        if quantity.is_share and is_level(document, quantity):
            run.insert(0, quantity)
    clause = document.clauses[whole.clause]
    told = next(iter(announcements(document.plain, clause.start, whole.start)), None)
    readings = []
    for size in range(2, len(run) + 1):
        named = told is not None and told.value == size == len(run)
        if not named and not near_sum(whole, run[-size:]):
            continue
        readings.append(Reading(total(whole, run[-size:]), NAMED if named else POSSIBLE))
    relation = chosen(readings)
    if relation is not None:
        yield relation


def _series_of(document: Document, run: Sequence[Quantity]) -> list[Span]:
    items = []
    for quantity in run:
        _, lead = lead_of(document, quantity)
        behind = words("conjunction").split(quantity.behind)[0]
        items.append(Item(quantity, f"{lead}#{behind}", 1))
    return [span for span in spans(items) if not span.suggested]


def _run_before(document: Document, whole: Quantity) -> list[Quantity]:
    """The like levels in front, in the sentence or, line by line, in the lines before."""
    run: list[Quantity] = []
    last = whole
    low = max(0, whole.index - _MOST_PARTS - 4)
    depth = document.clauses[whole.clause].depth
    for quantity in reversed(document.quantities[low : whole.index]):
        apart = quantity.sentence != last.sentence
        if apart and not _next_line(document, quantity, last):
            break
        if document.clauses[quantity.clause].depth > depth:
            continue
        if not (kin(whole, quantity) and is_level(document, quantity)):
            continue
        if not same_things(whole, quantity):
            continue
        run.insert(0, quantity)
        last = quantity
        if len(run) >= _MOST_PARTS:
            break
    return run


def _next_line(document: Document, one: Quantity, other: Quantity) -> bool:
    return other.paragraph - one.paragraph == 1 and other.sentence - one.sentence == 1


def _clean(document: Document, whole: Quantity, run: Sequence[Quantity]) -> bool:
    """The run is all that its sentence counts: like units, none within another."""
    first = run[0]
    here = document.quantities[max(0, first.index - _MOST_PARTS) : whole.index]
    here = tuple(q for q in here if q.sentence >= first.sentence)
    others = [q for q in here if kin(whole, q) and same_things(whole, q) and q not in run]
    others = [q for q in others if nature(document, q) != "rate"]
    return not others and all(
        one.clause != other.clause or not _WITHIN.search(document.plain[one.after : other.start])
        for one, other in pairwise(run)
    )


def _opened(document: Document, first: Quantity, whole: Quantity) -> bool:
    """A list opens between the first part and the sum: then the figures do not stand in a row."""
    return words("opens").search(document.plain, first.start, whole.start) is not None


def _takes_up(document: Document, whole: Quantity, lead: str) -> bool:
    """这61个, these 84, the 84 … these: a figure that takes up what was counted before."""
    if re.search(rf"(?:{words('demonstrative').pattern})[ ]?\Z", lead) is not None:
        return True
    behind = document.plain[whole.after : document.clauses[whole.clause].end][:60]
    return lead.strip() == "the" and words("demonstrative").search(behind) is not None


def _taken_up(document: Document, whole: Quantity) -> Iterator[Relation]:
    """The sum of figures in the sentences before, joined by a word of addition."""
    before: list[Quantity] = []
    for quantity in reversed(document.quantities[max(0, whole.index - 8) : whole.index]):
        if whole.sentence - quantity.sentence > _DEMONSTRATIVE_BACK:
            break
        if kin(whole, quantity) and same_things(whole, quantity) and is_level(document, quantity):
            before.insert(0, quantity)
    if any(quantity.figure.value == whole.figure.value for quantity in before):
        return
    readings = []
    series = [before[span.start : span.end] for span in _series_of(document, before)]
    readings += [Reading(total(whole, taken), NEAREST, "parts_exhaust") for taken in series]
    for size in (2, 3, 4):
        taken = before[len(before) - size :]
        if len(before) < size:
            break
        joined = words("besides").search(document.plain, taken[-2].after, taken[-1].start)
        strength = NAMED if size == 2 and joined else POSSIBLE
        if strength == POSSIBLE and not near_sum(whole, taken):
            continue
        readings.append(Reading(total(whole, taken), strength))
    relation = chosen(readings)
    if relation is None:
        return
    yield relation
    parts = before[-2:]
    if relation.basis == "stated" and parts[0].index:
        above = document.quantities[parts[0].index - 1]
        if kin(above, whole) and same_things(above, whole) and holds_others(document, above):
            yield bound(parts, [above])


def _stock(document: Document, whole: Quantity) -> Iterator[Relation]:
    """What was newly added is at most the stock: 新增45家、总量达1224家."""
    for quantity in reversed(document.quantities[max(0, whole.index - 3) : whole.index]):
        if whole.clause - quantity.clause > 2 or quantity.sentence != whole.sentence:
            return
        if not summable(quantity):
            continue
        _, lead = lead_of(document, quantity)
        if kin(whole, quantity) and quantity.unit == whole.unit and words("added").search(lead):
            yield bound([quantity], [whole])
        return


_OF = re.compile(
    r" (?:[a-z]+ ){0,2}?(?:out )?of (?:the|its|their|these|those|a) (?:total |total of )?\Z"
)


def _part_of(document: Document, whole: Quantity) -> Iterator[Relation]:
    """33 of the 70 seats: the one figure is at most the other."""
    if not whole.index:
        return
    before = document.quantities[whole.index - 1]
    between = document.plain[before.after : whole.start].rstrip("$€£")
    if before.clause != whole.clause or not kin(before, whole) or not _OF.match(between):
        return
    if is_level(document, before):
        relation = bound([before], [whole])
        if holds(relation) or same_things(before, whole):
            yield relation
