"""Formats by suffix, destinations tried before the work, whole files or none."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from consistency import output
from consistency.api import Options, judge
from consistency.errors import InputError
from consistency.model.report import Report
from consistency.output import Destination, destinations, refuse_unwritable, write_all, write_report
from consistency.readers import expand

SUITE = "suite: people\nchecks:\n  sexes:\n    {total: all, parts: [men, women]}\n"


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """10 + 20 = 30 but 31 is stated: one discrepancy of one edit."""
    (tmp_path / "suite.yaml").write_text(SUITE)
    (tmp_path / "data.csv").write_text("name,all,men,women\nA,31,10,20\n")
    wanted, _ = expand([str(tmp_path / "data.csv")])
    return judge(wanted, Options(checks=tmp_path / "suite.yaml"))


def said(error: pytest.ExceptionInfo[InputError]) -> str:
    return "\n".join(str(fault) for fault in error.value.faults)


@pytest.mark.parametrize(
    ("given", "format_", "path"),
    [
        ("r.json", "json", "r.json"),
        ("R.JSON", "json", "R.JSON"),
        ("a.b/r.txt", "text", "a.b/r.txt"),
        ("r.csv", "csv", "r.csv"),
        ("r.jsonl", "jsonl", "r.jsonl"),
        ("r.parquet", "parquet", "r.parquet"),
        ("json:r.txt", "json", "r.txt"),
        ("Text:report", "text", "report"),
        (r"C:\r.json", "json", r"C:\r.json"),
        ("./odd:r.json", "json", "./odd:r.json"),
    ],
)
def test_the_format_of_a_destination(given: str, format_: str, path: str) -> None:
    assert destinations([given]) == [Destination(format_, path)]


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("r.html", "output as .html is not built yet"),
        ("r.docx", "output as .docx is not built yet"),
        ("r.xml", "output as .xml is not built yet"),
        ("r.sarif", "output as .sarif is not built yet"),
        ("r.xlsx", "output as .xlsx is not built yet"),
        ("letter:r", "the output format letter is not built yet"),
        ("github:r", "the output format github is not built yet"),
        ("r", "the output has no suffix"),
        ("r.yaml", "unknown output suffix '.yaml'"),
        ("pdf:r", "unknown output format 'pdf'"),
        ("-", "this is no file to write to"),
        ("", "this is no file to write to"),
        ("json:", "this is no file to write to"),
    ],
)
def test_formats_that_are_not_written(given: str, what: str) -> None:
    with pytest.raises(InputError) as error:
        destinations([given])
    assert what in said(error)
    assert error.value.faults[0].next


def test_all_unknown_formats_come_at_once() -> None:
    with pytest.raises(InputError) as error:
        destinations(["a.html", "b.json", "c.xlsx"])
    assert [fault.where for fault in error.value.faults] == ["a.html", "c.xlsx"]


def test_every_format_holds_the_finding(report: Report, tmp_path: Path) -> None:
    names = ["r.txt", "r.json", "r.csv", "r.jsonl", "r.parquet"]
    write_all(report, destinations([str(tmp_path / name) for name in names]), "en")
    assert "31 stated" in (tmp_path / "r.txt").read_text("utf-8")
    found = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert [(r["stated"], r["derived"], r["gap"]) for r in found["results"]] == [("31", "30", "1")]
    header, row = (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()
    assert dict(zip(header.split(","), row.split(","), strict=False))["check"] == "sexes"
    lines = (tmp_path / "r.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["gap"] for line in lines] == ["1"]
    from pyarrow import parquet

    assert parquet.read_table(tmp_path / "r.parquet")["stated"].to_pylist() == ["31"]
    assert sorted(os.listdir(tmp_path)) == sorted([*names, "data.csv", "suite.yaml"])


def test_write_report_takes_a_path_or_a_format(report: Report, tmp_path: Path) -> None:
    write_report(report, tmp_path / "r.json")
    write_report(report, f"json:{tmp_path / 'same'}")
    assert (tmp_path / "r.json").read_bytes() == (tmp_path / "same").read_bytes()
    with pytest.raises(InputError, match="not built yet"):
        write_report(report, tmp_path / "r.html")
    with pytest.raises(InputError, match="does not exist"):
        write_report(report, tmp_path / "none" / "r.json")


def test_the_language_of_a_file(report: Report, tmp_path: Path) -> None:
    write_report(report, tmp_path / "r.txt", "zh-Hans")
    assert not (tmp_path / "r.txt").read_text("utf-8").isascii()


def test_a_replaced_file_keeps_its_permissions(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("before")
    path.chmod(0o640)
    write_report(report, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_text("utf-8").startswith("{")


def test_a_link_stays_a_link(report: Report, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link = tmp_path / "r.json"
    link.symlink_to(tmp_path / "folder" / "real.json")
    write_report(report, link)
    assert link.is_symlink()
    assert (tmp_path / "folder" / "real.json").read_text("utf-8").startswith("{")


def test_a_device_is_written_and_never_replaced(report: Report) -> None:
    write_report(report, f"json:{os.devnull}")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_said(report: Report) -> None:
    with pytest.raises(InputError, match="/dev/full: cannot be written: No space left"):
        write_report(report, "json:/dev/full")


@pytest.mark.parametrize("raised", [KeyboardInterrupt, RuntimeError])
def test_nothing_is_left_half_written(
    report: Report,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    raised: type[BaseException],
) -> None:
    """The second of two files is interrupted: the first is not put in place either."""
    (tmp_path / "a.json").write_text("before")
    real, calls = output.rendered, []

    def interrupted(report: Report, name: str, language: str) -> bytes:
        calls.append(name)
        if len(calls) == 2:
            raise raised
        return real(report, name, language)

    monkeypatch.setattr(output, "rendered", interrupted)
    wanted = destinations([str(tmp_path / "a.json"), str(tmp_path / "b.csv")])
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(raised):
        write_all(report, wanted, "en")
    assert (tmp_path / "a.json").read_text() == "before"
    assert sorted(os.listdir(tmp_path)) == before


def test_interrupted_while_bytes_are_written(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(part: str, real: str, content: bytes) -> None:
        Path(part).write_bytes(content[:10])
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "_write_new", stopped)
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        write_all(report, destinations([str(tmp_path / "a.json")]), "en")
    assert sorted(os.listdir(tmp_path)) == before


def test_trying_leaves_nothing_behind(tmp_path: Path) -> None:
    refuse_unwritable(destinations([str(tmp_path / "r.json")]), {})
    assert os.listdir(tmp_path) == []


def test_every_destination_is_tried(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "in.csv").write_text("a")
    (tmp_path / "link.csv").symlink_to(tmp_path / "in.csv")
    names = ["none/r.json", "folder.json", "in.csv/r.json", "link.csv", "r.txt", "./r.txt"]
    with pytest.raises(InputError) as error:
        refuse_unwritable(
            destinations([os.path.join(tmp_path, name) for name in names]),
            {str(tmp_path / "in.csv"): "one of the inputs"},
        )
    assert [fault.what for fault in error.value.faults] == [
        "the folder of the output does not exist",
        "the output is a folder",
        "what should be the folder of the output is a file",
        "the output is one of the inputs",
        "the output is named twice",
    ]


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked of the system, since root may write everything."""
    (tmp_path / "r.json").write_text("kept")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(InputError, match="cannot be written: permission denied"):
        refuse_unwritable(destinations([str(tmp_path / "r.json")]), {})


def test_an_odd_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        refuse_unwritable([Destination("json", str(tmp_path / "a\0b.json"))], {})
