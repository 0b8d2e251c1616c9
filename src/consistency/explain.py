"""explain: what a kind, a verdict, a reason, a suite or one of its checks says."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from .checks import KINDS
from .checks.kind import Kind
from .engine.equation import equations
from .engine.lint import has_open_pattern
from .errors import Fault, SuiteError
from .model.edit import REASONS as UNDECIDED
from .model.edit import Grade, Verdict
from .model.message.catalogue import LANGUAGES, counted, knows, say
from .nodes import Node, did_you_mean
from .schema.folders import known_names
from .suite import Check, Suite, compile_suite, load_suite
from .suite.check import OPTIONS

VERDICTS: tuple[str, ...] = get_args(Verdict)
GRADES: tuple[str, ...] = get_args(Grade)
NOT_APPLICABLE = ("when", "valid", "earliest_period")
REASONS = (*UNDECIDED, *NOT_APPLICABLE)
CAUSES = ("convention", "coarser_figures", "whole_figures_rounded", "one_missing")
_WORDS = {
    **dict.fromkeys(VERDICTS, "verdict"),
    **dict.fromkeys(GRADES, "grade"),
    **dict.fromkeys(REASONS, "reason"),
    **dict.fromkeys(CAUSES, "cause"),
}
_WIDTH = 100


def explain(name: str, language: str = "en") -> str:
    """The page on a name, as plain text that ends in a line break.

    `name` is a kind of check, a verdict, a grade, a reason, a diagnosis, a
    suite (by name or path: its checks with their codes) or `SUITE:CHECK`. Kinds
    are explained in English, by their docstrings. Raises `SuiteError` for an
    unknown name, with the most similar one, and for a suite that cannot be
    loaded; `SchemaError` for its schema; `KeyError` for an unknown language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    word = name.strip()
    kind = next((kind for kind in KINDS if kind.keyword == word), None)
    if kind is not None:
        return kind_page(kind, language)
    if word in _WORDS:
        return _word_page(word, language)
    suite_name, colon, check = word.rpartition(":")
    if colon and suite_name and check and not Path(word).exists():
        return _check_page(load_suite(suite_name), check, language)
    if _is_suite(word):
        return _suite_page(load_suite(word), language)
    known = [*(kind.keyword for kind in KINDS), *_WORDS, *known_names("checks")]
    listed = "explain a kind: " + ", ".join(kind.keyword for kind in KINDS)
    raise SuiteError(Fault(f"nothing is called '{word}'", "", did_you_mean(word, known) or listed))


def kind_page(kind: type[Kind], language: str = "en") -> str:
    """The page on a kind: its keyword, its docstring, the keys it has."""
    lines = [f"{kind.keyword}: {inspect.cleandoc(kind.__doc__ or '')}", ""]
    lines.append(say(language, "explain.keys", {"keys": ", ".join(kind.keys)}))
    lines.append(say(language, "explain.options", {"keys": ", ".join(OPTIONS)}))
    return "\n".join(lines) + "\n"


def _word_page(word: str, language: str) -> str:
    """The page on a verdict, grade, reason or diagnosis."""
    lines = [say(language, f"explain.{_WORDS[word]}", {"name": word}), ""]
    lines.append(say(language, f"explain.{word}"))
    short = f"{_WORDS[word]}.{word}"
    if _WORDS[word] != "cause" and knows(short):
        lines.append(say(language, "explain.short", {"text": say(language, short)}))
    return "\n".join(lines) + "\n"


def _is_suite(word: str) -> bool:
    """A path, or the name of a suite that can be found."""
    folded = word.casefold().replace("-", "_")
    names = {name.casefold().replace("-", "_") for name in known_names("checks")}
    return folded in names or "/" in word or "\\" in word or word.endswith((".yaml", ".yml"))


def _suite_page(suite: Suite, language: str) -> str:
    """Every check of a suite with its code, kind and what it states."""
    head = suite.name if suite.describes is None else f"{suite.name}: {suite.describes}"
    lines = [head, say(language, "explain.stands_in", {"place": suite.path or suite.name})]
    lines += [f"{key}: {value}" for key, value in _facts(suite)]
    lines += [counted(language, "explain.checks", len(suite.bodies)), ""]
    checks = _compiled(suite)
    for name in suite.bodies:
        mine = checks.get(name, [])
        code = next((check.code for check in mine if check.code is not None), None)
        kind = mine[0].kind if mine else ""
        lines.append(f"{f'{code}  ' if code else ''}{name}  ({kind})")
        lines += _stated(suite, name, mine)
    return "\n".join(lines) + "\n"


def _facts(suite: Suite) -> Iterable[tuple[str, str]]:
    for table, schema in suite.tables.items():
        if schema is not None:
            yield f"schema of {table}" if table else "schema", schema.name
    if suite.edition is not None:
        yield "edition", suite.edition
    if suite.valid.start or suite.valid.end:
        yield "valid", f"{suite.valid.start or '...'} to {suite.valid.end or '...'}"


def _check_page(suite: Suite, name: str, language: str) -> str:
    """One check: what it states, its keys as written, its kind and its place."""
    if name not in suite.bodies:
        listed = "its checks are " + ", ".join(suite.bodies)
        hint = did_you_mean(name, suite.bodies) or listed
        raise SuiteError(Fault(f"suite {suite.name} has no check '{name}'", "", hint))
    body, file = suite.bodies[name]
    mine = _compiled(suite)[name]
    kind = next(kind for kind in KINDS if kind.keyword == mine[0].kind)
    lines = [f"{suite.name}:{name}", ""]
    lines += _stated(suite, name, mine)
    lines += ["", *_written(body), ""]
    lines.append(f"{kind.keyword}: {inspect.cleandoc(kind.__doc__ or '').splitlines()[0]}")
    place = f"{file}:{body.line}"
    lines.append(say(language, "explain.stands_in", {"place": place}))
    return "\n".join(lines) + "\n"


def _compiled(suite: Suite) -> dict[str, list[Check]]:
    found: dict[str, list[Check]] = {}
    for check in compile_suite(suite, suite.names):
        found.setdefault(check.name, []).append(check)
    return found


def _stated(suite: Suite, name: str, checks: Iterable[Check]) -> list[str]:
    """What the check states, each relation once; as written where a wildcard is still open."""
    body = suite.bodies[name][0]
    if has_open_pattern(suite, name):
        texts = [", ".join(_written(body))]
    else:
        texts = list(dict.fromkeys(text for check in checks for text in equations(check)))
        when = (body.mapping or {}).get("when")
        texts = [f"{text}, when {when.text}" if when is not None else text for text in texts]
    return [line for text in texts for line in _wrapped(text)]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent="    ",
        subsequent_indent="        ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _written(body: Node) -> list[str]:
    """The keys of a check as its YAML has them, one a line."""
    return [f"{key}: {_flow(value)}" for key, value in (body.mapping or {}).items()]


def _flow(node: Node) -> str:
    if node.mapping is not None:
        inner = ", ".join(f"{key}: {_flow(value)}" for key, value in node.mapping.items())
        return "{" + inner + "}"
    if node.items is not None:
        return "[" + ", ".join(_flow(item) for item in node.items) + "]"
    return node.text if node.text is not None else "null"
