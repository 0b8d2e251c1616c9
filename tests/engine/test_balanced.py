"""Shares adjusted so that they make 100, against each convention constructed directly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outcomes import causes, share_outcomes

from consistency.engine.balanced import Listed, conventions, settle_balanced

F = Fraction
Counts = list[int]
counts = st.lists(st.integers(0, 400), min_size=2, max_size=6).filter(any)


def exact(parts: Counts) -> list[Fraction]:
    return [F(100 * part, sum(parts)) for part in parts]


def nearest(value: Fraction, step: Fraction) -> Fraction:
    return math.floor(value / step + F(1, 2)) * step


def plain(parts: Counts, step: Fraction) -> list[Fraction]:
    return [nearest(value, step) for value in exact(parts)]


def largest_remainder(parts: Counts, step: Fraction) -> list[Fraction]:
    """Hamilton: all cut, then one unit each to the largest remainders until they make 100."""
    shares = [math.floor(value / step) * step for value in exact(parts)]
    order = sorted(range(len(parts)), key=lambda n: shares[n] - exact(parts)[n])
    for n in order[: int((100 - sum(shares)) / step)]:
        shares[n] += step
    return shares


def absorbing(parts: Counts, step: Fraction, at: int) -> list[Fraction]:
    shares = plain(parts, step)
    shares[at] = 100 - (sum(shares) - shares[at])
    return shares


def all_prints(parts: Counts, step: Fraction) -> dict[str, list[Fraction]]:
    return {
        "largest_remainder": largest_remainder(parts, step),
        "largest_absorbs": absorbing(parts, step, parts.index(max(parts))),
        "last_absorbs": absorbing(parts, step, len(parts) - 1),
    }


def list_of(parts: Counts, shares: Sequence[Fraction], step: Fraction) -> list[Listed]:
    return [
        Listed(printed, value, F(part), step)
        for printed, value, part in zip(shares, exact(parts), parts, strict=True)
    ]


def has_ties(parts: Counts, step: Fraction) -> bool:
    """Some choice is left open: a share between two prints, or two alike."""
    remainders = [value / step % 1 for value in exact(parts)]
    return F(1, 2) in remainders or len(set(remainders)) < len(parts)


@settings(deadline=None, max_examples=400)
@given(counts, st.sampled_from((0, 1, 2)))
def test_each_convention_is_recognised(parts: Counts, decimals: int) -> None:
    step = F(1, 10**decimals)
    for name, shares in all_prints(parts, step).items():
        found = conventions(list_of(parts, shares, step))
        if sum(plain(parts, step)) == 100 and shares == plain(parts, step):
            assert found == ["plain"]
        else:
            assert name in found or found == ["plain"]


@settings(deadline=None, max_examples=400)
@given(counts, st.sampled_from((0, 1, 2)), st.data())
def test_what_no_convention_prints_is_not_explained(
    parts: Counts, decimals: int, data: st.DataObject
) -> None:
    step = F(1, 10**decimals)
    prints = all_prints(parts, step)
    shares = list(prints[data.draw(st.sampled_from(sorted(prints)))])
    up, down = data.draw(st.permutations(range(len(parts))))[:2]
    shares[up] += step
    if data.draw(st.booleans()):
        shares[down] -= step
    found = conventions(list_of(parts, shares, step))
    if sum(shares) != 100:
        assert found == []
    elif not has_ties(parts, step) and parts.count(max(parts)) == 1:
        expected = [name for name, printed in prints.items() if printed == shares]
        assert found == (["plain"] if shares == plain(parts, step) else expected)


VILLAGES = [172, 339, 617, 177, 78]
PRINTED = ("12.4", "24.5", "44.7", "12.8", "5.6")


def test_village_grading_is_balanced_by_its_largest_category() -> None:
    # plainly 12.4, 24.5, 44.6, 12.8, 5.6 make 99.9; largest remainder would print 5.7
    shares = [F(text) for text in PRINTED]
    assert plain(VILLAGES, F(1, 10)) == [F(t) for t in ("12.4", "24.5", "44.6", "12.8", "5.6")]
    assert conventions(list_of(VILLAGES, shares, F(1, 10))) == ["largest_absorbs"]
    assert largest_remainder(VILLAGES, F(1, 10))[-1] == F("5.7")


def test_two_conventions_that_coincide_are_both_named() -> None:
    # thirds: 33.3 + 33.3 + 33.4; the last is also one of the largest, and each remainder is equal
    shares = [F("33.3"), F("33.3"), F("33.4")]
    found = conventions(list_of([1, 1, 1], shares, F(1, 10)))
    assert found == ["largest_remainder", "largest_absorbs", "last_absorbs"]


def test_lists_that_are_not_judged() -> None:
    step = F(1, 10)
    parts = [1, 2]
    fine = list_of(parts, [F("33.3"), F("66.7")], step)
    assert conventions(fine) == ["plain"]
    # printed at two precisions
    mixed = [fine[0], Listed(F("66.7"), F(200, 3), F(2), F(1, 100))]
    assert conventions(mixed) == []
    assert conventions(list_of(parts, [F("33.3"), F("66.6")], step)) == []


@pytest.mark.parametrize("declared", ["check", "schema"])
def test_declared_balancing_settles_the_adjusted_share(declared: str) -> None:
    outcomes = share_outcomes(VILLAGES, PRINTED, 1383, declared=declared)
    before = [outcome.result.decision.verdict for outcome in outcomes]
    assert before == ["agrees", "agrees", "discrepancy", "agrees", "agrees"]
    settled = settle_balanced(outcomes)
    after = [outcome.result.decision for outcome in settled]
    assert [decision.verdict for decision in after] == [
        "agrees",
        "agrees",
        "agrees_within_rounding",
        "agrees",
        "agrees",
    ]
    assert after[2].grade is None
    assert after[2].certificate is None
    assert causes(settled[2]) == [("convention", "largest_absorbs")]
    # one place says nothing: left as they are
    undeclared = share_outcomes(VILLAGES, PRINTED, 1383)
    assert settle_balanced(undeclared) == undeclared


def test_a_wrong_list_stays_wrong_under_balancing() -> None:
    # 44.8 and 12.7 make 100 too, but no convention prints them
    printed = ("12.4", "24.5", "44.8", "12.7", "5.6")
    outcomes = share_outcomes(VILLAGES, printed, 1383, declared="check")
    assert settle_balanced(outcomes) == outcomes
    # a share that is not printed leaves the list unjudged
    holed = share_outcomes(VILLAGES, ("", *PRINTED[1:]), 1383, declared="check")
    assert settle_balanced(holed) == holed


def test_balanced_shares_in_per_mille() -> None:
    outcomes = share_outcomes([1, 1, 1], ("333", "333", "334"), 3, declared="check", unit="‰")
    verdicts = [outcome.result.decision.verdict for outcome in settle_balanced(outcomes)]
    assert verdicts == ["agrees", "agrees", "agrees_within_rounding"]
