"""Two reports of one return: what is new, changed, mended, no longer checked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from samples import mixed, printed, report, result, total, village

from consistency.errors import InputError
from consistency.model.report import Report, Result
from consistency.reporters.compare import compare, differences
from consistency.reporters.json_report import to_json


def loaded(sample: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(sample))
    return found


def one(check: str, stated: str, part: str) -> Result:
    return result(check, "total", total(printed(stated, "a", "B2"), printed(part, "b", "C2")))


OLD = report(
    (
        one("kept", "3", "2"),
        one("moved", "3", "2"),
        one("mended", "3", "2"),
        one("dropped", "3", "2"),
        one("broken", "2", "2"),
    )
)
NEW = report(
    (
        one("kept", "3", "2"),
        one("moved", "4", "2"),
        one("mended", "2", "2"),
        one("broken", "9", "2"),
        one("fresh", "5", "2"),
    )
)


def test_findings_are_matched_by_id() -> None:
    found = differences(loaded(OLD), loaded(NEW))
    assert [entry["check"] for entry in found.new] == ["broken", "fresh"]
    assert [(a["stated"], b["stated"]) for a, b in found.changed] == [("3", "4")]
    assert [entry["check"] for entry in found.mended] == ["mended"]
    assert [entry["check"] for entry in found.unlisted] == ["dropped"]
    assert found.unchanged == 1


def test_the_text_counts_then_names_each() -> None:
    lines = compare(loaded(OLD), loaded(NEW)).splitlines()
    assert lines[0] == "2 new, 1 changed, 1 mended, 1 no longer checked, 1 unchanged"
    assert lines[1] == "NEW  broken  villages.csv"
    assert "CHANGED  moved  villages.csv" in lines
    assert "  before (discrepancy): a, B2: 3 stated, the parts make 2 (1 too much): 2." in lines
    assert "  now (discrepancy): a, B2: 4 stated, the parts make 2 (2 too much): 2." in lines
    chinese = compare(loaded(OLD), loaded(NEW), "zh-Hans").splitlines()
    assert chinese[0] == "新增 2 项，变动 1 项，已更正 1 项，不再审核 1 项，未变 1 项"


def test_a_report_is_equal_to_itself() -> None:
    found = differences(loaded(mixed()), loaded(mixed()))
    assert (found.new, found.changed, found.mended, found.unlisted) == ((), (), (), ())
    assert found.unchanged == 12


def test_an_incomplete_report_lists_no_agreeing_results_so_absence_is_mended() -> None:
    new = {**loaded(NEW), "complete": False}
    assert [e["check"] for e in differences(loaded(OLD), new).mended] == ["mended", "dropped"]


def test_submitted_text_is_spelled_out() -> None:
    new = loaded(NEW)
    new["results"][-1]["message"]["text"] = "\x1b[2J\u202e"
    assert "\\x1b[2J\\u202e" in compare(loaded(OLD), new)


@pytest.mark.parametrize(
    "bad",
    [
        None,
        [],
        {},
        {"format": "consistency-report/2"},
        {"format": "consistency-report/1"},
        {"format": "consistency-report/1", "complete": True, "results": {}},
        {"format": "consistency-report/1", "complete": True, "results": [1]},
        {"format": "consistency-report/1", "complete": True, "results": [{"id": "x"}]},
    ],
)
def test_anything_else_is_an_input_error_with_a_next_step(bad: Any) -> None:
    for old, new in ((bad, loaded(village())), (loaded(village()), bad)):
        with pytest.raises(InputError) as caught:
            compare(old, new)
        (fault,) = caught.value.faults
        assert fault.where in ("the old report", "the new report")
        assert "--output report.json" in fault.next
