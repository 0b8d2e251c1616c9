"""Binds grids to fields as people lay them out, and says what does not keep to the schema."""

from __future__ import annotations

from .binding import Bound, bind, bind_all, bind_sheet, fits
from .set_aside import SetAside, notes_of
from .table import Table

__all__ = ["Bound", "SetAside", "Table", "bind", "bind_all", "bind_sheet", "fits", "notes_of"]
