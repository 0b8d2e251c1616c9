"""What a suite written in a test says of data written in a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import dedent

from consistency.api import Options, judge
from consistency.model.quantity import plain
from consistency.model.report import Report, Result
from consistency.readers import Wanted
from consistency.schema import Schema
from consistency.suite import parse_suite

TODAY = date(2010, 7, 1)
Rows = Sequence[Mapping[str, object]]
Data = Mapping[str, object] | Rows


@dataclass(frozen=True, slots=True)
class Said:
    """One result: its key without names, verdict, and what was computed, as printed."""

    key: str
    verdict: str
    stated: str | None = None
    derived: str | None = None
    gap: str | None = None
    reason: str | None = None


def report(
    checks: str,
    data: Data,
    *,
    previous: Data | None = None,
    schema: Schema | None = None,
    head: str = "",
    today: date = TODAY,
) -> Report:
    """The report on data in memory; `checks` is what stands under `checks:` of a suite."""
    lines = ["suite: test", *dedent(head).strip().splitlines(), "checks:"]
    lines += ["  " + line for line in dedent(checks).strip().splitlines()]
    suite = parse_suite("\n".join(lines), schema=schema)
    before = () if previous is None else (Wanted("before", data=previous),)
    options = Options(checks=suite, previous=before, today=today)
    return judge([Wanted("now", data=data)], options)


def said(checks: str, data: Data, **more: object) -> list[Said]:
    """What came out of each edit, in order; a report with unusable input fails the test."""
    found = report(checks, data, **more)  # type: ignore[arg-type]
    assert found.errors == ()
    return [_said(result) for result in found.results]


def verdicts(checks: str, data: Data, **more: object) -> list[str]:
    """The verdict of each edit, in order."""
    return [one.verdict for one in said(checks, data, **more)]


def _said(result: Result) -> Said:
    decision, places = result.decision, result.places
    return Said(
        "/".join(value for _, value in result.key),
        decision.verdict,
        None if decision.stated is None else plain(decision.stated, places),
        result.derived_text,
        None if decision.gap is None else plain(decision.gap, places),
        decision.reason,
    )
