"""Cell addresses, and one sheet while it is read: bounded, and trimmed at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from ...errors import InputError
from ...model.document import Grid
from ..wanted import LIMIT_CELL, refused
from .formulas import Formulas

LIMIT_ROWS = 1_048_576
LIMIT_COLUMNS = 16_384
LIMIT_CELLS = 20_000_000
_LISTED = 10
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_SMALLER = "Delete what lies far from the table, or send it in parts"

Range = tuple[int, int, int, int]


def letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text: str) -> int | None:
    """The column, from 0, of its letters (also beyond a sheet's last); None if they are no letters.

    >>> column_of("A"), column_of("xfd"), column_of("AAAA"), column_of("A1")
    (0, 16383, 18278, None)
    """
    if not 1 <= len(text) <= 6:
        return None
    number = 0
    for char in text.upper():
        if not "A" <= char <= "Z":
            return None
        number = 26 * number + ord(char) - 64
    return number - 1


def range_of(said: str) -> Range | None:
    """Top, left, bottom, right of a range such as B2:C5, from 0; None where it is none.

    >>> range_of("B2:C5"), range_of("$A$1"), range_of("A:A")
    ((1, 1, 4, 2), (0, 0, 0, 0), None)
    """
    match = _RANGE.fullmatch(said.strip().upper())
    if match is None:
        return None
    rows = sorted((int(match[2]) - 1, int(match[4] or match[2]) - 1))
    columns = sorted((column_of(match[1]) or 0, column_of(match[3] or match[1]) or 0))
    if rows[0] < 0 or rows[1] >= LIMIT_ROWS or columns[1] >= LIMIT_COLUMNS:
        return None
    return rows[0], columns[0], rows[1], columns[1]


@dataclass(slots=True)
class Tally:
    """How many cells of a sort there are, and the first of them."""

    count: int = 0
    first: list[tuple[int, int]] = field(default_factory=list)

    def add(self, row: int, column: int) -> None:
        """Count one more cell."""
        self.count += 1
        if len(self.first) < _LISTED:
            self.first.append((row, column))

    def __str__(self) -> str:
        said = ", ".join(f"{letters(column)}{row + 1}" for row, column in self.first)
        more = self.count - len(self.first)
        return f"{said} and {more:,} more" if more else said

    @property
    def have(self) -> str:
        """The count as the beginning of a sentence."""
        return "1 cell has" if self.count == 1 else f"{self.count:,} cells have"


@dataclass(slots=True)
class Budget:
    """How many cells may still be read from one workbook."""

    left: int = LIMIT_CELLS


@dataclass(slots=True)
class Sheet:
    """One sheet while it is read. Rows and columns count from 0.

    Rows are put whole; empty ones need not be. `valueless` are cells whose
    formula has no stored value, `unseen` those whose number its format hides,
    `arrays` the ranges of array formulas with their text.
    """

    name: str
    where: str
    budget: Budget
    rows: dict[int, list[str | None]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: Formulas = field(default_factory=Formulas)
    computed: set[tuple[int, int]] = field(default_factory=set)
    valueless: Tally = field(default_factory=Tally)
    unseen: Tally = field(default_factory=Tally)
    arrays: list[tuple[Range, str]] = field(default_factory=list)
    is_hidden: bool = False

    def place(self, row: int, column: int | None = None) -> str:
        """A cell, or a row, as errors name it."""
        spot = f"row {row + 1}" if column is None else f"cell {letters(column)}{row + 1}"
        return f"{self.where}, sheet {self.name}, {spot}"

    def refused(self, what: str, next_step: str, row: int, column: int | None = None) -> InputError:
        """The error of one fault at a cell or row, to be raised."""
        return refused(what, self.place(row, column), next_step)

    def put(self, row: int, cells: list[str | None], repeats: int = 1) -> None:
        """Store a row of texts; with `repeats` also the rows after it, as one shared list.

        Raises `InputError`: stated twice, beyond what a sheet has, too many cells.
        """
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            return
        if row + repeats > LIMIT_ROWS:
            what = f"stands beyond row {LIMIT_ROWS:,}, the last that a sheet has"
            raise self.refused(what, _SMALLER, max(row, LIMIT_ROWS))
        self.spend(row, len(cells) * repeats)
        if row in self.rows:
            self._merge(row, cells)
            return
        for index in range(row, row + repeats):
            self.rows[index] = cells

    def _merge(self, row: int, cells: list[str | None]) -> None:
        known = self.rows[row]
        known.extend([None] * (len(cells) - len(known)))
        for column, text in enumerate(cells):
            if text is None:
                continue
            if known[column] is not None:
                raise self.refused("is stated twice", "Save the workbook again", row, column)
            known[column] = text

    def spend(self, row: int, cells: int) -> None:
        """Take cells from the workbook's budget; raises `InputError` when it is used up."""
        self.budget.left -= cells
        if self.budget.left < 0:
            what = f"brings the workbook to over {LIMIT_CELLS:,} cells, more than are read"
            raise self.refused(what, _SMALLER, row)

    def merge(self, said: str) -> None:
        """Note a merged range as the file writes it; what is no range of cells is passed over."""
        span = range_of(said)
        if span is not None and span[:2] != span[2:]:
            self.spend(span[0], 1)
            self.merged.append(span)

    def hide_columns(self, first: int, last: int) -> None:
        """Note hidden columns, both ends included."""
        self.hidden_columns.update(range(max(first, 0), min(last, LIMIT_COLUMNS - 1) + 1))

    def spread(self) -> None:
        """Give the cells of each array formula its text, where they hold something."""
        for (top, left, bottom, right), text in self.arrays:
            for row in range(top, min(bottom, max(self.rows, default=-1)) + 1):
                cells = self.rows.get(row, ())
                self.spend(row, 1 + len(cells[left : right + 1]))
                for column, cell in enumerate(cells[left : right + 1], start=left):
                    if cell is not None and (row, column) not in self.formulas:
                        self.formulas.put(row, column, text)

    def checked(self, text: str, row: int, column: int) -> str | None:
        """The text of a cell, empty as None; raises `InputError` over 1,000,000 characters."""
        if len(text) > LIMIT_CELL:
            what = f"holds over {LIMIT_CELL:,} characters in one cell"
            raise self.refused(what, "Shorten the cell", row, column)
        return text or None

    def refuse_column(self, row: int, column: int) -> NoReturn:
        """Raise for a cell beyond the last column of a sheet."""
        what = f"has a cell in column {column + 1:,}, more than the {LIMIT_COLUMNS:,} of a sheet"
        raise self.refused(what, _SMALLER, row)

    def grid(self) -> Grid:
        """The sheet as a grid, trimmed; blank rows in it share one empty list."""
        height = max(self.rows, default=-1) + 1
        width = max(map(len, self.rows.values()), default=0)
        nothing: list[str | None] = []
        rows = [self.rows.get(row, nothing) for row in range(height)]
        formulas: Mapping[tuple[int, int], str] = self.formulas or {}
        return Grid(
            self.name,
            rows,
            merged=tuple(
                sorted({span for span in self.merged if span[0] < height and span[1] < width})
            ),
            hidden_rows=frozenset(row for row in self.hidden_rows if row < height),
            hidden_columns=frozenset(column for column in self.hidden_columns if column < width),
            formulas=formulas,
            computed_cells=frozenset(self.computed),
        )

    def notes(self) -> list[str]:
        """What a reader of the grid has to know besides."""
        notes = [f"sheet {self.name} is hidden"] if self.is_hidden else []
        if self.valueless.count:
            notes.append(
                f"sheet {self.name}: {self.valueless.have} a formula without a stored value, "
                f"read as empty: {self.valueless}; open the workbook in a spreadsheet program "
                "and save it"
            )
        if self.unseen.count:
            notes.append(
                f"sheet {self.name}: {self.unseen.have} a number that is not shown, "
                f"read as empty: {self.unseen}"
            )
        return notes
