"""Lists of percentages that leave nothing out: what their words say, never their sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..document import Document, Quantity
from .claim import FILL
from .wording import listed, pattern

_OLDEST = 130
_GROWN = 18
_BETWEEN = re.compile(
    r"(?P<low>[0-9]{1,3})(?:周?岁|[ ]years)?[ ]?(?:至|到|-|—|–|~|to|and)[ ]?(?P<high>[0-9]{1,3})"
)
_NOTE = re.compile(r"\[[0-9]{1,2}\]")
_BELOW = (
    r"<below>[ ](?:the age of[ ])?(?P<en>[0-9]{1,3})"
    r"|(?P<zh>[0-9]{1,3})(?:周?岁|[ ]years)?(?:<below>)"
)
_ABOVE = (
    r"(?P<zh>[0-9]{1,3})(?:周?岁|[ ]years(?:[ ]of[ ]age|[ ]old)?)?[ ]?(?:<above>)"
    r"|<above>[ ](?P<en>[0-9]{1,3})"
)
_NAMES = r"(?P<name><series_names>)"
_CALLED_BEFORE = (
    rf"(?:\A|[ ，,、和与而中的]){_NAMES}(?:<series_tails>)?[ ]?"
    r"(?:<takes>[^0-9，,、;]{0,16}?)?(?:<filler>|<proportion>|[ ])*+\Z"
)
_CALLED_BEHIND = (
    r"\A(?:of (?:the |its )?[a-z]+ )?"
    r"(?:(?:were|are|was|is|of them|being|live|lived|lives|living|reside|resided|in|came|come"
    rf"|from|the)[ ]){{0,3}}的?{_NAMES}"
    r"(?:[ ](?:areas?|people|residents?|households?|members|students|pupils|voters|parts))?"
    r"(?:\Z|[ ](?:and|of|or|while|as|but)\b)"
)
_COUNTED = (
    rf"(?:<leading>)?{_NAMES}(?:<series_tails>)?(?:<filler>|<stock>|[ ])*+"
    r"[0-9][0-9., ]*[十百千万亿]*[^0-9]{1,3}\Z"
)
_MOVES = "率|<growth>"
_OF_GROUP = r"率|中有|<growth>|\A[ ]?of[ ](?:those|people|adults|women|men|persons)(?![a-z])"
_WIDE = 60
_LEAD = 40
_MARK = re.compile(r"[;。、]|\.(?= )")
_LONE = re.compile(r"[,，;。、.][ ]?(?:and[ ])?\Z")

Band = tuple[int | None, int | None]


def remainder_at(document: Document, percents: Sequence[Quantity]) -> int | None:
    """The position of the percentage that is what is left, where one is."""
    for at, percent in enumerate(percents):
        lead = document.plain[max(0, percent.start - _LEAD) : percent.start]
        if at and pattern(rf"<remainder>[^。;:.()0-9]{{0,16}}{FILL}\Z").search(lead):
            return at
    return None


def named_series(document: Document, percents: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Spans of percentages that bear all the names of a series: male, female; 第一 … 第三产业."""
    found = []
    before = [_called(_CALLED_BEFORE, p.before) or _counted(document, p) for p in percents]
    behind = [_called(_CALLED_BEHIND, p.behind) for p in percents]
    for names in (before, behind):
        for at, name in enumerate(names):
            found += [
                (at, at + len(series))
                for series in _series().get(name, ())
                if tuple(names[at : at + len(series)]) == series
            ]
    return found


def _counted(document: Document, percent: Quantity) -> str:
    """The name of the clause before, where it counts what takes the share: 男婴7.7万人，占52%."""
    if not percent.clause or pattern(rf"\A<takes>{FILL}\Z").match(percent.before) is None:
        return ""
    clause = document.clauses[percent.clause - 1]
    text = document.plain[clause.start : min(clause.end, clause.start + _WIDE)].strip()
    match = pattern(_COUNTED).match(text)
    return match["name"] if match else ""


def _called(template: str, text: str) -> str:
    """The name of a series that stands right beside a percentage, or ""."""
    match = pattern(template).search(text)
    return match["name"] if match and not pattern(_MOVES).search(text) else ""


@cache
def _series() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The first name of each series -> the series, read in both directions."""
    ordered = [tuple(entry.split("|")) for entry in listed("series")]
    both = dict.fromkeys([*ordered, *(tuple(reversed(names)) for names in ordered)])
    firsts: dict[str, tuple[tuple[str, ...], ...]] = {}
    for names in both:
        firsts[names[0]] = (*firsts.get(names[0], ()), names)
    return firsts


def ages_covered(document: Document, percents: Sequence[Quantity]) -> tuple[int, int] | None:
    """The span of percentages whose age bands follow one another from open end to open end."""
    for bands in (_bands_before(document, percents), _bands_behind(document, percents)):
        start = None
        for at, band in enumerate(bands):
            opens = band is not None and (band[0] or 0) <= _GROWN and band[1] is not None
            if opens and start is None:
                start = at
            elif start is not None and not _follows(bands[at - 1], band):
                start = None
            if start is not None and at > start and band is not None and band[1] is None:
                return start, at + 1
    return None


def _follows(last: Band | None, band: Band | None) -> bool:
    if last is None or band is None or last[1] is None or band[0] is None:
        return False
    return 0 <= band[0] - last[1] <= 1


def _bands_behind(document: Document, percents: Sequence[Quantity]) -> list[Band | None]:
    bands = []
    for at, percent in enumerate(percents):
        following = percents[at + 1].start if at + 1 < len(percents) else percent.end + _WIDE
        text = document.plain[percent.end : min(following, percent.end + _WIDE)]
        bands.append(_band(_MARK.split(text)[0]))
    return bands


def _bands_before(document: Document, percents: Sequence[Quantity]) -> list[Band | None]:
    bands = []
    for at, percent in enumerate(percents):
        start = percents[at - 1].end if at else document.sentence_span(percent.sentence)[0]
        text = document.plain[max(start, percent.start - _WIDE) : percent.start]
        bands.append(_band(_MARK.split(text)[-1]) if not _LONE.search(text) else None)
    return bands


def _band(text: str) -> Band | None:
    """The ages that some words speak of: (18, 24), (None, 18), (65, None)."""
    text = _NOTE.sub("", text)
    if pattern(_OF_GROUP).search(text):
        return None
    between = _BETWEEN.search(text)
    if between and int(between["low"]) < int(between["high"]) <= _OLDEST:
        return int(between["low"]), int(between["high"])
    for template, low in ((_ABOVE, True), (_BELOW, False)):
        match = pattern(template).search(text)
        if match:
            age = int(match["zh"] or match["en"])
            if age <= _OLDEST:
                return (age, None) if low else (None, age)
    return None
