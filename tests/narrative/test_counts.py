"""Announced numbers against the items listed: every expected answer was counted by hand."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.announced import announcements
from consistency.narrative.relations.counts import counts
from consistency.narrative.relations.enumerations import enumeration
from consistency.narrative.relations.ordinals import han_value, runs


def found(text: str) -> list[str]:
    """Each relation as "basis verdict: announced, counted"."""
    result = []
    for relation in counts(read_document("text", text), ()):
        decision = decision_on(relation)
        figure = relation.figures[0][1]
        assert figure.place is not None
        assert text[figure.place.start : figure.place.end] == figure.text
        result.append(f"{relation.basis} {decision.verdict}: {figure.text}, {decision.derived}")
    return result


AGREEING = [
    ("重点抓好三项工作：一是修路；二是引水；三是通电。", "三, 3"),
    ("体会有三：第一，领导重视；第二，部门配合；第三，群众参与。", "三, 3"),
    ("主要有两条经验。一是选好带头人。二是管好钱物。", "两, 2"),
    (
        "成效体现在四个方面：（一）班子强了。（二）收入高了。（三）道路通了。（四）村容变了。",
        "四, 4",
    ),
    ("重點摸清三個方面情況,即:人選是否合適；村數有多少；問題在哪裡。", "三, 3"),
    ("做到时间、地点、人员、经费四落实。", "四, 4"),
    ("经过市、县(市)区、乡镇(街)、村(社区)四级联动，面貌一新。", "四, 4"),
    ("抓好“选”、“育”、“管”、“用”四个环节。", "四, 4"),
    ("抓“受理、承办、回复”三个环节。", "三, 3"),
    ("形成“优秀、称职、基本称职、不称职”四个等次。", "四, 4"),
    ("东河、西河、南河等3个村建成广场。", "3, 3"),
    ("工作覆盖东城、西城和南湖三个区。", "三, 3"),
    ("设计四室（书记室、会计室、会议室、阅览室）。", "四, 4"),
    ("以“五个好”（班子好、队伍好、机制好、业绩好、反映好）为标准。", "五, 5"),
    ("按照“有教室、有教师、有设备、有30人座位”的“四有”标准建设。", "四, 4"),
    ("市、县两级财政共同负担。", "两, 2"),
    (
        "The delay has two causes. First, permits came late; second, the contractor changed.",
        "two, 2",
    ),
    ("Cases came from three countries (Guinea, Mali and Senegal).", "three, 3"),
    ("Cases came from four countries (Guinea, Liberia, Mali, and Senegal).", "four, 4"),
    ("The works cover 2 counties, Meru and Embu.", "2, 2"),
    ("It works in the two states of Ohio and Texas.", "two, 2"),
    ("The plan has three parts, namely: roads; water; power.", "three, 3"),
    (
        "It is paid in four instalments: 30% on signature, 25% at delivery, 25% at test and 20% at the end.",  # noqa: E501
        "four, 4",
    ),
]


@pytest.mark.parametrize(("text", "expected"), AGREEING)
def test_lists_that_agree(text: str, expected: str) -> None:
    assert found(text) == [f"stated agrees: {expected}"]


FAILING = [
    (
        "主要存在五个方面的问题：一是认识不足；二是经费不足；三是人手不足；四是设备不足。",
        "stated discrepancy: 五, 4",
    ),
    (
        "The delay has three causes. First, permits came late; second, the contractor changed.",
        "stated discrepancy: three, 2",
    ),
    ("抓好“选、育、管”四个环节。", "implied query: 四, 3"),
    ("做到时间、地点、人员四落实。", "implied query: 四, 3"),
    ("There are four reasons (cost, time, risk).", "implied query: four, 3"),
]


@pytest.mark.parametrize(("text", "expected"), FAILING)
def test_lists_that_fail(text: str, expected: str) -> None:
    assert found(text) == [expected]


NOTHING = [
    "村“两委”换届选举工作顺利完成，一是组织到位，二是宣传到位。",
    "正式党员、预备党员在3人以上的都组建党支部。",
    "第三季度完成一批项目。",
    "2010年3月召开大会，两次修改方案。",
    "购买铁锹、水桶、扫帚等20件。",
    "全县五百户、三千人受益。",
    "十二五期间建成一批道路、桥梁。",
    "Three hundred people, men and women, came.",
    "In two years, Ohio built roads and Texas built bridges and rails.",
    "The five-year plan, now in its third year, covers roads.",
    "Teams visited several countries such as Guinea and Mali.",
    "",
    "一是。二是。三是。",
    "四四四四、四四四、四四",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_fails(text: str) -> None:
    assert not [line for line in found(text) if "agrees" not in line]


def test_a_series_runs_over_sentences_and_the_next_begins_anew() -> None:
    text = (
        "取得三项成效：一是路通了。全长5公里。二是灯亮了。三是水清了。\n"
        "存在两个问题：一是资金不足。二是人手不足。"
    )
    assert found(text) == ["stated agrees: 三, 3", "stated agrees: 两, 2"]


def test_nested_series_keep_their_own_count() -> None:
    text = "抓好两项工作：一是修路，分三步走：（1）勘察；（2）施工；（3）验收。二是引水。"
    assert [(run.family, run.last) for run in runs(read_document("text", text))] == [
        ("is", 2),
        ("paren", 3),
    ]


@pytest.mark.parametrize(
    ("text", "sizes", "plain"),
    [
        ("时间、地点、人员", (3,), True),
        ("时间、地点和人员", (3, 2), False),
        ("ohio, texas and iowa", (3, 2), True),
        ("ohio, texas, and iowa", (3,), True),
        ("ohio and texas", (2,), True),
        ("甲（一、二）、乙（三、四）", (2,), True),
        ("roads; water, gas; power", (3,), True),
    ],
)
def test_enumeration(text: str, sizes: tuple[int, ...], plain: bool) -> None:
    listed = enumeration(text)
    assert listed is not None
    assert (listed.sizes, listed.plain) == (sizes, plain)


def test_one_item_is_no_enumeration() -> None:
    assert enumeration("时间") is None


@pytest.mark.parametrize(
    ("word", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十六", 36), ("百", 0), ("", 0)],
)
def test_numerals(word: str, value: int) -> None:
    assert han_value(word) == value


def test_announcements_pass_over_dates_and_ordinals() -> None:
    values = [
        a.value for a in announcements("第三次会议在3月召开，前五名获奖，形成四个方面8条意见")
    ]
    assert values == [4, 8]
