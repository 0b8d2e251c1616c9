"""Workbooks of Excel 97 to 2003 (.xls; also 5.0/95), through xlrd.

xlrd gives values stored with formulas, merged ranges, hidden rows and columns,
and number formats; it gives no formula texts, so `Grid.formulas` stays empty.
"""

from __future__ import annotations

import io
from math import isfinite
from typing import Any

from ...errors import InputError
from ...model.document import Grid
from ..content import Content
from ..wanted import refused
from .cells import Budget, Sheet
from .number_format import GENERAL
from .package import AGAIN
from .styles import LONGEST_CODE
from .values import Style, noted
from .xlsx import MOST_SHEETS, finished

_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5  # xlrd's types of cell
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def content_of_xls(data: bytes, where: str) -> Content:
    """The sheets of an old workbook, one grid each; empty ones are left out with a note.

    Raises `InputError`: no workbook, damaged, beyond the bounds, protected by a
    password, no sheet that holds anything.
    """
    if _PROTECTED in data:
        raise refused("is protected by a password", where, "Save it without a password")
    book = _opened(data, where)
    notes = ["macros are left aside, never run"] if _MACROS in data else []
    grids: list[Grid] = []
    empty: list[str] = []
    budget = Budget()
    names = book.sheet_names()
    if len(names) > MOST_SHEETS:
        what = f"has over {MOST_SHEETS:,} sheets, more than are read"
        raise refused(what, where, "Send it in parts")
    for number, name in enumerate(names):
        sheet = Sheet(name, where, budget)
        try:
            _fill(sheet, book, book.sheet_by_index(number))
            book.unload_sheet(number)
        except InputError:
            raise
        except Exception as error:  # a parser of untrusted bytes may stumble in any way
            raise _damaged(error, f"{where}, sheet {name}") from None
        notes.extend(sheet.notes())
        if sheet.rows:
            grids.append(sheet.grid())
        else:
            empty.append(name)
    return finished(where, grids, empty, notes)


def _opened(data: bytes, where: str) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=data,
            logfile=io.StringIO(),  # it would write warnings to standard output
            formatting_info=True,
            ragged_rows=True,
            on_demand=True,
        )
    except Exception as error:  # as above
        said = str(error).lower()
        if "encrypted" in said or "password" in said:
            raise refused(
                "is protected by a password", where, "Save it without a password"
            ) from None
        if "workbook" in said and "stream" in said:
            raise refused(
                "is an old Office file without a workbook in it", where, "Mend its suffix"
            ) from None
        raise _damaged(error, where) from None


def _damaged(error: Exception, where: str) -> InputError:
    lines = str(error).strip().splitlines()
    said = lines[0][:100].rstrip(".") if lines else type(error).__name__
    return refused(f"is truncated or damaged: {said}", where, AGAIN)


def _fill(sheet: Sheet, book: Any, read: Any) -> None:
    sheet.is_hidden = read.visibility != 0
    styles: dict[int, Style] = {}
    for row in range(read.nrows):
        cells: list[str | None] = []
        found = zip(read.row_types(row), read.row_values(row), strict=True)
        for column, (kind, value) in enumerate(found):
            text: str | None = None
            if kind in {_TEXT, _NUMBER, _DATE}:
                number = read.cell_xf_index(row, column)
                style = styles.get(number)
                if style is None:
                    style = styles[number] = Style(_code(book, number), book.datemode == 1)
                text = _shown(sheet, value, style, row, column)
            elif kind == _BOOLEAN:
                text = "TRUE" if value else "FALSE"
            elif kind == _ERROR:
                text = _ERRORS.get(value, f"#ERR{value}")
            cells.append(text)
        sheet.put(row, cells)
    _lay_out(sheet, read)


def _shown(sheet: Sheet, value: str | float, style: Style, row: int, column: int) -> str | None:
    """What a cell with a text or a number shows."""
    if isinstance(value, str):
        if not value:  # only a formula stores an empty text: its result, or that it has none
            sheet.valueless.add(row, column)
        return sheet.checked(style.text(value) or "", row, column)
    if not isfinite(value):
        what = "is damaged: it holds a number that is none"
        raise sheet.refused(what, AGAIN, row, column)
    return noted(sheet, style.seen.get(value) or style.shown(value, value), row, column)


def _code(book: Any, style: int) -> str:
    """The format code of a cell style; General where the file does not say."""
    try:
        code = str(book.format_map[book.xf_list[style].format_key].format_str)
    except (LookupError, AttributeError):
        return GENERAL
    return code if 0 < len(code) <= LONGEST_CODE else GENERAL


def _lay_out(sheet: Sheet, read: Any) -> None:
    """Merged ranges, hidden rows and hidden columns."""
    for top, bottom, left, right in read.merged_cells:  # ends excluded
        sheet.merged.append((top, left, bottom - 1, right - 1))
    for row, info in read.rowinfo_map.items():
        if info.hidden or (info.height == 0 and info.height_mismatch):
            sheet.hidden_rows.add(row)
    for column, info in read.colinfo_map.items():
        if info.hidden or info.width == 0:
            sheet.hide_columns(column, column)
