"""Lines to records: cells between separators, quoted as RFC 4180 says.

Also read: spaces around a quoted cell, and line ends of any kind. A quote in
the middle of an unquoted cell belongs to its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import Fault
from .wanted import LIMIT_CELL, refuse_any, refused

LIMIT_COLUMNS = 100_000
_OPENING = re.compile(r' *"')
_AFTER = re.compile(r"[ \r\n]*")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record and the line (from 1) on which it begins."""

    line: int
    cells: list[str]


def records(
    lines: Iterator[str], delimiter: str, where: str, skipped: int, lenient: bool = False
) -> Iterator[Record]:
    """Cut lines into records; a quoted cell may run over several lines.

    `skipped` is the number of lines before the first one. `lenient` ends
    quietly at a faulty record, for trying a separator out.
    """
    number = skipped
    for line in lines:
        number += 1
        begins = number
        if len(line) > LIMIT_CELL:
            _refuse_wide(line, delimiter, f"{where}:{number}")
        if '"' not in line:
            cells = line.rstrip("\r\n").split(delimiter)
        else:
            faults: list[Fault] = []
            cells, number = _quoted(line, lines, delimiter, (where, number), faults)
            if faults and lenient:
                return
            refuse_any(faults, where)
        if len(line) > LIMIT_CELL or number > begins:
            _refuse_long(cells, f"{where}:{begins}")
        yield Record(begins, cells)


def _quoted(
    line: str, lines: Iterator[str], delimiter: str, at: tuple[str, int], faults: list[Fault]
) -> tuple[list[str], int]:
    """The cells of a record with quotes, and the line on which it ends."""
    where, number = at
    cells: list[str] = []
    position = 0
    while True:
        opening = _OPENING.match(line, position)
        if opening is None:
            end = line.find(delimiter, position)
            cells.append(line[position:].rstrip("\r\n") if end < 0 else line[position:end])
            if end < 0:
                return cells, number
            position = end + 1
            continue
        begins = number
        cell, line, position, number = _cell(line, opening.end(), lines, number)
        cells.append(cell)
        if position < 0:
            faults.append(_unclosed(cell, f"{where}:{begins}", len(cells)))
            return cells, number
        position = _spaces(line, position, delimiter)
        if position == len(line):
            return cells, number
        if line[position] != delimiter:
            what = f"column {len(cells)} has text after its closing quote"
            step = "Double the quotes inside a quoted cell"
            faults.append(Fault(what, f"{where}:{number}", step))
            return cells, number
        position += 1


def _cell(line: str, start: int, lines: Iterator[str], number: int) -> tuple[str, str, int, int]:
    """A quoted cell from after its opening quote: text, current line, position after, line.

    The position is -1 where the quote is never closed or the cell is too long.
    """
    parts: list[str] = []
    size = 0
    while True:
        end = line.find('"', start)
        piece = line[start:] if end < 0 else line[start:end]
        parts.append(piece)
        size += len(piece)
        if size > LIMIT_CELL:
            return "".join(parts), line, -1, number
        if end < 0:
            following = next(lines, None)
            if following is None:
                return "".join(parts), line, -1, number
            line, start, number = following, 0, number + 1
        elif line.startswith('"', end + 1):
            parts.append('"')
            size += 1
            start = end + 2
        else:
            return "".join(parts), line, end + 1, number


def _spaces(line: str, position: int, delimiter: str) -> int:
    """The position after the spaces (not the separator) that follow a closing quote."""
    if delimiter == " ":
        return position
    match = _AFTER.match(line, position)
    return match.end() if match else position


def _unclosed(cell: str, where: str, column: int) -> Fault:
    if len(cell) > LIMIT_CELL:
        what = f"column {column} holds over {LIMIT_CELL:,} characters in one cell"
        return Fault(what, where, "Close its quote, or shorten the cell")
    return Fault(
        f"the quote that opens column {column} is never closed",
        where,
        "Close the quote, or double it if it belongs to the text",
    )


def _refuse_wide(line: str, delimiter: str, where: str) -> None:
    if line.count(delimiter) >= LIMIT_COLUMNS:
        columns = line.count(delimiter) + 1
        raise refused(
            f"{columns:,} columns are more than the {LIMIT_COLUMNS:,} that are read",
            where,
            "Check the separator and the line ends",
        )


def _refuse_long(cells: list[str], where: str) -> None:
    for column, cell in enumerate(cells, start=1):
        if len(cell) > LIMIT_CELL:
            raise refused(
                f"column {column} holds {len(cell):,} characters in one cell, "
                f"more than {LIMIT_CELL:,}",
                where,
                "Check the separator and the line ends, or shorten the cell",
            )
