"""The JSON report is the contract: names, order, plain decimals, and its own schema."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from samples import CREATED, SHA, blank, mixed, of, printed, report, result, total, village

from consistency.model.edit import BalanceEdit, Decision, Diagnosis, Policy, Term
from consistency.model.figure import Figure, Place
from consistency.model.interval import Interval
from consistency.model.message import LANGUAGES
from consistency.model.report import Report
from consistency.reporters.json_report import to_json
from consistency.reporters.json_schema import report_schema

VALIDATOR = Draft202012Validator(report_schema())


def loaded(sample: Report, language: str = "en") -> dict[str, Any]:
    """The report as read back; floats would be a fault."""
    text = to_json(sample, language)
    return json.loads(text, parse_float=lambda digits: pytest.fail(f"a float: {digits}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_satisfy_the_schema(language: str) -> None:
    Draft202012Validator.check_schema(report_schema())
    for sample in (village(), mixed(), report(())):
        VALIDATOR.validate(loaded(sample, language))


def test_the_schema_admits_no_other_field_and_no_loose_number() -> None:
    for spoil in (
        lambda r: r.update(extra=1),
        lambda r: r["results"][0].update(place=None),
        lambda r: r["results"][0].update(gap="-0"),
        lambda r: r["results"][0].update(gap="1.50"),
        lambda r: r["results"][0].update(gap="1e3"),
        lambda r: r["results"][0].update(gap=1.5),
        lambda r: r["results"][0].pop("certificate"),
        lambda r: r["results"][0].update(verdict="passed"),
        lambda r: r["results"][0]["figures"][0]["place"].update(line=3),
    ):
        spoilt = loaded(village())
        spoil(spoilt)
        assert not VALIDATOR.is_valid(spoilt)


def test_names_and_order_are_the_contract() -> None:
    found = loaded(village())
    assert list(found) == [
        *("format", "tool", "created", "inputs", "errors", "suite", "complete", "summary"),
        *("causes", "results", "notes", "waivers_not_applied"),
    ]
    assert found["tool"] == {"name": "consistency", "version": "0.1.0"}
    assert list(found["results"][0]) == [
        *("id", "check", "code", "kind", "verdict", "grade", "severity", "basis", "input"),
        *("stated", "derived", "gap", "allowed", "message", "assumes", "reason", "certificate"),
        *("figures", "figures_omitted", "diagnosis", "waiver"),
    ]
    assert found["inputs"] == [
        {
            "name": "villages.csv",
            "path": "villages.csv",
            "sha256": SHA,
            "kind": "table",
            "status": "read",
            "unit": None,
            "period": None,
            "text_sha256": None,
            "previous": False,
        }
    ]
    assert found["created"] == CREATED
    assert list(found["summary"].values()) == [3, 7, 6, 0, 0, 1, 0, 1, 0, 0, 0, 13, 11, 2, 0]


def test_the_one_discrepancy_of_the_village_grading() -> None:
    """61700 / 1383 = 44.61316: gap 0.08684, allowed half a tenth, cell 44.65 to 44.75."""
    (found,) = [r for r in loaded(village())["results"] if r["verdict"] == "discrepancy"]
    expected = {
        "check": "grade-shares",
        "kind": "share",
        "grade": "last_digit",
        "stated": "44.7",
        "derived": "44.6132",
        "gap": "0.0868",
        "allowed": "0.05",
        "certificate": {"stated": ["44.65", "44.75"], "derived": ["44.6131", "44.6132"]},
        "assumes": [],
        "reason": None,
        "waiver": None,
        "figures_omitted": 0,
    }
    assert {name: found[name] for name in expected} == expected
    assert found["message"]["id"] == "share.discrepancy"
    assert found["diagnosis"][0]["cause"] == "last_digit"
    assert found["figures"][0] == {
        "role": "share",
        "text": "44.7",
        "value": "44.7",
        "unit": "%",
        "decimals": 1,
        "qualifier": None,
        "possible": ["44.65", "44.75"],
        "place": {
            "input": "villages.csv",
            "table": None,
            "row": 1,
            "key": {"city": "Bei"},
            "column": "qualified_pct",
            "cell": "J2",
        },
    }


def test_ends_that_do_not_belong_are_listed_as_open() -> None:
    # Truncation declared: 0.7 is [0.7, 0.8), and 2 of 300 is 0.6667.
    edit = BalanceEdit(
        (Term("stated", printed("0.7", "a", "B2")),),
        (Term("part", printed("0.5", "b", "C2")),),
    )
    found = loaded(report((result("x", "formula", edit, Policy(rounding="truncate")),)))
    entry = found["results"][0]
    assert entry["figures"][0]["possible"] == ["0.7", "0.8"]
    assert entry["figures"][0]["open"] == ["high"]
    assert entry["certificate"] == {
        "stated": ["0.7", "0.8"],
        "derived": ["0.5", "0.6"],
        "open": ["stated.high", "derived.high"],
    }
    VALIDATOR.validate(found)


def test_a_certificate_gets_the_decimals_that_keep_its_intervals_apart() -> None:
    decision = Decision(
        "discrepancy",
        grade="gross",
        stated_cell=Interval(Fraction(1), Fraction(1)),
        derived_cell=Interval(1 + Fraction(1, 3 * 10**6), Fraction(2)),
    )
    entry = loaded(report((of("x", "formula", decision),)))["results"][0]
    low = Fraction(entry["certificate"]["derived"][0])
    assert Fraction(entry["certificate"]["stated"][1]) < low <= 1 + Fraction(1, 3 * 10**6)


def test_without_proof_by_intervals_there_is_no_certificate() -> None:
    found = loaded(mixed())["results"]
    by_check = {entry["check"]: entry for entry in found}
    assert by_check["halls"]["certificate"] is None
    assert by_check["halls"]["derived"] is None
    assert by_check["halls"]["stated"] == "73.8"
    assert by_check["schema"]["certificate"] is None
    assert by_check["venue"]["certificate"] is None
    assert by_check["members"]["certificate"] == {"stated": ["42", "42"], "derived": ["44", "44"]}
    assert by_check["impossible"]["certificate"] == {
        "stated": ["10", "10"],
        "derived": ["12", None],
    }


def test_missing_figures_waivers_errors_and_void_waivers() -> None:
    found = loaded(mixed())
    by_check = {entry["check"]: entry for entry in found["results"]}
    missing = by_check["impossible"]["figures"][2]
    assert missing["value"] is None
    assert missing["text"] == "-"
    assert missing["possible"] == ["0", None]
    assert by_check["waived"]["waiver"] == {
        "id": "waived",
        "values": ["5", "4"],
        "reason": "agreed by telephone",
        "by": "Li",
        "until": "2011-01-01",
    }
    assert by_check["waived"]["verdict"] == "discrepancy"
    assert by_check["nowhere"]["reason"] == {
        "code": "applied_to_nothing",
        "text": "the check applied to no row",
    }
    assert [d["place"]["cell"] for d in by_check["venue"]["diagnosis"]] == ["D2", "E2", "F2", "G2"]
    assert found["errors"] == [
        {
            "input": "other.csv",
            "what": "the file is empty",
            "where": "other.csv",
            "next": "send a file with a header line",
        }
    ]
    assert found["waivers_not_applied"] == [{"id": "abcd", "why": "expired"}]


def test_at_most_fifty_figures_are_listed_and_then_a_digest_binds_a_waiver() -> None:
    parts = [printed("1", "n", f"C{i}") for i in range(60)]
    many = result("t", "total", total(printed("61", "n", "B2"), *parts))
    entry = loaded(report((many,)))["results"][0]
    assert len(entry["figures"]) == 50
    assert entry["figures_omitted"] == 11
    assert entry["values_digest"] == many.values_digest
    assert "values_digest" not in loaded(village())["results"][0]
    VALIDATOR.validate(loaded(report((many,))))


def test_a_place_in_a_text_has_its_own_fields() -> None:
    place = Place("a.txt", line=3, start=10, end=14)
    figure = Figure("1383", Fraction(1383), "个", 0, Fraction(1), count=True, place=place)
    twice = BalanceEdit((Term("stated", figure),), (Term("stated", printed("1384", "n", "B2")),))
    found = loaded(report((result("x", "same", twice),)))
    assert found["results"][0]["figures"][0]["place"] == {
        "input": "a.txt",
        "line": 3,
        "start": 10,
        "end": 14,
    }
    VALIDATOR.validate(found)


def test_a_proposed_value_is_a_plain_decimal() -> None:
    entry = of("x", "total", Decision("undecided", reason="missing", decimals=0))
    diagnosis = (Diagnosis("one_missing", blank("weak", "G2"), Fraction(78)),)
    entry = replace(entry, decision=replace(entry.decision, diagnosis=diagnosis))
    (found,) = loaded(report((entry,)))["results"][0]["diagnosis"]
    assert found["proposed"] == "78"
    assert found["probability"] is None
    assert found["text"] == "one missing value explains it: 78 at weak, G2"


def test_same_report_same_bytes_and_any_text_can_be_encoded() -> None:
    assert to_json(mixed()) == to_json(mixed())
    odd = of(
        "a\ud800b",
        "schema",
        Decision("discrepancy", grade="gross"),
        (("stated", blank("村庄", "B2", "\udc00\x00\u2028", "not_a_number")),),
        id="odd",
        message="schema.not_a_number",
    )
    text = to_json(report((odd,)))
    text.encode()
    assert "村庄" in text
    found = json.loads(text)["results"][0]
    assert found["check"] == "a\ud800b"
    assert found["figures"][0]["text"] == "\udc00\x00\u2028"


def test_above_ten_thousand_edits_agreeing_results_are_counted_not_listed() -> None:
    agreeing = of("a", "count", Decision("agrees"))
    wrong = of("b", "count", Decision("discrepancy", grade="gross"))
    found = loaded(report((*[agreeing] * 10_000, wrong)))
    assert found["complete"] is False
    assert [entry["check"] for entry in found["results"]] == ["b"]
    assert found["summary"]["agrees"] == 10_000
