"""Rows of a table within a text: a label and a number, said again in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Quantity

_LONGEST = 40
_WORD = re.compile(r"[a-z]{3,}|[\u4e00-\u9fff]+")
_EDGE = re.compile(r"[|\t]|  +|\Z")


def rows(document: Document) -> Iterator[tuple[str, list[Quantity]]]:
    """(label, figures) of every line that is a label with numbers behind it."""
    at = 0
    quantities = document.quantities
    while at < len(quantities):
        first = quantities[at]
        line = [q for q in document.quantities_of(first.sentence) if q.paragraph == first.paragraph]
        at = max(at + 1, line[-1].index + 1 if line else 0)
        name = _label(document, first)
        if name and all(_is_cell(document, q) for q in line):
            yield name, line


def _label(document: Document, quantity: Quantity) -> str:
    """What stands in front of the first number of a line, if that is a short label alone."""
    low = max(0, quantity.start - 2 * _LONGEST)
    start = document.plain.rfind("\n", low, quantity.start) + 1
    if not start and low:
        return ""
    text = document.plain[start : quantity.start].strip(" |\t$€£¥:")
    text = re.sub(r"\([^()]*\)", " ", text).strip()
    words = _WORD.findall(text)
    return text if words and len(text) <= _LONGEST and "." not in text else ""


def _is_cell(document: Document, quantity: Quantity) -> bool:
    """Nothing but the end of a cell or of the line follows the number."""
    behind = document.plain[quantity.after : quantity.after + 2]
    return not behind or behind[0] in "\n|\t" or behind == "  " or behind in (" |", " \n")
