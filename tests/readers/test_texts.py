"""Text files and texts in memory: offsets are code points of what was received."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import Fault, InputError
from consistency.readers import Wanted, read
from consistency.readers.delimited import looks_delimited
from consistency.readers.text_file import content_of_text

REPORT = "全市1383个村，\r\n其中标兵村172个\r占12.4％。\n"


def fault(data: bytes, where: str = "x.txt") -> Fault:
    with pytest.raises(InputError) as caught:
        content_of_text(data, where)
    (found,) = caught.value.faults
    assert found.next
    return found


@pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_is_its_text_without_a_mark(suffix: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / f"report{suffix}"
    data = REPORT.encode(encoding)
    path.write_bytes(data)
    source = read(Wanted("given", str(path)))
    assert source.text == REPORT
    assert source.text[2:6] == "1383"
    assert (source.kind, source.grids, source.name) == ("text", (), "given")
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_traditional_characters_in_big5() -> None:
    text = "全市有一百三十三個村莊，其中二十個是先進的，其餘都是合格的。"
    assert content_of_text(text.encode("big5"), "x.txt").text == text


def test_markup_in_a_text_file_is_text() -> None:
    assert content_of_text(b"<table>\n5 of 10", "x.md").text == "<table>\n5 of 10"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"PK\x03\x04", "looks like a zip archive or workbook (.xlsx, .docx)"),
        (b"%PDF-1.4", "looks like a PDF file"),
        (b"a\0b\0\0", "holds NUL bytes: it is not a text file, or damaged"),
        (b"x" * 20_000_001, "holds over 20,000,000 characters, more than is read"),
        (b"x" * 80_000_001, "holds over 20,000,000 characters, more than is read"),
    ],
)
def test_what_is_no_text(data: bytes, what: str) -> None:
    assert fault(data).what == what


def test_an_encoding_that_must_be_named() -> None:
    data = "Café: 5 of 10 visités".encode("cp1252")
    assert fault(data).what == "is not decodable as UTF-8, and no other encoding is plain from " + (
        "its bytes"
    )
    assert content_of_text(data, "x.txt", "cp1252").text == "Café: 5 of 10 visités"


def test_text_in_memory() -> None:
    text = "\ufeffof 10, 4 \ud800"
    source = read(Wanted("text", data=text))
    assert (source.name, source.path, source.kind, source.text) == ("text", None, "text", text)
    assert source.sha256 == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    with pytest.raises(InputError, match="holds over 20,000,000 characters"):
        read(Wanted("text", data="x" * 20_000_001))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", True),
        ("unit;model;weak\nNorth;172;78\n\nSouth;1;2\n", True),
        ("a\tb\n1\t2", True),
        ("sep=;\na;b\n", True),
        ('"a, b",c\n"1, 2",3\n"4, 5",6\n', True),  # no more than half the commas have a space
        ("In 2010, 5 of 10 agreed.\nIn 2011, 6 of 12 agreed.\n", False),
        ("对全市77个村进行了调研,对160个企业进行了调查,结束。\n共237个,无遗漏。", False),
        ("1,383 villages", False),
        ("a\n1\n2\n", False),
        ("", False),
    ],
)
def test_what_looks_delimited(text: str, expected: bool) -> None:
    assert looks_delimited(text, "-") is expected


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (REPORT.encode(), "text"),
        (b"# Report\n\nOf 10 villages, 4 agree.\n", "text"),
        (b"[1] Of 10 villages, 4 agree.\n", "text"),
        (b"{a} of 10\n", "text"),
        (b"<!DOCTYPE html><p>Of 10, 4", "text"),
        (b"a,b\n1,2\n", "table"),
        (b'[{"a": 1}]', "table"),
        (b' {\n "a": [1]}', "table"),
    ],
)
def test_standard_input_is_a_table_where_it_is_cut_into_records(data: bytes, kind: str) -> None:
    source = read(Wanted("-", "-"), stdin=io.BytesIO(data), tables_only=False)
    assert source.kind == kind


def test_standard_input_beside_a_suite_is_a_table() -> None:
    source = read(Wanted("-", "-"), stdin=io.BytesIO(b"villages\n10\n"))
    assert [grid.rows for grid in source.grids] == [[["villages"], ["10"]]]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1))
def test_every_text_comes_back_from_its_file(text: str) -> None:
    data = text.encode("utf-8-sig")  # so that the mark, not the bytes, tells the encoding
    if text.strip():
        assert content_of_text(data, "x.txt").text == text.removeprefix("\ufeff")
