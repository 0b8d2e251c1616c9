"""Consistent returns made from a suite, and faults put into them with an answer key.

Constructive: parts first, totals derived, shares computed from counts by the
declared convention (a search that rejects what does not agree would never end).
"""

from __future__ import annotations

from .faults import FAULTS, Change, FaultEntry
from .generate import Generated, generate
from .write import write_generated

__all__ = ["FAULTS", "Change", "FaultEntry", "Generated", "generate", "write_generated"]
