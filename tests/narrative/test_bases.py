"""Shares of a whole printed nowhere: which pairs words tie, and whether a whole number fits."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.bases import bases
from consistency.narrative.relations.shares import shares

AGREES, FAILS = "agrees", "discrepancy"


def found(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    """(figures, verdict, basis) of every base of the text."""
    document = read_document("text", text)
    relations = bases(document, shares(document, ()))
    assert {relation.kind for relation in relations} <= {"base"}
    return [
        (tuple(f.text for _, f in r.figures), decision_on(r).verdict, r.basis) for r in relations
    ]


@pytest.mark.parametrize(
    ("text", "figures", "verdict"),
    [
        (  # 1310 / 1369 = 95.69, 1258 / 1369 = 91.89
            "新班子里，办过企业的1310人，占总数的95.7%，收入较高的1258人，占总数的91.9%。",
            ("95.7%", "1310", "91.9%", "1258"),
            AGREES,
        ),
        (  # 44234 / .581 = 76134 ± 66, 30971 / .407 = 76096 ± 93
            "学过手艺的党员44234名，占农村党员总数的58.1%，办了项目的党员30971名，占农村党员总数的40.7%。",
            ("58.1%", "44234", "40.7%", "30971"),
            AGREES,
        ),
        (  # 83 and 19 need 229, 101 of 229 is 44.1
            "新一届书记中，大专以上的83名，占36.2%；45岁以下的101名，占42.4%；女性19名，占8.3%。",
            ("36.2%", "83", "42.4%", "101", "8.3%", "19"),
            FAILS,
        ),
        (  # 165, 118 and 27 of 189
            "高中以上文化程度的165名，占87.3%；连任的118名，占62.4%；退役军人27名，占14.3%。",
            ("87.3%", "165", "62.4%", "118", "14.3%", "27"),
            AGREES,
        ),
        (  # 98 / 133 = 73.68, 98 / 132 = 74.24
            "可用的村级场所为98个，覆盖率达到73.8%。",
            ("73.8%", "98"),
            FAILS,
        ),
        ("可用的村级场所为98个，覆盖率达到73.7%。", ("73.7%", "98"), AGREES),
        ("预备党员30名按时转正，转正率达100%。", ("100%", "30"), AGREES),
        (  # 443 / 491 = 90.22
            "兼职的达到443人，交叉任职比例达到90.2%。",
            ("90.2%", "443"),
            AGREES,
        ),
        ("加入党组织联合体的村支部367个，占全市村级党组织的39%。", ("39%", "367"), AGREES),
        ("建立合作社党组织494个，占合作社总数的68.7%。", ("68.7%", "494"), AGREES),
        ("委员2296名，占委员总数的64.4%。", ("64.4%", "2296"), AGREES),
        ("由干部担任负责人的有13个，占17%。", ("17%", "13"), AGREES),
        (  # 98 / 133 = 73.68: no whole
            "有问题的98个，占总数的73.8%。",
            ("73.8%", "98"),
            FAILS,
        ),
        (  # 281,754 / .369, 18,189 / .024 and 2,818 / .004 meet at 763,000 to 764,000
            "The count of 1909 gave 281,754 Jews (36.9%), 18,189 Protestants (2.4%) and 2,818 "
            "Mariavites (0.4%).",
            ("36.9%", "281,754", "2.4%", "18,189", "0.4%", "2,818"),
            AGREES,
        ),
        (  # 18,189 / .029 = 627,000
            "The count of 1909 gave 281,754 Jews (36.9%), 18,189 Protestants (2.9%) and 2,818 "
            "Mariavites (0.4%).",
            ("36.9%", "281,754", "2.9%", "18,189", "0.4%", "2,818"),
            FAILS,
        ),
        (  # 48 / 66 = 72.73, 48 / 65 = 73.85
            "In 2010 there were 48 shops (73.4%).",
            ("73.4%", "48"),
            FAILS,
        ),
        (  # half votes half a name: 12,345 and 10,234 of 27,300
            "Smith had 12,345 votes (45.2%) and Jones 10,234 (37.5%).",
            ("45.2%", "12,345", "37.5%", "10,234"),
            AGREES,
        ),
        (
            "甲组50人，乙组30人，丙组20人，分别占50%、30%、20%。",
            ("50%", "50", "30%", "30", "20%", "20"),
            AGREES,
        ),
    ],
)
def test_pairs_of_an_unprinted_whole(text: str, figures: tuple[str, ...], verdict: str) -> None:
    assert found(text) == [(figures, verdict, "stated")]


def test_votes_without_percent_signs_are_only_implied() -> None:
    text = "Wharton ward: Lab 286 (46.6), LD 228 (37.1), Con 100 (16.3). Lab hold."  # of 614
    figures = ("46.6", "286", "37.1", "228", "16.3", "100")
    assert found(text) == [(figures, AGREES, "implied")]


@pytest.mark.parametrize(
    "text",
    [
        "新建场所62个，改建场所45个，修建覆盖面达到80%。",
        "新建活动场所98个，覆盖率达到73.8%。",
        "举办培训班98期，满意率达到97.3%。",
        "全年立案98件，受理投诉156件，结案率达97.3%。",
        "98家企业占全市工业产值的73.8%。",
        "三家供应商合计占41.2%。",
        "公司收入3.5亿元，占行业总额的12.4%。",
        "耕地面积49,100公顷，占县总面积的11.9%。",
        "新增用户98万户，增长73.8%。",
        "约98人参加，占73.8%。",
        "普惠性幼儿园24.57万所，占93.05%。",
        "全校教师98人，本科以上占73.8%。",
        "男性98人，比上年下降73.8%。",
        "共有村60个，其中达标45个，占75%。",
        "The index closed 98 points higher (0.8%) at 12,348.",
        "The ward has 98 beds, occupancy 73.8%.",
        "We own 98 shops (73.8% of them freehold by value) and 12 depots.",
        "There are 98 schools (73.8% Catholic).",
        "Agriculture, 98 firms strong, is 73.8% of output.",
        "Sales of 98 cars were up 73.8%.",
        "In round 2 he won 6 (60.5) and lost 4 (30.1).",
    ],
)
def test_no_pair_is_tied(text: str) -> None:
    assert found(text) == []
