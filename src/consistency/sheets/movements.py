"""Opening + in - out = closing, where the headers say which is which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .cells import Cells
from .formulas import Cell
from .headed import Headed

_OPENING = re.compile(
    r"期初|年初|月初|上期末|上年末|上年结转|上年結轉"
    r"|(?<![a-z])(?:opening|beginning|brought forward|at start)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"期末|年末|月末|结转下年|結轉下年|(?<![a-z])(?:closing|ending|carried forward|at end)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"新增|增加|转入|轉入|收入|发展|發展|入库|加入"
    r"|(?<![a-z])(?:joined|added|additions?|increases?|received|receipts|inflows?|in$|new)",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"减少|減少|转出|轉出|支出|退出|出库|注销|"
    r"(?<![a-z])(?:left|removed|decreases?|disposals?|paid|payments|outflows?|out$|withdrawn)",
    re.IGNORECASE,
)
MOSTLY = Fraction(3, 4)
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Movement:
    """closing = opening and signed movements, in one row."""

    closing: Cell
    parts: tuple[tuple[Cell, int], ...]


def movements(cells: Cells, heads: Headed) -> Iterator[Movement]:
    """The movements of stock that headers name, every column between opening and closing known.

    They are stated where they hold in most rows.
    """
    columns = sorted(heads.columns)
    for at, opening in enumerate(columns):
        if not _OPENING.search(heads.column(opening)[-1]):
            continue
        signs: list[tuple[int, int]] = [(opening, 1)]
        for column in columns[at + 1 : at + 1 + _LONGEST]:
            text = heads.column(column)[-1]
            if heads.column(column)[:-1] != heads.column(opening)[:-1]:
                break
            if _CLOSING.search(text):
                if len(signs) > 1:
                    yield from _rows(cells, heads, column, signs)
                break
            into, out = _IN.search(text) is not None, _OUT.search(text) is not None
            if into == out:
                break
            signs.append((column, 1 if into else -1))


def _rows(
    cells: Cells, heads: Headed, closing: int, signs: list[tuple[int, int]]
) -> Iterator[Movement]:
    found: list[tuple[int, bool]] = []
    lacking: list[int] = []
    for row in range(heads.body, cells.height):
        figures = [cells.figures[row][column] for column in (closing, *(c for c, _ in signs))]
        if sum(figure is not None and figure.value is not None for figure in figures) < 2:
            continue
        stated, *parts = (f.value if f is not None else None for f in figures)
        if stated is None or any(part is None for part in parts):
            lacking += [row] if stated is not None else []
            continue
        steps = sum((f.step for f in figures if f is not None), Fraction(0))
        gap = stated - sum(s * (p or 0) for p, (_, s) in zip(parts, signs, strict=True))
        found.append((row, 2 * abs(gap) <= steps))
    holding = sum(holds for _, holds in found)
    if not found or holding < MOSTLY * len(found):
        return
    for row in sorted([*lacking, *(row for row, _ in found)]):
        yield Movement((row, closing), tuple(((row, c), sign) for c, sign in signs))
