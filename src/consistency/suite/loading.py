"""Suites: editions of checks for one return. Loaded, extended, validated, compiled.

A suite is read twice: once when it is loaded, with the fields its schemas name,
and, where it has no schema, again when the columns of the data are known.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ..checks import KINDS
from ..checks.reader import Names
from ..errors import Fault, SuiteError
from ..nodes import Faults, Node, read_text_file, read_yaml
from ..schema import Schema, load_schema
from ..schema.folders import resolve
from .check import Check, compile_check
from .example import Example, read_examples
from .validity import ALWAYS, Validity, read_validity

_KEYS = (
    "suite",
    "schema",
    "tables",
    "extends",
    "edition",
    "describes",
    "valid",
    "dimensions",
    "checks",
    "examples",
)
_MAX_VARIANTS = 10_000


@dataclass(frozen=True, slots=True)
class Suite:
    """A named edition of checks.

    `tables` maps a table's name to its schema (None: no schema); a suite of one
    table calls it "". `bodies` holds each check's YAML after `extends`, with the
    file it stands in. `basis` is what its results rest on: "stated" where it was
    read off the headers of the data.
    """

    name: str
    path: str | None
    sha256: str
    edition: str | None = None
    describes: str | None = None
    tables: Mapping[str, Schema | None] = field(default_factory=dict)
    valid: Validity = ALWAYS
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Mapping[str, tuple[Node, str]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    basis: Literal["checks", "stated"] = "checks"

    @property
    def names(self) -> Names:
        """The fields of each table as the schemas declare them."""
        return Names(
            {
                name: None if schema is None else tuple(f.name for f in schema.fields)
                for name, schema in self.tables.items()
            }
        )


def load_suite(reference: str | Path, schema: Schema | None = None) -> Suite:
    """The suite in a file, by path or by name, with everything it extends.

    `schema` replaces the one the suite names. Raises `SuiteError` or
    `SchemaError` with every fault at once, each with its line.
    """
    path = resolve(reference, "checks", None, SuiteError)
    suite = _load(path, schema, ())
    compile_suite(suite, suite.names)
    return suite


def parse_suite(text: str, where: str = "suite", schema: Schema | None = None) -> Suite:
    """The suite in a YAML text; `where` names it in faults."""
    node = read_yaml(text, where, SuiteError)
    suite = _read(node, where, None, schema, ())
    suite = replace(suite, sha256=hashlib.sha256(text.encode()).hexdigest())
    compile_suite(suite, suite.names)
    return suite


def _load(path: Path, schema: Schema | None, seen: tuple[Path, ...]) -> Suite:
    here = path.resolve()
    if here in seen:
        chain = " -> ".join(p.name for p in (*seen, here))
        raise SuiteError(Fault(f"suites extend each other: {chain}", str(path), "remove one"))
    text, sha256 = read_text_file(path, SuiteError)
    node = read_yaml(text, str(path), SuiteError)
    suite = _read(node, str(path), path, schema, (*seen, here))
    both = sha256 if suite.sha256 == "" else _digest(sha256, suite.sha256)
    return replace(suite, path=str(path), sha256=both)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read(
    node: Node, where: str, path: Path | None, schema: Schema | None, seen: tuple[Path, ...]
) -> Suite:
    faults = Faults(where)
    body = node.mapping
    if body is None:
        raise SuiteError(Fault("a suite is a mapping", f"{where}:{node.line}", "write 'checks:'"))
    for key, value in body.items():
        if key not in _KEYS:
            faults.unknown(value, "key", key, _KEYS)
    near = path.parent if path is not None else None
    parent = _parent(body.get("extends"), near, schema, seen, faults)
    tables = _tables(body, near, schema, parent, faults)
    name = _text(body, "suite", faults)
    suite = Suite(
        name=name or (path.stem.replace("_", "-") if path is not None else where),
        path=None,
        sha256="" if parent is None else parent.sha256,
        edition=_text(body, "edition", faults),
        describes=_text(body, "describes", faults),
        tables=tables,
        valid=_valid(body.get("valid"), parent, faults),
        dimensions={**(parent.dimensions if parent else {}), **_dimensions(body, faults)},
        bodies=_bodies(body.get("checks"), where, parent, faults),
        examples=read_examples(body.get("examples"), faults),
    )
    if not suite.bodies:
        faults.add(body.get("checks", node), "the suite has no check", "add 'checks:'")
    if faults.found:
        raise SuiteError(*faults.found)
    return suite


def _text(body: dict[str, Node], key: str, faults: Faults) -> str | None:
    node = body.get(key)
    if node is None or node.is_null:
        return None
    if node.text is None:
        faults.add(node, f"'{key}' is a text", "")
    return node.text


def _valid(node: Node | None, parent: Suite | None, faults: Faults) -> Validity:
    """A suite's own validity, else that of the suite it extends."""
    if node is None and parent is not None:
        return parent.valid
    return read_validity(node, faults)


def _parent(
    node: Node | None,
    near: Path | None,
    schema: Schema | None,
    seen: tuple[Path, ...],
    faults: Faults,
) -> Suite | None:
    if node is None or node.is_null:
        return None
    if node.text is None:
        faults.add(node, "'extends' names one suite", "write its name or path")
        return None
    return _load(resolve(node.text, "checks", near, SuiteError), schema, seen)


def _tables(
    body: dict[str, Node],
    near: Path | None,
    schema: Schema | None,
    parent: Suite | None,
    faults: Faults,
) -> Mapping[str, Schema | None]:
    if "tables" in body:
        node = body["tables"]
        if "schema" in body:
            faults.add(node, "'schema' and 'tables' exclude each other", "keep one")
        if node.mapping is None:
            faults.add(node, "'tables' maps names to schemas", "write {NAME: SCHEMA}")
            return {"": schema}
        return {name: _schema(value, near, faults) for name, value in node.mapping.items()}
    if schema is not None:
        return {"": schema}
    if "schema" in body:
        return {"": _schema(body["schema"], near, faults)}
    return parent.tables if parent is not None else {"": None}


def _schema(node: Node, near: Path | None, faults: Faults) -> Schema | None:
    if node.is_null:
        return None
    if node.text is None:
        faults.add(node, "a schema is named by a text", "write its name or path")
        return None
    return load_schema(node.text, near)


def _dimensions(body: dict[str, Node], faults: Faults) -> dict[str, tuple[str, ...]]:
    node = body.get("dimensions")
    if node is None or node.is_null:
        return {}
    if node.mapping is None:
        faults.add(node, "'dimensions' maps names to lists of values", "write {NAME: [values]}")
        return {}
    result = {}
    for name, values in node.mapping.items():
        texts = [item.text for item in values.items or []]
        known = tuple(text for text in texts if text is not None)
        if not known or len(known) != len(texts):
            faults.add(values, f"dimension '{name}' needs a list of values", "write [a, b]")
        result[name] = known
    return result


def _bodies(
    node: Node | None, where: str, parent: Suite | None, faults: Faults
) -> dict[str, tuple[Node, str]]:
    result = dict(parent.bodies) if parent is not None else {}
    if node is None or node.is_null:
        return result
    if node.mapping is None:
        faults.add(node, "'checks' maps names to checks", "write NAME: {KIND: ...}")
        return result
    for name, body in node.mapping.items():
        if body.is_null:
            if name not in result:
                faults.add(body, f"check '{name}' is empty", "write {KIND: ...}")
            result.pop(name, None)
        elif body.mapping is None:
            faults.add(body, f"check '{name}' is a mapping", "write {KIND: ...}")
        elif name in result and not _keywords(body.mapping):
            merged = {**(result[name][0].mapping or {}), **body.mapping}
            result[name] = (Node(merged, body.line), where)
        else:
            result[name] = (body, where)
    return result


def _keywords(body: Mapping[str, Node]) -> list[str]:
    return [kind.keyword for kind in KINDS if kind.keyword in body]


def compile_suite(suite: Suite, names: Names) -> tuple[Check, ...]:
    """Every check of the suite, repeated for its dimensions, compiled to edits.

    Raises `SuiteError` with all faults of all checks.
    """
    checks: list[Check] = []
    found: list[Fault] = []
    for name, (body, where) in suite.bodies.items():
        faults = Faults(where)
        for variant, one in _repeated(name, body, suite.dimensions, faults):
            check = compile_check(name, one, variant, suite.tables, names, suite.valid, faults)
            if check is not None:
                policy = replace(check.policy, basis=suite.basis)
                checks.append(replace(check, policy=policy))
        found.extend(dict.fromkeys(faults.found))
    for example in suite.examples:
        unknown = [name for name in example.expect if name not in suite.bodies]
        where = suite.path or suite.name
        found.extend(
            Fault(f"the example expects of an unknown check '{name}'", f"{where}:{example.line}")
            for name in unknown
        )
    if found:
        raise SuiteError(*found)
    return tuple(checks)


def _repeated(
    name: str, body: Node, dimensions: Mapping[str, tuple[str, ...]], faults: Faults
) -> Iterator[tuple[tuple[tuple[str, str], ...], Node]]:
    """The check for each value of the dimensions it mentions as `{name}`."""
    mentioned = [dim for dim in dimensions if _mentions(body, "{" + dim + "}")]
    size = 1
    for dim in mentioned:
        size *= len(dimensions[dim])
    if size > _MAX_VARIANTS:
        faults.add(body, f"check '{name}' repeats {size} times", f"at most {_MAX_VARIANTS}")
        return
    for values in itertools.product(*(dimensions[dim] for dim in mentioned)):
        variant = tuple(zip(mentioned, values, strict=True))
        yield variant, _replaced(body, {"{" + dim + "}": value for dim, value in variant})


def _mentions(node: Node, word: str) -> bool:
    if node.mapping is not None:
        return any(word in key or _mentions(value, word) for key, value in node.mapping.items())
    if node.items is not None:
        return any(_mentions(item, word) for item in node.items)
    return word in (node.text or "")


def _replaced(node: Node, words: Mapping[str, str]) -> Node:
    def swap(text: str) -> str:
        for word, value in words.items():
            text = text.replace(word, value)
        return text

    if not words:
        return node
    if node.mapping is not None:
        swapped = {swap(key): _replaced(value, words) for key, value in node.mapping.items()}
        return replace(node, value=swapped)
    if node.items is not None:
        return replace(node, value=[_replaced(item, words) for item in node.items])
    return node if node.text is None else replace(node, value=swap(node.text))
