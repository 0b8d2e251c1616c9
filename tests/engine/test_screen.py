"""The screen of large tables and `decide` give the same verdicts and the same counts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import consistency
from consistency.engine import confront as confronting

ROOT = Path(__file__).parents[2]
TIERS = ("model", "advanced", "qualified", "weaker", "weak")
SUITE = """
suite: screened
schema: {schema}
checks:
  total: {{total: villages, parts: [model, advanced, qualified, weaker, weak]}}
  shares: {{share: {{model_pct: model, advanced_pct: advanced, qualified_pct: qualified,
                   weaker_pct: weaker, weak_pct: weak}}, of: villages}}
  hundred: {{shares: [model_pct, advanced_pct, qualified_pct, weaker_pct, weak_pct]}}
  bounds: {{bound: [0, model, villages]}}
  formula: {{formula: "villages >= model + weak"}}
  points: {{difference: model_pct, from: weak_pct, to: advanced_pct}}
"""
COUNTS = st.integers(0, 60)
CELLS = st.sampled_from(["", "-", "<5", "约20", "3.5", "1,204", "x", "-4", "0", "2"])


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A return that mostly agrees: shares rounded, off by a unit, or a cell that is no count."""
    counts = [draw(COUNTS) for _ in TIERS]
    total = sum(counts) + draw(st.sampled_from([0, 0, 0, 1, -1]))
    record: dict[str, Any] = {"place": "x", "period": "2010", "villages": str(total)}
    for tier, count in zip(TIERS, counts, strict=True):
        record[tier] = str(count)
        tenths = round(1000 * count / total) if total > 0 else 0
        tenths += draw(st.sampled_from([0, 0, 0, 0, 1, -1]))
        record[f"{tier}_pct"] = f"{tenths / 10:.1f}"
    if draw(st.integers(0, 4)) == 0:
        record[draw(st.sampled_from(sorted(record)[2:]))] = draw(CELLS)
    return record


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("suite") / "screened.yaml"
    path.write_text(SUITE.format(schema=ROOT / "schemas/village_grading.yaml"), "utf-8")
    return path


def compared(suite: Path, drawn: list[dict[str, Any]], tally: Counter[str]) -> None:
    """One draw judged with and without the screen."""
    rows = [{**record, "place": f"unit {number}"} for number, record in enumerate(drawn)]
    plain = consistency.check(rows, checks=suite, today=date(2020, 1, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confronting, "LISTED_EDITS", 0)
        screened = consistency.check(rows, checks=suite, today=date(2020, 1, 1))
    assert screened.summary == plain.summary
    assert screened.exit_status() == plain.exit_status()
    loud = [r for r in screened.results if not r.decision.verdict.startswith("agrees")]
    expected = [r for r in plain.results if not r.decision.verdict.startswith("agrees")]
    assert [(r.id, r.decision.verdict, r.derived_text) for r in loud] == [
        (r.id, r.decision.verdict, r.derived_text) for r in expected
    ]
    tally.update(r.decision.verdict for r in plain.results)
    tally["screened"] += screened.content.agreed + screened.content.agreed_within_rounding


def test_screened_and_plain_give_the_same(suite: Path) -> None:
    """Every verdict is drawn, and a good part of the agreeing edits is screened."""
    tally: Counter[str] = Counter()

    @settings(max_examples=150, deadline=None)
    @given(drawn=st.lists(records(), min_size=1, max_size=8))
    def law(drawn: list[dict[str, Any]]) -> None:
        compared(suite, drawn, tally)

    law()
    print(dict(tally))
    assert min(tally["discrepancy"], tally["undecided"]) > 50
    assert tally["agrees_within_rounding"] > 20
    assert tally["screened"] > tally["agrees"] / 4


def test_a_large_table_is_counted_and_its_findings_listed(tmp_path: Path) -> None:
    """2,000 returns of 7 edits; one total is off by one: its total fails, and nothing else."""
    header = "place,period,villages," + ",".join(f"{tier},{tier}_pct" for tier in TIERS)
    line = "{},2010,{},20,20.0,20,20.0,20,20.0,20,20.0,20,20.0"
    lines = [line.format(f"unit {n}", 101 if n == 1234 else 100) for n in range(2_000)]
    path = tmp_path / "large.csv"
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    report = consistency.check(path, checks="village-grading")
    assert report.summary["edits"] == 14_000
    wrong = [(r.check, r.place.row, r.place.cell) for r in report.discrepancies if r.place]
    assert ("grades-make-total", 1235, "C1236") in wrong
    # 20 of 101 is 19.802, printed 20.0: each share of that return fails too
    assert len(wrong) == 6
    assert report.summary["agrees"] == 14_000 - 6
    assert report.summary["figures_covered"] == report.summary["figures"] == 22_000
    assert report.content.complete is False
