"""A return and its narrative as one submission: what a sentence repeats of a table.

A cell is found again in a text by its name: a header or an alias right in front
of a number or right behind its unit, and, where the table has several records,
the name of the record in the same sentence or the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.edit import Assumption, BalanceEdit, Term
from ..model.figure import Figure
from ..model.numeral import unit_of
from ..model.relation import Relation, decision_on
from ..model.units import differ
from .document import Document, Quantity
from .edits import Basis, named_by
from .script import simplified

_SHORTEST_HAN, _SHORTEST = 2, 4
_LONGEST = 30
_TRAILING = re.compile(
    r"(?:[ $¥€£(:]|共有|共计|合计|共|有|为|是|达到|达|的|数量|数|分别|约"
    r"|\b(?:was|were|is|are|of|a|an|the|totalled|totaled|total|number|amounted to|reached"
    r"|stood at))+\Z"
)
_LEADING = re.compile(r"(?:[ ]|的|是|为)+")
_TAIL = re.compile(r"[ _]*(?:数量|总数|数|number|count|total)\Z")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure of a table with what it may be called: its field, and its record.

    `records` is empty where the table has one record only.
    """

    figure: Figure
    names: tuple[str, ...]
    records: tuple[str, ...] = ()


def beside(documents: Sequence[Document], cells: Iterable[Labelled]) -> Iterator[Relation]:
    """For every place of a text that repeats a cell of a table, that both state the same.

    A figure that differs is a question, and only where no place of the text
    repeats the cell as it stands. Linear in the texts and in the cells.
    """
    named: dict[str, list[Labelled]] = {}
    for cell in cells:
        if cell.figure.value is None:
            continue
        for name in dict.fromkeys(_plain(name) for name in cell.names):
            if len(name) >= (_SHORTEST if name.isascii() else _SHORTEST_HAN):
                named.setdefault(name, []).append(cell)
    for document in documents:
        yield from _repeated(document, named)


def _repeated(document: Document, named: dict[str, list[Labelled]]) -> Iterator[Relation]:
    agreeing: set[int] = set()
    others: list[tuple[Labelled, Quantity]] = []
    for quantity in document.quantities:
        cell = _cell(document, quantity, named)
        if cell is None:
            continue
        if cell.figure.value == quantity.figure.value or _holds(cell, quantity):
            agreeing.add(id(cell))
            yield _same(cell, quantity)
        else:
            others.append((cell, quantity))
    asked: set[int] = set()
    for cell, quantity in others:
        if id(cell) not in agreeing | asked:
            asked.add(id(cell))
            yield _same(cell, quantity, Assumption("same_quantity"))


def _cell(
    document: Document, quantity: Quantity, named: dict[str, list[Labelled]]
) -> Labelled | None:
    """The one cell that the words at a quantity name; None where several may be meant."""
    for name in _names(quantity):
        fitting = [
            cell
            for cell in named.get(name, ())
            if _one_dimension(cell.figure, quantity) and _of_record(document, quantity, cell)
        ]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return None
    return None


def _names(quantity: Quantity) -> Iterator[str]:
    """What the words beside a number may name, longest first."""
    front = _TRAILING.sub("", quantity.before)[-_LONGEST:]
    back = _LEADING.sub("", quantity.behind, count=1)[:_LONGEST]
    if front.isascii() and back.isascii():
        words = front.split()
        yield from (" ".join(words[at:]) for at in range(len(words)))
        unit = quantity.unit or ""
        ahead = (f"{unit} {back}" if quantity.form == "count" else back).split()
        yield from (" ".join(ahead[:end]) for end in range(len(ahead), 0, -1))
        return
    longest = max(len(front), len(back))
    for size in range(longest, 0, -1):
        if size <= len(front):
            yield front[-size:]
        if size <= len(back):
            yield back[:size]


def _one_dimension(figure: Figure, quantity: Quantity) -> bool:
    one, other = unit_of(figure.unit), unit_of(quantity.unit)
    percents = [unit is not None and unit.base == "%" for unit in (one, other)]
    return percents[0] == percents[1] and not differ(one, other)


def _of_record(document: Document, quantity: Quantity, cell: Labelled) -> bool:
    if not cell.records:
        return True
    start, _ = document.sentence_span(max(0, quantity.sentence - 1))
    said = document.plain[start : quantity.start]
    return any(name in said for name in map(_plain, cell.records) if name)


def _holds(cell: Labelled, quantity: Quantity) -> bool:
    """Scales and roundings apart, both print the same number."""
    return decision_on(_same(cell, quantity)).verdict in ("agrees", "agrees_within_rounding")


def _same(cell: Labelled, quantity: Quantity, *doubts: Assumption) -> Relation:
    edit = BalanceEdit((Term("stated", cell.figure),), (Term("stated", quantity.figure),))
    basis: Basis = "implied" if doubts else "stated"
    names = (cell.names[0], named_by(quantity))
    return Relation("same", (edit,), basis, "same", names, doubts)


def _plain(name: str) -> str:
    """A name as texts say it: plain spelling, without the word for a number of things."""
    plain = simplified(name).lower().replace("_", " ").strip()
    return _TAIL.sub("", plain) or plain
