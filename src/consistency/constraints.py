"""pandera inwards: the constraints on values that a schema declares in `checks`.

pandera gets decoded values: whole numbers as integers (exact, of any size), other
numbers as doubles (a bound nearer to a value than 1 part in 10^15 is not told
apart), in the unit of the schema; missing, suppressed and unreadable cells, and
ranges, are masked and never reported. Presence, type, uniqueness and keys are decided by
`conform`. Each check is called by itself on its column, so that no environment
variable of pandera can switch it off, no failing row is cut, and a failed check
of the whole frame is one finding a record, not one a column.
"""

from __future__ import annotations

import importlib
import io
import warnings
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from .errors import Fault, SchemaError
from .layout import Table
from .layout.conform import SchemaFinding, read_boolean, read_date
from .model.figure import Figure
from .model.numeral import unit_of
from .schema import Schema
from .schema.fields import Field

if TYPE_CHECKING:
    import pandas as pd

_LARGEST = 2**63 - 1


def constrain(table: Table) -> list[SchemaFinding]:
    """Every cell and record that fails a check of the schema, in the schema's order.

    pandera is imported only where the schema has checks. Raises `SchemaError`
    naming each check that cannot be loaded or that itself fails to run.
    """
    schema = table.schema
    if schema is None or not schema.constrained:
        return []
    by_column, by_frame = _load(schema)
    frame = _decode(table, schema, everything=bool(by_frame))
    findings: list[SchemaFinding] = []
    faults: list[Fault] = []
    for name, checks in [*by_column.items(), (None, by_frame)]:
        if name is not None and name not in table.columns:
            continue
        for check in checks:
            try:
                findings += _run(check, frame, name)
            except Exception as failure:  # whatever a check raises, it did not run
                subject = f"column '{name}'" if name is not None else "the whole record"
                what = f"check '{_name(check)}' on {subject} could not run: {_brief(failure)}"
                faults.append(Fault(what, schema.path or schema.name, "mend or remove the check"))
    if faults:
        raise SchemaError(*faults)
    return findings


def _load(schema: Schema) -> tuple[dict[str, list[Any]], list[Any]]:
    """pandera's checks of each column, by field, and of the frame: as many as the file names."""
    where = schema.path or schema.name
    try:
        with warnings.catch_warnings():  # of what pandera itself imports: not this call's affair
            warnings.simplefilter("ignore")
            pandera = importlib.import_module("pandera.pandas")
            importlib.import_module("pandera.backends.pandas.builtin_checks")
        loaded = pandera.DataFrameSchema.from_yaml(io.StringIO(schema.document))
        columns = list(loaded.columns.values())
        by_frame = list(loaded.checks or ())
    except ImportError as failure:
        what = f"pandera, which runs the checks, cannot be imported: {_brief(failure)}"
        raise SchemaError(Fault(what, where, "install pandera[pandas,io]")) from None
    except Exception as failure:  # pandera raises anything for a check it cannot build
        what = f"pandera cannot load the checks: {_brief(failure)}"
        raise SchemaError(Fault(what, where, "mend the arguments of the checks")) from None
    if len(columns) != len(schema.fields):
        what = f"pandera reads {len(columns)} columns of {len(schema.fields)}"
        raise SchemaError(Fault(what, where, "quote names that YAML takes for equal numbers"))
    by_column = {
        field.name: list(column.checks or ())
        for field, column in zip(schema.fields, columns, strict=True)
    }
    faults = [
        Fault(f"pandera loads {len(checks)} of the {len(named)} checks of {subject}", where, _OLD)
        for subject, named, checks in [
            *((f"'{f.name}'", f.checks, by_column[f.name]) for f in schema.fields),
            ("the frame", schema.checks, by_frame),
        ]
        if len(named) != len(checks)
    ]
    if faults:
        raise SchemaError(*faults)
    return by_column, by_frame


_OLD = "write them under checks: as `name: value`, or update pandera"


def _run(check: Any, frame: pd.DataFrame, name: str | None) -> Iterator[SchemaFinding]:
    """The findings of one check; raises whatever the check raises."""
    backends = importlib.import_module("pandera.backends.pandas.checks")
    backend = backends.PandasCheckBackend(check)
    output = backend.apply(backend.preprocess(frame, name))
    severity: Literal["error", "warning"] = "warning" if check.raise_warning else "error"
    for row in _failing(output, frame, name):
        yield SchemaFinding(name, row, _name(check), _detail(check), severity)


def _failing(output: Any, frame: pd.DataFrame, name: str | None) -> list[int | None]:
    """The records that fail; `[None]` where the check judges the column as a whole."""
    import numpy
    import pandas

    if isinstance(output, bool | numpy.bool_):
        return [] if output else [None]
    if isinstance(output, pandas.DataFrame):
        failed = output.eq(False).fillna(False).astype(bool) & frame[list(output.columns)].notna()
        output = ~failed.any(axis="columns")
    if not isinstance(output, pandas.Series):
        raise TypeError(f"it returned {type(output).__name__}, not true or false for each value")
    failed_rows = output.eq(False).fillna(False).astype(bool)
    if not output.index.isin(frame.index).all():
        return [None] if failed_rows.any() else []
    if name is not None:
        failed_rows &= frame[name].notna().reindex(output.index)
    return [int(row) for row in output.index[failed_rows]]


def _name(check: Any) -> str:
    return str(check.name or getattr(check, "registry_name", None) or "check")


def _detail(check: Any) -> str:
    return str(check.error) if check.error else _name(check)


def _brief(failure: Exception) -> str:
    text = " ".join(str(failure).split())
    return f"{type(failure).__name__}: {text[:300]}" if text else type(failure).__name__


def _decode(table: Table, schema: Schema, *, everything: bool) -> pd.DataFrame:
    """One column of values for each constrained field (or each field), masked cells NA."""
    import pandas

    shapes = [
        shape
        for shape in schema.fields
        if shape.name in table.columns and (everything or shape.constrained)
    ]
    series = {shape.name: _decode_column(table, shape) for shape in shapes}
    return pandas.DataFrame(series, index=range(len(table)), dtype=None)


def _decode_column(table: Table, shape: Field) -> pd.Series[Any]:
    import pandas

    rows = range(len(table))
    if shape.dtype in ("integer", "decimal"):
        return _number_series([_value(table.reading(shape.name, row), shape) for row in rows])
    texts = [None if text is None else text.strip() for text in table.texts(shape.name)]
    if shape.dtype == "boolean":
        flags = [None if text is None else read_boolean(text) for text in texts]
        return pandas.Series(flags, dtype="boolean")
    if shape.dtype == "date":
        days = [None if text is None else read_date(text) for text in texts]
        return pandas.Series(pandas.to_datetime(pandas.Series(days, dtype="object")))
    return pandas.Series(texts, dtype="string")


def _number_series(values: list[Fraction | None]) -> pd.Series[Any]:
    import pandas

    stated = [value for value in values if value is not None]
    if all(value.denominator == 1 for value in stated):
        whole = [None if value is None else value.numerator for value in values]
        small = all(abs(value) <= _LARGEST for value in stated)
        return pandas.Series(whole, dtype="Int64" if small else "object")
    return pandas.Series([None if v is None else _double(v) for v in values], dtype="Float64")


def _double(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _value(figure: Figure, shape: Field) -> Fraction | None:
    """The value in the unit of the schema."""
    if figure.qualifier == "range":
        return None
    if figure.value is None or figure.unit == shape.unit or not figure.unit or not shape.unit:
        return figure.value
    own, declared = unit_of(figure.unit), unit_of(shape.unit)
    if own is None or declared is None or own.base != declared.base:
        return figure.value
    return figure.value * own.scale / declared.scale
