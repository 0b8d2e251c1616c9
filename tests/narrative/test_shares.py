"""Percentages of a printed whole: which figures words bind, and what comes out."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative import read_texts
from consistency.narrative.reading import read_document
from consistency.narrative.relations.shares import shares

AGREES, FAILS, ASKED = "agrees", "discrepancy", "query"


def found(text: str) -> list[tuple[str, str, str, str, str]]:
    """(share, part, whole, verdict, basis) of every share of the text."""
    document = read_document("text", text)
    rows = []
    for relation in shares(document, ()):
        assert relation.kind == "share"
        (share, part, whole) = (figure.text for _, figure in relation.figures)
        rows.append((share, part, whole, decision_on(relation).verdict, relation.basis))
    return rows


def one(text: str) -> tuple[str, str, str, str, str]:
    (row,) = found(text)
    return row


# --- the part stands in front -------------------------------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 45 of 60 is 75
            "So far 45 of the 60 wells, or 75%, have been tested.",
            ("75%", "45", "60", AGREES, "stated"),
        ),
        (
            "So far 45 of the 60 wells, or 65%, have been tested.",
            ("65%", "45", "60", FAILS, "stated"),
        ),
        (  # 18 / 24 = 75
            "In all, 18 out of 24 samples, or 75 percent, were clean.",
            ("75", "18", "24", AGREES, "stated"),
        ),
        (  # 168 / 192 = 87.5
            "In spring 168 of 192 pupils passed, a pass rate of 87.5%.",
            ("87.5%", "168", "192", AGREES, "stated"),
        ),
        (  # 1,620 / 2,000 = 81
            "The 1,620 homes joined by May are 81% of the 2,000 homes in the plan.",
            ("81%", "1,620", "2,000", AGREES, "stated"),
        ),
        (  # 45 / 120 = 37.5
            "Exports accounted for $45 million of the $120 million total, or 37.5%.",
            ("37.5%", "45 million", "120 million", AGREES, "stated"),
        ),
        (  # the part follows its whole
            "Exports accounted for 37.5% of the $120 million total, or $45 million.",
            ("37.5%", "45 million", "120 million", AGREES, "stated"),
        ),
        (  # 312 / 650 = 48
            "Hydro provided 312 GWh, 48% of the 650 GWh generated.",
            ("48%", "312", "650", AGREES, "stated"),
        ),
        (  # 975 / 1,250 = 78
            "A sample of 1,250 seedlings was drawn, 975 of which (78%) were alive.",
            ("78%", "975", "1,250", AGREES, "stated"),
        ),
        (  # 2,187 / 4,860 = 45.0
            "We had 4,860 employees; 2,187 of them, or 45%, are women.",
            ("45%", "2,187", "4,860", AGREES, "stated"),
        ),
        (  # a rate in front of a colon: 27,585 / 45,000 = 61.3
            "Turnout was 61.3 per cent: 27,585 of the 45,000 electors voted.",
            ("61.3", "27,585", "45,000", AGREES, "stated"),
        ),
        ("两个选项中，赞成的有45人，占60人的75%。", ("75%", "45", "60", AGREES, "stated")),
        (
            "参加投票的有8,412人，占选民总数10,250人的82.1%。",  # 82.07
            ("82.1%", "8,412", "10,250", AGREES, "stated"),
        ),
        (
            "参加投票的有8,412人，占选民总数10,250人的88.1%。",
            ("88.1%", "8,412", "10,250", FAILS, "stated"),
        ),
        (  # 138 / 156 = 88.46
            "代表共156人，其中男性138人，占88.5%。",
            ("88.5%", "138", "156", AGREES, "stated"),
        ),
        (
            "代表共156人，其中男性138人，占85.8%。",
            ("85.8%", "138", "156", FAILS, "stated"),
        ),
        (  # 11.5 / 20 = 57.5, both coarse
            "20万名移民中，來自外省的有11.5萬人，即57%。",
            ("57%", "11.5萬", "20万", AGREES, "stated"),
        ),
        (  # over a growth rate: 283 / 412.1 = 68.67
            "进出口总值412.1亿元，其中出口283亿元，增长9.1%，占68.7%。",
            ("68.7%", "283亿", "412.1亿", AGREES, "stated"),
        ),
        (  # the whole behind the parts, between them and the share: 54 / 90 = 60
            "甲校54人、乙校36人，共计90人，分别占60%、40%。",
            ("60%", "54", "90", AGREES, "stated"),
        ),
    ],
)
def test_words_tie_the_part(text: str, row: tuple[str, ...]) -> None:
    assert row in found(text)


# --- brackets -------------------------------------------------------------------


def test_bracket_behind_the_part() -> None:
    text = "There were 158,349 homes, of which 68,511 (43.3%) had gardens and 69,284 (43.8%) sheds."
    assert found(text) == [
        ("43.3%", "68,511", "158,349", AGREES, "stated"),
        ("43.8%", "69,284", "158,349", AGREES, "stated"),
    ]


def test_part_in_brackets_behind_its_share() -> None:
    text = (
        "A random sample of 400 clerks was taken; it held 61.2% of men (245) and 38.8% women (155)."
    )
    assert found(text) == [  # 61.25 and 38.75: ties print either way
        ("61.2%", "245", "400", AGREES, "stated"),
        ("38.8%", "155", "400", AGREES, "stated"),
    ]


def test_whole_in_words_inside_the_bracket() -> None:
    text = "There were 158,349 households. There were 111,529 families (70.4% of all households)."
    assert one(text) == ("70.4%", "111,529", "158,349", AGREES, "stated")


def test_wide_brackets() -> None:
    text = "集團收入68.4億港元，其中零售43.1億港元（63%），批發17.1億港元（25%）。"
    assert found(text) == [  # 63.01, 25.0
        ("63%", "43.1億", "68.4億", AGREES, "stated"),
        ("25%", "17.1億", "68.4億", AGREES, "stated"),
    ]


# --- lists have one whole ---------------------------------------------------------


GRADES = (
    "全县1383个行政村，一档172个，占总数的12.4%，二档339个，占总数的24.5%，三档617个，占总数的{}。"
)


def test_list_with_a_head() -> None:
    assert [row[2:] for row in found(GRADES.format("44.6%"))] == [("1383", AGREES, "stated")] * 3


def test_one_item_of_a_list_fails() -> None:
    rows = found(GRADES.format("44.7%"))  # 617 / 1383 = 44.613
    assert [row[3] for row in rows] == [AGREES, AGREES, FAILS]
    assert rows[2] == ("44.7%", "617", "1383", FAILS, "stated")


def test_the_whole_of_a_list_fails() -> None:
    rows = found(GRADES.format("44.6%").replace("1383", "1838"))
    assert [row[2:] for row in rows] == [("1838", FAILS, "stated")] * 3


def test_list_over_a_full_stop() -> None:
    text = "全镇发展党员42名，其中女党员7名，占17%；35岁以下29人，占69%。高中以上22名，占48%。"
    assert found(text) == [  # 16.7, 69.0, 52.4
        ("17%", "7", "42", AGREES, "stated"),
        ("69%", "29", "42", AGREES, "stated"),
        ("48%", "22", "42", FAILS, "stated"),
    ]


def test_a_list_inside_brackets_has_its_own_whole() -> None:
    text = "共排查出38个村(其中，甲类6个，占比15.8%；乙类12个，占比31.6%)，另有社区20个。"
    assert found(text) == [  # 15.79, 31.58
        ("15.8%", "6", "38", AGREES, "stated"),
        ("31.6%", "12", "38", AGREES, "stated"),
    ]


def test_a_new_head_opens_a_new_list() -> None:
    text = "学校56所，其中小学41所，占73.2%；学生2.3万人，其中小学生1.4万人，占60.9%。"
    assert found(text) == [  # 73.21, 60.87
        ("73.2%", "41", "56", AGREES, "stated"),
        ("60.9%", "1.4万", "2.3万", AGREES, "stated"),
    ]


def test_part_of_a_part() -> None:
    text = "A total of 640 farmers answered: 320 (50%) were women, of whom 80 (25%) owned land."
    assert found(text) == [
        ("50%", "320", "640", AGREES, "stated"),
        ("25%", "80", "320", AGREES, "stated"),
    ]


def test_the_head_stands_a_sentence_before() -> None:
    text = "A total of 640 farmers answered. Radio was named by 412 (64.4%), papers by 96 (15.0%)."
    assert found(text) == [  # 64.375, 15.0
        ("64.4%", "412", "640", AGREES, "stated"),
        ("15.0%", "96", "640", AGREES, "stated"),
    ]
    assert [row[3] for row in found(text.replace("640", "723"))] == [FAILS, FAILS]


def test_other_items_do_not_become_the_whole() -> None:
    text = "Smith had 12,345 votes (45.2%) and Jones 10,234 (37.5%)."
    assert found(text) == []


# --- the whole is named ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 27.3 / 226.3 = 12.06
            "Net sales were $226.3 million. Income rose to $27.3 million, representing 12.1% of "
            "net sales.",
            ("12.1%", "27.3 million", "226.3 million", AGREES, "stated"),
        ),
        (  # 114.5 / 412.6 = 27.75: the part is named too
            "Revenue was $412.6 million, with online sales $114.5 million. Online sales "
            "therefore made up 27.8% of revenue.",
            ("27.8%", "114.5 million", "412.6 million", AGREES, "stated"),
        ),
        (  # 5.8 / 16.0 = 36.25
            "镇的总面积为16.0平方公里，其中10.2平方公里为陆地，5.8平方公里为水域，占总面积的36.3%。",
            ("36.3%", "5.8", "16.0", AGREES, "stated"),
        ),
        (  # 5,633 / 47,214 = 11.93
            "進口貨值為47,214億港元。全年逆差5,633億港元，相等於進口貨值的11.9%。",
            ("11.9%", "5,633億", "47,214億", AGREES, "stated"),
        ),
        (  # 24.57 / 28.92 = 84.96
            "全国幼儿园28.92万所，同比减少5610所。其中，普惠性24.57万所，增加1033所，占全部幼儿园的84.96%。",
            ("84.96%", "24.57万", "28.92万", AGREES, "stated"),
        ),
        (  # 341.08 / 512.36 = 66.57
            "年末常住人口512.36万人，其中城镇人口341.08万人，乡村人口171.28万人，城镇化率为66.57%。",
            ("66.57%", "341.08万", "512.36万", AGREES, "stated"),
        ),
        (
            "年末常住人口512.36万人，其中城镇人口341.08万人，乡村人口171.28万人，城镇化率为65.67%。",
            ("65.67%", "341.08万", "512.36万", FAILS, "stated"),
        ),
        (  # 2 of the last year against that year: 18.9 / 210.3 = 8.99
            "Net sales were $226.3 million compared to $210.3 million in 2020. Income was $27.3 "
            "million, or 12.1% of net sales, compared to $18.9 million, or 9.0% of net sales.",
            ("9.0%", "18.9 million", "210.3 million", AGREES, "stated"),
        ),
    ],
)
def test_words_name_the_whole(text: str, row: tuple[str, ...]) -> None:
    assert row in found(text)


def test_a_whole_that_only_arithmetic_finds_is_implied() -> None:
    text = (
        "本级投入近1720万元，其中补贴51万元。"
        "财政收入为1.7亿元，党建投入经费占财政收入的比例达到10.1%。"
    )
    assert one(text) == ("10.1%", "近1720万", "1.7亿", AGREES, "implied")  # 10.12


def test_two_lists_in_turn() -> None:
    text = (
        "Of total revenue of $900 million, Asia, Europe and Africa accounted for $450 million, "
        "$270 million and $180 million, respectively, or 50%, 30% and 25%."
    )
    assert found(text) == [
        ("50%", "450 million", "900 million", AGREES, "stated"),
        ("30%", "270 million", "900 million", AGREES, "stated"),
        ("25%", "180 million", "900 million", FAILS, "stated"),
    ]


# --- nothing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "全国人口1,771,000人，本国人在1998年只占17%，2013年约占15%。",
        "2014年，全县生产总值43,103亿元，人均235.2万元，相当于全国平均值的82%。",
        "城乡收入落差高达500%，全市人口120万人。",
        "全县98家规模以上企业完成产值占全市的73.8%。",
        "举办培训班98期，群众满意率达到97.3%，学员1,200人。",
        "学校共有教师120人，其中本科以上学历110人，学历达标率100%。",
        "对30名党员全部按时转正，转正率达100%。全镇发展党员42名。",
        "6个区老年人口占比超过7%，其中1个区占比超过14%。",
        "全年完成投资83.3亿元，完成年度计划的98%。",
        "贫困户由1,240户减少到318户，贫困发生率由8.7%下降到2.1%。",
        "5773名书记中，大专以上的占11.8%；2016年发展大专以上党员4068名。",
        "全镇总户数500户，其中贫困户的30%住在山区，山区有48户。",
        "Sales rose 12% to $340 million, with exports of $45 million up 5%.",
        "Sales saw a drop of $141.7 million, or 9.4%, from $1,502.9 million.",
        "Membership rose from 3,000 to 3,098, or 3.3%.",
        "The 2019 notes bear interest at 4.25%; $300 million of the $900 million is due.",
        "The hotel has 320 rooms (occupancy 95.7%) and 400 beds.",
        "The index closed 98 points higher (0.8%) at 12,348.",
        "More than 2,300 people came, twice the 1,180 of 2016, and over 60% of them were young.",
        "Papers numbered 4 672, or 5.92% of the 78 941 votes.",
        "The target for 2025 is 95% of the 2,000 homes; 1,200 are connected.",
        "In 1901, of 711,988 people 56% were Catholics. The count of 1909 gave 281,754 Jews "
        "(36.9%), 18,189 Protestants (2.4%) and 2,818 others (0.4%).",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert [row for row in found(text) if row[3] in (FAILS, ASKED)] == []


def test_broken_numbers_bind_nothing() -> None:
    assert found("全镇党员1947名，其中大专以上学历5 45名，占28.0%。") == []


def test_a_whole_that_is_only_nearest_is_a_question() -> None:
    text = "医院有房间500间、病房300间，先后装修房间120间，占45%。"
    assert one(text) == ("45%", "120", "500", ASKED, "implied")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 288 of 640 is 45 %
            "The fund held 640 bonds. Municipal bonds accounted for 288 of these, or 41%.",
            ("41%", "288", "640"),
        ),
        ("In 2014 there were 2,150 crashes. Speed caused 774, or 46%.", ("46%", "774", "2,150")),
        (
            "The union has 14,000 members, 8,820 or 53% of whom are women.",
            ("53%", "8,820", "14,000"),
        ),
        (
            "It spent $48 million, 70% of it ($28.8 million) on pay.",
            ("70%", "28.8 million", "48 million"),
        ),
        (
            "Reed won 12,480 votes (42.0%) and Bell 11,520 (48.0%), out of 24,000 votes.",
            ("42.0%", "12,480", "24,000"),
        ),
        (
            "One in four of the 1,260 tenants, 351 people, was in debt.",
            ("One in four", "351", "1,260"),
        ),
        (
            "Of the total enrolment, 481 pupils (9.5%) ride. The school has an enrolment of 6,412.",
            None,
        ),
        ("该党在150个议席中取得66席，占54%。", ("54%", "66", "150")),
        ("议会应选150席。执政党获90席，占50%。", ("50%", "90", "150")),
        ("共发生事故640起，其中超速引发的192起，占四成。", ("四成", "192", "640")),
        ("选举人25,600人，投票数17,920票，投票率80%。", ("80%", "17,920", "25,600")),
        ("有效票98,500张。候选人获53,190票，得票率64%。", ("64%", "53,190", "98,500")),
        ("应到代表420名，实到399名，出席率为85%。", ("85%", "399", "420")),
    ],
)
def test_a_named_whole_accuses(text: str, row: tuple[str, str, str] | None) -> None:
    failing = [each[:3] for each in found(text) if each[3] == FAILS]
    assert failing == ([row] if row else [])


def test_wholes_in_turn_stand_in_the_sentence_beside() -> None:
    text = (
        "Research costs were $80 million, $60 million and $45 million, or 10%, 8% and 5% of net "
        "sales, respectively. Net sales were $800 million, $750 million and $500 million, "
        "respectively."
    )  # 45 of 500 is 9 %
    assert [(row[0], row[2], row[3]) for row in found(text)] == [
        ("10%", "800 million", AGREES),
        ("8%", "750 million", AGREES),
        ("5%", "500 million", FAILS),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The hotel has 200 rooms; 30 guests (25%) came from Spain.",
        "全年治愈230例，治愈率92%；住院患者1200人次，床位共300张。",
        "处置不良贷款486亿元，不良率降至1.37%；普惠贷款余额6170亿元。",
    ],
)
def test_other_things_are_no_whole(text: str) -> None:
    assert [row for row in found(text) if row[3] == FAILS] == []


def test_a_rate_in_front_is_not_that_of_a_pair_with_a_share_of_its_own() -> None:
    text = "城市空气优良天数比率90.4%，74个断面中有71个达到优良，优良比例95.9%。"
    relations = read_texts([("t", text)]).relations
    shown = {tuple(figure.text for _, figure in relation.figures) for _, relation in relations}
    assert ("95.9%", "71", "74") in shown
    assert not any("90.4%" in texts for texts in shown)
