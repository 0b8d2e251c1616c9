"""Header rows: what stands above each column, over one to three rows, merged cells spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .names import LEAF, Match, Names, Path
from .sheet import Sheet

DEEPEST = 3
_SAMPLE = 50
_WIDEST = 100_000


@dataclass(frozen=True, slots=True)
class Heading:
    """The column of a field, its header as printed, and the unit the header states."""

    column: int
    text: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A band of header rows read against the names of a schema.

    `found` holds one column a field; `twice` the visible columns that mean one
    field; `strangers` the columns of none; `twins` hidden columns whose field a
    visible column shows; `misfits` columns that name a field in a unit of
    another dimension. `left` and `right` bound the table, both included.
    """

    top: int
    height: int
    paths: tuple[Path, ...]
    found: dict[str, Heading]
    twice: dict[str, tuple[int, ...]]
    strangers: tuple[int, ...]
    twins: tuple[int, ...]
    misfits: tuple[tuple[int, Match], ...]
    weak: int
    left: int
    right: int

    @property
    def below(self) -> int:
        """The first row under the header."""
        return self.top + self.height

    def text(self, column: int) -> str:
        """The header of a column as printed, its levels joined by blanks."""
        return " ".join(self.paths[column]) if column < len(self.paths) else ""


def read_headers(sheet: Sheet, names: Names, top: int, height: int) -> list[Header]:
    """The header in these rows; several where blank columns part tables side by side.

    Tables side by side are told apart only where the columns taken together
    would mean one field twice, and a part alone holds all that is required.
    """
    paths = paths_of(sheet, top, height)
    columns = [column for column, path in enumerate(paths) if path]
    whole = _read(sheet, names, top, height, paths, columns)
    parts = _parted(columns)
    if not whole.twice or len(parts) < 2:
        return [whole]
    alone = [_read(sheet, names, top, height, paths, part) for part in parts]
    complete = [header for header in alone if not header.twice and not missing(header, names)]
    return complete or [whole]


def missing(header: Header, names: Names) -> list[str]:
    """Required fields without a column."""
    return [f.name for f in names.schema.fields if f.required and f.name not in header.found]


def _parted(columns: Sequence[int]) -> list[list[int]]:
    """Columns with a header, cut where columns without one lie between."""
    parts: list[list[int]] = []
    for column in columns:
        if parts and column == parts[-1][-1] + 1:
            parts[-1].append(column)
        else:
            parts.append([column])
    return parts


def _read(
    sheet: Sheet,
    names: Names,
    top: int,
    height: int,
    paths: tuple[Path, ...],
    columns: Sequence[int],
) -> Header:
    claims: dict[str, list[tuple[int, Match]]] = defaultdict(list)
    misfits: list[tuple[int, Match]] = []
    strangers: list[int] = []
    for column in columns:
        match = names.match(paths[column])
        if match is None:
            strangers.append(column)
        elif match.misfit:
            misfits.append((column, match))
            strangers.append(column)
        else:
            claims[match.field].append((column, match))
    found: dict[str, Heading] = {}
    twice: dict[str, tuple[int, ...]] = {}
    twins: list[int] = []
    weak = 0
    for shape in names.schema.fields:
        if shape.name not in claims:
            continue
        held, weaker, hidden = _settled(sheet, claims[shape.name], top, height)
        strangers += weaker
        twins += hidden
        column, match = held[0]
        weak += match.rank
        found[shape.name] = Heading(column, " ".join(paths[column]), match.unit)
        if len(held) > 1:
            twice[shape.name] = tuple(column for column, _ in held)
    bound = sorted(h.column for h in found.values())
    left, right = _extent(_parted(columns), bound)
    return Header(
        top, height, paths, found, twice, tuple(sorted(strangers)), tuple(sorted(twins)),
        tuple(misfits), weak, left, right,
    )  # fmt: skip


def _settled(
    sheet: Sheet, claims: list[tuple[int, Match]], top: int, height: int
) -> tuple[list[tuple[int, Match]], list[int], list[int]]:
    """The columns that hold a field: surer names before weaker, visible before hidden."""
    surest = min(match.rank for _, match in claims)
    weaker = [c for c, match in claims if surest < LEAF <= match.rank]
    held = [claim for claim in claims if claim[0] not in weaker]
    visible = [claim for claim in held if claim[0] not in sheet.hidden_columns]
    hidden = [column for column, _ in held if visible and column in sheet.hidden_columns]
    held = visible or held
    if len(held) > 1:
        held = _of_one_merge(sheet, held, top, height)
    return held, weaker, hidden


def _of_one_merge(
    sheet: Sheet, held: list[tuple[int, Match]], top: int, height: int
) -> list[tuple[int, Match]]:
    """One header merged over several columns means the one that is filled."""
    columns = [column for column, _ in held]
    for row in range(top, top + height):
        for _, left, _, right in sheet.merges.get(row, ()):
            if left <= columns[0] and columns[-1] <= right:
                rows = range(top + height, min(top + height + _SAMPLE, len(sheet.rows)))
                filled = [h for h in held if any(sheet.text(row, h[0]) for row in rows)]
                return (filled or held)[:1] if len(filled) < 2 else held
    return held


def _extent(parts: list[list[int]], bound: list[int]) -> tuple[int, int]:
    """From the first to the last run of headed columns that holds a field."""
    holding = [part for part in parts if any(part[0] <= c <= part[-1] for c in bound)]
    return (holding[0][0], holding[-1][-1]) if holding else (0, -1)


def paths_of(sheet: Sheet, top: int, height: int) -> tuple[Path, ...]:
    """For each column the header texts above it, outermost first; () where there are none."""
    levels = [_level(sheet, row) for row in range(top, top + height)]
    width = max(map(len, levels), default=0)
    texts = [level + [None] * (width - len(level)) for level in levels]
    covered = _spread(sheet, texts, top, width)
    _fill_forward(texts, covered)
    paths = []
    for column in range(width):
        path: list[str] = []
        for level in texts:
            text = level[column]
            if text is not None and (not path or path[-1] != text):
                path.append(text)
        paths.append(tuple(path))
    return tuple(paths)


def _level(sheet: Sheet, row: int) -> list[str | None]:
    cells: list[str | None] = [None if c is None else c.strip() or None for c in sheet.rows[row]]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _spread(
    sheet: Sheet, texts: list[list[str | None]], top: int, width: int
) -> set[tuple[int, int]]:
    """Write the text of a merged range into every cell of the band it covers."""
    covered: set[tuple[int, int]] = set()
    for level in range(len(texts)):
        for _, left, bottom, right in sheet.merges.get(top + level, ()):
            text = texts[level][left] if left < width else None
            if text is None:
                continue
            if len(covered) > _WIDEST:  # ranges that overlap without end are no layout
                return covered
            for row in range(level, min(bottom - top, len(texts) - 1) + 1):
                for column in range(left, min(right, width - 1) + 1):
                    texts[row][column] = text
                    covered.add((row, column))
    return covered


def _fill_forward(texts: list[list[str | None]], covered: set[tuple[int, int]]) -> None:
    """A group's name that is not merged stands over the blank cells right of it."""
    for level in range(len(texts) - 1):
        upper, lower = texts[level], texts[level + 1]
        for column in range(1, len(upper)):
            over = upper[column - 1]
            parent = over is not None and lower[column - 1] not in (None, over)
            free = upper[column] is None and (level, column) not in covered
            if free and parent and lower[column] is not None:
                upper[column] = over
