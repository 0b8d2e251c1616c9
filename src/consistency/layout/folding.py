"""Header texts in one spelling, and what people write around a name in a header.

Around a name stand a unit ("资金（万元）", "占比%"), a mark for a footnote
("模范村*"), a formula of columns ("合计（3=4+5）"), a number ("一、"), 其中.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ..model.numeral import unit_of
from .scales import known_unit
from .words import AMOUNTS, COUNTS, SHARES, SIMPLIFIED

_DROPPED = dict.fromkeys(map(ord, "_-‐‑–—\ufeff\u200b\u200c\u200d"))
_LONGEST = 200
_FOOTNOTE = re.compile(
    r"(?:[*＊※†‡§#①-⑳¹²³⁰-⁹]+|[(（\[［【]\s*(?:注\s*\d*|[\d\s+\-–=＝*×÷/.,，]{1,40})[)）\]］】])\s*$"
)
_BEHIND = (
    r"[^\s:：,，、/／])\s*"
    r"(?:[(（\[［【〔](?P<inside>[^()（）\[\]［］【】〔〕]{1,40})[)）\]］】〕]"
    r"|[/／,，、:：]\s*(?P<after>[^/／、:：]{1,40})"
    r"|\s(?P<english>in\s.{1,40})"
    r"|(?P<percent>[%％‰]))\s*$"
)
# The shortest unit first: "share (%)" after a comma; then the longest: "CNY 10,000".
_UNIT_BEHIND = tuple(
    re.compile(rf"^(?P<name>.{some}{_BEHIND}", re.DOTALL | re.IGNORECASE) for some in ("*", "*?")
)
_UNIT_WORD = re.compile(r"[,，、;；]\s*(?:金额|计量)?(?:单位|unit)\s*$", re.IGNORECASE)
_OPENING = re.compile(
    r"^\s*(?:其\s*中\s*[:：，,]?|of which\s*[:：,]?"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}(?:[)）、]|[.．](?!\d)))\s*(?=\S)",
    re.IGNORECASE,
)


def folded(text: str) -> str:
    """Compared without regard to width, case, blanks, underscores, hyphens and script.

    >>> folded("Model_PCT"), folded("模 範 村")
    ('modelpct', '模范村')
    """
    return _folded(text) if len(text) <= _LONGEST else _fold(text)  # a long cell is not kept


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DROPPED)
    return "".join(plain.translate(SIMPLIFIED).split())


def spellings(text: str) -> Iterator[tuple[str, str | None]]:
    """What a header can name, with the unit it states, from as printed to stripped most.

    >>> list(spellings("其中：资金*（万元）"))[-1]
    ('资金', '万元')
    """
    unit: str | None = None
    name = text.strip()
    yield name, None
    if len(name) > _LONGEST:
        return
    for _ in range(6):
        shorter, stated = _stripped(name)
        if shorter == name:
            return
        unit = unit or stated
        name = shorter
        yield name, unit


def _stripped(name: str) -> tuple[str, str | None]:
    """The name without the outermost thing that does not belong to it."""
    bare = name.rstrip("：: \n\t")
    if bare and bare != name:
        return bare, None
    for behind in _UNIT_BEHIND:
        match = behind.match(name)
        if match is None:
            break
        unit = known_unit(next(part for part in match.groups()[1:] if part))
        if unit is not None:
            return _UNIT_WORD.sub("", match["name"]).strip() or match["name"].strip(), unit
    without = _FOOTNOTE.sub("", name).strip()
    if without and without != name:
        return without, None
    opened = _OPENING.match(name)
    return (name[opened.end() :].strip(), None) if opened else (name, None)


def generic_role(text: str) -> tuple[str, str | None] | None:
    """The role a generic header names (数量, 占比, "%", 万元), with the unit it states.

    >>> generic_role("占比（%）"), generic_role("模范村")
    (('share', '%'), None)
    """
    whole = known_unit(text)
    for name, unit in spellings(text):
        word = folded(name)
        for role, words in (("count", COUNTS), ("share", SHARES), ("amount", AMOUNTS)):
            if word in words:
                return role, unit or (whole if role == "share" else None)
    return (role_of_unit(whole), whole) if whole is not None else None


def role_of_unit(unit: str) -> str:
    """The role of figures in this unit: share for %, count for 个 and 户, amount for 万元."""
    known = unit_of(unit)
    if known is None or known.base == "%":
        return "share"
    base = unit_of(known.base)
    return "count" if base is not None and base.counting else "amount"
