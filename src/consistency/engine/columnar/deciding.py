"""What each rule says of each row that came up: a verdict in whole numbers, or no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ...frames.arithmetic import Flags, Integers, holds, ratio_sides, signed_sum
from ...frames.program import Program, Stated
from ...frames.rules import Balance, Range, Ratio, Rule, positions

AGREES, WITHIN, LAST_DIGIT, GROSS, OPEN, ASIDE, NOT_ABOUT = range(7)
"""Of a rule and a row: agrees, agrees within rounding (or by a tolerance), a discrepancy of
either grade, left to the scalar engine (queries too, which name their causes), a `when` that
is false, a row it is not about."""

LOUD = (LAST_DIGIT, GROSS)


@dataclass(frozen=True, slots=True)
class Pulled:
    """Rows that came up, as whole numbers: of each column its values and where it is plain."""

    values: list[Integers]
    plain: list[Flags]
    masks: list[Flags]
    rows: int


def pulled_of(frame: Any, program: Program, masks: Sequence[Any]) -> Pulled:
    """The columns of a program in a polars frame in memory."""
    from ...frames.embedded import column_of
    from ...frames.kernel import read_whole

    values, plain = [], []
    for column in program.columns:
        found, doubt = read_whole(column_of(frame, column), column)
        values.append(found)
        plain.append(~doubt)
    flags = [frame.select(mask.fill_null(False)).to_series().to_numpy() for mask in masks]
    return Pulled(values, plain, flags, frame.height)


def decide_rows(pulled: Pulled, statement: Stated) -> list[Any]:
    """For each rule of a statement an array of what it says of each row."""
    about = _about(pulled, statement)
    states = []
    for rule in statement.rules:
        state = _balance(rule, pulled) if isinstance(rule, Balance) else _ratio(rule, pulled)
        for at in positions(rule):
            state[~pulled.plain[at]] = OPEN
        states.append(state)
    if not statement.settled:
        loud = np.zeros(pulled.rows, dtype=bool)
        for state in states:
            loud |= state > AGREES
        for state in states:
            state[loud] = OPEN
    for state in states:
        if about is not None:
            np.copyto(state, about, where=about != AGREES)
    return states


def _about(pulled: Pulled, statement: Stated) -> Any:
    """NOT_ABOUT, ASIDE, OPEN (a condition on cells that are not plain), or AGREES."""
    if statement.plain:
        return None

    about = np.full(pulled.rows, AGREES, dtype=np.int8)
    if statement.when is not None:
        about[~holds(statement.when, pulled.values)] = ASIDE
        for at, _ in statement.when.terms:
            about[~pulled.plain[at]] = OPEN
    if statement.chosen is not None:
        about[~pulled.masks[statement.chosen]] = ASIDE
    if statement.mask is not None:
        about[~pulled.masks[statement.mask]] = NOT_ABOUT
    return about


def _inside(value: Integers, wanted: Range) -> Flags:
    low, high = wanted
    held = np.ones(len(value), dtype=bool)
    if low is not None:
        held &= value >= low
    if high is not None:
        held &= value <= high
    return held


def _balance(rule: Balance, pulled: Pulled) -> Any:
    terms, constant = rule.gap
    gap = signed_sum(terms, constant, pulled.values)
    state = np.full(pulled.rows, GROSS, dtype=np.int8)
    if rule.facts.step is not None:
        most = int(rule.facts.step * rule.scale)
        state[_inside(gap, (-most, most))] = LAST_DIGIT
    for wanted, code in (
        (rule.possible, OPEN),
        (rule.tolerated, WITHIN),
        (rule.agrees, AGREES),
    ):
        state[_inside(gap, wanted)] = code
    return state


def _ratio(rule: Ratio, pulled: Pulled) -> Any:
    doubt = np.zeros(pulled.rows, dtype=bool)
    x, below = ratio_sides(rule, pulled.values, doubt)
    if below is None:
        below = np.ones(pulled.rows, dtype=np.int64)
    if rule.exact:
        negative = below < 0
        x, below = np.where(negative, -x, x), np.where(negative, -below, below)
    state = np.full(pulled.rows, GROSS if rule.exact else OPEN, dtype=np.int8)
    if rule.exact:
        if rule.facts.step is not None:
            unit = rule.share * rule.stated_scale * rule.facts.step
            close = np.abs(x) * unit.denominator <= below * unit.numerator
            state[close] = LAST_DIGIT
        if rule.tolerance is not None:
            state[_between(rule, x, below, *rule.tolerance)] = WITHIN
    state[_between(rule, x, below, rule.low, rule.high)] = AGREES
    state[doubt | (below <= rule.margin)] = OPEN
    return state


def _between(rule: Ratio, x: Integers, below: Integers, low: int, high: int) -> Flags:
    above: Flags = x > below * low if rule.low_open else x >= below * low
    under: Flags = x < below * high if rule.high_open else x <= below * high
    return above & under


@dataclass(frozen=True, slots=True)
class Amounts:
    """Stated, derived and gap of some rows, as numerators over the denominators `below`."""

    stated: Any
    derived: Any
    gap: Any
    below: Any
    stated_scale: int


def amounts(rule: Rule, pulled: Pulled, rows: Any) -> Amounts:
    """The exact quantities of a rule in some rows.

    Whole numbers of 64 bits, or of Python where they would not fit.
    """
    values = [pulled.values[at] for at in range(len(pulled.values))]
    used = positions(rule)
    chosen = [v[rows] if at in used else v[:0] for at, v in enumerate(values)]
    if isinstance(rule, Balance):
        stated = _sum(rule.stated, rule.stated_constant, chosen, len(rows))
        derived = _sum(rule.parts, rule.constant, chosen, len(rows))
        return Amounts(stated, derived, stated - derived, rule.scale, rule.scale)
    doubt = np.zeros(len(rows), dtype=bool)
    x, below = ratio_sides(rule, chosen, doubt)
    below = np.ones(len(rows), dtype=np.int64) if below is None else below
    negative = below < 0
    x, below = np.where(negative, -x, x), np.where(negative, -below, below)
    own = rule.share * rule.stated_scale
    large = _large(chosen[rule.stated], below, own)
    if large:
        x, below = x.astype(object), below.astype(object)
    size = below * own
    derived = x + chosen[rule.stated] * (below * rule.share)
    return Amounts(chosen[rule.stated], derived, -x, size, rule.stated_scale)


def _large(stated: Integers, below: Integers, own: int) -> bool:
    if not len(stated):
        return False
    most = float(np.abs(below).max()) * own
    return max(most, most * float(np.abs(stated).max())) >= 2.0**61


def _sum(terms: Any, constant: int, values: Sequence[Integers], rows: int) -> Integers:
    if not terms:
        return np.full(rows, constant, dtype=np.int64)
    return signed_sum(terms, constant, values)


def rounded(above: Any, below: Any, places: int) -> Any:
    """above / below in units of 10**-places, rounded half to even: exact for any size."""
    factor = 10**places
    fits = len(above) and above.dtype == np.int64
    if fits and float(np.abs(above).max()) * factor < 2.0**62:
        scaled = above * factor
        wide = np.int64(below) if isinstance(below, int) else below
        if wide.dtype == np.int64:
            whole = scaled // wide
            twice = 2 * (scaled - whole * wide)
            return whole + ((twice > wide) | ((twice == wide) & (whole % 2 != 0)))
    denominators = [below] * len(above) if isinstance(below, int) else below.tolist()
    found = [
        round(Fraction(int(a) * factor, int(b)))
        for a, b in zip(above.tolist(), denominators, strict=True)
    ]
    return np.array(found, dtype=object)


def plain_texts(units: Any, places: int) -> Any:
    """Whole numbers of 10**-places as plain decimal strings, as a polars series."""
    import polars as pl

    if units.dtype == object:
        from ...model.quantity import plain

        return pl.Series([plain(Fraction(u, 10**places), places) for u in units], dtype=pl.String)
    if not places:
        return pl.Series(units).cast(pl.String)
    size = np.abs(units)
    frame = pl.DataFrame(
        {"whole": size // 10**places, "rest": size % 10**places, "negative": units < 0}
    )
    rest = pl.col("rest").cast(pl.String).str.zfill(places).str.strip_chars_end("0")
    digits = pl.col("whole").cast(pl.String) + pl.when(rest == "").then(pl.lit("")).otherwise(
        pl.lit(".") + rest
    )
    sign = pl.when(pl.col("negative")).then(pl.lit("-")).otherwise(pl.lit(""))
    return frame.select((sign + digits).alias("text")).to_series()
