"""The words around percentages, as patterns; which words these are is data.

Each language's `shares.toml` lists them: kind = [words].
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ..cues import LANGUAGES, data_of
from ..spelled import any_spelled

_DATA = "shares.toml"
_HAN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z][a-z'-]{2,}")
_LONGEST = 24
_ENDINGS = re.compile(r"(?:ions?|ings?|ies|ied|es|ed|s|e|y)\Z")


@cache
def listed(kind: str) -> tuple[str, ...]:
    """The words of a kind, of every language."""
    return tuple(word for language in LANGUAGES for word in data_of(language, _DATA)[kind])


def any_of(*kinds: str) -> str:
    """A pattern for one word of these kinds, the longest first.

    `series_names` are the single names in the entries of `series`.
    """
    return any_word(word for kind in kinds for word in _words(kind))


def _words(kind: str) -> tuple[str, ...]:
    if kind != "series_names":
        return listed(kind)
    return tuple(name for entry in listed("series") for name in entry.split("|"))


def any_word(words: Iterable[str]) -> str:
    """A pattern for one of some words; a Latin word stands alone, its spaces may be wide."""
    plain = (" ".join(word.split()) for word in words)
    return any_spelled(plain, r"(?<![a-z])(?<!-){}(?![a-z])", r"[ \u00a0\n]{1,2}")


@cache
def pattern(template: str) -> re.Pattern[str]:
    """A pattern in which `<kind>` or `<kind+kind>` stands for any word of the kinds."""
    return re.compile(re.sub(r"(?<!\?P)<([a-z_+]+)>", lambda m: any_of(*m[1].split("+")), template))


@lru_cache(maxsize=16384)
def says_of(template: str, words: str) -> bool:
    """The pattern is found in some few words, which are asked about again and again."""
    return pattern(template).search(words) is not None


@lru_cache(maxsize=4096)
def tokens(words: str) -> frozenset[str]:
    """What a phrase says: stems of its English words, pairs of its Chinese characters.

    Words for everything spoken of (total, all) say nothing.
    """
    left = pattern("<everything>").sub(" ", words)
    found = set()
    for run in _HAN.findall(left):
        found |= {run[at : at + 2] for at in range(len(run) - 1)} or {run}
    for word in _WORD.findall(left):
        if word not in listed("empty"):
            found.add(_stem(_alike().get(word, word)))
    return frozenset(found)


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word)[:7] if len(word) > 4 else word.rstrip("s")


@cache
def _alike() -> dict[str, str]:
    """Words for one thing -> the first of them."""
    groups = (entry.split("|") for entry in listed("same"))
    return {word: group[0] for group in groups for word in group}


def says(words: str, name: str) -> tuple[int, int]:
    """How many of the things that `words` say stand in `name` too, and how many they are."""
    wanted = tokens(words)
    return sum(_in(token, name) for token in wanted), len(wanted)


def _in(token: str, name: str) -> bool:
    if token[0].isascii():
        return token in tokens(name)
    return token in name


def covers(words: str, name: str) -> bool:
    """Every Chinese word of a compound stands in the name: 机关党员 in 机关支部有党员82名."""
    left = pattern("<everything>").sub(" ", words)
    runs = _HAN.findall(left)
    return bool(runs) and len(left) <= _LONGEST and all(_is_made_of(run, name) for run in runs)


def _is_made_of(run: str, name: str) -> bool:
    reached = {0}
    for end in range(2, len(run) + 1):
        if any(start in reached and run[start:end] in name for start in range(end - 1)):
            reached.add(end)
    return len(run) in reached
