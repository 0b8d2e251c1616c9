"""Waivers: bound to the values they were accepted for, void when one of them changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import consistency
from consistency.suite.waivers import load_waivers

TODAY = date(2026, 6, 30)
SUITE = "suite: s\nchecks:\n  t: {total: t, parts: [a, b]}\n"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "s.yaml"
    path.write_text(SUITE, "utf-8")
    return path


def judged(suite: Path, record: dict[str, Any], waivers: Path | None = None) -> consistency.Report:
    return consistency.check([{"k": "x", **record}], checks=suite, waivers=waivers, today=TODAY)


def waived(suite: Path, values: str, until: str = "2026-12-31", name: str | None = None) -> Path:
    """A file with one waiver of the finding 4 against 1 + 2."""
    found = judged(suite, {"t": "4", "a": "1", "b": "2"}).results[0].id if name is None else name
    path = suite.with_name("waivers.yaml")
    path.write_text(
        f"waivers:\n- {{id: {found}, values: {values}, reason: counted twice, by: Li, "
        f"until: {until}}}\n",
        "utf-8",
    )
    return path


def void(report: consistency.Report) -> list[str]:
    return [entry.why for entry in report.content.void_waivers]


WRONG = {"t": "4", "a": "1", "b": "2"}


def test_a_waived_finding_keeps_its_verdict_and_does_not_count(suite: Path) -> None:
    report = judged(suite, WRONG, waived(suite, '["4", "1", "2"]'))
    (result,) = report.results
    assert result.decision.verdict == "discrepancy"
    assert result.waiver is not None
    assert (result.waiver.reason, result.waiver.by) == ("counted twice", "Li")
    assert (report.summary["waived"], report.summary["discrepancies"]) == (1, 0)
    assert (report.exit_status(), void(report)) == (0, [])


@pytest.mark.parametrize("changed", [{"t": "5"}, {"a": "0"}, {"b": "9"}])
def test_a_changed_value_voids_it(suite: Path, changed: dict[str, str]) -> None:
    report = judged(suite, {**WRONG, **changed}, waived(suite, '["4", "1", "2"]'))
    assert report.results[0].waiver is None
    assert (report.exit_status(), void(report)) == (1, ["value_changed"])


def test_too_few_values_cover_nothing(suite: Path) -> None:
    report = judged(suite, WRONG, waived(suite, '["4", "1"]'))
    assert (report.exit_status(), void(report)) == (1, ["value_changed"])


def test_it_holds_on_its_last_day_and_not_after(suite: Path) -> None:
    values = '["4", "1", "2"]'
    assert judged(suite, WRONG, waived(suite, values, "2026-06-30")).exit_status() == 0
    late = judged(suite, WRONG, waived(suite, values, "2026-06-29"))
    assert (late.exit_status(), void(late)) == (1, ["expired"])


def test_an_unknown_id_is_named(suite: Path) -> None:
    report = judged(suite, WRONG, waived(suite, '["4", "1", "2"]', name="0000"))
    assert (report.exit_status(), void(report)) == (1, ["no_such_result"])


def test_a_digest_stands_for_many_values(suite: Path) -> None:
    digest = judged(suite, WRONG).results[0].values_digest
    assert judged(suite, WRONG, waived(suite, f'"{digest}"')).exit_status() == 0
    other = judged(suite, {**WRONG, "a": "0"}, waived(suite, f'"{digest}"'))
    assert (other.exit_status(), void(other)) == (1, ["value_changed"])


def test_a_missing_figure_is_waived_by_null_or_its_mark(suite: Path) -> None:
    """It is waived; the report still exits with 3, for nothing else was decided."""
    blank = {"t": "4", "a": "-", "b": "2"}
    for mark in ('"-"', "null"):
        report = judged(suite, blank, waived(suite, f'["4", {mark}, "2"]'))
        assert (report.exit_status(), report.summary["waived"]) == (3, 1)
    again = judged(suite, {**blank, "a": "2"}, waived(suite, '["4", null, "2"]'))
    assert again.results[0].waiver is None


def test_every_fault_of_a_waivers_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text("waivers:\n- {id: a, untill: 2026-13-01, until: soon}\n", "utf-8")
    with pytest.raises(consistency.InputError) as raised:
        load_waivers(path)
    said = str(raised.value)
    assert "w.yaml:2" in said
    for part in ("untill", "no 'reason'", "no 'by'", "no 'values'", "'until: soon' is no date"):
        assert part in said
