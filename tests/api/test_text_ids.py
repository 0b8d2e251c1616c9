"""Ids of what texts state outlive reordering and new values; waivers and `compare` use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import consistency
from consistency.narrative.edits import named_by
from consistency.narrative.reading import read_document
from consistency.reporters.compare import compare, differences

SENTENCES = (
    "Of 200 schools, 150 (75%) have a library.",
    "目前能够正常使用的村级活动场所有98个，覆盖率达到73.8%。",
    "全镇今年共发展党员42名，其中女性29名，占69%。",
    "Operating costs of $980 million comprised $612 million for feed and $368 million for labour.",
    "今年办成三件实事：一是修路，二是建桥，三是打井。",
)


def ids(text: str) -> dict[str, str]:
    """The verdict of each result by its id."""
    return {r.id: r.decision.verdict for r in consistency.check(text).results}


def stated(*sentences: str) -> str:
    return "\n\n".join(sentences) + "\n"


def test_ids_outlive_another_order_and_new_paragraphs() -> None:
    first = ids(stated(*SENTENCES))
    assert len(first) >= len(SENTENCES)
    assert ids(stated(*reversed(SENTENCES))) == first
    assert ids("2010年工作总结\n\n" + stated(*SENTENCES) + "\nNothing else happened.\n") == first


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("150 (75%)", "140 (75%)"),  # 140 of 200 is 70 %
        ("73.8%", "73.5%"),
        ("占69%", "占68%"),  # 29 of 42 is 69.05 %
        ("$368 million", "$358 million"),
    ],
)
def test_ids_outlive_a_value_that_changes(number: str, other: str) -> None:
    text = stated(*SENTENCES)
    before, after = ids(text), ids(text.replace(number, other))
    assert before.keys() == after.keys()
    assert before != after or number == "73.8%"  # 98 = 73.5 % has no whole base either


def test_numbers_beside_a_number_are_no_part_of_its_name() -> None:
    def names(text: str) -> list[str]:
        return [named_by(quantity) for quantity in read_document("t", text).quantities]

    assert names("本村十二个组三十户人家。") == names("本村十五个组四十户人家。")
    assert names("本村有12个组和30户人家。") == names("本村有１５个组和4户人家。")
    assert names("It has twelve villages and 12 towns.") == names("It has 9 villages and 13 towns.")


def test_a_waiver_of_a_text_is_void_when_a_value_changes(tmp_path: Path) -> None:
    text = SENTENCES[0].replace("75%", "70%")
    (found,) = consistency.check(text).discrepancies
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(
        f"waivers:\n  - {{id: {found.id}, values: {json.dumps(list(found.values))}, "
        "reason: so printed, by: Li}\n"
    )
    moved = consistency.check(stated(SENTENCES[2], text), waivers=waivers)
    assert (moved.summary["waived"], moved.summary["discrepancies"]) == (1, 0)
    for changed in ("71%", "69%"):
        report = consistency.check(text.replace("70%", changed), waivers=waivers)
        assert (report.summary["waived"], report.summary["discrepancies"]) == (0, 1)
        assert [void.why for void in report.content.void_waivers] == ["value_changed"]


def report_on(path: Path, text: str) -> dict[str, Any]:
    path.write_text(text, "utf-8")
    found: dict[str, Any] = json.loads(consistency.check(path).to_json())
    return found


def test_two_versions_of_a_text_are_compared(tmp_path: Path) -> None:
    wrong = SENTENCES[0].replace("75%", "70%")
    first = report_on(tmp_path / "report.txt", stated(wrong, SENTENCES[1]))
    mended = report_on(tmp_path / "report.txt", stated(SENTENCES[1], SENTENCES[0]))
    found = differences(first, mended)
    assert [entry["stated"] for entry in found.mended] == ["70"]
    assert (found.new, found.changed, found.unlisted, found.unchanged) == ((), (), (), 1)
    worse = report_on(tmp_path / "report.txt", stated(SENTENCES[1], SENTENCES[0], wrong))
    (fresh,) = differences(mended, worse).new
    assert "70% stated, 150 of 200 schools is 75%" in fresh["message"]["text"]


def test_a_renamed_text_is_compared_by_id_and_others_by_their_input(tmp_path: Path) -> None:
    wrong = stated(SENTENCES[0].replace("75%", "70%"))
    first = report_on(tmp_path / "first.txt", wrong)
    second = report_on(tmp_path / "second.txt", wrong)
    assert differences(first, second).unchanged == 1
    (tmp_path / "second.txt").unlink()
    (tmp_path / "first.txt").write_text("Nothing.", "utf-8")
    (tmp_path / "third.txt").write_text(wrong, "utf-8")
    both = json.loads(consistency.check(tmp_path).to_json())
    found = differences(first, both)  # mended in one file, new in another
    assert (len(found.unlisted), len(found.new), found.unchanged) == (1, 1, 0)
    assert compare(first, both).startswith("1 new, 0 changed, 0 mended, 1 no longer checked")
