"""Printed figures to scaled integers, a column at a time.

A column is a column of figures if at least four in five of its filled cells
are plain ones. Digits are never lost: a cell of up to 15 digits is exact in a
double, and what has more is read by the number grammar into Python integers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from ..model.numeral import read
from .column import LARGEST, Column, Integers

MOST_DECIMALS = 6
_EXACT_DIGITS = 15
_PLAIN = rf"^-?\d{{1,{_EXACT_DIGITS}}}(\.\d{{1,{MOST_DECIMALS}}})?$"
_FIGURES_OF_FILLED = Fraction(4, 5)


def column_of_texts(
    name: str, texts: Sequence[str | None], decimals: int | None = None, *, computed: bool = False
) -> Column:
    """The column that printed cells make; `decimals` is given for a column of floats."""
    quick = None if computed else _quick(name, texts, decimals)
    return quick or _careful(name, texts, decimals, computed=computed)


def _quick(name: str, texts: Sequence[str | None], decimals: int | None) -> Column | None:
    """The column where every filled cell is digits, sign and point; None for any other."""
    import pyarrow as pa
    from pyarrow import compute

    cells = pa.array(texts, pa.string())
    if cells.null_count == len(cells):
        return None
    plain = compute.all(compute.match_substring_regex(cells, _PLAIN)).as_py()
    if not plain:
        return None
    digits = compute.replace_substring_regex(cells, r"[-.]", "")
    if compute.max(compute.binary_length(digits)).as_py() > _EXACT_DIGITS:
        return None
    if compute.any(compute.match_substring_regex(cells, r"^-?0\d")).as_py():
        return None  # 007 is a code
    if decimals is None:
        point = compute.find_substring(cells, ".")
        shown = compute.subtract(compute.subtract(compute.binary_length(cells), point), 1)
        decimals = compute.max(compute.if_else(compute.less(point, 0), 0, shown)).as_py()
    present = None if cells.null_count == 0 else np.asarray(compute.is_valid(cells))
    doubles = compute.cast(compute.fill_null(cells, "0"), pa.float64()).to_numpy()
    return from_doubles(name, doubles, decimals, present)


def from_doubles(
    name: str,
    doubles: npt.NDArray[np.float64],
    decimals: int,
    present: npt.NDArray[np.bool_] | None,
) -> Column | None:
    """The column of doubles that print with `decimals`; None where digits would be lost."""
    scaled = np.rint(doubles * float(10**decimals))
    if len(scaled) and float(np.abs(scaled).max()) > 10.0**_EXACT_DIGITS:
        return None
    return Column(name, scaled.astype(np.int64), present, decimals)


def _careful(
    name: str, texts: Sequence[str | None], decimals: int | None, *, computed: bool
) -> Column:
    """Each distinct text by the number grammar."""
    words = Column(name, texts=texts)
    counted = Counter(texts)
    figures = {text: read(text) for text in counted if text is not None}
    plain = {
        text: figure
        for text, figure in figures.items()
        if figure.value is not None and figure.hedged is None and not _is_code(text)
    }
    held = sum(counted[text] for text in plain)
    absent = sum(counted[t] for t, f in figures.items() if f.absence in ("missing", "suppressed"))
    filled = len(texts) - counted[None] - absent
    if not held or Fraction(held, filled) < _FIGURES_OF_FILLED:
        return words
    units = Counter(f.unit for text, f in plain.items() for _ in range(counted[text]))
    unit = units.most_common(1)[0][0]
    plain = {text: figure for text, figure in plain.items() if figure.unit in (unit, None)}
    if decimals is None:
        decimals = max(_decimals(figure.value or Fraction(0)) for figure in plain.values())
        shown = [
            f.decimals or 0
            for f in plain.values()
            if f.step == Fraction(1, 10 ** (f.decimals or 0))
        ]
        decimals = max(decimals, max(shown, default=0))
    if decimals > MOST_DECIMALS:
        computed = True
        largest = max(abs(figure.value or Fraction(0)) for figure in plain.values())
        decimals = max(0, min(12, _EXACT_DIGITS - len(str(int(largest)))))
    scale = 10**decimals
    whole = {
        text: _nearest((figure.value or Fraction(0)) * scale) for text, figure in plain.items()
    }
    present = np.fromiter((text in whole for text in texts), np.bool_, len(texts))
    values = integers([whole.get(text, 0) if text is not None else 0 for text in texts])
    odd = filled - sum(counted[text] for text in plain)
    return Column(
        name, values, None if present.all() else present, decimals, computed, unit, odd, texts
    )


def _is_code(text: str) -> bool:
    """007 and 0123 are codes, not figures."""
    digits = text.strip()
    return len(digits) > 1 and digits[0] == "0" and digits.isdigit()


def _decimals(value: Fraction) -> int:
    """The decimals that an exact decimal number needs, at most 13."""
    for decimals in range(13):
        if (value * 10**decimals).denominator == 1:
            return decimals
    return 13


def _nearest(value: Fraction) -> int:
    return round(value)


def integers(values: Sequence[int]) -> Integers:
    """The values as int64, or as Python integers where one is too large for sums in 63 bits."""
    if all(-LARGEST < value < LARGEST for value in values):
        return np.array(values, np.int64)
    made: npt.NDArray[Any] = np.empty(len(values), object)
    made[:] = values
    return made


def decimals_of_doubles(doubles: npt.NDArray[np.float64]) -> int | None:
    """The fewest decimals, up to 6, that print every double exactly; None where none do.

    A double prints with d decimals exactly when it is the nearest double to the
    quotient of a whole number and 10**d (Steele & White 1990).
    """
    if len(doubles) and float(np.abs(doubles).max()) > 1e15:
        return None
    left = doubles
    for decimals in range(MOST_DECIMALS + 1):
        scale = float(10**decimals)
        left = left[np.rint(left * scale) / scale != left]
        if len(left) == 0:
            return decimals
    return None
