"""Which figures of a large table stand in a decided edit, alone, or could not be read."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...frames.frame import ROW
from ...model.numeral import read
from ...model.report import FigureCounts
from .deciding import ASIDE, NOT_ABOUT, OPEN
from .planning import header_of, number_fields
from .pulling import pieces, table_of
from .records import Screened

_AT_ONCE = 20_000
_DECIDED = ("agrees", "agrees_within_rounding", "query", "discrepancy")


def figures_of(one: Screened) -> FigureCounts:
    """Counts over all number fields that are no keys. Missing cells are no figures."""
    plan = one.plan
    seen = understood = covered = 0
    decided = _decided(one)
    for name in number_fields(plan.table):
        at = plan.fields.get(name)
        slow = one.by_slow.get(plan.table.header(name))
        of_groups = one.by_groups.get(plan.table.header(name), 0)
        if at is None:
            stated, known = _stated(one, name)
            seen, understood = seen + stated, understood + known
            covered += max(0 if slow is None else int(slow.sum()), of_groups)
            continue
        plain = one.pulled.plain[at]
        present, known, flags = _others(one, name, np.flatnonzero(~plain))
        seen += one.tally.quiet + int(plain.sum()) + present
        understood += one.tally.quiet + int(plain.sum()) + known
        here = decided[name] & (plain | flags) if name in decided else np.zeros_like(plain)
        quiet = _quiet(one, name)
        if slow is not None:
            mine = slow[one.frame.get_column(ROW).to_numpy()]
            here = here | mine
            quiet = max(quiet, int(slow.sum() - mine.sum()))
        covered += max(quiet + int(here.sum()), of_groups)
    return FigureCounts(seen, covered, understood - covered, seen - understood)


def _quiet(one: Screened, name: str) -> int:
    """In how many quiet rows some statement that names the field holds."""
    most = 0
    for at, planned in enumerate(one.plan.planned):
        if name in planned.fields:
            plain = one.plan.program.statements[at].plain
            most = max(most, one.tally.quiet if plain else one.tally.counts[at].held)
    return most


def _decided(one: Screened) -> dict[str, Any]:
    """Of each field the pulled rows in which an edit that names it was decided."""
    found: dict[str, Any] = {}
    for at, planned in enumerate(one.plan.planned):
        opened = {(row, number): result for row, number, result in one.opened.get(at, ())}
        for number, edit in enumerate(planned.statement.edits):
            state = one.states[at][number]
            flags = (state != OPEN) & (state != ASIDE) & (state != NOT_ABOUT)
            for row in np.flatnonzero(state == OPEN).tolist():
                result = opened.get((row, number))
                # of what the scalar engine decided, only findings are kept: the rest agrees
                verdict = one.agreed.get((at, number, row)) if result is None else None
                if result is not None:
                    verdict = result.decision.verdict
                flags[row] = verdict in _DECIDED
            for term in edit.terms:
                field = term.slot.field.name
                found[field] = found[field] | flags if field in found else flags.copy()
    return found


def _others(one: Screened, name: str, rows: Any) -> tuple[int, int, Any]:
    """Of cells that are not plain: how many hold something, how many a figure, and which."""
    flags = np.zeros(one.pulled.rows, dtype=bool)
    present = known = 0
    for start, piece in pieces(one.frame[rows.tolist()], _AT_ONCE):
        table = table_of(one.plan, piece)
        for at in range(len(table)):
            absence = table.reading(name, at).absence
            present += absence not in ("missing", "suppressed")
            if absence is None:
                known += 1
                flags[rows[start + at]] = True
    return present, known, flags


def _stated(one: Screened, name: str) -> tuple[int, int]:
    """Of a column no screen asks: the cells that hold something, and those that are figures."""
    import narwhals as nw

    from ...frames.groups import collected, native_of

    header = str(header_of(one.plan.table, name))
    native = native_of(one.plan.frame)
    form = one.plan.frame.forms[header]
    if form != "text":
        column = nw.col(header)
        if form == "float":
            column = nw.when(~column.is_nan()).then(column)
        held = int(collected(native.select(column.count().alias("n"))).item())
        return held, held
    counted = collected(native.group_by(header).agg(nw.len().alias("__n")))
    present = known = 0
    for text, number in counted.select(header, "__n").iter_rows():
        absence = read(text).absence
        present += 0 if absence in ("missing", "suppressed") else number
        known += number if absence is None else 0
    return present, known
