"""Groups of rows by their sums, and the rows of those that do not plainly hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...checks.slots import Slot
from ...frames.frame import ROW
from ...frames.groups import collected
from ...layout import Table
from ...model.edit import BalanceEdit, Edit
from ...model.figure import Figure
from ...suite.check import Check
from ..bindings import Binding
from .group_rules import GroupRule, compile_group
from .sides import Side


@dataclass(frozen=True, slots=True)
class Loud:
    """Of each table the rows that come up; how many bindings are quiet, and agree exactly.

    With `only`, just the bindings whose texts of the fields `by` are among them. `covered`
    are cells in quiet bindings, by table and field; `rows` those of a small summary table.
    """

    tables: dict[str, Table]
    quiet: int
    agrees: int
    only: frozenset[tuple[str | None, ...]] | None = None
    by: tuple[str, ...] = ()
    covered: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: tuple[str, str, tuple[int, ...]] | None = None

    def concerns(self, binding: Binding) -> bool:
        """A binding of these rows that is among those to decide."""
        if self.only is None:
            return True
        if binding.record is None:
            key = dict(binding.key)
            return tuple(key.get(name) for name in self.by) in self.only
        return tuple(binding.record.text(name) for name in self.by) in self.only


def rule_of(
    edit: Edit[Slot], sides: Callable[[Slot], Side | None], check: Check
) -> GroupRule | None:
    """The rule of the edit, its columns described; None where sums cannot decide it."""
    if not isinstance(edit, BalanceEdit):
        return None
    for term in edit.terms:
        side = sides(term.slot)
        if side is not None and side.column(term.slot.field.name) is None:
            return None

    def figure(slot: Slot) -> Figure:
        side = sides(slot)
        if side is None:
            from fractions import Fraction

            return Figure("1", Fraction(1), decimals=0, step=Fraction(1), count=True)
        return side.figure(slot.field.name)

    def places(slot: Slot) -> int:
        side = sides(slot)
        if side is None:
            return 0
        return side.planner.columns[side.planner.fields[slot.field.name]].places

    rule = compile_group(edit, figure, places, lambda slot: slot.reach == "rows", check.policy)
    declared = any(figure(t.slot).rounding not in (None, "balanced") for t in edit.terms)
    return None if declared or check.policy.rounding not in (None, "balanced") else rule


def texts_of(by: list[str]) -> list[str]:
    """The names of the columns that hold the keys as texts."""
    return [f"t{at}" for at in range(len(by))]


def merged(raw: Any, by: list[str]) -> Any:
    """Groups by the texts of their keys: raw keys that read alike are one."""
    import polars as pl

    if not by:
        return raw
    kept = pl.exclude([*(f"k{at}" for at in range(len(by))), *texts_of(by)])
    return raw.group_by(texts_of(by), maintain_order=True).agg(kept.sum())


def numbers_of(groups: Any) -> Callable[[str], Any]:
    """A look-up of a column of groups as an int64 array, null as 0."""

    def number(name: str) -> Any:
        return groups.get_column(name).fill_null(0).to_numpy().astype(np.int64)

    return number


def pulled_rows(side: Side, raw: Any, by: list[str], groups: Any, loud: Any) -> Table:
    """The rows of the groups that are loud, by the raw keys behind their texts."""
    import polars as pl

    headers = side.headers(by) or []
    if not by:
        keys = pl.DataFrame()
        return (
            side.rows([], keys)
            if loud.any()
            else side.subset(
                side.frame.head(0).with_columns(pl.lit(None, dtype=pl.Int64).alias(ROW))
            )
        )
    wanted = groups.filter(pl.Series(loud)).select(texts_of(by))
    keys = raw.join(wanted, on=texts_of(by), how="semi")
    keys = keys.select(pl.col(f"k{at}").alias(h) for at, h in enumerate(headers))
    return side.rows(headers, keys)


def records_of(side: Side, fields: list[str], by: list[str], weight: int) -> Any:
    """Of each record its number, key texts, and of each field the whole number `v<k>` and
    whether the cell is plain, `ok<k>`; None where a key has no column."""
    import narwhals as nw

    from ...frames.expression import plain_cells, whole_cells

    headers = side.headers(by)
    if headers is None:
        return None
    columns = [side.described(name, weight) for name in fields]
    frame = side.frame
    native = nw.from_native(frame.numbered) if frame.lazy is not None else frame.native
    asked = [nw.col(h).alias(f"k{at}") for at, h in enumerate(headers)]
    for at, column in enumerate(columns):
        plain = plain_cells(column).fill_null(False)
        asked += [plain.alias(f"ok{at}"), whole_cells(column, plain).alias(f"v{at}")]
    if frame.lazy is not None:
        asked.append(nw.col(ROW))
    found = collected(native.select(*asked))
    return side.with_texts(found, [f"k{at}" for at in range(len(by))])
