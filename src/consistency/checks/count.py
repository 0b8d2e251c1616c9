"""count: a printed number of rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ..model.edit import BalanceEdit, Term
from .kind import Common, own
from .reader import Reader
from .slots import FieldRef, Scope, Slot, Statement


@dataclass(frozen=True, slots=True)
class Count:
    """A printed count is the number of rows, or of distinct values.

    Says:
        `{count: F, of: rows, where: {..}, by: [keys], distinct: G}`: F, printed
        in the rows of each group, is the number of its rows, or of distinct
        values of G. `of: T` counts the rows of table T for each record of F's
        table; `by` names the keys they share.

    Example:
        `{count: branches, of: roster, by: [county]}`: a county that states 12
        branches has 12 rows in the roster.

    Why it goes wrong:
        A row was added or removed after the count was written; one unit is
        listed twice; rows of another group slipped in.

    Limits:
        Blank lines are no rows. With `distinct`, blanks do not count.

    Source:
        Auditors call it completeness of the listing.
    """

    keyword: ClassVar[str] = "count"
    keys: ClassVar[tuple[str, ...]] = ("count", "of", "by", "distinct")
    count: FieldRef
    table: str | None
    by: tuple[FieldRef, ...]
    distinct: FieldRef | None

    @classmethod
    def read(cls, reader: Reader) -> Count:
        """Take the count and what is counted."""
        node = reader.node("of")
        table: str | None = None
        if node is None or node.text is None:
            reader.fault(node, "'of' is missing", "write 'of: rows' or 'of: TABLE'")
        elif node.text != "rows":
            table = node.text
            if reader.names.tables_known and table not in reader.names.tables:
                reader.faults.unknown(node, "table", table, reader.names.tables)
        count = reader.field("count")
        return cls(count, table, reader.fields("by"), reader.optional_field("distinct"))

    def statements(self, common: Common) -> Iterable[Statement]:
        """One balance edit against the number of rows."""
        over = "repeated" if self.table is None else "detail"
        scope = Scope(over, self.by, common.where, detail=self.table)  # type: ignore[arg-type]
        counted = Slot(self.distinct or self.count, "distinct" if self.distinct else "count")
        edit = BalanceEdit((own("stated", self.count),), (Term("", counted),))
        yield Statement((edit,), scope)
