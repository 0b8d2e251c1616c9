"""Relations over quantities of a text, compiled as the kinds of check compile theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from ..model.edit import Assumption, BalanceEdit, Edit, RatioEdit, Term
from ..model.figure import Figure
from ..model.numeral import unit_of
from ..model.relation import Relation
from ..model.units import differ
from .document import Quantity

HUNDRED = Fraction(100)
_RATES = ("percent", "points")
Basis = Literal["stated", "implied"]
Terms = tuple[Term[Figure], ...]
_NUMBER = re.compile(
    r"[0-9][0-9.,]*|[〇零一二三四五六七八九十百千万亿两]+"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)


def total(whole: Quantity, parts: Sequence[Quantity]) -> Relation:
    """The whole is the sum of its parts."""
    edit = BalanceEdit(_terms("total", [whole]), _terms("part", parts))
    return _relation("total", edit, [whole, *parts])


def bound(lower: Sequence[Quantity], upper: Sequence[Quantity]) -> Relation:
    """The sum of `lower` is at most the sum of `upper`: parts that need not be all."""
    edit = BalanceEdit(_terms("lower", lower), _terms("upper", upper), "<=")
    relation = _relation("bound", edit, [*lower, *upper])
    return replace(relation, message="within") if len(lower) > 1 else relation


def share(percent: Quantity, part: Sequence[Quantity], whole: Sequence[Quantity]) -> Relation:
    """The percentage is the part of the whole; either side may be a sum."""
    edit = RatioEdit(
        Term("share", percent.figure),
        _terms("part", part),
        _terms("whole", whole),
        factor=HUNDRED,
        percent=True,
    )
    return _relation("share", edit, [percent, *part, *whole])


def base(pairs: Sequence[tuple[Quantity, Quantity]]) -> Relation:
    """Pairs of (percentage, part) of one whole that is printed nowhere."""
    edits = tuple(
        RatioEdit(
            Term("share", percent.figure), _terms("part", [part]), factor=HUNDRED, percent=True
        )
        for percent, part in pairs
    )
    named = tuple(named_by(quantity) for pair in pairs for quantity in pair)
    return Relation("base", edits, "stated", "base", named)


def shares(
    percents: Sequence[Quantity], times: Sequence[int] = (), *, at_most: bool = False
) -> Relation:
    """The percentages make 100, or `at_most` 100; `times` says how often each counts."""
    counts = times or [1] * len(percents)
    terms = tuple(
        Term("share", quantity.figure, Fraction(count))
        for quantity, count in zip(percents, counts, strict=True)
    )
    relation: Literal["=", ">="] = ">=" if at_most else "="
    edit = BalanceEdit((), terms, relation, stated_constant=HUNDRED)
    found = _relation("shares", edit, percents)
    return replace(found, message="shares_within") if at_most else found


def change(
    percent: Quantity,
    before: Quantity,
    after: Quantity,
    *,
    falls: bool = False,
    signs: tuple[int, int] = (1, 1),
) -> Relation:
    """The percentage is the change from `before` to `after`, a decrease where it `falls`.

    `signs` are those of before and after where a word makes one negative (a loss).
    """
    factor = -HUNDRED if falls else HUNDRED
    edit = RatioEdit(
        Term("change", percent.figure),
        (Term("after", after.figure, Fraction(signs[1])),),
        (Term("before", before.figure, Fraction(signs[0])),),
        factor=factor,
        constant=-factor,
        percent=True,
    )
    return _relation("change", edit, [percent, after, before])


def difference(
    amount: Quantity,
    before: Quantity,
    after: Quantity,
    *,
    falls: bool = False,
    signs: tuple[int, int] = (1, 1),
) -> Relation:
    """The amount, or the percentage points, between `before` and `after`."""
    sign = Fraction(-1 if falls else 1)
    parts = (
        Term("after", after.figure, sign * signs[1]),
        Term("before", before.figure, -sign * signs[0]),
    )
    percent = amount.form in ("percent", "points")
    edit = BalanceEdit((Term("change", amount.figure),), parts, percent=percent)
    return _relation("difference", edit, [amount, after, before])


def growth(
    percent: Quantity, amount: Quantity, after: Quantity, *, falls: bool = False
) -> Relation:
    """The percentage is what `amount` is of the figure before: `after` without the movement."""
    sign = Fraction(1 if falls else -1)
    edit = RatioEdit(
        Term("change", percent.figure),
        (Term("change", amount.figure),),
        (Term("after", after.figure), Term("change", amount.figure, sign)),
        factor=-HUNDRED if (percent.figure.value or 0) < 0 else HUNDRED,
        percent=True,
    )
    return _relation("change", edit, [percent, amount, after, amount])


def product(
    result: Quantity, factors: Sequence[Quantity], times: Fraction = Fraction(1)
) -> Relation:
    """The result is the product of its factors: so many at so much each."""
    edit = RatioEdit(
        Term("result", result.figure),
        tuple(Term("factor", factor.figure) for factor in factors),
        factor=times,
        product=True,
    )
    return _relation("product", edit, [result, *factors])


def ratio(
    result: Quantity,
    numerator: Sequence[Quantity],
    denominator: Sequence[Quantity],
    times: Fraction = Fraction(1),
    *,
    constant: Fraction = Fraction(0),
) -> Relation:
    """The result is the numerator for each of the denominator: an average, a density.

    `constant` is added: grown by so many times is one less than so many times.
    """
    edit = RatioEdit(
        Term("result", result.figure),
        tuple(Term("numerator", quantity.figure) for quantity in numerator),
        tuple(Term("denominator", quantity.figure) for quantity in denominator),
        factor=times,
        constant=constant,
    )
    return _relation("ratio", edit, [result, *numerator, *denominator])


def same(first: Quantity, second: Quantity) -> Relation:
    """Two places state one quantity."""
    edit = BalanceEdit(_terms("stated", [first]), _terms("stated", [second]))
    return _relation("same", edit, [first, second])


def count(stated: Quantity, items: int) -> Relation:
    """The number of items that a text announces is the number it lists."""
    edit: BalanceEdit[Figure] = BalanceEdit(
        (Term("stated", replace(stated.figure, unit=None, count=True)),),
        (),
        constant=Fraction(items),
    )
    text, unit = stated.figure.text, stated.unit or ""
    announced = f"{text} {unit}" if unit[:1].isascii() and unit else text + unit
    relation = _relation("count", edit, [stated])
    return replace(relation, message="listed", detail=(("announced", announced),))


def doubted(relation: Relation, *doubts: str, **values: str) -> Relation:
    """The relation as only suggested, with what it rests on (ids of `assumes.*`)."""
    named = tuple(Assumption(doubt, tuple(values.items())) for doubt in doubts)
    return replace(relation, basis="implied", doubts=relation.doubts + named)


def alike(one: Quantity, other: Quantity) -> bool:
    """Two quantities can stand in one sum: both counts, or of one dimension; percentages apart.

    A bare number goes with a count or another bare number.
    """
    if (one.form in _RATES) != (other.form in _RATES):
        return False
    if one.figure.unit == other.figure.unit and (one.figure.unit or "").strip():
        return True
    first, second = unit_of(one.unit), unit_of(other.unit)
    if first is None or second is None:
        forms = {one.form, other.form}
        return forms <= {"bare", "count"}
    return not differ(first, second) and (first.counting == second.counting)


@lru_cache(maxsize=4096)
def named_by(quantity: Quantity) -> str:
    """What stands around a quantity, without any number: its name apart from its value."""
    before, behind = (_NUMBER.sub("", words) for words in (quantity.before, quantity.behind))
    return f"{before[-16:]}#{quantity.unit or ''}#{behind[:10]}"


def _terms(role: str, quantities: Sequence[Quantity]) -> Terms:
    return tuple(Term(role, quantity.figure) for quantity in quantities)


def _relation(kind: str, edit: Edit[Figure], quantities: Sequence[Quantity]) -> Relation:
    return Relation(kind, (edit,), "stated", kind, tuple(named_by(q) for q in quantities))


__all__ = [
    "alike", "base", "bound", "change", "count", "difference", "doubted", "growth", "named_by",
    "product", "ratio", "same", "share", "shares", "total",
]  # fmt: skip
