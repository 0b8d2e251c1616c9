"""Generated data as a file, with its answer key beside it."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import secrets
from pathlib import Path

from ..errors import Fault, InputError
from .faults import FaultEntry
from .generate import Generated

FORMATS = (".csv", ".json")


def write_generated(generated: Generated, path: str | Path) -> Path:
    """Write the data, and `<stem>.key.json` beside it; return the path of the key.

    `.csv` holds one table as UTF-8; `.json` a list of records, or for a suite of
    several tables an object of name -> records. Both files are complete before
    either is put in place. Raises `InputError` for another suffix, several
    tables in a CSV, or a place that cannot be written.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in FORMATS:
        raise InputError(
            Fault(f"data are not written as '{suffix}'", str(path), "use " + " or ".join(FORMATS))
        )
    if suffix == ".csv" and len(generated.tables) != 1:
        listed = ", ".join(generated.tables)
        raise InputError(
            Fault(f"a CSV holds one table, the suite has {listed}", str(path), "use .json")
        )
    key = key_path(target)
    content = _csv(generated) if suffix == ".csv" else _json(generated)
    _write_both({target: content, key: key_json(generated)})
    return key


def key_path(target: Path) -> Path:
    """Where the answer key of generated data stands."""
    return target.with_name(f"{target.stem}.key.json")


def key_json(generated: Generated) -> str:
    """The answer key as JSON."""
    faults = [_fault(entry) for entry in generated.key]
    body = {"format": "consistency-key/1", "suite": generated.suite, "faults": faults}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _fault(entry: FaultEntry) -> dict[str, object]:
    other = entry.other
    return {
        "fault": entry.fault,
        "table": entry.table,
        "row": entry.row,
        "key": dict(entry.key),
        "field": entry.field,
        "was": entry.was,
        "now": entry.now,
        "other": None
        if other is None
        else {"field": other.field, "was": other.was, "now": other.now},
        "checks": list(entry.checks),
        "undecided": list(entry.undecided),
        "detectable": entry.detectable,
    }


def _csv(generated: Generated) -> str:
    (table,) = generated.tables.values()
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(table)
    return buffer.getvalue()


def _json(generated: Generated) -> str:
    tables = {
        name: [dict(zip(header, row, strict=True)) for row in rows]
        for name, (header, *rows) in generated.tables.items()
    }
    body = tables if len(tables) != 1 else next(iter(tables.values()))
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _write_both(contents: dict[Path, str]) -> None:
    """All files complete beside their places, then put there."""
    parts: list[tuple[Path, Path]] = []
    target = next(iter(contents))
    try:
        for target, content in contents.items():
            part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
            parts.append((part, target))
            with part.open("x", encoding="utf-8", newline="") as stream:
                stream.write(content)
        for part, target in parts:
            os.replace(part, target)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what = f"cannot be written: {reason}"
        raise InputError(Fault(what, str(target), "check the folder and its rights")) from None
    finally:
        for part, _ in parts:
            with contextlib.suppress(OSError):
                part.unlink()
