"""Where one report ends and another begins in a file of several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from .cues import LANGUAGES, data_of
from .document import Document


def sections(document: Document) -> list[int]:
    """The folded offsets at which a new report begins; the patterns are data."""
    return [match.start() for match in _headings().finditer(document.plain)]


def section_of(starts: Sequence[int], offset: int) -> int:
    """The number of the section that holds a folded offset; 0 before the first heading."""
    return bisect_right(starts, offset)


@cache
def _headings() -> re.Pattern[str]:
    listed = [heading for each in LANGUAGES for heading in data_of(each, "headings.toml")["report"]]
    return re.compile("|".join(f"(?:(?:^|(?<=\\n)){heading})" for heading in listed))
