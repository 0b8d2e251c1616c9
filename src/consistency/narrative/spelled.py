"""Patterns for any of many words, as trees of their letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

NOTHING = r"(?!)"


def any_spelled(words: Iterable[str], latin: str = r"\b{}(?![a-z])", gap: str = "[ ]") -> str:
    """A pattern for any of some words, the longest first; of no words, one that fits nothing.

    A word of ASCII letters is put into `latin`; `gap` is a pattern for the spaces
    inside words. The time to try it does not grow with the number of words, as it
    does where they are listed.

    >>> re.findall(any_spelled(["共", "共有", "all", "all of"]), "共有7个, all of 5, ally")
    ['共有', 'all of']
    """
    listed = sorted(set(words))
    han = _tree([word for word in listed if not word.isascii()], "[ ]")
    letters = _tree([word for word in listed if word.isascii()], gap)
    both = [han] if han else []
    both += [latin.format(letters)] if letters else []
    return f"(?:{'|'.join(both)})" if both else NOTHING


def _tree(words: Iterable[str], gap: str) -> str:
    """A pattern for the longest of some words in order, in one group; "" where there are none."""
    branches: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    if not branches:
        return ""
    shown = [
        (gap if at == " " else re.escape(at)) + _tree(rest, gap) for at, rest in branches.items()
    ]
    if len(shown) == 1 and not ends:
        return shown[0]
    return f"(?:{'|'.join(shown)}){'?' if ends else ''}"
