"""Figures that are for one of something: what of, how it is said, and for how many.

`每名100元`, `人均3000元`, `80 dollars each`, `125 per km²`, `107 men for every
100 women`. Which words these are is data (`rates.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ...model.numeral import unit_of
from ..cues import LANGUAGES, data_of
from ..document import Document, Quantity

_BESIDE, _BEHIND = 40, 30
_GAP = re.compile(r"\A[ \u00a0]?(?:[a-z]{3,12}[ ]){0,2}")
_STOP = re.compile(r"[,;:()，；：（）。、\n]")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "十": 10, "百万": 10**6, "亿": 10**8}
_SCALE = re.compile(r"(?P<scale>百万|十万|十|百|千|万|亿)(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rate:
    """A quantity for `times` of `each`; `each` is "" for the things counted in front.

    `average`, `density`: what it is called. `apposed` says that it has no name of
    its own: it goes with the figures in front. `name` is what it is called.
    """

    quantity: Quantity
    each: str
    times: Fraction = Fraction(1)
    average: bool = False
    density: bool = False
    apposed: bool = False
    name: str = ""
    scale: Quantity | None = None


def rate_of(document: Document, quantity: Quantity) -> Rate | None:
    """What a figure is for one of, if it is; None for rates of time."""
    if quantity.form in ("percent", "points", "times"):
        return None
    front = _front(document, quantity)
    found = _behind(document, quantity) or _fronted(front)
    if found is None:
        return None
    each, times, scale = found
    if each and _is_time(each):
        return None
    average, density = (words(kind).search(front) is not None for kind in ("average", "density"))
    average = average or _PER.search(front) is not None
    name = words("average").sub(" ", words("density").sub(" ", front))
    name = name.replace(each, " ") if each and not each.isascii() else name
    name = words("empty").sub(" ", words("per").sub(" ", name)).strip(" $€£¥,")
    return Rate(quantity, each, times, average, density, not name, name, scale)


def _front(document: Document, quantity: Quantity) -> str:
    """The words in front of a figure in its clause, from the figure before."""
    start = max(document.clauses[quantity.clause].start, quantity.start - _BESIDE)
    if quantity.index:
        start = max(start, min(document.quantities[quantity.index - 1].after, quantity.start))
    return document.plain[start : quantity.start]


def _behind(document: Document, quantity: Quantity) -> tuple[str, Fraction, Quantity | None] | None:
    """`each`, `per km²`, `for every 100 women` right behind a figure."""
    end = quantity.after + _BEHIND
    stop = _STOP.search(document.plain, quantity.after, end)
    text = document.plain[quantity.after : stop.start() if stop else end]
    rest = _GAP.sub("", text, count=1)
    if words("apiece").match(rest) or words("apiece").match(text.strip()):
        return "", Fraction(1), None
    for words_behind in (text.strip(), rest):
        match = words("per").match(words_behind)
        if match is None or not match.group().isascii():
            continue
        following = _next(document, quantity)
        named = words_behind[match.end() :].strip()
        if following is not None and not re.match("[a-z]", named):
            value = following.figure.value
            noun = following.unit or following.behind
            return (noun, Fraction(value), following) if value and noun else None
        found = _NOUN.match(_PREPOSITION.split(named, maxsplit=1)[0])
        return (found.group().strip(), Fraction(1), None) if found else None
    return None


def _next(document: Document, quantity: Quantity) -> Quantity | None:
    at = quantity.index + 1
    following = document.quantities[at] if at < len(document.quantities) else None
    near = following is not None and following.clause == quantity.clause
    return following if near else None


def _fronted(front: str) -> tuple[str, Fraction, Quantity | None] | None:
    """`每千人`, `户均` in front of a figure."""
    per = [match for match in words("per").finditer(front) if not match.group().isascii()]
    named = [match for match in per if not _is_time(front[match.end() :])]
    if named:
        each = front[named[0].end() :].strip()
        later = words("per").search(each)
        each = each[: later.start()] if later else each
        verb = words("verb").search(each, 1)
        each = each[: verb.start()] if verb else each
        scaled = _SCALE.match(each)
        if scaled and scaled["rest"]:
            return scaled["rest"], Fraction(_SCALES[scaled["scale"]]), None
        return (each, Fraction(1), None) if each else None
    fronted = _PER.search(front)
    if fronted:
        return fronted["each"], Fraction(1), None
    for match in words("average").finditer(front):
        word = match.group()
        if not word.isascii() and len(word) == _PAIR and word != "平均":
            return word[0], Fraction(1), None
    return None


_PAIR = 2
_COUNTED = {"校": "所", "店": "家", "企": "家", "车": "辆", "台": "台"}
_SETTLED = re.compile(r"population|(?:town|city|village|parish|community) of\Z")
_PER = re.compile(
    r"\bper (?P<each>[a-z]{3,14}) (?:was|were|is|came to|stood at|averaged|amounted to|reached)"
    r"(?: about| around| only)? ?[$€£]?\Z"
)
_NOUN = re.compile(r"[a-z]+[²2]?(?: [a-z]+){0,2}")
_PREPOSITION = re.compile(r" (?:on|in|of|for|at|to|and|or|with|from|by|is|was|were|are)\b")


def _is_time(each: str) -> bool:
    if each[:1].isascii():
        return (each.split() or [""])[0].rstrip("s") in _listed("time")
    return any(each.startswith(word) for word in _listed("time"))


def counts(quantity: Quantity, each: str) -> bool:
    """The quantity counts or measures what a rate is for one of."""
    unit = quantity.unit or ""
    if each[:1].isascii():
        names = f"{unit} {quantity.behind}".split()[:4]
        wanted = each.split()
        if _same_measure(unit, wanted[-1]) or _same_measure(unit, each):
            return True
        people = _listed("people")
        if wanted[-1] in people or wanted[0] in people:
            named = _SETTLED.search(quantity.before) is not None
            return any(name in people for name in names) or named
        return any(_singular(name) == _singular(wanted[-1]) for name in names)
    if unit and (each.startswith(unit) or _COUNTED.get(each) == unit):
        return True
    people = _listed("people")
    if each[0] in people or each.startswith(("常住人口", "人口", "居民")):
        return unit in people or unit in ("人", "人次")
    noun = f"{unit}{quantity.behind}"
    return each[0] in noun[:2] or (len(each) >= _PAIR and each[-2:] in noun + quantity.before[-6:])


def _same_measure(one: str, other: str) -> bool:
    first, second = unit_of(one), unit_of(other)
    return first is not None and second is not None and first.base == second.base


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.rstrip("s")


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(w for language in LANGUAGES for w in data_of(language, "rates.toml")[kind])


@cache
def words(kind: str) -> re.Pattern[str]:
    """A pattern for any word of a kind; Latin words stand alone."""
    ordered = sorted(_listed(kind), key=lambda word: (-len(word), word))
    shown = [
        rf"\b{re.escape(w)}\b" if w[0].isalpha() and w.isascii() else re.escape(w) for w in ordered
    ]
    return re.compile("|".join(shown) or "(?!)")
