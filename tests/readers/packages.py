"""Workbooks as bytes for tests: by the libraries offices' tools resemble, and by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import openpyxl

from consistency.errors import Fault, InputError
from consistency.model.document import Grid
from consistency.readers.content import Content
from consistency.readers.workbook import content_of_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
TO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_TO = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relationships(*items: tuple[str, str, str], outside: str = "", to: str = TO) -> str:
    """A relationships part of (id, type, target)."""
    body = "".join(
        f'<Relationship Id="{key}" Type="{to}/{kind}" Target="{target}"/>'
        for key, kind, target in items
    )
    return f'<Relationships xmlns="{RELS}">{body}{outside}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of parts, as they come."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    """A sheet's XML around its rows."""
    data = f"<sheetData>{rows}</sheetData>"
    return f'<worksheet xmlns="{MAIN}">{before}{data}{after}</worksheet>'


def parts_of(rows: str, before: str = "", after: str = "") -> dict[str, str | bytes]:
    """The fewest parts of a workbook with one sheet, named S."""
    return {
        "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TO}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(("r1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": worksheet(rows, before, after),
    }


def with_styles(parts: dict[str, str | bytes], *codes: str) -> dict[str, str | bytes]:
    """The same parts with number formats; style n shows by the n-th code."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>'
        for number, code in enumerate(codes, start=164)
    )
    styles = "".join(f'<xf numFmtId="{164 + number}"/>' for number in range(len(codes)))
    return parts | {
        "xl/_rels/workbook.xml.rels": relationships(
            ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "styles", "styles.xml")
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{styles}</cellXfs></styleSheet>",
    }


def sheet_of(rows: str, before: str = "", after: str = "") -> Grid:
    """The grid of a sheet given by the XML of its rows."""
    return only(zipped(parts_of(rows, before, after)))


def only(data: bytes, where: str = "x.xlsx") -> Grid:
    """The one grid of a workbook."""
    (grid,) = content_of_workbook(data, where).grids
    return grid


def content(data: bytes, where: str = "x.xlsx") -> Content:
    """The content of a workbook."""
    return content_of_workbook(data, where)


def fault(data: bytes, where: str = "x.xlsx") -> Fault:
    """The one fault for which a workbook is refused."""
    try:
        found = content_of_workbook(data, where)
    except InputError as error:
        (single,) = error.faults
        assert single.what
        assert single.where
        assert single.next
        return single
    raise AssertionError(f"was read: {str(found)[:200]}")


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
