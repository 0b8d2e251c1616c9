"""Frames, records and columns to grids; expected texts written by hand."""

from __future__ import annotations

import datetime
import enum
import hashlib
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from consistency.errors import InputError
from consistency.model.document import Grid
from consistency.readers import read_data
from consistency.readers.printed import float_text, printed


def grid(data: object) -> Grid:
    (made,) = read_data(data, "data").grids
    return made


def column(values: Any) -> tuple[list[str | None], int | None, bool]:
    made = printed(values, "column 'a'", "data")
    return made.texts, made.decimals, made.computed


def fault(data: object) -> str:
    with pytest.raises(InputError) as caught:
        read_data(data, "data")
    assert all(found.where and found.next for found in caught.value.faults)
    return caught.value.faults[0].what


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1383.0, "1383"),
        (44.7, "44.7"),
        (-0.5, "-0.5"),
        (1e-07, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (0.1 + 0.2, "0.30000000000000004"),
        (float("inf"), "inf"),
        (float("-inf"), "-inf"),
        (np.float32(44.7), "44.7"),
        (np.float32(1e-07), "0.0000001"),
        (np.float16(12.4), "12.4"),
        (np.float64(12.4), "12.4"),
    ],
)
def test_floats_show_the_fewest_digits(value: Any, text: str) -> None:
    assert float_text(value) == text


def test_decimals_of_a_float_column() -> None:
    nan = float("nan")
    assert column([12.0, 44.7, nan, None]) == (["12", "44.7", None, None], 1, False)
    assert column([1383.0, nan]) == (["1383", None], 0, False)
    assert column([0.125, float("inf")]) == (["0.125", "inf"], 3, False)
    assert column([0.123456, 1.5]) == (["0.123456", "1.5"], 6, False)
    assert column([1e-07, 1.5]) == (["0.0000001", "1.5"], None, True)
    assert column([44.7, "-", "n/a"]) == (["44.7", "-", "n/a"], 1, False)
    assert column([nan, None]) == ([None, None], None, False)
    assert column([float("inf")]) == (["inf"], None, False)


def test_mixed_columns_show_each_cell_for_itself() -> None:
    assert column([44.7, 12]) == (["44.7", "12"], None, False)
    assert column([1383.0, "<5"]) == (["1383", "<5"], None, False)


def test_exact_values() -> None:
    assert column([Decimal("12.40"), Decimal("1E+3"), Decimal("NaN"), Decimal("-Infinity")])[0] == [
        "12.40",
        "1000",
        None,
        "-inf",
    ]
    assert column([10**400, True, np.int64(5), np.bool_(False)])[0] == [
        "1" + "0" * 400,
        "true",
        "5",
        "false",
    ]
    assert column([Decimal("1E+1000000000")])[0] == ["1E+1000000000"]
    assert column([Fraction(1, 3)])[0] == ["1/3"]


def test_texts_and_dates() -> None:
    class Tier(enum.StrEnum):
        MODEL = "model"

    assert column(["", "x", Tier.MODEL, b"y", np.str_("z")])[0] == [None, "x", "model", "y", "z"]
    assert column(
        [
            datetime.date(2010, 12, 31),
            datetime.datetime(2010, 12, 31),
            datetime.datetime(2010, 12, 31, 8, 30),
            datetime.datetime(2010, 12, 31, tzinfo=datetime.UTC),
            datetime.time(8, 30),
            np.datetime64("NaT"),
            pd.NaT,
        ]
    )[0] == [
        "2010-12-31",
        "2010-12-31",
        "2010-12-31T08:30:00",
        "2010-12-31T00:00:00+00:00",
        "08:30:00",
        None,
        None,
    ]


def test_faults_name_column_and_record() -> None:
    assert fault([{"a": 1}, {"a": [1]}]) == "column 'a', record 2 holds a nested list"
    assert fault([{"a": {"b": 1}}]) == "column 'a', record 1 holds a nested dict"
    assert fault([{"a": np.array([1, 2])}]) == "column 'a', record 1 holds a nested ndarray"
    assert fault([{"a": b"\xff"}]) == "column 'a', record 1 holds bytes that are no text"
    assert fault([{"a": 10**5000}]) == "column 'a', record 1 holds a number of over 3,800 digits"
    assert fault([{"a": object()}]) == "column 'a', record 1 holds a object, no printed value"
    assert fault([{"a": "\ud800"}]) == "holds half a character (an unpaired surrogate)"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ([], "holds no records"),
        ([{}], "holds no records"),
        ({}, "is an empty dict"),
        ([1], "record 1 is a int, not a dict"),
        ({"a": [1, 2], "b": [1]}, "has columns of unequal length: a 2, b 1"),
        ({"a": [1, 2], "b": 1}, "column 'b' is a single value among columns"),
        (12, "cannot read a int"),
        (None, "cannot read a NoneType"),
        (pd.DataFrame(), "has no columns"),
        (pl.DataFrame(), "has no columns"),
        (pa.table({"a": [[1]]}), "column 'a', record 1 holds a nested list"),
        (pl.DataFrame({"a": [[1]]}), "column 'a', record 1 holds a nested list"),
        (pl.DataFrame({"a": [{"b": 1}]}), "column 'a', record 1 holds a nested dict"),
    ],
)
def test_unusable(data: object, what: str) -> None:
    assert fault(data) == what


def test_records() -> None:
    made = grid([{"b": 1, "a": 12.5}, {"a": 3.0, 2: "x"}])
    assert made == Grid(
        "data", [["b", "a", "2"], ["1", "12.5", None], [None, "3", "x"]], decimals={1: 1}
    )


def test_columns_of_any_container() -> None:
    made = grid(
        {
            "a": [1, 2],
            "b": np.array([1.5, 2.0]),
            "c": pd.Series([1, None], dtype="Int64"),
            "d": pl.Series([1.25, 2.0]),
            "e": pa.array(["x", None]),
            "f": (Decimal("1.0"), Decimal("2.00")),
        }
    )
    assert made == Grid(
        "data",
        [
            ["a", "b", "c", "d", "e", "f"],
            ["1", "1.5", "1", "1.25", "x", "1.0"],
            ["2", "2", None, "2", None, "2.00"],
        ],
        decimals={1: 1, 3: 2},
    )


def test_single_record() -> None:
    assert grid({"a": 1, "b": "x"}).rows == [["a", "b"], ["1", "x"]]


def test_tables() -> None:
    source = read_data({"t": [{"a": 1}], "u": pl.DataFrame({"b": [2]}), "v": {"c": [3]}}, "data")
    assert source.kind == "workbook"
    assert source.grids == (
        Grid("t", [["a"], ["1"]]),
        Grid("u", [["b"], ["2"]]),
        Grid("v", [["c"], ["3"]]),
    )


def test_digest_is_of_the_canonical_text() -> None:
    source = read_data([{"a": 1, "b": None}, {"a": 2, "b": "x"}], "data")
    text = "a\x1fb\x1e1\x1f\x1e2\x1fx"
    assert source.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (source.name, source.path, source.kind, source.text) == ("data", None, "table", None)
    assert read_data(pd.DataFrame({"a": [1, 2], "b": [None, "x"]}), "z").sha256 == source.sha256


PANDAS = [
    (pd.Series([1, 2]), ["1", "2"], None, False),
    (pd.Series([1, None], dtype="Int64"), ["1", None], None, False),
    (pd.Series([1.0, None]), ["1", None], 0, False),
    (pd.Series([44.7, 1], dtype="float32"), ["44.7", "1"], 1, False),
    (pd.Series([44.7, None], dtype="Float32"), ["44.7", None], 1, False),
    (pd.Series([44.7, None], dtype="float32[pyarrow]"), ["44.7", None], 1, False),
    (pd.Series([44.7, None], dtype="Float64"), ["44.7", None], 1, False),
    (pd.Series([1 / 3, 1]), ["0.3333333333333333", "1"], None, True),
    (pd.Series(["x", None]), ["x", None], None, False),
    (pd.Series(["x", None], dtype=object), ["x", None], None, False),
    (pd.Series(["x", None], dtype="category"), ["x", None], None, False),
    (pd.Series([1.5, None], dtype="category"), ["1.5", None], 1, False),
    (pd.Series([Decimal("12.40"), 3], dtype=object), ["12.40", "3"], None, False),
    (pd.Series([44.7, "-"], dtype=object), ["44.7", "-"], 1, False),
    (pd.Series([True, None], dtype="boolean"), ["true", None], None, False),
    (pd.Series(pd.to_datetime(["2010-12-31", "NaT"])), ["2010-12-31", None], None, False),
    (pd.Series(pd.to_datetime(["2010-12-31 08:30"])), ["2010-12-31T08:30:00"], None, False),
    (pd.Series(pd.period_range("2010", periods=1, freq="Y")), ["2010"], None, False),
]


@pytest.mark.parametrize(("series", "texts", "decimals", "computed"), PANDAS)
def test_pandas_columns(
    series: Any, texts: list[str | None], decimals: int | None, computed: bool
) -> None:
    made = grid(pd.DataFrame({"a": series}))
    assert [row[0] for row in made.rows] == ["a", *texts]
    assert made.decimals == ({} if decimals is None else {0: decimals})
    assert made.computed == (frozenset({0}) if computed else frozenset())


def test_pandas_index_and_names() -> None:
    frame = pd.DataFrame({0: [1, 2], None: ["x", "y"]}, index=[7, 8])
    assert grid(frame).rows == [["0", None], ["1", "x"], ["2", "y"]]
    frame.index.name = "code"
    assert grid(frame).rows == [["code", "0", None], ["7", "1", "x"], ["8", "2", "y"]]
    two = pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([("p", 1)], names=["u", None]))
    assert grid(two).rows == [["u", "a"], ["p", "1"]]
    same = pd.DataFrame([[1, 2]], columns=["a", "a"])
    assert grid(same).rows == [["a", "a"], ["1", "2"]]
    assert grid(pd.DataFrame({"a": []})).rows == [["a"]]


POLARS = [
    (pl.Series([1, None]), ["1", None], None),
    (pl.Series([44.7, None], dtype=pl.Float32), ["44.7", None], 1),
    (pl.Series([1383.0, float("nan")]), ["1383", None], 0),
    (pl.Series([Decimal("12.40"), Decimal("3.00")]), ["12.40", "3.00"], None),
    (pl.Series(["x", ""]), ["x", None], None),
    (pl.Series(["x", None], dtype=pl.Categorical), ["x", None], None),
    (pl.Series([datetime.date(2010, 12, 31), None]), ["2010-12-31", None], None),
    (pl.Series([datetime.datetime(2010, 12, 31)]), ["2010-12-31"], None),
    (pl.Series([True, None]), ["true", None], None),
    (pl.Series([None, None]), [None, None], None),
    (pl.Series([Fraction(1, 3), None], dtype=pl.Object), ["1/3", None], None),
]


@pytest.mark.parametrize(("series", "texts", "decimals"), POLARS)
def test_polars_columns(series: Any, texts: list[str | None], decimals: int | None) -> None:
    made = grid(pl.DataFrame({"a": series}))
    assert [row[0] for row in made.rows] == ["a", *texts]
    assert made.decimals == ({} if decimals is None else {0: decimals})
    assert grid(pl.LazyFrame({"a": series})) == made


ARROW = [
    (pa.array([1, None], pa.int8()), ["1", None], None),
    (pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"], None),
    (pa.array([44.7, None], pa.float32()), ["44.7", None], 1),
    (pa.array([12.4], pa.float16()), ["12.4"], 1),
    (pa.array([44.7, 12.0]), ["44.7", "12"], 1),
    (pa.array([Decimal("12.4")], pa.decimal128(10, 2)), ["12.40"], None),
    (pa.array([Decimal("12.4")], pa.decimal256(50, 3)), ["12.400"], None),
    (pa.array([Decimal(1200)], pa.decimal128(5, -2)), ["1200"], None),
    (pa.array(["x", None, "x"]).dictionary_encode(), ["x", None, "x"], None),
    (pa.array([0], pa.timestamp("ns")), ["1970-01-01"], None),
    (pa.array([1], pa.timestamp("ns")), ["1970-01-01T00:00:00.000000001"], None),
    (pa.array([0], pa.timestamp("s", "UTC")), ["1970-01-01T00:00:00+00:00"], None),
    (pa.array([b"x"]), ["x"], None),
    (pa.nulls(2), [None, None], None),
]


@pytest.mark.parametrize(("array", "texts", "decimals"), ARROW)
def test_arrow_columns(array: Any, texts: list[str | None], decimals: int | None) -> None:
    for frame in (pa.table({"a": array}), pa.record_batch({"a": array})):
        made = grid(frame)
        assert [row[0] for row in made.rows] == ["a", *texts]
        assert made.decimals == ({} if decimals is None else {0: decimals})


def test_arrow_values_that_cannot_be_shown() -> None:
    what = fault(pa.table({"a": pa.array([2**62], pa.timestamp("s"))}))
    assert what.startswith("column 'a' holds a timestamp[s] that cannot be shown")


def test_a_frame_of_another_library() -> None:
    import narwhals as nw

    frame = nw.from_native(pl.DataFrame({"a": [1, 2]}), eager_only=True)
    assert grid(frame).rows == [["a"], ["1"], ["2"]]
