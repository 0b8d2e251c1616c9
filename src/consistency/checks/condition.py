"""`where`: which rows a check is about. A row is chosen by the text of its cells."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowed:
    """The values a field may have (None: blank), or may not have where `inverse`.

    `table` is set where the suite names it: then no other table is concerned.
    """

    field: str
    values: tuple[str | None, ...]
    inverse: bool = False
    table: str | None = None

    def admits(self, text: str | None) -> bool:
        """The cell's text is one of the values; character width and outer space do not count."""
        return (plain_text(text) in self.values) != self.inverse


Where = tuple[Allowed, ...]


def plain_text(text: str | None) -> str | None:
    """A cell's text for comparing: compatibility forms folded, trimmed, blank is None."""
    if text is None:
        return None
    if text.isascii():
        return text.strip() or None
    return unicodedata.normalize("NFKC", text).strip() or None
