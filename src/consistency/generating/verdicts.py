"""What `decide` says of each edit of a plan once figures are printed in its cells."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ..engine.balanced import Listed, conventions
from ..layout.declare import declare
from ..model.base import decide_base
from ..model.decide import decide
from ..model.edit import Decision, Edit, RatioEdit, Verdict
from ..model.figure import Figure, Place
from ..model.numeral import read
from .ground import Cell, Condition, Stated, cell_of
from .plan import Plan, list_key

_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
CONSISTENT: frozenset[Verdict] = frozenset(("agrees", "agrees_within_rounding", "not_applicable"))


@dataclass(slots=True)
class Printed:
    """The texts of the cells of a plan, and the figures they are read as."""

    plan: Plan
    texts: dict[Cell, str]
    figures: dict[Cell, Figure] = field(default_factory=dict)

    def figure(self, cell: Cell) -> Figure:
        """The figure in a cell, read as the engine reads it."""
        found = self.figures.get(cell)
        if found is None:
            table, row, name = cell
            schema = self.plan.survey.suite.tables.get(table)
            if schema is None:
                schema = self.plan.survey.suite.tables.get("")
            shape = schema.field(name) if schema is not None else None
            figure = declare(read(self.texts[cell] or None), shape, None)
            found = _placed(figure, Place("generated", table, row + 1, column=name))
            self.figures[cell] = found
        return found

    def changed(self, texts: Mapping[Cell, str]) -> Printed:
        """The same return with other texts in some cells."""
        kept = {cell: figure for cell, figure in self.figures.items() if cell not in texts}
        return Printed(self.plan, {**self.texts, **texts}, kept)


def _placed(figure: Figure, place: Place) -> Figure:
    return replace(figure, place=place)


def verdicts(printed: Printed, which: Iterable[int]) -> dict[int, list[Verdict]]:
    """The verdicts of some statements of the plan, by their number; one for each edit.

    Shares that are declared balanced are settled with all others of their list.
    """
    stated = printed.plan.stated
    chosen = list(which)
    by_list: dict[object, list[int]] = {}
    balanced_cells = {cell for cells in printed.plan.lists for cell in cells}
    if balanced_cells:
        keys = {list_key(stated[at]) for at in chosen if stated[at].check.kind == "share"}
        for at, one in enumerate(stated):
            if one.check.kind == "share" and list_key(one) in keys:
                by_list.setdefault(list_key(one), []).append(at)
    decided = {at: decisions(printed, stated[at]) for at in chosen}
    result = {at: [d.verdict for d in found] for at, (_, found) in decided.items()}
    for positions in by_list.values():
        _settle(printed, positions, result)
    return result


def decisions(printed: Printed, one: Stated) -> tuple[tuple[Edit[Figure], ...], list[Decision]]:
    """The edits of a statement over the printed figures, and the decision on each."""

    def bound(figure: Figure) -> list[Figure]:
        cell = cell_of(figure)
        return [figure if cell is None or figure.value is not None else printed.figure(cell)]

    edits = tuple(edit.bind(bound) for edit in one.edits)
    held = True if one.condition is None else _holds(printed, one.condition)
    if held is None:
        return edits, [Decision("undecided", reason="missing") for _ in edits]
    if not held:
        return edits, [Decision("not_applicable", reason="when") for _ in edits]
    if one.repeated and edits[0].terms[0].slot.absence == "missing":
        return edits, [Decision("not_applicable", reason="missing")]
    policy = one.check.policy
    if one.base is not None:
        ratios = [edit for edit in edits if isinstance(edit, RatioEdit)]
        return edits, [decide_base(ratios, policy, one.base)]
    return edits, [decide(edit, policy) for edit in edits]


def _holds(printed: Printed, condition: Condition) -> bool | None:
    total = condition.constant
    for cell, coefficient in condition.terms:
        value = printed.figure(cell).value
        if value is None:
            return None
        total += coefficient * value
    return _COMPARE[condition.op](total, Fraction(0))


def _settle(printed: Printed, positions: list[int], result: dict[int, list[Verdict]]) -> None:
    """Where a declared convention prints a whole list of shares, they all agree."""
    shares: list[Listed] = []
    for at in positions:
        edits, found = decisions(printed, printed.plan.stated[at])
        for edit, decision in zip(edits, found, strict=True):
            stated, part = edit.terms[0].slot, edit.terms[1].slot
            if decision.stated is None or decision.derived is None or part.value is None:
                return
            shares.append(Listed(decision.stated, decision.derived, part.value, stated.step))
    if shares and conventions(shares):
        for at in positions:
            if at in result:
                result[at] = ["agrees_within_rounding" for _ in result[at]]
