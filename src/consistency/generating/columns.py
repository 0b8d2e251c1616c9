"""What may stand in each column of a return: type, printed decimals, bounds, allowed values.

Read from the schema of a table and the arguments of its pandera checks; a
table without a schema gets the columns its checks name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from ..checks.reader import exact_number
from ..errors import Fault, SchemaError, SuiteError
from ..model.figure import Rounding
from ..nodes import Node, read_yaml
from ..schema import Field, Schema

CANONICAL = {
    "eq": "equal_to",
    "ne": "not_equal_to",
    "gt": "greater_than",
    "ge": "greater_than_or_equal_to",
    "lt": "less_than",
    "le": "less_than_or_equal_to",
    "between": "in_range",
}
"""The name pandera reports a check under, for each short one."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One constraint on the values of a number column: `low` and `high`, each open or closed."""

    name: str
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def admits(self, value: Fraction) -> bool:
        """The value keeps to the limit."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (value == self.high and not self.high_open)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that is to be written.

    `number` columns hold figures that edits read or that stand alone; the others
    hold words that choose, group or name records. `whole` figures are exact
    counts. `decimals` is None until the edits of the column tell. `allowed` are
    the only texts it may have, `refused` those it may not.
    """

    table: str
    name: str
    number: bool
    whole: bool = False
    decimals: int | None = None
    declared: bool = False
    limits: tuple[Limit, ...] = ()
    allowed: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    pattern: str | None = None
    start: str = ""
    end: str = ""
    length: tuple[int, int | None] = (0, None)
    nullable: bool = True
    unique: bool = False
    dtype: str = "text"
    role: str | None = None
    rounding: Rounding | None = None

    @property
    def low(self) -> Fraction | None:
        """The largest of the lower bounds, a step inside where it is open."""
        return max((self._inner(x.low, x.low_open, 1) for x in self.limits if x.low is not None),
                   default=None)  # fmt: skip

    @property
    def high(self) -> Fraction | None:
        """The least of the upper bounds, a step inside where it is open."""
        return min((self._inner(x.high, x.high_open, -1) for x in self.limits
                    if x.high is not None), default=None)  # fmt: skip

    def _inner(self, end: Fraction | None, is_open: bool, sign: int) -> Fraction:
        return (end or Fraction(0)) + (sign * self.step if is_open else 0)

    @property
    def step(self) -> Fraction:
        """One unit of the last printed digit."""
        return Fraction(1, 10 ** (self.decimals or 0))


def columns_of(table: str, schema: Schema, labels: frozenset[str]) -> dict[str, Column]:
    """The columns a schema declares; `labels` are those that choose or group records.

    Raises `SuiteError` for a constraint that cannot be drawn inside.
    """
    arguments = _arguments(schema)
    faults: list[Fault] = []
    if schema.checks:
        what = f"check '{schema.checks[0]}' of the whole record cannot be generated for"
        faults.append(Fault(what, schema.path or schema.name, "keep to checks on columns"))
    if schema.layout == "form":
        what = "a schema of layout form is not generated"
        faults.append(Fault(what, schema.path or schema.name, "use a schema of layout table"))
    columns = {}
    for field in schema.fields:
        column = _column(table, field, field.name in labels)
        for name, node in arguments.get(field.name, {}).items():
            try:
                column = _constrained(column, CANONICAL.get(name, name), node)
            except _Refused as reason:
                what = f"check '{name}' of column '{field.name}' cannot be generated for: {reason}"
                faults.append(Fault(what, schema.path or schema.name, "simplify the check"))
        columns[field.name] = column
    if faults:
        raise SuiteError(*faults)
    return columns


def _column(table: str, field: Field, is_label: bool) -> Column:
    decimals = 0 if field.is_whole else field.decimals
    return Column(
        table,
        field.name,
        field.is_number and not is_label,
        field.is_whole and field.role not in ("amount", "share"),
        decimals,
        declared=decimals is not None,
        nullable=field.nullable,
        unique=field.unique,
        dtype=field.dtype,
        role=field.role,
        rounding=field.rounding,
    )


class _Refused(ValueError):  # noqa: N818 - turned into a SuiteError that names the column
    """A constraint that cannot be drawn inside, with the reason."""


def _arguments(schema: Schema) -> dict[str, dict[str, Node]]:
    """The checks of each column with their arguments."""
    root = read_yaml(schema.document, schema.path or schema.name, SchemaError).mapping or {}
    columns = root["columns"].mapping if "columns" in root else {}
    found: dict[str, dict[str, Node]] = {}
    for field in schema.fields:
        body = (columns or {})[field.name].mapping or {}
        checks = body.get("checks", Node(None, 1))
        named = dict(checks.mapping or {})
        for item in checks.items or []:
            entry = dict(item.mapping or {})
            options = entry.pop("options").mapping or {}
            entry.update({k: v for k, v in options.items() if k != "check_name"})
            named[options["check_name"].text or ""] = Node(entry, item.line)
        named.update({name: body[name] for name in field.checks if name in body})
        found[field.name] = named
    return found


def _constrained(column: Column, name: str, node: Node) -> Column:
    """The column with one check of pandera added to it."""
    if name.startswith("str_"):
        return _worded(column, name, node)
    if name in ("isin", "notin", "not_equal_to", "equal_to"):
        return _listed(column, name, node)
    body = {
        k: v for k, v in (node.mapping or {}).items() if k not in ("ignore_na", "raise_warning")
    }
    if name == "in_range":
        low, high = _number(body.get("min_value")), _number(body.get("max_value"))
        open_low, open_high = (_is_false(body.get(f"include_{end}")) for end in ("min", "max"))
        return _limited(column, Limit(name, low, high, open_low, open_high))
    value = _number(next(iter(body.values())) if body else node)
    if name in ("greater_than", "greater_than_or_equal_to"):
        return _limited(column, Limit(name, low=value, low_open=name == "greater_than"))
    if name in ("less_than", "less_than_or_equal_to"):
        return _limited(column, Limit(name, high=value, high_open=name == "less_than"))
    raise _Refused("it is not one this version knows how to satisfy")


def _limited(column: Column, limit: Limit) -> Column:
    return replace(column, limits=(*column.limits, limit))


def _number(node: Node | None) -> Fraction:
    value = exact_number(node.text if node is not None else None)
    if value is None:
        raise _Refused("its argument is no plain number")
    return value


def _is_false(node: Node | None) -> bool:
    return node is not None and (node.text or "").lower() == "false"


def _texts(node: Node) -> tuple[str, ...]:
    inner = node
    while inner.mapping:
        inner = next(iter(inner.mapping.values()))
    items = [inner] if inner.items is None else inner.items
    return tuple(item.text for item in items if item.text is not None)


def _listed(column: Column, name: str, node: Node) -> Column:
    texts = _texts(node)
    if not texts:
        raise _Refused("it names no value")
    if name in ("notin", "not_equal_to"):
        return replace(column, refused=column.refused | set(texts))
    if not column.number:
        kept = tuple(text for text in texts if not column.allowed or text in column.allowed)
        return replace(column, allowed=kept)
    values = sorted(value for value in map(exact_number, texts) if value is not None)
    if len(values) != len(texts) or any(b - a != 1 for a, b in pairwise(values)):
        raise _Refused("its values are no run of whole numbers")
    return _limited(column, Limit(name, values[0], values[-1]))


def _worded(column: Column, name: str, node: Node) -> Column:
    body: Mapping[str, Node] = node.mapping or {}
    if name == "str_length":
        exact = body.get("exact_value", node if node.text else None)
        least = exact if exact is not None else body.get("min_value")
        most = exact if exact is not None else body.get("max_value")
        low = int(_number(least)) if least is not None and not least.is_null else 0
        high = None if most is None or most.is_null else int(_number(most))
        return replace(column, length=(low, high))
    texts = _texts(node)
    if len(texts) != 1:
        raise _Refused("its argument is no text")
    if name == "str_matches":
        return replace(column, pattern=texts[0])
    if name == "str_startswith":
        return replace(column, start=texts[0])
    if name == "str_endswith":
        return replace(column, end=texts[0])
    raise _Refused("it is not one this version knows how to satisfy")
