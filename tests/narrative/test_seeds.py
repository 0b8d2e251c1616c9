"""The four source documents: every finding they are known to hold, and none besides.

They stand beside the project, not in it; without them nothing is tested here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import consistency

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the source documents are not here")

DISCREPANCIES = {
    "000": [
        ("share", "44.7%", "617", "1383"),  # 100 * 617 / 1383 = 44.613
        ("base", "73.8%", "98"),  # 98 / 0.738: no whole number; the report stands twice in the file
        ("base", "73.8%", "98"),
        ("share", "48%", "22", "42"),  # 100 * 22 / 42 = 52.38
    ]
}
QUERIES = {
    "000": [
        ("6842.5萬", "200萬", "50萬", "3510萬", "160萬", "2290.3萬", "631.8萬"),  # 6842.1
        ("42", "22", "22"),
        ("133", "134"),
        ("133", "134"),
    ],
    "003": [
        ("38", "6", "5", "1", "2", "11", "5", "12"),  # 42
        ("15.8%", "13.2%", "2.6%", "5.3%", "28.9%", "13.2%", "31.6%"),  # 110.6
    ],
}


def _report(number: str) -> consistency.Report:
    (path,) = FOLDER.glob(f"{number}_*.txt")
    return consistency.check(path)


@pytest.mark.parametrize("number", ["000", "001", "002", "003"])
def test_discrepancies(number: str) -> None:
    found = [
        (result.kind, *(figure.text for _, figure in result.figures))
        for result in _report(number).discrepancies
    ]
    assert sorted(found) == sorted(DISCREPANCIES.get(number, []))
    assert all(result.basis == "stated" for result in _report(number).discrepancies)


@pytest.mark.parametrize("number", ["000", "001", "002", "003"])
def test_queries(number: str) -> None:
    found = [
        tuple(sorted(figure.text for _, figure in result.figures))
        for result in _report(number).queries
    ]
    expected = [tuple(sorted(texts)) for texts in QUERIES.get(number, [])]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("number", "default", "on_query"),
    [("000", 1, 1), ("001", 3, 3), ("002", 0, 0), ("003", 0, 1)],
)
def test_exit_status(number: str, default: int, on_query: int) -> None:
    report = _report(number)
    assert report.exit_status() == default
    assert report.exit_status("query") == on_query


def test_nothing_is_undecided() -> None:
    for number in ("000", "001", "002", "003"):
        assert not _report(number).undecided
