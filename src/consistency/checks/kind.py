"""What every kind of check is: something that reads its keys and compiles to edits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Protocol

from ..model.edit import Term
from .condition import Where
from .reader import Reader
from .slots import FieldRef, Reach, Scope, Signed, Slot, Statement

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Common:
    """The options of a check that shape its edits."""

    where: Where = ()
    overlapping: bool = False

    @property
    def records(self) -> Scope:
        """Every record that `where` admits."""
        return Scope(where=self.where)


class Kind(Protocol):
    """One kind of check. Its docstring is its page and its `explain` text."""

    keyword: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]

    @classmethod
    def read(cls, reader: Reader) -> Kind:
        """Take the kind's keys; faults are collected by the reader."""
        ...

    def statements(self, common: Common) -> Iterable[Statement]:
        """The edits this check states, and over what each is repeated."""
        ...


def own(role: str, field: FieldRef) -> Term[Slot]:
    """A field of the record itself."""
    return Term(role, Slot(field))


def terms(role: str, fields: Iterable[Signed], reach: Reach = "record") -> tuple[Term[Slot], ...]:
    """A signed sum of fields."""
    return tuple(Term(role, Slot(signed.field, reach), signed.factor) for signed in fields)
