"""Reads one wanted input: which format, its bytes, its source."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO, NoReturn

from ..model.document import Grid, Source
from .content import Content
from .decoding import decode
from .delimited import grid_of_delimited, looks_delimited
from .json_text import grid_of_json_lines, grids_of_json
from .memory import kind_of, read_data
from .parquet import grid_of_parquet
from .text_file import content_of_text
from .wanted import LIMIT_BYTES, LIMIT_TEXT, STDIN, Wanted, refused
from .workbook import SUFFIXES, content_of_workbook, is_workbook
from .workbook.selection import content_of_sheet

_PIECE = 1 << 20
Reader = Callable[[bytes, str, str, str | None], Content]


def _csv(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    return _tables((grid_of_delimited(decode(data, where, encoding), name, where),))


def _tsv(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    return _tables((grid_of_delimited(decode(data, where, encoding), name, where, "\t"),))


def _json(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    return _tables(grids_of_json(decode(data, where, encoding), name, where))


def _json_lines(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    return _tables((grid_of_json_lines(decode(data, where, encoding), name, where),))


def _parquet(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    return _tables((grid_of_parquet(data, name, where),))


def _workbook(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    return content_of_workbook(data, where)


def _text(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    return content_of_text(data, where, encoding)


def _html(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    from .html_text import content_of_html

    return content_of_html(data, where, encoding)


def _docx(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    from .docx_text import content_of_docx

    return content_of_docx(data, where)


def _pdf(data: bytes, name: str, where: str, encoding: str | None) -> Content:
    from .pdf_text import content_of_pdf

    return content_of_pdf(data, where)


def _tables(grids: tuple[Grid, ...]) -> Content:
    return Content(grids, kind_of(grids))


READERS: dict[str, Reader] = {
    ".csv": _csv,
    ".tsv": _tsv,
    ".json": _json,
    ".jsonl": _json_lines,
    ".parquet": _parquet,
    **dict.fromkeys(SUFFIXES, _workbook),
    ".txt": _text,
    ".md": _text,
    ".html": _html,
    ".docx": _docx,
    ".pdf": _pdf,
}
TEXTS = (".txt", ".md", ".html", ".docx", ".pdf")
"""The suffixes of narrative inputs; all others are tables."""

_JSON_START = re.compile(r"\s*[\[{]\s*[\[{\"}\]]")


def suffix(path: str) -> str:
    """The last suffix of a path in lower case, with its dot; empty where it has none."""
    return PurePath(path).suffix.lower()


def read(
    wanted: Wanted,
    *,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    sheet: str | None = None,
    tables_only: bool = True,
) -> Source:
    """The source of one wanted input.

    `encoding` None finds the encoding of a text format from its bytes. `stdin`
    stands in for standard input, whose format is found from its first bytes: plain
    text is a table, or unless `tables_only` a narrative where it is cut into no
    records. Of a workbook only `sheet` is read, where one is named. A single grid bears the
    table name of `wanted`, else the stem of its path; the sheet of a workbook its
    own name.

    Raises `InputError` for anything that cannot be read, and nothing else.
    """
    if isinstance(wanted.data, str):
        return source_of_text(wanted.data, wanted.name)
    if wanted.path is None:
        source = read_data(wanted.data, wanted.name)
        return source if wanted.table is None else _named(source, wanted.table)
    path, where = wanted.path, wanted.name
    if path == STDIN:
        data = _bounded(_standard_input(where) if stdin is None else stdin, where)
        reader = _reader_of(data, where, encoding, tables_only)
    else:
        data, is_stream = _bytes(path, where)
        reader = (
            _reader_of(data, where, encoding, tables_only) if is_stream else READERS[suffix(path)]
        )
    found = reader(data, PurePath(where).stem, where, encoding)
    if found.text is not None and not found.text.strip():
        what = "holds no text that a reader would see" if data.strip() else "is empty"
        raise refused(what, where, "Send a document with text in it")
    if sheet is not None and reader is _workbook:
        found = content_of_sheet(found, sheet, where)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(where, path, digest, found.kind, found.grids, found.text, found.notes)
    return source if wanted.table is None else _named(source, wanted.table)


def _named(source: Source, table: str) -> Source:
    """The source with its grid renamed, where it holds a single one that is no sheet."""
    if source.kind == "workbook":
        return replace(source, table=table)
    if len(source.grids) != 1:
        return source
    return replace(source, grids=(replace(source.grids[0], name=table),))


def _bytes(path: str, where: str) -> tuple[bytes, bool]:
    """The bytes of a file, and whether it is a pipe whose format must be found."""
    try:
        status = os.stat(path)
        is_pipe = stat.S_ISFIFO(status.st_mode) and suffix(path) not in READERS
        if stat.S_ISDIR(status.st_mode):
            raise refused("is a directory", where, "Give a file, or let the directory be expanded")
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
            raise refused(
                "is a device or socket, not a file", where, "Give a file, or - and pipe it in"
            )
        if not is_pipe and suffix(path) not in READERS:
            _refuse_suffix(path, where)
        if status.st_size > LIMIT_BYTES:
            _refuse_large(where)
        with open(path, "rb") as stream:
            return _bounded(stream, where), is_pipe
    except FileNotFoundError:
        raise refused("does not exist", where, "Check the path") from None
    except PermissionError:
        raise refused(
            "may not be read: permission denied", where, "Give yourself the right to read it"
        ) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise refused(f"cannot be read: {said}", where, "Check the path and the disk") from None


def _standard_input(where: str) -> BinaryIO:
    if sys.stdin is None:  # a windowed program or a daemon has none
        raise refused("there is no standard input", where, "Give a path")
    return sys.stdin.buffer


def _bounded(stream: BinaryIO, where: str) -> bytes:
    """All bytes of a stream, piece by piece, so that an endless one is refused."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LIMIT_BYTES:
            _refuse_large(where)
    return b"".join(pieces)


def _refuse_large(where: str) -> NoReturn:
    raise refused(f"holds over {LIMIT_BYTES:,} bytes, more than is read", where, "Send it in parts")


def _refuse_suffix(path: str, where: str) -> NoReturn:
    ending = suffix(path)
    what = f"{ending} files are not read yet by this version" if ending else "has no suffix"
    raise refused(what, where, f"Save it as one of {' '.join(READERS)}")


def source_of_text(text: str, name: str) -> Source:
    """The source of a text in memory; `sha256` is of its UTF-8."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if len(text) > LIMIT_TEXT:
        what = f"holds over {LIMIT_TEXT:,} characters, more than is read"
        raise refused(what, name, "Send it in parts")
    return Source(name, None, digest, "text", (), text)


def _reader_of(data: bytes, where: str, encoding: str | None, tables_only: bool) -> Reader:
    """The reader for bytes without a suffix: by their magic, else by what the text is."""
    from .docx_text import is_docx
    from .html_text import is_html

    if is_workbook(data):
        return _docx if is_docx(data) else _workbook
    if data.startswith(b"PAR1"):
        return _parquet
    if data.startswith(b"%PDF-"):
        return _pdf
    if is_html(data):
        return _html
    text = decode(data, where, encoding)
    if not tables_only and not _JSON_START.match(text) and not looks_delimited(text, where):
        return _text
    text = text.lstrip()
    if not text.startswith(("[", "{")):
        return _csv
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines):
        return _json_lines
    return _json
