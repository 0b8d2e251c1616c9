"""`consistency init`: a folder with a schema, a suite, an example return and a CI file."""

from __future__ import annotations

import os
import shlex
from importlib import resources
from pathlib import Path

from .errors import Fault, InputError
from .nodes import did_you_mean

FILES = {
    "schemas/library_visits.yaml": "schema.yaml",
    "checks/library_visits.yaml": "suite.yaml",
    "returns/library_visits.csv": "library_visits.csv",
    ".github/workflows/consistency.yml": "workflow.yml",
}
"""What is written where no template is named, and the file of this package it is made from."""

NEXT = "consistency check returns/library_visits.csv --checks library-visits"
_SUITE = b"library-visits"


def start(folder: str, template: str | None = None) -> str:
    """Write what is missing of a template's files into `folder`, and say so, line by line.

    A file that exists is kept and named. The last line is the command to run
    next. Raises `InputError` where there is no such template, or the folder or a
    file cannot be written, and names what had been written by then.
    """
    files = FILES if template is None else files_of(template)
    root = Path(folder)
    written: list[str] = []
    lines: list[str] = []
    for name, source in files.items():
        path = root / name
        try:
            is_new = _write(path, _content(source, template))
        except (OSError, ValueError) as error:
            raise InputError(_fault(path, error, written)) from None
        lines.append(f"{'wrote' if is_new else 'kept '} {path.as_posix()}")
        if is_new:
            written.append(path.as_posix())
    kept = len(files) - len(written)
    if kept:
        lines.append(f"{kept} of {len(files)} files existed and were kept as they are")
    go = "" if os.path.realpath(folder) == os.getcwd() else f"cd {shlex.quote(folder)} && "
    then = NEXT if template is None else next_of(template)
    return "\n".join([*lines, "", f"next: {go}{then}", ""])


def templates() -> list[str]:
    """The names of the templates, sorted."""
    folders = (resources.files("consistency") / "templates").iterdir()
    return sorted(folder.name for folder in folders if (folder / "suite.yaml").is_file())


def files_of(template: str) -> dict[str, str]:
    """What is written for a template, as `FILES`. Raises `InputError` where there is none."""
    known = templates()
    if template not in known:
        listed = f"use one of {' '.join(known)}"
        near = did_you_mean(template, known)
        advice = f"{near} {listed}" if near else listed
        raise InputError(Fault(f"there is no template '{template}'", "", advice))
    return {
        f"schemas/{template}.yaml": f"{template}/schema.yaml",
        f"checks/{template}.yaml": f"{template}/suite.yaml",
        f"returns/{template}.csv": f"{template}/return.csv",
        ".github/workflows/consistency.yml": "workflow.yml",
    }


def next_of(template: str) -> str:
    """The command that checks the example return of a template."""
    return f"consistency check returns/{template}.csv --checks {template}"


def _content(source: str, template: str | None) -> bytes:
    """A file of this package; the CI file speaks of the template's suite."""
    content = (resources.files("consistency") / "templates").joinpath(source).read_bytes()
    return content if template is None else content.replace(_SUITE, template.encode())


def _write(path: Path, content: bytes) -> bool:
    """Write to a new file; False where something has that name already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        return False
    except BaseException:
        path.unlink(missing_ok=True)  # a file cut short would be kept by the next call
        raise
    return True


def _fault(path: Path, error: OSError | ValueError, written: list[str]) -> Fault:
    said = getattr(error, "strerror", None) or str(error)
    so_far = f" (written so far: {', '.join(written)})" if written else ""
    blocking = next((p for p in path.parents if os.path.isfile(p)), None)
    if blocking is not None:
        what = f"cannot be written: {blocking.as_posix()} is a file, not a folder{so_far}"
        return Fault(what, path.as_posix(), "give another folder, or move that file")
    return Fault(
        f"cannot be written: {said}{so_far}", path.as_posix(), "give a folder that can be written"
    )
