"""A suite that generated data is found again in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from consistency.engine.lint import lint
from consistency.generating import generate, write_generated
from consistency.inferring import infer
from consistency.inferring.output import draft_paths, write_draft

ROOT = Path(__file__).resolve().parents[2]
SUITES = sorted((ROOT / "checks").glob("*.yaml"))

NOT_IN_THE_DATA = {
    # a whole that is printed nowhere is no column to be found; where the name of the count
    # begins that of its share, and nothing else holds, the base is drafted
    "halls": {"coverage-has-a-base"},
    "joint_organisations": {"branches-have-a-base"},
    "leaders": {"secretaries-have-a-base"},
    # a part is at most its whole: its share of it, which is found, says so
    "member_development": {"women-within-members"},
    # the same, of a total of parts; and the base follows from the share
    "rectification": {"need-within-villages", "seconded-has-a-base"},
    # revenue is in hundreds of millions and funds in ten thousands: no column says so
    "funds_2009": {"share-of-revenue"},
}


def _stated(check: dict[str, Any]) -> set[tuple[Any, ...]]:
    """What a check of a suite states, in a form in which two can be compared."""
    if "total" in check:
        return {("total", check["total"], frozenset(check["parts"]))}
    if "share" in check:
        return {("share", share, part, check["of"]) for share, part in check["share"].items()}
    if "shares" in check:
        return {("shares", frozenset(check["shares"]))}
    if "same" in check:
        return {("same", frozenset(check["same"]))}
    return {("other", str(check))}


@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.stem)
def test_shipped_suites(path: Path, tmp_path: Path) -> None:
    made = generate(path, 60, seed=3)
    data = tmp_path / "made.csv"
    write_generated(made, data)
    draft = infer(data)
    told = yaml.safe_load(draft.suite)["checks"] if draft.suite else {}
    found = {one for check in told.values() for one in _stated(check)}
    checks = yaml.safe_load(path.read_text("utf-8"))["checks"]
    unseen = NOT_IN_THE_DATA.get(path.stem, set())
    wanted = {one for name, check in checks.items() if name not in unseen for one in _stated(check)}
    assert unseen <= set(checks)
    assert wanted == found  # all of it, and nothing else
    if draft.suite:
        paths = draft_paths(tmp_path / "draft.yaml")
        write_draft(infer(data, name=paths.name, schema=paths.schema.name), paths)
        assert lint(paths.suite) == []


@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.stem)
def test_with_faults(path: Path, tmp_path: Path) -> None:
    """One record in twenty has a fault; the same is found."""
    data = tmp_path / "made.csv"
    write_generated(generate(path, 200, "0.05", seed=4), data)
    draft = infer(data)
    told = yaml.safe_load(draft.suite)["checks"] if draft.suite else {}
    found = {one for check in told.values() for one in _stated(check)}
    checks = yaml.safe_load(path.read_text("utf-8"))["checks"]
    unseen = NOT_IN_THE_DATA.get(path.stem, set())
    wanted = {one for name, check in checks.items() if name not in unseen for one in _stated(check)}
    assert wanted == found
