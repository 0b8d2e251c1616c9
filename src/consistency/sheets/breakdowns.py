"""Shares that make 100, and then the counts beside them that make the whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .cells import Cells
from .formulas import Cell
from .pairs import Pair, Shared

_WILD = Fraction(1, 4)


def breakdowns_of(cells: Cells, shared: Shared) -> Iterator[tuple[Pair, ...]]:
    """The pairs that break the whole down: all of them, or those under one label.

    Their shares make 100 (or 1) within their roundings; whether the counts make
    the whole is then what the sheet states. One item of all says nothing.
    """
    groups: dict[str, list[Pair]] = {}
    for pair in shared.pairs:
        groups.setdefault(pair.group, []).append(pair)
    everything = list(shared.pairs)
    if len(everything) > 2 and _make(cells, everything, shared.factor):
        yield tuple(everything)
        return
    for label, pairs in groups.items():
        if label and len(pairs) > 1 and _make(cells, pairs, shared.factor):
            yield tuple(pairs)


def _make(cells: Cells, pairs: list[Pair], factor: int) -> bool:
    figures = [_figure(cells, pair.share) for pair in pairs]
    values = [value for value, _ in figures]
    slack = sum((step for _, step in figures), Fraction(0)) / 2
    return abs(sum(values, Fraction(-factor))) <= slack and all(value < factor for value in values)


def near(cells: Cells, shared: Shared, pairs: tuple[Pair, ...]) -> bool:
    """The counts make the whole, give or take a quarter."""
    whole, _ = _figure(cells, shared.whole)
    parts = sum((_figure(cells, pair.part)[0] for pair in pairs), Fraction(0))
    return abs(parts - whole) <= _WILD * whole


def _figure(cells: Cells, spot: Cell) -> tuple[Fraction, Fraction]:
    figure = cells.figures[spot[0]][spot[1]]
    if figure is None or figure.value is None:
        return Fraction(0), Fraction(0)
    return figure.value, figure.step
