"""Changes, differences, averages and ratios in many word orders, right and with one slip each.

`moves.en.tsv` and `moves.zh.tsv` hold a sentence, the kind of the relation that it
states, its figures and its basis; every sentence is right.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from consistency.model.relation import Relation, decision_on
from consistency.narrative import read_texts

HERE = Path(__file__).parent
WRONG = ("discrepancy", "query")
Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    found = []
    for name in ("moves.en.tsv", "moves.zh.tsv"):
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            text, kind, figures, basis = line.split("\t")
            found.append((text, kind, figures, basis))
    return found


def relations(text: str) -> list[Relation]:
    return [relation for _, relation in read_texts([("text", text)]).relations]


def told(relation: Relation) -> str:
    return " | ".join(figure.text for _, figure in relation.figures)


def test_there_are_sixty_sentences_in_either_language() -> None:
    for name in ("moves.en.tsv", "moves.zh.tsv"):
        assert len((HERE / name).read_text(encoding="utf-8").splitlines()) == 60


@pytest.mark.parametrize(("text", "kind", "figures", "basis"), rows())
def test_what_a_right_sentence_states_is_found_and_nothing_is_accused(
    text: str, kind: str, figures: str, basis: str
) -> None:
    found = relations(text)
    assert (kind, figures, basis) in [(r.kind, told(r), r.basis) for r in found]
    assert [told(r) for r in found if decision_on(r).verdict in WRONG] == []


def slipped(figure: str) -> str:
    """The figure with a leading digit far off: 712 for 212, 412 for 912."""
    at = re.search("[1-9]", figure)
    assert at is not None
    digit = int(at.group())
    return figure[: at.start()] + str(digit - 5 if digit > 5 else digit + 4) + figure[at.end() :]


def test_nine_slips_of_ten_are_discrepancies() -> None:
    tried = seen = 0
    missed = []
    for text, _, figures, basis in rows():
        first = figures.split(" | ")[0]
        if basis != "stated" or not re.search("[1-9]", first):
            continue
        wrong = slipped(first)
        shown = re.sub(rf"(?<![0-9.,]){re.escape(first)}(?![0-9])", wrong, text, count=1)
        assert shown != text
        tried += 1
        hit = any(
            wrong in told(relation) and decision_on(relation).verdict == "discrepancy"
            for relation in relations(shown)
        )
        seen += hit
        missed += [] if hit else [shown]
    assert tried > 90
    assert seen / tried >= 0.9, missed


@pytest.mark.parametrize(
    "text",
    [
        "It needed 74 locks, 11 aqueducts and more than 240 culverts.",
        "Snow in the winter of 1948–49 came to 50.1 inches, more than twice the usual 19.2 inches.",
        "Turnout was 60%, higher than the 55% of 2010.",
        "Services brought 40 million, and income from goods 60 million, with an increase of 5 "
        "million in rents.",
        "The bakery had sales of $5 million against $8 million in 2018, a loss of $1 million.",
        "Income was 5 million compared to expenses of 3 million, a difference of 2 million.",
        "The city had 205,671 people at a density of 2,591.6 per square mile. It had 92,700 "
        "housing units at an average density of 1,168.1 per square mile.",
        "2021年全镇60个村总收入1134万元，村均18.9万元，比2020年村均15.4万元增长22.7%。",
        "基础盈利为30.48亿元，去年同期为54.41亿元。每股基础盈利为0.63元。",
        "普及率提高到78.4%，生活污水治理率由34.1%提高到42.6%，提高8.5个百分点。",
    ],
)
def test_what_no_word_ties_together_is_not_accused(text: str) -> None:
    wrong = [told(r) for r in relations(text) if decision_on(r).verdict in WRONG]
    assert wrong == []
