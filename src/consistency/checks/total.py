"""total: parts make their total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from ..model.edit import BalanceEdit, Term
from .kind import Common, own, terms
from .reader import Reader
from .slots import FieldRef, Reach, Scope, Signed, Slot, Statement


@dataclass(frozen=True, slots=True)
class Total:
    """A total is the sum of its parts.

    Says:
        `{total: F, parts: [F...]}` in one record.
        `{total: F, over: rows, where: {..}, equals: {..}, by: [keys]}` over rows
        of one table; `equals` picks the total's row, `where` the parts (without
        it: all other rows).
        `{total: [T.]F, over: [D.]G, by: [keys]}` detail G of table D against the
        total F of each group, in a summary table T or repeated in the rows of
        the same table.
        `{total: F, over: children, id: code, parent: parent_code, by: [keys]}`
        each node of a hierarchy against its children.
        `overlapping: true` says that parts may overlap: each part is then at
        most the total, and their sum is not judged.

    Example:
        `{total: villages, parts: [model, advanced, qualified, weaker, weak]}`:
        172 + 339 + 617 + 177 + 78 is 1383.

    Why it goes wrong:
        A part was changed and the total was not (a stale total); a digit was
        typed wrong or swapped; a category was left out; one part was counted
        twice; the total was taken from another period.

    Limits:
        Parts that were rounded one by one need not make the rounded total: the
        difference allowed is half a unit of the last digit of every figure.
        A missing part leaves the edit undecided, unless no value it can have
        makes the total.

    Source:
        Balance edits: de Waal, Pannekoek & Scholtus, Handbook of Statistical
        Data Editing and Imputation (2011), chapter 3. Auditors call it footing.
    """

    keyword: ClassVar[str] = "total"
    keys: ClassVar[tuple[str, ...]] = ("total", "parts", "over", "equals", "by", "id", "parent")
    total: FieldRef
    parts: tuple[Signed, ...]
    scope: Scope

    @classmethod
    def read(cls, reader: Reader) -> Total:
        """Take one of the four forms."""
        total = reader.field("total")
        if reader.node("over") is None:
            for key in ("equals", "by", "id", "parent"):
                if reader.node(key) is not None:
                    reader.fault(reader.node(key), f"'{key}' needs 'over:'", "add 'over: rows'")
            return cls(total, reader.signed("parts", named=(total,)), Scope())
        if reader.node("parts") is not None:
            reader.fault(reader.node("parts"), "'parts' and 'over' exclude each other", "keep one")
        return cls._read_over(reader, total)

    @classmethod
    def _read_over(cls, reader: Reader, total: FieldRef) -> Total:
        by, equals = reader.fields("by"), reader.where("equals")
        over = reader.node("over")
        word = over.text if over is not None else None
        parts = (Signed(total),)
        if word == "rows":
            if not equals:
                reader.fault(over, "'over: rows' needs 'equals:'", "name the total's row")
            return cls(total, parts, Scope("rows", by, equals=equals))
        if word == "children":
            node, parent = reader.field("id"), reader.field("parent")
            return cls(total, parts, Scope("children", by, id=node, parent=parent))
        detail = reader.signed("over")
        if equals:
            reader.fault(over, "'equals' goes with 'over: rows'", "remove it")
        if not by:
            reader.fault(over, "'over:' a field needs 'by:'", "name the keys of the groups")
        table = detail[0].field.table if detail else None
        if table is None or table == total.table:
            return cls(total, detail, Scope("repeated", by))
        return cls(total, detail, Scope("detail", by, detail=table))

    def statements(self, common: Common) -> Iterable[Statement]:
        """One balance edit; one for each part where parts may overlap."""
        over = self.scope.over
        if over == "records":
            parts = terms("part", self.parts)
            yield from self._stated(own("total", self.total), parts, common.records, common)
            return
        reach: Reach = "total_row" if over == "rows" else "record"
        total = Term("total", Slot(self.total, reach))
        scope = replace(self.scope, where=common.where, each=common.overlapping)
        yield from self._stated(total, terms("part", self.parts, "rows"), scope, common)

    def _stated(
        self, total: Term[Slot], parts: tuple[Term[Slot], ...], scope: Scope, common: Common
    ) -> Iterable[Statement]:
        if common.overlapping:
            edits = tuple(BalanceEdit((total,), (part,), ">=") for part in parts)
            yield Statement(edits, scope)
        else:
            yield Statement((BalanceEdit((total,), parts),), scope)
