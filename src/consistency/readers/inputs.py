"""What the caller named, to single inputs: files, directories, globs, NAME=PATH and `-`."""

from __future__ import annotations

import difflib
import glob
import os
import re
import stat
from collections.abc import Sequence
from itertools import islice

from ..errors import Fault, InputError
from .reading import READERS, TEXTS, suffix
from .wanted import STDIN, Wanted, refused

_NAMED = re.compile(r"([^=/\\*?\[]+)=(.+)", re.DOTALL)
_MOST_NEIGHBOURS = 10_000


def expand(inputs: Sequence[str]) -> tuple[list[Wanted], list[str]]:
    """The single inputs that `inputs` name, and the files ignored, each named once.

    Inputs keep the order in which they were given; members of a directory (read
    recursively) or of a glob are sorted by path. Hidden files and files of
    unknown suffix inside a directory or glob are ignored; a file named itself
    is always wanted. A file named twice for the same table is read once, and so is a text.

    Raises `InputError` with every path that does not exist (and a near name),
    every glob that matches nothing, every directory without a known file.
    """
    wanted: dict[tuple[str, str | None], Wanted] = {}
    ignored: dict[str, None] = {}
    faults: list[Fault] = []
    for given in inputs:
        table, path = _split(given)
        try:
            paths, passed_over = _members(path)
        except InputError as error:
            faults.extend(error.faults)
            continue
        ignored.update(dict.fromkeys(map(_shown, passed_over)))
        for member in paths:
            one = None if suffix(member) in TEXTS else table  # NAME is that of a table
            key = (member if member == STDIN else os.path.abspath(member), one)
            wanted.setdefault(key, Wanted(_shown(member), member, None, table))
    if faults:
        raise InputError(*faults)
    named = {item.name for item in wanted.values()}
    return list(wanted.values()), [path for path in ignored if path not in named]


def _split(given: str) -> tuple[str | None, str]:
    """NAME and PATH; a path that exists as it stands has no NAME."""
    named = _NAMED.fullmatch(given)
    if named is None or _exists(given):
        return None, given
    return named[1].strip(), named[2]


def _members(path: str) -> tuple[list[str], list[str]]:
    """The files that a path names, and those passed over."""
    if path == STDIN:
        return [path], []
    if _exists(path):
        if not os.path.isdir(path):
            return [path], []
        found = _walk(path)
        step = f"Put a file of one of {' '.join(READERS)} into it"
        what = "is a directory without a file that can be read"
    elif glob.has_magic(path) and "\0" not in path:
        found = _matched(path)
        step = "Check the pattern; quote it from the shell"
        what = "matches no file that can be read"
    else:
        raise InputError(_missing(path))
    known = [file for file in found if _is_known(file)]
    if not known:
        raise refused(what, _shown(path), step)
    return known, [file for file in found if not _is_known(file)]


def _matched(pattern: str) -> list[str]:
    """The files a glob matches, in order; directories among them are read recursively."""
    found: dict[str, None] = {}
    for path in sorted(glob.glob(pattern, recursive=True), key=_order):
        found.update(dict.fromkeys(_walk(path) if os.path.isdir(path) else [path]))
    return list(found)


def _walk(directory: str) -> list[str]:
    """Files below a directory, sorted; each directory is read once, whatever links to it.

    A hidden directory stands for what is in it. Raises `InputError` for a
    directory that may not be listed: its files would be left out unseen.
    """
    found: list[str] = []
    seen: set[tuple[int, int]] = set()
    waiting = [directory]
    while waiting:
        current = waiting.pop()
        try:
            status = os.stat(current)
            names = sorted(os.listdir(current), reverse=True)
        except OSError as error:
            what = f"is a directory that cannot be listed: {error.strerror}"
            raise refused(what, _shown(current), "Give yourself the right to list it") from None
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        for name in names:
            path = os.path.join(current, name)
            is_open = os.path.isdir(path) and not name.startswith(".")
            (waiting if is_open else found).append(path)
    return sorted(found, key=_order)


def _is_known(path: str) -> bool:
    """A regular file of a suffix that is read, not hidden, and no answer key beside a return."""
    name = os.path.basename(path)
    hidden = name.startswith((".", "~$")) or name.lower().endswith(".key.json")
    try:
        return not hidden and suffix(path) in READERS and stat.S_ISREG(os.stat(path).st_mode)
    except OSError:  # a link to nothing
        return False


def _missing(path: str) -> Fault:
    """A path that does not exist, with the nearest name in the nearest directory there is."""
    if not path:
        return Fault("an empty path was given", "", "Give a file, a directory, a glob or -")
    if os.path.islink(path):
        return Fault("is a link to a file that does not exist", _shown(path), "Mend the link")
    above, name = os.path.split(path.rstrip("/" + os.sep) or path)
    while above and not os.path.isdir(above):
        above, name = os.path.split(above)
    near = _near(above or ".", name)
    if near:
        return Fault(
            "does not exist", _shown(path), f"Did you mean {_shown(os.path.join(above, near))}"
        )
    return Fault("does not exist", _shown(path), "Check the path")


def _near(directory: str, name: str) -> str | None:
    try:
        with os.scandir(directory) as entries:
            names = sorted(entry.name for entry in islice(entries, _MOST_NEIGHBOURS))
    except (OSError, ValueError):
        return None
    folded = {found.casefold(): found for found in reversed(names)}
    close = difflib.get_close_matches(name.casefold(), list(folded), 1)
    return folded[close[0]] if close else None


def _exists(path: str) -> bool:
    """The path names something; one too long or with a NUL names nothing."""
    try:
        os.stat(path)
    except PermissionError:
        return True  # reading it then says why it cannot be
    except (OSError, ValueError):
        return False
    return True


def _order(path: str) -> tuple[str, ...]:
    return tuple(path.replace(os.sep, "/").split("/"))


def _shown(path: str) -> str:
    """The path for reports: with slashes, and bytes that are no text written as escapes."""
    shown = path.replace(os.sep, "/")
    return shown.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
