"""How many items a printed list has, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .announced import any_of

_BRACKETS = re.compile(r"[(（][^()（）]{0,80}[)）]")
_QUOTED = re.compile(r"“[^“”]{0,60}”|\"[^\"]{0,60}\"|《[^《》]{0,60}》")
_LONGEST_ITEM = 14


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The numbers of items a list can be read as, the plainest first; `plain` where one only."""

    sizes: tuple[int, ...]
    plain: bool


def enumeration(text: str) -> Enumeration | None:
    """The items of a list, its last mark cut; None where it is no list of two or more.

    What stands in brackets or quotation marks inside an item does not part it.

    >>> enumeration("市、县(市)区、乡镇(街)、村(社区)").sizes
    (4,)
    >>> enumeration("ohio, texas and iowa").sizes
    (3, 2)
    """
    bare = _BRACKETS.sub("()", text.strip(" 。.;；:："))
    bare = _QUOTED.sub(lambda match: "“”" + "x" * min(4, len(match.group()) - 2), bare)
    for marks in ("；|;", "、", "，|,"):
        parts = [part for part in re.split(marks, bare) if part.strip(" \n")]
        if len(parts) >= 2:
            return _sized(parts)
    joined = _joined(bare)
    return Enumeration((2,), True) if joined == 1 else None


def _sized(parts: list[str]) -> Enumeration:
    """Marks part the items; a conjunction in the last may part two more."""
    count = len(parts)
    last = parts[-1].strip(" \n")
    begins = re.match(rf"(?:{any_of('conjunction')})", last) is not None
    inside = _joined(last) - begins
    elsewhere = sum(_joined(part) for part in parts[:-1])
    if inside == 0:
        return Enumeration((count,), elsewhere == 0)
    if last.isascii() or elsewhere == 0:
        plain = inside == 1 and elsewhere == 0
        return Enumeration((count + 1, count), plain and last.isascii())
    return Enumeration((count, count + 1), False)


def _joined(text: str) -> int:
    """How many conjunctions stand in a text; a single Chinese character only between words."""
    return len(re.findall(rf"(?:{any_of('conjunction')})", text))


def is_even(text: str) -> bool:
    """The items are short and alike in length: hardly a clause among them."""
    parts = [part.strip() for part in re.split("[、，；,;]", _BRACKETS.sub("", text))]
    return all(0 < len(part) <= _LONGEST_ITEM for part in parts)
