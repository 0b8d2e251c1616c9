"""What the words of a sheet state of single lines: "of which", movements, percentages of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .breakdowns import breakdowns_of, near
from .cells import Cells
from .emitting import Placed, basis_of
from .formulas import Cell
from .movements import movements
from .of_which import of_which
from .pairs import Pair, pairs_of, shared_of
from .stating import Stating, total
from .wording import base, movement, share, shares


def worded(cells: Cells, stating: Stating) -> Iterator[Placed]:
    """The totals with an "of which", and the movements of stock, that headers name."""
    for one in of_which(cells, stating.heads):
        relation = total(stating, one.total, one.parts, basis_of(one.stated), False)
        yield one.total, relation, frozenset(one.parts)
    for moved in movements(cells, stating.heads):
        yield moved.closing, movement(stating, moved), frozenset(c for c, _ in moved.parts)


def of_forms(cells: Cells, stating: Stating, explained: frozenset[Cell]) -> Iterator[Placed]:
    """The percentages beside their counts that nothing else explains, with what follows."""
    pairs = pairs_of(cells, stating.heads, explained)
    left = {pair.share: pair for pair in pairs}
    for shared in shared_of(cells, pairs):
        basis = basis_of(shared.stated)
        for pair in shared.pairs:
            left.pop(pair.share, None)
            spots = (pair.share, pair.part, shared.whole)
            relation = share(stating, spots, shared.factor, basis, _label(stating, pair))
            yield pair.share, relation, frozenset(spots[1:])
        if not shared.stated:
            continue
        for group in breakdowns_of(cells, shared):
            spots_of = [pair.share for pair in group]
            if shared.factor != 1:
                label = group[0].group or _label(stating, group[0])
                yield spots_of[0], shares(stating, spots_of, label), frozenset(spots_of)
            parts = [pair.part for pair in group]
            if near(cells, shared, group) and shared.whole not in parts:
                relation = total(stating, shared.whole, parts, "stated", _down(parts))
                yield shared.whole, relation, frozenset(parts)
    for pair in left.values():
        if pair.strict and _is_count(stating, pair):
            relation = base(stating, pair.share, pair.part, _label(stating, pair))
            yield pair.share, relation, frozenset((pair.part,))


def _down(parts: Sequence[Cell]) -> bool:
    return len({column for _, column in parts}) == 1


def _label(stating: Stating, pair: Pair) -> str:
    return pair.item or stating.label(pair.share, False)


def _is_count(stating: Stating, pair: Pair) -> bool:
    """A percentage of 100 at most, beside a whole number that can be a count."""
    shown, part = stating.figure(pair.share), stating.figure(pair.part)
    if shown.value is None or part.value is None or not 1 < shown.value <= 100:
        return False
    return part.value.denominator == 1 and not part.decimals and part.count is not False
