"""Numbers that state no quantity: dates, ages, document numbers, names, list markers."""

from __future__ import annotations

import re
from functools import cache
from typing import cast, get_args

from ..model.figure import Figure
from ..model.numeral import Span
from .cues import LANGUAGES, data_of
from .document import AsideKind

_BEFORE, _BEHIND = 30, 24
_FIRST_YEAR = 100
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_NAMED = re.compile(r"\b(?:the|our|its|their|in|since) \Z")  # the 2022 figure
_IN_YEAR = re.compile(r"\b(?:in|since|during|until|by) \Z")
_LAST_DAY, _LATE = 31, 1900
_PLURAL = re.compile(r"[^sui]s\Z|people|men|children|[\u4e00-\u9fff]")
_FROM_TO = re.compile(r"\bfrom ([0-9]{3,5}) to \Z")
_ABOVE = re.compile(r"\A(?:above|below) ")
_VOTES = re.compile(r" ?\([0-9]{1,2}\.[0-9]{1,2}%?[;)]")
_IN = re.compile(r"(?:\b(?:in|of|since|by|for|from|to|and|or|year|census)|[,(年至]) ?\Z")
_LONG = re.compile(r"[0-9]{7,}")
_MEASURED = re.compile(r"[%‰$¥€£.,亿万千百成]|percent|per cent")


def aside_kind(plain: str, span: Span) -> AsideKind | None:
    """What the number at `span` of plain folded text is, if it states no quantity.

    Looks at most 30 characters back and 24 ahead.
    """
    number = plain[span.start : span.end]
    figure = span.figure
    if _MEASURED.search(number):
        return None
    if number == "一":
        return "idiom"
    before = plain[max(0, span.start - _BEFORE) : span.start]
    behind = plain[span.end : span.end + _BEHIND]
    rules, alone = _rules()
    names = alone.search(before) is not None
    for kind, back, ahead in rules:
        if ahead is None and not names:
            continue
        if (ahead is None or ahead.match(behind)) and (back is None or back.search(before)):
            if kind == "date" and back is not None and not _is_day(figure, number):
                continue
            short = kind == "date" and figure.unit == "年" and (figure.value or 0) < _FIRST_YEAR
            return "duration" if short else kind
    if figure.unit is None or figure.unit in ("年", "year", "years") or _names_year(figure, before):
        if _YEAR.fullmatch(_ABOVE.sub("", number)) and not _counts(before, behind):
            return "date"
        if _LONG.fullmatch(number):
            return "phone"
    return None


def _is_day(figure: Figure, number: str) -> bool:
    """What stands behind a month is a day or a year: not `between May and July 236 cases`."""
    return (figure.value or 0) <= _LAST_DAY or _YEAR.fullmatch(number) is not None


def _counts(before: str, behind: str) -> bool:
    """A number like a year that is none: from 2222 to 1857; Smith 1597 (54.0)."""
    first = _FROM_TO.search(before)
    if first is not None:
        return _YEAR.fullmatch(first[1]) is None
    return _VOTES.match(behind) is not None and _IN.search(before) is None


def _names_year(figure: Figure, before: str) -> bool:
    """`the 2022 figure` against `the 2000 villages`: one thing, or as many as the number says."""
    if _IN_YEAR.search(before) and (figure.value or 0) >= _LATE:
        return True
    return _NAMED.search(before) is not None and _PLURAL.search(figure.unit or "") is None


Rule = tuple[AsideKind, re.Pattern[str] | None, re.Pattern[str] | None]


@cache
def _rules() -> tuple[tuple[Rule, ...], re.Pattern[str]]:
    """The rules in order, and one pattern for all that ask only what stands before."""
    rules: list[Rule] = []
    alone: list[str] = []
    known = get_args(AsideKind)
    for language in LANGUAGES:
        for kind, pairs in data_of(language, "asides.toml").items():
            if kind not in known:
                raise KeyError(f"asides.toml of {language}: {kind} is none of {', '.join(known)}")
            for pair in pairs:
                back, ahead = pair[0], pair[1]
                alone += [f"(?:{back})"] if not ahead else []
                rules.append(
                    (
                        cast("AsideKind", kind),
                        re.compile(f"(?:{back})\\Z") if back else None,
                        re.compile(ahead) if ahead else None,
                    )
                )
    return tuple(rules), re.compile(f"(?:{'|'.join(alone)})\\Z")
