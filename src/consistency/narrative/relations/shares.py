"""Finds percentages of a whole, of an unprinted whole, and those that make 100."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.relation import Relation
from ..document import Document


def shares(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Nothing yet."""
    return ()
