"""Numbers grouped by plain spaces, in prose and nowhere else."""

from __future__ import annotations

import pytest

from consistency.narrative.grouped import grouped
from consistency.narrative.reading import read_document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 4 672 votes cast 491 were blank.", "Of the 4_672 votes cast 491 were blank."),
        ("In all 12 345 678 people live here now.", "In all 12_345_678 people live here now."),
        ("In 2010 600 people left the town.", "In 2010 600 people left the town."),
        ("On the route 66 120 cars were counted.", "On the route 66 120 cars were counted."),
        ("In May 5 600 people came to see it.", "In May 5 600 people came to see it."),
        ("On the 3 May 600 people came to see it.", "On the 3 May 600 people came to see it."),
        ("Boys and girls of the school 120 350 470", "Boys and girls of the school 120 350 470"),
        ("Boys 120 350 470", "Boys 120 350 470"),
        ("Of 1,200 voters on 12 300 came, he said.", "Of 1,200 voters on 12 300 came, he said."),
        ("North | 4 672 | of all the votes cast", "North | 4 672 | of all the votes cast"),
    ],
)
def test_spaces_inside_numbers(text: str, expected: str) -> None:
    assert grouped(text).replace("\u00a0", "_") == expected
    assert len(grouped(text)) == len(text)


def test_the_figure_keeps_its_printed_text() -> None:
    document = read_document("text", "Informal papers numbered 4 672 and 491 were blank.")
    assert [(q.figure.text, q.figure.value) for q in document.quantities] == [
        ("4 672", 4672),
        ("491", 491),
    ]
