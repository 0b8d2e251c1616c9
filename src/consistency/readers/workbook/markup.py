"""Streams the XML of one part to three handlers, refusing what a workbook never holds.

A document type (and with it every entity) is refused, and a single tag may not
be larger than 4 MiB: older parsers take quadratic time over one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from ..wanted import refused
from .package import Package

_LONGEST_TAG = 4 * 2**20

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def walk(package: Package, part: str, start: Start, end: End, text: Text | None = None) -> None:
    """Call the handlers for every element of a part, in document order.

    Names of elements and attributes are "namespace local", or just "local"
    where there is none; see `local`. Raises `InputError` if it is no
    well-formed XML, declares a document type, or is beyond the package's bounds.
    """
    where, wording = package.where, package.wording
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text

    def refuse_doctype(*_: object) -> NoReturn:
        raise refused(
            f"declares a document type in its part {part}, which no {wording.noun} does",
            where,
            wording.again,
        )

    parser.StartDoctypeDeclHandler = refuse_doctype
    fed = 0
    try:
        for piece in package.stream(part):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise refused(f"holds a tag of over 4 MiB in its part {part}", where, wording.again)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        what = f"is damaged: its part {part} is no well-formed XML ({said})"
        raise refused(what, where, wording.again) from None


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A name without its namespace.

    >>> local("http://purl.oclc.org/ooxml/spreadsheetml/main sheet"), local("sheet")
    ('sheet', 'sheet')
    """
    return name[name.rfind(" ") + 1 :]


def localised(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their local names; of two with one local name the first."""
    return {local(name): value for name, value in reversed(attributes.items())}


def is_true(said: str | None) -> bool:
    """A boolean attribute as XML writes it; absent is false."""
    return said is not None and said.strip().lower() in {"1", "true", "on", "t"}
