"""What is inferred from whole tables: by hand, broken, sparse, rounded, unrelated, hostile."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import bodies, drawn, found, table

from consistency import check
from consistency.engine.lint import lint
from consistency.errors import InputError
from consistency.inferring import draft_of, infer
from consistency.inferring.output import draft_paths, write_draft

MEN = [4, 7, 2, 9, 5, 8, 1, 6, 12, 30]
WOMEN = [3, 1, 8, 5, 6, 2, 9, 14, 11, 17]
BOTH = [7, 8, 10, 14, 11, 10, 10, 20, 23, 47]


def test_ten_rows_tell_a_total() -> None:
    assert found({"men": MEN, "women": WOMEN, "people": BOTH}) == [
        {"total": "people", "parts": ("men", "women")}
    ]


def test_three_rows_do_not() -> None:
    assert found({"men": [1, 2, 3], "women": [2, 2, 1], "people": [3, 4, 4]}) == []


def test_totals_of_totals_are_said_in_steps() -> None:
    a, b, c, d = (drawn(60, 900, seed) for seed in range(4))
    t = [x + y for x, y in zip(a, b, strict=True)]
    u = [x + y for x, y in zip(c, d, strict=True)]
    whole = [x + y for x, y in zip(t, u, strict=True)]
    columns = {"d": d, "all": whole, "a": a, "t": t, "c": c, "u": u, "b": b}
    assert sorted(found(columns), key=str) == [
        {"total": "all", "parts": ("t", "u")},
        {"total": "t", "parts": ("a", "b")},
        {"total": "u", "parts": ("d", "c")},
    ]


def test_two_breakdowns_of_one_total() -> None:
    a, b, c = (drawn(60, 900, seed) for seed in range(3))
    whole = [x + y for x, y in zip(a, b, strict=True)]
    c = [min(x, y) for x, y in zip(c, whole, strict=True)]
    d = [x - y for x, y in zip(whole, c, strict=True)]
    assert sorted(found({"a": a, "b": b, "all": whole, "c": c, "d": d}), key=str) == [
        {"total": "all", "parts": ("a", "b")},
        {"total": "all", "parts": ("c", "d")},
    ]


def test_opening_and_closing() -> None:
    opening, came, left = (drawn(60, 900, seed) for seed in range(3))
    closing = [o + c - g for o, c, g in zip(opening, came, left, strict=True)]
    columns = {"closing": closing, "opening": opening, "in": came, "out": left}
    assert found(columns) == [{"formula": "closing = opening + in - out"}]


def test_the_exceptions_are_counted_and_named() -> None:
    a, b = drawn(500, 900, 1), drawn(500, 900, 2)
    whole = [x + y for x, y in zip(a, b, strict=True)]
    broken = list(range(9, 509, 20))  # 25 rows: 9, 29, ..., 489 counted from 0
    for row in broken:
        whole[row] += 7
    (proposal,) = draft_of(table({"a": a, "b": b, "all": whole})).proposals
    ((_, support),) = proposal.supports
    idle = sum(x == y == 0 for x, y in zip(a, b, strict=True))
    assert support.broken == 25
    assert support.exceptions == tuple(row + 1 for row in broken[:20])
    assert support.exact == 500 - 25 - support.idle
    assert support.idle <= idle


def test_parts_that_are_nearly_always_zero_are_not_left_out() -> None:
    draw = random.Random(5)
    a, b = drawn(2000, 5000, 1), drawn(2000, 5000, 2)
    rare = [draw.randint(1, 400) if draw.random() < 0.03 else 0 for _ in range(2000)]
    other = [draw.randint(1, 400) if draw.random() < 0.03 else 0 for _ in range(2000)]
    whole = [sum(row) for row in zip(a, rare, b, other, strict=True)]
    for row in draw.sample(range(2000), 100):
        whole[row] += 11
    columns = {"a": a, "rare": rare, "all": whole, "b": b, "other": other}
    assert found(columns) == [{"total": "all", "parts": ("a", "rare", "b", "other")}]


def test_cells_rounded_one_by_one() -> None:
    parts = [drawn(400, 900_000, seed) for seed in range(4)]
    whole = [sum(row) for row in zip(*parts, strict=True)]

    def printed(values: list[int]) -> list[int]:
        return [(value + 50) // 100 for value in values]

    columns = {f"p{at}": printed(part) for at, part in enumerate(parts)} | {"all": printed(whole)}
    draft = draft_of(table(columns))
    assert bodies(draft) == [{"total": "all", "parts": ("p0", "p1", "p2", "p3")}]
    ((_, support),) = draft.proposals[0].supports
    assert support.broken == 0
    assert support.rounded > 100  # sums of four roundings miss by one or two in half the rows
    assert {field.role for field in draft.fields} == {"amount"}  # no exact counts


def test_shares_growth_rates_and_products() -> None:
    whole = [value + 50 for value in drawn(80, 4000, 1)]
    part = [min(a, b) for a, b in zip(drawn(80, 4000, 2), whole, strict=True)]
    last = [value + 900 for value in drawn(80, 9000, 3)]
    now = [value + 900 for value in drawn(80, 9000, 4)]
    price, pieces = ([v + 3 for v in drawn(80, 900, seed)] for seed in (5, 6))

    def tenths(value: Fraction) -> int:
        return int(10 * value + Fraction(1, 2) if value >= 0 else -(Fraction(1, 2) - 10 * value))

    columns = {
        "whole": whole, "part": part, "last": last, "now": now, "price": price, "pieces": pieces,
        "part_pct": [tenths(Fraction(100 * a, b)) for a, b in zip(part, whole, strict=True)],
        "growth": [tenths(Fraction(100 * a, b) - 100) for a, b in zip(now, last, strict=True)],
        "per_1000": [tenths(Fraction(1000 * a, b)) for a, b in zip(whole, now, strict=True)],
        "cost": [a * b for a, b in zip(price, pieces, strict=True)],
    }  # fmt: skip
    decimals = {"part_pct": 1, "growth": 1, "per_1000": 1}
    assert sorted(found(columns, decimals), key=str) == [
        {"change": "growth", "from": "last", "to": "now", "in": "percent"},
        {"product": "cost", "of": ("price", "pieces")},
        {"ratio": "per_1000", "of": "whole", "per": "now", "times": "1000"},
        {"share": (("part_pct", "part"),), "of": "whole"},
    ]


def test_large_figures_are_exact() -> None:
    a, b = ([10**20 + v for v in drawn(40, 10**6, seed)] for seed in (1, 2))
    frame = {"a": [str(v) for v in a], "b": [str(v) for v in b],
             "all": [str(x + y) for x, y in zip(a, b, strict=True)]}  # fmt: skip
    draft = infer(frame)
    assert bodies(draft) == [{"total": "all", "parts": ("a", "b")}]
    assert draft.proposals[0].supports[0][1].exact == 40
    frame["all"] = [str(int(v) + 1) for v in frame["all"]]  # one too much in every row
    assert infer(frame).proposals == ()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(0, 8))
def test_a_planted_total_is_found_again(seed: int, parts: int, others: int) -> None:
    draw = np.random.default_rng(seed)
    made = {f"p{at}": draw.integers(0, 500, 200) for at in range(parts)}
    made["all"] = sum(made.values())
    made |= {f"o{at}": draw.integers(0, 500, 200) for at in range(others)}
    made["all"][draw.choice(200, 10, replace=False)] += 3
    names = draw.permutation(list(made)).tolist()
    (body,) = found({name: made[name].tolist() for name in names})
    assert body["total"] == "all"
    assert set(body["parts"]) == {f"p{at}" for at in range(parts)}  # type: ignore[call-overload]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_found_in_unrelated_columns(seed: int) -> None:
    draw = np.random.default_rng(seed)
    rows = [12, 40, 300, 2000][seed % 4]
    columns = {
        "id": np.arange(rows) + 100,
        "code": np.arange(rows) * 3 + 7,
        "year": draw.integers(2000, 2024, rows),
        "people": np.floor(draw.lognormal(5, 1.5, rows)),
        "homes": np.floor(draw.lognormal(4, 1, rows)),
        "money": np.floor(draw.lognormal(9, 1, rows)),
        "rate": draw.integers(0, 1001, rows),
        "few": draw.integers(0, 4, rows),
        "fewer": draw.integers(0, 3, rows),
        "rare": np.where(draw.random(rows) < 0.97, 0, draw.integers(1, 99, rows)),
        "rarer": np.where(draw.random(rows) < 0.97, 0, draw.integers(1, 99, rows)),
        "sorted": np.sort(draw.integers(0, 9999, rows)),
        "steps": np.sort(draw.integers(0, 5, rows)),
        "stairs": np.sort(draw.integers(0, 5, rows)),
        "same": np.full(rows, 12),
        "yes": draw.integers(0, 2, rows),
    }
    whole = {name: values.astype(np.int64).tolist() for name, values in columns.items()}
    assert found(whole, {"money": 2, "rate": 1}) == []


def test_copies_of_a_few_rows_say_no_more_than_these() -> None:
    assert found({"a": [1, 2, 4] * 400, "b": [2, 2, 1] * 400, "c": [3, 4, 5] * 400}) == []


@pytest.mark.parametrize("form", ["csv", "parquet", "pandas", "polars", "records", "columns"])
def test_every_form_of_data_gives_the_same_draft(form: str, tmp_path: Path) -> None:
    columns = {"place": [f"p{at}" for at in range(10)], "men": MEN, "women": WOMEN, "people": BOTH}
    frame = pd.DataFrame(columns)
    data: object = frame
    if form == "csv":
        data = tmp_path / "data.csv"
        frame.to_csv(data, index=False)
    elif form == "parquet":
        data = tmp_path / "data.parquet"
        frame.to_parquet(data)
    elif form == "polars":
        data = pl.DataFrame(columns)
    elif form == "records":
        data = frame.to_dict("records")
    elif form == "columns":
        data = columns
    draft = infer(data)
    assert bodies(draft) == [{"total": "people", "parts": ("men", "women")}]
    assert [(field.name, field.dtype, field.role) for field in draft.fields] == [
        ("place", "str", "key"),
        ("men", "int64", "count"),
        ("women", "int64", "count"),
        ("people", "int64", "count"),
    ]


def test_a_draft_loads_is_clean_and_checks_what_it_came_from(tmp_path: Path) -> None:
    odd = {"place: #1": [f"p{at}" for at in range(10)], "-men": MEN, "wo*men": WOMEN, "no": BOTH}
    data = tmp_path / "odd.csv"
    pd.DataFrame(odd).to_csv(data, index=False)
    draft = infer(data)
    paths = draft_paths(tmp_path / "made.yaml")
    assert write_draft(infer(data, name=paths.name, schema=paths.schema.name), paths) == [
        f"wrote {tmp_path / 'made.schema.yaml'}: 4 columns",
        f"wrote {tmp_path / 'made.yaml'}: 1 check",
    ]
    assert bodies(draft) == [{"total": "no", "parts": ("men", "wo men")}]
    assert lint(paths.suite) == []
    report = check(data, checks=paths.suite)
    assert report.ok
    assert report.summary["agrees"] == 10
    with pytest.raises(InputError, match="exists already"):
        draft_paths(tmp_path / "made.yaml")


def test_blank_parts_that_stand_for_zero() -> None:
    some = [value if at % 2 else None for at, value in enumerate(drawn(60, 90, 1))]
    base = drawn(60, 900, 2)
    whole = [(value or 0) + more for value, more in zip(some, base, strict=True)]
    draft = infer({"some": some, "base": base, "whole": whole})
    assert bodies(draft) == [{"total": "whole", "parts": ("some", "base"), "missing": "zero"}]


def test_titles_above_the_header_are_no_header(tmp_path: Path) -> None:
    lines = ["People by sex,,", "2010,,", "men,women,people"]
    rows = zip(MEN, WOMEN, BOTH, strict=True)
    lines += [",".join(map(str, row)) for row in rows]
    data = tmp_path / "titled.csv"
    data.write_text("\n".join(lines) + "\n", "utf-8")
    assert bodies(infer(data)) == [{"total": "people", "parts": ("men", "women")}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"a": ["x", "y"]}, "holds no column of figures"),
        ({f"c{at}": [1, 2] for at in range(2001)}, "has 2,001 columns, more than 2,000"),
        ([], "holds no records"),
        ({"a": [[1]], "b": [1]}, "nested"),
        ("nowhere.csv", "does not exist"),
    ],
)
def test_what_cannot_be_inferred_from(data: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        infer(data)


def test_a_hundred_thousand_columns_are_refused_at_once(tmp_path: Path) -> None:
    data = tmp_path / "wide.csv"
    data.write_text(",".join(f"c{at}" for at in range(100_000)) + "\n" + "1," * 99_999 + "1\n")
    with pytest.raises(InputError, match="has 100,000 columns, more than 2,000"):
        infer(data)


def test_a_ragged_table_is_refused_with_its_line(tmp_path: Path) -> None:
    data = tmp_path / "ragged.csv"
    data.write_text("a,b,c\n1,2,3\n1,2,3,4\n")
    with pytest.raises(InputError, match="4 cells in this row, 3 in the header"):
        infer(data)


_CELLS = (
    "", "-", "0", "1", "12", "3.5", "1,204", "x", "*", "<5", "44.7%", "about 5", "1e5", "(3)",
    "4.3万", "nan", "007", "=1+2", "a\nb", '"', "#", "1" * 30, "0.0000001", "½", "合计",
)  # fmt: skip
_NAMES = (
    "a", "total", "合计", "%", "a*", "-x", "previous.a", "`", "1", "rows", "no", "null", "x: y",
    "年度", "{t}", "t.a", "'q'", "a\tb", "children",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_strange_tables_give_drafts_that_load(seed: int) -> None:
    draw = random.Random(seed)
    names = draw.sample(_NAMES, draw.randint(1, 7))
    rows = []
    for _ in range(draw.randint(1, 25)):
        cells = [
            draw.choice(_CELLS) if draw.random() < 0.05 else str(draw.randint(0, 99)) for _ in names
        ]
        if len(names) > 3 and cells[0].isdigit() and cells[1].isdigit():
            cells[2] = str(int(cells[0]) + int(cells[1]))
        rows.append(dict(zip(names, cells, strict=True)))
    try:
        draft = infer(rows)
    except InputError:
        return
    draft.parsed_schema()
    if draft.suite:
        assert lint(draft.parsed()) == []
