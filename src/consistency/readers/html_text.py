"""Web pages to the text a person sees.

Block elements and <br> break lines; the cells of a row are separated by tabs.
Scripts, styles, templates and hidden elements are left out, deleted text
(<del>) too.
"""

from __future__ import annotations

import re

from ..errors import InputError
from .content import Content
from .decoding import decode_text, known_encoding
from .flow import Flow, lowered, raised
from .tags import UNFINISHED, Tag, tokens


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNSEEN = _names(
    """audio canvas datalist del iframe noembed noframes noscript object
    rp rt script style template title video"""
)
_VOID = _names("""area base br col embed frame hr img input link meta param source track wbr""")
_BLOCKS = _names(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
    main menu nav ol optgroup option p pre section select summary tbody tfoot thead ul"""
)
_CELLS = ("td", "th")
_ENDED_BY = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": ("td", "th", "tr"),
    "th": ("td", "th", "tr"),
    "tr": ("tr", "tbody", "tfoot"),
    "option": ("option", "optgroup"),
    "p": tuple(_BLOCKS - {"option", "optgroup"} | {"table"}),
}
"""Elements whose end tag may be left out, with the start tags that end them."""

_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""", re.IGNORECASE
)
_LOOKED_AT = 4096


def content_of_html(data: bytes, where: str, encoding: str | None = None) -> Content:
    """The visible text of a page, whatever its markup; see `Flow` for its shape.

    The encoding is that of the byte order mark, else `encoding`, else the one
    the page declares if it decodes so, else found. Raises `InputError` for
    bytes that are no text, and beyond 20,000,000 characters.
    """
    page = _decoded(data, where, encoding)
    reading = _Page(where)
    for token in tokens(page):
        if isinstance(token, str):
            reading.text(token)
        elif token is UNFINISHED:
            reading.notes.append("a tag, comment or script never ends: what follows was not read")
        elif token.is_end:
            reading.end(token.name)
        else:
            reading.start(token)
    if reading.hidden:
        reading.notes.append(f"hidden parts of the page were left out: {reading.hidden:,}")
    return Content(kind="text", text=reading.flow.finished(), notes=tuple(reading.notes))


def _decoded(data: bytes, where: str, encoding: str | None) -> str:
    start = data[:_LOOKED_AT]
    declared = _XML_ENCODING.search(start) or _CHARSET.search(start)
    if encoding is None and declared is not None:
        said = known_encoding(declared[1].decode("ascii"))
        if said is not None:
            try:
                return decode_text(data, where, said)
            except InputError:
                pass  # a page saved in another encoding than it was sent in
    return decode_text(data, where, encoding)


class _Page:
    """The reading of one page: what is open, and the text so far."""

    def __init__(self, where: str) -> None:
        self.flow = Flow(where)
        self.notes: list[str] = []
        self.hidden = 0
        self._unseen: _Unseen | None = None
        self._open = dict.fromkeys(("pre", "textarea", "sup", "sub"), 0)

    def text(self, text: str) -> None:
        if self._unseen is not None:
            return
        if self._open["sup"]:
            text = raised(text)
        elif self._open["sub"]:
            text = lowered(text)
        if self._open["pre"] or self._open["textarea"]:
            self.flow.text(text.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            self.flow.words(text)

    def start(self, tag: Tag) -> None:
        name = tag.name
        if self._unseen is not None:
            if not self._unseen.ended_by_start(name):
                return
            self._unseen = None
        if name not in _VOID and _is_unseen(tag):
            self.hidden += name not in _UNSEEN
            self._unseen = _Unseen(name)
            return
        self._shape(name)
        if name in self._open:
            self._open[name] += 1

    def end(self, name: str) -> None:
        if self._unseen is not None:
            if not self._unseen.ended_by_end(name):
                return
            own = self._unseen.name == name
            self._unseen = None
            if own:
                return
        if name == "table":
            self.flow.end_table()
        elif name in _CELLS:
            self.flow.end_cell()
        elif name in _BLOCKS:
            self.flow.block()
        if name in self._open:
            self._open[name] = max(self._open[name] - 1, 0)

    def _shape(self, name: str) -> None:
        """What a start tag does to lines and cells."""
        if name == "br":
            self.flow.line_break()
        elif name == "table":
            self.flow.table()
        elif name == "tr":
            self.flow.row()
        elif name in _CELLS:
            self.flow.cell()
        elif name in _BLOCKS:
            self.flow.block()


class _Unseen:
    """An open element that is not shown: it ends with its own tag, or where its parent does."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._same = 0
        self._inner = 0

    def ended_by_start(self, name: str) -> bool:
        """A start tag ends it: its end tag was left out."""
        if not self._inner and name in _ENDED_BY.get(self.name, ()):
            return True
        if name == self.name:
            self._same += 1
        elif name not in _VOID and name not in _ENDED_BY:
            self._inner += 1
        return False

    def ended_by_end(self, name: str) -> bool:
        """An end tag ends it: its own, or that of an element around it."""
        if name == self.name:
            self._same -= 1
            return self._same < 0
        if name not in _VOID and name not in _ENDED_BY:
            self._inner -= 1
        return self._inner < 0 and self.name in _ENDED_BY


def _is_unseen(tag: Tag) -> bool:
    if tag.name in _UNSEEN or "hidden" in tag.attributes:
        return True
    return _HIDDEN_STYLE.search(tag.attributes.get("style", "")[:_LOOKED_AT]) is not None


def is_html(data: bytes) -> bool:
    """The bytes begin as a web page does."""
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )
