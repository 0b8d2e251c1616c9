"""Where on a sheet a table begins: the rows whose texts fit a schema best.

The header is sought in the first rows of the sheet and in the rows under each
gap; a header over several rows is tried at each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model.numeral import read
from .folding import folded
from .headers import DEEPEST, Header, missing, read_headers
from .labels import labelled
from .names import Names
from .scales import known_unit
from .sheet import Sheet, sheet_of
from .table import Spot
from .transposed import title_rows
from .words import UNIT_ROWS

_FIRST = 80
_UNDER_GAP = 4
_MOST = 4000
_WIDEST = 200_000
_SAMPLE = 6
_FOOT = 30
_DIGITS = re.compile(r"[-+−\d.,%％\s]+")


@dataclass(frozen=True, slots=True)
class Region:
    """A header and what is stated once above or under it: the start of a table.

    `lacking` are required fields found nowhere; `flaws` counts what is wrong
    with the header besides.
    """

    sheet: Sheet
    header: Header
    lacking: tuple[str, ...]
    flaws: int
    spots: dict[str, Spot] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Every required field is found."""
        return not self.lacking

    @property
    def figures(self) -> bool:
        """Figures stand among the headers, in columns of no field."""
        header = self.header
        return any(read(header.paths[c][-1]).value is not None for c in header.strangers)

    def score(self) -> tuple[int, ...]:
        """The higher, the better the header fits."""
        header = self.header
        return (
            self.complete, len(header.found) + len(self.spots), -self.flaws, -header.weak,
            -header.height, -header.top,
        )  # fmt: skip


def regions(sheet: Sheet, names: Names) -> list[Region]:
    """The headers that hold every required field, top to bottom; else the one that fits best.

    Empty where no row of the sheet holds anything.
    """
    bands: dict[int, list[Region]] = {}
    for top in _candidates(sheet, names):
        found = [r for h in range(1, DEEPEST + 1) for r in _regions_at(sheet, names, top, h)]
        complete = [region for region in found if region.complete and not region.flaws]
        bands[top] = complete or [max(found, key=Region.score)]
    every = [region for found in bands.values() for region in found]
    chosen = _apart([region for region in every if region.complete])
    if not chosen and every:
        chosen = [max(every, key=Region.score)]
    return chosen


def first_filled(sheet: Sheet) -> int | None:
    """The first row that is not blank."""
    rows = range(len(sheet.rows))
    return next((row for row in rows if not sheet.is_blank_row(row)), None)


def _apart(found: list[Region]) -> list[Region]:
    """The best of the regions that share columns in neighbouring rows, top to bottom."""
    chosen: list[Region] = []
    for region in sorted(found, key=Region.score, reverse=True):
        if not any(_overlap(region, other) for other in chosen):
            chosen.append(region)
    return sorted(chosen, key=lambda r: (r.header.top, r.header.left))


def _overlap(first: Region, second: Region) -> bool:
    """Bands that share rows and columns; and the same header again, printed on each page.

    Under a title of its own the same header begins another table.
    """
    one, other = first.header, second.header
    columns = one.left <= other.right and other.left <= one.right
    rows = one.top < other.below and other.top < one.below
    same = {n: h.column for n, h in one.found.items()} == {
        n: h.column for n, h in other.found.items()
    }
    return columns and (rows or (same and not _titled(first.sheet, one.top, other.top)))


def _titled(sheet: Sheet, one: int, other: int) -> bool:
    """Directly over the lower of two headers stand words that do not stand over the upper one."""
    above, below = (_over(sheet, top) for top in sorted((one, other)))
    words = all(read(cell).absence == "not_a_number" for cell in below)
    return bool(below) and words and below != above


def _over(sheet: Sheet, top: int) -> list[str]:
    cells = sheet.rows[top - 1] if top else []
    return [cell.strip() for cell in cells if cell is not None and cell.strip()]


def _candidates(sheet: Sheet, names: Names) -> Iterator[int]:
    """Rows in which some cell means a field; the first filled row in any case."""
    first = first_filled(sheet)
    tried = seen = 0
    under_gap = 0
    for row in range(first if first is not None else 0, len(sheet.rows)):
        cells = sheet.rows[row]
        if not any(cells) or sheet.is_blank_row(row):
            under_gap = _UNDER_GAP
            continue
        if sheet.grid.origin and sheet.after_gap(row):
            under_gap = _UNDER_GAP
        near, under_gap = tried < _FIRST or under_gap > 0, under_gap - 1
        if not near:
            continue
        tried, seen = tried + 1, seen + len(cells)
        if row != first and (tried > _MOST or seen > _WIDEST):
            return
        if row == first or any(_means(cell, names) for cell in cells):
            yield row


def _means(cell: str | None, names: Names) -> bool:
    if cell is None or not cell.strip():
        return False
    text = cell.strip()
    if _DIGITS.fullmatch(text) and text not in names.exact:
        return False
    return names.match((text,)) is not None


def _regions_at(sheet: Sheet, names: Names, top: int, height: int) -> Iterator[Region]:
    rows = range(top, top + height)
    if rows.stop > len(sheet.rows) or any(sheet.is_blank_row(row) for row in rows):
        return
    for header in read_headers(sheet, names, top, height):
        header = _over_unit_row(sheet, names, header)
        lacking = missing(header, names)
        spots = _spots(sheet, names, header, lacking)
        lacking = [name for name in lacking if name not in spots]
        flaws = len(header.twice) + _unnamed(sheet, header)
        yield Region(sheet, header, tuple(lacking), flaws, spots)


def _over_unit_row(sheet: Sheet, names: Names, header: Header) -> Header:
    """The header with the row under it, where that row only states units."""
    if header.below >= len(sheet.rows) or not header.found:
        return header
    texts = {name: sheet.text(header.below, h.column) for name, h in header.found.items()}
    stated = [text for name, text in texts.items() if text and names.fields[name].is_number]
    others = [text for name, text in texts.items() if text and not names.fields[name].is_number]
    if not stated or not all(known_unit(text) for text in stated):
        return header
    if not UNIT_ROWS.issuperset(map(folded, others)):
        return header
    deeper = read_headers(sheet, names, header.top, header.height + 1)
    return next((d for d in deeper if d.found.keys() == header.found.keys()), header)


def _spots(sheet: Sheet, names: Names, header: Header, lacking: list[str]) -> dict[str, Spot]:
    """Keys, period and labels without a column that a line above or at the foot states."""
    wanted = {n for n in names.fields if n not in header.found and not names.fields[n].is_number}
    if not wanted & set(lacking):
        return {}
    if sheet.transposed:
        upright = sheet_of(sheet.grid)
        return labelled(upright, names, range(title_rows(sheet.grid)), wanted, bare=True)
    above = range(max(0, header.top - _FIRST), header.top)
    foot = range(max(header.below, len(sheet.rows) - _FOOT), len(sheet.rows))
    spots = labelled(sheet, names, foot, wanted, bare=False)
    return spots | labelled(sheet, names, above, wanted, bare=True)


def _unnamed(sheet: Sheet, header: Header) -> int:
    """Columns within the table that have no header but cells in the rows just below."""
    columns = [
        column
        for column in range(header.left, header.right + 2)
        if column >= len(header.paths) or not header.paths[column]
    ]
    rows = range(header.below, min(header.below + _SAMPLE, len(sheet.rows)))
    return sum(any(sheet.text(row, column) for row in rows) for column in columns)
