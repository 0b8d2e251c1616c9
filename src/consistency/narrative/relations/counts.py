"""Finds announced numbers of items, against the items listed."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.relation import Relation
from ..document import Document


def counts(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Nothing yet."""
    return ()
