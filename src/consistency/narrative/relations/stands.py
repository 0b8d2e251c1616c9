"""A figure of a movement with its part, and where it stands while that is found out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..document import Cue, Document, Quantity

Part = Literal["from", "to", "by", "main", "level", "other"]
"""What was; what is reached; by how much; a figure named as it is; a percentage of
something else; a figure of another movement."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure with its part; `falls` is None where no word tells the direction.

    `subject` are the words in front of what moves it that may name another
    subject than the figure before. `chained` says that it repeats the movement of
    the figure before, `comparative` that a word behind it compares it with the
    figure to come, `based` that the words in front say what it is compared with,
    without a figure (`比上年增长5%`).
    """

    quantity: Quantity
    part: Part
    falls: bool | None = None
    subject: str = ""
    chained: bool = False
    comparative: bool = False
    based: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a figure stands: between the figures around it, behind the marks before."""

    document: Document
    quantity: Quantity
    low: int
    high: int
    earlier: Sequence[Mark]
    cues: Sequence[Cue] = ()
    subject: str = ""
    previous: Mark | None = field(default=None)

    @property
    def front(self) -> str:
        """All words since the figure before."""
        return self.document.plain[self.low : self.quantity.start]
