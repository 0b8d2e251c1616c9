"""One file a family of relations: functions of the document and of what was found before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...model.relation import Relation
from ..document import Document
from .amounts import amounts
from .changes import changes
from .counts import counts
from .implied import implied
from .parts import parts
from .restated import restated
from .shares import shares

Pass = Callable[[Document, Sequence[Relation]], Sequence[Relation]]

PASSES: tuple[Pass, ...] = (changes, parts, shares, amounts, counts, restated, implied)
"""In order: what a pass found is known to those behind it."""
