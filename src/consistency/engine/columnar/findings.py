"""The findings of large tables: counted at once, made into results or rows when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...model.report import Result
from .records import Kind, Screened, loud_pairs, row_numbers

AT_ONCE = 100_000
_QUIET = ("agrees", "agrees_within_rounding", "not_applicable")
_HELD = ("discrepancy", "undecided")


@dataclass(slots=True)
class Findings:
    """All findings of the large tables of one call.

    `counts` are over every result, by verdict, grade and severity. Results are made by
    the scalar engine when asked for; `tables` gives the same findings as columns. With
    `told` the findings are results already, and only the rest is counted here.
    """

    screened: tuple[Screened, ...]
    told: bool = False

    def one_by_one(self) -> tuple[list[Result], Findings]:
        """Every finding as a result, and what is then left to count."""
        return list(self.results()), replace(self, told=True)

    @property
    def counts(self) -> Counter[Kind]:
        """How many results there are of each verdict, grade and severity."""
        counts: Counter[Kind] = Counter()
        for one in self.screened:
            counts.update(one.counts)
            for result in one.conformity:
                decision = result.decision
                counts[decision.verdict, decision.grade, result.severity] += 1
        if self.told:
            return Counter({kind: n for kind, n in counts.items() if kind[0] in _QUIET})
        return counts

    def results(self) -> Iterator[Result]:
        """Every finding as a result, in the order of the suite and then of the records."""
        for one in () if self.told else self.screened:
            yield from one.conformity
            for order in sorted(_orders(one)):
                yield from _of_statement(one, order)

    def tables(self, language: str) -> Iterator[Any]:
        """The findings in the columns of `reporters.findings`, as polars frames in pieces."""
        from .rendering import frames_of

        for one in () if self.told else self.screened:
            yield from frames_of(one, language)

    def rows(self, name: str) -> set[int]:
        """The rows (from 0) of one input in which an edit is a discrepancy or undecided."""
        found: set[int] = set()
        for one in () if self.told else self.screened:
            numbers = row_numbers(one)
            if one.plan.table.input != name or numbers is None:
                continue
            for at in range(len(one.plan.planned)):
                found.update(numbers[loud_pairs(one, at)[0]].tolist())
                held = (row for row, _, r in one.opened.get(at, ()) if r.decision.verdict in _HELD)
                found.update(int(numbers[row]) for row in held)
            for result in [*one.conformity, *(result for _, result in one.slow)]:
                if result.decision.verdict in _HELD:
                    places = (figure.place for _, figure in result.figures)
                    found.update(p.row - 1 for p in places if p is not None and p.row is not None)
        return found


def _orders(one: Screened) -> set[int]:
    return {p.order for p in one.plan.planned} | {order for order, _ in one.slow}


def _of_statement(one: Screened, order: int) -> Iterator[Result]:
    yield from (result for at, result in one.slow if at == order)
    for at, planned in enumerate(one.plan.planned):
        if planned.order != order:
            continue
        wanted: dict[int, set[int]] = {}
        rows, rules = loud_pairs(one, at)
        for row, rule in zip(rows.tolist(), rules.tolist(), strict=True):
            wanted.setdefault(row, set()).add(rule)
        opened: dict[int, list[tuple[int, Result]]] = {}
        for row, rule, result in one.opened.get(at, ()):
            opened.setdefault(row, []).append((rule, result))
        for chunk in _chunks(sorted({*wanted, *opened})):
            yield from _merged(one, planned, chunk, wanted, opened)


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _merged(
    one: Screened,
    planned: Any,
    rows: Sequence[int],
    wanted: dict[int, set[int]],
    opened: dict[int, list[tuple[int, Result]]],
) -> Iterator[Result]:
    made = one.outcomes([row for row in rows if row in wanted], planned)
    for row in rows:
        found = list(opened.get(row, ()))
        if row in wanted:
            _, outcomes = next(made)
            found += [(n, outcomes[n].result) for n in sorted(wanted[row])]
        yield from (result for _, result in sorted(found, key=lambda pair: pair[0]))
