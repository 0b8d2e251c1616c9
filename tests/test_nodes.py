"""YAML is read as text with lines; hostile YAML is refused with the line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from consistency.errors import SuiteError
from consistency.nodes import Node, did_you_mean, read_text_file, read_yaml


def read(text: str) -> Node:
    return read_yaml(text, "suite.yaml", SuiteError)


def faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(SuiteError) as caught:
        read(text)
    return [(fault.where, fault.what) for fault in caught.value.faults]


def plain(node: Node) -> object:
    if node.mapping is not None:
        return {key: plain(child) for key, child in node.mapping.items()}
    if node.items is not None:
        return [plain(child) for child in node.items]
    return node.text


def test_scalars_stay_as_written() -> None:
    text = "a: 1.50\nb: yes\nc: 2010-01-02\nd: '007'\ne: 0x1F\nf: 1_000\ng: 村\n"
    assert plain(read(text)) == {
        "a": "1.50",
        "b": "yes",
        "c": "2010-01-02",
        "d": "007",
        "e": "0x1F",
        "f": "1_000",
        "g": "村",
    }


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "!!null null"])
def test_null(written: str) -> None:
    node = read(f"a: {written}\n").mapping
    assert node is not None
    assert node["a"].is_null
    assert not node["a"].quoted


def test_quoted_null_is_text() -> None:
    node = read("a: 'null'\nb: \"\"\nc: |\n  x\nd: plain\n").mapping
    assert node is not None
    assert [(child.text, child.quoted) for child in node.values()] == [
        ("null", True),
        ("", True),
        ("x\n", True),
        ("plain", False),
    ]


def test_lines_are_those_of_the_keys() -> None:
    root = read("# comment\na:\n  b: 1\n  c:\n    - x\n    - y\nd: 2\n")
    assert root.line == 2
    assert root.mapping is not None
    inner = root.mapping["a"].mapping
    assert root.mapping["a"].line == 2
    assert root.mapping["d"].line == 7
    assert inner is not None
    assert (inner["b"].line, inner["c"].line) == (3, 4)
    assert [child.line for child in inner["c"].items or []] == [5, 6]


def test_keys_are_text() -> None:
    assert plain(read("1: a\ntrue: b\nnull: c\n2010-01-01: d\n")) == {
        "1": "a",
        "true": "b",
        "null": "c",
        "2010-01-01": "d",
    }


def test_empty_document() -> None:
    assert read("") == Node(None, 1)
    assert read("# nothing\n").is_null


def test_alias_gets_the_line_of_its_use() -> None:
    root = read("a: &x [1, 2]\nb: *x\n").mapping
    assert root is not None
    assert plain(root["b"]) == ["1", "2"]
    assert root["b"].line == 2


def test_duplicate_keys_are_all_reported() -> None:
    assert faults("a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n") == [
        ("suite.yaml:3", "the key 'a' stands twice in one mapping"),
        ("suite.yaml:6", "the key 'd' stands twice in one mapping"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: [1, 2\nb: 3\n", 2, "is not YAML"),
        ("a: 1\n b: 2\n", 2, "is not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "several documents"),
        ("a: !!python/object/apply:os.system ['x']\n", 1, "!!python/object/apply:os.system"),
        ("a: !mine 1\n", 1, "!mine"),
        ("a: !!binary aGk=\n", 1, "!!binary"),
        ("a: !!set {x}\n", 1, "!!set"),
        ("a: &x [*x]\n", 1, "holds itself"),
        ("a: &x\n  b:\n    c: *x\n", 3, "holds itself"),
        ("a: *nowhere\n", 1, "no anchor"),
        ("x: &x {a: 1}\ny:\n  <<: *x\n", 3, "merge keys"),
        ("? [a, b]\n: 1\n", 1, "a key is a list or a mapping"),
        ("x: &x k\n*x : 1\n", 2, "an alias stands as a key"),
        ("a: " + "[" * 60 + "]" * 60, 1, "nested deeper than 60"),
        ("a: " + "[" * 1_000_000, 1, "nested deeper than 60"),
        ("a: 1\nb: \x00\n", 2, "a character that YAML does not allow"),
        ("a: 1\nb: \x1b[31m\n", 2, "a character that YAML does not allow"),
    ],
)
def test_faults_name_the_line(text: str, line: int, word: str) -> None:
    ((where, what),) = faults(text)
    assert where == f"suite.yaml:{line}"
    assert word in what


def test_sixty_levels_are_read() -> None:
    node = read("[" * 60 + "]" * 60)
    for _ in range(59):
        assert node.items is not None
        (node,) = node.items
    assert node.items == []


def test_alias_bomb() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    ((where, what),) = faults("\n".join(lines))
    assert what == "expands to more than 100000 values"
    # a0 is 11 values, a1 111, a2 1111, a3 11111: the tenth of them in a4 is too many
    assert where == "suite.yaml:5"


def test_deep_aliases() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 100)]
    ((_, what),) = faults("\n".join(lines))
    assert what == "is nested deeper than 60 levels"


def test_lone_surrogate() -> None:
    ((_, what),) = faults("a: \ud800\n")
    assert "surrogate" in what or "character" in what


def test_too_large() -> None:
    ((where, what),) = faults("a: '" + "x" * 5_000_000 + "'")
    assert (where, what) == ("suite.yaml", "is larger than 5 MB")


def file_fault(path: Path) -> str:
    with pytest.raises(SuiteError) as caught:
        read_text_file(path, SuiteError)
    (fault,) = caught.value.faults
    assert fault.where.startswith(str(path))
    assert fault.next
    return fault.what


def test_files(tmp_path: Path) -> None:
    assert file_fault(tmp_path) == "this is a folder, a file is needed"
    assert file_fault(tmp_path / "none.yaml") == "there is no such file"
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"a: 1\nb: \xc4\xe3\n")
    assert file_fault(bad) == "is not UTF-8 text"
    with pytest.raises(SuiteError, match=r"bad\.yaml:2"):
        read_text_file(bad, SuiteError)
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 5_000_001)
    assert file_fault(large) == "is larger than 5 MB"


def test_byte_order_mark_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    text, sha256 = read_text_file(path, SuiteError)
    assert text == "a: 1\n"
    assert sha256 == hashlib.sha256(b"\xef\xbb\xbfa: 1\n").hexdigest()
    assert plain(read_yaml(text, str(path), SuiteError)) == {"a": "1"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("vilages", "did you mean 'villages'?"),
        ("weak-pct", "did you mean 'weak_pct'?"),
        ("模范村数", "did you mean '模范村'?"),
        ("zzz", ""),
    ],
)
def test_did_you_mean(word: str, expected: str) -> None:
    assert did_you_mean(word, ["villages", "weak_pct", "weaker_pct", "模范村"]) == expected
