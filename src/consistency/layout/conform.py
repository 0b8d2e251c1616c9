"""What a schema itself requires of each cell: type, presence, printed decimals, keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from ..model.figure import Figure
from ..model.numeral import unit_of
from ..schema.fields import Field
from .declare import has_own_scale, significant_decimals
from .table import Table

_BOOLEANS = {
    **dict.fromkeys(("true", "t", "yes", "y", "1", "1.0", "是"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0", "0.0", "否"), False),
}
_DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:月|[-/.](\d{1,2})|月(\d{1,2})日)?|年)?"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class SchemaFinding:
    """One constraint of the schema that a cell, a record or a whole column breaks.

    `row` counts records from 0; it is None where the whole column breaks it.
    `field` is None where the whole record (or frame) breaks it. `constraint` is
    one of not_nullable, not_a_number, not_whole, decimals, wrong_type,
    duplicate_key, unique, or the name of a check of pandera; `detail` says in
    words what is allowed. A check marked `raise_warning` is a warning.
    """

    field: str | None
    row: int | None
    constraint: str
    detail: str
    severity: Literal["error", "warning"] = "error"


def conform(table: Table) -> list[SchemaFinding]:
    """Every cell and key that breaks the schema, in column order, then keys.

    At most one finding for a cell and constraint; without a schema, none.
    """
    if table.schema is None:
        return []
    findings: list[SchemaFinding] = []
    for name in table.fields:
        shape = table.shape(name)
        if shape is not None:
            findings += _cells(table, shape)
            if shape.unique:
                findings += _repeated(table, (name,), "unique", name)
    findings += _repeated(table, table.keys, "duplicate_key", None)
    unique = tuple(name for name in table.schema.unique if name in table.columns)
    if unique and set(unique) != set(table.keys):
        findings += _repeated(table, unique, "duplicate_key", None)
    return findings


def read_date(text: str) -> date | None:
    """The day a text names: 2010-06-30, 2010/6/30, 20100630, 2010年6月30日; 2010-06 is its first.

    A time of day behind it is left out. None where it is no date.
    """
    match = _COMPACT.fullmatch(text.strip()) or _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, *days = match.groups()
    try:
        return date(int(year), int(month or 1), int(next((d for d in days if d), 1)))
    except ValueError:
        return None


def read_boolean(text: str) -> bool | None:
    """Whether a text says yes or no: true, yes, 1, 是 ...; None where it is neither."""
    return _BOOLEANS.get(text.strip().casefold())


def is_null(figure: Figure, text: str | None, shape: Field) -> bool:
    """Nothing is stated: a blank, or in a field of figures a mark for missing."""
    return text is None or (shape.dtype in ("integer", "decimal") and figure.absence == "missing")


def _cells(table: Table, shape: Field) -> Iterator[SchemaFinding]:
    known: dict[tuple[str | None, bool], tuple[tuple[str, str], ...]] = {}
    printed = table.printed(shape.name) or shape
    for row, text in enumerate(table.texts(shape.name)):
        computed = table.is_computed(shape.name, row)
        broken = known.get((text, computed))
        if broken is None:
            figure = table.reading(shape.name, row)
            broken = tuple(_broken(figure, text, shape, printed, computed))
            known[text, computed] = broken
        for constraint, detail in broken:
            yield SchemaFinding(shape.name, row, constraint, detail)


def _broken(
    figure: Figure, text: str | None, shape: Field, printed: Field, computed: bool
) -> Iterable[tuple[str, str]]:
    """What a cell breaks; `printed` is the shape with the unit and decimals of this sheet."""
    if is_null(figure, text, shape):
        if not shape.nullable:
            yield "not_nullable", "a value is required"
    elif shape.dtype == "date" and read_date(text or "") is None:
        yield "wrong_type", "a date is required"
    elif shape.dtype == "boolean" and read_boolean(text or "") is None:
        yield "wrong_type", "yes or no is required"
    elif shape.dtype in ("integer", "decimal"):
        yield from _number_broken(figure, shape, printed, computed)


def _number_broken(
    figure: Figure, shape: Field, printed: Field, computed: bool
) -> Iterable[tuple[str, str]]:
    if figure.absence == "not_a_number":
        yield "not_a_number", "a number is required"
    if figure.value is None or figure.qualifier == "range":
        return
    if shape.is_whole and (figure.value * _scale(printed, shape)).denominator != 1:
        yield "not_whole", "a whole number is required"
    elif printed.decimals is not None and not computed and not has_own_scale(figure):
        shown = significant_decimals(figure)
        if shown > printed.decimals:
            yield "decimals", f"decimals allowed: {printed.decimals}, printed: {shown}"


def _scale(printed: Field, shape: Field) -> Fraction:
    """How many of the schema's unit make one of the printed unit: 10,000 for 万人 and 人."""
    own, declared = unit_of(printed.unit), unit_of(shape.unit)
    if printed.unit == shape.unit or own is None or declared is None:
        return Fraction(1)
    return own.scale / declared.scale


def _repeated(
    table: Table, names: tuple[str, ...], constraint: str, field: str | None
) -> Iterator[SchemaFinding]:
    """One finding at each record that repeats an earlier one; blank cells repeat nothing."""
    first: dict[tuple[str, ...], int] = {}
    for row in range(len(table) if names else 0):
        key = tuple((table.text(name, row) or "").strip() for name in names)
        if "" in key:
            continue
        earlier = first.setdefault(key, row)
        if earlier != row:
            shown = ", ".join(f"{name} {text}" for name, text in zip(names, key, strict=True))
            detail = f"{shown} stands already in record {earlier + 1}"
            yield SchemaFinding(field, row, constraint, detail)
