"""A percentage tied to the figure it is the share of, and the wording that ties them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Document, Quantity
from .wording import pattern, says_of

FAR = 80
COPULAS = ("are", "is", "were", "was")
WITHIN = r"<within>|<within_edge>(?=[,，、:;( ]|有|已|仅|只|共|约|\Z)"
LEADING = r"(?:[ \u00a0]|<leading>)*+"
FILL = r"(?:[ \u00a0]|<filler>)*+"
GROWS = (
    r"(?<!made )(?<!make )(?<!makes )(?<!making )<growth>(?!加?值|速|级|市|标|过)"
    rf"[^,，。;:.()0-9]{{0,3}}{FILL}[$€£¥]?[ ]?\Z"
)
TAKES = (
    rf"\A(?P<subject>[^,，。;:()]{{0,60}}?)(?P<verb><takes>)(?:<filler>)*+(?P<whole>[^,，。;:()]{{0,40}}?)"
    rf"(?:的?<proportion>)?{FILL}\Z"
)
RATE = rf"\A{LEADING}(?P<rate>[^,，。;:.()0-9]{{1,40}}?)(?:率|面|<proportion>){FILL}\Z"
RATE_WORDS = (
    r"\A(?:(?:with|and|at|or|for|giving|making|an?|the|its|this|that|is)[ ])*+"
    r"(?P<rate>(?:[a-z-]+[ ]){0,4}?(?:rate|turnout|margin|ratio|share|proportion|percentage))[ ]"
    r"(?:of|was|is|at|stood at)(?:[ ](?:about|only|just))?\Z"
)
LEVEL = re.compile(r"(?:\bto|\bat|到|至|为|达)[ ]?[$€£¥]?[ ]?\Z")
OF_WORDS = re.compile(
    r"\Aof[ ](?P<whole>(?:(?!(?:were|was|are|is|had|have|has|in|on|at|by|for|from|with|who|that|and"
    r"|as|said|chose|live|lived|voted|against)\b)[a-z'-]+(?:[ ]|\Z)){1,6})"
)

GUESSED = 0
"""The strength of a part that nothing names: taken only where its whole is named and it holds."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`percent` is the share that `part` is of something.

    `strength` is how well the words tie the two. `whole` is the whole where it
    is printed with them, else `words` name it ("" where the list's is meant).
    `rate` is the word of a rate: 转正 of 转正率. `tied`: nothing else can be
    meant, since one stands in brackets behind the other or they are paired in turn.
    """

    percent: Quantity
    part: Quantity
    strength: int
    whole: Quantity | None = None
    words: str = ""
    rate: str = ""
    tied: bool = False


def is_share(document: Document, percent: Quantity) -> bool:
    """The percentage is no growth, gap, target, rate of interest or level of another time."""
    before, behind = percent.before, percent.behind
    if "+" in percent.figure.text or (percent.figure.value or 0) < 0:
        return False
    if moves(before) or pattern(r"\A(?:<moves>)").match(behind):
        return False
    if pattern(r"<foreign>[^,，。;:.()]{0,12}\Z").search(before):
        return False
    if pattern(r"\A[ ]?(?:<foreign>)").match(behind):
        return False
    start = max(document.clauses[percent.clause].start, percent.start - FAR)
    if pattern("<aim>").search(document.plain, start, percent.start):
        return False
    return pattern(rf"<level>{FILL}\Z").search(before) is None


def moves(before: str) -> bool:
    """A word of movement stands right in front of a figure: by so much, not to so much."""
    return says_of(GROWS, before) and LEVEL.search(before) is None


def bare_words(text: str) -> str:
    """Words that name a whole, without the particle that ties them."""
    return text.strip(" 的\u00a0")


def of_words(percent: Quantity) -> str:
    """What follows "of" behind a percentage: net sales in 12.1% of net sales."""
    of = OF_WORDS.match(percent.behind)
    return bare_words(of["whole"]) if of else ""


def subject_of(words: str) -> str:
    """Words that name something, without the small words around them."""
    return pattern(rf"\A{LEADING}|{FILL}\Z").sub("", words).strip(" \u00a0“”\"'")
