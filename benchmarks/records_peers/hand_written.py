"""The best query we can write by hand for the same edits: polars alone, streaming.

One lazy pass keeps the rows in which any edit fails; each edit is then asked only of
these. Both are exact for counts below 2**38 and shares printed with one decimal, P
tenths: `|2000 c - 2 P N| > N` is asked in doubles as |1000 c - p (10 N)| > N / 2 + 1/4.
Without rounding the left side is a whole number and N / 2 lies on a half, and what
p = P / 10 and two operations round away is below 1/4. It trusts the file to hold
nothing but counts and tenths; ours asks.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import polars as pl
from records_data.layout import KEYS, Edit, Hundred, Layout, Least, Most, Share, Sum

from .job import Counted, Found, Job, polars_lazy
from .rules import plus


def work(job: Job) -> Counted:
    """Every failing row with every failed edit and its gap, in a Parquet file."""
    if job.case == "groups":
        found = failing_groups(job)
    else:
        found = findings_of(failing_rows(polars_lazy(job), job.layout), job.layout)
    found.write_parquet(Path(job.output) / "hand_written.parquet")
    keys = ["area"] if job.case == "groups" else list(KEYS)
    return lambda: Found(found.select(keys).n_unique(), found.height)


def failing_rows(lazy: Any, layout: Layout) -> Any:
    """The rows in which some edit fails or lacks a value: one pass, streaming."""
    fails = [_some_fails([e for e in layout.edits if type(e) is kind]) for kind in _KINDS]
    screen = reduce(or_, [one for one in fails if one is not None])
    kept = lazy.select(*KEYS, *layout.numbers).filter(screen.fill_null(True))
    return kept.collect(engine="streaming")


def findings_of(rows: Any, layout: Layout) -> Any:
    """Of rows in memory every failed edit: keys, check, stated, derived, gap."""
    tenths = [(pl.col(name) * 10).round().cast(pl.Int64) for name in layout.percentages]
    rows = rows.lazy().with_columns(tenths)
    parts = []
    for edit in layout.edits:
        stated, derived, fails = _asked(edit)
        parts.append(
            rows.filter(fails.fill_null(True)).select(
                *KEYS,
                pl.lit(edit.name).alias("check"),
                stated.cast(pl.Float64).alias("stated"),
                derived.cast(pl.Float64).alias("derived"),
                (stated - derived).cast(pl.Float64).alias("gap"),
            )
        )
    return pl.concat(parts).collect()


def failing_groups(job: Job) -> Any:
    """The areas whose total in the summary is not the sum of its detail rows."""
    detail = pl.scan_parquet(job.data["detail"])
    summary = pl.scan_parquet(job.data["summary"]).rename({"members": "stated"})
    derived = detail.group_by("area").agg(pl.col("members").sum().alias("derived"))
    both = summary.join(derived, on="area", how="full", coalesce=True)
    gap = (pl.col("stated") - pl.col("derived")).alias("gap")
    return (
        both.with_columns(gap)
        .filter((pl.col("gap") != 0).fill_null(True))
        .collect(engine="streaming")
    )


_KINDS = (Sum, Share, Hundred, Least, Most)


def _some_fails(edits: list[Edit]) -> Any:
    """Some of the edits, all of one kind, fails in a row; None where there are no edits."""
    if not edits:
        return None
    if isinstance(edits[0], Least):
        signs = [pl.col(edit.field) for edit in edits if isinstance(edit, Least)]
        return reduce(or_, signs) < 0
    return reduce(or_, [_fails(edit) for edit in edits])


def _fails(edit: Edit) -> Any:
    if isinstance(edit, Sum):
        return _balance(edit) != pl.col(edit.whole)
    if isinstance(edit, Share):
        whole = pl.col(edit.whole).cast(pl.Float64)
        off = pl.col(edit.part) * 1000 - pl.col(edit.share) * (whole * 10)
        return off.abs() > whole * 0.5 + 0.25
    if isinstance(edit, Hundred):
        # each share may be half a tenth off; 0.01 is far from any sum of tenths
        return (plus(pl.col, edit.shares) - 100).abs() > 0.05 * len(edit.shares) + 0.01
    if isinstance(edit, Most):
        return pl.col(edit.field) > (plus(pl.col, edit.terms) if edit.terms else 100.06)
    return pl.col(edit.field) < 0


def _asked(edit: Edit) -> tuple[Any, Any, Any]:
    """Stated, derived, fails; shares of the frame are whole tenths here."""
    if isinstance(edit, Sum):
        stated = pl.col(edit.whole)
        derived = _balance(edit)
        return stated, derived, stated != derived
    if isinstance(edit, Share):
        tenths, part, whole = (pl.col(name) for name in (edit.share, edit.part, edit.whole))
        fails = (part * 2000 - tenths * whole * 2).abs() > whole
        return tenths / 10, part * 100 / whole, fails
    if isinstance(edit, Hundred):
        tenths = plus(pl.col, edit.shares)
        return tenths / 10, pl.lit(100.0), ((tenths - 1000) * 2).abs() > len(edit.shares)
    if isinstance(edit, Most):
        field = pl.col(edit.field)
        if edit.terms:
            most = plus(pl.col, edit.terms)
            return field, most, field > most
        return field / 10, pl.lit(100.0), field > 1000
    return pl.col(edit.field), pl.lit(0), pl.col(edit.field) < 0


def _balance(edit: Sum) -> Any:
    total = plus(pl.col, edit.parts)
    return total - plus(pl.col, edit.less) if edit.less else total
