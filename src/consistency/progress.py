"""What long work is doing: one line on standard error, on a terminal only."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

_QUIET_SECONDS = 0.5
_WIDTH = 78


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """What to call with a few words at each step; the line is gone when the work is done.

    Nothing is shown in the first half second, nor where standard error is no terminal.
    """
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield lambda said: None
        return
    start = time.monotonic()
    shown = False

    def tell(said: str) -> None:
        nonlocal shown
        seconds = time.monotonic() - start
        if seconds > _QUIET_SECONDS:
            shown = True
            with contextlib.suppress(OSError):
                print(f"\r{f'{seconds:.0f} s: {said}'[:_WIDTH]:{_WIDTH}}", end="", file=stream)
                stream.flush()

    try:
        yield tell
    finally:
        if shown:
            with contextlib.suppress(OSError):
                print(f"\r{'':{_WIDTH}}\r", end="", file=stream, flush=True)
