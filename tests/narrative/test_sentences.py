"""What findings in texts say, in three languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import consistency
from consistency.model.message import knows, sentence
from consistency.model.relation import Relation, result_of
from consistency.narrative import edits
from consistency.narrative.document import Quantity
from consistency.narrative.reading import read_document

LANGUAGES = ("en", "zh-Hans", "zh-Hant")


def quantities(text: str) -> tuple[Quantity, ...]:
    return read_document("t", text).quantities


def said(relation: Relation) -> list[str]:
    return [sentence(result_of(relation, "t"), language)[1] for language in LANGUAGES]


def test_parts_that_exceed_their_whole_are_listed_with_their_sum() -> None:
    whole, *parts = quantities("共38个村，其中山区20个，库区15个，老区7个。")  # 42
    relation = edits.bound(parts, [whole])
    assert said(relation) == [
        "line 1: 20 + 15 + 7 make 42, 4 more than the 38个 they are part of.",
        "第 1 行：20 + 15 + 7 合计 42，不应超过 38个，超出 4。",
        "第 1 行：20 + 15 + 7 合計 42，不應超過 38个，超出 4。",
    ]
    assert said(edits.doubted(relation, "parts_disjoint")) == [
        "line 1: 20 + 15 + 7 make 42, 4 more than the 38个 they seem to be part of. "
        "May some be counted twice?",
        "第 1 行：20 + 15 + 7 合计 42，比 38个 多 4。"
        "各项是否属于该总数，其中有无重复计算？请核实。",
        "第 1 行：20 + 15 + 7 合計 42，比 38个 多 4。"
        "各項是否屬於該總數，其中有無重複計算？請核實。",
    ]
    assert said(edits.bound(parts[:2], [whole]))[0] == (
        "line 1: 20 + 15 make 35, not more than 38个."
    )


def test_of_many_parts_eight_are_listed() -> None:
    numbers = quantities("共9个，其中" + "，".join("1个" for _ in range(10)))
    (text, *_) = said(edits.bound(numbers[1:], numbers[:1]))
    assert text.startswith("line 1: 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + … make 10, 1 more than the 9个")


def test_a_single_part_is_compared_with_its_whole() -> None:
    whole, part = quantities("共38个村，其中山区42个。")
    assert said(edits.bound([part], [whole]))[0] == (
        "line 1: 42个 is more than 38个 by 4; it can be at most that."
    )


def test_shares_that_may_leave_some_out() -> None:
    relation = edits.shares(quantities("占60%，占55%"), at_most=True)
    assert said(relation) == [
        "line 1: the shares make 115%, more than 100% by 15: 60% + 55%.",
        "第 1 行：各项占比合计 115%，不应超过 100%，超出 15：60% + 55%。",
        "第 1 行：各項占比合計 115%，不應超過 100%，超出 15：60% + 55%。",
    ]
    assert said(edits.shares(quantities("占60%，占25%"), at_most=True))[0] == (
        "line 1: the shares make 85%, not more than 100%: 60% + 25%."
    )


@pytest.mark.parametrize(
    ("text", "items", "expected"),
    [
        ("办成三件事", 3, "line 1: 三件 announced, 3 listed."),
        ("办成三件事", 4, "line 1: 三件 announced, 4 listed."),
        ("six aspects", 6, "line 1: six aspects announced, 6 listed."),
    ],
)
def test_a_list_and_the_number_that_announces_it(text: str, items: int, expected: str) -> None:
    (announced,) = quantities(text)
    relation = edits.count(announced, items)
    assert said(relation)[0] == expected
    asked = said(replace(relation, basis="implied"))[0]
    if items != announced.figure.value:
        assert asked == f"{expected} Does the list hold all of them, each once?"


def test_one_quantity_in_two_places() -> None:
    first, second = quantities("全区133个村已召开大会。全区134个村建立了联合会。")
    assert said(edits.doubted(edits.same(first, second), "same_quantity")) == [
        "line 1: 133个 stated, 134个 further on in that line: 1 apart. "
        "Do both speak of the same quantity?",
        "第 1 行：文中 133个，同一行后文为 134个，相差 1。两处所指是否为同一数据？请核实。",
        "第 1 行：文中 133个，同一行後文為 134个，相差 1。兩處所指是否為同一數據？請核實。",
    ]
    first, second = quantities("全区133个村。\n\n全区133个村。")
    assert said(edits.same(first, second)) == [
        "line 1: 133个 stated, and 133个 at line 3.",
        "第 1 行：文中 133个，第 3 行为 133个，一致。",
        "第 1 行：文中 133个，第 3 行為 133个，一致。",
    ]


def test_a_difference_is_said_in_the_scale_it_is_printed_in() -> None:
    change, before, after = quantities(
        "up $141.7 million from $1,361.2 million to $1,502.9 million"
    )
    assert said(edits.difference(change, before, after))[0] == (
        "line 1: a difference of 141.7 million USD stated, "
        "from 1,361.2 million to 1,502.9 million is 141.7 million."
    )


def test_whatever_a_relation_rests_on_can_be_said() -> None:
    named: set[str] = set()
    for path in (Path(consistency.__file__).parent / "narrative").rglob("*.py"):
        text = path.read_text("utf-8")
        named |= set(re.findall(r'_DOUBT = "(\w+)"', text))
        named |= set(re.findall(r'doubted\((?:[^()"]|\([^()"]*\))*"([a-z_]+)"', text))
        named |= set(re.findall(r'(?:Assumption\(|Reading\([^"\n]*)"([a-z_]+)"\)', text))
    assert {"same_quantity", "parts_disjoint", "parts_exhaust", "same_measure"} <= named
    assert [doubt for doubt in sorted(named) if not knows(f"assumes.{doubt}")] == []
