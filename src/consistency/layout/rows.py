"""Which rows under a header are records, and what the others are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model.numeral import read
from ..schema import Schema
from .folding import folded
from .headers import Header
from .set_aside import SetAside, Why
from .sheet import Sheet, is_blank
from .totals import TELLING, is_note, is_of_which, is_sentence, is_signed, is_total
from .words import COLUMN_NUMBERING

_NUMBER = re.compile(r"\s*\d[\d.,]*\s*")
_CODE = re.compile(r"[A-Za-z]{0,4}[\d.\-]{2,}")
_HEADER_ROWS = 3
FEWEST_NUMBERED = 4
"""A row numbers the columns only where at least so many of them hold figures."""

_TITLES = 4
_ABOVE = 20


@dataclass(slots=True)
class Rows:
    """The rows of one table: records, total rows, what was set aside, and where it ends."""

    records: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    end: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a table by what stands in them; the period is no `name`."""

    names: tuple[int, ...]
    keys: tuple[int, ...]
    labels: tuple[int, ...]
    numbers: tuple[int, ...]
    left: int
    right: int


def shape_of(header: Header, schema: Schema) -> Shape:
    """The columns of the fields a header found."""

    def columns(chosen: Sequence[str]) -> tuple[int, ...]:
        return tuple(sorted(header.found[n].column for n in chosen if n in header.found))

    fields = schema.fields
    return Shape(
        columns([name for name in schema.keys if name != schema.period]),
        columns(schema.keys),
        columns([f.name for f in fields if not f.is_number and f.name not in schema.keys]),
        columns([f.name for f in fields if f.is_number]),
        header.left,
        header.right,
    )


def read_rows(
    sheet: Sheet, header: Header, schema: Schema, kept: frozenset[str], stops: Sequence[int] = ()
) -> Rows:
    """Every row under a header.

    `kept` are texts by which a suite picks rows: a total row of that name stays
    a record. `stops` are rows in which another table is known to begin.
    """
    lines = range(max(0, header.top - _ABOVE), header.top)
    above = {cell.strip() for row in lines for cell in sheet.rows[row] if cell is not None}
    reader = _Reader(sheet, header, shape_of(header, schema), kept, frozenset(above - {""}))
    return reader.read(min([s for s in stops if s >= header.below], default=len(sheet.rows)))


@dataclass(slots=True)
class _Reader:
    sheet: Sheet
    header: Header
    shape: Shape
    kept: frozenset[str]
    above: frozenset[str]
    found: Rows = field(default_factory=Rows)
    doubtful: list[tuple[int, int, Why]] = field(default_factory=list)
    noted: bool = False
    parted: bool = False

    def read(self, end: int) -> Rows:
        sheet, found = self.sheet, self.found
        whole = self.shape.left == 0 and self.header.right >= len(self.header.paths) - 1
        row = self._past_numbering(self.header.below)
        while row < end:
            cells = sheet.rows[row]
            if not any(cells) or self._is_empty(cells, whole):
                self.parted = True
            elif self._is_plain(cells, row):
                found.records.append(row)
                self.parted = False
            elif not self._take(row):
                break
            row += 1
        found.end = row
        self._settle()
        return found

    def _is_empty(self, cells: list[str | None], whole: bool) -> bool:
        if whole:
            return all(map(is_blank, cells))
        return all(map(is_blank, cells[self.shape.left : self.shape.right + 1]))

    def _is_plain(self, cells: list[str | None], row: int) -> bool:
        """A record at first sight: a name without telling words, no gap above, no merge."""
        if self.noted or row in self.sheet.merges:
            return False
        if self.parted or (self.sheet.grid.origin and self.sheet.after_gap(row)):
            column = self.shape.numbers[0] if self.shape.numbers else len(cells)
            if column >= len(cells) or not _NUMBER.fullmatch(cells[column] or ""):
                return False
        for column in self.shape.keys or (self.shape.left,):
            cell = cells[column] if column < len(cells) else None
            if cell is None or not cell.strip() or TELLING.search(cell[:80]):
                return False
        return not self._repeats_a_header_cell(cells)

    def _repeats_a_header_cell(self, cells: list[str | None]) -> bool:
        for column in self.shape.keys[:1] + self.shape.numbers[:1]:
            cell = cells[column] if column < len(cells) else None
            if cell is not None and cell.strip() in self.header.paths[column]:
                return True
        return False

    def _take(self, row: int) -> bool:
        """Decide on a row that needs a second look; False where another table begins."""
        parted = self.parted or self.sheet.after_gap(row)
        why = self._why(row)
        if why is None and parted and self._opens_a_table(row):
            return False
        self.parted = why == "heading"
        self.noted = why == "note"
        if why is None:
            self.found.records.append(row)
        elif why in ("total_row", "of_which"):
            self.doubtful.append((len(self.found.records), row, why))
        else:
            self._set_aside(row, why)
        return True

    def _why(self, row: int) -> Why | None:
        texts = self._texts(row)
        if not texts:
            return None
        first = texts[min(texts)]
        if self._is_header(texts) or (len(texts) == 1 and first in self.above):
            return "repeated_header"
        if is_signed(first):
            return "note"
        if not any(self._is_figure(texts.get(column)) for column in self.shape.numbers):
            why = self._without_figures(row, texts, first)
            if why is not None:
                return why
        names = [texts[c] for c in self.shape.keys if c in texts]
        said = names if any(c in texts for c in self.shape.names) else [first, *names]
        if not self.shape.keys or any(text in self.kept for text in said):
            return None
        if any(map(is_of_which, said)):
            return "of_which"
        if any(map(is_total, said)) and not self._identified(texts):
            return "total_row"
        return None

    def _without_figures(self, row: int, texts: dict[int, str], first: str) -> Why | None:
        if is_note(first) or is_signed(first + ":"):
            return "note"
        if len(texts) > 1:
            return None
        if self.noted or is_sentence(first):
            return "note"
        return "heading" if self._is_heading(row, texts) else None

    def _texts(self, row: int) -> dict[int, str]:
        """The texts of the table's own columns in a row."""
        cells = self.sheet.rows[row][: self.shape.right + 1]
        kept = ((c, cells[c]) for c in range(self.shape.left, len(cells)))
        return {c: cell.strip() for c, cell in kept if cell is not None and cell.strip()}

    def _is_figure(self, text: str | None) -> bool:
        return text is not None and read(text).value is not None

    def _is_header(self, texts: dict[int, str]) -> bool:
        """Each cell of the table's fields shows a text of the header above it."""
        columns = [h.column for h in self.header.found.values() if h.column in texts]
        same = [folded(texts[c]) in map(folded, self.header.paths[c]) for c in columns]
        return len(same) > 0 and all(same) and (len(same) > 1 or len(texts) == 1)

    def _is_heading(self, row: int, texts: dict[int, str]) -> bool:
        """Its one cell is merged over columns of figures."""
        return any(
            left in texts and any(left < column <= right for column in self.shape.numbers)
            for _, left, _, right in self.sheet.merges.get(row, ())
        )

    def _identified(self, texts: dict[int, str]) -> bool:
        """The row says what it is besides being a total: a level is filled, or a code."""
        labels = [texts[c] for c in self.shape.labels if c in texts]
        codes = [texts[c] for c in self.shape.names if c in texts and _CODE.fullmatch(texts[c])]
        return bool(codes) or any(not is_total(label) for label in labels)

    def _opens_a_table(self, row: int) -> bool:
        """After a gap: a row of words where the table has figures, with figures under it."""
        for at in range(row, min(row + _TITLES, len(self.sheet.rows))):
            texts = self._texts(at)
            if len(texts) != 1:
                break
        if any(self._is_figure(text) for text in texts.values()):
            return False
        marks = {c: read(texts[c]).absence for c in self.shape.numbers if c in texts}
        words = [column for column, absence in marks.items() if absence == "not_a_number"]
        if len(texts) < 2 or not words or not self._figures_below(at, words):
            return False
        below = self._texts(at + 1) if at + 1 < len(self.sheet.rows) else {}
        return len(words) >= 2 or below.keys() <= texts.keys()

    def _figures_below(self, row: int, columns: list[int]) -> bool:
        below = range(row + 1, min(row + 1 + _HEADER_ROWS, len(self.sheet.rows)))
        return any(self._is_figure(self.sheet.text(r, c)) for r in below for c in columns)

    def _past_numbering(self, row: int) -> int:
        """Rows right under the header that number the columns: 甲 乙 1 2 3."""
        while row < len(self.sheet.rows) and self._numbers_columns(row):
            self._set_aside(row, "column_numbers")
            row += 1
        return row

    def _numbers_columns(self, row: int) -> bool:
        """Every figure is the number of its column, counted on from the key columns.

        With few columns a record could look like that, and is then one.
        """
        texts = self._texts(row)
        values = [texts.get(column, "").strip("()（）") for column in self.shape.numbers]
        if len(values) < FEWEST_NUMBERED or not all(v.isdecimal() and len(v) < 4 for v in values):
            return False
        names = [texts[column] for column in self.shape.keys if column in texts]
        plain = [int(name) for name in names if name.isdecimal() and len(name) < 4]
        if not all(name.isdecimal() or name in COLUMN_NUMBERING for name in names):
            return False
        run = plain + [int(value) for value in values]
        return run == list(range(run[0], run[0] + len(run))) and run[0] in (1, len(names) + 1)

    def _settle(self) -> None:
        """Totals are set aside only where a record is left beside them."""
        for why in ("of_which", "total_row"):
            mine = [(row, w) for _, row, w in self.doubtful if w == why]
            others = [row for _, row, w in self.doubtful if w != why]
            if mine and not self.found.records and not (why == "of_which" and others):
                self.found.records = sorted(row for row, _ in mine)
                self.doubtful = [item for item in self.doubtful if item[2] != why]
        for _, row, why in self.doubtful:
            self._set_aside(row, why)
            if why == "total_row":
                self.found.totals.append(row)

    def _set_aside(self, row: int, why: Why) -> None:
        texts = self._texts(row)
        column = min(texts)
        self.found.aside.append(SetAside(self.sheet.name(row, column), texts[column], why))
