"""YAML read as text with lines: nothing is constructed, every scalar stays as written.

Suites and schemas come from strangers. The event stream of PyYAML is read with
an explicit stack, so that neither deep nesting nor aliases can exhaust memory,
and a number keeps the digits it was written with.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import yaml

from .errors import ConsistencyError, Fault

MAX_BYTES = 5_000_000
MAX_NODES = 100_000
MAX_DEPTH = 60

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool"))
_NULL_TAG = "tag:yaml.org,2002:null"
_COLLECTION_TAGS = frozenset(("!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"))


@dataclass(frozen=True, slots=True)
class Node:
    """One YAML value: a text, nothing (`None`), a mapping or a list, with its line.

    `line` counts from 1; of a value in a mapping it is the line of its key.
    `quoted` is True for a scalar that is a text in any case (`"5"`, a block).
    """

    value: str | dict[str, Node] | list[Node] | None
    line: int
    quoted: bool = False

    @property
    def mapping(self) -> dict[str, Node] | None:
        """The mapping, or None where the value is something else."""
        return self.value if isinstance(self.value, dict) else None

    @property
    def items(self) -> list[Node] | None:
        """The list, or None where the value is something else."""
        return self.value if isinstance(self.value, list) else None

    @property
    def text(self) -> str | None:
        """The scalar as written, or None where it is null or no scalar."""
        return self.value if isinstance(self.value, str) else None

    @property
    def is_null(self) -> bool:
        """Nothing is written there: `null`, `~` or an empty value."""
        return self.value is None


class Faults:
    """Collects what is wrong in one file, each with its line, to raise it all at once."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.found: list[Fault] = []

    def add(self, node: Node, what: str, next_step: str = "") -> None:
        """Note one fault on the line of `node`."""
        self.found.append(Fault(what, f"{self.where}:{node.line}", next_step))

    def unknown(self, node: Node, what: str, word: str, known: Iterable[str]) -> None:
        """Note that `word` is no known `what`: the most similar one, or all, as next step."""
        names = list(known)
        listed = "use one of " + ", ".join(names) if names else ""
        self.add(node, f"unknown {what} '{word}'", did_you_mean(word, names) or listed)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the most similar known word, or an empty text.

    >>> did_you_mean("vilages", ["villages", "model"])
    "did you mean 'villages'?"
    """
    folded: dict[str, str] = {}
    for name in sorted(set(known)):
        folded.setdefault(name.casefold().replace("-", "_"), name)
    close = difflib.get_close_matches(word.casefold().replace("-", "_"), folded, n=1)
    return f"did you mean '{folded[close[0]]}'?" if close else ""


def read_text_file(path: Path, error: type[ConsistencyError]) -> tuple[str, str]:
    """The text of a UTF-8 file of at most 5 MB, and the SHA-256 of its bytes.

    Raises `error` where the file is missing, no regular file, unreadable, too
    large or not UTF-8. A leading byte order mark is left out of the text.
    """
    where = str(path)
    try:
        if path.is_dir():
            raise error(Fault("this is a folder, a file is needed", where, "name a file in it"))
        if not path.is_file():
            raise error(Fault("there is no such file", where, "check the path"))
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise error(Fault(f"cannot be read: {reason}", where, "check its permissions")) from None
    except ValueError:
        raise error(Fault("this cannot be a file name", ascii(where), "check the path")) from None
    if len(content) > MAX_BYTES:
        raise error(Fault("is larger than 5 MB", where, "split it into several files"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
        fault = Fault("is not UTF-8 text", f"{where}:{line}", "save it in the encoding UTF-8")
        raise error(fault) from None
    return text, hashlib.sha256(content).hexdigest()


def read_yaml(text: str, where: str, error: type[ConsistencyError]) -> Node:
    """The one document in `text`; an empty text is a null node on line 1.

    `where` names the text in faults. Raises `error` with every duplicate key,
    or with the first syntax error, custom tag, merge key, recursive alias,
    second document, nesting deeper than 60 or expansion beyond 100,000 nodes.
    """
    if len(text) > MAX_BYTES:
        raise error(Fault("is larger than 5 MB", where, "split it into several files"))
    builder = _Builder(where, error)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as failure:
        mark = failure.problem_mark or failure.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise error(
            Fault(f"is not YAML: {failure.problem}", f"{where}:{line}", "mend the line")
        ) from None
    except yaml.reader.ReaderError as failure:
        line = text.count("\n", 0, failure.position) + 1
        fault = Fault(
            "holds a character that YAML does not allow", f"{where}:{line}", "remove that character"
        )
        raise error(fault) from None
    except UnicodeError:
        raise error(Fault("holds half a character (a lone surrogate)", where)) from None
    if builder.faults:
        raise error(*builder.faults)
    return builder.root.node if builder.root is not None else Node(None, 1)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A finished node, with how many nodes and levels it expands to."""

    node: Node
    size: int
    height: int


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    value: dict[str, Node] | list[Node]
    line: int
    anchor: str | None
    size: int = 1
    height: int = 1
    key: tuple[str, int] | None = None


class _Builder:
    """Takes the events of one stream and keeps the stack of open collections."""

    def __init__(self, where: str, error: type[ConsistencyError]) -> None:
        self.where, self.error = where, error
        self.faults: list[Fault] = []
        self.root: _Measured | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Measured | None] = {}

    def stop(self, line: int, what: str, next_step: str) -> NoReturn:
        raise self.error(*self.faults, Fault(what, f"{self.where}:{line}", next_step))

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, line)
        elif isinstance(event, yaml.AliasEvent):
            self._take_alias(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._take_start(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            ended = self.stack.pop()
            node = Node(ended.value, ended.line)
            self._finish(_Measured(node, ended.size, ended.height), ended.anchor)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.stop(line, "holds several documents", "keep one document and remove the '---'")

    def _take_start(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if event.tag is not None and event.tag not in _COLLECTION_TAGS:
            self._refuse_tag(event.tag, line)
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self.stop(line, "a key is a list or a mapping", "write a single word as key")
        if len(self.stack) >= MAX_DEPTH:
            self.stop(line, f"is nested deeper than {MAX_DEPTH} levels", "flatten it")
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        value: dict[str, Node] | list[Node]
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(value, line, event.anchor))

    def _take_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        tag, written = event.tag, event.value
        null = not event.style and written in _NULLS and tag in (None, _NULL_TAG)
        if tag is not None and tag != "!" and not null and tag not in _PLAIN_TAGS:
            self._refuse_tag(tag, line)
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self._take_key(written, event, line)
            return
        quoted = bool(event.style) or (tag is not None and not null)
        node = Node(None if null else written, line, quoted)
        self._finish(_Measured(node, 1, 1), event.anchor)

    def _take_key(self, key: str, event: yaml.ScalarEvent, line: int) -> None:
        if key == "<<" and not event.style:
            self.stop(line, "merge keys (<<) are not read", "write the merged keys out")
        if event.anchor is not None:
            self.anchors[event.anchor] = _Measured(Node(key, line, bool(event.style)), 1, 1)
        parent = self.stack[-1]
        parent.key = key, line
        if key in parent.value:
            what = f"the key '{key}' stands twice in one mapping"
            self.faults.append(Fault(what, f"{self.where}:{line}", "keep one of the two"))

    def _take_alias(self, event: yaml.AliasEvent, line: int) -> None:
        if event.anchor not in self.anchors:
            self.stop(line, f"the alias *{event.anchor} has no anchor", "define it above")
        found = self.anchors[event.anchor]
        if found is None:
            self.stop(line, f"the alias *{event.anchor} holds itself", "write the value out")
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self.stop(line, "an alias stands as a key", "write the key out")
        self._finish(replace(found, node=replace(found.node, line=line)), None)

    def _finish(self, done: _Measured, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = done
        if not self.stack:
            self.root = done
            return
        parent, node = self.stack[-1], done.node
        parent.size += done.size
        parent.height = max(parent.height, done.height + 1)
        if parent.size > MAX_NODES:
            self.stop(node.line, f"expands to more than {MAX_NODES} values", "use fewer aliases")
        if len(self.stack) + done.height > MAX_DEPTH + 1:
            self.stop(node.line, f"is nested deeper than {MAX_DEPTH} levels", "flatten it")
        if isinstance(parent.value, list):
            parent.value.append(node)
            return
        key, line = parent.key or ("", node.line)
        parent.value[key] = replace(node, line=line)
        parent.key = None

    def _refuse_tag(self, tag: str, line: int) -> NoReturn:
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        self.stop(line, f"the tag {shown} is not read", "write the plain value without a tag")
