"""What one format's reader delivers, before it is known as a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..model.document import Grid


@dataclass(frozen=True, slots=True)
class Content:
    """Grids or a text, and notes on what was met and left aside; see `Source`."""

    grids: tuple[Grid, ...] = ()
    kind: Literal["table", "workbook", "text"] = "table"
    notes: tuple[str, ...] = ()
    text: str | None = None
