"""Fields of a form found by their names: what stands left of a cell and above it, as a path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..schema.fields import Field
from .folding import generic_role, spellings
from .form_cells import Cells
from .labels import labelled
from .names import Names, Path

Place = tuple[int, int, str | None, str, str | None]
_NEAREST = 3


def inferred(cells: Cells, names: Names, wanted: Sequence[Field]) -> dict[str, list[Place]]:
    """For each wanted field the cells that the labels around them say it is.

    A cell under 占比 beside 模范村 is the share of 模范村; a cell right of 模范村
    is what that name alone means. Blank cells count only where no filled one does.
    """
    found: dict[str, list[Place]] = defaultdict(list)
    words = {shape.name for shape in wanted if not shape.is_number}
    numbers = {shape.name for shape in wanted if shape.is_number}
    if words:
        rows = range(len(cells.sheet.rows))
        for name, spot in labelled(cells.sheet, names, rows, words, bare=True).items():
            found[name].append((spot.row, spot.column, spot.text, spot.label, None))
    if not numbers:
        return found
    filled, blank = _by_paths(cells, names, numbers)
    for name in numbers:
        found[name] += filled.get(name) or blank.get(name, [])[:1]
    return found


def _by_paths(
    cells: Cells, names: Names, wanted: set[str]
) -> tuple[dict[str, list[Place]], dict[str, list[Place]]]:
    filled: dict[str, list[Place]] = defaultdict(list)
    blank: dict[str, list[Place]] = defaultdict(list)
    sheet = cells.sheet
    width = max(map(len, sheet.rows), default=0)
    above: list[list[str]] = [[] for _ in range(width)]
    under_label = [False] * width
    for row in range(len(sheet.rows)):
        left: list[str] = []
        beside = False
        for column in range(width):
            text = cells.text(row, column)
            anchor = cells.anchor(row, column)
            if text is not None and anchor not in cells.figures:
                _push(left, text)
                _push(above[column], text)
                beside, under_label[column] = True, True
                continue
            for path in _paths(left, above[column], beside, under_label[column]):
                match = names.match(path)
                if match is None or match.field not in wanted or match.misfit:
                    continue
                places = filled if text is not None else blank
                place = (*anchor, text, " ".join(path), match.unit)
                if place not in places[match.field]:
                    places[match.field].append(place)
                break
            if text is not None:
                beside, under_label[column] = False, False
    return filled, blank


def _push(stack: list[str], text: str) -> None:
    """Remember the nearest labels, the nearest last."""
    if not stack or stack[-1] != text:
        stack.append(text)
        del stack[:-_NEAREST]


def _paths(left: list[str], above: list[str], beside: bool, under: bool) -> list[Path]:
    """The labels that say what a cell is, the surest reading first."""
    if beside and len(left) > 1 and generic_role(left[-1]) is not None:
        return [(left[-2], left[-1])]
    alone: list[Path] = [(left[-1],)] if beside else []
    if above and left and generic_role(above[-1]) is not None:
        crossed: Path = (left[-1], above[-1])  # a label's own unit goes before its column's
        return [*alone, crossed] if _states_unit(left[-1]) else [crossed, *alone]
    return alone or ([(above[-1],)] if under else [])


def _states_unit(label: str) -> bool:
    return any(unit is not None for _, unit in spellings(label))
