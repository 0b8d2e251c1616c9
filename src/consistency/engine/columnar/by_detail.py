"""A detail table against its summary: sums, numbers of rows, numbers of different values."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from ...checks.slots import Slot, Statement
from ...frames.frame import ROW
from ...frames.groups import Part, collected, native_of
from ...layout import Table
from ...suite.check import Check
from ..bindings import stated_field
from ..submission import Submission
from .group_rules import GroupRule, quiet_groups
from .loud import Loud, merged, numbers_of, records_of, rule_of, texts_of
from .sides import Side, by_names, side_of, slots_of


def by_detail(
    check: Check, statement: Statement, submission: Submission, today: date
) -> Loud | None:
    """Each record of a summary table against its group of detail rows."""
    import polars as pl

    edit, scope = statement.edits[0], statement.scope
    name = submission.holder(stated_field(edit))
    other = scope.detail or name
    if other not in submission.tables or other == name or not scope.by:
        return None
    summary = side_of(submission, name, today, check, statement)
    detail = side_of(submission, other, today, check, statement)
    if summary is None or detail is None:
        return None
    slots = slots_of(statement)
    stated = [slot for slot in slots if slot.reach == "record"]
    parts = [slot for slot in slots if slot.reach == "rows"]
    counted = [slot for slot in slots if slot.reach in ("count", "distinct")]
    if any(submission.holder(slot.field, name) != name for slot in stated):
        return None
    sides = {**dict.fromkeys(stated, summary), **dict.fromkeys(parts, detail)}
    rule = rule_of(edit, sides.get, check)
    chosen, own = detail.admits(scope.where), summary.admits(scope.where)
    if rule is None or chosen is False or own is not None:
        return None
    by = by_names(scope.by)
    described = tuple(detail.described(slot.field.name, rule.weight) for slot in parts)
    raw = detail.sums(by, [Part("p", described, chosen)])
    records = records_of(summary, [slot.field.name for slot in stated], by, rule.weight)
    if raw is None or records is None or records.height < summary.frame.rows:
        return None
    groups = merged(raw, by).filter(pl.col("pn") > 0)
    for slot in counted:
        if slot.reach == "distinct":
            groups = _with_distinct(detail, slot, by, chosen, groups)
            if groups is None:
                return None
    both = records.join(groups, on=texts_of(by), how="left", maintain_order="left")
    rows, quiet, agrees = _held(rule, both, stated, parts, counted)
    loud = both.filter(pl.Series(~quiet))
    tables = _of_detail((name, summary), (other, detail), loud, records, (raw, groups), by)
    cells = {(other, slot.field.name): int(rows[quiet].sum()) for slot in parts}
    own_rows = None
    for slot in stated:
        cells[name, slot.field.name] = int(quiet.sum())
        if not summary.is_large:
            numbers = both.filter(pl.Series(quiet)).get_column(ROW).to_list()
            own_rows = (name, slot.field.name, tuple(numbers))
    return Loud(tables, int(quiet.sum()), int((quiet & agrees).sum()), covered=cells, rows=own_rows)


def _held(
    rule: GroupRule, both: Any, stated: list[Slot], parts: list[Slot], counted: list[Slot]
) -> tuple[Any, Any, Any]:
    """Of each record the detail rows it sums, whether it plainly holds, and agrees."""
    number = numbers_of(both)
    rows = number("pn")
    plain = (rows > 0) if not counted else np.ones(both.height, dtype=bool)
    for at in range(len(stated)):
        plain &= number(f"ok{at}") > 0
    for at in range(len(parts)):
        plain &= number(f"po{at}") == 0

    def sums(slot: Slot) -> Any:
        if slot in counted:
            return rows if slot.reach == "count" else number("distinct")
        return (
            number(f"v{stated.index(slot)}") if slot in stated else number(f"ps{parts.index(slot)}")
        )

    ones = np.ones(both.height, dtype=np.int64)
    holds, agrees = quiet_groups(rule, sums, lambda s: rows if s in parts else ones, both.height)
    quiet = plain & holds
    return rows, quiet, agrees


def _of_detail(
    summary: tuple[str, Side],
    detail: tuple[str, Side],
    loud: Any,
    records: Any,
    sums: tuple[Any, Any],
    by: list[str],
) -> dict[str, Table]:
    """The records and detail rows of groups that do not plainly hold, or have one side only."""
    import polars as pl

    (name, one), (other, two) = summary, detail
    raw, groups = sums
    texts = texts_of(by)
    alone = groups.join(records.select(texts), on=texts, how="anti").select(texts)
    wanted = pl.concat([loud.select(texts), alone]).unique()
    keys = raw.join(wanted, on=texts, how="semi")
    headers = two.headers(by) or []
    below = two.rows(
        headers, keys.select(pl.col(f"k{at}").alias(h) for at, h in enumerate(headers))
    )
    if one.frame.lazy is not None:
        chosen = loud.select(ROW).lazy()
        rows = one.frame.numbered.join(chosen, on=ROW, how="semi")
        above = one.subset(rows.collect(engine="streaming").sort(ROW))
    else:
        own = one.headers(by) or []
        above = one.rows(
            own, loud.select(pl.col(f"k{at}").alias(h) for at, h in enumerate(own)).unique()
        )
    return {name: above, other: below}


def _with_distinct(side: Side, slot: Slot, by: list[str], chosen: Any, groups: Any) -> Any:
    """The groups with the number of different texts of a field in each, as `distinct`."""
    import narwhals as nw
    import polars as pl

    headers = side.headers([*by, slot.field.name])
    if headers is None:
        return None
    native = native_of(side.frame)
    if chosen is not None:
        native = native.filter(chosen)
    asked = [nw.col(h).alias(f"k{at}") for at, h in enumerate(headers)]
    pairs = collected(native.select(*asked).unique())
    texts = side.with_texts(pairs, [f"k{at}" for at in range(len(headers))])
    last = f"t{len(by)}"
    counts = texts.group_by(texts_of(by)).agg(pl.col(last).n_unique().alias("distinct"))
    return groups.join(counts, on=texts_of(by), how="left").with_columns(
        pl.col("distinct").fill_null(0)
    )
