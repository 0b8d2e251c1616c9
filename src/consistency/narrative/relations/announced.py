"""Numbers that announce a list: 六个方面, three reasons, 四级."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ...model.figure import Figure, Place
from ..cues import LANGUAGES, data_of
from ..document import Document, Quantity
from .ordinals import han_value

_WORDS = {
    word: at
    for at, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        2,
    )
}
_LEAST, _MOST = 2, 60
_NEAR = 4000
_COMPOUND = re.compile(r"[一二两三四五六七八九十][\u4e00-\u9fff]{1,2}\Z")


@dataclass(frozen=True, slots=True)
class Announcement:
    """A whole number at folded `start`:`end` that may announce a list of so many items.

    `noun` is the offset behind the words that say what is listed; `is_abstract`
    that these are things which are listed rather than counted.
    """

    value: int
    start: int
    end: int
    noun: int
    is_abstract: bool


@cache
def any_of(kind: str) -> str:
    """A pattern for any word of a kind of counts.toml."""
    listed = {word for language in LANGUAGES for word in data_of(language, "counts.toml")[kind]}
    ordered = sorted(listed, key=lambda word: (-len(word), word))
    return "|".join(rf"\b{re.escape(w)}(?![a-z])" if w.isascii() else re.escape(w) for w in ordered)


@cache
def _pattern() -> re.Pattern[str]:
    numerals = r"[二两三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]"
    han = rf"(?<![一二三四五六七八九十百千万])(?P<han>{numerals})(?![一二三四五六七八九十百千万])"
    digits = r"(?<![0-9.,\-$])(?P<digits>[0-9]{1,2})(?![0-9.,%]|[ ]?%)"
    words = rf"\b(?P<word>{'|'.join(_WORDS)})(?![a-z\-])"
    first = "二两三四五六七八九十0-9" + "".join(sorted({word[0] for word in _WORDS}))
    return re.compile(f"(?=[{first}])(?:{han}|{digits}|{words})")


@cache
def _nouns() -> re.Pattern[str]:
    han = rf"(?P<abstract>{any_of('abstract')})|(?P<counter>{any_of('counter')})"
    english = r"[ ](?:[a-z’'-]{1,16}[ ]){0,3}?[a-z]{2,16}s\b"
    return re.compile(rf"(?P<english>{english})|{han}")


@cache
def _barred() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(rf"(?:{any_of('barred_before')})[ ]?\Z")
    return before, re.compile(rf"[ ]?(?:{any_of('barred_behind')})")


def announcements(plain: str, low: int = 0, high: int | None = None) -> Iterator[Announcement]:
    """The numbers in a stretch of plain text that may announce a list."""
    before, behind = _barred()
    for match in _pattern().finditer(plain, low, len(plain) if high is None else high):
        value = _value(match)
        if not _LEAST <= value <= _MOST or behind.match(plain, match.end()):
            continue
        if before.search(plain, max(0, match.start() - 10), match.start()):
            continue
        if _COMPOUND.search(plain, max(0, match.start() - 3), match.start()):
            continue
        noun = _nouns().match(plain, match.end())
        end = match.end() if noun is None else noun.end()
        yield Announcement(value, match.start(), match.end(), end, _is_abstract(noun))


def _is_abstract(noun: re.Match[str] | None) -> bool:
    if noun is None:
        return False
    if noun["english"]:
        return re.search(any_of("abstract"), noun["english"]) is not None
    return noun["abstract"] is not None


def _value(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    if match["word"]:
        return _WORDS[match["word"]]
    return han_value(match["han"].replace("两", "二"))


def _line_of(document: Document, folded: int, original: int) -> int:
    """The line of a place, counted on from the nearest quantity in front of it."""
    before = document.quantities_between(max(0, folded - _NEAR), folded)
    place = before[-1].figure.place if before else None
    if place is None or place.line is None or place.start is None:
        return document.raw.count("\n", 0, original) + 1
    return place.line + document.raw.count("\n", place.start, original)


def quantity_of(document: Document, found: Announcement) -> Quantity:
    """The announced number as a quantity with its place in the text received."""
    here = document.quantities_between(found.start, found.end)
    if here and here[0].start == found.start and here[0].figure.value == found.value:
        return here[0]
    start, end = document.folded.original(found.start, found.end)
    line = _line_of(document, found.start, start)
    place = Place(document.name, line=line, start=start, end=end)
    figure = Figure(
        document.raw[start:end],
        Fraction(found.value),
        None,
        0,
        Fraction(1),
        count=True,
        place=place,
    )
    clause = document.clause_at(found.start)
    stands = document.clauses[clause]
    before = document.plain[max(stands.start, found.start - 40) : found.start].strip()
    behind = document.plain[found.end : found.end + 20].strip()
    return Quantity(
        -1, found.start, found.end, found.noun, figure, "count", before, behind,
        clause, stands.sentence, stands.paragraph,
    )  # fmt: skip
