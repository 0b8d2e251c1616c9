"""Encodings and kinds of file."""

from __future__ import annotations

import codecs

import pytest

from consistency.errors import Fault, InputError
from consistency.readers.decoding import decode

SIMPLIFIED = "地区,行政村总数,模范村\n某某市,1383,172\n某某县,“12.4”,（合计）\n"
TRADITIONAL = "地區,行政村總數,模範村\n臺北市,1383,172\n新竹縣,12.4,（合計）\n"


def fault(data: bytes, encoding: str | None = None) -> Fault:
    with pytest.raises(InputError) as caught:
        decode(data, "a.csv", encoding)
    assert len(caught.value.faults) == 1
    assert caught.value.faults[0].next
    return caught.value.faults[0]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "gb18030"),
    ],
)
def test_found(mark: bytes, encoding: str) -> None:
    assert decode(mark + SIMPLIFIED.encode(encoding), "a.csv") == SIMPLIFIED


def test_big5_found() -> None:
    assert decode(TRADITIONAL.encode("big5"), "a.csv") == TRADITIONAL


def test_plain_utf16_without_mark() -> None:
    assert decode("a,b\n1,2\n".encode("utf-16-le"), "a.csv") == "a,b\n1,2\n"


def test_declared() -> None:
    assert decode("né,b\n".encode("cp1252"), "a.csv", "cp1252") == "né,b\n"
    assert decode("\ufeffa,b\n".encode(), "a.csv", "utf-8") == "a,b\n"
    assert decode("\ufeffa\n".encode("utf-16-le"), "a.csv", "UTF-16") == "a\n"


def test_western_letters_are_not_taken_for_chinese() -> None:
    for word in ("Jérôme", "Educação", "Genève,Zürich"):
        what = fault(f"{word},b\n1,2\n".encode("cp1252")).what
        assert what == "is not decodable as UTF-8, and no other encoding is plain from its bytes"


def test_utf8_cut_in_a_character() -> None:
    assert "no other encoding is plain" in fault(SIMPLIFIED.encode()[:-2]).what


def test_unknown_encoding() -> None:
    assert fault(b"a", "gb1830") == Fault(
        "the encoding 'gb1830' is unknown", "a.csv", "Did you mean gb18030"
    )
    assert fault(b"a", "hex").what == "the encoding 'hex' is unknown"
    assert fault(b"a", "x\0").what == "the encoding 'x\\x00' is unknown"


def test_declared_encoding_that_does_not_fit() -> None:
    assert fault(b"\xff\xff,1\n", "utf-8").what == "is not decodable as utf-8"
    assert (
        fault(b"\xef\xbb\xbfa,1\n", "gbk").what == "begins with the mark of utf-8, which is not gbk"
    )
    assert fault(b"\xff\xfea\0", "utf-16-be").what.startswith("begins with the mark of utf-16-le")


def test_marked_but_broken() -> None:
    assert fault(b"\xff\xfea").what == "begins as utf-16-le but does not decode so"


@pytest.mark.parametrize("data", [b"a,b\n\0,1\n", b"a,b\n1,\0\0\0\n", b"\0\0\0", "村,\0".encode()])
def test_zero_bytes(data: bytes) -> None:
    assert fault(data).what == "holds NUL bytes: it is not a text file, or damaged"


def test_zero_character_under_a_declared_encoding() -> None:
    found = fault(b"a,b\n1,\0\n", "ascii")
    assert found.where == "a.csv:2"
    assert found.what == "holds NUL characters: it is not a text file, or damaged"


@pytest.mark.parametrize(
    ("start", "shape"),
    [
        (b"PK\x03\x04", "a zip archive or workbook (.xlsx, .docx)"),
        (b"%PDF-1.7", "a PDF file"),
        (b"\x7fELF", "a program"),
        (b"PAR1", "a Parquet file"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.xls, .doc)"),
        (b"\x89PNG\r\n", "a picture"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><table>", "a web page or other markup"),
    ],
)
def test_other_kinds_of_file(start: bytes, shape: str) -> None:
    assert fault(start + b"rest").what == f"looks like {shape}"
    assert fault(start + b"rest", "latin-1").what == f"looks like {shape}"
