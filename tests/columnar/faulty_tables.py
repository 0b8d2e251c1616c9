"""Tables with every kind of fault, and the suites that find them, for every backend."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

NUMBERS = ("total", "a", "b", "c", "a_pct", "b_pct", "c_pct", "rate", "before", "change", "area")
SHARES = ("a_pct", "b_pct", "c_pct")
DECIMALS = {"a_pct": 1, "b_pct": 1, "c_pct": 1, "rate": 2, "change": 1, "area": 2}
EXTREMES = (
    2**53 - 1,
    2**53,
    2**53 + 1,
    -(2**53) - 1,
    2**62,
    2**63 - 1,
    -(2**63),
    10**15,
    4 * 10**14,
)

SCHEMA = """
schema_type: dataframe
name: drawn
columns:
  place: {dtype: str, metadata: {role: key}}
  level: {dtype: str, nullable: true, metadata: {role: label}}
  total: {dtype: int64, nullable: true, metadata: {role: count}}
  a: {dtype: int64, nullable: true, metadata: {role: count}}
  b: {dtype: int64, nullable: true, metadata: {role: count}}
  c: {dtype: int64, nullable: true, metadata: {role: count}}
  a_pct: {dtype: float64, nullable: true, metadata: {role: share, decimals: 1}}
  b_pct: {dtype: float64, nullable: true, metadata: {role: share, decimals: 1ROUNDING}}
  c_pct: {dtype: float64, nullable: true, metadata: {role: share, decimals: 1}}
  rate: {dtype: float64, nullable: true, metadata: {role: amount, decimals: 2}}
  before: {dtype: int64, nullable: true, metadata: {role: count}}
  change: {dtype: float64, nullable: true, metadata: {decimals: 1}}
  area: {dtype: float64, nullable: true, metadata: {role: amount, decimals: 2}}
"""

CHECKS = """
suite: drawn
HEAD
checks:
  total: {total: total, parts: [a, b, c]}
  signed: {formula: "a - b + 2*c >= -100"}
  shares: {share: {a_pct: a, b_pct: b, c_pct: c}, of: total}
  hundred: {shares: [a_pct, b_pct, c_pct]}
  tolerated: {shares: [a_pct, b_pct], make: 60, tolerance: {amount: "0.25", reason: said}}
  bounds: {bound: [0, a, total]}
  rate: {ratio: rate, of: a, per: total, times: 10}
  density: {ratio: rate, of: a, per: area}
  made: {product: total, of: [a, b]}
  growth: {change: change, from: before, to: total, in: percent}
  points: {difference: change, from: a_pct, to: b_pct}
  same: {same: [total, before]}
  chosen: {total: total, parts: [a, b], where: {level: [city, county]}}
  others: {same: [a, b], where: {level: {not: [city, null]}}}
  if_large: {same: [a, c], when: "total > 50"}
  if_city: {same: [b, c], when: "level = 'city'", severity: warning}
  blank_is_nothing: {total: before, parts: [b, c], missing: zero}
  truncated: {share: {a_pct: a}, of: total, rounding: truncate}
  even: {share: {c_pct: c}, of: total, rounding: half_even}
  balanced: {share: {a_pct: a, b_pct: b, c_pct: c}, of: total, rounding: balanced}
"""


def suite(folder: Path, *, declared: bool, rounding: str | None = None) -> Path:
    """The suite of all these checks, with its schema or without one."""
    extra = f", rounding: {rounding}" if rounding else ""
    (folder / "drawn.yaml").write_text(SCHEMA.replace("ROUNDING", extra), "utf-8")
    path = folder / f"checks-{declared}-{rounding}.yaml"
    head = f"schema: {folder / 'drawn.yaml'}" if declared else ""
    path.write_text(CHECKS.replace("HEAD", head), "utf-8")
    return path


def records(rows: int, seed: int, *, extremes: bool = False) -> list[dict[str, Any]]:
    """Rows of Python values: mostly consistent, with ties, negatives, blanks, and wrong figures."""
    draw = random.Random(seed)
    return [_record(draw, number, extremes=extremes) for number in range(rows)]


def _record(draw: random.Random, number: int, *, extremes: bool) -> dict[str, Any]:
    size = draw.choice((4, 8, 40, 2000, 10**7))
    a, b, c = (draw.randint(0, size) for _ in range(3))
    total = a + b + c
    record: dict[str, Any] = {
        "place": f"unit {number}",
        "level": draw.choice(("city", "county", "village", None)),
        "total": total,
        "a": a,
        "b": b,
        "c": c,
    }
    for name, count in zip(SHARES, (a, b, c), strict=True):
        record[name] = round(1000 * count / total) / 10 if total else 0.0
    record["rate"] = round(1000 * a / total) / 100 if total else 0.0
    record["before"] = draw.choice((total, total + draw.randint(-3, 3), b + c))
    before = record["before"]
    record["change"] = round(1000 * (total - before) / before) / 10 if before else 0.0
    record["area"] = draw.randint(1, 400) / 4
    fault = draw.randint(0, 9)
    name = draw.choice(NUMBERS)
    if fault == 0:
        record[name] = None
    elif fault == 1:
        record[name] = record[name] + draw.choice((-10, -1, 1, 10))
    elif fault == 2 and name in DECIMALS:
        record[name] = round(record[name] + draw.choice((-0.1, 0.1, 0.05, 0.01)), 3)
    elif fault == 3:
        record[name] = -record[name]
    elif fault == 4:
        record[name] = 0 if name not in DECIMALS else 0.0
    elif fault == 5 and extremes and name not in DECIMALS:
        record[name] = draw.choice(EXTREMES)
    elif fault == 6 and extremes and name in DECIMALS:
        record[name] = draw.choice(
            (1e15 + 0.5, 123456789.125, 2.0**53, -1e300, 4.5e14, 0.30000000000000004)
        )
    return record
