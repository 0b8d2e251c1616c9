"""Percentages that make 100: complete by their words, or only by their sum."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.hundred import hundred
from consistency.narrative.relations.shares import shares

AGREES, ROUNDED, FAILS, ASKED = "agrees", "agrees_within_rounding", "discrepancy", "query"


def found(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    """(figures, verdict, basis) of every list of percentages of the text."""
    document = read_document("text", text)
    relations = hundred(document, shares(document, ()))
    assert {relation.kind for relation in relations} <= {"shares"}
    return [
        (tuple(f.text for _, f in r.figures), decision_on(r).verdict, r.basis) for r in relations
    ]


@pytest.mark.parametrize(
    ("text", "figures", "verdict"),
    [
        (
            "Asked for one answer, 41% chose the first, 33% the second, 14% the third, and the "
            "remaining 12% none.",
            ("41%", "33%", "14%", "12%"),
            AGREES,
        ),
        (  # 103
            "Asked for one answer, 41% chose the first, 33% the second, 17% the third, and the "
            "remaining 12% none.",
            ("41%", "33%", "17%", "12%"),
            FAILS,
        ),
        (
            "Services made 58.4% of GDP, industry 27.1% and farming the remaining 16.5%.",  # 102.0
            ("58.4%", "27.1%", "16.5%"),
            FAILS,
        ),
        (
            "Some 35% came by car, 40% by train and the rest, 25%, on foot.",
            ("Some 35%", "40%", "25%"),
            AGREES,
        ),
        ("高收入户占20%，中等户占55%，其余25%为低收入户。", ("20%", "55%", "25%"), AGREES),
        ("高收入户占20%，中等户占55%，其余35%为低收入户。", ("20%", "55%", "35%"), FAILS),
        ("三成八支持，四成七反对，其餘一成五無意見。", ("三成八", "四成七", "一成五"), AGREES),
        (
            "第一產業佔總量的2.6%、第二產業佔16.2%、第三產業佔80.1%。",
            ("2.6%", "16.2%", "80.1%"),
            FAILS,
        ),
        ("第一产业占7.1%，第二产业占39.4%，第三产业占53.5%。", ("7.1%", "39.4%", "53.5%"), AGREES),
        ("三次产业结构为7.1:39.4:53.5。", ("7.1", "39.4", "53.5"), AGREES),
        ("三次产业结构为7.1:39.4:55.5。", ("7.1", "39.4", "55.5"), FAILS),
        ("受访者中男性占48.6%，女性占51.4%。", ("48.6%", "51.4%"), AGREES),
        ("受访者中男性占48.6%，女性占55.4%。", ("48.6%", "55.4%"), FAILS),
        ("城镇人口占65.7%，乡村人口占34.3%。", ("65.7%", "34.3%"), AGREES),
        ("The makeup of the town was 45.3% male and 54.7% female.", ("45.3%", "54.7%"), AGREES),
        ("The makeup of the town was 45.3% male and 64.7% female.", ("45.3%", "64.7%"), FAILS),
        ("Men are 50.53% and women 49.47% of them.", ("50.53%", "49.47%"), AGREES),
        (  # 99.9
            "人口结构为26.6%在18岁以下、6.2%在18至24岁之间、25.8%在25至44岁之间、25.2%在45至64岁之间、16.1%在65岁以上。",
            ("26.6%", "6.2%", "25.8%", "25.2%", "16.1%"),
            ROUNDED,
        ),
        (  # 105.0
            "0至14岁的占16.5%，15至64岁的占75.1%，65岁及以上的占13.4%。",
            ("16.5%", "75.1%", "13.4%"),
            FAILS,
        ),
        (
            "受访者中，18—30岁占27.2%，31—60岁占62.7%，60岁以上占10.1%。",
            ("27.2%", "62.7%", "10.1%"),
            AGREES,
        ),
        (  # 100.1
            "25.1% of residents were under the age of 18; 9.4% were between 18 and 24; 52% were "
            "from 25 to 64; and 13.6% were 65 years of age or older.",
            ("25.1%", "9.4%", "52%", "13.6%"),
            ROUNDED,
        ),
        (
            "It is paid in four instalments: 30% on signature, 25% in May, 25% in June and 25% "
            "on completion.",
            ("30%", "25%", "25%", "25%"),
            FAILS,
        ),
        (  # five times 8, and 60
            "It is paid over eight years, with 8% of the tax paid each year for fiscal 2019 "
            "through 2023, and 15%, 20%, and 25%, respectively, from 2024 to 2026.",
            ("8%", "15%", "20%", "25%"),
            AGREES,
        ),
        (  # 100.1
            "The racial makeup was 97.6% White, 0.8% Black, 0.3% Asian, 0.9% from other races, "
            "and 0.5% from two or more races. Hispanics were 1.2%.",
            ("97.6%", "0.8%", "0.3%", "0.9%", "0.5%"),
            ROUNDED,
        ),
        (  # 104.6
            "The racial makeup was 97.6% White, 5.3% Black, 0.3% Asian, 0.9% from other races, "
            "and 0.5% from two or more races. Hispanics were 1.2%.",
            ("97.6%", "5.3%", "0.3%", "0.9%", "0.5%"),
            FAILS,
        ),
        (
            "财政拨款占62.5%，社会捐赠占21.3%，其他收入占16.2%。",
            ("62.5%", "21.3%", "16.2%"),
            AGREES,
        ),
        (  # a share of the first share
            "外来人员占全镇人口的31.4%，其中从事制造业的占62.0%，建筑业的占21.5%，服务业的占16.5%。",
            ("62.0%", "21.5%", "16.5%"),
            AGREES,
        ),
        (  # 100.1
            "“好”的514个，占40.0%，“较好”的611个，占47.5%，“一般”的128个，占10.0%，“差”的33个，占2.6%。",
            ("40.0%", "47.5%", "10.0%", "2.6%"),
            ROUNDED,
        ),
    ],
)
def test_words_say_that_nothing_is_left_out(
    text: str, figures: tuple[str, ...], verdict: str
) -> None:
    assert found(text) == [(figures, verdict, "stated")]


def test_a_list_goes_on_over_a_full_stop() -> None:
    text = (
        "其中92.06%是白人、0.18%是黑人、6.05%是土著、0.35%是其它人中。"
        "1.36%是混血儿。拉美裔占0.66%。"
    )
    figures = ("92.06%", "0.18%", "6.05%", "0.35%", "1.36%")
    assert found(text) == [(figures, AGREES, "implied")]


def test_only_the_sum_suggests_a_list() -> None:
    text = "信徒62%住亞洲，20%住中東，15%住非洲，2%住歐洲。"  # 99, each to a whole
    assert found(text) == [(("62%", "20%", "15%", "2%"), ROUNDED, "implied")]


def test_kinds_that_pass_100_in_brackets_are_a_question() -> None:
    text = (
        "共排查出38个村(其中，无班子的16个，占比42.1%；无场所的15个，占比39.5%；"
        "有矛盾的11个，占比28.9%)。"
    )
    assert found(text) == [(("42.1%", "39.5%", "28.9%"), ASKED, "implied")]
    document = read_document("text", text)
    (relation,) = hundred(document, shares(document, ()))
    assert [doubt.id for doubt in relation.doubts] == ["parts_disjoint"]


def test_two_structures() -> None:
    text = "产业结构由8.1:41.2:50.7调整为7.4:40.3:52.3。"
    assert [row[0] for row in found(text)] == [("8.1", "41.2", "50.7"), ("7.4", "40.3", "52.3")]


@pytest.mark.parametrize(
    "text",
    [
        "居民中白人占84.12%、黑人占7.75%、亚裔占1.33%。",
        "產值中，工業佔17%，商貿佔17.3%，運輸佔16.8%，農業只佔6.2%。",
        "第一产业增长5.1%，第二产业增长21.8%，第三产业增长73.1%。",
        "老城占全市面积的9%，却拥有全市91%的产值。",
        "2009年参保率为45%，2013年为55%。",
        "Turnout was 45% in 2009 and 55% in 2013.",
        "In March 35% of homes had water, in June 52%, in September 81%.",
        "有孩子的占33.0%、夫妇同住的占45.0%、独居的占33.2%、有老人的占13.5%。",
        "贫困的有7.5%的家庭、10.3%的人口、12.3%的少年和6.4%的老人。",
        "最关心的问题（可多选）：收入占40.0%，医疗占30.0%，教育占30.0%。",
        "Respondents could name more than one: radio 40%, papers 30%, friends 30%.",
        "男性吸烟者占61%，女性吸烟者占47%。",
        "男性识字率为97.1%，女性识字率为92.3%。",
        "Male participation was 61% and female 47%.",
        "Some 18% of those under 30, 35% of those 30 to 49, and 41% of those 50 and over agree.",
        "性别比为100:92.2。",
        "The score was 3:2:1 in halves.",
        "前三位的产量分别占全国的21.3%、18.2%和9.7%。",
        "全国机关党组织覆盖率为99.7%，企业为92.8%。",
        "The rate rose from 40% to 60%.",
        "Households: 34.7% had children, 48.3% were couples, 13.2% had a female head.",
    ],
)
def test_nothing_is_made_of_other_lists(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (  # 103
            "Sales were split between tools, 55%, parts, 27%, and repairs, 21%.",
            ("55%", "27%", "21%"),
        ),
        (  # 106
            "Of the total, 41% came from taxes, 39% from grants, 19% from fees and 7% from other "
            "sources.",
            ("41%", "39%", "19%", "7%"),
        ),
        ("笔记本占62%，服务器占21%，其他产品占19%。", ("62%", "21%", "19%")),  # 102
        ("满意度：非常满意的占48%，一般的占41%，不满意的占16%。", ("48%", "41%", "16%")),  # 105
        ("评为优良级的占19.1%，较好级的占42.5%，极差级的占48.8%。", ("19.1%", "42.5%", "48.8%")),
        (  # 92; the last is of any race
            "種族構成為白人72.3%、黑人12.1%、其他種族2.9%、混血兒4.7%，而拉丁裔可為任何種族，佔6.4%。",
            ("72.3%", "12.1%", "2.9%", "4.7%"),
        ),
        ("三次产业比重为4.1:44.3:41.6。", ("4.1", "44.3", "41.6")),  # 90.0
        (
            "第一产业投资占5.5%，第二产业投资占42.3%，第三产业投资占48.2%。",
            ("5.5%", "42.3%", "48.2%"),
        ),
        ("其中农牧业占9.3%，工业占24.8%，服务业占73.9%。", ("9.3%", "24.8%", "73.9%")),  # 108.0
    ],
)
def test_a_list_closed_by_its_words_accuses(text: str, figures: tuple[str, ...]) -> None:
    assert (figures, FAILS, "stated") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "種族構成為白人82.3%、黑人12.1%、其他種族2.9%、混血兒2.7%，而拉丁裔可為任何種族，佔6.4%。",
        "China took 45% of exports, Japan 12% and Korea 10%.",
        "Of all voters, 40% chose A, 30% B and 10% C.",
        "进口中，来自日本的占42%，来自韩国的占21%，来自其他亚洲国家的占12%。",
    ],
)
def test_an_open_list_is_left_alone(text: str) -> None:
    assert [row for row in found(text) if row[1] == FAILS] == []
