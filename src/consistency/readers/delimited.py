"""Comma, tab and other separated text to a grid (RFC 4180, with what offices send).

Cells are kept as text exactly. Blank lines (also lines of separators only) are
no rows; `Grid.origin` then holds the row number a spreadsheet would show.
"""

from __future__ import annotations

import io
import re
from itertools import islice

from ..errors import Fault
from ..model.document import Grid
from .records import Record, records
from .wanted import LIMIT_CELL, refuse_any, refused

DELIMITERS = (",", ";", "\t", "|")
_SNIFFED = 50
_DECLARED = re.compile(r'"?sep=([^"\w\s]|\t)"?[\r\n]*', re.IGNORECASE)


def grid_of_delimited(text: str, name: str, where: str, delimiter: str | None = None) -> Grid:
    """The grid of a delimited text; `delimiter` None finds it from the first records.

    Raises `InputError`: empty, a quote never closed, a cell over 1,000,000
    characters, a row with fewer or more cells than the header.
    """
    text = text.removesuffix("\x1a")  # the end-of-file mark of old systems
    lines = io.StringIO(text, newline="")
    skipped = 0
    declared = _DECLARED.fullmatch(text[:10].splitlines(keepends=True)[0]) if text else None
    if declared:
        lines.readline()
        delimiter, skipped = declared[1], 1
    if delimiter is None:
        delimiter = sniff(text, where)
    kept: list[Record] = []
    origin: list[int] = []
    for number, record in enumerate(records(lines, delimiter, where, skipped), start=1):
        if any(cell.strip() for cell in record.cells):
            kept.append(record)
            origin.append(number)
    if not kept:
        raise refused("is empty", where, "Send a table with a header line and at least one record")
    width = _width(kept)
    refuse_any(_ragged(kept, width, where), where)
    rows: list[list[str | None]] = [_padded(record.cells, width) for record in kept]
    return Grid(name, rows, origin=[] if origin[-1] == len(origin) else origin)


def sniff(text: str, where: str) -> str:
    """The separator that cuts the first 50 records most evenly; a comma if none does."""
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        lines = io.StringIO(text[:LIMIT_CELL], newline="")
        first = islice(records(lines, delimiter, where, 0, lenient=True), _SNIFFED)
        widths = [len(record.cells) for record in first if any(c.strip() for c in record.cells)]
        if not widths or widths[0] < 2:
            continue
        score = (sum(width == widths[0] for width in widths) / len(widths), widths[0])
        if score > best_score:
            best, best_score = delimiter, score
    return best


def looks_delimited(text: str, where: str) -> bool:
    """The first 50 lines are records of one width, of two cells or more.

    A comma or semicolon that a space follows punctuates a sentence.
    """
    if _DECLARED.match(text):
        return True
    delimiter = sniff(text, where)
    start = text[:LIMIT_CELL]
    if delimiter in ",;" and 2 * start.count(f"{delimiter} ") > start.count(delimiter):
        return False
    lines = io.StringIO(start, newline="")
    first = islice(records(lines, delimiter, where, 0, lenient=True), _SNIFFED)
    widths = [len(record.cells) for record in first if any(c.strip() for c in record.cells)]
    return len(widths) > 1 and widths[0] > 1 and len(set(widths)) == 1


def _filled(cells: list[str]) -> int:
    """The number of cells up to the last one that is not empty."""
    for count in range(len(cells), 0, -1):
        if cells[count - 1].strip():
            return count
    return 0


def _width(kept: list[Record]) -> int:
    """The header's columns: named ones, and unnamed ones at its end that hold something."""
    named = _filled(kept[0].cells)
    if named == len(kept[0].cells):
        return named
    longest = max(_filled(record.cells) for record in kept)
    return max(named, min(longest, len(kept[0].cells)))


def _ragged(kept: list[Record], width: int, where: str) -> list[Fault]:
    """Rows that end before the header's last named column or hold something beyond it."""
    named = _filled(kept[0].cells)
    faults = []
    for record in kept[1:]:
        cells = len(record.cells)
        if cells == width:
            continue
        if cells > width:
            cells = max(_filled(record.cells), width)
        if named <= cells <= width:
            continue
        faults.append(
            Fault(
                f"{cells} {'cell' if cells == 1 else 'cells'} in this row, {width} in the header",
                f"{where}:{record.line}",
                "Add or take out separators, or quote the cell that holds one",
            )
        )
    return faults


def _padded(cells: list[str], width: int) -> list[str | None]:
    row: list[str | None] = [cell or None for cell in cells[:width]]
    row.extend([None] * (width - len(row)))
    return row
