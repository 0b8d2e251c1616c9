"""What is generated: nothing has drifted, and the JSON Schemas mean what they say."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import yaml

from consistency.api import Options, judge, wanted_of
from consistency.checks import KINDS
from consistency.engine.examples import GRAVEST
from consistency.explain import VERDICTS
from consistency.reporters.json_report import to_json

ROOT = Path(__file__).resolve().parents[1]
SUITES = [
    *sorted((ROOT / "checks").glob("*.yaml")),
    *sorted((ROOT / "fixtures/checks").glob("*.yaml")),
    *sorted((ROOT / "fixtures").glob("*/suite.yaml")),
    *sorted((ROOT / "src/consistency/templates").rglob("suite.yaml")),
]
SCHEMAS = [
    *sorted((ROOT / "schemas").glob("*.yaml")),
    *sorted((ROOT / "fixtures").glob("*/schema.yaml")),
    *sorted((ROOT / "src/consistency/templates").rglob("schema.yaml")),
]


def _generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    return _generate()


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    path = ROOT / "schemas" / f"consistency-{name}-1.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def is_valid(name: str, document: Any) -> bool:
    return _validator(name).is_valid(document)


def _plain(value: Any) -> Any:
    """What YAML made of a file as JSON would hold it: dates are texts, keys are texts."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(path: Path) -> Any:
    return _plain(yaml.safe_load(path.read_text("utf-8")))


def test_nothing_has_drifted(generate: ModuleType) -> None:
    assert list(generate.drifted()) == []
    assert generate.main(["--check"]) == 0


def test_drift_is_named_and_exits_with_1(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = generate.pages()
    pages[ROOT / "docs/cli.md"] += "more"
    pages[ROOT / "docs/checks/nowhere.md"] = "new"
    del pages[ROOT / "docs/checks/total.md"]
    monkeypatch.setattr(generate, "pages", lambda: pages)
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/cli.md has drifted: run python docs/generate.py",
        "docs/checks/nowhere.md has drifted: run python docs/generate.py",
        "docs/checks/total.md (of no kind: remove it) has drifted: run python docs/generate.py",
    ]
    assert generate.main(["--chek"]) == 2


def test_every_kind_has_a_page_with_the_headings_of_its_docstring(generate: ModuleType) -> None:
    for kind in KINDS:
        page = (ROOT / "docs/checks" / f"{kind.keyword}.md").read_text("utf-8")
        headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
        assert headings == [
            "Says", "Example", "Why it goes wrong", "Limits", "Source", "Keys", "Cases",
        ], kind.keyword  # fmt: skip


def test_run_and_show_blocks_are_filled_anew(generate: ModuleType) -> None:
    page = (
        "a\n<!-- show: fixtures/halls/halls.csv -->\nold\n<!-- end -->\nb\n"
        "<!-- run: consistency --version -->\n<!-- end -->\nc\n"
    )
    once = generate.with_outputs(page)
    assert "old" not in once
    assert "```csv\n單位,年度,可用活動場所" in once
    assert "-->\n```text\nconsistency 0." in once
    assert generate.with_outputs(once) == once
    with pytest.raises(ValueError, match="only consistency is run"):
        generate.output_of("rm x")


@pytest.mark.parametrize("path", SUITES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_suite_is_valid_and_a_misspelt_key_is_not(path: Path) -> None:
    suite = _read(path)
    assert is_valid("suite", suite)
    for broken in _misspelt(suite):
        assert not is_valid("suite", broken)


def _misspelt(suite: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The suite with one key misspelt: of the head, of each check, of an example."""
    suite = {**suite, "examples": suite.get("examples", [])[:1]}
    yield {**suite, "chekcs": {}}
    yield {key: value for key, value in suite.items() if key != "checks"}
    for name, check in suite["checks"].items():
        first, *_ = check
        wrong = {f"{key}x" if key == first else key: value for key, value in check.items()}
        yield {**suite, "checks": {name: wrong}}
        yield {**suite, "checks": {name: {**check, "sevrity": "error"}}}
    if suite["examples"]:
        first = suite["examples"][0]
        yield {**suite, "examples": [{**first, "expects": {}}]}
        yield {**suite, "examples": [{**first, "expect": {"a": "agree"}}]}


@pytest.mark.parametrize(
    ("check", "valid"),
    [
        ({"total": "t", "parts": ["x"], "severity": "fatal"}, False),
        ({"total": "t", "parts": [], "severity": "error"}, False),
        ({"total": "t", "same": ["x", "y"]}, False),
        ({"severity": "error"}, False),
        (None, False),
        ({"bound": [0, "x", "100"], "valid": {"from": 2010}}, True),
        ({"bound": [0, "x"], "valid": {"form": 2010}}, False),
        ({"same": ["x", "y"], "tolerance": {"amount": 1}}, False),
        ({"count": "n", "of": "rows", "where": {"a": {"not": ["b", None]}}}, True),
        ({"count": "n", "of": "rows", "where": {"a": {"is": "b"}}}, False),
        ({"change": "c", "from": "a", "to": "b", "in": "parts"}, False),
    ],
)
def test_the_suite_schema_holds_the_grammar(check: Any, valid: bool) -> None:
    assert is_valid("suite", {"suite": "s", "checks": {"c": check}}) is valid


def test_a_check_may_be_changed_or_removed_only_where_the_suite_extends_another() -> None:
    changes = {"a": {"severity": "warning"}, "b": None}
    assert is_valid("suite", {"extends": "base", "checks": changes})
    assert is_valid("suite", {"extends": "base"})
    assert not is_valid("suite", {"checks": changes})
    assert not is_valid("suite", {"extends": "base", "checks": {"a": {"totl": "x"}}})


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_schema_is_valid_and_a_misspelt_key_is_not(path: Path) -> None:
    schema = _read(path)
    assert is_valid("schema", schema)
    assert not is_valid("schema", {**schema, "colums": {}})
    assert not is_valid("schema", {k: v for k, v in schema.items() if k != "columns"})
    for name, column in schema["columns"].items():
        for more in (
            {"dtpye": "str"},
            {"metadata": {**column.get("metadata", {}), "role": "sum"}},
            {"metadata": {**column.get("metadata", {}), "unti": "个"}},
            {"metadata": {**column.get("metadata", {}), "decimals": 13}},
            {"checks": {"grater_than": 0}},
            {"regex": True},
        ):
            broken = {**schema, "columns": {name: {**column, **more}}}
            assert not is_valid("schema", broken), more


@pytest.mark.parametrize("name", ["village_grading", "venue_funds", "halls", "leaders"])
def test_the_reports_of_source_returns_are_valid(name: str) -> None:
    (path,) = (ROOT / "fixtures" / name).glob("*.csv")
    report = judge(wanted_of(path), Options(checks=ROOT / "checks" / f"{name}.yaml"))
    document = json.loads(to_json(report))
    assert is_valid("report", document)
    assert not is_valid("report", {**document, "format": "consistency-report/2"})
    assert not is_valid("report", {**document, "verdict": "agrees"})


def test_verdicts_are_listed_in_the_order_of_the_contract() -> None:
    assert set(VERDICTS) == set(GRAVEST)
    assert VERDICTS[0] == "agrees"
