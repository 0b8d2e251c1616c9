"""How options are written: what each takes, what is refused, and in which words."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, NoReturn

from ..errors import ConsistencyError, Fault
from ..nodes import did_you_mean

_WIDTH = 100
_WHOLE = re.compile(r"[0-9]{1,18}")
_SHARE = re.compile(r"([0-9]{1,18}(?:\.[0-9]{1,18})?|\.[0-9]{1,18})(%?)")


class UsageError(ConsistencyError):
    """The command was not written as its help says."""


class Parser(argparse.ArgumentParser):
    """Raises `UsageError` where argparse would print its usage and exit."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(
                prog, max_help_position=30, width=_WIDTH
            ),
            **settings,
        )
        self.color = False  # Python 3.14 would colour the help, which docs are made of

    def error(self, message: str) -> NoReturn:
        raise fault(message, f"{self.prog} --help explains it")


class Once(argparse.Action):
    """Stores one value and refuses a second one, which would silently replace the first."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        given: set[str] = namespace.__dict__.setdefault("_given", set())
        if self.dest in given:
            raise argparse.ArgumentError(self, "is given twice")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


def whole(name: str) -> Callable[[str], int]:
    """What reads the whole number, 0 or more, that the option `name` takes."""

    def number(text: str) -> int:
        if _WHOLE.fullmatch(text):
            return int(text)
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number. give one, as {name} 20")

    return number


def share_of_records(text: str) -> Fraction:
    """A share of 0 to 1, written as a decimal or as a percentage."""
    written = _SHARE.fullmatch(text)
    if written is not None:
        share = Fraction(written[1]) / (100 if written[2] else 1)
        if share <= 1:
            return share
    raise argparse.ArgumentTypeError(
        f"'{text}' is no share of records. give 0 to 1, such as 0.05, or a percentage, such as 5%"
    )


def option(parser: argparse.ArgumentParser, name: str, metavar: str, text: str) -> None:
    """An option that takes one text, once."""
    parser.add_argument(name, metavar=metavar, action=Once, help=text)


def choice(
    parser: argparse.ArgumentParser,
    name: str,
    allowed: Sequence[str],
    text: str,
    unbuilt: Sequence[str] = (),
    default: str | None = None,
) -> None:
    """An option with a few allowed words; the first is its default unless another is given."""
    first = default or allowed[0]
    parser.add_argument(
        name,
        metavar="|".join(allowed),
        action=Once,
        type=one_of(allowed, "value", unbuilt),
        default=first,
        help=f"{text}; default: {first}",
    )


def one_of(allowed: Sequence[str], noun: str, unbuilt: Sequence[str] = ()) -> Callable[[str], str]:
    """What takes one of a few words and refuses another, naming the nearest."""

    def chosen(word: str) -> str:
        if word in allowed:
            return word
        listed = f"use one of {' '.join(allowed)}"
        if word in unbuilt:
            raise argparse.ArgumentTypeError(f"{word} is not built yet. {listed}")
        near = did_you_mean(word, allowed)
        said = f"{near} {listed}" if near else listed
        raise argparse.ArgumentTypeError(f"unknown {noun} '{word}'. {said}")

    return chosen


def fault(what: str, advice: str, where: str = "") -> UsageError:
    """The error of one fault, to be raised."""
    return UsageError(Fault(what, where, advice))
