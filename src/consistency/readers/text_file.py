"""Text files (.txt, .md) as they are: decoded, without a mark, line ends untouched."""

from __future__ import annotations

from .content import Content
from .decoding import decode_text
from .wanted import refused


def content_of_text(data: bytes, where: str, encoding: str | None = None) -> Content:
    """The text of a file: offsets into it are code points of what the file holds.

    Raises `InputError`: empty, another kind of file, bytes that do not decode,
    over 20,000,000 characters.
    """
    text = decode_text(data, where, encoding)
    if not text.strip():
        raise refused("is empty", where, "Send a text with figures in it")
    return Content(kind="text", text=text)
