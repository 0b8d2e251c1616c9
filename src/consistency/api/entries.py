"""The inputs of a report: what was read, with which hashes, about whom and when."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from typing import Any, Literal, cast

from ..layout import Table
from ..model.document import Source
from ..model.report import InputEntry
from ..readers import Wanted
from ..readers.reading import TEXTS, suffix


def entries(
    wanted: Sequence[Wanted],
    sources: Sequence[Source],
    tables: Sequence[Table],
    unusable: set[str | None],
) -> tuple[InputEntry, ...]:
    """One entry for each input that was wanted: its hashes, kind, status, unit and period."""
    by_name = {source.name: source for source in sources}
    found = []
    for one in wanted:
        source = by_name.get(one.name)
        status = "unusable" if source is None or one.name in unusable else "read"
        mine = [table for table in tables if table.input == one.name]
        if any(table.grid.frame is not None for table in mine):
            mine = []  # many records: of many units and periods
        found.append(
            InputEntry(
                one.name,
                one.path,
                None if source is None else source.sha256 or None,
                _kind(one, source),
                cast("Any", status),
                _only(mine, period=False),
                _only(mine, period=True),
                None if source is None or source.text is None else _digest(source.text),
                unhashed=_as_checked(one, source),
            )
        )
    return tuple(found)


def _as_checked(one: Wanted, source: Source | None) -> tuple[int, int] | None:
    """Size and last change of a file that was too large to be hashed on the way."""
    if source is None or source.sha256 or one.path is None:
        return None
    try:
        status = os.stat(one.path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _kind(one: Wanted, source: Source | None) -> Literal["table", "workbook", "text"]:
    if source is not None:
        return source.kind
    return "text" if is_text(one) else "table"


def is_text(one: Wanted) -> bool:
    """An input that is a text, or was to be read as one."""
    return isinstance(one.data, str) or (one.path is not None and suffix(one.path) in TEXTS)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _only(tables: Sequence[Table], *, period: bool) -> str | None:
    """The one unit (or period) that all records of an input are about; None where several."""
    texts: set[str] = set()
    for table in tables:
        field = None if table.schema is None else table.schema.period
        names = [k for k in table.keys if (k == field) == period]
        if not names:
            return None
        for row in range(len(table)):
            texts.add((table.text(names[0], row) or "").strip())
            if len(texts) > 1:
                return None
    return texts.pop() or None if texts else None
