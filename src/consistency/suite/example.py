"""The examples of a suite: data with the verdicts it must give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..nodes import Faults, Node

Row = Mapping[str, str | None]
_SHAPE = "write given: {field: text}, or given: {TABLE: [{field: text}]}"


@dataclass(frozen=True, slots=True)
class Example:
    """Data with the verdicts it must give: `given` maps a table to records of field -> text."""

    given: Mapping[str, tuple[Row, ...]]
    expect: Mapping[str, str]
    line: int


def read_examples(node: Node | None, faults: Faults) -> tuple[Example, ...]:
    """The list under `examples:`; whatever is no example is a fault."""
    if node is None or node.is_null:
        return ()
    if node.items is None:
        faults.add(node, "'examples' is a list", "write - {given:, expect:}")
        return ()
    result = []
    for item in node.items:
        body = item.mapping or {}
        given, expect = body.get("given"), body.get("expect")
        if given is None or expect is None or given.mapping is None or expect.mapping is None:
            faults.add(item, "an example has 'given' and 'expect'", "write {given:, expect:}")
            continue
        for key in set(body) - {"given", "expect"}:
            faults.unknown(body[key], "key of an example", key, ("given", "expect"))
        tables = _given(given.mapping, faults)
        verdicts = {name: value.text or "" for name, value in expect.mapping.items()}
        result.append(Example(tables, verdicts, item.line))
    return tuple(result)


def _given(body: dict[str, Node], faults: Faults) -> dict[str, tuple[Row, ...]]:
    """One record as it stands, or records by their tables."""
    if all(value.items is None for value in body.values()):
        return {"": (_row(body, faults),)}
    tables = {}
    for table, rows in body.items():
        if rows.items is None or any(row.mapping is None for row in rows.items):
            faults.add(rows, f"'{table}' is no list of records beside tables", _SHAPE)
            continue
        tables[table] = tuple(_row(row.mapping or {}, faults) for row in rows.items)
    return tables


def _row(cells: dict[str, Node], faults: Faults) -> Row:
    for name, cell in cells.items():
        if cell.mapping is not None or cell.items is not None:
            faults.add(cell, f"the cell '{name}' of an example is no text", _SHAPE)
    return {name: cell.text for name, cell in cells.items()}
