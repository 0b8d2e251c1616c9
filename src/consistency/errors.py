"""Errors are ours, discrepancies are theirs.

Exceptions are for unusable input and for faults of a suite or schema; a
discrepancy is a value in a `Report`, and so is "could not tell".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it stands, and what to do next.

    `what` and `next` are sentences without a final stop; `where` is a path,
    a path with a line (`suite.yaml:12`) or a cell.
    """

    what: str
    where: str = ""
    next: str = ""

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.next}" if self.next else head


class ConsistencyError(Exception):
    """Base of every error this package raises; `faults` lists all that was found."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class InputError(ConsistencyError):
    """An input could not be used: missing, unreadable, or without a needed field."""


class SuiteError(ConsistencyError):
    """A suite of checks has faults; all of them are listed, each with its line."""


class SchemaError(ConsistencyError):
    """A schema has faults; all of them are listed, each with its line."""


class DiscrepancyError(ConsistencyError):
    """Raised by `Report.raise_if_not_ok`: the report holds what the caller does not allow."""
