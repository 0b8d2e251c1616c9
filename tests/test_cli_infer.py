"""`consistency infer`: what is written and shown, exit statuses, progress on a terminal only."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from consistency import progress as shown_progress
from consistency.__main__ import main

MEN = [4, 7, 2, 9, 5, 8, 1, 6, 12, 30]
WOMEN = [3, 1, 8, 5, 6, 2, 9, 14, 11, 17]
PEOPLE = "place,men,women,people\n" + "".join(
    f"p{at},{men},{women},{men + women}\n"
    for at, (men, women) in enumerate(zip(MEN, WOMEN, strict=True))
)
SUITE = """\
# A draft, inferred from people.csv: what holds there, not what must hold.
# Remove what is chance, name what is meant, give each check a message.
# 10 rows, 4 columns.
suite: people
schema: "people.schema.yaml"
describes: "Checks inferred from people.csv"
checks:
  # holds in 10 of 10 rows
  people-total: {total: people, parts: [men, women]}
"""
SCHEMA = """\
# A draft, inferred from people.csv: types, decimals, roles as they show.
schema_type: dataframe
name: people
coerce: true
strict: false
columns:
  place:
    dtype: str
    nullable: false
    metadata: {role: key}
  men:
    dtype: int64
    nullable: true
    metadata: {role: count}
  women:
    dtype: int64
    nullable: true
    metadata: {role: count}
  people:
    dtype: int64
    nullable: true
    metadata: {role: count}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "few.csv").write_text("place,men\np1,3\np2,4\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_both_documents_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["infer", "people.csv"]) == 0
    out = capsys.readouterr().out
    assert out == f"{SUITE}---\n# The schema, which goes into people.schema.yaml:\n{SCHEMA}"


def test_both_files_are_written_and_work(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["infer", "people.csv", "--output", "people.yaml"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "wrote people.schema.yaml: 4 columns",
        "wrote people.yaml: 1 check",
    ]
    assert (here / "people.yaml").read_text("utf-8") == SUITE
    assert (here / "people.schema.yaml").read_text("utf-8") == SCHEMA
    assert main(["lint", "people.yaml"]) == 0
    assert main(["check", "people.csv", "--checks", "people.yaml"]) == 0
    (here / "people.csv").write_text(PEOPLE.replace("p9,30,17,47", "p9,30,17,48"))
    assert main(["check", "people.csv", "--checks", "people.yaml"]) == 1


def test_an_edited_draft_is_not_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "people.schema.yaml").write_text("mine")
    assert main(["infer", "people.csv", "--output", "people.yaml"]) == 2
    assert "people.schema.yaml: exists already" in capsys.readouterr().err
    assert (here / "people.schema.yaml").read_text() == "mine"
    assert not (here / "people.yaml").exists()


def test_without_a_relation_the_schema_is_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["infer", "few.csv", "--output", "few.yaml"]) == 3
    shown = capsys.readouterr()
    assert shown.out == "wrote few.schema.yaml: 2 columns\n"
    assert shown.err == "consistency: few.csv: no relation stands out among 2 columns\n"
    assert not (here / "few.yaml").exists()
    assert main(["infer", "few.csv"]) == 3
    assert capsys.readouterr().out.startswith("# A draft, inferred from few.csv: types")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("nowhere.csv",), "nowhere.csv: does not exist"),
        ((".",), "is 2 files, and one table is inferred from at a time"),
        (("people.csv", "--output", "people.json"), "a suite is not written as '.json'"),
        (("people.csv", "--output", "no/people.yaml"), "the folder of the output does not exist"),
        (("people.csv", "--outptu", "people.yaml"), "did you mean '--output'?"),
        ((), "arguments are required: INPUT"),
    ],
)
def test_what_is_unusable(
    args: tuple[str, ...], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(here.iterdir())
    assert main(["infer", *args]) == 2
    assert said in capsys.readouterr().err
    assert sorted(here.iterdir()) == before


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(shown_progress, "_QUIET_SECONDS", -1)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["infer", "people.csv"]) == 0
    steps = [step[5:].strip() for step in terminal.getvalue().split("\r") if step.strip()]
    assert steps[0] == "reading"
    assert "counting over all rows" in steps
    assert terminal.getvalue().endswith("\r")
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stderr", plain)
    assert main(["infer", "people.csv"]) == 0
    assert plain.getvalue() == ""
