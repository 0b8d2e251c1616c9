"""PDF files to the text of their text layer, through pypdf (the extra `pdf`).

Lines stand as they are printed; pages are separated by a form feed. Nothing is
recognised from pictures.
"""

from __future__ import annotations

import io
import logging
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .content import Content
from .wanted import LIMIT_TEXT, refused

if TYPE_CHECKING:
    import pypdf

MOST_PAGES = 5_000
MOST_OPERATIONS = 5_000_000
MOST_OF_A_PAGE = 20_000_000
MOST_SECONDS = 300
_FEWEST_READABLE = 0.7
_LISTED_PAGES = 10
_AGAIN = "Open it in a PDF viewer and print it to a new PDF, or send the document it was made from"
_UNREADABLE = ("Co", "Cn", "Cs", "Cc")


def content_of_pdf(data: bytes, where: str) -> Content:
    """The text layer of a PDF's bytes; pages without text are named in a note.

    Limits: 5,000 pages, 5,000,000 drawing operations, 20,000,000 bytes of them
    on a page, 20,000,000 characters, 5 minutes (for files made to take long: a
    page of text takes about 10 milliseconds). Raises `InputError`, and nothing else: the
    extra is not installed, damaged, protected, no text layer, a text layer
    whose characters are not known, beyond the limits.
    """
    if not data:
        raise refused("is empty", where, "Send a document with text in it")
    if b"%PDF-" not in data[:1024]:
        raise refused("is no PDF file, or damaged", where, _AGAIN)
    try:
        import pypdf
    except ImportError:
        what = "is a PDF file, and pypdf, which reads them, is not installed"
        raise refused(what, where, "pip install 'consistency-checks[pdf]'") from None
    try:
        with _quiet():
            pages = _pages(pypdf.PdfReader(io.BytesIO(data)), where)
    except InputError:
        raise
    except Exception as error:  # pypdf raises what its parser stumbles over
        said = (str(error).splitlines() or [""])[0][:100].rstrip(".") or type(error).__name__
        raise refused(f"is a damaged PDF file: {said}", where, _AGAIN) from None
    return _content(pages, where)


@contextmanager
def _quiet() -> Iterator[None]:
    """What pypdf logs of a damaged file is none of the caller's."""
    logger = logging.getLogger("pypdf")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _pages(reader: pypdf.PdfReader, where: str) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise refused("is protected by a password", where, "Save it without a password")
    count = len(reader.pages)
    if not count:
        raise refused("is a damaged PDF file: it has no page", where, _AGAIN)
    if count > MOST_PAGES:
        what = f"has {count:,} pages, more than the {MOST_PAGES:,} that are read"
        raise refused(what, where, "Send it in parts")
    counting = _Counting(where)
    pages: list[str] = []
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MOST_OF_A_PAGE:
            what = f"holds a page of over {MOST_OF_A_PAGE:,} bytes, more than is read"
            raise refused(what, where, _AGAIN)
        text = _clean(page.extract_text(visitor_operand_before=counting))
        counting.characters(len(text))
        pages.append(text)
    return pages


class _Counting:
    """Counts what is drawn and written over all pages, and refuses what is too much."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._operations = 0
        self._until = time.monotonic() + MOST_SECONDS
        self._characters = 0

    def __call__(self, *_: Any) -> None:
        self._operations += 1
        much = ""
        if self._operations > MOST_OPERATIONS:
            much = f"{MOST_OPERATIONS:,} drawing operations"
        elif time.monotonic() > self._until:
            much = f"{MOST_SECONDS} seconds to read"
        if much:
            raise refused(
                f"takes over {much}, more than is allowed", self.where, "Send it in parts"
            )

    def characters(self, count: int) -> None:
        self._characters += count
        if self._characters > LIMIT_TEXT:
            what = f"holds over {LIMIT_TEXT:,} characters, more than is read"
            raise refused(what, self.where, "Send it in parts")


def _clean(text: str) -> str:
    """The text of a page: lines ended by line feeds, none empty at its ends, no half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\0", " ")
    return text.encode("utf-8", "replace").decode("utf-8").strip("\n ")


def _content(pages: list[str], where: str) -> Content:
    blank = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(blank) == len(pages):
        what = "holds no text: its pages are scanned, or empty"
        advice = "Run text recognition on it, or send the document it was made from"
        raise refused(what, where, advice)
    text = "\f".join(pages)
    if _readable(text) < _FEWEST_READABLE:
        what = "has a text layer whose characters are not known: its fonts name none"
        raise refused(what, where, "Send the document it was made from")
    notes: tuple[str, ...] = ()
    if blank:
        more = ", ..." if len(blank) > _LISTED_PAGES else ""
        listed = ", ".join(blank[:_LISTED_PAGES]) + more
        notes = (f"pages without text, scanned or empty: {listed} ({len(blank)} of {len(pages)})",)
    return Content(kind="text", text=text, notes=notes)


def _readable(text: str) -> float:
    """The share of characters, spaces apart, that are ones a person can read."""
    unknown = sum(
        text.count(char)
        for char in set(text) - {"\n", "\f", "\t"}
        if char == "\ufffd" or unicodedata.category(char) in _UNREADABLE
    )
    return 1 - unknown / max(len(text) - text.count(" ") - text.count("\n"), 1)
