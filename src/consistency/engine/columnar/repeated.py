"""Keys that stand twice in a large table: found in the backend, named as in a small one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ...frames.frame import ROW, Frame
from ...layout.conform import conform
from ...model.report import Result
from ..conformity import schema_results
from .planning import Plan, header_of
from .pulling import pieces, table_of

_AT_ONCE = 20_000


def repeated_keys(plan: Plan, *, proved: bool) -> Iterator[Result]:
    """One result at each record that repeats the key of an earlier one, or a unique field.

    `proved` says that the screen has seen the keys to be all different.
    """
    table, schema = plan.table, plan.table.schema
    if schema is None:
        return
    lists: list[tuple[str, ...]] = [(f.name,) for f in schema.fields if f.unique]
    lists.append(table.keys)
    if schema.unique and set(schema.unique) != set(table.keys):
        lists.append(tuple(schema.unique))
    for names in lists:
        headers = [header for name in names if (header := header_of(table, name))]
        if not headers or len(headers) < len(names) or (proved and names == table.keys):
            continue
        if _all_different(plan, headers):
            continue
        rows = _repeating(plan, headers)
        if rows.height:
            yield from _named(plan, rows, names)


def _named(plan: Plan, rows: Any, names: Sequence[str]) -> Iterator[Result]:
    """The layout's own words, from all records that share a key with another one."""
    for _, piece in pieces(rows, _AT_ONCE):
        table = table_of(plan, piece)
        wanted = "unique" if len(names) == 1 and names != table.keys else "duplicate_key"
        for finding in conform(table):
            if finding.constraint != wanted or finding.row is None:
                continue
            numbers = table.row_numbers
            detail = finding.detail
            if numbers is not None and numbers[finding.row] is not None:
                head, _, local = detail.rpartition("record ")
                detail = f"{head}record {(numbers[int(local) - 1] or 0) + 1}"
            yield from schema_results(table, [replace(finding, detail=detail)])


def _all_different(plan: Plan, headers: Sequence[str]) -> bool:
    """Some column of whole numbers is proved to hold each of them once: one flag a number."""
    frame = plan.frame
    if frame.lazy is None:
        return False
    from ...frames.embedded import each_once

    return any(frame.forms[h] == "integer" and each_once(frame, h) for h in headers)


def _repeating(plan: Plan, headers: Sequence[str]) -> Any:
    """All rows whose key another row has, with their numbers."""
    import polars as pl

    frame = plan.frame
    if frame.lazy is None:
        return _repeating_native(frame, headers)
    kinds = frame.lazy.collect_schema()
    keys = [pl.col(h).str.strip_chars() if kinds[h] == pl.String else pl.col(h) for h in headers]
    blank = [key == "" for key, h in zip(keys, headers, strict=True) if kinds[h] == pl.String]
    stated = frame.lazy.filter(~pl.any_horizontal(*blank, pl.lit(False)))
    twice = (
        stated.group_by(keys).len().filter(pl.col("len") > 1).drop_nulls()
        .collect(engine="streaming")
    )  # fmt: skip
    if not twice.height:
        return twice
    rows = frame.numbered
    found = rows.join(twice.lazy().drop("len"), left_on=keys, right_on=headers, how="semi")
    return found.collect(engine="streaming").sort(ROW)


def _repeating_native(frame: Frame, headers: Sequence[str]) -> Any:
    import narwhals as nw
    import polars as pl

    counted = frame.native.group_by(*headers).agg(nw.len().alias("__n"))
    twice = counted.filter(nw.col("__n") > 1).drop_nulls()
    found = frame.native.join(twice.drop("__n"), on=list(headers), how="semi")
    rows = found.collect("polars").to_native()
    return rows.with_columns(pl.lit(None, dtype=pl.Int64).alias(ROW))
