"""Delimited text to grids; expected rows are cut by hand from the texts."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import InputError
from consistency.model.document import Grid
from consistency.readers.delimited import grid_of_delimited, sniff
from consistency.readers.records import LIMIT_COLUMNS, records


def grid(text: str, delimiter: str | None = None) -> Grid:
    return grid_of_delimited(text, "g", "g.csv", delimiter)


def faults(text: str, delimiter: str | None = None) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        grid(text, delimiter)
    assert all(fault.next for fault in caught.value.faults)
    return [(fault.where, fault.what) for fault in caught.value.faults]


def test_cells_stay_text() -> None:
    made = grid('name,total,share\nA,"1,383",12.40\nB,007,-\n')
    assert made == Grid(
        "g", [["name", "total", "share"], ["A", "1,383", "12.40"], ["B", "007", "-"]]
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    assert grid(end.join(["a,b", "1,2", "3,4"])).rows == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert grid(end.join(["a,b", "1,2", ""])).rows == [["a", "b"], ["1", "2"]]


def test_line_ends_only_where_a_line_ends() -> None:
    assert grid("a,b\nx\x0by,\u2028z\n").rows == [["a", "b"], ["x\x0by", "\u2028z"]]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("name;share\nx;1,5\ny;2,5\n", ";"),
        ("a\tb\n1,5\t2,5\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("县,市;总数;比例\n甲,乙;1;2\n", ";"),
        ('"a;b",c\n"d;e",f\n', ","),
        ("only\n1\n2\n", ","),
        ('a,b\n"x\n;y",2\n', ","),
        ("a,b\n1,2,\n3,4,\n", ","),
    ],
)
def test_separator_found(text: str, delimiter: str) -> None:
    assert sniff(text, "g.csv") == delimiter


def test_single_column() -> None:
    assert grid("total\n12\n13\n").rows == [["total"], ["12"], ["13"]]


def test_declared_separator() -> None:
    made = grid("sep=;\r\na;b\r\n1,5;2\r\n\r\n3;4\r\n")
    assert made.rows == [["a", "b"], ["1,5", "2"], ["3", "4"]]
    assert made.origin == [1, 2, 4]
    assert faults("sep=;\na;b\n1\n") == [("g.csv:3", "1 cell in this row, 2 in the header")]


def test_quotes() -> None:
    made = grid('a,b\n"x ""y"" z","1\r\n2"\n "p" , q"r\n"",\n"s",""\n')
    assert made.rows == [
        ["a", "b"],
        ['x "y" z', "1\r\n2"],
        ["p", ' q"r'],
        ["s", None],
    ]
    assert made.origin == [1, 2, 3, 5]


def test_blank_lines_are_no_rows() -> None:
    made = grid("\n \na,b\n1,2\n,\n\n3,4\n")
    assert made.rows == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert made.origin == [3, 4, 7]
    assert grid("a,b\n1,2\n\n\n").origin == []


def test_header_only() -> None:
    assert grid("a,b\n").rows == [["a", "b"]]


@pytest.mark.parametrize("text", ["", "\n\n", " \r\n", ",,\n,,\n", "\x1a"])
def test_empty(text: str) -> None:
    assert faults(text) == [("g.csv", "is empty")]


def test_ragged_rows_are_all_named() -> None:
    assert faults("a,b,c\n1,2\n1,2,3\n1,2,3,4,5\n\n1\n") == [
        ("g.csv:2", "2 cells in this row, 3 in the header"),
        ("g.csv:4", "5 cells in this row, 3 in the header"),
        ("g.csv:6", "1 cell in this row, 3 in the header"),
    ]


def test_line_named_counts_lines_of_quoted_cells() -> None:
    assert faults('a,b\n"1\n2\n3",4\n5\n')[0][0] == "g.csv:5"


def test_twenty_ragged_rows_then_a_count() -> None:
    found = faults("a,b\n" + "1\n" * 25)
    assert len(found) == 21
    assert found[20] == ("g.csv", "5 more faults of this sort")


def test_empty_cells_at_the_end_are_no_columns() -> None:
    assert grid("a,b,,\n1,2,,\n3,4\n5,6,,,,\n").rows == [
        ["a", "b"],
        ["1", "2"],
        ["3", "4"],
        ["5", "6"],
    ]


def test_unnamed_column_that_holds_something_is_kept() -> None:
    assert grid("a,b,\n1,2,\n3,4,5\n").rows == [["a", "b", None], ["1", "2", None], ["3", "4", "5"]]


def test_quote_never_closed() -> None:
    what = "the quote that opens column 2 is never closed"
    assert faults('a,b\n1,2\n3,"4\n5,6\n') == [("g.csv:3", what)]


def test_text_after_a_closing_quote() -> None:
    assert faults('a,b\n1,2\n"x"y,2\n') == [
        ("g.csv:3", "column 1 has text after its closing quote")
    ]


@pytest.mark.parametrize("quote", ["", '"'])
def test_huge_cell(quote: str) -> None:
    text = f"a,b\n1,2\n3,{quote}" + "x" * 1_000_001
    where, what = faults(text)[0]
    assert where == "g.csv:3"
    assert what.startswith("column 2 holds ")
    assert "1,000,000" in what
    whole = grid("a,b\n1," + "x" * 1_000_000)
    assert len(whole.rows[1][1] or "") == 1_000_000


def test_huge_cell_of_doubled_quotes_or_lines() -> None:
    assert faults('a\n"' + '""' * 1_000_001)[0][1].startswith("column 1 holds over 1,000,000")
    assert faults('a\n"' + "x\n" * 500_001)[0][1].startswith("column 1 holds over 1,000,000")


def test_too_many_columns() -> None:
    found = faults("a,b\n" + "," * (LIMIT_COLUMNS * 11))
    assert found == [("g.csv:2", "1,100,001 columns are more than the 100,000 that are read")]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
)
def test_written_cells_are_read_back(rows: list[list[str]], delimiter: str) -> None:
    text = "\r\n".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )
    read = [r.cells for r in records(iter(io.StringIO(text, newline="")), delimiter, "g", 0)]
    assert read == rows
