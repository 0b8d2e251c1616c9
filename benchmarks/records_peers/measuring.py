"""Runs of the contenders in turn, each in a process of its own, and their medians."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .contenders import Contender
from .job import Job

ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Measured:
    """What the runs of one contender showed; `failed` says why there is nothing."""

    contender: Contender
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    imports: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    rows: int | None = None
    findings: int | None = None
    version: str = ""
    failed: str = ""

    @property
    def median(self) -> float:
        """Median seconds of work; not to be asked of one that failed."""
        return statistics.median(self.seconds)


def measure(
    pythons: Mapping[str, Path], measured: Sequence[Measured], small: Job, job: Job, limit: float
) -> None:
    """One run of every contender that has not failed, in order, into `measured`.

    `limit` is the most seconds a process may take.
    """
    for one in measured:
        if not one.failed:
            _run(pythons[one.contender.name], one, small, job, limit)


def _run(python: Path, one: Measured, small: Job, job: Job, limit: float) -> None:
    paths = [str(ROOT / "benchmarks"), str(ROOT / "src")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    jobs = [json.dumps(asdict(work)) for work in (small, job)]
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [python, "-m", "records_peers.run", one.contender.module, *jobs, result]
        try:
            done = subprocess.run(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            one.failed = f"took more than {limit:.0f} s"
            return
        if done.returncode or not result.exists():
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            one.failed = lines[-1].strip() if lines else f"ended with status {done.returncode}"
            return
        told = json.loads(result.read_text("utf-8"))
    one.seconds.append(told["seconds"])
    one.processor.append(told["processor"])
    one.imports.append(told["imports"])
    one.megabytes.append(told["megabytes"])
    if one.rows not in (None, told["rows"]) or one.findings not in (None, told["findings"]):
        one.failed = f"found {one.rows} rows in one run, {told['rows']} in another"
    one.rows, one.findings = told["rows"], told["findings"]
