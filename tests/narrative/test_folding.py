"""Folding: what is cut, what is levelled, and the way back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.narrative.folding import fold


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("共１，３８３個", "共1,383个"),
        ("占总数的４４．７％", "占总数的44.7%"),
        ("偏 5 弱村177个，标兵村172个", "偏弱村177个，标兵村172个"),
        ("共有 12 个村", "共有12个村"),
        ("项目的45 人", "项目的45人"),
        ("占100 %", "占100 %"),
        ("全市1 383个建制村", "全市1\u00a0383个建制村"),
        ("截至2010 583个村", "截至2010 583个村"),
        ("占 44. 7%", "占44.7%"),
        ("黨支部和黨 員", "黨支部和黨员"),
        ("組織(zhī)、個(gè)、農(nóng)村", "组織、个、農村"),
        ("组织(zhi)", "组织(zhi)"),
        ("个\u200b村", "个村"),
        (
            "信息达到了十多篇，有力地提升了\n基层组织的影响力",
            "信息达到了十多篇，有力地提升了基层组织的影响力",
        ),
        ("宗旨意识淡薄；\n    三是作风不实", "宗旨意识淡薄;三是作风不实"),
        ("第一段结束。\n第二段", "第一段结束。\n第二段"),
        ("工作总结\n今年以来", "工作总结\n今年以来"),
        (
            "Net sales were lower than those of the year before, from\nnet sales of 5",
            "Net sales were lower than those of the year before, from net sales of 5",
        ),
        ("NET SALES\nNet sales were 5", "NET SALES\nNet sales were 5"),
        ("the house-\nholds", "the households"),
        ("村内有三个\n- 12 -\n小组", "村内有三个\n小组"),
    ],
)
def test_what_is_read(raw: str, text: str) -> None:
    assert fold(raw).text == text


def test_page_numbers_that_count_up_are_dropped_even_before_a_unit() -> None:
    raw = "有关要求 1 和问题。随意简化 2 个程序。致富 3 富项目。"
    folded = fold(raw)
    assert "1" not in folded.text
    assert "2" not in folded.text
    assert [raw[start:end].strip() for start, end in folded.dropped] == ["1", "2", "3"]


def test_plain_text_is_simplified_and_lower_case_and_as_long() -> None:
    folded = fold("佔總數的44.7％ Of Which")
    assert folded.plain == "占总数的44.7% of which"
    assert len(folded.plain) == len(folded.text)


def test_the_way_back_covers_what_was_cut_inside() -> None:
    raw = "偏 5 弱村177个，标兵村172 个"
    folded = fold(raw)
    start = folded.text.index("弱")
    assert folded.original(start - 1, start + 1) == (0, 5)
    at = folded.text.index("177")
    assert raw[slice(*folded.original(at, at + 3))] == "177"


@given(st.text(alphabet="偏弱村个共占的，。1234567890 .%(\n\tabcé", max_size=80))
def test_offsets_lead_back_in_order(raw: str) -> None:
    folded = fold(raw)
    assert len(folded.offsets) == len(folded.text) + 1
    assert all(a < b for a, b in pairwise(folded.offsets))
    assert all(0 <= at <= len(raw) for at in folded.offsets)
    for at, character in enumerate(folded.text):
        assert character == raw[folded.offsets[at]] or character in " \u00a0"


def test_a_number_before_a_bracket_is_no_page_number() -> None:
    # With Chinese beside it, 150 stood between a comma and a bracket, as page numbers do.
    raw = "全镇今年共发展党员42名。\n\nOf 200 schools, 150 (75%) have a library.\n"
    assert fold(raw).dropped == ()
    assert "schools, 150 (75%)" in fold(raw).text
