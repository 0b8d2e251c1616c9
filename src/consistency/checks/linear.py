"""Linear expressions: `opening + joined - 2 * left`, and comparisons of them.

Read by a small recursive descent; nothing is evaluated as code. A product or
quotient of two fields is a fault: use the kinds `product` and `ratio`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

MAX_LENGTH = 10_000
MAX_DEPTH = 50

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?!\w)|(?P<text>'[^']*')|`(?P<quoted>[^`]+)`"
    r"|(?P<name>[^\W\d][\w.]*(?:\*[\w.]+)*)|(?P<op><=|>=|!=|[=<>+\-*/()]))"
)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class NotLinear(ValueError):  # noqa: N818 - a fault of a suite's text, turned into a SuiteError
    """The text is no linear expression; the message says why."""


@dataclass(frozen=True, slots=True)
class Linear:
    """sum(coefficient x field) + constant, fields by the names as written."""

    terms: Mapping[str, Fraction]
    constant: Fraction = Fraction(0)

    def plus(self, other: Linear, sign: int = 1) -> Linear:
        """The sum, or with sign -1 the difference."""
        terms = dict(self.terms)
        for name, coefficient in other.terms.items():
            terms[name] = terms.get(name, Fraction(0)) + sign * coefficient
        return Linear(terms, self.constant + sign * other.constant)

    def times(self, factor: Fraction) -> Linear:
        """Everything times a number."""
        return Linear({n: c * factor for n, c in self.terms.items()}, self.constant * factor)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and what is to hold between them; a side is linear, or a quoted text."""

    left: Linear
    op: str
    right: Linear | str


def _tokens(text: str) -> list[tuple[str, str]]:
    if len(text) > MAX_LENGTH:
        raise NotLinear(f"longer than {MAX_LENGTH} characters")
    tokens: list[tuple[str, str]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise NotLinear(f"cannot read '{text[position : position + 20].strip()}'")
        kind = match.lastgroup or ""
        value = match.group(kind)
        tokens.append(("name" if kind == "quoted" else kind, value))
        position = match.end()
    return tokens


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self.at += 1
        return token

    def sum(self) -> Linear:
        result = self.product()
        while self.peek() in (("op", "+"), ("op", "-")):
            sign = 1 if self.take()[1] == "+" else -1
            result = result.plus(self.product(), sign)
        return result

    def product(self) -> Linear:
        result = self.atom()
        while self.peek() in (("op", "*"), ("op", "/")):
            op, right = self.take()[1], self.atom()
            if op == "*" and not right.terms:
                result = result.times(right.constant)
            elif op == "*" and not result.terms:
                result = right.times(result.constant)
            elif op == "/" and not right.terms:
                if right.constant == 0:
                    raise NotLinear("division by zero")
                result = result.times(1 / right.constant)
            else:
                kind = "product" if op == "*" else "ratio"
                raise NotLinear(
                    f"a {'product' if op == '*' else 'quotient'} of two fields: "
                    f"use the kind '{kind}'"
                )
        return result

    def atom(self) -> Linear:
        kind, value = self.take()
        if kind == "number":
            return Linear({}, Fraction(value))
        if kind == "name":
            return Linear({value: Fraction(1)})
        if (kind, value) in (("op", "-"), ("op", "+"), ("op", "(")):
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise NotLinear("nested too deep")
            if value == "(":
                inner = self.sum()
                if self.take() != ("op", ")"):
                    raise NotLinear("a ')' is missing")
            else:
                inner = self.atom().times(Fraction(-1 if value == "-" else 1))
            self.depth -= 1
            return inner
        raise NotLinear("ends too early" if kind == "end" else f"unexpected '{value}'")


def comparison(text: str) -> Comparison:
    """Read `linear OP linear` or `field = 'text'`.

    Raises `NotLinear` with the reason.

    >>> comparison("closing = opening + joined - left").op
    '='
    """
    parser = _Parser(text)
    left = parser.sum()
    kind, op = parser.take()
    if kind != "op" or op not in COMPARISONS:
        raise NotLinear(f"a comparison ({' '.join(COMPARISONS)}) is missing")
    right: Linear | str
    if parser.peek()[0] == "text":
        right = parser.take()[1][1:-1]
        if op not in ("=", "!=") or len(left.terms) != 1 or left.constant:
            raise NotLinear("a text is compared with one field by = or !=")
    else:
        right = parser.sum()
    if parser.peek()[0] != "end":
        raise NotLinear(f"unexpected '{parser.peek()[1]}'")
    return Comparison(left, op, right)
