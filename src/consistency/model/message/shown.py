"""Figures, places, keys and ranges in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..figure import Figure, Place
from ..quantity import plain
from .catalogue import say

FIRST_FIGURES = 8
"""How many figures a sentence lists before it stops."""

SIGNS = ("%", "‰")
"""Units that are written right behind the number."""

_LONGEST_TEXT = 60


def one_line(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Submitted text on one line, cut to `longest` characters."""
    flat = " ".join(text[: 4 * longest].split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def figure_text(figure: Figure, language: str, unit: str | None = None) -> str:
    """The figure as printed, with its unit unless that is `unit`; a word where blank.

    A count a reader made itself (of rows) has no text: its value is shown.
    """
    text = one_line(figure.text)
    if not text and figure.value is not None:
        text = plain(figure.value, max(figure.decimals or 0, 0) + 3)
    if not text:
        return say(language, "word.blank")
    if figure.value is None or not figure.unit or figure.unit == unit:
        return text
    if figure.unit in SIGNS:
        return text + figure.unit if text[-1].isdecimal() and text[0] not in "百千" else text
    return text if text.endswith(figure.unit) else with_unit(text, figure.unit)


def with_unit(number: str, unit: str) -> str:
    """Number and unit; a Latin unit stands apart."""
    return f"{number} {unit}" if unit[0].isascii() and unit not in SIGNS else f"{number}{unit}"


def place_text(place: Place | None, language: str) -> str:
    """A short human place: column and cell, or line; empty where there is none.

    >>> place_text(Place("a.csv", column="villages", row=1, cell="B2"), "en")
    'villages, B2'
    """
    if place is None:
        return ""
    if place.line is not None:
        return say(language, "place.line", {"line": str(place.line)})
    column, cell = one_line(place.column or ""), place.cell or ""
    if column and cell:
        return say(language, "place.column_cell", {"column": column, "cell": cell})
    if column and place.row is not None:
        return say(language, "place.column_row", {"column": column, "row": str(place.row)})
    if cell or column:
        return cell or column
    return "" if place.row is None else say(language, "place.row", {"row": str(place.row)})


def key_text(key: Iterable[tuple[str, str]], language: str) -> str:
    """The key of a record or group: `county=North, year=2020`."""
    separator = say(language, "word.list_separator")
    return separator.join(f"{one_line(name)}={one_line(value)}" for name, value in key)


def range_text(bounds: str, language: str) -> str:
    """`0..`, `1..4`, `..` in words."""
    low, _, high = bounds.partition("..")
    name = "between" if low and high else "from" if low else "to" if high else "any"
    return say(language, f"range.{name}", {"low": low, "high": high})


def some(entries: Sequence[str], of: int, language: str) -> str:
    """The entries as a list, then how many more of all `of` there are."""
    more = [say(language, "word.and_more", {"count": str(of - len(entries))})]
    return say(language, "word.list_separator").join(
        [*entries, *more] if of > len(entries) else entries
    )
