"""What a table states itself: sums, shares, averages, changes and formulas, as relations."""

from __future__ import annotations

from .found import Found, relations_of

__all__ = ["Found", "relations_of"]
