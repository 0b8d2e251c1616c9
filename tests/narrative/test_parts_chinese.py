"""How wholes and parts are worded: totals that a text states, in varied word order.

Every expected sum was worked by hand; implied totals are found by arithmetic alone.
"""

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


CHINESE = [
    (
        "全市完成进出口总额320.5亿元，其中出口210.3亿元，进口100.2亿元。",
        {"stated total discrepancy: 320.5亿 = 210.3亿 + 100.2亿"},
    ),
    (
        "全市农林牧渔业总产值128.4亿元，其中农业60.1亿元、林业8.2亿元、牧业40.6亿元、渔业19.5亿元。",
        {"stated total agrees: 128.4亿 = 60.1亿 + 8.2亿 + 40.6亿 + 19.5亿"},
    ),
    (
        "全县有中小学教师3200人，其中中学教师1400人，小学教师1700人。",
        {"stated total discrepancy: 3200 = 1400 + 1700"},
    ),
    (
        "全区共有各类学校86所，由小学45所、初中26所和高中15所组成。",
        {"stated total agrees: 86 = 45 + 26 + 15"},
    ),
    (
        "全区共有各类学校86所，由小学45所、初中26所和高中13所组成。",
        {"stated total discrepancy: 86 = 45 + 26 + 13"},
    ),
    (
        "本次共发放问卷500份，收回有效问卷463份、无效问卷37份。",
        {"stated total agrees: 500 = 463 + 37"},
    ),
    (
        "收到建议提案142件，其中经济类56件、社会类48件、其他38件。",
        {"stated total agrees: 142 = 56 + 48 + 38"},
    ),
    (
        "收到建议提案142件，其中经济类56件、社会类48件、其他28件。",
        {"stated total discrepancy: 142 = 56 + 48 + 28"},
    ),
    (
        "全年接待游客86.4万人次，其中过夜游客30.1万人次、一日游游客56.3万人次。",
        {"stated total agrees: 86.4万 = 30.1万 + 56.3万"},
    ),
    (
        "两类贷款合计86.4亿元，其中短期贷款30.1亿元，中长期贷款56.3亿元。",
        {"stated total agrees: 86.4亿 = 30.1亿 + 56.3亿"},
    ),
    ("普通股12.5亿股，优先股2.5亿股，合计15亿股。", {"stated total agrees: 15亿 = 12.5亿 + 2.5亿"}),
    ("东部地区（120个）和西部地区（85个）合计205个。", {"stated total agrees: 205 = 120 + 85"}),
    (
        "医院12家、卫生院30家、诊所58家，共计110家医疗机构。",
        {"stated total discrepancy: 110 = 12 + 30 + 58"},
    ),
    (
        "全县总人口52.3万人，男性26.8万人，女性25.5万人。",
        {"stated total agrees: 52.3万 = 26.8万 + 25.5万"},
    ),
    (
        "全县总人口52.3万人，男性26.8万人，女性24.5万人。",
        {"stated total discrepancy: 52.3万 = 26.8万 + 24.5万"},
    ),
    (
        "现有床位1200张，其中公立医院980张，民营医院220张。",
        {"stated total agrees: 1200 = 980 + 220"},
    ),
    (
        "甲党获得45席，乙党获得30席，其余15席由无党籍人士取得，总共90席。",
        {"implied total agrees: 45 = 30 + 15", "stated total agrees: 90 = 45 + 30 + 15"},
    ),
    (
        "参选人中，25岁以下12人、26至35岁48人、36至45岁60人、46岁以上30人，合计150人。",
        {"stated total agrees: 150 = 12 + 48 + 60 + 30"},
    ),
    (
        "期初库存350吨，本期入库120吨，出库200吨，期末库存270吨。",
        {"stated total agrees: 270 = 350 + 120 + 200"},
    ),
    (
        "期初库存350吨，本期入库120吨，出库200吨，期末库存280吨。",
        {"stated total discrepancy: 280 = 350 + 120 + 200"},
    ),
    (
        "上年末有企业4200家，全年新设560家，注销180家，年末实有4580家。",
        {"stated total agrees: 4580 = 4200 + 560 + 180"},
    ),
    ("全区共有幼儿园88所，公办52所，民办36所。", {"stated total agrees: 88 = 52 + 36"}),
    (
        "全村耕地面积3200亩，其中水田2100亩，旱地1100亩。",
        {"stated total agrees: 3200 = 2100 + 1100"},
    ),
    (
        "全村耕地面积3200亩，水田2100亩、旱地1000亩。",
        {"stated total discrepancy: 3200 = 2100 + 1000"},
    ),
    (
        "公司员工总数为2350人，其中研发人员850人，生产人员1200人，管理及其他人员300人。",
        {"stated total agrees: 2350 = 850 + 1200 + 300"},
    ),
    (
        "公司员工总数为2350人，其中研发人员850人，生产人员1200人，管理及其他人员350人。",
        {"stated total discrepancy: 2350 = 850 + 1200 + 350"},
    ),
    (
        "今年上半年投资12.4亿元，下半年投资15.6亿元，全年共投资28亿元。",
        {"stated total agrees: 28亿 = 12.4亿 + 15.6亿"},
    ),
    (
        "一季度完成12亿元，二季度完成15亿元，三季度完成14亿元，四季度完成19亿元，全年完成60亿元。",
        {"stated total agrees: 60亿 = 12亿 + 15亿 + 14亿 + 19亿"},
    ),
    ("在120名代表中，赞成98票，反对12票，弃权10票。", {"stated total agrees: 120 = 98 + 12 + 10"}),
    (
        "应到会代表120名，实到115名，收到有效票113张、无效票2张，共115张。",
        {"implied total agrees: 115 = 113 + 2", "stated total agrees: 115 = 113 + 2"},
    ),
    (
        "项目总投资5.6亿元，由中央资金2.1亿元、省级资金1.5亿元和自筹资金2.0亿元构成。",
        {"stated total agrees: 5.6亿 = 2.1亿 + 1.5亿 + 2.0亿"},
    ),
    (
        "项目总投资5.6亿元，由中央资金2.1亿元、省级资金1.5亿元和自筹资金1.0亿元构成。",
        {"stated total discrepancy: 5.6亿 = 2.1亿 + 1.5亿 + 1.0亿"},
    ),
    (
        "2015年实现利润320万元，2016年实现利润380万元，两年合计700万元。",
        {"stated total agrees: 700万 = 320万 + 380万"},
    ),
    (
        "办理居民身份证5400张，其中首次申领1200张、换领3300张、补领900张。",
        {"stated total agrees: 5400 = 1200 + 3300 + 900"},
    ),
    (
        "全县户籍人口48.6万人，其中城镇人口20.1万人、乡村人口28.5万人。",
        {"stated total agrees: 48.6万 = 20.1万 + 28.5万"},
    ),
    (
        "全县户籍人口48.6万人，其中城镇人口20.1万人、乡村人口26.5万人。",
        {"stated total discrepancy: 48.6万 = 20.1万 + 26.5万"},
    ),
    (
        "植树造林面积1.2万亩，其中人工造林0.8万亩，飞播造林0.4万亩。",
        {"stated total agrees: 1.2万 = 0.8万 + 0.4万"},
    ),
    (
        "全市有医院45家（其中三级医院8家、二级医院20家、一级医院17家）。",
        {"stated total agrees: 45 = 8 + 20 + 17"},
    ),
    (
        "本科生12,000人，硕士研究生3,000人，博士研究生800人，在校生总数15,800人。",
        {"implied total agrees: 15,800 = 12,000 + 3,000 + 800"},
    ),
    (
        "在校生总数15,800人，包括本科生12,000人、硕士研究生3,000人和博士研究生700人。",
        {"implied total query: 15,800 = 12,000 + 3,000 + 700"},
    ),
    (
        "本届运动会共产生金牌45枚、银牌43枚、铜牌52枚，奖牌总数140枚。",
        {"stated total agrees: 140 = 45 + 43 + 52"},
    ),
    (
        "全年发生火灾210起，比上年减少30起，其中住宅火灾90起、厂房火灾60起、其他火灾60起。",
        {"stated total agrees: 210 = 90 + 60 + 60"},
    ),
    ("全乡辖12个行政村、3个社区，共15个村（社区）。", {"stated total agrees: 15 = 12 + 3"}),
    (
        "企业2000户，民营企业1200户，占比60%；国有企业300户，占比15%；外资企业500户，占比25%。",
        {"stated total agrees: 2000 = 1200 + 300 + 500"},
    ),
    (
        "全县现有农村党支部312个，其中先进支部86个，一般支部198个，后进支部28个。",
        {"stated total agrees: 312 = 86 + 198 + 28"},
    ),
    (
        "全县现有农村党支部312个，分为先进、一般、后进三类，分别有86个、198个和28个。",
        {"stated total agrees: 312 = 86 + 198 + 28"},
    ),
    (
        "全县现有农村党支部312个，先进、一般、后进支部分别为86个、198个和20个。",
        {"stated total discrepancy: 312 = 86 + 198 + 20"},
    ),
    (
        "选派驻村干部186名，其中省派12名、市派54名、县派120名。",
        {"stated total agrees: 186 = 12 + 54 + 120"},
    ),
    (
        "村干部1240人中，高中及以上学历860人，初中及以下学历380人。",
        {"stated total agrees: 1240 = 860 + 380"},
    ),
    (
        "全市落实项目资金4.5亿元，除中央补助1.8亿元外，其余2.7亿元由地方自筹。",
        {"stated total agrees: 4.5亿 = 1.8亿 + 2.7亿"},
    ),
    (
        "全市落实项目资金4.5亿元，除中央补助1.8亿元外，其余2.4亿元由地方自筹。",
        {"stated total discrepancy: 4.5亿 = 1.8亿 + 2.4亿"},
    ),
    ("从性别看，男性265人，女性178人，共443人。", {"stated total agrees: 443 = 265 + 178"}),
    ("参加会议的有63人，其中正式代表55人、列席代表8人。", {"stated total agrees: 63 = 55 + 8"}),
    ("参会63人：正式代表55人，列席代表8人。", {"stated total agrees: 63 = 55 + 8"}),
    (
        "村级集体经济收入10万元以上的村45个，5万至10万元的村120个，5万元以下的村85个，共计250个村。",
        {"stated total agrees: 250 = 45 + 120 + 85"},
    ),
    (
        "全县250个行政村，村级集体经济收入10万元以上的村45个，5万至10万元的村120个，5万元以下的村85个。",
        {"implied total agrees: 250 = 45 + 120 + 85"},
    ),
    (
        "全镇共有党员860名，男党员620名，女党员240名；农村党员500名，机关党员360名。",
        {"stated total agrees: 860 = 620 + 240"},
    ),
    (
        "发放贷款8600万元，分两批，第一批3600万元，第二批4000万元。",
        {"stated total discrepancy: 8600万 = 3600万 + 4000万"},
    ),
    ("共排查问题56个，已整改48个，未整改8个。", {"stated total agrees: 56 = 48 + 8"}),
    ("共排查问题56个，已整改48个，未整改6个。", {"stated total discrepancy: 56 = 48 + 6"}),
    (
        "先后举办培训班24期，其中县级6期、乡镇18期，培训1800人次。",
        {"stated total agrees: 24 = 6 + 18"},
    ),
    (
        "县财政拨付300万元、乡镇配套150万元、群众自筹60万元，三项合计500万元。",
        {"stated total discrepancy: 500万 = 300万 + 150万 + 60万"},
    ),
    ("建成村级活动场所130个：新建60个，改扩建70个。", {"stated total agrees: 130 = 60 + 70"}),
    (
        "建成村级活动场所130个，其中新建60个、改扩建60个。",
        {"stated total discrepancy: 130 = 60 + 60"},
    ),
    (
        "森林面积12.6万公顷，其中天然林8.1万公顷，人工林4.5万公顷。",
        {"stated total agrees: 12.6万 = 8.1万 + 4.5万"},
    ),
    (
        "发电量350亿千瓦时，其中火电200亿千瓦时，水电90亿千瓦时，风电40亿千瓦时，太阳能发电20亿千瓦时。",
        {"stated total agrees: 350亿 = 200亿 + 90亿 + 40亿 + 20亿"},
    ),
    (
        "年初在职职工742人，全年新进118人，离职69人，年末在职764人。",
        {"stated total discrepancy: 764 = 742 + 118 + 69"},
    ),
    (
        "年初在职职工742人，全年新进118人，离职69人，年末在职791人。",
        {"stated total agrees: 791 = 742 + 118 + 69"},
    ),
    (
        "全县1383个村，其中好的617个、较好的339个、一般的172个、较弱的177个、弱的88个。",
        {"stated total discrepancy: 1383 = 617 + 339 + 172 + 177 + 88"},
    ),
    ("共计划改造1524户，其中完成1371户，剩余153户。", {"stated total agrees: 1524 = 1371 + 153"}),
    (
        "全市登记车辆3200辆，轿车2100辆，货车800辆，其余300辆为客车。",
        {"stated total agrees: 3200 = 2100 + 800 + 300"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_totals(text: str, expected: set[str]) -> None:
    assert totals(text) == expected
