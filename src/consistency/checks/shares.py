"""shares: percentages of one whole make 100."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from ..model.edit import BalanceEdit
from .kind import HUNDRED, Common, terms
from .reader import Reader
from .slots import Scope, Signed, Statement


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of one whole make 100.

    Says:
        `{shares: [F...], make: 100}` in one record.
        `{shares: [F], over: rows, where: {..}, by: [keys]}` over the rows of a
        group. `overlapping: true` names a multiple response: each share is then
        at most 100, and their sum is not judged.

    Example:
        `{shares: [model_pct, advanced_pct, qualified_pct, weaker_pct, weak_pct]}`:
        12.4 + 24.5 + 44.7 + 12.8 + 5.6 is 100.

    Why it goes wrong:
        A category is left out or counted twice; answers may overlap and nobody
        said so; one share belongs to another whole.

    Limits:
        Two in five correct five-way splits do not make 100.0 when each share is
        rounded plainly: n shares may miss 100 by n half units of the last digit,
        and that agrees within rounding.

    Source:
        M. Balinski & H. Young, Fair Representation (1982), on rounding to a
        fixed sum.
    """

    keyword: ClassVar[str] = "shares"
    keys: ClassVar[tuple[str, ...]] = ("shares", "make", "over", "by")
    shares: tuple[Signed, ...]
    make: Fraction
    scope: Scope

    @classmethod
    def read(cls, reader: Reader) -> Shares:
        """Take the form in one record, or the form over rows."""
        shares, make = reader.signed("shares"), reader.number("make", HUNDRED)
        by = reader.fields("by")
        if reader.node("over") is None:
            if by:
                reader.fault(reader.node("by"), "'by' needs 'over: rows'", "add 'over: rows'")
            return cls(shares, make, Scope())
        reader.word("over", ("rows",), "rows")
        return cls(shares, make, Scope("rows", by))

    def statements(self, common: Common) -> Iterable[Statement]:
        """One balance edit against the constant; one for each share where they overlap."""
        rows = self.scope.over == "rows"
        scope = common.records
        if rows:
            over = "each_row" if common.overlapping else "rows"
            scope = Scope(over, self.scope.by, common.where)  # type: ignore[arg-type]
        parts = terms("share", self.shares, "rows" if rows and not common.overlapping else "record")
        if common.overlapping:
            edits = tuple(BalanceEdit((), (part,), ">=", stated_constant=HUNDRED) for part in parts)
            yield Statement(edits, scope)
        else:
            yield Statement((BalanceEdit((), parts, stated_constant=self.make),), scope)
