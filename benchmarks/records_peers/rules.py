"""The edits as peers can say them: arithmetic on columns with a tolerance set by hand.

No peer knows what rounding allows, so a share gets half of its last digit, written as
a float, with a billionth more for ties; shares that make 100 get half a digit each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import add
from typing import Any

from records_data.layout import Edit, Hundred, Least, Most, Share, Sum

HALF = 0.05 + 1e-9


def holds(edit: Edit, column: Callable[[str], Any]) -> Any:
    """True where the edit holds; `column` gives a pandas Series, polars or narwhals column."""
    if isinstance(edit, Sum):
        return column(edit.whole) == plus(column, edit.parts) - plus(column, edit.less)
    if isinstance(edit, Share):
        exact = column(edit.part) * 100 / column(edit.whole)
        return (exact - column(edit.share)).abs() <= HALF
    if isinstance(edit, Hundred):
        return (plus(column, edit.shares) - 100).abs() <= HALF * len(edit.shares)
    if isinstance(edit, Least):
        return column(edit.field) >= 0
    return column(edit.field) <= (plus(column, edit.terms) if edit.terms else 100 + HALF)


def fields_of(edit: Edit) -> list[str]:
    """The columns an edit speaks of, each once."""
    if isinstance(edit, Sum):
        named: Iterable[str] = (edit.whole, *edit.parts, *edit.less)
    elif isinstance(edit, Share):
        named = (edit.share, edit.part, edit.whole)
    elif isinstance(edit, Hundred):
        named = edit.shares
    else:
        named = (edit.field, *(edit.terms if isinstance(edit, Most) else ()))
    return list(dict.fromkeys(named))


def plus(column: Callable[[str], Any], names: Iterable[str]) -> Any:
    """The sum of columns, 0 where there is none."""
    listed = [column(name) for name in names]
    return reduce(add, listed) if listed else 0
