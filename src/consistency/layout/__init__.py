"""Binds plain grids to fields, and says where a table does not keep to its schema."""

from __future__ import annotations

from .table import Table, bind, fits

__all__ = ["Table", "bind", "fits"]
