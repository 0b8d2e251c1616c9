"""Sheets as people lay them out: units, totals, notes, several tables, and what is refused."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from consistency.errors import InputError
from consistency.layout import bind, bind_all, bind_sheet, fits
from consistency.layout.conform import conform
from consistency.model.document import Grid
from consistency.schema import Schema, parse_schema

F = Fraction
FUNDS = parse_schema(
    """\
name: funds
columns:
  place: {dtype: str, metadata: {role: key, aliases: [单位, 县区]}}
  level: {dtype: str, required: false, nullable: true, metadata: {role: label, aliases: [级别]}}
  funds:
    nullable: true
    metadata: {role: amount, unit: 万元, decimals: 2, aliases: [资金, 建设资金]}
  halls: {nullable: true, metadata: {role: count, unit: 个, aliases: [场所]}}
  people: {required: false, nullable: true, metadata: {role: count, unit: 人, aliases: [人口]}}
  rate:
    required: false
    nullable: true
    metadata: {role: share, unit: "%", decimals: 1, aliases: [覆盖率]}
"""
)


def grid(text: str, **more: object) -> Grid:
    rows = [[cell or None for cell in line.split("|")] for line in text.split("\n")]
    return Grid("表", rows, **more)  # type: ignore[arg-type]


def aside(text: str, schema: Schema = FUNDS, **more: object) -> list[tuple[str, str]]:
    found = bind_sheet(grid(text, **more), schema, "in.xlsx")
    return [(item.cell, item.why) for item in found.set_aside]


def faults(text: str, schema: Schema = FUNDS, **more: object) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        bind(grid(text, **more), schema, input_name="in.xlsx")
    return [(fault.what, fault.next) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("line", "unit", "decimals", "step"),
    [
        ("单位：万元", "万元", 2, F(1, 100)),
        ("單位：亿元", "亿元", 1, F(1, 10)),
        ("计量单位：元", "元", 1, F(1, 10)),
        ("金额单位：人民币千元", "千元", 1, F(1, 10)),
        ("(in thousands)", "1000 元", 1, F(1, 10)),
        ("Unit: CNY 10,000", "万元", 2, F(1, 100)),
        ("Unit: RMB million", "RMB million", 1, F(1, 10)),
        ("Figures in thousands of yuan", "in thousands of yuan", 1, F(1, 10)),
        ("建设资金情况表（单位：亿元、个）", "亿元", 1, F(1, 10)),
        ("（亿元）", "亿元", 1, F(1, 10)),
        ("（以千元为单位）", "千元", 1, F(1, 10)),
    ],
)
def test_a_unit_line_goes_to_the_amounts(
    line: str, unit: str, decimals: int, step: Fraction
) -> None:
    table = bind(grid(f"{line}|||\n单位|建设资金|场所\n北县|12.5|3"), FUNDS, input_name="x")
    figure = table.figure("funds", 0)
    assert (figure.unit, figure.decimals, figure.step) in [
        (unit, decimals, step),
        (unit.removeprefix("in "), decimals, step),
    ]
    assert figure.value == F("12.5")
    assert (table.figure("halls", 0).unit, table.figure("halls", 0).count) == ("个", True)


def test_a_unit_of_another_dimension_is_set_aside() -> None:
    text = "|||单位：吨\n单位|建设资金|场所\n北县|12.5|3"
    assert aside(text) == [("D1", "unit_line")]
    assert bind(grid(text), FUNDS, input_name="x").figure("funds", 0).unit == "万元"


def test_the_reporting_unit_is_no_unit() -> None:
    schema = parse_schema("columns:\n  place: {metadata: {role: key, aliases: [单位]}}\n  n: {}\n")
    table = bind(grid("单位：北县|\nn\n5"), schema, input_name="x")
    assert (table.text("place", 0), table.place("place", 0).cell) == ("北县", "A1")
    with pytest.raises(InputError, match="column 'place' is missing"):
        bind(grid("单位：万元|\nn\n5"), schema, input_name="x")


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("资金（亿元）", "亿元"),
        ("资金(元)", "元"),
        ("资金/亿元", "亿元"),
        ("资金，单位：元", "元"),
        ("建设资金*（亿元）", "亿元"),
        ("建设资金[亿元]①", "亿元"),
        ("一、资金（亿元）", "亿元"),
        ("funds, CNY 100", "100 CNY"),
        ("Funds (in thousands)", "1000 元"),
    ],
)
def test_a_header_states_its_unit(header: str, unit: str) -> None:
    table = bind(grid(f"单位|{header}|场所\n北县|12.5|3"), FUNDS, input_name="x")
    assert table.figure("funds", 0).unit == unit


def test_a_header_goes_before_a_unit_line_and_a_cell_before_both() -> None:
    text = "单位：亿元\n单位|资金（元）|场所\n北县|12|3\n南县|4.3万元|3"
    table = bind(grid(text), FUNDS, input_name="x")
    assert table.figure("funds", 0).unit == "元"
    assert (table.figure("funds", 1).value, table.figure("funds", 1).unit) == (43000, "元")


def test_a_count_in_a_scale_is_no_exact_count() -> None:
    table = bind(grid("单位|资金|场所|人口（万人）\n北县|1|2|12.5"), FUNDS, input_name="x")
    figure = table.figure("people", 0)
    assert (figure.unit, figure.count, figure.step) == ("万人", False, F(1, 10))
    assert conform(table) == []  # 12.5 万人 are 125,000 whole people
    table = bind(grid("单位|资金|场所|人口（万人）\n北县|1|2|12.55555"), FUNDS, input_name="x")
    assert [finding.constraint for finding in conform(table)] == ["not_whole"]


def test_a_header_in_another_dimension_is_a_fault() -> None:
    assert faults("单位|资金（吨）|场所\n北县|1|2") == [
        (
            "column 'funds' is missing: B1 '资金（吨）' is in 吨, schema funds has 万元",
            "send the column in that unit, or mend its header",
        )
    ]


def test_a_total_row_is_set_aside_beside_records_only() -> None:
    assert aside("单位|资金|场所\n合计|9|3\n北县|9|3") == [("A2", "total_row")]
    alone = bind(grid("单位|资金|场所\n合计|9|3"), FUNDS, input_name="x")
    assert (alone.texts("place"), alone.totals) == (["合计"], ())


def test_a_total_row_with_a_level_of_its_own_is_a_record() -> None:
    text = "单位|级别|资金|场所\n合计|市|9|3\n北县|县|9|3\n小计||9|3"
    table = bind(grid(text), FUNDS, input_name="x")
    assert (table.texts("place"), table.totals) == (["合计", "北县"], (3,))


def test_a_total_row_that_a_suite_picks_is_a_record() -> None:
    sheet = grid("单位|资金|场所\n合计|9|3\n北县|9|3")
    table = bind(sheet, FUNDS, input_name="x", kept=frozenset({"合计"}))
    assert table.texts("place") == ["合计", "北县"]


def test_a_total_beside_a_serial_number() -> None:
    text = "序号|单位|资金|场所\n1|北县|9|3\n合计||9|3\n总 计|全市|9|3"
    table = bind(grid(text), FUNDS, input_name="x")
    assert (table.texts("place"), table.totals) == (["北县", "全市"], (2,))


def test_a_total_column_is_told() -> None:
    assert aside("单位|资金|场所|合计\n北县|9|3|12") == [("D1", "total_column")]


def test_a_county_that_reports_nothing_stays_a_record() -> None:
    table = bind(grid("单位|资金|场所\n北县|9|3\n南县||\n\n西县|-|"), FUNDS, input_name="x")
    assert table.texts("place") == ["北县", "南县", "西县"]


def test_words_in_a_number_column_stay_a_finding() -> None:
    table = bind(grid("单位|资金|场所\n北县|9|3\n\n南县|未定|很多"), FUNDS, input_name="x")
    assert [(f.field, f.row) for f in conform(table)] == [("funds", 1), ("halls", 1)]


def test_headings_between_records() -> None:
    text = "单位|资金|场所\n一、市直||\n北县|9|3\n二、县区||\n南县|1|2"
    merged = ((1, 0, 1, 2), (3, 0, 3, 2))
    assert aside(text, merged=merged) == [("A2", "heading"), ("A4", "heading")]


def test_two_tables_of_one_schema_below_and_beside() -> None:
    below = "单位|资金|场所\n北县|1|2\n\n2011年\n场所|单位|资金\n4|南县|3"
    tables = [bound.table for bound in bind_all(grid(below), FUNDS, "x")]
    assert [t.texts("place") for t in tables] == [["北县"], ["南县"]]
    assert [t.place("funds", 0).cell for t in tables] == ["B2", "C6"]
    beside = "单位|资金|场所||单位|资金|场所\n北县|1|2||南县|3|4\n西县|5|6"
    tables = [bound.table for bound in bind_all(grid(beside), FUNDS, "x")]
    assert [t.texts("place") for t in tables] == [["北县", "西县"], ["南县"]]
    assert [t.place("funds", 0).cell for t in tables] == ["B2", "F2"]


def test_the_same_header_again_continues_the_table() -> None:
    text = "资金表\n单位|资金|场所\n北县|1|2\n\n资金表\n单位|资金|场所\n南县|3|4"
    tables = bind_all(grid(text), FUNDS, "x")
    assert [bound.table.texts("place") for bound in tables] == [["北县", "南县"]]
    whys = [item.why for item in tables[0].set_aside]
    assert whys == ["above", "repeated_header", "repeated_header"]


def test_a_side_note_is_told_and_a_stray_figure_refused() -> None:
    assert aside("单位|资金|场所||\n北县|1|2||已核对") == [("E2", "beside")]
    assert faults("单位|资金|场所||\n北县|1|2||7")[0][0] == "E1 has no header, but E2 is filled"
    assert faults("单位|资金|场所\n北县|1|2|已核对")[0][0] == "D1 has no header, but D2 is filled"
    assert faults("|单位|资金|场所\n1|北县|1|2")[0][0] == "A1 has no header, but A2 is filled"


def test_a_name_qualified_by_its_group_is_weaker_than_one_alone() -> None:
    text = "单位|资金|场所|上年\n|||资金\n北县|1|2|3"
    table = bind(grid(text, merged=tuple((0, c, 1, c) for c in range(3))), FUNDS, input_name="x")
    assert table.columns["funds"] == 1
    twice = "单位|今年|上年|场所\n|资金|资金\n北县|1|2|3"
    assert faults(twice)[0] == (
        "column 'funds' stands twice: B2 '今年 资金' and C2 '上年 资金'",
        "keep one or rename one",
    )


def test_strict_refuses_strangers_on_any_level() -> None:
    strict = parse_schema("name: s\nstrict: true\ncolumns:\n  a: {metadata: {role: count}}\n")
    text = "甲表\na|备注\n|\n1|x"
    assert [what for what, _ in faults(text, strict)] == ["B2 '备注' is not in schema s"]


def test_faults_name_the_best_header_not_the_title() -> None:
    assert faults("资金情况表\n\n单位|建设资全|场所\n北县|1|2") == [
        (
            "column 'funds' is missing",
            "did you mean column '建设资全'? rename it or add it as an alias in schema funds",
        )
    ]


def test_computed_cells_of_a_workbook() -> None:
    sheet = grid("单位|资金|场所\n北县|12.5|0.1234567", computed_cells=frozenset({(1, 2)}))
    table = bind(sheet, FUNDS, input_name="x")
    assert (table.is_computed("halls", 0), table.is_computed("funds", 0)) == (True, False)
    assert table.figure("halls", 0).qualifier == "computed"


def test_a_transposed_table_keeps_units_and_names() -> None:
    text = "资金表\n填报说明：略|单位：亿元\n单位|北县|南县\n资金|1.5|2.5\n场所（个）|3|4"
    table = bind(grid(text), FUNDS, input_name="x")
    assert [table.place("funds", row).cell for row in range(2)] == ["B4", "C4"]
    assert [table.key(row)[0][1] for row in range(2)] == ["北县", "南县"]
    assert table.figure("funds", 1).unit == "亿元"
    assert table.header("halls") == "场所（个）"


def test_rows_of_a_csv_with_blank_lines_left_out() -> None:
    rows: list[list[str | None]] = [
        ["资金表", None, None], ["单位", "资金", "场所"], ["北县", "1", "2"],
        ["科目", "预算", "决算"], ["办公", "1", "2"],
    ]  # fmt: skip
    found = bind_sheet(Grid("g", rows, origin=[1, 3, 4, 6, 7]), FUNDS, "x")
    assert found.table.texts("place") == ["北县"]
    assert found.table.place("funds", 0).cell == "B4"
    assert [(i.cell, i.why) for i in found.set_aside] == [("A1", "above"), ("A6", "other_table")]


def test_hostile_sheets_are_bound_or_refused_in_time() -> None:
    started = time.monotonic()
    wide = Grid("g", [["单位", "资金", "场所", *["x" * 50] * 16_000], ["北县", "1", "2"]])
    with pytest.raises(InputError, match="stands twice"):
        bind(wide, FUNDS, input_name="x")
    merged = tuple((0, 0, 10**6, 16_000) for _ in range(200))
    sheet = Grid("g", [["单位", "资金", "场所"], *[["北县", "1", "2"]] * 2000], merged=merged)
    with pytest.raises(InputError):
        bind(sheet, FUNDS, input_name="x")
    long = Grid("g", [["单位", "资金", "(" * 100_000], ["北" * 10**6, "1", "2"]])
    assert not fits(long, FUNDS)
    assert time.monotonic() - started < 10


def test_binding_stays_linear() -> None:
    rows: list[list[str | None]] = [["单位", "资金", "场所"]]
    rows += [[f"县{n}", "1", "2"] for n in range(100_000)]
    started = time.monotonic()
    assert len(bind(Grid("g", rows), FUNDS, input_name="x")) == 100_000
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("header", "unit"), [("合计", "万元"), ("小 计", "万元"), ("合计（亿元）", "亿元")]
)
def test_a_total_under_a_group_is_the_group(header: str, unit: str) -> None:
    text = f"单位|资金||场所\n|{header}|本级|\n北县|9.5|4|3"
    merged = ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3))
    table = bind(grid(text, merged=merged), FUNDS, input_name="x")
    assert table.place("funds", 0).cell == "B3"
    assert table.figure("funds", 0).unit == unit
    assert aside(text, merged=merged) == [("C2", "no_field")]


TWO_PAIRS = "单位：北县\n项目|金额（万元）|项目|金额（万元）\n资金（亿元）|1.5|场所|3\n覆盖率|45.0%"


def test_a_label_of_a_form_says_more_than_the_head_of_its_column() -> None:
    """资金 states a unit of its own; 场所 and 覆盖率 are no 金额 at all."""
    table = bind(grid(TWO_PAIRS), FUNDS, input_name="x")
    cells = {name: table.place(name, 0).cell for name in table.fields}
    assert cells == {"place": "A1", "funds": "B3", "halls": "D3", "rate": "B4"}
    assert table.figure("funds", 0).unit == "亿元"
    assert (table.figure("halls", 0).unit, table.figure("rate", 0).unit) == ("个", "%")


def test_what_is_nearly_a_form_is_told_as_a_form() -> None:
    found = faults(TWO_PAIRS.replace("场所", "场馆"))
    assert [what for what, _ in found] == ["no label of field 'halls' is found"]


def test_the_same_header_under_a_title_begins_another_table() -> None:
    """Without the title it is the header printed again on the next page."""
    schema = parse_schema("columns: {unit: {metadata: {role: key}}, people: {dtype: int64}}")
    page = [["unit", "people"], ["a", "1"]]
    more = [["unit", "people"], ["b", "2"]]
    again = Grid("s", [*page, [None, None], *more])
    assert [len(bound.table) for bound in bind_all(again, schema, "x.csv")] == [2]
    titled = Grid("s", [*page, [None, None], ["East", None], *more])
    tables = [bound.table for bound in bind_all(titled, schema, "x.csv")]
    assert [table.text("people", 0) for table in tables] == ["1", "2"]
