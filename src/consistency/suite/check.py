"""One check of a suite: its kind with the options any check can have, compiled to edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, cast

from ..checks import KINDS
from ..checks.kind import Common, Kind
from ..checks.linear import Comparison
from ..checks.reader import Names, Reader, exact_number
from ..checks.slots import FieldRef, Slot, Statement
from ..model.edit import BalanceEdit, MissingPolicy, Policy
from ..model.figure import ROUNDINGS, Rounding
from ..model.numeral import unit_of
from ..model.report import Severity
from ..model.units import differ
from ..nodes import Faults, Node
from ..schema import Schema
from .validity import Validity, read_validity

OPTIONS = (
    "code",
    "when",
    "where",
    "severity",
    "missing",
    "overlapping",
    "optional",
    "tolerance",
    "rounding",
    "precision",
    "valid",
    "message",
    "source",
)
_POLICIES = ("undecided", "zero", "not_applicable")


PLAIN = Policy()


@dataclass(frozen=True, slots=True)
class When:
    """A condition with the fields its names mean."""

    comparison: Comparison
    fields: Mapping[str, FieldRef]


@dataclass(frozen=True, slots=True)
class Check:
    """A named statement about figures, ready to be confronted with data.

    `variant` holds the dimension values this repetition stands for.
    `softened` says that the suite declares `missing:` itself, which a missing
    or extra group then follows.
    """

    name: str
    kind: str
    statements: tuple[Statement, ...]
    variant: tuple[tuple[str, str], ...] = ()
    code: str | None = None
    when: When | None = None
    severity: Severity = "error"
    policy: Policy = PLAIN
    softened: bool = False
    optional: bool = False
    valid: tuple[Validity, ...] = ()
    message: str | None = None
    source: str | None = None
    line: int = 0


def compile_check(
    name: str,
    body: Node,
    variant: tuple[tuple[str, str], ...],
    tables: Mapping[str, Schema | None],
    names: Names,
    suite_valid: Validity,
    faults: Faults,
) -> Check | None:
    """Read one check; its faults are collected, and then it is None."""
    before = len(faults.found)
    kind_type = _kind(name, body, faults)
    if kind_type is None:
        return None
    reader = Reader(body, faults, names)
    kind = kind_type.read(reader)
    common = Common(reader.where("where"), reader.flag("overlapping"))
    policy, softened = _policy(reader)
    when = _when(reader)
    check = Check(
        name,
        kind.keyword,
        (),
        variant,
        _word(reader, "code"),
        when,
        cast("Severity", reader.word("severity", ("error", "warning"), "error")),
        policy,
        softened,
        reader.flag("optional"),
        (suite_valid, read_validity(reader.node("valid"), faults)),
        _word(reader, "message"),
        _word(reader, "source"),
        body.line,
    )
    known = (*kind_type.keys, *OPTIONS)
    for key, node in (body.mapping or {}).items():
        if key not in known:
            faults.unknown(node, f"key of the kind '{kind.keyword}'", key, known)
    if len(faults.found) > before:
        return None
    statements = tuple(kind.statements(common))
    for statement in statements:
        _check_units(statement, tables, body, faults)
    return replace(check, statements=statements)


def _kind(name: str, body: Node, faults: Faults) -> type[Kind] | None:
    keys = body.mapping or {}
    named = [kind for kind in KINDS if kind.keyword in keys]
    if len(named) == 1:
        return named[0]
    if named:
        words = " and ".join(kind.keyword for kind in named)
        faults.add(body, f"check '{name}' has several kinds: {words}", "split it")
        return None
    strange = [key for key in keys if key not in OPTIONS]
    known = [kind.keyword for kind in KINDS]
    faults.unknown(body, f"kind in check '{name}':", strange[0] if strange else "", known)
    return None


def _word(reader: Reader, key: str) -> str | None:
    node = reader.node(key)
    if node is not None and node.text is None:
        reader.fault(node, f"'{key}' is a text", "write one line of text")
    return None if node is None else node.text


def _policy(reader: Reader) -> tuple[Policy, bool]:
    rounding = reader.node("rounding")
    word = reader.word("rounding", ROUNDINGS, "") if rounding is not None else ""
    amount, reason = _tolerance(reader)
    missing = reader.word("missing", _POLICIES, "undecided")
    precision = reader.word("precision", ("shared", "own"), "shared")
    return (
        Policy(
            cast("Rounding", word) if word else None,
            cast("Literal['shared', 'own']", precision),
            cast("MissingPolicy", missing),
            amount,
            reason,
        ),
        reader.node("missing") is not None,
    )


def _tolerance(reader: Reader) -> tuple[Fraction, str]:
    node = reader.node("tolerance")
    if node is None:
        return Fraction(0), ""
    body = node.mapping or {}
    amount = exact_number(body["amount"].text) if "amount" in body else None
    reason = body["reason"].text if "reason" in body else None
    if amount is None or amount < 0 or not reason or set(body) - {"amount", "reason"}:
        advice = 'write {amount: "0.5", reason: "..."}'
        reader.fault(node, "'tolerance' needs an amount and a reason", advice)
        return Fraction(0), ""
    return amount, reason


def _when(reader: Reader) -> When | None:
    node = reader.node("when")
    read = reader.comparison("when")
    if node is None or read is None:
        return None
    sides = [read.left] if isinstance(read.right, str) else [read.left, read.right]
    names = {name for side in sides for name in side.terms}
    return When(read, {name: reader.ref(name, node) for name in sorted(names)})


def _check_units(
    statement: Statement, tables: Mapping[str, Schema | None], node: Node, faults: Faults
) -> None:
    """Figures of one balance edit are of one dimension."""
    for edit in statement.edits:
        if not isinstance(edit, BalanceEdit):
            continue
        units = [(slot.slot.field, _unit(slot.slot, tables)) for slot in edit.terms if slot.role]
        known = [(ref, unit) for ref, unit in units if unit is not None]
        for ref, unit in known[1:]:
            if differ(unit_of(known[0][1]), unit_of(unit)):
                what = f"'{known[0][0]}' is in {known[0][1]} and '{ref}' in {unit}"
                faults.add(node, f"units of different dimension: {what}", "use ratio or product")
                return


def _unit(slot: Slot, tables: Mapping[str, Schema | None]) -> str | None:
    holders: Iterable[Schema | None] = tables.values()
    if slot.field.table is not None and slot.field.table in tables:
        holders = [tables[slot.field.table]]
    for schema in holders:
        field = None if schema is None else schema.field(slot.field.name)
        if field is not None:
            return field.unit
    return None
