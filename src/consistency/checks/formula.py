"""formula: any linear relation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from ..model.edit import BalanceEdit, Relation
from .kind import Common, terms
from .linear import Linear
from .reader import Reader
from .slots import Signed, Statement


@dataclass(frozen=True, slots=True)
class Formula:
    """Two linear expressions are equal, or one bounds the other.

    Says:
        `{formula: "linear = | <= | >= linear"}`, linear being a sum of fields
        with number coefficients. Names with spaces stand in backquotes.

    Example:
        `{formula: "closing = opening + joined - left"}`: 1246 + 42 - 17 is 1271.

    Why it goes wrong:
        A movement was left out; the opening is not last period's closing; a
        sign was lost.

    Limits:
        A product or quotient of two fields is a fault: use the kinds `product`
        and `ratio`.

    Source:
        Linear edits: de Waal, Pannekoek & Scholtus (2011), chapter 3.
    """

    keyword: ClassVar[str] = "formula"
    keys: ClassVar[tuple[str, ...]] = ("formula",)
    left: tuple[Signed, ...]
    relation: Relation
    right: tuple[Signed, ...]
    left_constant: Fraction
    right_constant: Fraction

    @classmethod
    def read(cls, reader: Reader) -> Formula:
        """Take the comparison and look up its fields."""
        node = reader.node("formula")
        read = reader.comparison("formula")
        if node is None or read is None:
            return cls((), "=", (), Fraction(0), Fraction(0))
        if read.op not in ("=", "<=", ">=") or isinstance(read.right, str):
            reader.fault(node, f"a formula compares by = <= or >=, not '{read.op}'", "")
            return cls((), "=", (), Fraction(0), Fraction(0))
        if not read.left.terms and not read.right.terms:
            reader.fault(node, "the formula names no field", "write field names")

        def signed(side: Linear) -> tuple[Signed, ...]:
            return tuple(Signed(reader.ref(name, node), c) for name, c in side.terms.items())

        relation: Relation = "=" if read.op == "=" else "<=" if read.op == "<=" else ">="
        left, right = signed(read.left), signed(read.right)
        return cls(left, relation, right, read.left.constant, read.right.constant)

    def statements(self, common: Common) -> Iterable[Statement]:
        """One balance edit."""
        edit = BalanceEdit(
            terms("stated", self.left),
            terms("part", self.right),
            self.relation,
            self.left_constant,
            self.right_constant,
        )
        yield Statement((edit,), common.records)
