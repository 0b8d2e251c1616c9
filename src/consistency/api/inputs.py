"""What the `data` of `check` means: paths, tables in memory, or names for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..errors import Fault, InputError
from ..readers import Wanted, expand
from ..readers.memory import is_table
from ..readers.reading import READERS, suffix

_LONGEST_PATH = 1000


def wanted_of(data: object) -> list[Wanted]:
    """The inputs that `data` means, in order.

    A path, a folder or a glob; a DataFrame, a list of records or a dict of
    columns; a list of several of these; a dict of name -> any of these, the name
    being that of the suite's table. Raises `InputError` for a path that does not
    exist and for text, which is not read yet.
    """
    if isinstance(data, Path):
        return expand([str(data)])[0]
    if isinstance(data, str):
        return _of_text(data)
    if isinstance(data, Mapping) and data and all(_is_input(item) for item in data.values()):
        return [one for name, item in data.items() for one in _named(str(name), item)]
    if isinstance(data, list | tuple) and data and not all(isinstance(d, Mapping) for d in data):
        return _of_several(data)
    return [Wanted("data", data=data)]


def _is_input(item: object) -> bool:
    return is_path(item) or is_table(item)


def _named(name: str, item: object) -> list[Wanted]:
    if is_path(item):
        return [replace(one, table=name) for one in wanted_of(item)]
    return [Wanted(name, data=item, table=name)]


def _of_several(data: list[object] | tuple[object, ...]) -> list[Wanted]:
    """Each item an input of its own; tables in memory are numbered: data1, data2."""
    several = [one for item in data for one in wanted_of(item)]
    unnamed = [id(one) for one in several if one.path is None and one.table is None]
    if len(unnamed) < 2:
        return several
    names = {identity: f"data{number}" for number, identity in enumerate(unnamed, 1)}
    return [replace(one, name=names.get(id(one), one.name)) for one in several]


def is_path(data: object) -> bool:
    """A path, or a text that is one: it exists, is a glob or ends in a known suffix."""
    if isinstance(data, Path):
        return True
    if not isinstance(data, str) or "\n" in data or not 0 < len(data) < _LONGEST_PATH:
        return False
    is_glob = any(mark in data for mark in "*?[")
    return data == "-" or is_glob or suffix(data) in READERS or Path(data).exists()


def _of_text(text: str) -> list[Wanted]:
    if is_path(text):
        return expand([text])[0]
    short = "\n" not in text and len(text) < _LONGEST_PATH
    what = f"there is no file '{text}'" if short else "text is not read yet by this version"
    raise InputError(Fault(what, "data", "give a path to a table, or a DataFrame"))
