"""lint: what is wrong with a suite that can be loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from ..checks.slots import Scope, Slot, Statement
from ..errors import ConsistencyError
from ..model.edit import BalanceEdit, Edit, RatioEdit
from ..model.interval import Interval
from ..nodes import Node
from ..suite import Suite, compile_suite, load_suite
from ..suite.check import Check
from .examples import run_example
from .trivial import as_balance, net, oddities

_PATTERN_FREE = ("formula", "when", "message", "source", "code", "tolerance", "where", "equals")


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing to mend in a suite.

    An `error` makes the suite wrong: an example that comes out otherwise, a
    check that can never hold. A `warning` makes it weaker than it looks.
    `where` is `file:line`; `text` and `next` are sentences without a final stop.
    """

    severity: Literal["error", "warning"]
    where: str
    text: str
    next: str

    def __str__(self) -> str:
        head = f"{self.where}: {self.severity}: {self.text}"
        return f"{head}. {self.next}" if self.next else head


def lint(reference: str | Path | Suite, *, today: date | None = None) -> list[LintFinding]:
    """Everything to mend in a suite, given by path, by name or as loaded; [] where it is clean.

    Finds checks that can never fail, never hold or never apply, checks that
    repeat another, codes used twice, and examples that do not come out as they
    say. `today` is the date by which validity is judged in examples (by default
    the day in UTC). Checks with a wildcard over unknown fields are not analysed.

    Raises `SuiteError` or `SchemaError` where the suite cannot be loaded:
    unknown fields and kinds are found there, all at once.
    """
    suite = reference if isinstance(reference, Suite) else load_suite(reference)
    checks = compile_suite(suite, suite.names)
    whole = [check for check in checks if not has_open_pattern(suite, check.name)]
    return [
        *_odd(suite, whole),
        *_repeated(suite, whole),
        *_codes(suite, checks),
        *_examples(suite, today or datetime.now(UTC).date()),
    ]


def _where(suite: Suite, name: str) -> str:
    node, file = suite.bodies[name]
    return f"{file}:{node.line}"


def _named(check: Check) -> str:
    values = ", ".join(f"{dimension} {value}" for dimension, value in check.variant)
    return f"check '{check.name}' ({values})" if values else f"check '{check.name}'"


def has_open_pattern(suite: Suite, name: str) -> bool:
    """A wildcard that nothing is known to match: the check is not whole before data is there."""
    if all(schema is not None for schema in suite.tables.values()):
        return False
    body = suite.bodies[name][0].mapping or {}
    return any(_has_star(value) for key, value in body.items() if key not in _PATTERN_FREE)


def _has_star(node: Node) -> bool:
    if node.mapping is not None:
        return any("*" in key or _has_star(value) for key, value in node.mapping.items())
    if node.items is not None:
        return any(_has_star(item) for item in node.items)
    return "*" in (node.text or "")


def _odd(suite: Suite, checks: list[Check]) -> Iterator[LintFinding]:
    for check in checks:
        for odd in oddities(check):
            text = f"{_named(check)} {odd.text}"
            yield LintFinding(odd.severity, _where(suite, check.name), text, odd.next)


def _repeated(suite: Suite, checks: list[Check]) -> Iterator[LintFinding]:
    """Checks that state what an earlier one states, under the same condition and dates."""
    seen: dict[object, list[Check]] = {}
    for check in checks:
        stated = frozenset(_canonical(statement) for statement in check.statements)
        if not any(edits for _, _, edits in stated):
            continue
        earlier = seen.setdefault(stated, [])
        same = next((e for e in earlier if (e.when, e.valid) == (check.when, check.valid)), None)
        if same is None:
            earlier.append(check)
            continue
        text = f"{_named(check)} states the same as {_named(same)}"
        yield LintFinding("warning", _where(suite, check.name), text, "remove one of the two")


def _canonical(statement: Statement) -> tuple[Scope, Interval | None, frozenset[object]]:
    """What a statement says, whatever its order of terms, its sides and its roles.

    Edits in which every term cancels out say nothing and are left out.
    """
    found = (_canonical_edit(edit) for edit in statement.edits)
    edits = frozenset(edit for edit in found if edit is not None)
    return statement.scope, statement.base, edits


def _canonical_edit(edit: Edit[Slot]) -> object:
    balance = as_balance(edit)
    if balance is None:
        return _canonical_ratio(edit) if isinstance(edit, RatioEdit) else edit
    return _canonical_balance(balance)


def _canonical_balance(edit: BalanceEdit[Slot]) -> object:
    sums, constant = net(edit)
    terms = sorted(((slot, c) for slot, c in sums.items() if c), key=repr)
    if not terms:
        return None
    scale = terms[0][1]
    flipped = {"<=": ">=", ">=": "<=", "=": "="}[edit.relation]
    relation = flipped if scale < 0 else edit.relation
    return relation, constant / scale, tuple((slot, c / scale) for slot, c in terms)


def _canonical_ratio(edit: RatioEdit[Slot]) -> object:
    sides = (
        tuple(sorted(((term.slot, term.coefficient) for term in side), key=repr))
        for side in (edit.numerator, edit.denominator)
    )
    return edit.stated.slot, tuple(sides), edit.factor, edit.constant, edit.product


def _codes(suite: Suite, checks: tuple[Check, ...]) -> Iterator[LintFinding]:
    owner: dict[str, str] = {}
    for check in checks:
        if check.code is None or owner.setdefault(check.code, check.name) == check.name:
            continue
        text = f"code '{check.code}' of {_named(check)} is also that of '{owner[check.code]}'"
        yield LintFinding("warning", _where(suite, check.name), text, "give each check its own")


def _examples(suite: Suite, today: date) -> Iterator[LintFinding]:
    """Examples that do not come out as they say, or cannot be run."""
    for example in suite.examples:
        where = f"{suite.path or suite.name}:{example.line}"
        try:
            outcomes = run_example(suite, example, today)
        except ConsistencyError as error:
            for fault in error.faults:
                yield LintFinding(
                    "error", where, f"the example cannot run: {fault.what}", fault.next
                )
            continue
        for outcome in outcomes:
            if not outcome.as_expected:
                got = outcome.got or "no verdict at all"
                text = f"the example expects {outcome.expected} of '{outcome.check}', it is {got}"
                yield LintFinding("error", where, text, "mend the check or the example")
