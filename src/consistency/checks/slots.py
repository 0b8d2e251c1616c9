"""What an edit's slots stand for before data is there, and over what it is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..model.edit import Edit
from ..model.interval import Interval
from .condition import Where

Reach = Literal["record", "total_row", "rows", "count", "distinct"]


@dataclass(frozen=True, slots=True, order=True)
class FieldRef:
    """A field by name: of one table, or of the record before (`previous.`)."""

    name: str
    table: str | None = None
    previous: bool = False

    def __str__(self) -> str:
        head = "previous." if self.previous else f"{self.table}." if self.table else ""
        return head + self.name


@dataclass(frozen=True, slots=True)
class Slot:
    """What is to be filled in: a field of the record, of the total's row, of every row
    of the group, or the number of those rows (`count`, or of `distinct` values)."""

    field: FieldRef
    reach: Reach = "record"


@dataclass(frozen=True, slots=True)
class Scope:
    """Over what a statement is repeated.

    `records`: each record of the stated field's table. `rows`: each group of
    rows by the fields `by`, with the total's row picked by `equals`;
    `each_row`: each row of such a group as a record of its own. `detail`: each group of the
    table `detail` against the record of a summary table. `repeated`: each group,
    with a total printed in its own rows. `children`: each node of a hierarchy.
    With `each` every row of a group is a part by itself, not their sum.
    """

    over: Literal["records", "rows", "each_row", "detail", "repeated", "children"] = "records"
    by: tuple[FieldRef, ...] = ()
    where: Where = ()
    equals: Where = ()
    detail: str | None = None
    id: FieldRef | None = None
    parent: FieldRef | None = None
    each: bool = False


RECORDS = Scope()


@dataclass(frozen=True, slots=True)
class Statement:
    """Edits that are stated together for each record or group of a scope.

    With `base` they are decided jointly: shares of one unprinted whole, which
    lies in that interval.
    """

    edits: tuple[Edit[Slot], ...]
    scope: Scope = RECORDS
    base: Interval | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A field with a sign or a factor."""

    field: FieldRef
    factor: Fraction = Fraction(1)
