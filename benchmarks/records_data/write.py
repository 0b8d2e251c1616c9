"""Writes a made-up data set in pieces: Parquet or CSV, its suite, and what was broken.

    python -m records_data.write FOLDER SPEC_AS_JSON

Run as a process of its own, so that its memory is not counted to anybody.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from .draw import Columns, Integers, Values, draw
from .faults import Fault, spoil
from .layout import LAYOUTS, Layout
from .suites import write_groups_suite, write_suite

PIECE = 262_144
FIRST_UNIT = 110_000_000_000
FACTS = "facts.json"
Case = Literal["returns", "csv", "groups"]


@dataclass(frozen=True, slots=True)
class Spec:
    """What to make: `rows` returns (detail rows), number `columns` 12 or 60, `failing` 0 to 1.

    `dictionary`: Parquet may encode a column by a dictionary of its values.
    """

    case: Case
    rows: int
    columns: int
    failing: float
    values: Values
    dictionary: bool = True
    seed: int = 1

    @property
    def name(self) -> str:
        """A name for the folder of this data set."""
        plain = "" if self.dictionary else "-plain"
        shape = f"{self.case}-{self.columns}x{self.rows}"
        return f"{shape}-{self.failing:g}-{self.values}{plain}-{self.seed}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in a folder: its paths, rows, bytes, and how many rows were broken."""

    data: dict[str, str]
    suite: str
    rows: int
    broken: int
    bytes: int


def write(folder: Path, spec: Spec) -> Facts:
    """Write the data set into `folder`; its facts, which stand beside it too."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = _groups(folder, spec) if spec.case == "groups" else _returns(folder, spec)
    (folder / FACTS).write_text(json.dumps(asdict(facts)), "utf-8")
    return facts


def pieces(spec: Spec) -> Iterator[tuple[int, Columns, list[Fault]]]:
    """Pieces of returns in order: number of the first row, columns, faults in them."""
    layout = LAYOUTS[spec.columns]
    for start in range(0, spec.rows, PIECE):
        size = min(PIECE, spec.rows - start)
        random = np.random.default_rng([spec.seed, start])
        columns = draw(layout, size, spec.values, random)
        before, after = (round(at * spec.failing) for at in (start, start + size))
        chosen = np.sort(random.choice(size, after - before, replace=False))
        yield start, columns, spoil(columns, layout, chosen, random)


def table_of(start: int, columns: Columns, layout: Layout) -> Any:
    """A piece as an Arrow table: keys, counts as int64, shares as doubles of one decimal."""
    import pyarrow as pa

    size = len(columns[layout.numbers[0]])
    units = np.arange(FIRST_UNIT + start, FIRST_UNIT + start + size, dtype=np.int64)
    cells: dict[str, Any] = {"unit": units, "period": pa.array(["2010"] * size)}
    cells |= {name: columns[name] for name in layout.counts}
    cells |= {name: columns[name] / 10.0 for name in layout.percentages}
    return pa.table(cells)


def _returns(folder: Path, spec: Spec) -> Facts:
    layout = LAYOUTS[spec.columns]
    target = folder / ("returns.csv" if spec.case == "csv" else "returns.parquet")
    broken: list[dict[str, Any]] = []

    def tables() -> Iterator[Any]:
        for start, columns, faults in pieces(spec):
            for rows, fault, field in faults:
                broken.extend(
                    {"unit": int(row) + FIRST_UNIT + start, "fault": fault, "field": field}
                    for row in rows
                )
            yield table_of(start, columns, layout)

    (_to_csv if spec.case == "csv" else _to_parquet)(tables(), target, spec.dictionary)
    import pyarrow as pa

    _to_parquet(iter([pa.Table.from_pylist(broken)]), folder / "faults.parquet", True)
    suite = write_suite(layout, folder)
    size = target.stat().st_size
    return Facts({"returns": str(target)}, str(suite), spec.rows, len(broken), size)


def _groups(folder: Path, spec: Spec) -> Facts:
    """A detail table in random order, and the totals of its rows / 100 areas."""
    import pyarrow as pa

    areas = max(spec.rows // 100, 1)
    totals: Integers = np.zeros(areas, dtype=np.int64)

    def details() -> Iterator[Any]:
        for start in range(0, spec.rows, PIECE):
            size = min(PIECE, spec.rows - start)
            random = np.random.default_rng([spec.seed, start])
            area = random.integers(0, areas, size)
            if spec.values == "low":
                members = np.minimum(random.geometric(0.1, size) - 1, 60)
            else:
                members = np.floor(random.lognormal(12.0, 1.5, size)).astype(np.int64)
            np.add.at(totals, area, members)
            rows = np.arange(start, start + size, dtype=np.int64)
            yield pa.table({"row": rows, "area": area, "members": members})

    detail, summary = folder / "detail.parquet", folder / "summary.parquet"
    _to_parquet(details(), detail, spec.dictionary)
    random = np.random.default_rng([spec.seed, spec.rows])
    broken = random.choice(areas, round(areas * spec.failing), replace=False)
    totals[broken] += random.integers(1, 10, len(broken))
    columns = {"area": np.arange(areas, dtype=np.int64), "members": totals}
    _to_parquet(iter([pa.table(columns)]), summary, spec.dictionary)
    suite = write_groups_suite(folder)
    data = {"detail": str(detail), "summary": str(summary)}
    return Facts(data, str(suite), spec.rows, len(broken), detail.stat().st_size)


def _to_parquet(tables: Iterator[Any], target: Path, dictionary: bool) -> None:
    import pyarrow.parquet as pq

    first = next(tables)
    with pq.ParquetWriter(
        target, first.schema, compression="zstd", use_dictionary=dictionary
    ) as writer:
        writer.write_table(first)
        for table in tables:
            writer.write_table(table)


def _to_csv(tables: Iterator[Any], target: Path, _: bool) -> None:
    import polars as pl

    with target.open("wb") as file:
        for number, table in enumerate(tables):
            frame = pl.from_arrow(table)
            frame.write_csv(file, include_header=number == 0, float_precision=1)


def read_facts(folder: Path) -> Facts | None:
    """The facts of a folder that was written whole, otherwise None."""
    path = folder / FACTS
    return Facts(**json.loads(path.read_text("utf-8"))) if path.exists() else None


if __name__ == "__main__":
    write(Path(sys.argv[1]), Spec(**json.loads(sys.argv[2])))
