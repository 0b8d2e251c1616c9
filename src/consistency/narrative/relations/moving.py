"""What each figure of a sentence is in a movement: what was, what is, or by how much.

A figure is tried by rules in order; the first that knows what it is decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..document import Cue, Document, Quantity
from .governing import (
    BEHIND,
    DIRECTED,
    FARTHEST,
    PAUSE,
    begin_of,
    comparative,
    governing,
    is_chain,
    is_dated,
    is_elsewhere,
    is_light,
    is_yearly,
    subject_of,
)
from .likeness import unhedged
from .stands import Mark, Part, Stand

_TIGHT = 2
_TIMES_THE = re.compile(r" (?:as (?:many|much|large|high) as )?(?:the|its|that) ")
_OPENED = re.compile(r"[(（][ ]?[+-]?\Z")
_BY = re.compile(r"[ ,(]{0,3}(?:(?:i\.e\.|that is|or|thus)[ ,])?[ ]?by [$€£]?")
_PER_ONE = re.compile(r" per [a-z]{2,12}, (?:or )?by ")
_BESIDE = re.compile(r"相比|相较|比较|对比")
_GOODS = re.compile(r" (?!about|some|nearly|around|over|only|just)[a-z]{3,14} [$€£]?\Z")
_ON = re.compile(r" on (?:(?:the|its|their|a) )?[$€£]?(?:us[$])?")
_MOVED_UP = re.compile(r"\b(?:edged|went|moved|inched|crept|shot|jumped|came) \Z")


def marks(document: Document, quantities: Sequence[Quantity]) -> list[Mark]:
    """The parts of one sentence's figures, in order; `document` has the words of movements."""
    start, end = document.sentence_span(quantities[0].sentence)
    found: list[Mark] = []
    for position, quantity in enumerate(quantities):
        low = max(quantities[position - 1].after if position else start, start)
        high = quantities[position + 1].start if position + 1 < len(quantities) else end
        begin = begin_of(document, quantity, low)
        stand = Stand(
            document,
            quantity,
            min(low, quantity.start),
            high,
            found,
            governing(document, quantity, begin),
            subject_of(document, quantity, begin),
            found[-1] if found else None,
        )
        found.append(_mark(stand))
    return list(_backwards(document, found))


def _mark(stand: Stand) -> Mark:
    for rule in _RULES:
        mark = rule(stand)
        if mark is not None:
            return mark
    return Mark(stand.quantity, "main", None, stand.subject)


def _apart(stand: Stand) -> Mark | None:
    """`excluding a gain of 5 million`: the figure is left out of what moves."""
    for cue in stand.document.cues_between(stand.low, stand.quantity.start, "apart"):
        between = stand.document.plain[cue.end : stand.quantity.start]
        if len(between) <= BEHIND and not PAUSE.search(between):
            return Mark(stand.quantity, "level")
    return None


def _multiple(stand: Stand) -> Mark | None:
    """So many times what stands beside (`570万的4.9倍`, `three times the 40`), or grown by them."""
    quantity, document = stand.quantity, stand.document
    if quantity.form != "times":
        return None
    if stand.previous is not None and stand.front.strip() == "的":
        return Mark(quantity, "by", None, chained=True)
    if _TIMES_THE.match(document.plain, quantity.after):
        return Mark(quantity, "by", None, comparative=True)
    for cue in reversed(document.cues_between(stand.low, quantity.start, "rise")):
        if quantity.start - cue.end <= _TIGHT:
            return Mark(quantity, "by", None if "to" in cue.kinds else False)
    return Mark(quantity, "other")


def _repeating(stand: Stand) -> Mark | None:
    """`an increase of 7 million, or 10 %`; `i.e. by 7 million`; `from 40 to 50 (25 %)`."""
    quantity, previous = stand.quantity, stand.previous
    if previous is None:
        return None
    if previous.part == "by" and is_chain(stand.document, stand.low, quantity.start):
        return Mark(quantity, "by", previous.falls, chained=True)
    if previous.part in ("to", "from"):
        if _is_bracketed_change(stand):
            return Mark(quantity, "by", None, chained=True)
        if _BY.fullmatch(stand.front) or _is_by(stand):
            return Mark(quantity, "by", _direction(stand.earlier))
    if stand.front.endswith(" by ") and not stand.cues and stand.subject:
        falls = _direction(stand.earlier)  # X rose by 8 and Y by 11
        return None if falls is None else Mark(quantity, "by", falls, stand.subject)
    return None


def _is_by(stand: Stand) -> bool:
    """To 180 dollars per tonne, or by 20 %: nothing between but what it is per, or when."""
    start = stand.quantity.start
    if stand.quantity.form not in ("percent", "points") or not stand.front.endswith(" by "):
        return False
    return _PER_ONE.match(stand.front) is not None or is_light(stand.document, stand.low, start)


def _direction(earlier: Sequence[Mark]) -> bool | None:
    """The last direction told in the sentence."""
    return next((mark.falls for mark in reversed(earlier) if mark.falls is not None), None)


def _is_bracketed_change(stand: Stand) -> bool:
    quantity, plain = stand.quantity, stand.document.plain
    opened = _OPENED.search(plain, stand.low, quantity.start)
    alone = plain[quantity.after : quantity.after + 1] in (")", "）")
    light = opened is not None and is_light(stand.document, stand.low, opened.start())
    return quantity.form == "percent" and alone and light


def _moved_up(stand: Stand) -> Mark | None:
    """`edged up to 27 million`: no hedge, but where it went."""
    quantity, plain = stand.quantity, stand.document.plain
    if not plain.startswith("up to", quantity.start):
        return None
    moved = _MOVED_UP.search(plain, max(stand.low, quantity.start - BEHIND), quantity.start)
    return Mark(unhedged(quantity), "to", False) if moved else None


def _compared(stand: Stand) -> Mark | None:
    """The figure behind a comparative: 9 % up on the 104 of 2009."""
    previous = stand.previous
    if previous is None:
        return None
    if previous.part == "by" and previous.falls is not None and _ON.fullmatch(stand.front):
        return Mark(unhedged(stand.quantity), "from", None)  # up 10 % on the 1.70 million
    front = stand.front.lstrip(", ")  # 52.4 million, or 6.6 percent, lower than the
    if not previous.comparative or stand.cues or PAUSE.search(front):
        return None
    return Mark(unhedged(stand.quantity), "from", None, stand.subject)


def _fronted(stand: Stand) -> Mark | None:
    """The part that the words of movement in front of a figure tell."""
    if not stand.cues:
        return None
    part, falls = _told(stand)
    if part is None:
        return None
    if part == "by" and is_yearly(stand.document, stand.quantity, stand.low):
        part = "other"
    based = part == "by" and any(cue.kinds & {"than", "prior"} for cue in stand.cues)
    return Mark(stand.quantity, part, falls, stand.subject, based=based)


def _told(stand: Stand) -> tuple[Part | None, bool | None]:
    """The part by the last word in front, and the direction."""
    document, quantity, cues = stand.document, stand.quantity, stand.cues
    last = cues[-1]
    directions = [cue for cue in cues if cue.kinds & DIRECTED]
    falls = _falls(directions[-1]) if directions else None
    if "to" in last.kinds:
        reached = bool(last.kinds & {"rise", "fall"} or directions) or _has_begun(stand.earlier)
        part: Part = "by" if quantity.form == "points" else "to"
        return (part, falls) if reached else (None, None)
    if last.kinds & DIRECTED:
        elsewhere = is_elsewhere(document, last, cues)
        return ("other", None) if elsewhere else ("by", falls)
    if "reach" in last.kinds and quantity.form in ("percent", "points") and _is_rise(cues):
        return "by", falls  # 涨幅达25%
    if "reach" in last.kinds:
        clause = document.clauses[quantity.clause].start
        prior = any("prior" in cue.kinds and cue.start >= clause for cue in cues)
        return ("from" if prior else None), None
    if "prior" in last.kinds and not last.kinds & {"than", "from"}:
        tight = quantity.start - last.end <= BEHIND // 2
        return ("from" if tight else None), None
    if "from" in last.kinds and _GOODS.match(document.plain, last.end, quantity.start):
        return None, None  # from goods 60 million
    return (None, None) if quantity.form == "points" else ("from", falls)


def _is_rise(cues: Sequence[Cue]) -> bool:
    """A word of movement right in front of the last one, and none that says what is reached."""
    if len(cues) < _TIGHT or cues[-2].end != cues[-1].start:
        return False
    return bool(cues[-2].kinds & DIRECTED) and "to" not in cues[-2].kinds


def _falls(cue: Cue) -> bool | None:
    """A word that may be either (`a swing of`) tells no direction."""
    down = bool(cue.kinds & {"fall", "fewer"})
    return None if down and cue.kinds & {"rise", "more"} else down


def _has_begun(earlier: Sequence[Mark]) -> bool:
    """A bare `to` ends a movement that has begun."""
    from_ = bool(earlier) and earlier[-1].part == "from"
    return from_ or any(mark.part == "by" for mark in earlier[-2:])


def _followed(stand: Stand) -> Mark | None:
    """A comparative or a noun of movement right behind a figure; points move by themselves."""
    quantity = stand.quantity
    cue = comparative(stand.document, quantity, stand.high)
    if cue is not None:
        falls = bool(cue.kinds & {"fall", "fewer"})
        yearly = is_yearly(stand.document, quantity, stand.low)
        return Mark(quantity, "other" if yearly else "by", falls, stand.subject, comparative=True)
    if quantity.form == "points":
        return Mark(quantity, "by", None, stand.subject)
    return None


def _of_before(stand: Stand) -> Mark | None:
    """(2019: 131 million); 4 million a year earlier; 77 scored by the one compared with."""
    document, quantity = stand.document, stand.quantity
    if _BESIDE.match(document.plain, quantity.after):
        return Mark(quantity, "from", None, stand.subject)
    limit = min(stand.high, quantity.after + BEHIND)
    behind = document.cues_between(quantity.after, limit, "prior")
    if behind:
        between = document.plain[quantity.after : behind[0].start]
        if not PAUSE.search(between) and is_light(document, quantity.after, behind[0].start):
            return Mark(quantity, "from", None, stand.subject)
    clause, previous = document.clauses[quantity.clause], stand.previous
    if previous is None:
        return None
    relative = document.has_cue(clause.start, clause.start + _TIGHT, "relative")
    if (relative and previous.part == "by" and previous.comparative) or is_dated(
        document, quantity, stand.low
    ):
        return Mark(quantity, "from", None, stand.subject)
    return None


def _level(stand: Stand) -> Mark | None:
    """A percentage that is no rate is a share of something; a maximum is no figure that moves."""
    document, quantity = stand.document, stand.quantity
    if document.has_cue(stand.low, quantity.start, "out_of"):
        return Mark(quantity, "level", None, stand.subject)
    near = max(stand.low, quantity.start - FARTHEST)
    if quantity.form == "percent" and not document.has_cue(near, quantity.start, "rate"):
        return Mark(quantity, "level", None, stand.subject)
    return None


_RULES: tuple[Callable[[Stand], Mark | None], ...] = (
    _apart, _multiple, _repeating, _moved_up, _compared, _fronted, _followed, _of_before, _level,
)  # fmt: skip


def _backwards(document: Document, found: Sequence[Mark]) -> Iterator[Mark]:
    """`3.6 billion or 4.5 % more`: what moves the second moves the first; 570万的4.9倍."""
    for at, mark in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following is None or mark.quantity.form == "times":
            yield mark
        elif mark.part in ("main", "level") and following.comparative:
            between = mark.quantity.after, following.quantity.start
            chained = is_chain(document, *between) and following.quantity.form != "times"
            moved = replace(mark, part="by", falls=following.falls, comparative=True)
            yield moved if chained else mark
        elif following.quantity.form == "times" and following.chained and mark.part == "main":
            yield replace(mark, part="from")
        else:
            yield mark
