"""What a table states itself: sums, shares, averages, changes and formulas, as relations."""

from __future__ import annotations

from .form_fields import FormField, form_fields
from .found import MOST_ROWS, Found, relations_of
from .naming import named_figures

__all__ = ["MOST_ROWS", "FormField", "Found", "form_fields", "named_figures", "relations_of"]
