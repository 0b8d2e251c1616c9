"""A grid becomes a table of fields; what the schema says reaches each figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consistency.errors import InputError
from consistency.layout import Table, bind, fits
from consistency.layout.conform import SchemaFinding, conform
from consistency.model.document import Grid
from consistency.model.figure import Place
from consistency.model.interval import EVERYTHING, Interval
from consistency.schema import Schema, parse_schema

F = Fraction
SCHEMA = """\
name: grading
columns:
  county: {dtype: str, metadata: {role: key, aliases: [县]}}
  year: {dtype: int64, metadata: {role: period}}
  villages: {dtype: int64, metadata: {role: count, unit: 个, aliases: [建制村数]}}
  model_pct: {nullable: true, metadata: {role: share, unit: "%", decimals: 1}}
  funds: {required: false, nullable: true, metadata: {role: amount, unit: 万元, decimals: 2}}
"""


def grid(text: str, **more: object) -> Grid:
    """Cells between bars; an empty one is None."""
    rows = [[cell or None for cell in line.split("|")] for line in text.split("\n")]
    return Grid("returns", rows, **more)  # type: ignore[arg-type]


def grading(text: str, **more: object) -> Table:
    return bind(grid(text, **more), parse_schema(SCHEMA, "grading.yaml"), input_name="in.csv")


def faults(text: str, schema: Schema | None) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        bind(grid(text), schema, input_name="in.csv")
    assert {fault.where for fault in caught.value.faults} == {"in.csv"}
    return [(fault.what, fault.next) for fault in caught.value.faults]


FULL = "县|Year|建制村数|Model PCT|funds\n北县|2010|1383|44.7|6842.5\n南县|2010|12|44.70|200"


def test_headers_match_by_name_alias_and_loosely() -> None:
    table = grading(FULL)
    assert table.fields == ("county", "year", "villages", "model_pct", "funds")
    assert table.keys == ("county", "year")
    assert len(table) == 2
    assert [table.header(name) for name in table.fields] == [
        "县", "Year", "建制村数", "Model PCT", "funds",
    ]  # fmt: skip
    assert table.texts("villages") == ["1383", "12"]
    assert table.key(1) == (("county", "南县"), ("year", "2010"))
    assert [name for name in table.fields if table.numbers(name)] == [
        "villages", "model_pct", "funds",
    ]  # fmt: skip


def test_loose_headers() -> None:
    for header in ("MODEL-PCT", "model pct", "ｍｏｄｅｌ＿ｐｃｔ", " Model\nPct "):
        rows = [["county", "year", "villages", header], ["a", "1", "2", "3"]]
        table = bind(Grid("g", rows), parse_schema(SCHEMA), input_name="x")
        assert table.columns["model_pct"] == 3


def test_an_exact_name_goes_before_a_loose_one() -> None:
    schema = parse_schema("columns:\n  a_b: {}\n  ab: {}\n")
    table = bind(grid("ab|a_b\n1|2"), schema, input_name="x")
    assert table.columns == {"a_b": 1, "ab": 0}
    with pytest.raises(InputError, match="'a_b' is missing"):
        bind(grid("A-B|ab\n1|2"), schema, input_name="x")


def test_place() -> None:
    table = grading(FULL)
    assert table.place("model_pct", 1) == Place(
        input="in.csv",
        table="returns",
        row=2,
        key=(("county", "南县"), ("year", "2010")),
        column="Model PCT",
        cell="D3",
    )
    assert table.figure("model_pct", 1).place == table.place("model_pct", 1)


def test_blank_rows_are_no_records_and_keep_their_numbers() -> None:
    rows = [[None], ["a", "b"], [" ", None], ["1", "2"], [], ["3"]]
    table = bind(Grid("g", rows), None, input_name="x")
    assert len(table) == 2
    assert [table.place("b", row).cell for row in (0, 1)] == ["B4", "B6"]
    assert [table.place("b", row).row for row in (0, 1)] == [1, 2]
    assert table.text("b", 1) is None
    numbered = Grid("g", [["a"], ["1"]], origin=[3, 7])
    assert bind(numbered, None, input_name="x").place("a", 0).cell == "A7"


def test_cells_beyond_z() -> None:
    rows: list[list[str | None]] = [[f"c{n}" for n in range(703)]]
    rows.append(["1"] * 703)
    table = bind(Grid("g", rows), None, input_name="x")
    assert [table.place(f"c{n}", 0).cell for n in (25, 26, 701, 702)] == [
        "Z2",
        "AA2",
        "ZZ2",
        "AAA2",
    ]


def test_without_a_schema() -> None:
    table = bind(grid(" place |n|note\na|12|words\nb|-|y"), None, input_name="x")
    assert table.fields == ("place", "n", "note")
    assert table.keys == ("place",)
    assert [table.numbers(name) for name in table.fields] == [False, True, False]
    figure = table.figure("n", 0)
    assert (figure.value, figure.step, figure.count, figure.declared) == (12, 1, None, False)
    assert table.figure("n", 1).absence == "missing"
    assert table.figure("note", 0).absence == "not_a_number"
    assert conform(table) == []
    with pytest.raises(KeyError):
        table.text("nowhere", 0)


def test_a_count_is_exact() -> None:
    figure = grading(FULL).figure("villages", 0)
    assert (figure.value, figure.count, figure.unit, figure.step) == (1383, True, "个", 1)
    figure = grading("county|year|villages|model_pct\na|2010|1383.0|1").figure("villages", 0)
    assert (figure.value, figure.count, figure.step, figure.decimals) == (1383, True, 1, 0)
    assert not figure.shows_decimals
    figure = grading("county|year|villages|model_pct\na|2010|12.5|1").figure("villages", 0)
    assert (figure.value, figure.count, figure.step) == (F("12.5"), False, F(1, 10))


@pytest.mark.parametrize(
    ("text", "value", "step", "decimals"),
    [
        ("44.7", F("44.7"), F(1, 10), 1),
        ("44", F(44), F(1, 10), 1),
        ("44.70", F("44.7"), F(1, 10), 1),
        ("44.71", F("44.71"), F(1, 100), 2),
        ("44.7%", F("44.7"), F(1, 10), 1),
    ],
)
def test_declared_decimals(text: str, value: Fraction, step: Fraction, decimals: int) -> None:
    table = grading(f"county|year|villages|model_pct\na|2010|1|{text}")
    figure = table.figure("model_pct", 0)
    assert (figure.value, figure.step, figure.decimals) == (value, step, decimals)
    assert (figure.declared, figure.count, figure.unit) == (True, False, "%")


def test_the_declared_rounding_reaches_the_figure() -> None:
    schema = parse_schema(
        "metadata: {rounding: truncate}\n"
        "columns: {a: {metadata: {role: share}}, b: {metadata: {role: share, rounding: half_up}}}\n"
    )
    table = bind(grid("a|b\n1|2"), schema, input_name="x")
    assert table.figure("a", 0).rounding == "truncate"
    assert table.figure("b", 0).rounding == "half_up"


def test_a_scale_word_keeps_its_precision() -> None:
    table = grading("county|year|villages|model_pct|funds\na|1|10.0634万||4.3万\nb|1|10万||1.2亿元")
    figure = table.figure("funds", 0)
    assert (figure.value, figure.step, figure.unit, figure.declared) == (43000, 1000, "元", False)
    other = table.figure("funds", 1)
    assert (other.value, other.step, other.unit) == (120_000_000, 10_000_000, "元")
    exact, rounded = table.figure("villages", 0), table.figure("villages", 1)
    assert (exact.value, exact.count) == (100634, True)
    assert (rounded.value, rounded.step, rounded.count) == (100000, 10000, False)


def test_a_hedge_stays() -> None:
    table = grading("county|year|villages|model_pct\na|1|约1700|1.0")
    figure = table.figure("villages", 0)
    assert figure.hedged == (Interval(F(1650), F(1750)), Interval(F(1360), F(2040)))
    assert figure.count is not True


def test_missing_and_suppressed() -> None:
    table = grading("county|year|villages|model_pct|funds\na|1|||\nb|1|*|*|\nc|1|<5||-")
    assert [table.figure("villages", row).absence for row in range(3)] == [
        "missing", "suppressed", "suppressed",
    ]  # fmt: skip
    assert table.figure("villages", 0).domain == Interval(F(0), None)
    assert table.figure("villages", 1).domain == Interval(F(0), None)
    assert table.figure("villages", 2).domain == Interval(F(1), F(4))
    assert table.figure("model_pct", 0).domain == EVERYTHING
    assert table.figure("funds", 2).absence == "missing"


def test_an_absent_optional_column_is_missing() -> None:
    table = grading("county|year|villages|model_pct\na|2010|1|2")
    assert "funds" not in table.fields
    assert table.text("funds", 0) is None
    figure = table.figure("funds", 0)
    assert (figure.absence, figure.value) == ("missing", None)
    assert figure.place is not None
    assert (figure.place.column, figure.place.cell) == ("funds", None)


def test_a_column_of_floats_has_one_precision() -> None:
    table = bind(grid("a|b|c\n12.5|3|x\n12|4|y", decimals={0: 1, 1: 0}), None, input_name="x")
    figures = [table.figure("a", row) for row in range(2)]
    assert [(f.value, f.step, f.decimals, f.count) for f in figures] == [
        (F("12.5"), F(1, 10), 1, False),
        (F(12), F(1, 10), 1, False),
    ]
    whole = table.figure("b", 0)
    assert (whole.step, whole.decimals, whole.count) == (1, 0, None)


def test_the_schema_goes_before_the_precision_of_a_float_column() -> None:
    text = "county|year|villages|model_pct\na|1|12.0|44.7\nb|1|13.0|12.345678"
    table = grading(text, decimals={2: 0, 3: 6})
    assert (table.figure("villages", 0).count, table.figure("villages", 0).step) == (True, 1)
    # the one stray value does not make 44.7 stand for 44.700000
    assert table.figure("model_pct", 0).step == F(1, 10)
    assert table.figure("model_pct", 1).step == F(1, 10**6)


def test_computed_floats() -> None:
    table = bind(grid("a\n44.61315979754157", computed=frozenset({0})), None, input_name="x")
    figure = table.figure("a", 0)
    assert figure.qualifier == "computed"
    # doubles between 32 and 64 are 2^-47 apart
    spread = F(4, 2**47)
    cell = Interval(F("44.61315979754157") - spread, F("44.61315979754157") + spread)
    assert figure.hedged == (cell, cell)


def test_declared_decimals_decide_for_computed_floats() -> None:
    text = "county|year|villages|model_pct\na|1|1|44.61315979754157"
    table = grading(text, computed=frozenset({3}))
    figure = table.figure("model_pct", 0)
    assert (figure.hedged, figure.qualifier, figure.step) == (None, None, F(1, 10))
    assert conform(table) == []


def test_a_whole_count_in_a_computed_column_is_exact() -> None:
    text = "county|year|villages|model_pct\na|1|1383.0|1\nb|1|0.1234567|1"
    table = grading(text, computed=frozenset({2}))
    count, stray = table.figure("villages", 0), table.figure("villages", 1)
    assert (count.count, count.hedged, count.qualifier, count.step) == (True, None, None, 1)
    assert (stray.count, stray.qualifier) == (False, "computed")
    assert cells(conform(table)) == [("villages", 1, "not_whole")]


def test_header_faults() -> None:
    schema = parse_schema(SCHEMA)
    # more than one at once
    assert faults("县|Yaer|建制村|Model PCT", schema) == [
        (
            "column 'year' is missing",
            "did you mean column 'Yaer'? rename it or add it as an alias in schema grading",
        ),
        (
            "column 'villages' is missing",
            "did you mean column '建制村'? rename it or add it as an alias in schema grading",
        ),
    ]
    assert faults("x|y", parse_schema("columns: {villages: {}}")) == [
        ("column 'villages' is missing", "the columns are: x, y")
    ]


def test_columns_that_stand_twice() -> None:
    assert faults("a|b|a\n1|2|3", None) == [
        ("column 'a' stands twice: A1 'a' and C1 'a'", "keep one or rename one")
    ]
    schema = parse_schema(SCHEMA)
    assert faults("county|year|villages|建制村数|model_pct|note|note", schema) == [
        ("column 'note' stands twice: F1 'note' and G1 'note'", "keep one or rename one"),
        (
            "column 'villages' stands twice: C1 'villages' and D1 '建制村数'",
            "keep one or rename one",
        ),
    ]
    assert faults("a|a\n1|2", parse_schema("columns: {a: {}}")) == [
        ("column 'a' stands twice: A1 'a' and B1 'a'", "keep one or rename one")
    ]


def test_cells_without_a_header() -> None:
    next_step = "name the column, or mend a stray separator in that row"
    assert faults("a||c\n1|2|3\n4|5|6|7", None) == [
        ("B1 has no header, but B2 is filled", next_step),
        ("D1 has no header, but D3 is filled", next_step),
    ]
    assert bind(grid("a||c\n1||3| "), None, input_name="x").fields == ("a", "c")


def test_no_header() -> None:
    rows: list[list[list[str | None]]] = [[], [[]], [[None, " "]]]
    for cells in rows:
        with pytest.raises(InputError, match="holds no header row"):
            bind(Grid("g", cells), None, input_name="x")
        assert not fits(Grid("g", cells), parse_schema(SCHEMA))
    assert len(bind(grid("a|b"), None, input_name="x")) == 0


def test_strict_names_every_stranger() -> None:
    schema = parse_schema("name: s\nstrict: true\ncolumns: {a: {}}\n")
    next_step = "remove the column, or write strict: false in the schema"
    assert faults("a|b|c\n1|2|3", schema) == [
        ("B1 'b' is not in schema s", next_step),
        ("C1 'c' is not in schema s", next_step),
    ]
    loose = parse_schema("columns: {a: {}}\n")
    assert bind(grid("a|b|c\n1|2|3"), loose, input_name="x").fields == ("a",)


def test_fits() -> None:
    schema = parse_schema(SCHEMA)
    assert fits(grid("县|Year|建制村数|Model PCT"), schema)
    assert not fits(grid("县|Year|Model PCT|funds"), schema)


def test_a_form_is_not_read_as_a_table() -> None:
    form = parse_schema("metadata: {layout: form}\ncolumns: {a: {metadata: {at: {row: x}}}}\n")
    assert not fits(grid("a\n1"), form)
    assert faults("a\n1", form) == [
        ("label 'x' of field 'a' is not on the sheet", "the texts on the sheet are: a, 1")
    ]


def cells(findings: list[SchemaFinding]) -> list[tuple[str | None, int | None, str]]:
    return [(f.field, f.row, f.constraint) for f in findings]


def test_conform_finds_each_constraint_once_a_cell() -> None:
    table = grading(
        "county|year|villages|model_pct|funds\n"
        "a|2010|1383|44.7|6842.5\n"
        "b|2010|many|44.71|words\n"
        "c|2010|12.5||6842.50\n"
        "|2010|-|*|6842.505\n"
        "d|2010|1383.0|44.70|\n"
        "e|2010|*|约45|4.356万\n"
        "f|later|<5|1-2|1"
    )
    found = cells(conform(table))
    assert found == [
        ("county", 3, "not_nullable"),
        ("year", 6, "not_a_number"),
        ("villages", 1, "not_a_number"),
        ("villages", 2, "not_whole"),
        ("villages", 3, "not_nullable"),
        ("model_pct", 1, "decimals"),
        ("funds", 1, "not_a_number"),
        ("funds", 3, "decimals"),
    ]
    detail = next(f.detail for f in conform(table) if f.constraint == "decimals")
    assert detail == "decimals allowed: 1, printed: 2"


def test_duplicate_keys() -> None:
    table = grading(
        "county|year|villages|model_pct\n"
        "a|2010|1|1\na|2011|1|1\na |2010|1|1\nb|2010|1|1\na|2010|1|1"
    )
    assert [(f.row, f.field, f.constraint, f.detail) for f in conform(table)] == [
        (2, None, "duplicate_key", "county a, year 2010 stands already in record 1"),
        (4, None, "duplicate_key", "county a, year 2010 stands already in record 1"),
    ]


def test_a_frame_unique_is_checked_beside_the_keys() -> None:
    schema = parse_schema(
        "unique: [code]\n"
        "columns: {code: {}, county: {metadata: {role: key}}, n: {nullable: true}}\n"
    )
    assert schema.keys == ("county", "code")
    table = bind(grid("code|county|n\n1|a|\n1|b|\n2|b|"), schema, input_name="x")
    assert [(f.row, f.detail) for f in conform(table)] == [(1, "code 1 stands already in record 1")]


def test_unique_columns() -> None:
    schema = parse_schema("columns: {code: {unique: true, nullable: true}, n: {}}\n")
    table = bind(grid("code|n\n1|a\n|b\n|c\n1|d"), schema, input_name="x")
    assert cells(conform(table)) == [("code", 3, "unique")]


def test_dates_and_booleans() -> None:
    schema = parse_schema("columns: {d: {dtype: date}, b: {dtype: bool}}\n")
    good = ["2010-06-30", "2010/6/3", "20100630", "2010年6月30日", "2010-06", "2010-06-30 12:30"]
    flags = ["true", "FALSE", "是", "0", "Yes", "n"]
    text = "d|b\n" + "\n".join(f"{d}|{b}" for d, b in zip(good, flags, strict=True))
    assert conform(bind(grid(text), schema, input_name="x")) == []
    bad = bind(grid("d|b\n2010-02-30|maybe\n30.6.2010|2\nsoon|-"), schema, input_name="x")
    assert cells(conform(bad)) == [
        ("d", 0, "wrong_type"), ("d", 1, "wrong_type"), ("d", 2, "wrong_type"),
        ("b", 0, "wrong_type"), ("b", 1, "wrong_type"), ("b", 2, "wrong_type"),
    ]  # fmt: skip


def test_a_large_table_is_read_in_seconds() -> None:
    rows: list[list[str | None]] = [["county", "year", "villages", "model_pct"]]
    rows += [[f"c{n}", "2010", str(n), f"{n % 1000 / 10:.1f}"] for n in range(20_000)]
    table = bind(Grid("g", rows), parse_schema(SCHEMA), input_name="x")
    total = sum(table.reading("villages", row).value or 0 for row in range(len(table)))
    assert total == 20_000 * 19_999 // 2
    assert conform(table) == []
