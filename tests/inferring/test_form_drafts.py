"""Drafts from the shipped workbooks: they load, lint clean and find what the sheets state."""

from __future__ import annotations

from pathlib import Path

import pytest

import consistency
from consistency.errors import InputError
from consistency.inferring import infer
from consistency.inferring.output import draft_paths, write_draft
from consistency.suite import load_suite

FIXTURES = Path(__file__).parents[2] / "fixtures"

DRAFTED = {
    # workbook: kinds of check, and (kind, stated, derived) of what is found wrong
    "cooperatives/cooperatives.xlsx": (["base"], []),
    "joint_organisations/joint_organisations.xlsx": (["base", "total"], []),
    "leaders/leaders.xlsx": (["base", "base", "base"], []),
    "member_development/member_development.xlsx": (
        ["share", "shares", "shares", "total", "total"],
        [("share", "48", "52.381"), ("total", "42", "44")],
    ),
    "operating_funds/operating_funds.xlsx": (["total"], []),
    "rectification/rectification.xlsx": (["base", "total"], []),
    "venue_funds/venue_funds.xlsx": (["total"], [("total", "6842.5", "6842.1")]),
    "village_grading/village_grading.xlsx": (
        ["share", "shares", "total"],
        [("share", "44.7", "44.6132")],
    ),
    "weak_organisations/weak_organisations.xls": (["share"], []),
    "weak_organisations/weak_organisations.xlsx": (["share"], []),
}


@pytest.mark.parametrize("name", DRAFTED)
def test_a_draft_loads_and_finds_what_the_sheet_states(name: str, tmp_path: Path) -> None:
    kinds, wrong = DRAFTED[name]
    path = FIXTURES / name
    paths = draft_paths(tmp_path / "draft.yaml")
    draft = infer(path, name=paths.name, schema=paths.schema.name)
    write_draft(draft, paths)
    assert sorted(one.kind for one in draft.proposals) == kinds
    load_suite(paths.suite)
    report = consistency.check(path, checks=paths.suite)
    found = [
        (r.kind, r.values[0], r.derived_text)
        for r in report.results
        if r.decision.verdict == "discrepancy"
    ]
    assert sorted(found) == wrong
    assert not report.undecided


def test_a_form_that_states_nothing_is_one_clear_error() -> None:
    with pytest.raises(InputError, match="is a form that states no relation by its own words"):
        infer(FIXTURES / "funds_2009/funds_2009.xlsx")
