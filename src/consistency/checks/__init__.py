"""The kinds of check. Adding one: a file here, a line in `KINDS`, its cases, its sentences."""

from __future__ import annotations

from .base import Base
from .bound import Bound
from .change import Change
from .count import Count
from .difference import Difference
from .formula import Formula
from .kind import Kind
from .product import Product
from .ratio import Ratio
from .same import Same
from .share import Share
from .shares import Shares
from .total import Total

KINDS: tuple[type[Kind], ...] = (
    Total,
    Share,
    Shares,
    Base,
    Ratio,
    Product,
    Change,
    Difference,
    Same,
    Bound,
    Count,
    Formula,
)
