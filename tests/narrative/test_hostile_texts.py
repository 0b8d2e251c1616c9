"""Hostile and damaged texts: nothing raises, every span is exact, time stays linear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.model.relation import result_of
from consistency.narrative import read_texts

WORDS = (
    "共 其中 占 % ％ ， 。 、 ； ( ) （ ） “ ” 1 12.5 1,383 １７２ 三 十 万 億 元 个 名 村"
    " 分别为 由 增至 比上年增长 人均 每名 合计 等 respectively total or from to $ million percent"
    " households a - – / : ? ① ² ½ e9 0x 〔2010〕59号 2011年 第三 一是 二是 |"
)
GAPS = (" ", "\n", "\r\n", "\t", "\ufeff", "\u200b", "\u202e", "\x00", "\ud800")
PIECES = [word for word in WORDS.split(" ") if word] + [*GAPS, "of which", "increase of "]


def check(text: str) -> None:
    """Every place reads back as its figure's text, and every relation is decided."""
    found = read_texts([("t", text)])
    for name, relation in found.relations:
        result = result_of(relation, name)
        assert result.decision.verdict in (
            "agrees", "agrees_within_rounding", "query", "discrepancy", "undecided",
        )  # fmt: skip
        for _, figure in relation.figures:
            assert figure.place is not None
            assert text[figure.place.start : figure.place.end] == figure.text
    assert found.alone <= found.figures


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_texts_of_cues_and_numbers(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text)


REPORT = (
    "全市共有建制村1383个，其中标兵村172个，占总数的12.4%；先进村339个，占24.5%。"
    "Net sales were $1,361.2 million, a decrease of $141.7 million, or 9.4%, from $1,502.9 million."
)


@pytest.mark.parametrize("cut", range(0, len(REPORT), 3))
def test_a_truncated_text(cut: int) -> None:
    check(REPORT[:cut])
    check(REPORT[cut:])


SIZE = 30_000


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "9" * 10 * SIZE,
        "1," * SIZE,
        "1.1" * SIZE,
        "1 2 3 " * (SIZE // 3),
        "1 234 567 " * (SIZE // 5),
        "(" * SIZE + "1" + ")" * SIZE,
        "（其中" * (SIZE // 3) + "1个",
        "一二三四五六七八九十" * (SIZE // 10),
        "万亿" * SIZE,
        "个村1383" * (SIZE // 6),
        "其中" * SIZE,
        "占总数的" * (SIZE // 4) + "1%",
        "5%，" * (SIZE // 3),
        "100个，" * (SIZE // 5),
        "一是二是三是" * (SIZE // 6),
        "、" * SIZE + "三个",
        "甲、" * (SIZE // 2) + "三个区",
        "a(b) " * (SIZE // 5),
        "個(gè)" * (SIZE // 5),
        "- 12 -\n" * (SIZE // 7),
        "村 5 村" * (SIZE // 5),
        "from $1 to $2, " * (SIZE // 15),
        "12 percent of " * (SIZE // 14),
        "\n" * SIZE + "1",
        " " * SIZE + "1%",
        "-" * SIZE + "1",
        "aaaa " * (SIZE // 5) + "5%",
        "A." * (SIZE // 2),
        "\u202e\u200b" * (SIZE // 2),
        "?" * SIZE + "%",
        "第" * SIZE + "1篇",
        "“" * SIZE + "5",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_long_and_hostile(text: str) -> None:
    check(text)
