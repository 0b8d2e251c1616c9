"""Formulas of a sheet, held briefly: a shared one is shifted to its cell when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PIECE = re.compile(
    r"""
      "(?:[^"]|"")*"                                   # a text
    | '(?:[^']|'')*'!                                  # a sheet's name in quotes
    | \[[^\]]*\]                                       # another workbook, or a table's column
    | (?<![\w.$])(?P<left>\$?[A-Z]{1,3}):(?P<right>\$?[A-Z]{1,3})(?![\w(!.])
    | (?<![\w.$])(?P<top>\$?\d{1,7}):(?P<bottom>\$?\d{1,7})(?![\w(!.])
    | (?<![\w.$])(?P<column>\$?[A-Z]{1,3})(?P<row>\$?\d{1,7})(?![\w(!.])
    """,
    re.VERBOSE,
)
_ROWS = 1_048_576
_COLUMNS = 16_384
_WIDTH = 1 << 15


class Formulas(Mapping[tuple[int, int], str]):
    """Cell (row, column), from 0, to the text of its formula, without an equals sign.

    A dependent of a shared formula costs one number until it is asked for.
    """

    __slots__ = ("_known", "_shared")

    def __init__(self) -> None:
        self._known: dict[int, str | int] = {}
        self._shared: dict[int, tuple[int, int, str]] = {}

    def put(self, row: int, column: int, text: str) -> None:
        """Store the text behind a cell."""
        self._known[row * _WIDTH + column] = text

    def share(self, row: int, column: int, group: int, text: str) -> None:
        """Store the cell in which a shared formula is written out."""
        self._shared[group] = (row, column, text)
        self.put(row, column, text)

    def follow(self, row: int, column: int, group: int) -> None:
        """Store a cell that repeats a shared formula; its text is shifted when asked for."""
        self._known[row * _WIDTH + column] = group

    def __getitem__(self, cell: tuple[int, int]) -> str:
        row, column = cell
        known = self._known[row * _WIDTH + column]
        if isinstance(known, str):
            return known
        if known not in self._shared:  # the group is nowhere written out
            return ""
        from_row, from_column, text = self._shared[known]
        return shifted(text, row - from_row, column - from_column)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return (divmod(key, _WIDTH) for key in self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return f"Formulas({dict(self)!r})"


def shifted(text: str, rows: int, columns: int) -> str:
    """A formula as it reads some rows below and some columns right of where it is written.

    >>> shifted('SUM(A1:A$2)&"A1"+Sheet2!$C3', 1, 2)
    'SUM(C2:C$2)&"A1"+Sheet2!$C4'
    """

    def moved(match: re.Match[str]) -> str:
        if match["column"]:
            return _column(match["column"], columns) + _row(match["row"], rows)
        if match["left"]:
            return f"{_column(match['left'], columns)}:{_column(match['right'], columns)}"
        if match["top"]:
            return f"{_row(match['top'], rows)}:{_row(match['bottom'], rows)}"
        return match[0]

    return _PIECE.sub(moved, text)


def _row(said: str, rows: int) -> str:
    if said.startswith("$"):
        return said
    return str((int(said) - 1 + rows) % _ROWS + 1)


def _column(said: str, columns: int) -> str:
    if said.startswith("$"):
        return said
    number = 0
    for char in said:
        number = 26 * number + ord(char) - 64
    # Excel counts on from the other edge of the sheet.
    number = (number - 1 + columns) % _COLUMNS + 1
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
