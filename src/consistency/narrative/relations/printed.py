"""The whole of a share where it is printed beside it: 45 of the 60, 81% of the 2,000."""

from __future__ import annotations

from dataclasses import replace

from ..document import Document, Quantity
from .claim import FAR, WITHIN, Claim
from .operands import fit, is_number
from .wording import pattern

_OF = (
    r"(?:\A|[ ,])(?:out[ ])?of(?:[ ](?:the|all|its|these|those|our|their|some|a total of))?"
    r"[ ]?[$€£¥]?\Z"
)
_WORDS_OF = (
    r"\A(?:[ ](?!(?:with|and|in|for|to|on|by|at|from|a|an|or|than|after|of)\b)[a-z'’-]+){0,4}?"
    r"[ ,]{1,2}(?:out[ ])?of(?:[ ](?:the|all|its|these|those|our|their|some|a total of))?"
    r"[ ]?[$€£¥]?\Z"
)
_OF_ITS = (
    r"\A[ ),]*(?:respectively,?[ ])?(?:out[ ])?of(?:[ ](?!(?:which|whom|them|these|those|it|that|"
    r"is|was|are|were|and|or|in|on|by|at|to|from|with|for|per|than|about|every|each)\b)"
    r"[a-z'’-]+){0,4}?(?:[ ](?:of|numbering|totalling|totaling))?[ ]?[$€£¥]?\Z"
)
_OPENING = (
    r"(?:\A|; ?)[\s\"“]*(?:of|out of|among|from)[ ](?!whom|which)(?:[a-z'’-]+[ ]){0,6}"
    r"(?:a total of )?[$€£¥]?\Z"
)
_WHICH_IS = (
    r"\A[ ]of(?:[ ][a-z'’-]+){1,4}?(?:,|[ ]\()?[ ](?:(?:which|who|that)[ ])?"
    r"(?:totalled|totaled|amounted to|amounting to|numbered|numbering|came to|stood at|was|were)"
    r"[ ](?:a total of[ ])?[$€£¥]?\Z"
)


def with_printed(document: Document, claim: Claim) -> Claim:
    """The whole where it is printed beside: 45 of the 60, 81% of the 2,000."""
    percent, part = claim.percent, claim.part
    after = next_number(document, percent if part.index < percent.index else part)
    if after is not None and after is not part and _behind(document, claim, after):
        return replace(claim, whole=after, words="")
    before = document.quantities[part.index - 1] if part.index else None
    if before is not None and is_number(before) and before.clause == part.clause:
        gap = document.plain[before.after : min(part.start, before.after + FAR)]
        plain = len(gap) < FAR and pattern(_WORDS_OF).match(gap)
        if plain or of_its(document, before, before.after, part):
            return replace(claim, part=before, whole=part, words="")
    behind = next_number(document, part)
    inside = behind is not None and behind.clause == part.clause and behind.index < percent.index
    if behind is not None and inside and of_its(document, part, part.after, behind):
        return replace(claim, whole=behind, words="")
    return claim


def with_whole_behind(document: Document, claim: Claim) -> Claim:
    """The claim with its whole where "of the 800" stands behind the percentage."""
    whole = next_number(document, claim.percent)
    if whole is not None and whole is not claim.part and _behind(document, claim, whole):
        return replace(claim, whole=whole, words="")
    return claim


def _behind(document: Document, claim: Claim, whole: Quantity) -> bool:
    """ "of the 2,000" stands behind the percentage, or behind the part said again after it."""
    percent, part = claim.percent, claim.part
    if of_its(document, part, max(percent.after, part.after), whole):
        return True
    gap = document.plain[percent.after : min(whole.start, percent.after + FAR)]
    return whole.index > part.index and pattern(_WHICH_IS).match(gap) is not None


def of_its(document: Document, part: Quantity, start: int, whole: Quantity) -> bool:
    """ "of the park's" and the like stand in front of a figure that the other can be part of."""
    if not 0 <= whole.start - start <= FAR or whole is part:
        return False
    if of_between(document, start, whole.start):
        return True
    if not _can_hold(part, whole):
        return False
    return pattern(_OF_ITS).match(document.plain[start : whole.start]) is not None


def opened_by(document: Document, part: Quantity) -> Quantity | None:
    """The whole that a sentence opens with, "Of the 800 letters", or that 其中 stands behind."""
    for whole in reversed(document.quantities[max(0, part.index - 3) : part.index]):
        if whole.sentence != part.sentence:
            return None
        if not is_number(whole) or not _can_hold(part, whole):
            continue
        start = document.sentence_span(whole.sentence)[0]
        between = document.plain[max(whole.after, part.start - FAR) : part.start]
        opening = document.plain[max(start, whole.start - FAR) : whole.start]
        if pattern(WITHIN).search(between) or pattern(_OPENING).search(opening):
            return whole
    return None


def _can_hold(part: Quantity, whole: Quantity) -> bool:
    bare = part.form == "bare" and part.figure.step == whole.figure.step
    return (bare or fit(part, whole)) and (whole.figure.value or 0) >= (part.figure.value or 0)


def of_between(document: Document, start: int, end: int) -> bool:
    """Only "of the", "out of" and the like stand between two offsets."""
    if end - start > FAR:
        return False
    return pattern(_OF).fullmatch(document.plain[start:end].strip()) is not None


def next_number(document: Document, quantity: Quantity) -> Quantity | None:
    """The figure behind, where it is a number."""
    at = quantity.index + 1
    if at >= len(document.quantities) or not is_number(document.quantities[at]):
        return None
    return document.quantities[at]
