"""Runs the examples of a suite through the engine: they are the suite's own tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from ..errors import ConsistencyError, Fault
from ..model.document import Grid, Source
from ..model.edit import Verdict
from ..model.report import Result
from ..nodes import did_you_mean
from ..schema import Schema
from ..suite import Example, Suite, compile_suite
from .assemble import assemble, mentioned_tables
from .checked import checked

GRAVEST: tuple[Verdict, ...] = (
    "discrepancy",
    "query",
    "undecided",
    "agrees_within_rounding",
    "agrees",
    "not_applicable",
)
"""Verdicts, the gravest first: `expect` names the gravest one of a check's edits."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one check in one example; `got` is None where it has no edit at all."""

    check: str
    expected: str
    got: str | None

    @property
    def as_expected(self) -> bool:
        """The gravest verdict is the one the example names."""
        return self.got == self.expected


def run_example(suite: Suite, example: Example, today: date) -> list[Outcome]:
    """The outcome of every check the example names, in its order; other checks do not run.

    Fields of a schema that `given` leaves out are blank. Raises `SuiteError` or
    `InputError` where the example cannot be run: an unknown field or table, a
    verdict that is none, a schema whose layout cannot be bound.
    """
    faults = [*_unknown_verdicts(example), *_unknown_fields(suite, example)]
    if faults:
        raise ConsistencyError(*faults)
    named = {name: body for name, body in suite.bodies.items() if name in example.expect}
    part = replace(suite, bodies=named, examples=(), tables=_tables(suite, example))
    results = _results(part, _source(part, example), today)
    return [
        Outcome(name, expected, gravest(r for r in results if r.check == name))
        for name, expected in example.expect.items()
    ]


def gravest(results: Iterable[Result]) -> str | None:
    """The gravest verdict of some results; findings of a schema do not count."""
    found = {result.decision.verdict for result in results if result.kind != "schema"}
    return next((verdict for verdict in GRAVEST if verdict in found), None)


def _results(suite: Suite, source: Source, today: date) -> list[Result]:
    compiled = compile_suite(suite, suite.names)
    mentioned = mentioned_tables(compiled) | {name for name in suite.tables if name}
    assembled = assemble([source], [], suite.tables, named=frozenset(mentioned))
    if assembled.faults:
        raise ConsistencyError(*(item.fault for item in assembled.faults))
    return [
        result
        for submission in assembled.submissions
        for result in checked(suite, submission, today)[0]
    ]


def _tables(suite: Suite, example: Example) -> Mapping[str, Schema | None]:
    """The suite's tables without those that have no schema and stand not in the example."""
    if "" in suite.tables:
        return suite.tables
    return {n: s for n, s in suite.tables.items() if s is not None or n in example.given}


def _source(suite: Suite, example: Example) -> Source:
    single = "" in suite.tables
    given = dict(example.given)
    if not single:
        for name in suite.tables:
            given.setdefault(name, ())
    named = _named_fields(suite)
    grids = tuple(
        _grid(name or "data", rows, suite.tables[""] if single else suite.tables.get(name), named)
        for name, rows in given.items()
    )
    return Source("example", None, "", "table", grids)


def _named_fields(suite: Suite) -> Mapping[str, list[str]]:
    """The fields that the checks name of each table, for one that is given without a record."""
    fields: dict[str, list[str]] = {}
    for check in compile_suite(suite, suite.names):
        for statement in check.statements:
            refs = [term.slot.field for edit in statement.edits for term in edit.terms]
            for ref in refs:
                fields.setdefault(ref.table or "", []).append(ref.name)
            for table in {statement.scope.detail, *(ref.table for ref in refs)} - {None}:
                fields.setdefault(table or "", []).extend(r.name for r in statement.scope.by)
    return fields


def _grid(
    name: str,
    rows: Sequence[Mapping[str, str | None]],
    schema: Schema | None,
    named: Mapping[str, list[str]],
) -> Grid:
    """A grid with a column for every field that is given or that the schema has."""
    given = list(dict.fromkeys(field for row in rows for field in row))
    if not rows and schema is None:
        given = list(dict.fromkeys(named.get(name, ())))
    headers: list[str | None] = [*given]
    if schema is not None:
        covered = set(given)
        headers += [f.name for f in schema.fields if covered.isdisjoint((f.name, *f.aliases))]
    return Grid(name, [headers, *([row.get(field or "") for field in headers] for row in rows)])


def _unknown_verdicts(example: Example) -> Iterator[Fault]:
    known = get_args(Verdict)
    for check, verdict in example.expect.items():
        if verdict not in known:
            what = f"the example expects '{verdict}' of '{check}', which is no verdict"
            yield Fault(what, "", did_you_mean(verdict, known) or "use " + ", ".join(known))


def _unknown_fields(suite: Suite, example: Example) -> Iterator[Fault]:
    """Names in `given` that are no table or no field: a misspelt one would be a blank cell."""
    for table, rows in example.given.items():
        if "" not in suite.tables and table not in suite.tables:
            hint = did_you_mean(table, suite.tables) or "tables: " + ", ".join(suite.tables)
            yield Fault(f"the example gives an unknown table '{table}'", "", hint)
            continue
        schema = suite.tables.get("" if "" in suite.tables else table)
        if schema is None:
            continue
        words = [word for field in schema.fields for word in (field.name, *field.aliases)]
        for name in dict.fromkeys(field for row in rows for field in row):
            if name not in words:
                what = f"the example gives an unknown field '{name}'"
                yield Fault(what, "", did_you_mean(name, words))
