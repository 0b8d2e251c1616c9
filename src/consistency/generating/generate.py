"""`consistency generate`: data that agrees, faults put into it, and the answer key."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from ..errors import Fault, SuiteError
from ..suite import Suite, load_suite
from .faults import FAULTS, FaultEntry, entry, outcomes
from .fill import fill
from .linear import DeadEnd, Draw
from .plan import Plan, plan_of
from .rows import Shape
from .survey import Survey, survey
from .verdicts import Printed

MAX_ROWS = 100_000
_CAPS = (99, 999, 9_999, 99_999)
_ATTEMPTS = 12


@dataclass(frozen=True, slots=True)
class Generated:
    """Tables by name, each a header and rows of texts ("" is blank), and the answer key."""

    suite: str
    tables: Mapping[str, list[list[str]]]
    key: tuple[FaultEntry, ...]


def generate(
    suite: str | Path | Suite,
    rows: int,
    faults: Fraction | int | str = 0,
    seed: int = 0,
    *,
    today: date | None = None,
) -> Generated:
    """A return of about `rows` records that agrees with a suite, but for `faults`.

    `rows` counts the records of the longest table: exactly, where records stand
    for themselves; as near as totals, groups and periods allow otherwise.
    `faults` below 1 is the share of records that get one ("0.05"), from 1 on how
    many faults there are. Equal arguments give equal data.

    Raises `SuiteError` naming the check or column that cannot be satisfied, or
    that this version does not generate for, and for arguments out of range.
    """
    found = survey(suite if isinstance(suite, Suite) else load_suite(suite))
    share = _share(faults)
    if not 1 <= rows <= MAX_ROWS:
        raise SuiteError(Fault(f"rows is {rows}", "", f"give a number from 1 to {MAX_ROWS}"))
    draw = random.Random(seed)  # noqa: S311 - data for tests, equal for equal seeds
    printed = consistent(found, Shape(rows, draw.randrange(3)), _spread(draw), today)
    number = int(share)
    if share < 1:
        records = sum(len(made) for made in printed.plan.rows.values())
        number = int(share * records + Fraction(1, 2)) or int(share > 0)
    printed, key = _with_faults(printed, number, draw)
    return Generated(found.suite.name, _tables(printed), key)


def _share(faults: Fraction | int | str) -> Fraction:
    try:
        share = Fraction(faults)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if share < 0 or (share > 1 and share.denominator != 1):
        advice = "give a share below 1, such as 0.05, or a whole number of faults"
        raise SuiteError(Fault(f"faults is '{faults}'", "", advice))
    return share


def _spread(chance: random.Random) -> Draw:
    """Whole numbers between two, small ones as often as large ones."""

    def draw(low: int, high: int) -> int:
        reach = high - low
        if reach > 20 and chance.random() < 0.3:  # a share of draws, not a figure
            reach >>= chance.randrange(reach.bit_length() - 2)
        return low + chance.randint(0, reach)

    return draw


def consistent(found: Survey, shape: Shape, draw: Draw, today: date | None = None) -> Printed:
    """A return of a shape that agrees; simpler shapes are tried where it cannot be.

    Raises `SuiteError` after a bounded number of attempts.
    """
    today = today or datetime.now(UTC).date()
    names: frozenset[str] = frozenset()
    refused: SuiteError | None = None
    for turn in dict.fromkeys((shape.turn, 0)):
        try:
            plan = plan_of(found, replace(shape, turn=turn), today)
        except SuiteError as error:
            refused = error
            continue
        for attempt in range(_ATTEMPTS):
            cap = _CAPS[draw(0, len(_CAPS) - 1)]
            try:
                return fill(plan, draw, cap, draw(0, 2), floors=attempt < _ATTEMPTS * 2 // 3)
            except DeadEnd as end:
                names = end.names or names
    raise refused or unsatisfied(found, names)


def unsatisfied(found: Survey, names: frozenset[str]) -> SuiteError:
    """The error after all attempts: which checks stand in the way."""
    involved = [check for check in found.checks if check.name in names] or list(found.checks)
    others = ", ".join(sorted({c.name for c in involved} - {involved[0].name}))
    together = f" together with {others}" if others else ""
    return found.unsatisfiable(
        involved[0],
        f"no figures were found that satisfy it{together}",
        "look for a contradiction: lint the suite, widen the bounds of the schema",
    )


def _with_faults(
    printed: Printed, number: int, chance: random.Random
) -> tuple[Printed, tuple[FaultEntry, ...]]:
    """So many faults, each where no other one's edits are, as long as there is room.

    The key is decided on the data as they are in the end.
    """
    chosen: list[tuple[str, Printed, dict[tuple[str, int, str], str]]] = []
    taken: set[int] = set()
    touched: set[tuple[str, int, str]] = set()
    before = printed
    cells = sorted(cell for cell in printed.plan.reading if printed.texts.get(cell))
    for fault, texts in _drawn_faults(before, cells, number, chance):
        reading = {at for cell in texts for at in printed.plan.reading.get(cell, ())}
        if touched & set(texts) or len(chosen) >= number:
            continue
        if reading & taken and chance.random() < 0.8:  # rather elsewhere
            continue
        touched |= set(texts)
        taken |= reading
        chosen.append((fault, before, texts))
    changes = {cell: text for _, _, texts in chosen for cell, text in texts.items()}
    after = before.changed(changes)
    key = [_entry(before, fault, texts, after) for fault, _, texts in chosen]
    return after, tuple(sorted(key, key=lambda one: (one.table, one.row, one.field)))


def _drawn_faults(
    printed: Printed, cells: list[tuple[str, int, str]], number: int, chance: random.Random
) -> Iterator[tuple[str, dict[tuple[str, int, str], str]]]:
    """Candidates, each kind of fault in its turn."""
    kinds = list(FAULTS)
    chance.shuffle(kinds)
    for at in range(40 * number if cells else 0):
        fault = kinds[at % len(kinds)]
        for _ in range(8):
            found = outcomes(printed, fault, chance.choice(cells))
            if found:
                yield fault, chance.choice(found)
                break


def _entry(
    before: Printed, fault: str, texts: dict[tuple[str, int, str], str], after: Printed
) -> FaultEntry:
    """The line of the key, decided beside all other faults."""
    cell = next(iter(texts))
    everything = {c: after.texts[c] for c in after.texts if after.texts[c] != before.texts[c]}
    return entry(before, fault, cell, texts, beside=everything)


def _tables(printed: Printed) -> dict[str, list[list[str]]]:
    return {
        name: [list(rows[0]) if rows else []] + [list(row.values()) for row in rows]
        for name, rows in records(printed).items()
    }


def records(printed: Printed) -> dict[str, list[dict[str, str]]]:
    """The records of each table, field -> text ("" is blank), columns in their order."""
    plan: Plan = printed.plan
    return {
        name: [
            {field: printed.texts.get((name, at, field), row.get(field, "")) for field in columns}
            for at, row in enumerate(plan.rows[name])
        ]
        for name, columns in plan.columns.items()
    }
