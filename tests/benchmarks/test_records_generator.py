"""The benchmark's data are what they claim: good rows hold, faults are faults, all are found."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from records_data.draw import draw, tenths
from records_data.faults import FAULTS, spoil, transposed
from records_data.layout import LAYOUTS, Hundred, Least, Share, Sum
from records_data.write import Spec, write
from records_peers.contenders import CONTENDERS
from records_peers.job import Job
from records_peers.measuring import Measured
from records_peers.table import into_docs, table

BOTH = pytest.mark.parametrize("columns", [12, 60])
EITHER = pytest.mark.parametrize("values", ["high", "low"])


def gap(edit: Any, row: dict[str, Fraction]) -> Fraction | None:
    """By how much an edit fails in a row of exact printed values; None where it holds."""
    if isinstance(edit, Sum):
        derived = sum(row[name] for name in edit.parts) - sum(row[name] for name in edit.less)
        return row[edit.whole] - derived or None
    if isinstance(edit, Share):
        off = row[edit.share] - 100 * row[edit.part] / row[edit.whole]
        return off if abs(off) > Fraction(1, 20) else None
    if isinstance(edit, Hundred):
        off = sum(row[name] for name in edit.shares) - Fraction(100)
        return off if abs(off) > Fraction(len(edit.shares), 20) else None
    if isinstance(edit, Least):
        return row[edit.field] if row[edit.field] < 0 else None
    if edit.terms:
        over = row[edit.field] - sum(row[name] for name in edit.terms)
        return over if over > 0 else None
    over = row[edit.field] - 100
    return over if over > Fraction(1, 20) else None


def exact(columns: dict[str, Any], at: int, number: int) -> dict[str, Fraction]:
    """A row of generated columns as printed: counts, and tenths as percentages."""
    counts = LAYOUTS[number].counts
    return {n: Fraction(int(v[at]), 1 if n in counts else 10) for n, v in columns.items()}


def job_of(spec: Spec, folder: Path) -> Job:
    facts = write(folder, spec)
    return Job(spec.case, spec.columns, facts.data, facts.suite, str(folder))


def test_layouts_have_the_columns_and_edits_they_are_named_for() -> None:
    sizes = {n: (len(one.numbers), len({e.name for e in one.edits})) for n, one in LAYOUTS.items()}
    assert sizes == {12: (12, 13), 60: (60, 100)}


def test_tenths_are_rounded_half_up() -> None:
    # 1/8 = 12.5; 1/16 = 6.25, a tie; 617/1383 = 44.61...; 1/3 = 33.33...; 0; all
    part, whole = np.array([1, 1, 617, 1, 0, 7]), np.array([8, 16, 1383, 3, 9, 7])
    assert tenths(part, whole).tolist() == [125, 63, 446, 333, 0, 1000]


def test_transposing_swaps_the_last_unequal_neighbours() -> None:
    # 70 would begin with 0; 11 and 5 have no unequal neighbours; 1200 swaps its 2 and 0
    before = np.array([1383, 70, 11, 5, 1200, 770])
    assert transposed(before).tolist() == [1338, 70, 11, 5, 1020, 707]


@BOTH
@EITHER
def test_good_rows_satisfy_every_edit_exactly(columns: int, values: Any) -> None:
    drawn = draw(LAYOUTS[columns], 300, values, np.random.default_rng(7))
    for at in range(300):
        row = exact(drawn, at, columns)
        assert [e.name for e in LAYOUTS[columns].edits if gap(e, row) is not None] == []


@BOTH
@EITHER
def test_faults_are_what_they_claim(columns: int, values: Any) -> None:
    layout, random = LAYOUTS[columns], np.random.default_rng(3)
    before = draw(layout, 2000, values, random)
    after = {name: cells.copy() for name, cells in before.items()}
    chosen = np.arange(0, 2000, 5)
    faults = spoil(after, layout, chosen, random)
    seen = {(int(row), field): fault for rows, fault, field in faults for row in rows}
    changed = {(int(r), n) for n in before for r in np.flatnonzero(before[n] != after[n])}
    assert changed == set(seen)
    assert sorted(row for row, _ in seen) == chosen.tolist()
    assert set(seen.values()) == set(FAULTS)
    for (row, field), fault in seen.items():
        true, printed = int(before[field][row]), int(after[field][row])
        if fault == "wrong_total":
            assert 1 <= abs(printed - true) <= 9
            assert printed >= 1
        elif fault == "wrong_share":
            assert abs(printed - true) == 1
            assert printed >= 0
        elif fault == "transposed":
            differing = [
                i for i, (a, b) in enumerate(zip(str(true), str(printed), strict=True)) if a != b
            ]
            assert sorted(str(true)) == sorted(str(printed))
            assert len(differing) == 2
            assert differing[1] - differing[0] == 1
        else:
            assert printed == (-true or -1)
        printed_row = exact(after, row, columns)
        assert any(gap(edit, printed_row) is not None for edit in layout.edits)


@BOTH
@EITHER
def test_the_hand_written_query_finds_exactly_the_broken_rows(
    tmp_path: Path, columns: int, values: Any
) -> None:
    pl = pytest.importorskip("polars")
    from records_peers import hand_written

    spec = Spec("returns", 10_000, columns, 0.01, values)
    job = job_of(spec, tmp_path)
    found = hand_written.work(job)()
    listed = pl.read_parquet(tmp_path / "hand_written.parquet")
    broken = pl.read_parquet(tmp_path / "faults.parquet")["unit"].sort()
    assert broken.len() == 100
    assert listed["unit"].unique().sort().to_list() == broken.to_list()
    assert (found.rows, found.findings) == (100, listed.height)
    rows = pl.read_parquet(job.path).filter(pl.col("unit").is_in(broken.implode()))
    expected = {}
    for cells in rows.iter_rows(named=True):
        row = {
            n: Fraction(cells[n]) if n in job.layout.counts else Fraction(round(cells[n] * 10), 10)
            for n in job.layout.numbers
        }
        for edit in job.layout.edits:
            off = gap(edit, row)
            if off is not None:
                expected[cells["unit"], edit.name] = float(off)
    told = {(unit, check): off for unit, check, off in listed.select("unit", "check", "gap").rows()}
    assert told == pytest.approx(expected, rel=1e-9, abs=1e-9)


@BOTH
def test_ours_lists_what_the_hand_written_query_lists(tmp_path: Path, columns: int) -> None:
    pl = pytest.importorskip("polars")
    from records_peers import hand_written, ours

    job = job_of(Spec("returns", 300, columns, 0.1, "low"), tmp_path)
    assert ours.work(job)() == hand_written.work(job)()
    listed = pl.read_parquet(tmp_path / "ours.parquet")
    units = listed["key"].str.json_path_match("$.unit").cast(pl.Int64)
    by_hand = pl.read_parquet(tmp_path / "hand_written.parquet")
    assert set(zip(units, listed["check"], strict=True)) == set(
        by_hand.select("unit", "check").rows()
    )


def test_groups_broken_in_the_summary_are_found(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    from records_peers import hand_written, ours

    job = job_of(Spec("groups", 2000, 12, 0.2, "high"), tmp_path)
    found = hand_written.work(job)()
    assert (found.rows, found.findings) == (4, 4)
    assert ours.work(job)() == found


def test_csv_prints_one_decimal_and_the_same_rows_fail(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    from records_peers import hand_written

    job = job_of(Spec("csv", 1000, 12, 0.05, "low"), tmp_path)
    lines = Path(job.path).read_text("utf-8").splitlines()
    assert len(lines) == 1001
    assert all(len(cell.partition(".")[2]) == 1 for cell in lines[1].split(",")[-5:])
    assert hand_written.work(job)().rows == 50


def test_skipped_work_and_failed_peers_are_told(tmp_path: Path) -> None:
    import records
    from records_data.write import Facts

    ours, bare, hand, peer = (Measured(one) for one in CONTENDERS[:4])
    for one in (ours, bare, hand):
        one.seconds = one.processor = one.imports = one.megabytes = [2.0]
    ours.rows, ours.findings, hand.rows, hand.findings = 9, 12, 10, 13
    peer.failed = "does not install: a|b"
    facts = Facts({}, "", 100, 10, 1)
    assert records.skipped([ours, bare, hand, peer], facts) == [
        "ours found 9 of 10 broken rows",
        "failed edits listed: ours 12, hand 13",
    ]
    page = tmp_path / "page.md"
    page.write_text("# Page\n", "utf-8")
    for text in ("first", "second", table([ours, bare, hand, peer])):
        into_docs(page, "key", text)
    assert page.read_text("utf-8").count("<!-- key -->") == 1
    assert "**not measured**: does not install: a/b" in page.read_text("utf-8")
