"""Every cause of bad input: its exit status, the place it names, the next step; never a pass."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from consistency.__main__ import main

DATA = "name,all,men,women\nA,30,10,20\n"  # 10 + 20 = 30: it agrees
SUITE = "suite: people\nchecks:\n  sexes:\n    {total: all, parts: [men, women]}\n"
SCHEMA = """\
schema_type: dataframe
name: people
coerce: true
columns:
  name: {dtype: str, metadata: {role: key}}
  all: {dtype: int64, metadata: {role: count}}
  men: {dtype: int64, metadata: {role: count}}
  women: {dtype: int64, metadata: {role: count}}
"""
WITH_SCHEMA = "suite: people\nschema: ./schema.yaml\n" + SUITE.partition("\n")[2]
CHECK = ("check", "data.csv", "--checks", "suite.yaml")


@dataclass(frozen=True)
class Bad:
    """Files to write, the arguments, and what has to come out.

    `place` and `step` stand in what is printed; `files` are added to, or replace,
    `data.csv` and `suite.yaml`, None takes one away.
    """

    name: str
    place: str
    step: str
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    args: tuple[str, ...] = CHECK
    status: int = 2


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


def _parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table({"all": [30], "men": [10], "women": [20]}), buffer)
    return buffer.getvalue()


def data(content: str | bytes) -> dict[str, str | bytes | None]:
    return {"data.csv": content}


def suite(content: str) -> dict[str, str | bytes | None]:
    return {"suite.yaml": content}


def checks(body: str) -> dict[str, str | bytes | None]:
    return {"suite.yaml": f"suite: people\nchecks:\n  one: {body}\n"}


def schema(content: str, rows: str = DATA) -> dict[str, str | bytes | None]:
    return {"suite.yaml": WITH_SCHEMA, "schema.yaml": content, "data.csv": rows}


def on(name: str, *more: str) -> tuple[str, ...]:
    return ("check", name, "--checks", "suite.yaml", *more)


BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
)

FILES = [
    Bad("missing file", "dta.csv: does not exist", "Did you mean data.csv", args=on("dta.csv")),
    Bad(
        "missing file among usable ones",
        "nowhere.txt",
        "Check the path",
        args=("check", "data.csv", "nowhere.txt", "--checks", "suite.yaml"),
    ),
    Bad(
        "directory without a known file",
        "folder: is a directory without a file",
        "Put a file of one of .csv",
        {"folder/note.doc": "x"},
        on("folder"),
    ),
    Bad(
        "glob that matches nothing", "*.tsv: matches no file", "Check the pattern", {}, on("*.tsv")
    ),
    Bad("an empty path", "an empty path was given", "Give a file", {}, on("")),
    Bad("empty file", "data.csv", "Send a table with a header line", data("")),
    Bad("only blank lines", "data.csv", "Send a table with a header line", data("\n\n \n")),
    Bad("header only", "data.csv", "", data("name,all,men,women\n"), status=3),
    Bad("zero-byte json", "d.json", "Send a list of objects", {"d.json": ""}, on("d.json")),
    Bad("empty parquet", "d.parquet", "Write the file again", {"d.parquet": b""}, on("d.parquet")),
    Bad("zip called .csv", "data.csv", "a zip archive", data(_zip())),
    Bad("pdf called .csv", "data.csv", "a PDF file", data(b"%PDF-1.7\n%\xe2\xe3")),
    Bad("parquet called .csv", "data.csv", "a Parquet file", data(_parquet())),
    Bad("gzip called .csv", "data.csv", "a gzip archive", data(gzip.compress(DATA.encode()))),
    Bad("program called .csv", "data.csv", "a program", data(b"\x7fELF\x02\x01\x01\0\0\0")),
    Bad("web page called .csv", "data.csv", "web page", data("<!DOCTYPE html><html></html>")),
    Bad(
        "csv called .parquet", "d.parquet", "Mend its suffix", {"d.parquet": DATA}, on("d.parquet")
    ),
    Bad("empty text", "r.txt", "Send a text with figures in it", {"r.txt": ""}, ("check", "r.txt")),
    Bad("damaged document", "r.docx", "Open it in a word processor", {"r.docx": "x"}, on("r.docx")),
    Bad("no pdf", "r.pdf", "print it to a new PDF", {"r.pdf": "x"}, ("check", "r.pdf")),
    Bad("damaged pdf", "r.pdf", "a damaged PDF", {"r.pdf": "%PDF-1.7\n"}, ("check", "r.pdf")),
    Bad("text without a figure", "nothing was", "", {"r.txt": "x"}, ("check", "r.txt"), status=3),
    Bad("a suite and only texts", "only texts", "beside them", {"r.txt": "5 of 10"}, on("r.txt")),
    Bad("a suffix not read", "data.doc", "Save it as one of", {"data.doc": "x"}, on("data.doc")),
    Bad(
        "wrong --encoding",
        "data.csv",
        "Give --encoding another name",
        data("name,all,men,women\nÄ,30,10,20\n"),
        (*CHECK, "--encoding", "ascii"),
    ),
    Bad(
        "unknown --encoding",
        "the encoding 'utf-88' is unknown",
        "Did you mean utf",
        args=(*CHECK, "--encoding", "utf-88"),
    ),
    Bad(
        "undecodable bytes",
        "data.csv",
        "Give --encoding its name",
        data(b"name,all,men,women\n\xff\x81\xfe\x80,30,10,20\n"),
    ),
    Bad(
        "UTF-16 without a mark, cut in the middle",
        "data.csv",
        "Save it as UTF-8 text",
        data(DATA.encode("utf-16-le")[:-1]),
    ),
    Bad("NUL bytes", "data.csv", "Save it as UTF-8 text", data("name,all\nA,3\0\n")),
    Bad(
        "duplicate column",
        "data.csv",
        "men",
        data("name,all,men,men,women\nA,30,10,10,20\n"),
    ),
    Bad(
        "empty header over values",
        "data.csv",
        "header",
        data("name,all,,women\nA,30,10,20\n"),
    ),
    Bad(
        "row too long",
        "data.csv:3",
        "Add or take out separators",
        data(DATA + "B,30,10,20,40\n"),
    ),
    Bad("row too short", "data.csv:3", "Add or take out separators", data(DATA + "B,30\n")),
    Bad(
        "quote never closed",
        "data.csv:2",
        "Close the quote",
        data('name,all,men,women\n"A,30,10,20\nB,30,10,20\n'),
    ),
    Bad(
        "a cell of 50 MB",
        "data.csv:2",
        "shorten the cell",
        data("name,all,men,women\n" + "A" * 50_000_000 + ",30,10,20\n"),
    ),
    Bad(
        "truncated parquet",
        "d.parquet",
        "Write the file again",
        {"d.parquet": _parquet()[:-9]},
        on("d.parquet"),
    ),
    Bad("corrupt json", "d.json:1", "Mend the file", {"d.json": '[{"all": 30,'}, on("d.json")),
    Bad(
        "nested json value",
        "record 1 field 'all' holds a nested list",
        "Give each field one value",
        {"d.json": '[{"all": [30], "men": 10}]'},
        on("d.json"),
    ),
    Bad(
        "duplicate json key",
        "record 1 names the key 'all' twice",
        "Keep one of them",
        {"d.json": '[{"all": 30, "all": 31}]'},
        on("d.json"),
    ),
    Bad("json of one number", "d.json", "Send a list of objects", {"d.json": "30"}, on("d.json")),
    Bad(
        "bad line of json lines",
        "d.jsonl:2",
        "Write one object a line",
        {"d.jsonl": '{"all": 30}\n{"all": \n'},
        on("d.jsonl"),
    ),
    Bad(
        "json nested 100,000 deep",
        "d.json",
        "nested too deeply",
        {"d.json": "[" * 100_000},
        on("d.json"),
    ),
]

FIGURES = [
    Bad(
        "text in a number column",
        "C2",
        "a number is required",
        schema(SCHEMA, "name,all,men,women\nA,30,many,20\n"),
        status=1,
    ),
    Bad(
        "text where a figure is summed, no schema",
        "C2",
        "UNDECIDED",
        data("name,all,men,women\nA,30,many,20\n"),
        status=3,
    ),
    Bad("infinity", "C2", "UNDECIDED", data("name,all,men,women\nA,30,inf,20\n"), status=3),
    Bad("NaN", "C2", "UNDECIDED", data("name,all,men,women\nA,30,NaN,20\n"), status=3),
    Bad(
        "10^400 in a part",
        "C2",
        "UNDECIDED",
        data("name,all,men,women\nA,30,1" + "0" * 400 + ",20\n"),
        status=3,
    ),
    Bad(
        "1e400 in a part", "C2", "UNDECIDED", data("name,all,men,women\nA,30,1e400,20\n"), status=3
    ),
    Bad(
        "1e999999999 in a part",
        "C2",
        "UNDECIDED",
        data("name,all,men,women\nA,30,1e999999999,20\n"),
        status=3,
    ),
    Bad(
        "null where a value is required",
        "C2",
        "no value, but",
        schema(SCHEMA, "name,all,men,women\nA,30,,20\n"),
        status=1,
    ),
    Bad(
        "a key given twice",
        "A3",
        "DISCREPANCY",
        schema(SCHEMA, DATA + "A,30,10,20\n"),
        status=1,
    ),
]

COLUMNS = [
    Bad(
        "missing required column",
        "data.csv",
        "did you mean column 'womn'?",
        schema(SCHEMA, "name,all,men,womn\nA,30,10,20\n"),
    ),
    Bad(
        "extra column under strict",
        "data.csv",
        "note",
        schema(
            SCHEMA.replace("coerce", "strict: true\ncoerce"),
            "name,all,men,women,note\nA,30,10,20,x\n",
        ),
    ),
    Bad(
        "a field of the suite that the data lack",
        "suite.yaml:4",
        "did you mean 'women'?",
        data("name,all,men,women\nA,30,10,20\n")
        | checks("\n    {total: all, parts: [men, womem]}"),
    ),
    Bad(
        "a field of the suite that the schema lacks",
        "suite.yaml:5",
        "did you mean 'women'?",
        schema(SCHEMA) | suite(WITH_SCHEMA.replace("women", "womem")),
    ),
    Bad(
        "NAME=PATH of an unknown table",
        "is none of the tables of the suite: people",
        "give NAME=",
        suite(
            "suite: p\ntables: {people: ./schema.yaml, halls: ./halls.yaml}\n"
            "checks:\n  s: {total: people.all, parts: [people.men, people.women]}\n"
        )
        | {"schema.yaml": SCHEMA, "halls.yaml": SCHEMA.replace("people", "halls")},
        on("peple=data.csv"),
    ),
]

SUITES = [
    Bad(
        "suite missing",
        "sute.yaml",
        "did you mean 'suite.yaml'?",
        args=("check", "data.csv", "--checks", "sute.yaml"),
    ),
    Bad(
        "suite unknown by name",
        "'village-gradin'",
        "did you mean 'village_grading'?",
        args=("check", "data.csv", "--checks", "village-gradin"),
    ),
    Bad(
        "suite is a folder",
        "folder.yaml: this is a folder",
        "name a file in it",
        {"folder.yaml/x": ""},
        ("check", "data.csv", "--checks", "folder.yaml"),
    ),
    Bad(
        "suites that extend each other",
        "extend each other",
        "remove one",
        {"suite.yaml": "extends: ./b.yaml\n" + SUITE, "b.yaml": "extends: ./suite.yaml\n" + SUITE},
    ),
    Bad(
        "suite extends a missing one",
        "b.yaml: there is no such file",
        "",
        suite("extends: ./b.yaml\n" + SUITE),
    ),
    Bad(
        "unknown kind",
        "suite.yaml:3",
        "did you mean 'total'?",
        checks("{totl: all, parts: [men, women]}"),
    ),
    Bad(
        "misspelt key of a check",
        "suite.yaml:3",
        "did you mean 'parts'?",
        checks("{total: all, part: [men, women]}"),
    ),
    Bad(
        "misspelt key of a suite",
        "suite.yaml:5",
        "did you mean 'edition'?",
        suite(SUITE + "editon: 2\n"),
    ),
    Bad(
        "two kinds in a check",
        "suite.yaml:3",
        "",
        checks("{total: all, parts: [men, women], same: [men, women]}"),
    ),
    Bad(
        "YAML syntax error",
        "suite.yaml:4",
        "mend the line",
        suite("suite: people\nchecks:\n  one: {total: all, parts: [men\n"),
    ),
    Bad("YAML alias bomb", "suite.yaml:6: expands to more than", "use fewer aliases", suite(BOMB)),
    Bad(
        "YAML python tag",
        "suite.yaml:2: the tag",
        "write the plain value without a tag",
        suite("suite: people\nchecks: !!python/object/apply:os.system ['false']\n"),
    ),
    Bad(
        "duplicate YAML keys",
        "suite.yaml:4",
        "keep one of the two",
        suite(
            "suite: people\nchecks:\n  a: {total: all, parts: [men, women]}\n"
            "  a: {total: all, parts: [men, women]}\n"
        ),
    ),
    Bad("empty suite", "suite.yaml:1", "checks:", suite("")),
    Bad(
        "suite without a check",
        "suite.yaml:2: the suite has no check",
        "add 'checks:'",
        suite("suite: people\nchecks:\n"),
    ),
    Bad(
        "suite that is not UTF-8",
        "suite.yaml:1: is not UTF-8",
        "save it in the encoding UTF-8",
        {"suite.yaml": b"suite: \xff\xfe\nchecks:\n"},
    ),
    Bad(
        "unknown severity",
        "suite.yaml:3",
        "use one of error, warning",
        checks("{total: all, parts: [men, women], severity: fatal}"),
    ),
    Bad(
        "tolerance without a reason",
        "suite.yaml:3",
        "reason",
        checks('{total: all, parts: [men, women], tolerance: {amount: "1"}}'),
    ),
    Bad(
        "units of different dimension",
        "suite.yaml:4",
        "unit",
        schema(
            SCHEMA.replace(
                "women: {dtype: int64, metadata: {role: count}}",
                "women: {dtype: int64, metadata: {role: amount, unit: 万元}}",
            ).replace(
                "all: {dtype: int64, metadata: {role: count}}",
                "all: {dtype: int64, metadata: {role: count, unit: 人}}",
            )
        ),
    ),
    Bad(
        "formula with a product of fields",
        "suite.yaml:3",
        "product",
        checks('{formula: "all = men * women"}'),
    ),
    Bad(
        "formula that cannot be read",
        "suite.yaml:3",
        "",
        checks('{formula: "all = men + + women ="}'),
    ),
    Bad(
        "wildcard that matches nothing",
        "suite.yaml:3",
        "girls_*",
        checks('{total: all, parts: ["girls_*"]}'),
    ),
    Bad(
        "between reversed",
        "suite.yaml:3",
        "between",
        checks("{base: {men: women}, between: [20, 10]}"),
    ),
    Bad(
        "validity reversed",
        "suite.yaml:3: 'valid' ends before it starts",
        "swap",
        checks("{total: all, parts: [men, women], valid: {from: 2012, until: 2010}}"),
    ),
    Bad(
        "an example of an unknown check",
        "suite.yaml:6",
        "sex",
        suite(SUITE + 'examples:\n  - {given: {all: "3"}, expect: {sex: agrees}}\n'),
    ),
]

SCHEMAS = [
    Bad(
        "schema missing",
        "schma.yaml",
        "did you mean 'schema.yaml'?",
        schema(SCHEMA) | suite(WITH_SCHEMA.replace("schema.yaml", "schma.yaml")),
    ),
    Bad(
        "--schema missing",
        "x/y.yaml: there is no such file",
        "check the path",
        args=(*CHECK, "--schema", "x/y.yaml"),
    ),
    Bad(
        "count with decimals",
        "schema.yaml:6",
        "count",
        schema(
            SCHEMA.replace(
                "all: {dtype: int64, metadata: {role: count}}",
                "all: {dtype: float64, metadata: {role: count, decimals: 1}}",
            )
        ),
    ),
    Bad(
        "unknown role",
        "schema.yaml:6",
        "did you mean 'count'?",
        schema(SCHEMA.replace("role: count", "role: cuont", 1)),
    ),
    Bad(
        "period twice",
        "schema.yaml",
        "period",
        schema(SCHEMA.replace("role: count", "role: period")),
    ),
    Bad(
        "unknown dtype",
        "schema.yaml:6",
        "did you mean 'Int64'?",
        schema(SCHEMA.replace("dtype: int64", "dtype: int46", 1)),
    ),
    Bad(
        "unknown pandera check",
        "schema.yaml:6",
        "greater_than",
        schema(SCHEMA.replace("dtype: int64,", "dtype: int64, checks: {graeter_than: 0},", 1)),
    ),
    Bad(
        "a suite where a schema is meant", "suite.yaml", "", args=(*CHECK, "--schema", "suite.yaml")
    ),
]

OPTIONS = [
    Bad(
        "waivers missing",
        "w.yaml: there is no such file",
        "check the path",
        args=(*CHECK, "--waivers", "w.yaml"),
    ),
    Bad(
        "waiver without a reason",
        "w.yaml:1: the waiver has no 'reason'",
        "add 'reason:'",
        {"w.yaml": "waivers: [{id: ab, values: [], by: B}]\n"},
        (*CHECK, "--waivers", "w.yaml"),
    ),
    Bad(
        "waivers that are no list",
        "w.yaml:1",
        "write waivers:",
        {"w.yaml": "waivers: 3\n"},
        (*CHECK, "--waivers", "w.yaml"),
    ),
    Bad(
        "previous missing",
        "before.tsv: does not exist",
        "Check the path",
        args=(*CHECK, "--previous", "before.tsv"),
    ),
    Bad(
        "previous unreadable",
        "before.tsv",
        "Send a table",
        {"before.tsv": ""},
        (*CHECK, "--previous", "before.tsv"),
    ),
    Bad(
        "output in a missing folder",
        "out/r.json: the folder of the output does not exist",
        "mkdir -p out",
        args=(*CHECK, "--output", "out/r.json"),
    ),
    Bad(
        "output is a folder",
        "out.json: the output is a folder",
        "name a file in it",
        {"out.json/x": ""},
        (*CHECK, "--output", "out.json"),
    ),
    Bad(
        "output below a file",
        "data.csv/r.json",
        "name another folder",
        args=(*CHECK, "--output", "data.csv/r.json"),
    ),
    Bad(
        "output is an input",
        "data.csv: the output is one of the inputs",
        "write the report to another file",
        args=(*CHECK, "--output", "./data.csv"),
    ),
    Bad(
        "output is the suite",
        "suite.yaml: the output is the suite",
        "write the report to another file",
        args=(*CHECK, "--output", "text:suite.yaml"),
    ),
    Bad(
        "one output twice",
        "r.json: the output is named twice",
        "name it once",
        args=(*CHECK, "--output", "r.json", "--output", "json:./r.json"),
    ),
    Bad(
        "output name too long",
        "cannot be written",
        "check its folder",
        args=(*CHECK, "--output", "r" * 300 + ".json"),
    ),
    Bad(
        "unwritable output",
        "/proc/report.json: cannot be written",
        "check its folder",
        args=(*CHECK, "--output", "/proc/report.json"),
    ),
    Bad(
        "unknown output suffix",
        "r.jsn: unknown output suffix '.jsn'",
        "did you mean '.json",
        args=(*CHECK, "--output", "r.jsn"),
    ),
    Bad(
        "unknown output format",
        "jsn:r: unknown output format 'jsn'",
        "did you mean 'json",
        args=(*CHECK, "--output", "jsn:r"),
    ),
    Bad(
        "output not built yet",
        "r.html: output as .html is not built yet",
        ".json",
        args=(*CHECK, "--output", "r.html"),
    ),
    Bad(
        "unknown format",
        "--format: unknown value 'jsn'",
        "did you mean 'json'?",
        args=(*CHECK, "--format", "jsn"),
    ),
    Bad(
        "format not built yet",
        "html is not built yet",
        "use one of text json",
        args=(*CHECK, "--format", "html"),
    ),
    Bad(
        "unknown --fail-on",
        "unknown value 'grss'",
        "did you mean 'gross'?",
        args=(*CHECK, "--fail-on", "grss"),
    ),
    Bad(
        "unknown --lang",
        "unknown value 'zh'",
        "use one of en zh-Hans zh-Hant",
        args=(*CHECK, "--lang", "zh"),
    ),
    Bad(
        "option given twice",
        "--checks: is given twice",
        "consistency check --help",
        args=(*CHECK, "--checks", "b.yaml"),
    ),
    Bad(
        "unknown option",
        "unknown option '--cheks'",
        "did you mean '--checks'?",
        args=("check", "data.csv", "--cheks", "suite.yaml"),
    ),
    Bad(
        "sheet without a name",
        "argument --sheet: expected one argument",
        "consistency check --help",
        args=(*CHECK, "--sheet"),
    ),
    Bad("jobs not built yet", "-j is not built yet", "leave it out", args=(*CHECK, "-j4")),
    Bad(
        "command not built yet",
        "'review' is not built yet",
        "built are check",
        args=("review", "data.csv"),
    ),
    Bad(
        "unknown command",
        "unknown command 'chek'",
        "did you mean 'check'?",
        args=("chek", "data.csv"),
    ),
    Bad("no command", "no command is given", "give one of check", args=()),
    Bad(
        "a file in place of a command",
        "unknown command 'data.csv'",
        "consistency check data.csv",
        args=("data.csv",),
    ),
    Bad("no input", "INPUT", "consistency check --help", args=("check", "--checks", "suite.yaml")),
    Bad(
        "lint of a missing suite",
        "sute.yaml: there is no such file",
        "did you mean 'suite.yaml'?",
        args=("lint", "sute.yaml"),
    ),
    Bad(
        "compare with a missing report",
        "old.json: does not exist",
        "Check the path",
        args=("compare", "old.json", "data.csv"),
    ),
    Bad(
        "compare with no report",
        "data.csv",
        "--output report.json",
        args=("compare", "data.csv", "data.csv"),
    ),
    Bad(
        "init in a file",
        "data.csv is a file, not a folder",
        "give another folder",
        args=("init", "data.csv"),
    ),
]

ALL = [*FILES, *FIGURES, *COLUMNS, *SUITES, *SCHEMAS, *OPTIONS]


def lay_out(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    for name, content in {"data.csv": DATA, "suite.yaml": SUITE, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_at_least_45_causes() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 45


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_bad_input(
    case: Bad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path, case.files)
    before = sorted(path.name for path in tmp_path.iterdir())
    monkeypatch.chdir(tmp_path)
    status = main(case.args)
    shown = capsys.readouterr()
    said = shown.out + shown.err
    assert status == case.status, said
    assert case.place in said
    assert case.step in said
    assert "Traceback" not in said
    assert "internal fault" not in said
    assert not looks_like_a_pass(shown.out)
    if status == 2 and not shown.out:
        assert all(line.startswith("consistency: ") for line in shown.err.splitlines())
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def looks_like_a_pass(stdout: str) -> bool:
    """Something is printed, and nothing in it says that anything was wrong."""
    signs = ("ERROR", "DISCREPANCY", "UNDECIDED", "nothing was decided")
    return bool(stdout) and not any(sign in stdout for sign in signs)


def test_the_good_input_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each case above differs from this one in the one cause it names."""
    lay_out(tmp_path, {"schema.yaml": SCHEMA})
    monkeypatch.chdir(tmp_path)
    assert main(CHECK) == 0
    out = capsys.readouterr().out
    assert looks_like_a_pass(out)
    assert "1 of 1 edits agree" in out or "1 of 1 edit agrees" in out
    (tmp_path / "suite.yaml").write_text(WITH_SCHEMA)
    assert main(CHECK) == 0


def test_permission_denied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused by a stand-in for the system, since root may read everything."""
    lay_out(tmp_path, {"b.csv": DATA})
    monkeypatch.chdir(tmp_path)

    def refusing(path: str, mode: str) -> io.BufferedIOBase:
        if path == "data.csv":
            raise PermissionError(13, "Permission denied")
        return Path(path).open("rb")

    monkeypatch.setattr("consistency.readers.reading.open", refusing, raising=False)
    assert main(("check", "b.csv", "data.csv", "--checks", "suite.yaml")) == 2
    out = capsys.readouterr().out
    assert "ERROR  data.csv" in out
    assert "may not be read: permission denied" in out
    assert "Give yourself the right to read it" in out
    assert "1 of 1 edit agrees" in out  # the usable one is still reported


def test_several_faults_come_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    wrong = ("check", "a.txt", "b.txt", "--previous", "c.txt", "--output", "r.html")
    assert main(wrong) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1].strip() for line in lines] == ["a.txt", "b.txt", "c.txt", "r.html"]


@pytest.mark.parametrize(
    "case",
    [case for case in ALL if case.name in ("missing file", "zip called .csv", "unknown kind")],
    ids=lambda case: case.name,
)
def test_from_the_shell(case: Bad, tmp_path: Path) -> None:
    lay_out(tmp_path, case.files)
    done = subprocess.run(
        [sys.executable, "-m", "consistency", *case.args],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    said = done.stdout + done.stderr
    assert done.returncode == case.status
    assert case.place in said
    assert case.step in said
    assert "Traceback" not in said
    assert not looks_like_a_pass(done.stdout)
