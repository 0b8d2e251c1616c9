"""What is wrong with the header of a table: everything at once, each with its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..errors import Fault
from ..model.numeral import read
from ..nodes import did_you_mean
from ..schema import Schema
from .headers import Header
from .names import Names
from .regions import Region
from .sheet import Sheet

_LISTED = 10


def header_faults(region: Region, names: Names, records: Sequence[int]) -> Iterator[Fault]:
    """Columns that stand twice, cells without a header, missing columns, strangers if strict."""
    yield from _twice(region.sheet, region.header)
    yield from _unnamed(region, records)
    yield from _missing(region, names)
    yield from _strange(region.sheet, region.header, names.schema)


def no_header() -> Fault:
    """The sheet holds nothing at all."""
    return Fault("holds no header row", "", "write the names of the columns in its first row")


def headless(region: Region, records: Sequence[int]) -> tuple[dict[int, int], list[int]]:
    """Columns without a header that records fill: those of the table, and those beside it.

    The first are faults, each with its first filled row. The second are blocks of
    their own, parted from the table by a blank column, which hold words: their
    first columns. Figures alone out there are a row gone astray.
    """
    sheet, header = region.sheet, region.header
    first = _first_filled(sheet, header, records)
    edge = max((column for column, path in enumerate(header.paths) if path), default=-1)
    within: dict[int, int] = {}
    outside: list[int] = []
    for run in _runs(first):
        left = run[0] < header.left
        joined = run[-1] == header.left - 1 if left else run[0] <= edge + 1
        if joined or not (left or _words(sheet, run)):
            within |= {column: first[column] for column in run}
        else:
            outside.append(run[0])
    return within, outside


def _first_filled(sheet: Sheet, header: Header, records: Sequence[int]) -> dict[int, int]:
    width = len(header.paths)
    blank = [column for column in range(width) if not header.paths[column]]
    first: dict[int, int] = {}
    for row in records:
        cells = sheet.rows[row]
        for column in (*blank, *range(width, len(cells))) if blank or len(cells) > width else ():
            if column not in first and sheet.text(row, column) is not None:
                first[column] = row
    return first


def _runs(columns: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _words(sheet: Sheet, run: list[int]) -> bool:
    texts = (sheet.text(row, column) for row in range(len(sheet.rows)) for column in run)
    return any(text is not None and read(text).absence == "not_a_number" for text in texts)


def _twice(sheet: Sheet, header: Header) -> Iterable[Fault]:
    same = defaultdict(list)
    taken = [heading.column for heading in header.found.values()]
    for column in sorted((*header.strangers, *taken)):
        if column not in sheet.hidden_columns:
            same[header.text(column)].append(column)
    twice = {tuple(places): text for text, places in same.items()}
    twice |= {places: name for name, places in header.twice.items()}
    for places, name in twice.items():
        if len(places) > 1 and not _of_one_merge(sheet, header, places):
            cells = " and ".join(f"{_cell(sheet, header, c)} '{header.text(c)}'" for c in places)
            yield Fault(f"column '{name}' stands twice: {cells}", "", "keep one or rename one")


def _of_one_merge(sheet: Sheet, header: Header, places: tuple[int, ...]) -> bool:
    """One header merged over strangers is no repetition."""
    if not set(places) <= set(header.strangers):
        return False
    return any(
        left <= places[0] and places[-1] <= right
        for row in range(header.top, header.below)
        for _, left, _, right in sheet.merges.get(row, ())
    )


def _unnamed(region: Region, records: Sequence[int]) -> Iterable[Fault]:
    sheet, header = region.sheet, region.header
    for column, row in sorted(headless(region, records)[0].items()):
        top = sheet.name(header.below - 1, column)
        what = f"{top} has no header, but {sheet.name(row, column)} is filled"
        yield Fault(what, "", "name the column, or mend a stray separator in that row")


def _missing(region: Region, names: Names) -> Iterable[Fault]:
    sheet, header, schema = region.sheet, region.header, names.schema
    unmatched = [header.text(column) for column in header.strangers]
    misfits = {match.field: (column, match.unit) for column, match in header.misfits}
    for name in region.lacking:
        shape = names.fields[name]
        if name in misfits:
            column, unit = misfits[name]
            said = f"{_cell(sheet, header, column)} '{header.text(column)}' is in {unit}"
            what = f"column '{name}' is missing: {said}, schema {schema.name} has {shape.unit}"
            yield Fault(what, "", "send the column in that unit, or mend its header")
            continue
        hints = (did_you_mean(word, unmatched) for word in (name, *shape.aliases))
        hint = next((hint for hint in hints if hint), "").replace("mean '", "mean column '")
        paths = (header.text(c) for c, path in enumerate(header.paths) if path)
        printed = ", ".join(list(paths)[:_LISTED])
        alias = f"add it as an alias in schema {schema.name}"
        next_step = f"{hint} rename it or {alias}" if hint else f"the columns are: {printed}"
        yield Fault(f"column '{name}' is missing", "", next_step)


def _strange(sheet: Sheet, header: Header, schema: Schema) -> Iterable[Fault]:
    if schema.strict:
        for column in header.strangers:
            text = header.text(column)
            what = f"{_cell(sheet, header, column)} '{text}' is not in schema {schema.name}"
            yield Fault(what, "", "remove the column, or write strict: false in the schema")


def _cell(sheet: Sheet, header: Header, column: int) -> str:
    """The lowest cell of the header over a column that holds a text."""
    for row in range(header.below - 1, header.top - 1, -1):
        if sheet.text(row, column) is not None:
            return sheet.name(row, column)
    return sheet.name(header.top, column)
