"""Reads the keys of one check from YAML, collecting every fault with its line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..nodes import Faults, Node
from .condition import Allowed, Where, plain_text
from .linear import Comparison, NotLinear, comparison
from .slots import FieldRef, Signed

_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?")
NOWHERE = FieldRef("?")


@dataclass(frozen=True, slots=True)
class Names:
    """The tables of a suite with their field names; None where they are not known yet.

    A suite of one table calls it "". `columns` of a table that is not known is
    empty and then nothing is checked against it.
    """

    tables: Mapping[str, Sequence[str] | None]

    @property
    def tables_known(self) -> bool:
        """The suite names its tables, so that another name is a fault."""
        return "" not in self.tables

    def columns(self, table: str | None) -> Sequence[str] | None:
        """The fields of a table (None: of any); None where not known."""
        if table is not None and self.tables_known:
            return self.tables.get(table)
        known = [names for names in self.tables.values() if names is not None]
        if len(known) < len(self.tables):
            return None
        return list(dict.fromkeys(itertools.chain.from_iterable(known)))


class Reader:
    """The body of one check; `read` of a kind takes from it what the kind says.

    `open` says that a wildcard waits for columns that are not known yet.
    """

    def __init__(self, body: Node, faults: Faults, names: Names) -> None:
        self.body = body
        self.keys: dict[str, Node] = body.mapping or {}
        self.faults = faults
        self.names = names
        self.open = False

    def node(self, key: str) -> Node | None:
        """The value of a key, None where it is absent."""
        return self.keys.get(key)

    def fault(self, node: Node | None, what: str, next_step: str = "") -> None:
        """Note a fault on the line of `node`."""
        self.faults.add(node or self.body, what, next_step)

    def _required(self, key: str) -> Node | None:
        node = self.node(key)
        if node is None or node.is_null:
            self.fault(node, f"'{key}' is missing", f"add '{key}:'")
            return None
        return node

    def ref(self, text: str, node: Node, *, shared: bool = False) -> FieldRef:
        """The field a name means; an unknown one is a fault.

        A bare name that several tables have is one too, unless it is `shared`:
        a key or condition that concerns each of them.
        """
        name = text.strip()
        previous = name.startswith("previous.")
        if previous:
            name = name.removeprefix("previous.")
        table: str | None = None
        known = self.names.columns(None)
        if "." in name and not (known is not None and name in known):
            table, _, name = name.partition(".")
            if self.names.tables_known and table not in self.names.tables:
                self.faults.unknown(node, "table", table, self.names.tables)
                return NOWHERE
        columns = self.names.columns(table)
        if not name:
            self.fault(node, "a field's name is empty", "name a field")
        elif columns is not None and name not in columns:
            self.faults.unknown(node, "field", name, columns)
        elif table is None and not shared:
            self._ambiguous(name, node, "previous." if previous else "")
        return FieldRef(name, table, previous)

    def _ambiguous(self, name: str, node: Node, head: str) -> None:
        holders = [t for t, names in self.names.tables.items() if names and name in names]
        if len(holders) > 1:
            listed = " or ".join(f"{head}{table}.{name}" for table in holders)
            self.fault(node, f"'{name}' is a field of several tables", f"write {listed}")

    def field(self, key: str) -> FieldRef:
        """One field, required."""
        node = self._required(key)
        if node is None:
            return NOWHERE
        if node.text is None:
            self.fault(node, f"'{key}' is one field", "write its name")
            return NOWHERE
        return self.ref(node.text, node)

    def optional_field(self, key: str) -> FieldRef | None:
        """One field, or None."""
        return self.field(key) if self.node(key) is not None else None

    def signed(
        self, key: str, *, named: Iterable[FieldRef] = (), shared: bool = False
    ) -> tuple[Signed, ...]:
        """A field or a list of fields, each with its sign; wildcards are expanded.

        A wildcard leaves out the fields in `named`, which the check names elsewhere.
        """
        node = self._required(key)
        if node is None:
            return ()
        result: list[Signed] = []
        items = [node] if node.items is None else node.items
        for item in items:
            if item.text is None:
                self.fault(item, f"'{key}' lists fields", "write their names")
                continue
            name = item.text.strip()
            factor = Fraction(-1) if name.startswith("-") else Fraction(1)
            name = name.removeprefix("-").strip()
            if "*" in name:
                refs = self.refs(name, item, named)
            else:
                refs = [self.ref(name, item, shared=shared)]
            result.extend(Signed(ref, factor) for ref in refs)
        if not items:
            self.fault(node, f"'{key}' is empty", "name at least one field")
        return tuple(result)

    def fields(self, key: str) -> tuple[FieldRef, ...]:
        """The keys of groups, one or a list, without signs; empty where `key` is absent."""
        node = self.node(key)
        if node is None:
            return ()
        signed = self.signed(key, shared=True)
        if any(one.factor < 0 for one in signed):
            self.fault(node, f"'{key}' lists keys, which have no sign", "remove the '-'")
        return tuple(one.field for one in signed)

    def refs(self, name: str, node: Node, named: Iterable[FieldRef] = ()) -> list[FieldRef]:
        """The field a name means, or those a wildcard matches."""
        return self._expand(name, node, named) if "*" in name else [self.ref(name, node)]

    def _expand(self, pattern: str, node: Node, named: Iterable[FieldRef]) -> list[FieldRef]:
        previous = "previous." if pattern.startswith("previous.") else ""
        bare = pattern.removeprefix(previous)
        table, dot, tail = bare.partition(".")
        qualified = bool(dot) and self.names.tables_known and table in self.names.tables
        columns = self.names.columns(table if qualified else None)
        if columns is None:
            self.open = True
            return []
        head = f"{previous}{table}." if qualified else previous
        matching = _like(tail if qualified else bare, columns)
        taken = {ref.name for ref in named}
        if not matching:
            self.fault(node, f"'{pattern}' matches no field", "check the pattern")
        return [self.ref(head + name, node) for name in matching if name not in taken]

    def pairs(self, key: str) -> tuple[tuple[FieldRef, FieldRef], ...]:
        """A mapping of fields to fields; `{*_pct: *}` pairs those with the same middle."""
        node = self._required(key)
        if node is None:
            return ()
        if node.mapping is None:
            self.fault(node, f"'{key}' pairs fields", "write {share: count}")
            return ()
        result = []
        for left, value in node.mapping.items():
            if value.text is None:
                self.fault(value, f"'{left}' needs one field", "write {share: count}")
            elif "*" in left or "*" in value.text:
                result.extend(self._star_pairs(left, value))
            else:
                result.append((self.ref(left, value), self.ref(value.text, value)))
        return tuple(result)

    def _star_pairs(self, left: str, node: Node) -> list[tuple[FieldRef, FieldRef]]:
        right = node.text or ""
        if left.count("*") != 1 or right.count("*") != 1:
            self.fault(node, f"'{left}: {right}' needs one * on both sides", "write {a_*: b_*}")
            return []
        columns = self.names.columns(None)
        if columns is None:
            self.open = True
            return []
        start, end = left.split("*")
        pairs = []
        for name in _like(left, columns):
            other = right.replace("*", name[len(start) : len(name) - len(end)])
            if other in columns and other != name:
                pairs.append((self.ref(name, node), self.ref(other, node)))
        if not pairs:
            self.fault(node, f"'{left}: {right}' matches no pair of fields", "check the pattern")
        return pairs

    def number(self, key: str, default: Fraction) -> Fraction:
        """A decimal number as written; `default` where the key is absent."""
        node = self.node(key)
        if node is None:
            return default
        value = exact_number(node.text)
        if value is None:
            self.fault(node, f"'{key}' is no number", "write a plain decimal number")
            return default
        return value

    def word(self, key: str, known: Sequence[str], default: str) -> str:
        """One of several words."""
        node = self.node(key)
        if node is None:
            return default
        if node.text is not None and node.text in known:
            return node.text
        self.faults.unknown(node, f"value of '{key}'", node.text or "", known)
        return default

    def flag(self, key: str) -> bool:
        """true or false; false where the key is absent."""
        return self.word(key, ("true", "false"), "false") == "true"

    def where(self, key: str) -> Where:
        """Conditions on rows; empty where the key is absent."""
        node = self.node(key)
        if node is None:
            return ()
        if node.mapping is None:
            self.fault(node, f"'{key}' maps fields to values", "write {field: value}")
            return ()
        return tuple(self._allowed(name, value) for name, value in node.mapping.items())

    def _allowed(self, name: str, node: Node) -> Allowed:
        field = self.ref(name, node, shared=True)
        inverse = node.mapping is not None and set(node.mapping) == {"not"}
        inner = node.mapping["not"] if inverse and node.mapping is not None else node
        items = [inner] if inner.items is None else inner.items
        values = []
        for item in items:
            if item.mapping is not None or item.items is not None:
                self.fault(item, f"'{name}' needs a value or a list of values", "")
            else:
                values.append(plain_text(item.text))
        return Allowed(field.name, tuple(values), inverse, field.table)

    def comparison(self, key: str) -> Comparison | None:
        """A formula or condition; None where the key is absent or cannot be read."""
        node = self.node(key)
        if node is None:
            return None
        if node.text is None:
            self.fault(node, f"'{key}' is one line of text", "")
            return None
        try:
            return comparison(node.text)
        except NotLinear as reason:
            self.fault(node, f"'{node.text}': {reason}", "write sums of fields and numbers")
            return None


def exact_number(text: str | None) -> Fraction | None:
    """A plain decimal number, exactly; None where the text is none."""
    if text is None or not _NUMBER.fullmatch(text.strip()):
        return None
    return Fraction(text.strip())


def _like(pattern: str, names: Sequence[str]) -> list[str]:
    """The names that a pattern with `*` matches, in their order; linear in the name's length."""
    pieces = pattern.split("*")
    return [name for name in names if _matches(pieces, name)]


def _matches(pieces: list[str], name: str) -> bool:
    if len(pieces) == 1:
        return name == pieces[0]
    if not name.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = name.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(name) - len(pieces[-1]) >= at and name.endswith(pieces[-1])
