"""The one number grammar: text to figures, for cells and for sentences.

A cell is one number or none; running text holds any number of them, each with
its exact span. Both read the same forms: digits with separators, full-width and
accounting forms, Chinese and English number words, scales, percent and per
mille, common fractions, hedges and ranges. Standard library only; the time is
linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ..figure import Figure
from .character import fold, fold_running
from .chinese import NUMERALS, past_numerals
from .digits import past_digits
from .mark import below, mark
from .phrase import CURRENCY, OPENING, Phrase, phrase_at

LONGEST_CELL = 2000


@dataclass(frozen=True, slots=True)
class Span:
    """A figure and where it stands: `text[start:end]` is the figure's `text`.

    `after` is the offset behind its unit.
    """

    start: int
    end: int
    figure: Figure
    after: int


_PLAIN = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,12})?").fullmatch
_STEPS = tuple(Fraction(1, 10**places) for places in range(13))
_GROUPED = re.compile(
    r"(?P<whole>-?[0-9]{1,3}(?:,[0-9]{3}){0,5})(?:\.(?P<decimals>[0-9]{1,12}))?(?P<percent>%?)"
).fullmatch
_SPACE = " \t\r\n\u00a0\u3000\u200b\u200e\u200f\ufeff\u2060"
_ACCOUNTING = re.compile(
    rf"(?P<money>{CURRENCY})?[ ]?(?P<shown>\((?P<inner>[^()]+)\)(?P<tail>[ ]?%)?)"
)
_LETTERS = re.compile(r"[A-Za-z]+")


def read(text: str | None) -> Figure:
    """The whole of one cell as a figure.

    `value` and `step` are in `unit` with every scale multiplied in. A cell that
    is no number has an `absence`: "missing" for a blank or a mark of absence,
    "suppressed" for a mark of confidentiality ("<5": 1 to 4), "not_a_number"
    for anything else, also for more than 400 digits, an exponent beyond 300 and
    infinities. Never raises.

    >>> figure = read("4.3万")
    >>> str(figure.value), str(figure.step), figure.decimals
    ('43000', '1000', 1)
    """
    if text is None:
        return Figure("", absence="missing")
    if len(text) < 32:
        return _plain(text) if _PLAIN(text) else _short(text)
    return _any(text)


@lru_cache(maxsize=8192)
def _short(text: str) -> Figure:
    return _any(text)


def _any(text: str) -> Figure:
    shown = text.strip().strip(_SPACE)
    if len(shown) > LONGEST_CELL:
        return Figure(shown, absence="not_a_number")
    plain = fold(shown)
    grouped = _GROUPED(plain)
    if grouped is not None:
        return _grouped(shown, grouped)
    return mark(shown, plain) or _number(shown, plain) or Figure(shown, absence="not_a_number")


@lru_cache(maxsize=32768)
def _plain(text: str) -> Figure:
    whole, _, decimals = text.partition(".")
    places = len(decimals)
    if not places:
        return Figure(text, Fraction(int(whole)), None, 0, _STEPS[0])
    value = Fraction(int(whole + decimals), 10**places)
    return Figure(text, value, None, places, _STEPS[places], count=False)


def _grouped(shown: str, match: re.Match[str]) -> Figure:
    """1,383 and 44.7%, which fill whole columns."""
    whole, decimals = match["whole"].replace(",", ""), match["decimals"] or ""
    figure = _plain(f"{whole}.{decimals}" if decimals else whole)
    unit, count = ("%", False) if match["percent"] else (None, figure.count)
    return Figure(shown, figure.value, unit, figure.decimals, figure.step, count=count)


def _number(shown: str, plain: str) -> Figure | None:
    return below(shown, plain) or _accounting(shown, plain) or _quantity(shown, plain)


def _accounting(shown: str, plain: str) -> Figure | None:
    """(1,204) and 1,204- are negative."""
    match = _ACCOUNTING.fullmatch(plain)
    if match is not None:
        inner = (match["money"] or "") + match["inner"] + (match["tail"] or "")
        text = shown[match.start("shown") :]
    elif plain[-1] == "-":
        inner, text = plain[:-1], shown
    else:
        return None
    if not re.match(r"[0-9.A-Z$¥€£ ]", inner):
        return None
    figure = _quantity(inner, inner)
    if figure is None or figure.value is None or figure.hedged:
        return None
    return replace(figure, text=text, value=-figure.value)


def _quantity(shown: str, plain: str) -> Figure | None:
    opening = OPENING.match(plain)
    if opening is None:
        return None
    phrase = phrase_at(plain, opening, cell=True)
    if phrase is None or phrase.after != len(plain):
        return None
    return _figure(shown[phrase.start : phrase.end], phrase)


def _figure(text: str, phrase: Phrase) -> Figure:
    unit = phrase.unit.base if phrase.unit is not None else None
    return Figure(
        text, phrase.value, unit, phrase.decimals, phrase.step, phrase.qualifier, phrase.count,
        hedged=phrase.hedged,
    )  # fmt: skip


def find(text: str) -> list[Span]:
    """Every number in running text, left to right, none overlapping.

    A span takes in hedge, sign, scale and percent sign and leaves the unit out,
    so that `text[span.start:span.end] == span.figure.text`; offsets count
    Unicode code points. A hedge that stands behind the unit (20人以上) tells in
    the figure but not in its text. Ordinals (第3, 5th), identifiers (A4) and
    dotted sequences (1.2.3) are left out. Never raises.

    >>> [span.figure.text for span in find("投入近1720万元，占44.7％，有三个村")]
    ['近1720万', '44.7％', '三']
    """
    folded = fold_running(text)
    spans: list[Span] = []
    at = 0
    while (opening := OPENING.search(folded, at)) is not None:
        phrase = phrase_at(folded, opening, cell=False)
        if phrase is None:
            at = _past(folded, opening.end())
            continue
        shown = text[phrase.start : phrase.end]
        spans.append(Span(phrase.start, phrase.end, _figure(shown, phrase), phrase.after))
        at = phrase.end
    return spans


def _past(folded: str, at: int) -> int:
    """The offset after the characters that made no number."""
    first = folded[at]
    if first in NUMERALS:
        return past_numerals(folded, at)
    if first.isalpha():
        word = _LETTERS.match(folded, at)
        return word.end() if word else at + 1
    return max(past_digits(folded, at), at + 1)
