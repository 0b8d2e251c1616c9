"""The quantities of a text: every number with its span, its unit and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from ..model.figure import Figure, Place, placed
from ..model.numeral import Span, find, unit_of
from .asides import aside_kind
from .document import Aside, Document, Form, Quantity

_POINTS = re.compile(r"[ ]?(?:个?百分点|个?千分点|个点|percentage points?|points?|pp\b|ppts?\b)")
_LOST = re.compile(
    r"(?<![0-9])[?\ufffd]{1,4}(?=[%个名户人万亿])|(?<=[有达为])个(?=得|得到|以上)"
    r"|(?<=占)%|(?<=[的达])%(?![0-9])|[0-9]{401,}"  # more digits than a number can have
)
_STOP = re.compile(r"[，、,;:。.!?()\n|“”\"0-9]")
_OPENS = re.compile(
    r"[^()0-9,;.]{0,24}\([ ]?(?:about |approx(?:imately|\.)? |ca?\. |约)?[^0-9(),]{0,4}"
)
_CLOSES = re.compile(r"[^()0-9]{0,12}[);]")
_LONGEST = 40
_MANY_DAYS = 4  # a sentence that counts days: 优123天、良178天
_TIMES = ("倍", "times", "-fold")


def with_quantities(document: Document) -> Document:
    """The document with its quantities, its asides and its lost numbers. Linear in its length."""
    folded = document.folded
    starts = [clause.start for clause in document.clauses]
    breaks = [match.start() for match in re.finditer("\n", document.raw)]
    quantities: list[Quantity] = []
    asides: list[Aside] = []
    previous = 0
    told = [(span, aside_kind(folded.plain, span)) for span in find(folded.text)]
    days = Counter(_sentence(document, starts, span) for span, kind in told if _is_days(span, kind))
    for (span, kind), (before, _) in zip(told, [(None, None), *told], strict=False):
        counted = _is_days(span, kind) and days[_sentence(document, starts, span)] >= _MANY_DAYS
        if before is not None and _converts(folded.plain, before, span):
            kind = "conversion"
        if kind is not None and not counted:
            asides.append(Aside(span.start, span.end, kind))
        else:
            at = bisect_right(starts, span.start) - 1
            begin = max(document.clauses[at].start, previous, span.start - _LONGEST)
            figure = _placed(document, span, breaks)
            quantities.append(_quantity(document, span, figure, len(quantities), at, begin))
        previous = span.after
    return replace(
        document,
        quantities=tuple(quantities),
        asides=tuple(asides),
        lost=tuple(folded.original(*match.span()) for match in _LOST.finditer(folded.plain)),
        _starts=tuple(quantity.start for quantity in quantities),
    )


def _converts(plain: str, before: Span, span: Span) -> bool:
    """988 square miles (2,560 km2): the same measure again in another unit, rounded anew."""
    if not _OPENS.fullmatch(plain, before.end, span.start) or not _CLOSES.match(plain, span.after):
        return False
    one, other = unit_of(before.figure.unit), unit_of(span.figure.unit)
    if one is None or other is None or "%" in (one.base, other.base):
        return False
    return one.base != other.base and not one.counting and not other.counting


def _is_days(span: Span, kind: str | None) -> bool:
    return kind == "duration" and span.figure.unit in ("天", "days")


def _sentence(document: Document, starts: list[int], span: Span) -> int:
    return document.clauses[bisect_right(starts, span.start) - 1].sentence


def _quantity(
    document: Document, span: Span, figure: Figure, index: int, at: int, begin: int
) -> Quantity:
    plain, clause = document.plain, document.clauses[at]
    form, after = _form(plain, span)
    return Quantity(
        index,
        span.start,
        span.end,
        after,
        figure,
        form,
        plain[begin : span.start].strip(),
        _behind(plain, after),
        at,
        clause.sentence,
        clause.paragraph,
    )


def _form(plain: str, span: Span) -> tuple[Form, int]:
    """What the number is, and the offset behind its unit."""
    points = _POINTS.match(plain, span.end)
    figure = span.figure
    if figure.unit == "%":
        is_points = points is not None or "点" in plain[span.start : span.after]
        end = points.end() if points else max(span.after, span.end)
        return ("points" if is_points else "percent"), end
    unit = unit_of(figure.unit)
    if unit is None:
        return "bare", span.after
    if unit.base in _TIMES:
        return "times", span.after
    return ("count" if unit.counting else "amount"), span.after


def _behind(plain: str, after: int) -> str:
    """The words behind a unit, up to the next mark or number."""
    stop = _STOP.search(plain, after, after + _LONGEST)
    return plain[after : stop.start() if stop else after + _LONGEST].strip()


def _placed(document: Document, span: Span, breaks: list[int]) -> Figure:
    """The figure as it stands in the text received, with its place."""
    start, end = document.folded.original(span.start, span.end)
    line = bisect_right(breaks, start - 1) + 1
    place = Place(document.name, line=line, start=start, end=end)
    return placed(span.figure, document.raw[start:end], place)
