"""Sums that only arithmetic suggests: told where it is no coincidence, and only where they hold."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.changes import changes
from consistency.narrative.relations.implied import implied

Row = tuple[str, ...]


def found(text: str) -> list[Row]:
    """The figures of every sum, the whole first."""
    rows = []
    for relation in implied(read_document("text", text), ()):
        assert relation.kind == "total"
        assert relation.basis == "implied"
        assert [doubt.id for doubt in relation.doubts] == ["found_by_arithmetic"]
        assert decision_on(relation).verdict == "agrees"
        rows.append(tuple(figure.text for _, figure in relation.figures))
    return rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # 1,294.92 = 139 + 1,155.92
        (
            "两级财政投入1294.92万元，市里139万元，县里1155.92万元。",
            ("1294.92万", "139万", "1155.92万"),
        ),
        # 8,413 = 5,120 + 3,293
        ("We saw 8,413 guests; 5,120 came by car and 3,293 by train.", ("8,413", "5,120", "3,293")),
        # the parts in front
        (
            "By car came 5,120 guests and by train 3,293; 8,413 was a record.",
            ("8,413", "5,120", "3,293"),
        ),
        # over two sentences
        (
            "The bank holds $64,912. Bonds are $41,300. Shares are $23,612.",
            ("64,912", "41,300", "23,612"),
        ),
        # 249 = 77 + 7 + 160 + 5: three digits, but the list ends with the sum
        (
            "整顿249个组织，村77个，社区7个，企业160个，协会5个。",
            ("249个", "77个", "7个", "160个", "5个"),
        ),
        # 33,802 = 21,477 + 12,325
        (
            "總農戶33802戶，專業農戶21477戶，兼業農戶12325戶。",
            ("33802戶", "21477戶", "12325戶"),
        ),
        # three parts of four digits: 9,360 = 4,215 + 3,020 + 2,125
        (
            "培训9363人，甲镇4215人，乙镇3020人，丙镇2128人。",
            ("9363人", "4215人", "3020人", "2128人"),
        ),
    ],
)
def test_sums(text: str, row: Row) -> None:
    strip = str.maketrans("", "", "个個戶户人")
    assert [tuple(f.translate(strip) for f in r) for r in found(text)] == [
        tuple(f.translate(strip) for f in row)
    ]


@pytest.mark.parametrize(
    "text",
    [
        # too few digits: chance
        "共12个村，5个镇，7个社区。",
        "They bought 30 pens, 10 books and 20 maps.",
        "甲村105人，乙村50人，丙村55人，丁村60人。",
        # round figures have few digits
        "投入5000万元，甲2000万元，乙3000万元。",
        # does not hold
        "两级财政投入1294.92万元，市里139万元，县里1155.90万元。",
        # other units
        "全镇8413人，耕地5120亩，林地3293亩。",
        # percentages are no addends
        "占62.75%，其中男31.25%，女31.50%。",
        # other paragraphs
        "We saw 8,413 guests.\nBy car came 5,120 guests.\nBy train came 3,293 guests.",
        # hedged
        "We saw about 8,413 guests; 5,120 came by car and 3,293 by train.",
        # twice the same figure is no sum
        "The two funds hold $8,426; each was given $4,213 and $4,213.",
        # one figure repeated is no sum
        "全市8413人。其中8413人参加。",
        # a part larger than the whole
        "They had 1,234 cows, 2,000 sheep and 766 goats.",
        # zero
        "We saw 8,413 guests; 8,413 came by car and 0 by train.",
        # too far away
        "We saw 8,413 guests. One. Two came. It rained. So 5,120 came by car and 3,293 by train.",
    ],
)
def test_nothing(text: str) -> None:
    assert found(text) == []


def test_what_is_known_is_not_told_again() -> None:
    """1,500 = 1,200 + 300 is the difference already."""
    document = read_document("text", "会员由1251名增加到1563名，净增312名。")
    known = changes(document, ())
    assert [relation.kind for relation in known] == ["difference"]
    assert implied(document, known) == ()
    assert len(implied(document, ())) <= 1


def test_few_in_a_paragraph() -> None:
    """Ten true sums of a paragraph without a word between them: three are told."""
    sums = " ".join(f"{7000 + at} {4000 + 3 * at} {3000 - 2 * at}." for at in range(1111, 1911, 80))
    assert len(found(sums)) <= 3


@pytest.mark.parametrize("count", [50, 400])
def test_random_figures_yield_none(count: int) -> None:
    """Figures of four digits from a fixed sequence: no sum by chance among neighbours."""
    value, figures = 4211, []
    for _ in range(count):
        value = (value * 8121 + 28411) % 134456
        figures.append(str(1000 + value % 9000))
    assert len(found("，".join(f"{figure}个" for figure in figures) + "。")) <= 1
