"""Sentences and clauses: where a text pauses, and what stands in brackets."""

from __future__ import annotations

import re

from .document import Clause

_MARK = re.compile(r"[，,、;:。.!?()\[\]\n\t|…—]|  +|–(?= )")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:no|nos|vs|approx|inc|corp|ltd|co|mr|mrs|ms|dr|st|fig|figs|al|cf|ca|"
    r"est|e\.g|i\.e|dept|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|p|pp|vol|approx))\Z",
    re.IGNORECASE,
)
_SENTENCE_ENDS = "。!?\n"
_MOST_BRACKETS = 12


def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of folded text, in order and without gaps; linear in its length.

    >>> [(c.ender, c.sentence) for c in clauses_of("共42名，占3.5%。其中7名")]
    [(',', 0), ('.', 0), ('', 1)]
    """
    clauses: list[Clause] = []
    start = depth = sentence = paragraph = 0
    for match in _MARK.finditer(text):
        mark = match.group()[0]
        if not _parts(text, match.start(), mark):
            continue
        opens, ends = mark in "([", mark in _SENTENCE_ENDS or mark == "."
        shown = {"，": ",", "。": ".", "[": "(", "]": ")", "\n": ".", " ": "|", "\t": "|"}
        ender = shown.get(mark, mark)
        clauses.append(Clause(start, match.end(), ender, depth, sentence, paragraph))
        start = match.end()
        if opens and depth < _MOST_BRACKETS:
            depth += 1
        elif mark in ")]" and depth:
            depth -= 1
        if ends:
            sentence += 1
        if mark == "\n":
            paragraph += 1
            depth = 0
    if start < len(text) or not clauses:
        clauses.append(Clause(start, len(text), "", depth, sentence, paragraph))
    return tuple(clauses)


def _parts(text: str, at: int, mark: str) -> bool:
    """The mark parts clauses here: it stands in no number, time or abbreviation."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in ",:." and before.isdigit() and after.isdigit():
        return False
    if mark == ".":
        if after and not after.isspace() and after not in "\"'”’)|":
            return not (after.isascii() and after.isalnum())
        return _ABBREVIATION.search(text, max(0, at - 8), at) is None or not _starts(text, at + 1)
    return True


def _starts(text: str, at: int) -> bool:
    """What follows an abbreviation goes on in the same sentence."""
    following = text[at : at + 3].strip()
    return bool(following) and (
        following[0].islower() or following[0].isdigit() or following[0].isupper()
    )
