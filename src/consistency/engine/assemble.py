"""From what was read to what is judged as one: grids bound to the tables of a suite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import Fault, InputError
from ..layout import Table, bind, fits
from ..model.document import Grid, Source
from ..model.report import InputFault
from ..nodes import did_you_mean
from ..schema import Schema
from ..suite.check import Check
from .submission import Records, Submission

Tables = Mapping[str, Schema | None]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The submissions of a call, and the inputs that could not be bound."""

    submissions: tuple[Submission, ...]
    faults: tuple[InputFault, ...]


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


def assemble(
    sources: Sequence[Source],
    previous: Sequence[Source],
    tables: Tables,
    *,
    named: frozenset[str] = frozenset(),
    together: bool = False,
) -> Assembled:
    """Bind every source to the tables of a suite.

    `named` are the tables a suite without `tables:` mentions. Inputs are
    independent returns, unless the suite has several tables, or `together`.
    """
    faults: list[InputFault] = []
    if "" in tables and not _several(sources, named):
        pairs = [(source, _single(source, tables[""], faults)) for source in sources]
        before = tuple(t for s in previous for t in _single(s, tables[""], faults))
        bound = [(source.name, found) for source, found in pairs if found]
        if together and bound:
            stacked = tuple(table for _, found in bound for table in found)
            bound = [(" + ".join(name for name, _ in bound), stacked)]
        elif len(bound) == len(sources):
            bound = [(name, (table,)) for name, found in bound for table in found]
        earlier = {"": Records("", before)} if before else {}
        return Assembled(
            tuple(Submission(name, {"": Records("", found)}, earlier) for name, found in bound),
            tuple(faults),
        )
    return _of_several(sources, previous, tables, named, faults)


def _several(sources: Sequence[Source], named: frozenset[str]) -> bool:
    """A suite without `tables:` speaks of several tables, named as the grids are."""
    grids = {grid.name for source in sources for grid in source.grids}
    return len(grids) > 1 and bool(named & grids)


def _bound(
    grid: Grid, schema: Schema | None, source: Source, faults: list[InputFault]
) -> list[Table]:
    try:
        return [bind(grid, schema, input_name=source.name)]
    except InputError as error:
        faults.extend(InputFault(source.name, fault) for fault in error.faults)
        return []


def _single(source: Source, schema: Schema | None, faults: list[InputFault]) -> tuple[Table, ...]:
    """The grid of a source that is the return's table; without a schema, every grid."""
    grids: Sequence[Grid] = source.grids
    if schema is not None and len(grids) > 1:
        grids = [grid for grid in grids if fits(grid, schema)]
        if not grids:
            names = ", ".join(grid.name for grid in source.grids)
            what = f"no table fits schema {schema.name}; there are {names}"
            faults.append(InputFault(source.name, Fault(what, source.name, "check the headers")))
    return tuple(table for grid in grids for table in _bound(grid, schema, source, faults))


def _of_several(
    sources: Sequence[Source],
    previous: Sequence[Source],
    tables: Tables,
    named: frozenset[str],
    faults: list[InputFault],
) -> Assembled:
    """Sources that hold every table stand alone; the others make one submission."""
    if "" in tables:
        grids = [grid.name for source in sources for grid in source.grids]
        tables = dict.fromkeys((*grids, *sorted(named)), None)
    before = _pooled(previous, tables, faults)
    earlier = {name: Records(name, tuple(found)) for name, found in before.items() if found}
    alone = [source for source in sources if _covers(source, tables)]
    pooled = [source for source in sources if source not in alone]
    groups = [[source] for source in alone] + ([pooled] if pooled else [])
    submissions = []
    for group in groups:
        found = _pooled(group, tables, faults)
        name = " + ".join(source.name for source in group)
        lacking = [table for table, bound in found.items() if not bound]
        for table in lacking:
            near = did_you_mean(table, [grid.name for s in group for grid in s.grids])
            what = f"no input is the table '{table}' of the suite"
            faults.append(InputFault(name, Fault(what, name, near or f"give {table}=PATH")))
        if not lacking:
            records = {table: Records(table, tuple(bound)) for table, bound in found.items()}
            submissions.append(Submission(name, records, earlier))
    return Assembled(tuple(submissions), tuple(faults))


def _covers(source: Source, tables: Tables) -> bool:
    taken = {_table_of(grid, tables) for grid in source.grids}
    return len(tables) > 1 and taken >= set(tables)


def _table_of(grid: Grid, tables: Tables) -> str | None:
    """The table a grid is: the one of its name, else the only one whose schema it fits."""
    for name in tables:
        if _folded(name) == _folded(grid.name):
            return name
    fitting = [name for name, schema in tables.items() if schema is not None and fits(grid, schema)]
    return fitting[0] if len(fitting) == 1 else None


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_")


def _pooled(
    sources: Sequence[Source], tables: Tables, faults: list[InputFault]
) -> dict[str, list[Table]]:
    found: dict[str, list[Table]] = {name: [] for name in tables}
    for source in sources:
        for grid in source.grids:
            name = _table_of(grid, tables)
            if name is not None:
                found[name].extend(_bound(grid, tables[name], source, faults))
            elif len(source.grids) == 1:
                listed = ", ".join(tables)
                what = f"is none of the tables of the suite: {listed}"
                advice = f"give NAME={source.path or 'PATH'} with one of these names"
                faults.append(InputFault(source.name, Fault(what, source.name, advice)))
    return found
