""".xlsx and .xlsm as Excel, WPS and others write them; expected grids worked by hand."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from packages import (
    MAIN,
    STRICT,
    STRICT_TO,
    TO,
    content,
    only,
    parts_of,
    relationships,
    saved,
    sheet_of,
    with_styles,
    worksheet,
    zipped,
)

from consistency.readers import Wanted, expand, read
from consistency.readers.workbook import cells

CSV = "code,grade,villages,share\n01,模范,172,12.4\n02,先进,1383,44.0\n"


def test_a_plain_table_is_the_grid_of_its_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "x"
    sheet.append(["code", "grade", "villages", "share"])
    sheet.append(["01", "模范", 172, 12.4])
    sheet.append(["02", "先进", 1383, 44.0])
    for row in (2, 3):
        sheet.cell(row, 4).number_format = "0.0"
    (tmp_path / "x.xlsx").write_bytes(saved(book))
    (tmp_path / "x.csv").write_text(CSV, encoding="utf-8")
    from_csv, from_book = (read(wanted) for wanted in expand([str(tmp_path)])[0])
    assert from_book.grids == from_csv.grids
    assert (from_csv.kind, from_book.kind, from_book.notes) == ("table", "workbook", ())


def test_what_a_person_sees() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "村级"
    sheet.append(["占比", 0.446, 1 / 3, True, datetime.date(2010, 12, 31), "0012"])
    sheet["B1"].number_format = "0.0%"
    sheet["C1"].number_format = "General"
    sheet["A3"] = "=SUM(B1:B2)"
    sheet["B3"] = "#DIV/0!"
    sheet["C3"] = datetime.datetime(2010, 12, 31, 8, 30)
    sheet["D3"] = datetime.time(8, 30)
    sheet.merge_cells("A5:C6")
    sheet["A5"] = "注"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    found = content(saved(book))
    (grid,) = found.grids
    assert grid.name == "村级"
    assert grid.rows == [
        ["占比", "44.6%", "0.333333333333333", "TRUE", "2010-12-31", "0012"],
        [],
        [None, "#DIV/0!", "2010-12-31T08:30:00", "08:30:00"],
        [],
        ["注"],
    ]
    assert grid.merged == ((4, 0, 5, 2),)
    assert grid.hidden_rows == {2}
    assert grid.hidden_columns == {1}
    assert dict(grid.formulas) == {(2, 0): "SUM(B1:B2)"}
    assert grid.computed_cells == {(0, 2)}
    assert found.notes == (
        "sheet 村级: 1 cell has a formula without a stored value, read as empty: A3; "
        "open the workbook in a spreadsheet program and save it",
    )


def test_sheets_in_order_hidden_and_empty_ones_named() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first["A1"] = "x"
    for name, state in (("a", "visible"), ("b", "hidden"), ("c", "veryHidden"), ("d", "visible")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        if name != "d":
            sheet["A1"] = 1
    book.create_chartsheet("chart")
    book.defined_names["area"] = DefinedName("area", attr_text="a!$A$1")
    found = content(saved(book))
    assert [grid.name for grid in found.grids] == ["Sheet", "a", "b", "c"]
    assert found.notes == (
        "sheet b is hidden",
        "sheet c is hidden",
        "sheet chart is no table of cells (chartsheet): left out",
        "empty sheet left out: d",
    )


def test_types_of_cells() -> None:
    grid = sheet_of(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>in</t></is></c>'
        '<c r="B1" t="inlineStr"><is><r><t>ri</t></r><r><rPr/><t>ch</t></r>'
        '<rPh sb="0" eb="1"><t>no</t></rPh></is></c>'
        '<c r="C1" t="b"><v>0</v></c><c r="D1" t="e"><v>#N/A</v></c>'
        '<c r="E1" t="str"><f>A1</f><v>in</v></c><c r="F1" t="n"><v>1.50</v></c>'
        '<c r="G1" t="d"><v>2010-12-31T00:00:00</v></c>'
        '<c r="H1"><v>1e3</v></c><c r="I1" t="inlineStr"><is><t xml:space="preserve"> a </t></is>'
        '</c><c r="J1" t="str"><v>a_x000D_b</v></c></row>'
    )
    texts = ["in", "rich", "FALSE", "#N/A", "in", "1.5", "2010-12-31", "1000", " a ", "a\rb"]
    assert grid.rows == [texts]


def test_shared_texts() -> None:
    parts = parts_of('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>')
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")
    )
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{MAIN}" count="9" uniqueCount="9"><si><t>乙</t></si>'
        "<si><r><t>甲</t></r><r><t>县</t></r><rPh><t>jia</t></rPh><phoneticPr/></si></sst>"
    )
    assert only(zipped(parts)).rows == [["甲县", "乙"]]


def test_formulas() -> None:
    grid = sheet_of(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A2:B3" si="0">SUM(A$1:A1)+$A1</f><v>2</v></c>'
        '<c r="B2"><f t="shared" si="0"/><v>3</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>5</v></c><c r="B3"><f>1+1</f></c></row>'
        '<row r="4"><c r="A4"><f t="array" ref="A4:B5">TRANSPOSE(A1:B2)</f><v>1</v></c>'
        '<c r="B4"><v>2</v></c></row><row r="5"><c r="A5"><v>2</v></c></row>'
        '<row r="6"><c r="A6" t="str"><f>""</f><v></v></c></row>'
    )
    assert dict(grid.formulas) == {
        (1, 0): "SUM(A$1:A1)+$A1",
        (1, 1): "SUM(B$1:B1)+$A1",
        (2, 0): "SUM(A$1:A2)+$A2",
        (2, 1): "1+1",
        (3, 0): "TRANSPOSE(A1:B2)",
        (3, 1): "TRANSPOSE(A1:B2)",
        (4, 0): "TRANSPOSE(A1:B2)",
        (5, 0): '""',
    }
    assert grid.rows == [["1", "2"], ["2", "3"], ["5"], ["1", "2"], ["2"]]


def test_array_formula_of_a_library() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = 1
    sheet["B1"] = ArrayFormula("B1:B1", "=SUM(A1:A1*2)")
    assert dict(only(saved(book)).formulas) == {(0, 1): "SUM(A1:A1*2)"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1+$A1+A$1+$A$1", "C3+$A3+C$1+$A$1"),
        ("SUM(A:A,1:1,$B:C)", "SUM(C:C,3:3,$B:E)"),
        ('IF(A1="A1",LOG10(B2),x.A1)', 'IF(C3="A1",LOG10(D4),x.A1)'),
        ("'A1 b'!A1+[1]S!B2+T[A1]", "'A1 b'!C3+[1]S!D4+T[A1]"),
        ("A1048576", "C2"),  # Excel counts on from the other edge
    ],
)
def test_shared_formulas_are_shifted(text: str, expected: str) -> None:
    from consistency.readers.workbook.formulas import shifted

    assert shifted(text, 2, 2) == expected


def test_many_formulas_without_values_are_counted() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f><v/></c></row>' for n in range(1, 13))
    found = content(zipped(parts_of(rows + '<row r="13"><c r="B13"><v>1</v></c></row>')))
    assert found.notes[0].startswith(
        "sheet S: 12 cells have a formula without a stored value, read as empty: "
        "A1, A2, A3, A4, A5, A6, A7, A8, A9, A10 and 2 more;"
    )


def test_numbers_not_shown_are_named() -> None:
    parts = with_styles(
        parts_of('<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>0</v></c></row>'),
        "General",
        "0;-0;;@",
    )
    found = content(zipped(parts))
    assert found.grids[0].rows == [["1"]]
    note = "sheet S: 1 cell has a number that is not shown, read as empty: B1"
    assert found.notes == (note,)
    zero = parts_of(
        '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>1</v></c></row>',
        before='<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>',
    )
    assert only(zipped(zero)).rows == [[None, "1"]]


def test_number_formats_by_style() -> None:
    codes = ("General", "0.0%", "#,##0", "0!.0000&quot;万&quot;", "yyyy/m/d", "@&quot;镇&quot;")
    parts = with_styles(
        parts_of(
            '<row r="1"><c r="A1" s="1"><v>0.44613</v></c><c r="B1" s="2"><v>1383</v></c>'
            '<c r="C1" s="3"><v>100634</v></c><c r="D1" s="4"><v>40543</v></c>'
            '<c r="E1" s="5" t="str"><v>城关</v></c><c r="F1" s="99"><v>1</v></c></row>'
        ),
        *codes,
    )
    expected = ["44.6%", "1,383", "10.0634万", "2010-12-31", "城关镇", "1"]
    assert only(zipped(parts)).rows == [expected]


def test_built_in_formats_and_1904() -> None:
    parts = with_styles(
        parts_of('<row r="1"><c r="A1" s="0"><v>39081</v></c><c r="B1" s="1"><v>0.5</v></c></row>'),
        "x",
    )
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>'
    parts["xl/styles.xml"] = styles + "</styleSheet>"
    book = parts["xl/workbook.xml"]
    assert isinstance(book, str)
    parts["xl/workbook.xml"] = book.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert only(zipped(parts)).rows == [["2010-12-31", "50%"]]


def test_wps_and_others() -> None:
    """Prefixes, no addresses, an absolute target, a byte order mark, a lying dimension."""
    sheet = (
        '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustom">'
        '<x:dimension ref="A1"/><x:sheetFormatPr/><x:cols><x:col min="2" max="2" hidden="true"/>'
        "</x:cols><x:sheetData>\n <x:row>\n <x:c><x:v>1</x:v></x:c>\n <x:c/>\n"
        ' <x:c t="inlineStr"><x:is><x:t>三</x:t></x:is></x:c></x:row>'
        '<x:row><x:c r="B4"><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row>'
        '<x:row><x:c etc:v="9"><x:v>4</x:v></x:c></x:row>'
        '<etc:row r="9"><etc:c r="A9"><etc:v>9</etc:v></etc:c></etc:row></x:sheetData>'
        '<x:mergeCells count="9"><x:mergeCell ref="A1:B1"/><x:mergeCell ref="zz"/>'
        '</x:mergeCells><x:extLst><x:ext><etc:c r="A1"/></x:ext></x:extLst></x:worksheet>'
    )
    parts = {
        "_rels/.rels": relationships(("r9", "officeDocument", "/XL/Workbook.xml")),
        "xl/workbook.xml": f'<w:workbook xmlns:w="{MAIN}" xmlns:q="{TO}"><w:sheets>'
        '<w:sheet name="表 1" sheetId="1" state="visible" q:id="rId7"/></w:sheets></w:workbook>',
        "xl/_rels/workbook.xml.rels": relationships(("rId7", "worksheet", "/xl/worksheets/s.xml")),
        "xl\\worksheets\\s.xml": sheet.encode(),
    }
    grid = only(zipped(parts))
    assert grid.name == "表 1"
    assert grid.rows == [["1", None, "三"], [], [], [None, "2", "3"], ["4"]]
    assert (grid.merged, grid.hidden_columns) == (((0, 0, 0, 1),), {1})


def test_strict() -> None:
    parts = {
        "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.xml"), to=STRICT_TO),
        "xl/workbook.xml": f'<workbook xmlns="{STRICT}" xmlns:r="{STRICT_TO}" '
        'conformance="strict"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            ("a", "worksheet", "worksheets/sheet1.xml"), to=STRICT_TO
        ),
        "xl/worksheets/sheet1.xml": worksheet(
            '<row r="1"><c r="A1" t="d"><v>2010-12-31</v></c><c r="B1"><v>1383</v></c></row>'
        ).replace(MAIN, STRICT),
    }
    assert only(zipped(parts)).rows == [["2010-12-31", "1383"]]


def test_utf_16_parts_and_no_root_relationships() -> None:
    parts = parts_of('<row r="1"><c r="A1" t="str"><v>村</v></c></row>')
    del parts["_rels/.rels"]
    text = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(text, str)
    declared = '<?xml version="1.0" encoding="UTF-16"?>' + text
    parts["xl/worksheets/sheet1.xml"] = declared.encode("utf-16")
    assert only(zipped(parts)).rows == [["村"]]


def test_rows_keep_their_place() -> None:
    grid = sheet_of(
        '<row r="3"><c r="C3"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    )
    assert len(grid.rows) == 1_048_576
    assert grid.rows[2] == [None, None, "1"]
    assert grid.rows[-1] == ["2"]
    assert len({id(row) for row in grid.rows}) == 3  # blank rows share one list
    assert grid.origin == []


def test_rows_and_cells_out_of_order() -> None:
    grid = sheet_of(
        '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="D2"><v>6</v></c></row>'
    )
    assert grid.rows == [["1"], ["3", "4", None, "6"]]


def test_empty_styled_cells_cost_nothing() -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}"/></row>' for n in range(2, 2000))
    grid = sheet_of(f'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>{empty}')
    assert grid.rows == [["1"]]
    assert (grid.hidden_rows, grid.hidden_columns) == (frozenset(), frozenset())


def test_hidden_is_trimmed_to_the_table() -> None:
    grid = sheet_of(
        '<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2" ht="15"><c r="B2"><v>1</v></c></row><row r="3" hidden="1"/>',
        before='<cols><col min="2" max="16384" width="0" customWidth="1"/></cols>',
    )
    assert (grid.hidden_rows, grid.hidden_columns) == ({0}, {1})


def test_macros_and_links_are_left_aside() -> None:
    parts = parts_of('<row r="1"><c r="A1"><f>[1]S!A1</f><v>7</v></c></row>')
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        ("r1", "worksheet", "worksheets/sheet1.xml"),
        ("r2", "vbaProject", "vbaProject.bin"),
        ("r3", "externalLink", "externalLinks/externalLink1.xml"),
        ("r4", "externalLink", "../../../etc/passwd"),
    )
    book = parts["xl/workbook.xml"]
    assert isinstance(book, str)
    parts["xl/workbook.xml"] = book.replace("</workbook>", '<calcPr calcMode="manual"/></workbook>')
    parts["xl/vbaProject.bin"] = b"\0"
    found = content(zipped(parts), "x.xlsm")
    assert found.grids[0].rows == [["7"]]
    assert found.notes == (
        "macros are left aside, never run",
        "links to 2 other workbooks are not followed; what they last brought is read as stored",
        "calculates only when told to: stored values may be older than the figures",
    )


def test_named_table_and_standard_input(tmp_path: Path) -> None:
    data = zipped(parts_of('<row r="1"><c r="A1"><v>1</v></c></row>'))
    (tmp_path / "x.xlsx").write_bytes(data)
    (tmp_path / "pipe").write_bytes(data)
    path = str(tmp_path / "x.xlsx")
    assert read(Wanted("x.xlsx", path)).grids[0].name == "S"
    named = read(Wanted("x.xlsx", path, table="villages"))
    assert (named.table, named.grids[0].name) == ("villages", "S")
    with open(tmp_path / "pipe", "rb") as stream:
        source = read(Wanted("-", "-"), stdin=stream)
    assert (source.kind, source.grids[0].rows, source.notes) == ("workbook", [["1"]], ())


@pytest.mark.parametrize(
    ("column", "said"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_letters_of_columns(column: int, said: str) -> None:
    assert cells.letters(column) == said
    assert cells.column_of(said) == column
