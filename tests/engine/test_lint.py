"""lint finds what no data can change, what is said twice, and examples that come out otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from consistency.engine.examples import Outcome, run_example
from consistency.engine.lint import LintFinding, lint
from consistency.errors import ConsistencyError, SchemaError, SuiteError
from consistency.schema import parse_schema
from consistency.suite import parse_suite

TODAY = date(2010, 7, 1)
SCHEMA = parse_schema(
    """
columns:
  place: {dtype: str, metadata: {role: key, aliases: [unit]}}
  t: {dtype: int64, nullable: true, metadata: {role: count}}
  x: {dtype: int64, nullable: true, metadata: {role: count}}
  y: {dtype: int64, nullable: true, metadata: {role: count}}
""",
    "s.yaml",
    "s",
)


def found(checks: str, head: str = "", tail: str = "") -> list[tuple[str, str]]:
    lines = ["suite: s", *filter(None, [head]), "checks:", *(f"  {c}" for c in checks.splitlines())]
    suite = parse_suite("\n".join([*lines, tail]))
    return [(finding.severity, finding.text) for finding in lint(suite, today=TODAY)]


@pytest.mark.parametrize(
    "check",
    [
        "{total: t, parts: [x, y]}",
        "{bound: [0, x]}",
        "{bound: [0, x, 0]}",
        "{bound: [x, y, x]}",
        "{share: {p: x}, of: [x, y]}",
        "{share: {p: x}, over: rows, of: x}",
        "{total: x, over: rows, equals: {k: A}}",
        "{total: x, over: children, id: k, parent: up}",
        "{total: x, over: x, by: [k]}",
        "{count: n, of: rows, by: [k]}",
        "{same: [x, previous.x]}",
        "{change: c, from: previous.x, to: x}",
        '{formula: "x <= 2 * x"}',
        '{bound: [0, x], when: "x > y"}',
        "{bound: [0, x], when: \"x = 'x'\"}",
        '{total: t, parts: ["*"]}',
        "{ratio: r, of: [x, y], per: [x, -y]}",
    ],
)
def test_a_check_that_data_can_decide_is_clean(check: str) -> None:
    assert found(f"c: {check}") == []


@pytest.mark.parametrize(
    ("check", "rest"),
    [
        ("{total: t, parts: [t]}", "0 = 0"),
        ('{formula: "x = x"}', "0 = 0"),
        ('{formula: "2 * x = x + x"}', "0 = 0"),
        ('{formula: "x + 1 = x + 1"}', "1 = 1"),
        ('{formula: "x <= x + 1"}', "0 <= 1"),
        ('{formula: "x >= x - 0.5"}', "0 >= -0.5"),
        ("{same: [x, x]}", "0 = 0"),
        ("{bound: [x, x]}", "0 <= 0"),
        ("{product: x, of: [x]}", "0 = 0"),
        ("{total: t, parts: [t], overlapping: true}", "0 >= 0"),
    ],
)
def test_a_check_that_can_never_fail(check: str, rest: str) -> None:
    assert found(f"c: {check}") == [
        ("warning", f"check 'c' can never fail: it comes down to {rest}")
    ]


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ('{formula: "x = x + 1"}', "can never hold: it comes down to 0 = 1"),
        ('{formula: "x >= x + 0.5"}', "can never hold: it comes down to 0 >= 0.5"),
        ('{formula: "x + 2 <= x"}', "can never hold: it comes down to 2 <= 0"),
        ("{bound: [10, x, 5]}", "can never hold: 10 <= ... <= 5"),
        ("{bound: [10, x, y, 5]}", "can never hold: 10 <= ... <= 5"),
        (
            "{ratio: r, of: x, per: [y, -y]}",
            "can never be decided: its denominator comes down to 0",
        ),
    ],
)
def test_a_check_that_can_never_hold(check: str, text: str) -> None:
    assert found(f"c: {check}") == [("error", f"check 'c' {text}")]


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("{total: t, parts: [t, x]}", "names 't' on both sides, where it cancels out"),
        ("{difference: d, from: x, to: x}", "names 'x' on both sides, where it cancels out"),
        ("{share: {p: x}, of: x}", "has 'x' above and below: the result is always 100"),
        ("{change: c, from: x, to: x}", "has 'x' above and below: the result is always 0"),
        (
            "{ratio: r, of: [x, y], per: [x, y], times: 2}",
            "has 'x' and 'y' above and below: the result is always 2",
        ),
        ("{share: {p: p}, of: w}", "states 'p' and computes it from itself"),
        ("{product: p, of: [p, x]}", "states 'p' and computes it from itself"),
        ('{bound: [0, x], when: "1 > 2"}', "never applies: 'when' is true of no record"),
        ('{bound: [0, x], when: "x > x"}', "never applies: 'when' is true of no record"),
        ('{bound: [0, x], when: "x = x"}', "has a 'when' that is true of every record"),
        ("{bound: [0, x], where: {k: []}}", "never applies: 'k' may have no value at all"),
        (
            "{total: x, over: rows, where: {k: A}, equals: {k: A}}",
            "can never fail: 'where' and 'equals' choose the same rows",
        ),
        (
            "{bound: [0, x], valid: {until: 2008}}",
            "never applies: its dates lie outside those of the suite",
        ),
        (
            "{bound: [0, x], valid: {from: 2011-02}}",
            "never applies: its dates lie outside those of the suite",
        ),
    ],
)
def test_a_check_that_is_weaker_than_it_looks(check: str, text: str) -> None:
    assert found(f"c: {check}", "valid: {from: 2009, until: 2010}") == [
        ("warning", f"check 'c' {text}")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{total: t, parts: [x, y]}", "{total: t, parts: [y, x], code: V1}"),
        ("{total: t, parts: [x, y]}", '{formula: "x = t - y"}'),
        ('{formula: "x <= y"}', '{formula: "2 * y >= 2 * x"}'),
        ("{difference: d, from: x, to: y}", "{change: d, from: x, to: y, in: points}"),
        ("{bound: [x, y, t]}", "{bound: [x, y, t], severity: warning}"),
        ("{share: {p: x}, of: [y, t]}", "{share: {p: x}, of: [t, y]}"),
        ("{count: n, of: rows, by: [k]}", "{count: n, of: rows, by: [k]}"),
    ],
)
def test_a_check_that_says_what_another_says(first: str, second: str) -> None:
    assert found(f"a: {first}\nb: {second}") == [
        ("warning", "check 'b' states the same as check 'a'")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{total: t, parts: [x, y]}", "{total: t, parts: [x, -y]}"),
        ("{total: t, parts: [x, y]}", "{total: t, parts: [x, y], where: {k: A}}"),
        (
            "{total: t, parts: [x, y], valid: {until: 2009}}",
            "{total: t, parts: [x, y], valid: {from: 2010}}",
        ),
        ('{bound: [0, x], when: "y > 1"}', '{bound: [0, x], when: "y > 2"}'),
        ('{formula: "x <= y"}', '{formula: "x >= y"}'),
        ("{same: [x, y]}", "{bound: [x, y]}"),
        ("{base: {p: x}}", "{base: {p: x}, between: [1, 9]}"),
    ],
)
def test_checks_that_differ_are_no_repetition(first: str, second: str) -> None:
    assert found(f"a: {first}\nb: {second}") == []


def test_a_dimension_that_only_the_message_names_repeats_the_same_statement() -> None:
    check = 'c: {bound: [0, x], message: "for {sex}"}'
    assert found(check, "dimensions: {sex: [men, women]}") == [
        ("warning", "check 'c' (sex women) states the same as check 'c' (sex men)")
    ]


def test_a_code_used_by_two_checks() -> None:
    assert found("a: {bound: [0, x], code: V1}\nb: {bound: [0, y], code: V1}") == [
        ("warning", "code 'V1' of check 'b' is also that of 'a'")
    ]


def test_examples_that_come_out_otherwise_or_cannot_run() -> None:
    # 1 + 2 = 3; the second expects a pass of 1 + 2 = 4
    text = """suite: s
checks:
  sum: {total: t, parts: [x, y]}
  order: {bound: [x, nowhere]}
examples:
  - given: {t: "3", x: "1", y: "2"}
    expect: {sum: agrees}
  - given: {t: "4", x: "1", y: "2"}
    expect: {sum: agrees}
  - given: {t: "4", x: "1", y: "2"}
    expect: {sum: agree}
  - given: {x: "1", y: "2"}
    expect: {order: agrees}
"""
    mend, run = "mend the check or the example", "the example cannot run: "
    otherwise = "the example expects agrees of 'sum', it is discrepancy"
    no_verdict = "the example expects 'agree' of 'sum', which is no verdict"
    assert lint(parse_suite(text), today=TODAY) == [
        LintFinding("error", "s:8", otherwise, mend),
        LintFinding("error", "s:10", run + no_verdict, "did you mean 'agrees'?"),
        LintFinding("error", "s:12", run + "unknown field 'nowhere'", "use one of x, y"),
    ]


def test_only_the_checks_an_example_names_are_run() -> None:
    text = """suite: s
checks:
  sum: {total: t, parts: [x, y]}
  order: {bound: [x, nowhere]}
examples: [{given: {t: "3", x: "1", y: "2"}, expect: {sum: agrees}}]
"""
    assert lint(parse_suite(text), today=TODAY) == []


def test_with_a_schema_fields_left_out_are_blank_and_unknown_ones_are_refused() -> None:
    # y is blank: undecided; the place is blank, which breaks the schema but is no edit
    text = """suite: s
checks: {sum: {total: t, parts: [x, y]}, order: {bound: [x, t]}}
examples:
  - {given: {t: "3", x: "1"}, expect: {sum: undecided, order: agrees}}
  - {given: {unit: A, t: "3", x: "4", y: "0"}, expect: {order: discrepancy}}
  - {given: {z: "3"}, expect: {order: undecided}}
"""
    suite = parse_suite(text, schema=SCHEMA)
    assert run_example(suite, suite.examples[0], TODAY) == [
        Outcome("sum", "undecided", "undecided"),
        Outcome("order", "agrees", "agrees"),
    ]
    assert [finding.text for finding in lint(suite, today=TODAY)] == [
        "the example cannot run: the example gives an unknown field 'z'"
    ]


def test_the_gravest_verdict_of_a_checks_edits_counts() -> None:
    # 0 <= 1 agrees, 1 <= blank is undecided, blank <= 2 is undecided; then 3 <= 2 fails
    suite = parse_suite(
        """suite: s
checks: {order: {bound: [0, x, y, t]}, low: {bound: [0, x, t]}}
examples:
  - {given: {x: "1", y: "", t: "2"}, expect: {order: undecided}}
  - {given: {x: "3", t: "2"}, expect: {low: discrepancy}}
"""
    )
    assert [run_example(suite, example, TODAY)[0].got for example in suite.examples] == [
        "undecided",
        "discrepancy",
    ]


def test_an_example_of_several_tables_and_periods() -> None:
    suite = parse_suite(
        """suite: s
tables: {towns: null, roster: null, notes: null}
checks: {sum: {total: towns.n, over: roster.n, by: [town]}}
examples:
  - given: {towns: [{town: A, n: "3"}], roster: [{v: a, town: A, n: "1"}, {v: b, town: A, n: "2"}]}
    expect: {sum: agrees}
  - given: {towns: [{town: A, n: "3"}], rooster: [{v: a, town: A, n: "1"}]}
    expect: {sum: agrees}
"""
    )
    assert run_example(suite, suite.examples[0], TODAY)[0].got == "agrees"  # 1 + 2 = 3
    with pytest.raises(ConsistencyError, match=r"unknown table 'rooster'.*did you mean 'roster'"):
        run_example(suite, suite.examples[1], TODAY)


def test_a_suite_that_cannot_be_loaded_raises() -> None:
    with pytest.raises(SuiteError, match="there is no suite called 'nowhere'"):
        lint("nowhere")
    with pytest.raises((SuiteError, SchemaError)):
        lint("checks/nowhere.yaml")


def test_a_finding_reads_as_one_line() -> None:
    (finding,) = lint(parse_suite("checks:\n  c: {same: [x, x]}"))
    assert str(finding) == (
        "suite:2: warning: check 'c' can never fail: it comes down to 0 = 0. "
        "name another field, or remove the check"
    )
