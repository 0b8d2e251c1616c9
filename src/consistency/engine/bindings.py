"""Over what a statement is repeated: each record, group of rows, or node of a hierarchy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..checks.condition import Where
from ..checks.slots import FieldRef, Scope, Slot, Statement
from ..model.edit import BalanceEdit, Edit
from ..model.figure import Figure
from .screen import Passed
from .submission import Record, Submission

Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """What the slots of a statement stand for once.

    `record` is the record a field is read from, `total_row` the one `equals`
    picks, `rows` those of the group (of table `rows_table`). `absent` tells that
    one side of a group has no row at all. `group` is the same for all edits that
    belong to one list of shares.
    """

    table: str
    key: Key
    group: object
    record: Record | None = None
    total_row: Record | None = None
    rows: tuple[Record, ...] = ()
    rows_table: str = ""
    absent: str | None = None

    @property
    def where_at(self) -> Record | None:
        """The record that `when` and validity look at."""
        return self.record or self.total_row or (self.rows[0] if self.rows else None)

    def figures(self, submission: Submission) -> Callable[[Slot], list[Figure]]:
        """The figures of a slot, in the order of the rows; each slot is filled once."""
        filled: dict[Slot, list[Figure]] = {}

        def resolve(slot: Slot) -> list[Figure]:
            found = filled.get(slot)
            if found is None:
                found = filled[slot] = fill(slot)
            return found

        def fill(slot: Slot) -> list[Figure]:
            if slot.reach in ("count", "distinct"):
                return [self._counted(slot)]
            if slot.reach == "rows":
                table = self.rows_table or self.table
                return [submission.figure(slot.field, row, table) for row in self.rows]
            record = self.total_row if slot.reach == "total_row" else self.record
            if record is None:
                return [Figure("", absence="no_such_row")]
            return [submission.figure(slot.field, record, self.table)]

        return resolve

    def _counted(self, slot: Slot) -> Figure:
        number = len(self.rows)
        if slot.reach == "distinct":
            texts = {row.text(slot.field.name) for row in self.rows}
            number = len(texts - {None})
        value = Fraction(number)
        return Figure(str(number), value, decimals=0, step=Fraction(1), count=True)


def bindings(statement: Statement, submission: Submission) -> Iterator[Binding]:
    """Every binding of a statement, in the order of the records."""
    table = submission.holder(stated_field(statement.edits[0]))
    for binding in _WAYS[statement.scope.over](statement, submission, table):
        if statement.scope.each and binding.absent is None:
            yield from _each_part(binding)
        else:
            yield binding


def _each_part(binding: Binding) -> Iterator[Binding]:
    """One binding for each row of a group: a part by itself against the total."""
    for row in binding.rows:
        names = {name for name, _ in row.key}
        kept = tuple(pair for pair in binding.key if pair[0] not in names)
        yield replace(binding, key=kept + row.key, rows=(row,))


def stated_field(edit: Edit[Slot]) -> FieldRef:
    """The field whose table the statement is about: the stated one if there is one."""
    terms = edit.terms if isinstance(edit, BalanceEdit) else (edit.stated,)
    current = [term.slot.field for term in terms if not term.slot.field.previous]
    return current[0] if current else terms[0].slot.field


def _admitted(records: Iterable[Record], where: Where, table: str) -> list[Record]:
    """The records of a table that `where` admits.

    A condition on a field the table does not have, or on another table's, does
    not concern it.
    """
    admitted = list(records)
    for allowed in where:
        if allowed.table in (None, "", table):
            admitted = [
                record
                for record in admitted
                if allowed.field not in record.table.fields
                or allowed.admits(record.text(allowed.field))
            ]
    return admitted


def _grouped(
    records: list[Record], by: tuple[FieldRef, ...]
) -> dict[tuple[str | None, ...], list[Record]]:
    """Records by the texts of `by`; those with a blank there form no group."""
    groups: dict[tuple[str | None, ...], list[Record]] = {}
    for record in records:
        key = tuple(record.text(ref.name) for ref in by)
        if None not in key:
            groups.setdefault(key, []).append(record)
    return groups


def _key(by: tuple[FieldRef, ...], values: tuple[str | None, ...]) -> Key:
    return tuple((ref.name, value or "") for ref, value in zip(by, values, strict=True))


def record_bindings(
    statement: Statement, submission: Submission, passed: Sequence[Passed]
) -> Iterator[Binding]:
    """The records of a statement that the screen did not pass."""
    table = submission.holder(stated_field(statement.edits[0]))
    quiet = {id(some.table): set(some.rows) for some in passed}
    for number, record in enumerate(submission.tables[table].all()):
        if record.row not in quiet.get(id(record.table), ()):
            yield Binding(table, record.key, number, record)


def _records(statement: Statement, submission: Submission, table: str) -> Iterator[Binding]:
    records = submission.tables[table].all()
    for number, record in enumerate(_admitted(records, statement.scope.where, table)):
        yield Binding(table, record.key, number, record)


def _groups_of_rows(
    scope: Scope, submission: Submission, table: str
) -> Iterator[tuple[Key, list[Record], list[Record]]]:
    """Each group with the total's rows and the rows that `where` admits."""
    for values, records in _grouped(submission.tables[table].all(), scope.by).items():
        totals = _admitted(records, scope.equals, table) if scope.equals else []
        rows = _admitted(records, scope.where, table)
        if totals and not scope.where:
            taken = set(map(id, totals))
            rows = [row for row in records if id(row) not in taken]
        if rows or totals:
            yield _key(scope.by, values), totals, rows


def _rows(statement: Statement, submission: Submission, table: str) -> Iterator[Binding]:
    """One binding a group; where several rows are the total's, one each."""
    scope = statement.scope
    for key, totals, rows in _groups_of_rows(scope, submission, table):
        if not scope.equals:
            if rows:
                yield Binding(table, key, key, rows=tuple(rows), rows_table=table)
        elif not totals:
            yield Binding(table, key, key, rows=tuple(rows), rows_table=table, absent="total_row")
        for total in totals:
            yield Binding(
                table, _named(key, total), key, None, total, tuple(rows), table,
                None if rows else "rows",
            )  # fmt: skip


def _named(key: Key, record: Record) -> Key:
    return key + tuple(pair for pair in record.key if pair[0] not in {name for name, _ in key})


def _each_row(statement: Statement, submission: Submission, table: str) -> Iterator[Binding]:
    """One binding a row of a group, with the group's rows and total beside it."""
    for key, totals, rows in _groups_of_rows(statement.scope, submission, table):
        total = totals[0] if totals else None
        for row in rows:
            yield Binding(table, _named(key, row), key, row, total, tuple(rows), table)


def _detail(statement: Statement, submission: Submission, table: str) -> Iterator[Binding]:
    """Each record of a summary table against its group of detail rows, and groups it lacks."""
    scope = statement.scope
    other = scope.detail or table
    if other not in submission.tables:
        other = submission.holder(FieldRef("?", other))
    counting = any(t.slot.reach in ("count", "distinct") for e in statement.edits for t in e.terms)
    if other == table and not counting:  # the total's table was written for one side only
        yield from _repeated(statement, submission, table)
        return
    details = _admitted(submission.tables[other].all(), scope.where, other)
    if scope.where and not details:
        return
    groups = _grouped(details, scope.by)
    stated = set()
    records = submission.tables[table].all()
    for number, record in enumerate(_admitted(records, scope.where, table)):
        values = tuple(record.text(ref.name) for ref in scope.by)
        stated.add(values)
        rows = tuple(groups.get(values, ()) if scope.by else details)
        absent = None if rows or counting else "rows"
        yield Binding(table, record.key, number, record, None, rows, other, absent)
    for values, found in groups.items():
        if scope.by and values not in stated:
            key = _key(scope.by, values)
            yield Binding(table, key, key, None, None, tuple(found), other, "record")


def _repeated(statement: Statement, submission: Submission, table: str) -> Iterator[Binding]:
    """Each group of rows against each distinct total printed in it."""
    scope = statement.scope
    stated = statement.edits[0].terms[0].slot.field
    for values, records in _grouped(submission.tables[table].all(), scope.by).items():
        rows = tuple(_admitted(records, scope.where, table))
        if not rows and scope.where:
            continue
        key = _key(scope.by, values)
        printed: dict[object, Record] = {}
        for record in records:
            figure = record.figure(stated.name)
            if figure.absence != "missing":
                printed.setdefault(figure.value if figure.absence is None else figure.text, record)
        for record in printed.values() or records[:1]:
            yield Binding(table, key, key, record, None, rows, table)


def _children(statement: Statement, submission: Submission, table: str) -> Iterator[Binding]:
    """Each node that has children, and each parent code that no record has."""
    scope = statement.scope
    node, parent = (scope.id or FieldRef("")), (scope.parent or FieldRef(""))
    for values, records in _grouped(submission.tables[table].all(), scope.by).items():
        children: dict[str, list[Record]] = {}
        for record in records:
            above = record.text(parent.name)
            if above is not None and above != record.text(node.name):
                children.setdefault(above, []).append(record)
        for record in records:
            below = children.get(record.text(node.name) or "", [])
            rows = tuple(_admitted(below, scope.where, table))
            if rows:
                yield Binding(table, record.key, record.row, record, None, rows, table)
        known = {record.text(node.name) for record in records}
        for code, rows_below in children.items():
            if code not in known:
                key = (*_key(scope.by, values), (node.name, code))
                yield Binding(table, key, key, None, None, tuple(rows_below), table, "parent")


_WAYS: dict[str, Callable[[Statement, Submission, str], Iterator[Binding]]] = {
    "records": _records,
    "rows": _rows,
    "each_row": _each_row,
    "detail": _detail,
    "repeated": _repeated,
    "children": _children,
}
