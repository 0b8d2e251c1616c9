"""Results for what a return's schema forbids: a constraint is an edit only where it fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..layout import Table
from ..layout.conform import SchemaFinding
from ..model.edit import Decision
from ..model.figure import Figure, Place
from ..model.report import Result, result_id

_NAMED = frozenset(
    (
        "not_nullable",
        "not_a_number",
        "not_whole",
        "decimals",
        "duplicate_key",
        "unique",
        "wrong_type",
    )
)


def schema_results(table: Table, findings: Iterable[SchemaFinding]) -> Iterator[Result]:
    """One result for each finding; at most one for a cell and constraint."""
    seen: set[tuple[str | None, int | None, str]] = set()
    for finding in findings:
        identity = (finding.field, finding.row, finding.constraint)
        if identity not in seen:
            seen.add(identity)
            yield _result(table, finding)


def _result(table: Table, finding: SchemaFinding) -> Result:
    schema = table.schema.name if table.schema is not None else ""
    field = finding.field or (table.keys[0] if table.keys else table.fields[0])
    key = table.key(finding.row) if finding.row is not None else ()
    figure = _figure(table, field, finding.row)
    check = f"{finding.field or 'record'}.{finding.constraint}"
    named = finding.constraint in _NAMED
    return Result(
        id=result_id(schema, check, "schema", None, None, [("stated", field)], key),
        check=check,
        code=None,
        kind="schema",
        severity=finding.severity,
        basis="schema",
        input=table.input,
        decision=Decision(
            "discrepancy",
            "gross",
            stated=figure.value,
            decimals=figure.decimals or 0,
        ),
        figures=(("stated", figure),),
        key=key,
        place=figure.place,
        message=f"schema.{finding.constraint if named else 'constraint'}",
        detail=(
            ("constraint", finding.constraint),
            ("detail", finding.detail),
            ("text", figure.text),
            ("field", field),
        ),
    )


def _figure(table: Table, field: str, row: int | None) -> Figure:
    if row is None:
        return Figure("", absence="missing", place=Place(table.input, table.name, column=field))
    text = table.text(field, row) or ""
    if table.numbers(field):
        return table.figure(field, row)
    return Figure(text, absence="not_a_number", place=table.place(field, row))
