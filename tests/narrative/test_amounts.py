"""Averages, densities and products: which figures a rate binds, and what comes out."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.amounts import amounts

AGREES, ROUNDED, FAILS, ASKED = "agrees", "agrees_within_rounding", "discrepancy", "query"
STATED, IMPLIED = "stated", "implied"
Row = tuple[str, str, str, str]


def found(text: str) -> list[Row]:
    """(kind, figures in order, verdict, basis) of every relation of the text."""
    rows = []
    for relation in amounts(read_document("text", text), ()):
        figures = " | ".join(figure.text for _, figure in relation.figures)
        rows.append((relation.kind, figures, decision_on(relation).verdict, relation.basis))
    return rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The party booked 12 rooms at $80 each, $960 in total.",
            ("product", "960 | 12 | 80", AGREES, STATED),
        ),
        (
            "The party booked 12 rooms at $80 each, $860 in total.",
            ("product", "860 | 12 | 80", FAILS, STATED),
        ),
        (  # 24 * 1,500
            "Villages of the first class receive $1,500 each; in all $36,000 was paid to these "
            "24 villages.",
            ("product", "36,000 | 24 | 1,500", AGREES, STATED),
        ),
        (  # 24,000,000 * 0.35 = 8.4 million
            "The board declared $0.35 per share on 24,000,000 shares, for a total of $8.4 million.",
            ("product", "8.4 million | 24,000,000 | 0.35", AGREES, STATED),
        ),
        (
            "The board declared $0.45 per share on 24,000,000 shares, for a total of $8.4 million.",
            ("product", "8.4 million | 24,000,000 | 0.45", FAILS, STATED),
        ),
        (  # 5,091 * 100 = 509,100
            "每名退休教师每年发放100元补贴，共5091名，共计51万元。",
            ("product", "51万 | 5091 | 100", AGREES, STATED),
        ),
        (  # 1,200 * 2 万
            "改造旧房1200户，每户补助2万元，共投入2400万元。",
            ("product", "2400万 | 1200 | 2万", AGREES, STATED),
        ),
        (  # 2 万 can stand for up to 2.5 万, which makes 3,000
            "改造旧房1200户，每户补助2万元，共投入2800万元。",
            ("product", "2800万 | 1200 | 2万", ROUNDED, STATED),
        ),
        (
            "改造旧房1200户，每户补助2万元，共投入3200万元。",
            ("product", "3200万 | 1200 | 2万", FAILS, STATED),
        ),
        (  # 7 * 50
            "全年举办培训班7期，每期50人，共培训干部350人。",
            ("product", "350 | 7 | 50", AGREES, STATED),
        ),
        (
            "全年舉辦培訓班7期，每期50人，共培訓幹部450人。",
            ("product", "450 | 7 | 50", FAILS, STATED),
        ),
    ],
)
def test_products(text: str, row: Row) -> None:
    assert found(text) == [row]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 31,080 / 84
            "The 84 wells serve 31,080 people, an average of 370 people per well.",
            ("ratio", "370 | 31,080 | 84", AGREES, STATED),
        ),
        (
            "The 84 wells serve 31,080 people, an average of 390 people per well.",
            ("ratio", "390 | 31,080 | 84", FAILS, STATED),
        ),
        (  # 2,580 / 0.86
            "为0.86万户农户发放补助2580万元，户均3000元。",
            ("ratio", "3000 | 2580万 | 0.86万", AGREES, STATED),
        ),
        (
            "为0.86万户农户发放补助2580万元，户均4000元。",
            ("ratio", "4000 | 2580万 | 0.86万", FAILS, STATED),
        ),
        (  # 60 / 21 = 2.857
            "60平方米的房间21名职工办公，人均只有3平方米。",
            ("ratio", "3 | 60 | 21", AGREES, STATED),
        ),
        (  # 3,640 / 540,000 * 1,000 = 6.74
            "床位3640张。按常住人口54.0万人计算，每千常住人口拥有床位6.74张。",
            ("ratio", "6.74 | 3640 | 54.0万", AGREES, STATED),
        ),
    ],
)
def test_averages(text: str, row: Row) -> None:
    assert found(text) == [row]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 5,312 / 42.5 = 124.99
            "The commune covers 42.5 km2 and has 5,312 inhabitants, a density of 125 per km2.",
            ("ratio", "125 | 5,312 | 42.5", AGREES, STATED),
        ),
        (
            "The commune covers 42.5 km2 and has 5,312 inhabitants, a density of 145 per km2.",
            ("ratio", "145 | 5,312 | 42.5", FAILS, STATED),
        ),
        (  # 31,218 / 84.6 = 369
            "该镇面积为84.6平方公里，2010年有居民31218人，人口密度为每平方公里369人。",
            ("ratio", "369 | 31218 | 84.6", AGREES, STATED),
        ),
        (
            "該鎮面積為84.6平方公里，2010年有居民31218人，人口密度為每平方公里396人。",
            ("ratio", "396 | 31218 | 84.6", FAILS, STATED),
        ),
        (  # the area stands a sentence before: a question
            "该镇面积为84.6平方公里。2010年有居民31218人，人口密度为每平方公里396人。",
            ("ratio", "396 | 31218 | 84.6", ASKED, IMPLIED),
        ),
        (  # of the two areas the land fits: 2,280 / 10.2 = 223.5
            "全市面积16.0平方公里，其中陆地10.2平方公里，居民2280人，人口密度为每平方公里224人。",
            ("ratio", "224 | 2280 | 10.2", AGREES, IMPLIED),
        ),
        (  # 2,704 / 2,608 * 100 = 103.7
            "There were 2,704 men and 2,608 women, that is 104 men for every 100 women.",
            ("ratio", "104 | 2,704 | 2,608", AGREES, STATED),
        ),
        (
            "There were 2,704 men and 2,608 women, that is 107 men for every 100 women.",
            ("ratio", "107 | 2,704 | 2,608", FAILS, STATED),
        ),
        (  # 15,906 / 15,312 * 100 = 103.88
            "男性15906人，女性15312人，性别比为103.9。",
            ("ratio", "103.9 | 15906 | 15312", AGREES, STATED),
        ),
        (
            "男性15906人，女性15312人，性别比为108.9。",
            ("ratio", "108.9 | 15906 | 15312", FAILS, STATED),
        ),
    ],
)
def test_densities_and_ratios_of_the_sexes(text: str, row: Row) -> None:
    assert found(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        # another amount than what is averaged
        "全市60万人，完成投资50亿元，人均收入12000元。",
        # nothing to divide
        "The average household size was 2.57 and the average family size 2.98.",
        "农村居民人均可支配收入16021元，城镇居民人均可支配收入42359元。",
        # so much a year, a night
        "The hotel has 120 rooms and charges $80 per night; it earned $2 million.",
        "每年投入资金30万元，全村500户。",
        # a rule for each, no sum
        "每个村不少于3名代表，全县共有120个村。",
        # of births
        "男性15906人，女性15312人，出生人口性别比为108.9。",
        # prices, no count
        "Wheat sold at $310 a tonne and barley at $280 a tonne.",
        # several counts and sums: nothing fits
        "共有120个村、50个社区，每村补助3万元，投入资金500万元，另有捐款200万元。",
    ],
)
def test_nothing(text: str) -> None:
    assert found(text) == []
