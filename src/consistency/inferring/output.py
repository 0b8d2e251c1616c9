"""Where a draft is written: the suite, and its schema beside it."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from ..errors import Fault, InputError
from .infer import Draft

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class DraftPaths:
    """The files of a draft, and the suite's name: the stem of its file."""

    suite: Path
    schema: Path
    name: str


def draft_paths(output: str | Path) -> DraftPaths:
    """The files that `output` stands for: checks.yaml and checks.schema.yaml.

    Raises `InputError` for another suffix, a folder that does not exist, and a
    file that exists: a draft that somebody edited is never overwritten.
    """
    path = Path(output)
    if path.suffix.lower() not in _SUFFIXES or not path.stem:
        what = f"a suite is not written as '{path.suffix}'"
        raise InputError(Fault(what, str(output), "name a file that ends in .yaml"))
    schema = path.with_name(f"{path.stem}.schema{path.suffix}")
    if not path.parent.is_dir():
        advice = f"make it: mkdir -p {path.parent}"
        raise InputError(Fault("the folder of the output does not exist", str(output), advice))
    held = [one for one in (path, schema) if os.path.lexists(one)]
    if held:
        advice = "name another file, or remove it: a draft overwrites nothing"
        raise InputError(*(Fault("exists already", str(one), advice) for one in held))
    return DraftPaths(path, schema, path.stem.replace("_", "-"))


def write_draft(draft: Draft, paths: DraftPaths) -> list[str]:
    """Write both files, without a relation the schema alone; return a line for each.

    Raises `InputError` where one cannot be written; then neither is left behind.
    """
    contents = {paths.schema: draft.schema}
    if draft.suite:
        contents[paths.suite] = draft.suite
    written: list[Path] = []
    try:
        for path, text in contents.items():
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                written.append(path)
                stream.write(text)
    except (OSError, ValueError) as error:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        said = getattr(error, "strerror", None) or str(error)
        fault = Fault(f"cannot be written: {said}", str(paths.suite), "check the folder")
        raise InputError(fault) from None
    lines = [f"wrote {paths.schema}: {draft.columns} columns"]
    checks = len(draft.proposals)
    if draft.suite:
        lines.append(f"wrote {paths.suite}: {checks} check{'' if checks == 1 else 's'}")
    return lines
