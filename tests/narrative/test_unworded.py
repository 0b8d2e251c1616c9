"""Relations beyond coincidence: what is found, what is left alone, and at what cost."""

from __future__ import annotations

import random
import time

import pytest

from consistency.model.relation import Relation, decision_on
from consistency.narrative.reading import read_document
from consistency.narrative.relations.unworded import unworded

Row = tuple[str, str]
HOLDS = ("agrees", "agrees_within_rounding")


def relations(text: str) -> list[Relation]:
    return list(unworded(read_document("text", text), ()))


def found(text: str) -> list[Row]:
    """(kind, figures in order) of every relation; all hold and none is more than implied."""
    every = relations(text)
    for relation in every:
        assert relation.basis == "implied"
        assert relation.doubts
        assert decision_on(relation).verdict in HOLDS
    return [(r.kind, " | ".join(figure.text for _, figure in r.figures)) for r in every]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (  # 4,127 / 18,350 = 22.49 %
            "The town counts 18,350 people. Strangers were 4,127 people. That is 22.5%.",
            ("share", "22.5% | 4,127 | 18,350"),
        ),
        (  # 2.0 / 9.5 = 21.05 %
            "The jobless numbered 9.5 million. Those long without work, 2.0 million, were 21.1% "
            "of the jobless.",
            ("share", "21.1% | 2.0 million | 9.5 million"),
        ),
        (  # 3,105 / 8,629 = 35.98 %
            "图书馆藏书8629册。外借图书3105册，为35.98%。",
            ("share", "35.98% | 3105 | 8629"),
        ),
        (  # 7,412 - 6,158 = 1,254
            "The census found 7,412 people, and 6,158 ten years before: 1,254.",
            ("difference", "1,254 | 7,412 | 6,158"),
        ),
        (  # 4,217 + 2,386 + 1,548 = 8,151
            "The valleys count 4,217, 2,386 and 1,548 people. The region counts 8,151 people.",
            ("total", "8,151 | 4,217 | 2,386 | 1,548"),
        ),
        (  # 15,726 + 9,853 = 25,579
            "东区住户15726户，西区住户9853户。两区住户25579户。",
            ("total", "25579户 | 15726户 | 9853户"),
        ),
    ],
)
def test_what_no_word_binds_is_found_where_it_holds(text: str, row: Row) -> None:
    kind, figures = row
    told = [(k, f.replace("户", "").replace("册", "")) for k, f in found(text)]
    assert (kind, figures.replace("户", "").replace("册", "")) in told


@pytest.mark.parametrize(
    "text",
    [
        # 4,127 / 18,350 is 22.49 %, not 23.5 %
        "The town counts 18,350 people. Strangers were 4,127 people. That is 23.5%.",
        "The census found 7,412 people, and 6,158 ten years before: 1,264.",
        "The three valleys count 4,217, 2,386 and 1,548 people. The region counts 8,251 people.",
        "图书馆藏书8629册。外借图书3105册，为36.98%。",
        # few digits: 7 of 20 beside 35 % is soon a coincidence among so many
        "They kept 7 cows, 20 hens, 9 goats, 14 pigs, 3 dogs and 11 ducks; 35% were ill.",
        "There are 3 bridges and 4 fords. The village has 7 wells.",
        "设小学3所、中学4所、公园7个。",
        # another paragraph
        "The census found 7,412 people, and 6,158 ten years before.\n\nThe mill made 1,254.",
        # money is not people
        "The fair drew 7,412 people and 6,158 visitors; it took $1,254.",
        # hedged percentages say little
        "The town counts 18,350 people. Strangers were 4,127 people, about 22%.",
    ],
)
def test_what_does_not_hold_or_may_be_chance_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_other_passes_told_is_not_told_again() -> None:
    document = read_document("text", "The census found 7,412 people, and 6,158 before: 1,254.")
    once = unworded(document, ())
    assert len(once) == 1
    assert unworded(document, once) == ()


def _unrelated(seed: int) -> str:
    """Twelve sentences of figures drawn apart from each other, each with a percentage."""
    draw = random.Random(seed)
    sentences = []
    for _ in range(12):
        one, other = draw.randint(1_000, 9_999), draw.randint(1_000, 9_999)
        percent = draw.randint(10, 999)
        sentences.append(
            f"The mill made {one:,} bales and the yard {other:,} bales; "
            f"{percent / 10:.1f}% was wool."
        )
    return " ".join(sentences)


def test_coincidences_among_unrelated_figures_are_rare() -> None:
    """The bound promises fewer than one in ten for each claim; four hundred eighty are drawn."""
    claims = 40 * 12
    told = sum(len(relations(_unrelated(seed))) for seed in range(40))
    assert told <= claims // 10


def test_the_cost_is_linear_in_the_length_of_the_text() -> None:
    def seconds(times: int) -> float:
        document = read_document("text", " ".join([_unrelated(1)] * times))
        start = time.process_time()
        unworded(document, ())
        return time.process_time() - start

    seconds(1)
    short, long = min(seconds(2) for _ in range(3)), min(seconds(16) for _ in range(3))
    assert long < 24 * short + 0.05  # eight times as long, with room for noise


def test_one_sentence_full_of_figures_is_no_combinatorial_trap() -> None:
    text = "The towns count " + ", ".join(str(1_000 + 37 * at) for at in range(3_000)) + " people."
    document = read_document("text", text)
    start = time.process_time()
    unworded(document, ())
    assert time.process_time() - start < 5
