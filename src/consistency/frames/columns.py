"""How the cells of one column of a frame become whole numbers, and where they do not.

A cell is *plain* where it is exactly a whole number of `10**-places`, within the bound
at which every edit stays inside 64 bits. All else (blank, marks, more digits than
declared, too large) is pulled up and decided by the scalar engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Form = Literal["integer", "float", "decimal", "text"]

FLOAT_BITS = 49
"""A double of fewer than 15 significant digits prints as the decimal it was written as."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers: plain values are whole numbers `v` of `10**-places`.

    `bits`: a plain value is below `2**bits` in size. `signed` False: only 0 and above
    are plain, because a convention of rounding asks it. `multiple`: plain values are
    multiples of it (a column printed with fewer decimals than its type holds). `printed`:
    a plain text shows exactly so many decimals; None where the schema declares them.
    """

    name: str
    form: Form
    places: int = 0
    bits: int = 62
    signed: bool = True
    multiple: int = 1
    printed: int | None = None


def form_of(dtype: Any) -> Form | None:
    """The form of a narwhals data type; None for one whose cells only the scalar engine reads."""
    import narwhals as nw

    if dtype.is_integer():
        return "integer"
    if dtype == nw.Float64:
        return "float"
    if dtype.is_decimal():
        return "decimal"
    return "text" if dtype == nw.String else None
