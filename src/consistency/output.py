"""Where a report is written: formats by suffix, whole files or none, standard output.

A file is written beside its destination and then put in its place, so that an
interrupted run leaves what was there before.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import secrets
import stat
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import Fault, InputError
from .model.report import Report
from .nodes import did_you_mean

FORMATS = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
}
"""The formats that are written, by the suffix that names each."""

_STREAMED = ("csv", "jsonl", "parquet")

UNBUILT = {
    ".html": "html",
    ".docx": "docx",
    ".xml": "junit",
    ".sarif": "sarif",
    ".xlsx": "xlsx",
}
"""Suffixes and formats of the contract that this version does not write yet."""

_UNBUILT_NAMES = frozenset((*UNBUILT.values(), "letter", "github"))
_BUILT = f"use one of {' '.join(FORMATS)}, or FORMAT:PATH with {' '.join(FORMATS.values())}"


@dataclass(frozen=True, slots=True)
class Destination:
    """A file to write and the format it is to have."""

    format: str
    path: str


def write_report(report: Report, path: str | Path, language: str = "en") -> None:
    """Write one report; the suffix, or FORMAT: before the path, names the format.

    Raises `InputError` where the format is not written or the place cannot be.
    """
    is_path = isinstance(path, Path)
    found = [Destination(_format(str(path)), str(path))] if is_path else destinations([str(path)])
    refuse_unwritable(found, {})
    write_all(report, found, language)


def destinations(given: Sequence[str]) -> list[Destination]:
    """What each `PATH` or `FORMAT:PATH` asks for.

    Raises `InputError` with every format that is unknown or not built yet.
    """
    found: list[Destination] = []
    faults: list[Fault] = []
    for text in given:
        try:
            found.append(_destination(text))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(*faults)
    return found


def _destination(text: str) -> Destination:
    name, colon, path = text.partition(":")
    if not colon or len(name) < 2 or not name.isalnum():  # one letter is a drive
        return Destination(_format(text), text)
    word = name.lower()
    if word in FORMATS.values():
        _refuse_no_file(path, text)
        return Destination(word, path)
    if word in _UNBUILT_NAMES:
        raise _refused(f"the output format {word} is not built yet", text, _BUILT)
    advice = did_you_mean(word, FORMATS.values()) or f"{_BUILT}; a file of that name is ./{text}"
    raise _refused(f"unknown output format '{name}'", text, advice)


def _format(path: str) -> str:
    suffix = os.path.splitext(path)[1].lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    if suffix in UNBUILT:
        raise _refused(f"output as {suffix} is not built yet", path, _BUILT)
    _refuse_no_file(path, path)
    what = f"unknown output suffix '{suffix}'" if suffix else "the output has no suffix"
    raise _refused(what, path, did_you_mean(suffix, FORMATS) or _BUILT)


def _refuse_no_file(path: str, given: str) -> None:
    if path in ("", "-"):
        advice = "give a file; --format says what standard output shows"
        raise _refused("this is no file to write to", repr(given), advice)


def _refused(what: str, where: str, advice: str) -> InputError:
    return InputError(Fault(what, where, advice))


def refuse_unwritable(wanted: Sequence[Destination], read: Mapping[str, str]) -> None:
    """Try every destination before the work begins.

    `read` maps each path that the call reads to what it is (`an input`). Raises
    `InputError` with every destination that cannot be written: its folder is
    missing, it is a folder, there is no permission, it is named twice or is read.
    """
    faults: list[Fault] = []
    seen: set[str] = set()
    sources = {os.path.realpath(path): what for path, what in read.items()}
    for destination in wanted:
        path = destination.path
        try:
            real = os.path.realpath(path)
            if real in seen:
                faults.append(Fault("the output is named twice", path, "name it once"))
            elif real in sources:
                advice = "write the report to another file"
                faults.append(Fault(f"the output is {sources[real]}", path, advice))
            else:
                _try(path, real)
            seen.add(real)
        except InputError as error:
            faults.extend(error.faults)
        except (OSError, ValueError) as error:
            faults.append(_unwritable(path, error))
    if faults:
        raise InputError(*faults)


def _try(path: str, real: str) -> None:
    """Raise where a file could not be put in this place."""
    folder = os.path.dirname(real)
    if not os.path.exists(folder):
        shown = os.path.dirname(path) or folder
        raise _refused(
            "the folder of the output does not exist", path, f"make it: mkdir -p {shown}"
        )
    if not os.path.isdir(folder):
        raise _refused(
            "what should be the folder of the output is a file", path, "name another folder"
        )
    mode = _mode(real)
    if mode is not None:
        if stat.S_ISDIR(mode):
            advice = f"name a file in it: {Path(path) / 'report.json'}"
            raise _refused("the output is a folder", path, advice)
        if _is_stdout(real):
            raise _refused("the output is where standard output goes", path, "name another file")
        if not os.access(real, os.W_OK):
            raise PermissionError(errno.EACCES, "permission denied")
        if not stat.S_ISREG(mode):
            return  # a pipe or a device is written as it is
    part = _part(folder)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    os.unlink(part)


def _mode(path: str) -> int | None:
    """The mode of a file, None where there is none; `OSError` for what cannot be a name."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _is_stdout(path: str) -> bool:
    """Standard output is redirected into this very file."""
    try:
        mine, other = os.fstat(sys.stdout.fileno()), os.stat(path)
    except (OSError, ValueError, AttributeError):
        return False
    same = (mine.st_dev, mine.st_ino) == (other.st_dev, other.st_ino)
    return same and stat.S_ISREG(other.st_mode)


def _part(folder: str) -> str:
    return os.path.join(folder, f".consistency-{secrets.token_hex(8)}.part")


def _unwritable(path: str, error: OSError | ValueError) -> Fault:
    said = getattr(error, "strerror", None) or str(error)
    return Fault(f"cannot be written: {said}", path, "check its folder, its permissions, the disk")


def write_all(report: Report, wanted: Sequence[Destination], language: str) -> None:
    """Write the report to every destination: all files are complete before any is in place.

    Raises `InputError` where one cannot be written. Whatever is raised, no file
    is left half written.
    """
    parts: list[tuple[str, str]] = []
    path = ""
    try:
        for destination in wanted:
            path = destination.path
            real = os.path.realpath(path)
            if report.bulk is not None and destination.format in _STREAMED:
                part = _part(os.path.dirname(real))
                parts.append((part, real))
                _stream(report, destination.format, part, language)
                continue
            content = rendered(report, destination.format, language)
            if os.path.exists(real) and not os.path.isfile(real):
                Path(path).write_bytes(content)  # a pipe or a device has no half
                continue
            part = _part(os.path.dirname(real))
            parts.append((part, real))
            _write_new(part, real, content)
        for part, real in parts:
            path = real
            os.replace(part, real)
    except (OSError, ValueError) as error:
        raise InputError(_unwritable(path, error)) from None
    finally:
        for part, _ in parts:
            with contextlib.suppress(OSError):
                os.unlink(part)


def _stream(report: Report, name: str, part: str, language: str) -> None:
    """Findings of large tables go to their file piece by piece."""
    from .reporters.findings import stream

    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o666)
    with open(descriptor, "wb") as target:
        stream(report, name, target, language)


def _write_new(part: str, real: str, content: bytes) -> None:
    """A new file with the permissions of the one it is to replace."""
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o666)
    with open(descriptor, "wb") as stream:
        stream.write(content)
    with contextlib.suppress(OSError):
        os.chmod(part, stat.S_IMODE(os.stat(real).st_mode))


_BINARY = getattr(os, "O_BINARY", 0)


def rendered(report: Report, name: str, language: str) -> bytes:
    """The report in one of `FORMATS` as the bytes of a file, text as UTF-8."""
    if name == "parquet":
        from .reporters.findings import write_parquet

        buffer = io.BytesIO()
        write_parquet(report, buffer, language)
        return buffer.getvalue()
    return _text(report, name, language).encode("utf-8", "backslashreplace")


def _text(report: Report, name: str, language: str) -> str:
    if name == "text":
        from .reporters.text_report import to_text

        return to_text(report, language=language, limit=None)
    if name == "json":
        from .readers.digest import hashed
        from .reporters.json_report import to_json

        return to_json(hashed(report), language)
    if name == "markdown":
        from .reporters.markdown_report import to_markdown

        return to_markdown(report, language)
    from .reporters.findings import to_csv, to_jsonl

    return to_csv(report, language) if name == "csv" else to_jsonl(report, language)


def show(text: str) -> None:
    """Write to standard output, all of it.

    A reader that has seen enough (`| head`) ends it quietly. Raises `InputError`
    where standard output cannot be written, as on a full disk.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard()
    except OSError as error:
        _discard()
        raise InputError(_unwritable("standard output", error)) from None


def _discard() -> None:
    """Send what is still buffered nowhere, so that the end of the program does not fail on it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def speak_utf8() -> None:
    """Make standard output and error UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
