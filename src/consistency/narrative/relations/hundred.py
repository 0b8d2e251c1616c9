"""Finds percentages that make 100: lists that leave nothing out, and lists that come to 100.

Words alone make a list complete (what is left, both sexes, all sectors, ages
from end to end); a list that its words leave open counts only where it makes 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from ...model.figure import Place
from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import HUNDRED, doubted, shares
from ..readings import holds
from .claim import COPULAS, RATE, TAKES, WITHIN, bare_words, is_share, of_words
from .closing import closed
from .wording import pattern, tokens

_LONGEST = 16
_APART = 160
_RATIO = re.compile(r"[ ]?[:：][ ]?\Z")
_YEARS = re.compile(r"(?P<first>(?:19|20)[0-9]{2})\D{1,24}(?P<last>(?:19|20)[0-9]{2})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BESIDE = 16
_NEAR = Fraction(1)
_FAR, _FAR_RATIO = 25, 10


Wholes = dict[Place | None, Place | None]
"""Where the whole of each share stands."""


def hundred(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Relations of percentages that make 100."""
    found: list[Relation] = []
    wholes = _wholes(known)
    for run in _runs(document):
        found += _of_run(document, run, wholes)
    found += _structures(document)
    return tuple(found)


def _runs(document: Document) -> Iterator[list[Quantity]]:
    """Percentages that follow one another in one list."""
    run: list[Quantity] = []
    for quantity in document.quantities:
        if not quantity.is_share or quantity.figure.value is None:
            continue
        if not is_share(document, quantity) or quantity.figure.value > 100:
            continue
        if run and (len(run) >= _LONGEST or not _goes_on(document, run, quantity)):
            yield run
            run = []
        run.append(quantity)
    if run:
        yield run


def _goes_on(document: Document, run: Sequence[Quantity], percent: Quantity) -> bool:
    last = run[-1]
    if percent.sentence - last.sentence > 1 or percent.paragraph != last.paragraph:
        return False
    between = document.plain[last.end : percent.start]
    own = pattern(r"\A[ ]?<within>").sub("", between)  # 56% of which is in A, 37% in B
    if len(between) > _APART or pattern(WITHIN).search(own):
        return False
    if pattern("<apart>").search(between):
        return False
    first, words = _whole(run[0]), _whole(percent)
    return not words or words == first or not (first or (len(run) > 1 and _whole(last)))


def _whole(percent: Quantity) -> frozenset[str]:
    """What the words beside a percentage say it is of."""
    takes = pattern(TAKES).match(percent.before)
    if takes and takes["verb"] in COPULAS:
        takes = None  # 21% is meadow and 16% …: what stands in front is of the share before
    named = bare_words(takes["whole"]) if takes else ""
    if takes and percent.behind.startswith("的"):
        named += percent.behind  # 占有全市92%的产值
    return tokens(of_words(percent) or named)


def _of_run(document: Document, run: Sequence[Quantity], wholes: Wholes) -> Iterator[Relation]:
    done: set[int] = set()
    for start, end in closed(document, run):
        percents = run[start:end]
        if done.intersection(range(start, end)) or _overlaps(document, percents):
            continue
        relation = shares(percents)
        size = sum((q.figure.value or Fraction(0) for q in percents), Fraction(0))
        if holds(relation) or abs(size - HUNDRED) <= _FAR:
            done |= set(range(start, end))
            yield relation
    open_part = [at for at in range(len(run)) if at not in done]
    if len(open_part) == len(run):
        yield from _come_to(document, run, wholes)
    elif open_part and open_part[0] > max(done):
        yield from _come_to(document, run[open_part[0] :], wholes)


def _overlaps(document: Document, percents: Sequence[Quantity]) -> bool:
    """The text says that one thing can be counted under several kinds."""
    start = max(document.sentence_span(percents[0].sentence)[0], percents[0].start - _APART)
    end = min(document.sentence_span(percents[-1].sentence)[1], percents[-1].end + _APART)
    return pattern("<overlap>").search(document.plain, start, end) is not None


def _come_to(document: Document, run: Sequence[Quantity], wholes: Wholes) -> Iterator[Relation]:
    """The longest stretch of a list that makes 100; too much of one whole is a question."""
    if len(run) < 2:
        return
    repeated = _times(document, run)
    if any(times > 1 for times in repeated):
        relation = shares(run, repeated)
        if holds(relation):
            yield relation
        return
    used: set[int] = set()
    sums = list(accumulate((q.figure.value or Fraction(0) for q in run), initial=Fraction(0)))
    for start, end in _stretches(document, run, wholes):
        percents = run[start:end]
        gap = abs(sums[end] - sums[start] - HUNDRED)
        if gap > _NEAR or used.intersection(range(start, end)) or not _near(percents, gap):
            continue
        if not holds(shares(percents)) or _overlaps(document, percents):
            continue
        relation = shares(percents)
        yield relation if _one_whole(document, percents) else doubted(relation, "parts_exhaust")
        used |= set(range(start, end))
    if used:
        return
    if run[0].sentence == run[-1].sentence and _too_much(document, run, wholes):
        yield doubted(shares(run), "parts_disjoint")


def _wholes(known: Sequence[Relation]) -> Wholes:
    """Where the whole of each share stands."""
    return {
        relation.figures[0][1].place: relation.figures[-1][1].place
        for relation in known
        if relation.kind == "share"
    }


def _stretches(
    document: Document,
    run: Sequence[Quantity],
    wholes: Wholes,
) -> Iterator[tuple[int, int]]:
    """Neighbouring percentages, the longest first; two only in one sentence or of one whole."""
    size = len(run)
    for length in range(size, 1, -1):
        for start in range(size - length + 1):
            first, second = run[start], run[start + 1]
            one = wholes.get(first.figure.place, first) == wholes.get(second.figure.place, second)
            if length == 2 and not _are_alike(document, first, second):
                continue
            if length > 2 or one or first.sentence == second.sentence:
                yield start, start + length


def _are_alike(document: Document, first: Quantity, second: Quantity) -> bool:
    """Two shares are worded alike, and not one share at two dates."""
    if first.behind.startswith("的") != second.behind.startswith("的"):
        return False
    return _YEAR.search(document.plain, first.end, second.end + _BESIDE) is None


def _near(percents: Sequence[Quantity], gap: Fraction) -> bool:
    """They come to 100 but for the last digits; a pair exactly."""
    return gap == 0 or (len(percents) > 2 and gap <= 3 * min(q.figure.step for q in percents))


def _one_whole(document: Document, percents: Sequence[Quantity]) -> bool:
    """Words say that they are parts of one whole."""
    start = max(document.sentence_span(percents[0].sentence)[0], percents[0].start - _APART)
    if pattern("<composition>").search(document.plain, start, percents[0].start):
        return True
    return any(pattern(TAKES).match(q.before) or pattern(RATE).match(q.before) for q in percents)


def _times(document: Document, run: Sequence[Quantity]) -> list[int]:
    """How often each counts: 8% each year for 2019 through 2023 counts five times."""
    times = []
    for at, percent in enumerate(run):
        end = run[at + 1].start if at + 1 < len(run) else percent.end
        behind = document.plain[percent.end : end]
        years = _YEARS.search(behind)
        each = pattern("<each_year>").search(behind)
        span = int(years["last"]) - int(years["first"]) + 1 if years and each else 1
        times.append(span if 1 < span <= 20 else 1)
    return times


def _too_much(document: Document, run: Sequence[Quantity], wholes: Wholes) -> bool:
    """All are shares of one printed whole, listed in brackets behind it, and pass 100."""
    if _overlaps(document, run) or not all(_inside(document, q) for q in run):
        return False
    size = sum((q.figure.value or Fraction(0) for q in run), Fraction(0))
    if size <= HUNDRED + len(run) * max(q.figure.step for q in run):
        return False
    held = {wholes.get(q.figure.place) for q in run}
    return len(held) == 1 and None not in held and len(run) > 2


def _inside(document: Document, percent: Quantity) -> bool:
    """The percentage stands in brackets."""
    return document.clauses[percent.clause].depth > 0


def _structures(document: Document) -> Iterator[Relation]:
    """Ratios with colons that are shares of a structure: 三次产业结构 7.1:39.4:53.5."""
    group: list[Quantity] = []
    for quantity in document.quantities:
        joined = group and _RATIO.match(document.plain[group[-1].after : quantity.start])
        if not joined:
            yield from _structure(document, group)
            group = []
        if quantity.form == "bare" or joined:
            group.append(quantity)
    yield from _structure(document, group)


def _structure(document: Document, group: Sequence[Quantity]) -> Iterator[Relation]:
    if len(group) < 3 or any(q.figure.value is None or q.form != "bare" for q in group):
        return
    start = max(document.sentence_span(group[0].sentence)[0], group[0].start - _APART)
    lead = document.plain[start : group[0].start]
    size = sum((q.figure.value or Fraction(0) for q in group), Fraction(0))
    far = _FAR if pattern("<composition>|<weights>").search(lead) else _FAR_RATIO
    if pattern("<divides>|<weights>").search(lead) and abs(size - HUNDRED) <= far:
        yield shares(group)
