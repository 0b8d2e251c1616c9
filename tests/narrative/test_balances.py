"""Differences that a noun states: surpluses, what is left, a winner's lead."""

from __future__ import annotations

import pytest

from consistency.model.relation import decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.balances import balances

AGREES, FAILS, ASKED = "agrees", "discrepancy", "query"
STATED, IMPLIED = "stated", "implied"
Row = tuple[str, str, str]


def found(text: str) -> list[Row]:
    """(figures in order, verdict, basis) of every relation of the text."""
    rows = []
    for relation in balances(read_document("text", text), ()):
        assert relation.kind == "difference"
        figures = " | ".join(figure.text for _, figure in relation.figures)
        rows.append((figures, decision_on(relation).verdict, relation.basis))
    return rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 2,764 - 2,318 = 446
            "Exports came to 2,318 million and imports to 2,764 million, leaving a trade deficit "
            "of 446 million.",
            ("446 million | 2,764 million | 2,318 million", AGREES, STATED),
        ),
        (
            "Exports came to 2,318 million and imports to 2,764 million, leaving a trade deficit "
            "of 464 million.",
            ("464 million | 2,764 million | 2,318 million", FAILS, STATED),
        ),
        (  # 47,214 - 41,581 = 5,633, named a sentence on, each side once
            "出口貨值為41581億港元；進口貨值為47214億港元。全年貿易逆差5633億港元。",
            ("5633億 | 47214億 | 41581億", AGREES, STATED),
        ),
        (
            "出口貨值為41581億港元；進口貨值為47214億港元。全年貿易逆差5366億港元。",
            ("5366億 | 47214億 | 41581億", FAILS, STATED),
        ),
        (  # 120 - 90
            "全年出口120亿元，进口90亿元，顺差30亿元。",
            ("30亿 | 120亿 | 90亿", AGREES, STATED),
        ),
        (
            "全年出口120亿元，进口90亿元，顺差50亿元。",
            ("50亿 | 120亿 | 90亿", FAILS, STATED),
        ),
        (  # 6.41 - 7.41
            "出生率6.41‰；死亡率7.41‰；自然增长率为-1.00‰。",
            ("-1.00‰ | 6.41‰ | 7.41‰", AGREES, STATED),
        ),
        (  # 12.10 - 7.11 = 4.99
            "人口出生率12.10‰，死亡率7.11‰，自然增长率5.99‰。",
            ("5.99‰ | 12.10‰ | 7.11‰", FAILS, STATED),
        ),
        (  # 64 - 41
            "They played 38 games, scoring 64 goals and conceding 41 for a goal difference of 23.",
            ("23 | 64 | 41", AGREES, STATED),
        ),
        (  # 61,900 - 48,250 = 13,650
            "After deducting costs of 48,250 rupees from takings of 61,900, the committee was left "
            "with 13,560.",
            ("13,560 | 61,900 | 48,250", FAILS, STATED),
        ),
        (  # 2.4 - 0.72 = 1.68
            "A grant of EUR 2.4 million was awarded. The first part of EUR 720,000 came in May, "
            "leaving EUR 1.68 million outstanding.",
            ("1.68 million | 2.4 million | 720,000", AGREES, STATED),
        ),
        (  # 27,585 - 285
            "In all 27,585 of the 45,000 electors voted. After 285 papers were rejected, "
            "27,300 valid votes remained.",
            ("27,300 | 27,585 | 285", AGREES, STATED),
        ),
        (  # 500 - 120
            "共筹集资金500万元，用去120万元，还剩380万元。",
            ("380万 | 500万 | 120万", AGREES, STATED),
        ),
        (
            "共筹集资金500万元，用去120万元，还剩280万元。",
            ("280万 | 500万 | 120万", FAILS, STATED),
        ),
        (  # 286 - 228
            "By-election, May 2013: Lab 286 (46.6), LD Theron 228 (37.1), Con 100 (16.3). "
            "Majority 58.",
            ("58 | 286 | 228", AGREES, STATED),
        ),
        (  # 1,597 - 1,362 = 235
            "By-election: Con 1597 (54.0), LD Blanch 1362 (46.0). Majority 253.",
            ("253 | 1597 | 1362", FAILS, STATED),
        ),
        (  # 14,742 - 9,828 = 4,914, found among several
            "Of 27,300 votes the mayor took 14,742, her main rival 9,828 and others 2,730. "
            "Her majority of 4,914 was large.",
            ("4,914 | 14,742 | 9,828", AGREES, IMPLIED),
        ),
    ],
)
def test_differences(text: str, row: Row) -> None:
    assert found(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "The deficit was $50.7 billion in June.",
        "Exports rose by 5% and imports by 3%, and the deficit fell by 2%.",
        "此外还有34个村没有活动室，另有27个村正在建设，77个村已建成。",
        "全市有77个村，目前还有34个村薄弱，其中有27个村无场所。",
        "They remained in the house for 12 days with 40 others and 28 children.",
        "The party won a majority of the 650 seats; 326 are needed.",
        "收入500万元，支出300万元，培训120人。",
    ],
)
def test_nothing(text: str) -> None:
    assert found(text) == []


def test_what_is_known_is_not_told_again() -> None:
    document = read_document("text", "全年出口120亿元，进口90亿元，顺差30亿元。")
    (relation,) = balances(document, ())
    assert balances(document, (relation,)) == ()
