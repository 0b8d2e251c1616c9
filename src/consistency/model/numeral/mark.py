"""Marks that stand where a number should: missing, or suppressed to protect somebody."""

from __future__ import annotations

import re
from fractions import Fraction

from ..figure import Figure
from ..interval import EVERYTHING, Interval
from .following import whole_unit
from .unit import unit_of

_WORDS_OF_MISSING = """
- -- --- — —— ——— ———— – … …… . .. ... .... ...... / \\ : n/a na n.a. n.a #n/a #na <na>
nan nat null none nil. nd n.d. 无 空 无数据 没有数据 未报 未填 未填报 未上报 未统计
未提供 缺 缺失 缺报 缺项 暂无 暂缺 暂无数据 不详 不适用 不明 不可得 missing unknown
"""
_MISSING = frozenset(_WORDS_OF_MISSING.split()) | {
    "no data",
    "not available",
    "not reported",
    "not applicable",
    "not stated",
}
_WORDS_OF_SUPPRESSED = """
* ** *** **** × x c s (c) (s) (x) [c] [x] 保密 suppressed
"""
_SUPPRESSED = frozenset(_WORDS_OF_SUPPRESSED.split())
_BELOW = re.compile(
    r"(?:<|少于|(?:fewer|less) than )[ ]?"
    r"(?P<bound>[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?P<decimals>\.[0-9]{1,18})?"
    r"(?P<rest>(?:[^0-9.,].*)?)",
    re.IGNORECASE,
)


_BELOW_ONE = Interval(Fraction(0), Fraction(1), high_open=True)


def mark(shown: str, plain: str) -> Figure | None:
    """The figure without a value that a cell's mark stands for, or `None` if it is no mark.

    `shown` is the stripped text, `plain` the same folded. "<5" is one of 1 to
    4; what any other suppressed figure can be is not bounded.
    """
    lower = plain.lower()
    if lower in _MISSING or not lower:
        return Figure(shown, absence="missing")
    if lower in _SUPPRESSED:
        return Figure(shown, absence="suppressed")
    return None


def below(shown: str, plain: str) -> Figure | None:
    """A count withheld because it is small: "<5" is 1 to 4, "<1" is below 1.

    What a share or a measure below a bound can be is not said ("<5%", "<0.5").
    """
    match = _BELOW.fullmatch(plain)
    if match is None:
        return None
    rest = match["rest"].strip()
    unit = unit_of(rest) if rest in ("%", "‰") else whole_unit(rest)
    if rest and unit is None:
        return None
    end = match.end() if rest in ("%", "‰") else match.start("rest")
    domain = EVERYTHING
    bound = int(match["bound"].replace(",", ""))
    if not match["decimals"] and bound > 0 and (unit is None or unit.counting):
        domain = Interval(Fraction(1), Fraction(bound - 1))
        domain = _BELOW_ONE if bound == 1 else domain
    base = unit.base if unit is not None else None
    return Figure(shown[:end].rstrip(), unit=base, absence="suppressed", domain=domain)
