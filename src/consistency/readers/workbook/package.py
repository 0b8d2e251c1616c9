"""The zip archive of a workbook: parts by name, never extracted, bounded as they stream.

What a zip says of its sizes is not believed: bytes are counted as they come.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from ..wanted import refused

MIB = 2**20
LIMIT_PART = 512 * MIB
LIMIT_TOTAL = 1024 * MIB
LIMIT_RATIO = 100
_RATIO_FROM = 32 * MIB  # below this, any ratio is harmless
_PIECE = 1 << 16
AGAIN = "Open it in a spreadsheet program and save it again"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,  # also UnicodeDecodeError: a name that is no text
    LookupError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a package should have been and how to mend it, as refusals say it."""

    noun: str = "workbook"
    again: str = AGAIN
    parts: str = "Save the sheets that are to be checked as a workbook of their own, or as .csv"


class Package:
    """A zip archive in memory; all reading is bounded over its life.

    Names are compared without regard to case, and with slashes either way.
    Raises `InputError` for an archive that is truncated or damaged.
    """

    def __init__(self, data: bytes, where: str, wording: Wording | None = None) -> None:
        self.where = where
        self.wording = wording or Wording()
        self._size = len(data)
        self._read = 0
        self._parts: dict[str, list[zipfile.ZipInfo]] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            for entry in self._zip.infolist():
                self._parts.setdefault(_key(entry.filename), []).append(entry)
        except _DAMAGED as error:
            what = f"is a truncated or damaged archive: {_said(error)}"
            raise refused(what, where, self.wording.again) from None

    def has(self, part: str) -> bool:
        """The archive holds a part of this name."""
        return _key(part) in self._parts

    def parts(self, ending: str) -> list[str]:
        """The names, in lower case, of parts that end so, sorted."""
        return sorted(name for name in self._parts if name.endswith(ending))

    def read(self, part: str) -> bytes:
        """All bytes of a part."""
        return b"".join(self.stream(part))

    def stream(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece.

        Raises `InputError`: no such part, two of that name, encrypted, an unusual
        compression, over 512 MiB (1 GiB in all), expanding over 100-fold.
        """
        entry = self._entry(part)
        count = 0
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PIECE):
                    count += len(piece)
                    self._count(len(piece), count, entry, part)
                    yield piece
        except _DAMAGED as error:
            what = f"is damaged: its part {part} does not unpack ({_said(error)})"
            raise refused(what, self.where, self.wording.again) from None

    def _entry(self, part: str) -> zipfile.ZipInfo:
        entries = self._parts.get(_key(part), [])
        if len(entries) != 1:
            what = f"holds its part {part} {'twice' if entries else 'not'}"
            raise refused(f"is damaged: it {what}", self.where, self.wording.again)
        entry = entries[0]
        if entry.flag_bits & 0x1:
            raise refused("is protected by a password", self.where, "Save it without a password")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refused(
                f"is packed in a way no {self.wording.noun} is (method {entry.compress_type})",
                self.where,
                self.wording.again,
            )
        return entry

    def _count(self, size: int, count: int, entry: zipfile.ZipInfo, part: str) -> None:
        self._read += size
        packed = min(max(entry.compress_size, 1), self._size)
        is_bomb = count > max(_RATIO_FROM, LIMIT_RATIO * packed)
        if is_bomb or count > LIMIT_PART or self._read > LIMIT_TOTAL:
            much = f"over {min(count, LIMIT_PART) // MIB:,} MiB"
            if not is_bomb and count <= LIMIT_PART:
                much = f"with the others over {LIMIT_TOTAL // MIB:,} MiB"
            raise refused(
                f"unpacks to more than is read: its part {part} holds {much}",
                self.where,
                self.wording.parts,
            )


def target(base: str, said: str) -> str:
    """The part that a relationship of the part `base` names, absolute or relative.

    >>> target("xl/workbook.xml", "worksheets/sheet1.xml"), target("xl/a.xml", "/xl/b.xml")
    ('xl/worksheets/sheet1.xml', 'xl/b.xml')
    """
    said = said.replace("\\", "/")
    path = said if said.startswith("/") else posixpath.join(posixpath.dirname(base), said)
    return posixpath.normpath("/" + path).lstrip("/")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _said(error: BaseException) -> str:
    """What a library said, in one line."""
    lines = str(error).strip().splitlines()
    return lines[0][:100].rstrip(".") if lines else type(error).__name__
