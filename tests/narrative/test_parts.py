"""Totals and bounds that texts state: every expected answer was worked by hand."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.parts import parts


def found(text: str) -> set[str]:
    """Each relation as "basis kind verdict: whole = part + part" or "... lower <= upper"."""
    return {shown(relation) for relation in parts(read_document("text", text), ())}


def shown(relation: object) -> str:
    verdict = decision_on(relation).verdict  # type: ignore[arg-type]
    figures = relation.figures  # type: ignore[attr-defined]
    by_role = {role: [f.text for r, f in figures if r == role] for role, _ in figures}
    if relation.kind == "total":  # type: ignore[attr-defined]
        terms = f"{by_role['total'][0]} = {' + '.join(by_role['part'])}"
    else:
        terms = f"{' + '.join(by_role['lower'])} <= {' + '.join(by_role['upper'])}"
    return f"{relation.basis} {relation.kind} {verdict}: {terms}"  # type: ignore[attr-defined]


TOTALS = [
    # remainder items close a list
    (
        "全县投入修路资金500万元，其中省级补助200万元，县级配套180万元，其他来源120万元。",
        "stated total agrees: 500万 = 200万 + 180万 + 120万",
    ),
    (
        "全县投入修路资金500万元，其中省级补助200万元，县级配套180万元，其他来源150万元。",
        "stated total discrepancy: 500万 = 200万 + 180万 + 150万",
    ),
    (
        "全縣投入修路資金842.5萬元，其中省級補助300萬元，鎮村自籌290.3萬元，其餘251.8萬元。",
        "stated total query: 842.5萬 = 300萬 + 290.3萬 + 251.8萬",
    ),
    # complementary items
    (
        "参加体检的村民1200人，其中男性640人，女性560人。",
        "stated total agrees: 1200 = 640 + 560",
    ),
    (
        "参加体检的村民1200人，其中男性640人，女性650人。",
        "stated total discrepancy: 1200 = 640 + 650",
    ),
    (
        "全市进出口总额412.1亿美元，增长6.9%。其中，出口283亿美元，增长9.1%；进口129.1亿美元，下降2.5%。",
        "stated total agrees: 412.1亿 = 283亿 + 129.1亿",
    ),
    (
        "全市进出口总额412.1亿美元，增长6.9%。其中，出口283亿美元，增长9.1%；进口192.1亿美元，下降2.5%。",
        "stated total discrepancy: 412.1亿 = 283亿 + 192.1亿",
    ),
    (
        "全年生产总值640亿元，居全省第三位。第一产业增加值40亿元，增长3.2%；"
        "第二产业增加值300亿元，增长6.1%；第三产业增加值300亿元，增长7.0%。",
        "stated total agrees: 640亿 = 40亿 + 300亿 + 300亿",
    ),
    (
        "全年生产总值640亿元，居全省第三位。第一产业增加值40亿元，增长3.2%；"
        "第二产业增加值300亿元，增长6.1%；第三产业增加值330亿元，增长7.0%。",
        "stated total discrepancy: 640亿 = 40亿 + 300亿 + 330亿",
    ),
    (
        "抽检产品350批次，其中合格331批次、不合格19批次。",
        "stated total agrees: 350 = 331 + 19",
    ),
    (
        "新开工项目20个，其中1亿元以上项目12个，1亿元以下项目8个。",
        "stated total agrees: 20 = 12 + 8",
    ),
    # cues that leave nothing out
    (
        "工作人员分为三组，全队45人分为一线30人、二线10人、后勤5人。",
        "stated total agrees: 45 = 30 + 10 + 5",
    ),
    (
        "人口總數為1,771,000人，包括1,370,000名男性和401,000名女性。",
        "stated total agrees: 1,771,000 = 1,370,000 + 401,000",
    ),
    (
        "人口總數為1,771,000人，包括1,370,000名男性和301,000名女性。",
        "stated total discrepancy: 1,771,000 = 1,370,000 + 301,000",
    ),
    (
        "新一届委员会共75席：甲党38席、乙党26席、丙党8席、无党籍3席。",
        "stated total agrees: 75 = 38 + 26 + 8 + 3",
    ),
    (
        "新一届委员会共75席：甲党38席、乙党26席、丙党9席、无党籍3席。",
        "stated total discrepancy: 75 = 38 + 26 + 9 + 3",
    ),
    # of which, and the parts make the whole
    (
        "市、县两级共拨付经费1294.92万元，其中，市级139万元，县级1155.92万元。",
        "stated total agrees: 1294.92万 = 139万 + 1155.92万",
    ),
    # shares that make 100 leave nothing out
    (
        "全市200个村，一类村50个，占总数的25.0%，二类村120个，占总数的60.0%，三类村30个，占总数的15.0%。",
        "stated total agrees: 200 = 50 + 120 + 30",
    ),
    (
        "全市200个村，一类村50个，占总数的25.0%，二类村140个，占总数的60.0%，三类村30个，占总数的15.0%。",
        "stated total discrepancy: 200 = 50 + 140 + 30",
    ),
    # sums behind their parts
    (
        "该馆接待学生320人、教师45人，合计365人。",
        "stated total agrees: 365 = 320 + 45",
    ),
    (
        "该馆接待学生320人、教师45人，合计395人。",
        "stated total discrepancy: 395 = 320 + 45",
    ),
    (
        "有27个村没有仓库。此外还有34个村的仓库需要翻修。这61个村都已列入计划。",
        "stated total agrees: 61 = 27 + 34",
    ),
    (
        "有27个村没有仓库。此外还有34个村的仓库需要翻修。这71个村都已列入计划。",
        "stated total discrepancy: 71 = 27 + 34",
    ),
    (
        "The village has a male population of 1,930 and a female population of 1,890, altogether 3,820 people.",  # noqa: E501
        "stated total agrees: 3,820 = 1,930 + 1,890",
    ),
    (
        "Payments fall due as follows: 2021, $3,410; 2022, $3,125; thereafter, $5,216; total, $11,751.",  # noqa: E501
        "stated total agrees: 11,751 = 3,410 + 3,125 + 5,216",
    ),
    (
        "Payments fall due as follows: 2021, $3,410; 2022, $3,125; thereafter, $5,216; total, $11,571.",  # noqa: E501
        "stated total discrepancy: 11,571 = 3,410 + 3,125 + 5,216",
    ),
    # English openings
    (
        "The impairment loss was $719 million: $365 million at one unit, $275 million at another, and $79 million at the third.",  # noqa: E501
        "stated total agrees: 719 million = 365 million + 275 million + 79 million",
    ),
    (
        "The impairment loss was $719 million: $365 million at one unit, $275 million at another, and $97 million at the third.",  # noqa: E501
        "stated total discrepancy: 719 million = 365 million + 275 million + 97 million",
    ),
    (
        "We had 860 employees, comprising 612 in manufacturing, 204 in sales and 44 in administration.",  # noqa: E501
        "stated total agrees: 860 = 612 + 204 + 44",
    ),
    (
        "Debt of $640 million consisted of $300 million of notes, a $250 million loan, and $80 million"  # noqa: E501
        " drawn under a facility, which has a limit of $200 million.",
        "stated total discrepancy: 640 million = 300 million + 250 million + 80 million",
    ),
    (
        "Enrolment was 1,148 pupils, of whom 601 were girls and 547 boys.",
        "stated total agrees: 1,148 = 601 + 547",
    ),
    (
        "Enrolment was 1,148 pupils, of whom 601 were girls and 647 boys.",
        "stated total discrepancy: 1,148 = 601 + 647",
    ),
    (
        "Of the 86 villages assessed, 24 were graded A, 37 graded B, 19 graded C and the remaining six were not reached.",  # noqa: E501
        "stated total agrees: 86 = 24 + 37 + 19 + six",
    ),
    (
        "Permits covered 1,905 dwellings; houses accounted for 1,143, or 60.0%, and flats for the other 762.",  # noqa: E501
        "stated total agrees: 1,905 = 1,143 + 762",
    ),
    (
        "Of the 236 cases, 141 were treated at home and 95 in hospital.",
        "stated total agrees: 236 = 141 + 95",
    ),
    (
        "Revenue rose by $7.2 million. This growth was due to a $4.0 million increase from one product and a $3.2 million increase from another.",  # noqa: E501
        "stated total agrees: 7.2 million = 4.0 million + 3.2 million",
    ),
    (
        "Costs increased $19.7 million. The increase was made up of payroll of $11.2 million, $6.4 million"  # noqa: E501
        " of advertising and $4.9 million of software, offset by a $2.8 million decline in travel.",
        "stated total agrees: 19.7 million = 11.2 million + 6.4 million + 4.9 million + 2.8 million",  # noqa: E501
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOTALS)
def test_totals(text: str, expected: str) -> None:
    assert found(text) == {expected}


BOUNDS = [
    (
        "受过表彰的干部449人，其中省级2人，市级47人。",
        {"stated bound agrees: 2 + 47 <= 449"},
    ),
    (
        "全镇培养先锋76名，其中党员90名。",
        {"stated bound discrepancy: 90 <= 76"},
    ),
    (
        "今年安排资金近1720万元。其中，培训23万元；养老保险86万元；共建1006万元，等等。",
        {"stated bound agrees: 23万 + 86万 + 1006万 <= 近1720万"},
    ),
    (
        "新登记户数320万户、增长13%，总量达2037.7万户，其中企业929.8万户。",
        {"stated bound agrees: 320万 <= 2037.7万", "stated bound agrees: 929.8万 <= 2037.7万"},
    ),
    (
        "新增上市公司45家、总量达1224家。",
        {"stated bound agrees: 45 <= 1224"},
    ),
    (
        "汽车保有量由2552万辆增至3230万辆，其中新能源汽车由45万辆增至356万辆。",
        {"stated bound agrees: 356万 <= 3230万", "stated bound agrees: 45万 <= 2552万"},
    ),
    (
        "在7个社区中，有2个社区新建了场所。",
        {"stated bound agrees: 2 <= 7"},
    ),
    (
        "77个村中，仍有33个村缺水，有28个村道路较差。",
        {"stated bound agrees: 33 + 28 <= 77"},
    ),
    # attributes that can hold of one member several times: no sum
    (
        "新发展会员100名，其中35岁以下的60名，致富能手70名，女性24名。",
        {
            "stated bound agrees: 60 <= 100",
            "stated bound agrees: 70 <= 100",
            "stated bound agrees: 24 <= 100",
        },
    ),
    # kinds that may overlap: a question
    (
        "排查出薄弱组织38个（其中，班子不齐的20个，占比52.6%；制度不全的25个，占比65.8%）。",
        {
            "stated bound agrees: 20 <= 38",
            "stated bound agrees: 25 <= 38",
            "implied bound query: 20 + 25 <= 38",
        },
    ),
    (
        "We found 38 weak branches. Of these, 20 had no team (52.6%) and 25 no rules (65.8%).",
        {
            "stated bound agrees: 20 <= 38",
            "stated bound agrees: 25 <= 38",
            "implied bound query: 20 + 25 <= 38",
        },
    ),
    (
        "Of the 90 households, 60 had children living in them and 50 were couples living together.",
        {"stated bound agrees: 60 <= 90", "stated bound agrees: 50 <= 90"},
    ),
    # both sides of a threshold in words: only suggested
    (
        "全镇发展会员42名，其中高中以上文化程度22名，占52%，初中及以下文化程度22名，占52%。",
        {
            "stated bound agrees: 22 <= 42",
            "implied total query: 42 = 22 + 22",
        },
    ),
    (
        "各村差距较大，多的10万元以上，少的不足3万元。",
        {"stated bound agrees: 不足3万 <= 10万"},
    ),
    (
        "各村收入最高的达9万元，最低的12万元。",
        {"stated bound discrepancy: 12万 <= 9万"},
    ),
    (
        "Twenty-one of the 32 seats changed hands.",
        {"stated bound agrees: Twenty-one <= 32"},
    ),
    (
        "Of total revenue of $905 million, the three regions accounted for $488 million, $251 million"  # noqa: E501
        " and $176 million, respectively.",
        {"stated bound discrepancy: 488 million + 251 million + 176 million <= 905 million"},
    ),
    (
        "The highest price was $340 and the lowest price was $310.",
        {"stated bound agrees: 310 <= 340"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), BOUNDS)
def test_bounds(text: str, expected: set[str]) -> None:
    assert found(text) == expected


NOTHING = [
    "距离省会37公里，距离海港98公里。面积29.7平方公里。",
    "全县有村100个，投入资金50万元，新修道路12公里。",
    "每年实施20项实事，财政支出突破500亿元，占比稳定在80%左右。",
    "总人口中，白人占84.12%、非裔占7.75%、亚裔占1.33%。",
    "千人口床位数由6.4张增至7.6张，人均预期寿命80.5岁。",
    "新增学位142万个，新增高校14所。",
    "5405名书记中，大专以上的占61.7%；5773名干部中，大专以上的占71.8%。",
    "开设3个站点，甲站有5303人到访，乙站和丙站分别有5184人和7082人到访。",
    "比上年增加20万元，增长5%；比计划多3万元。",
    "We recognized $0.7 million, $1.4 million, and $1.0 million in the three years, respectively.",
    "The average household size was 3.07; the average family size was 3.62.",
    "Revenue was $412.6 million, compared with $380.6 million a year earlier.",
    "Farmers named radio (412), neighbours (358), officers (201); several answers were possible.",
    "There were 11,698 single men; 12,844 people lived alone in 2010, up from 11,029.",
    "Prices moved between $310 and $345 a tonne.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_raised(text: str) -> None:
    assert not [shown for shown in found(text) if "discrepancy" in shown or "query" in shown]
    assert not [shown for shown in found(text) if " total " in shown]


def test_the_same_in_another_unit_is_rounded_anew_and_states_no_sum() -> None:
    text = (
        "The township has a total area of 68.4 km² (26.4 mi²). "
        "68.2 km² (26.3 mi²) of it is land and 0.2 km² (0.1 mi²) of it is water."
    )
    assert found(text) == {
        "stated total agrees: 68.4 = 68.2 + 0.2",
    }


def test_several_cuts_of_one_whole() -> None:
    text = "共选出委员72人，其中书记23人、副书记3人、支部委员46人；男性59人、女性13人。"
    assert found(text) == {
        "stated total agrees: 72 = 23 + 3 + 46",
        "stated total agrees: 72 = 59 + 13",
    }


def test_a_list_that_nearly_makes_its_whole_is_a_question() -> None:
    text = "今年投入3860万元，其中中央1500万元、省级960万元、县级1010万元、群众300万元。"
    assert found(text) == {"implied total query: 3860万 = 1500万 + 960万 + 1010万 + 300万"}


def test_figures_keep_their_place() -> None:
    text = "參加者1200人，其中男性640人，女性560人。"
    (relation,) = parts(read_document("text", text), ())
    spans = [(f.place.start, f.place.end) for _, f in relation.figures if f.place is not None]
    assert [text[start:end] for start, end in spans if start is not None] == ["1200", "640", "560"]


@pytest.mark.parametrize(
    "text", ["", "其中", "其中，", "（（（其中5", "分为：", "of which of which 5", "合计5、6"]
)
def test_broken_text_raises_nothing(text: str) -> None:
    assert not [shown for shown in found(text) if "discrepancy" in shown]
