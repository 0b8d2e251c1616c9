"""Forty counties over twelve months, with the totals of four cities: clean, and with known faults.

Everything the faulty workbook gives stands in fixtures/counties/faults.yaml, worked by hand.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import consistency
from built import COUNTIES, SUITE, builder, judged
from consistency.__main__ import main
from consistency.model.quantity import plain
from consistency.model.report import Result
from test_formats import facts

FOUND = ("discrepancy", "query", "undecided")


def answer() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((COUNTIES / "faults.yaml").read_text("utf-8"))
    return found


def wanted_findings() -> list[dict[str, Any]]:
    findings = [finding for fault in answer()["faults"] for finding in fault["findings"]]
    return in_order([{"table": "明细", "reason": None, **finding} for finding in findings])


def found(result: Result) -> dict[str, Any]:
    """A result in the words of faults.yaml."""
    decision, place = result.decision, result.place
    stated, gap = (
        None if quantity is None else plain(quantity, result.places)
        for quantity in (decision.stated, decision.gap)
    )
    cell = None if place is None else place.cell
    return {
        "check": result.check,
        "key": dict(result.key),
        "verdict": decision.verdict,
        "grade": decision.grade,
        "reason": decision.reason if decision.verdict == "undecided" else None,
        "stated": stated,
        "derived": result.derived_text,
        "gap": gap,
        "table": place.table if place is not None and cell is not None else "明细",
        "cell": cell,
    }


def in_order(findings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    plain_dicts = [dict(finding) for finding in findings]
    return sorted(plain_dicts, key=lambda f: (f["check"], sorted(f["key"].items()), str(f)))


def test_forty_counties_and_twelve_months() -> None:
    clean = builder().counties()
    assert len(clean.detail) == 480
    assert Counter(record["period"] for record in clean.detail) == Counter(
        {f"2010年{month}月": 40 for month in range(1, 13)}
    )
    assert len({record["county"] for record in clean.detail}) == 40
    assert len(clean.summary) == 48


def test_the_clean_workbook_has_no_finding() -> None:
    """480 rows: 8 edits each, opens-where-it-closed not in January; 48 cities x months: 7 each."""
    report = judged(COUNTIES / "clean.xlsx", SUITE)
    assert report.exit_status() == 0
    assert report.ok
    assert report.summary["edits"] == 480 * 8 - 40 + 48 * 7 == 4136
    assert report.summary["agrees"] + report.summary["agrees_within_rounding"] == 4136
    assert report.summary["not_applicable"] == 40
    assert report.summary["figures_covered"] == report.summary["figures"] == 480 * 14 + 48 * 7
    counts = Counter(result.check for result in report.results)
    assert counts["tier-shares"] == 3 * 480
    assert counts["opens-where-it-closed"] == 480
    assert all(counts[name] == 48 for name in counts if name.endswith("-by-city"))


def test_the_clean_workbook_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(COUNTIES / "clean.xlsx"), "--checks", str(SUITE)]) == 0
    assert "4136 of 4136 edits agree" in capsys.readouterr().out


def test_the_faulty_workbook_gives_exactly_its_list() -> None:
    report = judged(COUNTIES / "faulty.xlsx", SUITE)
    results = [result for result in report.results if result.decision.verdict in FOUND]
    assert in_order(map(found, results)) == wanted_findings()
    summary = answer()["summary"]
    assert {name: report.summary[name] for name in summary} == summary
    assert report.exit_status() == answer()["exit"] == 1


def test_there_are_faults_of_many_kinds() -> None:
    faults = answer()["faults"]
    assert len({fault["kind"] for fault in faults}) == len(faults) >= 12
    assert all(fault["findings"] for fault in faults)


@pytest.mark.parametrize("number", range(len(answer()["faults"])))
def test_a_fault_alone_gives_its_own_findings(number: int, tmp_path: Path) -> None:
    """What follows from a fault follows from it alone, in its city and the months around it."""
    fault = answer()["faults"][number]
    module = builder()
    tables = module.broken(module.counties(), [fault])
    near = type(tables)(around(tables.detail, fault), around(tables.summary, fault))
    path = tmp_path / "one.xlsx"
    path.write_bytes(module.xlsx(*module.book(near)))
    report = consistency.check(path, checks=SUITE)
    results = [result for result in report.results if result.decision.verdict in FOUND]
    got, want = (
        in_order({k: v for k, v in finding.items() if k not in ("cell", "table")} for finding in f)
        for f in (map(found, results), [{"reason": None, **one} for one in fault["findings"]])
    )
    assert got == want


def around(records: list[dict[str, str]], fault: Mapping[str, Any]) -> list[dict[str, str]]:
    """The records of the city that a fault is in, from two months before it to one after it."""
    spot = next(fault[word] for word in ("change", "remove", "repeat", "add") if word in fault)
    sign = spot.get("county") or spot.get("city") or spot["like"]["city"]
    months = [*(f"2010年{month}月" for month in range(1, 13)), "2011年1月"]
    at = months.index(spot["period"])
    near = months[max(0, at - 2) : at + 2]
    return [r for r in records if r["city"][0] == sign[0] and r["period"] in near]


def test_the_command_names_sheet_and_cell(capsys: pytest.CaptureFixture[str]) -> None:
    path = COUNTIES / "faulty.xlsx"
    assert main(["check", str(path), "--checks", str(SUITE), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["inputs"][0]["kind"] == "workbook"
    (joined,) = [
        r for r in report["results"]
        if r["check"] == "members-carry" and r["verdict"] == "discrepancy" and r["stated"] == "4893"
    ]  # fmt: skip
    assert joined["derived"] == "4851"
    assert [(f["role"], f["place"]["table"], f["place"]["cell"]) for f in joined["figures"]] == [
        ("stated", "明细", "N371"), ("part", "明细", "K371"), ("part", "明细", "L371"),
        ("part", "明细", "M371"),
    ]  # fmt: skip
    (funds,) = [
        r for r in report["results"]
        if r["check"] == "funds-by-city" and r["stated"] == "0.3262" and r["verdict"] != "agrees"
    ]  # fmt: skip
    first, *parts = funds["figures"]
    assert first["place"] == {
        "input": str(path), "table": "汇总", "row": 32, "column": "经费合计（亿元）", "cell": "H34",
        "key": {"period": "2010年8月", "city": "北原市"},
    }  # fmt: skip
    assert (first["unit"], parts[0]["unit"]) == ("亿元", "万元")
    assert [part["place"]["cell"] for part in parts] == [f"O{row}" for row in range(315, 325)]


def test_pandera_constraints_find_the_cell() -> None:
    report = judged(COUNTIES / "faulty.xlsx", SUITE)
    (sign,) = [r for r in report.results if r.check == "left.greater_than_or_equal_to"]
    assert sign.kind == "schema"
    assert sign.place is not None
    assert (sign.place.table, sign.place.cell, sign.place.column) == ("明细", "M269", "党员 减少")


def test_a_month_against_the_workbook_of_the_month_before(tmp_path: Path) -> None:
    """February opens where January closed: in 40 counties, one of them told wrongly."""
    module = builder()
    clean = module.counties()
    (wrong,) = [r for r in clean.detail if (r["period"], r["county"]) == ("2010年1月", "南河县")]
    wrong["closing"], wrong["joined"] = "5371", "64"  # 5323 + 64 - 16; printed before: 5370
    for month in ("2010年1月", "2010年2月"):
        mine = ([r for r in t if r["period"] == month] for t in (clean.detail, clean.summary))
        (tmp_path / f"{month}.xlsx").write_bytes(module.xlsx(*module.book(type(clean)(*mine))))
    january, february = (str(tmp_path / f"2010年{month}月.xlsx") for month in (1, 2))
    alone = consistency.check(february, checks=SUITE)
    assert alone.exit_status() == 3
    assert Counter(result.check for result in alone.undecided) == {"opens-where-it-closed": 40}
    report = consistency.check(february, checks=SUITE, previous=january)
    (found_wrong,) = report.discrepancies
    assert report.undecided == ()
    assert found_wrong.place is not None
    assert (found_wrong.place.cell, found_wrong.derived_text) == ("K16", "5371")
    before = found_wrong.figures[1][1].place
    assert before is not None
    assert (before.input, before.table, before.cell) == (january, "明细", "N16")


def test_a_field_of_both_tables_must_be_named_in_full(tmp_path: Path) -> None:
    text = SUITE.read_text("utf-8").replace("previous.detail.closing", "previous.closing")
    text = text.replace(": detail.yaml", f": {COUNTIES}/detail.yaml")
    text = text.replace(": summary.yaml", f": {COUNTIES}/summary.yaml")
    (tmp_path / "suite.yaml").write_text(text, "utf-8")
    with pytest.raises(consistency.SuiteError) as caught:
        consistency.check(COUNTIES / "clean.xlsx", checks=tmp_path / "suite.yaml")
    (fault,) = caught.value.faults
    assert fault.what == "'closing' is a field of several tables"
    assert fault.next == "write previous.detail.closing or previous.summary.closing"


# One sheet in one file, the other in another

HEADERS = {
    "period": "报告期", "city": "市", "county": "县区", "villages": "行政村数",
    "strong": "达标村", "strong_pct": "达标村占比", "middle": "偏弱村", "middle_pct": "偏弱村占比",
    "weak": "薄弱村", "weak_pct": "薄弱村占比", "opening": "期初数", "joined": "新增",
    "left": "减少", "closing": "期末数", "funds": "经费合计", "fiscal": "财政拨款", "own": "自筹",
}  # fmt: skip


def two_files(folder: Path) -> tuple[Path, Path]:
    """The faulty return as a CSV of its details and a workbook of its summary."""
    module = builder()
    tables = module.broken(module.counties(), answer()["faults"])
    detail, summary = folder / "counties.csv", folder / "cities.xlsx"
    with detail.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(HEADERS.values())
        rows.writerows([record[name] for name in HEADERS] for record in tables.detail)
    _, sheet, told = module.book(tables)
    summary.write_bytes(module.xlsx(sheet, told))
    return detail, summary


def test_a_sheet_against_a_file(tmp_path: Path) -> None:
    detail, summary = two_files(tmp_path)
    report = consistency.check({"detail": detail, "summary": summary}, checks=SUITE)
    whole = judged(COUNTIES / "faulty.xlsx", SUITE)
    assert facts(report) == facts(whole)
    (total,) = [r for r in report.discrepancies if r.derived_text == "95480"]
    assert total.place is not None
    assert (total.place.input, total.place.table, total.place.cell) == (
        str(summary), "汇总", "G20",
    )  # fmt: skip
    cells = [figure.place.cell for _, figure in total.figures[1:] if figure.place is not None]
    assert cells == [f"N{row}" for row in range(172, 182)]  # one line of headers, not four


def test_a_sheet_against_a_file_by_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    detail, summary = two_files(tmp_path)
    arguments = [f"detail={detail}", f"summary={summary}", "--checks", str(SUITE)]
    assert main(["check", *arguments, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == []
    summary_counts = answer()["summary"]
    assert {name: report["summary"][name] for name in summary_counts} == summary_counts


def test_the_named_sheet_of_a_whole_workbook_against_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    detail, _ = two_files(tmp_path)
    arguments = [f"detail={detail}", f"summary={COUNTIES / 'faulty.xlsx'}", "--sheet", "汇总"]
    assert main(["check", *arguments, "--checks", str(SUITE), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == []
    (total,) = [r for r in report["results"] if r["derived"] == "95480"]
    assert total["figures"][0]["place"]["table"] == "汇总"
    assert total["figures"][0]["place"]["cell"] == "G20"


def test_a_workbook_given_as_one_table_is_read_for_that_table_only(tmp_path: Path) -> None:
    """The details in the same workbook are left aside, and said to be."""
    detail, _ = two_files(tmp_path)
    workbook = COUNTIES / "faulty.xlsx"
    report = consistency.check({"detail": detail, "summary": workbook}, checks=SUITE)
    assert facts(report) == facts(judged(workbook, SUITE))
    left = f"{workbook}: not read, as not the table summary of the suite"
    assert f"{left}: 明细" in report.content.notes
