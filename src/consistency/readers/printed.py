"""A column of Python values to the texts a person would see, exactly.

Whole numbers and decimals keep their digits (`Decimal("12.40")` is 12.40). A
binary float is printed with the fewest digits that read back as the same float
(Steele & White 1990); how many decimals such a column was printed with is then
a property of the column, not of the cell: 12.0 and 12 are one float.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .wanted import refused

MOST_DECIMALS = 6
_MOST_DIGITS = 4_300
_NESTED = (Mapping, list, tuple, set, frozenset)
_NUMPY_FLOATS = frozenset({"float16", "float32", "longdouble", "float96", "float128"})
_FLAT = "Give each field one value"


@dataclass(frozen=True, slots=True)
class Column:
    """The texts of one column; `decimals` and `computed` as `Grid` says them."""

    texts: list[str | None]
    decimals: int | None = None
    computed: bool = False


def printed(values: Sequence[Any], said: str, where: str) -> Column:
    """The texts of a column's values, with the decimals of a column of binary floats.

    `said` names the column in faults. The column is one of floats if a value is
    a float and nothing else in it is a number (marks such as `-` may be).
    Raises `InputError` for a nested value, bytes that are no text, and a number
    of more than 4,300 digits.
    """
    kinds = set(map(type, values))
    if kinds <= {str, type(None)}:
        return Column([value or None for value in values])
    texts: list[str | None] = []
    floats: list[str] = []
    other_numbers = False
    for number, value in enumerate(values, start=1):
        text = _text(value, f"{said}, record {number}", where)
        texts.append(text)
        if text is None:
            continue
        if is_float(value):
            floats.append(text)
        elif any(char.isdigit() for char in text):
            other_numbers = True
    if not floats or other_numbers:
        return Column(texts)
    decimals = max((_decimals(text) for text in floats if text[-1] != "f"), default=None)
    if decimals is not None and decimals > MOST_DECIMALS:
        return Column(texts, computed=True)
    return Column(texts, decimals)


def is_float(value: Any) -> bool:
    """A binary float of any width, Python's or numpy's."""
    return isinstance(value, float) or (
        type(value).__module__ == "numpy" and type(value).__name__ in _NUMPY_FLOATS
    )


def float_text(value: Any) -> str:
    """The fewest digits that read back as `value`, without exponent or `.0`.

    >>> float_text(1383.0), float_text(44.7), float_text(1e-07), float_text(-0.0)
    ('1383', '44.7', '0.0000001', '0')
    """
    # A numpy float32 shows its own, shorter digits by str(); repr() adds its type.
    exact = Decimal(float.__repr__(value) if isinstance(value, float) else str(value))
    if not exact.is_finite():
        return "-inf" if exact < 0 else "inf"
    text = _plain(exact)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _plain(value: Decimal) -> str:
    """Without exponent, trailing zeros kept; beyond 4,300 digits as Python prints it."""
    if abs(value.adjusted()) > _MOST_DIGITS:
        return str(value)
    return format(value, "f")


def _is_missing(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    if type(value).__name__ in {"datetime64", "timedelta64"}:
        return str(value) == "NaT"
    return is_float(value) and bool(value != value)


def _text(value: Any, said: str, where: str) -> str | None:
    if isinstance(value, str):
        return str.__str__(value) or None  # an enumeration of texts would show its name
    if _is_missing(value):
        return None
    if isinstance(value, bool) or type(value).__name__ in {"bool_", "bool"}:
        return "true" if value else "false"
    if is_float(value):
        return float_text(value)
    if isinstance(value, int):
        if value.bit_length() > 3 * _MOST_DIGITS:
            raise refused(f"{said} holds a number of over 3,800 digits", where, "Mend the number")
        return int.__repr__(value)
    if isinstance(value, Decimal):
        return _plain(value) if value.is_finite() else ("-inf" if value < 0 else "inf")
    if isinstance(value, datetime.date | datetime.time):
        return iso_text(value)
    if isinstance(value, bytes | bytearray):
        return _decoded(bytes(value), said, where)
    return _other(value, said, where)


def _other(value: Any, said: str, where: str) -> str | None:
    """The text of a value of any other type, if it is a single one that prints."""
    is_array = hasattr(value, "__array__") and getattr(value, "shape", None) != ()
    if is_array or isinstance(value, _NESTED):
        raise refused(f"{said} holds a nested {type(value).__name__}", where, _FLAT)
    kind: Any = type(value)
    if kind.__str__ is object.__str__ and kind.__repr__ is object.__repr__:
        raise refused(f"{said} holds a {kind.__name__}, no printed value", where, _FLAT)
    return str(value) or None


def iso_text(value: datetime.date | datetime.time) -> str:
    """ISO 8601; a midnight without time zone is its date.

    >>> iso_text(datetime.datetime(2010, 12, 31)), iso_text(datetime.datetime(2010, 1, 2, 3, 4))
    ('2010-12-31', '2010-01-02T03:04:00')
    """
    return value.isoformat().removesuffix("T00:00:00")


def _decoded(value: bytes, said: str, where: str) -> str | None:
    try:
        return value.decode("utf-8") or None
    except UnicodeDecodeError:
        raise refused(
            f"{said} holds bytes that are no text", where, "Store the column as text"
        ) from None


def header(names: Iterable[Any]) -> list[str | None]:
    """Column names as text; a missing or empty one is `None`, 2010.0 is 2010."""
    return [
        None if _is_missing(name) else float_text(name) if is_float(name) else str(name) or None
        for name in names
    ]
