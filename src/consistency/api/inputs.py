"""What the `data` of `check` means: paths, tables in memory, texts, or names for them."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ..readers import Wanted, expand
from ..readers.memory import is_table
from ..readers.reading import READERS, TEXTS, suffix
from ..readers.wanted import STDIN

_LONGEST_PATH = 1000
_SENTENCE = re.compile(r"[。！？；\n\r]|[.!?;](?:\s|$)")
_NO_PATH = re.compile(r"[\s，。；：、！？]")


def wanted_of(data: object) -> list[Wanted]:
    """The inputs that `data` means, in order.

    A path, a folder or a glob; a text; a DataFrame, a list of records or a dict
    of columns; a list of several of these; a dict of name -> any of these, the
    name being that of the suite's table. In a dict only a text with the end of a
    sentence or of a line is one: a dict of shorter texts is a record. Raises
    `InputError` for a path that does not exist.
    """
    if isinstance(data, Path) or is_path(data):
        return expand([str(data)])[0]
    if isinstance(data, str):
        return [Wanted("text", data=data)]
    if isinstance(data, Mapping) and data and all(_is_input(item) for item in data.values()):
        return _once(one for name, item in data.items() for one in _named(str(name), item))
    if isinstance(data, list | tuple) and data and not all(isinstance(d, Mapping) for d in data):
        return _of_several(data)
    return [Wanted("data", data=data)]


def _is_input(item: object) -> bool:
    is_text = isinstance(item, str) and _SENTENCE.search(item) is not None
    return is_text or is_path(item) or is_table(item)


def _named(name: str, item: object) -> list[Wanted]:
    if is_path(item):
        return [replace(one, table=name) for one in wanted_of(item)]
    return [Wanted(name, data=item, table=name)]


def _once(several: Iterable[Wanted]) -> list[Wanted]:
    """Each path once for each table; NAME is that of a table, so a text is read once."""
    found: dict[tuple[object, ...], Wanted] = {}
    for number, one in enumerate(several):
        if one.path is None:
            found[number,] = one
            continue
        path = one.path if one.path == STDIN else os.path.abspath(one.path)
        found.setdefault((path, None if suffix(path) in TEXTS else one.table), one)
    return list(found.values())


def _of_several(data: list[object] | tuple[object, ...]) -> list[Wanted]:
    """Each item an input of its own; those in memory are numbered: data1, data2, text1."""
    several = _once(one for item in data for one in wanted_of(item))
    numbered = dict(enumerate(several))
    for name in ("data", "text"):
        unnamed = [
            at
            for at, one in enumerate(several)
            if one.path is None and one.table is None and one.name == name
        ]
        if len(unnamed) > 1:
            for number, at in enumerate(unnamed, 1):
                numbered[at] = replace(several[at], name=f"{name}{number}")
    return list(numbered.values())


def is_path(data: object) -> bool:
    """A path, or a text that is one: it exists, is a glob or ends in a known suffix.

    A text with marks of a glob that matches nothing is one only if it has no
    spaces and no punctuation of a sentence.
    """
    if isinstance(data, Path):
        return True
    if not isinstance(data, str) or "\n" in data or not 0 < len(data) < _LONGEST_PATH:
        return False
    if data == "-" or suffix(data) in READERS or _exists(data):
        return True
    if "\0" in data or not glob.has_magic(data):
        return False
    return _NO_PATH.search(data) is None or any(glob.iglob(data, recursive=True))


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # too long a name, or a NUL: no path
        return False
