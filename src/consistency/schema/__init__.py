"""Schemas: the shape of a return, in one YAML file that pandera loads too."""

from __future__ import annotations

from .fields import At, Field
from .folders import resolve
from .loading import Schema, load_schema, parse_schema

__all__ = ["At", "Field", "Schema", "load_schema", "parse_schema", "resolve"]
