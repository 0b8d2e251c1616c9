"""The public surface: `check`, `Report`, what importing loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas
import polars
import pytest

import consistency

ROOT = Path(__file__).parents[1]
SUITE = """
suite: members
checks:
  sexes: {total: members, parts: [men, women]}
  share: {share: {women_pct: women}, of: members}
"""
HEAVY = "{'pandas', 'polars', 'pandera', 'great_expectations', 'pytest', 'numpy', 'pyarrow'}"


@pytest.fixture
def suite(tmp_path: Path) -> str:
    path = tmp_path / "members.yaml"
    path.write_text(SUITE, "utf-8")
    return str(path)


def frame(**columns: list[object]) -> pandas.DataFrame:
    return pandas.DataFrame(columns)


ROWS = {
    "unit": ["a", "b", "c", "d"],
    "members": [42, 50, 10, None],
    "men": [20, 20, 6, 1],
    "women": [22, 31, 4, 1],
    "women_pct": [52.4, 62.0, 40.0, 50.0],
}


def loaded_after(statement: str) -> str:
    code = f"import sys; {statement}; print(sorted({HEAVY} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def test_import_loads_nothing_heavy() -> None:
    assert loaded_after("import consistency; consistency.check; consistency.Report") == "[]"


def test_checking_a_csv_loads_nothing_heavy() -> None:
    call = (
        "import consistency; r = consistency.check("
        "'fixtures/village_grading/village_grading.csv', checks='village-grading'); "
        "assert r.summary['edits'] == 7; r.to_text(); r.to_json()"
    )
    assert loaded_after(call) == "[]"


def test_verdicts_by_row(suite: str) -> None:
    """a: all agrees. b: 20 + 31 is 51, 50 stated. c: agrees. d: the total is missing."""
    report = consistency.check(frame(**ROWS), checks=suite)
    found = {(dict(r.key)["unit"], r.check): r.decision.verdict for r in report.results}
    assert found == {
        ("a", "sexes"): "agrees",
        ("b", "sexes"): "discrepancy",
        ("c", "sexes"): "agrees",
        ("d", "sexes"): "undecided",
        ("a", "share"): "agrees",
        ("b", "share"): "agrees",
        ("c", "share"): "agrees",
        ("d", "share"): "undecided",
    }
    assert report.ok is False
    assert report.exit_status() == 1


def test_split_keeps_library_index_and_order(suite: str) -> None:
    data = frame(**ROWS)
    data.index = pandas.Index([7, 5, 3, 1])
    report = consistency.check(data, checks=suite)
    good, held = report.split(data)
    assert list(good["unit"]) == ["a", "c"]
    assert list(held["unit"]) == ["b", "d"]
    assert list(held.index) == [5, 1]
    lazy = polars.DataFrame(ROWS)
    good, held = consistency.check(lazy, checks=suite).split(lazy)
    assert isinstance(good, polars.DataFrame)
    assert good["unit"].to_list() == ["a", "c"]


def test_split_refuses_another_frame(suite: str) -> None:
    report = consistency.check(frame(**ROWS), checks=suite)
    with pytest.raises(consistency.InputError, match="the report names row 4"):
        report.split(frame(unit=["a"]))


def test_split_needs_the_input_where_there_are_several(suite: str) -> None:
    both = consistency.check([frame(**ROWS), frame(**ROWS)], checks=suite)
    assert [entry.name for entry in both.inputs] == ["data1", "data2"]
    with pytest.raises(consistency.InputError, match="several inputs"):
        both.split(frame(**ROWS))
    good, _ = both.split(frame(**ROWS), input="data2")
    assert list(good["unit"]) == ["a", "c"]


def test_raise_if_not_ok(suite: str) -> None:
    wrong = consistency.check(frame(**ROWS), checks=suite)
    with pytest.raises(consistency.DiscrepancyError) as raised:
        wrong.raise_if_not_ok()
    assert "discrepancies 1" in str(raised.value)
    assert "50" in str(raised.value)
    right = frame(unit=["a"], members=[42], men=[20], women=[22], women_pct=[52.4])
    consistency.check(right, checks=suite).raise_if_not_ok(allow="nothing")


def test_raise_if_not_ok_allows_what_it_is_told(suite: str) -> None:
    """22 of 42 is 52.38: 52.5 is off by 0.12, more than a unit: gross; 52.3 by 0.08: last digit."""
    off = frame(unit=["a"], members=[42], men=[20], women=[22], women_pct=[52.3])
    report = consistency.check(off, checks=suite)
    assert report.discrepancies[0].decision.grade == "last_digit"
    report.raise_if_not_ok(allow="last_digit")
    with pytest.raises(consistency.DiscrepancyError):
        report.raise_if_not_ok(allow=["query", "undecided"])
    blank = frame(unit=["a"], members=[None], men=[20], women=[22], women_pct=[52.4])
    undecided = consistency.check(blank, checks=suite)
    with pytest.raises(consistency.DiscrepancyError):
        undecided.raise_if_not_ok()
    with pytest.raises(ValueError, match="allow is"):
        report.raise_if_not_ok(allow="everything")  # type: ignore[arg-type]


def test_unusable_only_input_raises() -> None:
    with pytest.raises(consistency.InputError, match="no_such"):
        consistency.check("no_such_file.csv", checks="village-grading")


def test_text_is_not_taken_for_a_table() -> None:
    report = consistency.check("Of 1383 villages\n172 are model.", checks="village-grading")
    assert [entry.kind for entry in report.inputs] == ["text"]
    assert "only texts were given" in report.errors[0].fault.what
    assert report.exit_status() == 2


def test_missing_column_names_the_nearest(suite: str) -> None:
    with pytest.raises(consistency.SuiteError) as raised:
        consistency.check(frame(unit=["a"], member=[1], men=[1], women=[0]), checks=suite)
    text = str(raised.value)
    assert "unknown field 'members'" in text
    assert "did you mean 'member'?" in text
    assert "unknown field 'women_pct'" in text


def test_together_compares_what_is_stated_twice(tmp_path: Path, suite: str) -> None:
    """Unit a stands in both inputs with 42 and 43 members: stated twice, not the same."""
    one = frame(unit=["a"], members=[42], men=[20], women=[22], women_pct=[52.4])
    two = frame(
        unit=["a", "b"], members=[43, 2], men=[20, 1], women=[22, 1], women_pct=[52.4, 50.0]
    )
    report = consistency.check([one, two], checks=suite, together=True)
    (wrong,) = report.discrepancies
    assert (wrong.check, wrong.kind, wrong.basis) == ("stated-twice", "same", "stated")
    assert (str(wrong.decision.stated), str(wrong.decision.derived)) == ("42", "43")
    assert report.summary["edits"] == 4 + 4  # four figures of a compared; two checks of a and of b


def test_previous_period_from_another_frame(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("suite: s\nchecks:\n  opens: {same: [opening, previous.closing]}\n", "utf-8")
    now = frame(unit=["a", "b"], opening=[5, 7], closing=[6, 8])
    before = frame(unit=["a", "b"], opening=[1, 2], closing=[5, 6])
    report = consistency.check(now, checks=path, previous=before)
    assert [r.decision.verdict for r in report.results] == ["agrees", "discrepancy"]
    alone = consistency.check(now, checks=path)
    assert [r.decision.reason for r in alone.results] == ["no_such_row", "no_such_row"]
    assert alone.exit_status() == 3


def test_together_fills_in_what_one_input_leaves_blank(tmp_path: Path) -> None:
    """The total stands in the second input only: 4 against 1 + 2, impossible."""
    path = tmp_path / "s.yaml"
    path.write_text("suite: s\nchecks:\n  t: {total: t, parts: [a, b]}\n", "utf-8")
    one = frame(k=["x"], t=[None], a=[1], b=[2])
    two = frame(k=["x"], t=[4], a=[1], b=[2])
    report = consistency.check([one, two], checks=path, together=True)
    found = {r.check: r.decision.verdict for r in report.results}
    assert found == {"stated-twice": "agrees", "t": "discrepancy"}
    wrong = report.discrepancies[0]
    assert [figure.place.input for _, figure in wrong.figures if figure.place] == [
        "data2",
        "data1",
        "data1",
    ]


def test_a_dict_of_paths_names_the_tables(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("g,v\nA,3\n")
    (tmp_path / "d.csv").write_text("i,g,v\n1,A,1\n2,A,2\n")
    suite = tmp_path / "s.yaml"
    suite.write_text("suite: s\nchecks:\n  t: {total: s.v, over: d.v, by: [g]}\n", "utf-8")
    data = {"s": str(tmp_path / "s.csv"), "d": tmp_path / "d.csv"}
    (agrees,) = consistency.check(data, checks=suite).results
    assert agrees.decision.verdict == "agrees"
    with pytest.raises(consistency.InputError, match=r"nope\.csv"):
        consistency.check({**data, "d": str(tmp_path / "nope.csv")}, checks=suite)
    frames = {"s": frame(g=["A"], v=[3]), "d": frame(i=[1, 2], g=["A", "A"], v=[1, 1])}
    report = consistency.check(frames, checks=suite)
    assert [entry.name for entry in report.inputs] == ["s", "d"]
    assert report.discrepancies[0].derived_text == "2"


def test_the_previous_return_is_named_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("suite: s\nchecks:\n  o: {same: [opening, previous.closing]}\n", "utf-8")
    report = consistency.check(
        frame(unit=["a"], opening=[5], closing=[6]),
        checks=path,
        previous=frame(unit=["a"], opening=[1], closing=[5]),
    )
    assert [(entry.name, entry.previous) for entry in report.inputs] == [
        ("data", False),
        ("previous data", True),
    ]
    assert len(report.inputs[1].sha256 or "") == 64
