"""Units with their scale taken out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model.numeral.unit import COUNTERS, unit_of

UNITS = [
    ("万元", "元", "10000", False),
    ("萬元", "元", "10000", False),
    ("亿元", "元", "100000000", False),
    ("千元", "元", "1000", False),
    ("百万美元", "USD", "1000000", False),
    ("个", "个", "1", True),
    ("個", "个", "1", True),
    ("人次", "人次", "1", True),
    ("万人", "人", "10000", False),
    ("villages", "villages", "1", True),
    ("%", "%", "1", False),
    ("％", "%", "1", False),
    ("percent", "%", "1", False),
    ("‰", "%", "1/10", False),
    ("百分点", "%", "1", False),
    ("个百分点", "%", "1", False),
    ("percentage points", "%", "1", False),
    ("成", "%", "10", False),
    ("bp", "%", "1/100", False),
    ("thousand USD", "USD", "1000", False),
    ("USD thousand", "USD", "1000", False),
    ("millions of yuan", "元", "1000000", False),
    ("in millions", "", "1000000", False),
    ("100 million yuan", "元", "100000000", False),
    ("10 000 persons", "persons", "10000", False),
    ("$m", "USD", "1000000", False),
    ("元/人", "元/人", "1", False),
    ("万元/人", "元/人", "10000", False),
    ("元/万人", "元/人", "1/10000", False),
    ("kg per ha", "kg/ha", "1", False),
    ("千克", "公斤", "1", False),
    ("千米", "公里", "1", False),
    ("万千瓦时", "千瓦时", "10000", False),
    ("万羽", "羽", "10000", False),
    ("百货", "百货", "1", False),
    ("(万元)", "元", "10000", False),
    ("单位：万元", "元", "10000", False),
    ("furlong", "furlong", "1", False),
]


@pytest.mark.parametrize(("text", "base", "scale", "counting"), UNITS)
def test_a_unit_and_its_scale(text: str, base: str, scale: str, counting: bool) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert (unit.base, unit.scale, unit.counting) == (base, Fraction(scale), counting)


@pytest.mark.parametrize("text", [None, "", "  ", "()", "单位："])
def test_no_unit(text: str | None) -> None:
    assert unit_of(text) is None


PIECES = [
    *COUNTERS,
    "万",
    "亿",
    "千",
    "百",
    "/",
    " ",
    "元",
    "USD",
    "thousand",
    "of",
    "(",
    ")",
    "%",
    "成",
]


@given(st.one_of(st.text(max_size=100), st.lists(st.sampled_from(PIECES), max_size=7).map("".join)))
def test_the_base_of_a_unit_is_a_unit_of_scale_one(text: str) -> None:
    unit = unit_of(text)
    again = unit_of(unit.base) if unit is not None else None
    assert again is None or (unit is not None and (again.base, again.scale) == (unit.base, 1))
