"""OpenDocument spreadsheets, as LibreOffice and WPS write them."""

from __future__ import annotations

import pytest
from packages import content, fault, only, zipped

from consistency.errors import Fault

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_OASIS}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def document(tables: str, styles: str = "") -> bytes:
    """A package around whole tables."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {_SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods(rows: str, columns: str = "") -> bytes:
    """A package around the rows of one sheet, named 表."""
    return document(f'<table:table table:name="表">{columns}{rows}</table:table>')


def row(cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{cells}</table:table-row>"


def cell(text: str = "", attributes: str = "", more: str = "") -> str:
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{shown}{more}</table:table-cell>"


def number(value: str, text: str = "", more: str = "", kind: str = "float") -> str:
    return cell(text, f'office:value-type="{kind}" office:value="{value}" {more}')


def test_shown_texts() -> None:
    date = 'office:value-type="date" office:date-value="2010-12-31"'
    moment = 'office:value-type="date" office:date-value="2010-12-31T08:30:00"'
    grid = only(
        ods(
            row(
                cell("县", 'office:value-type="string"')
                + number("0.44613", "44.6%", kind="percentage")
                + number("1383", "1,383")
                + number("5", "¥5.00", kind="currency")
                + cell("10年12月31日", date)
                + cell("x", moment)
                + cell("TRUE", 'office:value-type="boolean" office:boolean-value="true"')
                + cell("08:30", 'office:value-type="time" office:time-value="PT08H30M00S"')
            )
            + row(
                cell(
                    'a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d<text:span>e</text:span>'
                )
                + cell("x</text:p><text:p>y")
                + cell("seen", more="<office:annotation><text:p>no</text:p></office:annotation>")
                + cell("", more="<draw:frame><text:p>no</text:p></draw:frame>")
                + cell("#DIV/0!", 'office:value-type="string"')
            )
        ),
        "x.ods",
    )
    assert grid.name == "表"
    assert grid.rows == [
        ["县", "44.6%", "1,383", "¥5.00", "2010-12-31", "2010-12-31T08:30:00", "TRUE", "08:30"],
        ["a  b\tc\nde", "x\ny", "seen", None, "#DIV/0!"],
    ]


def test_values_without_a_text() -> None:
    grid = only(
        ods(
            row(
                number("0.1")
                + number("1383.0")
                + number("0.333333333333333", "###")
                + cell("", 'office:value-type="string" office:string-value="x"')
                + cell("", 'office:value-type="boolean" office:boolean-value="false"')
                + number("0")
            )
        ),
        "x.ods",
    )
    assert grid.rows == [["0.1", "1383", "0.333333333333333", "x", "FALSE", "0"]]
    assert grid.computed_cells == {(0, 2)}


def test_repeated_merged_and_hidden() -> None:
    grid = only(
        ods(
            row(
                number("1", "1", 'table:number-columns-repeated="3"')
                + cell("", 'table:number-columns-repeated="16000"')
            )
            + row(cell(), ' table:number-rows-repeated="2"')
            + row(number("2", "2"), ' table:number-rows-repeated="2" table:visibility="collapse"')
            + "<table:table-header-rows><table:table-row-group>"
            + row(
                cell("m", 'table:number-columns-spanned="2" table:number-rows-spanned="3"')
                + "<table:covered-table-cell/><table:covered-table-cell/>"
                + cell("n"),
                ' table:visibility="filter"',
            )
            + "</table:table-row-group></table:table-header-rows>"
            + row(
                cell("", 'table:number-columns-repeated="16384"'),
                ' table:number-rows-repeated="1048570"',
            ),
            columns='<table:table-column table:number-columns-repeated="2"/>'
            '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
            '<table:table-column table:visibility="collapse" '
            'table:number-columns-repeated="16380"/>',
        ),
        "x.ods",
    )
    assert grid.rows == [["1", "1", "1"], [], [], ["2"], ["2"], ["m", None, None, "n"]]
    assert grid.merged == ((5, 0, 7, 1),)
    assert grid.hidden_rows == {3, 4, 5}
    assert grid.hidden_columns == {2, 3}


def test_formulas() -> None:
    found = content(
        ods(
            row(number("3", "3", 'table:formula="of:=SUM([.B1:.B2];[$x.C1])"'))
            + row(cell("", 'table:formula="of:=1+1"'))
        ),
        "x.ods",
    )
    assert dict(found.grids[0].formulas) == {(0, 0): "SUM(B1:B2,$x!C1)", (1, 0): "1+1"}
    assert found.notes[0].startswith(
        "sheet 表: 1 cell has a formula without a stored value, read as empty: A2"
    )


def test_sheets_hidden_and_empty() -> None:
    data = document(
        f'<table:table table:name="a" table:style-name="ta2">{row(cell("x"))}</table:table>'
        '<table:table table:name="b"/>'
        f'<table:table table:name="c" table:style-name="ta1">{row(cell("y"))}</table:table>',
        '<style:style style:name="ta1"><style:table-properties table:display="true"/>'
        '</style:style><style:style style:name="ta2">'
        '<style:table-properties table:display="false"/></style:style>',
    )
    found = content(data, "x.ods")
    assert [(grid.name, grid.rows) for grid in found.grids] == [("a", [["x"]]), ("c", [["y"]])]
    assert found.notes == ("sheet a is hidden", "empty sheet left out: b")


@pytest.mark.parametrize(
    ("rows", "what", "where"),
    [
        (
            row(cell("x", 'table:number-columns-repeated="16385"')),
            "has a cell in column 16,385, more than the 16,384 of a sheet",
            "row 1",
        ),
        (
            row(cell("x"), ' table:number-rows-repeated="1048577"'),
            "stands beyond row 1,048,576, the last that a sheet has",
            "row 1048577",
        ),
        (
            row(cell("x", 'table:number-columns-repeated="100"'))
            + row(
                cell("x", 'table:number-columns-repeated="100"'),
                ' table:number-rows-repeated="1000000"',
            ),
            "brings the workbook to over 20,000,000 cells, more than are read",
            "row 2",
        ),
        (row(number("x")), "is damaged: it holds 'x' where a number should stand", "cell A1"),
        (row(cell("x" * 1_000_001)), "holds over 1,000,000 characters in one cell", "cell A1"),
        (
            row(cell('<text:s text:c="9999999999"/>')),
            "holds over 1,000,000 characters in one cell",
            "cell A1",
        ),
    ],
)
def test_bounds(rows: str, what: str, where: str) -> None:
    found = fault(ods(rows), "x.ods")
    assert (found.what, found.where) == (what, f"x.ods, sheet 表, {where}")


def test_protected_and_damaged() -> None:
    parts = {"content.xml": "x", "META-INF/manifest.xml": "<m:encryption-data/>"}
    protected = Fault("is protected by a password", "x.ods", "Save it without a password")
    assert fault(zipped(parts), "x.ods") == protected
    assert fault(zipped({"content.xml": "x"}), "x.ods").what.startswith("is damaged: its part")
    assert fault(ods(""), "x.ods").what == "is empty: no sheet shows anything"


def test_macros_are_left_aside() -> None:
    import io
    import zipfile

    data = io.BytesIO(ods(row(cell("x"))))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("Basic/script-lb.xml", "x")
    assert content(data.getvalue(), "x.ods").notes == ("macros are left aside, never run",)
