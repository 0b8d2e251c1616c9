"""Texts as data: which strings are texts, and the report on what they state.

What a text states is found by a double here, so that these tests hold whatever
the narrative reader learns: every `a of b = c%` is a stated share.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

import consistency
from consistency import narrative
from consistency.__main__ import main
from consistency.api import Options, judge, wanted_of
from consistency.errors import Fault, InputError
from consistency.model.edit import RatioEdit, Term
from consistency.model.figure import Figure, Place
from consistency.model.relation import Relation
from consistency.narrative import Found
from consistency.readers import Wanted

sys.path.append(str(Path(__file__).parents[1] / "readers"))
from documents import docx, p, pdf

_SHARE = re.compile(r"(\d+) of (\d+) = ([\d.]+)%")
WRONG = "Villages: 617 of 1383 = 44.7%, 172 of 1383 = 12.4%.\nAlone: 7."
"""617 of 1383 is 44.6132, so 44.7 is wrong by one last digit; 172 is 12.4367, right.
Six figures stand in shares, 7 stands alone."""


def figure(name: str, text: str, match: re.Match[str], group: int, unit: str | None) -> Figure:
    printed = match[group]
    line = text.count("\n", 0, match.start(group)) + 1
    place = Place(name, line=line, start=match.start(group), end=match.end(group))
    decimals = len(printed.partition(".")[2])
    step = Fraction(1, 10**decimals)
    count = True if unit is None else None
    return Figure(printed, Fraction(printed), unit, decimals, step, count=count, place=place)


def double(
    texts: Sequence[tuple[str, str]], *, together: bool = False, cells: Sequence[object] = ()
) -> Found:
    """Every share of the pattern; other numbers stand alone; `?` is a lost one."""
    relations = []
    numbers = lost = 0
    spans = []
    unused = []
    for name, text in texts:
        used = set()
        for match in _SHARE.finditer(text):
            part, whole, share = (
                figure(name, text, match, group, unit)
                for group, unit in ((1, None), (2, None), (3, "%"))
            )
            edit = RatioEdit(
                Term("share", share),
                (Term("part", part),),
                (Term("whole", whole),),
                Fraction(100),
                percent=True,
            )
            context = ("share", "part", "whole")
            relations.append((name, Relation("share", (edit,), "stated", "shares", context)))
            used |= {match.start(group) for group in (1, 2, 3)}
        for match in re.finditer(r"\d[\d.]*(?!\d)", text):
            numbers += 1
            if match.start() not in used:
                unused.append(figure(name, text, match, 0, None))
        for match in re.finditer(r"\?", text):
            lost += 1
            spans.append((name, match.start(), match.end()))
    if together:
        relations.reverse()
    return Found(tuple(relations), numbers, len(unused), lost, tuple(spans), tuple(unused))


@pytest.fixture(autouse=True)
def _read_by_the_double(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrative, "read_texts", double)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(WRONG, "utf-8", newline="")
    (tmp_path / "return.csv").write_text("total,a,b\n10,4,6\n")
    (tmp_path / "suite.yaml").write_text("suite: s\nchecks:\n  t: {total: total, parts: [a, b]}\n")
    return tmp_path


def test_a_text_is_checked_against_what_it_states_itself() -> None:
    report = consistency.check(WRONG)
    assert [(r.check, r.kind, r.decision.verdict, r.basis, r.input) for r in report.results] == [
        ("shares", "share", "discrepancy", "stated", "text"),
        ("shares", "share", "agrees", "stated", "text"),
    ]
    assert report.suite is None
    assert report.exit_status() == 1
    assert not report.ok
    places = [f.place for _, f in report.discrepancies[0].figures]
    assert [report.text("text")[p.start : p.end] for p in places if p] == ["44.7", "617", "1383"]
    assert report.summary == {
        "checks": 2,
        "edits": 2,
        "agrees": 1,
        "agrees_within_rounding": 0,
        "queries": 0,
        "discrepancies": 1,
        "gross": 0,
        "last_digit": 1,
        "undecided": 0,
        "not_applicable": 0,
        "waived": 0,
        "figures": 7,
        "figures_covered": 6,
        "figures_alone": 1,
        "figures_not_understood": 0,
    }


def test_the_json_report_of_a_text() -> None:
    report = json.loads(consistency.check(WRONG).to_json())
    assert report["suite"] is None
    digest = hashlib.sha256(WRONG.encode()).hexdigest()
    assert report["inputs"] == [
        {
            "name": "text",
            "path": None,
            "sha256": digest,
            "kind": "text",
            "status": "read",
            "unit": None,
            "period": None,
            "text_sha256": digest,
            "previous": False,
        }
    ]
    (share, part, whole) = report["results"][0]["figures"]
    assert share["place"] == {"input": "text", "line": 1, "start": 24, "end": 28}
    assert part["place"] == {"input": "text", "line": 1, "start": 10, "end": 13}
    assert WRONG[24:28] == share["text"] == "44.7"
    assert whole["text"] == "1383"
    assert "texts" not in report
    ids = [result["id"] for result in report["results"]]
    assert len(set(ids)) == 2
    assert ids[1] == f"{ids[0]}-2"  # the same context: told apart by their order


def test_the_first_line_says_that_no_suite_was_used() -> None:
    assert consistency.check(WRONG).to_text().splitlines()[0] == (
        "No suite was used: only what the inputs state themselves was checked."
    )


def test_nothing_decided_and_lost_numbers() -> None:
    report = consistency.check("Alone: 7, and ? villages\nof 12 ?")
    assert report.exit_status() == report.exit_status(allow_undecided=True) == 3
    assert [report.summary[f"figures{end}"] for end in ("", "_alone", "_not_understood")] == [
        4,
        2,
        2,
    ]
    assert report.content.lost == (
        Place("text", line=1, start=14, end=15),
        Place("text", line=2, start=31, end=32),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Of 10 villages 4 agree.", [("text", None)]),
        ("any words", [("text", None)]),
        ("a\nb.csv", [("text", None)]),
        ("Did 5 of 10 agree?", [("text", None)]),
        ("占[注]5%，余略", [("text", None)]),
        ("x" * 5000, [("text", None)]),
        ("a\0b", [("text", None)]),
        ("", [("text", None)]),
        ("report.txt", [("report.txt", "report.txt")]),
        ("*.txt", [("report.txt", "report.txt")]),
        (Path("report.txt"), [("report.txt", "report.txt")]),
        ("-", [("-", "-")]),
        (["one 1", "two 2"], [("text1", None), ("text2", None)]),
        (["one 1", "report.txt"], [("text", None), ("report.txt", "report.txt")]),
        (["one 1", {"a": ["1"]}, {"a": ["2"]}], None),
        ({"a": "Of 10, 4 agree.", "b": "report.txt"}, [("a", None), ("report.txt", "report.txt")]),
        ({"a": "共10个。", "b": {"x": ["1"]}}, [("a", None), ("b", None)]),
        ({"unit": "North", "villages": "12"}, [("data", None)]),
        ({"unit": "North", "note": "All is fine."}, [("data", None)]),
    ],
)
def test_what_is_a_path_and_what_a_text(
    folder: Path, data: object, expected: list[tuple[str, str | None]] | None
) -> None:
    found = [(one.name, one.path) for one in wanted_of(data)]
    assert found == (expected or [("text", None), ("data1", None), ("data2", None)])


@pytest.mark.parametrize("missing", ["missing.txt", "no such.docx", "a,b.csv"])
def test_a_missing_file_of_a_known_suffix_is_no_text(folder: Path, missing: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        consistency.check(missing)
    with pytest.raises(InputError, match="matches no file"):
        consistency.check("missing*")


def test_several_texts_keep_their_order_and_places(folder: Path) -> None:
    right = "5 of 10 = 50%"
    report = consistency.check([f"{right}, 6 of 12 = 50%", "report.txt", right], together=True)
    assert [(r.input, r.figures[0][1].place.start) for r in report.results if r.place] == [
        ("text1", 10),
        ("text1", 25),
        ("report.txt", 24),
        ("report.txt", 45),
        ("text2", 10),
    ]
    assert report.text("text2") == right
    with pytest.raises(InputError) as caught:
        report.text("text")
    assert caught.value.faults == (
        Fault("no text of this name was read", "text", "there are: text1, report.txt, text2"),
    )


def test_places_count_code_points_of_the_file_as_it_is(tmp_path: Path) -> None:
    text = "𠀀行：\r\n5 of 10 = 51%\r"
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode("utf-16"))
    report = consistency.check(path)
    assert report.text(str(path)) == text
    place = report.discrepancies[0].figures[0][1].place
    assert place is not None
    assert (place.line, place.start, place.end) == (2, 15, 17)
    assert text[15:17] == "51"


def test_extracted_text_is_what_offsets_count(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"<p>5 of 10 <b>=</b> 51%</p>")
    report = consistency.check(path)
    assert report.text(str(path)) == "5 of 10 = 51%"
    (entry,) = report.inputs
    assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert entry.text_sha256 == hashlib.sha256(b"5 of 10 = 51%").hexdigest()


def test_a_table_without_a_suite_and_a_text_beside_it_speak_for_themselves(folder: Path) -> None:
    report = consistency.check(["return.csv", "report.txt"])
    assert [(r.input, r.kind, r.basis, r.decision.verdict) for r in report.results] == [
        ("return.csv", "total", "stated", "agrees"),
        ("report.txt", "share", "stated", "discrepancy"),
        ("report.txt", "share", "stated", "agrees"),
    ]
    assert report.suite is None
    assert [(e.name, e.kind, e.status) for e in report.inputs] == [
        ("return.csv", "table", "read"),
        ("report.txt", "text", "read"),
    ]
    counts = report.summary  # three figures in the table, seven in the text, one of them alone
    assert (counts["figures"], counts["figures_covered"], counts["figures_alone"]) == (10, 9, 1)
    assert report.exit_status() == 1


def test_a_suite_judges_tables_and_texts_speak_for_themselves(folder: Path) -> None:
    report = consistency.check(["return.csv", "report.txt"], checks="suite.yaml", together=True)
    assert [(r.input, r.basis, r.decision.verdict) for r in report.results] == [
        ("return.csv", "checks", "agrees"),
        ("report.txt", "stated", "discrepancy"),
        ("report.txt", "stated", "agrees"),
    ]
    assert report.suite is not None
    assert report.suite.name == "s"
    assert report.summary["checks"] == 3
    counts = report.summary  # the first column is the key, no figure
    assert (counts["figures"], counts["figures_covered"]) == (9, 8)
    assert report.content.notes == (
        "report.txt: a text, checked against what it states itself, not by the suite",
    )


def test_a_suite_that_meets_no_table_is_no_pass(folder: Path) -> None:
    report = consistency.check("5 of 10 = 50%", checks="suite.yaml")
    assert report.exit_status() == 2
    assert [error.fault.what for error in report.errors] == [
        "the suite s judges tables, and only texts were given"
    ]
    assert report.summary["agrees"] == 1


def test_a_text_is_no_period_before(folder: Path) -> None:
    with pytest.raises(InputError, match="is a text, with no records"):
        consistency.check("return.csv", checks="suite.yaml", previous="report.txt")


def test_the_only_text_is_unusable(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"no document")
    with pytest.raises(InputError, match=r"is not a \.docx document"):
        consistency.check(path)
    options = Options()
    (entry,) = judge([Wanted("x", str(path))], options).inputs
    assert (entry.kind, entry.status, entry.text_sha256) == ("text", "unusable", None)


def test_waivers_apply_to_texts(tmp_path: Path) -> None:
    found = consistency.check(WRONG).discrepancies[0]
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(
        f"waivers:\n  - {{id: {found.id}, values: {json.dumps(list(found.values))}, "
        "reason: printed so, by: Li, until: 2999-01-01}\n"
    )
    report = consistency.check(WRONG, waivers=waivers)
    assert (report.summary["waived"], report.summary["discrepancies"]) == (1, 0)
    assert report.ok


def test_the_command_reads_texts(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", "report.txt"]) == 1
    assert "report.txt" in capsys.readouterr().out
    assert main(["check", "report.txt", "--fail-on", "gross"]) == 0
    assert main(["check", "."]) == 1  # suite.yaml is passed over, return.csv speaks for itself
    capsys.readouterr()
    stdin = io.TextIOWrapper(io.BytesIO(b"5 of 10 = 50%\n"))
    monkeypatch.setattr("sys.stdin", stdin)
    assert main(["check", "-", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [(e["name"], e["kind"]) for e in report["inputs"]] == [("-", "text")]


def test_standard_input_beside_a_suite_is_a_table(folder: Path) -> None:
    options = Options(checks="suite.yaml", stdin=io.BytesIO(b"total,a,b\n10,4,7\n"))
    report = judge([Wanted("-", "-")], options)
    assert [r.decision.verdict for r in report.results] == ["discrepancy"]


def test_every_carrier_of_a_text_gives_the_same_findings(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    lines = ("Villages: 617 of 1383 = 44.7%,", "172 of 1383 = 12.4%.")
    carriers = {
        "a.txt": "\n".join(lines).encode(),
        "a.md": "\r\n".join(lines).encode("utf-16"),
        "a.html": "".join(f"<p>{line}</p>" for line in lines).encode(),
        "a.docx": docx("".join(p(line) for line in lines)),
        "a.pdf": pdf(lines),
    }
    for name, data in carriers.items():
        (tmp_path / name).write_bytes(data)
    report = consistency.check(tmp_path)
    found = [
        (r.decision.verdict, [f.text for _, f in r.figures], r.place and r.place.line)
        for r in report.results
    ]
    assert found == 5 * [
        ("discrepancy", ["44.7", "617", "1383"], 1),
        ("agrees", ["12.4", "172", "1383"], 2),
    ]
    for result in report.results:
        for _, shown in result.figures:
            assert shown.place is not None
            text = report.text(result.input)
            assert text[shown.place.start : shown.place.end] == shown.text
