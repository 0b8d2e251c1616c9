"""share: a printed percentage is its count of its whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ..model.edit import RatioEdit, Term
from .kind import HUNDRED, Common, own, terms
from .reader import Reader
from .slots import FieldRef, Reach, Scope, Signed, Slot, Statement


@dataclass(frozen=True, slots=True)
class Share:
    """A share is 100 x part / whole.

    Says:
        `{share: {S: C, ...}, of: W}` in one record, S the printed percentage of
        the count C in W; a list `[W1, -W2]` is a signed sum.
        `{share: {S: C}, over: rows, of: W, where: {..}, by: [keys], equals: {..}}`
        in each row; the whole is W of the row that `equals` names, without it
        the sum of W over the group.

    Example:
        `{share: {qualified_pct: qualified}, of: villages}`: 617 of 1383 is
        44.613..., printed 44.6; a printed 44.7 cannot be.

    Why it goes wrong:
        Shares adjusted so that they make 100; truncated instead of rounded;
        rounded twice; computed from last year's whole; the count corrected and
        the share forgotten.

    Limits:
        With few printed decimals and a large whole a wrong count is not seen.
        A whole of 0 with a part of 0 agrees with 0, 100, blank or a dash;
        otherwise a whole of 0 leaves it undecided.

    Source:
        Rounding cells of ratio edits: METHODS, section 1. `rounding: balanced`
        knows largest remainder, largest category absorbs the rest, last absorbs.
    """

    keyword: ClassVar[str] = "share"
    keys: ClassVar[tuple[str, ...]] = ("share", "of", "over", "equals", "by")
    shares: tuple[tuple[FieldRef, FieldRef], ...]
    of: tuple[Signed, ...]
    scope: Scope

    @classmethod
    def read(cls, reader: Reader) -> Share:
        """Take the form in one record, or the form over rows."""
        shares, of = reader.pairs("share"), reader.signed("of")
        equals, by = reader.where("equals"), reader.fields("by")
        if reader.node("over") is None:
            if equals or by:
                reader.fault(None, "'equals' and 'by' need 'over: rows'", "add 'over: rows'")
            return cls(shares, of, Scope())
        reader.word("over", ("rows",), "rows")
        return cls(shares, of, Scope("rows", by, equals=equals))

    def statements(self, common: Common) -> Iterable[Statement]:
        """One ratio edit for each share, stated together."""
        scope = common.records
        reach: Reach = "record"
        if self.scope.over == "rows":
            reach = "total_row" if self.scope.equals else "rows"
            scope = Scope("each_row", self.scope.by, common.where, self.scope.equals)
        whole = terms("whole", self.of, reach)
        yield Statement(
            tuple(
                RatioEdit(
                    own("share", share),
                    (Term("part", Slot(part)),),
                    whole,
                    factor=HUNDRED,
                    percent=True,
                )
                for share, part in self.shares
            ),
            scope,
        )
