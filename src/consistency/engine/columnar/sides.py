"""One table as a side of a check over groups: its columns, keys, sums and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ...checks.condition import Where, plain_text
from ...checks.slots import FieldRef, Slot, Statement
from ...frames.columns import Column, Form
from ...frames.frame import ROW, Frame
from ...frames.groups import Part, admitted, bounded, native_of, rows_of, sums_by
from ...frames.program import Program
from ...layout import Table
from ...model.document import Grid
from ...model.figure import Figure
from ...suite.check import Check
from ..submission import Submission
from .planning import Plan, Planner, header_of
from .pulling import table_of

MOST_CELLS = 50_000_000


@dataclass(slots=True)
class Side:
    """A table, large or small, whose rows are reached by keys.

    A small table is put into a frame of its texts, so that both are asked alike.
    """

    planner: Planner
    original: Table

    @property
    def frame(self) -> Frame:
        """The rows of the table."""
        return self.planner.frame

    @property
    def is_large(self) -> bool:
        """The table itself is kept in a frame."""
        return self.original.grid.frame is not None

    def column(self, name: str) -> int | None:
        """The position of a field among the columns; None where its cells cannot be summed."""
        return self.planner.column(name)

    def figure(self, name: str) -> Figure:
        """A figure as the column of a field prints them."""
        return self.planner.representatives[name]

    def described(self, name: str, weight: int) -> Column:
        """The column of a field with a bound for sums over the whole table."""
        at = self.planner.fields[name]
        return bounded(self.planner.columns[at], self.frame.rows, weight)

    def headers(self, names: Sequence[str]) -> list[str] | None:
        """The columns of key fields; None where one has none of its own."""
        found = [header_of(self.planner.table, name) for name in names]
        return None if None in found else [str(header) for header in found]

    def admits(self, where: Where) -> Any:
        """The expression of rows that `where` admits: None all, False where nobody can tell."""
        at = self.planner.mask(where)
        if at is None:
            return None
        return False if at < 0 else admitted(self.planner.masks[at])

    def sums(self, by: Sequence[str], parts: Sequence[Part]) -> Any:
        """Sums over groups of rows with texts `t<k>` of the keys, one row for each raw key
        `k<k>`; None where a key has no column."""
        import narwhals as nw

        headers = self.headers(by)
        if headers is None:
            return None
        names = [f"k{at}" for at in range(len(by))]
        found = sums_by(native_of(self.frame), [nw.col(h) for h in headers], names, parts)
        return self.with_texts(found, names)

    def with_texts(self, found: Any, names: Sequence[str]) -> Any:
        """A polars frame with the texts of key columns as conditions compare them, blanks out."""
        import polars as pl

        for at, name in enumerate(names):
            kind, text = found.schema[name], f"t{at}"
            if kind.is_integer():
                found = found.with_columns(pl.col(name).cast(pl.String).alias(text))
            elif kind == pl.String:
                # texts of printable ASCII without a blank are their own plain texts
                own = pl.when(pl.col(name).str.contains("^[!-~]+$")).then(pl.col(name))
                found = found.with_columns(own.alias(text))
            else:
                found = found.with_columns(pl.lit(None, dtype=pl.String).alias(text))
            rest = found.filter(pl.col(text).is_null()).select(pl.col(name).unique().drop_nulls())
            if rest.height:
                grid = self.frame.to_grid(rest)
                texts = [plain_text(row[0]) for row in grid.rows[1:]]
                table = rest.with_columns(pl.Series("__text", texts, dtype=pl.String))
                found = found.join(table, on=name, how="left", maintain_order="left")
                found = found.with_columns(pl.col(text).fill_null(pl.col("__text"))).drop("__text")
            found = found.filter(pl.col(text).is_not_null())
        return found

    def rows(self, headers: Sequence[str], keys: Any) -> Table:
        """The records whose keys stand in a polars frame with columns named by `headers`."""
        return self.subset(rows_of(self.frame, list(headers), keys))

    def subset(self, found: Any) -> Table:
        """Some rows of the frame, with their numbers in `ROW`, as a table."""
        if self.is_large:
            return table_of(self._plan, found)
        numbers = found.get_column(ROW).to_list()
        table = self.original
        return replace(
            table,
            records=tuple(table.records[n] for n in numbers),
            row_numbers=numbers,
            filled={},
            _keys={},
        )

    def everything(self) -> Table:
        """All records; raises `OverflowError` beyond 50,000,000 cells."""
        if not self.is_large:
            return self.original
        if self.frame.rows * len(self.frame.columns) > MOST_CELLS:
            raise OverflowError
        return self.subset(rows_of(self.frame, [], None))

    @property
    def _plan(self) -> Plan:
        planner = self.planner
        return Plan(
            planner.table,
            planner.frame,
            Program((), ()),
            (),
            (),
            planner.fields,
            planner.decimals,
            (),
            (),
        )


def side_of(
    submission: Submission, name: str, today: date, check: Check, statement: Statement
) -> Side | None:
    """A table of a submission as a side; None where several inputs make up the table."""
    records = submission.tables[name]
    if len(records.tables) != 1 or records.again:
        return None
    (table,) = records.tables
    framed = table if table.grid.frame is not None else _framed(table)
    planner = Planner(framed, submission, name, today)
    mine = [slot for slot in slots_of(statement) if submission.holder(slot.field, name) == name]
    planner.measure([(check, [slot.field.name for slot in mine])])
    return Side(planner, table)


def slots_of(statement: Statement) -> list[Slot]:
    """Every slot of a statement's edits."""
    return [term.slot for edit in statement.edits for term in edit.terms]


def by_names(by: Sequence[FieldRef]) -> list[str]:
    """The fields that make up groups."""
    return [ref.name for ref in by]


def _framed(table: Table) -> Table:
    """A small table with its texts in a frame of text columns, one for each field."""
    import polars as pl

    names = list(table.fields)
    texts = [table.texts(name) for name in names]
    lazy = pl.DataFrame(
        [pl.Series(n, column, dtype=pl.String) for n, column in zip(names, texts, strict=True)]
    ).lazy()

    def to_grid(rows: Any) -> Grid:
        kept = rows.drop(ROW, strict=False)
        return Grid(table.name, [list(kept.columns), *map(list, kept.rows())])

    forms: dict[str, Form | None] = dict.fromkeys(names, "text")
    frame = Frame(table.name, tuple(names), forms, {}, len(table), to_grid, lazy=lazy)
    rows = [list(names), *(list(row) for row in zip(*texts, strict=True))]
    return replace(
        table,
        grid=Grid(table.name, rows, frame=frame),
        columns={name: at for at, name in enumerate(names)},
        records=tuple(range(1, len(table) + 1)),
        spots={},
        filled={},
        transposed=False,
        _read={},
        _keys={},
    )
