"""Bytes to text: which encoding, and whether it is text at all.

A byte order mark decides; without one UTF-16 shows by its zero bytes, and UTF-8
by decoding strictly. What is left is GB18030 if it reads as everyday Chinese
(characters of the first level of GB 2312, 1980, section 5), Big5 if it reads as
everyday Chinese in that (its frequently used characters, lead bytes A4 to C6).
Anything else is refused rather than guessed: a wrong guess garbles the labels.
"""

from __future__ import annotations

import codecs
import difflib
import unicodedata
from encodings.aliases import aliases

from .wanted import LIMIT_TEXT, refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHAPES = (
    (b"PK\x03\x04", "a zip archive or workbook (.xlsx, .docx)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.xls, .doc)"),
    (b"PAR1", "a Parquet file"),
    (b"%PDF", "a PDF file"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"{\\rtf")
_ENCODINGS = sorted(
    {
        name
        for pair in aliases.items()
        if not pair[1].endswith("_codec") and pair[1] != "rot_13"  # bytes or text to text
        for name in pair
    }
)
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
_WIDEST = 4  # bytes a character takes at most
_EVERYDAY = 0.8
_HALF = 0.5
_SAMPLE = 1 << 20


def looks_like(data: bytes) -> str | None:
    """What kind of file `data` begins like, if that is not a plain table."""
    for magic, shape in _SHAPES:
        if data.startswith(magic):
            return shape
    start = data[:200].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return "a web page or other markup" if start.startswith(_MARKUP) else None


def decode(data: bytes, where: str, encoding: str | None = None) -> str:
    """The text of a table's `data` without its byte order mark, line ends untouched.

    Raises `InputError`: another kind of file, markup, an unknown `encoding`, bytes
    that do not decode strictly, NUL characters.
    """
    shape = looks_like(data)
    if shape:
        raise refused(f"looks like {shape}", where, "Save it as .csv or .json, or mend its suffix")
    return _text(data, where, encoding)


def decode_text(data: bytes, where: str, encoding: str | None = None) -> str:
    """The text of a report or a page without its byte order mark; markup is text too.

    Raises `InputError` as `decode` does, and beyond 20,000,000 characters.
    """
    shape = next((shape for magic, shape in _SHAPES if data.startswith(magic)), None)
    if shape:
        raise refused(f"looks like {shape}", where, "Save it as .txt, or mend its suffix")
    is_large = len(data) > _WIDEST * LIMIT_TEXT
    text = "" if is_large else _text(data, where, encoding)
    if is_large or len(text) > LIMIT_TEXT:
        what = f"holds over {LIMIT_TEXT:,} characters, more than is read"
        raise refused(what, where, "Send it in parts")
    return text


def known_encoding(name: str) -> str | None:
    """The encoding a web page means by a name, None where there is no such one.

    Names of the Chinese standards of 1980 and 1993 stand for GB18030, which holds
    both, and that of Latin-1 for Windows 1252 (Encoding Standard, section 4.2).
    """
    try:
        codec = codecs.lookup(name).name
        "".encode(codec)
    except (LookupError, ValueError, TypeError):
        return None
    return _MEANT.get(codec, codec)


def _text(data: bytes, where: str, encoding: str | None) -> str:
    text = _declared(data, where, encoding) if encoding else _detected(data, where)
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refused(
            "holds NUL characters: it is not a text file, or damaged",
            f"{where}:{line}",
            "Save it again as UTF-8 text",
        )
    return text


def _declared(data: bytes, where: str, encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding).name
        "".encode(codec)
    except (LookupError, ValueError, TypeError):
        near = difflib.get_close_matches(encoding.lower(), _ENCODINGS, 1)
        hint = (
            f"Did you mean {near[0].replace('_', '-')}"
            if near
            else "Use a name such as utf-8 or gb18030"
        )
        raise refused(f"the encoding {encoding!r} is unknown", where, hint) from None
    marked = _marked(data)
    family = (marked or "").removesuffix("-le").removesuffix("-be")
    if marked and codec not in {marked, family, f"{marked}-sig"}:
        raise refused(
            f"begins with the mark of {marked}, which is not {encoding}",
            where,
            f"Leave --encoding out, or give {marked}",
        )
    try:
        text = data.decode(codec)
        text.encode("utf-8")  # some codecs yield half characters, which nothing can print
    except (ValueError, LookupError):
        raise refused(
            f"is not decodable as {encoding}", where, "Give --encoding another name"
        ) from None
    return text


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _detected(data: bytes, where: str) -> str:
    marked = _marked(data)
    if marked:
        text = _strictly(data, marked)
        if text is None:
            raise refused(f"begins as {marked} but does not decode so", where, "Save it as UTF-8")
        return text
    if b"\0" in data:
        return _wide(data, where)
    text = _strictly(data, "utf-8")
    return _chinese(data, where) if text is None else text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes, where: str) -> str:
    """UTF-16 without a mark: every zero byte stands on one side of the pairs."""
    high_first, high_last = b"\0" in data[::2], b"\0" in data[1::2]
    if high_first != high_last and len(data) % 2 == 0:
        text = _strictly(data, "utf-16-be" if high_first else "utf-16-le")
        # Plain text with a stray zero byte pairs up to ideographs, but is UTF-8 as well.
        surely = text is not None and (text.isascii() or _strictly(data, "utf-8") is None)
        if text is not None and surely and _plausible(text):
            return text
    raise refused(
        "holds NUL bytes: it is not a text file, or damaged", where, "Save it as UTF-8 text"
    )


def _chinese(data: bytes, where: str) -> str:
    gb = _strictly(data, "gb18030")
    big5 = _strictly(data, "big5")
    if gb is not None and not _plausible(gb):
        gb = None
    if big5 is not None and not _plausible(big5):
        big5 = None
    simplified = _share(gb, "gb18030", 0xB0, 0xD7)
    if gb is not None and simplified >= _EVERYDAY:
        return gb
    if big5 is not None and _share(big5, "big5", 0xA4, 0xC6) >= _EVERYDAY:
        return big5
    if gb is not None and big5 is None and simplified >= _HALF:
        return gb
    raise refused(
        "is not decodable as UTF-8, and no other encoding is plain from its bytes",
        where,
        "Give --encoding its name, for example gb18030, big5 or cp1252",
    )


def _share(text: str | None, encoding: str, low: int, high: int) -> float:
    """The share of characters beyond ASCII that are punctuation or everyday ones."""
    beyond = [char for char in (text or "")[:_SAMPLE] if ord(char) > 127]
    if not beyond:
        return 0.0
    codes = (char.encode(encoding) for char in beyond)
    simplified = encoding == "gb18030"
    good = sum(
        len(code) == 2
        and (0xA1 <= code[0] <= 0xA3 or low <= code[0] <= high)
        and (code[1] >= 0xA1 or not simplified)
        for code in codes
    )
    return good / len(beyond)


def _plausible(text: str) -> bool:
    """No control, private-use or unassigned characters."""
    return not any(
        unicodedata.category(char) in {"Cc", "Co", "Cn", "Cs"}
        for char in set(text) - {"\t", "\n", "\r", "\x1a"}
    )
