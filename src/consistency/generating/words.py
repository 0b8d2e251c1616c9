"""The words that name, choose and group records: the n-th text a label column can have."""

from __future__ import annotations

from datetime import date, timedelta

from ..errors import Fault, SuiteError
from .columns import Column
from .pattern import NotSimple, matching

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(number: int) -> str:
    """AA, AB, ... ZZ, AAA, ...: one letter alone could number a column.

    >>> letters(27)
    'BB'
    """
    text = ""
    number += 1 + len(_LETTERS)
    while number:
        number, at = divmod(number - 1, 26)
        text = _LETTERS[at] + text
    return text


def word(column: Column, number: int) -> str:
    """The `number`-th text (from 0) of a label column; those it can tell apart differ.

    Raises `SuiteError` where its constraints leave no text this module can write.
    """
    if column.allowed:
        kept = [text for text in column.allowed if text not in column.refused]
        if kept:
            return kept[number % len(kept)]
    else:
        # Of some hundred candidates in a row, one is not refused or none ever will be.
        for at in range(number, number + 200):
            text = _plain(column, at)
            if text not in column.refused and _fits(column, text):
                return text
    what = f"column '{column.name}' of table '{column.table}' leaves no text to write"
    raise SuiteError(Fault(what, "", "simplify its checks in the schema"))


def capacity(column: Column) -> int | None:
    """How many different texts it can have, where its schema lists them."""
    if column.dtype == "boolean":
        return 2
    return len(set(column.allowed) - column.refused) if column.allowed else None


def _plain(column: Column, number: int) -> str:
    if column.pattern is not None:
        try:
            return matching(column.pattern, number)
        except NotSimple as reason:
            what = f"pattern '{column.pattern}' of column '{column.name}' is not written: {reason}"
            raise SuiteError(
                Fault(what, "", "use a plain pattern, such as [A-Z]{2}[0-9]{4}")
            ) from None
    if column.dtype == "boolean":
        return ("true", "false")[number % 2]
    if column.dtype == "date":
        return (date(2010, 1, 1) + timedelta(days=number % 300_000)).isoformat()
    if column.dtype in ("integer", "decimal"):
        low = column.low
        return str((1 if low is None else -(-low.numerator // low.denominator)) + number)
    least, _ = column.length
    inner = letters(number)
    padding = "X" * max(0, least - len(column.start) - len(inner) - len(column.end))
    return column.start + padding + inner + column.end


def _fits(column: Column, text: str) -> bool:
    least, most = column.length
    if column.dtype not in ("integer", "decimal"):
        return least <= len(text) and (most is None or len(text) <= most)
    return column.high is None or int(text) <= column.high


def periods(column: Column, number: int, first_year: int) -> list[str]:
    """`number` periods in their order: years from `first_year`, or what the column allows."""
    if column.allowed or column.pattern is not None:
        return list(dict.fromkeys(word(column, at) for at in range(number)))
    if column.dtype == "date":
        return [f"{first_year + at}-01-01" for at in range(number)]
    return [str(first_year + at) for at in range(number)]
