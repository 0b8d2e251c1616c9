"""Workbooks as offices send them: the facts of their CSVs, each finding at its cell."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import yaml

import consistency
from consistency.__main__ import main
from consistency.api import Report
from consistency.model.document import Grid
from consistency.model.quantity import plain
from consistency.model.report import Result
from consistency.readers import Wanted, read
from test_formats import RETURNS, facts

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
COUNTIES = FIXTURES / "counties"
SUITE = COUNTIES / "counties.yaml"
OLD = ["village_grading", "weak_organisations"]
FORMS = ["funds_2009", "member_development"]
FOUND = ("discrepancy", "query", "undecided")

# Every discrepancy of the source returns: sheet and cell, found by hand in the drawn sheets.
CELLS: dict[str, list[tuple[str, str, str]]] = {
    "village_grading.xlsx": [("grade-shares", "分级情况", "I5")],
    "village_grading.xls": [("grade-shares", "Grading", "I4")],
    "weak_organisations.xlsx": [
        ("kinds-make-total", "软弱涣散", "B5"),
        ("shares-make-100", "软弱涣散", "D5"),
    ],
    "weak_organisations.xls": [
        ("kinds-make-total", "Sheet1", "B11"),
        ("shares-make-100", "Sheet1", "C4"),
    ],
    "venue_funds.xlsx": [("sources-make-total", "建設資金", "C5")],
    "member_development.xlsx": [
        ("education-makes-total", "登記表", "C4"),
        ("shares-of-members", "登記表", "D9"),
    ],
    "halls.xlsx": [
        ("coverage-has-a-base", "活動場所", "B5"),
        ("villages-printed-twice", "活動場所", "B6"),
    ],
}
WORKBOOKS = [f"{name}.xlsx" for name in RETURNS] + [f"{name}.xls" for name in OLD]


@cache
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "build_workbooks", FIXTURES / "build_workbooks.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def path_of(workbook: str) -> Path:
    return FIXTURES / workbook.rpartition(".")[0] / workbook


def suite_of(workbook: str) -> Path:
    return ROOT / "checks" / f"{workbook.rpartition('.')[0]}.yaml"


@cache
def judged(path: Path, suite: Path) -> Report:
    return consistency.check(path, checks=suite)


def places(results: Iterable[Result]) -> list[tuple[str, str | None, str | None]]:
    found = [(r.check, r.place and r.place.table, r.place and r.place.cell) for r in results]
    return sorted(found, key=repr)


def shown(grid: Grid, cell: str) -> str:
    """What a person sees in a cell."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return grid.rows[int(digits) - 1][column - 1] or ""


def test_there_are_workbooks_of_all_eleven_returns() -> None:
    assert len(RETURNS) == 11
    assert all(path_of(workbook).exists() for workbook in WORKBOOKS)


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_a_workbook_gives_the_facts_of_its_csv(workbook: str) -> None:
    path, suite = path_of(workbook), suite_of(workbook)
    report = judged(path, suite)
    from_csv = judged(path.with_suffix(".csv"), suite)
    assert facts(report) == facts(from_csv) != []
    assert report.exit_status() == from_csv.exit_status()
    assert {k: n for k, n in report.summary.items() if k != "figures"} == {
        k: n for k, n in from_csv.summary.items() if k != "figures"
    }


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_a_finding_stands_at_its_cell(workbook: str) -> None:
    report = judged(path_of(workbook), suite_of(workbook))
    assert places(report.discrepancies) == sorted(CELLS.get(workbook, []))


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_every_figure_is_shown_in_the_cell_it_names(workbook: str) -> None:
    source = read(Wanted(workbook, str(path_of(workbook))))
    (grid,) = source.grids
    report = judged(path_of(workbook), suite_of(workbook))
    figures = [figure for result in report.results for _, figure in result.figures]
    assert figures
    for figure in figures:
        assert figure.place is not None
        assert figure.place.cell is not None
        assert figure.text == shown(grid, figure.place.cell)


def test_the_qualified_share_of_the_village_grading_by_hand() -> None:
    """617 of 1383 is 44.6132..., 44.7 stated in I5; in the old workbook 0.447 shown as 44.7%."""
    for workbook, cell, text, column in [
        ("village_grading.xlsx", "I5", "44.7", "达标村 占比"),
        ("village_grading.xls", "I4", "44.7%", "Qualified villages Share (%)"),
    ]:
        (wrong,) = judged(path_of(workbook), suite_of(workbook)).discrepancies
        assert wrong.place is not None
        assert (wrong.place.cell, wrong.place.column, wrong.place.row) == (cell, column, 1)
        assert dict(wrong.key) == {"place": "全市", "period": "2010"}
        assert wrong.derived_text == "44.6132"
        assert wrong.figures[0][1].text == text


@pytest.mark.parametrize("name", FORMS)
def test_a_form_schema_serves_the_same_checks(name: str) -> None:
    """The labels named under `at` lead to the cells that the shipped schema finds by names."""
    workbook = f"{name}.xlsx"
    as_form = judged(path_of(workbook), FIXTURES / name / "form_suite.yaml")
    as_table = judged(path_of(workbook), suite_of(workbook))
    assert facts(as_form) == facts(as_table)
    assert places(as_form.results) == places(as_table.results)


def test_a_hedge_stays_a_hedge_in_a_form() -> None:
    report = judged(path_of("funds_2009.xlsx"), suite_of("funds_2009.xlsx"))
    (total,) = [r for r in report.results if r.check == "items-make-total"]
    role, figure = total.figures[0]
    assert (role, figure.text, figure.qualifier) == ("total", "近1720", "nearly")
    assert figure.place is not None
    assert figure.place.cell == "B4"
    assert total.decision.verdict == "agrees_within_rounding"


def test_several_files_of_one_return_are_judged_each(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(path_of("village_grading.xlsx").with_suffix(s)) for s in (".csv", ".xlsx", ".xls")]
    assert main(["check", *paths, "--checks", "village-grading", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [entry["kind"] for entry in report["inputs"]] == ["table", "workbook", "workbook"]
    found = [r["figures"][0]["place"] for r in report["results"] if r["verdict"] == "discrepancy"]
    assert [(Path(p["input"]).suffix, p["table"], p["cell"]) for p in found] == [
        (".csv", "village_grading", "I2"), (".xlsx", "分级情况", "I5"), (".xls", "Grading", "I4"),
    ]  # fmt: skip


def test_the_workbooks_are_what_the_script_draws(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert builder().main(["--check"]) == 0
    assert capsys.readouterr().out == ""
    assert builder().main(["--chek"]) == 2
    path, made = next(builder().workbooks())
    assert not builder().has_drifted(path, made)
    assert builder().has_drifted(tmp_path / "absent.xlsx", made)
    assert builder().has_drifted(path_of("leaders.xlsx"), made)


# The counties: forty over twelve months, with the totals of four cities


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


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        *(("schema", COUNTIES / name) for name in ("detail.yaml", "summary.yaml")),
        *(("schema", FIXTURES / name / "form.yaml") for name in FORMS),
        *(("suite", FIXTURES / name / "form_suite.yaml") for name in FORMS),
        ("suite", SUITE),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.parent.name}/{value.stem}",
)
def test_the_schemas_and_suites_of_workbooks_are_valid(kind: str, path: Path) -> None:
    grammar = json.loads((ROOT / f"schemas/consistency-{kind}-1.schema.json").read_text("utf-8"))
    document = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert document
    jsonschema.validate(loaded, grammar, cls=jsonschema.Draft202012Validator)
