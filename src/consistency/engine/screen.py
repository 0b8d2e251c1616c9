"""The screen for large tables: rows whose edits plainly hold are counted, not listed.

Whole columns are read as scaled integers, and each row is asked only whether
its edits agree. What the screen cannot answer with certainty - a missing cell,
a hedge, another unit, an edit that fails - goes to `decide`, row by row. A
property test holds the two to the same verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..checks.slots import Slot, Statement
from ..layout import Table
from ..model.edit import BalanceEdit, Edit, RatioEdit, Term
from ..model.figure import Figure
from ..schema import Field
from ..suite import Check
from .submission import Submission

Held = Literal["agrees", "agrees_within_rounding"]
Test = Callable[[int], Held | None]


@dataclass(frozen=True, slots=True)
class Passed:
    """Rows of a table (from 0) in which every edit of one statement holds."""

    table: Table
    fields: tuple[str, ...]
    rows: Sequence[int]
    agrees: int
    within_rounding: int


@dataclass(frozen=True, slots=True)
class _Column:
    """One field as integers of 10**-decimals; None where the screen has no say."""

    values: list[int | None]
    decimals: int
    exact: bool
    unit: str | None


def screen(check: Check, statement: Statement, submission: Submission) -> list[Passed]:
    """The rows a statement need not be asked about; empty where it cannot be screened."""
    scope = statement.scope
    plain = scope.over == "records" and not scope.where and statement.base is None
    dated = any(valid.start or valid.end for valid in check.valid)
    if not plain or dated or check.when is not None or check.policy.rounding is not None:
        return []
    slots = [term.slot for edit in statement.edits for term in edit.terms]
    if any(slot.field.previous or slot.reach != "record" for slot in slots):
        return []
    holders = {submission.holder(slot.field) for slot in slots}
    if len(holders) != 1:
        return []
    records = submission.tables[holders.pop()]
    if records.again:
        return []
    found = (_screened(table, statement) for table in records.tables)
    return [passed for passed in found if passed is not None]


def _screened(table: Table, statement: Statement) -> Passed | None:
    names = tuple(dict.fromkeys(t.slot.field.name for e in statement.edits for t in e.terms))
    columns: dict[str, _Column] = {}
    for name in names:
        column = _column(table, name)
        if column is None:
            return None
        columns[name] = column
    tests = [_test(edit, columns) for edit in statement.edits]
    known = [test for test in tests if test is not None]
    if len(known) < len(tests):
        return None
    rows: list[int] = []
    agrees = within = 0
    for row in range(len(table)):
        if any(columns[name].values[row] is None for name in names):
            continue
        held = [test(row) for test in known]
        if None not in held:
            rows.append(row)
            agrees += held.count("agrees")
            within += held.count("agrees_within_rounding")
    return Passed(table, names, rows, agrees, within)


def _column(table: Table, name: str) -> _Column | None:
    """The column of a field whose precision the schema fixes; None for any other."""
    shape = table.shape(name) if name in table.fields else None
    if shape is None or shape.rounding is not None:
        return None
    exact = shape.role == "count"
    decimals = 0 if exact else shape.decimals
    if decimals is None:
        return None
    readings = [table.reading(name, row) for row in range(len(table))]
    unit = next((figure.unit for figure in readings if figure.value is not None), None)
    known: dict[int, int | None] = {}
    values: list[int | None] = []
    for figure in readings:  # equal texts of a column share one figure
        identity = id(figure)
        if identity not in known:
            known[identity] = _scaled(figure, decimals, unit, shape, exact=exact)
        values.append(known[identity])
    return _Column(values, decimals, exact, unit)


def _scaled(
    figure: Figure, decimals: int, unit: str | None, shape: Field, *, exact: bool
) -> int | None:
    """The value in units of the last declared digit, where that is all there is to it."""
    value = figure.value
    if value is None or figure.hedged is not None or figure.unit != unit:
        return None
    if figure.count is not exact or figure.step * 10**decimals != 1:
        return None
    scaled = value * 10**decimals
    return scaled.numerator if scaled.denominator == 1 and shape.is_number else None


def _test(edit: Edit[Slot], columns: dict[str, _Column]) -> Test | None:
    names = [term.slot.field.name for term in edit.terms]
    if len(set(names)) < len(names):
        return None
    if isinstance(edit, BalanceEdit):
        return _balance_test(edit, columns)
    return _share_test(edit, columns)


def _weights(
    terms: Sequence[Term[Slot]], columns: dict[str, _Column], places: int
) -> list[tuple[list[int | None], int]] | None:
    """Each column with the whole number that brings it to 10**-places; None for fractions."""
    weighted = []
    for term in terms:
        column = columns[term.slot.field.name]
        if term.coefficient.denominator != 1:
            return None
        factor = term.coefficient.numerator * 10 ** (places - column.decimals)
        weighted.append((column.values, factor))
    return weighted


def _balance_test(edit: BalanceEdit[Slot], columns: dict[str, _Column]) -> Test | None:
    mine = [columns[term.slot.field.name] for term in edit.terms]
    if len({column.unit for column in mine}) != 1:
        return None
    places = max(column.decimals for column in mine)
    stated, parts = _weights(edit.stated, columns, places), _weights(edit.parts, columns, places)
    constant = (edit.stated_constant - edit.constant) * 10**places
    if stated is None or parts is None or constant.denominator != 1:
        return None
    base = constant.numerator
    width = sum(
        abs(weight) for (_, weight), c in zip(stated + parts, mine, strict=True) if not c.exact
    )
    alone = len(edit.stated) == 1 and edit.stated_constant == 0 and stated[0][1] > 0
    one = alone and edit.stated[0].coefficient == 1 and not mine[0].exact
    own = stated[0][1] if one else 0
    relation = edit.relation

    def test(row: int) -> Held | None:
        gap = base
        for values, weight in stated:
            gap += (values[row] or 0) * weight
        for values, weight in parts:
            gap -= (values[row] or 0) * weight
        off = abs(gap) if relation == "=" else max(gap if relation == "<=" else -gap, 0)
        if 2 * off <= (own if relation == "=" else 0):
            return "agrees"
        return "agrees_within_rounding" if 2 * off <= width else None

    return test


def _share_test(edit: RatioEdit[Slot], columns: dict[str, _Column]) -> Test | None:
    """100 x count / whole = share of exact counts, the only ratio the screen knows."""
    share = columns[edit.stated.slot.field.name]
    counts = [columns[t.slot.field.name] for t in (*edit.numerator, *edit.denominator)]
    simple = edit.percent and not edit.product and edit.factor == 100 and edit.constant == 0
    one = len(edit.numerator) == 1 and edit.numerator[0].coefficient == 1
    if not simple or not one or not edit.denominator or edit.stated.coefficient != 1:
        return None
    if share.exact or share.unit not in (None, "%") or not all(c.exact for c in counts):
        return None
    wholes = _weights(edit.denominator, columns, 0)
    if wholes is None or len({column.unit for column in counts}) != 1:
        return None
    part, printed, scale = counts[0].values, share.values, 100 * 10**share.decimals

    def test(row: int) -> Held | None:
        whole = 0
        for values, weight in wholes:
            whole += (values[row] or 0) * weight
        off = abs(scale * (part[row] or 0) - (printed[row] or 0) * whole)
        return "agrees" if whole > 0 and 2 * off <= whole else None

    return test
