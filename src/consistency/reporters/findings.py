"""Findings as flat rows with frozen columns: CSV, JSON lines, Parquet, a data frame.

A finding is a listed result that is a discrepancy, a query or undecided,
waived ones included and marked. The columns and their order are frozen:
offices script against them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from ..model.finding import COLUMNS as COLUMNS
from ..model.finding import INTEGERS as INTEGERS
from ..model.finding import Row, row_of
from ..model.report import Report

if TYPE_CHECKING:
    import pandas
    import pyarrow

_REPEATING = (
    "check", "code", "kind", "verdict", "grade", "severity", "basis", "input", "table", "column",
    "allowed", "reason", "diagnosis",
)  # fmt: skip
"""Columns of few different texts: only these are worth a dictionary."""

_QUIET = ("agrees", "agrees_within_rounding", "not_applicable")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def rows(report: Report, language: str = "en") -> list[Row]:
    """One row a finding, in the order of the report, with the columns `COLUMNS`.

    `row`, `line`, `start`, `end` are integers or None, `waived` is a bool, all
    else text or None: quantities as plain decimal strings, `key` as the text of
    a JSON object, `reason` the code, `diagnosis` the causes joined by "; ".
    """
    found = (r for r in report.listed if r.decision.verdict not in _QUIET)
    return [row_of(result, language) for result in found]


def pieces(report: Report, language: str = "en") -> Iterator[pyarrow.Table]:
    """The findings as Arrow tables, some hundred thousand rows at a time.

    Those of large tables never become results: their `message` gives stated, derived and
    the direction of the gap in one phrase.
    """
    import pyarrow

    own = [r for r in report.results if r.decision.verdict not in _QUIET]
    yield pyarrow.Table.from_pylist([row_of(r, language) for r in own], schema=arrow_schema())
    if report.bulk is not None:
        for frame in report.bulk.tables(language):
            yield frame.to_arrow().cast(arrow_schema())


def stream(report: Report, name: str, target: IO[bytes], language: str = "en") -> None:
    """Write the findings piece by piece as `parquet`, `csv` or `jsonl` into an open file.

    Raises `OSError` where it cannot be written.
    """
    if name == "parquet":
        import pyarrow.parquet

        with pyarrow.parquet.ParquetWriter(
            target, arrow_schema(), use_dictionary=list(_REPEATING), write_statistics=False
        ) as writer:
            for piece in pieces(report, language):
                writer.write_table(piece)
        return
    if name == "csv":
        target.write(("\ufeff" + ",".join(COLUMNS) + "\r\n").encode())
    for piece in pieces(report, language):
        target.write(_csv_piece(piece) if name == "csv" else _jsonl_piece(piece))


def _csv_piece(piece: pyarrow.Table) -> bytes:
    import polars as pl

    frame = pl.DataFrame(pl.from_arrow(piece))
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    cells = [_harmless(pl.col(name)).alias(name) for name in texts]
    written: str = frame.with_columns(cells).write_csv(include_header=False, line_terminator="\r\n")
    return written.encode("utf-8", "backslashreplace")


def _harmless(cell: Any) -> Any:
    """The cell as `_csv_cell` writes it: an apostrophe before what would be a formula."""
    import polars as pl

    opens = cell.str.slice(0, 1).is_in(list(_FORMULA_STARTS))
    formula = opens & ~cell.str.contains(rf"^{_NUMBER.pattern}$")
    return pl.when(formula).then(pl.lit("'") + cell).otherwise(cell)


def _jsonl_piece(piece: pyarrow.Table) -> bytes:
    import polars as pl

    written: str = pl.DataFrame(pl.from_arrow(piece)).write_ndjson()
    return written.encode("utf-8", "backslashreplace")


def arrow_schema() -> pyarrow.Schema:
    """The Arrow types of the frozen columns: text, int64 places, a boolean `waived`."""
    import pyarrow

    types = {name: pyarrow.int64() for name in INTEGERS} | {"waived": pyarrow.bool_()}
    return pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])


def to_csv(report: Report, language: str = "en") -> str:
    """The findings as CSV text (RFC 4180, lines end in CR LF) with a header line; blank is none.

    Write its UTF-8 bytes without newline translation. It begins with a byte
    order mark, so that spreadsheets read Chinese. A text that a spreadsheet would take as a formula
    (it begins with = + - @, a tab or a line break, full-width forms too) gets an
    apostrophe in front; numbers such as -1.5 stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(report, language):
        writer.writerow([_csv_cell(row[name]) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _csv_cell(value: str | int | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if text and text[0] in _FORMULA_STARTS and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def to_jsonl(report: Report, language: str = "en") -> str:
    """The findings as JSON lines: one object a line, all columns, null for none."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows(report, language))
    return "".join(f"{line}\n" for line in lines)


def to_table(report: Report, language: str = "en") -> pyarrow.Table:
    """The findings as an Arrow table: text, but int64 places and a boolean `waived`."""
    import pyarrow

    return pyarrow.concat_tables(pieces(report, language))


def write_parquet(report: Report, target: str | IO[bytes], language: str = "en") -> None:
    """The findings as a Parquet file at a path or into an open binary file.

    Raises `OSError` where it cannot be written.
    """
    import pyarrow.parquet

    pyarrow.parquet.write_table(to_table(report, language), target)


def to_frame(report: Report, language: str = "en") -> pandas.DataFrame:
    """The findings as a pandas data frame: the same columns and types also when it is empty.

    Text is `string`, the integers `Int64`, `waived` `bool`.
    """
    import pandas

    types = dict.fromkeys(INTEGERS, "Int64") | {"waived": "bool"}
    if report.bulk is not None:
        made: pandas.DataFrame = to_table(report, language).to_pandas()
        return made.astype({name: types.get(name, "string") for name in COLUMNS})
    found = rows(report, language)
    return pandas.DataFrame(
        {
            name: pandas.Series([row[name] for row in found], dtype=types.get(name, "string"))
            for name in COLUMNS
        },
        columns=list(COLUMNS),
    )
