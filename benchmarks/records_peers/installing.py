"""Environments of the peers: made once under the folder of the benchmark, never our own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .contenders import Contender

SAME = ("polars", "pandas", "pyarrow", "numpy")
"""Peers of the shared environment run on the versions that we run on, where they allow it."""


def python_of(contender: Contender, folder: Path) -> Path | str:
    """The interpreter a contender runs in; a text says why there is none.

    A peer that does not fit into the shared environment gets one of its own, with the
    versions it wants.
    """
    if not contender.packages:
        return Path(sys.executable)
    shared = folder / "environments" / contender.environment
    told = _installed(shared, contender, folder, contender.environment == "peers")
    if isinstance(told, str) and contender.environment == "peers":
        told = _installed(folder / "environments" / contender.name, contender, folder, False)
    return told


def versions_of(python: Path, contender: Contender) -> str:
    """The version of a peer, with those of polars, pandas and pyarrow that differ from ours."""
    name = contender.packages[0].split("[")[0]
    code = (
        "import sys, json; from importlib.metadata import distributions; "
        "print(json.dumps({d.name.lower().replace('_', '-'): d.version for d in distributions()}))"
    )
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    there = json.loads(done.stdout)
    other = [f"{one} {there[one]}" for one in SAME if there.get(one, _ours(one)) != _ours(one)]
    return " ".join([there[name], *([f"({', '.join(other)})"] if other else [])])


def _installed(place: Path, contender: Contender, folder: Path, same: bool) -> Path | str:
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = place / f"{contender.name}.installed"
    if stamp.exists():
        return python
    if not python.exists():
        told = _run([sys.executable, "-m", "venv", str(place)])
        if told:
            return f"no environment: {told}"
    command = [str(python), "-m", "pip", "install", "--quiet", *contender.packages]
    if same:
        command += ["--constraint", str(_constraints(folder))]
    told = _run(command)
    if told:
        return f"does not install: {told}"
    stamp.write_text("", "utf-8")
    return python


def _constraints(folder: Path) -> Path:
    lines = [f"{name}=={_ours(name)}\n" for name in SAME if _ours(name)]
    path = folder / "environments" / "constraints.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), "utf-8")
    return path


def _ours(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _run(command: Sequence[str]) -> str:
    """Empty when the command succeeded, otherwise the last line it said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired) as fault:
        return str(fault)
    if done.returncode == 0:
        return ""
    said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return (said or done.stderr.splitlines() or [f"status {done.returncode}"])[-1].strip()
