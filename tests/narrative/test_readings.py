"""Which of the readings a wording allows is chosen."""

from __future__ import annotations

from consistency.model.relation import Relation, decision_on
from consistency.narrative.document import Quantity
from consistency.narrative.edits import alike, bound, change, difference, share, total
from consistency.narrative.reading import read_document
from consistency.narrative.readings import NAMED, NEAREST, POSSIBLE, Reading, chosen


def quantities(text: str) -> tuple[Quantity, ...]:
    return read_document("t", text).quantities


def verdict(relation: Relation | None) -> tuple[str, str] | None:
    return None if relation is None else (decision_on(relation).verdict, relation.basis)


PART, PERCENT, RIGHT, WRONG = quantities("172个，12.4%，1383个，1400个")


def test_the_strongest_that_holds() -> None:
    readings = [
        Reading(share(PERCENT, [PART], [WRONG]), NAMED),
        Reading(share(PERCENT, [PART], [RIGHT]), NEAREST),
    ]
    assert verdict(chosen(readings)) == ("agrees", "stated")


def test_one_merely_possible_is_implied() -> None:
    readings = [Reading(share(PERCENT, [PART], [RIGHT]), POSSIBLE)]
    assert verdict(chosen(readings)) == ("agrees", "implied")


def test_none_holds() -> None:
    wrong = share(PERCENT, [PART], [WRONG])
    assert verdict(chosen([Reading(wrong, NAMED)])) == ("discrepancy", "stated")
    assert verdict(chosen([Reading(wrong, NEAREST)])) == ("query", "implied")
    assert chosen([Reading(wrong, POSSIBLE)]) is None
    assert chosen([]) is None


def test_a_decrease_is_printed_without_its_sign() -> None:
    percent, before, after = quantities("9.4%, $1,502.9 million, $1,361.2 million")
    assert verdict(change(percent, before, after, falls=True)) == ("agrees", "stated")
    assert verdict(change(percent, before, after)) == ("discrepancy", "stated")


def test_a_loss_is_negative_beside_a_profit() -> None:
    by, before, after = quantities("$12.7 million, $9.0 million, $3.6 million")
    relation = difference(by, before, after, signs=(-1, 1))
    assert verdict(relation) == ("agrees_within_rounding", "stated")


def test_sums_and_bounds() -> None:
    whole, one, other = quantities("共16.0平方公里，10.2平方公里，5.8平方公里")
    assert verdict(total(whole, [one, other])) == ("agrees", "stated")
    assert verdict(bound([one, whole], [whole])) == ("discrepancy", "stated")


def test_what_may_stand_in_one_sum() -> None:
    count, people, money, percent, bare = quantities("5个，7名，3万元，4%，12")
    assert alike(count, people)
    assert alike(count, bare)
    assert not alike(count, money)
    assert not alike(money, bare)
    assert not alike(percent, count)
