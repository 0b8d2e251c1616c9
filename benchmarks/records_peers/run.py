"""One contender in a process of its own: imports, a first call on a small file, the work.

    python -m records_peers.run CONTENDER SMALL_JOB JOB RESULT

The jobs are JSON, the result is written as JSON into the file RESULT. The first call
loads what is imported late; it counts as import.
"""

from __future__ import annotations

import gc
import importlib
import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

from .job import Job


def main() -> None:
    """Measure, write down."""
    name, small, job, result = sys.argv[1:]
    before = time.perf_counter()
    contender = importlib.import_module(f"records_peers.{name}")
    contender.work(Job(**json.loads(small)))
    imported = time.perf_counter() - before
    gc.collect()
    start, processor = time.perf_counter(), time.process_time()
    counted = contender.work(Job(**json.loads(job)))
    measured = {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - processor,
        "imports": imported,
        "megabytes": peak_megabytes(),
    }
    Path(result).write_text(json.dumps(measured | asdict(counted())), "utf-8")


def peak_megabytes() -> float:
    """The most memory this process held, in MB of 10**6 bytes.

    Linux's `ru_maxrss` of a process begins with that of the one that started it, so the
    peak of the own address space is read where the system tells it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
