"""One sheet of a workbook: by its exact name, then without case and width, with its notes only."""

from __future__ import annotations

import pytest

from consistency.errors import InputError
from consistency.model.document import Grid
from consistency.readers.content import Content
from consistency.readers.workbook.selection import content_of_sheet

NOTES = (
    "macros are left aside, never run",
    "sheet a is hidden",
    "sheet a: b is hidden",
    "sheet a: b: 1 cell has a number that is not shown, read as empty: F3",
    "empty sheet left out: c",
)


def book(*names: str) -> Content:
    return Content(tuple(Grid(name, [["1"]]) for name in names), "workbook", NOTES)


def chosen(content: Content, sheet: str) -> str:
    (grid,) = content_of_sheet(content, sheet, "x.xlsx").grids
    return grid.name


def test_the_exact_name_comes_before_one_that_is_alike() -> None:
    assert chosen(book("Ａ", "a", "A"), "a") == "a"
    assert chosen(book("Ａ", "b"), " a ") == "Ａ"
    assert chosen(book("汇总表（一）", "b"), "汇总表(一)") == "汇总表（一）"


def test_notes_on_other_sheets_are_dropped() -> None:
    of_b = content_of_sheet(book("a", "a: b"), "a: b", "x.xlsx")
    assert of_b.notes == (
        NOTES[0], NOTES[2], NOTES[3], NOTES[4], "only sheet a: b was read; left out: a",
    )  # fmt: skip
    of_a = content_of_sheet(book("a", "a: b"), "a", "x.xlsx")
    assert of_a.notes == (
        NOTES[0], NOTES[1], NOTES[4], "only sheet a was read; left out: a: b",
    )  # fmt: skip
    assert content_of_sheet(book("a"), "a", "x.xlsx").notes[-1] == NOTES[4]


@pytest.mark.parametrize(
    ("names", "sheet", "said"),
    [
        (("one", "two"), "c", "its sheets are one, two (empty sheet left out: c)"),
        (("detail", "summary"), "sumary", "did you mean 'summary'?"),
        (("Ａ", "A"), "a", "has several sheets like 'a': Ａ, A. Write the name exactly"),
        (tuple(f"s{n}" for n in range(25)), "x", "s18, s19 and 5 more"),
        (("one",), "", "has no sheet ''; its sheets are one"),
    ],
)
def test_what_is_said_where_no_single_sheet_is_meant(
    names: tuple[str, ...], sheet: str, said: str
) -> None:
    with pytest.raises(InputError) as error:
        content_of_sheet(book(*names), sheet, "x.xlsx")
    assert str(error.value).startswith("x.xlsx: has ")
    assert said in str(error.value)
