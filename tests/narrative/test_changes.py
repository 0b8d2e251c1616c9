"""Changes and differences: which figures a movement binds, and what comes out."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.changes import changes

AGREES, ROUNDED, FAILS, ASKED = "agrees", "agrees_within_rounding", "discrepancy", "query"
Row = tuple[str, str, str, str]


def found(text: str) -> list[Row]:
    """(kind, figures in order, verdict, basis) of every relation of the text."""
    rows = []
    for relation in changes(read_document("text", text), ()):
        figures = " | ".join(figure.text for _, figure in relation.figures)
        rows.append((relation.kind, figures, decision_on(relation).verdict, relation.basis))
    return rows


CHANGE, DIFFERENCE = "change", "difference"
STATED, IMPLIED = "stated", "implied"


# --- one movement with what was and what is --------------------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 110 / 100
            "Rents were $110 million, up 10% from $100 million.",
            (CHANGE, "10% | 110 million | 100 million", AGREES, STATED),
        ),
        (
            "Rents were $110 million, up 18% from $100 million.",
            (CHANGE, "18% | 110 million | 100 million", FAILS, STATED),
        ),
        (  # 1,904 / 1,700 = 1.12
            "Permits rose by 12 per cent from 1,700 in 2015 to 1,904 in 2016.",
            (CHANGE, "12 | 1,904 | 1,700", AGREES, STATED),
        ),
        (  # 1,750 / 2,500 = 0.7
            "Fires fell 30 percent to 1,750, from 2,500 the year before.",
            (CHANGE, "30 | 1,750 | 2,500", AGREES, STATED),
        ),
        (  # 1,750 / 2,500 falls by 30, not 20
            "Fires fell 20 percent to 1,750, from 2,500 the year before.",
            (CHANGE, "20 | 1,750 | 2,500", FAILS, STATED),
        ),
        (  # 46 - 40
            "They lent 46 thousand books, against 40 thousand in 2018, a gain of 6 thousand.",
            (DIFFERENCE, "6 thousand | 46 thousand | 40 thousand", AGREES, STATED),
        ),
        (  # 1,775 / 1,713 = 1.0362
            "There were 1,775 recorded thefts in May, up 4% compared with April (1,713).",
            (CHANGE, "4% | 1,775 | 1,713", AGREES, STATED),
        ),
        (  # 2,130 * 0.88 = 1,874, not 1,905
            "Licences went to 1,905 drivers, 12% fewer than the 2,130 of a year ago.",
            (CHANGE, "12% | 1,905 | 2,130", FAILS, STATED),
        ),
        (  # 118.4 / 131 = 0.9038
            "Net debt fell to €118.4 million (2019: €131.0 million), a reduction of 9.6%.",
            (CHANGE, "9.6% | 118.4 million | 131.0 million", AGREES, STATED),
        ),
        (  # 114.4 / 104 = 1.1
            "In all 114.4 tonnes were sold, 10 per cent up on the 104 tonnes of 2009.",
            (CHANGE, "10 | 114.4 | 104", AGREES, STATED),
        ),
        (  # 27.3 - 26.8
            "Sales edged up to 27.3 million kronor from 26.8 million, i.e. by 0.5 million.",
            (DIFFERENCE, "0.5 million | up to 27.3 million | 26.8 million", AGREES, STATED),
        ),
        (  # 1,500 / 1,200 = 1.25; a bracket may also hold a share: a question
            "The number of pupils rose from 1,200 in 2010 to 1,500 in 2015 (25%).",
            (CHANGE, "25% | 1,500 | 1,200", AGREES, STATED),
        ),
        (  # 50 / 40; the later year is what is
            "We had sales of $50 million in 2019 and $40 million in 2018, an increase of 25%.",
            (CHANGE, "25% | 50 million | 40 million", AGREES, STATED),
        ),
        (
            "We had sales of $50 million in 2019 and $40 million in 2018, an increase of 35%.",
            (CHANGE, "35% | 50 million | 40 million", FAILS, STATED),
        ),
        (  # 71 against 77 is 6
            "The team scored 71, 8 points behind the leader, which scored 77.",
            (DIFFERENCE, "8 | 71 | 77", FAILS, STATED),
        ),
        (  # 1.2 / 0.4 = 3
            "Output reached 1.2 million tonnes, three times the 400,000 tonnes of 1990.",
            ("ratio", "three | 1.2 million | 400,000", AGREES, STATED),
        ),
        (  # 24,000 / 20,000 = 1.2
            "从业人员24000人，比上年的20000人增长20%。",
            (CHANGE, "20% | 24000 | 20000", AGREES, STATED),
        ),
        (
            "从业人员24000人，比上年的20000人增长30%。",
            (CHANGE, "30% | 24000 | 20000", FAILS, STATED),
        ),
        (  # 3230 / 2552 = 1.26567
            "汽车保有量由2552万辆增至3230万辆，增长26.6%。",
            (CHANGE, "26.6% | 3230万 | 2552万", AGREES, STATED),
        ),
        (  # 1,260 - 1,200
            "会员总数由1200名增加到1260名，净增60名。",
            (DIFFERENCE, "60 | 1260 | 1200", AGREES, STATED),
        ),
        (  # 140,005 - 139,538
            "2019年末总人口140005万人，比上年末139538万人增加467万人。",
            (DIFFERENCE, "467万 | 140005万 | 139538万", AGREES, STATED),
        ),
        (
            "2019年末总人口140005万人，比上年末139538万人增加647万人。",
            (DIFFERENCE, "647万 | 140005万 | 139538万", FAILS, STATED),
        ),
        (  # 550 / 500
            "销售收入去年为500万元，今年达到550万元，增长10%。",
            (CHANGE, "10% | 550万 | 500万", AGREES, STATED),
        ),
        (  # 18.6 / 17.8 = 1.0449
            "三季度完成产值18.6亿元，环比增长4.5%（二季度为17.8亿元）。",
            (CHANGE, "4.5% | 18.6亿 | 17.8亿", AGREES, STATED),
        ),
        (  # 30.48 / 54.41 = 0.5602
            "盈利為三十億四千八百萬元，去年同期則為五十四億四千一百萬元，減少44%。",
            (CHANGE, "44% | 三十億四千八百萬 | 五十四億四千一百萬", AGREES, STATED),
        ),
        (  # 1200 / 400
            "出口总额为1200万美元，是2010年400万美元的3倍。",
            ("ratio", "3 | 1200万 | 400万", AGREES, STATED),
        ),
        (
            "出口总额为1200万美元，是2010年400万美元的4倍。",
            ("ratio", "4 | 1200万 | 400万", FAILS, STATED),
        ),
        (  # grown by 1.5 times: 500 / 200 - 1
            "营业额由200万元增加到500万元，增长1.5倍。",
            ("ratio", "1.5 | 500万 | 200万", AGREES, STATED),
        ),
    ],
)
def test_one_movement(text: str, row: Row) -> None:
    assert found(text) == [row]


# --- told in two ways ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (  # 1,361.2 - 1,502.9 = -141.7; 141.7 / 1,502.9 = 9.43 %
            "Net sales were $1,361.2 million, a decrease of $141.7 million, or 9.4%, "
            "from net sales of $1,502.9 million.",
            [
                (DIFFERENCE, "141.7 million | 1,361.2 million | 1,502.9 million", AGREES, STATED),
                (CHANGE, "9.4% | 1,361.2 million | 1,502.9 million", AGREES, STATED),
            ],
        ),
        (  # 4.5 + 3.5 = 8.0; 3.5 / 4.5 = 77.8 %, 76.8 within the rounding of both
            "Fees rose $3.5 million, or 76.8% from $4.5 million in 2018 to $8.0 million in 2019.",
            [
                (DIFFERENCE, "3.5 million | 8.0 million | 4.5 million", AGREES, STATED),
                (CHANGE, "76.8% | 8.0 million | 4.5 million", ROUNDED, STATED),
            ],
        ),
        (  # 55 - 50 = 5; 5 / 50 = 10 %; 20 % is wrong
            "粮食产量由50万吨增加到55万吨，增加5万吨，增长20%。",
            [
                (DIFFERENCE, "5万 | 55万 | 50万", AGREES, STATED),
                (CHANGE, "20% | 55万 | 50万", FAILS, STATED),
            ],
        ),
        (  # 1,046,512 / 962,300 = 1.0875: the total, not its parts
            "Arrivals totalled 1,046,512, of which 803,200 by air and 243,312 by sea, "
            "against 962,300 a year earlier, an increase of 8.75 per cent.",
            [(CHANGE, "8.75 | 1,046,512 | 962,300", AGREES, STATED)],
        ),
        (  # the part: 300 / 250 = 1.2
            "共有会员500人，其中女会员300人，比上年的250人增长20%。",
            [(CHANGE, "20% | 300 | 250", AGREES, STATED)],
        ),
        (  # the total: 500 / 400 = 1.25
            "共有会员500人，其中女会员300人，比上年的400人增长25%。",
            [(CHANGE, "25% | 500 | 400", AGREES, STATED)],
        ),
        (  # neither 300 nor 500 is 25 % above 350
            "共有会员500人，其中女会员300人，比上年的350人增长25%。",
            [(CHANGE, "25% | 300 | 350", FAILS, STATED)],
        ),
    ],
)
def test_two_ways_or_two_figures(text: str, rows: list[Row]) -> None:
    assert found(text) == rows


# --- what was follows from the amount --------------------------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 18.7 / (170.5 - 18.7) = 12.32 %
            "Expenses increased $18.7 million, or 12.3%, to $170.5 million.",
            (CHANGE, "12.3% | 18.7 million | 170.5 million | 18.7 million", AGREES, STATED),
        ),
        (
            "Expenses increased $18.7 million, or 14.3%, to $170.5 million.",
            (CHANGE, "14.3% | 18.7 million | 170.5 million | 18.7 million", FAILS, STATED),
        ),
        (  # 3.6 / 80.6 = 4.47 %
            "Lending reached 84.2 billion dinars, 3.6 billion or 4.5% more than in 2015.",
            (CHANGE, "4.5% | 3.6 billion | 84.2 billion | 3.6 billion", AGREES, STATED),
        ),
        (  # 171 / 68,482 = 0.2497 %
            "全年粮食产量68653万吨，比上年增加171万吨，增长0.2%。",
            (CHANGE, "0.2% | 171万 | 68653万 | 171万", AGREES, STATED),
        ),
        (
            "全年粮食产量68653万吨，比上年增加171万吨，增长0.9%。",
            (CHANGE, "0.9% | 171万 | 68653万 | 171万", FAILS, STATED),
        ),
        (  # fell: 38,447 / 1,833,759 = 2.0966 %, printed with its sign
            "全國學生共1,795,312人，較上學年減少38,447人（-2.1%）。",
            (CHANGE, "-2.1% | 38,447 | 1,795,312 | 38,447", AGREES, STATED),
        ),
        (  # "10 %" of 45 is 4.5: 5 / 50 = 10 %
            "棉花产量达到45万吨，比上年减产5万吨，下降10%。",
            (CHANGE, "10% | 5万 | 45万 | 5万", AGREES, STATED),
        ),
    ],
)
def test_amount_and_percentage(text: str, row: Row) -> None:
    assert found(text) == [row]


def test_two_movements_of_one_figure() -> None:
    """3,536 / 9,601 = 36.83 %; 990 / 14,127 = 7.008 %."""
    text = "今年1月出生13137人，比去年同月增加3536人或36.83%，比前一月減少990人或7.01%。"
    assert found(text) == [
        (CHANGE, "36.83% | 3536 | 13137 | 3536", AGREES, STATED),
        (CHANGE, "7.01% | 990 | 13137 | 990", AGREES, STATED),
    ]


# --- several movements in a sentence ---------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Rents rose 5% to $105 million from $100 million and wages rose 10% "
            "to $55 million from $50 million.",
            [
                (CHANGE, "5% | 105 million | 100 million", AGREES, STATED),
                (CHANGE, "10% | 55 million | 50 million", AGREES, STATED),
            ],
        ),
        (  # the second fails, and only the second
            "Rents rose 5% to $105 million from $100 million; wages rose 30% "
            "to $55 million from $50 million.",
            [
                (CHANGE, "5% | 105 million | 100 million", AGREES, STATED),
                (CHANGE, "30% | 55 million | 50 million", FAILS, STATED),
            ],
        ),
        (  # what the second half leaves out: 8,400 / 726,000 = 1.157 %; 11,200 / 613,700 = 1.825 %
            "The male force increased by 8,400 (1.2%) to 734,400 and the female force by 11,200 "
            "(1.8%) to 624,900.",
            [
                (CHANGE, "1.2% | 8,400 | 734,400 | 8,400", AGREES, STATED),
                (CHANGE, "1.8% | 11,200 | 624,900 | 11,200", AGREES, STATED),
            ],
        ),
        (  # what is left out of income moves by nothing
            "Income, excluding an $878,000 gain on land, increased 40 percent to $11.2 million "
            "versus $8.0 million in 2005.",
            [(CHANGE, "40 | 11.2 million | 8.0 million", AGREES, STATED)],
        ),
        (  # the margin is another subject
            "Costs increased by $9,370 (8.0%) in 2019, with the gross margin improving from 32.4% "
            "to 32.7%.",
            [],
        ),
        (  # only costs have what was
            "Revenue was $105 million, and costs rose 10% to $55 million from $50 million.",
            [(CHANGE, "10% | 55 million | 50 million", AGREES, STATED)],
        ),
        (
            "Sales were $105 million compared to $100 million, an increase of 5%, while profit "
            "was $44 million compared to $40 million, an increase of 10%.",
            [
                (CHANGE, "5% | 105 million | 100 million", AGREES, STATED),
                (CHANGE, "10% | 44 million | 40 million", AGREES, STATED),
            ],
        ),
        (  # the movement of another time is none of this one
            "Sales increased 8% to $108 million from $100 million, compared to an increase of 5% "
            "in the prior year.",
            [(CHANGE, "8% | 108 million | 100 million", AGREES, STATED)],
        ),
        (  # a part of what caused it
            "Sales increased 8% to $108 million from $100 million, primarily due to an increase "
            "of $3 million in Asia.",
            [(CHANGE, "8% | 108 million | 100 million", AGREES, STATED)],
        ),
        (
            "汽车由2552万辆增至3230万辆，增长26.6%，其中电动汽车由45万辆增至360万辆，增长700%。",
            [
                (CHANGE, "26.6% | 3230万 | 2552万", AGREES, STATED),
                (CHANGE, "700% | 360万 | 45万", AGREES, STATED),
            ],
        ),
        (  # "respectively": the k-th with the k-th
            "Rents and wages increased 10% and 20%, respectively, to $110 million and $60 million "
            "from $100 million and $50 million.",
            [
                (CHANGE, "10% | 110 million | 100 million", AGREES, STATED),
                (CHANGE, "20% | 60 million | 50 million", AGREES, STATED),
            ],
        ),
        (
            "甲镇、乙镇居民分别由100人、200人增加到110人和240人，分别增长10%、30%。",
            [
                (CHANGE, "10% | 110 | 100", AGREES, STATED),
                (CHANGE, "30% | 240 | 200", FAILS, STATED),
            ],
        ),
    ],
)
def test_several_movements(text: str, rows: list[Row]) -> None:
    assert found(text) == rows


# --- rates and points ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The unemployment rate was 5.2%, down 0.3 percentage points from 5.5%.",
            (DIFFERENCE, "0.3 | 5.2% | 5.5%", AGREES, STATED),
        ),
        (
            "The unemployment rate was 5.2%, down 0.6 percentage points from 5.5%.",
            (DIFFERENCE, "0.6 | 5.2% | 5.5%", FAILS, STATED),
        ),
        (
            "Gross margin was 40.5% compared to 38.0%, an increase of 250 basis points.",
            (DIFFERENCE, "250 | 40.5% | 38.0%", AGREES, STATED),
        ),
        (
            "Turnout was 61%, 4 points higher than the 57% of 2010.",
            (DIFFERENCE, "4 | 61% | 57%", AGREES, STATED),
        ),
        (
            "The vote share fell 3.1 points to 46.9%, from 50.0%.",
            (DIFFERENCE, "3.1 | 46.9% | 50.0%", AGREES, STATED),
        ),
        (  # 5 / 4: relative
            "The rate rose from 4% to 5%, up 25%.",
            (CHANGE, "25% | 5% | 4%", AGREES, STATED),
        ),
        (  # 30 - 25: in points, though printed with %
            "The rate rose from 25% to 30%, up 5%.",
            (DIFFERENCE, "5% | 30% | 25%", AGREES, STATED),
        ),
        (
            "城镇化率由45.2%提高到50.1%，提高4.9个百分点。",
            (DIFFERENCE, "4.9 | 50.1% | 45.2%", AGREES, STATED),
        ),
        (
            "城镇化率由45.2%提高到50.1%，提高5.9个百分点。",
            (DIFFERENCE, "5.9 | 50.1% | 45.2%", FAILS, STATED),
        ),
        (
            "失业率为5.2%，比上年的5.5%下降0.3个百分点。",
            (DIFFERENCE, "0.3 | 5.2% | 5.5%", AGREES, STATED),
        ),
    ],
)
def test_rates_and_points(text: str, row: Row) -> None:
    assert found(text) == [row]


# --- losses ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # both are losses: their sizes
            "Net loss was $5 million compared to $4 million, an increase of 25%.",
            (CHANGE, "25% | 5 million | 4 million", AGREES, STATED),
        ),
        (  # a smaller loss is better
            "Net loss narrowed to $3 million from $5 million, an improvement of $2 million.",
            (DIFFERENCE, "2 million | 3 million | 5 million", AGREES, STATED),
        ),
        (  # 3.6 + 9.0 = 12.6, 12.7 within the rounding of three figures
            "Operating income of $3.6 million improved $12.7 million from $9.0 million of "
            "operating loss.",
            (DIFFERENCE, "12.7 million | 3.6 million | 9.0 million", ROUNDED, STATED),
        ),
        (  # -2 - 3
            "The result was a loss of $2 million, against a profit of $3 million in 2018, "
            "a decline of $5 million.",
            (DIFFERENCE, "5 million | 2 million | 3 million", AGREES, STATED),
        ),
        (
            "The result was a loss of $2 million, against a profit of $3 million in 2018, "
            "a decline of $8 million.",
            (DIFFERENCE, "8 million | 2 million | 3 million", FAILS, STATED),
        ),
        (  # a deficit stays one
            "The deficit was $55.2 billion in June, down $0.2 billion from $55.3 billion in May.",
            (DIFFERENCE, "0.2 billion | 55.2 billion | 55.3 billion", ROUNDED, STATED),
        ),
        (
            "The deficit was $50.7 billion in June, down $4.1 billion from $58.4 billion in May.",
            (DIFFERENCE, "4.1 billion | 50.7 billion | 58.4 billion", FAILS, STATED),
        ),
        (  # 3 + 1
            "全年实现利润3亿元，上年同期亏损1亿元，增加4亿元。",
            (DIFFERENCE, "4亿 | 3亿 | 1亿", AGREES, STATED),
        ),
    ],
)
def test_losses(text: str, row: Row) -> None:
    assert found(text) == [row]


# --- across sentences, and where only arithmetic binds ---------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 644.7 + 13.1 = 657.8
            "The tax was estimated at $644.7 million. We increased this amount by $13.1 million "
            "to $657.8 million.",
            (DIFFERENCE, "13.1 million | 657.8 million | 644.7 million", AGREES, IMPLIED),
        ),
        (  # 5,312 / 4,709 = 1.128
            "The commune had 5,312 inhabitants in 2011. The population had grown 12.8% since "
            "2001, when 4,709 people lived there.",
            (CHANGE, "12.8% | 5,312 | 4,709", AGREES, IMPLIED),
        ),
        (  # the years name the figures
            "Interest was $12.5 million, $10.0 million and $9.0 million in 2019, 2018 and 2017, "
            "respectively. The increase of 25% in 2019 compared to 2018 was due to new loans.",
            (CHANGE, "25% | 12.5 million | 10.0 million", AGREES, STATED),
        ),
        (
            "Interest was $12.5 million, $10.0 million and $9.0 million in 2019, 2018 and 2017, "
            "respectively. The increase of 35% in 2019 compared to 2018 was due to new loans.",
            (CHANGE, "35% | 12.5 million | 10.0 million", FAILS, STATED),
        ),
        (  # 12,160 - 9,840 = 2,320
            "Last month 9,840 people were registered compared to 12,160 in June 2015. This is a "
            "decrease of 2,328.",
            (DIFFERENCE, "2,328 | 9,840 | 12,160", FAILS, STATED),
        ),
        (  # 4,675 - 4,357
            "The population was 4,357 in 2010. This figure is down by 318 from the 2000 census "
            "figure of 4,675.",
            (DIFFERENCE, "318 | 4,357 | 4,675", AGREES, IMPLIED),
        ),
        (  # 520 - 500
            "男性520人，女性500人，男性比女性多20人。",
            (DIFFERENCE, "20 | 520 | 500", AGREES, IMPLIED),
        ),
        (  # 52.3 - 49.7
            "甲的得票率为52.3%。四年前甲的得票率为49.7%，本次提高2.6个百分点。",
            (DIFFERENCE, "2.6 | 52.3% | 49.7%", AGREES, IMPLIED),
        ),
    ],
)
def test_other_sentences(text: str, row: Row) -> None:
    assert found(text) == [row]


# --- nothing is said -------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        # no figure before
        "全年接待游客500万人次，增长10%；旅游收入30亿元，增长12%。",
        "出口总值比上年增长16.9%，其中出口283亿美元，增长9.1%；进口129.1亿美元，增长38.5%。",
        "新登记企业320万户、增长13%，总量达2037.7万户。",
        "The company employed 500 people in 12 countries, 5% more than a year ago.",
        "June exports were $158.0 billion, $13.6 billion more than May exports.",
        "Sales volume increased by 14.0%. Comparable sales grew 3.1%.",
        # value added is no increase
        "第二产业增加值5542.8亿元，增长21.8%；第三产业增加值3623.81亿元，增长10.8%。",
        # another figure before, by arithmetic not the one
        "The tax was estimated at $600 million. We increased this amount by $13.1 million "
        "to $657.8 million.",
        # rates of growth for each of several years
        "The population grew at an average annual rate of 2.1%, from 9,000 to 11,500.",
        "居民收入由2015年的12000元提高到2019年的18000元，年均增长10.7%。",
        # forecasts and aims
        "Revenue is expected to grow 10% to $150 million from $100 million.",
        "力争到2025年，产值由100亿元提高到150亿元，增长60%。",
        # at other prices
        "2019年全县生产总值120亿元，比上年的110亿元增长6.5%（可比价）。",
        # shares beside what they are compared with
        "Income was 12% of sales compared to 10% in the prior year.",
        # years in a list move by themselves
        "Expense was $72.8 million, $65.6 million and $60.1 million in 2019, 2018 and 2017, "
        "respectively.",
        # a share of the increase
        "There were 142,700 clerks in 2023 compared to 132,000 in 2022. About 89.5% of that "
        "increase was female.",
        # lists in turn that are not all of one length
        "The number of men and women fell by 7,300 (5.3%) and 1,200 (2.7%), respectively.",
        "实现收入85.33亿元、净利润8132万元，同比分别增长13.99%、6.73%。",
        # a scale word left out
        "Other income increased $1.1 million from $0.8 in 2011 to $1.9 million in 2012.",
        # no figures of a movement at all
        "Volunteers from 41 schools took part, and 500 households were reached.",
        "年龄从18岁到24岁的占25%，从25岁到44岁的占30%。",
        "招生1200人，比上年增加100人；在校生3500人，比上年增加200人。",
    ],
)
def test_nothing(text: str) -> None:
    assert found(text) == []


def test_two_percentages_of_one_movement() -> None:
    """The second is at other exchange rates: 105 / 100 is 5 %."""
    text = "Sales were $105 million, up 5% from $100 million, or up 3% in constant currency."
    assert found(text) == [(CHANGE, "5% | 105 million | 100 million", AGREES, STATED)]


def test_a_comparison_of_its_own_ends_a_movement() -> None:
    """The second comparison has what was, the first has none: 120 / 100."""
    text = "全年产值120亿元，比上年增长6.5%，比2015年的100亿元增长20%。"
    assert found(text) == [(CHANGE, "20% | 120亿 | 100亿", AGREES, STATED)]


def test_traditional_characters() -> None:
    """137,349 - 133,972 = 3,377, not 3,737; 2.52 %."""
    text = "總人口為137349萬人，比2010年的133972萬人，五年間增加3737萬人，增長2.52%。"
    assert found(text) == [
        (DIFFERENCE, "3737萬 | 137349萬 | 133972萬", FAILS, STATED),
        (CHANGE, "2.52% | 137349萬 | 133972萬", AGREES, STATED),
    ]
