"""Serial day numbers to ISO 8601 texts, as far as their format shows them.

Day 1 is 1900-01-01 and there is a day 60, 1900-02-29, that never was (kept for
old Lotus files); with the 1904 system day 0 is 1904-01-01.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from .digits import rounded
from .format_code import Token

UNSHOWABLE = "#####"
_LAST_DAY = 2_958_465  # 9999-12-31
_DAYS_1904 = 1462
_SECONDS = 86_400
_BASE = datetime.date(1899, 12, 30)


def moment(serial: Decimal, tokens: Sequence[Token], from_1904: bool = False) -> str:
    """The text of a serial number of days in the tokens of a date section.

    A date is YYYY-MM-DD (YYYY-MM or YYYY where its format shows no more), with
    a time YYYY-MM-DDTHH:MM:SS (without it at midnight), a time HH:MM:SS;
    elapsed hours, minutes and seconds stand as shown. What no calendar has is
    `#####`, as on the screen.

    >>> moment(Decimal(40543), [("date", "yyyy"), ("date", "m")])
    '2010-12'
    """
    if serial < 0 or serial >= _LAST_DAY + 1:
        return UNSHOWABLE
    places = _second_decimals(tokens)
    ticks = int(rounded(serial * _SECONDS, places))
    if any(name == "elapsed" for name, _ in tokens):
        return _elapsed(ticks, places, tokens)
    per_day = _SECONDS * 10**places
    day, rest = divmod(ticks, per_day)
    letters = _letters(tokens)
    has_date = bool(letters & set("ymda"))
    has_time = bool(letters & set("hs")) or "minute" in letters
    if not has_date:
        return _clock(rest, places)
    date = _date(int(serial) if not has_time else day, from_1904)
    if has_time:
        clock = _clock(rest, places)
        return f"{date}T{clock}" if rest else date
    if letters.isdisjoint("da") and "y" in letters:
        return date[:7] if "m" in letters else date[:4]
    return date


def _letters(tokens: Sequence[Token]) -> set[str]:
    """What a format shows: y, m (month), d, a (weekday), h, s, and `minute`."""
    runs = [text[0].lower() for name, text in tokens if name in {"date", "elapsed"}]
    shown: set[str] = set()
    for at, letter in enumerate(runs):
        after_hours = at > 0 and runs[at - 1] == "h"
        before_seconds = at + 1 < len(runs) and runs[at + 1] == "s"
        if letter == "m" and (after_hours or before_seconds):
            shown.add("minute")
        elif letter in "eb":  # years of an era or of the Buddha; ISO has but one count
            shown.add("y")
        elif letter != "g":
            shown.add(letter)
    return shown


def _second_decimals(tokens: Sequence[Token]) -> int:
    """Decimals of a second the format shows, 0 to 6."""
    return min(sum(name == "digit" for name, _ in tokens), 6)


def _date(day: int, from_1904: bool) -> str:
    """The ISO date of a day number; days 0 and 60 of 1900 as spreadsheets show them."""
    if from_1904:
        day += _DAYS_1904
        if day > _LAST_DAY:
            return UNSHOWABLE
    elif day == 0:
        return "1900-01-00"
    elif day == 60:
        return "1900-02-29"
    elif day < 60:
        day += 1
    return (_BASE + datetime.timedelta(days=min(day, _LAST_DAY))).isoformat()


def _clock(ticks: int, places: int) -> str:
    seconds, part = divmod(ticks, 10**places)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    tail = f".{part:0{places}d}" if places else ""
    return f"{hour:02d}:{minute:02d}:{second:02d}{tail}"


def _elapsed(ticks: int, places: int, tokens: Sequence[Token]) -> str:
    """Hours, minutes and seconds that may run beyond a day, as the format shows them."""
    left, part = divmod(ticks, 10**places)
    pieces: list[str] = []
    for name, text in tokens:
        size = {"h": 3600, "m": 60, "s": 1}.get(text[0].lower()) if text else None
        if name in {"elapsed", "date"} and size:
            count, left = divmod(left, size)
            pieces.append(f"{count:0{min(len(text), 9)}d}")
        elif name == "point":
            pieces.append(f".{part:0{places}d}" if places else ".")
        elif name == "literal":
            pieces.append(text)
    return "".join(pieces)
