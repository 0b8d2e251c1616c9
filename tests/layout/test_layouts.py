"""Twenty-five layouts of one return bind to the same figures, each at its own cell.

The return is the village grading of one city: 1383 = 172 + 339 + 617 + 177 + 78,
with the shares 12.4, 24.5, 44.7, 12.8 and 5.6. The schema is the shipped one.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from consistency.layout import Bound, bind_sheet, fits
from consistency.layout.conform import conform
from consistency.model.document import Grid
from consistency.schema import load_schema

SCHEMA = load_schema(Path(__file__).parents[2] / "schemas" / "village_grading.yaml")
VALUES = {
    "villages": "1383",
    "model": "172", "advanced": "339", "qualified": "617", "weaker": "177", "weak": "78",
    "model_pct": "12.4", "advanced_pct": "24.5", "qualified_pct": "44.7", "weaker_pct": "12.8",
    "weak_pct": "5.6",
}  # fmt: skip
COUNTS = ["model", "advanced", "qualified", "weaker", "weak"]
SHARES = [f"{name}_pct" for name in COUNTS]
PAIRED = [field for pair in zip(COUNTS, SHARES, strict=True) for field in pair]
TIERS = ["标兵村", "先进村", "达标村", "偏弱村", "薄弱村"]
TRADITIONAL = ["標兵村", "先進村", "達標村", "偏弱村", "薄弱村"]
ENGLISH = ["Model villages", "Advanced villages", "Qualified villages", "Weaker villages",
           "Weak villages"]  # fmt: skip
PLAIN = ["单位", "年度", "行政村", *(word for tier in TIERS for word in (tier, f"{tier}占比"))]

Row = list[str | None]
Layout = tuple[Grid, dict[str, str], set[tuple[str, str]]]
LAYOUTS: dict[str, Callable[[], Layout]] = {}


def layout(build: Callable[[], Layout]) -> Callable[[], Layout]:
    """Register a layout: its grid, the cell of each field, and what is set aside (cell, why)."""
    LAYOUTS[build.__name__] = build
    return build


def record(fields: list[str] = PAIRED, *, head: list[str | None] | None = None) -> Row:
    start: Row = ["全市", "2010", "1383"] if head is None else head
    return [*start, *(VALUES[field] for field in fields)]


def across(row: int, fields: list[str] = PAIRED, *, left: int = 0) -> dict[str, str]:
    """The cells of a record in one row: place, period, villages, then `fields`."""
    names = ["place", "period", "villages", *fields]
    return {name: f"{chr(ord('A') + left + at)}{row}" for at, name in enumerate(names)}


def grid(rows: list[Row], **more: object) -> Grid:
    return Grid("分级", rows, **more)  # type: ignore[arg-type]


@layout
def a_plain_header() -> Layout:
    return grid([PLAIN, record()]), across(2), set()


@layout
def a_merged_title_and_blank_rows() -> Layout:
    rows: list[Row] = [["2010年村级组织分级情况表"], [], PLAIN, record()]
    return grid(rows, merged=((0, 0, 0, 12),)), across(4), {("A1", "above")}


@layout
def a_unit_line_of_its_own() -> Layout:
    rows: list[Row] = [["村级组织分级情况表"], [None] * 11 + ["单位：个、%"], PLAIN, record()]
    return grid(rows), across(4), {("A1", "above")}


@layout
def a_traditional_unit_at_the_right_of_the_title() -> Layout:
    headers: Row = ["單位", "年度", "行政村數"]
    headers += [word for tier in TRADITIONAL for word in (f"{tier}數", f"{tier}比例")]
    rows: list[Row] = [["村級組織分級情況表", *[None] * 9, "計量單位：個"], headers, record()]
    return grid(rows), across(3), {("A1", "above")}


@layout
def units_in_the_header_cells() -> Layout:
    headers: Row = ["单位名称", "报告期", "行政村（个）"]
    headers += [word for tier in TIERS for word in (f"{tier}（个）", f"{tier}占比(%)")]
    return grid([headers, record()]), across(2), set()


@layout
def a_row_of_units_under_the_header() -> Layout:
    rows: list[Row] = [PLAIN, [None, None, "个", *["个", "%"] * 5], record()]
    return grid(rows), across(3), set()


@layout
def two_levels_merged() -> Layout:
    upper: Row = ["单位", "年度", "行政村数", *(cell for tier in TIERS for cell in (tier, None))]
    lower: Row = [None, None, None, *["个数", "占比"] * 5]
    merged = (
        *((0, column, 1, column) for column in range(3)),
        *((0, column, 0, column + 1) for column in range(3, 13, 2)),
    )
    return grid([upper, lower, record()], merged=merged), across(3), set()


@layout
def two_levels_as_text_without_merges() -> Layout:
    upper: Row = ["单位", "年度", "行政村数", *(cell for tier in TIERS for cell in (tier, None))]
    rows: list[Row] = [upper, [None, None, None, *["数量（个）", "比例（%）"] * 5], record()]
    return grid(rows), across(3), set()


@layout
def two_levels_with_the_role_above() -> Layout:
    upper: Row = ["单位", "年度", "建制村", "个数", *[None] * 4, "占比（%）", *[None] * 4]
    lower: Row = [None, None, None, *TIERS, *TIERS]
    merged = (
        (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 7), (0, 8, 0, 12),
    )  # fmt: skip
    fields = [*COUNTS, *SHARES]
    return grid([upper, lower, record(fields)], merged=merged), across(3, fields), set()


@layout
def three_levels_with_a_grouping_word() -> Layout:
    top: Row = ["单位", "年度", "行政村数", "其中", *[None] * 9]
    middle: Row = [None, None, None, *(cell for tier in TIERS for cell in (tier, None))]
    lower: Row = [None, None, None, *["户数", "所占比例"] * 5]
    merged = (
        *((0, column, 2, column) for column in range(3)),
        (0, 3, 0, 12),
        *((1, column, 1, column + 1) for column in range(3, 13, 2)),
    )
    return grid([top, middle, lower, record()], merged=merged), across(4), set()


@layout
def columns_in_another_order_with_extras() -> Layout:
    headers: Row = ["序号", *[f"{tier}比例" for tier in reversed(TIERS)], *reversed(TIERS)]
    headers += ["行政村", "年份", "地区", "备注"]
    values = [VALUES[name] for name in (*reversed(SHARES), *reversed(COUNTS))]
    rows: list[Row] = [headers, ["1", *values, "1383", "2010", "全市", "已核"]]
    names = [*reversed(SHARES), *reversed(COUNTS), "villages", "period", "place"]
    cells = {name: f"{chr(ord('B') + at)}2" for at, name in enumerate(names)}
    return grid(rows), cells, {("A1", "no_field"), ("O1", "no_field")}


@layout
def a_total_row_below_and_notes() -> Layout:
    rows: list[Row] = [
        PLAIN,
        record(),
        ["合　计", None, *record()[2:]],
        ["注：比例保留一位小数。"],
        ["填表人：张三", None, None, "审核人：李四", None, None, "填表日期：2010-12-31"],
    ]
    aside = {("A3", "total_row"), ("A4", "note"), ("A5", "note")}
    return grid(rows), across(2), aside


@layout
def a_total_row_above_in_english() -> Layout:
    headers: Row = ["Reporting unit", "Period", "Administrative villages"]
    headers += [word for tier in ENGLISH for word in (tier, f"{tier}, share (%)")]
    rows: list[Row] = [headers, ["Total", "2010", *record()[2:]], record(), ["Note: final figures"]]
    return grid(rows), across(3), {("A2", "total_row"), ("A4", "note")}


@layout
def two_levels_in_english_with_a_scale_of_the_sheet() -> Layout:
    upper: Row = ["Reporting unit", "Year", "Administrative villages (units)"]
    upper += [cell for tier in ENGLISH for cell in (tier, None)]
    rows: list[Row] = [
        ["Village grading"],
        upper,
        [None, None, None, *["Number", "Share (%)"] * 5],
        record(),
    ]
    return grid(rows), across(4), {("A1", "above")}


@layout
def transposed() -> Layout:
    rows: list[Row] = [["分级情况表"], *([a, b] for a, b in zip(PLAIN, record(), strict=True))]
    cells = {name: f"B{at}" for at, name in enumerate(["place", "period", "villages", *PAIRED], 2)}
    return grid(rows), cells, {("A1", "above")}


@layout
def transposed_in_two_columns_of_headers() -> Layout:
    rows: list[Row] = [["单位", None, "全市"], ["年度", None, "2010"], ["行政村", None, "1383"]]
    for tier, count, share in zip(TIERS, COUNTS, SHARES, strict=True):
        rows += [[tier, "个数", VALUES[count]], [None, "占比", VALUES[share]]]
    merged = tuple((row, 0, row + 1, 0) for row in range(3, 13, 2))
    cells = {name: f"C{at}" for at, name in enumerate(["place", "period", "villages", *PAIRED], 1)}
    return grid(rows, merged=merged), cells, set()


@layout
def a_form_of_labels_and_values() -> Layout:
    rows: list[Row] = [["村级组织分级情况登记表"], ["填报单位：全市", None, None, "年度：2010"]]
    rows += [["行政村总数", "1383", None, None]]
    for tier, count, share in zip(TIERS, COUNTS, SHARES, strict=True):
        rows.append([tier, VALUES[count], "占比", VALUES[share]])
    cells = {"place": "A2", "period": "D2", "villages": "B3"}
    cells |= {name: f"B{at}" for at, name in enumerate(COUNTS, 4)}
    cells |= {name: f"D{at}" for at, name in enumerate(SHARES, 4)}
    return grid(rows, merged=((0, 0, 0, 3),)), cells, {("A1", "text")}


@layout
def a_form_of_tiers_by_number_and_share() -> Layout:
    rows: list[Row] = [
        ["填报单位", "全市", "年度", "2010"],
        [],
        ["类　别", "村数（个）", "占比（%）"],
    ]
    rows += [[t, VALUES[c], VALUES[s]] for t, c, s in zip(TIERS, COUNTS, SHARES, strict=True)]
    rows += [["行政村", "1383", "100.0"]]
    cells = {"place": "B1", "period": "D1", "villages": "B9"}
    cells |= {name: f"B{at}" for at, name in enumerate(COUNTS, 4)}
    cells |= {name: f"C{at}" for at, name in enumerate(SHARES, 4)}
    aside = {("A3", "text"), ("C9", "stray")}
    return grid(rows), cells, aside


@layout
def hidden_helper_columns_and_a_hidden_row() -> Layout:
    headers: Row = [*PLAIN, "标兵村", "校验"]
    rows: list[Row] = [headers, [*record(), "171", "0"], ["北县", "2010", "12", *["1"] * 12]]
    hidden = {"hidden_columns": frozenset({13, 14}), "hidden_rows": frozenset({2})}
    aside = {("N1", "hidden_twin"), ("O1", "no_field"), ("A3", "hidden_row")}
    return grid(rows, **hidden), across(2), aside


@layout
def a_second_table_below() -> Layout:
    rows: list[Row] = [
        PLAIN,
        record(),
        [],
        ["经费情况表"],
        ["科目", "预算", "决算"],
        ["办公", "1", "2"],
    ]
    return grid(rows), across(2), {("A4", "other_table")}


@layout
def another_table_first() -> Layout:
    rows: list[Row] = [["科目", "预算", "决算"], ["办公", "1", "2"], [], PLAIN, record()]
    return grid(rows), across(5), {("A1", "other_table")}


@layout
def a_table_beside_another() -> Layout:
    rows: list[Row] = [
        ["科目", "预算", None, *PLAIN],
        ["办公", "1", None, *record()],
        ["差旅", "2"],
    ]
    return grid(rows), across(2, left=3), {("A1", "no_field"), ("B1", "no_field")}


@layout
def blank_leading_columns_and_footnote_marks() -> Layout:
    headers: Row = [None, None, "单位*", "年度", "行政村数①"]
    headers += [word for tier in TIERS for word in (f"{tier}[1]", f"{tier}占比（注2）")]
    rows: list[Row] = [[], headers, [None, None, *record()], [None, None, "*不含社区"]]
    return grid(rows), across(3, left=2), {("C4", "note")}


@layout
def header_text_with_blanks_and_line_breaks() -> Layout:
    headers: Row = ["单 位", "年\n度", "行 政 村\n（个）"]
    headers += [word for t in TIERS for word in (" ".join(t), f"{t[:2]}\n{t[2:]}\n占 比\n(％)")]
    return grid([headers, record()]), across(2), set()


@layout
def of_which_rows_a_repeated_header_and_column_numbers() -> Layout:
    numbers: Row = ["甲", "乙", *(str(n) for n in range(1, 12))]
    part: Row = ["其中：市直", "2010", "3", *["1", "33.3"] * 5]
    rows: list[Row] = [PLAIN, numbers, record(), part, PLAIN, ["北县", "2010", *record()[2:]]]
    aside = {("A2", "column_numbers"), ("A4", "of_which"), ("A5", "repeated_header")}
    return grid(rows), across(3), aside


@layout
def a_name_merged_over_its_periods() -> Layout:
    rows: list[Row] = [PLAIN, record(), [None, "2011", *record()[2:]]]
    return grid(rows, merged=((1, 0, 2, 0),)), across(2), set()


@layout
def place_and_period_in_a_line_above_the_table() -> Layout:
    rows: list[Row] = [
        ["分级情况表"],
        ["填报单位：全市   年度：2010   计量单位：个"],
        PLAIN[2:],
        record()[2:],
    ]
    cells = {"place": "A2", "period": "A2", "villages": "A4"}
    cells |= {name: f"{chr(ord('B') + at)}4" for at, name in enumerate(PAIRED)}
    return grid(rows), cells, {("A1", "above")}


def bound(name: str) -> tuple[Bound, Layout]:
    built = LAYOUTS[name]()
    return bind_sheet(built[0], SCHEMA, "in.xlsx"), built


def test_there_are_25_layouts() -> None:
    assert len(LAYOUTS) >= 25


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_binds_to_the_same_figures(name: str) -> None:
    (table, _), _ = (lambda b: ((b[0].table, b[0].set_aside), b[1]))(bound(name))
    assert table.text("place", 0) == "全市"
    assert table.text("period", 0) == "2010"
    for field, text in VALUES.items():
        figure = table.figure(field, 0)
        assert (field, figure.value, figure.unit) == (
            field, Fraction(text), "%" if field.endswith("_pct") else "个",
        )  # fmt: skip
        assert figure.count is (not field.endswith("_pct"))
    assert conform(table) == []
    assert fits(LAYOUTS[name]()[0], SCHEMA)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_binds_at_the_right_cells(name: str) -> None:
    found, (_, cells, _) = bound(name)
    assert {f: found.table.place(f, 0).cell for f in found.table.fields} == cells


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_says_what_it_sets_aside(name: str) -> None:
    found, (_, _, aside) = bound(name)
    assert {(item.cell, item.why) for item in found.set_aside} == aside


def test_merged_names_are_filled_down() -> None:
    table = bound("a_name_merged_over_its_periods")[0].table
    assert table.key(1) == (("place", "全市"), ("period", "2011"))
    assert table.place("place", 1).cell == "A2"


def test_hidden_rows_are_records() -> None:
    table = bound("hidden_helper_columns_and_a_hidden_row")[0].table
    assert [table.text("place", row) for row in range(len(table))] == ["全市", "北县"]
    assert table.figure("model", 0).value == 172


def test_total_rows_are_kept_for_the_engine() -> None:
    assert bound("a_total_row_below_and_notes")[0].table.totals == (2,)
