"""From what is written after `consistency` to the arguments of a command, or a fault."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from ..nodes import did_you_mean
from .commands import COMMANDS, UNBUILT_COMMANDS, parsers
from .option import UsageError, fault

_UNBUILT_OPTIONS = ("-j",)


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


def _refuse_command(arguments: Sequence[str]) -> None:
    """Raise where the first argument is no command."""
    if not arguments:
        listed = ", ".join(COMMANDS)
        raise fault("no command is given", f"give one of {listed}; consistency --help")
    word = arguments[0]
    if word in COMMANDS or word.startswith("-"):
        return
    if word in UNBUILT_COMMANDS:
        raise fault(f"'{word}' is not built yet", f"built are {', '.join(COMMANDS)}")
    near = did_you_mean(word, COMMANDS)
    if not near and os.path.exists(word):
        near = f"did you mean 'consistency check {word}'?"
    raise fault(f"unknown command '{word}'", near or f"use one of {', '.join(COMMANDS)}")


def _unknown(words: Sequence[str], command: argparse.ArgumentParser) -> UsageError:
    """What to say of arguments that a command does not have."""
    word = next((word for word in words if word.startswith("-")), words[0])
    name = word.partition("=")[0]
    for unbuilt in _UNBUILT_OPTIONS:
        if name == unbuilt or (unbuilt == "-j" and name.startswith("-j")):
            return fault(f"{unbuilt} is not built yet", "leave it out")
    if not word.startswith("-"):
        return fault(f"there is one argument too many: '{word}'", f"{command.prog} --help")
    options = [text for action in command._actions for text in action.option_strings]
    near = did_you_mean(name, options)
    return fault(f"unknown option '{name}'", near or f"{command.prog} --help lists them")
