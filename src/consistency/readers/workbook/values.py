"""What a cell with a stored value shows, by its type and the number format of its style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import NoReturn

from .cells import Sheet
from .format_code import sections_of
from .markup import is_true
from .number_format import GENERAL, Shown, show, show_text
from .package import AGAIN

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MIDNIGHT = re.compile(r"T00:00:00(\.0+)?Z?$")
_REMEMBERED = 50_000
_NOTHING = Shown(None)


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of one workbook share: texts by number, a format code by style."""

    strings: list[str]
    codes: list[str]
    from_1904: bool = False


@dataclass(slots=True)
class Style:
    """A format code, and what it has shown so far: columns repeat themselves."""

    code: str
    from_1904: bool = False
    shows_zeros: bool = True
    keeps_texts: bool = field(init=False)
    seen: dict[str | float, Shown] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sections = sections_of(self.code)
        has_text_section = len(sections) == 4 or sections[-1].kind == "text"
        self.keeps_texts = self.code == "@" or not has_text_section

    def shown(self, number: float, said: str | float) -> Shown:
        """What a finite number shows, remembered by how the file says it."""
        if number == 0 and not self.shows_zeros:
            shown = _NOTHING
        else:
            shown = show(number, self.code, self.from_1904)
        if len(self.seen) < _REMEMBERED:
            self.seen[said] = shown
        return shown

    def text(self, text: str) -> str | None:
        """What a text shows."""
        return text if self.keeps_texts else show_text(text, self.code)


class Values:
    """Shown texts of one sheet's cells; what is computed or unseen is noted in `sheet`.

    Raises `InputError` with the cell: an unknown type, a number that is none, a
    shared text that is not there, over 1,000,000 characters.
    """

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.sheet, self.book = sheet, book
        self.shows_zeros = True
        self._styles: dict[str | None, Style] = {}

    def text(self, raw: str, cell: dict[str, str], row: int, column: int) -> str | None:
        """What a cell shows, from its value as stored and its attributes."""
        kind = cell.get("t")
        style = self._styles.get(cell.get("s"))
        if style is None:
            style = self._style(cell.get("s"))
        if kind is None or kind == "n":
            shown = style.seen.get(raw)
            if shown is None:
                shown = style.shown(self._number(raw, row, column), raw)
            if shown.computed or shown.text is None:
                return noted(self.sheet, shown, row, column)
            return shown.text
        if kind == "s":
            text = self._shared(raw, row, column)
        elif kind in {"str", "inlineStr"}:
            text = unescaped(raw)
        elif kind == "b":
            return "TRUE" if is_true(raw) else "FALSE"
        elif kind == "e":
            return raw
        elif kind == "d":
            return without_midnight(raw.strip())
        else:
            self._refuse(f"the unknown type {kind[:20]!r}", row, column)
        return self.sheet.checked(style.text(text) or "", row, column)

    def _style(self, said: str | None) -> Style:
        codes = self.book.codes
        number = int(said) if said is not None and is_count(said) else 0
        code = codes[number] if number < len(codes) else GENERAL
        style = self._styles[said] = Style(code, self.book.from_1904, self.shows_zeros)
        return style

    def _number(self, raw: str, row: int, column: int) -> float:
        number = number_of(raw)
        if number is None:
            self._refuse(f"{raw[:20]!r} where a number should stand", row, column)
        return number

    def _shared(self, raw: str, row: int, column: int) -> str:
        number = int(raw) if is_count(raw) else -1
        if not 0 <= number < len(self.book.strings):
            what = f"the shared text {raw[:20]!r}, which the workbook does not hold"
            self._refuse(what, row, column)
        return self.book.strings[number]

    def _refuse(self, holds: str, row: int, column: int) -> NoReturn:
        raise self.sheet.refused(f"is damaged: it holds {holds}", AGAIN, row, column)


def noted(sheet: Sheet, shown: Shown, row: int, column: int) -> str | None:
    """The text of a shown number; noted in the sheet where it is computed or not seen."""
    if shown.computed:
        sheet.computed.add((row, column))
    elif shown.text is None:
        sheet.spend(row, 1)
        sheet.unseen.add(row, column)
    return shown.text


def number_of(raw: str) -> float | None:
    """A stored number; None for what is none, infinite, or written as Python alone would."""
    try:
        number = float(raw)
    except ValueError:
        return None
    return number if isfinite(number) and raw.isascii() and "_" not in raw else None


def without_midnight(said: str) -> str:
    """A date as ISO 8601 writes it, without a time that is midnight.

    >>> without_midnight("2010-12-31T00:00:00.000"), without_midnight("2010-12-31T08:30:00")
    ('2010-12-31', '2010-12-31T08:30:00')
    """
    return _MIDNIGHT.sub("", said)


def unescaped(text: str) -> str:
    """A text with characters that XML cannot hold written out (_x000D_), as they are.

    >>> unescaped("a_x000D_b_x005F_x0041_"), unescaped("_xD83D_")
    ('a\\rb_x0041_', '_xD83D_')
    """
    if "_x" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return match[0] if 0xD800 <= code < 0xE000 else chr(code)

    return _ESCAPED.sub(character, text)


def is_count(said: str) -> bool:
    """A whole number of at most ten ASCII digits."""
    return len(said) <= 10 and said.isascii() and said.isdecimal()
