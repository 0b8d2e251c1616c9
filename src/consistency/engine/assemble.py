"""From what was read to what is judged as one: grids bound to the tables of a suite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import Fault, InputError
from ..layout import Table, bind_all, fits, notes_of
from ..model.document import Grid, Source
from ..model.report import InputFault
from ..nodes import did_you_mean
from ..schema import Schema
from ..suite.check import Check
from .submission import Records, Submission

Tables = Mapping[str, Schema | None]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The submissions of a call, the inputs that could not be bound, and what was set aside."""

    submissions: tuple[Submission, ...]
    faults: tuple[InputFault, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Met:
    """What is met on the way: faults, notes, and the texts by which checks pick rows."""

    kept: frozenset[str]
    faults: list[InputFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, name: str, what: str, advice: str) -> None:
        self.faults.append(InputFault(name, Fault(what, name, advice)))

    def note(self, lines: Iterable[str]) -> None:
        self.notes.extend(line for line in lines if line not in self.notes)


def mentioned_tables(checks: Iterable[Check]) -> frozenset[str]:
    """The tables that checks name with `TABLE.`, or count the rows of."""
    named: set[str] = set()
    for check in checks:
        for statement in check.statements:
            if statement.scope.detail is not None:
                named.add(statement.scope.detail)
            for edit in statement.edits:
                tables = (term.slot.field.table for term in edit.terms)
                named.update(table for table in tables if table is not None)
    return frozenset(named)


def selecting_texts(checks: Iterable[Check]) -> frozenset[str]:
    """The texts by which checks pick rows (`where`, `equals`): such a row is never set aside."""
    return frozenset(
        text
        for check in checks
        for statement in check.statements
        for allowed in (*statement.scope.where, *statement.scope.equals)
        for text in allowed.values
        if text is not None and not allowed.inverse
    )


def assemble(
    sources: Sequence[Source],
    previous: Sequence[Source],
    tables: Tables,
    *,
    named: frozenset[str] = frozenset(),
    together: bool = False,
    kept: frozenset[str] = frozenset(),
) -> Assembled:
    """Bind every source to the tables of a suite.

    `named` are the tables a suite without `tables:` mentions, `kept` the texts
    by which it picks rows. Inputs are independent returns, unless the suite has
    several tables, or `together`.
    """
    met = _Met(kept)
    if "" in tables and not _several(sources, named):
        pairs = [(source, _single(source, tables[""], met)) for source in sources]
        before = tuple(t for s in previous for t in _single(s, tables[""], met))
        bound = [(source.name, found) for source, found in pairs if found]
        if together and bound:
            stacked = tuple(table for _, found in bound for table in found)
            bound = [(" + ".join(name for name, _ in bound), stacked)]
        elif len(bound) == len(sources):
            bound = [(name, (table,)) for name, found in bound for table in found]
        earlier = {"": Records("", before)} if before else {}
        return Assembled(
            tuple(Submission(name, {"": Records("", found)}, earlier) for name, found in bound),
            tuple(met.faults),
            tuple(met.notes),
        )
    return _of_several(sources, previous, tables, named, met)


def _several(sources: Sequence[Source], named: frozenset[str]) -> bool:
    """A suite without `tables:` speaks of several tables, named as the grids are."""
    grids = {_given(grid, source) for source in sources for grid in source.grids}
    return len(grids) > 1 and bool(named & grids)


def _given(grid: Grid, source: Source) -> str:
    """The name a grid goes by: that of its sheet, unless the file was given as NAME=PATH."""
    return grid.name if source.table is None or len(source.grids) > 1 else source.table


def _bound(grid: Grid, schema: Schema | None, source: Source, met: _Met) -> list[Table]:
    """The tables of a grid that fit; what was set aside goes into the notes."""
    try:
        found = bind_all(grid, schema, source.name, kept=met.kept)
    except InputError as error:
        met.faults.extend(InputFault(source.name, fault) for fault in error.faults)
        return []
    where = _where(grid, source)
    for bound in found:
        met.note(notes_of(bound.set_aside, where))
    if len(found) > 1:
        met.note([f"{where}: {len(found)} tables stand on it; each was read"])
    return [bound.table for bound in found]


def _where(grid: Grid, source: Source) -> str:
    return source.name if len(source.grids) == 1 else f"{source.name}, {grid.name}"


def _single(source: Source, schema: Schema | None, met: _Met) -> tuple[Table, ...]:
    """The grid of a source that is the return's table; without a schema, every grid."""
    grids: Sequence[Grid] = source.grids
    if schema is not None and len(grids) > 1:
        grids = [grid for grid in grids if fits(grid, schema)]
        if not grids:
            names = ", ".join(grid.name for grid in source.grids)
            what = f"no table fits schema {schema.name}; there are {names}"
            met.fault(source.name, what, "check the headers")
        elif len(grids) < len(source.grids):
            others = ", ".join(grid.name for grid in source.grids if grid not in grids)
            met.note([f"{source.name}: not read, as no table of schema {schema.name}: {others}"])
    return tuple(table for grid in grids for table in _bound(grid, schema, source, met))


def _of_several(
    sources: Sequence[Source],
    previous: Sequence[Source],
    tables: Tables,
    named: frozenset[str],
    met: _Met,
) -> Assembled:
    """Sources that hold every table stand alone; the others make one submission."""
    if "" in tables:
        grids = [_given(grid, source) for source in sources for grid in source.grids]
        tables = dict.fromkeys((*grids, *sorted(named)), None)
    before = _pooled(previous, tables, met)
    earlier = {name: Records(name, tuple(found)) for name, found in before.items() if found}
    alone = [source for source in sources if _covers(source, tables)]
    pooled = [source for source in sources if source not in alone]
    groups = [[source] for source in alone] + ([pooled] if pooled else [])
    submissions = []
    for group in groups:
        found = _pooled(group, tables, met)
        name = " + ".join(source.name for source in group)
        lacking = [table for table, bound in found.items() if not bound]
        for table in lacking:
            near = did_you_mean(table, [grid.name for s in group for grid in s.grids])
            what = f"no input is the table '{table}' of the suite"
            met.fault(name, what, near or f"give {table}=PATH")
        if not lacking:
            records = {table: Records(table, tuple(bound)) for table, bound in found.items()}
            submissions.append(Submission(name, records, earlier))
    return Assembled(tuple(submissions), tuple(met.faults), tuple(met.notes))


def _covers(source: Source, tables: Tables) -> bool:
    taken = {name for grid in source.grids for name in _tables_of(grid, source, tables)}
    return len(tables) > 1 and taken >= set(tables)


def _tables_of(grid: Grid, source: Source, tables: Tables) -> list[str]:
    """The tables a grid holds: the one of its name, else those whose schema some part fits.

    Where two schemas fit the same cells, nothing tells which is meant: none. Of
    several sheets given as NAME=PATH only those that fit the table NAME are it.
    """
    schema = tables.get(source.table or "")
    if source.table is not None and schema is not None and len(source.grids) > 1:
        return [source.table] if fits(grid, schema) else []
    for name in tables:
        if _folded(name) == _folded(_given(grid, source)):
            return [name]
    fitting = {
        name: schema for name, schema in tables.items() if schema is not None and fits(grid, schema)
    }
    if len(fitting) < 2:
        return list(fitting)
    taken: set[tuple[int, int]] = set()
    for schema in fitting.values():
        cells = _headed(grid, schema)
        if not cells or cells & taken:
            return []
        taken |= cells
    return list(fitting)


def _headed(grid: Grid, schema: Schema) -> set[tuple[int, int]]:
    """One cell a field of each table of this schema on the grid; none where it cannot be bound."""
    try:
        tables = [bound.table for bound in bind_all(grid, schema, grid.name)]
    except InputError:
        return set()
    places = (t.address(f, 0) for t in tables if len(t) for f in t.fields)
    return {place for place in places if place is not None}


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_")


def _pooled(sources: Sequence[Source], tables: Tables, met: _Met) -> dict[str, list[Table]]:
    found: dict[str, list[Table]] = {name: [] for name in tables}
    for source in sources:
        for grid in source.grids:
            names = _tables_of(grid, source, tables)
            for name in names:
                found[name].extend(_bound(grid, tables[name], source, met))
            if names:
                continue
            if len(source.grids) == 1:
                listed = ", ".join(tables)
                what = f"is none of the tables of the suite: {listed}"
                advice = f"give NAME={source.path or 'PATH'} with one of these names"
                met.fault(source.name, what, advice)
            else:
                what = f"not the table {source.table}" if source.table in tables else "no table"
                met.note([f"{source.name}: not read, as {what} of the suite: {grid.name}"])
    return found
