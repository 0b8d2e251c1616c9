"""What readers deliver: plain grids and texts, as a person sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Grid:
    """A rectangle of displayed texts, header included; `None` is an empty cell.

    `rows[r][c]` is what a person sees in row r, column c (both from 0); rows may
    be ragged. `decimals[c]` is the printed precision of a column whose values
    were binary floats (one value for the whole column; `None` where the text
    itself shows the precision); `computed` lists columns of floats that are not
    printed numbers at all (more than six decimals). `origin` maps a row index
    to the row number shown by a spreadsheet when it differs (blank lines left
    out), else empty.

    Of a workbook's sheet besides, all positions from 0: `merged` ranges as (top,
    left, bottom, right), both ends included; `hidden_rows` and `hidden_columns`;
    `formulas`, the text behind a cell, whose shown text is the value stored with
    it; `computed_cells`, doubles shown in no format that fixes their digits.

    Of a table too large to be read cell by cell, `rows` are only its header and first
    rows, and `frame` is the rest.
    """

    name: str
    rows: list[list[str | None]]
    decimals: dict[int, int] = field(default_factory=dict)
    computed: frozenset[int] = frozenset()
    origin: list[int] = field(default_factory=list)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    computed_cells: frozenset[tuple[int, int]] = frozenset()
    frame: Any = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """One input after reading: its grids, or its text, and what identifies it.

    `sha256` is of the bytes (for data passed in memory: of their canonical
    text). `text` is set for narrative inputs only. `notes` say what was
    met and left aside while reading (macros, links to other workbooks). `table`
    is the NAME under which a workbook was given: its sheets keep their own.
    """

    name: str
    path: str | None
    sha256: str
    kind: Literal["table", "workbook", "text"]
    grids: tuple[Grid, ...] = ()
    text: str | None = None
    notes: tuple[str, ...] = ()
    table: str | None = None
