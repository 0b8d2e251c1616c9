"""The shipped narrative fixtures against their worked keys: all of them, nothing besides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import consistency

FOLDER = Path(__file__).parents[2] / "fixtures" / "narrative"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def _texts(result: Any) -> list[str]:
    return sorted(figure.text for _, figure in result.figures)


def _fits(expected: dict[str, Any], result: Any) -> bool:
    decision = result.decision
    seen = {
        "kind": result.kind,
        "verdict": decision.verdict,
        "basis": result.basis,
        "grade": decision.grade,
        "derived": result.derived_text,
    }
    named = all(seen[field] == value for field, value in expected.items() if field != "figures")
    return named and _texts(result) == sorted(expected["figures"])


def _read(name: str) -> tuple[Any, dict[str, Any]]:
    key = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return consistency.check(FOLDER / f"{name}.txt"), key


@pytest.mark.parametrize("name", NAMES)
def test_every_expected_relation_is_found(name: str) -> None:
    report, key = _read(name)
    for expected in key["relations"]:
        assert any(_fits(expected, result) for result in report.results), (
            expected,
            [(r.kind, r.decision.verdict, r.basis, _texts(r)) for r in report.results],
        )
    assert report.exit_status() == key["exit"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_besides_is_found_wrong_or_asked(name: str) -> None:
    report, key = _read(name)
    for result in report.results:
        if result.decision.verdict not in ("agrees", "agrees_within_rounding"):
            assert any(_fits(expected, result) for expected in key["relations"]), (
                result.kind,
                result.decision.verdict,
                _texts(result),
            )


@pytest.mark.parametrize("name", NAMES)
def test_places_are_exact(name: str) -> None:
    report, _ = _read(name)
    text = (FOLDER / f"{name}.txt").read_bytes().decode("utf-8")
    for result in report.results:
        for _, figure in result.figures:
            assert figure.place is not None
            assert text[figure.place.start : figure.place.end] == figure.text
