"""JSON and JSON lines to grids, every number with the digits it was printed with.

Shapes read: a list of objects (one record each), an object of columns
`{name: [values]}`, an object of tables `{name: [objects]}`, and a single object
(one record). JSON lines: one object a line.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import Any

from ..errors import Fault
from ..model.document import Grid
from .wanted import LIMIT_CELL, refuse_any, refused

# Pairs and other escapes are consumed first, so that the group is an unpaired surrogate.
_HALF_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\[^u]|(\\u[dD][89a-fA-F])"
)
_SHAPES = "Send a list of objects, one a record, or an object of columns"


@dataclass(frozen=True, slots=True)
class _Repeated:
    """An object that names `key` twice; faulted where its record is known."""

    key: str


class _NotJsonError(Exception):
    """The text is not JSON: why, and on which line (from 1)."""

    def __init__(self, why: str, line: int) -> None:
        self.why, self.line = why, line


def grids_of_json(text: str, name: str, where: str) -> tuple[Grid, ...]:
    """The grids of a JSON text, one a table; `name` names the grid of a single table.

    Raises `InputError`: not JSON, no records, a value nested in a cell, a key
    named twice in one object, columns of unequal length.
    """
    if not text.strip():
        raise refused("is empty", where, _SHAPES)
    try:
        value = _parsed(text)
    except _NotJsonError as error:
        several = "Extra data" in error.why
        step = "Name it .jsonl if it holds one object a line" if several else "Mend the file"
        raise refused(error.why, f"{where}:{error.line}", step) from None
    if isinstance(value, dict) and value and not _is_columns(value):
        tables = {key: item for key, item in value.items() if _is_table(item)}
        if len(tables) == len(value):
            return tuple(_grid(table, key, f"{where}: {key}") for key, table in tables.items())
        return (_of_records([value], name, where, "record"),)
    return (_grid(value, name, where),)


def grid_of_json_lines(text: str, name: str, where: str) -> Grid:
    """The grid of JSON lines; blank lines are skipped.

    Raises `InputError` naming every line that is not one flat object.
    """
    values: list[Any] = []
    numbers: list[int] = []
    faults: list[Fault] = []
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if not line.strip():
            continue
        try:
            values.append(_parsed(line.rstrip("\r\n")))
            numbers.append(number)
        except _NotJsonError as error:
            faults.append(Fault(error.why, f"{where}:{number}", "Write one object a line"))
    refuse_any(faults, where)
    if not values:
        raise refused("is empty", where, "Write one object a line")
    return _of_records(values, name, where, "line", numbers)


def _parsed(text: str) -> Any:
    if "\\u" in text:
        for escape in _HALF_CHARACTER.finditer(text):
            if escape[1]:  # nothing can print or encode it
                line = text.count("\n", 0, escape.start()) + 1
                raise _NotJsonError(f"holds half a character ({escape[1]}..)", line)
    try:
        return json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        why = f"is not valid JSON: {error.msg} at column {error.colno}"
        raise _NotJsonError(why, error.lineno) from None
    except RecursionError:
        raise _NotJsonError("is nested too deeply to be a table", 1) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Repeated:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return _Repeated(key)
        seen.add(key)
    return fields


def _is_columns(value: Any) -> bool:
    """Every value is a list, and none holds an object."""
    return isinstance(value, dict) and all(
        isinstance(column, list) and not any(isinstance(cell, dict | _Repeated) for cell in column)
        for column in value.values()
    )


def _is_table(value: Any) -> bool:
    """A list of objects, or an object of columns."""
    if isinstance(value, list):
        return all(isinstance(item, dict | _Repeated) for item in value)
    return bool(value) and _is_columns(value)


def _grid(value: Any, name: str, where: str) -> Grid:
    if isinstance(value, dict) and value:
        return _of_columns(value, name, where)
    if isinstance(value, list) and value:
        return _of_records(value, name, where, "record")
    if isinstance(value, _Repeated):
        raise refused(f"names the key {value.key!r} twice in one object", where, "Keep one of them")
    if isinstance(value, dict | list):
        raise refused("is empty: it holds no records", where, _SHAPES)
    raise refused("holds a single value, no table", where, _SHAPES)


def _of_records(
    values: list[Any], name: str, where: str, unit: str, numbers: list[int] | None = None
) -> Grid:
    """One row an object; columns in the order in which their keys first appear."""
    faults: list[Fault] = []
    header: dict[str, int] = {}
    for number, value in zip(numbers or range(1, len(values) + 1), values, strict=True):
        at = f"{where}:{number}" if unit == "line" else where
        said = "" if unit == "line" else f"record {number} "
        if isinstance(value, dict):
            for key, cell in value.items():
                header.setdefault(key, len(header))
                _judge(cell, f"{said}field {key!r}", at, faults)
        elif isinstance(value, _Repeated):
            what = f"{said}names the key {value.key!r} twice"
            faults.append(Fault(what, at, "Keep one of them"))
        else:
            faults.append(Fault(f"{said}is not an object", at, _SHAPES))
    refuse_any(faults, where)
    if not header:
        raise refused("is empty: no record has a field", where, _SHAPES)
    rows: list[list[str | None]] = [[key or None for key in header]]
    rows.extend([_cell(value.get(key)) for key in header] for value in values)
    return Grid(name, rows)


def _of_columns(columns: dict[str, list[Any]], name: str, where: str) -> Grid:
    lengths = {key: len(column) for key, column in columns.items()}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{key} {length}" for key, length in list(lengths.items())[:10])
        raise refused(
            f"has columns of unequal length: {said}", where, "Give each one value a record"
        )
    faults: list[Fault] = []
    for key, column in columns.items():
        for number, cell in enumerate(column, start=1):
            _judge(cell, f"record {number} field {key!r}", where, faults)
    refuse_any(faults, where)
    rows: list[list[str | None]] = [[key or None for key in columns]]
    rows.extend([_cell(cell) for cell in record] for record in zip(*columns.values(), strict=True))
    return Grid(name, rows)


def _judge(cell: Any, said: str, where: str, faults: list[Fault]) -> None:
    """Add a fault if `cell` is no single value that can be printed."""
    if isinstance(cell, str):
        if len(cell) > LIMIT_CELL:
            what = f"{said} holds {len(cell):,} characters, more than {LIMIT_CELL:,}"
            faults.append(Fault(what, where, "Shorten it"))
    elif cell is not None and not isinstance(cell, bool):
        what = f"{said} holds a nested {'list' if isinstance(cell, list) else 'object'}"
        faults.append(Fault(what, where, "Give each field one value"))


def _cell(value: str | bool | None) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value or None
