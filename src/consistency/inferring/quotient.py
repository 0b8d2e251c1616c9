"""Relations of three columns: shares, growth, averages and rates, products.

All have one form: result = times x above / below + constant. A row in which the
result is not trivial names the few pairs whose quotient it can be, looked up in
the sorted quotients of all pairs; other rows decide among them, in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from .column import LARGEST, Integers, Mask
from .evidence import MARGIN_BITS, bits
from .pool import Pool

Kind = Literal["share", "change", "ratio", "product"]

_ANCHORS = 5
_ROWS = 24
_MOST_OF_A_ROW = 12
_NEAR = 0.02
_LEAST_NEAR = 0.33
_LEAST_HELD = 0.85
_LEAST_TELLING = 0.5
_LEAST_ROWS = 4
_MOST_PAIRS = 200_000
_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Quotient:
    """result = times x above / below + constant; columns are positions in a pool.

    As a product it is read the other way: above = result x below. `measured`
    says that whole numbers in it are rounded, too: it holds only so.
    """

    kind: Kind
    result: int
    above: int
    below: int
    times: int = 1
    constant: int = 0
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """How a quotient stands in a pool: the share of rows in which it holds, and the bits."""

    relation: Quotient
    held: float
    breaks: Mask
    evidence: float


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a result can stem from a quotient."""

    kind: Kind
    times: int
    constant: int = 0


SHARE = Form("share", 100)
CHANGE = Form("change", 100, -100)
PLAIN = Form("ratio", 1)
RATES = (Form("ratio", 1_000), Form("ratio", 10_000), Form("ratio", 100_000))


def quotients(pool: Pool, forms: Sequence[Sequence[Form]], bases: Sequence[int]) -> Iterator[Seen]:
    """The quotients that stand in a pool, the surest for each result.

    `forms` are those to be tried for each column as result, `bases` the columns
    that can stand above and below.
    """
    if len(bases) < 2 or len(pool) < _LEAST_ROWS:
        return
    named = 3 * np.log2(pool.width + 1) + 2 + MARGIN_BITS
    index = _Index(pool, bases)
    for result in range(pool.width):
        found = [
            seen
            for form in forms[result]
            for above, below in index.pairs(result, form)
            if (seen := seen_in(pool, Quotient(
                form.kind, result, above, below, form.times, form.constant
            ), float(named))) is not None
        ]  # fmt: skip
        yield from found


class _Index:
    """The quotients of all pairs of columns in a few rows, sorted in each."""

    def __init__(self, pool: Pool, bases: Sequence[int]) -> None:
        self.pool = pool
        draw = np.random.default_rng(len(pool))
        values = pool.doubles / 10.0**pool.decimals
        whole = pool.present.all(axis=1)
        usable = np.flatnonzero(whole if whole.sum() >= _ROWS else pool.present.any(axis=1))
        self.order = draw.permutation(usable)
        self.values = values
        self.bases = np.array(bases)
        self.sorted: dict[int, tuple[Any, Any]] = {}

    def pairs(self, result: int, form: Form) -> Iterator[tuple[int, int]]:
        """Pairs (above, below) that give the result in most of some rows."""
        stated = self.values[:, result]
        telling = (stated != 0) & (stated != 100) & self.pool.present[:, result]
        rows = self.order[telling[self.order]]
        half = 0.5 / 10.0 ** self.pool.decimals[result]
        seen: set[tuple[int, int]] = set()
        for row in rows[:_ANCHORS]:
            target = (stated[row] - form.constant) / form.times
            above, below = self.near(int(row), target, half / form.times)
            keep = (above != result) & (below != result) & (above != below)
            above, below = above[keep], below[keep]
            others = rows[rows != row][:_ROWS]
            if len(others) < _LEAST_ROWS - 1:
                return
            for few in (others[:6], others):
                held = self.agreeing(stated, above, below, few, form, half)
                near = np.argsort(-held, kind="stable")[: np.count_nonzero(held >= _LEAST_NEAR)]
                above, below = above[near], below[near]
            above, below = above[:_MOST_OF_A_ROW], below[:_MOST_OF_A_ROW]
            for pair in zip(above.tolist(), below.tolist(), strict=True):
                if pair not in seen:
                    seen.add(pair)
                    yield pair

    def near(self, row: int, target: float, half: float) -> tuple[Any, Any]:
        """The pairs whose quotient in a row is near the target."""
        if row not in self.sorted:
            line = self.values[row, self.bases]
            safe = np.where((line == 0) | ~self.pool.present[row, self.bases], np.nan, line)
            with np.errstate(all="ignore"):
                quotient = (line[:, None] / safe[None, :]).ravel()
            order = np.argsort(quotient, kind="stable")  # NaN comes last
            self.sorted[row] = quotient[order], order
        quotient, order = self.sorted[row]
        reach = abs(target) * _NEAR + half
        low = np.searchsorted(quotient, target - reach, "left")
        high = np.searchsorted(quotient, target + reach, "right")
        found = order[low : min(high, low + _MOST_PAIRS)]
        above, below = np.divmod(found, len(self.bases))
        return self.bases[above], self.bases[below]

    def agreeing(
        self, stated: Any, above: Any, below: Any, rows: Any, form: Form, half: float
    ) -> Any:
        """In what share of the rows each pair gives the result, within rounding."""
        a = self.values[np.ix_(rows, above)]
        b = self.values[np.ix_(rows, below)]
        r = stated[rows][:, None] - form.constant
        slack = half * np.abs(b)
        slack += form.times * self._half(above) + np.abs(r) * self._half(below)
        held = np.abs(r * b - form.times * a) <= slack * (1 + 1e-9)
        held &= b != 0
        return held.mean(axis=0)

    def _half(self, columns: Any) -> Any:
        return 0.5 / 10.0 ** self.pool.decimals[columns]


def seen_in(pool: Pool, relation: Quotient, named: float) -> Seen | None:
    """How a quotient stands in all rows of a pool; None where it is not to be believed.

    First with whole numbers as exact counts, then with every figure rounded.
    """
    columns = [relation.result, relation.above, relation.below]
    rows = np.flatnonzero(pool.present[:, columns].all(axis=1))
    if len(rows) > _MOST_ROWS:
        rows = rows[:: -(-len(rows) // _MOST_ROWS)]
    taken = [pool.values[rows, at] for at in columns]
    some = (taken[0] != 0) | (taken[1] != 0)
    telling = some & (taken[2] != 0)
    if int(telling.sum()) < _LEAST_ROWS:
        return None
    decimals = [int(pool.decimals[at]) for at in columns]
    for measured in (False, True):
        read = replace(relation, measured=measured)
        gap, slack = residual(read, taken, decimals)
        off = np.abs(gap) > slack
        share = float(off[pool.drawn[rows]].mean())
        if share > 1 - _LEAST_HELD or float(off[telling].mean()) > 1 - _LEAST_TELLING:
            continue
        said = _said(read, [values[telling] for values in taken], decimals)
        if said < named:
            continue
        breaks = np.zeros(len(pool), np.bool_)
        breaks[rows[off]] = True
        return Seen(read, 1 - share, breaks, said - named)
    return None


def residual(
    relation: Quotient, taken: Sequence[Integers], decimals: Sequence[int]
) -> tuple[Integers, Integers]:
    """result x below - constant x below - times x above, and what rounding allows of it.

    `taken` are the whole numbers of result, above and below with their decimals.
    Both come in one unit: twice the product of the units of the three.
    """
    r, a, b = taken
    dr, da, db = decimals
    finest = max(dr + db, da)
    up = 10 ** (finest - dr - db)
    over = 10 ** (finest - da)
    constant = relation.constant * 10**dr
    shifted = r - constant
    if _overflows(relation, r, a, b, up, over):
        r, a, b = (values.astype(object) for values in (r, a, b))
        shifted = r - constant
    gap = 2 * (shifted * b * up - relation.times * a * over)
    product = relation.kind == "product"
    slack = np.zeros(len(gap), gap.dtype) if product and not dr else np.abs(b) * up
    if da or relation.measured or (product and (dr or db)):
        slack = slack + relation.times * over
    if db or relation.measured:
        slack = slack + np.abs(shifted) * up
    return gap, slack


def _overflows(
    relation: Quotient, r: Integers, a: Integers, b: Integers, up: int, over: int
) -> bool:
    if any(values.dtype == object for values in (r, a, b)):
        return True
    largest = [int(np.abs(values).max()) if len(values) else 0 for values in (r, a, b)]
    most = (largest[0] + abs(relation.constant) * 10**6 + 1) * largest[2] * up
    return 4 * (most + relation.times * largest[1] * over) > LARGEST


def _said(relation: Quotient, taken: Sequence[Integers], decimals: Sequence[int]) -> float:
    """The bits of the printed result beside the quotient's."""
    r, a, b = (values.astype(np.float64) for values in taken)
    dr, da, db = decimals
    fine = 1_000
    with np.errstate(all="ignore"):
        derived = relation.times * (a / 10.0**da) / (b / 10.0**db) + relation.constant
    scale = 10.0**dr * fine
    sound = np.isfinite(derived) & (np.abs(derived) * scale < 2.0**60)
    stated = (r[sound] * fine).astype(np.int64)
    found = np.rint(derived[sound] * scale).astype(np.int64)
    relative = (0.5 / np.maximum(np.abs(a), 1) if da or relation.measured else 0) + (
        0.5 / np.maximum(np.abs(b), 1) if db or relation.measured else 0
    )
    slack = fine / 2 + 1.0 + np.abs(derived - relation.constant) * scale * relative
    tolerance: npt.NDArray[Any] = np.broadcast_to(slack, derived.shape)[sound]
    if not len(stated):
        return 0.0
    said = bits(stated, found, tolerance, 1)
    values, counts = np.unique(stated, return_counts=True)
    rare = stated != values[counts.argmax()]  # shares of 100 in most rows say nothing
    return max(said, bits(stated[rare], found[rare], tolerance[rare], 2))
