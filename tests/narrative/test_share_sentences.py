"""Shares in many word orders: found, told when a figure is changed, silent where all is right.

The sentences stand in `written/`, worked by hand before they were read.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from consistency.model.relation import decision_on
from consistency.narrative import read_texts

FOLDER = Path(__file__).parent / "written"
ROW = re.compile(
    r"(~?)(\S+) (\S+(?: (?:million|billion))?|\d+ \d+) (\S+(?: (?:million|billion))?|\d+ \d+)"
)
Row = tuple[tuple[str, ...], str, str]


def lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


WRITTEN = [line for language in ("en", "zh") for line in lines(f"shares_{language}.txt")]


def found(text: str) -> list[Row]:
    """(figures, verdict, basis) of every share, base and list of shares of the text."""
    return [
        (tuple(f.text for _, f in r.figures), decision_on(r).verdict, r.basis)
        for _, r in read_texts([("text", text)]).relations
        if r.kind in ("share", "base", "shares")
    ]


def expected(line: str) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    text, _, rows = line.partition(" | ")
    matches = [ROW.fullmatch(row) for row in rows.split("; ") if row.strip()]
    assert all(matches), line
    return text, [("implied" if m[1] else "stated", m.groups()[1:]) for m in matches if m]


@pytest.mark.parametrize("line", WRITTEN)
def test_every_share_is_found_and_nothing_is_accused(line: str) -> None:
    text, rows = expected(line)
    relations = found(text)
    assert [row for row in relations if row[1] in ("discrepancy", "query")] == []
    for basis, figures in rows:
        verdicts = [row[1] for row in relations if row[0] == figures and row[2] == basis]
        assert verdicts in (["agrees"], ["agrees_within_rounding"]), (figures, relations)


@pytest.mark.parametrize("text", lines("shares_none.txt"))
def test_right_figures_are_left_alone(text: str) -> None:
    assert [row for row in found(text) if row[1] in ("discrepancy", "query")] == []


def changed(text: str, figure: str) -> tuple[str, str] | None:
    """The text with one figure moved by more than rounding, where it stands in it once."""
    digits = re.search(r"[0-9][0-9.,]*", figure)
    if digits is None or text.count(digits[0]) != 1:
        return None
    value = Fraction(digits[0].replace(",", ""))
    decimals = len(digits[0].partition(".")[2])
    factor = Fraction(82, 100) if "%" in figure and value > 70 else Fraction(118, 100)
    printed = f"{float(value * factor):,.{decimals}f}"
    printed = printed if "," in digits[0] else printed.replace(",", "")
    return text.replace(digits[0], printed), printed


def test_a_changed_figure_is_told() -> None:
    told = tried = 0
    for line in WRITTEN:
        text, rows = expected(line)
        for figure in sorted({f for basis, row in rows if basis == "stated" for f in row}):
            change = changed(text, figure)
            if change is None:
                continue
            tried += 1
            told += any(
                row[1] == "discrepancy" and any(change[1] in figure for figure in row[0])
                for row in found(change[0])
            )
    print(f"{told} of {tried} changed figures are told as a discrepancy")
    assert tried > 400
    assert told >= Fraction(85, 100) * tried
