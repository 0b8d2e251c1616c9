"""The program around the command: faults of ours, interruption, pipes, locales, speed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from consistency import __main__ as program
from consistency.__main__ import main

AGREES = "name,all,men,women\nA,30,10,20\n"  # 10 + 20 = 30
GROSS = "name,all,men,women\nA,31,10,20\n"  # 31 stated, 30 made
SUITE = "suite: people\nchecks:\n  sexes:\n    {total: all, parts: [men, women]}\n"
CHECK = ("check", "data.csv", "--checks", "suite.yaml")
TOOL = [sys.executable, "-m", "consistency"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "suite.yaml").write_text(SUITE)
    (tmp_path / "data.csv").write_text(AGREES)
    (tmp_path / "gross.csv").write_text(GROSS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, **more: object) -> subprocess.CompletedProcess[str]:
    settings: dict[str, object] = {"capture_output": True, "encoding": "utf-8", "timeout": 60}
    return subprocess.run([*TOOL, *args], **(settings | more))  # type: ignore[call-overload,no-any-return]


def test_an_internal_fault_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError("what\nhappened \udcff")

    monkeypatch.setattr("consistency.api.judge", broken)
    monkeypatch.delenv("CONSISTENCY_DEBUG", raising=False)
    assert main(CHECK) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("consistency: internal fault: ZeroDivisionError: what happened")
    assert "please report it" in shown.err
    assert shown.err.count("\n") == 1
    monkeypatch.setenv("CONSISTENCY_DEBUG", "1")
    assert main(CHECK) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raised", "status", "words"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (MemoryError(), 2, "not enough memory"),
        (SystemExit(0), 2, "internal fault"),
    ],
)
def test_other_ends(
    raised: BaseException,
    status: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An import that exits with status 0 does not make a pass."""

    def ends(arguments: object) -> int:
        raise raised

    monkeypatch.setattr(program, "_run", ends)
    assert main(CHECK) == status
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("settings", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_output_is_utf8_in_any_locale(here: Path, settings: dict[str, str]) -> None:
    (here / "县.csv").write_text(GROSS.replace("A", "全市"), "utf-8")
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **settings}
    done = run("check", "县.csv", "--checks", "suite.yaml", "--lang", "zh-Hans", env=environment)
    assert done.returncode == 1
    assert "全市" in done.stdout
    assert "县.csv" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_name_that_is_no_text(here: Path) -> None:
    odd = os.fsencode(here) + b"/odd\xff.csv"
    with open(odd, "wb") as stream:
        stream.write(GROSS.encode())
    for more in ((), ("--format", "json"), ("--output", "r.json", "--output", "r.csv")):
        done = subprocess.run(
            [*TOOL, "check", b"odd\xff.csv", "no\udcff.csv", "--checks", "suite.yaml", *more],
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == 2, done.stderr
        assert b"Traceback" not in done.stderr
        assert rb"odd\xff.csv" in done.stdout.replace(rb"\\", b"\\").replace(rb"\udcff", rb"\xff")
        done.stdout.decode("utf-8")
    json.loads((here / "r.json").read_text("utf-8"))


def test_a_reader_that_has_seen_enough(here: Path) -> None:
    rows = "".join(f"A{n},31,10,20\n" for n in range(5_000))
    (here / "many.csv").write_text("name,all,men,women\n" + rows)
    command = " ".join([*TOOL, "check many.csv --checks suite.yaml --format json --output r.json"])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout.splitlines() == ["{", "1"]
    assert done.stderr == ""
    assert len(json.loads((here / "r.json").read_text("utf-8"))["results"]) == 5_000


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_standard_output_on_a_full_disk() -> None:
    with open("/dev/full", "wb") as full:
        done = run(*CHECK, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert done.returncode == 2
    assert done.stderr.startswith("consistency: standard output: cannot be written: No space left")
    assert "Traceback" not in done.stderr


def test_an_output_where_standard_output_goes(here: Path) -> None:
    with open(here / "r.txt", "wb") as target:
        done = run(
            *CHECK, "--output", "r.txt", stdout=target, stderr=subprocess.PIPE, capture_output=False
        )
    assert done.returncode == 2
    assert "the output is where standard output goes" in done.stderr


@contextmanager
def started(*args: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*TOOL, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def opened_for(process: subprocess.Popen[str], pipe: Path) -> int:
    """The writing end of a named pipe, once the process reads it; fails where it never does."""
    for _ in range(300):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            assert process.poll() is None, "the process ended before it read its input"
            time.sleep(0.1)
    raise AssertionError("the process never read its input")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_interrupted_while_it_reads(here: Path) -> None:
    """The input is a pipe that gives one line and no end; Ctrl-C comes then."""
    os.mkfifo(here / "slow.csv")
    (here / "r.json").write_text("before")
    before = sorted(os.listdir(here))
    args = ("check", "slow.csv", "--checks", "suite.yaml", "--output", "r.json", "--output")
    with started(*args, "r.csv") as process:
        pipe = opened_for(process, here / "slow.csv")
        os.write(pipe, b"name,all,men,women\n")
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        os.close(pipe)
    assert process.returncode == 130
    assert out == ""
    assert err == "consistency: interrupted: no output was left half written\n"
    assert sorted(os.listdir(here)) == before
    assert (here / "r.json").read_text() == "before"


@pytest.mark.parametrize("wait", [0.3, 0.6, 1.2])
def test_interrupted_while_it_works(here: Path, wait: float) -> None:
    """200,000 records take some seconds; whenever Ctrl-C comes, nothing is half written."""
    rows = "".join(f"A{n},31,10,20\n" for n in range(200_000))
    (here / "big.csv").write_text("name,all,men,women\n" + rows)
    before = sorted(os.listdir(here))
    with started("check", "big.csv", "--checks", "suite.yaml", "--output", "r.json") as process:
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)  # before `main` began, Python itself ends
    if process.returncode == 130:
        assert "interrupted" in err
    assert "Traceback" not in err or process.returncode != 130
    assert sorted(os.listdir(here)) == before


def test_200_small_files_in_one_call(here: Path) -> None:
    (here / "in").mkdir()
    for number in range(200):
        (here / "in" / f"r{number:03}.csv").write_text(GROSS if number == 17 else AGREES)
    done = run("check", "in", "--checks", "suite.yaml", "--output", "r.json")
    assert done.returncode == 1
    found = json.loads((here / "r.json").read_text("utf-8"))
    assert len(found["inputs"]) == 200
    wrong = [r["input"] for r in found["results"] if r["verdict"] == "discrepancy"]
    assert wrong == ["in/r017.csv"]
    assert found["summary"]["agrees"] == 199


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from consistency.__main__ import main; "
        "main(['check', 'data.csv', '--checks', 'suite.yaml']); "
        "heavy = {'pandas', 'polars', 'pandera', 'pyarrow', 'numpy', 'narwhals', 'pytest'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"
