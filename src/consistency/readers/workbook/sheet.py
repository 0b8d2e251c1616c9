"""One sheet's XML to a sheet of shown texts, in one streaming pass.

Written for what offices send: any namespace and prefix (WPS, strict OOXML),
cells and rows without their address, a `dimension` that lies, millions of empty
styled cells, which cost nothing.
"""

from __future__ import annotations

from ..wanted import LIMIT_CELL
from .cells import LIMIT_COLUMNS, Sheet, column_of, range_of
from .markup import is_true, local
from .package import AGAIN
from .values import Book, Values, is_count

_FORMULA_COST = 4  # a formula holds about as much memory as this many cells


class SheetReader:
    """The handlers of one sheet's XML; fills `sheet`.

    Raises `InputError` with the cell for what no workbook may hold: an unknown
    type of cell, a number that is none, a cell stated twice, an address
    elsewhere than its row. `is_worksheet` is None until the root is met.
    """

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.sheet = sheet
        self._values = Values(sheet, book)
        self.is_worksheet: bool | None = None
        self._names: dict[str, str] = {}
        self._cell_name = self._value_name = self._row_name = ""
        self._columns: dict[str, int] = {}
        self._in_data = False
        self._row, self._row_said = -1, ""
        self._column = -1
        self._cells: list[str | None] = []
        self._cell: dict[str, str] | None = None
        self._value: str | None = None
        self._formula: dict[str, str] | None = None
        self._formula_text = ""
        self._taking = False
        self._phonetic = 0
        self._pieces: list[str] = []
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == self._cell_name:
            self._begin_cell(attributes)
        elif self._cell is not None:
            self._begin_in_cell(name, attributes)
        elif name == self._row_name:
            self._begin_row(attributes)
        elif self.is_worksheet is None:
            self._begin_root(name)
        elif not self._in_data:
            self._begin_outside(self._names.get(name), attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == self._cell_name:
            if self._cell is not None:
                self._end_cell(self._cell)
                self._cell = None
        elif self._cell is not None:
            self._end_in_cell(name)
        elif name == self._row_name and self._in_data:
            self.sheet.put(self._row, self._cells)
            self._cells = []
        elif self._names.get(name) == "sheetData":
            self._in_data = False

    def text(self, piece: str) -> None:
        """Characters between tags."""
        if self._taking:
            self._size += len(piece)
            if self._size > LIMIT_CELL:
                self.sheet.checked(" " * (LIMIT_CELL + 1), self._row, self._column)
            self._pieces.append(piece)

    def _begin_root(self, name: str) -> None:
        self.is_worksheet = local(name) == "worksheet"
        if not self.is_worksheet:
            return
        # What counts is the namespace of the root, whichever a program has chosen.
        space = name[: -len("worksheet")]
        known = ("c", "v", "row", "f", "t", "is", "rPh", "sheetData", "mergeCell", "col")
        self._names = {space + known_name: known_name for known_name in (*known, "sheetView")}

    def _begin_outside(self, name: str | None, attributes: dict[str, str]) -> None:
        if name == "sheetData":
            self._in_data = True
            found = {short: long for long, short in self._names.items()}
            self._cell_name, self._value_name = found["c"], found["v"]
            self._row_name = found["row"]
        elif name == "mergeCell":
            self.sheet.merge(attributes.get("ref", ""))
        elif name == "sheetView":
            self._values.shows_zeros = is_true(attributes.get("showZeros", "1"))
        elif name == "col" and (
            is_true(attributes.get("hidden")) or _is_zero(attributes.get("width"))
        ):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if is_count(first) and is_count(last):
                self.sheet.spend(0, 1)
                self.sheet.hide_columns(int(first) - 1, int(last) - 1)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        if not self._in_data:
            return
        said = attributes.get("r")
        if said is None:
            self._row, self._row_said = self._row + 1, ""
        elif is_count(said) and int(said):
            self._row = int(said) - 1
            self._row_said = str(int(said))
        else:
            what = f"is damaged: a row has the number {said[:20]!r}"
            raise self.sheet.refused(what, AGAIN, self._row + 1)
        self._column = -1
        self._cells = []
        if is_true(attributes.get("hidden")) or _is_zero(attributes.get("ht")):
            self.sheet.spend(self._row, 1)
            self.sheet.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if not self._in_data:
            return
        said = attributes.get("r")
        if said is None:
            self._column += 1
        else:
            head = said.rstrip("0123456789")
            column = self._columns.get(head)
            if column is None:
                column = self._column_of(said, head)
            self._column = column
            if said[len(head) :] != self._row_said:
                self._place_row(said, said[len(head) :])
        self._cell = attributes
        self._value = self._formula = None

    def _column_of(self, said: str, head: str) -> int:
        column = column_of(head)
        if column is None:
            what = f"is damaged: a cell has the address {said[:20]!r}"
            raise self.sheet.refused(what, AGAIN, self._row)
        self._columns[head] = column
        return column

    def _place_row(self, said: str, digits: str) -> None:
        """A row without its number takes that of its first cell; otherwise they must agree."""
        if self._row_said or not is_count(digits) or not int(digits):
            what = f"is damaged: it holds a cell with the address {said[:20]!r}"
            raise self.sheet.refused(what, AGAIN, self._row)
        self._row, self._row_said = int(digits) - 1, digits

    def _begin_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        short = "v" if name == self._value_name else self._names.get(name)
        if short == "rPh":
            self._phonetic += 1
        elif short in {"v", "f"} or (short == "t" and not self._phonetic):
            if short == "f":
                self._formula = attributes
            self._taking = True
            self._pieces = []
            self._size = 0

    def _end_in_cell(self, name: str) -> None:
        short = "v" if name == self._value_name else self._names.get(name)
        if short == "rPh":
            self._phonetic -= 1
        elif self._taking and short in {"v", "f", "t"}:
            self._taking = False
            taken = "".join(self._pieces)
            if short == "v":
                self._value = taken
            elif short == "f":
                self._formula_text = taken
            else:
                self._value = (self._value or "") + taken

    def _end_cell(self, cell: dict[str, str]) -> None:
        if self._formula is not None:
            self._end_formula(self._formula, cell.get("t"))
        raw = self._value
        if raw is None or raw == "":
            return
        text = self._values.text(raw, cell, self._row, self._column)
        if text is None:
            return
        column, cells = self._column, self._cells
        if column >= LIMIT_COLUMNS:
            self.sheet.refuse_column(self._row, column)
        elif column == len(cells):
            cells.append(text)
        elif column > len(cells):
            cells.extend([None] * (column - len(cells)))
            cells.append(text)
        elif cells[column] is None:
            cells[column] = text
        else:
            raise self.sheet.refused("is stated twice", AGAIN, self._row, column)

    def _end_formula(self, formula: dict[str, str], kind: str | None) -> None:
        row, column, text = self._row, self._column, self._formula_text
        if column >= LIMIT_COLUMNS:
            self.sheet.refuse_column(row, column)
        self.sheet.spend(row, _FORMULA_COST)
        group = formula.get("si", "")
        if formula.get("t") == "shared" and is_count(group):
            if text:
                self.sheet.formulas.share(row, column, int(group), text)
            else:
                self.sheet.formulas.follow(row, column, int(group))
        else:
            if formula.get("t") == "dataTable":
                text = text or "TABLE()"
            self.sheet.formulas.put(row, column, text)
            span = range_of(formula.get("ref", ""))
            if formula.get("t") in {"array", "dataTable"} and span is not None:
                self.sheet.arrays.append((span, text))
        is_stored = self._value is not None if kind == "str" else bool(self._value)
        if not is_stored:
            self.sheet.valueless.add(row, column)


def _is_zero(said: str | None) -> bool:
    """A width or height of zero as XML writes it."""
    return said is not None and "0" in said and not said.strip().strip("0.")
