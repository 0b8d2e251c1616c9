"""What a suite asks of the tables it speaks of, before any row is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from ..checks.condition import Where
from ..checks.reader import Names
from ..checks.slots import FieldRef, Scope, Statement
from ..errors import Fault, SuiteError
from ..suite import Suite, compile_suite
from ..suite.check import Check
from .columns import Column, columns_of

ONLY = "data"
"""The name of the table of a suite that names none."""


@dataclass(slots=True)
class Asked:
    """One table: its columns, what identifies a record, and what chooses and groups its rows.

    `required` are conditions that some row must meet, each with its check;
    `mentioned` the words that conditions compare a field with. `linked` are
    tables whose fields stand beside this one's in an edit of one record.
    """

    name: str
    columns: dict[str, Column]
    keys: tuple[str, ...]
    period: str | None
    has_schema: bool
    scopes: list[Scope] = field(default_factory=list)
    required: list[Where] = field(default_factory=list)
    mentioned: dict[str, list[str | None]] = field(default_factory=dict)
    detail_of: list[tuple[str, Scope]] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)
    has_previous: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """A suite, compiled, and the tables it asks for by their names."""

    suite: Suite
    checks: tuple[Check, ...]
    tables: Mapping[str, Asked]

    @property
    def single(self) -> bool:
        """A return of this suite is one table."""
        return len(self.tables) == 1

    def where(self, check: Check) -> str:
        """The file and line of a check."""
        return f"{self.suite.path or self.suite.name}:{check.line}"

    def unsatisfiable(self, check: Check, why: str, next_step: str = "") -> SuiteError:
        """The error that says no return can satisfy a check, or none that is generated here."""
        what = f"check '{check.name}' cannot be generated for: {why}"
        return SuiteError(Fault(what, self.where(check), next_step))


def survey(suite: Suite) -> Survey:
    """What the suite asks for.

    Raises `SuiteError` where a schema has constraints that cannot be drawn inside.
    """
    checks = compile_suite(suite, suite.names)
    mentioned = _names(checks)
    if "" not in suite.tables:
        schemas = dict(suite.tables)
    elif suite.tables[""] is not None or not any(mentioned):
        schemas = {ONLY: suite.tables[""]}
    else:
        schemas = {name or ONLY: None for name in sorted(mentioned)}
    known = {n: None if s is None else [f.name for f in s.fields] for n, s in schemas.items()}
    holders = _Holders(checks, known)
    tables = {}
    for name, schema in schemas.items():
        labels = frozenset(holders.labels.get(name, ()))
        if schema is not None:
            columns = columns_of(name, schema, labels)
            asked = Asked(name, columns, schema.keys, schema.period, True)
        else:
            columns = {
                one: Column(name, one, one not in labels) for one in holders.fields.get(name, ())
            }
            first = _first_column(name, columns, holders)
            columns = {first: Column(name, first, number=False), **columns}
            asked = Asked(name, columns, (first,), None, False)
        tables[name] = asked
    found = Survey(suite, checks, tables)
    if any(schema is None for schema in schemas.values()):  # the faults its data would meet
        compile_suite(suite, Names({name: list(one.columns) for name, one in tables.items()}))
    for check in checks:
        for statement in check.statements:
            _ask(found, check, statement, holders)
    return found


def _names(checks: Iterable[Check]) -> set[str]:
    """The tables that fields name; "" for fields without one."""
    named: set[str] = set()
    for check in checks:
        for statement in check.statements:
            named.update(ref.table or "" for ref in _figures(check, statement))
            if statement.scope.detail is not None:
                named.add(statement.scope.detail)
    return named


def _figures(check: Check, statement: Statement) -> Iterator[FieldRef]:
    """The fields a statement's slots name, and those of the check's `when`."""
    counted = ("count", "distinct")
    for edit in statement.edits:
        yield from (t.slot.field for t in edit.terms if t.slot.reach not in counted)
    yield from check.when.fields.values() if check.when is not None else ()


class _Holders:
    """Which table holds each field, and which fields are labels there."""

    def __init__(self, checks: Iterable[Check], known: Mapping[str, list[str] | None]) -> None:
        self.known = known
        self.fields: dict[str, dict[str, None]] = {}
        self.labels: dict[str, set[str]] = {}
        self.first: dict[str, str] = {}
        for check in checks:
            for statement in check.statements:
                self._take(check, statement)

    def table(self, ref: FieldRef, default: str | None = None) -> str:
        """The table of a field, as the engine finds it."""
        if ref.table is not None and ref.table in self.known:
            return ref.table
        if len(self.known) == 1:
            return next(iter(self.known))
        names = [default] if default is not None else []
        for name in (*names, *self.known):
            if ref.name in (self.known[name] or ()):
                return name
        return default or ONLY

    def main(self, statement: Statement) -> str:
        """The table a statement is about."""
        edit = statement.edits[0]
        terms = [edit.stated] if not isinstance(edit.stated, tuple) else list(edit.terms)
        current = [t.slot.field for t in terms if not t.slot.field.previous]
        return self.table(current[0] if current else terms[0].slot.field)

    def detail(self, scope: Scope, main: str) -> str:
        """The table whose rows a statement sums or counts."""
        return main if scope.detail is None else self.table(FieldRef("?", scope.detail), main)

    def _take(self, check: Check, statement: Statement) -> None:
        main, scope = self.main(statement), statement.scope
        detail = self.detail(scope, main)
        for term in (term for edit in statement.edits for term in edit.terms):
            if term.slot.reach == "distinct":
                self._label(detail, term.slot.field.name)
            elif term.slot.reach != "count":
                self._hold(self.table(term.slot.field, main), term.slot.field.name)
        self._take_scope(scope, main, detail)
        if check.when is not None:
            words = isinstance(check.when.comparison.right, str)
            for ref in check.when.fields.values():
                self._hold(self.table(ref, main), ref.name)
                if words:
                    self._label(self.table(ref, main), ref.name)

    def _take_scope(self, scope: Scope, main: str, detail: str) -> None:
        """The fields that group, choose and link rows."""
        for ref in scope.by:
            self._label(main, ref.name)
            self._label(detail, ref.name)
        if scope.by:
            self.first.setdefault(main, scope.by[0].name if main != detail else "")
        for allowed in chain(scope.where, scope.equals):
            known = self.known[main]
            self._label(main if known and allowed.field in known else detail, allowed.field)
        for end in (scope.id, scope.parent):
            if end is not None:
                self._label(main, end.name)

    def _hold(self, table: str, name: str) -> None:
        self.fields.setdefault(table, {})[name] = None

    def _label(self, table: str, name: str) -> None:
        self._hold(table, name)
        self.labels.setdefault(table, set()).add(name)


def _first_column(name: str, columns: Mapping[str, Column], holders: _Holders) -> str:
    """The column that identifies a record of a table without a schema."""
    chosen = holders.first.get(name) or "name"
    while chosen in columns and columns[chosen].number:
        chosen += "_"
    return chosen


def _ask(found: Survey, check: Check, statement: Statement, holders: _Holders) -> None:
    main, scope = holders.main(statement), statement.scope
    detail = holders.detail(scope, main)
    table = found.tables[main]
    if scope.over == "detail" and detail != main:
        found.tables[detail].detail_of.append((main, scope))
    else:
        table.scopes.append(scope)
    for side in {main, detail}:
        asked = found.tables[side]
        where = tuple(a for a in scope.where if a.field in asked.columns)
        if where and not check.optional and where not in asked.required:
            asked.required.append(where)
        for allowed in chain(where, (a for a in scope.equals if a.field in asked.columns)):
            words = asked.mentioned.setdefault(allowed.field, [])
            words.extend(v for v in allowed.values if v not in words)
    for ref in _figures(check, statement):
        holder = holders.table(ref, main)
        found.tables[holder].has_previous |= ref.previous
        if holder != main and holder != detail:
            table.linked.add(holder)
            found.tables[holder].linked.add(main)
    if check.when is not None and isinstance(check.when.comparison.right, str):
        (ref,) = check.when.fields.values()
        words = found.tables[holders.table(ref, main)].mentioned.setdefault(ref.name, [])
        if check.when.comparison.right not in words:
            words.append(check.when.comparison.right or None)
