"""A place as the JSON report prints it."""

from __future__ import annotations

from typing import TypeAlias

from ..model.figure import Place

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""What a report consists of: no floats, every quantity is a decimal string."""


def place_object(place: Place | None) -> Json:
    """Input, line and characters in a text; input, table, row, key, column, cell in a table."""
    if place is None:
        return None
    if place.line is not None or place.start is not None:
        return {
            "input": place.input,
            "line": place.line,
            "start": place.start,
            "end": place.end,
        }
    return {
        "input": place.input,
        "table": place.table,
        "row": place.row,
        "key": dict(place.key),
        "column": place.column,
        "cell": place.cell,
    }
