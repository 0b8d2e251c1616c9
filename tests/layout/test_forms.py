"""Forms: one record a sheet, each field found by its labels."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consistency.errors import InputError
from consistency.layout import bind, bind_sheet, fits
from consistency.layout.conform import conform
from consistency.model.document import Grid
from consistency.schema import Schema, parse_schema

FORM = """\
name: members
metadata: {layout: form}
columns:
  place: {metadata: {role: key, at: {row: [填报单位]}}}
  period: {metadata: {role: period, at: {row: [年度]}}}
  members:
    nullable: true
    metadata: {role: count, unit: 名, at: {row: [合计, 总计], column: 人数}}
  women: {nullable: true, metadata: {role: count, unit: 名, at: {row: [性别, 女], column: 人数}}}
  women_pct:
    nullable: true
    metadata: {role: share, unit: "%", decimals: 1, at: {row: [性别, 女], column: 占比}}
  young:
    nullable: true
    metadata: {role: count, unit: 名, at: {row: [年龄, 35岁以下|三十五岁以下], column: 人数}}
  funds: {nullable: true, metadata: {role: amount, unit: 万元, decimals: 1, at: {row: [活动经费]}}}
  note: {required: false, nullable: true, metadata: {role: label, at: {column: [备注]}}}
"""
ROWS: list[list[str | None]] = [
    ["发展党员情况登记表", None, None, None, None],
    ["填报单位：", "北县", None, "年度：2010", None],
    ["项　目", None, "人数", "占比（%）", "备 注"],
    ["性　别", "男", "20", "47.6", "含机关"],
    [None, "女", "22", "52.4", None],
    ["年　龄", "35岁以下", "30", "71.4", None],
    [None, "36至59岁", "12", "28.6", None],
    ["合　计", None, "42", "100.0", None],
    ["活动经费（元）", "12345", None, None, None],
]
MERGED = ((0, 0, 0, 4), (3, 0, 4, 0), (5, 0, 6, 0), (7, 0, 7, 1), (2, 0, 2, 1))


def schema(text: str = FORM) -> Schema:
    return parse_schema(text)


def form(rows: list[list[str | None]] = ROWS) -> Grid:
    return Grid("登记表", rows, merged=MERGED)


def faults(grid: Grid, text: str = FORM) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        bind(grid, schema(text), input_name="form.xlsx")
    assert {fault.where for fault in caught.value.faults} == {"form.xlsx"}
    return [(fault.what, fault.next) for fault in caught.value.faults]


def changed(row: int, column: int, text: str | None) -> Grid:
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = text
    return form(rows)


def test_each_field_stands_in_its_cell() -> None:
    table = bind(form(), schema(), input_name="form.xlsx")
    assert len(table) == 1
    assert {name: (table.place(name, 0).cell, table.text(name, 0)) for name in table.fields} == {
        "place": ("B2", "北县"),
        "period": ("D2", "2010"),
        "members": ("C8", "42"),
        "women": ("C5", "22"),
        "women_pct": ("D5", "52.4"),
        "young": ("C6", "30"),
        "funds": ("B9", "12345"),
        "note": ("E4", "含机关"),
    }
    assert table.key(0) == (("place", "北县"), ("period", "2010"))
    assert (table.figure("women", 0).value, table.figure("women", 0).count) == (22, True)
    assert (table.figure("funds", 0).unit, table.figure("funds", 0).decimals) == ("元", 0)
    assert table.figure("women_pct", 0).step == Fraction(1, 10)
    assert conform(table) == []
    assert fits(form(), schema())


def test_figures_of_no_field_are_told() -> None:
    found = bind_sheet(form(), schema(), "form.xlsx")
    stray = [item.cell for item in found.set_aside if item.why == "stray"]
    assert stray == ["C4", "D4", "D6", "C7", "D7", "D8"]


def test_strict_refuses_figures_of_no_field() -> None:
    found = faults(form(), "strict: true\n" + FORM)
    assert len(found) == 6
    assert found[0] == (
        "C4 '20' is not in schema members",
        "remove the figure, or write strict: false in the schema",
    )


def test_a_blank_cell_is_missing_at_its_place() -> None:
    table = bind(changed(4, 2, None), schema(), input_name="x")
    figure = table.figure("women", 0)
    assert (figure.absence, figure.place.cell if figure.place else None) == ("missing", "C5")


def test_words_where_a_number_belongs_stay_a_finding() -> None:
    table = bind(changed(8, 1, "未定"), schema(), input_name="x")
    assert [(f.field, f.constraint) for f in conform(table)] == [("funds", "not_a_number")]


def test_every_missing_label_is_named_at_once() -> None:
    grid = changed(8, 0, "活动经济")
    grid.rows[4][1] = "女性党员"
    assert faults(grid) == [
        (
            "label '女' of field 'women' is not on the sheet",
            "the texts on the sheet are: 发展党员情况登记表, 填报单位：, 北县, 年度：2010, 项　目, "
            "人数, 占比（%）, 备 注, 性　别, 男",
        ),
        (
            "label '女' of field 'women_pct' is not on the sheet",
            "the texts on the sheet are: 发展党员情况登记表, 填报单位：, 北县, 年度：2010, 项　目, "
            "人数, 占比（%）, 备 注, 性　别, 男",
        ),
        ("label '活动经费' of field 'funds' is not on the sheet", "did you mean '活动经济'?"),
    ]


def test_labels_that_never_meet() -> None:
    text = FORM.replace("[年龄, 35岁", "[性别, 35岁")
    assert faults(form(), text) == [
        (
            "the labels '性别', '35岁以下', '人数' of field 'young' meet in no cell",
            "check which row and which column they head",
        )
    ]


def test_two_cells_equally_near_are_a_fault() -> None:
    grid = changed(2, 4, "人数")
    grid.rows[3][4] = None
    assert faults(grid)[0] == (
        "field 'members' can be C8 and E8",
        "name a further label of its row or column under 'at'",
    )


def test_two_fields_in_one_cell_are_a_fault() -> None:
    text = FORM.replace("[性别, 女], column: 占比", "[性别, 女], column: 人数")
    assert faults(form(), text)[0][0] == "C5 would be both 'women' and 'women_pct'"


def test_a_label_in_another_dimension_is_a_fault() -> None:
    assert faults(changed(8, 0, "活动经费（吨）"))[0][0] == (
        "B9 '活动经费（吨）' is in 吨, the schema has 'funds' in 万元"
    )


def test_a_field_without_a_place_is_found_by_its_name() -> None:
    text = """\
metadata: {layout: form}
columns:
  place: {metadata: {role: key, at: {row: [填报单位]}}}
  men: {required: false, metadata: {role: count, aliases: [男]}}
  men_pct: {required: false, metadata: {role: share, aliases: [男占比]}}
"""
    table = bind(form(), schema(text), input_name="x")
    assert table.place("men", 0).cell == "C4"
    assert table.place("men_pct", 0).cell == "D4"


def test_a_sheet_that_is_no_form() -> None:
    assert not fits(Grid("g", []), schema())
    assert len(faults(Grid("g", [["x"]]))) == 7
    big = Grid("g", [["1"] * 500 for _ in range(500)])
    assert faults(big)[0][0] == "has too many cells for a form"


def test_the_unit_of_a_row_goes_before_that_of_its_column() -> None:
    """活动经费 is in 亿元 though its column is in 万元; a share is never in 名."""
    text = """\
metadata: {layout: form}
columns:
  funds: {metadata: {role: amount, unit: 万元, at: {row: [活动经费], column: 本年}}}
  women: {metadata: {role: count, unit: 名, at: {row: [女], column: 本年}}}
  women_pct: {metadata: {role: share, unit: "%", at: {row: [女], column: 占比}}}
"""
    rows: list[list[str | None]] = [
        ["项目", "本年（万元）", "占比（%）"],
        ["活动经费（亿元）", "1.5", None],
        ["女（名）", "22", "52.4"],
    ]
    table = bind(Grid("g", rows), schema(text), input_name="x")
    units = [table.figure(name, 0).unit for name in ("funds", "women", "women_pct")]
    assert units == ["亿元", "名", "%"]
