"""Rows of totals above rows of parts: the levels that `over: rows` with `equals` asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..checks.condition import Allowed, plain_text
from .columns import Column
from .survey import Asked
from .words import word


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Rows that one condition chooses: the words they have."""

    words: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Level:
    """Rows of totals over rows of parts, in groups by `by`."""

    total: Kind
    part: Kind
    by: tuple[str, ...]


def levels(asked: Asked) -> list[Level]:
    """What `over: rows` with `equals` asks for, each structure once."""
    kinds: list[Kind] = []
    found: list[Level] = []
    for scope in asked.scopes:
        if not scope.equals:
            continue
        total = _kind(kinds, {a.field: admitted(a, asked) for a in scope.equals})
        words = {a.field: admitted(a, asked) for a in scope.where}
        if not words:
            words = {a.field: _against(a, asked) for a in scope.equals}
        part = _kind(kinds, words)
        level = Level(total, part, tuple(ref.name for ref in scope.by))
        if level not in found:
            found.append(level)
    return found


def _kind(kinds: list[Kind], words: dict[str, str | None]) -> Kind:
    """The known kind of rows these words are, or a new one."""
    for kind in kinds:
        common = kind.words.keys() & words.keys()
        if common and all(kind.words[name] == words[name] for name in common):
            kind.words.update(words)
            return kind
    kinds.append(Kind(words))
    return kinds[-1]


def admitted(allowed: Allowed, asked: Asked) -> str | None:
    """A word the condition admits."""
    if not allowed.inverse:
        return allowed.values[0] if allowed.values else None
    return other_word(asked.columns[allowed.field], allowed.values)


def _against(allowed: Allowed, asked: Asked) -> str | None:
    """A word the condition does not admit."""
    if allowed.inverse:
        return allowed.values[0]
    return other_word(asked.columns[allowed.field], allowed.values)


def other_word(column: Column, mentioned: Iterable[str | None]) -> str:
    """A word of the column that is none of those; "" where there is none."""
    words = {text for text in mentioned if text is not None}
    for number in range(len(words) + 1):
        text = word(column, number)
        if plain_text(text) not in words:
            return text
    return ""
