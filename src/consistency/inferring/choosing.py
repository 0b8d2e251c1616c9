"""Which of the quotients that stand are kept: one for each result, said one way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from .column import Column
from .naming import says_change, says_share, says_total, words_of
from .pool import Pool
from .quotient import CHANGE, PLAIN, RATES, SHARE, Form, Quotient, Seen, residual

_HUNDRED = 100


def forms_of(column: Column) -> list[Form]:
    """The forms in which a column can be a result, by its name, its decimals and its values."""
    values = column.values
    if values is None:
        return []
    percent = says_share(column.name) or says_change(column.name) or column.unit == "%"
    fine = column.decimals > 0
    forms = [PLAIN]
    scale = 10**column.decimals
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    if percent or fine or (low >= 0 and high <= _HUNDRED * scale):
        forms.append(SHARE)
    if percent or fine or low < 0:
        forms.append(CHANGE)
    if fine or says_share(column.name) or "per" in words_of(column.name):
        forms.extend(RATES)
    return forms


def chosen(seen: Iterable[Seen], pool: Pool) -> list[Seen]:
    """The best quotient for each result; of the ways to read a product the nearest.

    A plain quotient of three columns is found once for each factor: it is a
    product where the product can be recomputed to its digits, else a ratio.
    """
    best: dict[int, tuple[tuple[float, ...], Seen]] = {}
    triples: dict[frozenset[int], tuple[tuple[float, ...], Seen]] = {}
    for one in seen:
        relation = one.relation
        if (relation.times, relation.constant) == (1, 0):
            for read in (one, replace(one, relation=replace(relation, kind="product"))):
                rank = _rank(read, pool)
                three = frozenset((relation.result, relation.above, relation.below))
                if three not in triples or rank > triples[three][0]:
                    triples[three] = rank, read
            continue
        rank = _rank(one, pool)
        if relation.result not in best or rank > best[relation.result][0]:
            best[relation.result] = rank, one
    kept = [one for _, one in best.values()]
    taken = {one.relation.result for one in kept}
    for _, one in sorted(triples.values(), key=lambda pair: pair[0], reverse=True):
        stated = _stated(one.relation)
        if stated in taken or _follows(one, kept):
            continue
        taken.add(stated)
        kept.append(one)
    return sorted(kept, key=lambda one: _stated(one.relation))


def _stated(relation: Quotient) -> int:
    return relation.above if relation.kind == "product" else relation.result


def _follows(one: Seen, kept: Sequence[Seen]) -> bool:
    """The same three columns stand in a share or change already."""
    three = {one.relation.result, one.relation.above, one.relation.below}
    return any(three == {k.relation.result, k.relation.above, k.relation.below} for k in kept)


def _rank(one: Seen, pool: Pool) -> tuple[float, ...]:
    """The better, the higher: held, recomputed, likely by its names, near."""
    relation = one.relation
    columns = [relation.result, relation.above, relation.below]
    rows = np.flatnonzero(pool.present[:, columns].all(axis=1))[:500]
    rows = rows[pool.values[rows, relation.below] != 0]
    taken = [pool.values[rows, at] for at in columns]
    decimals = [int(pool.decimals[at]) for at in columns]
    gap, _ = residual(relation, taken, decimals)
    dr, da, db = decimals
    finest = max(dr + db, da)
    own = (
        relation.times * 10 ** (finest - da) * (1 if da or not (dr or db) else 0)
        if relation.kind == "product"
        else np.abs(taken[2]) * 10 ** (finest - dr - db)
    )
    if relation.kind == "product" and not (dr or db or da):
        own = 0
    recomputed = float(np.mean(np.abs(gap) <= own)) if len(rows) else 0.0
    if relation.kind == "ratio" and relation.times == 1:
        exact = float(np.mean(gap == 0)) if len(rows) else 0.0
        recomputed -= 0.01 * (exact > 0.9)  # where both read exactly it is the product
    names = [pool.columns[at].name for at in columns]
    return (
        round(one.held, 2),
        round(recomputed, 2),
        float(_named(relation, names)),
        -float(max(columns) - min(columns)),
        *(-float(at) for at in columns),
    )


def _named(relation: Quotient, names: Sequence[str]) -> int:
    result, above, below = names
    points = 0
    common = set(words_of(result)) & set(words_of(above))
    points += 2 * bool(common)
    points += says_total(below)
    if relation.kind == "share":
        points += says_share(result) - says_share(above) - says_share(below)
    if relation.kind == "change":
        points += says_change(result)
    return points
