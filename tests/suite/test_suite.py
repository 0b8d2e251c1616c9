"""Suites are loaded, extended and refused with every fault at once."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from consistency.errors import Fault, SchemaError, SuiteError
from consistency.schema import parse_schema
from consistency.suite import load_suite, parse_suite

SCHEMA = parse_schema(
    """
columns:
  place: {dtype: str, metadata: {role: key}}
  villages: {dtype: int64, nullable: true, metadata: {role: count, unit: 个}}
  model: {dtype: int64, nullable: true, metadata: {role: count}}
  funds: {dtype: float64, nullable: true, metadata: {role: amount, unit: 万元}}
  funds_yuan: {dtype: float64, nullable: true, metadata: {role: amount, unit: 元}}
""",
    "grading.yaml",
    "grading",
)


def faults(text: str, **more: object) -> list[Fault]:
    with pytest.raises(SuiteError) as caught:
        parse_suite(text, **more)  # type: ignore[arg-type]
    return list(caught.value.faults)


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def test_several_faults_are_reported_at_once_each_with_its_line_and_a_near_word() -> None:
    found = faults(
        """suite: s
checks:
  one: {total: vilages, parts: [model]}
  two: {totl: villages, parts: [model]}
  three: {bound: [modle, villages]}
  four: {same: [model]}
  five:
    total: villages
    parts: [model]
    sevrity: warning
""",
        schema=SCHEMA,
    )
    assert [(f.where, f.what, f.next) for f in found] == [
        ("suite:3", "unknown field 'vilages'", "did you mean 'villages'?"),
        ("suite:4", "unknown kind in check 'two': 'totl'", "did you mean 'total'?"),
        ("suite:5", "unknown field 'modle'", "did you mean 'model'?"),
        ("suite:6", "'same' needs two fields", "name another field"),
        ("suite:10", "unknown key of the kind 'total' 'sevrity'", "did you mean 'severity'?"),
    ]


def test_faults_of_the_head_are_reported_at_once() -> None:
    found = faults(
        """suite: s
schem: grading
describes: [a]
valid: {from: soon}
dimensions: {sex: men}
checks:
  one: total
examples:
  - {given: {a: "1"}}
"""
    )
    assert [(f.where, f.what) for f in found] == [
        ("suite:2", "unknown key 'schem'"),
        ("suite:3", "'describes' is a text"),
        ("suite:4", "'from: soon' is no date"),
        ("suite:5", "dimension 'sex' needs a list of values"),
        ("suite:7", "check 'one' is a mapping"),
        ("suite:9", "an example has 'given' and 'expect'"),
        ("suite:6", "the suite has no check"),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "a suite is a mapping"),
        ("- total", "a suite is a mapping"),
        ("suite: s", "the suite has no check"),
        ("checks: {}", "the suite has no check"),
        ("checks: {a: null}", "check 'a' is empty"),
        (
            "checks: {a: {same: [x, y], bound: [x, y]}}",
            "check 'a' has several kinds: same and bound",
        ),
        ("checks: {a: {severity: error}}", "unknown kind in check 'a': ''"),
        ("tables: {t: null}\nschema: x\nchecks: {a: {same: [x, y]}}", "exclude each other"),
        ("tables: [t]\nchecks: {a: {same: [x, y]}}", "'tables' maps names to schemas"),
        ("tables: {t: null}\nchecks: {a: {same: [u.x, t.y]}}", "unknown table 'u'"),
        ("tables: {t: null}\nchecks: {a: {count: t.x, of: u}}", "unknown table 'u'"),
        ("extends: [a]\nchecks: {a: {same: [x, y]}}", "'extends' names one suite"),
        ("checks: {a: {same: [x, y]}}\nexamples: {a: b}", "'examples' is a list"),
        (
            'checks: {a: {same: [x, y]}}\nexamples: [{given: {x: "1"}, expect: {b: agrees}}]',
            "the example expects of an unknown check 'b'",
        ),
    ],
)
def test_what_is_no_suite_is_a_fault(text: str, what: str) -> None:
    assert any(what in fault.what for fault in faults(text)), faults(text)


def test_units_of_different_dimension_in_one_balance_edit_are_a_fault() -> None:
    (fault,) = faults("checks: {a: {total: funds, parts: [villages]}}", schema=SCHEMA)
    assert fault.what == "units of different dimension: 'funds' is in 万元 and 'villages' in 个"
    suite = parse_suite("checks: {a: {same: [funds, funds_yuan]}}", schema=SCHEMA)
    assert list(suite.bodies) == ["a"]  # a scale is no dimension


def test_a_bare_name_that_two_tables_have_must_say_which(tmp_path: Path) -> None:
    write(
        tmp_path,
        one="columns:\n  k: {dtype: str, metadata: {role: key}}\n  n: {dtype: int64}\n",
        two="columns:\n  k: {dtype: str, metadata: {role: key}}\n  n: {dtype: int64}\n",
        suite="tables: {one: one, two: two}\nchecks:\n  a: {same: [n, two.n]}\n",
        right="tables: {one: one, two: two}\nchecks:\n  a: {total: one.n, over: two.n, by: [k]}\n",
    )
    with pytest.raises(SuiteError) as caught:
        load_suite(tmp_path / "suite.yaml")
    (fault,) = caught.value.faults
    assert fault == Fault(
        "'n' is a field of several tables", f"{tmp_path}/suite.yaml:3", "write one.n or two.n"
    )
    assert list(load_suite(tmp_path / "right.yaml").tables) == ["one", "two"]  # k is shared


BASE = """suite: base
edition: "1"
dimensions: {sex: [men, women]}
checks:
  sum: {total: t, parts: [x, y], severity: error, code: V1}
  order: {bound: [x, t]}
  both: {same: [x, y]}
"""


def test_extends_overrides_whole_checks_merges_options_and_removes(tmp_path: Path) -> None:
    write(
        tmp_path,
        base=BASE,
        child="""extends: base
edition: "2"
dimensions: {age: [young, old]}
checks:
  sum: {severity: warning, parts: [x, y, z]}
  order: {bound: [y, t]}
  both:
  fresh: {bound: [0, x]}
""",
    )
    suite = load_suite(tmp_path / "child.yaml")
    assert (suite.name, suite.edition) == ("child", "2")
    assert list(suite.bodies) == ["sum", "order", "fresh"]
    assert dict(suite.dimensions) == {"sex": ("men", "women"), "age": ("young", "old")}

    body, where = suite.bodies["sum"]
    keys = {
        name: node.text or [i.text for i in node.items or []]
        for name, node in (body.mapping or {}).items()
    }
    assert keys == {"total": "t", "parts": ["x", "y", "z"], "severity": "warning", "code": "V1"}
    assert (where, body.line) == (str(tmp_path / "child.yaml"), 5)
    assert suite.bodies["order"][0].mapping is not None
    assert [i.text for i in suite.bodies["order"][0].mapping["bound"].items or []] == ["y", "t"]


def test_a_fault_in_an_extended_suite_names_its_own_file_and_line(tmp_path: Path) -> None:
    write(
        tmp_path,
        base="suite: base\nchecks:\n  bad: {total: t}\n",
        child="extends: base\nchecks:\n  more: {same: [x]}\n",
    )
    with pytest.raises(SuiteError) as caught:
        load_suite(tmp_path / "child.yaml")
    assert [(Path(f.where).name, f.what) for f in caught.value.faults] == [
        ("base.yaml:3", "'parts' is missing"),
        ("child.yaml:3", "'same' needs two fields"),
    ]


def test_a_change_in_either_file_changes_the_hash(tmp_path: Path) -> None:
    write(tmp_path, base=BASE, child="extends: base\nchecks:\n  fresh: {bound: [0, x]}\n")
    first = load_suite(tmp_path / "child.yaml").sha256
    write(tmp_path, base=BASE.replace("V1", "V2"))
    second = load_suite(tmp_path / "child.yaml").sha256
    write(tmp_path, child="extends: base\nchecks:\n  fresh: {bound: [1, x]}\n")
    assert len({first, second, load_suite(tmp_path / "child.yaml").sha256}) == 3


@pytest.mark.parametrize("chain", [("a", "a"), ("a", "b", "a"), ("a", "b", "c", "b")])
def test_a_cycle_of_suites_is_a_fault(tmp_path: Path, chain: tuple[str, ...]) -> None:
    for name, parent in itertools.pairwise(chain):
        write(
            tmp_path,
            **{name: f"suite: {name}\nextends: {parent}\nchecks: {{c: {{bound: [0, x]}}}}\n"},
        )
    with pytest.raises(SuiteError, match="suites extend each other") as caught:
        load_suite(tmp_path / f"{chain[0]}.yaml")
    assert caught.value.faults[0].next == "remove one"


def test_an_unknown_suite_or_schema_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="did you mean 'village_grading'"):
        load_suite("village-gradin")
    write(tmp_path, s="schema: vilage_grading\nchecks: {c: {bound: [0, x]}}\n")
    with pytest.raises(SchemaError, match="did you mean 'village_grading'"):
        load_suite(tmp_path / "s.yaml")
    with pytest.raises(SuiteError, match="there is no such file"):
        load_suite(tmp_path / "t.yaml")


def test_shipped_suites_load_by_name_with_either_hyphen_or_underscore() -> None:
    assert load_suite("village-grading").sha256 == load_suite("village_grading").sha256
    suite = load_suite("village-grading")
    assert suite.name == "village-grading"
    assert list(suite.bodies) == ["grades-make-total", "grade-shares", "shares-make-100"]
    schema = suite.tables[""]
    assert schema is not None
    assert schema.name == "village_grading"


@pytest.mark.parametrize(
    ("example", "what"),
    [
        ("{given: {x: {y: z}}, expect: {a: agrees}}", "the cell 'x' of an example is no text"),
        ("{given: {t: [{x: [1]}]}, expect: {a: agrees}}", "the cell 'x' of an example is no text"),
        ("{given: {t: [{x: 1}], u: 5}, expect: {a: agrees}}", "'u' is no list of records"),
        ("{given: {t: [5]}, expect: {a: agrees}}", "'t' is no list of records"),
        (
            "{given: {x: 1}, expect: {a: agrees}, expects: {}}",
            "unknown key of an example 'expects'",
        ),
        ("{given: {x: 1}}", "an example has 'given' and 'expect'"),
        ("{given: [1], expect: {a: agrees}}", "an example has 'given' and 'expect'"),
    ],
)
def test_an_example_is_texts_by_field_or_records_by_table(example: str, what: str) -> None:
    (fault,) = faults(f"checks: {{a: {{bound: [0, x]}}}}\nexamples:\n  - {example}")
    assert what in fault.what
    assert fault.where == "suite:3"
