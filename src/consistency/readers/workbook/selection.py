"""One sheet of a workbook, chosen by its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ...nodes import did_you_mean
from ..content import Content
from ..wanted import refused

_MOST_LISTED = 20


def content_of_sheet(content: Content, sheet: str, where: str) -> Content:
    """A workbook's content with one of its sheets only, and a note on those left out.

    The name is that of the sheet exactly, otherwise without regard to case,
    width and blanks around it. Notes on other sheets are dropped. Raises
    `InputError` that lists the sheets and a near name where none, or more than
    one, has it.
    """
    names = [grid.name for grid in content.grids]
    name = _name(names, sheet, content.notes, where)
    others = [other for other in names if other != name]
    mine = (note for note in content.notes if _sheet_of(note, names) in (None, name))
    notes = [*mine, f"only sheet {name} was read; left out: {_listed(others)}"] if others else mine
    grids = tuple(grid for grid in content.grids if grid.name == name)
    return Content(grids, content.kind, tuple(notes), content.text)


def _name(names: Sequence[str], sheet: str, notes: Sequence[str], where: str) -> str:
    if sheet in names:
        return sheet
    alike = [name for name in names if _folded(name) == _folded(sheet)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        what = f"has several sheets like '{sheet}': {_listed(alike)}"
        raise refused(what, where, "Write the name exactly as one of them")
    empty = "".join(f" ({note})" for note in notes if note.startswith("empty sheet"))
    what = f"has no sheet '{sheet}'; its sheets are {_listed(names)}{empty}"
    raise refused(what, where, did_you_mean(sheet, names) or "Name one of these")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _sheet_of(note: str, names: Sequence[str]) -> str | None:
    """The sheet a note speaks of; None where it is about the whole workbook."""
    about = [n for n in names if note.startswith((f"sheet {n}: ", f"sheet {n} is "))]
    return max(about, key=len, default=None)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_LISTED
    listed = ", ".join(names[:_MOST_LISTED])
    return f"{listed} and {more} more" if more > 0 else listed
