"""The words that tell how figures relate; which words these are is data.

Each language is a folder of `languages/` with a `cues.toml`: kind = [words].
Chinese words are written in simplified characters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from .document import Cue

LANGUAGES = ("zh", "en")


def cues_of(plain: str, name: str = "cues.toml") -> tuple[Cue, ...]:
    """The cues in plain folded text, in order; at one place the longest word wins.

    `name` is the file of each language that lists them.

    >>> [(cue.start, sorted(cue.kinds)[0]) for cue in cues_of("其中5名")]
    [(0, 'of_which')]
    """
    pattern, kinds = _vocabulary(name)
    found = []
    for match in pattern.finditer(plain):
        word = match.group()
        known = kinds.get(word) or kinds[" ".join(word.split())]
        found.append(Cue(match.start(), match.end(), known))
    return tuple(found)


@cache
def _vocabulary(name: str) -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    listed: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for kind, words in data_of(language, name).items():
            for word in words:
                listed.setdefault(word, set()).add(kind)
    words = sorted(listed)
    han = [word for word in words if not word.isascii()]
    latin = [word for word in words if word.isascii()]
    pattern = rf"{_any_of(han)}|\b(?<!-){_any_of(latin)}(?![a-z])"
    return re.compile(pattern), {word: frozenset(kinds) for word, kinds in listed.items()}


@cache
def data_of(language: str, name: str) -> dict[str, list[str]]:
    """One data file of a language."""
    text = files(__package__).joinpath("languages", language, name).read_text("utf-8")
    return tomllib.loads(text)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of some words, as a tree: time does not grow with their number."""
    tree: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            tree.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    if not tree:
        return ""
    branches = [_letter(first) + _any_of(rest) for first, rest in sorted(tree.items())]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def _letter(letter: str) -> str:
    return r"[ \u00a0\n]{1,3}" if letter == " " else re.escape(letter)
