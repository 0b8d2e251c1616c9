"""English number words: thirty-seven, three hundred and five, two million, two thirds."""

from __future__ import annotations

import re
from fractions import Fraction

from .magnitude import Magnitude, common_fraction

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
_ONES += "fifteen sixteen seventeen eighteen nineteen"
_SMALL = {word: value for value, word in enumerate(_ONES.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENTHS = {word: 10 * (place + 2) for place, word in enumerate(_TENS.split())}
_BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip

WORDS = "|".join([*_SMALL, *_TENTHS])
_GAP = "[ \xa0]"
_TOKEN = re.compile(
    rf"(?P<gap>{_GAP}|-|,?{_GAP}and{_GAP}|)(?P<word>{WORDS}|hundred|{'|'.join(_BIG)})(?![A-Za-z])",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?P<number>an?|{'|'.join(list(_SMALL)[1:10])})(?:{_GAP}|-)"
    rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?P<plural>s?)(?![A-Za-z])",
    re.IGNORECASE,
)
_HALF = re.compile(r"half(?![A-Za-z-])", re.IGNORECASE)
_ARTICLE = re.compile(rf"an?{_GAP}(?=(?:hundred|{'|'.join(_BIG)})(?![A-Za-z]))", re.IGNORECASE)
_JOINED = re.compile(r"-(?!odd)[A-Za-z]")
_ONE_IN = re.compile(
    rf"one{_GAP}in{_GAP}(?:every{_GAP})?(?P<parts>{'|'.join(list(_SMALL)[3:11])})"
    rf"(?={_GAP}(?:of|(?!(?:year|month|week|day|hour|minute|second|game|match|case)s?\b)[A-Za-z]+s)\b)",
    re.IGNORECASE,
)
_OF = re.compile(rf"{_GAP}(?:of|the|its|their|these|those|all)(?![A-Za-z])|\Z")
_AFTER_A = "|".join(["hundred", *_BIG, *_PARTS])
_ONE_OF_TWO = "".join(f"(?<!{word} )" for word in ("first", "second", "other", "latter", "better"))
START = rf"(?i:(?:{WORDS}|{_ONE_OF_TWO}half|an?(?=[ \xa0-](?:{_AFTER_A})))(?![A-Za-z]))"
START_WORDS = [*_SMALL, *_TENTHS, "half"]
_PERIODS = re.compile(
    rf"(?:first|last|past|next|previous|final|remaining|preceding|these|those|all){_GAP}\Z",
    re.IGNORECASE,
)
_LONGEST = 12


def english_at(text: str, start: int, hedged: bool) -> Magnitude | None:
    """The number words that start at `start`, or `None`.

    "half" and "a third" are numbers only before "of" or the like, at the end,
    or after a hedge. "four quarters" and "the last three quarters" are periods.
    "one in four of" and "one in four farms" are a quarter. "one" is `bare`.
    "five-year" is not a number.
    """
    return _part(text, start, hedged) or _words(text, start)


def _part(text: str, start: int, hedged: bool) -> Magnitude | None:
    half = _HALF.match(text, start)
    if half is not None:
        if hedged or _OF.match(text, half.end()):
            return common_fraction(half.end(), 1, 2)
        return None
    one_in = _ONE_IN.match(text, start)
    if one_in is not None:
        return common_fraction(one_in.end(), 1, _SMALL[one_in["parts"].lower()])
    match = _PART.match(text, start)
    if match is None:
        return None
    numerator = _SMALL.get(match["number"].lower(), 1)
    if numerator == 1 and not hedged and not _OF.match(text, match.end()):
        return None
    parts = _PARTS[match["part"].lower()]
    if numerator >= parts or (parts == 4 and _PERIODS.search(text, max(0, start - 12), start)):
        return None
    return common_fraction(match.end(), numerator, parts)


def _words(text: str, start: int) -> Magnitude | None:
    article = _ARTICLE.match(text, start)
    end = article.end() if article else start
    total, group, scale = 0, (1 if article else 0), 10**15
    words: list[str] = []
    for _ in range(_LONGEST):
        match = _TOKEN.match(text, end)
        if match is None or bool(words) != bool(match["gap"]):
            break
        word = match["word"].lower()
        fits = _fits(word, match["gap"], words[-1] if words else "", group, scale)
        if fits is None:
            break
        if word in _BIG:
            total, group, scale = total + group * _BIG[word], 0, _BIG[word]
        else:
            group = fits
        words.append(word)
        end = match.end()
    if not words or _JOINED.match(text, end):
        return None
    value = Fraction(total + group)
    scaled = words[-1] in _BIG
    step = Fraction(scale if scaled else 1)
    return Magnitude(end, value, step, 0, scaled, bare=words == ["one"])


def _fits(word: str, gap: str, last: str, group: int, scale: int) -> int | None:
    """The group's value with `word` added, or `None` where the word starts another number."""
    joined = "and" in gap.lower()
    if word in _BIG:
        return 0 if group > 0 and _BIG[word] < scale and not joined else None
    if word == "hundred":
        return group * 100 if 0 < group < 100 and not joined else None
    if joined and last != "hundred" and last not in _BIG:
        return None
    if gap == "-" and last not in _TENTHS:
        return None
    if word in _TENTHS:
        return group + _TENTHS[word] if group % 100 == 0 else None
    small = _SMALL[word]
    if group % 100 == 0 and (group == 0 or small > 0):
        return group + small
    if last in _TENTHS and 0 < small < 10:
        return group + small
    return None
