"""Drafts from what a published sheet states itself, where its records are too few to tell.

`sheets` binds relations to cells. Those within one record are checks of its
columns; those down a column are totals over the rows that the words in the first
column of words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..model.edit import BalanceEdit, RatioEdit
from ..model.figure import Figure
from ..model.relation import Relation, decision_on
from .balance import Balance, balance
from .column import Column, Sheet, Table
from .naming import slug
from .proposal import Proposal, Value, of_balance, of_quotient
from .quotient import Kind, Quotient
from .support import NAMED, Support, support_of_balance, support_of_quotient

_MOST_ROWS = 2_000
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_KINDS: Mapping[str, Kind] = {"share": "share", "change": "change", "ratio": "ratio"}


def stated(table: Table, source: str, fields: Sequence[str]) -> list[Proposal]:
    """The checks that a sheet's own relations make, each with its support in all records."""
    sheet = table.sheet
    if sheet is None or table.rows > _MOST_ROWS:
        return []
    from ..sheets import relations_of

    across: dict[Balance | Quotient, bool] = {}
    down: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    alone: dict[tuple[str, tuple[int, ...]], list[tuple[int, str]]] = {}
    for relation in relations_of(sheet.grid, source).relations:
        places = [_place(figure, sheet) for _, figure in relation.figures]
        cells = [place for place in places if place is not None]
        if len(cells) < len(places) or any(
            table.columns[column].values is None for _, column in cells
        ):
            continue
        rows, columns = {row for row, _ in cells}, {column for _, column in cells}
        if len(rows) == 1 and len(columns) == len(cells):
            places_of = tuple(column for _, column in cells)
            if relation.kind in ("base", "shares"):
                verdict = decision_on(relation).verdict
                alone.setdefault((relation.kind, places_of), []).append((cells[0][0], verdict))
                continue
            made = _across(relation, places_of)
            if made is not None:
                across[made] = across.get(made, False) or relation.basis == "stated"
        elif len(columns) == 1 and relation.kind == "total":
            total, *parts = (row for row, _ in cells)
            down.setdefault((total, tuple(parts)), []).append(cells[0][1])
    counted = [(_counted(made, table, fields), said) for made, said in across.items()]
    found = [
        one
        for one, said in counted
        if said or 2 * one.supports[0][1].broken <= one.supports[0][1].rows
    ]
    return [*found, *_alone(alone, fields), *_over_rows(down, table, fields)]


def _alone(
    found: Mapping[tuple[str, tuple[int, ...]], list[tuple[int, str]]], fields: Sequence[str]
) -> Iterator[Proposal]:
    """Shares that make 100, and shares of a whole that is printed nowhere."""
    for (kind, columns), seen in found.items():
        names = [fields[at] for at in columns]
        exact = sum(verdict == "agrees" for _, verdict in seen)
        rounded = sum(verdict == "agrees_within_rounding" for _, verdict in seen)
        broken = [row + 1 for row, verdict in seen if not verdict.startswith("agrees")]
        support = Support(len(seen), exact, rounded, len(broken), tuple(broken[:NAMED]), 0)
        if kind == "shares":
            body: tuple[tuple[str, Value], ...] = (("shares", tuple(names)),)
            yield Proposal("shares-make-100", kind, body, (("", support),), 0.0)
        else:
            body = (("base", ((names[0], names[1]),)),)
            yield Proposal(f"{slug(names[1])}-has-a-base", kind, body, (("", support),), 0.0)


def _place(figure: Figure, sheet: Sheet) -> tuple[int, int] | None:
    """Record and column of the table that a figure's cell stands in."""
    cell = figure.place.cell if figure.place is not None else None
    match = _CELL.fullmatch(cell or "")
    if match is None:
        return None
    letters, number = match[1], int(match[2])
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    origin = sheet.grid.origin
    row = origin.index(number) if origin and number in origin else number - 1
    if row not in sheet.rows or column - 1 not in sheet.columns:
        return None
    return sheet.rows[row], sheet.columns[column - 1]


def _across(relation: Relation, columns: Sequence[int]) -> Balance | Quotient | None:
    """A relation within one record, over its columns; None for a form that is not drafted."""
    if len(relation.edits) != 1:
        return None
    edit = relation.edits[0]
    if isinstance(edit, BalanceEdit):
        whole = all(term.coefficient.denominator == 1 for term in edit.terms)
        if edit.relation != "=" or edit.stated_constant or edit.constant or not whole:
            return None
        signs = [1] * len(edit.stated) + [-1] * len(edit.parts)
        coefficients = (
            sign * term.coefficient.numerator for sign, term in zip(signs, edit.terms, strict=True)
        )
        return balance(zip(columns, coefficients, strict=True))
    return _quotient(edit, relation.kind, columns)


def _quotient(edit: RatioEdit[Figure], kind: str, columns: Sequence[int]) -> Quotient | None:
    plain = all(term.coefficient == 1 for term in edit.terms)
    single = len(edit.numerator) == len(edit.denominator) == 1
    whole = edit.factor.denominator == edit.constant.denominator == 1
    if kind not in _KINDS or not (plain and single and whole):
        return None
    result, above, below = columns
    times, constant = edit.factor.numerator, edit.constant.numerator
    return Quotient(_KINDS[kind], result, above, below, times, constant)


def _counted(made: Balance | Quotient, table: Table, fields: Sequence[str]) -> Proposal:
    columns: Sequence[Column] = table.columns
    if isinstance(made, Balance):
        support = support_of_balance(made, columns, rounded=False, blank_is_zero=False)
        return of_balance(made, fields, support, 0.0)
    return of_quotient(made, fields, support_of_quotient(made, columns), 0.0)


def _over_rows(
    down: Mapping[tuple[int, tuple[int, ...]], list[int]], table: Table, fields: Sequence[str]
) -> Iterator[Proposal]:
    """Totals of rows that one column of words names, each by a word of its own."""
    label = next((at for at, column in enumerate(table.columns) if column.values is None), None)
    if label is None:
        return
    words = list(table.columns[label].texts)
    for (total, parts), columns in down.items():
        named = [words[row] for row in (total, *parts)]
        texts = [text for text in named if text and words.count(text) == 1]
        if len(texts) < len(named):
            continue
        for at in columns:
            body: tuple[tuple[str, Value], ...] = (
                ("total", fields[at]),
                ("over", "rows"),
                ("where", ((fields[label], tuple(texts[1:])),)),
                ("equals", ((fields[label], texts[0]),)),
            )
            name = f"{slug(fields[at])}-of-{slug(texts[0])}"
            yield Proposal(name, "total", body, (("", Support(1, 1, 0, 0, (), 0)),), 0.0)
