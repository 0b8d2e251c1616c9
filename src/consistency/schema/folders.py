"""Where schemas and suites are found: by path, or by name in the folders that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Literal

from ..errors import ConsistencyError, Fault
from ..nodes import did_you_mean

Folder = Literal["schemas", "checks"]
_SUFFIXES = (".yaml", ".yml")
_SUITE = re.compile(rb"^suite\s*:", re.MULTILINE)
_SCHEMA = re.compile(rb"^columns\s*:", re.MULTILINE)


def resolve(
    reference: str | Path, folder: Folder, near: Path | None, error: type[ConsistencyError]
) -> Path:
    """The file that `reference` means: a path, or a name without suffix.

    A path is taken from the folder `near` (that of the file which refers to it)
    and then from the working directory. A name (`-` and `_` alike) is looked up
    in `near`, in `near/../<folder>`, in `./<folder>` and among the shipped files,
    in this order. Raises `error` with the most similar name where none is found.
    """
    text = str(reference)
    if not text.strip() or "\0" in text:
        raise error(Fault(f"{text!r} is no name of a file", "", f"name a file in {folder}/"))
    if isinstance(reference, Path) or _is_path(text):
        return _by_path(Path(text), folder, near, error)
    searched = _folders(folder, near)
    known: set[str] = set()
    for place in searched:
        named = [(name, path) for name, path in _named(place) if not _is_other(path, folder)]
        same = [(name != text, path) for name, path in named if _folded(name) == _folded(text)]
        if same:
            return min(same)[1]
        known.update(name for name, _ in named)
    listed = f"known here: {', '.join(sorted(known))}" if known else f"name a file in {folder}/"
    what = f"there is no {'schema' if folder == 'schemas' else 'suite'} called '{text}'"
    raise error(Fault(what, "", did_you_mean(text, known) or listed))


def known_names(folder: Folder) -> list[str]:
    """The names that `resolve` knows in the working directory and among the shipped files."""
    files = (named for place in _folders(folder, None) for named in _named(place))
    return sorted({name for name, path in files if not _is_other(path, folder)})


def _is_path(text: str) -> bool:
    return "/" in text or "\\" in text or Path(text).suffix.lower() in _SUFFIXES


def _by_path(path: Path, folder: Folder, near: Path | None, error: type[ConsistencyError]) -> Path:
    candidates = [path] if near is None else [near / path, path]
    for candidate in candidates:
        try:
            if candidate.exists():
                return candidate
        except OSError:
            continue
    beside = [file.name for _, file in _named(candidates[0].parent)]
    hint = did_you_mean(path.name, beside) or f"check the path, or use a name in {folder}/"
    raise error(Fault("there is no such file", str(path), hint))


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_")


def _is_other(path: Path, folder: Folder) -> bool:
    """A suite where a schema is sought, or the reverse: both may stand in one folder."""
    mark = _SUITE if folder == "schemas" else _SCHEMA
    try:
        with path.open("rb") as stream:
            return mark.search(stream.read(100_000)) is not None
    except OSError:
        return False


def _folders(folder: Folder, near: Path | None) -> list[Path]:
    places = []
    if near is not None:
        parent = near.parent if near.name not in ("", "..") else near / ".."
        places = [near, parent / folder]
    places += [Path(folder), Path(str(resources.files("consistency"))) / "data" / folder]
    checkout = Path(__file__).resolve().parents[3]
    if Path(__file__).resolve().parents[2].name == "src":
        places.append(checkout / folder)
    return places


def _named(place: Path) -> Iterator[tuple[str, Path]]:
    try:
        files = sorted(place.iterdir())
    except OSError:
        return
    for file in files:
        if file.suffix.lower() in _SUFFIXES and file.is_file():
            yield file.stem, file
