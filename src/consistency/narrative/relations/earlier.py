"""Figures of sentences before as the whole of a share: of the same things, or the last head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE
from .claim import Claim
from .operands import own_name
from .wording import pattern, says, says_of, tokens

OF_THEM = r"\A(?:of (?:these|those|them|this|that|its|it)|of whom|of which)(?![a-z])"
_OWN_COUNTERS = frozenset("席票册篇辆艘架宗起卷")
"""Counters that say what is counted."""

Candidates = dict[int, int]
"""Index of a quantity -> how well the words carry it as the whole."""


def add_earlier(
    document: Document,
    found: Candidates,
    earlier: Sequence[Quantity],
    claim: Claim,
    *,
    weak: bool,
    taken_up: bool,
) -> None:
    """Figures of sentences before: of the same things, or the last head."""
    alike = [q for q in earlier if _same_things(q, claim.part)]
    firsts = [min(group, key=_index) for group in _by_sentence(earlier)]
    last = [q for q in firsts if q.sentence == claim.part.sentence - 1]
    nearest = firsts[:1]
    beside = [q for q in earlier if q.sentence == claim.part.sentence - 1]
    if taken_up and len({q.figure.value for q in beside}) > 1:
        last, nearest = [], [beside[0], *nearest]  # which one "of these" takes up is open
    all_of = [q for q in earlier if sums_up(q) and _says_all_of(document, q, claim.part)]
    all_of = all_of or [q for q in earlier if sums_up(q) and q.sentence == claim.part.sentence - 1]
    heads = [*(last[:1] if taken_up else []), *(all_of if len(all_of) == 1 else [])]
    one: Sequence[Quantity] = alike if len({q.figure.value for q in alike}) == 1 else []
    if len({q.figure.value for q in earlier}) == 1 and _takes_up(claim):
        one = earlier
    for figure in earlier:
        next_to = figure.sentence == claim.part.sentence - 1
        strength = POSSIBLE
        if (not weak and _among(figure, one) and _counts_such(figure, claim)) or (
            not weak and (_among(figure, heads) or (next_to and _among(figure, one)))
        ):
            strength = NAMED
        elif not weak and (_among(figure, one) or (not alike and _among(figure, nearest))):
            strength = NEAREST
        found[figure.index] = max(strength, found.get(figure.index, 0))


def _counts_such(figure: Quantity, claim: Claim) -> bool:
    """Both in a counter of their own, not far apart: of 150席 in all, 90席."""
    own = figure.unit is not None and (figure.unit[0] in _OWN_COUNTERS or figure.unit.isascii())
    near = claim.part.sentence - figure.sentence <= 2
    alone = claim.part.paragraph == figure.paragraph and claim.strength == NAMED
    return own and near and alone and not claim.rate


def _takes_up(claim: Claim) -> bool:
    """The part is one of what was counted before: 288 of these; 774, or 36%; so no other noun."""
    if claim.strength < NAMED or claim.rate:
        return False
    part = claim.part
    return (part.form == "bare" and not part.behind) or says_of(OF_THEM, part.behind)


def _among(figure: Quantity, figures: Sequence[Quantity]) -> bool:
    return any(figure is other for other in figures)


def _says_all_of(document: Document, whole: Quantity, part: Quantity) -> bool:
    """The part goes by the name of the whole and more: 党员, 女性党员."""
    core = pattern("<sums>|<head>").sub(" ", whole.before)
    hits, wanted = says(f"{core} {whole.behind}", own_name(document, part))
    return hits == wanted > 0


def _by_sentence(figures: Sequence[Quantity]) -> list[list[Quantity]]:
    """Figures, the nearest first, sentence by sentence."""
    return [list(group) for _, group in groupby(figures, key=lambda q: q.sentence)]


def _index(quantity: Quantity) -> int:
    return quantity.index


def _same_things(one: Quantity, other: Quantity) -> bool:
    """Both count one noun."""
    if one.unit and one.unit.isascii() and other.unit and other.unit.isascii():
        return tokens(one.unit) == tokens(other.unit)
    return one.unit is not None and one.unit == other.unit and one.unit[0] in _OWN_COUNTERS


def sums_up(figure: Quantity) -> bool:
    """The figure is said to be all of something."""
    return says_of("<sums>", figure.before)
