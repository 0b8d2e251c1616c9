"""Cuts a web page into tags and text, in one pass from the front.

The rules are those of the HTML Living Standard, section 13.2.5 (tokenization),
as far as they decide what is text. The standard library's parser takes
quadratic time over some malformed pages, and reads them differently from one
version to the next; this one looks at every character once or twice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9A-Fa-f]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_NAME = re.compile(r"[A-Za-z][^\s/>]*", re.ASCII)
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=]*)\s*(=?)\s*", re.ASCII)
_UNQUOTED = re.compile(r"[^\s>]*", re.ASCII)
_COMMENT_END = re.compile(r"--!?>")
_LONGEST_NAME = 40
_RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "title", "textarea")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag: its name in lower case, the attributes of a start tag."""

    name: str
    is_end: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


UNFINISHED = Tag("")
"""Stands last where a tag, a comment or a script never ends and took the rest of the page."""


def tokens(page: str) -> Iterator[Tag | str]:
    """The tags and texts of a page in order, character references resolved.

    The content of script, style, title and the like is one text between their
    tags.

    >>> [t if isinstance(t, str) else t.name for t in tokens("a &lt; b<br>c")]
    ['a < b', 'br', 'c']
    """
    at, size = 0, len(page)
    while at < size:
        opening = page.find("<", at)
        if opening < 0:
            yield resolved(page[at:])
            return
        if opening > at:
            yield resolved(page[at:opening])
        found, after = _markup(page, opening)
        if after is None:
            yield UNFINISHED
            return
        at = after
        if found is None:
            continue
        yield found
        if isinstance(found, Tag) and found.name in _RAW_END and not found.is_end:
            end = _RAW_END[found.name].search(page, at)
            if end is None:
                yield UNFINISHED
                return
            yield resolved(page[at : end.start()])
            at = end.start()


def resolved(text: str) -> str:
    """The text with its character references replaced; what is none stays.

    >>> resolved("&amp;&#x35;&#53;&nosuch;")
    '&55&nosuch;'
    """
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _markup(page: str, at: int) -> tuple[Tag | str | None, int | None]:
    """What begins at the `<` at `at`: a tag, a plain character or nothing; and where it ends."""
    if page.startswith("<!--", at):
        return None, _end_of_comment(page, at + 4)
    is_end = page.startswith("</", at)
    name = _NAME.match(page, at + 1 + is_end)
    if name is not None:
        attributes, after = _attributes(page, name.end())
        return Tag(name[0][:_LONGEST_NAME].lower(), is_end, attributes), after
    if is_end or page.startswith(("<!", "<?"), at):
        end = page.find(">", at)
        return None, None if end < 0 else end + 1
    return "<", at + 1


def _end_of_comment(page: str, at: int) -> int | None:
    if page.startswith((">", "->"), at):
        return page.index(">", at) + 1
    found = _COMMENT_END.search(page, at)
    return None if found is None else found.end()


def _attributes(page: str, at: int) -> tuple[dict[str, str], int | None]:
    """The attributes from `at`, of two of one name the first, and where the tag ends."""
    found: dict[str, str] = {}
    while (match := _ATTRIBUTE.match(page, at)) is not None:
        at, name, value = match.end(), match[1], ""
        if match[2]:
            quote = page[at : at + 1]
            if quote and quote in "\"'":
                end = page.find(quote, at + 1)
                if end < 0:
                    break
                value, at = page[at + 1 : end], end + 1
            elif (unquoted := _UNQUOTED.match(page, at)) is not None:
                value = unquoted[0]
                at = unquoted.end()
        if name:
            found.setdefault(name.lower(), value)
        if page.startswith(">", at):
            return found, at + 1
        if at >= len(page):
            break
    return found, None
