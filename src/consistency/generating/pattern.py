"""Texts that match a simple pattern: literals, classes, groups without choices, counted repeats.

What a schema writes under `str_matches` is mostly a code (`[A-Z]{2}\\d{4}`).
Anything richer is refused rather than guessed.
"""

from __future__ import annotations

import re
import string

_CLASSES = {
    "d": string.digits,
    "w": string.ascii_uppercase + string.digits,
    "s": " ",
}
_REPEAT = re.compile(r"\{(\d{1,3})(?:,(\d{0,3}))?\}")
_LONGEST = 200


class NotSimple(ValueError):  # noqa: N818 - turned into a SuiteError that names the field
    """The pattern has something this module does not write; the message says what."""


def matching(pattern: str, number: int) -> str:
    """The `number`-th text (from 0) that `pattern` matches as a whole.

    Numbers beyond what the pattern can tell apart repeat. Raises `NotSimple`.

    >>> matching("[A-C]\\\\d{2}", 13)
    'A13'
    """
    pieces = _pieces(pattern)
    if len(pieces) > _LONGEST:
        raise NotSimple(f"it is longer than {_LONGEST} characters")
    text: list[str] = []
    for letters in reversed(pieces):
        number, at = divmod(number, len(letters))
        text.append(letters[at])
    found = "".join(reversed(text))
    try:
        fits = re.match(pattern, found) is not None
    except re.error as error:
        raise NotSimple(str(error)) from None
    if not fits:
        raise NotSimple("its meaning is not plain")
    return found


def _pieces(pattern: str) -> list[str]:
    """The letters each position can have, repeats taken at their least number."""
    pieces: list[str] = []
    at = 1 if pattern.startswith("^") else 0
    end = len(pattern) - 1 if pattern.endswith("$") and not pattern.endswith("\\$") else None
    body = pattern[at:end]
    at = 0
    while at < len(body):
        letters, at = _letters(body, at)
        least, at = _least(body, at)
        pieces.extend([letters] * least)
    return pieces


def _letters(body: str, at: int) -> tuple[str, int]:
    letter = body[at]
    if letter == "\\" and at + 1 < len(body):
        escaped = body[at + 1]
        if escaped.isalnum() and escaped not in _CLASSES:
            raise NotSimple(f"\\{escaped} is not read")
        return _CLASSES.get(escaped, escaped), at + 2
    if letter == "[":
        close = body.find("]", at + 1)
        if close < 0:
            raise NotSimple("a ']' is missing")
        return _class(body[at + 1 : close]), close + 1
    if letter == ".":
        return string.ascii_uppercase, at + 1
    if letter in "()|^$*+?{}":
        raise NotSimple(f"'{letter}' is not read there")
    return letter, at + 1


def _class(inside: str) -> str:
    if not inside or inside.startswith("^"):
        raise NotSimple("a class that excludes letters is not read")
    letters = ""
    at = 0
    while at < len(inside):
        if inside[at] == "\\" and at + 1 < len(inside):
            letters += _CLASSES.get(inside[at + 1], inside[at + 1])
            at += 2
        elif at + 2 < len(inside) and inside[at + 1] == "-":
            first, last = ord(inside[at]), ord(inside[at + 2])
            if not first <= last <= first + 500:
                raise NotSimple("a class has a strange range")
            letters += "".join(map(chr, range(first, last + 1)))
            at += 3
        else:
            letters += inside[at]
            at += 1
    return letters


def _least(body: str, at: int) -> tuple[int, int]:
    """How often the letter before is written, and where the pattern goes on."""
    mark = body[at : at + 1]
    if mark == "+":
        return 1, at + 1
    if mark in ("*", "?"):
        return 0, at + 1
    counted = _REPEAT.match(body, at)
    if counted is None:
        return 1, at
    least = int(counted[1])
    if counted[2] is not None and least == 0:
        least = min(1, int(counted[2] or 1))
    if least > _LONGEST:
        raise NotSimple(f"a repeat of {least} is too long")
    return least, counted.end()
