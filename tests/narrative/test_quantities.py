"""Quantities and asides: every number is one or the other, and stands where it says."""

from __future__ import annotations

import pytest

from consistency.narrative.reading import read_document


def quantities(text: str) -> list[tuple[str, str]]:
    return [(q.figure.text, q.form) for q in read_document("t", text).quantities]


def asides(text: str) -> list[tuple[str, str]]:
    document = read_document("t", text)
    return [(document.folded.text[a.start : a.end], a.kind) for a in document.asides]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市1383个建制村", [("1383", "count")]),
        ("全市1 383个建制村", [("1 383", "count")]),
        ("投入資金近1720萬元", [("近1720萬", "amount")]),
        ("占总数的44.7％", [("44.7％", "percent")]),
        ("提高5.2个百分点", [("5.2", "points")]),
        ("up 0.3 percentage points", [("0.3", "points")]),
        ("是去年的3倍", [("3", "times")]),
        ("68,511 (43.3%) had", [("68,511", "bare"), ("43.3%", "percent")]),
        ("九成三的村", [("九成三", "percent")]),
        ("three villages and 12 towns", [("three", "count"), ("12", "count")]),
        ("$1,361.2 million", [("1,361.2 million", "amount")]),
        ("有致 3 富项目的1310人，占95.7%", [("1310", "count"), ("95.7%", "percent")]),
    ],
)  # fmt: skip
def test_numbers_that_state_a_quantity(text: str, expected: list[tuple[str, str]]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("2011年是关键年", "2011", "date"),
        ("7月4日召开", "7", "date"),
        ("〔2010〕59号", "59", "document"),
        ("长双办发?2009?47号", "47", "document"),
        ("1、加强领导", "1", "marker"),
        ("(10) During the year", "10", "marker"),
        ("35岁以下", "35", "age"),
        ("35周岁以下", "35", "age"),
        ("18至24岁", "18至24", "age"),
        ("65 years of age", "65", "age"),
        ("上榜世界500强企业", "500", "rank"),
        ("优化12345热线", "12345", "phone"),
        ("电话13987654321", "13987654321", "phone"),
        ("“1+3”模式", "1", "name"),
        ("在3年内建成", "3", "duration"),
        ("over 12 months", "over 12", "duration"),
        ("June 30, 2019", "2019", "date"),
        ("in the last half of the year", "half", "duration"),
        ("Section 12 applies", "12", "document"),
        ("是一座城市", "一", "idiom"),
        ("an area of 988 square miles (2,560 km2)", "2,560", "conversion"),
        ("120 km (75 mi) long", "75", "conversion"),
    ],
)
def test_numbers_that_state_none(text: str, number: str, kind: str) -> None:
    assert (number, kind) in asides(text)
    assert number not in [found for found, _ in quantities(text)]


def test_what_stands_around_a_quantity() -> None:
    (quantity,) = read_document("t", "截至2011年，全市農村黨員共5091名，其中").quantities
    assert quantity.before == "全市农村党员共"
    assert quantity.behind == ""
    (quantity,) = read_document("t", "共有77个软弱涣散村和").quantities
    assert quantity.behind == "软弱涣散村和"


def test_lines_and_offsets_count_in_the_text_received() -> None:
    raw = "标题\r\n共有\u200b１７２個村。"
    (quantity,) = read_document("t", raw).quantities
    place = quantity.figure.place
    assert place is not None
    assert (place.line, raw[place.start : place.end]) == (2, "１７２")


def test_a_lost_number_is_told() -> None:
    document = read_document("t", "目前已有个得到转化，占%。")
    assert len(document.lost) == 2
    assert document.quantities == ()
