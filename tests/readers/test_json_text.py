"""JSON and JSON lines to grids; expected rows written by hand."""

from __future__ import annotations

import pytest

from consistency.errors import InputError
from consistency.model.document import Grid
from consistency.readers.json_text import grid_of_json_lines, grids_of_json


def rows(text: str) -> list[list[str | None]]:
    (grid,) = grids_of_json(text, "g", "g.json")
    assert grid == Grid("g", grid.rows)
    return grid.rows


def faults(text: str, lines: bool = False) -> list[tuple[str, str]]:
    reads = grid_of_json_lines if lines else grids_of_json
    with pytest.raises(InputError) as caught:
        reads(text, "g", "g.jsonl" if lines else "g.json")
    assert all(fault.next for fault in caught.value.faults)
    return [(fault.where, fault.what) for fault in caught.value.faults]


def test_printed_digits_survive() -> None:
    text = '[{"a": 12.40, "b": 1e5, "c": -0, "d": 0.1000000000000000055511, "e": 1E+400}]'
    assert rows(text)[1] == ["12.40", "1e5", "-0", "0.1000000000000000055511", "1E+400"]
    assert rows('[{"a": ' + "9" * 5000 + "}]")[1] == ["9" * 5000]


def test_other_values() -> None:
    text = '[{"a": true, "b": false, "c": null, "d": "", "e": NaN, "f": -Infinity, "g": " x"}]'
    assert rows(text)[1] == ["true", "false", None, None, "NaN", "-Infinity", " x"]


def test_header_is_the_union_of_keys() -> None:
    assert rows('[{"b": 1}, {"a": 2, "b": 3}, {"": 4}]') == [
        ["b", "a", None],
        ["1", None, None],
        ["3", "2", None],
        [None, None, "4"],
    ]


def test_columns() -> None:
    assert rows('{"a": [1, 2.50], "b": ["x", null]}') == [["a", "b"], ["1", "x"], ["2.50", None]]
    assert rows('{"a": [], "b": []}') == [["a", "b"]]


def test_single_record() -> None:
    assert rows('{"a": 1, "b": "x"}') == [["a", "b"], ["1", "x"]]


def test_tables() -> None:
    assert grids_of_json('{"t": [{"a": 1}], "u": {"b": [2, 3]}}', "g", "g.json") == (
        Grid("t", [["a"], ["1"]]),
        Grid("u", [["b"], ["2"], ["3"]]),
    )


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "g.json", "is empty"),
        (" \n", "g.json", "is empty"),
        ("[]", "g.json", "is empty: it holds no records"),
        ("{}", "g.json", "is empty: it holds no records"),
        ("[{}, {}]", "g.json", "is empty: no record has a field"),
        ("12", "g.json", "holds a single value, no table"),
        ('"x"', "g.json", "holds a single value, no table"),
        ("null", "g.json", "holds a single value, no table"),
        ("[1, 2]", "g.json", "record 1 is not an object"),
        ('[{"a": 1}, [1]]', "g.json", "record 2 is not an object"),
        ('[{"a": 1}, {"a": [1]}]', "g.json", "record 2 field 'a' holds a nested list"),
        ('[{"a": {"b": 1}}]', "g.json", "record 1 field 'a' holds a nested object"),
        ('{"a": [1], "b": [[2]]}', "g.json", "record 1 field 'b' holds a nested list"),
        ('{"a": [1, 2], "b": [1]}', "g.json", "has columns of unequal length: a 2, b 1"),
        ('{"a": 1, "b": [1]}', "g.json", "record 1 field 'b' holds a nested list"),
        ('{"a": 1, "a": 2}', "g.json", "names the key 'a' twice in one object"),
        ('[{"a": 1}, {"b": 1, "b": 1}]', "g.json", "record 2 names the key 'b' twice"),
        ('{"t": [{"a": 1}], "u": []}', "g.json: u", "is empty: it holds no records"),
        ('[{"a": 1},\n{"a": }]', "g.json:2", "is not valid JSON: Expecting value at column 7"),
        ('{"a": 1}\n{"a": 2}', "g.json:2", "is not valid JSON: Extra data at column 1"),
        ('[{"a":\n "\\ud800"}]', "g.json:2", "holds half a character (\\ud8..)"),
    ],
)
def test_faults(text: str, where: str, what: str) -> None:
    assert faults(text)[0] == (where, what)


def test_escapes_that_are_whole_characters() -> None:
    text = r'[{"a": "\ud83d\ude00", "b": "\\ud800", "c": "\u6751"}]'
    assert rows(text)[1] == ["\U0001f600", "\\ud800", "村"]


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_deep_nesting(opening: str) -> None:
    assert faults(opening * 100_000)[0][1] == "is nested too deeply to be a table"


def test_huge_cell() -> None:
    what = "record 1 field 'a' holds 1,000,001 characters, more than 1,000,000"
    assert faults('[{"a": "' + "x" * 1_000_001 + '"}]') == [("g.json", what)]


def test_json_lines() -> None:
    made = grid_of_json_lines('{"a": 1.0}\r\n\n{"b": "x\u2028y"}\n', "g", "g.jsonl")
    assert made == Grid("g", [["a", "b"], ["1.0", None], [None, "x\u2028y"]])


def test_json_lines_name_every_faulty_line() -> None:
    assert faults('{"a": 1}\n{"a": \n\n[1]\nx\n', lines=True) == [
        ("g.jsonl:2", "is not valid JSON: Expecting value at column 7"),
        ("g.jsonl:5", "is not valid JSON: Expecting value at column 1"),
    ]
    assert faults('{"a": 1}\n\n[1]\n{"a": {}}\n{"a": 1, "a": 2}\n', lines=True) == [
        ("g.jsonl:3", "is not an object"),
        ("g.jsonl:4", "field 'a' holds a nested object"),
        ("g.jsonl:5", "names the key 'a' twice"),
    ]
    assert faults("\n", lines=True) == [("g.jsonl", "is empty")]
