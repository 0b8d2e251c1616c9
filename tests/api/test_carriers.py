"""Texts in every carrier, through the JSON report: places, arithmetic, ids, sameness.

The narrative fixtures are read for real; what each carrier must keep is worked here.
"""

from __future__ import annotations

import codecs
import html
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import consistency
from consistency.__main__ import main
from consistency.reporters.json_schema import report_schema

sys.path.append(str(Path(__file__).parents[1] / "readers"))
from documents import docx, p, pdf

FOLDER = Path(__file__).parents[2] / "fixtures" / "narrative"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
VALID = Draft202012Validator(report_schema())

CARRIERS = {
    "plain.txt": lambda text: text.encode(),
    "marked.md": lambda text: codecs.BOM_UTF8 + text.encode(),
    "windows.txt": lambda text: text.replace("\n", "\r\n").encode(),
    "old_mac.txt": lambda text: text.replace("\n", "\r").encode(),
    "wide.txt": lambda text: text.encode("utf-16"),
    "page.html": lambda text: "".join(
        f"<p>{html.escape(line)}</p>" for line in text.split("\n")
    ).encode(),
    "document.docx": lambda text: docx("".join(p(line) for line in text.split("\n"))),
    "print.pdf": lambda text: pdf(tuple(text.split("\n"))),
}


def decoded(path: Path) -> str:
    """A plain text as the contract counts it: decoded, without its mark, line ends kept."""
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    return data.decode(encoding)


def reported(path: Path, *options: str) -> dict[str, Any]:
    out = path.parent / "report.json"
    main(["check", str(path), "--output", str(out), *options])
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    out.unlink()
    return found


def checked_places(report: dict[str, Any], text: str) -> int:
    """How many places were compared with the text and the line they name."""
    compared = 0
    for result in report["results"]:
        for figure in result["figures"]:
            place = figure["place"]
            assert text[place["start"] : place["end"]] == figure["text"]
            assert text.count("\n", 0, place["start"]) + 1 == place["line"]
            compared += 1
    return compared


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_reads_back_at_its_place(name: str, carrier: str, tmp_path: Path) -> None:
    if carrier == "print.pdf":
        pytest.importorskip("pypdf")
    source = (FOLDER / f"{name}.txt").read_text("utf-8")
    path = tmp_path / carrier
    path.write_bytes(CARRIERS[carrier](source))
    report = reported(path)
    VALID.validate(report)
    if path.suffix in (".txt", ".md"):
        text = decoded(path)
    else:
        text = consistency.check(path).text(str(path))
    assert (checked_places(report, text) > 0) == (name != "no_relations")
    summary = report["summary"]
    assert summary["edits"] == sum(
        summary[verdict]
        for verdict in (
            "agrees", "agrees_within_rounding", "queries", "discrepancies", "undecided", "waived",
        )
    )  # fmt: skip
    spots = {
        (f["place"]["start"], f["place"]["end"]) for r in report["results"] for f in r["figures"]
    }
    assert summary["figures_covered"] == len(spots)  # every edit of these texts is decided
    assert summary["figures"] == (
        summary["figures_covered"] + summary["figures_alone"] + summary["figures_not_understood"]
    )
    ids = [result["id"] for result in report["results"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", NAMES)
def test_carriers_give_the_same_ids(name: str, tmp_path: Path) -> None:
    source = (FOLDER / f"{name}.txt").read_text("utf-8")
    found = set()
    for carrier, carried in CARRIERS.items():
        if carrier in ("print.pdf", "old_mac.txt"):  # lines of their own
            continue
        path = tmp_path / carrier
        path.write_bytes(carried(source))
        found.add(tuple((r["id"], r["verdict"]) for r in reported(path)["results"]))
        path.unlink()
    assert len(found) == 1


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_chinese_encodings_are_found(encoding: str, tmp_path: Path) -> None:
    name = "village_grading" if encoding == "gb18030" else "venue_funds"
    source = (FOLDER / f"{name}.txt").read_text("utf-8")
    path = tmp_path / "report.txt"
    path.write_bytes(source.encode(encoding))
    assert checked_places(reported(path), source) > 0
    assert reported(path) | {"created": ""} == reported(path, "--encoding", encoding) | {
        "created": ""
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_same_text_gives_the_same_bytes(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    one, other = (
        re.sub(r'"created": "[^"]*"', "", consistency.check(path).to_json("zh-Hant"))
        for _ in range(2)
    )
    assert one == other


def test_numbers_that_announce_a_list_are_counted_once_with_the_others() -> None:
    # 三 announces the list, 8 stands alone: two numbers read, one of them in an edit.
    report = consistency.check("今年办成三件实事：一是修路，二是建桥，三是打井。另有8人参加。")
    (found,) = report.results
    assert (found.kind, found.decision.verdict) == ("count", "agrees")
    counts = report.summary
    assert (counts["figures"], counts["figures_covered"], counts["figures_alone"]) == (2, 1, 1)
    assert report.to_text().splitlines()[2].endswith("1 of 2 figures stands in no decided check")


def test_more_digits_than_a_number_can_have_are_not_understood() -> None:
    report = consistency.check("全镇共有" + "9" * 1_000_000 + "个村，另有5个。")
    assert report.summary["figures_not_understood"] == 1
    assert report.summary["figures"] == 2
    assert len(report.to_markdown()) < 1_000


def test_a_page_without_text_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "script.html").write_bytes(b"<html><script>show(5)</script></html>")
    (tmp_path / "blank.docx").write_bytes(docx(p(" ")))
    (tmp_path / "report.txt").write_text("全镇共有5个村。", "utf-8")
    found = consistency.check(tmp_path)
    whats = {Path(error.input or "").name: error.fault.what for error in found.errors}
    assert whats == {
        "empty.html": "is empty",
        "script.html": "holds no text that a reader would see",
        "blank.docx": "holds no text that a reader would see",
    }
    assert found.exit_status() == 2


def test_a_text_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Of 200 schools, 150 (70%) have a library.", "utf-8")
    alone = consistency.check(path).summary
    assert consistency.check([path, str(path)], together=True).summary == alone
    assert consistency.check({"a": path, "b": str(path)}, together=True).summary == alone
    report = tmp_path / "two.json"
    given = ["check", f"A={path}", f"B={path}", "--together", "--output", str(report)]
    assert main(given) == 1
    assert json.loads(report.read_text("utf-8"))["summary"] == alone
