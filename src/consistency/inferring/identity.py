"""Which columns identify a record: keys, periods, running numbers. They are in no relation."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np

from .column import Column, Table
from .naming import says_key, says_period

_PERIOD = re.compile(
    r"(?:1[89]|20|21)\d\d(?:[-/.年]?(?:\d{1,2}|Q[1-4])(?:[-/.月]?\d{1,2}日?)?)?(?:年|月|年度)?"
    r"|Q[1-4]|\d{1,2}月|[一二三四]季度",
    re.IGNORECASE,
)
_MOST_KEYS = 3
_LOOKED_AT = 2_000
_TRIED = 8


def is_running(column: Column) -> bool:
    """Every row is as far from the one before: 1, 2, 3."""
    values = column.values
    if values is None or column.decimals or len(values) < 3 or column.present is not None:
        return False
    steps = np.diff(values[:_LOOKED_AT])
    return bool((steps == steps[0]).all()) and int(steps[0]) != 0


def is_period(column: Column) -> bool:
    """Years, months or dates: by name and by what stands in it."""
    values = column.values
    if values is None:
        cells = [text for text in column.texts[:_LOOKED_AT] if text is not None]
        return bool(cells) and all(_PERIOD.fullmatch(cell.strip()) for cell in cells)
    if column.decimals or column.present is not None or not len(values):
        return False
    low, high = int(values.min()), int(values.max())
    dated = low >= 1_800 and high <= 2_199
    months = (low >= 190_001 and high <= 219_912) or (low >= 19_000_101 and high <= 21_991_231)
    if says_period(column.name):
        return dated or months or (low >= 1 and high <= 12)
    return dated and len(np.unique(values[:_LOOKED_AT])) <= 60 and high - low < 120


def is_identity(column: Column) -> bool:
    """A column of whole numbers that names records: a running number, a code, a period."""
    if column.values is None or column.decimals:
        return False
    return is_running(column) or is_period(column) or _is_code(column)


def _is_code(column: Column) -> bool:
    """Named as a code, and different in nearly every row or known as such by its length."""
    if not says_key(column.name) or column.values is None or column.present is not None:
        return False
    some = column.values[:_LOOKED_AT]
    return len(np.unique(some)) > len(some) * 0.9 or len({len(str(v)) for v in some.tolist()}) == 1


def keys_of(table: Table) -> tuple[list[int], int | None]:
    """The columns that together differ in every record, and the period among them.

    The first combination of up to three columns of words or codes, in the order
    of the table, with the period if there is one; none where none is unique.
    """
    period = next((at for at, column in enumerate(table.columns) if is_period(column)), None)
    if period is not None and not _whole(table.columns[period]):
        period = None
    named = [
        at
        for at, column in enumerate(table.columns)
        if at != period and (column.values is None or is_identity(column)) and _whole(column)
    ][:_TRIED]
    for size in range(1, _MOST_KEYS + 1):
        for chosen in combinations(named, size):
            together = [*chosen, *([period] if period is not None else [])]
            if _unique(table, together):
                return list(chosen), period
    return [], period if period is not None and _unique(table, [period]) else None


def _whole(column: Column) -> bool:
    """No cell is blank."""
    if column.values is not None:
        return column.present is None
    return all(column.texts)


def _unique(table: Table, columns: list[int]) -> bool:
    """No two records are equal in all these columns; the first rows are asked first."""
    for length in (_LOOKED_AT, table.rows):
        lines = zip(*(_cells(table.columns[at], length) for at in columns), strict=True)
        size = min(length, table.rows)
        if len(set(lines)) < size:
            return False
        if size == table.rows:
            break
    return True


def _cells(column: Column, length: int) -> list[object]:
    if column.values is not None:
        found: list[object] = column.values[:length].tolist()
        return found
    return list(column.texts[:length])
