"""One file a family of relations: functions of the document and of what was found before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...model.relation import Relation
from ..document import Document
from .amounts import amounts
from .balances import balances
from .bases import bases
from .changes import changes
from .counts import counts
from .hundred import hundred
from .implied import implied
from .parts import parts
from .restated import restated
from .shares import shares
from .unworded import unworded

Pass = Callable[[Document, Sequence[Relation]], Sequence[Relation]]

PASSES: tuple[Pass, ...] = (
    changes,
    parts,
    shares,
    bases,
    hundred,
    balances,
    amounts,
    counts,
    restated,
    implied,
    unworded,
)
"""In order: what a pass found is known to those behind it."""
