"""`consistency.check`: read, compile, confront, report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..constraints import constrain
from ..engine.assemble import assemble, mentioned_tables, selecting_texts
from ..engine.checked import checked
from ..engine.conformity import schema_results
from ..engine.coverage import coverage
from ..engine.screen import Passed
from ..engine.submission import Submission
from ..errors import Fault, InputError, SuiteError
from ..layout import Table
from ..layout.conform import conform
from ..model.document import Source
from ..model.report import InputEntry, InputFault, Report, Result, SuiteEntry
from ..readers import Wanted, read
from ..schema import Schema, load_schema
from ..suite import Suite, compile_suite, load_suite
from ..suite.waivers import apply_waivers, load_waivers
from ..version import __version__


@dataclass(frozen=True, slots=True)
class Options:
    """How a call of `judge` is to be done; the meaning of each is that of the command."""

    checks: str | Path | Suite | None = None
    schema: str | Path | Schema | None = None
    previous: Sequence[Wanted] = ()
    together: bool = False
    waivers: str | Path | None = None
    encoding: str | None = None
    sheet: str | None = None
    stdin: BinaryIO | None = None
    today: date | None = None


def judge(wanted: Sequence[Wanted], options: Options, notes: Sequence[str] = ()) -> Report:
    """The report on some inputs.

    Unusable inputs stand in its `errors`. Raises `SuiteError`, `SchemaError` or
    `InputError` (waivers, previous) where the configuration is unusable.
    """
    today = options.today or datetime.now(UTC).date()
    suite = _suite(options)
    waivers = load_waivers(options.waivers) if options.waivers is not None else ()
    sources, faults = _read_all(wanted, options)
    previous, broken = _read_all(options.previous, options)
    if broken:
        raise InputError(*(item.fault for item in broken))
    compiled = compile_suite(suite, suite.names)
    assembled = assemble(
        sources,
        previous,
        suite.tables,
        named=mentioned_tables(compiled),
        together=options.together,
        kept=selecting_texts(compiled),
    )
    faults += assembled.faults
    results: list[Result] = []
    tables: list[Table] = []
    passed: list[Passed] = []
    for submission in assembled.submissions:
        try:
            found, bound, held = _judged(suite, submission, today)
        except SuiteError as error:  # without a schema, a column that one input lacks
            if len(assembled.submissions) == 1 or None not in suite.tables.values():
                raise
            faults += [InputFault(submission.name, fault) for fault in error.faults]
            continue
        results += found
        tables += bound
        passed += held
    waived, void = apply_waivers(_distinct(results), waivers, today)
    unusable = {fault.input for fault in faults}
    return Report(
        __version__,
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        (
            *_entries(wanted, sources, tables, unusable),
            *(replace(e, previous=True) for e in _entries(options.previous, previous, (), set())),
        ),
        tuple(faults),
        _entry(suite, options),
        len(suite.bodies),
        tuple(waived),
        coverage(tables, waived, passed),
        tuple(void),
        tuple(
            dict.fromkeys((*notes, *_notes(wanted, sources, previous, options), *assembled.notes))
        ),
        sum(some.agrees for some in passed),
        sum(some.within_rounding for some in passed),
    )


def _suite(options: Options) -> Suite:
    schema = options.schema
    if schema is not None and not isinstance(schema, Schema):
        schema = load_schema(schema)
    if isinstance(options.checks, Suite):
        return options.checks
    if options.checks is not None:
        return load_suite(options.checks, schema)
    if schema is not None:
        return Suite(schema.name, schema.path, schema.sha256, tables={"": schema})
    raise SuiteError(
        Fault(
            "no suite of checks is given, and reading the relations a table states itself "
            "is not built yet",
            "",
            "give --checks SUITE (or checks=...); consistency init starts one",
        )
    )


def _entry(suite: Suite, options: Options) -> SuiteEntry:
    by_checks = options.checks is not None
    return SuiteEntry(suite.name, suite.edition, suite.sha256, "given" if by_checks else "schema")


def _read_all(wanted: Sequence[Wanted], options: Options) -> tuple[list[Source], list[InputFault]]:
    sources: list[Source] = []
    faults: list[InputFault] = []
    for one in wanted:
        try:
            source = read(one, encoding=options.encoding, stdin=options.stdin, sheet=options.sheet)
            sources.append(source)
        except InputError as error:
            faults.extend(InputFault(one.name, fault) for fault in error.faults)
    return sources, faults


def _notes(
    wanted: Sequence[Wanted],
    sources: Sequence[Source],
    previous: Sequence[Source],
    options: Options,
) -> Iterator[str]:
    """What readers met and left aside, each with the name of its input."""
    all_read = len(sources) == len(wanted)
    if options.sheet is not None and all_read and all(s.kind != "workbook" for s in sources):
        yield f"sheet {options.sheet} was not looked for: no input is a workbook"
    for source in (*sources, *previous):
        yield from (f"{source.name}: {note}" for note in source.notes)


def _judged(
    suite: Suite, submission: Submission, today: date
) -> tuple[list[Result], list[Table], list[Passed]]:
    """All results of one submission: its schemas', its repeats', its checks'."""
    decided, passed = checked(suite, submission, today)
    tables = [table for records in submission.tables.values() for table in records.tables]
    results = [r for table in tables for r in schema_results(table, conform(table))]
    results += [r for table in tables for r in schema_results(table, constrain(table))]
    return [*results, *decided], tables, passed


def _distinct(results: Iterable[Result]) -> list[Result]:
    """Results with ids of their own: records with one key get -2, -3 in their order."""
    seen: dict[tuple[str, str], int] = {}
    distinct = []
    for result in results:
        spot = (result.input, result.id)
        seen[spot] = seen.get(spot, 0) + 1
        one_more = seen[spot] > 1
        distinct.append(replace(result, id=f"{result.id}-{seen[spot]}") if one_more else result)
    return distinct


def _entries(
    wanted: Sequence[Wanted],
    sources: Sequence[Source],
    tables: Sequence[Table],
    unusable: set[str | None],
) -> tuple[InputEntry, ...]:
    by_name = {source.name: source for source in sources}
    entries = []
    for one in wanted:
        source = by_name.get(one.name)
        status = "unusable" if source is None or one.name in unusable else "read"
        mine = [table for table in tables if table.input == one.name]
        entries.append(
            InputEntry(
                one.name,
                one.path,
                None if source is None else source.sha256,
                "table" if source is None else source.kind,
                cast("Any", status),
                _only(mine, period=False),
                _only(mine, period=True),
            )
        )
    return tuple(entries)


def _only(tables: Sequence[Table], *, period: bool) -> str | None:
    """The one unit (or period) that all records of an input are about; None where several."""
    texts: set[str] = set()
    for table in tables:
        field = None if table.schema is None else table.schema.period
        names = [k for k in table.keys if (k == field) == period]
        if not names:
            return None
        for row in range(len(table)):
            texts.add((table.text(names[0], row) or "").strip())
            if len(texts) > 1:
                return None
    return texts.pop() or None if texts else None
