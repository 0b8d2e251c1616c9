"""The source returns and the cases of every kind, against answers worked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from consistency.api import Options, judge, wanted_of
from consistency.checks import KINDS
from consistency.engine.examples import GRAVEST, run_example
from consistency.engine.lint import lint
from consistency.model.quantity import plain
from consistency.model.report import Report, Result
from consistency.schema import load_schema
from consistency.suite import Suite, load_suite

ROOT = Path(__file__).resolve().parents[1]
RETURNS = sorted(path.parent for path in (ROOT / "fixtures").glob("*/expected.yaml"))
CASES = {kind.keyword: ROOT / "fixtures/checks" / f"{kind.keyword}.yaml" for kind in KINDS}
SUITES = sorted((ROOT / "checks").glob("*.yaml"))
TODAY = date(2026, 1, 1)


def _answers() -> Iterator[Any]:
    """Each expected answer of each return: the main one, then its variations."""
    for folder in RETURNS:
        answer = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
        variations = answer.pop("variations", [])
        yield pytest.param(folder, answer, id=folder.name)
        for number, variation in enumerate(variations, 1):
            yield pytest.param(folder, variation, id=f"{folder.name}-{number}")


def _suite(folder: Path, answer: dict[str, Any]) -> Suite:
    schema = answer.get("schema")
    return load_suite(
        ROOT / answer.get("checks", f"checks/{folder.name}.yaml"),
        None if schema is None else load_schema(ROOT / schema),
    )


def _judged(folder: Path, suite: Suite) -> Report:
    (path,) = folder.glob("*.csv")
    return judge(wanted_of(path), Options(checks=suite, today=TODAY))


def _finding(result: Result, suite: Suite, *, keyed: bool) -> dict[str, Any]:
    """A result in the words of expected.yaml; a column by the name of its field."""
    decision, places = result.decision, result.places
    stated = decision.stated
    causes = [diagnosis.cause for diagnosis in decision.diagnosis]
    found = {
        "check": result.check,
        "column": _field(result, suite),
        "verdict": decision.verdict,
        "grade": decision.grade,
        "stated": None if stated is None else plain(stated, places),
        "derived": result.derived_text,
        "gap": None if decision.gap is None else plain(decision.gap, places),
        "diagnosis": list(dict.fromkeys(causes)),
    }
    coarser = [d.figure.text for d in decision.diagnosis if d.figure is not None]
    if coarser:
        found["coarser"] = coarser
    if keyed:
        found["key"] = dict(result.key)
    return found


def _field(result: Result, suite: Suite) -> str | None:
    schema = suite.tables[""]
    header = result.place.column if result.place is not None else None
    assert schema is not None
    return next((f.name for f in schema.fields if header in (f.name, *f.aliases)), header)


def _in_order(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(findings, key=lambda finding: sorted((k, str(v)) for k, v in finding.items()))


@pytest.mark.parametrize(("folder", "answer"), [*_answers()])
def test_a_source_return_gives_the_answers_worked_by_hand(
    folder: Path, answer: dict[str, Any]
) -> None:
    suite = _suite(folder, answer)
    report = _judged(folder, suite)
    keyed = any("key" in finding for finding in answer["findings"])
    listed = [r for r in report.results if r.decision.verdict != "agrees" or r.kind == "base"]
    found = [_finding(result, suite, keyed=keyed) for result in listed]

    assert report.errors == ()
    assert _in_order(found) == _in_order(answer["findings"])
    assert {k: report.summary[k] for k in answer["summary"]} == answer["summary"]
    assert report.exit_status() == answer["exit"]


def test_every_source_return_has_an_expected_answer() -> None:
    assert {folder.name for folder in RETURNS} >= {path.stem for path in SUITES}
    assert len(RETURNS) == 12


@cache
def _cases(keyword: str) -> Suite:
    return load_suite(CASES[keyword])


def _examples() -> Iterator[Any]:
    for keyword in CASES:
        for number, example in enumerate(_cases(keyword).examples):
            yield pytest.param(keyword, number, id=f"{keyword}-line{example.line}")


@pytest.mark.parametrize(("keyword", "number"), [*_examples()])
def test_an_example_of_a_kind_comes_out_as_worked_by_hand(keyword: str, number: int) -> None:
    suite = _cases(keyword)
    outcomes = run_example(suite, suite.examples[number], TODAY)
    assert {o.check: o.got for o in outcomes} == dict(suite.examples[number].expect)


@pytest.mark.parametrize("keyword", CASES)
def test_every_kind_has_cases_that_agree_fail_and_stay_open(keyword: str) -> None:
    suite = _cases(keyword)
    expected = {verdict for example in suite.examples for verdict in example.expect.values()}
    assert expected >= {"agrees", "discrepancy", "undecided"}
    assert expected <= set(GRAVEST)
    assert {name for example in suite.examples for name in example.expect} == set(suite.bodies)


@pytest.mark.parametrize("keyword", CASES)
def test_the_cases_of_a_kind_are_of_that_kind_and_lint_clean(keyword: str) -> None:
    suite = _cases(keyword)
    assert all(keyword in (body.mapping or {}) for body, _ in suite.bodies.values())
    assert lint(suite, today=TODAY) == []


@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.stem)
def test_a_shipped_suite_lints_clean_and_its_examples_name_every_check(path: Path) -> None:
    suite = load_suite(path)
    assert lint(suite, today=TODAY) == []
    verdicts: dict[str, set[str]] = {}
    for example in suite.examples:
        for name, verdict in example.expect.items():
            verdicts.setdefault(name, set()).add(verdict)
    assert set(verdicts) == set(suite.bodies)
    assert all(len(found) > 1 for found in verdicts.values())
