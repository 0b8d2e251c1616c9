"""`consistency.check`: read, compile, confront, report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from ..constraints import constrain
from ..engine.assemble import assemble, mentioned_tables, selecting_texts
from ..engine.checked import checked
from ..engine.conformity import schema_results
from ..engine.coverage import coverage, text_coverage
from ..engine.screen import Passed
from ..engine.submission import Submission
from ..errors import ConsistencyError, Fault, InputError, SuiteError
from ..layout import Table
from ..layout.conform import conform
from ..model.document import Source
from ..model.report import (
    LISTED_EDITS,
    Bulk,
    FigureCounts,
    InputFault,
    Report,
    Result,
    SuiteEntry,
)
from ..readers import Wanted, read
from ..readers.framed import open_frame
from ..schema import Schema, load_schema
from ..suite import Suite, compile_suite, load_suite
from ..suite.waivers import apply_waivers, load_waivers
from ..version import __version__
from .entries import entries
from .offering import offers
from .recorded import recorded
from .stated import StatedInTexts, stated_in_texts
from .tables import LARGE_ROWS, StatedInTables, is_large, labelled, stated_in_tables


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


@dataclass(slots=True)
class _Judged:
    """What came out for the tables of a call."""

    results: list[Result] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    faults: list[InputFault] = field(default_factory=list)
    large: list[Any] = field(default_factory=list)
    checks: int = 0
    notes: tuple[str, ...] = ()

    def add(self, other: _Judged, checks: int) -> None:
        """Take what came out for one more table, by so many checks."""
        self.results += other.results
        self.tables += other.tables
        self.passed += other.passed
        self.faults += other.faults
        self.large += other.large
        self.checks += checks
        self.notes += other.notes


def judge(wanted: Sequence[Wanted], options: Options, notes: Sequence[str] = ()) -> Report:
    """The report on some inputs: tables by the suite, all else by what it states itself.

    Unusable inputs stand in its `errors`. Raises `SuiteError`, `SchemaError` or
    `InputError` (waivers, previous) where the configuration is unusable.
    """
    today = options.today or datetime.now(UTC).date()
    suite = _suite(options)
    waivers = load_waivers(options.waivers) if options.waivers is not None else ()
    most = LARGE_ROWS if suite is None else _most_rows(suite)
    sources, faults = _read_all(wanted, options, tables_only=suite is not None, most_rows=most)
    previous = _previous(options)
    tables = [source for source in sources if source.text is None]
    if suite is None:
        judged, own = _by_themselves(tables, options, today)
    else:
        judged, own = _by_suite(suite, tables, previous, options, today), StatedInTables()
        faults += _without_a_table(suite, wanted, sources)
    texts = [source for source in sources if source.text is not None]
    cells = labelled(tables) if suite is None and options.together and texts else ()
    stated = stated_in_texts(texts, judged.tables, cells, together=options.together)
    faults += judged.faults
    bulk, figures = _bulk(judged, waived=bool(waivers))
    results, void = apply_waivers(
        _distinct([*own.results, *judged.results, *stated.results]), waivers, today
    )
    unusable = {fault.input for fault in faults}
    return Report(
        __version__,
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        (
            *entries(wanted, sources, judged.tables, unusable),
            *(replace(e, previous=True) for e in entries(options.previous, previous, (), set())),
        ),
        tuple(faults),
        None if suite is None else _entry(suite, options),
        (judged.checks if suite is None else len(suite.bodies))
        + len(own.results)
        + len(stated.results),
        tuple(results),
        coverage(judged.tables, results, judged.passed)
        + figures
        + own.coverage(results)
        + _of_texts(stated, results),
        tuple(void),
        tuple(
            dict.fromkeys(
                (
                    *notes,
                    *_notes(wanted, sources, previous, options, suite),
                    *own.notes,
                    *judged.notes,
                )
            )
        ),
        sum(some.agrees for some in judged.passed),
        sum(some.within_rounding for some in judged.passed),
        stated.texts,
        stated.unused,
        stated.lost,
        bulk,
    )


def _of_texts(stated: StatedInTexts, results: Sequence[Result]) -> FigureCounts:
    names = frozenset(name for name, _ in stated.texts)
    return text_coverage(stated.figures, len(stated.lost), results, names)


def _by_suite(
    suite: Suite,
    sources: Sequence[Source],
    previous: Sequence[Source],
    options: Options,
    today: date,
) -> _Judged:
    """Tables judged against a suite."""
    if not sources:
        return _Judged()
    compiled = compile_suite(suite, suite.names)
    assembled = assemble(
        sources,
        previous,
        suite.tables,
        named=mentioned_tables(compiled),
        together=options.together,
        kept=selecting_texts(compiled),
    )
    judged = _Judged(faults=list(assembled.faults), notes=assembled.notes)
    for submission in assembled.submissions:
        try:
            if any(t.grid.frame is not None for r in submission.tables.values() for t in r.tables):
                _of_large(suite, submission, today, selecting_texts(compiled), judged)
                continue
            found, bound, held = _of_submission(suite, submission, today)
        except SuiteError as error:  # without a schema, a column that one input lacks
            if len(assembled.submissions) == 1 or None not in suite.tables.values():
                raise
            judged.faults += [InputFault(submission.name, fault) for fault in error.faults]
            continue
        judged.results += found
        judged.tables += bound
        judged.passed += held
    return judged


def _by_themselves(
    sources: Sequence[Source], options: Options, today: date
) -> tuple[_Judged, StatedInTables]:
    """Tables judged by what they state themselves: sheets cell by cell, many records as a suite.

    A suite that one plainly fits is offered in the first notes.
    """
    notes = list(offers(sources))
    judged, small = _Judged(), []
    for source in sources:
        many = [grid for grid in source.grids if is_large(grid)]
        small.append(replace(source, grids=tuple(g for g in source.grids if g not in many)))
        for grid in many:
            found = recorded(source, grid)
            notes += found.notes
            if found.suite is None:
                continue
            alone = replace(source, grids=(found.grid,))
            try:
                one = _by_suite(found.suite, [alone], (), options, today)
            except ConsistencyError as error:  # a table that no header row fits
                one = _Judged(faults=[InputFault(source.name, fault) for fault in error.faults])
            if one.faults:
                said = "; ".join(item.fault.what for item in one.faults)
                notes.append(f"{source.name}: {grid.name} is not read without a suite: {said}")
                continue
            judged.add(one, len(found.suite.bodies))
    stated = stated_in_tables(small)
    stated.notes[:0] = notes
    return judged, stated


def _without_a_table(
    suite: Suite, wanted: Sequence[Wanted], sources: Sequence[Source]
) -> list[InputFault]:
    """A suite that met no table judged nothing, which must not look like a pass."""
    if len(sources) < len(wanted) or any(source.text is None for source in sources):
        return []
    what = f"the suite {suite.name} judges tables, and only texts were given"
    advice = "give the return beside them, or leave --checks and --schema out"
    return [InputFault(None, Fault(what, "", advice))]


def _suite(options: Options) -> Suite | None:
    """The suite that was asked for, None where none was."""
    schema = options.schema
    if schema is not None and not isinstance(schema, Schema):
        schema = load_schema(schema)
    if isinstance(options.checks, Suite):
        return options.checks
    if options.checks is not None:
        return load_suite(options.checks, schema)
    if schema is not None:
        return Suite(schema.name, schema.path, schema.sha256, tables={"": schema})
    return None


def _entry(suite: Suite, options: Options) -> SuiteEntry:
    by_checks = options.checks is not None
    return SuiteEntry(suite.name, suite.edition, suite.sha256, "given" if by_checks else "schema")


def _previous(options: Options) -> list[Source]:
    """The tables of the period before; raises `InputError` where one is unusable, or a text."""
    found, faults = _read_all(options.previous, options, tables_only=True)
    for source in found:
        if source.text is not None:
            fault = Fault("is a text, with no records", source.name, "give the table of the period")
            faults.append(InputFault(source.name, fault))
    if faults:
        raise InputError(*(item.fault for item in faults))
    return found


def _read_all(
    wanted: Sequence[Wanted], options: Options, *, tables_only: bool, most_rows: int | None = None
) -> tuple[list[Source], list[InputFault]]:
    """Every input read; a table of more than `most_rows` rows is left in a frame."""
    framed = most_rows is not None and options.encoding is None and not options.together
    sources: list[Source] = []
    faults: list[InputFault] = []
    for one in wanted:
        try:
            large = open_frame(one, most_rows or 0) if framed else None
            source = large or read(
                one,
                encoding=options.encoding,
                stdin=options.stdin,
                sheet=options.sheet,
                tables_only=tables_only,
            )
            sources.append(source)
        except InputError as error:
            faults.extend(InputFault(one.name, fault) for fault in error.faults)
    return sources, faults


def _notes(
    wanted: Sequence[Wanted],
    sources: Sequence[Source],
    previous: Sequence[Source],
    options: Options,
    suite: Suite | None,
) -> Iterator[str]:
    """What readers met and left aside, each with the name of its input."""
    all_read = len(sources) == len(wanted)
    if options.sheet is not None and all_read and all(s.kind != "workbook" for s in sources):
        yield f"sheet {options.sheet} was not looked for: no input is a workbook"
    for source in (*sources, *previous):
        if source.text is not None and suite is not None:
            yield f"{source.name}: a text, checked against what it states itself, not by the suite"
        yield from (f"{source.name}: {note}" for note in source.notes)


def _of_submission(
    suite: Suite, submission: Submission, today: date
) -> tuple[list[Result], list[Table], list[Passed]]:
    """All results of one submission: its schemas', its repeats', its checks'."""
    decided, passed = checked(suite, submission, today)
    tables = [table for records in submission.tables.values() for table in records.tables]
    results = [r for table in tables for r in schema_results(table, conform(table))]
    results += [r for table in tables for r in schema_results(table, constrain(table))]
    return [*results, *decided], tables, passed


def _most_rows(suite: Suite) -> int | None:
    """A table of more rows than these has more edits than a report lists, and is left in a
    frame; None: whatever its size, as pandera is to see every value."""
    if any(schema.constrained for schema in suite.tables.values() if schema is not None):
        return None
    compiled = compile_suite(suite, suite.names)
    edits = sum(len(s.edits) for check in compiled for s in check.statements)
    return LISTED_EDITS // max(1, edits)


def _of_large(
    suite: Suite, submission: Submission, today: date, kept: frozenset[str], judged: _Judged
) -> None:
    """A submission with tables that were left in frames."""
    from ..engine.columnar.confronting import confront_frames

    found = confront_frames(suite, submission, today, kept)
    small = [t for r in submission.tables.values() for t in r.tables if t.grid.frame is None]
    judged.results += [r for table in small for r in schema_results(table, conform(table))]
    judged.results += [r for table in small for r in schema_results(table, constrain(table))]
    judged.results += found.results
    judged.passed += found.passed
    judged.large += found.screened
    judged.notes += tuple(found.notes)
    judged.tables += [t for r in submission.tables.values() for t in r.tables]


def _bulk(judged: _Judged, *, waived: bool) -> tuple[Bulk | None, FigureCounts]:
    """The results of large tables as columns; where waivers are to be applied, one by one."""
    if not judged.large:
        return None, FigureCounts()
    from ..engine.columnar.figures import figures_of
    from ..engine.columnar.findings import Findings

    bulk = Findings(tuple(judged.large))
    if waived:
        results, bulk = bulk.one_by_one()
        judged.results += results
    figures = sum((figures_of(one) for one in judged.large), FigureCounts())
    return bulk, figures


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
