"""`consistency generate`: what is written where, shares of faults, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consistency.__main__ import main

SUITE = "suite: people\nchecks:\n  sexes:\n    {total: all, parts: [men, women]}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "suite.yaml").write_text(SUITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_generate(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ["generate", "suite.yaml", "--rows", "20", "--output", "made.csv"]
    assert main(args) == 0
    assert capsys.readouterr().out.splitlines() == [
        "wrote made.csv: 20 records of people",
        "wrote made.key.json: the answer key, 0 faults",
    ]
    clean = (here / "made.csv").read_bytes()
    assert clean.count(b"\n") == 21
    assert main(["check", "made.csv", "--checks", "suite.yaml"]) == 0
    assert main([*args, "--seed", "7"]) == 0
    assert (here / "made.csv").read_bytes() != clean
    assert main([*args, "--seed", "0"]) == 0
    assert (here / "made.csv").read_bytes() == clean


@pytest.mark.parametrize(
    ("share", "count"),
    [("0", 0), ("10%", 2), ("0.1", 2), (".25", 5), ("100%", 20), ("1", 20), ("0.0%", 0)],
)
def test_faults_are_a_share_of_the_records(
    share: str, count: int, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["--rows", "20", "--faults", share, "--output", "made.json"]
    assert main(["generate", "suite.yaml", *args]) == 0
    key = json.loads((here / "made.key.json").read_text("utf-8"))
    assert len(key["faults"]) == count
    capsys.readouterr()
    seen = [fault for fault in key["faults"] if fault["checks"]]
    unsure = [fault for fault in key["faults"] if fault["undecided"]]
    main(["check", "made.json", "--checks", "suite.yaml", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    rows = {
        f["place"]["row"]
        for r in found["results"]
        for f in r["figures"]
        if r["verdict"] == "discrepancy"
    }
    assert {fault["row"] for fault in seen} == rows
    assert found["summary"]["undecided"] <= len(unsure)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("none.yaml", "--rows", "2", "--output", "x.csv"), "none.yaml: there is no such file"),
        (("suite.yaml", "--rows", "0", "--output", "x.csv"), "rows is 0"),
        (("suite.yaml", "--rows", "2.5", "--output", "x.csv"), "'2.5' is no whole number"),
        (("suite.yaml", "--rows", "2"), "arguments are required: --output"),
        (("suite.yaml", "--output", "x.csv"), "arguments are required: --rows"),
        (("suite.yaml", "--rows", "2", "--output", "x.xlsx"), "ends in .csv or .json"),
        (("suite.yaml", "--rows", "2", "--output", "no/x.csv"), "folder of the output does not"),
        (("suite.yaml", "--rows", "2", "--output", "x.csv", "--faults", "1.5"), "is no share"),
        (("suite.yaml", "--rows", "2", "--output", "x.csv", "--faults", "-1"), "is no share"),
        (("suite.yaml", "--rows", "2", "--output", "x.csv", "--faults", "101%"), "is no share"),
        (("suite.yaml", "--rows", "2", "--output", "x.csv", "--fault", "1"), "'--faults'"),
    ],
)
def test_what_cannot_be_generated(
    args: tuple[str, ...], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(here.iterdir())
    assert main(["generate", *args]) == 2
    assert said in capsys.readouterr().err
    assert sorted(here.iterdir()) == before


def test_generated_data_replace_a_file_as_a_whole(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "made.csv").write_text("mine")
    (here / "made.key.json").mkdir()  # the key cannot be put in place
    args = ["generate", "suite.yaml", "--rows", "3", "--output", "made.csv"]
    assert main(args) == 2
    assert "made.key.json: the output is a folder" in capsys.readouterr().err
    assert (here / "made.csv").read_text() == "mine"
    assert [path.name for path in here.iterdir() if path.name.endswith(".part")] == []
    (here / "made.key.json").rmdir()
    assert main(args) == 0
    assert (here / "made.csv").read_text().startswith("name,all,men,women\n")
