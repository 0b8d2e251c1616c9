"""The report: counts, exit status and ids."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from drawn import count, figure

from consistency.errors import Fault
from consistency.model.edit import Decision, Grade, Verdict
from consistency.model.figure import Figure
from consistency.model.interval import Interval
from consistency.model.report import (
    LISTED_EDITS,
    FailOn,
    InputFault,
    Report,
    Result,
    Severity,
    Waiver,
    result_id,
    value_text,
)

F = Fraction
WAIVER = Waiver("one", ("1",), "counted twice", "office", None)


def result(
    verdict: Verdict,
    grade: Grade | None = None,
    severity: Severity = "error",
    *,
    reason: str | None = None,
    waived: bool = False,
    figures: tuple[Figure, ...] = (),
) -> Result:
    return Result(
        "one",
        "total",
        None,
        "total",
        severity,
        "checks",
        "a.csv",
        Decision(verdict, grade, reason),
        tuple(("part", shown) for shown in figures),
        waiver=WAIVER if waived else None,
    )


AGREES = result("agrees")
WITHIN = result("agrees_within_rounding")
QUERY = result("query")
GROSS = result("discrepancy", "gross")
LAST = result("discrepancy", "last_digit")
WARNED = result("discrepancy", "gross", "warning")
UNDECIDED = result("undecided", reason="missing")
NOTHING = result("undecided", reason="applied_to_nothing")
SKIPPED = result("not_applicable", reason="when")
WAIVED = result("discrepancy", "gross", waived=True)
WAIVED_UNDECIDED = result("undecided", reason="missing", waived=True)
BROKEN = (InputFault("b.csv", Fault("is empty", "b.csv", "write a header")),)


def report(*results: Result, errors: tuple[InputFault, ...] = ()) -> Report:
    return Report("0", "now", (), errors, None, 1, results)


@pytest.mark.parametrize(
    ("results", "fail_on", "status"),
    [
        ((AGREES,), "discrepancy", 0),
        ((WITHIN,), "query", 0),
        ((AGREES, SKIPPED), "discrepancy", 0),
        ((AGREES, GROSS), "discrepancy", 1),
        ((AGREES, LAST), "discrepancy", 1),
        ((AGREES, LAST), "gross", 0),
        ((AGREES, GROSS), "gross", 1),
        ((AGREES, WARNED), "gross", 0),
        ((AGREES, WARNED), "discrepancy", 0),
        ((AGREES, WARNED), "query", 1),
        ((AGREES, QUERY), "discrepancy", 0),
        ((QUERY,), "query", 1),
        ((GROSS, QUERY), "never", 0),
        # nothing decided is not ok
        ((), "discrepancy", 3),
        ((SKIPPED,), "discrepancy", 3),
        ((SKIPPED,), "never", 3),
        ((UNDECIDED,), "discrepancy", 3),
        ((AGREES, UNDECIDED), "discrepancy", 3),
        ((AGREES, NOTHING), "discrepancy", 3),
        # a finding comes before what is undecided
        ((GROSS, UNDECIDED), "discrepancy", 1),
        ((GROSS, UNDECIDED), "never", 3),
        # what is waived does not count
        ((AGREES, WAIVED), "query", 0),
        ((WAIVED,), "discrepancy", 0),
        ((AGREES, WAIVED_UNDECIDED), "discrepancy", 0),
        ((AGREES, WAIVED, QUERY), "query", 1),
    ],
)
def test_exit_status(results: tuple[Result, ...], fail_on: FailOn, status: int) -> None:
    judged = report(*results)
    assert judged.exit_status(fail_on) == status
    assert judged.ok == (judged.exit_status("discrepancy") == 0)
    # unusable input comes before everything
    assert report(*results, errors=BROKEN).exit_status(fail_on, allow_undecided=True) == 2


@pytest.mark.parametrize(
    ("results", "status"),
    [
        ((AGREES, UNDECIDED), 0),
        ((AGREES, UNDECIDED, NOTHING), 3),
        ((UNDECIDED,), 3),
        ((), 3),
        ((GROSS, UNDECIDED), 1),
        ((QUERY, UNDECIDED), 0),
        ((SKIPPED, UNDECIDED), 3),
    ],
)
def test_undecided_edits_can_be_allowed(results: tuple[Result, ...], status: int) -> None:
    assert report(*results).exit_status(allow_undecided=True) == status


def test_summary() -> None:
    judged = report(
        AGREES, WITHIN, QUERY, GROSS, GROSS, LAST, UNDECIDED, SKIPPED, WAIVED, WAIVED_UNDECIDED
    )
    summary = judged.summary
    assert list(summary.values()) == [1, 9, 1, 1, 1, 3, 2, 1, 1, 1, 2, 0, 0, 0, 0]
    verdicts = ("agrees", "agrees_within_rounding", "queries", "discrepancies", "undecided")
    assert summary["edits"] == sum(summary[v] for v in verdicts) + summary["waived"]
    assert judged.complete
    assert judged.listed == judged.results


def test_a_long_report_lists_what_does_not_agree() -> None:
    judged = report(*[AGREES] * LISTED_EDITS, GROSS, SKIPPED, UNDECIDED)
    assert not judged.complete
    assert judged.listed == (GROSS, SKIPPED, UNDECIDED)
    assert report(*[AGREES] * LISTED_EDITS, SKIPPED).complete


def test_ids_hold_no_value() -> None:
    slots, key = [("total", "villages"), ("part", "model")], [("county", "A")]
    known = result_id("suite", "total", "total", None, "2024", slots, key)
    assert known == result_id("suite", "total", "total", None, "2024", iter(slots), tuple(key))
    assert len(known) == 16
    others = {
        result_id("other", "total", "total", None, "2024", slots, key),
        result_id("suite", "other", "total", None, "2024", slots, key),
        result_id("suite", "total", "same", None, "2024", slots, key),
        result_id("suite", "total", "total", "unit", "2024", slots, key),
        result_id("suite", "total", "total", None, "2025", slots, key),
        result_id("suite", "total", "total", None, "2024", slots[:1], key),
        result_id("suite", "total", "total", None, "2024", slots, [("county", "B")]),
        result_id("suite", "total", "total", None, "2024", [*slots, ("county", "A")], []),
        known,
    }
    assert len(others) == 9


def test_values_bind_a_waiver() -> None:
    figures = (count(617), figure("44.70", 2), Figure("<5", absence="suppressed"))
    one = result("query", figures=figures)
    assert one.values == ("617", "44.7", "<5")
    same = result("agrees", figures=figures)
    assert one.values_digest == same.values_digest
    assert one.values_digest.startswith("sha256:")
    changed = result("query", figures=(count(618), *figures[1:]))
    assert changed.values_digest != one.values_digest
    assert value_text(Figure("--", absence="missing")) == "--"
    # a lone surrogate from a broken file is no reason to stop
    assert result("query", figures=(Figure("\ud800", absence="not_a_number"),)).values_digest


@pytest.mark.parametrize(
    ("wholes", "text"),
    [
        (Interval(F("1368.2"), F("1369.5")), "1369"),
        (Interval(F("929.1"), F("953.2")), "930-953"),
        (Interval(F(7), None), "7-"),
        (Interval(F("132.7"), F("132.9")), None),
        (Interval(F(3), F(2)), None),
    ],
)
def test_the_wholes_of_a_base_as_text(wholes: Interval, text: str | None) -> None:
    one = replace(AGREES, decision=Decision("agrees", wholes=wholes))
    assert one.derived_text == text


def test_derived_is_printed_with_three_decimals_more_than_stated() -> None:
    decision = Decision("discrepancy", "last_digit", derived=F(61700, 1383), decimals=1)
    one = replace(AGREES, decision=decision)
    assert (one.derived_text, one.places) == ("44.6132", 4)
    assert AGREES.derived_text is None
