"""One fault put into a consistent return, and what it must make fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from ..layout.declare import significant_decimals
from ..model.edit import BalanceEdit, RatioEdit
from .columns import Column
from .ground import Cell, Stated, cell_of
from .mechanisms import MECHANISMS, variants
from .printing import rounded, text_of
from .verdicts import Printed, decisions, verdicts

FAULTS = (*MECHANISMS, "swapped", "stale_total", "truncated", "balanced")
"""Every fault that is put in, by name."""

MAX_DRIFT = 50
"""A stale total is off by at most so many units of its last digit."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after: its field and both texts ("" is blank)."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class FaultEntry:
    """One line of the answer key.

    `row` counts records from 1, `key` holds the record's key columns. `checks`
    are the checks that must report a discrepancy, by exact arithmetic on their
    edits; a constraint of the schema is named `field.constraint`. `undecided`
    are those the fault keeps from being decided. `detectable` is false where no
    discrepancy follows: the printed precision cannot expose the fault, or no
    edit reads the cell. `other` is the second cell of two that are swapped.
    """

    fault: str
    table: str
    row: int
    key: tuple[tuple[str, str], ...]
    field: str
    was: str
    now: str
    checks: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    detectable: bool = True
    other: Change | None = None


def possible(printed: Printed, fault: str) -> list[Cell]:
    """The cells a fault can be put into, in the order of tables, rows and columns."""
    cells = (cell for cell in sorted(printed.plan.reading) if printed.texts.get(cell))
    return [cell for cell in cells if outcomes(printed, fault, cell)]


def outcomes(printed: Printed, fault: str, cell: Cell) -> list[dict[Cell, str]]:
    """What a fault can make of a cell: the texts of the cells it changes."""
    text = printed.texts.get(cell, "")
    if not text:
        return []
    if fault in MECHANISMS:
        return [{cell: one} for one in variants(fault, text)]
    return _SPECIAL[fault](printed, cell, text)


def entry(
    printed: Printed,
    fault: str,
    cell: Cell,
    texts: dict[Cell, str],
    beside: dict[Cell, str] | None = None,
) -> FaultEntry:
    """The line of the key for cells changed to `texts`, decided on all edits that read them.

    `beside` are all changes of the return, where there are other faults too.
    """
    table, row, name = cell
    changed = printed.changed({**(beside or {}), **texts})
    failing, undecided = _consequences(changed, texts)
    others = [c for c in texts if c != cell]
    other = None
    if others:
        other = Change(others[0][2], printed.texts[others[0]], texts[others[0]])
    record = printed.plan.rows[table][row]
    keys = printed.plan.survey.tables[table].keys
    return FaultEntry(
        fault,
        table,
        row + 1,
        tuple((key, record.get(key, printed.texts.get((table, row, key), ""))) for key in keys),
        name,
        printed.texts[cell],
        texts[cell],
        failing,
        undecided,
        bool(failing),
        other,
    )


def _consequences(
    changed: Printed, texts: Iterable[Cell]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Checks that now fail, and those that are now undecided."""
    plan = changed.plan
    reading = dict.fromkeys(at for cell in texts for at in plan.reading.get(cell, ()))
    listed = {
        at
        for cells in plan.lists
        if any(cell in cells for cell in texts)
        or any(_reads(plan.stated[r], cells) for r in reading)
        for cell in cells
        for at in plan.reading[cell]
        if plan.stated[at].check.kind == "share"
    }
    found = verdicts(changed, sorted({*reading, *listed}))
    failing: dict[str, None] = {}
    undecided: dict[str, None] = {}
    for at, several in found.items():
        name = plan.stated[at].check.name
        if "discrepancy" in several:
            failing[name] = None
        if "undecided" in several:
            undecided[name] = None
    for cell in texts:
        column = plan.column(cell)
        failing.update(dict.fromkeys(_broken(changed, cell, column)))
    return tuple(failing), tuple(undecided)


def _reads(one: Stated, cells: tuple[Cell, ...]) -> bool:
    return any(cell in cells for cell in one.cells)


def _broken(changed: Printed, cell: Cell, column: Column) -> Iterable[str]:
    """The constraints of the schema that a changed cell breaks."""
    if not changed.plan.survey.tables[cell[0]].has_schema:
        return
    figure = changed.figure(cell)
    if figure.value is None:
        if not column.nullable:
            yield f"{column.name}.not_nullable"
        return
    if column.declared and significant_decimals(figure) > (column.decimals or 0):
        counts = column.dtype == "integer" or column.role == "count"
        yield f"{column.name}.{'not_whole' if counts else 'decimals'}"
    for limit in column.limits:
        if not limit.admits(figure.value):
            yield f"{column.name}.{limit.name}"


def _swapped(printed: Printed, cell: Cell, text: str) -> list[dict[Cell, str]]:
    """With each other figure of the record that an edit reads."""
    table, row, _ = cell
    others = [
        other
        for other in printed.plan.reading
        if other[:2] == (table, row) and other > cell and printed.texts.get(other)
    ]
    return [
        {cell: printed.texts[other], other: text}
        for other in sorted(others)
        if Fraction(printed.texts[other]) != Fraction(text)
    ]


def _stale_total(printed: Printed, cell: Cell, text: str) -> list[dict[Cell, str]]:
    """The total as it was before one of its parts was changed by a little."""
    drift = 0
    for at in printed.plan.reading[cell]:
        for edit in printed.plan.stated[at].edits:
            is_sum = isinstance(edit, BalanceEdit) and edit.relation == "=" and len(edit.parts) > 1
            if is_sum and len(edit.stated) == 1 and cell_of(edit.stated[0].slot) == cell:  # type: ignore[arg-type,index]
                drift = MAX_DRIFT
    step = printed.plan.column(cell).step
    decimals = printed.plan.column(cell).decimals or 0
    digits = rounded(Fraction(text) / step, None)
    sizes = [7, 1, 20, drift] if drift else []
    moved = [digits - size for size in sizes if digits >= size] + [digits + s for s in sizes]
    return [{cell: text_of(number, decimals)} for number in moved]


def _derived(printed: Printed, cell: Cell) -> Fraction | None:
    """What the printed figures make of a stated ratio."""
    for at in printed.plan.reading[cell]:
        one = printed.plan.stated[at]
        if one.base is not None:
            continue
        edits, found = decisions(printed, one)
        for edit, decision in zip(edits, found, strict=True):
            if isinstance(edit, RatioEdit) and cell_of(edit.stated.slot) == cell:
                return decision.derived
    return None


def _truncated(printed: Printed, cell: Cell, text: str) -> list[dict[Cell, str]]:
    """A ratio cut to its last digit where it is to be rounded."""
    derived = _derived(printed, cell)
    if derived is None:
        return []
    decimals = printed.plan.column(cell).decimals or 0
    cut = text_of(rounded(derived * 10**decimals, "truncate"), decimals)
    return [{cell: cut}] if Fraction(cut) != Fraction(text) else []


def _balanced(printed: Printed, cell: Cell, text: str) -> list[dict[Cell, str]]:
    """One share moved by a unit of its last digit so that its list makes 100."""
    for at in printed.plan.reading[cell]:
        one = printed.plan.stated[at]
        if one.check.kind != "shares":
            continue
        for edit in one.edits:
            if not isinstance(edit, BalanceEdit) or edit.relation != "=":
                continue
            cells = [c for c in map(cell_of, (t.slot for t in edit.parts)) if c is not None]
            shown = sum(Fraction(printed.texts[c] or "0") for c in cells)
            step = printed.plan.column(cell).step
            if cell in cells and 0 < abs(edit.stated_constant - shown) <= step * len(cells) / 2:
                value = Fraction(text) + edit.stated_constant - shown
                decimals = printed.plan.column(cell).decimals or 0
                return [{cell: text_of(rounded(value / step, None), decimals)}]
    return []


_SPECIAL: dict[str, Callable[[Printed, Cell, str], list[dict[Cell, str]]]] = {
    "swapped": _swapped,
    "stale_total": _stale_total,
    "truncated": _truncated,
    "balanced": _balanced,
}
