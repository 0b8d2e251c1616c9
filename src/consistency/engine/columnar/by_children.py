"""The nodes of a hierarchy against their children."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from ...checks.slots import Slot, Statement
from ...frames.frame import ROW
from ...frames.groups import Part
from ...layout import Table
from ...suite.check import Check
from ..bindings import stated_field
from ..submission import Submission
from .group_rules import quiet_groups
from .loud import Loud, merged, numbers_of, records_of, rule_of, texts_of
from .sides import Side, by_names, side_of, slots_of


def by_children(
    check: Check, statement: Statement, submission: Submission, today: date
) -> Loud | None:
    """Each node of a hierarchy against its children."""
    import polars as pl

    edit, scope = statement.edits[0], statement.scope
    name = submission.holder(stated_field(edit))
    side = side_of(submission, name, today, check, statement)
    if side is None or scope.id is None or scope.parent is None or side.frame.lazy is None:
        return None
    rule = rule_of(edit, lambda slot: side, check)
    where, by = side.admits(scope.where), by_names(scope.by)
    if rule is None or where is False:
        return None
    slots = slots_of(statement)
    stated = [slot for slot in slots if slot.reach == "record"]
    parts = [slot for slot in slots if slot.reach == "rows"]
    above, below = [*by, scope.id.name], [*by, scope.parent.name]
    # a child that is its own parent is none: the code of each child is grouped by too
    described = tuple(side.described(slot.field.name, rule.weight) for slot in parts)
    raw = side.sums([*below, scope.id.name], [Part("p", described, where), Part("a", (), None)])
    if raw is None or raw.height > side.frame.rows:
        return None
    last = f"t{len(below)}"
    own = f"t{len(below) - 1}"
    kept = raw.filter(pl.col(last) != pl.col(own))
    sums_only = kept.drop([f"k{len(below)}", last])
    groups = merged(sums_only, below)
    records = records_of(side, [slot.field.name for slot in stated], above, rule.weight)
    if records is None:
        return None
    texts = texts_of(above)
    both = records.join(groups, on=texts, how="inner", maintain_order="left")
    number = numbers_of(both)
    rows = number("pn")
    reached = rows > 0
    plain = reached.copy()
    for at in range(len(stated)):
        plain &= number(f"ok{at}") > 0
    for at in range(len(parts)):
        plain &= number(f"po{at}") == 0

    def sums(slot: Slot) -> Any:
        return (
            number(f"v{stated.index(slot)}") if slot in stated else number(f"ps{parts.index(slot)}")
        )

    ones = np.ones(both.height, dtype=np.int64)
    holds, agrees = quiet_groups(rule, sums, lambda s: rows if s in parts else ones, both.height)
    quiet = plain & holds
    orphans = groups.join(records.select(texts), on=texts, how="anti").select(texts)
    wanted = pl.concat([both.filter(pl.Series(reached & ~quiet)).select(texts), orphans]).unique()
    table = _family(side, raw, records, above, below, wanted)
    return Loud(
        {name: table},
        int(quiet.sum()),
        int((quiet & agrees).sum()),
        frozenset(wanted.rows()),
        tuple(above),
        {(name, slot.field.name): int(rows[quiet].sum()) for slot in parts},
    )


def _family(
    side: Side, raw: Any, records: Any, above: list[str], below: list[str], wanted: Any
) -> Table:
    """The nodes of some codes and their children, and whatever else shares their groups."""
    import polars as pl

    texts = texts_of(above)
    nodes = records.join(wanted, on=texts, how="semi").select(ROW)
    headers = side.headers(below) or []
    keys = raw.join(wanted, on=texts, how="semi").select(
        pl.col(f"k{at}").alias(h) for at, h in enumerate(headers)
    )
    lazy = side.frame.numbered
    children = lazy.join(keys.unique().lazy(), on=headers, how="semi", nulls_equal=True)
    found = pl.concat([children, lazy.join(nodes.lazy(), on=ROW, how="semi")])
    return side.subset(found.unique(ROW).collect(engine="streaming").sort(ROW))
