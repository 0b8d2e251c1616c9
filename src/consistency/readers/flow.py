"""Text as it flows down a page: lines, and rows of cells separated by tabs.

Web pages and documents are brought to this shape, in which a person reading
from the top meets the same words and figures in the same order.
"""

from __future__ import annotations

import re

from .wanted import LIMIT_TEXT, refused

_SPACES = re.compile(r"[ \t\n\r\f]+")
_SPACE = " \t\n\r\f"
_LONG_CELL = 80
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def raised(text: str) -> str:
    """Digits as superscripts: the mark of a footnote must not lengthen the number before it.

    >>> raised("1)"), raised("-2")
    ('¹)', '⁻²')
    """
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Digits as subscripts.

    >>> lowered("2")
    '₂'
    """
    return text.translate(_LOWERED)


class Flow:
    """Gathers the text of a page in reading order.

    Between two cells of a row stands one tab, between rows one line break. Line
    breaks inside a cell of up to 80 characters are spaces, so that a row stays
    one line; a longer cell holds text and keeps them. Every method raises
    `InputError` beyond 20,000,000 characters.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.length = 0
        self._pieces: list[str] = []
        self._pending = ""
        self._tables: list[_Table] = [_Table()]

    def text(self, text: str) -> None:
        """Text exactly as it is."""
        if text:
            self._add(self._pending)
            self._pending = ""
            self._add(text)

    def words(self, text: str) -> None:
        """Text in which runs of space are one space, none at the start of a line."""
        words = _SPACES.sub(" ", text)
        if words.startswith(" "):
            self._space()
        self.text(words.strip(" "))
        if len(words) > 1 and words.endswith(" "):
            self._space()

    def block(self) -> None:
        """What follows stands on another line than what came before."""
        if self._pieces and self._pieces[-1][-1] not in "\n\t":
            self._pending = "\n"

    def line_break(self) -> None:
        """The line ends here, even where it is empty."""
        self._add("\n" if self._pending != "\n" else "\n\n")
        self._pending = ""

    def table(self) -> None:
        """A table begins."""
        self.block()
        self._tables.append(_Table())

    def row(self) -> None:
        """A row begins."""
        self.end_cell()
        self._end_line()
        self._tables[-1].cells = 0

    def cell(self) -> None:
        """A cell of the row begins; the one before it ends."""
        self.end_cell()
        table = self._tables[-1]
        if table.cells:
            self._pending = ""
            self._add("\t")
        else:
            self._add(self._pending)
            self._pending = ""
        table.cells += 1
        table.first, table.before = len(self._pieces), self.length

    def end_cell(self) -> None:
        """The open cell, if there is one, ends."""
        table = self._tables[-1]
        if table.first is None:
            return
        self._pending = ""
        while len(self._pieces) > table.first and self._pieces[-1] in ("\n", " "):
            self.length -= len(self._pieces.pop())
        if self.length - table.before <= _LONG_CELL:
            for at in range(table.first, len(self._pieces)):
                self._pieces[at] = self._pieces[at].replace("\n", " ")
        table.first = None

    def end_table(self) -> None:
        """The innermost table ends."""
        self.end_cell()
        self._end_line()
        if len(self._tables) > 1:
            self._tables.pop()

    def inset(self, text: str) -> None:
        """A text set apart, such as that of a box, on lines of its own."""
        self.block()
        self.text(text)
        self.block()

    def tab(self) -> None:
        """A tab stop; inside a cell a space, since a tab there ends the cell."""
        self.text("\t" if self._tables[-1].first is None else " ")

    def finished(self) -> str:
        """The whole text, without empty lines at its ends."""
        while len(self._tables) > 1:
            self.end_table()
        self.end_cell()
        return "".join(self._pieces).strip("\n")

    def _space(self) -> None:
        if not self._pending and self._pieces and self._pieces[-1][-1] not in _SPACE:
            self._pending = " "

    def _end_line(self) -> None:
        if self._pieces and self._pieces[-1][-1] != "\n":
            self._add("\n")
        self._pending = ""

    def _add(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)
            self.length += len(piece)
            self._bound()

    def _bound(self) -> None:
        if self.length > LIMIT_TEXT:
            what = f"holds over {LIMIT_TEXT:,} characters of text, more than is read"
            raise refused(what, self.where, "Send it in parts")


class _Table:
    """One open table: cells met in the row, and where the open cell began."""

    __slots__ = ("before", "cells", "first")

    def __init__(self) -> None:
        self.cells = 0
        self.first: int | None = None
        self.before = 0
