"""The shape of a return: its fields, types, keys, units, printed decimals, roles, layout.

A schema is one YAML file for two readers: `pandera.pandas.DataFrameSchema.from_yaml`
and this module. pandera (0.24 to 0.35) needs no key but `columns`, a mapping of
column name to a mapping, which may be empty (`{}`). It drops the `metadata` of
columns and ignores keys it does not know, so presence, type, nullability and
keys are decided here, and `constraints` runs its checks. Write checks as
`checks: {greater_than_or_equal_to: 0}`: older releases of pandera skip the flat
spelling (`greater_than_or_equal_to: 0` in the column itself) without a word, and
`constraints` refuses to go on where that happens.

Keys by which pandera would alter or reorder data have no meaning for a return
and are faults: `regex`, `default`, `index`, `ordered`, `add_missing_columns`,
`drop_invalid_rows`, a `dtype` for all columns. `coerce` has no effect: cells are
read as printed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast

from ..errors import SchemaError
from ..model.figure import ROUNDINGS, Rounding
from ..nodes import Faults, Node, read_text_file, read_yaml
from .fields import (
    Field,
    read_checks,
    read_field,
    read_flag,
    read_text,
    read_texts,
    read_word,
)
from .folders import resolve

Layout = Literal["table", "form"]
_LAYOUTS: tuple[Layout, ...] = ("table", "form")
_METADATA_KEYS = ("layout", "rounding", "period")
_REFUSED = (
    ("index", "a return has no index: make it a column"),
    ("multiindex", "a return has no index: make it columns"),
    ("dtype", "give each column its own dtype"),
    ("ordered", "columns are found by name: remove the key"),
    ("add_missing_columns", "a missing column is never added: use required: false"),
    ("drop_invalid_rows", "a row is never dropped: remove the key"),
)
_KEYS = (
    "columns", "checks", "strict", "unique", "name", "title", "description", "metadata",
    "schema_type", "version", "api", "dataframe_library", "coerce", "report_duplicates",
    "unique_column_names", *(key for key, _ in _REFUSED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Schema:
    """The shape of one return.

    `keys` are the fields that identify a record: those of role key in order,
    then the columns of the frame's `unique` not yet named, then the period.
    `unique` holds the frame's own combination. `checks` names the constraints
    pandera runs on the frame. `document` is the YAML text, `sha256` of its bytes.
    """

    name: str
    path: str | None
    sha256: str
    title: str | None
    fields: tuple[Field, ...]
    keys: tuple[str, ...]
    period: str | None
    layout: Layout
    strict: bool
    rounding: Rounding | None
    unique: tuple[str, ...]
    checks: tuple[str, ...]
    document: str

    @property
    def constrained(self) -> bool:
        """A column or the frame has checks that pandera must run."""
        return bool(self.checks) or any(field.constrained for field in self.fields)

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)


def load_schema(reference: str | Path, near: Path | None = None) -> Schema:
    """The schema in a file, by path or by name (see `folders.resolve`).

    Raises `SchemaError` with every fault of the file at once, each with its line.
    """
    path = resolve(reference, "schemas", near, SchemaError)
    text, sha256 = read_text_file(path, SchemaError)
    schema = parse_schema(text, str(path), path.stem)
    return replace(schema, path=str(path), sha256=sha256)


def parse_schema(text: str, where: str = "schema", name: str | None = None) -> Schema:
    """The schema in a YAML text; `where` names it in faults, `name` is its name by default.

    Raises `SchemaError` with every fault at once, each with its line.
    """
    node = read_yaml(text, where, SchemaError)
    faults = Faults(where)
    schema = _read(node, text, name or where, faults)
    if faults.found:
        raise SchemaError(*faults.found)
    return schema


def _read(node: Node, text: str, name: str, faults: Faults) -> Schema:
    body = node.mapping
    if body is None:
        faults.add(node, "a schema is a mapping with 'columns'", "write columns: {NAME: {...}}")
        body = {}
    elif "columns" not in body:
        faults.add(node, "'columns' is missing", "write columns: {NAME: {...}}")
    _check_keys(body, faults)
    facts = _metadata(body, node, faults)
    rounding = cast(
        "Rounding | None", read_word(facts.get("rounding"), "rounding", ROUNDINGS, faults)
    )
    layout = cast("Layout | None", read_word(facts.get("layout"), "layout", _LAYOUTS, faults))
    fields = _read_fields(body.get("columns"), rounding, faults)
    _check_names(fields, faults)
    _check_places(fields, layout or "table", faults)
    unique = read_texts(body.get("unique"), "unique", faults)
    for column in unique:
        _known(column, fields, body["unique"], faults)
    period = _read_period(facts.get("period"), fields, faults)
    keys = [field.name for field in fields if field.role == "key"]
    keys += [column for column in unique if column not in keys and column != period]
    return Schema(
        name=read_text(body.get("name"), "the name", faults) or name,
        path=None,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=read_text(body.get("title"), "the title", faults),
        fields=fields,
        keys=(*dict.fromkeys(keys), *([period] if period is not None else [])),
        period=period,
        layout=layout or "table",
        strict=_read_strict(body.get("strict"), faults),
        rounding=rounding,
        unique=unique,
        checks=read_checks(body.get("checks"), faults),
        document=text,
    )


def _check_keys(body: dict[str, Node], faults: Faults) -> None:
    for key, child in body.items():
        if key not in _KEYS:
            faults.unknown(child, "key of a schema", key, _KEYS)
    for key, why in _REFUSED:
        child = body.get(key, Node(None, 1))
        if not child.is_null and (child.quoted or child.text not in ("false", "False")):
            faults.add(child, f"'{key}' has no meaning for a return", why)
    kind = body.get("schema_type", Node(None, 1))
    if kind.text not in (None, "dataframe"):
        faults.add(kind, f"schema_type '{kind.text}' is not read", "use dataframe")


def _metadata(body: dict[str, Node], node: Node, faults: Faults) -> dict[str, Node]:
    metadata = body.get("metadata", Node({}, node.line))
    facts = {} if metadata.is_null else metadata.mapping
    if facts is None:
        faults.add(metadata, "the metadata are not a mapping", "write key: value")
        facts = {}
    for key, child in facts.items():
        if key not in _METADATA_KEYS:
            faults.unknown(child, "metadata of a schema", key, _METADATA_KEYS)
    return facts


def _read_fields(node: Node | None, rounding: Rounding | None, faults: Faults) -> tuple[Field, ...]:
    if node is None:
        return ()
    if not node.mapping:
        faults.add(node, "'columns' names no column", "write columns: {NAME: {...}}")
        return ()
    for name, child in node.mapping.items():
        if not name.strip() or name != name.strip():
            faults.add(child, f"the column name '{name}' has blanks around it", "remove them")
    return tuple(read_field(name, child, rounding, faults) for name, child in node.mapping.items())


def _read_strict(node: Node | None, faults: Faults) -> bool:
    if node is not None and node.text == "filter":
        return False  # pandera then drops columns it does not know; here they are not read
    return read_flag(node, "strict", False, faults)


def _read_period(node: Node | None, fields: tuple[Field, ...], faults: Faults) -> str | None:
    by_role = [field for field in fields if field.role == "period"]
    for field in by_role[1:]:
        what = f"two fields have the role period: '{by_role[0].name}' and '{field.name}'"
        faults.add(Node(None, field.line), what, "keep one, make the other a key")
    named = read_text(node, "the period", faults)
    if node is not None and named is not None:
        _known(named, fields, node, faults)
        if by_role and by_role[0].name != named:
            what = f"the period is '{named}' here and '{by_role[0].name}' by its role"
            faults.add(node, what, "name one of them")
        return named
    return by_role[0].name if by_role else None


def _known(column: str, fields: tuple[Field, ...], node: Node, faults: Faults) -> None:
    if all(field.name != column for field in fields):
        faults.unknown(node, "column", column, [field.name for field in fields])


def _check_names(fields: tuple[Field, ...], faults: Faults) -> None:
    """A header must lead to one field: no word names two, as name or as alias."""
    owner = {field.name: field for field in fields}
    for field in fields:
        for alias in field.aliases:
            other = owner.setdefault(alias, field)
            if other is not field:
                what = f"the alias '{alias}' of '{field.name}' also names '{other.name}'"
                faults.add(Node(None, field.line), what, "keep it in one of them")


def _check_places(fields: tuple[Field, ...], layout: Layout, faults: Faults) -> None:
    for field in fields:
        node = Node(None, field.line)
        if layout == "table" and field.at is not None:
            what = f"'{field.name}' says where it stands in a form, but the layout is a table"
            faults.add(node, what, "write metadata: {layout: form}, or remove 'at'")
        if layout == "form" and field.at is None and field.required:
            what = f"'{field.name}' does not say where it stands in the form"
            faults.add(node, what, "write at: {row: [labels], column: [labels]}")
