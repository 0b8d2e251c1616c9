"""All rules of a table as one program: its columns, its statements, and what bounds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .columns import FLOAT_BITS, Column
from .rules import Balance, Ratio, Rule, Sum, positions

_SAFE_BITS = 61
_PERCENT = 1600
"""A percentage beyond this is pulled up, so that wholes may be the larger."""

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of face values with 0: sum + constant OP 0."""

    terms: Sum
    constant: int
    op: Comparison


@dataclass(frozen=True, slots=True)
class Stated:
    """Rules stated together for each record.

    `mask` is the position of a boolean column that says which records it is about (None:
    all); `when` a condition, and `chosen` a mask, which a record they are false for does
    not fall under. With `settled` the rules decide every row of plain cells; otherwise
    only those that agree.
    """

    rules: tuple[Rule, ...]
    mask: int | None = None
    when: Condition | None = None
    settled: bool = True
    chosen: int | None = None

    @property
    def plain(self) -> bool:
        """It is about every record."""
        return self.mask is None and self.when is None and self.chosen is None


@dataclass(frozen=True, slots=True)
class Program:
    """What one screen asks: of which columns, and which statements."""

    columns: tuple[Column, ...]
    statements: tuple[Stated, ...]
    masks: int = 0

    @property
    def rules(self) -> Iterable[tuple[int, int, Rule]]:
        """Every rule with the position of its statement and its own within it."""
        for at, statement in enumerate(self.statements):
            for number, rule in enumerate(statement.rules):
                yield at, number, rule


def program(columns: Sequence[Column], statements: Sequence[Stated], masks: int = 0) -> Program:
    """The program over these columns, each bounded so that no rule leaves 64 bits."""
    bits = [min(column.bits, FLOAT_BITS if column.form == "float" else 62) for column in columns]
    rules = [rule for statement in statements for rule in statement.rules]
    for rule in rules:
        if isinstance(rule, Ratio) and rule.percent:
            most = (_PERCENT * rule.stated_scale).bit_length()
            bits[rule.stated] = min(bits[rule.stated], most)
    for rule in rules:
        room = _room(rule, bits)
        for at in positions(rule):
            if not (isinstance(rule, Ratio) and rule.percent and at == rule.stated):
                bits[at] = min(bits[at], room)
    for statement in statements:
        if statement.when is not None:
            room = _SAFE_BITS - _weight(statement.when.terms) - 1
            for at, _ in statement.when.terms:
                bits[at] = min(bits[at], room)
    bounded = [replace(column, bits=max(b, 1)) for column, b in zip(columns, bits, strict=True)]
    return Program(tuple(bounded), tuple(statements), masks)


def _weight(terms: Sum) -> int:
    return sum(abs(factor) for _, factor in terms).bit_length()


def _room(rule: Rule, bits: Sequence[int]) -> int:
    """The size in bits up to which the columns of a rule keep it inside 64 bits."""
    if isinstance(rule, Balance):
        return _SAFE_BITS - max(_weight((*rule.stated, *rule.parts)), 1) - 1
    if not rule.percent or rule.product:
        return _SAFE_BITS - max(_weight(rule.numerator), _weight(rule.denominator)) - 1
    stated = bits[rule.stated] + (abs(rule.share) + abs(rule.offset)).bit_length() + 1
    below = _SAFE_BITS - stated - max(_weight(rule.denominator), 1) - 1
    above = _SAFE_BITS - abs(rule.times).bit_length() - max(_weight(rule.numerator), 1) - 1
    return min(below, above)


def guarded(rule: Rule) -> bool:
    """Its products can leave 64 bits within the bounds of its columns: each row is looked at."""
    return isinstance(rule, Ratio) and (not rule.percent or rule.product)


def nonnegative(rule: Rule) -> int | None:
    """The column of a rule that asks nothing but 0 <= column."""
    if not isinstance(rule, Balance) or rule.constant or rule.stated_constant:
        return None
    terms, _ = rule.gap
    if len(terms) != 1:
        return None
    (at, factor) = terms[0]
    wanted = (0, None) if factor > 0 else (None, 0)
    return at if rule.agrees == rule.likely == rule.possible == wanted else None
