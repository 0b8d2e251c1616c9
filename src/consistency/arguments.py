"""The arguments of the command: what can be written after `consistency`, and its help."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from .errors import ConsistencyError, Fault
from .nodes import did_you_mean
from .version import __version__

COMMANDS = ("check", "lint", "explain", "compare", "init")
UNBUILT_COMMANDS = ("infer", "generate", "review")
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
FAIL_ON = ("gross", "discrepancy", "query", "never")
FORMATS = ("text", "json")
UNBUILT_FORMATS = ("html", "markdown", "letter", "junit", "sarif", "github")

_UNBUILT_OPTIONS = ("--sheet", "-j")
_WIDTH = 100

_ABOUT = """\
Decides whether reported numbers agree: totals with their parts, shares with their
counts, one table with another, one period with the last."""

_CHECK = """\
Judge returns against a suite of checks and report every edit that cannot hold.

INPUT is a file (.csv .tsv .json .jsonl .parquet), a directory (every known file in it,
recursively), a glob, - for standard input, or NAME=PATH where a suite has several tables."""

_STATUS = """\
exit status, the highest that applies:
  2  an input or the configuration was unusable (usable inputs are still reported)
  1  a finding at or above --fail-on
  3  nothing was decided, or an edit is undecided
  0  otherwise"""


class UsageError(ConsistencyError):
    """The command was not written as its help says."""


class _Parser(argparse.ArgumentParser):
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
        raise _fault(message, f"{self.prog} --help explains it")


class _Once(argparse.Action):
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


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its arguments.

    Raises `UsageError` with a near name where something is unknown, and
    `SystemExit` after `--help` and `--version` have been printed.
    """
    _refuse_command(arguments)
    parser, commands = parsers()
    found, unknown = parser.parse_known_args(list(arguments))
    if unknown:
        raise _unknown(unknown, commands[found.command])
    return found


def help_pages() -> dict[str, str]:
    """The help of the whole command (under "") and of each command, always 100 wide."""
    parser, commands = parsers()
    return {"": parser.format_help()} | {
        name: command.format_help() for name, command in commands.items()
    }


def parsers() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser of the whole command, and that of each command by name."""
    whole = _Parser(
        prog="consistency",
        description=_ABOUT,
        usage="consistency COMMAND [ARGUMENT...]",
        epilog="consistency COMMAND --help explains a command.",
    )
    whole.add_argument("--version", action="version", version=f"consistency {__version__}")
    subparsers = whole.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", required=True, prog="consistency"
    )
    commands: dict[str, argparse.ArgumentParser] = {}

    def command(name: str, short: str, usage: str, about: str) -> argparse.ArgumentParser:
        commands[name] = subparsers.add_parser(
            name,
            help=short,
            usage=f"consistency {name} {usage}",
            description=about,
            epilog=_STATUS if name == "check" else None,
        )
        return commands[name]

    _add_check(command)
    _add_others(command)
    return whole, commands


_Command = Callable[[str, str, str, str], argparse.ArgumentParser]


def _add_check(command: _Command) -> None:
    usage = (
        "INPUT... [--checks C] [--schema S] [--previous PATH] [--together]\n"
        "                         [--waivers W] [--format text|json] [--output PATH]...\n"
        "                         [--fail-on gross|discrepancy|query|never] [--allow-undecided]\n"
        "                         [--lang en|zh-Hans|zh-Hant] [--encoding E]"
    )
    check = command("check", "judge returns against a suite", usage, _CHECK)
    check.add_argument("inputs", metavar="INPUT", nargs="+", help="what to judge")
    _option(check, "--checks", "C", "the suite of checks: a path, or a name in checks/")
    _option(check, "--schema", "S", "the schema, in place of the one the suite names")
    check.add_argument(
        "--previous",
        metavar="PATH",
        action="append",
        default=[],
        help="the return of the period before, which binds previous. fields",
    )
    check.add_argument(
        "--together", action="store_true", help="all inputs are one submission, not many"
    )
    _option(check, "--waivers", "W", "a file of findings that were accepted")
    _choice(check, "--format", FORMATS, "what standard output shows", UNBUILT_FORMATS)
    check.add_argument(
        "--output",
        metavar="PATH",
        action="append",
        default=[],
        help="also write the report: .txt .json .csv .jsonl .parquet, or FORMAT:PATH with FORMAT "
        "one of text json csv jsonl parquet; may be repeated",
    )
    _choice(check, "--fail-on", FAIL_ON, "the least finding that fails", default="discrepancy")
    check.add_argument(
        "--allow-undecided",
        action="store_true",
        help="undecided edits do not fail, if something was decided and every check could run",
    )
    _choice(check, "--lang", LANGUAGES, "the language of the report")
    _option(check, "--encoding", "E", "the encoding of text inputs, where it is not found")


def _add_others(command: _Command) -> None:
    lint = command("lint", "find the faults of a suite", "SUITE", "Find the faults of a suite.")
    lint.add_argument("suite", metavar="SUITE", help="a path, or a name in checks/")
    lint.epilog = "exit status: 2 the suite is unusable, 1 it has an error, 0 otherwise"
    about = "Explain a kind of check, a verdict, a reason, or a check of a suite."
    usage = "NAME [--lang en|zh-Hans|zh-Hant]"
    explain = command("explain", "explain a kind, verdict, reason or check", usage, about)
    explain.add_argument("name", metavar="NAME", help="its name; SUITE:CHECK for one of a suite")
    _choice(explain, "--lang", LANGUAGES, "the language of sentences")
    about = "Say which findings of two JSON reports are new, changed, mended, no longer checked."
    usage = "OLD.json NEW.json [--lang en|zh-Hans|zh-Hant]"
    compare = command("compare", "compare two JSON reports", usage, about)
    compare.add_argument("old", metavar="OLD.json", help="the earlier report")
    compare.add_argument("new", metavar="NEW.json", help="the later report")
    _choice(compare, "--lang", LANGUAGES, "the language of the comparison")
    compare.epilog = (
        "exit status: 2 a report is unusable, 1 there is a new discrepancy, 0 otherwise"
    )
    about = "Write a schema, a suite, an example return and a CI file. Overwrites nothing."
    init = command("init", "start a folder of schemas and checks", "[FOLDER]", about)
    init.add_argument(
        "folder", metavar="FOLDER", nargs="?", default=".", help="where; default: here"
    )


def _option(parser: argparse.ArgumentParser, name: str, metavar: str, text: str) -> None:
    parser.add_argument(name, metavar=metavar, action=_Once, help=text)


def _choice(
    parser: argparse.ArgumentParser,
    name: str,
    allowed: Sequence[str],
    text: str,
    unbuilt: Sequence[str] = (),
    default: str | None = None,
) -> None:
    """An option with a few allowed words; the first is its default unless another is given."""
    first = default or allowed[0]

    def chosen(word: str) -> str:
        if word in allowed:
            return word
        listed = f"use one of {' '.join(allowed)}"
        if word in unbuilt:
            raise argparse.ArgumentTypeError(f"{word} is not built yet. {listed}")
        near = did_you_mean(word, allowed)
        said = f"{near} {listed}" if near else listed
        raise argparse.ArgumentTypeError(f"unknown value '{word}'. {said}")

    parser.add_argument(
        name,
        metavar="|".join(allowed),
        action=_Once,
        type=chosen,
        default=first,
        help=f"{text}; default: {first}",
    )


def _fault(what: str, advice: str, where: str = "") -> UsageError:
    return UsageError(Fault(what, where, advice))


def _refuse_command(arguments: Sequence[str]) -> None:
    """Raise where the first argument is no command."""
    if not arguments:
        listed = ", ".join(COMMANDS)
        raise _fault("no command is given", f"give one of {listed}; consistency --help")
    word = arguments[0]
    if word in COMMANDS or word.startswith("-"):
        return
    if word in UNBUILT_COMMANDS:
        raise _fault(f"'{word}' is not built yet", f"built are {', '.join(COMMANDS)}")
    near = did_you_mean(word, COMMANDS)
    if not near and os.path.exists(word):
        near = f"did you mean 'consistency check {word}'?"
    raise _fault(f"unknown command '{word}'", near or f"use one of {', '.join(COMMANDS)}")


def _unknown(words: Sequence[str], command: argparse.ArgumentParser) -> UsageError:
    """What to say of arguments that a command does not have."""
    word = next((word for word in words if word.startswith("-")), words[0])
    name = word.partition("=")[0]
    for unbuilt in _UNBUILT_OPTIONS:
        if name == unbuilt or (unbuilt == "-j" and name.startswith("-j")):
            return _fault(f"{unbuilt} is not built yet", "leave it out")
    if not word.startswith("-"):
        return _fault(f"there is one argument too many: '{word}'", f"{command.prog} --help")
    options = [text for action in command._actions for text in action.option_strings]
    near = did_you_mean(name, options)
    return _fault(f"unknown option '{name}'", near or f"{command.prog} --help lists them")
