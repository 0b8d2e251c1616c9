"""Word documents (.docx) to the text a person reads: body, tables, text boxes, notes.

One streaming pass over WordprocessingML (ECMA-376, part 1, section 17). Tracked
deletions are left out and insertions are text, as if all changes were accepted;
hidden text, fields' instructions, list numbers, headers and footers are left out.
"""

from __future__ import annotations

from collections.abc import Callable

from ..errors import InputError
from .content import Content
from .flow import Flow, lowered, raised
from .wanted import refused
from .workbook.markup import is_true, local, localised, walk
from .workbook.package import Package, Wording, target

_AGAIN = "Open it in a word processor and save it as .docx again"
_DOCUMENT = Wording("document", _AGAIN, "Save the text that is to be checked as .txt")
_MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback"))
_FORMER = frozenset(("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange"))
_PROPERTIES = frozenset(("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr"))
_MOST_BOXES = 16
_STARTS: dict[str, Callable[[Flow], None]] = {
    "tbl": Flow.table,
    "tr": Flow.row,
    "tc": Flow.cell,
    "br": Flow.line_break,
    "cr": Flow.line_break,
    "tab": Flow.tab,
    "ptab": Flow.tab,
    "noBreakHyphen": lambda flow: flow.text("-"),
    "den": lambda flow: flow.text("/"),
    "sup": lambda flow: flow.text("^"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


def content_of_docx(data: bytes, where: str) -> Content:
    """The text of a document's bytes; footnotes and endnotes stand after the body.

    Limits: those of a workbook's package (a part of 512 MiB, 1 GiB in all, 100-fold
    expansion) and 20,000,000 characters. Raises `InputError`, and nothing else, for
    what lies beyond, is damaged, protected, or no document.
    """
    if not data:
        raise refused("is empty", where, "Send a document with text in it")
    if data.startswith(_OLE):
        what = "is an old Word file (.doc), or protected by a password"
        raise refused(what, where, "Save it as .docx, without a password")
    if not data.startswith(_ZIP):
        raise refused("is not a .docx document, or damaged", where, _AGAIN)
    package = Package(data, where, _DOCUMENT)
    main = main_part(package)
    if main is None:
        raise refused("holds no Word document", where, _AGAIN)
    flow = Flow(where)
    notes: list[str] = []
    for part in (main, *_NOTES):
        if part == main or package.has(part):
            reading = _Part(flow)
            walk(package, part, reading.start, reading.end, reading.text)
            reading.finish()
            notes += reading.notes
    return Content(kind="text", text=flow.finished(), notes=tuple(dict.fromkeys(notes)))


def is_docx(data: bytes) -> bool:
    """The bytes are a zip archive that holds a part of a Word document."""
    try:
        return bool(Package(data, "").parts("word/document.xml"))
    except InputError:
        return False


def main_part(package: Package) -> str | None:
    """The part that holds the document, None where the package is none of Word."""
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        said = localised(attributes)
        if said.get("Type", "").endswith("/officeDocument"):
            found.append(target("", said.get("Target", "")))

    if package.has("_rels/.rels"):
        walk(package, "_rels/.rels", start, lambda _: None)
    for part in (*found, _MAIN):
        if package.has(part) and "word/" in f"/{part.lower()}":
            return part
    return None


class _Part:
    """The reading of one part, element by element."""

    def __init__(self, flow: Flow) -> None:
        self.notes: list[str] = []
        self._flow = flow
        self._outer: list[tuple[Flow, list[str]]] = []
        self._boxes: list[str] = []
        self._depth = 0
        self._skipped = 0
        self._in_text = False
        self._in_properties = 0
        self._hidden = False
        self._shift = ""
        self._joined = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = local(name)
        if self._skipped:
            self._skipped += 1
        elif element in _FORMER:
            self._skipped = 1
        elif element in _PROPERTIES:
            self._in_properties += 1
        elif self._in_properties:
            self._property(element, localised(attributes))
        elif element in _LEFT_OUT or _is_separator(element, attributes):
            self._skipped = 1
        elif element == "t":
            self._in_text = not self._hidden
        elif element == "r":
            self._hidden, self._shift = False, ""
        elif element in _STARTS:
            _STARTS[element](self._flow)
        elif element == "txbxContent":
            self._open_box()
        elif element == "altChunk":
            self.notes.append("a file inserted into the document was not read")

    def _property(self, element: str, said: dict[str, str]) -> None:
        """A run that is hidden, raised or lowered; a paragraph whose end was deleted."""
        is_on = "val" not in said or is_true(said["val"])
        if element == "vanish":
            self._hidden = is_on
        elif element == "vertAlign":
            self._shift = said.get("val", "")
        elif element == "del":
            self._joined = True

    def end(self, name: str) -> None:
        element = local(name)
        if self._skipped:
            self._skipped -= 1
        elif element in _PROPERTIES:
            self._in_properties -= 1
        elif self._in_properties:
            return
        elif element == "t":
            self._in_text = False
        elif element == "p":
            self._end_paragraph()
        elif element == "tc":
            self._flow.end_cell()
        elif element == "tbl":
            self._flow.end_table()
        elif element == "txbxContent" and self._outer:
            self._close_box()

    def text(self, text: str) -> None:
        if self._in_text and not self._skipped:
            if self._shift == "superscript":
                text = raised(text)
            elif self._shift == "subscript":
                text = lowered(text)
            self._flow.text(text)

    def finish(self) -> None:
        """What stands after this part stands on another line."""
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        for box in self._boxes:
            self._flow.inset(box)
        self._boxes.clear()
        if not self._joined:
            self._flow.block()
        self._joined = False

    def _open_box(self) -> None:
        """The text of a box stands behind the paragraph it is anchored in."""
        self._depth += 1
        if self._depth <= _MOST_BOXES:
            self._outer.append((self._flow, self._boxes))
            self._flow, self._boxes = Flow(self._flow.where), []

    def _close_box(self) -> None:
        if self._depth <= _MOST_BOXES:
            text = self._flow.finished()
            self._flow, self._boxes = self._outer.pop()
            self._boxes.append(text)
        self._depth -= 1


def _is_separator(element: str, attributes: dict[str, str]) -> bool:
    """The line that Word draws above notes is stored as a note too."""
    if element not in ("footnote", "endnote"):
        return False
    return localised(attributes).get("type", "normal") != "normal"
