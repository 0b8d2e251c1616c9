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
from typing import IO, TYPE_CHECKING

from ..model.finding import COLUMNS as COLUMNS
from ..model.finding import INTEGERS as INTEGERS
from ..model.finding import Row, row_of
from ..model.report import Report

if TYPE_CHECKING:
    import pandas
    import pyarrow

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

    types = {name: pyarrow.int64() for name in INTEGERS} | {"waived": pyarrow.bool_()}
    schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])
    return pyarrow.Table.from_pylist(rows(report, language), schema=schema)


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

    found = rows(report, language)
    types = dict.fromkeys(INTEGERS, "Int64") | {"waived": "bool"}
    return pandas.DataFrame(
        {
            name: pandas.Series([row[name] for row in found], dtype=types.get(name, "string"))
            for name in COLUMNS
        },
        columns=list(COLUMNS),
    )
