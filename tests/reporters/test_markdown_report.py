"""The Markdown report: whole texts as kept, sentences marked, nothing submitted is markup."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narratives import NAME, TEXT, narrative, results, waived
from samples import blank, mixed, of, report, village

import consistency
from consistency.errors import Fault
from consistency.model.edit import Decision
from consistency.model.figure import Figure, Place
from consistency.model.message import LANGUAGES
from consistency.model.report import InputFault
from consistency.output import Destination, rendered, write_all
from consistency.reporters.escaped import bold, escaped
from consistency.reporters.markdown_report import to_markdown
from consistency.reporters.quotes import quotes_around, quotes_of
from consistency.reporters.text_report import to_text

SNAPSHOTS = Path(__file__).parent / "snapshots"
SAMPLES = {"village": village, "mixed": mixed, "narrative": narrative, "waived": waived}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_whole_text_is_as_kept(name: str, language: str) -> None:
    """CONSISTENCY_SNAPSHOTS=write renews the kept texts; read the difference."""
    text = to_markdown(SAMPLES[name](), language)
    path = SNAPSHOTS / f"{name}.{language}.md"
    if os.environ.get("CONSISTENCY_SNAPSHOTS") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_report_of_a_text_is_as_kept(language: str) -> None:
    text = to_text(narrative(), language=language, width=100)
    path = SNAPSHOTS / f"narrative.{language}.txt"
    if os.environ.get("CONSISTENCY_SNAPSHOTS") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_the_figures_of_a_finding_are_bold_in_their_sentence() -> None:
    text = to_markdown(narrative())
    assert (
        "> line 2 · 据统计，全市**1383**个建制村，其中标兵村172个，占12.4%；"
        "达标村**617**个，占**44.7**%。\n\n"
        "- last digit: line 2: 44.7% stated, 617个 of 1383个 is 44.6132%, rounded 44.6% "
        "(0.0868 too much).\n"
    ) in text
    assert "> line 3 · 今年共投入**260万**元,其中财政**200万**元,党费**50万**元.\n" in text
    assert (
        "> line 4 · The district has **133** villages. … Later, in another chapter, the same "
        "district is said to have **134** villages; 7 more \\| &lt;b&gt;are&lt;/b&gt; planned.\n"
    ) not in text  # the two sentences touch: no ellipsis
    assert "has **133** villages. Later, in another chapter, the same district is said" in text
    assert "\n- ✓ line 2: 12.4% stated, 172个 of 1383个 is 12.4367%, rounded 12.4%.\n" in text
    assert "## Figures that stand alone\n\n### report.txt\n\n- line 6 · 7\n" in text
    assert "- **report.txt, line 7** · 数量?个。\n" in text


def test_sections_stand_in_the_order_of_gravity() -> None:
    titles = [line for line in to_markdown(narrative()).splitlines() if line.startswith("## ")]
    assert titles == [
        "## Discrepancies",
        "## Queries",
        "## Verified",
        "## Figures that stand alone",
        "## Numbers that could not be read",
    ]
    titles = [line for line in to_markdown(mixed()).splitlines() if line.startswith("## ")]
    assert titles == [
        "## Inputs that could not be used",
        "## Discrepancies",
        "## Queries",
        "## Not decided",
        "## Accepted with a reason",
        "## Notes",
    ]


def test_findings_in_one_sentence_stand_together() -> None:
    first, second, *_ = results()
    wrong = replace(first, decision=replace(first.decision, verdict="discrepancy", grade="gross"))
    text = to_markdown(narrative(results=(wrong, second)))
    assert text.count("\n> ") == 1
    assert "村**172**个，占**12.4**%；达标村**617**个，占**44.7**%。" in text
    assert [line[:8] for line in text.splitlines() if line.startswith("- ")][:2] == [
        "- gross:",
        "- last d",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\r\n\tc", "a b c"),
        ("# a", "\\# a"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a|b", "a\\|b"),
        ("`x` **b** _i_ ~s~", "\\`x\\` \\*\\*b\\*\\* \\_i\\_ \\~s\\~"),
        ("[a](javascript:b) ![c](d)", "\\[a\\](javascript:b) !\\[c\\](d)"),
        ("https://x.y www.z.org a@b.c", "https&#58;//x.y www&#46;z.org a@<!-- -->b.c"),
        ("&amp; &#60;", "&amp;amp; &amp;\\#60;"),
        ("S$5 and A$6 10^6", "S\\$5 and A\\$6 10\\^6"),
        ("a\u202eb\x1b[31m\u200b", "a\\\\u202eb\\\\x1b\\[31m\\\\u200b"),
        ("\\", "\\\\"),
    ],
)
def test_submitted_text_is_shown_never_rendered(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_bold_marks_stand_where_they_are_read_as_marks() -> None:
    assert bold("44.7%") == "**44.7**%"
    assert bold("-5") == "-**5**"
    assert bold("近1720萬") == "**近1720萬**"
    assert bold("(1,383)") == "(**1,383**)"
    assert bold("a*b") == "**a\\*b**"
    assert bold("‰") == "‰"


HOSTILE = "](x) **a** <img src=x> | `q` \n# h\n- l\n> q\n```\n\x1b[2J\u202e\ud800 https://e"


def test_whatever_was_submitted_no_markup_of_its_own_is_left() -> None:
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
    text = f"{HOSTILE} 5 {HOSTILE}"
    place = Place(HOSTILE, line=1, start=text.index(" 5") + 1, end=text.index(" 5") + 2)
    lone = Figure("5", place=place)
    in_text = of(
        HOSTILE, "same", Decision("undecided", reason="missing"), (("stated", lone),), id="t"
    )
    nasty = report(
        (bad, in_text),
        errors=(InputFault(HOSTILE, Fault(HOSTILE, HOSTILE, HOSTILE)),),
        notes=(HOSTILE,),
        texts=((HOSTILE, text),),
        unused=(lone,),
        lost=(place,),
    )
    found = to_markdown(nasty)
    own = found.replace("<!-- -->", "").replace("<br>", "")
    assert "<" not in own
    assert "\x1b" not in own
    assert "\u202e" not in own
    assert "https://" not in own
    unescaped = re.sub(r"\\.", "", own)
    assert "`" not in unescaped
    assert "](" not in unescaped
    lines = own.splitlines()
    assert all(line[:1] in ("", "#", "-", ">", "|", " ") or line[0].isalnum() for line in lines)
    assert not [line for line in lines if line.startswith("# ") and line != "# Consistency report"]
    rows = [re.sub(r"\\.", "", line) for line in lines if line.startswith("|")]
    assert {row.count("|") for row in rows} == {5}


def test_only_a_few_agreeing_edits_are_listed_for_tables() -> None:
    text = to_markdown(village())
    assert "| villages.csv: grade-shares | 4 |" in text
    assert "| villages.csv: grades-make-total | 1 |" in text
    counted = to_markdown(replace(village(), agreed=20_000))
    assert "Agreeing edits are counted, not listed: 20,000." in counted


def test_it_is_written_by_suffix_by_name_and_by_the_api(tmp_path: Path) -> None:
    write_all(narrative(), [Destination("markdown", str(tmp_path / "a.md"))], "en")
    assert (tmp_path / "a.md").read_text("utf-8") == to_markdown(narrative())
    assert rendered(narrative(), "markdown", "zh-Hans").decode() == to_markdown(
        narrative(), "zh-Hans"
    )
    done = consistency.check("Of 10 villages, 4 (40%) agree.")
    done.write(tmp_path / "b.md")
    assert (tmp_path / "b.md").read_text("utf-8") == done.to_markdown()


def test_quotes_are_sentences_and_clauses() -> None:
    (sentence,) = quotes_of([results()[1]], {NAME: TEXT}, "sentence")
    assert sentence.text.startswith("据统计，全市1383个建制村")
    assert sentence.text.endswith("占44.7%。")
    assert sentence.line == 2
    (clause,) = quotes_of([results()[1]], {NAME: TEXT}, "clause")
    assert clause.text == "全市1383个建制村， … 达标村617个，占44.7%。"
    assert [text for text, marked in clause.pieces if marked] == ["1383", "617", "44.7%"]
    assert quotes_of([results()[1]], {}, "clause") == []


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("A. 5 of No. 7 agree. Next 8.", "7", "A. 5 of No. 7 agree."),
        ("Heading\n\nOf these 5 agree", "5", "Of these 5 agree"),
        ("a\tb\n1\t2\n3\t4", "2", "1\t2"),
        ("x" * 400 + "5" + "y" * 400, "5", "x" * 300 + "5" + "y" * 300),
        ("一行文字写到这里还没有写完它会一直写下去直到这一行的末尾才换行\n共5个村。", "5", None),
    ],
)
def test_where_a_sentence_ends(text: str, figure: str, expected: str | None) -> None:
    start = text.index(figure)
    place = Place("t", line=1, start=start, end=start + len(figure))
    (quote,) = quotes_around([place], {"t": text}, "sentence")
    assert quote.text == (expected or text.replace("\n", ""))


@given(st.text(max_size=200), st.integers(0, 199), st.integers(0, 20))
def test_any_text_can_be_quoted_and_escaped(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    place = Place("t", line=1, start=start, end=min(start + length, len(text)))
    for unit in ("sentence", "clause"):
        (quote,) = quotes_around([place], {"t": text}, unit)
        assert "\n" not in quote.text
        assert "\n" not in escaped(quote.text)
