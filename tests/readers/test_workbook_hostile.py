"""Workbooks that are damaged, protected or made to harm: one clear fault each, bounded."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import MAIN, content, fault, only, parts_of, relationships, with_styles, zipped
from test_workbook_ods import ods
from test_workbook_xls import small_xls

from consistency.errors import Fault, InputError
from consistency.model.document import Grid
from consistency.readers import Wanted, read
from consistency.readers.workbook import cells, content_of_workbook, package

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AGAIN = "Open it in a spreadsheet program and save it again"


def refused(rows: str, before: str = "", after: str = "") -> Fault:
    return fault(zipped(parts_of(rows, before, after)))


@pytest.mark.parametrize(
    ("cell", "what", "where"),
    [
        ('<c r="B7"><v>x</v></c>', "is damaged: it holds 'x' where a number", "cell B7"),
        ('<c r="B7"><v>1e999</v></c>', "is damaged: it holds '1e999' where", "cell B7"),
        ('<c r="B7"><v>1_0</v></c>', "is damaged: it holds '1_0' where", "cell B7"),
        ('<c r="B7"><v>nan</v></c>', "is damaged: it holds 'nan' where", "cell B7"),
        ('<c r="B7" t="s"><v>0</v></c>', "is damaged: it holds the shared text '0'", "cell B7"),
        ('<c r="B7" t="s"><v>-1</v></c>', "is damaged: it holds the shared text '-1'", "cell B7"),
        ('<c r="B7" t="q"><v>0</v></c>', "is damaged: it holds the unknown type 'q'", "cell B7"),
        ('<c r="B7"><v>1</v></c><c r="B7"><v>1</v></c>', "is stated twice", "cell B7"),
        ('<c r="B8"><v>1</v></c>', "is damaged: it holds a cell with the address 'B8'", "row 7"),
        ('<c r="7"><v>1</v></c>', "is damaged: a cell has the address '7'", "row 7"),
        ('<c r="村7"><v>1</v></c>', "is damaged: a cell has the address '村7'", "row 7"),
        ('<c r="XFE7"><v>1</v></c>', "has a cell in column 16,385, more than the", "row 7"),
        ('<c r="XFE7"><f>1</f></c>', "has a cell in column 16,385, more than the", "row 7"),
    ],
)
def test_damaged_cells(cell: str, what: str, where: str) -> None:
    found = refused(f'<row r="7">{cell}</row>')
    assert found.what.startswith(what)
    assert found.where == f"x.xlsx, sheet S, {where}"


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ('<row r="0"><c/></row>', "is damaged: a row has the number '0'"),
        ('<row r="x"><c/></row>', "is damaged: a row has the number 'x'"),
        ('<row r="1048577"><c><v>1</v></c></row>', "stands beyond row 1,048,576, the last"),
        ('<row r="9999999999"><c><v>1</v></c></row>', "stands beyond row 1,048,576, the last"),
        (ONE + ONE, "is stated twice"),
    ],
)
def test_damaged_rows(rows: str, what: str) -> None:
    assert refused(rows).what.startswith(what)


def test_a_million_columns() -> None:
    cells_of = "<c><v>1</v></c>" * 1_000_000
    found = refused(f'<row r="1">{cells_of}</row>')
    assert found.what == "has a cell in column 16,385, more than the 16,384 of a sheet"
    # Without anything in them they are no cells.
    empty = "<c/>" * 1_000_000
    data = zipped(parts_of(f'<row r="1"><c r="A1"><v>1</v></c>{empty}</row>'))
    assert only(data).rows == [["1"]]


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2000))
    assert refused(rows) == Fault(
        "brings the workbook to over 20,000,000 cells, more than are read",
        "x.xlsx, sheet S, row 1221",  # 20,000,000 / 16,384 = 1,220.7 rows
        "Delete what lies far from the table, or send it in parts",
    )


def test_long_texts() -> None:
    for kind, text in (("str", "<v>{}</v>"), ("inlineStr", "<is><r><t>{}</t></r></is>")):
        cell = f'<c r="B2" t="{kind}">{text.format("x" * 1_000_001)}</c>'
        assert refused(f'<row r="2">{cell}</row>') == Fault(
            "holds over 1,000,000 characters in one cell",
            "x.xlsx, sheet S, cell B2",
            "Shorten the cell",
        )
    parts = parts_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "s.xml")
    )
    parts["xl/s.xml"] = f'<sst xmlns="{MAIN}"><si><t>{"x" * 1_000_001}</t></si></sst>'
    assert fault(zipped(parts)).what == (
        "holds over 1,000,000 characters in one cell (shared text 0)"
    )


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_entities_are_refused(head: str) -> None:
    parts = parts_of(ONE)
    parts["xl/worksheets/sheet1.xml"] = head + str(parts["xl/worksheets/sheet1.xml"])
    part = "xl/worksheets/sheet1.xml"
    what = f"declares a document type in its part {part}, which no workbook does"
    assert fault(zipped(parts)) == Fault(what, "x.xlsx", AGAIN)


@pytest.mark.parametrize("broken", ["<worksheet", "", "<a></b>", "&undefined;", "\0", "<a:b/>"])
def test_xml_that_is_none(broken: str) -> None:
    parts = parts_of(ONE)
    parts["xl/worksheets/sheet1.xml"] = broken
    assert fault(zipped(parts)).what.startswith(
        "is damaged: its part xl/worksheets/sheet1.xml is no well-formed XML ("
    )


def test_a_huge_tag() -> None:
    found = refused(f'<row r="1" spans="{"1" * 6_000_000}"><c r="A1"/></row>')
    assert found.what == "holds a tag of over 4 MiB in its part xl/worksheets/sheet1.xml"


def test_zip_bomb_in_bounds() -> None:
    """A sheet of 600 MB in 583 kB: refused when it has grown 100-fold, that is at 55 MiB."""
    data = io.BytesIO()
    parts = parts_of(ONE)
    del parts["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(600):
                part.write(b" " * 1_000_000)
    tracemalloc.start()
    began = time.monotonic()
    found = fault(data.getvalue())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - began < 10
    assert peak < 20_000_000
    assert found.what == (
        "unpacks to more than is read: its part xl/worksheets/sheet1.xml holds over 55 MiB"
    )


def test_bounds_of_a_part_and_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(parts_of(ONE, after=f"<!--{random.Random(1).randbytes(200_000).hex()}-->"))
    monkeypatch.setattr(package, "LIMIT_PART", 2**17)
    assert fault(data).what.endswith("sheet1.xml holds over 0 MiB")
    monkeypatch.setattr(package, "LIMIT_PART", 2**30)
    monkeypatch.setattr(package, "LIMIT_TOTAL", 2**17)
    assert fault(data).what.endswith("sheet1.xml holds with the others over 0 MiB")


def test_one_part_named_by_a_million_sheets() -> None:
    sheets = "".join(f'<sheet name="{n}" r:id="r1"/>' for n in range(100_000))
    parts = parts_of(ONE)
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace("</sheets>", sheets + "</sheets>")
    assert fault(zipped(parts)).what == "has over 1,000 sheets, more than are read"


def test_merged_ranges_and_columns_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "LIMIT_CELLS", 1000)
    monkeypatch.setattr(cells.Budget.__init__, "__defaults__", (1000,))
    merged = '<mergeCell ref="A1:B2"/>' * 1001
    columns = '<col min="1" max="16384" hidden="1"/>' * 1001
    arrays = '<c><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c>' * 40
    for found in (
        refused(ONE, after=f"<mergeCells>{merged}</mergeCells>"),
        refused(ONE, before=f"<cols>{columns}</cols>"),
        refused(f'<row r="1">{arrays}</row>'),
        refused('<row hidden="1"/>' * 1001 + "<row/>"),
    ):
        assert found.what == "brings the workbook to over 1,000 cells, more than are read"


def test_archives() -> None:
    data = zipped(parts_of(ONE))
    damaged = "is a truncated or damaged archive: File is not a zip file"
    assert fault(data[:-30]) == Fault(damaged, "x.xlsx", AGAIN)
    assert fault(data[:100]) == Fault(damaged, "x.xlsx", AGAIN)
    spoilt = bytearray(data)
    at = data.rindex(b"xl/worksheets/sheet1.xml", 0, data.index(b"PK\x01\x02")) + 30
    spoilt[at] ^= 0xFF
    part = "xl/worksheets/sheet1.xml"
    assert fault(bytes(spoilt)).what.startswith(f"is damaged: its part {part} ")
    assert fault(zipped({})).what == "looks like an empty zip archive, not a workbook"
    assert fault(b"").what == "is empty"
    assert fault(zipped({"a.txt": "x"})).what == "holds no workbook"
    word = {"_rels/.rels": relationships(("r", "officeDocument", "word/document.xml"))}
    assert fault(zipped(word | {"word/document.xml": "x"})).what == "holds no workbook"
    binary = {"_rels/.rels": relationships(("r", "officeDocument", "xl/workbook.bin"))}
    assert fault(zipped(binary | {"xl/workbook.bin": "x"})) == Fault(
        "is a binary workbook (.xlsb), which is not read", "x.xlsx", "Save it as .xlsx"
    )


def test_parts_missing_twice_or_packed_oddly() -> None:
    parts = parts_of(ONE)
    del parts["xl/worksheets/sheet1.xml"]
    missing = "is damaged: it holds its part xl/worksheets/sheet1.xml not"
    assert fault(zipped(parts)).what == missing
    twice = io.BytesIO(zipped(parts_of(ONE)))
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("XL/worksheets/sheet1.xml", "<worksheet/>")
    assert fault(twice.getvalue()).what.endswith("sheet1.xml twice")
    odd = io.BytesIO()
    with zipfile.ZipFile(odd, "w", zipfile.ZIP_LZMA) as archive:
        for name, text in parts_of(ONE).items():
            archive.writestr(name, text)
    assert fault(odd.getvalue()).what == "is packed in a way no workbook is (method 14)"
    parts = parts_of(ONE)
    parts["xl/_rels/workbook.xml.rels"] = relationships()
    assert fault(zipped(parts)).what == "is damaged: it lists the sheet S but does not hold it"


def test_two_sheets_of_one_name() -> None:
    parts = parts_of(ONE)
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace("</sheets>", '<sheet name="S" r:id="r1"/></sheets>')
    assert fault(zipped(parts)).what == "is damaged: two of its sheets are named S"


def test_nothing_in_it() -> None:
    assert fault(zipped(parts_of('<row r="1"><c r="A1" s="1"/></row>'))).what == (
        "is empty: no sheet shows anything"
    )
    assert fault(zipped(parts_of('<row r="1"><c r="A1"><f>1</f></c></row>'))).what.startswith(
        "is empty: no sheet shows anything. sheet S: 1 cell has a formula without a stored value"
    )


def test_protected() -> None:
    protected = Fault("is protected by a password", "x.xlsx", "Save it without a password")
    name = "EncryptedPackage".encode("utf-16-le")
    assert fault(OLE + b"\0" * 600 + name + b"\0" * 600) == protected
    encrypted = bytearray(zipped(parts_of(ONE)))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = encrypted.find(magic)
        while start >= 0:
            encrypted[start + at] |= 1
            start = encrypted.find(magic, start + 4)
    assert fault(bytes(encrypted)) == protected


def test_other_files_named_as_workbooks() -> None:
    web = b"<html><table><tr><td>1</td></tr></table></html>"
    step = "Open it in a spreadsheet program and save it as .xlsx"
    what = "looks like a web page or other markup, not a workbook"
    assert fault(web, "x.xls") == Fault(what, "x.xls", step)
    assert fault(b"a,b\n1,2\n").what == "is not a workbook, or damaged"
    assert fault(OLE + b"\0" * 2000, "x.xls").what.startswith("is truncated or damaged: ")


def test_long_format() -> None:
    parts = with_styles(parts_of(ONE), "0" * 1001)
    assert fault(zipped(parts)).what == "has a number format of over 1,000 characters"


def test_names_that_climb_out_are_never_written(tmp_path: Path) -> None:
    parts = parts_of(ONE) | {"../../evil.xml": "x", "/etc/evil": "x"}
    (tmp_path / "x.xlsx").write_bytes(zipped(parts))
    assert read(Wanted("x.xlsx", str(tmp_path / "x.xlsx"))).grids[0].rows == [["1"]]
    assert [path.name for path in tmp_path.rglob("*")] == ["x.xlsx"]


def survives(data: bytes, where: str) -> None:
    """The bytes are read, or refused with what, where and next step."""
    grids, faults = outcome(data, where)
    assert bool(grids) != bool(faults)
    assert all(each.what and each.where and each.next for each in faults)
    assert all(isinstance(row, list) for grid in grids for row in grid.rows[:100])


def outcome(data: bytes, where: str) -> tuple[tuple[Grid, ...], tuple[Fault, ...]]:
    """The grids that were read, or the faults."""
    try:
        return content_of_workbook(data, where).grids, ()
    except InputError as error:
        return (), error.faults


SAMPLES = {
    "x.xlsx": zipped(
        with_styles(
            parts_of(
                '<row r="1" hidden="1"><c r="A1" s="1"><f t="shared" si="0">B1</f><v>0.5</v></c>'
                '<c r="B1" t="inlineStr"><is><t>x</t></is></c></row>',
                after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
            ),
            "General",
            "0.0%",
        )
    ),
    "x.ods": ods('<table:table-row><table:table-cell office:value-type="float" office:value="5"/>'),
    "x.xls": small_xls(),
}


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@settings(deadline=None)
def test_flipped_bits(where: str, data: st.DataObject) -> None:
    spoilt = bytearray(SAMPLES[where])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(4, len(spoilt) - 1))
        spoilt[at] ^= 1 << data.draw(st.integers(0, 7))
    survives(bytes(spoilt), where)


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@settings(deadline=None)
def test_cut_off(where: str, data: st.DataObject) -> None:
    whole = SAMPLES[where]
    survives(whole[: data.draw(st.integers(0, len(whole)))], where)


@given(
    st.sampled_from([b"", b"PK\x03\x04", OLE, b"\x09\x08\x10\x00\x00\x06"]),
    st.binary(max_size=2000),
    st.sampled_from(["x.xlsx", "x.xls", "x.ods", "-"]),
)
@settings(deadline=None)
def test_random_bytes(magic: bytes, data: bytes, where: str) -> None:
    survives(magic + data, where)


_TAGS = st.sampled_from(
    ["row", "c", "v", "f", "is", "t", "r", "rPh", "sheetData", "mergeCell", "col", "x", "sheetView"]
)
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["r", "t", "s", "si", "ref", "hidden", "ht", "min", "max", "width"]),
    st.sampled_from(
        ["1", "A1", "B2", "A1:B2", "s", "n", "str", "shared", "array", "-1", "9e9", ""]
    ),
    max_size=4,
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> str:
    """Elements of a sheet in any order and nesting."""
    name, attributes = draw(_TAGS), draw(_ATTRIBUTES)
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    inside = draw(st.sampled_from(["", "1", "x"]))
    if depth:
        inside += "".join(draw(st.lists(elements(depth - 1), max_size=3)))
    return f"<{name}{said}>{inside}</{name}>"


@given(st.lists(elements(), max_size=4))
@settings(deadline=None)
def test_any_elements(found: list[str]) -> None:
    survives(zipped(parts_of("".join(found), before="".join(found))), "x.xlsx")


def test_content_is_decided_by_the_bytes() -> None:
    found = content(small_xls(), "x.xlsx")
    assert found.notes[0] == "is named .xlsx but is an .xls workbook by its content"
    assert content(zipped(parts_of(ONE)), "x.xlsm").notes == ()
