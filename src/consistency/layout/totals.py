"""Texts that say a row is no record: totals, parts of a row above, notes, signatures."""

from __future__ import annotations

import re

from .folding import folded
from .words import NOTES, OF_WHICH, SIGNED, SIMPLIFIED, TOTAL_ENDINGS, TOTAL_OPENINGS, TOTALS

_LONGEST = 60
_TRADITIONAL = {simple: chr(code) for code, simple in SIMPLIFIED.items()}


def _spaced(word: str) -> str:
    """A pattern for a word in both scripts, with blanks between its characters."""
    letters = (f"[{c}{_TRADITIONAL[c]}]" if c in _TRADITIONAL else re.escape(c) for c in word)
    return r"[\s\u3000]*".join(letters)


def _telling() -> re.Pattern[str]:
    words = [*TOTALS, *OF_WHICH, *NOTES, *SIGNED, *TOTAL_OPENINGS]
    han = [_spaced(word) for word in words if not word.isascii() and len(word) > 1]
    first = "|".join(_spaced(w) for w in [*NOTES, *SIGNED] if w.isascii() or len(w) == 1)
    english = (
        r"\b(?:grand|sub)?[- ]*totals?\b|\bsum\b|\bof[ -]*(?:which|these)\b|including:|thereof"
    )
    return re.compile(
        rf"{'|'.join(han)}|{english}|^\s*(?:{first}|[计計]\s*$|\W*[①-⑳])", re.IGNORECASE
    )


TELLING = _telling()
"""A first sieve: a text in which none of the words here stands is the name of a record."""

_SENTENCE = re.compile(r"[。；！？]|[^\s]{31,}|\w+ \w+ \w+ \w+ \w+ \w+")
_MARK = re.compile(r"^[*※†①-⑳]")


def is_total(text: str) -> bool:
    """A total by its name: 合计, 合 计, 全市合计, Total, Sub-total, Grand total.

    >>> is_total("合　计"), is_total("Sub-total:"), is_total("总部")
    (True, True, False)
    """
    if len(text) > _LONGEST:
        return False
    word = folded(text).strip(":：()（）")
    return word in TOTALS or word.endswith(TOTAL_ENDINGS) or word.startswith(TOTAL_OPENINGS)


def is_of_which(text: str) -> bool:
    """A part of the row above: 其中：女, "of which women"."""
    return folded(text[:_LONGEST]).startswith(OF_WHICH)


def is_note(text: str) -> bool:
    """A note: a word for it and a colon, the word alone, or a footnote's mark."""
    if _MARK.match(text):
        return True
    head, colon, _ = folded(text[:_LONGEST]).partition(":")
    return (head in NOTES or head.rstrip("0123456789.") in NOTES) and bool(
        colon or head == folded(text)
    )


def is_signed(text: str) -> bool:
    """Who filled in or checked the table, and when: 填表人：张三."""
    head, colon, _ = folded(text[:_LONGEST]).partition(":")
    return head in SIGNED and bool(colon)


def is_sentence(text: str) -> bool:
    """Running text, longer than a name."""
    return _SENTENCE.search(text) is not None
