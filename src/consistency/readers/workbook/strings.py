"""The shared texts of a workbook: runs joined, phonetic guides left out."""

from __future__ import annotations

from ..wanted import LIMIT_CELL, refused
from .markup import local, walk
from .package import Package
from .values import unescaped

LIMIT_STRINGS = 20_000_000


def strings_of(package: Package, part: str) -> list[str]:
    """The shared texts of a workbook, in their order.

    Raises `InputError`: a text of over 1,000,000 characters, over 20,000,000 texts.
    """
    reader = _Reader(package.where)
    walk(package, part, reader.start, reader.end, reader.text)
    return reader.strings


class _Reader:
    """The handlers of the part; fills `strings`."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._size = 0
        self._phonetic = 0
        self._taking = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        short = local(name)
        if short == "t":
            self._taking = not self._phonetic
        elif short == "si":
            self._pieces = []
            self._size = 0
        elif short == "rPh":
            self._phonetic += 1

    def end(self, name: str) -> None:
        """An element ends."""
        short = local(name)
        if short == "t":
            self._taking = False
        elif short == "rPh":
            self._phonetic -= 1
        elif short == "si":
            self.strings.append(unescaped("".join(self._pieces)))
            if len(self.strings) > LIMIT_STRINGS:
                what = f"holds over {LIMIT_STRINGS:,} texts, more than are read"
                raise refused(what, self.where, "Send it in parts")

    def text(self, piece: str) -> None:
        """Characters between tags."""
        if not self._taking:
            return
        self._size += len(piece)
        if self._size > LIMIT_CELL:
            what = (
                f"holds over {LIMIT_CELL:,} characters in one cell "
                f"(shared text {len(self.strings):,})"
            )
            raise refused(what, self.where, "Shorten the cell")
        self._pieces.append(piece)
