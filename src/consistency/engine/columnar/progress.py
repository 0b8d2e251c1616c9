"""A bar for long work, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ...frames.frame import Frame

_WIDTH = 30
_EVERY = 0.2
_FEWEST = 1_000_000


@contextmanager
def told(frame: Frame) -> Iterator[Callable[[int], None] | None]:
    """Something to tell how many rows are done; None where nobody watches or it is soon done."""
    stream = sys.stderr
    if stream is None or not stream.isatty() or frame.rows < _FEWEST:
        yield None
        return
    last = [0.0]

    def report(done: int) -> None:
        now = time.monotonic()
        if now - last[0] < _EVERY:
            return
        last[0] = now
        filled = min(_WIDTH, _WIDTH * done // max(frame.rows, 1))
        bar = "#" * filled + "." * (_WIDTH - filled)
        stream.write(f"\r{frame.name} [{bar}] {done:,} of {frame.rows:,} rows")
        stream.flush()

    try:
        yield report
    finally:
        stream.write("\r\x1b[K")
        stream.flush()
