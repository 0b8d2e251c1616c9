"""Which statements a screen can ask, over which columns of a large table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from ...checks.condition import Allowed, plain_text
from ...checks.slots import Slot, Statement
from ...frames.columns import Column
from ...frames.frame import Frame
from ...frames.program import Condition, Program, Stated, program
from ...frames.rules import Rule, compile_edit
from ...layout import Table
from ...model.document import Grid
from ...model.figure import Figure
from ...suite.check import Check, When
from ..submission import Submission

MOST_VALUES = 100_000
"""A field of more distinct texts is not chosen by them in one pass."""

_SIGNED_BY = ("half_up", "half_even", "truncate")


@dataclass(frozen=True, slots=True)
class Selected:
    """The rows whose cell in one column is one of some values (as the backend holds them)."""

    column: str
    values: tuple[Any, ...]
    blank: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """A statement of a check that a screen asks; `fields` are those of its edits, in order."""

    check: Check
    statement: Statement
    order: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The screen of one large table. `masks` are those of the program; `slow` statements
    are decided row by row; `never` those whose dates do not cover today."""

    table: Table
    frame: Frame
    program: Program
    planned: tuple[Planned, ...]
    masks: tuple[tuple[Selected, ...], ...]
    fields: dict[str, int]
    decimals: dict[str, int | None]
    slow: tuple[tuple[int, Check, Statement], ...]
    never: tuple[tuple[int, Check, Statement], ...]


Asked = tuple[int, Check, Statement]


def header_of(table: Table, field: str) -> str | None:
    """The column of the frame in which a field stands; None where it has none."""
    at = table.columns.get(field)
    frame: Frame = table.grid.frame
    return None if at is None else frame.columns[at]


def number_fields(table: Table) -> list[str]:
    """Fields whose cells are figures and whose column a screen can read."""
    frame: Frame = table.grid.frame
    found = []
    for name in table.fields:
        header = header_of(table, name)
        if header is None or frame.forms[header] is None or name in table.keys:
            continue
        shape = table.shape(name)
        if shape.is_number if shape is not None else table.numbers(name):
            found.append(name)
    return found


class Planner:
    """Plans the statements of one table: columns are described once, and only if needed."""

    def __init__(self, table: Table, submission: Submission, name: str, today: date) -> None:
        self.table = table
        self.frame: Frame = table.grid.frame
        self.submission = submission
        self.name = name
        self.today = today
        self.columns: list[Column] = []
        self.fields: dict[str, int] = {}
        self.representatives: dict[str, Figure] = {}
        self.masks: list[tuple[Selected, ...]] = []
        self.decimals: dict[str, int | None] = {}
        self._distinct: dict[str, list[tuple[Any, str | None]] | None] = {}

    def plan(self, asked: Sequence[Asked], told: Any = None) -> Plan:
        """The plan for statements over records, in their order."""
        self.measure(
            [
                (check, [t.slot.field.name for e in statement.edits for t in e.terms])
                for _, check, statement in asked
            ]
        )
        planned, stated, slow, never = [], [], [], []
        for order, check, statement in asked:
            covered = self._covered(check)
            if covered is False:
                never.append((order, check, statement))
                continue
            found = self._stated(check, statement) if covered else None
            if found is None:
                slow.append((order, check, statement))
                continue
            names = [t.slot.field.name for e in statement.edits for t in e.terms]
            planned.append(Planned(check, statement, order, tuple(dict.fromkeys(names))))
            stated.append(found)
        if self.table.schema is not None:
            for name in number_fields(self.table):
                self.column(name)
        return Plan(
            self.table,
            self.frame,
            program(self.columns, stated, len(self.masks)),
            tuple(planned),
            tuple(self.masks),
            self.fields,
            self.decimals,
            tuple(slow),
            tuple(never),
        )

    def measure(self, asked: Sequence[tuple[Check, Sequence[str]]]) -> None:
        """Columns of doubles whose printed decimals nothing declares are looked through."""
        from .reaching import float_decimals

        names: dict[str, None] = {}
        for check, used in asked:
            when = [] if check.when is None else [ref.name for ref in check.when.fields.values()]
            for name in (*used, *when):
                header = header_of(self.table, name) if name in self.table.fields else None
                shape = self.table.printed(name) if header is not None else None
                declared = shape is not None and (
                    shape.decimals is not None or shape.role == "count"
                )
                if header is not None and self.frame.forms[header] == "float" and not declared:
                    names[header] = None
        self.decimals.update(float_decimals(self.frame, list(names)))

    def column(self, name: str) -> int | None:
        """The position of a field's column in the program; None where no screen can read it."""
        if name in self.fields:
            return self.fields[name]
        if name not in self.table.fields or name in self.table.spots:
            return None
        header = header_of(self.table, name)
        form = None if header is None else self.frame.forms[header]
        if header is None or form is None:
            return None
        described = self._described(name, header, form)
        if described is None:
            return None
        column, figure = described
        self.fields[name] = len(self.columns)
        self.columns.append(column)
        self.representatives[name] = figure
        return self.fields[name]

    def _described(self, name: str, header: str, form: Any) -> tuple[Column, Figure] | None:
        """How a column is scaled, and a figure as it prints them: one unit of its last digit."""
        shape = self.table.printed(name)
        if shape is not None and not shape.is_number:
            return None
        declared = None if shape is None else shape.decimals
        if shape is not None and shape.role == "count":
            declared = 0
        own, printed = 0, None
        if form == "decimal":
            own = self.frame.scales[header]
        elif form == "float":
            found = self.decimals.get(header, 0) if declared is None else declared
            if found is None:
                return None
            own = found
        elif form == "text":
            own = self._shown(name) if declared is None else declared
            printed = own if declared is None else None
        decimals = own if declared is None else declared
        figure = self._representative(name, form, decimals)
        if figure.value is None or figure.hedged is not None or figure.step == 0:
            return None
        places, multiple = (own, 1) if form == "decimal" else (decimals, 1)
        if form == "decimal" and decimals < own:
            multiple = 10 ** (own - decimals)
        if form == "integer":
            places = 0
        signed = figure.rounding != "truncate"
        return Column(header, form, places, 62, signed, multiple, printed), figure

    def _shown(self, name: str) -> int:
        """The decimals that most texts of the first rows show."""
        counts: dict[int, int] = {}
        for row in range(len(self.table)):
            text = self.table.text(name, row)
            if text is not None:
                shown = len(text.strip().partition(".")[2])
                counts[shown] = counts.get(shown, 0) + 1
        return max(counts, key=lambda shown: counts[shown], default=0)

    def _representative(self, name: str, form: Any, decimals: int) -> Figure:
        at = self.table.columns[name]
        text = f"0.{1:0{decimals}d}" if decimals else "1"
        text = text if form != "integer" else "1"
        width = max(self.table.columns.values()) + 1
        row: list[str | None] = [text] * width
        floats = {at: decimals} if form == "float" else {}
        grid = Grid(self.table.name, [row, row], floats)
        alone = replace(self.table, grid=grid, records=(1,), filled={}, _read={}, _keys={})
        figure = alone.reading(name, 0)
        return replace(figure, place=replace(alone.place(name, 0), column=name))

    def _stated(self, check: Check, statement: Statement) -> Stated | None:
        """The rules of a statement over this table; None where a screen cannot ask it."""
        if statement.base is not None or statement.scope.over != "records":
            return None
        slots = [term.slot for edit in statement.edits for term in edit.terms]
        if not all(self._own(slot) and self.column(slot.field.name) is not None for slot in slots):
            return None
        rules: list[Rule] = []
        places = [column.places for column in self.columns]
        for edit in statement.edits:
            rule = compile_edit(
                edit,
                {slot: self.representatives[slot.field.name] for slot in slots},
                lambda slot: self.fields[slot.field.name],
                places,
                replace(check.policy, basis="checks"),
            )
            if rule is None:
                return None
            rules.append(rule)
        mask = self.mask(statement.scope.where)
        when = self._when(check.when)
        if mask == _TOO_MANY or when == _TOO_MANY:
            return None
        condition, chosen = when if isinstance(when, tuple) else (None, None)
        rounding = {check.policy.rounding}
        rounding |= {self.representatives[slot.field.name].rounding for slot in slots}
        if rounding & {"truncate"}:
            self._nonnegative(slots)
        balanced = check.kind == "share" and "balanced" in rounding
        settled = not balanced and not rounding & set(_SIGNED_BY)
        settled = settled and check.policy.basis == "checks"  # else counts are only assumed
        return Stated(tuple(rules), mask, condition, settled, chosen)

    def _nonnegative(self, slots: Iterable[Slot]) -> None:
        for slot in slots:
            at = self.fields[slot.field.name]
            self.columns[at] = replace(self.columns[at], signed=False)

    def _own(self, slot: Slot) -> bool:
        plain = slot.reach == "record" and not slot.field.previous
        return plain and self.submission.holder(slot.field, self.name) == self.name

    def _covered(self, check: Check) -> bool | None:
        """The dates of a check cover every record, none (False), or only some (None)."""
        if not any(valid.start or valid.end for valid in check.valid):
            return True
        period = self.submission.tables[self.name].period
        texts: list[str | None] = [None]
        if period is not None:
            found = self.distinct(period)
            if found is None:
                return None
            texts = [text for _, text in found]
        held = {all(valid.covers(text, self.today) for valid in check.valid) for text in texts}
        return held.pop() if len(held) == 1 else None

    def distinct(self, name: str) -> list[tuple[Any, str | None]] | None:
        """Every value of a field as the backend holds it, with its text; None: too many."""
        if name not in self._distinct:
            self._distinct[name] = self._read_distinct(name)
        return self._distinct[name]

    def _read_distinct(self, name: str) -> list[tuple[Any, str | None]] | None:
        from .reaching import distinct

        header = header_of(self.table, name)
        if header is None or name in self.table.spots:
            return None
        found = distinct(self.frame, header, MOST_VALUES)
        if found is None:
            return None
        grid = self.frame.to_grid(found)
        texts = [plain_text(row[0]) for row in grid.rows[1:]]
        return list(zip(found.to_series().to_list(), texts, strict=True))

    def mask(self, where: Sequence[Allowed]) -> int | None:
        """The position of the mask of rows that `where` admits: None all, below 0 where
        a field has too many values to tell."""
        chosen: list[Selected] = []
        for allowed in where:
            about = allowed.table in (None, "", self.name) and allowed.field in self.table.fields
            if not about:
                continue
            found = self.distinct(allowed.field)
            if found is None:
                return _TOO_MANY
            chosen.append(self._selected(allowed.field, found, allowed.admits))
        return self._masked(tuple(chosen)) if chosen else None

    def _selected(
        self, name: str, found: Sequence[tuple[Any, str | None]], admits: Any
    ) -> Selected:
        kept = [value for value, text in found if admits(text)]
        values = tuple(value for value in kept if value is not None)
        return Selected(header_of(self.table, name) or "", values, None in kept)

    def _masked(self, chosen: tuple[Selected, ...]) -> int:
        if chosen not in self.masks:
            self.masks.append(chosen)
        return self.masks.index(chosen)

    def _when(self, when: When | None) -> Any:
        """A condition on numbers, or the mask of one on a text; `_TOO_MANY` where neither."""
        if when is None:
            return None, None
        read, fields = when.comparison, when.fields
        if not all(self._own(Slot(ref)) for ref in fields.values()):
            return _TOO_MANY
        if isinstance(read.right, str):
            (name,) = read.left.terms
            field, wanted = fields[name].name, plain_text(read.right)
            found = self.distinct(field) if field in self.table.fields else None
            if found is None:
                return _TOO_MANY
            same = read.op == "="
            return None, self._masked(
                (self._selected(field, found, lambda text: (text == wanted) == same),)
            )
        difference = read.left.plus(read.right, -1)
        weights: dict[int, Fraction] = {}
        for name, coefficient in difference.terms.items():
            at = self.column(fields[name].name)
            if at is None:
                return _TOO_MANY
            scaled = coefficient / 10 ** self.columns[at].places
            weights[at] = weights.get(at, Fraction(0)) + scaled
        scale = 1
        for value in (*weights.values(), difference.constant):
            scale *= value.denominator // _gcd(scale, value.denominator)
        terms = tuple((at, int(weight * scale)) for at, weight in weights.items())
        return Condition(terms, int(difference.constant * scale), read.op), None  # type: ignore[arg-type]


def _gcd(one: int, other: int) -> int:
    while other:
        one, other = other, one % other
    return one


_TOO_MANY = -1
