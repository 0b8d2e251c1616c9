"""Clauses and sentences: what parts them and what does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.narrative.clauses import clauses_of


def sentences(text: str) -> list[str]:
    parts: dict[int, str] = {}
    for clause in clauses_of(text):
        parts[clause.sentence] = parts.get(clause.sentence, "") + text[clause.start : clause.end]
    return list(parts.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共42名。其中7名。", ["共42名。", "其中7名。"]),
        ("占3.5%，其中1,383个", ["占3.5%，其中1,383个"]),
        (
            "It fell. It rose to 3.5 in U.S. markets.",
            ["It fell.", " It rose to 3.5 in U.S. markets."],
        ),
        ("See No. 5 for details. Then 6.", ["See No. 5 for details.", " Then 6."]),
        ("Mr. Smith had approx. 40.", ["Mr. Smith had approx. 40."]),
        ("第一行\n第二行", ["第一行\n", "第二行"]),
        ("at 10:30, version 1.2.3", ["at 10:30, version 1.2.3"]),
        ("He asked (why?) and left.", ["He asked (why?", ") and left."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_brackets_nest_and_are_forgotten_at_the_end_of_a_paragraph() -> None:
    depths = [clause.depth for clause in clauses_of("a (b (c) d\ne")]
    assert depths == [0, 1, 2, 1, 0]


def test_enders_are_ascii_but_for_the_enumeration_comma() -> None:
    assert [c.ender for c in clauses_of("一，二、三;四:五。")] == [",", "、", ";", ":", "."]


@given(st.text(alphabet="ab1,.。，;(\n) [", max_size=60))
def test_clauses_cover_the_text_without_gaps(text: str) -> None:
    clauses = clauses_of(text)
    assert clauses[0].start == 0
    assert clauses[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(clauses))
    assert all(a.sentence <= b.sentence for a, b in pairwise(clauses))
