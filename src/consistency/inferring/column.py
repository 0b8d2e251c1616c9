"""What a table is to inference: columns of scaled integers, and columns of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..model.document import Grid

Integers = npt.NDArray[Any]
"""int64, or Python integers (dtype object) where 63 bits do not hold them."""
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

LARGEST = 2**62
"""What a sum in int64 may reach; beyond it Python integers are summed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    A column of figures has `values`: each figure times 10**`decimals`, 0 where
    `present` is False (None: every cell holds a figure). `computed` says that
    its figures are doubles nobody printed. A column of words has none; its cells
    are `texts`. `odd` counts filled cells of a column of figures that are no
    plain figure: words, hedges.
    """

    name: str
    values: Integers | None = None
    present: Mask | None = None
    decimals: int = 0
    computed: bool = False
    unit: str | None = None
    odd: int = 0
    texts: Sequence[str | None] = ()
    whole_type: bool = False

    @property
    def filled(self) -> Mask | None:
        """Where a figure stands; None: everywhere."""
        return self.present


@dataclass(frozen=True, slots=True)
class Sheet:
    """The grid a table was read from: its columns by grid column, its records by grid row."""

    grid: Grid
    columns: Mapping[int, int]
    rows: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of one length, and the sheet they were read from if it was one."""

    name: str
    columns: tuple[Column, ...]
    rows: int
    notes: tuple[str, ...] = ()
    sheet: Sheet | None = None

    @property
    def figures(self) -> list[int]:
        """The positions of the columns of figures."""
        return [at for at, column in enumerate(self.columns) if column.values is not None]


def magnitude(values: Integers) -> int:
    """The largest absolute value, exactly; 0 for an empty column."""
    if len(values) == 0:
        return 0
    return max(abs(int(values.max())), abs(int(values.min())))
