"""The command: each function carries out one command and returns its exit status."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from .arguments import parse
from .errors import Fault, InputError
from .model.report import InputEntry, InputFault, Report
from .output import Destination, destinations, refuse_unwritable, rendered, show, write_all
from .progress import progress
from .readers import Wanted, expand
from .reporters.terminal import visible

_MOST_BYTES = 1 << 30


def run(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit status.

    Raises `ConsistencyError` where the command or its configuration is unusable.
    """
    try:
        given = parse(arguments)
    except SystemExit as done:  # after --help and --version
        return done.code if isinstance(done.code, int) else 0
    return _COMMANDS[given.command](given)


def say_faults(faults: Iterable[Fault]) -> None:
    """Each fault on one line of standard error: where, what, next step."""
    for fault in dict.fromkeys(faults):
        say(str(fault))


def say(text: str) -> None:
    """One line on standard error, whatever stands in `text`."""
    with contextlib.suppress(OSError):  # nobody listens: the exit status still speaks
        if sys.stderr is not None:
            print(f"consistency: {visible(' '.join(text.split()))}", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What is to be read: inputs, notes on ignored files, lost arguments, the period before."""

    wanted: list[Wanted]
    notes: list[str]
    lost: list[InputFault]
    previous: list[Wanted]


def _check(given: Namespace) -> int:
    from .api import Options, judge

    inputs = _inputs(given)
    outputs = destinations(given.output)
    refuse_unwritable(outputs, _read_paths(given, inputs))
    options = Options(
        checks=given.checks,
        schema=given.schema,
        previous=inputs.previous,
        together=given.together,
        waivers=given.waivers,
        encoding=given.encoding,
        sheet=given.sheet,
    )
    report = _with_lost(judge(inputs.wanted, options, inputs.notes), inputs.lost)
    status = report.exit_status(given.fail_on, allow_undecided=given.allow_undecided)
    try:
        write_all(report, outputs, given.lang)
    except InputError as error:
        say_faults(error.faults)
        status = 2
    _show_report(report, given)
    return status


def _inputs(given: Namespace) -> _Inputs:
    """Raises `InputError` where no input is usable or a previous one is not.

    The formats of outputs are looked at too, so that all faults come at once.
    """
    lost: list[InputFault] = []
    previous: list[Wanted] = []
    try:
        wanted, ignored = expand(given.inputs)
    except InputError:
        usable, lost = _usable(given.inputs)
        wanted, ignored = expand(usable) if usable else ([], [])
    faults = [] if wanted else [item.fault for item in lost]
    try:
        previous = expand(given.previous)[0] if given.previous else []
    except InputError as error:
        faults += error.faults
    try:
        destinations(given.output)
    except InputError as error:
        faults += error.faults
    if faults:
        raise InputError(*faults)
    notes = [f"ignored, as no file of a kind that is read: {', '.join(ignored)}"] if ignored else []
    return _Inputs(wanted, notes, lost, previous)


def _usable(inputs: Sequence[str]) -> tuple[list[str], list[InputFault]]:
    """The arguments that name something, and what is wrong with the others."""
    usable: list[str] = []
    lost: list[InputFault] = []
    for one in inputs:
        try:
            expand([one])
            usable.append(one)
        except InputError as error:
            lost += [InputFault(fault.where or one, fault) for fault in error.faults]
    return usable, lost


def _with_lost(report: Report, lost: Sequence[InputFault]) -> Report:
    """The report with the arguments that named nothing among its inputs and errors."""
    names = dict.fromkeys(item.input or "" for item in lost)
    entries = tuple(InputEntry(name, name, None, "table", "unusable") for name in names)
    return replace(report, inputs=(*report.inputs, *entries), errors=(*report.errors, *lost))


def _read_paths(given: Namespace, inputs: _Inputs) -> Mapping[str, str]:
    """Every path that this call reads, with what it is."""
    named = {"the suite": given.checks, "the schema": given.schema, "the waivers": given.waivers}
    paths = {path: what for what, path in named.items() if path and os.path.exists(path)}
    for one in (*inputs.wanted, *inputs.previous):
        if one.path is not None and one.path != "-":
            paths[one.path] = "one of the inputs"
    return paths


def _show_report(report: Report, given: Namespace) -> None:
    if given.format != "text":
        say_faults(item.fault for item in report.errors)
        show(rendered(report, given.format, given.lang).decode("utf-8"))
        return
    from .reporters.text_report import to_text

    terminal = sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    show(to_text(report, language=given.lang, width=width, colour=terminal and not plain))


def _show_lines(lines: Iterable[str]) -> None:
    show("".join(f"{visible(line)}\n" for line in lines))


def _lint(given: Namespace) -> int:
    from .engine.lint import lint

    findings = lint(given.suite)
    lines = [str(found) for found in findings]
    errors = sum(found.severity == "error" for found in findings)
    counts = f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'warning')}"
    _show_lines([*lines, f"{given.suite}: {counts}"])
    return 1 if errors else 0


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _explain(given: Namespace) -> int:
    from .explain import explain

    text = explain(given.name, given.lang)
    _show_lines(text.rstrip("\n").split("\n"))
    return 0


def _compare(given: Namespace) -> int:
    from .reporters.compare import compare, differences

    old, new = _json_report(given.old), _json_report(given.new)
    text = compare(old, new, given.lang)
    found = differences(old, new)
    fresh = [*found.new, *(now for before, now in found.changed if not _fails(before))]
    show(text)
    return 1 if any(_fails(entry) for entry in fresh) else 0


def _fails(entry: Mapping[str, object]) -> bool:
    """A discrepancy that makes `check` fail: not waived, of severity error."""
    waived = entry.get("waiver") is not None
    warned = entry.get("severity") == "warning"
    return entry.get("verdict") == "discrepancy" and not waived and not warned


def _json_report(path: str) -> dict[str, object]:
    """The object in a JSON file; what it has to hold is for `compare` to judge."""
    import json

    step = "give a JSON report written with --output report.json"
    try:
        expand([path])
        if os.path.getsize(path) > _MOST_BYTES:
            raise InputError(Fault("is larger than 1 GB", path, step))
        with open(path, "rb") as stream:
            found = json.loads(stream.read())
    except OSError as error:
        raise InputError(Fault(f"cannot be read: {error.strerror}", path, step)) from None
    except json.JSONDecodeError as error:
        where = f"{path}:{error.lineno}"
        raise InputError(Fault(f"is not valid JSON: {error.msg}", where, step)) from None
    except (ValueError, RecursionError):
        raise InputError(Fault("is no JSON report", path, step)) from None
    if not isinstance(found, dict):
        raise InputError(Fault("is no JSON report", path, step))
    return found


def _generate(given: Namespace) -> int:
    from .generating import generate, write_generated

    _refuse_data_output(given.output)
    made = generate(given.suite, given.rows, _faults(given), given.seed)
    key = write_generated(made, given.output)
    records = sum(len(rows) - 1 for rows in made.tables.values())
    hidden = sum(not entry.detectable for entry in made.key)
    unseen = f", {hidden} that no check can find" if hidden else ""
    _show_lines(
        [
            f"wrote {given.output}: {_counted(records, 'record')} of {made.suite}",
            f"wrote {key}: the answer key, {_counted(len(made.key), 'fault')}{unseen}",
        ]
    )
    return 0


def _refuse_data_output(path: str) -> None:
    """Raise `InputError` before the work begins where data or key cannot be written."""
    from .generating.write import FORMATS, key_path

    if not path.lower().endswith(FORMATS):
        what, advice = "generated data are not written in this format", " or ".join(FORMATS)
        raise InputError(Fault(what, path, f"name a file that ends in {advice}"))
    places = path, str(key_path(Path(path)))
    refuse_unwritable([Destination("data", place) for place in places], {})


def _faults(given: Namespace) -> Fraction | int:
    """The share of records with a fault; for all of them, how many they are."""
    from .generating import generate

    if given.faults < 1:
        return Fraction(given.faults)
    clean = generate(given.suite, given.rows, 0, given.seed)
    return sum(len(rows) - 1 for rows in clean.tables.values())


def _infer(given: Namespace) -> int:
    from .inferring import infer
    from .inferring.output import draft_paths, write_draft

    paths = draft_paths(given.output) if given.output is not None else None
    with progress() as told:
        draft = infer(
            given.input,
            name=None if paths is None else paths.name,
            schema=None if paths is None else paths.schema.name,
            encoding=given.encoding,
            sheet=given.sheet,
            progress=told,
        )
    if paths is None:
        show(draft.together())
    else:
        _show_lines(write_draft(draft, paths))
    if draft.proposals:
        return 0
    say(f"{given.input}: no relation stands out among {draft.columns} columns")
    return 3


def _init(given: Namespace) -> int:
    from .start import start

    _show_lines(start(given.folder, given.template).rstrip("\n").split("\n"))
    return 0


_COMMANDS = {
    "check": _check,
    "lint": _lint,
    "explain": _explain,
    "compare": _compare,
    "generate": _generate,
    "infer": _infer,
    "init": _init,
}
