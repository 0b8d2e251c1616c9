"""Sums over groups in the backend: the findings of a small table, from groups that fail alone."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from comparing import by_columns, by_records

from consistency.engine.columnar import grouped
from consistency.model.quantity import plain

ONE = """
suite: one
checks:
  rows: {total: n, over: rows, by: [county], equals: {level: county}, where: {level: village}}
  amounts: {total: x, over: rows, by: [county], equals: {level: county}}
  all: {total: n, over: rows, equals: {level: city}, where: {level: county}}
  repeated: {total: t, over: n, by: [county]}
  counted: {count: k, of: rows, by: [county]}
  children: {total: n, over: children, id: code, parent: parent}
  shares:
    {share: {pct: n}, over: rows, of: n, by: [county], equals: {level: county},
     where: {level: village}}
  hundred: {shares: [pct], over: rows, by: [county], where: {level: village}}
"""

TWO = """
suite: two
tables: {summary: SUMMARY, detail: DETAIL}
checks:
  by-county: {total: summary.total, over: detail.n, by: [county]}
  hundred: {shares: [detail.pct], over: rows, by: [county]}
  count: {count: summary.rows, of: detail, by: [county]}
  distinct: {count: summary.kinds, of: detail, by: [county], distinct: detail.kind}
"""

HEAD = "schema_type: dataframe\nname: NAME\ncolumns:\n"
SUMMARY = """  county: {dtype: int64, metadata: {role: key}}
  total: {dtype: int64, nullable: true, metadata: {role: count}}
  rows: {dtype: int64, metadata: {role: count}}
  kinds: {dtype: int64, metadata: {role: count}}
"""
DETAIL = """  id: {dtype: int64, metadata: {role: key}}
  county: {dtype: int64, metadata: {role: label}}
  n: {dtype: int64, nullable: true, metadata: {role: count}}
  kind: {dtype: str, metadata: {role: label}}
  pct: {dtype: float64, metadata: {role: share, decimals: 1}}
"""


def counties(seed: int) -> list[dict[str, Any]]:
    """Villages of counties of a city with totals in rows of their own, some wrong or missing."""
    draw = random.Random(seed)
    rows, whole = [], 0
    for number in range(8):
        below = [
            {
                "county": f"c {number}" + draw.choice(("", "", "", " ")),
                "level": "village",
                "code": f"{number}.{at}",
                "parent": str(number),
                "n": draw.randint(0, 50),
                "x": draw.randint(0, 500) / 10,
            }
            for at in range(draw.randint(1, 6))
        ]
        total, amount = sum(v["n"] for v in below), round(sum(v["x"] for v in below), 1)
        for one in below:
            one["t"] = total + draw.choice((0,) * 9 + (1,))
            one["k"] = len(below) + 1
            one["pct"] = round(1000 * one["n"] / total) / 10 if total else 0.0
            one["n"] = None if draw.random() < 0.05 else one["n"]
            one["parent"] = "zz" if draw.random() < 0.03 else one["parent"]
        head = {
            "county": f"c {number}", "level": "county", "code": str(number), "parent": "root",
            "n": total + draw.choice((0, 0, 0, 1)), "x": amount + draw.choice((0, 0, 0.1, 0.25)),
            "t": total, "k": len(below) + draw.choice((1, 1, 2)), "pct": 100.0,
        }  # fmt: skip
        rows += [head] * draw.choice((1,) * 9 + (2, 0)) + below
        whole += total
    city = dict.fromkeys(rows[0]) | {"level": "city", "code": "root", "n": whole, "x": 1.0}
    return [*rows, city]


def tables(seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A detail table and its summary, some totals wrong, some groups on one side only."""
    draw = random.Random(seed)
    detail, summary = [], []
    for county in range(10):
        mine = [
            {
                "id": 100 * county + at,
                "county": county,
                "n": None if draw.random() < 0.03 else draw.randint(0, 30),
                "kind": draw.choice("abc"),
                "pct": 20.0,
            }
            for at in range(draw.randint(0, 5))
        ]
        detail += mine
        if draw.random() < 0.9:
            summary.append(
                {
                    "county": county,
                    "total": sum(row["n"] or 0 for row in mine) + draw.choice((0, 0, 0, 1)),
                    "rows": len(mine) + draw.choice((0, 0, 1)),
                    "kinds": len({row["kind"] for row in mine}) + draw.choice((0, 0, 1)),
                }
            )
    return pl.DataFrame(detail, infer_schema_length=None), pl.DataFrame(summary)


def said(report: Any) -> Counter[Any]:
    """Findings without places; ids without the number of a repeated key."""
    found: Counter[Any] = Counter()
    for result in report.content.every:
        decision = result.decision
        if decision.verdict.startswith("agrees") or decision.verdict == "not_applicable":
            continue
        texts = tuple(
            None if value is None else plain(value, result.places)
            for value in (decision.stated, decision.gap, decision.allowed)
        )
        facts = (result.id.partition("-")[0], result.check, result.key, decision.verdict)
        found[*facts, decision.grade, decision.reason, result.derived_text, texts] += 1
    return found


def counts(report: Any) -> dict[str, int]:
    """The summary; figures of several statements over groups are counted at least."""
    kept = dict(report.summary)
    for name in ("figures_covered", "figures_alone"):
        kept.pop(name)
    return kept


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, bool]]:
    """How often each way was asked, and whether some of its groups were quiet."""
    asked: Counter[tuple[str, bool]] = Counter()
    for name, way in list(grouped._WAYS.items()):

        def told(*given: Any, name: str = name, way: Any = way) -> Any:
            found = way(*given)
            asked[name, found is not None and found.quiet > 0] += 1
            return found

        monkeypatch.setitem(grouped._WAYS, name, told)
    return asked


def test_rows_of_one_table(tmp_path: Path, ways: Counter[tuple[str, bool]]) -> None:
    """Totals in rows, repeated totals, counts of rows, hierarchies, shares of a group's total."""
    path = tmp_path / "one.yaml"
    path.write_text(ONE)
    found = 0
    for seed in range(6):
        frame = pl.DataFrame(counties(seed), infer_schema_length=None)
        wanted = by_records(frame, path)
        for data in (frame, duckdb.sql("select * from frame")):
            columns = by_columns(data, path)
            assert said(columns) == said(wanted), seed
            assert counts(columns) == counts(wanted), seed
        found += sum(said(wanted).values())
    assert found > 100
    assert {name for name, quiet in ways if quiet} == {"rows", "repeated", "children"}


def test_detail_against_summary(tmp_path: Path, ways: Counter[tuple[str, bool]]) -> None:
    """Group sums, numbers of rows and of different values; groups that one side lacks."""
    for name, text in (("SUMMARY", SUMMARY), ("DETAIL", DETAIL)):
        (tmp_path / f"{name}.yaml").write_text(HEAD.replace("NAME", name.lower()) + text)
    path = tmp_path / "two.yaml"
    path.write_text(TWO.replace("SUMMARY,", "SUMMARY.yaml,").replace("DETAIL}", "DETAIL.yaml}"))
    missing = 0
    for seed in range(6):
        detail, summary = tables(seed)
        wanted = by_records({"summary": summary, "detail": detail}, path)
        for data in (detail, duckdb.sql("select * from detail")):
            columns = by_columns({"summary": summary, "detail": data}, path)
            assert said(columns) == said(wanted), seed
            assert counts(columns) == counts(wanted), seed
        missing += sum(r.decision.derived is None for r in wanted.discrepancies)
    assert missing > 3
    assert ways["detail", True] > 20


def test_a_group_sum_beyond_64_bits_is_exact(tmp_path: Path) -> None:
    """Four times 2**62 is 2**64: the group comes up and is added in Python's whole numbers."""
    path = tmp_path / "sums.yaml"
    path.write_text("suite: s\nchecks:\n  t: {total: n, over: rows, equals: {level: all}}\n")
    frame = pl.DataFrame(
        {"id": list("abcde"), "level": ["x"] * 4 + ["all"], "n": [2**62] * 4 + [2**62]}
    )
    (result,) = by_columns(frame, path).discrepancies
    assert result.derived_text == str(2**64) == "18446744073709551616"
    assert plain(result.decision.gap, 0) == str(2**62 - 2**64)
