"""What inputs state themselves, judged without a suite."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..layout import Table
from ..model.document import Source
from ..model.figure import Figure, Place
from ..model.relation import result_of
from ..model.report import Result

if TYPE_CHECKING:
    from ..narrative import Labelled

_BREAK = re.compile("\n")


@dataclass(frozen=True, slots=True)
class StatedInTexts:
    """The results on what texts state, and the numbers in none of them.

    `figures` of the numbers were read; `lost` ones could not be, and `unused`
    ones stand in no relation.
    """

    texts: tuple[tuple[str, str], ...] = ()
    results: tuple[Result, ...] = ()
    figures: int = 0
    unused: tuple[Figure, ...] = ()
    lost: tuple[Place, ...] = ()


def stated_in_texts(
    sources: Sequence[Source],
    tables: Sequence[Table] = (),
    others: Iterable[Labelled] = (),
    *,
    together: bool,
) -> StatedInTexts:
    """The relations that narrative inputs state themselves, each decided.

    Results stand in the order of the inputs, then of places. `together` makes the
    inputs one submission with `tables` and the cells `others`, in which a quantity
    stated twice must agree.
    """
    texts = tuple((source.name, source.text or "") for source in sources)
    if not texts:
        return StatedInTexts()
    from .. import narrative

    cells = [*others, *(cell for table in tables for cell in _cells(table))] if together else []
    found = narrative.read_texts(texts, together=together, cells=cells)
    order = {name: number for number, (name, _) in enumerate(texts)}
    results = [result_of(relation, name) for name, relation in found.relations]
    results.sort(key=lambda result: (order.get(result.input, len(order)), _start(result)))
    return StatedInTexts(
        texts, tuple(results), found.figures, found.unused, _lost(texts, found.lost)
    )


def _lost(
    texts: Sequence[tuple[str, str]], spans: Sequence[tuple[str, int, int]]
) -> tuple[Place, ...]:
    """The places of numbers that could not be read, with their lines."""
    named = {name for name, _, _ in spans}
    breaks = {name: [m.start() for m in _BREAK.finditer(t)] for name, t in texts if name in named}
    return tuple(
        Place(name, line=bisect_left(breaks[name], start) + 1, start=start, end=end)
        for name, start, end in spans
    )


def _cells(table: Table) -> Iterator[Labelled]:
    """The figures of a small table, with the names of their fields and records."""
    from ..narrative import Labelled

    numbers = [name for name in table.fields if name not in table.keys]
    if len(table) * len(numbers) > MOST_CELLS:
        return
    period = table.schema.period if table.schema is not None else None
    for name in numbers:
        shape = table.shape(name)
        if shape is not None and not shape.is_number:
            continue
        names = (table.header(name), name, *(shape.aliases if shape is not None else ()))
        for row in range(len(table)):
            keys = [text for key, text in table.key(row) if key != period and text]
            records = tuple(keys) if len(table) > 1 else ()
            yield Labelled(table.figure(name, row), names, records)


MOST_CELLS = 20_000
"""A table of more cells is too large to be looked for in a text."""


def _start(result: Result) -> int:
    places = (figure.place for _, figure in result.figures)
    return min((p.start or 0 for p in places if p and p.input == result.input), default=0)
