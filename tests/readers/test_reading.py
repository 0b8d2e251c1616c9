"""One input to its source: every format gives the same grid, every fault its place."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyarrow import parquet

from consistency.errors import Fault, InputError
from consistency.model.document import Grid, Source
from consistency.readers import Wanted, expand, read, read_data
from consistency.readers import reading as reading_module

ROWS: list[list[str | None]] = [
    ["地区", "villages", "model", "model_pct", "note"],
    ["某某市", "1383", "172", "12.4", None],
    ["A, B", "133", None, "98.5", 'x "y"'],
]
CSV = '地区,villages,model,model_pct,note\n某某市,1383,172,12.4,\n"A, B",133,,98.5,"x ""y"""\n'
JSON = (
    '[{"地区": "某某市", "villages": 1383, "model": 172, "model_pct": 12.4, "note": null},'
    ' {"地区": "A, B", "villages": 133, "model": null, "model_pct": 98.5, "note": "x \\"y\\""}]'
)
COLUMNS = {
    "地区": ["某某市", "A, B"],
    "villages": [1383, 133],
    "model": [172, None],
    "model_pct": [12.4, 98.5],
    "note": [None, 'x "y"'],
}


def as_parquet() -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.table(COLUMNS), sink)
    return sink.getvalue()


FILES = {
    "t.csv": CSV.encode(),
    "bom.csv": b"\xef\xbb\xbf" + CSV.encode(),
    "wide.csv": CSV.encode("utf-16"),
    "gb.csv": CSV.encode("gb18030"),
    "semicolon.csv": b"".join(
        line.replace(",", ";").replace("A; B", "A, B").encode() + b"\r\n"
        for line in CSV.splitlines()
    ),
    "t.tsv": "\n".join(
        "\t".join('"' + (c or "").replace('"', '""') + '"' for c in row) for row in ROWS
    ).encode(),
    "t.json": JSON.encode(),
    "columns.json": json.dumps(COLUMNS).encode(),
    "tables.json": json.dumps({"tables": COLUMNS}).encode(),
    "t.jsonl": "\n".join(json.dumps(item) for item in json.loads(JSON)).encode(),
    "t.parquet": as_parquet(),
}


def path_fault(path: Path | str) -> Fault:
    with pytest.raises(InputError) as caught:
        read(Wanted("given", str(path)))
    (fault,) = caught.value.faults
    assert fault.next
    return fault


@pytest.mark.parametrize("name", FILES)
def test_files_give_one_grid(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    source = read(Wanted(name, str(path)))
    (grid,) = source.grids
    assert grid.rows == ROWS
    assert grid.name == name.partition(".")[0]
    # Text shows its own precision; a binary column shows the column's.
    assert grid.decimals == ({3: 1} if name == "t.parquet" else {})
    assert (grid.computed, grid.origin) == (frozenset(), [])
    assert source == Source(
        name, str(path), hashlib.sha256(FILES[name]).hexdigest(), "table", (grid,)
    )


@pytest.mark.parametrize("name", FILES)
def test_standard_input(name: str) -> None:
    source = read(Wanted("-", "-"), stdin=io.BytesIO(FILES[name]))
    assert (source.name, source.path) == ("-", "-")
    assert source.grids[0].rows == ROWS
    assert source.grids[0].name == ("tables" if name == "tables.json" else "-")


def test_frames_give_the_same_grid() -> None:
    frame = pd.DataFrame(COLUMNS).astype({"model": "Int64"})
    expected = Grid("data", ROWS, decimals={3: 1})
    for data in (frame, pl.DataFrame(COLUMNS), pa.table(COLUMNS), COLUMNS, pd.DataFrame(COLUMNS)):
        (grid,) = read_data(data, "data").grids
        whole = {2: 0} if data is not frame and isinstance(data, pd.DataFrame) else {}
        assert grid == Grid("data", ROWS, decimals={3: 1} | whole)
    records = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]
    assert read_data(records, "data").grids == (expected,)


def test_table_name_is_the_grids_name(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a\n1\n")
    assert read(Wanted("x.csv", str(path), None, "villages")).grids[0].name == "villages"
    assert read(Wanted("data", data=[{"a": 1}], table="t")).grids[0].name == "t"
    two = tmp_path / "two.json"
    two.write_text('{"u": [{"a": 1}], "v": [{"a": 1}]}')
    source = read(Wanted("two.json", str(two), None, "villages"))
    assert [grid.name for grid in source.grids] == ["u", "v"]
    assert source.kind == "workbook"


def test_encoding_is_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("né\n1\n".encode("cp1252"))
    assert read(Wanted("x", str(path)), encoding="cp1252").grids[0].rows == [["né"], ["1"]]


@pytest.mark.parametrize("name", ["a.rtf", "a.xlsb", "a.doc", "a.foo", "a.csv.gz"])
def test_suffixes_not_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("x")
    assert path_fault(tmp_path / name) == Fault(
        f".{name.rpartition('.')[2]} files are not read yet by this version",
        "given",
        "Save it as one of .csv .tsv .json .jsonl .parquet .xlsx .xlsm .xls .ods "
        ".txt .md .html .docx .pdf",
    )


def test_no_suffix(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    assert path_fault(tmp_path / "plain").what == "has no suffix"


def test_paths_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert path_fault(tmp_path / "no.csv").what == "does not exist"
    assert path_fault(tmp_path).what == "is a directory"
    assert path_fault("/dev/null").what == "is a device or socket, not a file"
    assert path_fault("a\0.csv").what == "cannot be read: embedded null byte"
    assert path_fault("x" * 5000 + ".csv").what == "cannot be read: File name too long"
    path = tmp_path / "x.csv"
    path.write_text("a\n1\n")
    monkeypatch.setattr(reading_module, "LIMIT_BYTES", 3)
    assert path_fault(path).what == "holds over 3 bytes, more than is read"
    with pytest.raises(InputError, match="holds over 3 bytes"):
        read(Wanted("-", "-"), stdin=io.BytesIO(b"a\n1\n"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission_denied(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a\n1\n")
    path.chmod(0)
    assert path_fault(path).what == "may not be read: permission denied"


def test_permission_denied_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: str) -> os.stat_result:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "stat", denied)
    assert path_fault(tmp_path / "x.csv").what == "may not be read: permission denied"


@pytest.mark.parametrize("name", ["pipe", "pipe.csv"])
def test_pipe(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(CSV.encode(),))
    writer.start()
    wanted, _ = expand([str(path)])
    source = read(wanted[0])
    writer.join()
    assert source.grids[0].rows == ROWS


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="there is no standard input"):
        read(Wanted("-", "-"))


def test_parquet_faults(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    for data, what in [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "is not a Parquet file"),
        (as_parquet()[:-20], "is truncated or damaged"),
        (as_parquet()[:200], "is truncated or damaged"),
        (b"PAR1", "is truncated or damaged"),
    ]:
        path.write_bytes(data)
        assert path_fault(path).what.startswith(what)
    parquet.write_table(pa.table({"a": [{"b": 1}]}), path)
    assert path_fault(path).what == "column 'a', record 1 holds a nested dict"
    parquet.write_table(pa.table({"a": pa.nulls(60_000_000, pa.int8())}), path)
    assert path_fault(path).what == "has 60,000,000 cells, more than 50,000,000"


def test_parquet_from_pandas(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    frame = pd.DataFrame({"a": [1, 2], "s": [12.4, 3.0]}, index=[5, 7])
    frame.to_parquet(path)
    assert read(Wanted("x", str(path))).grids == (
        Grid("x", [["a", "s"], ["1", "12.4"], ["2", "3"]], decimals={1: 1}),
    )
    frame.rename_axis("code").to_parquet(path)
    assert read(Wanted("x", str(path))).grids[0].rows[1] == ["1", "12.4", "5"]


def outcome(ending: str, data: bytes) -> tuple[Fault, ...]:
    """The faults of some bytes read under a suffix (or as standard input); none if read."""
    reads = reading_module.READERS.get(ending)
    try:
        if reads is None:
            grids = read(Wanted("-", "-"), stdin=io.BytesIO(data)).grids
            read(Wanted("-", "-"), stdin=io.BytesIO(data), tables_only=False)
        else:
            grids = reads(data, "x", f"x{ending}", None).grids
    except InputError as error:
        return error.faults or (Fault(""),)
    assert all(grid.rows[0] for grid in grids)
    return ()


@given(
    st.sampled_from([".csv", ".tsv", ".json", ".jsonl", ".parquet", ""]),
    st.one_of(
        st.binary(max_size=200),
        st.text('abc1.,;|\t"\n\r{}[]: \\ud村é', max_size=60).map(lambda text: text.encode()),
        st.text('a1,\n"村', max_size=20).map(lambda text: text.encode("utf-16")),
        st.text("a1,\n模范", max_size=20).map(lambda text: text.encode("gb18030")),
    ),
)
@example(".csv", b'sep="\na')
@example(".json", b'{"a":{}}')
def test_any_bytes_give_a_source_or_an_input_error(ending: str, data: bytes) -> None:
    assert all(fault.what and fault.where and fault.next for fault in outcome(ending, data))


@given(st.data())
def test_damaged_parquet_gives_a_source_or_an_input_error(data: st.DataObject) -> None:
    damaged = bytearray(as_parquet())
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(4, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    found = outcome(".parquet", bytes(damaged))
    assert all(fault.what and fault.where and fault.next for fault in found)


def test_reading_loads_no_dataframe_library(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(FILES["t.csv"])
    (tmp_path / "x.json").write_bytes(FILES["t.json"])
    code = (
        "import sys; from consistency.readers import expand, read\n"
        "for w in expand(sys.argv[1:])[0]: read(w)\n"
        "print({'pandas', 'polars', 'pyarrow', 'numpy', 'narwhals'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"


def test_parquet_leaves_pandas_unloaded(tmp_path: Path) -> None:
    table = pa.table({"a": pa.array([0], pa.timestamp("ns")), "b": [1.5]})
    parquet.write_table(table, tmp_path / "x.parquet")
    code = (
        "import sys; from consistency.readers import expand, read\n"
        "print(read(expand(sys.argv[1:])[0][0]).grids[0].rows, 'pandas' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[['a', 'b'], ['1970-01-01', '1.5']] False\n"
