"""The arguments of the command: what can be written after `consistency`, and its help."""

from __future__ import annotations

from .commands import COMMANDS, TEMPLATES
from .option import UsageError
from .parsing import help_pages, parse

__all__ = ["COMMANDS", "TEMPLATES", "UsageError", "help_pages", "parse"]
