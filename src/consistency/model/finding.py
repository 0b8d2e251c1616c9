"""A finding as one flat row with frozen columns: offices script against them."""

from __future__ import annotations

import json
import re
from typing import TypeAlias

from .figure import Place
from .message import sentence
from .quantity import plain
from .report import Result

Row: TypeAlias = dict[str, str | int | bool | None]

COLUMNS = (
    "id",
    "check",
    "code",
    "kind",
    "verdict",
    "grade",
    "severity",
    "basis",
    "input",
    "table",
    "row",
    "key",
    "column",
    "cell",
    "line",
    "start",
    "end",
    "stated",
    "derived",
    "gap",
    "allowed",
    "reason",
    "message",
    "diagnosis",
    "waived",
)
INTEGERS = ("row", "line", "start", "end")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def place_of(result: Result) -> Place | None:
    """Where a result is shown: its own place, else that of its first placed figure."""
    return result.place or next((f.place for _, f in result.figures if f.place), None)


def row_of(result: Result, language: str) -> Row:
    """One finding as a row: quantities as plain decimal strings, `key` as a JSON object."""
    decision, places = result.decision, result.places
    place = place_of(result) or Place(result.input)
    key = result.key or place.key
    row: Row = {
        "id": result.id,
        "check": result.check,
        "code": result.code,
        "kind": result.kind,
        "verdict": decision.verdict,
        "grade": decision.grade,
        "severity": result.severity,
        "basis": result.basis,
        "input": result.input,
        "table": place.table,
        "row": place.row,
        "key": json.dumps(dict(key), ensure_ascii=False) if key else None,
        "column": place.column,
        "cell": place.cell,
        "line": place.line,
        "start": place.start,
        "end": None if place.start is None else place.end,
        "stated": None if decision.stated is None else plain(decision.stated, places),
        "derived": result.derived_text,
        "gap": None if decision.gap is None else plain(decision.gap, places),
        "allowed": None if decision.allowed is None else plain(decision.allowed, places),
        "reason": decision.reason if decision.verdict == "undecided" else None,
        "message": sentence(result, language)[1],
        "diagnosis": _causes(result),
        "waived": result.waiver is not None,
    }
    return {name: _encodable(row[name]) for name in COLUMNS}


def _encodable(value: str | int | bool | None) -> str | int | bool | None:
    """Half of a surrogate pair cannot be written as UTF-8: it is spelled out."""
    if not isinstance(value, str):
        return value
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", value)


def _causes(result: Result) -> str | None:
    named = (
        f"{d.cause}:{dict(d.values)['name']}" if d.cause == "convention" else d.cause
        for d in result.decision.diagnosis
    )
    return "; ".join(dict.fromkeys(named)) or None
