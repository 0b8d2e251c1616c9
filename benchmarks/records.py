"""Ten million returns: ours, polars alone, the best hand-written query, every peer.

    python benchmarks/records.py [--rows N] [--columns 12|60] [--failing 0.001] [--runs 3]
        [--case returns|csv|groups] [--values high|low] [--plain] [--only NAME,...]
        [--folder DIR] [--limit SECONDS] [--write]

Makes a file (values drawn as `records_data/draw.py` says, faults as `faults.py` does),
then lets every contender find the failing rows in a process of its own, RUNS times in
turn, and prints medians as Markdown: seconds of work after import, seconds of import
with a first call on a small file, peak memory, and ratios to polars' bare scan and to the
hand-written query. `--failing 1` breaks every row. Peers live in environments of their
own under DIR, which is kept; one that does not install or fails is listed with the reason.
`--write` puts the table into docs/benchmarks.md.

Ends with status 1 where ours or the hand-written query does not find exactly the rows
that were broken, or the two list different numbers of failed edits.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from records_data.layout import LAYOUTS  # noqa: E402 - beside this script
from records_data.write import FACTS, Facts, Spec, read_facts  # noqa: E402
from records_peers.contenders import CONTENDERS, HAND, OURS  # noqa: E402
from records_peers.installing import python_of, versions_of  # noqa: E402
from records_peers.job import Job  # noqa: E402
from records_peers.measuring import Measured, measure  # noqa: E402
from records_peers.table import into_docs, machine, table, title  # noqa: E402

_ABSENT = {
    "groups": "no rule over two tables: group and join by other means first",
    "csv": "reads no CSV",
    "returns": "reads no Parquet",
}
SMALL = 20_000
"""Rows of the first call: enough that nothing is left to be loaded in the timed one."""


def main() -> None:
    """Make the data, measure, print; see the text above."""
    asked = _arguments()
    spec = Spec(asked.case, asked.rows, asked.columns, asked.failing, asked.values, not asked.plain)
    folder = Path(asked.folder)
    small = _made(folder, replace(spec, rows=SMALL, failing=max(spec.failing, 0.001)))
    facts = _made(folder, spec)
    measured, pythons = _ready(asked.only, spec.case, folder)
    jobs = (_job(folder, spec, small), _job(folder, spec, facts))
    for number in range(asked.runs):
        print(f"run {number + 1} of {asked.runs}", file=sys.stderr)
        measure(pythons, measured, *jobs, asked.limit)
    edits = len(LAYOUTS[spec.columns].edits)
    head = f"{title(spec, facts, edits)}; medians of {asked.runs} alternating runs.\n{machine()}."
    text = f"{head}\n\n{table(measured)}"
    print(text)
    wrong = skipped(measured, facts)
    for line in wrong:
        print(f"DEFECT: {line}", file=sys.stderr)
    if asked.write and not wrong:
        into_docs(ROOT / "docs/benchmarks.md", f"records: {spec.name}", text)
    sys.exit(1 if wrong else 0)


def skipped(measured: Sequence[Measured], facts: Facts) -> list[str]:
    """What shows that ours or the hand-written query did not do the work."""
    asked = [one for one in measured if one.contender in (OURS, HAND)]
    both = [one for one in asked if not one.failed]
    wrong = [f"{one.contender.name}: {one.failed}" for one in asked if one.failed]
    wrong += [
        f"{one.contender.name} found {one.rows} of {facts.broken} broken rows"
        for one in both
        if one.rows != facts.broken
    ]
    if len({one.findings for one in both}) > 1:
        listed = ", ".join(f"{one.contender.name} {one.findings}" for one in both)
        wrong.append(f"failed edits listed: {listed}")
    return wrong


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    names = [one.name for one in CONTENDERS]
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--columns", type=int, choices=sorted(LAYOUTS), default=12)
    parser.add_argument("--failing", type=float, default=0.001)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--case", choices=("returns", "csv", "groups"), default="returns")
    parser.add_argument("--values", choices=("high", "low"), default="high")
    parser.add_argument("--plain", action="store_true", help="Parquet without dictionaries")
    parser.add_argument("--only", help=f"some of {', '.join(names)}, parted by commas")
    parser.add_argument("--folder", default=str(Path(tempfile.gettempdir()) / "records-benchmark"))
    parser.add_argument("--limit", type=float, default=900.0, help="seconds a process may take")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    asked = parser.parse_args()
    asked.only = names if asked.only is None else asked.only.split(",")
    unknown = sorted(set(asked.only) - set(names))
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(names)}")
    if asked.rows < 1 or asked.runs < 1 or not 0 <= asked.failing <= 1:
        parser.error("rows and runs are 1 or more, failing is a share from 0 to 1")
    return asked


def _made(folder: Path, spec: Spec) -> Facts:
    """The facts of a data set, written by a process of its own where it is not there yet."""
    place = folder / "data" / spec.name
    facts = read_facts(place)
    if facts is None:
        print(f"writing {spec.name}", file=sys.stderr)
        command = [sys.executable, "-m", "records_data.write", str(place), json.dumps(asdict(spec))]
        subprocess.run(command, cwd=ROOT / "benchmarks", check=True)
        facts = read_facts(place)
    if facts is None:
        raise FileNotFoundError(place / FACTS)
    return facts


def _job(folder: Path, spec: Spec, facts: Facts) -> Job:
    output = folder / "output"
    output.mkdir(parents=True, exist_ok=True)
    return Job(spec.case, spec.columns, facts.data, facts.suite, str(output))


def _ready(only: Sequence[str], case: str, folder: Path) -> tuple[list[Measured], dict[str, Path]]:
    """Those asked for, installed, and the interpreter of each; the others with the reason."""
    measured, pythons = [], {}
    for contender in CONTENDERS:
        if contender.name not in only:
            continue
        one = Measured(contender)
        measured.append(one)
        if case not in contender.cases:
            one.failed = _ABSENT[case]
            continue
        python = python_of(contender, folder)
        if isinstance(python, str):
            one.failed = python
            continue
        pythons[contender.name] = python
        if contender.packages:
            one.version = versions_of(python, contender)
    return measured, pythons


if __name__ == "__main__":
    main()
