"""`check` and the `Report` it returns; `judge` for the command."""

from __future__ import annotations

from .inputs import wanted_of
from .judging import Options, judge
from .report import Report, check

__all__ = ["Options", "Report", "check", "judge", "wanted_of"]
