"""Data that agree with a suite, faults put into them, and the answer key that says which."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import consistency
from consistency.errors import InputError, SuiteError
from consistency.generating import FAULTS, Generated, generate, write_generated
from consistency.generating.mechanisms import variants
from consistency.generating.pattern import NotSimple, matching
from consistency.generating.printing import balanced, printed
from consistency.schema import parse_schema
from consistency.suite import Suite, load_suite, parse_suite

ROOT = Path(__file__).parents[1]
CONSISTENT = {"agrees", "agrees_within_rounding", "not_applicable"}
SHIPPED = sorted(path.name for path in (ROOT / "checks").glob("*.yaml"))
KINDS = sorted(path.name for path in (ROOT / "fixtures/checks").glob("*.yaml"))
# Their examples each speak of some of the checks. Taken together the checks name `people` and
# `town` without a table where several tables have such a field, which is a fault of the suite.
AMBIGUOUS = {"total.yaml": "people", "count.yaml": "town"}


def data_of(generated: Generated) -> object:
    """What `check` takes: records, or records by table."""
    tables = {
        name: [dict(zip(header, row, strict=True)) for row in rows]
        for name, (header, *rows) in generated.tables.items()
    }
    return tables if len(tables) > 1 else next(iter(tables.values()))


def verdicts(generated: Generated, suite: object) -> Counter[str]:
    report = consistency.check(data_of(generated), checks=suite)
    return Counter(result.decision.verdict for result in report.results)


def suite_of(text: str, schema: str | None = None) -> Suite:
    return parse_suite(text, "suite.yaml", None if schema is None else parse_schema(schema))


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_suites_agree_with_what_is_generated_for_them(name: str) -> None:
    path = ROOT / "checks" / name
    for rows, seed in ((1, 0), (7, 1), (20, 2)):
        generated = generate(path, rows, 0, seed)
        (table,) = generated.tables.values()
        assert len(table) - 1 == rows
        assert generated.key == ()
        found = verdicts(generated, path)
        assert set(found) <= CONSISTENT
        assert found["agrees"] > 0


@pytest.mark.parametrize("name", [name for name in KINDS if name not in AMBIGUOUS])
def test_suites_of_each_kind_agree(name: str) -> None:
    path = ROOT / "fixtures/checks" / name
    for rows, seed in ((1, 0), (6, 1), (9, 5)):
        assert set(verdicts(generate(path, rows, 0, seed), path)) <= CONSISTENT


@pytest.mark.parametrize("name", sorted(AMBIGUOUS))
def test_ambiguous_suites_are_refused_and_each_of_their_checks_agrees(name: str) -> None:
    whole = load_suite(ROOT / "fixtures/checks" / name)
    with pytest.raises(SuiteError, match=f"'{AMBIGUOUS[name]}' is a field of several tables"):
        generate(whole, 3)
    for check, body in whole.bodies.items():
        one = replace(whole, bodies={check: body}, examples=())
        if check == "wildcard":
            # grade_* stands for the columns of the data, and there are none yet
            with pytest.raises(SuiteError, match="matches no field"):
                generate(one, 3)
            continue
        for seed in range(3):
            found = verdicts(generate(one, 6, 0, seed), one)
            assert set(found) <= CONSISTENT, check


def test_previous_periods_conventions_and_overlap() -> None:
    for path in ("membership_by_year/suite", "village_grading/balanced",
                 "weak_organisations/overlapping"):  # fmt: skip
        suite = ROOT / f"fixtures/{path}.yaml"
        for seed in range(4):
            assert set(verdicts(generate(suite, 9, 0, seed), suite)) <= CONSISTENT


LEVELS = """
columns:
  place: {dtype: str, metadata: {role: key}}
  year: {dtype: str, metadata: {role: period}}
  county: {dtype: str, nullable: true, metadata: {role: label}}
  level: {dtype: str, checks: {isin: [city, county, town]}, metadata: {role: label}}
  code: {dtype: str, checks: {str_matches: "[A-Z]{2}[0-9]{3}"}, metadata: {role: label}}
  people: {dtype: int64, checks: {greater_than_or_equal_to: 5}, metadata: {role: count}}
  women: {dtype: int64, metadata: {role: count}}
  men: {dtype: int64, metadata: {role: count}}
  women_pct:
    dtype: float64
    checks: {in_range: {min_value: 0, max_value: 60}}
    metadata: {role: share, decimals: 1, unit: "%"}
  growth: {dtype: float64, nullable: true, metadata: {role: share, decimals: 2}}
  spare: {dtype: int64, nullable: true, metadata: {role: count}}
"""


def test_levels_periods_conditions_and_constraints_together() -> None:
    suite = suite_of(
        """
checks:
  sexes: {total: people, parts: [women, men]}
  counties: {total: people, over: rows, where: {level: county}, equals: {level: city}, by: [year]}
  towns:
    {total: people, over: rows, where: {level: town}, equals: {level: county}, by: [year, county]}
  share: {share: {women_pct: women}, of: people}
  growth: {change: growth, from: previous.people, to: people}
  few: {bound: [women, men], when: "level = 'town'"}
  many: {formula: "men <= 3 * women", when: "people > 40"}
""",
        LEVELS,
    )
    blank = 0
    for seed in range(6):
        generated = generate(suite, 24, 0, seed)
        header, *rows = generated.tables["data"]
        records = [dict(zip(header, row, strict=True)) for row in rows]
        assert set(verdicts(generated, suite)) <= CONSISTENT
        assert {record["level"] for record in records} == {"city", "county", "town"}
        assert len({record["year"] for record in records}) >= 2
        assert all(int(record["people"]) >= 5 for record in records)
        assert all(Fraction(record["women_pct"]) <= 60 for record in records)
        blank += sum(record["spare"] == "" for record in records)
    assert blank > 0  # a field no edit reads may be blank where the schema allows it


def test_circles_of_sums_products_and_whole_numbers_are_solved() -> None:
    suite = suite_of("""
checks:
  row-1: {total: r1, parts: [a, b]}
  row-2: {total: r2, parts: [c, d]}
  column-1: {total: c1, parts: [a, c]}
  column-2: {total: c2, parts: [b, d]}
  all-rows: {total: all, parts: [r1, r2]}
  all-columns: {total: all, parts: [c1, c2]}
  sum: {formula: "x + y = 10"}
  difference: {formula: "x - y = 4"}
  thirds: {formula: "3 * u = 2 * w"}
  odd: {formula: "5 * k = 2 * m + 1"}
  cost: {product: cost, of: [number, price]}
  all-cost: {total: budget, parts: [cost, rest]}
  mean: {ratio: mean, of: budget, per: number}
  cost-share: {share: {cost_pct: cost, rest_pct: rest}, of: budget, rounding: balanced}
  shares-make-100: {shares: [cost_pct, rest_pct]}
  apart: {change: apart, from: rest_pct, to: cost_pct, in: points}
""")
    for seed in range(5):
        generated = generate(suite, 5, 0, seed)
        assert set(verdicts(generated, suite)) <= CONSISTENT
        header, *rows = generated.tables["data"]
        for row in rows:
            record = dict(zip(header, row, strict=True))
            # x + y = 10 and x - y = 4 leave x = 7 and y = 3
            assert (Fraction(record["x"]), Fraction(record["y"])) == (7, 3)
            # two shares of one whole, balanced, print to exactly 100
            assert Fraction(record["cost_pct"]) + Fraction(record["rest_pct"]) == 100


def test_detail_and_summary_tables(tmp_path: Path) -> None:
    (tmp_path / "towns.yaml").write_text(
        "columns:\n  town: {dtype: str, metadata: {role: key}}\n"
        "  members: {dtype: int64, metadata: {role: count}}\n"
        "  villages: {dtype: int64, metadata: {role: count}}\n",
        encoding="utf-8",
    )
    (tmp_path / "roster.yaml").write_text(
        "columns:\n  village: {dtype: str, unique: true, metadata: {role: key}}\n"
        "  town: {dtype: str, metadata: {role: label}}\n"
        "  people: {dtype: int64, metadata: {role: count}}\n",
        encoding="utf-8",
    )
    path = tmp_path / "suite.yaml"
    path.write_text(
        "tables: {towns: towns.yaml, roster: roster.yaml}\nchecks:\n"
        "  people: {total: towns.members, over: roster.people, by: [town]}\n"
        "  listed: {count: towns.villages, of: roster, by: [town]}\n",
        encoding="utf-8",
    )
    generated = generate(path, 12, 0, 3)
    assert {name: len(table) - 1 for name, table in generated.tables.items()} == {
        "towns": 4,
        "roster": 12,
    }
    assert verdicts(generated, path) == Counter(agrees=8)
    with pytest.raises(InputError, match=r"a CSV holds one table.*use \.json"):
        write_generated(generated, tmp_path / "data.csv")


@pytest.mark.parametrize(
    ("text", "schema", "said"),
    [
        ("{one: {formula: 'x = y + 1'}, two: {formula: 'x = y'}}", None,
         "check 'one' cannot be generated for: it contradicts two"),
        ("{back: {same: [a, previous.b]}}", None,
         "check 'back' cannot be generated for: it needs a record that one return does not have"),
        ("{order: {bound: [a, b]}}",
         "columns:\n  a: {dtype: int64, checks: {ge: 10}}\n  b: {dtype: int64, checks: {le: 5}}",
         "check 'order' cannot be generated for: no figures were found that satisfy it"),
        ("{order: {bound: [a, b]}}",
         "checks: {greater_than: 0}\ncolumns:\n  a: {dtype: int64}\n  b: {dtype: int64}",
         "check 'greater_than' of the whole record cannot be generated for"),
        ("{order: {bound: [a, b]}}",
         "columns:\n  n: {dtype: str, checks: {str_matches: 'x(?=y)'}}\n  a: {dtype: int64}\n"
         "  b: {dtype: int64}",
         "pattern 'x(?=y)' of column 'n' is not written"),
        ("{order: {bound: [a, b]}}",
         "columns:\n  a: {dtype: int64, checks: {isin: [1, 5]}}\n  b: {dtype: int64}",
         "check 'isin' of column 'a' cannot be generated for"),
        ("{odd: {formula: '2 * x = 2 * y + 1'}, x: {count: x, of: rows, by: [g]}}", None,
         "check 'odd' cannot be generated for"),
    ],
)  # fmt: skip
def test_what_cannot_be_satisfied_is_named(text: str, schema: str | None, said: str) -> None:
    with pytest.raises(SuiteError) as raised:
        generate(suite_of(f"checks: {text}", schema), 3)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("rows", "faults", "said"),
    [
        (0, 0, "rows is 0"),
        (3, "many", "faults is 'many'"),
        (3, "-1", "faults"),
        (3, "1.5", "faults"),
    ],
)
def test_arguments_out_of_range(rows: int, faults: str, said: str) -> None:
    with pytest.raises(SuiteError, match=said):
        generate(ROOT / "checks/village_grading.yaml", rows, faults)


@pytest.mark.parametrize(
    ("mechanism", "text", "made"),
    [
        # 1 is taken for 7, 2 for 3, 0 for 6 or 8
        ("digit_wrong", "120", ["720", "130", "126", "128"]),
        ("transposed", "120", ["210", "102"]),
        ("transposed", "44.6", ["46.4"]),
        ("dropped", "120", ["20", "10", "12"]),
        ("dropped", "7", []),
        ("doubled", "12.5", ["112.5", "122.5"]),
        ("decimal_shifted", "120", ["1200"]),
        ("decimal_shifted", "44.6", ["446", "4.46"]),
        ("wan_shifted", "13.45", ["134500"]),
        ("sign", "-3", ["3"]),
        ("sign", "0", []),
        ("missing", "5", [""]),
    ],
)
def test_mechanisms_by_hand(mechanism: str, text: str, made: list[str]) -> None:
    assert variants(mechanism, text) == made


def test_prints_by_hand() -> None:
    share = Fraction(617 * 100, 1383)  # 44.613
    assert printed(share, 1, None) == "44.6"
    assert printed(Fraction(25, 2), 0, None) == "13"
    assert printed(Fraction(25, 2), 0, "half_even") == "12"
    assert printed(Fraction(-25, 2), 0, None) == "-13"
    assert printed(Fraction(2, 3), 2, "truncate") == "0.66"
    # plainly 12.4, 24.5, 44.6, 12.8, 5.6 make 99.9; of the cut remainders 0.037, 0.012, 0.013,
    # 0.098 and 0.040 the last two are largest: 177 and 78 of 1383 get the missing units
    counts = (172, 339, 617, 177, 78)
    shares = [Fraction(100 * count, 1383) for count in counts]
    assert balanced(shares, 1) == ["12.4", "24.5", "44.6", "12.8", "5.7"]


def test_patterns_by_hand() -> None:
    assert matching(r"^[A-C]{2}\d$", 0) == "AA0"
    assert matching(r"^[A-C]{2}\d$", 11) == "AB1"
    assert matching("x-[ab]+", 1) == "x-b"
    for pattern in ("a|b", "(a)", "[^a]", "a(?=b)", "[a"):
        with pytest.raises(NotSimple):
            matching(pattern, 0)


def test_equal_arguments_give_equal_data() -> None:
    path = ROOT / "checks/member_development.yaml"
    assert generate(path, 10, "0.2", 7) == generate(path, 10, "0.2", 7)
    assert generate(path, 10, "0.2", 7) != generate(path, 10, "0.2", 8)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_answer_key_is_what_the_checker_finds(name: str) -> None:
    path = ROOT / "checks" / name
    generated = generate(path, 40, 8, 11)
    assert len(generated.key) == 8
    report = consistency.check(data_of(generated), checks=path)
    found = {(r.key, r.check) for r in report.results if r.decision.verdict == "discrepancy"}
    assert found == {(entry.key, check) for entry in generated.key for check in entry.checks}
    (table,) = generated.tables.values()
    header, *rows = table
    for entry in generated.key:
        assert entry.detectable == bool(entry.checks)
        assert rows[entry.row - 1][header.index(entry.field)] == entry.now != entry.was


def test_share_of_records_and_the_kinds_of_fault() -> None:
    path = ROOT / "checks/village_grading.yaml"
    generated = generate(path, 120, "0.2", 5)
    assert len(generated.key) == 24
    kinds = Counter(entry.fault for entry in generated.key)
    print(f"faults drawn: {dict(kinds)}")
    assert set(kinds) <= set(FAULTS)
    assert len(kinds) >= 10
    missing = [entry for entry in generated.key if entry.fault == "missing"]
    assert all(not entry.detectable and entry.undecided for entry in missing)


def test_files_with_their_key(tmp_path: Path) -> None:
    suite = ROOT / "checks/operating_funds.yaml"
    generated = generate(suite, 6, 2, 1)
    key = write_generated(generated, tmp_path / "funds.csv")
    assert key == tmp_path / "funds.key.json"
    with (tmp_path / "funds.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == generated.tables["data"]
    body = json.loads(key.read_text(encoding="utf-8"))
    assert (body["format"], body["suite"]) == ("consistency-key/1", "operating-funds")
    assert [fault["now"] for fault in body["faults"]] == [entry.now for entry in generated.key]
    assert list(body["faults"][0]) == [
        "fault", "table", "row", "key", "field", "was", "now", "other", "checks", "undecided",
        "detectable",
    ]  # fmt: skip
    report = consistency.check(tmp_path / "funds.csv", checks=suite)
    failing = {(r.key, r.check) for r in report.discrepancies}
    assert failing == {(entry.key, c) for entry in generated.key for c in entry.checks}
    write_generated(generated, tmp_path / "funds.json")
    records = json.loads((tmp_path / "funds.json").read_text(encoding="utf-8"))
    assert records == data_of(generated)


def test_files_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    generated = generate(ROOT / "checks/operating_funds.yaml", 2)
    with pytest.raises(InputError, match=r"data are not written as '\.xlsx'"):
        write_generated(generated, tmp_path / "funds.xlsx")
    with pytest.raises(InputError, match="cannot be written"):
        write_generated(generated, tmp_path / "nowhere" / "funds.csv")
    (tmp_path / "taken.key.json").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_generated(generated, tmp_path / "taken.csv")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] in ([], ["taken.csv"])
