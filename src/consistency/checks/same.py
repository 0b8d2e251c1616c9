"""same: one quantity stated in several places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ..model.edit import BalanceEdit
from .kind import Common, terms
from .reader import Reader
from .slots import Signed, Statement


@dataclass(frozen=True, slots=True)
class Same:
    """Fields that state one quantity state the same figure.

    Says:
        `{same: [F, F...]}`: every later field equals the first.

    Example:
        `{same: [villages_in_text, villages_in_table]}`: 133 villages in one
        place and 134 in another cannot both be.

    Why it goes wrong:
        A figure was updated in one place only; two offices counted at different
        dates; two things with similar names were taken for one.

    Limits:
        Figures printed at different precision agree when their rounding cells
        touch.

    Source:
        Auditors call it internal consistency.
    """

    keyword: ClassVar[str] = "same"
    keys: ClassVar[tuple[str, ...]] = ("same",)
    fields: tuple[Signed, ...]

    @classmethod
    def read(cls, reader: Reader) -> Same:
        """Take two or more fields."""
        fields = reader.signed("same")
        if len(fields) < 2 and not reader.open:
            reader.fault(reader.node("same"), "'same' needs two fields", "name another field")
        return cls(fields)

    def statements(self, common: Common) -> Iterable[Statement]:
        """One balance edit for each field after the first."""
        stated = terms("stated", self.fields)
        edits = tuple(BalanceEdit(stated[:1], (term,)) for term in stated[1:])
        if edits:
            yield Statement(edits, common.records)
