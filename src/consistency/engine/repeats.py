"""Inputs of one submission that state a quantity twice: the figures must agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..layout import Table
from ..model.decide import decide
from ..model.edit import BalanceEdit, Policy, Term
from ..model.report import Result, result_id
from .submission import Record, Records, Submission

CHECK = "stated-twice"


def settle_repeats(submission: Submission, suite: str) -> tuple[Submission, list[Result]]:
    """The submission with every record once, and what comparing its figures says.

    What one input leaves blank another fills in.
    """
    results: list[Result] = []
    tables: dict[str, Records] = {}
    for name, records in submission.tables.items():
        again = list(_again(records))
        for first, later in again:
            results.extend(_compared(first, later, suite))
        told: dict[tuple[str, int], tuple[tuple[Table, int], ...]] = {}
        for first, later in again:
            spot = (first.table.input, first.row)
            told[spot] = (*told.get(spot, ()), (later.table, later.row))
        tables[name] = replace(records, again=told, _indexes={}) if told else records
    return replace(submission, tables=tables), results


def _again(records: Records) -> Iterator[tuple[Record, Record]]:
    """Each record whose key another input has stated before, with that first record."""
    if len(records.tables) < 2 or not records.keys:
        return
    for found in records.index(records.keys).values():
        first = found[0]
        for later in found[1:]:
            if later.table.input != first.table.input:
                yield first, later


def _compared(first: Record, later: Record, suite: str) -> Iterator[Result]:
    for name in first.table.fields:
        both = name in later.table.fields and first.table.numbers(name)
        if not both or name in first.table.keys:
            continue
        figures = (first.figure(name), later.figure(name))
        if any(figure.absence == "missing" for figure in figures):
            continue
        edit = BalanceEdit((Term("stated", figures[0]),), (Term("stated", figures[1]),))
        decision = decide(edit, Policy())
        slots = [("stated", name), ("stated", later.table.input)]
        yield Result(
            result_id(suite, CHECK, "same", None, None, slots, first.key),
            CHECK,
            None,
            "same",
            "error",
            "stated",
            first.table.input,
            decision,
            tuple(("stated", figure) for figure in figures),
            first.key,
            figures[0].place,
        )
