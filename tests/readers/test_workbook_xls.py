"""Old workbooks (.xls), as xlwt writes them."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
import xlwt
from packages import content, fault, only, saved


def bytes_of(book: xlwt.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def styled(code: str) -> xlwt.XFStyle:
    return xlwt.easyxf(num_format_str=code)


def small_xls() -> bytes:
    """A sheet of a text, a share, a merged range and a date."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "县")
    sheet.write(0, 1, 0.446, styled("0.0%"))
    sheet.write_merge(1, 2, 0, 1, "merged")
    sheet.write(3, 0, datetime.date(2010, 12, 31), styled("yyyy/m/d"))
    return bytes_of(book)


def test_what_a_person_sees() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("村级")
    sheet.write(0, 0, "占比")
    sheet.write(0, 1, 0.446, styled("0.0%"))
    sheet.write(0, 2, 1 / 3)
    sheet.write(0, 3, True)
    sheet.write(0, 4, datetime.date(2010, 12, 31), styled("yyyy/m/d"))
    sheet.write(0, 5, "0012")
    sheet.write(2, 1, 1234567.0, styled("#,##0"))
    sheet.write(2, 2, 100634, styled('0\\.0000"万"'))
    sheet.write(2, 3, 44.0, styled("0.0"))
    sheet.write(2, 4, datetime.datetime(2010, 12, 31, 8, 30), styled("yyyy/m/d h:mm"))
    sheet.write(2, 5, 0, styled("0;-0;;@"))
    sheet.write(2, 6, "城关", styled('@"镇"'))
    sheet.write_merge(4, 5, 0, 2, "注")
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    found = content(bytes_of(book), "x.xls")
    (grid,) = found.grids
    assert grid.name == "村级"
    assert grid.rows == [
        ["占比", "44.6%", "0.333333333333333", "TRUE", "2010-12-31", "0012"],
        [],
        [None, "1,234,567", "10.0634万", "44.0", "2010-12-31T08:30:00", None, "城关镇"],
        [],
        ["注"],
    ]
    assert grid.merged == ((4, 0, 5, 2),)
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {1})
    assert grid.computed_cells == {(0, 2)}
    assert found.notes == ("sheet 村级: 1 cell has a number that is not shown, read as empty: F3",)


def test_sheets_hidden_and_empty() -> None:
    book = xlwt.Workbook()
    for name, visibility in (("a", 0), ("b", 1), ("c", 2)):
        sheet = book.add_sheet(name)
        sheet.visibility = visibility
        sheet.write(0, 0, 1)
    book.add_sheet("d")
    found = content(bytes_of(book), "x.xls")
    assert [grid.name for grid in found.grids] == ["a", "b", "c"]
    assert found.notes == (
        "sheet b is hidden",
        "sheet c is hidden",
        "empty sheet left out: d",
    )


def test_formula_without_a_stored_value() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("s")
    sheet.write(0, 0, 1)
    sheet.write(1, 0, xlwt.Formula("A1+1"))  # xlwt stores an empty text
    found = content(bytes_of(book), "x.xls")
    assert found.grids[0].rows == [["1"]]
    assert found.notes[0].startswith(
        "sheet s: 1 cell has a formula without a stored value, read as empty: A2"
    )


def test_errors_and_1904() -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("s")
    sheet.row(0).set_cell_error(0, 7)
    sheet.row(0).set_cell_error(1, 0x2A)
    sheet.write(0, 2, 40543 - 1462, styled("yyyy/m/d"))
    assert only(bytes_of(book), "x.xls").rows == [["#DIV/0!", "#N/A", "2010-12-31"]]


def test_the_same_grid_as_xlsx() -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("s")
    new = openpyxl.Workbook()
    other = new.active
    assert other is not None
    other.title = "s"
    rows = [("模范", 172, 12.4, "0.0"), ("先进", 1383, 0.5, "0%"), ("x", 0, -3.25, "0.00;(0.00)")]
    for row, (text, count, share, code) in enumerate(rows):
        sheet.write(row, 0, text)
        sheet.write(row, 1, count)
        sheet.write(row, 2, share, styled(code))
        other.append([text, count, share])
        other.cell(row + 1, 3).number_format = code
    assert only(bytes_of(old), "x.xls") == only(saved(new))
    assert only(saved(new)).rows == [
        ["模范", "172", "12.4"],
        ["先进", "1383", "50%"],
        ["x", "0", "(3.25)"],
    ]


def test_protected() -> None:
    # A BIFF5 stream: its beginning (BOF), then FILEPASS.
    stream = b"\x09\x08\x08\x00\x00\x05\x05\x00\x00\x00\x00\x00\x2f\x00\x04\x00\x00\x00\x00\x00"
    assert fault(stream, "x.xls").what == "is protected by a password"


def test_no_output_of_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    fault(small_xls()[:3000], "x.xls")
    content(small_xls(), "x.xls")
    assert capsys.readouterr() == ("", "")
