"""Workbooks as offices send them: the facts of their CSVs, each finding at its cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest
import yaml

from built import COUNTIES, FIXTURES, ROOT, SUITE, builder, judged
from consistency.__main__ import main
from consistency.model.document import Grid
from consistency.model.report import Result
from consistency.readers import Wanted, read
from test_formats import RETURNS, facts

OLD = ["village_grading", "weak_organisations"]
FORMS = ["funds_2009", "member_development"]

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


def path_of(workbook: str) -> Path:
    return FIXTURES / workbook.rpartition(".")[0] / workbook


def suite_of(workbook: str) -> Path:
    return ROOT / "checks" / f"{workbook.rpartition('.')[0]}.yaml"


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
    aside = ("figures", "figures_alone")  # a total row set aside holds figures of its own
    assert {k: n for k, n in report.summary.items() if k not in aside} == {
        k: n for k, n in from_csv.summary.items() if k not in aside
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
