"""One input to read, and the one way this floor refuses an input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Fault, InputError

MOST_FAULTS = 20
LIMIT_BYTES = 2 * 2**30
LIMIT_CELL = 1_000_000
LIMIT_TEXT = 20_000_000
"""Characters of a narrative text that are read."""

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One input to read: a path (`-` is standard input) or data in memory.

    `name` is how reports name it; `table` is NAME where it was given as
    NAME=PATH or as an item of a dict.
    """

    name: str
    path: str | None = None
    data: object | None = None
    table: str | None = None


def refused(what: str, where: str, next_step: str) -> InputError:
    """The error of one fault, to be raised."""
    return InputError(Fault(what, where, next_step))


def refuse_any(faults: Sequence[Fault], where: str) -> None:
    """Raise `InputError` with all of `faults` if there are any, the first 20 in full."""
    if not faults:
        return
    more = len(faults) - MOST_FAULTS
    if more > 0:
        rest = Fault(f"{more} more faults of this sort", where, "Mend the ones above first")
        raise InputError(*faults[:MOST_FAULTS], rest)
    raise InputError(*faults)
