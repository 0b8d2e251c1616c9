"""Lists that leave nothing out by what they name, and lists that only give examples.

Every expected sum was worked by hand.
"""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from consistency.model.relation import Relation, decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.counts import counts
from consistency.narrative.relations.parts import parts

_FAILING = ("discrepancy", "query")


def shown(relation: Relation) -> str:
    texts = " ".join(figure.text for _, figure in relation.figures)
    return f"{relation.basis} {relation.kind} {decision_on(relation).verdict}: {texts}"


def found(text: str, kind: str) -> set[str]:
    """The relations of a kind as "basis kind verdict: figures"."""
    return {shown(r) for r in parts(read_document("text", text), ()) if r.kind == kind}


TOTALS = [
    # 420 + 180 = 600
    ("全年实施项目600个，其中续建项目420个、新开工项目180个。", "stated total agrees: 600 420 180"),
    (
        "全年实施项目600个，其中续建项目420个、新开工项目130个。",
        "stated total discrepancy: 600 420 130",
    ),
    # 1,200 + 3,300 = 4,500
    ("此役伤亡4,500人，其中阵亡1,200人，负伤3,300人。", "stated total agrees: 4,500 1,200 3,300"),
    (
        "此役伤亡4,500人，其中阵亡1,200人，负伤2,900人。",
        "stated total discrepancy: 4,500 1,200 2,900",
    ),
    # 90 + 60 = 150
    ("大选应选150席，其中小选区90席、比例代表60席。", "stated total agrees: 150 90 60"),
    ("大选应选150席，其中小选区90席、比例代表70席。", "stated total discrepancy: 150 90 70"),
    # 20 + 30 = 50
    ("神职人员共50人，其中外籍神父20人、中国神父30人。", "stated total agrees: 50 20 30"),
    ("神职人员共50人，其中外籍神父20人、中国神父25人。", "stated total discrepancy: 50 20 25"),
    # 28 + 9 + 3 = 40
    (
        "线路全长40公里，其中地下段28公里，高架段9公里，地面段3公里。",
        "stated total agrees: 40 28 9 3",
    ),
    (
        "线路全长40公里，其中地下段28公里，高架段5公里，地面段3公里。",
        "stated total discrepancy: 40 28 5 3",
    ),
    # 51 + 62 + 87 + 30 = 230
    (
        "现有教师230人，包括教授51人、副教授62人、助理教授87人及讲师30人。",
        "stated total agrees: 230 51 62 87 30",
    ),
    # games: 18 + 9 + 7 = 34
    ("球队在34场比赛中取得18胜9平7负。", "stated total agrees: 34 18 9 7"),
    ("球队在34场比赛中取得18胜9平5负。", "stated total discrepancy: 34 18 9 5"),
    ("該隊在34場例行賽中取得18勝7敗9和。", "stated total agrees: 34 18 7 9"),
    (
        "In 36 games the team recorded 21 wins, 10 draws and 5 losses.",
        "stated total agrees: 36 21 10 5",
    ),
    (
        "In 38 games the team recorded 21 wins, 10 draws and 5 losses.",
        "stated total discrepancy: 38 21 10 5",
    ),
    # 82 + 48 + 10 = 140
    (
        "众议院应选140席。甲党获82席，比上届增加12席；乙党获48席，减少9席；其余10席由小党取得。",
        "stated total agrees: 140 82 48 10",
    ),
    (
        "众议院应选140席。甲党获72席，比上届增加12席；乙党获48席，减少9席；其余10席由小党取得。",
        "stated total discrepancy: 140 72 48 10",
    ),
    # 25 + 13 = 38
    (
        "北馆面积25万平方米，连同13万平方米的南馆，总面积达到38万平方米。",
        "stated total agrees: 38万 25万 13万",
    ),
    (
        "北馆面积25万平方米，连同13万平方米的南馆，总面积达到42万平方米。",
        "stated total discrepancy: 42万 25万 13万",
    ),
    # 4715 + 2127 = 6842; the trade with some countries is no part of this list
    (
        "全年进出口总额6842亿元，其中出口4715亿元，进口2127亿元；对周边国家进出口3284亿元。",
        "stated total agrees: 6842亿 4715亿 2127亿",
    ),
    # 12,000 + 3,000 = 15,000
    (
        "The college enrolled 15,000 students, of whom 12,000 were undergraduates and 3,000 were graduate students.",
        "stated total agrees: 15,000 12,000 3,000",
    ),
    (
        "The college enrolled 15,000 students, of whom 12,000 were undergraduates and 2,000 were graduate students.",
        "stated total discrepancy: 15,000 12,000 2,000",
    ),
    # 300 + 1,100 = 1,400
    (
        "The corps suffered 1,400 casualties, of whom 300 were killed and 1,100 wounded.",
        "stated total agrees: 1,400 300 1,100",
    ),
    (
        "The corps suffered 1,400 casualties, of whom 300 were killed and 1,300 wounded.",
        "stated total discrepancy: 1,400 300 1,300",
    ),
    # 17.1 + 4.9 + 2.0 = 24.0; with 4.2 they make 23.3
    (
        "Charges totaled $24.0 million, of which $17.1 million related to severance, $4.9 million to leases and $2.0 million to other costs.",
        "stated total agrees: 24.0 million 17.1 million 4.9 million 2.0 million",
    ),
    (
        "Charges totaled $24.0 million, of which $17.1 million related to severance, $4.2 million to leases and $2.0 million to other costs.",
        "stated total discrepancy: 24.0 million 17.1 million 4.2 million 2.0 million",
    ),
    # 470 + 151 = 621
    (
        "It counted 621 priests, of whom 470 were diocesan and 151 religious.",
        "stated total agrees: 621 470 151",
    ),
    (
        "It counted 612 priests, of whom 470 were diocesan and 151 religious.",
        "stated total discrepancy: 612 470 151",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOTALS)
def test_lists_that_leave_nothing_out(text: str, expected: str) -> None:
    assert found(text, "total") == {expected}


EXAMPLES = [
    "全县共有医院50家，其中三级医院5家、二级医院20家。",
    "年末全市有公交车3200辆，其中电动车1200辆、燃气车800辆。",
    "全长1119公里，其中贵州境内876公里、重庆境内219公里。",
    "事故造成伤亡60人，其中死亡12人，重伤20人。",
    "全年接待旅客5000万人次，其中国内航线3000万人次，国际航线800万人次，地区航线200万人次。",
    "全年实施项目860个，其中续建项目300个，新开工项目200个，另有储备项目120个。",
    "教师538人，其中教授51人、副教授162人。",
    "全县共有村庄480个。今年建成甲类村100个；乙类村200个；其余50个为丙类村。",
    "甲队10场6胜2负，暂列第三。",
    "球队在38轮联赛中取得21胜10平7负，积73分，进67球失34球。",
    "该线全长50公里，其中地下段20公里，高架段10公里，设车站20座。",
    "该线全长518公里，其中甲省境内206公里，乙省境内312公里，设计时速350公里。",
    "议会分为两院，众议院150席，参议院76席。自由党获90席；工党获55席；其余5席由小党取得。",
    "The firm had 120 employees, of whom 40 were in sales and 12 moved to other sites.",
    "The council has 60 members, of whom 45 are elected and 5 are appointed by the governor, with the rest co-opted.",
    "The fleet had 80 ships, of which 20 were owned and 10 leased to partners.",
    "The army suffered 900 casualties, including 200 killed and 500 wounded.",
    "The museum sold 5,000 tickets in May, 6,000 in June and 12 thereafter, against 20,000 a year earlier.",
    "Permits covered 1,905 dwellings; houses accounted for 1,143, or 60.0%, and flats for the other 762.",
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_lists_of_examples_accuse_nobody(text: str) -> None:
    relations = parts(read_document("text", text), ())
    assert [shown(r) for r in relations if decision_on(r).verdict in _FAILING] == []


def test_wholes_and_parts_in_turn_are_paired() -> None:
    text = (
        "Benefits were $14.6 million and $16.2 million, respectively, of which $11.3 million "
        "and $12.8 million, respectively, would affect the rate."
    )
    assert found(text, "bound") == {
        "stated bound agrees: 11.3 million 14.6 million",
        "stated bound agrees: 12.8 million 16.2 million",
    }


def test_kinds_of_one_noun_exceed_their_whole() -> None:
    # 3,606 + 1,011 = 4,617 > 4,350
    text = "公共小巴4,350辆，当中绿色小巴3,606辆，红色小巴1,011辆。"
    assert "stated bound discrepancy: 3,606 1,011 4,350" in found(text, "bound")


def test_two_sides_of_different_steps_only_suggest_a_whole() -> None:
    text = "党员42名，其中女7名；高中以上文化22名，占48%，初中及以下22名，占52%。"
    failing = {one for one in found(text, "total") if "agrees" not in one}
    assert failing <= {"implied total query: 42 22 22"}


COUNTS = [
    ("全年办成四件实事：一是修路。二是打井。三是架线。", ["stated count discrepancy: 四"]),
    ("全年办成三件实事：一是修路。二是打井。三是架线。", ["stated count agrees: 三"]),
    ("今年办了四件实事，即修路、建桥、打井。", ["implied count query: 四"]),
    ("今年办了三件实事，即修路、建桥、打井。", ["stated count agrees: 三"]),
    ("按照“班子好、队伍好、机制好、业绩好、反映好”的五个标准验收。", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_announced_numbers(text: str, expected: list[str]) -> None:
    assert [shown(r) for r in counts(read_document("text", text), ())] == expected
