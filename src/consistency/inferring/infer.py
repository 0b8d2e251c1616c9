"""`consistency infer`: a draft suite and its schema from the relations a table keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ..errors import Fault, InputError
from ..model.document import Grid
from ..schema import Schema, parse_schema
from ..suite import Suite, parse_suite
from .balance import Standing
from .choosing import chosen, forms_of
from .column import Column, Table
from .described import Described, described, fields_of
from .forms import form_of, form_schema, is_form
from .identity import is_identity, keys_of
from .lagged import lagged
from .naming import slug
from .pool import Pool, pool_of
from .proposal import Proposal, gathered, of_balance, of_quotient
from .quotient import Seen, quotients
from .stated import stated
from .sums import balances
from .support import Support, support_of_balance, support_of_quotient
from .tables import grid_in, table_of
from .writing import schema_text, suite_text

Progress = Callable[[str], None]
FEWEST_LINES = 3
"""A table of fewer rows is records with a header, not a form."""
LONGEST_FORM = 400
WIDEST_FORM = 60
"""A sheet of more rows or columns is no form."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A suite and a schema as YAML texts, and the checks they hold.

    `suite` is empty where no relation was found. `rows` and `columns` count what
    was looked at.
    """

    name: str
    suite: str
    schema: str
    proposals: tuple[Proposal, ...]
    fields: tuple[Described, ...]
    rows: int
    columns: int
    schema_file: str = ""
    notes: tuple[str, ...] = ()

    def together(self) -> str:
        """Suite and schema one after the other, as two YAML documents; the schema's file named."""
        if not self.suite:
            return self.schema
        return f"{self.suite}---\n# The schema, which goes into {self.schema_file}:\n{self.schema}"

    def parsed(self) -> Suite:
        """The suite with its schema, loaded. Raises `SuiteError` where there is none."""
        return parse_suite(self.suite, self.name, self.parsed_schema())

    def parsed_schema(self) -> Schema:
        """The schema, loaded."""
        return parse_schema(self.schema, f"{self.name} schema", self.name)


def infer(
    data: object,
    *,
    name: str | None = None,
    schema: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
) -> Draft:
    """The draft for one table: a path, a data frame, a list of records, a dict of columns.

    `name` is the suite's (by default the table's), `schema` how the suite names
    its schema, `encoding` that of a text file, `sheet` the sheet of a workbook;
    `progress` is told what is being done. Equal data give equal drafts.

    Raises `InputError` for what cannot be read, for several tables, and where no
    column holds figures.
    """
    say = progress or (lambda said: None)
    say("reading")
    try:
        table, source = table_of(data, encoding=encoding, sheet=sheet)
    except InputError:
        grid = grid_in(data, encoding, sheet)
        form = _of_form(grid, data, name, schema)
        if form is not None:
            return form
        if grid is None or not _is_small(grid) or not is_form(grid):
            raise
        what = "is a form that states no relation by its own words"
        step = "Write its suite by hand; consistency init shows how"
        raise InputError(Fault(what, str(data), step)) from None
    draft = draft_of(table, name=name, schema=schema, source=_source(data, table), progress=say)
    if draft.suite or source is None or table.rows < FEWEST_LINES or table.sheet is None:
        return draft
    return _of_form(table.sheet.grid, data, name, schema) or draft


def _is_small(grid: Grid) -> bool:
    """As large as a form can be."""
    return len(grid.rows) <= LONGEST_FORM and max(map(len, grid.rows), default=0) <= WIDEST_FORM


def _of_form(grid: Grid | None, data: object, name: str | None, schema: str | None) -> Draft | None:
    """The draft of a form, None where it states nothing."""
    if grid is None or not _is_small(grid):
        return None
    source = PurePath(data).name if isinstance(data, str | PurePath) else grid.name
    proposals, fields = form_of(grid, source)
    if not proposals:
        return None
    name = name or slug(grid.name)
    schema_file = schema or f"{slug(name)}.schema.yaml"
    notes = ("A form: one record, its fields found by the labels beside them.",)
    suite = suite_text(name, schema_file, source, proposals, notes, {})
    written = form_schema(slug(name).replace("-", "_"), source, fields)
    return Draft(name, suite, written, tuple(proposals), (), 1, len(fields), schema_file, notes)


def _source(data: object, table: Table) -> str:
    return PurePath(data).name if isinstance(data, str | PurePath) else table.name


def draft_of(
    table: Table,
    *,
    name: str | None = None,
    schema: str | None = None,
    source: str | None = None,
    progress: Progress | None = None,
) -> Draft:
    """The draft for a table that has been read."""
    say = progress or (lambda said: None)
    name = name or slug(table.name)
    source = source or table.name
    fields = fields_of(table)
    found = relations(table, say)
    say("writing")
    keys, period = keys_of(table)
    places = found.places
    names = [fields[at] for at in places]
    proposals = gathered(
        [*_proposals(found, names, say), *_since(table, places, keys, period, names)]
    )
    if not proposals:
        say("what the sheet states itself")
        proposals = gathered(stated(table, source, fields))
    percent = {
        places[s.relation.result] for s in found.quotients if s.relation.kind in ("share", "change")
    }
    percent |= {
        places[at] for b in found.balances for at, _ in b.relation.terms
        if at < len(places) and any(t == len(places) for t, _ in b.relation.terms)
    }  # fmt: skip
    measured = {
        places[at] for b in found.balances if b.rounded
        for at, _ in b.relation.terms if at < len(places)
    }  # fmt: skip
    measured |= {
        places[at] for s in found.quotients if s.relation.measured
        for at in (s.relation.above, s.relation.below)
    }  # fmt: skip
    shape = described(table, fields, keys, period, percent, measured)
    written = schema_text(slug(name).replace("-", "_"), source, shape)
    broken = {row for one in proposals for _, support in one.supports for row in support.exceptions}
    schema_file = schema or f"{slug(name)}.schema.yaml"
    suite = suite_text(
        name,
        schema_file,
        source,
        proposals,
        (f"{table.rows:,} rows, {len(table.columns)} columns.", *table.notes),
        {row: _key(table, keys, period, row) for row in broken},
    )
    return Draft(
        name, suite if proposals else "", written, tuple(proposals), tuple(shape),
        table.rows, len(table.columns), schema_file, table.notes,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relations:
    """What was found in the columns of `pool`; `places` are their positions in the table."""

    pool: Pool
    places: tuple[int, ...]
    balances: tuple[Standing, ...]
    quotients: tuple[Seen, ...]


def relations(table: Table, progress: Progress | None = None) -> Relations:
    """The relations between the columns of figures that are no keys and not constant."""
    say = progress or (lambda said: None)
    places = [
        at
        for at in table.figures
        if not is_identity(table.columns[at]) and _varies(table.columns[at])
    ]
    pool = pool_of([table.columns[at] for at in places], table.rows)
    sums = balances(pool, say) if len(places) > 1 else []
    say("shares, growth, ratios, products")
    forms = [forms_of(column) for column in pool.columns]
    seen = quotients(pool, forms, range(len(places)))
    kept = chosen(seen, pool)
    return Relations(pool, tuple(places), tuple(sums), tuple(kept))


def proposals_of(table: Table, fields: Sequence[str]) -> list[Proposal]:
    """The checks within the records of a table, over `fields`, the names of its columns."""
    found = relations(table)
    names = [fields[at] for at in found.places]
    return gathered(_proposals(found, names, lambda said: None))


def _varies(column: Column) -> bool:
    values = column.values
    return values is not None and len(values) > 0 and bool((values != values[0]).any())


def _proposals(found: Relations, fields: Sequence[str], say: Progress) -> list[Proposal]:
    say("counting over all rows")
    columns = found.pool.columns
    made: list[tuple[tuple[int, int], Proposal]] = []
    for one in found.balances:
        support: Support = support_of_balance(
            one.relation, columns, rounded=one.rounded, blank_is_zero=one.blank_is_zero
        )
        proposal = of_balance(
            one.relation, fields, support, one.evidence, blank_is_zero=one.blank_is_zero
        )
        made.append(((0, min(at for at, _ in one.relation.terms)), proposal))
    for seen in found.quotients:
        support = support_of_quotient(seen.relation, columns)
        proposal = of_quotient(seen.relation, fields, support, seen.evidence)
        made.append(((1, seen.relation.result), proposal))
    return [proposal for _, proposal in sorted(made, key=lambda pair: pair[0])]


def _since(
    table: Table,
    places: Sequence[int],
    keys: Sequence[int],
    period: int | None,
    names: Sequence[str],
) -> list[Proposal]:
    """The relations with the period before."""
    found = lagged(table, places, keys, period)
    if found is None:
        return []
    columns = found.pool.columns
    fields = [*names, *(f"previous.{name}" for name in names)]
    made = [
        of_balance(
            one.relation,
            fields,
            support_of_balance(one.relation, columns, rounded=one.rounded, blank_is_zero=False),
            one.evidence,
        )
        for one in found.balances
    ]
    made += [
        of_quotient(one.relation, fields, support_of_quotient(one.relation, columns), one.evidence)
        for one in found.changes
    ]
    return made


def _key(table: Table, keys: Sequence[int], period: int | None, row: int) -> str:
    columns = [*keys, *([period] if period is not None else [])]
    return ", ".join(_cell(table.columns[at], row - 1) for at in columns)


def _cell(column: Column, at: int) -> str:
    if column.values is not None:
        return str(column.values[at])
    return column.texts[at] or ""
