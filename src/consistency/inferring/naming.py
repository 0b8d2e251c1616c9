"""What the name of a column says of its part in a relation, and names for checks and fields."""

from __future__ import annotations

import re

from ..layout.folding import folded, generic_role, spellings
from ..layout.totals import is_total
from ..layout.words import AMOUNT_ENDINGS, SHARE_ENDINGS, SHARE_OPENINGS

_SHARES = (*SHARE_ENDINGS, "rate", "率", "percentof", "ratio")
_CHANGES = (
    "growth", "change", "increase", "decrease", "yoy", "mom", "增长", "增幅", "增速", "同比",
    "环比", "增长率", "涨幅", "降幅", "增减",
)  # fmt: skip
_DIFFERENCES = (
    "difference", "diff", "net", "profit", "balance", "surplus", "deficit", "gain", "loss", "gap",
    "差", "净", "结余", "余额", "利润", "盈余", "增减",
)  # fmt: skip
_CLOSING = (
    "closing",
    "close",
    "ending",
    "end",
    "final",
    "期末",
    "年末",
    "月末",
    "末",
    "结存",
    "结转",
)
_OPENING = (
    "opening",
    "open",
    "beginning",
    "initial",
    "start",
    "期初",
    "年初",
    "月初",
    "上期",
    "上年",
)
_MONEY = (
    "amount", "cost", "price", "revenue", "income", "expense", "expenditure", "fund", "funds",
    "budget", "tax", "salary", "wage", "payment", "fee", "usd", "eur", "cny", "gdp", "sales",
    "金额", "资金", "经费", "收入", "支出", "产值", "费", "元", "税", "预算", "工资",
)  # fmt: skip
_KEYS = (
    "id", "code", "key", "uuid", "number", "no", "index", "idx", "serial", "编号", "代码", "编码",
    "序号", "号码", "证号",
)  # fmt: skip
_PERIODS = (
    "year", "period", "month", "quarter", "date", "week", "day", "年度", "年份", "年", "月份", "月",
    "季度", "报告期", "日期", "期间",
)  # fmt: skip
_TOTALS = ("total", "all", "sum", "overall", "whole", "合计", "总计", "总数", "总额", "小计", "总")
_PIECES = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case: `modelPct`, `model_pct` and `Model pct` alike.

    >>> words_of("modelPct (2010)")
    ('model', 'pct', '2010')
    """
    return tuple(_PIECES.findall(_CAMEL.sub(" ", name).casefold()))


def _says(name: str, known: tuple[str, ...]) -> bool:
    """A word of the name is known, or a known one of another script stands in it."""
    whole = folded(name)
    words = set(words_of(name))
    return any(word in words if word.isascii() else word in whole for word in known)


def says_share(name: str) -> bool:
    """A share or percentage by its name."""
    word = folded(name)
    if word.endswith(SHARE_ENDINGS) or word.startswith(SHARE_OPENINGS) or _says(name, _SHARES):
        return True
    role = generic_role(name)
    return "%" in name or (role is not None and role[0] == "share")


def says_change(name: str) -> bool:
    """Growth by its name."""
    return _says(name, _CHANGES)


def says_difference(name: str) -> bool:
    """A difference by its name: net, profit, balance."""
    return _says(name, _DIFFERENCES) or _says(name, ("difference", "change"))


def says_closing(name: str) -> bool:
    """A stock at the end of a period by its name."""
    return _says(name, _CLOSING) and not _says(name, _OPENING)


def says_total(name: str) -> bool:
    """A total by its name."""
    return is_total(name) or _says(name, _TOTALS)


def says_money(name: str) -> bool:
    """An amount of money by its name or unit."""
    return folded(name).endswith(AMOUNT_ENDINGS) or _says(name, _MONEY)


def says_key(name: str) -> bool:
    """What identifies a record, by its name."""
    words = words_of(name)
    latin = bool(words) and words[-1] in _KEYS
    return latin or any(word in name for word in _KEYS if not word.isascii())


def says_period(name: str) -> bool:
    """A period by its name."""
    words = words_of(name)
    latin = bool(words) and words[-1] in _PERIODS
    return latin or folded(name).endswith(tuple(w for w in _PERIODS if not w.isascii()))


def unit_in(name: str) -> str | None:
    """The unit that a header states: 资金（万元）, share (%)."""
    return next((unit for _, unit in reversed(list(spellings(name))) if unit is not None), None)


def slug(text: str) -> str:
    """A name for a check or a suite: words joined by hyphens.

    >>> slug("Model villages (%)")
    'model-villages'
    """
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))[:60].strip("-") or "column"
