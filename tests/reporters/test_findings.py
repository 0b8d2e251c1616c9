"""Findings as rows: frozen columns, exact text, no formula reaches a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest
from samples import blank, mixed, of, report, village

from consistency.model.edit import Decision, Diagnosis
from consistency.model.report import Report
from consistency.reporters.findings import (
    COLUMNS,
    rows,
    to_csv,
    to_frame,
    to_jsonl,
    write_parquet,
)

FROZEN = (
    "id check code kind verdict grade severity basis input table row key column cell line start "
    "end stated derived gap allowed reason message diagnosis waived"
)


def test_the_columns_are_frozen() -> None:
    assert " ".join(COLUMNS) == FROZEN
    assert all(tuple(row) == COLUMNS for row in rows(mixed()))


def test_the_village_has_one_finding() -> None:
    (row,) = rows(village())
    assert row == {
        "id": row["id"],
        "check": "grade-shares",
        "code": None,
        "kind": "share",
        "verdict": "discrepancy",
        "grade": "last_digit",
        "severity": "error",
        "basis": "checks",
        "input": "villages.csv",
        "table": None,
        "row": 1,
        "key": '{"city": "Bei"}',
        "column": "qualified_pct",
        "cell": "J2",
        "line": None,
        "start": None,
        "end": None,
        "stated": "44.7",
        "derived": "44.6132",
        "gap": "0.0868",
        "allowed": "0.05",
        "reason": None,
        "message": "qualified_pct, J2: 44.7% stated, 617 of 1383 is 44.6132%, rounded 44.6% "
        "(0.0868 too much).",
        "diagnosis": "last_digit",
        "waived": False,
    }


def test_findings_are_what_does_not_agree_waived_ones_marked() -> None:
    found = {str(row["check"]): row for row in rows(mixed())}
    assert set(found) == {
        *("members", "venue", "stock", "impossible", "halls", "same-villages", "waived"),
        *("schema", "nowhere"),
    }
    assert [name for name, row in found.items() if row["waived"]] == ["waived"]
    assert found["venue"]["diagnosis"] == "coarser_figures"
    assert found["nowhere"]["reason"] == "applied_to_nothing"


def test_a_convention_is_named() -> None:
    diagnosis = (Diagnosis("convention", values=(("name", "truncate"),)),)
    found = of("x", "share", Decision("discrepancy", grade="last_digit", diagnosis=diagnosis))
    assert rows(report((found,)))[0]["diagnosis"] == "convention:truncate"


def hostile(text: str) -> Report:
    found = of(
        text,
        "schema",
        Decision("discrepancy", grade="gross"),
        (("stated", blank(text, "B2", text, "not_a_number")),),
        id="odd",
        message="schema.not_a_number",
        key=((text, text),),
    )
    return report((found,))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－1a"],
)
def test_no_cell_of_submitted_text_is_a_formula(text: str) -> None:
    written = to_csv(hostile(text)).removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    assert row["check"] == "'" + text
    assert row["column"] == "'" + text
    assert all(value[:1] not in tuple("=+-@\t\r\n＝＋－＠") for value in row.values())


def test_numbers_stay_numbers_in_csv() -> None:
    text = to_csv(mixed())
    assert text.startswith("\ufeffid,check,")
    by_check = {
        row["check"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    }
    assert by_check["members"]["gap"] == "-2"
    assert by_check["members"]["code"] == "V01"
    assert by_check["members"]["waived"] == "false"
    assert by_check["members"]["line"] == ""


def test_json_lines_and_parquet_and_frame_hold_the_rows(tmp_path: Path) -> None:
    expected = rows(mixed(), "zh-Hans")
    assert [json.loads(line) for line in to_jsonl(mixed(), "zh-Hans").splitlines()] == expected
    path = tmp_path / "findings.parquet"
    write_parquet(mixed(), str(path), "zh-Hans")
    table = pyarrow.parquet.read_table(path)
    assert table.to_pylist() == expected
    frame = to_frame(mixed(), "zh-Hans")
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == expected


@pytest.mark.parametrize("sample", [village(), mixed(), report(())], ids=["one", "many", "none"])
def test_types_do_not_depend_on_what_was_found(sample: Report, tmp_path: Path) -> None:
    frame = to_frame(sample)
    assert list(frame.columns) == list(COLUMNS)
    kinds = {name: str(frame.dtypes[name]) for name in COLUMNS}
    assert {name for name, kind in kinds.items() if kind == "Int64"} == {
        *("row", "line", "start", "end")
    }
    assert kinds["waived"] == "bool"
    assert {kinds[n] for n in COLUMNS} == {"Int64", "bool", "string"}
    path = tmp_path / "f.parquet"
    write_parquet(sample, str(path))
    types = {field.name: str(field.type) for field in pyarrow.parquet.read_schema(path)}
    assert types["row"] == types["line"] == types["start"] == types["end"] == "int64"
    assert types["waived"] == "bool"
    assert {t for n, t in types.items()} == {"int64", "bool", "string"}


def test_half_a_surrogate_pair_can_be_written_everywhere(tmp_path: Path) -> None:
    odd = hostile("a\ud800")
    to_csv(odd).encode()
    to_jsonl(odd).encode()
    write_parquet(odd, str(tmp_path / "f.parquet"))
    assert isinstance(to_frame(odd), pandas.DataFrame)
    assert rows(odd)[0]["check"] == "a\\ud800"
