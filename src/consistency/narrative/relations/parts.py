"""Finds totals with their parts, and parts that need not be all."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.relation import Relation
from ..document import Document


def parts(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Nothing yet."""
    return ()
