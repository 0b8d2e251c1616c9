"""A program evaluated on arrays of whole numbers, block by block, in 64 bits.

One pass asks of each row only whether it is plain and every edit agrees, exactly or
within rounding; the bits of all edits go into one accumulator, and a row is quiet
where it stays zero. Bounds of the columns make every operation exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arithmetic import Flags, Integers, holds
from .asking import Asking
from .columns import FLOAT_BITS, Column
from .program import Program, Stated, nonnegative

Cells = tuple[NDArray[Any], Flags | None]
"""The raw cells of a column (blank ones any number) and which are blank or unreadable."""

BLOCK = 16_384
_LARGEST_DOUBLE = float(2**FLOAT_BITS)


@dataclass(slots=True)
class Count:
    """Of one statement, over quiet rows: in how many it holds, how many its `when` leaves
    out, and for each rule in how many it agrees only within rounding."""

    held: int
    aside: int
    within: list[int]


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows looked at, rows that are quiet, and what holds in these, by statement."""

    rows: int
    quiet: int
    counts: list[Count]

    def over(self, rows: int) -> Tally:
        """The tally of so many quiet rows of a program without statements."""
        return replace(self, rows=rows, quiet=rows)


class Screen:
    """A program that counts what it passes; blocks may be screened by several threads."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.done: list[Tally] = []
        plain = [rule for s in program.statements if s.plain for rule in s.rules]
        found = {nonnegative(rule) for rule in plain}
        self._unsigned = {at for at in found if at is not None}

    def __call__(self, columns: Sequence[Cells], masks: Sequence[Flags], rows: int) -> Flags:
        """Which rows are not quiet.

        Of each column its cells; `masks` are those of the statements, and behind them
        flags of rows that are never quiet.
        """
        loud = np.empty(rows, dtype=bool)
        tally = nothing(self.program)
        numbers, asking = _Numbers(self.program.columns, self._unsigned), Asking(BLOCK)
        for start in range(0, rows, BLOCK):
            block = slice(start, min(start + BLOCK, rows))
            flags = [mask[block] for mask in masks]
            self._block((numbers, asking), columns, flags, block, loud, tally)
        self.done.append(replace(tally, rows=rows, quiet=rows - int(np.count_nonzero(loud))))
        return loud

    def _block(
        self,
        tools: tuple[_Numbers, Asking],
        columns: Sequence[Cells],
        masks: Sequence[Flags],
        block: slice,
        loud: Flags,
        tally: Tally,
    ) -> None:
        numbers, asking = tools
        values, doubt, bits = numbers.read(columns, block)
        asking.begin()
        asked: list[tuple[Flags | None, Flags | None, list[Flags | None]]] = []
        for statement in self.program.statements:
            about = None if statement.mask is None else masks[statement.mask]
            applies = applies_to(statement, values, about, masks)
            within = [
                None
                if applies is None and nonnegative(rule) is not None
                else asking.ask(rule, values, applies, bits, doubt)
                for rule in statement.rules
            ]
            asked.append((about, applies, within))
        np.not_equal(bits, 0, out=loud[block])
        for flags in (doubt, *masks[self.program.masks :]):
            np.logical_or(loud[block], flags, out=loud[block])
        quiet = ~loud[block]
        for count, (about, applies, within) in zip(tally.counts, asked, strict=True):
            held = _number(quiet, applies)
            count.held += held
            if applies is not about:
                count.aside += _number(quiet, about) - held
            for number, some in enumerate(within):
                count.within[number] += 0 if some is None else _number(quiet, some)

    def tally(self) -> Tally:
        """What all calls together have passed."""
        sums = nothing(self.program)
        for one in self.done:
            for total, part in zip(sums.counts, one.counts, strict=True):
                total.held += part.held
                total.aside += part.aside
                total.within = [a + b for a, b in zip(total.within, part.within, strict=True)]
        rows, quiet = sum(t.rows for t in self.done), sum(t.quiet for t in self.done)
        return replace(sums, rows=rows, quiet=quiet)


def nothing(program: Program) -> Tally:
    """The tally of no row."""
    return Tally(0, 0, [Count(0, 0, [0] * len(s.rules)) for s in program.statements])


def _number(quiet: Flags, flags: Flags | None) -> int:
    return int(np.count_nonzero(quiet if flags is None else quiet & flags))


class _Numbers:
    """Reads blocks of columns as whole numbers; scratch arrays are made once."""

    def __init__(self, columns: Sequence[Column], unsigned: set[int]) -> None:
        self.columns = columns
        self.unsigned = {at for at, c in enumerate(columns) if not c.signed} | unsigned
        self.values = [np.empty(BLOCK, np.int64) for _ in columns]
        self.bits = np.empty(BLOCK, np.int64)
        self.doubt = np.empty(BLOCK, bool)
        self.whole = np.empty(BLOCK, np.int64)
        self.scratch = np.empty(BLOCK, np.float64), np.empty(BLOCK, np.float64)
        self.flags = np.empty(BLOCK, bool)

    def read(self, cells: Sequence[Cells], block: slice) -> tuple[list[Integers], Flags, Integers]:
        """Values of each column, rows in doubt, and an accumulator that is 0 where all is plain."""
        size = block.stop - block.start
        bits, doubt, part = self.bits[:size], self.doubt[:size], self.whole[:size]
        bits.fill(0)
        doubt.fill(False)
        values: list[Integers] = []
        for at, (column, (raw, blank)) in enumerate(zip(self.columns, cells, strict=True)):
            found = raw[block]
            if found.dtype == np.float64:
                found = self._floats(column, found, self.values[at][:size], doubt)
            values.append(found)
            most = column.bits if raw.dtype == np.int64 else min(column.bits, FLOAT_BITS)
            if at in self.unsigned:
                np.right_shift(found, most, out=part)
            else:
                np.add(found, 1 << most, out=part)
                np.right_shift(part, most + 1, out=part)
            np.bitwise_or(bits, part, out=bits)
            if blank is not None:
                np.logical_or(doubt, blank[block], out=doubt)
        return values, doubt, bits

    def _floats(self, column: Column, found: NDArray[Any], out: Integers, doubt: Flags) -> Integers:
        """Doubles that are whole numbers of 10**-places: those that read back as they are."""
        size = len(found)
        scaled, again, flags = self.scratch[0][:size], self.scratch[1][:size], self.flags[:size]
        with np.errstate(all="ignore"):
            np.multiply(found, 10.0**column.places, out=scaled)
            np.rint(scaled, out=scaled)
            np.divide(scaled, 10.0**column.places, out=again)
            np.not_equal(again, found, out=flags)
            np.logical_or(doubt, flags, out=doubt)
            # beyond 64 bits this gives the ends of the range, which no bound lets pass
            np.copyto(out, scaled, casting="unsafe")
        return out


def applies_to(
    statement: Stated, values: Sequence[Integers], about: Flags | None, masks: Sequence[Flags]
) -> Flags | None:
    """The rows a statement is to hold in; None: all. The very `about` where it has no `when`."""
    held = about
    if statement.chosen is not None:
        chosen = masks[statement.chosen]
        held = chosen if held is None else held & chosen
    if statement.when is not None:
        condition = holds(statement.when, values)
        held = condition if held is None else held & condition
    return held


def read_whole(cells: Cells, column: Column) -> tuple[Integers, Flags]:
    """The values of one column in memory, and which of its rows are not plain."""
    raw, blank = cells
    doubt = np.zeros(len(raw), dtype=bool)
    values: Integers
    if raw.dtype == np.float64:
        with np.errstate(all="ignore"):
            scaled = np.rint(raw * 10.0**column.places)
            doubt |= scaled / 10.0**column.places != raw
            doubt |= ~(np.abs(scaled) < _LARGEST_DOUBLE)
        scaled[doubt] = 0.0
        values = scaled.astype(np.int64)
    else:
        values = raw.astype(np.int64, copy=False)
    doubt |= ((values ^ (values >> 63)) >> column.bits) != 0
    if not column.signed:
        doubt |= values < 0
    if blank is not None:
        doubt |= blank
    return np.where(doubt, 0, values), doubt
