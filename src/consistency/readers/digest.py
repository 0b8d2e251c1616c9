"""The hashes of large files, taken when a report is to show them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

from ..model.report import InputEntry, Report


def hashed(report: Report) -> Report:
    """The report with the hashes of its large files; None where one has changed since."""
    if all(entry.unhashed is None for entry in report.inputs):
        return report
    return replace(report, inputs=tuple(map(_hashed, report.inputs)))


def _hashed(entry: InputEntry) -> InputEntry:
    if entry.unhashed is None or entry.path is None:
        return entry
    found = None
    try:
        with open(entry.path, "rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            status = os.fstat(stream.fileno())
        if (status.st_size, status.st_mtime_ns) == entry.unhashed:
            found = digest
    except OSError:
        found = None
    return replace(entry, sha256=found, unhashed=None)
