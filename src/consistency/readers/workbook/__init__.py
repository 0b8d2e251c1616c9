"""Workbooks to grids of shown texts: .xlsx and .xlsm, .xls, .ods.

What a file is decides its content, not its suffix: offices rename. One grid a
sheet, whose row and column are those of the sheet less one. What reads a format is
imported when one is met.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import NoReturn

from ..content import Content
from ..decoding import looks_like
from ..wanted import refused

__all__ = ["SUFFIXES", "content_of_workbook", "is_workbook"]

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # .xls before it was an OLE file
_FAMILY = {".xlsm": ".xlsx"}


def is_workbook(data: bytes) -> bool:
    """The bytes begin as a zip archive or an old Office file does."""
    return data.startswith((_ZIP, _OLE))


def content_of_workbook(data: bytes, where: str) -> Content:
    """The sheets of a workbook's bytes, with notes on what was left aside.

    Limits: 16,384 columns, 1,048,576 rows, 20,000,000 cells in all, 1,000
    sheets, 1,000,000 characters in a cell; a zip part of 512 MiB, 1 GiB in all,
    100-fold expansion. Raises `InputError`, and nothing else, for what lies
    beyond and for anything that is no workbook, damaged, or protected.
    """
    if data.startswith(_ZIP):
        found, content = _unzipped(data, where)
    elif data.startswith((_OLE, *_OLD)):
        from .xls import content_of_xls

        found, content = ".xls", content_of_xls(data, where)
    else:
        _refuse(data, where)
    said = PurePath(where).suffix.lower()
    if said in SUFFIXES and _FAMILY.get(said, said) != found:
        note = f"is named {said} but is an {found} workbook by its content"
        return Content(content.grids, content.kind, (note, *content.notes))
    return content


def _unzipped(data: bytes, where: str) -> tuple[str, Content]:
    from .package import Package

    package = Package(data, where)
    if package.has("content.xml"):
        from .ods import content_of_ods

        return ".ods", content_of_ods(package)
    from .xlsx import content_of_xlsx

    return ".xlsx", content_of_xlsx(package)


def _refuse(data: bytes, where: str) -> NoReturn:
    if not data:
        raise refused("is empty", where, "Send a workbook with a table in it")
    shape = looks_like(data)
    what = f"looks like {shape}, not a workbook" if shape else "is not a workbook, or damaged"
    raise refused(what, where, "Open it in a spreadsheet program and save it as .xlsx")
