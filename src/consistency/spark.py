"""Checks on Spark: findings written from the executors, for tables that outgrow one machine.

`consistency.check(frame, checks=...)` brings the rows that fail to the driver;
`write_findings` decides and writes them where they are. `docs/spark.md` shows it as a job.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import narwhals as nw

from .checks.reader import Names
from .engine.assemble import assemble, mentioned_tables, selecting_texts
from .engine.columnar.confronting import tables_of
from .engine.columnar.planning import Asked, Plan, Planner
from .engine.columnar.pulling import odd_by_expression
from .engine.columnar.records import settled
from .engine.columnar.rendering import frames_of, schema
from .engine.columnar.repeated import repeated_keys
from .engine.submission import Records, Submission
from .errors import Fault, InputError
from .frames.expression import LOUD, flagged, float_decimals, tally_of
from .frames.frame import ROW, Frame
from .frames.kernel import nothing
from .model.finding import COLUMNS, INTEGERS, row_of
from .readers import Wanted
from .readers.framed import open_frame
from .suite import Suite, compile_suite, load_suite

_NUMBER = "__consistency_number__"
_COUNTED = {
    "agrees": "agrees",
    "agrees_within_rounding": "agrees_within_rounding",
    "query": "queries",
    "discrepancy": "discrepancies",
    "undecided": "undecided",
    "not_applicable": "not_applicable",
}


def write_findings(
    frame: Any,
    checks: str | Path | Suite,
    path: str,
    *,
    today: date | None = None,
    format: str = "parquet",  # noqa: A002 - the word Spark uses
) -> dict[str, int]:
    """Check a Spark DataFrame record by record and write every finding, none collected.

    The findings go to the folder `path` in Spark's `format`, with the frozen columns
    of `Report.to_frame`; `row` and `cell` are blank, since rows on Spark have no order, and
    `key` names the record. Returns the counts of the report: edits, agrees,
    agrees_within_rounding, queries, discrepancies, undecided, not_applicable.

    Raises `SuiteError` for a faulty suite, and `InputError` where a check is not about
    single records (totals over rows, several tables): check these with `consistency.check`.
    """
    today = today or datetime.now(UTC).date()
    suite = checks if isinstance(checks, Suite) else load_suite(checks)
    submission, asked = _bound(frame, suite)
    (table,) = submission.tables[""].tables
    plan = Planner(table, submission, "", today).plan(asked)
    if plan.slow:
        raise _refused(plan.slow[0][1].name, "cannot be asked of single rows by Spark")
    native = plan.frame.native
    screened, counters = flagged(native, plan.program, plan.masks, odd_by_expression(plan))
    tally = tally_of(screened, plan.program, counters)
    loud = screened.to_native().where(f"`{LOUD}`").select(*plan.frame.columns)
    alone = _without_spark(_with_decimals(plan, screened))
    made = loud.mapInArrow(_deciding(alone, submission_of(alone), suite.name, today), _schema())
    made = made.persist()
    rows = [row_of(result, "en") for result in repeated_keys(plan, proved=False)]
    found = made.where(f"`{_NUMBER}` is null").drop(_NUMBER)
    if rows:
        found = found.unionByName(frame.sparkSession.createDataFrame(_values(rows), _schema(False)))
    found.write.mode("errorifexists").format(format).save(path)
    counts: Counter[str] = Counter()
    for verdict, number in (
        made.where(f"`{_NUMBER}` is not null").groupBy("verdict").sum(_NUMBER).collect()
    ):
        counts[_COUNTED[verdict]] += int(number)
    made.unpersist()
    counts["discrepancies"] += len(rows)
    for at, planned in enumerate(plan.planned):
        count, number = tally.counts[at], len(planned.statement.edits)
        within = sum(count.within)
        counts["agrees"] += count.held * number - within
        counts["agrees_within_rounding"] += within
        counts["not_applicable"] += count.aside * number
    for _, _, statement in plan.never:
        counts["not_applicable"] += len(statement.edits) * tally.rows
    aside = counts["not_applicable"]
    return {"edits": sum(counts.values()) - aside, **{n: counts[n] for n in _COUNTED.values()}}


def submission_of(plan: Plan) -> Submission:
    """The one table of a plan as a submission."""
    return Submission(plan.table.input, {"": Records("", (plan.table,))})


def _bound(frame: Any, suite: Suite) -> tuple[Submission, list[Asked]]:
    source = open_frame(Wanted("data", data=frame), -1)
    if source is None:
        raise _refused("the input", "is no Spark DataFrame")
    compiled = compile_suite(suite, suite.names)
    kept = selecting_texts(compiled)
    assembled = assemble([source], [], suite.tables, named=mentioned_tables(compiled), kept=kept)
    if assembled.faults or len(assembled.submissions) != 1:
        raise InputError(*(item.fault for item in assembled.faults))
    (submission,) = assembled.submissions
    names = suite.names
    if any(schema is None for schema in suite.tables.values()):
        names = Names({name: records.declared for name, records in submission.tables.items()})
    asked: list[Asked] = []
    for order, check in enumerate(compile_suite(suite, names)):
        for statement in check.statements:
            if statement.scope.over != "records" or tables_of(statement, submission) != {""}:
                raise _refused(f"check '{check.name}'", "is not about single records")
            asked.append((order, check, statement))
    return submission, asked


def _refused(what: str, why: str) -> InputError:
    return InputError(Fault(f"{what} {why}", "data", "use consistency.check for it"))


def _with_decimals(plan: Plan, screened: Any) -> Plan:
    """The plan with the printed decimals of every column of doubles: those of all rows that
    came up, which an executor sees only some of."""
    names = [
        column.name
        for column in plan.program.columns
        if column.form == "float" and column.name not in plan.decimals
    ]
    frame = replace(plan.frame, native=screened.filter(nw.col(LOUD)))
    return replace(plan, decimals={**plan.decimals, **float_decimals(frame, names)})


def _without_spark(plan: Plan) -> Plan:
    """The plan as it travels to the executors: without the session's own objects."""
    frame: Frame = replace(plan.frame, native=None)
    table = replace(plan.table, grid=replace(plan.table.grid, frame=frame))
    return replace(plan, table=table, frame=frame)


def _deciding(
    plan: Plan, submission: Submission, suite: str, today: date
) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """What an executor does with the rows of a partition that came up."""

    def decide(batches: Iterator[Any]) -> Iterator[Any]:
        import polars as pl
        import pyarrow

        for batch in batches:
            rows = pl.DataFrame(pl.from_arrow(pyarrow.Table.from_batches([batch])))
            rows = rows.with_columns(pl.lit(None, dtype=pl.Int64).alias(ROW))
            tally = nothing(plan.program)
            one = settled(plan, submission, "", suite, today, rows, tally, rows.height)
            for found in frames_of(one, "en"):
                yield from _batches(found.with_columns(pl.lit(None, pl.Int64).alias(_NUMBER)))
            counts = Counter({k: n for k, n in one.counts.items() if n})
            for result in one.conformity:
                counts[result.decision.verdict, result.decision.grade, result.severity] += 1
            yield from _batches(_counted(counts))

    return decide


def _counted(counts: Counter[Any]) -> Any:
    import polars as pl

    columns: dict[str, Any] = {name: [None] * len(counts) for name in COLUMNS}
    columns["verdict"] = [verdict for verdict, _, _ in counts]
    types = {**schema(), _NUMBER: pl.Int64}
    return pl.DataFrame({**columns, _NUMBER: list(counts.values())}, schema=types)


def _batches(frame: Any) -> Iterator[Any]:
    import pyarrow

    fields = [(name, pyarrow.int64()) for name in (*INTEGERS, _NUMBER)]
    types = dict(fields) | {"waived": pyarrow.bool_()}
    names = (*COLUMNS, _NUMBER)
    wanted = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in names])
    yield from frame.select(names).to_arrow().cast(wanted).to_batches()


def _schema(numbered: bool = True) -> str:
    types = dict.fromkeys(INTEGERS, "bigint") | {"waived": "boolean", _NUMBER: "bigint"}
    names = (*COLUMNS, _NUMBER) if numbered else COLUMNS
    return ", ".join(f"`{name}` {types.get(name, 'string')}" for name in names)


def _values(rows: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in COLUMNS) for row in rows]


def main(arguments: Sequence[str] | None = None) -> int:
    """`TABLE CHECKS FINDINGS`: read a Parquet folder, check it, write the findings.

    Returns the exit status of the command: 1 with discrepancies, 3 with undecided
    edits or nothing decided, otherwise 0.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) != 3:
        print("usage: spark-submit consistency_job.py TABLE CHECKS FINDINGS", file=sys.stderr)
        return 2
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("consistency").getOrCreate()
    counts = write_findings(session.read.parquet(given[0]), given[1], given[2])
    print(", ".join(f"{name} {number}" for name, number in counts.items()))
    if counts["discrepancies"]:
        return 1
    decided = counts["edits"] - counts["undecided"]
    return 3 if counts["undecided"] or not decided else 0
