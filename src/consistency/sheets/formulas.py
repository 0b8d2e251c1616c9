"""Formulas behind cells, read by a small grammar: sums, differences, averages, quotients.

Nothing is evaluated but signed sums of cells, products with numbers and one
quotient of two sums. Whatever else a formula holds leaves it not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from ..model.document import Grid

Cell = tuple[int, int]
LONGEST = 1000
DEEPEST = 20
MOST_CELLS = 20_000

_TOKEN = re.compile(
    r"\s*(?:(?P<name>SUM|AVERAGE|ROUND)\s*\(|(?P<range>\$?[A-Z]{1,3}\$?\d{1,7}:\$?[A-Z]{1,3}\$?\d{1,7})"
    r"|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(!:.])|(?P<number>\d{1,15}(?:\.\d{1,15})?)(?![\w.])"
    r"|(?P<sign>[-+*/(),%]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Linear:
    """A signed sum of cells and a constant; `counted` cells of ranges weigh only if printed."""

    cells: dict[Cell, Fraction] = field(default_factory=dict)
    constant: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Formula:
    """stated = factor x over / under + constant; without `under` a signed sum."""

    over: Linear
    under: Linear | None = None
    factor: Fraction = Fraction(1)
    constant: Fraction = Fraction(0)


class NotUnderstood(Exception):  # noqa: N818
    """The formula holds something this grammar does not know."""


def formula_of(grid: Grid, text: str, printed: frozenset[Cell]) -> Formula | None:
    """The meaning of the formula `text`; None where it is not understood. Never raises.

    `printed` are the cells that show a number: SUM and AVERAGE pass over others.
    """
    plain = text.strip().removeprefix("=").removeprefix("+")
    if not plain or len(plain) > LONGEST:
        return None
    try:
        reader = _Reader(list(_tokens(plain)), _rows_of(grid), printed)
        value = reader.expression(0)
        if reader.at != len(reader.tokens):
            return None
        return value if isinstance(value, Formula) else Formula(value)
    except NotUnderstood:
        return None


def _rows_of(grid: Grid) -> dict[int, int]:
    """Row numbers as a spreadsheet shows them, to indices of the grid, where they differ."""
    return {shown: index for index, shown in enumerate(grid.origin)} if grid.origin else {}


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if text[at:].strip():
                raise NotUnderstood
            return
        kind = match.lastgroup or ""
        yield kind, (match[kind].upper())
        at = match.end()


_Value = Linear | Formula


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the tokens of one formula."""

    tokens: list[tuple[str, str]]
    rows: dict[int, int]
    printed: frozenset[Cell]
    at: int = 0

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise NotUnderstood
        self.at += 1
        return self.tokens[self.at - 1]

    def _expect(self, sign: str) -> None:
        if self._take()[1] != sign:
            raise NotUnderstood

    def expression(self, depth: int) -> _Value:
        """Terms joined by plus and minus."""
        if depth > DEEPEST:
            raise NotUnderstood
        value = self._term(depth)
        while self._peek() in ("+", "-"):
            sign = 1 if self._take()[1] == "+" else -1
            value = _added(value, self._term(depth), Fraction(sign))
        return value

    def _term(self, depth: int) -> _Value:
        value = self._factor(depth)
        while self._peek() in ("*", "/"):
            operator = self._take()[1]
            other = self._factor(depth)
            value = _multiplied(value, other) if operator == "*" else _divided(value, other)
        return value

    def _factor(self, depth: int) -> _Value:
        kind, text = self._take()
        if text in ("-", "+"):
            value = self._factor(depth + 1) if depth < DEEPEST else Linear()
            return _multiplied(value, Linear(constant=Fraction(-1 if text == "-" else 1)))
        if text == "(":
            value = self.expression(depth + 1)
            self._expect(")")
        elif kind == "number":
            value = Linear(constant=Fraction(text))
        elif kind == "cell":
            cell = self._cell(text)
            value = Linear({cell: Fraction(1)} if cell in self.printed else {})
        elif kind == "name":
            value = self._function(text, depth + 1)
        else:
            raise NotUnderstood
        while self._peek() == "%":
            self._take()
            value = _multiplied(value, Linear(constant=Fraction(1, 100)))
        return value

    def _function(self, name: str, depth: int) -> _Value:
        if name == "ROUND":
            value = self.expression(depth)
            self._expect(",")
            self.expression(depth)
            self._expect(")")
            return value
        total: _Value = Linear()
        number = 0
        while True:
            if self.at < len(self.tokens) and self.tokens[self.at][0] == "range":
                cells = self._range(self._take()[1])
                part: _Value = Linear(dict.fromkeys(cells, Fraction(1)))
                number += len(cells)
            else:
                part = self.expression(depth)
                number += 1
            total = _added(total, part, Fraction(1))
            if self._take()[1] == ")":
                break
            if self.tokens[self.at - 1][1] != ",":
                raise NotUnderstood
        if name == "SUM":
            return total
        if not number:
            raise NotUnderstood
        return _multiplied(total, Linear(constant=Fraction(1, number)))

    def _cell(self, text: str) -> Cell:
        letters, number = re.fullmatch(r"([A-Z]+)(\d+)", text.replace("$", "")).groups()  # type: ignore[union-attr]
        column = 0
        for letter in letters:
            column = 26 * column + ord(letter) - 64
        row = int(number)
        return (self.rows.get(row, -1) if self.rows else row - 1, column - 1)

    def _range(self, text: str) -> list[Cell]:
        first, last = text.split(":")
        (top, left), (bottom, right) = self._cell(first), self._cell(last)
        if (abs(bottom - top) + 1) * (abs(right - left) + 1) > MOST_CELLS:
            raise NotUnderstood
        rows = range(min(top, bottom), max(top, bottom) + 1)
        columns = range(min(left, right), max(left, right) + 1)
        return [(r, c) for r in rows for c in columns if (r, c) in self.printed]


def _added(one: _Value, other: _Value, sign: Fraction) -> _Value:
    if isinstance(one, Formula) and isinstance(other, Linear) and not other.cells:
        constant = one.constant + sign * other.constant
        return Formula(one.over, one.under, one.factor, constant)
    if isinstance(one, Formula) or isinstance(other, Formula):
        raise NotUnderstood
    cells = dict(one.cells)
    for cell, weight in other.cells.items():
        cells[cell] = cells.get(cell, Fraction(0)) + sign * weight
    kept = {cell: weight for cell, weight in cells.items() if weight}
    return Linear(kept, one.constant + sign * other.constant)


def _multiplied(one: _Value, other: _Value) -> _Value:
    if isinstance(other, Formula) or (isinstance(one, Linear) and not one.cells):
        one, other = other, one
    if isinstance(other, Formula) or other.cells:
        raise NotUnderstood
    by = other.constant
    if isinstance(one, Formula):
        return Formula(one.over, one.under, one.factor * by, one.constant * by)
    return Linear({cell: weight * by for cell, weight in one.cells.items()}, one.constant * by)


def _divided(one: _Value, other: _Value) -> _Value:
    if isinstance(other, Formula):
        raise NotUnderstood
    if not other.cells:
        if not other.constant:
            raise NotUnderstood
        return _multiplied(one, Linear(constant=1 / other.constant))
    if isinstance(one, Formula) or other.constant or one.constant:
        raise NotUnderstood
    return Formula(one, other)
