"""The screen as expressions of narwhals, for tables that stay where they are (duckdb, Spark).

The same program as the kernel's, with three states made explicit: a row passes only where
every expression says so, and a NULL anywhere lets it come up. Values out of bounds are
taken as 0 before they are used, because these engines fail on overflow.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import narwhals as nw

from .columns import FLOAT_BITS, Column
from .frame import ROW, Frame
from .kernel import Count, Tally
from .program import Condition, Program, Stated, guarded
from .rules import Range, Ratio, Rule, Sum

MOST_PULLED = 2_000_000
"""More rows than these are not brought to one machine."""

_LARGE = float(2**60)
LOUD = "__consistency_loud__"
_EXACT = float(2**52)
_COMPARE = {
    "=": lambda value: value == 0,
    "!=": lambda value: value != 0,
    "<": lambda value: value < 0,
    "<=": lambda value: value <= 0,
    ">": lambda value: value > 0,
    ">=": lambda value: value >= 0,
}


class TooManyRowsError(Exception):
    """More rows come up than are brought to one machine; the argument is how many."""


def screen(
    frame: Frame, program: Program, masks: Sequence[Any], odd: Sequence[Any]
) -> tuple[Any, Tally, bool]:
    """The rows that are not quiet, as a polars frame without row numbers; the tally; nothing
    is proved of keys."""
    import polars as pl

    screened, counted = flagged(frame.native, program, masks, odd)
    tally = tally_of(screened, program, counted)
    if tally.rows - tally.quiet > MOST_PULLED:
        raise TooManyRowsError(tally.rows - tally.quiet)
    loud = screened.filter(nw.col(LOUD)).select(*frame.columns).collect("polars").to_native()
    return loud.with_columns(pl.lit(None, dtype=pl.Int64).alias(ROW)), tally, False


def flagged(
    native: Any, program: Program, masks: Sequence[Any], odd: Sequence[Any]
) -> tuple[Any, list[str]]:
    """The table with a flag `LOUD` for rows that come up, and the names of counters."""
    plain = [plain_cells(column) for column in program.columns]
    values = {
        f"__v{at}": whole_cells(column, held)
        for at, (column, held) in enumerate(zip(program.columns, plain, strict=True))
    }
    doubts = [~held.fill_null(False) for held in plain] + [one.fill_null(True) for one in odd]
    about = {f"__m{at}": selected(mask) for at, mask in enumerate(masks)}
    doubt = nw.any_horizontal(*doubts, ignore_nulls=False) if doubts else nw.lit(False)
    staged = native.with_columns(__doubt=doubt, **values, **about)
    failing: list[Any] = [nw.col("__doubt")]
    counters: dict[str, Any] = {}
    for number, statement in enumerate(program.statements):
        mask, applies = _applies(statement)
        for at, rule in enumerate(statement.rules):
            wrong, within = _asked(rule)
            failing.append(wrong if applies is None else wrong & applies)
            if within is not None:
                counters[f"__w{number}_{at}"] = within if applies is None else within & applies
        counters[f"__a{number}"] = nw.lit(True) if mask is None else mask
        counters[f"__h{number}"] = nw.lit(True) if applies is None else applies
    loud = nw.any_horizontal(*failing, ignore_nulls=False).fill_null(True)
    return staged.with_columns(**{LOUD: loud}, **counters), list(counters)


def tally_of(screened: Any, program: Program, counters: Sequence[str]) -> Tally:
    """What passed, in one query."""
    sums = [
        nw.when(~nw.col(LOUD) & nw.col(name)).then(1).otherwise(0).sum().alias(name)
        for name in counters
    ]
    quiet = nw.when(~nw.col(LOUD)).then(1).otherwise(0).sum().alias("__quiet")
    row = screened.select(nw.len().alias("__rows"), quiet, *sums).collect("polars").to_native()
    found = {name: int(value or 0) for name, value in row.row(0, named=True).items()}
    counts = []
    for number, statement in enumerate(program.statements):
        held = found[f"__h{number}"]
        within = [found.get(f"__w{number}_{at}", 0) for at in range(len(statement.rules))]
        counts.append(Count(held, found[f"__a{number}"] - held, within))
    return Tally(found["__rows"], found["__quiet"], counts)


def plain_cells(column: Column) -> Any:
    """Where a cell is plain; NULL or false where not."""
    cell = nw.col(column.name)
    most = float(2 ** min(column.bits, FLOAT_BITS))
    if column.form == "text":
        places = r"(\.[0-9]{1,12})?" if column.printed is None else rf"\.[0-9]{{{column.printed}}}"
        places = "" if column.printed == 0 else places
        plain = cell.str.contains(rf"^-?[0-9]{{1,15}}{places}$")
        number = nw.when(plain).then(cell).otherwise(nw.lit("0")).cast(nw.Float64)
        return plain & _is_whole(number, column, most)
    if column.form == "float":
        return _is_whole(cell, column, most)
    if column.form == "decimal":
        limit = Decimal(2**column.bits) / 10**column.places
        held = (cell < float(limit)) & (cell > -float(limit))
        if column.multiple > 1:
            small = nw.when(held).then(cell).otherwise(0) * 10**column.places
            held = held & (small.cast(nw.Int64) % column.multiple == 0)
    else:
        held = (cell < 2**column.bits) & (cell > -(2**column.bits))
    return held if column.signed else held & (cell >= 0)


def _is_whole(number: Any, column: Column, most: float) -> Any:
    """A double that is a whole number of 10**-places: it reads back as it is."""
    scaled = (number * 10.0**column.places).round(0)
    held = (scaled < most) & (scaled > -most) & (_again(number, column.places) == number)
    return held if column.signed else held & (number >= 0)


def _again(number: Any, places: int) -> Any:
    """The double nearest to a number rounded to some decimals.

    The divisor is no literal: polars would multiply by its reciprocal, which is not exact.
    """
    scaled = (number * 10.0**places).round(0)
    return scaled / (scaled * 0.0 + 10.0**places)


def whole_cells(column: Column, plain: Any) -> Any:
    """The whole number of 10**-places; 0 where the cell is not plain."""
    cell = nw.col(column.name)
    held = plain.fill_null(False)
    if column.form == "integer":
        return nw.when(held).then(cell).otherwise(0).cast(nw.Int64)
    if column.form == "text":
        cell = nw.when(held).then(cell).otherwise(nw.lit("0")).cast(nw.Float64)
    else:
        cell = nw.when(held).then(cell).otherwise(0)
    if column.form == "decimal":
        return (cell * 10**column.places).cast(nw.Int64)
    return (cell * 10.0**column.places).round(0).cast(nw.Int64)


def selected(mask: Sequence[Any]) -> Any:
    """A boolean expression: the rows that every chosen column admits; None for an empty mask."""
    held: Any = None
    for chosen in mask:
        one = nw.col(chosen.column).is_in(list(chosen.values)).fill_null(chosen.blank)
        one = one if chosen.values else nw.col(chosen.column).is_null() & nw.lit(chosen.blank)
        held = one if held is None else held & one
    return held


def _applies(statement: Stated) -> tuple[Any, Any]:
    """The rows a statement is about, and those it is to hold in; None: all."""
    mask = None if statement.mask is None else nw.col(f"__m{statement.mask}")
    applies = mask
    if statement.chosen is not None:
        chosen = nw.col(f"__m{statement.chosen}")
        applies = chosen if applies is None else applies & chosen
    if statement.when is not None:
        held = _held(statement.when)
        applies = held if applies is None else applies & held
    return mask, applies


def _held(condition: Condition) -> Any:
    return _COMPARE[condition.op](_sum(condition.terms) + condition.constant)


def _sum(terms: Sum) -> Any:
    total: Any = None
    for at, factor in terms:
        value = nw.col(f"__v{at}")
        one = value if factor == 1 else value * factor
        total = one if total is None else total + one
    return nw.lit(0) if total is None else total


def _asked(rule: Rule) -> tuple[Any, Any]:
    """Where a rule does not plainly hold, and where it agrees only within rounding."""
    if isinstance(rule, Ratio):
        return _ratio(rule), None
    terms, constant = rule.gap
    gap = _sum(terms) + constant if constant else _sum(terms)
    within = None if rule.tolerated == rule.agrees else _outside(gap, rule.agrees)
    return _outside(gap, rule.tolerated), within


def _outside(value: Any, wanted: Range) -> Any:
    low, high = wanted
    if low is None and high is None:
        return nw.lit(False)
    if low == high:
        return value != low
    below = None if low is None else value < low
    above = None if high is None else value > high
    if below is None:
        return above
    return below if above is None else below | above


def _ratio(rule: Ratio) -> Any:
    stated = nw.col(f"__v{rule.stated}")
    doubt: Any = nw.lit(False)
    tops = [nw.col(f"__v{at}") for at, _ in rule.numerator]
    below = _sum(rule.denominator) if rule.denominator else None
    if guarded(rule):
        doubt = ~(_size(rule, tops, below) < _LARGE)
        stated, tops = _kept(stated, doubt), [_kept(top, doubt) for top in tops]
        below = None if below is None else _kept(below, doubt)
    if rule.product:
        above = tops[0]
        for top in tops[1:]:
            above = above * top
    else:
        factors = [factor for _, factor in rule.numerator]
        above = tops[0] * factors[0]
        for top, factor in zip(tops[1:], factors[1:], strict=True):
            above = above + top * factor
    part = stated * -rule.share + rule.offset
    x = above * rule.times + (part if below is None else part * below)
    low, high = int(rule.low_open), int(rule.high_open)
    if below is None:
        return doubt | (x < rule.low + low) | (x > rule.high - high)
    wrong = (x < below * rule.low + low) | (x > below * rule.high - high)
    return doubt | wrong | (below <= rule.margin)


def _kept(value: Any, doubt: Any) -> Any:
    return nw.when(~doubt).then(value).otherwise(0)


def _size(rule: Ratio, tops: Sequence[Any], below: Any) -> Any:
    """About how large the products of a ratio rule become, as a double."""
    stated = nw.col(f"__v{rule.stated}").cast(nw.Float64).abs()
    other = stated * float(abs(rule.share)) + float(abs(rule.offset) + 1)
    if below is not None:
        other = other * below.cast(nw.Float64).abs()
    size = nw.lit(float(abs(rule.times)))
    if rule.product:
        for top in tops:
            size = size * top.cast(nw.Float64).abs()
    else:
        parts = zip(tops, rule.numerator, strict=True)
        total: Any = None
        for top, (_, factor) in parts:
            one = top.cast(nw.Float64).abs() * float(abs(factor))
            total = one if total is None else total + one
        size = size * total
    return size + other


def float_decimals(frame: Frame, names: Sequence[str]) -> dict[str, int | None]:
    """The most decimals any double of a column shows, up to 6; None where some show more."""
    missed: list[Any] = []
    for at, name in enumerate(names):
        cell = nw.col(name)
        small = (cell.abs() * 1e6) < _EXACT
        wrong = (small & (_again(cell, d) != cell) for d in range(7))
        missed += [
            nw.when(one).then(1).otherwise(0).sum().alias(f"m{at}_{d}")
            for d, one in enumerate(wrong)
        ]
        large = (cell.abs() * 1e6 >= _EXACT) & (cell.abs() < _EXACT)
        missed.append(nw.when(large).then(1).otherwise(0).sum().alias(f"l{at}"))
    if not names:
        return {}
    row = frame.native.select(*missed).collect("polars").to_native().row(0)
    found: dict[str, int | None] = {}
    for at, name in enumerate(names):
        *counts, large_ones = row[8 * at : 8 * at + 8]
        shown = next((d for d, count in enumerate(counts) if not count), 7)
        if large_ones:
            cell = nw.col(name)
            large = (cell.abs() * 1e6 >= _EXACT) & (cell.abs() < _EXACT)
            rest = frame.native.filter(large).select(name).unique().collect("polars").to_native()
            shown = max([shown, *map(_shown, rest.to_series().to_list())])
        found[name] = None if shown > 6 else shown
    return found


def _shown(value: float) -> int:
    return 0 if value.is_integer() else len(format(Decimal(repr(value)), "f").partition(".")[2])
