"""One column of a schema, read from its YAML: type, role, unit, printed decimals, checks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from ..model.figure import ROUNDINGS, Rounding
from ..nodes import Faults, Node

Dtype = Literal["integer", "decimal", "text", "boolean", "date"]
Role = Literal["count", "amount", "share", "key", "period", "label"]
ROLES: tuple[Role, ...] = ("count", "amount", "share", "key", "period", "label")
NUMBER_ROLES = frozenset(("count", "amount", "share"))
IDENTITY_ROLES = frozenset(("key", "period"))

# Names that pandera registers for its checks on columns and frames; a test compares.
CHECKS = (
    "equal_to", "not_equal_to", "greater_than", "greater_than_or_equal_to", "less_than",
    "less_than_or_equal_to", "in_range", "isin", "notin", "str_matches", "str_contains",
    "str_startswith", "str_endswith", "str_length", "unique_values_eq",
    "eq", "ne", "gt", "ge", "lt", "le", "between",
)  # fmt: skip

_COLUMN_KEYS = (
    "dtype", "nullable", "unique", "required", "coerce", "regex", "default", "title",
    "description", "name", "checks", "metadata", "report_duplicates", "drop_invalid_rows",
)  # fmt: skip
_METADATA_KEYS = ("unit", "decimals", "role", "aliases", "rounding", "at")

_DTYPES: tuple[tuple[Dtype, str], ...] = (
    ("integer", r"int|integer|[uU]?[iI]nt(8|16|32|64)|u?int(8|16|32|64)\[pyarrow\]"),
    ("decimal", r"float|double|[fF]loat(16|32|64)|(float|double)\[pyarrow\]"),
    ("decimal", r"decimal|[dD]ecimal\(\s*\d+\s*,\s*\d+\s*\)"),
    ("text", r"str|string|string\[(python|pyarrow)\]|category"),
    ("boolean", r"bool|boolean|bool\[pyarrow\]"),
    ("date", r"date|datetime|datetime64|datetime64\[(s|ms|us|ns)(, .+)?\]"),
)
_COMMON_DTYPES = (
    "int64", "Int64", "float64", "str", "string", "object", "bool", "datetime64[ns]", "date",
    "category", "decimal",
)  # fmt: skip
_TRUE = frozenset(f(word) for word in ("true", "yes", "on") for f in (str, str.title, str.upper))
_FALSE = frozenset(f(word) for word in ("false", "no", "off") for f in (str, str.title, str.upper))


@dataclass(frozen=True, slots=True)
class At:
    """Where a form prints a field: the words that label its row and its column."""

    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a return.

    `decimals` counts the printed decimals in `unit`. `rounding` is the field's
    own convention or that of the frame. `checks` names the constraints that
    pandera runs on it.
    """

    name: str
    dtype: Dtype
    nullable: bool = False
    required: bool = True
    unique: bool = False
    unit: str | None = None
    decimals: int | None = None
    role: Role | None = None
    aliases: tuple[str, ...] = ()
    rounding: Rounding | None = None
    at: At | None = None
    checks: tuple[str, ...] = ()
    line: int = 1

    @property
    def constrained(self) -> bool:
        """pandera has something to say about it."""
        return bool(self.checks)

    @property
    def is_number(self) -> bool:
        """Its cells are figures: a number type that does not identify a record."""
        return self.dtype in ("integer", "decimal") and self.role not in ("key", "period", "label")

    @property
    def is_whole(self) -> bool:
        """Only whole numbers may stand in it."""
        return self.dtype == "integer" or self.role == "count"


def read_field(name: str, node: Node, rounding: Rounding | None, faults: Faults) -> Field:
    """The field of one column; what is wrong is added to `faults`, nothing is raised."""
    body = node.mapping
    if body is None:
        faults.add(node, f"column '{name}' is not a mapping", "write {} for a column without keys")
        return Field(name, "text", line=node.line)
    for key, child in body.items():
        if key not in _COLUMN_KEYS and key not in known_checks():
            faults.unknown(child, "key of a column", key, (*_COLUMN_KEYS, *CHECKS))
    _refuse(name, body, faults)
    metadata = body["metadata"] if "metadata" in body else Node({}, node.line)
    facts = {} if metadata.is_null else metadata.mapping
    if facts is None:
        faults.add(metadata, f"the metadata of '{name}' are not a mapping", "write key: value")
        facts = {}
    for key, child in facts.items():
        if key not in _METADATA_KEYS:
            faults.unknown(child, "metadata", key, _METADATA_KEYS)
    role = cast("Role | None", read_word(facts.get("role"), "role", ROLES, faults))
    decimals = _read_decimals(facts.get("decimals"), faults)
    unit = read_text(facts.get("unit"), "a unit", faults)
    own = cast("Rounding | None", read_word(facts.get("rounding"), "rounding", ROUNDINGS, faults))
    dtype = _read_dtype(body.get("dtype"), role, decimals is not None or unit is not None, faults)
    field = Field(
        name=name,
        dtype=dtype,
        nullable=read_flag(body.get("nullable"), "nullable", False, faults),
        required=read_flag(body.get("required"), "required", True, faults),
        unique=read_flag(body.get("unique"), "unique", False, faults),
        unit=unit,
        decimals=decimals,
        role=role,
        aliases=read_texts(facts.get("aliases"), "aliases", faults),
        rounding=own or rounding,
        at=_read_at(facts.get("at"), faults),
        checks=(
            *read_checks(body.get("checks"), faults),
            *(key for key in body if key not in _COLUMN_KEYS and key in known_checks()),
        ),
        line=node.line,
    )
    _contradictions(field, own, node, faults)
    return field


def known_checks() -> tuple[str, ...]:
    """The built-in checks, and those a running program has registered with pandera."""
    loaded = sys.modules.get("pandera.api.checks")
    registered = getattr(loaded, "Check", None) if loaded is not None else None
    return (*CHECKS, *getattr(registered, "REGISTERED_CUSTOM_CHECKS", ()))


def read_checks(node: Node | None, faults: Faults) -> tuple[str, ...]:
    """The names under `checks`: a mapping of them, or pandera's list with `options`."""
    if node is None or node.is_null:
        return ()
    named: list[tuple[str, Node]] = []
    if node.mapping is not None:
        named = list(node.mapping.items())
    elif node.items is not None:
        for entry in node.items:
            options = (entry.mapping or {}).get("options")
            name = (options.mapping or {}).get("check_name") if options is not None else None
            if name is None or name.text is None:
                faults.add(entry, "a check without a name", "write it as `name: value`")
            else:
                named.append((name.text, name))
    else:
        faults.add(node, "checks are not a mapping", "write them as `name: value`")
    for word, place in named:
        if word not in known_checks():
            faults.unknown(place, "check of pandera", word, CHECKS)
    return tuple(word for word, _ in named)


def read_flag(node: Node | None, what: str, default: bool, faults: Faults) -> bool:
    """`true` or `false` in any spelling of YAML 1.1."""
    if node is None or node.is_null:
        return default
    if not node.quoted and node.text in _TRUE:
        return True
    if node.quoted or node.text not in _FALSE:
        faults.add(node, f"{what} is neither true nor false", "write true or false")
    return False


def read_text(node: Node | None, what: str, faults: Faults) -> str | None:
    """A text without blanks around it, None where nothing is written."""
    if node is None or node.is_null:
        return None
    if node.text is None or not node.text.strip():
        faults.add(node, f"{what} is not a text", "write a word")
        return None
    return node.text.strip()


def read_texts(node: Node | None, what: str, faults: Faults) -> tuple[str, ...]:
    """One text or a list of texts."""
    if node is None or node.is_null:
        return ()
    if node.mapping is not None:
        faults.add(node, f"{what} is a mapping", "write a list of words")
        return ()
    found = (read_text(child, f"an entry of {what}", faults) for child in node.items or [node])
    return tuple(text for text in found if text is not None)


def read_word(node: Node | None, what: str, known: Iterable[str], faults: Faults) -> str | None:
    """One of the `known` words."""
    text = read_text(node, f"the {what}", faults)
    if node is None or text is None:
        return None
    if text not in known:
        faults.unknown(node, what, text, known)
        return None
    return text


def _refuse(name: str, body: dict[str, Node], faults: Faults) -> None:
    for key, why in (
        ("regex", "write each column out"),
        ("drop_invalid_rows", "a row is never dropped: remove the key"),
    ):
        if key in body and read_flag(body[key], key, False, faults):
            faults.add(body[key], f"'{key}' of column '{name}' has no meaning here", why)
    if "default" in body and not body["default"].is_null:
        why = "a missing value is never filled: remove the key"
        faults.add(body["default"], f"'default' of column '{name}' has no meaning here", why)


def _read_decimals(node: Node | None, faults: Faults) -> int | None:
    if node is None or node.is_null:
        return None
    text = node.text or ""
    if not re.fullmatch(r"[0-9]|1[0-2]", text):
        faults.add(node, f"decimals '{text}' is no whole number from 0 to 12", "write 0 to 12")
        return None
    return int(text)


def _read_dtype(node: Node | None, role: Role | None, measured: bool, faults: Faults) -> Dtype:
    by_role: Dtype = "decimal" if role in ("amount", "share") else "text"
    if role == "count":
        by_role = "integer"
    elif role is None and measured:
        by_role = "decimal"
    text = read_text(node, "a dtype", faults)
    if node is None or text is None or text in ("object", "O"):
        return by_role
    for dtype, pattern in _DTYPES:
        if re.fullmatch(pattern, text):
            return dtype
    faults.unknown(node, "dtype", text, _COMMON_DTYPES)
    return by_role


def _read_at(node: Node | None, faults: Faults) -> At | None:
    if node is None or node.is_null:
        return None
    if node.mapping is None:
        faults.add(node, "'at' is not a mapping", "write at: {row: [labels], column: [labels]}")
        return None
    for key, child in node.mapping.items():
        if key not in ("row", "column"):
            faults.unknown(child, "key of 'at'", key, ("row", "column"))
    row = read_texts(node.mapping.get("row"), "at.row", faults)
    column = read_texts(node.mapping.get("column"), "at.column", faults)
    if not row and not column:
        faults.add(node, "'at' names no label", "write at: {row: [labels], column: [labels]}")
    return At(row, column)


def _contradictions(field: Field, own: Rounding | None, node: Node, faults: Faults) -> None:
    name, number = field.name, field.dtype in ("integer", "decimal")
    if field.role == "count" and field.decimals:
        faults.add(node, f"'{name}' is a count and cannot have decimals", "use role amount")
    elif field.dtype == "integer" and field.decimals:
        faults.add(node, f"'{name}' is a whole number and cannot have decimals", "use float64")
    if not number and field.role in NUMBER_ROLES:
        what = f"'{name}' has the role {field.role}, which needs numbers, and a {field.dtype} dtype"
        faults.add(node, what, "use int64 or float64, or the role label")
    if not number and field.decimals is not None:
        faults.add(node, f"'{name}' is no number and cannot have decimals", "use float64")
    if not number and own is not None:
        faults.add(node, f"'{name}' is no number and cannot have a rounding", "remove it")
    if field.role in IDENTITY_ROLES and field.nullable:
        what = f"'{name}' identifies a record and cannot be nullable"
        faults.add(node, what, "remove nullable: true, or the role")
    if field.role in IDENTITY_ROLES and not field.required:
        what = f"'{name}' identifies a record and cannot be optional"
        faults.add(node, what, "remove required: false, or the role")
