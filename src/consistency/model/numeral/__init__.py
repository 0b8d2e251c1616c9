"""The one number grammar: text to figures, for cells and for sentences."""

from __future__ import annotations

from .reading import Span, find, read
from .unit import Unit, unit_of

__all__ = ["Span", "Unit", "find", "read", "unit_of"]
