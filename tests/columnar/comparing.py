"""One table judged twice: record by record, and as columns, however small it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import consistency
from consistency.api import judging
from consistency.model.finding import row_of
from consistency.model.quantity import plain
from consistency.model.report import Result
from consistency.readers import framed

TODAY = date(2020, 1, 1)
QUIET = ("agrees", "agrees_within_rounding", "not_applicable")
SHOWN = (
    "id", "check", "kind", "verdict", "grade", "key", "column", "stated", "derived", "gap",
    "allowed", "reason", "diagnosis",
)  # fmt: skip


@contextmanager
def as_columns() -> Iterator[None]:
    """Every table is large."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "LISTED_EDITS", 0)
        patch.setattr(framed, "FEWEST_BYTES", 0)
        yield


def by_records(data: Any, suite: Path) -> consistency.Report:
    """The report on a small table."""
    return consistency.check(data, checks=suite, today=TODAY)


def by_columns(data: Any, suite: Path) -> consistency.Report:
    """The report on the same table as if it were large."""
    with as_columns():
        report = consistency.check(data, checks=suite, today=TODAY)
    assert report.content.bulk is not None
    return report


def findings(results: Iterable[Result], *, places: bool = True) -> Counter[Any]:
    """What each finding says: id, check, key, verdict, grade, reason, quantities, place."""
    found: Counter[Any] = Counter()
    for result in results:
        decision = result.decision
        if decision.verdict in QUIET:
            continue
        numbers = (decision.stated, decision.gap, decision.allowed)
        texts = tuple(None if n is None else plain(n, result.places) for n in numbers)
        place = result.place if places else None
        facts = (result.id, result.check, result.key, decision.verdict, decision.grade)
        found[*facts, decision.reason, result.derived_text, texts, place] += 1
    return found


def rows_by_records(results: Iterable[Result]) -> Counter[Any]:
    """The frozen columns of each finding, without row and message."""
    kept = (row_of(r, "en") for r in results if r.decision.verdict not in QUIET)
    return Counter(tuple(row[name] for name in SHOWN) for row in kept)


def rows_by_columns(report: consistency.Report) -> Counter[Any]:
    """The same from the findings that stayed columns."""
    bulk = report.content.bulk
    assert bulk is not None
    found = rows_by_records(report.content.results)
    for table in bulk.tables("en"):
        found.update(Counter(table.select(SHOWN).rows()))
    return found


def assert_same(data: Any, like: Any, suite: Path, *, places: bool = True) -> Counter[str]:
    """Both ways find the same, count the same and print the same; the verdicts drawn."""
    plain_report, columns = by_records(like, suite), by_columns(data, suite)
    assert findings(columns.content.every, places=places) == findings(
        plain_report.results, places=places
    )
    assert rows_by_columns(columns) == rows_by_records(plain_report.results)
    assert columns.summary == plain_report.summary
    assert columns.exit_status() == plain_report.exit_status()
    drawn = Counter(r.decision.verdict for r in plain_report.results)
    drawn["opened"] = sum(
        len(found) for one in columns.content.bulk.screened for found in one.opened.values()
    )
    drawn["quiet"] = sum(one.tally.quiet for one in columns.content.bulk.screened)
    return drawn
