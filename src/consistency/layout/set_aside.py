"""What of a sheet was not bound to a field: listed with its cell, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Why = Literal[
    "above", "total_row", "of_which", "note", "heading", "repeated_header", "column_numbers",
    "total_column", "no_field", "hidden_twin", "hidden_row", "hidden_column", "other_table",
    "unit_line", "beside", "stray", "text",
]  # fmt: skip

REASONS: dict[Why, str] = {
    "above": "stands above the header",
    "total_row": "is a total row, not a record",
    "of_which": "repeats a part of another row",
    "note": "is a note, not a record",
    "heading": "is a heading between records",
    "repeated_header": "repeats the header",
    "column_numbers": "numbers the columns",
    "total_column": "is a total column that no field of the schema names",
    "no_field": "is no field of the schema",
    "hidden_twin": "is hidden and shows again what a visible column shows",
    "hidden_row": "is a hidden row; it was read as a record",
    "hidden_column": "is a hidden column; it was read",
    "other_table": "opens a block of cells that is no part of this table",
    "unit_line": "states a unit that no field of the schema can be in",
    "beside": "stands beside the table",
    "stray": "is a figure of no field of the form",
    "text": "is text that labels no field",
}
_SHOWN = 5
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class SetAside:
    """One cell (or the first of a row or block) that was not bound, its text, and why.

    `hidden_row` and `hidden_column` were read all the same: they are told, not left out.
    """

    cell: str
    text: str
    why: Why


def notes_of(items: Iterable[SetAside], where: str) -> list[str]:
    """One line a reason: the first cells with their texts, and how many more there are.

    Titles above a header and words on a form are what a reader expects and make no line.
    """
    by_reason: dict[Why, list[SetAside]] = {}
    for item in items:
        if item.why not in ("above", "text"):
            by_reason.setdefault(item.why, []).append(item)
    lines = []
    for why, found in by_reason.items():
        shown = ", ".join(f"{item.cell} '{_short(item.text)}'" for item in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        lines.append(f"{where}: {shown}{more}: {REASONS[why]}")
    return lines


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
