"""`python -m consistency` and the console script: the last word on every exception."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130
UNUSABLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1, 2, 3, or 130 after Ctrl-C.

    Never raises: a fault of ours is one line on standard error, with the
    traceback where CONSISTENCY_DEBUG=1 is set.
    """
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        _say("interrupted: no output was left half written")
        return INTERRUPTED
    except MemoryError:
        _say("there is not enough memory for this input. send it in parts")
        return UNUSABLE
    except (Exception, SystemExit) as error:  # an import that exits must not look like a pass
        if os.environ.get("CONSISTENCY_DEBUG") == "1":
            import traceback

            traceback.print_exc()
        said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        _say(
            f"internal fault: {said}. this is our fault, please report it "
            "(CONSISTENCY_DEBUG=1 shows where it happened)"
        )
        return UNUSABLE


def _run(arguments: Sequence[str]) -> int:
    from .cli import run, say_faults
    from .errors import ConsistencyError
    from .output import speak_utf8

    speak_utf8()
    try:
        return run(arguments)
    except ConsistencyError as error:
        say_faults(error.faults)
        return UNUSABLE


def _say(text: str) -> None:
    with contextlib.suppress(OSError):  # nobody listens: the exit status still speaks
        if sys.stderr is not None:
            shown = text.encode("ascii", "backslashreplace").decode()
            print(f"consistency: {shown}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
