"""A table too large to be read cell by cell: its columns, and how its rows are reached.

Files, pandas, pyarrow and polars tables become one lazy polars frame, read in pieces by
its streaming engine; everything else narwhals knows (duckdb, Spark) stays where it is
and is asked by expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.document import Grid
from .columns import Form, form_of

ROW = "__consistency_row__"
"""The column that numbers the rows of a frame from 0, where they have an order."""

PIECE = 50_000


@dataclass(frozen=True, slots=True)
class Frame:
    """A large table, the columns of it in order.

    `lazy` is its polars frame, otherwise `native` its narwhals one. `forms` and `scales`
    say how numbers stand in a column; `to_grid` prints some of its rows as a person sees
    them. `ordered` says that rows can be numbered; `with_numbers` is the polars frame of
    a file whose reader numbers them itself, which takes half the memory. `verify` reads a
    file of text for rows that end too soon. `first_row` is the number a spreadsheet
    shows beside the first row. `constants` are columns of one text in every row, as the
    file itself says, and `filled` those without a blank cell.
    """

    name: str
    columns: tuple[str, ...]
    forms: dict[str, Form | None]
    scales: dict[str, int]
    rows: int
    to_grid: Callable[[Any], Grid]
    lazy: Any = None
    native: Any = None
    first_row: int = 2
    ordered: bool = True
    verify: Callable[[], None] | None = None
    with_numbers: Any = None
    constants: Mapping[str, str] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()

    @property
    def numbered(self) -> Any:
        """The polars frame with the number of each row in `ROW`."""
        if self.with_numbers is not None:
            return self.with_numbers
        return self.lazy.with_row_index(ROW)

    def head(self, rows: int) -> Any:
        """The first rows as a polars frame."""
        if self.lazy is not None:
            return self.lazy.head(rows).collect()
        return self.native.head(rows).collect("polars").to_native()

    def collected(self) -> Frame:
        """The same table in this process's memory."""
        if self.lazy is not None:
            return self
        return replace(self, lazy=self.native.collect("polars").to_native().lazy(), native=None)

    def pieces(self, columns: Sequence[str] | None = None) -> Iterator[Any]:
        """All rows in pieces of polars frames, each with the number of its rows in `ROW`."""
        lazy = self.collected().numbered.select(ROW, *(columns or self.columns))
        yield from lazy.collect_batches(chunk_size=PIECE, maintain_order=True)


def forms_of(schema: Any) -> tuple[dict[str, Form | None], dict[str, int]]:
    """Forms of the columns of a narwhals schema, and the scales of its decimal types."""
    forms = {name: form_of(dtype) for name, dtype in schema.items()}
    scales = {name: dtype.scale for name, dtype in schema.items() if forms[name] == "decimal"}
    return forms, scales
