"""Lists of neighbouring years or quarters, as many as the words before their whole count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..document import Quantity
from .items import Item
from .ordinals import han_value

_PERIODS = re.compile(r"([二两三四五六七八九十]|[0-9]{1,2})个?(?:年|季度)")


def counted_out(whole: Quantity, items: Sequence[Item]) -> bool:
    """As many neighbouring years or quarters as the words before the whole count: 三年累计."""
    numbers = [_period(item.label) for item in items]
    told = _PERIODS.search(whole.before)
    if told is None:
        return False
    count = int(told[1]) if told[1].isdecimal() else han_value(told[1].replace("两", "二"))
    if count != len(items):
        return False
    return all(
        one is not None and other is not None and other - one == 1
        for one, other in pairwise(numbers)
    )


def _period(label: str) -> int | None:
    """The year or the quarter an item is named by."""
    year = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", label)
    quarter = re.search(r"([一二三四])季度", label)
    if year:
        return int(year.group())
    return han_value(quarter[1]) if quarter else None
