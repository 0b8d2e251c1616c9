"""Finds changes and differences: from one figure to another."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.relation import Relation
from ..document import Document


def changes(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Nothing yet."""
    return ()
