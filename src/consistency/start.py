"""`consistency init`: a folder with a schema, a suite, an example return and a CI file."""

from __future__ import annotations

import os
import shlex
from importlib import resources
from pathlib import Path

from .errors import Fault, InputError

FILES = {
    "schemas/library_visits.yaml": "schema.yaml",
    "checks/library_visits.yaml": "suite.yaml",
    "returns/library_visits.csv": "library_visits.csv",
    ".github/workflows/consistency.yml": "workflow.yml",
}
"""What is written, and the template of each."""

NEXT = "consistency check returns/library_visits.csv --checks library-visits"


def start(folder: str) -> str:
    """Write what is missing of `FILES` into `folder`, and say so, line by line.

    A file that exists is kept and named. The last line is the command to run
    next. Raises `InputError` where the folder or a file cannot be written, and
    names what had been written by then.
    """
    root = Path(folder)
    written: list[str] = []
    lines: list[str] = []
    for name, template in FILES.items():
        path = root / name
        try:
            is_new = _write(path, template)
        except (OSError, ValueError) as error:
            raise InputError(_fault(path, error, written)) from None
        lines.append(f"{'wrote' if is_new else 'kept '} {path.as_posix()}")
        if is_new:
            written.append(path.as_posix())
    kept = len(FILES) - len(written)
    if kept:
        lines.append(f"{kept} of {len(FILES)} files existed and were kept as they are")
    go = "" if os.path.realpath(folder) == os.getcwd() else f"cd {shlex.quote(folder)} && "
    return "\n".join([*lines, "", f"next: {go}{NEXT}", ""])


def _write(path: Path, template: str) -> bool:
    """Write one template to a new file; False where something has that name already."""
    content = (resources.files("consistency") / "templates" / template).read_bytes()
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
