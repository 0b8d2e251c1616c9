"""One quantity in several places: which places are bound, and what comes out."""

from __future__ import annotations

import time

import pytest

from consistency.model.relation import decision_on
from consistency.narrative import read_texts
from consistency.narrative.reading import read_document
from consistency.narrative.relations.restated import restated, restated_across

AGREES, ASKED = "agrees", "query"
STATED, IMPLIED = "stated", "implied"
Row = tuple[str, str, str]


def found(text: str) -> list[Row]:
    """(figures in order, verdict, basis) of every relation of the text."""
    return [_row(relation) for relation in restated(read_document("text", text), ())]


def test_a_measure_of_four_digits_is_hardly_printed_twice_by_chance() -> None:
    text = "结对共建投入1006万元。全年各部门用于组织建设的费用达到1006万元。"
    ((figures, verdict, basis),) = found(text)
    assert (figures, verdict, basis) == ("1006万 | 1006万", AGREES, IMPLIED)


def test_each_place_is_held_against_the_first() -> None:
    text = "排查出77个薄弱村。在77个薄弱村中逐个走访。目前，77个薄弱村中有活动室。"
    assert [bare(figures) for figures, _, _ in found(text)] == ["77 | 77", "77 | 77"]
    document = read_document("text", text)
    starts = [relation.figures[0][1].place for relation in restated(document, ())]
    assert len(set(starts)) == 1


def bare(figures: str) -> str:
    """Counters are part of some figures' text and not of others: they are left out here."""
    return figures.replace("个", "").replace("個", "").replace("名", "")


def one(text: str) -> Row:
    (row,) = found(text)
    return bare(row[0]), *row[1:]


def _row(relation) -> Row:  # type: ignore[no-untyped-def]
    assert relation.kind == "same"
    figures = " | ".join(figure.text for _, figure in relation.figures)
    verdict = decision_on(relation).verdict
    if verdict == ASKED:
        assert [doubt.id for doubt in relation.doubts] == ["same_quantity"]
    return figures, verdict, relation.basis


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # a set taken up again
        ("全市排查出77个薄弱村。目前，77个薄弱村中，有27个村建了礼堂。", ("77个 | 77个", AGREES)),
        ("全县共有38个后进支部。为摸清这38个支部的情况，逐个走访。", ("38个 | 38个", AGREES)),
        ("全县有38个软弱涣散支部。培训班组织38个软弱涣散支部的书记参加。", ("38个 | 38个", AGREES)),
        (
            "Between May and July 236 cases were recorded. Of the 236 cases, most were children.",
            ("236 | 236", AGREES),
        ),
        (
            "There were 656 people and 265 households. Of the 265 households, many have children.",
            ("265 | 265", AGREES),
        ),
        # one count printed in two scales
        ("为0.86万户养殖户发放补助，做到8600户养殖户一户不漏。", ("0.86万 | 8600", AGREES)),
        # one for each
        ("28名领导干部分别在28个村建立联系点。", ("28名 | 28个", AGREES)),
        # a measure with the article
        (
            "Depreciation was $38.8 million in 2021. It is above the $38.8 million of 2021 now.",
            ("38.8 million | 38.8 million", AGREES),
        ),
        # one name, one year
        (
            "Licence revenue was $72.8 million in 2019. The margin was good. "
            "Licence revenue of $72.8 million in 2019 includes upgrades.",
            ("72.8 million | 72.8 million", AGREES),
        ),
        # everything of a kind
        (
            "全区133个行政村全部完成换届。目前，全区133个行政村都有活动室。",
            ("133个 | 133个", AGREES),
        ),
    ],
)
def test_equal(text: str, row: tuple[str, str]) -> None:
    (figures, verdict, basis) = one(text)
    assert (figures, verdict, basis) == (bare(row[0]), row[1], STATED)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("全区133个行政村全部完成换届。目前，全区134个行政村都有活动室。", "133 | 134"),
        ("全區133個村已召開大會。後來，全區134個行政村全部組建了小組。", "133 | 134"),
        (
            "The project trained 460 teachers in 2019. Training the 446 teachers was expensive.",
            "460 | 446",
        ),
        (
            "The drive put 126,400 seedlings in the ground. Of the 124,600 seedlings planted most "
            "will hold.",
            "126,400 | 124,600",
        ),
        (
            "Licence revenue was $72.8 million in 2019. The margin was good. "
            "Licence revenue of $78.2 million in 2019 includes upgrades.",
            "72.8 million | 78.2 million",
        ),
        # pasted, with one figure changed
        (
            "我区农村党员人才活动小组发展很快，会员发展到5598人，成效十分明显，群众普遍满意。\n"
            "第二年的总结写道：我区农村党员人才活动小组发展很快，会员发展到5589人，成效十分明显，"
            "群众普遍满意。",
            "5598 | 5589",
        ),
    ],
)
def test_different(text: str, figures: str) -> None:
    assert one(text) == (figures, ASKED, IMPLIED)


@pytest.mark.parametrize(
    "text",
    [
        # equal small counts of nothing in common
        "新建5个活动室，培训5名干部，评出5个先进。",
        "Three of the 12 pumps failed. The 12 drivers waited for 3 hours.",
        # counts of other sets
        "全区133个村已换届，其中90个村有活动室，88个村有图书室。",
        "The 1,320 employees at our Ohio plants are organised. We had 4,860 employees in all.",
        # near, but only some of them
        "There are 200 villages. The 190 villages with clinics were visited.",
        # other years
        "Licence revenue was $72.8 million in 2019. Licence revenue was $78.2 million in 2018.",
        "2018年，全区133个行政村有活动室。2020年，全区134个行政村有活动室。",
        # a form filled in anew
        "一月：本月共受理群众来信来访案件35件，全部按规定及时办理完毕并逐一答复。\n"
        "二月：本月共受理群众来信来访案件52件，全部按规定及时办理完毕并逐一答复。\n"
        "三月：本月共受理群众来信来访案件18件，全部按规定及时办理完毕并逐一答复。\n"
        "四月：本月共受理群众来信来访案件77件，全部按规定及时办理完毕并逐一答复。",
        # far apart
        "The project trained 460 teachers. The 44 teachers of the first year were paid.",
        # amounts equal by chance
        "投入资金300万元。另外，村部建设投入300万元。",
    ],
)
def test_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Killed 1,775\nInjured 22,807\nThere were 1,775 people killed in 2014.", "1,775 | 1,775"),
        ("| Killed | 1,775 |\n| Injured | 22,807 |\n\nIn 2014 1,775 were killed.", "1,775 | 1,775"),
        ("医院\t17\n卫生室\t283\n\n全县共有卫生室283个。", "283 | 283"),
    ],
)
def test_a_row_of_a_table(text: str, figures: str) -> None:
    assert one(text) == (figures, AGREES, STATED)


def test_a_report_pasted_twice() -> None:
    """Every figure of the second is that of the first; one differs and is asked about."""
    report = (
        "我镇现有党员1082名，设党支部17个，全年共举办培训班12次，参训人员达到1120名。"
        "全镇共设立各种岗位473个，建立播放点68个，培训活动开展850场次，群众反映良好。"
    )
    other = report.replace("473", "437")
    rows = found(f"{report}\n{other}")
    assert [bare(figures) for figures, verdict, _ in rows if verdict == ASKED] == ["473 | 437"]
    assert sum(verdict == AGREES for _, verdict, _ in rows) == 6


def _across(*texts: str) -> list[Row]:
    documents = [read_document(f"t{at}", text) for at, text in enumerate(texts)]
    return [_row(relation) for relation in restated_across(documents)]


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        (
            "The programme reached 460 teachers in 2019.",
            "All the 446 teachers were paid.",
            [("460 | 446", ASKED, IMPLIED)],
        ),
        (
            "Revenue was $72.8 million in 2019 and 14 shops were opened.",
            "Revenue was $78.2 million in 2019.",
            [("72.8 million | 78.2 million", ASKED, IMPLIED)],
        ),
        (
            "Revenue was $72.8 million in 2019 and 14 shops were opened.",
            "Revenue was $72.8 million in 2019.",
            [("72.8 million | 72.8 million", AGREES, STATED)],
        ),
        ("共有农民专业合作社86个。", "目前有农民专业合作社88个。", [("86 | 88", ASKED, IMPLIED)]),
        ("共有农民专业合作社86个。", "目前有农民专业合作社86个。", [("86 | 86", AGREES, STATED)]),
        ("Revenue was $72.8 million in 2019.", "Revenue was $65.6 million in 2018.", []),
        ("投入资金300万元。", "培训干部300人。", []),
    ],
)
def test_across_documents(first: str, second: str, rows: list[Row]) -> None:
    shown = [(bare(figures), *rest) for figures, *rest in _across(first, second)]
    assert shown == rows


def test_together_only_where_asked() -> None:
    texts = [("a", "共有农民专业合作社86个。"), ("b", "目前有农民专业合作社88个。")]
    assert read_texts(texts).relations == ()
    ((name, relation),) = read_texts(texts, together=True).relations
    assert name == "a"
    places = [figure.place for _, figure in relation.figures]
    assert [place.input for place in places if place is not None] == ["a", "b"]


def test_the_time_grows_with_the_length() -> None:
    """Equal figures and names by the thousand: each is compared with few."""
    text = "全区133个行政村都有活动室。投入资金300万元。The 446 teachers met. " * 4000
    began = time.perf_counter()
    restated(read_document("text", text), ())
    assert time.perf_counter() - began < 20
