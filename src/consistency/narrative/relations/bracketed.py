"""Lists whose figures stand in brackets behind their names: health (400), schools (350)."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..document import Document, Quantity
from .items import Item, Listing
from .nature import is_level, summable

_MARKED = re.compile(r"(?:[,;:，；：、]|\band|\bor|和|及) ?\Z")
_MOST = 40
_LABEL = 60


def _is_marked(document: Document, start: int) -> bool:
    """What stands in the brackets marks what follows: (2) safe roads."""
    return _MARKED.search(document.plain, max(0, start - 8), start - 1) is not None


def bracketed(
    document: Document, start: int, depth: int, fits: Callable[[Quantity], bool]
) -> Listing | None:
    """The items from a folded offset to the end of its sentence, one in each pair of brackets.

    None where a name has no figure, or brackets hold several.
    """
    first = document.clause_at(start)
    sentence = document.clauses[first].sentence
    items: list[Item] = []
    name = start
    for clause in document.clauses[first : first + _MOST]:
        if clause.sentence > sentence or clause.depth < depth:
            break
        if clause.depth == depth and clause.ender == "(":
            name = max(start, clause.start)
        if clause.depth != depth + 1 or _is_marked(document, clause.start):
            continue
        here = document.quantities_between(max(start, clause.start), clause.end)
        fitting = [q for q in here if summable(q) and fits(q) and is_level(document, q)]
        if len(fitting) > 1:
            return None
        if fitting and (not items or name > items[-1].quantity.start):
            label = f"{document.plain[max(name, clause.start - _LABEL) : clause.start]}#"
            items.append(Item(fitting[0], label, 1))
    return Listing(tuple(items), len(items), True, False) if len(items) > 1 else None
