"""A draft as YAML: checks with their support beside them, and the schema."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from .described import Described
from .proposal import Pairs, Proposal, Value
from .support import Support

_PLAIN = re.compile(r"[^\W\d_][^\W]*(?:[ -][^\W_]\w*)*")
_WORDS = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n", "none"))
_NAMED = 8
_WIDTH = 96


def scalar(text: str) -> str:
    """A text as YAML: bare if that can be nothing but this text, else in double quotes.

    >>> scalar("villages"), scalar("no"), scalar("a: b"), scalar("2010")
    ('villages', '"no"', '"a: b"', '"2010"')
    """
    bare = _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS
    return text if bare else json.dumps(text, ensure_ascii=False)


def commented(text: str) -> str:
    """One line of text that cannot end a comment."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(shown.split())


def suite_text(
    name: str,
    schema: str,
    source: str,
    proposals: Sequence[Proposal],
    notes: Sequence[str],
    keys: dict[int, str],
) -> str:
    """The suite; `keys` names rows by what identifies them, where that is known."""
    lines = [
        f"# A draft, inferred from {commented(source)}: what holds there, not what must hold.",
        "# Remove what is chance, name what is meant, give each check a message.",
        *(f"# {commented(note)}" for note in notes),
        f"suite: {scalar(name)}",
        f"schema: {scalar(schema)}",
        f"describes: {scalar('Checks inferred from ' + commented(source))}",
        "checks:",
    ]
    for one in proposals:
        for label, support in one.supports:
            head = f"{commented(label)}: " if label and len(one.supports) > 1 else ""
            lines += [f"  # {line}" for line in _lines(head + said(support, keys))]
        lines += check_lines(one)
    return "\n".join(lines) + "\n"


def said(support: Support, keys: dict[int, str]) -> str:
    """In which rows a relation holds, and which break it."""
    held = support.exact + support.rounded
    text = f"holds in {held:,} of {support.rows:,} rows"
    if support.rounded:
        text += f" ({support.rounded:,} within rounding)"
    if support.idle:
        text += f", {support.idle:,} more are blank or zero"
    if support.broken:
        shown = [_row(row, keys) for row in support.exceptions[:_NAMED]]
        more = support.broken - len(shown)
        text += f"; not in {', '.join(shown)}" + (f" and {more:,} more" if more else "")
    return text


def _row(row: int, keys: dict[int, str]) -> str:
    key = keys.get(row)
    return f"row {row:,} ({commented(key)[:60]})" if key else f"row {row:,}"


def _lines(text: str) -> list[str]:
    """The text in lines of at most 96 characters, cut at blanks."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def check_lines(one: Proposal) -> list[str]:
    """One check as lines of a suite."""
    flow = ", ".join(f"{key}: {_flow(value)}" for key, value in one.body)
    short = f"  {scalar(one.name)}: {{{flow}}}"
    if len(short) <= _WIDTH + 4:
        return [short]
    lines = [f"  {scalar(one.name)}:"]
    for key, value in one.body:
        plain = f"    {key}: {_flow(value)}"
        if len(plain) <= _WIDTH + 4 or isinstance(value, str):
            lines.append(plain)
        else:
            lines.append(f"    {key}:")
            lines += _block(value)
    return lines


def _flow(value: Value) -> str:
    if isinstance(value, str):
        return scalar(value)
    pairs = [f"{scalar(item[0])}: {_flow(item[1])}" for item in value if not isinstance(item, str)]
    if pairs:
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(scalar(item) for item in value if isinstance(item, str)) + "]"


def _block(value: tuple[str, ...] | Pairs) -> list[str]:
    return [
        f"      - {scalar(item)}"
        if isinstance(item, str)
        else f"      {scalar(item[0])}: {_flow(item[1])}"
        for item in value
    ]


def schema_text(name: str, source: str, fields: Sequence[Described]) -> str:
    """The schema: each column with its type, decimals, role, unit as far as they show."""
    lines = [
        f"# A draft, inferred from {commented(source)}: types, decimals, roles as they show.",
        "schema_type: dataframe",
        f"name: {scalar(name)}",
        "coerce: true",
        "strict: false",
        "columns:",
    ]
    for field in fields:
        lines.append(f"  {scalar(field.name)}:")
        lines.append(f"    dtype: {field.dtype}")
        lines.append(f"    nullable: {'true' if field.nullable else 'false'}")
        facts = [f"role: {field.role}"] if field.role else []
        facts += [f"unit: {scalar(field.unit)}"] if field.unit else []
        facts += [f"decimals: {field.decimals}"] if field.decimals is not None else []
        facts += [f"aliases: [{scalar(field.alias)}]"] if field.alias else []
        if facts:
            lines.append(f"    metadata: {{{', '.join(facts)}}}")
    return "\n".join(lines) + "\n"
