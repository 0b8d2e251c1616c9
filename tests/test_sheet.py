"""--sheet reads one sheet of each workbook; what readers left aside is told."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import consistency
from consistency.__main__ import main

AGREES = "name,all,men,women\nA,30,10,20\n"  # 10 + 20 = 30
GROSS = "name,all,men,women\nA,31,10,20\n"  # 31 stated, 30 made
SUITE = "suite: people\nchecks:\n  sexes:\n    {total: all, parts: [men, women]}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "suite.yaml").write_text(SUITE)
    (tmp_path / "data.csv").write_text(AGREES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def workbook(path: Path, **sheets: str) -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.save(path)
    return path.name


def test_one_sheet_of_a_workbook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = workbook(here / "book.xlsx", Total=AGREES, 分表=GROSS, Other=AGREES)
    args = ("check", book, "--checks", "suite.yaml")
    assert main([*args]) == 1
    assert main([*args, "--sheet", "Total"]) == 0
    capsys.readouterr()
    assert main([*args, "--sheet", "ＴＯＴＡＬ", "--format", "json"]) == 0  # width and case
    found = json.loads(capsys.readouterr().out)
    assert found["notes"] == ["book.xlsx: only sheet Total was read; left out: 分表, Other"]
    assert {f["place"]["table"] for r in found["results"] for f in r["figures"]} == {"Total"}
    assert main([*args, "--sheet", "分表"]) == 1
    assert "分表!B2" in capsys.readouterr().out


def test_a_workbook_without_the_sheet(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = workbook(here / "book.xlsx", Totals=AGREES, Detail=GROSS)
    args = ("check", book, "data.csv", "--checks", "suite.yaml", "--sheet", "total")
    assert main([*args, "--format", "json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["errors"] == [
        {
            "input": "book.xlsx",
            "what": "has no sheet 'total'; its sheets are Totals, Detail",
            "where": "book.xlsx",
            "next": "did you mean 'Totals'?",
        }
    ]
    assert found["notes"] == []
    assert [i["status"] for i in found["inputs"]] == ["unusable", "read"]
    assert found["summary"]["agrees"] == 1  # the CSV is read as ever


def test_a_sheet_where_no_input_is_a_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "data.csv", "--checks", "suite.yaml", "--sheet", "x"]) == 0
    assert "note: sheet x was not looked for: no input is a workbook" in capsys.readouterr().out
    assert main(["check", "data.csv", "--checks", "suite.yaml", "--sheet"]) == 2
    assert main(["check", "a.csv", "--checks", "s", "--sheet", "x", "--sheet", "y"]) == 2
    assert "given twice" in capsys.readouterr().err


def test_the_sheet_of_named_tables_and_of_the_period_before(here: Path) -> None:
    """A NAME= names the sheet that was chosen; previous workbooks have the sheet too."""
    old = workbook(here / "old.xlsx", Stock="y,open,close\n2010,3,5\n", Notes="x\nfree\n")
    new = workbook(here / "new.xlsx", Stock="y,open,close\n2011,5,9\n", Notes="x\nfree\n")
    (here / "stock.yaml").write_text(
        "suite: stock\ntables: {depot: ./s.yaml}\nchecks:\n"
        '  carry: {formula: "depot.open = previous.close"}\n'
    )
    (here / "s.yaml").write_text(
        "name: stock\ncolumns:\n  y: {dtype: str, metadata: {role: period}}\n"
        "  open: {dtype: int64}\n  close: {dtype: int64}\n"
    )
    report = consistency.check(
        {"depot": new}, checks="stock.yaml", previous={"depot": old}, sheet="stock"
    )
    assert (report.exit_status(), report.summary["agrees"]) == (0, 1)
    workbook(here / "old.xlsx", Stocks="y,open,close\n2010,3,5\n")
    with pytest.raises(consistency.InputError, match=r"old\.xlsx: has no sheet 'stock'"):
        consistency.check(
            {"depot": new}, checks="stock.yaml", previous={"depot": old}, sheet="stock"
        )


def test_what_readers_left_aside_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = workbook(here / "book.xlsx", Total=AGREES, Empty="")
    (here / "book.xlsx").rename(here / "book.xls")
    assert main(["check", "book.xls", "--checks", "suite.yaml", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == [
        "book.xls: is named .xls but is an .xlsx workbook by its content",
        "book.xls: empty sheet left out: Empty",
    ]
    assert book == "book.xlsx"
