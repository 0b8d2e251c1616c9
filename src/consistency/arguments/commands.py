"""The commands: the arguments of each, and its help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from fractions import Fraction

from ..version import __version__
from .option import Once, Parser, choice, one_of, option, share_of_records, whole

COMMANDS = ("check", "lint", "explain", "compare", "generate", "infer", "init")
UNBUILT_COMMANDS = ("review",)
TEMPLATES = ("grades", "funds", "roster", "stock")
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
FAIL_ON = ("gross", "discrepancy", "query", "never")
FORMATS = ("text", "json", "markdown")
UNBUILT_FORMATS = ("html", "letter", "junit", "sarif", "github")


_ABOUT = """\
Decides whether reported numbers agree: totals with their parts, shares with their
counts, one table with another, one period with the last."""

_CHECK = """\
Judge returns against a suite of checks, texts by what they state themselves, and report
every edit that cannot hold.

INPUT is a table (.csv .tsv .xlsx .xlsm .xls .ods .json .jsonl .parquet), a text (.txt .md
.html .docx .pdf), a directory (every known file in it, recursively), a glob, - for standard
input, or NAME=PATH where a suite has several tables."""

_GENERATE = """\
Write a return that agrees with a suite, and beside PATH its answer key (.key.json), which
lists the faults put into the return and the checks that must find them. The same arguments
write the same return. Files of these names are replaced."""

_INFER = """\
Write a draft suite and its schema from the relations that a table of records keeps: totals,
shares, growth, ratios, products, each with the rows it holds in and those that break it.
Without --output both are shown, one after the other. Overwrites nothing."""

_INIT = """\
Write a schema, a suite, an example return and a CI file. Overwrites nothing. Templates:
  grades  categories with counts and shares, such as inspections graded in four classes
  funds   money by source, three levels of government among it, and what was spent
  roster  people by sex, by age and by education
  stock   opening + received - issued = closing, opening as the period before closed"""

_STATUS = """\
exit status, the highest that applies:
  2  an input or the configuration was unusable (usable inputs are still reported)
  1  a finding at or above --fail-on
  3  nothing was decided, or an edit is undecided
  0  otherwise"""


def parsers() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser of the whole command, and that of each command by name."""
    whole = Parser(
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
        "                         [--waivers W] [--format text|json|markdown] [--output PATH]...\n"
        "                         [--fail-on gross|discrepancy|query|never] [--allow-undecided]\n"
        "                         [--lang en|zh-Hans|zh-Hant] [--encoding E] [--sheet NAME]"
    )
    check = command("check", "judge returns against a suite", usage, _CHECK)
    check.add_argument("inputs", metavar="INPUT", nargs="+", help="what to judge")
    option(check, "--checks", "C", "the suite of checks: a path, or a name in checks/")
    option(check, "--schema", "S", "the schema, in place of the one the suite names")
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
    option(check, "--waivers", "W", "a file of findings that were accepted")
    choice(check, "--format", FORMATS, "what standard output shows", UNBUILT_FORMATS)
    check.add_argument(
        "--output",
        metavar="PATH",
        action="append",
        default=[],
        help="also write the report: .txt .json .md .csv .jsonl .parquet, or FORMAT:PATH with "
        "FORMAT one of text json markdown csv jsonl parquet; may be repeated",
    )
    choice(check, "--fail-on", FAIL_ON, "the least finding that fails", default="discrepancy")
    check.add_argument(
        "--allow-undecided",
        action="store_true",
        help="undecided edits do not fail, if something was decided and every check could run",
    )
    choice(check, "--lang", LANGUAGES, "the language of the report")
    option(check, "--encoding", "E", "the encoding of text inputs, where it is not found")
    option(check, "--sheet", "NAME", "the only sheet to read of each workbook")


def _add_others(command: _Command) -> None:
    lint = command("lint", "find the faults of a suite", "SUITE", "Find the faults of a suite.")
    lint.add_argument("suite", metavar="SUITE", help="a path, or a name in checks/")
    lint.epilog = "exit status: 2 the suite is unusable, 1 it has an error, 0 otherwise"
    about = "Explain a kind of check, a verdict, a reason, or a check of a suite."
    usage = "NAME [--lang en|zh-Hans|zh-Hant]"
    explain = command("explain", "explain a kind, verdict, reason or check", usage, about)
    explain.add_argument("name", metavar="NAME", help="its name; SUITE:CHECK for one of a suite")
    choice(explain, "--lang", LANGUAGES, "the language of sentences")
    about = "Say which findings of two JSON reports are new, changed, mended, no longer checked."
    usage = "OLD.json NEW.json [--lang en|zh-Hans|zh-Hant]"
    compare = command("compare", "compare two JSON reports", usage, about)
    compare.add_argument("old", metavar="OLD.json", help="the earlier report")
    compare.add_argument("new", metavar="NEW.json", help="the later report")
    choice(compare, "--lang", LANGUAGES, "the language of the comparison")
    compare.epilog = (
        "exit status: 2 a report is unusable, 1 there is a new discrepancy, 0 otherwise"
    )
    _add_generate(command)
    _add_infer(command)
    init = command(
        "init", "start a folder of schemas and checks", "[FOLDER] [--template NAME]", _INIT
    )
    init.add_argument(
        "folder", metavar="FOLDER", nargs="?", default=".", help="where; default: here"
    )
    init.add_argument(
        "--template",
        metavar="NAME",
        action=Once,
        type=one_of(TEMPLATES, "template"),
        help=f"one of {' '.join(TEMPLATES)}; default: a small example of a library",
    )


def _add_generate(command: _Command) -> None:
    usage = "SUITE --rows N --output PATH [--faults P] [--seed S]"
    generate = command("generate", "write a return that agrees, or has faults", usage, _GENERATE)
    generate.add_argument("suite", metavar="SUITE", help="a path, or a name in checks/")
    generate.add_argument(
        "--rows",
        metavar="N",
        action=Once,
        type=whole("--rows"),
        required=True,
        help="how many records the longest table has, as near as the suite allows",
    )
    generate.add_argument(
        "--output",
        metavar="PATH",
        action=Once,
        required=True,
        help="where to: .csv, or .json, which holds several tables too",
    )
    generate.add_argument(
        "--faults",
        metavar="P",
        action=Once,
        type=share_of_records,
        default=Fraction(0),
        help="the share of records with a fault: 0 to 1, or a percentage such as 5%%; default: 0",
    )
    generate.add_argument(
        "--seed",
        metavar="S",
        action=Once,
        type=whole("--seed"),
        default=0,
        help="another whole number draws another return; default: 0",
    )
    generate.epilog = "exit status: 2 the suite or a place is unusable, 0 otherwise"


def _add_infer(command: _Command) -> None:
    usage = "INPUT [--output checks.yaml] [--encoding E] [--sheet NAME]"
    infer = command("infer", "draft a suite from a table", usage, _INFER)
    infer.add_argument(
        "input", metavar="INPUT", help="one table of records, or - for standard input"
    )
    infer.add_argument(
        "--output",
        metavar="PATH",
        action=Once,
        help="where the suite goes; its schema goes beside it, as checks.schema.yaml",
    )
    option(infer, "--encoding", "E", "the encoding of a text input, where it is not found")
    option(infer, "--sheet", "NAME", "the sheet of a workbook")
    infer.epilog = (
        "exit status: 2 the input or a place is unusable, 3 no relation was found (then the\n"
        "schema is written alone), 0 otherwise"
    )
