"""One submission: its tables as records, and the records of the period before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..checks.condition import plain_text
from ..checks.slots import FieldRef
from ..errors import Fault, SuiteError
from ..layout import Table
from ..model.figure import Figure, Place
from ..nodes import did_you_mean

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a table.

    `also` are the places where other inputs of the submission state the same
    record: they fill in what this one leaves blank.
    """

    table: Table
    row: int
    also: tuple[tuple[Table, int], ...] = ()

    def text(self, name: str) -> str | None:
        """The text of a cell as `where` compares it; None where blank or absent."""
        return plain_text(self.table.text(name, self.row)) if name in self.table.fields else None

    def figure(self, name: str) -> Figure:
        """The figure in a cell, with its place; missing where no input has the column."""
        found = Figure("", absence="missing", place=Place(self.table.input, self.table.name))
        for table, row in ((self.table, self.row), *self.also):
            if name in table.fields or table.schema is not None:
                found = table.figure(name, row)
            if found.absence != "missing":
                break
        return found

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """Key fields with their texts."""
        return self.table.key(self.row)


@dataclass(frozen=True, slots=True)
class Records:
    """All records of one table of a suite, of one input or of several together.

    `again` maps a record, as (input, row), to the others that state it again;
    those are no records of their own.
    """

    name: str
    tables: tuple[Table, ...]
    again: Mapping[tuple[str, int], tuple[tuple[Table, int], ...]] = field(default_factory=dict)
    _indexes: dict[tuple[str, ...], dict[tuple[str | None, ...], list[Record]]] = field(
        default_factory=dict, repr=False
    )

    @property
    def fields(self) -> Sequence[str]:
        """Fields that have a column in some input, in order."""
        return list(dict.fromkeys(name for table in self.tables for name in table.fields))

    @property
    def declared(self) -> Sequence[str]:
        """All fields: the schema's, without a schema the columns."""
        schema = self.tables[0].schema if self.tables else None
        return [f.name for f in schema.fields] if schema is not None else self.fields

    @property
    def keys(self) -> tuple[str, ...]:
        """Key fields, the period among them."""
        return self.tables[0].keys if self.tables else ()

    @property
    def period(self) -> str | None:
        """The period field, if the schema has one."""
        schema = self.tables[0].schema if self.tables else None
        return schema.period if schema is not None else None

    def all(self) -> list[Record]:
        """Every record, in the order of the inputs."""
        left_out = {(table.input, row) for later in self.again.values() for table, row in later}
        return [
            Record(table, row, self.again.get((table.input, row), ()))
            for table in self.tables
            for row in range(len(table))
            if (table.input, row) not in left_out
        ]

    def index(self, names: tuple[str, ...]) -> dict[tuple[str | None, ...], list[Record]]:
        """Records by the texts of some fields."""
        found = self._indexes.get(names)
        if found is None:
            found = {}
            for record in self.all():
                found.setdefault(tuple(record.text(name) for name in names), []).append(record)
            self._indexes[names] = found
        return found


@dataclass(frozen=True, slots=True)
class Submission:
    """What is judged as one: tables by the suite's names, and those of the period before."""

    name: str
    tables: Mapping[str, Records]
    previous: Mapping[str, Records] = field(default_factory=dict)
    _periods: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def holder(self, ref: FieldRef, default: str | None = None) -> str:
        """The name of the table a field is in. Raises `SuiteError` where there is none."""
        if ref.table is not None and ref.table in self.tables:
            return ref.table
        if ref.table is not None and len(self.tables) == 1:
            return next(iter(self.tables))
        names = [default] if default is not None else []
        names += [name for name in self.tables if name != default]
        if ref.table is None:
            for name in names:
                if name is not None and ref.name in self.tables[name].declared:
                    return name
        known = [f"{t}.{n}" for t, records in self.tables.items() for n in records.declared]
        known += [n for records in self.tables.values() for n in records.declared]
        raise SuiteError(
            Fault(f"no input has the field '{ref}'", self.name, did_you_mean(str(ref), known))
        )

    def figure(self, ref: FieldRef, record: Record, table: str) -> Figure:
        """The figure a field means for a record of `table`."""
        found: Record | Figure = record
        holder = self.holder(ref, table)
        if holder != table:
            found = self._matching(record, table, holder)
        if ref.previous and isinstance(found, Record):
            found = self._before(found, holder)
        return found if isinstance(found, Figure) else found.figure(ref.name)

    def _matching(self, record: Record, table: str, other: str) -> Record | Figure:
        """The record of another table with the same shared keys; without such keys its only one."""
        shared = tuple(k for k in self.tables[table].keys if k in self.tables[other].keys)
        records = self.tables[other].index(shared).get(tuple(record.text(k) for k in shared), [])
        if records and (shared or len(records) == 1):
            return records[0]
        return _no_row(record)

    def _before(self, record: Record, table: str) -> Record | Figure:
        """The record with the same other keys in the period just before."""
        records, earlier = self.tables[table], self.previous.get(table)
        period = records.period
        if period is None:
            key = tuple(record.text(k) for k in records.keys)
            found = [] if earlier is None else earlier.index(records.keys).get(key, [])
            return found[0] if found else _no_row(record)
        periods = self._all_periods(table, period)
        now = record.text(period)
        if now is None or now not in periods or len(periods) == 1:
            return _no_row(record)
        at = periods.index(now)
        if at == 0:
            return Figure("", absence="earliest_period")
        names = (*(k for k in records.keys if k != period), period)
        key = (*(record.text(k) for k in names[:-1]), periods[at - 1])
        for source in (records, earlier):
            found = [] if source is None else source.index(names).get(key, [])
            if found:
                return found[0]
        sought = tuple((k, periods[at - 1] if k == period else v) for k, v in record.key)
        return _no_row(record, sought)

    def _all_periods(self, table: str, period: str) -> list[str]:
        if table not in self._periods:
            sources = [self.tables[table], self.previous.get(table)]
            texts = {r.text(period) for s in sources if s is not None for r in s.all()}
            self._periods[table] = sorted((t for t in texts if t is not None), key=natural)
        return self._periods[table]


def natural(text: str) -> list[tuple[int, int, str]]:
    """A sort key in which 2010-9 comes before 2010-10."""
    return [
        (0, int(piece), "") if piece.isdecimal() and len(piece) < 1000 else (1, 0, piece)
        for piece in _DIGITS.split(text)
        if piece
    ]


def _no_row(record: Record, sought: tuple[tuple[str, str], ...] | None = None) -> Figure:
    """A figure of a row that is not there, placed at the key that was sought."""
    key = record.key if sought is None else sought
    place = Place(record.table.input, table=record.table.name, key=key)
    return Figure("", absence="no_such_row", place=place)
