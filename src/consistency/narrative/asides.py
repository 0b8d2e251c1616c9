"""Numbers that state no quantity: dates, ages, document numbers, names, list markers."""

from __future__ import annotations

import re
from functools import cache
from typing import cast, get_args

from ..model.numeral import Span
from .cues import LANGUAGES, data_of
from .document import AsideKind

_BEFORE, _BEHIND = 30, 24
_FIRST_YEAR = 100
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
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
    for kind, back, ahead in _rules():
        if (back is None or back.search(before)) and (ahead is None or ahead.match(behind)):
            short = kind == "date" and figure.unit == "年" and (figure.value or 0) < _FIRST_YEAR
            return "duration" if short else kind
    if figure.unit is None or figure.unit in ("年", "year", "years"):
        if _YEAR.fullmatch(number):
            return "date"
        if _LONG.fullmatch(number):
            return "phone"
    return None


@cache
def _rules() -> tuple[tuple[AsideKind, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    rules = []
    known = get_args(AsideKind)
    for language in LANGUAGES:
        for kind, pairs in data_of(language, "asides.toml").items():
            if kind not in known:
                raise KeyError(f"asides.toml of {language}: {kind} is none of {', '.join(known)}")
            for pair in pairs:
                back, ahead = pair[0], pair[1]
                rules.append(
                    (
                        cast("AsideKind", kind),
                        re.compile(f"(?:{back})\\Z") if back else None,
                        re.compile(ahead) if ahead else None,
                    )
                )
    return tuple(rules)
