"""OpenDocument spreadsheets (.ods; LibreOffice, WPS), in one streaming pass.

The file holds what each cell shows, and that is read; dates are taken from
their ISO value. Read by our own pass: odfpy builds the whole document in
memory without bounds, and python-calamine gives values without what they show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...model.document import Grid
from ..content import Content
from ..printed import MOST_DECIMALS
from ..wanted import LIMIT_CELL, refused
from .cells import LIMIT_COLUMNS, LIMIT_ROWS, Budget, Sheet
from .markup import local, localised, walk
from .number_format import exact, plain
from .package import AGAIN, Package
from .values import number_of, without_midnight
from .xlsx import MOST_SHEETS, finished

_NUMBERS = {"float", "percentage", "currency"}
_UNSEEN = {"collapse", "filter"}
_FORMULA_COST = 4
_READ = {
    *("table-cell", "covered-table-cell", "table-row", "table-column", "table"),
    *("style", "table-properties"),
}
_ASIDE = {"annotation", "frame", "shapes", "forms", "tracked-changes", "dde-links", "custom-shape"}
_REFERENCE = re.compile(r'"(?:[^"]|"")*"|\[([^\]]*)\]|;')


@dataclass(slots=True)
class _Cell:
    """A cell while its element is open."""

    attributes: dict[str, str]
    repeats: int
    paragraphs: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    size: int = 0


def content_of_ods(package: Package) -> Content:
    """The sheets of a spreadsheet, one grid each; empty ones are left out with a note.

    Raises `InputError` with the sheet and cell where there is one: damaged,
    beyond the bounds, protected by a password, no sheet that holds anything.
    """
    manifest = "META-INF/manifest.xml"
    if package.has(manifest) and b"encryption-data" in package.read(manifest):
        raise refused("is protected by a password", package.where, "Save it without a password")
    reader = _Reader(package.where)
    walk(package, "content.xml", reader.start, reader.end, reader.text)
    has_macros = bool(package.parts("script-lb.xml"))
    notes = ["macros are left aside, never run"] if has_macros else []
    grids: list[Grid] = []
    empty: list[str] = []
    for sheet in reader.sheets:
        notes.extend(sheet.notes())
        if sheet.rows:
            grids.append(sheet.grid())
        else:
            empty.append(sheet.name)
    return finished(package.where, grids, empty, notes)


class _Reader:
    """The handlers of content.xml; fills `sheets`."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.sheets: list[Sheet] = []
        self._budget = Budget()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._aside = 0
        self._row = self._column = self._row_repeats = 0
        self._sheet: Sheet | None = None
        self._cells: list[str | None] = []
        self._cell: _Cell | None = None
        self._taking = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        short = local(name)
        if self._aside or short in _ASIDE:
            self._aside += 1
        elif self._cell is not None:
            self._begin_in_cell(short, attributes, self._cell)
        elif short in _READ:
            self._begin(short, localised(attributes))

    def _begin(self, short: str, attributes: dict[str, str]) -> None:
        if short in {"table-cell", "covered-table-cell"}:
            self._begin_cell(short, attributes)
        elif short == "table-row":
            self._begin_row(attributes)
        elif short == "table-column":
            self._begin_column(attributes)
        elif short == "table":
            self._begin_table(attributes)
        elif short == "style":
            self._style = attributes.get("name") or ""
        elif short == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, name: str) -> None:
        """An element ends."""
        short = local(name)
        if self._aside:
            self._aside -= 1
        elif self._cell is not None:
            if short == "p" and self._taking:
                self._taking = False
                self._cell.paragraphs.append("".join(self._cell.pieces))
            elif short in {"table-cell", "covered-table-cell"}:
                self._end_cell(self._cell)
                self._cell = None
        elif short == "table-row" and self._sheet is not None:
            self._end_row(self._sheet)
        elif short == "table":
            self._sheet = None

    def text(self, piece: str) -> None:
        """Characters between tags."""
        if self._taking and not self._aside and self._cell is not None:
            self._take(piece, self._cell)

    def _take(self, piece: str, cell: _Cell) -> None:
        cell.size += len(piece)
        if cell.size > LIMIT_CELL and self._sheet is not None:
            self._sheet.checked(" " * (LIMIT_CELL + 1), self._row, self._column)
        cell.pieces.append(piece)

    def _begin_table(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name") or f"Sheet{len(self.sheets) + 1}"
        if any(sheet.name == name for sheet in self.sheets):
            what = f"is damaged: two of its sheets are named {name}"
            raise refused(what, self.where, "Rename one of them")
        if len(self.sheets) == MOST_SHEETS:
            what = f"has over {MOST_SHEETS:,} sheets, more than are read"
            raise refused(what, self.where, "Send it in parts")
        is_hidden = attributes.get("style-name") in self._hidden_styles
        self._sheet = Sheet(name, self.where, self._budget, is_hidden=is_hidden)
        self.sheets.append(self._sheet)
        self._row = self._column = 0

    def _begin_column(self, attributes: dict[str, str]) -> None:
        repeats = _repeats(attributes, "number-columns-repeated", LIMIT_COLUMNS)
        if self._sheet is not None and attributes.get("visibility") in _UNSEEN:
            self._sheet.spend(0, 1)
            self._sheet.hide_columns(self._column, self._column + repeats - 1)
        self._column = min(self._column + repeats, LIMIT_COLUMNS)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row_repeats = _repeats(attributes, "number-rows-repeated", LIMIT_ROWS)
        self._column = 0
        self._cells = []
        if self._sheet is not None and attributes.get("visibility") in _UNSEEN:
            last = min(self._row + self._row_repeats, LIMIT_ROWS)
            self._sheet.hidden_rows.update(range(self._row, last))

    def _end_row(self, sheet: Sheet) -> None:
        sheet.put(self._row, self._cells, self._row_repeats)
        self._cells = []
        self._row += self._row_repeats

    def _begin_cell(self, short: str, attributes: dict[str, str]) -> None:
        repeats = _repeats(attributes, "number-columns-repeated", 1 << 20)
        self._cell = _Cell(attributes, repeats)
        sheet = self._sheet
        if sheet is None or short != "table-cell":
            return
        wide = _repeats(attributes, "number-columns-spanned", LIMIT_COLUMNS)
        high = _repeats(attributes, "number-rows-spanned", LIMIT_ROWS)
        if wide * high > 1:
            sheet.spend(self._row, 1)
            right = min(self._column + wide, LIMIT_COLUMNS) - 1
            bottom = min(self._row + high, LIMIT_ROWS) - 1
            sheet.merged.append((self._row, self._column, bottom, right))

    def _begin_in_cell(self, short: str, attributes: dict[str, str], cell: _Cell) -> None:
        if short == "p":
            self._taking = True
            cell.pieces = []
        elif self._taking:
            if short == "s":
                self._take(" " * _repeats(localised(attributes), "c", LIMIT_CELL + 1), cell)
            elif short in {"tab", "line-break"}:
                self._take("\t" if short == "tab" else "\n", cell)

    def _end_cell(self, cell: _Cell) -> None:
        sheet = self._sheet
        column = self._column
        self._column += cell.repeats
        if sheet is None:
            return
        text = self._shown(cell, sheet, column)
        self._note_formula(cell, sheet, column, text)
        if text is None:
            return
        if self._column > LIMIT_COLUMNS:
            sheet.refuse_column(self._row, self._column - 1)
        self._cells.extend([None] * (column - len(self._cells)))
        self._cells.extend([text] * cell.repeats)

    def _shown(self, cell: _Cell, sheet: Sheet, column: int) -> str | None:
        """What a cell shows; its value in full where the file does not say."""
        kind = cell.attributes.get("value-type")
        text = "\n".join(cell.paragraphs)
        if kind == "date":
            text = without_midnight(cell.attributes.get("date-value") or text)
        elif kind in _NUMBERS:
            said = cell.attributes.get("value") or ""
            # A column too narrow shows (and stores) ###; some programs store no text at all.
            if not text.strip("#"):
                text = self._value(said, sheet, column)
            if len(text.partition(".")[2]) > MOST_DECIMALS and "%" not in text:
                self._mark_computed(cell, sheet, column)
        elif kind == "boolean" and not cell.paragraphs:
            text = "TRUE" if cell.attributes.get("boolean-value") == "true" else "FALSE"
        elif kind == "string" and not cell.paragraphs:
            text = cell.attributes.get("string-value") or ""
        elif kind == "time" and not cell.paragraphs:
            text = cell.attributes.get("time-value") or ""
        return sheet.checked(text, self._row, column)

    def _value(self, said: str, sheet: Sheet, column: int) -> str:
        number = number_of(said)
        if number is None:
            what = f"is damaged: it holds {said[:20]!r} where a number should stand"
            raise sheet.refused(what, AGAIN, self._row, column)
        return plain(exact(number))

    def _mark_computed(self, cell: _Cell, sheet: Sheet, column: int) -> None:
        for row in range(self._row, min(self._row + self._row_repeats, LIMIT_ROWS)):
            repeats = min(cell.repeats, LIMIT_COLUMNS - column)
            sheet.spend(row, repeats)
            sheet.computed.update((row, column + more) for more in range(repeats))

    def _note_formula(self, cell: _Cell, sheet: Sheet, column: int, text: str | None) -> None:
        said = cell.attributes.get("formula")
        if said is None:
            return
        is_stored = text is not None or cell.attributes.get("value-type") is not None
        for row in range(self._row, min(self._row + self._row_repeats, LIMIT_ROWS)):
            for more in range(min(cell.repeats, max(LIMIT_COLUMNS - column, 0))):
                sheet.spend(row, _FORMULA_COST)
                sheet.formulas.put(row, column + more, formula_text(said))
                if not is_stored:
                    sheet.valueless.add(row, column + more)


def formula_text(said: str) -> str:
    """A formula of OpenDocument as spreadsheets show it.

    >>> formula_text("of:=SUM([.B2:.B4];[$'A b'.C1])")
    "SUM(B2:B4,$'A b'!C1)"
    """

    def plainly(match: re.Match[str]) -> str:
        if match[0] == ";":
            return ","
        if match[1] is None:
            return match[0]
        return ":".join(
            part.removeprefix(".") if part.startswith(".") else "!".join(part.rsplit(".", 1))
            for part in match[1].split(":")
        )

    body = re.sub(r"^[A-Za-z][\w-]*:", "", said).removeprefix("=")
    return _REFERENCE.sub(plainly, body)


def _repeats(attributes: dict[str, str], name: str, most: int) -> int:
    """A count that an attribute gives: from 1 to one more than `most`."""
    said = attributes.get(name) or "1"
    if not (said.isascii() and said.isdecimal()):
        return 1
    return min(max(int(said), 1), most + 1) if len(said) <= 10 else most + 1
