"""Paths, directories, globs and NAME=PATH to single inputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consistency.errors import Fault, InputError
from consistency.readers import Wanted, expand


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory to stand in: returns/ with known, unknown, hidden and nested files."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "returns/b.csv",
        "returns/a.CSV",
        "returns/notes.log",
        "returns/.hidden.csv",
        "returns/.git/c.csv",
        "returns/2010/z.jsonl",
        "returns/2010/book.doc",
        "single.parquet",
        "odd=name.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a\n1\n")
    return tmp_path


def names(*inputs: str) -> list[str]:
    return [wanted.name for wanted in expand(inputs)[0]]


def faults(*inputs: str) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        expand(inputs)
    return list(caught.value.faults)


def test_single_inputs(folder: Path) -> None:
    assert expand(["single.parquet", "-", "./returns/b.csv", "returns/notes.log"]) == (
        [
            Wanted("single.parquet", "single.parquet"),
            Wanted("-", "-"),
            Wanted("./returns/b.csv", "./returns/b.csv"),
            Wanted("returns/notes.log", "returns/notes.log"),
        ],
        [],
    )
    assert expand([]) == ([], [])
    absolute = str(folder / "single.parquet")
    assert names(absolute) == [absolute]


@pytest.mark.usefixtures("folder")
def test_directory() -> None:
    wanted, ignored = expand(["returns"])
    assert [item.path for item in wanted] == [
        "returns/2010/z.jsonl",
        "returns/a.CSV",
        "returns/b.csv",
    ]
    assert ignored == [
        "returns/.git",
        "returns/.hidden.csv",
        "returns/2010/book.doc",
        "returns/notes.log",
    ]
    assert names("returns/2010/") == ["returns/2010/z.jsonl"]


@pytest.mark.usefixtures("folder")
def test_ignored_once_and_not_where_named() -> None:
    assert expand(["returns", "returns", "returns/notes.log"])[1] == [
        "returns/.git",
        "returns/.hidden.csv",
        "returns/2010/book.doc",
    ]


@pytest.mark.usefixtures("folder")
def test_globs() -> None:
    assert expand(["returns/*.csv"]) == ([Wanted("returns/b.csv", "returns/b.csv")], [])
    assert names("returns/**/*.jsonl") == ["returns/2010/z.jsonl"]
    assert names("ret*") == ["returns/2010/z.jsonl", "returns/a.CSV", "returns/b.csv"]
    assert expand(["returns/*.[cl]*"])[1] == ["returns/notes.log"]


@pytest.mark.usefixtures("folder")
def test_read_once() -> None:
    assert names("returns/b.csv", "./returns/b.csv", "returns") == [
        "returns/b.csv",
        "returns/2010/z.jsonl",
        "returns/a.CSV",
    ]


@pytest.mark.usefixtures("folder")
def test_named_tables() -> None:
    assert expand(["villages=returns/b.csv", "t=-", "again=returns/b.csv"])[0] == [
        Wanted("returns/b.csv", "returns/b.csv", table="villages"),
        Wanted("-", "-", table="t"),
        Wanted("returns/b.csv", "returns/b.csv", table="again"),
    ]
    assert expand(["odd=name.csv", "村=odd=name.csv"])[0] == [
        Wanted("odd=name.csv", "odd=name.csv"),
        Wanted("odd=name.csv", "odd=name.csv", table="村"),
    ]


@pytest.mark.usefixtures("folder")
def test_every_missing_path_is_named() -> None:
    assert faults(
        "returns/c.csv",
        "singel.parquet",
        "return/b.csv",
        "t=x/y",
        "*.tsv",
        "",
        "a\0b",
        "single.parquet",
    ) == [
        Fault("does not exist", "returns/c.csv", "Did you mean returns/b.csv"),
        Fault("does not exist", "singel.parquet", "Did you mean single.parquet"),
        Fault("does not exist", "return/b.csv", "Did you mean returns"),
        Fault("does not exist", "x/y", "Check the path"),
        Fault(
            "matches no file that can be read",
            "*.tsv",
            "Check the pattern; quote it from the shell",
        ),
        Fault("an empty path was given", "", "Give a file, a directory, a glob or -"),
        Fault("does not exist", "a\0b", "Check the path"),
    ]
    assert faults("x" * 5000)[0].what == "does not exist"


def test_directory_without_a_known_file(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "other").mkdir()
    (folder / "other" / "x.doc").touch()
    what = "is a directory without a file that can be read"
    assert [(f.what, f.where) for f in faults("empty", "other")] == [
        (what, "empty"),
        (what, "other"),
    ]


def test_workbooks_in_a_directory(folder: Path) -> None:
    for name in ("a.xlsx", "b.XLS", "c.ods", "d.xlsm", "~$a.xlsx", "e.xlsb"):
        (folder / "returns" / "2010" / name).touch()
    wanted, ignored = expand(["returns/2010"])
    assert [item.name for item in wanted] == [
        f"returns/2010/{name}" for name in ("a.xlsx", "b.XLS", "c.ods", "d.xlsm", "z.jsonl")
    ]
    assert ignored == [f"returns/2010/{name}" for name in ("book.doc", "e.xlsb", "~$a.xlsx")]


def test_texts_in_a_directory(folder: Path) -> None:
    for name in ("a.txt", "b.MD", "c.html", "d.docx", "e.pdf", "~$d.docx", "f.rtf", "g.doc"):
        (folder / "texts" / name).parent.mkdir(exist_ok=True)
        (folder / "texts" / name).touch()
    wanted, ignored = expand(["texts"])
    assert [item.name for item in wanted] == [
        f"texts/{name}" for name in ("a.txt", "b.MD", "c.html", "d.docx", "e.pdf")
    ]
    assert ignored == [f"texts/{name}" for name in ("f.rtf", "g.doc", "~$d.docx")]


def test_links(folder: Path) -> None:
    (folder / "returns" / "2010" / "up").symlink_to(folder / "returns")
    (folder / "returns" / "lost.csv").symlink_to(folder / "nowhere.csv")
    (folder / "round.csv").symlink_to(folder / "round.csv")
    wanted, ignored = expand(["returns"])
    assert [w.name for w in wanted] == ["returns/2010/z.jsonl", "returns/a.CSV", "returns/b.csv"]
    assert "returns/lost.csv" in ignored
    assert faults("returns/lost.csv")[0].what == "is a link to a file that does not exist"
    assert faults("round.csv")[0].what == "is a link to a file that does not exist"


def test_pipes_in_a_directory_are_ignored(folder: Path) -> None:
    os.mkfifo(folder / "returns" / "pipe.csv")
    assert "returns/pipe.csv" in expand(["returns"])[1]


def test_names_that_are_no_text_are_shown_as_escapes(folder: Path) -> None:
    path = os.fsencode(folder / "returns") + b"/\xb4\xe5.csv"
    with open(path, "w") as file:
        file.write("a\n1\n")
    assert "returns/\\xb4\\xe5.csv" in names("returns")


def test_directory_that_cannot_be_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.listdir

    def guarded(path: str) -> list[str]:
        if path.endswith("2010"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", guarded)
    assert faults("returns", "missing")[:1] == [
        Fault(
            "is a directory that cannot be listed: Permission denied",
            "returns/2010",
            "Give yourself the right to list it",
        )
    ]


def test_an_answer_key_beside_a_return_is_no_return(tmp_path: Path) -> None:
    (tmp_path / "made.csv").write_text("a\n1\n")
    (tmp_path / "made.key.json").write_text("{}")
    wanted, ignored = expand([str(tmp_path)])
    assert [os.path.basename(one.name) for one in wanted] == ["made.csv"]
    assert [os.path.basename(path) for path in ignored] == ["made.key.json"]
