"""Sheets made with a known structure are read back, however they lie."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency.model.document import Grid
from consistency.model.relation import decision_on
from consistency.sheets import relations_of

Rows = list[list[str | None]]
Sum = tuple[tuple[int, int], frozenset[tuple[int, int]]]


def made(draw: random.Random, parts: int, lines: int) -> tuple[Rows, set[Sum]]:
    """Parts in columns, their total in the last, and the sums that stand in it."""
    rows: Rows = [["Unit", *(f"Part {c}" for c in range(parts)), "Total"]]
    sums: set[Sum] = set()
    for r in range(1, lines + 1):
        values = [draw.randint(100, 9999) for _ in range(parts)]
        rows.append([f"U{r}", *map(str, values), str(sum(values))])
        sums.add(((r, parts + 1), frozenset((r, c) for c in range(1, parts + 1))))
    return rows, sums


def sums_in(rows: Rows) -> set[Sum]:
    def cell(name: str) -> tuple[int, int]:
        letters = name.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = 26 * column + ord(letter) - 64
        return int(name[len(letters) :]) - 1, column - 1

    result = set()
    for relation in relations_of(Grid("s", rows), "x").relations:
        cells = [cell(f.place.cell) for _, f in relation.figures if f.place and f.place.cell]
        if relation.kind == "total":
            result.add((cells[0], frozenset(cells[1:])))
    return result


def turned(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.integers(2, 9), st.integers(3, 12))
def test_totals_are_found_along_rows_and_down_columns(seed: int, parts: int, lines: int) -> None:
    rows, sums = made(random.Random(seed), parts, lines)
    assert sums_in(rows) == sums
    swapped = {((c, r), frozenset((b, a) for a, b in cells)) for (r, c), cells in sums}
    assert sums_in(turned(rows)) == swapped


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.integers(2, 7), st.integers(3, 10), st.data())
def test_order_of_parts_and_blank_columns_do_not_matter(
    seed: int, parts: int, lines: int, data: st.DataObject
) -> None:
    rows, _ = made(random.Random(seed), parts, lines)
    order = [0, *data.draw(st.permutations(range(1, parts + 1))), parts + 1]
    moved = [[row[c] for c in order] for row in rows]
    assert len(sums_in(moved)) == lines
    blank = data.draw(st.integers(1, parts))
    spaced = [[*row[: blank + 1], None, *row[blank + 1 :]] for row in rows]
    found = sums_in(spaced)
    assert len(found) == lines
    assert all(len(cells) == parts for _, cells in found)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.integers(3, 6), st.integers(6, 14))
def test_one_wrong_figure_is_one_discrepancy(seed: int, parts: int, lines: int) -> None:
    draw = random.Random(seed)
    rows, _ = made(draw, parts, lines)
    r, c = draw.randint(2, lines - 1), draw.randint(1, parts)
    rows[r][c] = str(int(rows[r][c] or "0") + draw.randint(9, 90))  # beyond rounded parts
    relations = relations_of(Grid("s", rows), "x").relations
    verdicts = Counter(decision_on(relation).verdict for relation in relations)
    assert verdicts == {"agrees": lines - 1, "discrepancy": 1}


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6))
def test_unrelated_numbers_state_nothing(seed: int) -> None:
    draw = random.Random(seed)
    rows: Rows = [[f"c{c}" for c in range(8)]]
    rows += [[str(draw.randint(1000, 99999)) for _ in range(8)] for _ in range(25)]
    assert relations_of(Grid("s", rows), "x").relations == ()
