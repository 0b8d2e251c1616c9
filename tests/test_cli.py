"""The command: exit statuses, what goes where, each of the commands, its help."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from consistency.__main__ import main
from consistency.arguments import COMMANDS, help_pages, parse
from consistency.readers.reading import READERS

AGREES = "name,all,men,women\nA,30,10,20\n"  # 10 + 20 = 30
GROSS = "name,all,men,women\nA,31,10,20\n"  # 31 stated, 30 made, counts: gross
MISSING = "name,all,men,women\nA,30,,20\n"  # any count could stand there up to 10
SHARE = "name,all,men,pct\nA,1383,617,44.7\n"  # 100 x 617 / 1383 = 44.613: one unit of 0.1 off
SUITE = "suite: people\nchecks:\n  sexes:\n    {total: all, parts: [men, women]}\n"
SHARES = "suite: shares\nchecks:\n  men-share: {share: {pct: men}, of: all}\n"
TOOL = [sys.executable, "-m", "consistency"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "suite.yaml").write_text(SUITE)
    (tmp_path / "shares.yaml").write_text(SHARES)
    (tmp_path / "data.csv").write_text(AGREES)
    (tmp_path / "gross.csv").write_text(GROSS)
    (tmp_path / "missing.csv").write_text(MISSING)
    (tmp_path / "share.csv").write_text(SHARE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, **more: object) -> subprocess.CompletedProcess[str]:
    settings: dict[str, object] = {"capture_output": True, "encoding": "utf-8", "timeout": 60}
    return subprocess.run([*TOOL, *args], **(settings | more))  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("data.csv", "--checks", "suite.yaml"), 0),
        (("gross.csv", "--checks", "suite.yaml"), 1),
        (("gross.csv", "--checks", "suite.yaml", "--fail-on", "gross"), 1),
        (("gross.csv", "--checks", "suite.yaml", "--fail-on", "query"), 1),
        (("gross.csv", "--checks", "suite.yaml", "--fail-on", "never"), 0),
        (("share.csv", "--checks", "shares.yaml"), 1),
        (("share.csv", "--checks", "shares.yaml", "--fail-on", "gross"), 0),
        (("data.csv", "missing.csv", "--checks", "suite.yaml"), 3),
        (("data.csv", "missing.csv", "--checks", "suite.yaml", "--allow-undecided"), 0),
        (("missing.csv", "--checks", "suite.yaml", "--allow-undecided"), 3),
        (("data.csv", "gross.csv", "missing.csv", "--checks", "suite.yaml"), 1),
        (("data.csv", "nowhere.csv", "--checks", "suite.yaml"), 2),
        (("gross.csv", "nowhere.csv", "--checks", "suite.yaml", "--fail-on", "never"), 2),
    ],
)
def test_exit_status(args: tuple[str, ...], status: int) -> None:
    assert main(["check", *args]) == status


def test_usable_inputs_are_reported_beside_a_missing_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert (
        main(["check", "gross.csv", "nowhere/", "--checks", "suite.yaml", "--format", "json"]) == 2
    )
    shown = capsys.readouterr()
    found = json.loads(shown.out)
    assert [(i["name"], i["status"]) for i in found["inputs"]] == [
        ("gross.csv", "read"),
        ("nowhere/", "unusable"),
    ]
    assert [(e["input"], e["what"]) for e in found["errors"]] == [("nowhere/", "does not exist")]
    assert found["summary"]["discrepancies"] == 1
    assert shown.err.startswith("consistency: nowhere/: does not exist")


def test_json_prints_nothing_half_where_the_suite_is_unusable(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "data.csv", "--checks", "none.yaml", "--format", "json"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1


def test_the_text_stays_on_standard_output_beside_files(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ("check", "gross.csv", "--checks", "suite.yaml", "--output", "r.json", "--output")
    assert main([*args, "text:r"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Suite people")
    assert (here / "r").read_text("utf-8") == out
    assert json.loads((here / "r.json").read_text("utf-8"))["summary"]["gross"] == 1


def test_ignored_files_are_named_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.csv").write_text(AGREES)
    (here / "in" / "note.doc").write_text("")
    assert main(["check", "in", "in/*", "--checks", "suite.yaml"]) == 0
    out = capsys.readouterr().out
    assert out.count("in/note.doc") == 1
    assert main(["check", "in", "--checks", "suite.yaml", "--format", "json"]) == 0
    assert "in/note.doc" in json.loads(capsys.readouterr().out)["notes"][0]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "-", "--checks", "suite.yaml", input=AGREES).returncode == 0
    done = run("check", "-", "--checks", "suite.yaml", input=GROSS)
    assert done.returncode == 1
    assert "B2" in done.stdout


def test_waivers_and_previous(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "gross.csv", "--checks", "suite.yaml", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["results"][0]
    values = [figure["value"] for figure in found["figures"]]
    waiver = {"id": found["id"], "values": values, "reason": "known", "by": "B"}
    (here / "w.yaml").write_text(json.dumps({"waivers": [waiver]}))
    assert main(["check", "gross.csv", "--checks", "suite.yaml", "--waivers", "w.yaml"]) == 0
    (here / "stock.yaml").write_text(
        'suite: stock\nschema: ./s.yaml\nchecks:\n  carry: {formula: "open = previous.close"}\n'
    )
    (here / "s.yaml").write_text(
        "name: stock\ncolumns:\n  y: {dtype: str, metadata: {role: period}}\n"
        "  open: {dtype: int64}\n  close: {dtype: int64}\n"
    )
    (here / "new.csv").write_text("y,open,close\n2011,5,9\n")
    (here / "old.csv").write_text("y,open,close\n2010,3,5\n")
    assert main(["check", "new.csv", "--checks", "stock.yaml"]) == 3
    assert main(["check", "new.csv", "--checks", "stock.yaml", "--previous", "old.csv"]) == 0
    (here / "old.csv").write_text("y,open,close\n2010,3,6\n")
    assert main(["check", "new.csv", "--checks", "stock.yaml", "--previous", "old.csv"]) == 1


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_the_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "gross.csv", "--checks", "suite.yaml", "--lang", language]) == 1
    assert not capsys.readouterr().out.isascii()


def test_compare(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, rows in (("old", AGREES), ("new", GROSS)):
        (here / "same.csv").write_text(rows)
        main(["check", "same.csv", "--checks", "suite.yaml", "--output", f"{name}.json"])
    capsys.readouterr()
    assert main(["compare", "old.json", "new.json"]) == 1
    assert "sexes" in capsys.readouterr().out
    assert main(["compare", "new.json", "old.json"]) == 0
    assert main(["compare", "new.json", "new.json"]) == 0
    (here / "no.json").write_text("[]")
    assert main(["compare", "old.json", "no.json"]) == 2
    (here / "deep.json").write_text("[" * 100_000)
    assert main(["compare", "deep.json", "new.json"]) == 2
    (here / "other.json").write_text('{"format": "x"}')
    assert main(["compare", "other.json", "new.json"]) == 2


def test_a_new_warning_or_a_waived_one_does_not_fail_a_comparison(here: Path) -> None:
    main(["check", "gross.csv", "--checks", "suite.yaml", "--output", "new.json"])
    new = json.loads((here / "new.json").read_text("utf-8"))
    old = {**new, "results": []}
    (here / "old.json").write_text(json.dumps(old))
    assert main(["compare", "old.json", "new.json"]) == 1
    for field, value in (("severity", "warning"), ("waiver", {"id": "x"})):
        changed = {**new, "results": [{**new["results"][0], field: value}]}
        (here / "soft.json").write_text(json.dumps(changed))
        assert main(["compare", "old.json", "soft.json"]) == 0


def test_lint(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "suite.yaml"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("suite.yaml: 0 errors")
    wrong = SUITE + (
        'examples:\n  - given: {all: "30", men: "10", women: "20"}\n'
        "    expect: {sexes: discrepancy}\n"
    )
    (here / "wrong.yaml").write_text(wrong)
    assert main(["lint", "wrong.yaml"]) == 1
    out = capsys.readouterr().out
    assert "wrong.yaml:6: error" in out
    assert "1 error, " in out
    assert main(["lint", "none.yaml"]) == 2


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("total", "undecided", "zero_base", "suite.yaml:sexes"):
        assert main(["explain", name]) == 0, name
        assert len(capsys.readouterr().out) > 20
    assert main(["explain", "totl"]) == 2
    assert "total" in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    from consistency import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"consistency {__version__}\n"


def test_help_is_the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = help_pages()
    assert list(pages) == ["", *COMMANDS]
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert help_pages() == pages
    assert main(["check", "--help"]) == 0
    text = "\n".join(pages.values())
    assert max(map(len, text.splitlines())) <= 100
    for unbuilt in ("review", "-j ", "junit", "sarif", "letter"):
        assert unbuilt not in text
    for suffix in READERS:
        assert f"{suffix} " in pages["check"] or f"{suffix})" in pages["check"]
    for option in ("--checks", "--previous", "--waivers", "--fail-on", "--sheet"):
        assert option in pages["check"]
    for option in ("--rows", "--faults", "--output", "--seed"):
        assert option in pages["generate"]


@pytest.mark.parametrize("command", ["review"])
def test_what_is_not_built_says_so(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "x"]) == 2
    assert f"'{command}' is not built yet" in capsys.readouterr().err


def test_arguments_that_begin_with_a_dash() -> None:
    assert parse(["check", "--checks", "s", "--", "-odd.csv"]).inputs == ["-odd.csv"]
    assert parse(["check", "--checks", "s", "-"]).inputs == ["-"]


def test_colour_and_width_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def shown(**environment: str) -> str:
        for name in ("NO_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        assert main(["check", "gross.csv", "--checks", "suite.yaml"]) == 1
        return terminal.getvalue()

    coloured = shown(COLUMNS="60")
    assert "\033[" in coloured
    plain = shown(COLUMNS="60", NO_COLOR="1")
    assert "\033[" not in plain
    body = [line for line in plain.splitlines() if line.startswith("  ")]
    assert len(body) > 1
    assert max(map(len, body)) <= 60
    assert "\033[" not in shown(COLUMNS="60", TERM="dumb")
    assert "\033[" not in run("check", "gross.csv", "--checks", "suite.yaml").stdout
