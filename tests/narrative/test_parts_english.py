"""How wholes and parts are worded: totals that a text states, in varied word order.

Every expected sum was worked by hand; implied totals are found by arithmetic alone.
"""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from consistency.model.relation import Relation, decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.parts import parts


def totals(text: str) -> set[str]:
    """Each total as "basis total verdict: whole = part + part"."""
    return {shown(r) for r in parts(read_document("text", text), ()) if r.kind == "total"}


def shown(relation: Relation) -> str:
    verdict = decision_on(relation).verdict
    whole, *terms = [figure.text for _, figure in relation.figures]
    return f"{relation.basis} total {verdict}: {whole} = {' + '.join(terms)}"


ENGLISH = [
    (
        "The council has 48 members: 26 from the governing party and 22 from the opposition.",
        {"stated total agrees: 48 = 26 + 22"},
    ),
    (
        "The council has 48 members: 26 from the governing party and 20 from the opposition.",
        {"stated total discrepancy: 48 = 26 + 20"},
    ),
    (
        "A total of 1,250 patients were enrolled, 640 men and 610 women.",
        {"stated total agrees: 1,250 = 640 + 610"},
    ),
    (
        "A total of 1,250 patients were enrolled, 640 men and 600 women.",
        {"stated total discrepancy: 1,250 = 640 + 600"},
    ),
    (
        "Total exports of 84.2 million consisted of 51.7 million in timber and 32.5 million in fish.",
        {"stated total agrees: 84.2 million = 51.7 million + 32.5 million"},
    ),
    (
        "Exports of 51.7 million and imports of 40.1 million brought total trade to 91.8 million.",
        {"stated total agrees: 91.8 million = 51.7 million + 40.1 million"},
    ),
    (
        "Of 96 schools, 40 are primary, 30 secondary and the remaining 26 vocational.",
        {"stated total agrees: 96 = 40 + 30 + 26"},
    ),
    (
        "Of 96 schools, 40 are primary, 30 secondary and the remaining 20 vocational.",
        {"stated total discrepancy: 96 = 40 + 30 + 20"},
    ),
    (
        "The survey covered 340 farms (120 dairy, 140 arable and 80 mixed).",
        {"stated total agrees: 340 = 120 + 140 + 80"},
    ),
    (
        "The fleet comprises 64 vessels, of which 40 are tankers and 24 bulk carriers.",
        {"stated total agrees: 64 = 40 + 24"},
    ),
    (
        "Total staff of 310 was made up of 180 permanent and 140 temporary employees.",
        {"stated total discrepancy: 310 = 180 + 140"},
    ),
    (
        "Turnout: 5,230 votes were cast, of which 5,110 were valid and 120 invalid.",
        {"stated total agrees: 5,230 = 5,110 + 120"},
    ),
    (
        "Turnout: 5,230 votes were cast, of which 5,010 were valid and 120 invalid.",
        {"stated total discrepancy: 5,230 = 5,010 + 120"},
    ),
    (
        "Revenue came to 86 million from services and 34 million from goods, for a total of 120 million.",
        {"stated total agrees: 120 million = 86 million + 34 million"},
    ),
    (
        "The hospital opened the year with 412 beds, added 38 and closed 20, ending the year with 430.",
        {"stated total agrees: 430 = 412 + 38 + 20"},
    ),
    (
        "Men numbered 4,300 and women 4,100, making 8,400 in all.",
        {"stated total agrees: 8,400 = 4,300 + 4,100"},
    ),
    (
        "The budget of 900 million is split between health (400 million), schools (350 million) and roads (150 million).",
        {"stated total agrees: 900 million = 400 million + 350 million + 150 million"},
    ),
    (
        "The budget of 900 million is split between health (400 million), schools (350 million) and roads (180 million).",
        {"stated total discrepancy: 900 million = 400 million + 350 million + 180 million"},
    ),
    (
        "Members: 14 in Europe, 9 in Asia and 6 in Africa, 29 in total.",
        {"stated total agrees: 29 = 14 + 9 + 6"},
    ),
    (
        "Members: 14 in Europe, 9 in Asia and 6 in Africa, 31 in total.",
        {"stated total query: 31 = 14 + 9 + 6"},
    ),
    (
        "Cars sold\nNorth 120\nSouth 95\nEast 60\nTotal 275",
        {"stated total agrees: 275 = 120 + 95 + 60"},
    ),
    (
        "Region | Cars | Vans\nNorth | 120 | 14\nSouth | 95 | 9\nTotal | 225 | 23",
        {"stated total agrees: 23 = 14 + 9", "stated total discrepancy: 225 = 120 + 95"},
    ),
    ("He scored 31 goals, 20 at home and 11 away.", {"stated total agrees: 31 = 20 + 11"}),
    (
        "The company employs 2,300 people, 1,450 of them in Spain, 600 in Portugal and 250 in Morocco.",
        {"stated total agrees: 2,300 = 1,450 + 600 + 250"},
    ),
    (
        "Rural households numbered 7,400 and urban households 2,600, together 10,000.",
        {"stated total agrees: 10,000 = 7,400 + 2,600"},
    ),
    (
        "The population of the district was 52,300, comprising 26,800 males and 25,500 females.",
        {"stated total agrees: 52,300 = 26,800 + 25,500"},
    ),
    (
        "The population of the district was 52,300, comprising 26,800 males and 24,500 females.",
        {"stated total discrepancy: 52,300 = 26,800 + 24,500"},
    ),
    (
        "Between them the two plants produced 340 MW: 200 MW at Alder and 140 MW at Birch.",
        {"stated total agrees: 340 = 200 + 140"},
    ),
    (
        "The committee made 24 recommendations, 9 of which were accepted in full, 11 in part and 4 rejected.",
        {"stated total agrees: 24 = 9 + 11 + 4"},
    ),
    (
        "The ship carried 45 crew and 210 passengers, 255 people in all.",
        {"stated total agrees: 255 = 45 + 210"},
    ),
    (
        "Inventory at the beginning of the period was 350 tonnes; 120 tonnes were received and 200 tonnes issued, leaving 270 tonnes at the end.",
        {"stated total agrees: 270 = 350 + 120 + 200"},
    ),
    (
        "Land area is 310 km² and water area 22 km², a total area of 332 km².",
        {"stated total agrees: 332 = 310 + 22"},
    ),
    (
        "Of the 240 schools inspected, 40 were rated outstanding, 130 good, 60 requires improvement and 20 inadequate.",
        {"stated total discrepancy: 240 = 40 + 130 + 60 + 20"},
    ),
    (
        "Region  Sales  Price\nNorth  120  14\nSouth  95  9\nTotal  215  12",
        {"stated total agrees: 215 = 120 + 95"},
    ),
    (
        "North  120\nOslo  70\nBergen  50\nSouth  95\nTotal  215",
        {"implied total agrees: 215 = 70 + 50 + 95", "stated total agrees: 215 = 120 + 95"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_totals(text: str, expected: set[str]) -> None:
    assert totals(text) == expected


NOTHING_SUMMED = [
    "全年刑事案件立案1200起，破获860起。",
    "收到来信420件、来访180批次、来电650个。",
    "共发放救灾款850万元，受灾群众1.2万人，倒塌房屋320间。",
    "全乡辖15个村（社区），其中行政村12个、社区2个。",
    "全市R&D人员2.1万人，其中女性0.6万人，博士0.2万人，硕士0.5万人。",
    "本次普查登记法人单位3.2万个，产业活动单位3.8万个，个体经营户9.5万个。",
    "The library holds 5,000 books, including 300 atlases and 450 dictionaries.",
    "全市有学校120所，中学30所，小学85所。",
    "全年刑事案件立案1200起，破获860起，起诉300起。",
    "年末户籍人口50.2万人，比上年末增加0.3万人；出生0.6万人，死亡0.4万人。",
    "A total of 1,250 patients were enrolled, 640 men and 300 women over 65.",
    "机关党员82名，男性65名，35岁以下女性13名。",
    "In 2019 the team played 30 games and won 18, scoring 55 goals in all.",
    "群众满意率98%，其中城镇97%，农村99%。",
    "城镇调查失业率5.2%，其中男3.1%、女2.4%。",
    "共有企业120家，规上企业45家，亏损企业30家。",
    "问题56个，已完成40个，正在实施6个。",
    "The library lent 960 items, including 610 books and 220 films.",
    "Sales rose from 200 to 250; new orders were 60 and 20 were cancelled, leaving 80.",
    "Unemployment stood at 5%, of which 4% among men and 6% among women.",
    "Of 96 schools, 40 are primary and 30 secondary.",
    "全镇辖村12个，重点村3个，一般示范村4个。",
    "共有在校生3200人，男生1700人，住校生900人。",
    "The 18 members met twice, with 12 present in May and 15 present in June.",
]


@pytest.mark.parametrize("text", NOTHING_SUMMED)
def test_figures_that_make_no_whole(text: str) -> None:
    assert totals(text) == set()
