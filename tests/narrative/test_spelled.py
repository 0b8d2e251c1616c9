"""Words as a tree of letters find what a list of them finds."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.narrative.spelled import NOTHING, any_spelled

LETTERS = "ab 共占"
words = st.lists(
    st.text(LETTERS, min_size=1, max_size=5)
    .map(str.strip)
    .filter(lambda word: bool(word) and (word.isascii() or " " not in word)),
    min_size=1,
    max_size=8,
)


def listed(spelled: list[str]) -> str:
    """The same, written plainly: the longest first."""
    ordered = sorted(set(spelled), key=lambda word: (-len(word), word))
    return "|".join(rf"\b{re.escape(w)}(?![a-z])" if w.isascii() else re.escape(w) for w in ordered)


@settings(max_examples=300, deadline=None)
@given(words, st.text(LETTERS + "1", max_size=60))
def test_the_same_places_as_a_list(spelled: list[str], text: str) -> None:
    places = [match.span() for match in re.finditer(listed(spelled), text)]
    assert [match.span() for match in re.finditer(any_spelled(spelled), text)] == places
    # ... and behind a condition, where a shorter word has to do
    before_one = [match.span() for match in re.finditer(f"(?:{listed(spelled)})(?=1)", text)]
    assert [m.span() for m in re.finditer(any_spelled(spelled) + "(?=1)", text)] == before_one


def test_the_longest_word_wins() -> None:
    pattern = re.compile(any_spelled(["共", "共有", "all", "all of"]))
    assert pattern.findall("共有7个, 共7个, all of 5, all 5, ally") == [
        "共有",
        "共",
        "all of",
        "all",
    ]


def test_signs_stand_for_themselves() -> None:
    assert re.findall(any_spelled(["a.b", "a"]), "a.b axb a") == ["a.b", "a"]


def test_spaces_may_be_wide() -> None:
    pattern = any_spelled(["per cent"], gap=r"[ \u00a0\n]{1,2}")
    assert re.search(pattern, "5 per\u00a0\ncent") is not None
    assert re.search(pattern, "5 per   cent") is None


def test_no_words() -> None:
    assert any_spelled([]) == NOTHING
    assert re.search(any_spelled([]), "all") is None
