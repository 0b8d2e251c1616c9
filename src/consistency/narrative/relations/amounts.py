"""Finds averages, densities and products: so many for each."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.relation import Relation
from ..document import Document


def amounts(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """Nothing yet."""
    return ()
