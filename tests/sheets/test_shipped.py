"""The shipped returns without any suite: the findings of their suites that they state themselves.

Worked by hand from the figures (fixtures/*/expected.yaml holds those of the suites). A
finding is (verdict, grade, kind, stated, derived, cell). `AGREES` counts what agrees.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import consistency

FIXTURES = Path(__file__).parents[2] / "fixtures"

Finding = tuple[str, str | None, str, str, str | None, str]

EXPECTED: dict[str, tuple[dict[str, int], list[Finding]]] = {
    # 494 is 68.7 % of some whole number: 719 (718.55 to 719.59)
    "cooperatives/cooperatives.csv": ({"base": 1}, []),
    "cooperatives/cooperatives.xlsx": ({"base": 1}, []),
    # no total word, and what 占财政收入比例 is a share of is in another line of the form
    "funds_2009/funds_2009.csv": ({}, []),
    "funds_2009/funds_2009.xlsx": ({}, []),
    # 覆盖率 says of nothing what it is a rate of, and no header says that 133 and 134 are one
    "halls/halls.csv": ({}, []),
    "halls/halls.xlsx": ({}, []),
    # 其中 over three columns: 54 + 58 + 51 = 163; 367 is 39 % of some whole number.
    # The CSV has no 其中, so nothing in it states the sum
    "joint_organisations/joint_organisations.csv": ({"base": 1}, []),
    "joint_organisations/joint_organisations.xlsx": ({"total": 1, "base": 1}, []),
    "leaders/leaders.csv": ({"base": 3}, []),
    "leaders/leaders.xlsx": ({"base": 3}, []),
    # 100 x 22 / 42 = 52.381, not 48. 文化程度 stands before 48 % and 52 %, which make 100,
    # so that its counts make the whole: 22 + 22 = 44, not 42. 年龄: 29 + 13 = 42, 69 + 31 = 100.
    # The CSV has no labels over several items, which would say what makes 42
    "member_development/member_development.csv": (
        {"share": 5},
        [("discrepancy", "gross", "share", "48", "52.381", "L2")],
    ),
    "member_development/member_development.xlsx": (
        {"share": 5, "shares": 2, "total": 1},
        [
            ("discrepancy", "gross", "total", "42", "44", "C4"),
            ("discrepancy", "gross", "share", "48", "52.381", "D9"),
        ],
    ),
    # opening + joined - left = closing in five rows; growth is against the period before,
    # which one row alone does not state: against the opening it is a question in A 2010
    "membership_by_year/membership_by_year.csv": (
        {"formula": 5, "change": 2},
        [("query", None, "change", "0", "-0.8264", "G4")],
    ),
    # 139.00 + 1,155.92 = 1,294.92 in the record and in the row 合计
    "operating_funds/operating_funds.csv": ({"total": 1}, []),
    "operating_funds/operating_funds.xlsx": ({"total": 2}, []),
    # 77 + 7 + 160 + 5 = 249 under 合计; 13 is 17 % of 75 to 78. The CSV has no 合计
    "rectification/rectification.csv": ({"base": 1}, []),
    "rectification/rectification.xlsx": ({"total": 1, "base": 1}, []),
    # 200.0 + 50.0 + 3,510.0 + 160.0 + 2,290.3 + 631.8 = 6,842.1 under 其中, 6,842.5 under 合计.
    # In the CSV four of them show no decimals (6840.0 to 6844.2 is possible) and no header says
    # that they make the total: a question
    "venue_funds/venue_funds.csv": ({}, [("query", None, "total", "6842.5", "6842.1", "C2")]),
    "venue_funds/venue_funds.xlsx": (
        {},
        [("discrepancy", "gross", "total", "6842.5", "6842.1", "C5")],
    ),
    # 617 of 1383 is 44.6132. In the CSV nothing says that these are exact counts: a question
    "village_grading/village_grading.csv": (
        {"share": 4, "shares": 1, "total": 1},
        [("query", None, "share", "44.7", "44.6132", "I2")],
    ),
    "village_grading/village_grading.xls": (
        {"share": 4, "shares": 1, "total": 1},
        [("discrepancy", "last_digit", "share", "44.7", "44.6132", "I4")],
    ),
    "village_grading/village_grading.xlsx": (
        {"share": 4, "shares": 1, "total": 1},
        [("discrepancy", "last_digit", "share", "44.7", "44.6132", "I5")],
    ),
    # one organisation may show several kinds (the sheet says so in a note): the shares make
    # 110.6, so that no header and no arithmetic states that the kinds make 38
    "weak_organisations/weak_organisations.csv": ({"share": 7}, []),
    "weak_organisations/weak_organisations.xls": ({"share": 7}, []),
    "weak_organisations/weak_organisations.xlsx": ({"share": 7}, []),
}


def findings(report: Any) -> list[Finding]:
    return [
        (
            r["verdict"],
            r["grade"],
            r["kind"],
            r["stated"],
            r["derived"],
            r["figures"][0]["place"]["cell"],
        )
        for r in report["results"]
        if r["verdict"] in ("discrepancy", "query", "undecided")
    ]


def checked(path: Path) -> Any:
    return json.loads(consistency.check(path).to_json())


def test_every_shipped_table_is_looked_at() -> None:
    shipped = {
        str(path.relative_to(FIXTURES))
        for suffix in ("csv", "xls", "xlsx")
        for path in FIXTURES.glob(f"*/*.{suffix}")
    }
    assert shipped == {*EXPECTED, "counties/clean.xlsx", "counties/faulty.xlsx"}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_shipped_table_states(name: str) -> None:
    agreeing, found = EXPECTED[name]
    report = checked(FIXTURES / name)
    assert report["suite"] is None
    assert findings(report) == found
    quiet = ("agrees", "agrees_within_rounding")
    kinds = Counter(r["kind"] for r in report["results"] if r["verdict"] in quiet)
    assert kinds == agreeing
    assert report["summary"]["edits"] == len(found) + sum(agreeing.values())


def test_the_clean_workbook_states_nothing_wrong() -> None:
    report = checked(FIXTURES / "counties/clean.xlsx")
    # 480 records: villages and funds make their totals, members carry over, three shares;
    # 48 shares of the summary
    assert report["summary"]["agrees"] == report["summary"]["edits"] == 480 * 6 + 48
    assert findings(report) == []


STATED = {"tiers-make-villages", "tier-shares", "sources-make-funds", "members-carry", "city-share"}
"""Checks of the county workbook that its sheets state. The others tie together two sheets, two
periods or the rows of a city, or constrain values, which no word on a sheet says."""
LEFT_OUT = {"J238"}
"""A share beside a blank count: nothing to compute it from."""
SOFTER = {
    # parts above the total in one row may be of another breakdown: a question, not an accusation
    "O356": "query",
}


def test_the_faulty_workbook_gives_what_its_sheets_state() -> None:
    faults = yaml.safe_load((FIXTURES / "counties/faults.yaml").read_text("utf-8"))["faults"]
    wanted = {
        (f["cell"], f["verdict"], f["stated"], f["derived"])
        for fault in faults
        for f in fault["findings"]
        if f["check"] in STATED and f["cell"] not in LEFT_OUT
    }
    report = checked(FIXTURES / "counties/faulty.xlsx")
    found = {(cell, v, stated, derived) for v, _, _, stated, derived, cell in findings(report)}
    softer = {(c, SOFTER.get(c, v), s, d) for c, v, s, d in wanted}
    assert found == softer
