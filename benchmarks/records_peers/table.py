"""What was measured, as a table in Markdown with the machine named, and its place in the docs."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from records_data.write import Facts, Spec

from .contenders import BARE, HAND
from .measuring import Measured

_HEADER = (
    "contender", "work s", "min .. max", "CPU s", "import s", "peak MB", "x bare", "x hand",
    "failing rows", "failed edits", "what it does not do",
)  # fmt: skip


def machine() -> str:
    """The machine and the versions that every line depends on."""
    return (
        f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} CPUs, "
        f"{memory()} memory, Python {platform.python_version()}, polars {version('polars')}, "
        f"pyarrow {version('pyarrow')}"
    )


def memory() -> str:
    """The memory of the machine, where it tells."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return "unknown"
    return f"{size / 1e9:.0f} GB"


def title(spec: Spec, facts: Facts, edits: int) -> str:
    """What was checked, in one line."""
    drawn = {"high": "lognormal counts (median e^12, sigma 1.5)", "low": "geometric counts 0..60"}
    encoded = "" if spec.dictionary or spec.case == "csv" else ", no dictionaries"
    if spec.case == "groups":
        what = f"{spec.rows:,} detail rows in {max(spec.rows // 100, 1):,} groups and a summary"
    else:
        form = "CSV" if spec.case == "csv" else "Parquet"
        what = f"{spec.rows:,} rows x {spec.columns} numbers, {edits} edits, {form}"
    broken = f"{facts.broken:,} broken ({spec.failing:.3g})"
    return f"{what}, {broken}, {drawn[spec.values]}{encoded}, {facts.bytes / 1e6:.0f} MB"


def table(measured: Sequence[Measured]) -> str:
    """One line a contender; those that failed or are absent say why."""
    done = {one.contender.name: one for one in measured if not one.failed}
    lines = ["| " + " | ".join(_HEADER) + " |", "|---|" + "---:|" * 9 + "---|"]
    for one in measured:
        name = f"{one.contender.name} {one.version}".strip()
        if one.failed:
            cells = [name, *["-"] * 9, f"**not measured**: {one.failed}"]
        else:
            cells = [
                name,
                f"{one.median:.3f}",
                f"{min(one.seconds):.3f} .. {max(one.seconds):.3f}",
                f"{median(one.processor):.3f}",
                f"{median(one.imports):.2f}",
                f"{median(one.megabytes):.0f}",
                _ratio(one, done.get(BARE.name)),
                _ratio(one, done.get(HAND.name)),
                _count(one.rows),
                _count(one.findings),
                one.contender.limits,
            ]
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines)


def into_docs(path: Path, key: str, text: str) -> None:
    """Put `text` between the markers of `key` in a Markdown file; new markers go to its end."""
    first, last = f"<!-- {key} -->", f"<!-- /{key} -->"
    page = path.read_text("utf-8")
    block = f"{first}\n{text}\n{last}"
    if first in page and last in page:
        before, rest = page.split(first, 1)
        page = before + block + rest.split(last, 1)[1]
    else:
        page = f"{page.rstrip()}\n\n{block}\n"
    path.write_text(page, "utf-8")


def _ratio(one: Measured, other: Measured | None) -> str:
    return "-" if other is None else f"{one.median / other.median:.2f}"


def _count(number: int | None) -> str:
    return "-" if number is None else f"{number:,}"
