"""Percentages that stand in front of their part: 56.2% (400,137), 72% of the 5,000, or 3,600."""

from __future__ import annotations

import re

from ..document import Document, Quantity
from ..readings import NAMED
from .claim import COPULAS, FAR, FILL, TAKES, Claim, bare_words, moves, of_words, subject_of
from .printed import next_number, of_its, with_printed
from .wording import pattern

_BEFORE_BRACKET = re.compile(r"\A[^,，。;:.()0-9%]{0,60}\([ ]?(?:n[ ]?=[ ]?)?[$€£¥]?\Z")
_NEXT = re.compile(r"\A[ ,]*(?:and|while|but|as|with|和|及)(?![a-z])|\A[，,]")
_CLOSES = re.compile(r"[^,，。;:.()0-9%]{0,30}\)")
_THEN_PART = (
    rf"\A[^0-9;:.。]{{0,30}}[,，(—-][ ]?(?:or|i\.e\.|that is|namely|即|也就是)[ ]?{FILL}[$€£¥]?\Z"
)
_OR_BRACKET = rf"\A[^0-9;:.。()]{{0,30}}\([ ]?{FILL}[$€£¥]?\Z"
_OF_THESE = r"\A[^0-9;:.。]{0,60}?[ ,](?:<anaphor>)[ ]?\Z"
_SAID_BESIDE = r"\A[^0-9;:.。(),，]{0,30}[,，][ ]?(?:<hedge_words>[ ]?)?\Z"
_TAKEN_UP = r"\A[,，][ ]?(?:为|有|共有|共|共计|计|达|约)\Z"


def before_part(document: Document, percent: Quantity) -> Claim | None:
    """The percentage stands in front of its part: 56.2% (400,137), 12.4%的172个."""
    part = next_number(document, percent)
    if part is None or part.start - percent.after > FAR or moves(percent.before):
        return None
    gap = document.plain[percent.after : part.start]
    takes = pattern(TAKES).match(percent.before)
    if takes and takes["verb"] in COPULAS:
        takes = None
    words = bare_words(takes["whole"]) if takes else ""
    beside = _BEFORE_BRACKET.match(gap) and not _NEXT.match(gap)
    if beside and _CLOSES.match(document.plain, part.after):
        return with_printed(document, Claim(percent, part, NAMED, words=words, tied=True))
    if gap == "的" and takes:
        return Claim(percent, part, NAMED, words=words)
    if pattern(_THEN_PART).match(gap) or _is_taken_up(document, percent, part, takes, gap):
        return Claim(percent, part, NAMED, words=words or of_words(percent))
    return _whole_then_part(document, percent, part)


def _is_taken_up(
    document: Document,
    percent: Quantity,
    part: Quantity,
    takes: re.Match[str] | None,
    gap: str,
) -> bool:
    """研发人员占35%，共840人: the subject of the share has its number behind."""
    if takes is None or not subject_of(takes["subject"]) or part.behind:
        return False
    return pattern(_TAKEN_UP).match(gap) is not None


def _whole_then_part(document: Document, percent: Quantity, whole: Quantity) -> Claim | None:
    """37.5% of the $120 million total, or $45 million."""
    part = next_number(document, whole)
    if part is None or not of_its(document, part, percent.after, whole):
        return None
    gap = document.plain[whole.after : min(part.start, whole.after + FAR)]
    bracket = pattern(_OR_BRACKET).match(gap) and _CLOSES.match(document.plain, part.after)
    ends = document.clauses[part.clause].ender in (",", ".") and not part.behind.startswith("of")
    fraction = percent.figure.qualifier == "fraction" and ends
    beside = fraction and pattern(_SAID_BESIDE).match(gap)
    if bracket or beside or pattern(_THEN_PART).match(gap) or pattern(_OF_THESE).match(gap):
        return Claim(percent, part, NAMED, whole=whole)
    return None
