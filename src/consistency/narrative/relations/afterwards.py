"""Finds shares whose whole is named again behind them, with its figure.

`完成年度计划的110.0%，年度计划为3850亿元`; `110% of the annual plan, the annual plan
being 3,850 million`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.relation import Relation
from ..document import Document, Quantity
from ..edits import share
from ..readings import NAMED, NEAREST, Reading, chosen
from .likeness import counted, like

_HAN = re.compile(
    r"(?:占|完成|相当于|达到|达|为|是)(?:了)?(?P<name>[\u4e00-\u9fff]{2,10})的(?:约)?\Z"
)
_LATIN = re.compile(r"[ ]of (?:the|its|their) (?P<name>(?:[a-z-]{2,14} ?){1,4})")
_IS = re.compile(
    r"(?:\A|[ ,，])(?:为|是|共|有|was|is|of|being|stood at|set at|at|totalled|totaled)"
)
_BESIDE, _CLAUSES = 24, 2


def afterwards(document: Document) -> Iterator[Relation]:
    """For each percentage of something the figure that names that thing behind it."""
    for percent in document.quantities:
        if percent.form != "percent":
            continue
        relation = chosen(_readings(document, percent))
        if relation is not None:
            yield relation


def _readings(document: Document, percent: Quantity) -> Iterator[Reading]:
    name = _name(document, percent)
    at = percent.index + 1
    if not name or at >= len(document.quantities):
        return
    whole = document.quantities[at]
    near = whole.sentence == percent.sentence and whole.clause - percent.clause <= _CLAUSES
    if not near or whole.form == "percent" or not _names(whole, name):
        return
    front = [q for q in document.quantities_of(percent.sentence) if q.index < percent.index]
    parts = [q for q in reversed(front) if like(q, whole) and q.form == whole.form]
    for part in parts[:1]:
        strength = NAMED if part.index == percent.index - 1 else NEAREST
        yield Reading(share(percent, [counted(part)], [counted(whole)]), strength)


def _name(document: Document, percent: Quantity) -> str:
    """What the percentage is said to be of."""
    front = document.plain[max(0, percent.start - _BESIDE) : percent.start]
    found = _HAN.search(front) or _LATIN.match(document.plain, percent.after)
    return found["name"].strip() if found else ""


def _names(whole: Quantity, name: str) -> bool:
    """The words in front of a figure are that name, and that it is so much."""
    said = whole.before.strip(" $€£¥")
    place = said.rfind(name)
    if place < 0:
        return False
    rest = said[place + len(name) :]
    return not name.isascii() or not rest or _IS.match(rest) is not None
