"""The terminal report: whole texts in three languages, and no submitted text steers a terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from samples import (
    INPUT,
    SHARES,
    blank,
    mixed,
    of,
    printed,
    report,
    result,
    total,
    village,
    village_results,
)

from consistency.errors import Fault
from consistency.model.edit import Decision
from consistency.model.message import LANGUAGES
from consistency.model.report import InputFault, Report
from consistency.reporters.summary_line import summary_line
from consistency.reporters.terminal import cells, padded, visible, wrapped
from consistency.reporters.text_report import to_text

SNAPSHOTS = Path(__file__).parent / "snapshots"
SAMPLES = {"village": village, "mixed": mixed}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_whole_text_is_as_kept(name: str, language: str) -> None:
    """CONSISTENCY_SNAPSHOTS=write renews the kept texts; read the difference."""
    text = to_text(SAMPLES[name](), language=language, width=100)
    path = SNAPSHOTS / f"{name}.{language}.txt"
    if os.environ.get("CONSISTENCY_SNAPSHOTS") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_the_first_line_names_the_suite_and_the_last_counts() -> None:
    assert SHARES[2] == "44.7"
    lines = to_text(village()).splitlines()
    assert lines[0] == "Suite village-grading (edition 2010): given as checks"
    assert lines[-1] == (
        "6 of 7 edits agree, 1 discrepancy (last digit); "
        "not checked: 0 edits undecided, 2 of 13 figures stand in no decided check"
    )
    assert to_text(report(village_results(), suite=None)).startswith("No suite was used")


def test_no_escape_without_colour_and_only_colour_with_it() -> None:
    assert "\x1b" not in to_text(mixed())
    coloured = to_text(mixed(), colour=True)
    assert "\x1b[1;31mDISCREPANCY (gross)\x1b[0m" in coloured
    for code in ("[1;31m", "[33m", "[36m", "[35m", "[0m"):
        coloured = coloured.replace(f"\x1b{code}", "")
    assert coloured == to_text(mixed())


HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e\u2066\r\n\x00\x9b31m\ud800\u2028\u200b"


def test_whatever_was_submitted_no_control_character_is_sent() -> None:
    figure = blank(HOSTILE, HOSTILE, HOSTILE, "not_a_number")
    bad = of(
        HOSTILE,
        "schema",
        Decision("discrepancy", grade="gross"),
        (("stated", figure),),
        id="odd",
        message="schema.not_a_number",
        code=HOSTILE,
        input=HOSTILE,
        key=((HOSTILE, HOSTILE),),
        wording=HOSTILE,
    )
    error = InputFault(HOSTILE, Fault(HOSTILE, HOSTILE, HOSTILE))
    nasty = report((bad,), errors=(error,), notes=(HOSTILE,))
    for width in (None, 40):
        text = to_text(nasty, width=width)
        assert [c for c in text if visible(c) != c and c != "\n"] == []
        assert "\\x1b]0;owned\\x07" in text.replace("\n", "").replace("  ", "")
        text.encode()


def test_undecided_edits_of_one_check_and_reason_are_counted_from_four_on() -> None:
    def stock(n: int) -> Report:
        return report(
            tuple(
                result(
                    "stock",
                    "total",
                    total(printed("9", "stock", f"B{i}"), blank("in", f"C{i}"), blank("out", "D1")),
                )
                for i in range(n)
            )
        )

    assert to_text(stock(3)).count("UNDECIDED") == 3
    many = to_text(stock(5))
    assert many.count("UNDECIDED") == 1
    assert "5 edits, a figure is missing; the first at stock, B0." in many


def test_findings_beyond_the_limit_are_counted_and_the_way_to_them_named() -> None:
    results = tuple(
        result("t", "total", total(printed("3", "a", f"B{i}"), printed("1", "b", f"C{i}")))
        for i in range(205)
    )
    text = to_text(report(results))
    assert text.count("DISCREPANCY") == 200
    assert "5 more findings are not shown; write them all with --output" in text
    everything = to_text(report(results), limit=None)
    assert everything.count("DISCREPANCY") == 205
    assert "not shown" not in everything


def test_notes_beyond_the_limit_are_counted_and_the_way_to_them_named() -> None:
    notes = tuple(f"book.xlsx: note {n}" for n in range(1, 14))
    lines = to_text(report((), notes=notes)).splitlines()
    assert [line for line in lines if line.startswith("note: ")] == [
        f"note: book.xlsx: note {n}" for n in range(1, 11)
    ]
    assert lines[11].startswith("further notes not shown: 3; write them all with --output")
    assert "not shown" not in to_text(report((), notes=notes[:10]))
    assert to_text(report((), notes=notes), limit=None).count("note: book.xlsx") == 13


def test_nothing_decided_says_so() -> None:
    nothing = report((of("a", "count", Decision("undecided", reason="applied_to_nothing")),))
    assert summary_line(nothing, "en").startswith("nothing was decided; not checked: 1 edit und")
    assert summary_line(nothing, "zh-Hans").startswith("没有作出任何判定；未审核：1 项未能判定")


def test_lines_keep_to_the_width_in_terminal_cells() -> None:
    for language in LANGUAGES:
        for line in to_text(mixed(), language=language, width=60).splitlines():
            if line.startswith("  "):
                assert cells(line) <= 60


def test_no_words_are_lost_by_wrapping() -> None:
    for language in LANGUAGES:
        narrow = to_text(mixed(), language=language, width=37)
        wide = to_text(mixed(), language=language)
        assert "".join(narrow.split()) == "".join(wide.split())


def test_cells_counts_wide_characters_twice_and_marks_not_at_all() -> None:
    assert cells("合计") == 4
    assert cells("ｅ") == 2
    assert cells("e\u0301") == 1
    assert padded("合计", 6) == "合计  "
    assert wrapped("合计合计，合", 9, "") == ["合计合", "计，合"]
    assert wrapped("x" * 20, 10) == ["x" * 10, "x" * 10]


def test_verdicts_line_up_under_each_other() -> None:
    lines = to_text(mixed(), language="zh-Hans").splitlines()
    heads = [line for line in lines if INPUT in line and not line.startswith("  ")]
    starts = {cells(line[: line.index(name)]) for line, name in zip(heads, _CHECKS, strict=True)}
    assert len(starts) == 1


_CHECKS = (
    "members",
    "halls",
    "same-villages",
    "schema",
    "impossible",
    "venue",
    "stock",
    "nowhere",
)
