"""`init` starts a folder whose example return passes, and overwrites nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from consistency.__main__ import main
from consistency.errors import InputError
from consistency.start import FILES, NEXT, start


def test_the_example_passes_as_the_last_line_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[:4] == [f"wrote {name}" for name in FILES]
    assert shown[-1] == f"next: {NEXT}"
    assert main(NEXT.split()[1:]) == 0
    # three libraries with one total, two shares and one sum of shares each
    assert "12 of 12 edits agree, 0 discrepancies" in capsys.readouterr().out
    assert main(["lint", "library-visits"]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out


def test_a_changed_figure_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """750 + 500 = 1250, not 1255; of 1255 they are 59.8 and 39.8 %, not 60.0 and 40.0."""
    monkeypatch.chdir(tmp_path)
    start(".")
    path = tmp_path / "returns" / "library_visits.csv"
    path.write_text(path.read_text().replace("1250", "1255"))
    capsys.readouterr()
    assert main(NEXT.split()[1:]) == 1
    assert "3 discrepancies" in capsys.readouterr().out


def test_another_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = start("my office")
    assert said.splitlines()[-1] == f"next: cd 'my office' && {NEXT}"
    assert all((tmp_path / "my office" / name).is_file() for name in FILES)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    kept = tmp_path / "checks" / "library_visits.yaml"
    kept.parent.mkdir()
    kept.write_text("mine")
    lines = start(str(tmp_path)).splitlines()
    assert kept.read_text() == "mine"
    assert [line.split()[0] for line in lines[:4]] == ["wrote", "kept", "wrote", "wrote"]
    assert lines[4] == "1 of 4 files existed and were kept as they are"
    assert [line.split()[0] for line in start(str(tmp_path)).splitlines()[:4]] == ["kept"] * 4


def test_a_link_to_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    link = tmp_path / "schemas" / "library_visits.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")
    start(str(tmp_path))
    assert link.is_symlink()
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "checks").write_text("")
    with pytest.raises(InputError) as error:
        start(str(tmp_path))
    fault = error.value.faults[0]
    assert f"{tmp_path}/checks is a file, not a folder" in fault.what
    assert f"written so far: {tmp_path}/schemas/library_visits.yaml" in fault.what
    assert fault.where == f"{tmp_path}/checks/library_visits.yaml"


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="no folder that nobody can write to")
def test_a_folder_that_cannot_be_written() -> None:
    with pytest.raises(InputError, match="give a folder that can be written"):
        start("/proc/office")


def test_the_schema_is_one_that_pandera_loads(tmp_path: Path) -> None:
    from pandera.pandas import DataFrameSchema

    start(str(tmp_path))
    schema = DataFrameSchema.from_yaml(tmp_path / "schemas" / "library_visits.yaml")
    assert list(schema.columns) == [
        "library", "year", "visitors", "adults", "children", "adults_pct", "children_pct",
    ]  # fmt: skip


def test_the_ci_file_runs_the_same_check(tmp_path: Path) -> None:
    start(str(tmp_path))
    flow = yaml.safe_load((tmp_path / ".github/workflows/consistency.yml").read_text())
    steps = [step["run"] for step in flow["jobs"]["check"]["steps"] if "run" in step]
    assert steps == [
        "pip install consistency-checks",
        "consistency lint library-visits",
        "consistency check returns --checks library-visits --output report.json",
    ]
