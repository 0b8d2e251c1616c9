"""Totals and shares over rows of one table, and totals repeated in the rows of their group."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from ...checks.slots import Slot, Statement
from ...frames.groups import Part, collected, native_of
from ...suite.check import Check
from ..bindings import stated_field
from ..submission import Submission
from .group_rules import quiet_groups
from .loud import Loud, merged, numbers_of, pulled_rows, rule_of, texts_of
from .sides import by_names, side_of, slots_of


def by_rows(check: Check, statement: Statement, submission: Submission, today: date) -> Loud | None:
    """Groups of rows of one table, with the total in a row of its own or a constant."""
    edit, scope = statement.edits[0], statement.scope
    name = submission.holder(stated_field(edit))
    side = side_of(submission, name, today, check, statement)
    if side is None or any(s.reach in ("count", "distinct") for s in slots_of(statement)):
        return None
    rule = rule_of(edit, lambda slot: side, check)
    equals = side.admits(scope.equals) if scope.equals else None
    where = side.admits(scope.where)
    by = by_names(scope.by)
    if rule is None or equals is False or where is False:
        return None
    totals = [slot for slot in slots_of(statement) if slot.reach == "total_row"]
    parts = [slot for slot in slots_of(statement) if slot.reach == "rows"]
    chosen = where
    if where is None and equals is not None:
        chosen = ~equals
    described = [
        Part(prefix, tuple(side.described(s.field.name, rule.weight) for s in slots), admits)
        for prefix, slots, admits in (("p", parts, chosen), ("t", totals, equals))
        if slots
    ]
    raw = side.sums(by, described)
    if raw is None:
        return None
    groups = merged(raw, by)
    size = groups.height
    number = numbers_of(groups)
    plain = number("pn") > 0
    for prefix, slots in (("p", parts), ("t", totals)):
        for at in range(len(slots)):
            plain &= number(f"{prefix}o{at}") == 0
    reached = number("pn") > 0
    if totals:
        plain &= number("tn") == 1
        reached |= number("tn") > 0

    def sums(slot: Slot) -> Any:
        prefix, slots = ("p", parts) if slot in parts else ("t", totals)
        return number(f"{prefix}s{slots.index(slot)}")

    ones = np.ones(size, dtype=np.int64)
    holds, agrees = quiet_groups(
        rule, sums, lambda slot: number("pn") if slot in parts else ones, size
    )
    loud = reached & ~(plain & holds)
    quiet = reached & ~loud
    table = pulled_rows(side, raw, by, groups, loud)
    cells = {(name, slot.field.name): int(number("pn")[quiet].sum()) for slot in parts}
    cells |= {(name, slot.field.name): int(quiet.sum()) for slot in totals}
    if totals:
        cells |= {
            (name, s.field.name): int((number("pn") + number("tn"))[quiet].sum())
            for s in parts
            if s.field in {t.field for t in totals}
        }
    return Loud({name: table}, int(quiet.sum()), int((quiet & agrees).sum()), covered=cells)


def repeated(
    check: Check, statement: Statement, submission: Submission, today: date
) -> Loud | None:
    """Each group of rows against the total printed in these rows."""
    import narwhals as nw

    from ...frames.expression import plain_cells, whole_cells
    from ...frames.groups import bounded

    edit, scope = statement.edits[0], statement.scope
    name = submission.holder(stated_field(edit))
    side = side_of(submission, name, today, check, statement)
    slots = slots_of(statement)
    stated = [slot for slot in slots if slot.reach == "record"]
    parts = [slot for slot in slots if slot.reach == "rows"]
    counted = [slot for slot in slots if slot.reach in ("count", "distinct")]
    if side is None or len(stated) != 1 or any(s.reach == "distinct" for s in counted):
        return None
    sides = {**dict.fromkeys(stated, side), **dict.fromkeys(parts, side)}
    rule = rule_of(edit, sides.get, check)
    where, by = side.admits(scope.where), by_names(scope.by)
    headers = side.headers(by)
    if rule is None or where is False or headers is None:
        return None
    described = tuple(side.described(slot.field.name, rule.weight) for slot in parts)
    raw = side.sums(by, [Part("p", described, where)])
    total = bounded(
        side.planner.columns[side.planner.fields[stated[0].field.name]],
        side.frame.rows,
        rule.weight,
    )
    plain = plain_cells(total).fill_null(False)
    value = whole_cells(total, plain)
    names = [f"k{at}" for at in range(len(by))]
    staged = native_of(side.frame).select(
        *[nw.col(h).alias(n) for n, h in zip(names, headers, strict=True)],
        __v=value,
        __odd=nw.when(plain).then(0).otherwise(1),
    )
    for key in names:
        staged = staged.filter(~nw.col(key).is_null())
    ends = [nw.col("__v").min().alias("low"), nw.col("__v").max().alias("high")]
    sums_ = [*ends, nw.col("__odd").sum().alias("odd")]
    found = collected(staged.group_by(*names).agg(*sums_) if names else staged.select(*sums_))
    if raw is None or not by:
        return None
    printed = side.with_texts(found, names)
    groups = merged(raw, by)
    import polars as pl

    printed = printed.group_by(texts_of(by)).agg(
        pl.col("low").min(), pl.col("high").max(), pl.col("odd").sum()
    )
    groups = groups.join(printed, on=texts_of(by), how="left", maintain_order="left")
    number = numbers_of(groups)
    sound = (number("low") == number("high")) & (number("odd") == 0)
    for at in range(len(parts)):
        sound &= number(f"po{at}") == 0
    rows = number("pn")
    reached = np.ones(groups.height, dtype=bool) if where is None else rows > 0

    def sums(slot: Slot) -> Any:
        if slot in counted:
            return rows
        return number("low") if slot in stated else number(f"ps{parts.index(slot)}")

    ones = np.ones(groups.height, dtype=np.int64)
    holds, agrees = quiet_groups(rule, sums, lambda s: rows if s in parts else ones, groups.height)
    quiet = reached & sound & holds
    table = pulled_rows(side, raw, by, groups, reached & ~quiet)
    cells = {(name, slot.field.name): int(rows[quiet].sum()) for slot in parts}
    cells |= {(name, slot.field.name): int(quiet.sum()) for slot in stated}
    return Loud({name: table}, int(quiet.sum()), int((quiet & agrees).sum()), covered=cells)
