"""Validity dates: for which periods a suite or a check holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..nodes import Faults, Node

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Validity:
    """From the first day of `start` to the last of `end` (`2010`, `2010-06`, `2010-06-30`)."""

    start: str | None = None
    end: str | None = None

    def covers(self, period: str | None, today: date) -> bool:
        """The period, or today where it is no date, lies inside."""
        at = period if period is not None and _DATE.fullmatch(period) else today.isoformat()
        if self.start is not None and at[: len(self.start)] < self.start[: len(at)]:
            return False
        return self.end is None or at[: len(self.end)] <= self.end[: len(at)]


ALWAYS = Validity()


def read_validity(node: Node | None, faults: Faults) -> Validity:
    """`{from: DATE, until: DATE}`; a fault where a date cannot be read."""
    if node is None or node.is_null:
        return ALWAYS
    body = node.mapping
    if body is None or not set(body) <= {"from", "until"}:
        faults.add(node, "'valid' has 'from' and 'until'", "write {from: 2010-01-01}")
        return ALWAYS
    dates: dict[str, str | None] = {}
    for key, value in body.items():
        text = (value.text or "").strip()
        if not value.is_null and not _is_date(text):
            faults.add(value, f"'{key}: {text}' is no date", "write 2010, 2010-06 or 2010-06-30")
        dates[key] = text or None
    start, end = dates.get("from"), dates.get("until")
    if start and end and not Validity(None, end).covers(start, date.min):
        faults.add(node, "'valid' ends before it starts", "swap 'from' and 'until'")
    return Validity(start, end)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True
