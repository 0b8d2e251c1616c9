"""Finds wholes that words cut into so many kinds, and their figures: 分三批, in two groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.relation import Relation
from ..document import Document, Quantity
from ..readings import NAMED, POSSIBLE, Reading, chosen
from .fitting import kin_of
from .lists import listing
from .nature import same_things
from .openings import wholes_before
from .ordinals import han_value
from .remaining import comparable
from .sum_edits import total

_CUT = re.compile(
    r"分(?:为|成|作)?[^，,。;:0-9]{0,24}?(?P<han>[二两三四五六七八九]|[2-9])(?:大|个)?"
    r"(?:类|批|期|组|档|种|级|层|块|部分|阶段|等次|档次|片|路|等级|类型)"
    r"|(?:split|divided|broken down|grouped|sorted|fell|falls?)\b[a-z ]{0,12} (?:into|in) "
    r"(?P<word>two|three|four|five|six) [a-z]{3,16}s\b"
    r"|\bin (?P<more>two|three|four|five|six) "
    r"(?:batches|groups|categories|tranches|instal?lments|stages|phases|classes|lots|parts)\b"
)
_WORDS = ("", "", "two", "three", "four", "five", "six")
_REACH = 24


def split(document: Document) -> Iterator[Relation]:
    """Totals of as many figures as the words say the whole is cut into."""
    for found in _CUT.finditer(document.plain):
        size = _size(found)
        clause = document.clauses[document.clause_at(found.start())]
        wholes = wholes_before(document, found.start(), clause.depth)
        if not wholes:
            continue
        whole = wholes[0]
        parts = _parts(document, found.end(), clause.depth, whole)
        if len(parts) != size or not all(same_things(whole, part) for part in parts):
            continue
        told = NAMED if comparable(whole, parts) else POSSIBLE
        relation = chosen([Reading(total(whole, parts), told)])
        if relation is not None:
            yield relation


def _parts(document: Document, start: int, depth: int, whole: Quantity) -> list[Quantity]:
    """The first run of like figures behind the words that cut the whole."""
    following = document.quantities_between(start, start + 20 * _REACH)
    fits = kin_of(whole)
    first = next((q for q in following if fits(q)), None)
    if first is None or first.sentence - document.clauses[document.clause_at(start)].sentence > 1:
        return []
    begin = max(start, document.clauses[first.clause].start)
    found = listing(document, begin, depth, fits, changes=False)
    return [item.quantity for item in found.first]


def _size(found: re.Match[str]) -> int:
    word = found["word"] or found["more"]
    if word:
        return _WORDS.index(word)
    return (
        int(found["han"]) if found["han"].isdigit() else han_value(found["han"].replace("两", "二"))
    )
