"""Number format codes, cut into sections and tokens (ECMA-376 part 1, 18.8.30 and 18.8.31).

What offices write besides is understood too: `!` before a character (as Chinese
Excel and WPS write a backslash), and the localised name of General.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

Kind = Literal["general", "number", "fraction", "scientific", "date", "text", "literal"]
Token = tuple[str, str]
Condition = tuple[str, Decimal]

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | (?P<pad>_.)
    | (?P<fill>\*.)
    | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>General|G/通用格式|G/標準|标准|標準)
    | (?P<halves>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|g+|b+|a{3,})
    | (?P<digit>[0#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<slash>/)
    | (?P<at>@)
    | (?P<end>;)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*(.+?)\s*")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CALENDAR = frozenset("ymdhsa")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format: its tokens, its own condition, and what it shows.

    Tokens are pairs of kind and text: `literal`, `digit` (`0`, `#` or `?`),
    `point`, `comma`, `percent`, `slash`, `exponent`, `general`, `at`, `date`
    (a run of one letter), `elapsed` (a run in brackets), `halves` (AM/PM).
    """

    kind: Kind
    tokens: tuple[Token, ...]
    condition: Condition | None = None

    @property
    def is_blank(self) -> bool:
        """Shows nothing, whatever the value is."""
        return not self.tokens


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format code, in their order; at least one.

    >>> [section.kind for section in sections_of('0.0%;-0.0%;"-";@')]
    ['number', 'number', 'literal', 'text']
    >>> sections_of('[Red][<10]0')[0].condition
    ('<', Decimal('10'))
    """
    tokens: list[Token] = []
    sections: list[Section] = []
    condition: Condition | None = None
    for match in _TOKEN.finditer(code):
        name = match.lastgroup or "other"
        text = match[name]
        if name == "end":
            sections.append(_section(tokens, condition))
            tokens, condition = [], None
        elif name == "bracket":
            condition = _condition(text) or condition
            tokens.extend(_bracketed(text))
        elif name in {"quoted", "escaped", "other"}:
            if text:
                tokens.append(("literal", text))
        elif name == "pad":
            tokens.append(("literal", " "))
        elif name != "fill":
            tokens.append((name, text))
    sections.append(_section(tokens, condition))
    return tuple(sections)


def _bracketed(text: str) -> list[Token]:
    """A currency sign or elapsed time; colours, conditions and locales show nothing."""
    if text.startswith("$"):
        sign = text[1:].partition("-")[0]
        return [("literal", sign)] if sign else []
    return [("elapsed", text.lower())] if _ELAPSED.fullmatch(text) else []


def _condition(text: str) -> Condition | None:
    match = _CONDITION.fullmatch(text)
    if match is None:
        return None
    try:
        limit = Decimal(match[2])
    except InvalidOperation:
        return None
    return (match[1], limit) if limit.is_finite() and abs(limit.adjusted()) < 400 else None


def _section(tokens: list[Token], condition: Condition | None) -> Section:
    kind = _kind(tokens)
    letters = {"date", "elapsed", "halves"}
    if kind != "date":  # letters that are no calendar's stand for themselves
        tokens = [("literal", text) if name in letters else (name, text) for name, text in tokens]
    return Section(kind, tuple(tokens), condition)


def _kind(tokens: list[Token]) -> Kind:
    names = [name for name, _ in tokens]
    if _is_date(tokens):
        return "date"
    if "general" in names:
        return "general"
    if "digit" not in names:
        return "text" if "at" in names else "literal"
    first = names.index("digit")
    if "exponent" in names[first:]:
        return "scientific"
    if _slash(tokens) is not None:
        return "fraction"
    return "number"


def _is_date(tokens: list[Token]) -> bool:
    """Has letters of a calendar or clock, and no digits but those of a second."""
    found = False
    seconds = False
    for name, text in tokens:
        if name == "elapsed" or (name == "date" and text[0].lower() in _CALENDAR):
            found = True
            seconds = text[0].lower() == "s"
        elif name == "digit" and not seconds:
            return False
        elif name not in {"digit", "point"}:
            seconds = False
    return found


def _slash(tokens: list[Token]) -> int | None:
    """Where a slash stands between digits, that is: a fraction; None where none does."""
    for at, (name, _) in enumerate(tokens[1:-1], start=1):
        after, text = tokens[at + 1]
        is_below = after == "digit" or (after == "literal" and text in "123456789")
        if name == "slash" and tokens[at - 1][0] == "digit" and is_below:
            return at
    return None


def fraction_parts(section: Section) -> tuple[int, int]:
    """Where the numerator begins and where the slash stands, in a section of a fraction."""
    slash = _slash(list(section.tokens)) or 0
    start = slash
    while start and section.tokens[start - 1][0] == "digit":
        start -= 1
    return start, slash
