"""Fields stated once on a sheet by a label: "填报单位：全市", or a label and the next cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .names import Names
from .scales import known_unit
from .sheet import Sheet
from .table import Spot

_PAIR = re.compile(
    r"(?P<label>[^\s:：][^:：\n]{0,39}?)\s*[:：]\s*(?P<value>[^:：\n]*?)"
    r"(?=\s*$|\s*\n|\s{2,}[^\s:：]|\s+[^\s:：]{1,20}\s*[:：])"
)
_LONGEST = 300


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Labels with the values behind their colons in one cell.

    >>> list(pairs("填报单位：全市  年度：2010"))
    [('填报单位', '全市'), ('年度', '2010')]
    """
    if len(text) > _LONGEST:
        return
    for match in _PAIR.finditer(text):
        yield match["label"].strip(), match["value"].strip()


def labelled(
    sheet: Sheet, names: Names, rows: Iterable[int], wanted: set[str], *, bare: bool
) -> dict[str, Spot]:
    """The wanted fields that some row states by a label, the last such row for each.

    With `bare` a label may stand without a colon in a cell of its own. A field
    that one row states with different texts is left out, and so is a unit
    ("单位：万元"), which is no reporting unit.
    """
    found: dict[str, Spot] = {}
    for row in rows:
        stated: dict[str, set[str | None]] = {}
        for name, spot in _in_row(sheet, names, row, bare=bare):
            if name in wanted and spot.text and known_unit(spot.text) is None:
                stated.setdefault(name, set()).add(spot.text)
                found[name] = spot
        for name in (name for name, texts in stated.items() if len(texts) > 1):
            del found[name]
    return found


def _in_row(sheet: Sheet, names: Names, row: int, *, bare: bool) -> Iterator[tuple[str, Spot]]:
    cells = sheet.rows[row]
    for column, cell in enumerate(cells):
        if cell is None or not cell.strip():
            continue
        for label, value in pairs(cell):
            match = names.match((label,))
            if match is not None and value:
                yield match.field, Spot(*sheet.place(row, column), value, label)
        text = cell.strip()
        match = names.match((text,)) if bare or text[-1] in ":：" else None
        if match is None:
            continue
        right = next((c for c in range(column + 1, len(cells)) if sheet.text(row, c)), None)
        if right is not None and names.match((sheet.text(row, right) or "",)) is None:
            spot = Spot(*sheet.place(row, right), sheet.text(row, right), text.rstrip(":： "))
            yield match.field, spot
