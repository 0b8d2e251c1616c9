"""Runs of ordinal markers: 一是…二是…三是, first … second … third, (1) … (2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Document

_HAN = "一二三四五六七八九十"
_DIGITS = {character: at for at, character in enumerate(_HAN, 1)}
_ENGLISH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
_MARKERS = re.compile(
    rf"(?=[{_HAN}第(（0-9{_CIRCLED}fsten])(?:"
    rf"(?P<is>(?<![{_HAN}第])[{_HAN}]{{1,3}}(?:是(?!否)|要(?!素|点|求|件)))"
    rf"|(?P<nth>第[{_HAN}]{{1,3}}(?=[,，、:：是]))"
    rf"|(?P<bracket>[(（][{_HAN}]{{1,3}}[)）])"
    rf"|(?P<head>(?<![{_HAN}])[{_HAN}]{{1,3}}、)"
    r"|(?P<paren>[(（][0-9]{1,2}[)）])"
    r"|(?P<point>(?<![0-9.])[0-9]{1,2}(?:[、．]|\.(?![0-9])))"
    rf"|(?P<ring>[{_CIRCLED}])"
    rf"|(?P<word>\b(?:{'|'.join(_ENGLISH)})(?:ly)?\b(?=[,:]|\s(?:the|to|we|it|they|is|was|its|their)\b)))"
)
_BEGINS = re.compile(r"(?:\A|[。.!?;:,，；：！？\n“”\"、)）—])[ \t“\"]{0,6}(?:and |but )?\Z")
_JOINED = re.compile(r"\b(?:and|or) \Z|[和及与]\Z")
_LINE = re.compile(r"(?:\A|[\n])[ \t]{0,12}\Z")
_OF_LINES = ("head", "point")
_IN_LINE = ("bracket", "paren")
_DEEPEST = 6


@dataclass(slots=True)
class Run:
    """Markers of one family that count 1, 2, … `last`.

    `start` is where the first stands, `end` where the last does. `anew` says
    that another run or the end of the text closes it.
    """

    family: str
    start: int
    end: int
    last: int = 1


def runs(document: Document) -> list[Run]:
    """The runs of a document in the order of their first markers; linear in its length."""
    found: list[Run] = []
    open_runs: dict[str, list[Run]] = {}
    for family, value, start in _markers(document.plain):
        stack = open_runs.setdefault(family, [])
        if family in ("head", "bracket"):
            open_runs = {family: stack, "head": open_runs.get("head", [])}
        if value == 1:
            stack.append(Run(family, start, start))
            found.append(stack[-1])
            del stack[:-_DEEPEST]
            continue
        while stack and stack[-1].last + 1 != value:
            stack.pop()
        if stack:
            stack[-1].last, stack[-1].end = value, start
    return found


def _markers(plain: str) -> Iterator[tuple[str, int, int]]:
    for match in _MARKERS.finditer(plain):
        family = match.lastgroup or ""
        begins = _LINE if family in _OF_LINES else _BEGINS
        low = max(0, match.start() - 16)
        joined = family in _IN_LINE and _JOINED.search(plain, low, match.start())
        if family != "ring" and not (joined or begins.search(plain, low, match.start())):
            continue
        value = _value(match.group())
        if value:
            yield family, value, match.start()


def _value(text: str) -> int:
    word = text.strip("()（）、．.,")
    if word[:1].isdigit() and word[:1].isascii():
        return int(word)
    if word[0] in _CIRCLED:
        return _CIRCLED.index(word[0]) + 1
    for at, english in enumerate(_ENGLISH, 1):
        if word.startswith(english):
            return at
    return han_value(re.sub(rf"[^{_HAN}]", "", word))


def han_value(word: str) -> int:
    """The value of a short Chinese numeral, 1 to 99; 0 where it is none.

    >>> han_value("三"), han_value("十二"), han_value("二十")
    (3, 12, 20)
    """
    if not word or len(word) > 3:
        return 0
    if len(word) == 1:
        return _DIGITS.get(word, 0)
    tens, mark, ones = word.partition("十")
    if not mark or "十" in ones or len(tens) > 1 or len(ones) > 1:
        return 0
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
