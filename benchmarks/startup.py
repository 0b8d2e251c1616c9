"""Whole processes from the shell: start, 20 rows, a pandera constraint, 200 files, 10,000 rows.

    python benchmarks/startup.py [RUNS]

Prints the median, minimum and maximum of RUNS (default 5) alternating runs, in
seconds of wall time, and the ratio of each median to that of an empty Python.
"""

from __future__ import annotations

import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIERS = ("model", "advanced", "qualified", "weaker", "weak")


def village_rows(rows: int, seed: int = 1) -> str:
    """A CSV of `rows` returns: five counts of 0 to 900, their total, shares to one decimal."""
    draw = random.Random(seed)  # noqa: S311 - data for timing, not for secrets
    header = ["place", "period", "villages"]
    header += [name for tier in TIERS for name in (tier, f"{tier}_pct")]
    lines = [",".join(header)]
    for number in range(rows):
        counts = [draw.randint(0, 900) for _ in TIERS]
        total = sum(counts) or 1
        cells = [f"unit {number}", "2010", str(total)]
        for count in counts:
            cells += [str(count), f"{100 * count / total:.1f}"]
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def cooperative_rows(rows: int) -> str:
    """The shipped cooperatives return, its one record repeated under other names."""
    text = (ROOT / "fixtures/cooperatives/cooperatives.csv").read_text("utf-8")
    header, record = text.splitlines()[:2]
    first, *rest = record.split(",")
    lines = [",".join([f"{first}{number}", *rest]) for number in range(rows)]
    return "\n".join([header, *lines]) + "\n"


def commands(folder: Path) -> Mapping[str, Sequence[str]]:
    """What is timed, by name; the inputs are written into `folder`."""
    (folder / "twenty.csv").write_text(village_rows(20), "utf-8")
    (folder / "many.csv").write_text(village_rows(10_000), "utf-8")
    (folder / "constrained.csv").write_text(cooperative_rows(20), "utf-8")
    small = folder / "small"
    small.mkdir()
    for number in range(200):
        (small / f"{number:03}.csv").write_text(village_rows(20, number), "utf-8")
    check = [sys.executable, "-m", "consistency", "check"]
    village = ["--checks", str(ROOT / "checks/village_grading.yaml")]
    cooperatives = ["--checks", str(ROOT / "checks/cooperatives.yaml")]
    return {
        "empty Python": [sys.executable, "-c", "pass"],
        "consistency --version": [sys.executable, "-m", "consistency", "--version"],
        "20 rows, no constraint": [*check, str(folder / "twenty.csv"), *village],
        "20 rows, pandera runs": [*check, str(folder / "constrained.csv"), *cooperatives],
        "200 files of 20 rows": [*check, str(small), *village],
        "10,000 rows, 70,000 edits": [*check, str(folder / "many.csv"), *village],
    }


def main() -> None:
    """Time every command in turn, several rounds."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        timed = commands(Path(name))
        seconds: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(runs):
            for name, command in timed.items():
                start = time.perf_counter()
                subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
                seconds[name].append(time.perf_counter() - start)
    print(f"Python {platform.python_version()}, {platform.machine()}, {runs} rounds")
    bare = statistics.median(seconds["empty Python"])
    for name, taken in seconds.items():
        middle = statistics.median(taken)
        spread = f"{min(taken):.2f} .. {max(taken):.2f}"
        print(f"{name:28} {middle:6.2f} s   {spread:>14}   x {middle / bare:.0f}")


if __name__ == "__main__":
    main()
