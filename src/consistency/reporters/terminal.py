"""Lines for a terminal: what was submitted cannot steer it, wide characters align."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_ADDED = "\033[0m"
COLOURS = {
    "gross": "\033[1;31m",
    "last_digit": "\033[33m",
    "query": "\033[36m",
    "undecided": "\033[35m",
    "error": "\033[1;31m",
}

_NO_LINE_STARTS_WITH = "，。；：、？！）】》」』”’％%…,.;:?!)]}"


def visible(text: str) -> str:
    r"""The text with every control, format and bidirectional character spelled out.

    >>> visible("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_spelled(c) if unicodedata.category(c) in _HIDDEN else c for c in text)


def _spelled(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def coloured(text: str, colour: str | None) -> str:
    """The text in one of `COLOURS`; None leaves it as it is."""
    return text if colour is None else f"{COLOURS[colour]}{text}{_ADDED}"


def cells(text: str) -> int:
    """How many terminal cells the text takes: East Asian wide characters two, marks none.

    >>> cells("合计 e\u0301")
    6
    """
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int) -> str:
    """The text with spaces up to `width` cells."""
    return text + " " * max(width - cells(text), 0)


def wrapped(text: str, width: int | None, indent: str = "") -> list[str]:
    """The text in lines of at most `width` cells, each behind `indent`; None: one line.

    Breaks at spaces and between wide characters, never before closing
    punctuation; a word longer than a line is cut.
    """
    if width is None or cells(indent) + cells(text) <= width:
        return [indent + text]
    room = max(width - cells(indent), 8)
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, room):
        size = cells(piece)
        if line and used + cells(piece.rstrip()) > room:
            lines.append(indent + line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
            size = cells(piece)
        line, used = line + piece, used + size
    return [*lines, indent + line.rstrip()] if line.strip() else lines


def _pieces(text: str, room: int) -> Iterator[str]:
    """What must not be broken: words with the spaces after them, single wide characters."""
    piece = ""
    for character in text:
        closing = character in _NO_LINE_STARTS_WITH or _cells_of(character) == 0
        breaks = not closing and (
            _cells_of(character) == 2
            or (piece and _cells_of(piece[-1]) == 2)
            or (piece.endswith(" ") and character != " ")
        )
        if piece and (breaks or cells(piece) >= room):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
