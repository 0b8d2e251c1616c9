"""previous: the same unit's record in the period just before."""

from __future__ import annotations

import pytest
from judging import Said, report, said

from consistency.schema import parse_schema

SCHEMA = parse_schema(
    """
columns:
  place: {dtype: str, metadata: {role: key}}
  period: {dtype: str, metadata: {role: period}}
  opening: {dtype: int64, nullable: true, metadata: {role: count}}
  closing: {dtype: int64, nullable: true, metadata: {role: count}}
""",
    "carry.yaml",
    "carry",
)
CHECK = "carry: {same: [opening, previous.closing]}"


def row(place: str, period: str, opening: int, closing: int) -> dict[str, str]:
    return {"place": place, "period": period, "opening": str(opening), "closing": str(closing)}


def brief(found: list[Said]) -> list[tuple[str, str, str | None]]:
    return [(one.key, one.verdict, one.derived or one.reason) for one in found]


def test_three_periods_the_earliest_is_not_applicable_an_absent_unit_undecided() -> None:
    rows = [
        row("A", "2008", 1, 100), row("A", "2009", 100, 120), row("A", "2010", 121, 130),
        row("B", "2009", 5, 50), row("B", "2010", 50, 52),
    ]  # fmt: skip
    assert brief(said(CHECK, rows, schema=SCHEMA)) == [
        ("A/2008", "not_applicable", "earliest_period"),
        ("A/2009", "agrees", "100"),
        ("A/2010", "discrepancy", "120"),
        ("B/2009", "undecided", "no_such_row"),
        ("B/2010", "agrees", "50"),
    ]


def test_the_period_just_before_counts_not_the_units_own_last_one() -> None:
    # B has 2008 and 2010, but 2009 is the period before 2010
    rows = [row("A", "2009", 1, 1), row("B", "2008", 1, 9), row("B", "2010", 9, 9)]
    assert brief(said(CHECK, rows, schema=SCHEMA))[2] == ("B/2010", "undecided", "no_such_row")


@pytest.mark.parametrize(
    "periods", [("2010-9", "2010-10"), ("2009-12", "2010-01"), ("第9期", "第10期")]
)
def test_periods_are_ordered_by_their_numbers(periods: tuple[str, str]) -> None:
    rows = [row("A", periods[1], 7, 8), row("A", periods[0], 6, 7)]
    assert brief(said(CHECK, rows, schema=SCHEMA)) == [
        (f"A/{periods[1]}", "agrees", "7"),
        (f"A/{periods[0]}", "not_applicable", "earliest_period"),
    ]


def test_a_single_period_alone_is_undecided_and_with_the_file_before_decided() -> None:
    rows, before = [row("A", "2010", 7, 8), row("B", "2010", 5, 5)], [row("A", "2009", 6, 7)]
    assert brief(said(CHECK, rows, schema=SCHEMA)) == [
        ("A/2010", "undecided", "no_such_row"),
        ("B/2010", "undecided", "no_such_row"),
    ]
    assert brief(said(CHECK, rows, schema=SCHEMA, previous=before)) == [
        ("A/2010", "agrees", "7"),
        ("B/2010", "undecided", "no_such_row"),
    ]
    (first, _) = report(CHECK, rows, schema=SCHEMA, previous=before).results
    assert [f.place.input for _, f in first.figures if f.place is not None] == ["now", "before"]


def test_without_a_period_the_file_before_is_joined_by_the_key() -> None:
    rows = [{"k": "A", "opening": "7"}, {"k": "B", "opening": "5"}]
    before = [{"k": "A", "closing": "7", "opening": "1"}]
    with_fields = [{**one, "closing": "9"} for one in rows]
    assert brief(said(CHECK, with_fields, previous=before)) == [
        ("A", "agrees", "7"),
        ("B", "undecided", "no_such_row"),
    ]


def test_validity_looks_at_the_period_of_each_record() -> None:
    rows = [row("A", "2008", 3, 2), row("A", "2009", 3, 2), row("A", "2010-06", 3, 2)]
    check = "c: {bound: [opening, closing], valid: {from: 2009, until: 2009}}"
    found = said(check, rows, schema=SCHEMA)
    assert [one.verdict for one in found] == ["not_applicable", "discrepancy", "not_applicable"]


def test_growth_against_the_period_before() -> None:
    # 100 x 150 / 120 - 100 = 25
    schema = parse_schema(
        """
columns:
  place: {dtype: str, metadata: {role: key}}
  period: {dtype: str, metadata: {role: period}}
  revenue: {dtype: float64, nullable: true, metadata: {role: amount}}
  growth: {dtype: float64, nullable: true, metadata: {role: share, decimals: 1}}
""",
        "growth.yaml",
        "growth",
    )
    rows = [
        {"place": "A", "period": "2009", "revenue": "120", "growth": ""},
        {"place": "A", "period": "2010", "revenue": "150", "growth": "25.0"},
    ]
    check = "g: {change: growth, from: previous.revenue, to: revenue, in: percent}"
    assert brief(said(check, rows, schema=schema)) == [
        ("A/2009", "not_applicable", "earliest_period"),
        ("A/2010", "agrees", "25"),
    ]
