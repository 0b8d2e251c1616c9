"""The whole of a share where it is printed beside it: 45 of the 60, 81% of the 2,000."""

from __future__ import annotations

from dataclasses import replace

from ..document import Document, Quantity
from .claim import FAR, Claim
from .operands import is_number
from .wording import pattern

_OF = (
    r"(?:\A|[ ,])(?:out[ ])?of(?:[ ](?:the|all|its|these|those|our|their|some|a total of))?"
    r"[ ]?[$€£¥]?\Z"
)


def with_printed(document: Document, claim: Claim) -> Claim:
    """The whole where it is printed beside: 45 of the 60, 81% of the 2,000."""
    percent, part = claim.percent, claim.part
    after = next_number(document, percent)
    beside = after is not None and after.clause == percent.clause and after is not part
    if after is not None and beside and of_between(document, percent.after, after.start):
        return replace(claim, whole=after, words="")
    before = document.quantities[part.index - 1] if part.index else None
    if before is not None and is_number(before) and before.clause == part.clause:
        gap = document.plain[before.after : min(part.start, before.after + FAR)]
        if len(gap) < FAR and len(gap.split()) <= 8 and pattern(_OF).search(gap):
            return replace(claim, part=before, whole=part, words="")
    behind = next_number(document, part)
    inside = behind is not None and behind.clause == part.clause and behind.index < percent.index
    if behind is not None and inside and of_between(document, part.after, behind.start):
        return replace(claim, whole=behind, words="")
    return claim


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
