"""Rules asked of one block after another, their bits gathered in one accumulator."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .arithmetic import Flags, Integers, outside, ratio_outside, signed_sum
from .program import guarded
from .rules import Balance, Ratio, Sum


class Asking:
    """Asks rules of one block after another; scratch arrays are made once."""

    def __init__(self, size: int) -> None:
        self.scratch = [np.empty(size, np.int64) for _ in range(3)]
        self.sums: dict[Sum, Integers] = {}
        self.positive: set[tuple[Sum, int]] = set()

    def begin(self) -> None:
        """A new block: nothing is known of its sums."""
        self.sums.clear()
        self.positive.clear()

    def ask(
        self,
        rule: Balance | Ratio,
        values: Sequence[Integers],
        applies: Flags | None,
        bits: Integers,
        doubt: Flags,
    ) -> Flags | None:
        """Set the bits of rows in which the rule does not plainly hold.

        Returns where it agrees only within rounding, None if that cannot be.
        """
        if isinstance(rule, Ratio) and applies is None and not guarded(rule) and rule.denominator:
            self._ratio(rule, values, bits)
            return None
        if isinstance(rule, Ratio):
            wrong, within = ratio_outside(rule, values, doubt), None
        else:
            gap = self._gap(rule, values, len(bits))
            within = None if rule.tolerated == rule.agrees else outside(gap, rule.agrees) != 0
            wrong = outside(gap, rule.tolerated)
        if applies is not None:
            wrong = np.where(applies, wrong, 0)
            within = None if within is None else within & applies
        np.bitwise_or(bits, wrong, out=bits)
        return within

    def _gap(self, rule: Balance, values: Sequence[Integers], size: int) -> Integers:
        terms, constant = rule.gap
        return self._sum(terms, constant, values, self.scratch[0][:size])

    def _sum(
        self, terms: Sum, constant: int, values: Sequence[Integers], out: Integers
    ) -> Integers:
        out.fill(constant)
        for at, factor in terms:
            if factor == 1:
                np.add(out, values[at], out=out)
            elif factor == -1:
                np.subtract(out, values[at], out=out)
            else:
                part = self.scratch[2][: len(out)]
                np.multiply(values[at], factor, out=part)
                np.add(out, part, out=out)
        return out

    def _denominator(self, rule: Ratio, values: Sequence[Integers], bits: Integers) -> Integers:
        """D, which is asked once to be above the margin."""
        terms = rule.denominator
        below = self.sums.get(terms)
        if below is None:
            below = signed_sum(terms, 0, values) if terms[1:] or terms[0][1] != 1 else None
            below = values[terms[0][0]] if below is None else below
            self.sums[terms] = below
        if (terms, rule.margin) not in self.positive:
            self.positive.add((terms, rule.margin))
            part = self.scratch[0][: len(bits)]
            np.subtract(below, rule.margin + 1, out=part)
            np.right_shift(part, 63, out=part)
            np.bitwise_or(bits, part, out=bits)
        return below

    def _ratio(self, rule: Ratio, values: Sequence[Integers], bits: Integers) -> None:
        """The bits of a ratio rule whose products stay in bounds."""
        below = self._denominator(rule, values, bits)
        x, part = self.scratch[0][: len(bits)], self.scratch[1][: len(bits)]
        np.multiply(values[rule.stated], -rule.share, out=part)
        if rule.offset:
            np.add(part, rule.offset, out=part)
        np.multiply(part, below, out=part)
        if len(rule.numerator) == 1:
            at, factor = rule.numerator[0]
            np.multiply(values[at], rule.times * factor, out=x)
        else:
            self._sum(rule.numerator, 0, values, x)
            np.multiply(x, rule.times, out=x)
        np.add(x, part, out=x)
        low, high = int(rule.low_open), int(rule.high_open)
        if rule.low == -rule.high and low == high:
            np.abs(x, out=x)
        else:
            lower = self.scratch[2][: len(bits)]
            np.multiply(below, -rule.low, out=lower)
            np.add(lower, x, out=lower)
            np.subtract(lower, low, out=lower)
            np.right_shift(lower, 63, out=lower)
            np.bitwise_or(bits, lower, out=bits)
        if rule.high == 1 and not high:
            np.subtract(below, x, out=x)
        else:
            np.multiply(below, rule.high, out=part)
            np.subtract(part, x, out=x)
            np.subtract(x, high, out=x)
        np.right_shift(x, 63, out=x)
        np.bitwise_or(bits, x, out=bits)
