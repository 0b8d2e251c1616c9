"""pandera runs the checks of a schema on decoded values; masked cells are not its business."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from consistency.constraints import constrain
from consistency.errors import SchemaError
from consistency.layout import bind
from consistency.layout.conform import SchemaFinding
from consistency.model.document import Grid
from consistency.schema import parse_schema


def run(schema: str, text: str) -> list[SchemaFinding]:
    rows = [[cell or None for cell in line.split("|")] for line in text.split("\n")]
    table = bind(Grid("t", rows), parse_schema(schema, "s.yaml"), input_name="in.csv")
    return constrain(table)


def short(findings: list[SchemaFinding]) -> list[tuple[str | None, int | None, str, str]]:
    return [(f.field, f.row, f.constraint, f.detail) for f in findings]


def fault(schema: str, text: str) -> str:
    with pytest.raises(SchemaError) as caught:
        run(schema, text)
    (found,) = caught.value.faults
    assert found.next
    return found.what


GRADES = """\
columns:
  tier: {dtype: str, checks: {isin: [model, weak]}}
  villages: {dtype: int64, nullable: true, metadata: {role: count},
    checks: {greater_than_or_equal_to: 0, less_than: 100}}
  share: {dtype: float64, nullable: true, metadata: {role: share, unit: "%"},
    checks: [{min_value: 0, max_value: 100, options: {check_name: in_range}}]}
"""


def test_column_checks() -> None:
    found = run(
        GRADES,
        "tier|villages|share\nmodel|5|44.7\nModel|-5|100.1\nweak|100|-0.1\nweak|0|100\n weak |99|0",
    )
    assert short(found) == [
        ("tier", 1, "isin", "isin(['model', 'weak'])"),
        ("villages", 1, "greater_than_or_equal_to", "greater_than_or_equal_to(0)"),
        ("villages", 2, "less_than", "less_than(100)"),
        ("share", 1, "in_range", "in_range(0, 100)"),
        ("share", 2, "in_range", "in_range(0, 100)"),
    ]
    assert {f.severity for f in found} == {"error"}


def test_masked_cells_are_never_reported() -> None:
    assert run(GRADES, "tier|villages|share\n||\n|*|x\nmodel|<5|-\nweak|many|") == []


def test_masked_cells_with_ignore_na_off() -> None:
    schema = (
        "columns: {a: {dtype: int64, checks: "
        "[{min_value: 3, options: {check_name: greater_than, ignore_na: false}}]}}\n"
    )
    assert short(run(schema, "a|b\n|x\n5|x\n2|x")) == [("a", 2, "greater_than", "greater_than(3)")]


def test_a_check_of_the_frame_is_one_finding_a_record() -> None:
    schema = (
        "columns: {a: {dtype: int64, nullable: true}, b: {dtype: float64, nullable: true}}\n"
        "checks: {greater_than_or_equal_to: 0}\n"
    )
    found = run(schema, "a|b\n1|1.5\n-1|-2.5\n|-1\n*|x\n3|")
    assert short(found) == [
        (None, 1, "greater_than_or_equal_to", "greater_than_or_equal_to(0)"),
        (None, 2, "greater_than_or_equal_to", "greater_than_or_equal_to(0)"),
    ]


def test_values_are_in_the_unit_of_the_schema() -> None:
    schema = "columns: {a: {dtype: float64, metadata: {unit: 万元}, checks: {less_than: 100}}}\n"
    found = run(schema, "a|b\n99|x\n99万元|x\n0.01亿元|x\n1000001元|x\n101|x")
    # 0.01亿元 is 100万元, 1000001元 is 100.0001万元
    assert [f.row for f in found] == [2, 3, 4]


def test_whole_numbers_are_exact_at_any_size() -> None:
    schema = f"columns: {{a: {{dtype: int64, checks: {{less_than: {10**19}}}}}}}\n"
    text = f"a|b\n{10**19 - 1}|x\n{10**19}|x\n{10**30}|x\n|x\n5|x"
    assert [f.row for f in run(schema, text)] == [1, 2]


def test_numbers_beyond_the_precision_of_doubles() -> None:
    schema = "columns: {a: {dtype: float64, checks: {less_than: 10}}}\n"
    assert [f.row for f in run(schema, f"a|b\n0.5|x\n{10**30}|x\n-{10**30}.5|x")] == [1]
    # no printed number is that large: the cell is not read, and so it is masked
    assert run(schema, f"a|b\n{10**400}|x") == []


def test_text_dates_and_booleans() -> None:
    schema = (
        "columns:\n  code: {dtype: str, checks: {str_matches: '^[0-9]{3}$'}}\n"
        "  day: {dtype: 'datetime64[ns]', checks: {greater_than: '2010-01-01 00:00:00'}}\n"
        "  flag: {dtype: bool, checks: {equal_to: true}}\n"
    )
    found = run(schema, "code|day|flag\n007|2010-06-30|是\n7|2009年6月30日|no\n123|soon|maybe")
    assert [(f.field, f.row) for f in found] == [("code", 1), ("day", 1), ("flag", 1)]


def test_a_check_of_the_whole_column() -> None:
    schema = "columns: {tier: {dtype: str, checks: {unique_values_eq: [model, weak]}}}\n"
    (found,) = run(schema, "tier|n\nmodel|1\nmodel|2")
    assert (found.field, found.row, found.constraint) == ("tier", None, "unique_values_eq")
    assert run(schema, "tier|n\nmodel|1\nweak|2") == []


def test_warnings_and_limits_of_pandera_cut_nothing() -> None:
    schema = (
        "columns: {a: {dtype: int64, checks: [{min_value: 9, options: "
        "{check_name: greater_than, raise_warning: true, n_failure_cases: 1}}]}}\n"
    )
    found = run(schema, "a|b\n1|x\n2|x\n10|x")
    assert [(f.row, f.severity) for f in found] == [(0, "warning"), (1, "warning")]


def test_flat_checks_run() -> None:
    found = run("columns: {a: {dtype: int64, greater_than: 2}}\n", "a|b\n1|x\n3|x")
    assert [(f.field, f.row) for f in found] == [("a", 0)]


def test_renamed_and_absent_columns() -> None:
    schema = (
        "columns:\n  a: {dtype: int64, metadata: {aliases: [数]}, checks: {gt: 2}}\n"
        "  b: {dtype: int64, required: false, checks: {gt: 2}}\n"
        "  2010: {dtype: int64, checks: {gt: 2}}\n"
    )
    found = run(schema, "2010|数\n1|3\n3|1")
    assert [(f.field, f.row) for f in found] == [("a", 1), ("2010", 0)]


def test_no_checks_no_pandera() -> None:
    code = (
        "import sys\n"
        "from consistency.constraints import constrain\n"
        "from consistency.layout import bind\n"
        "from consistency.model.document import Grid\n"
        "from consistency.schema import parse_schema\n"
        "schema = parse_schema('columns: {a: {}}')\n"
        "assert constrain(bind(Grid('t', [['a'], ['1']]), schema, input_name='x')) == []\n"
        "assert not {'pandera', 'pandas', 'numpy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "setting",
    [
        {"PANDERA_VALIDATION_ENABLED": "False"},
        {"PANDERA_VALIDATION_DEPTH": "SCHEMA_ONLY"},
        {"PANDERA_USE_NARWHALS_BACKEND": "True"},
    ],
)
def test_no_environment_switches_it_off(setting: dict[str, str]) -> None:
    import os

    code = (
        "from consistency.constraints import constrain\n"
        "from consistency.layout import bind\n"
        "from consistency.model.document import Grid\n"
        "from consistency.schema import parse_schema\n"
        "schema = parse_schema('columns: {a: {dtype: int64, checks: {gt: 2}}}')\n"
        "table = bind(Grid('t', [['a'], ['1'], ['3']]), schema, input_name='x')\n"
        "assert [f.row for f in constrain(table)] == [0]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **setting})


def test_a_check_that_cannot_run_is_a_fault() -> None:
    schema = "columns: {a: {dtype: str, checks: {greater_than: 2}}}\n"
    what = fault(schema, "a|b\nx|y")
    assert what.startswith("check 'greater_than' on column 'a' could not run: TypeError")


@pytest.mark.parametrize(
    "checks", ["{in_range: {min_valu: 0}}", "{str_length: {}}", "{greater_than: null}"]
)
def test_a_check_with_wrong_arguments_is_a_fault(checks: str) -> None:
    schema = f"columns: {{a: {{dtype: str, checks: {checks}}}}}\n"
    assert fault(schema, "a|b\nx|y").startswith("pandera cannot load the checks: ")


def test_names_that_are_equal_numbers_to_yaml_are_a_fault() -> None:
    schema = "columns:\n  1: {checks: {isin: [a]}}\n  0x1: {}\n"
    assert fault(schema, "1|0x1\na|b") == "pandera reads 1 columns of 2"


def test_checks_that_pandera_leaves_out_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases before the flat spelling ignore such a check without a word."""
    import pandera.pandas as pandera

    empty = pandera.DataFrameSchema({"a": pandera.Column()})
    monkeypatch.setattr(pandera.DataFrameSchema, "from_yaml", lambda _: empty)
    what = fault("columns: {a: {dtype: int64, gt: 2}}\n", "a|b\n1|x")
    assert what == "pandera loads 0 of the 1 checks of 'a'"


def test_pandera_that_cannot_be_imported_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandera.pandas", None)
    what = fault("columns: {a: {dtype: int64, checks: {gt: 2}}}\n", "a|b\n1|x")
    assert what.startswith("pandera, which runs the checks, cannot be imported")


def test_every_fault_of_running_comes_at_once() -> None:
    schema = "columns: {a: {dtype: str, checks: {gt: 2}}, b: {dtype: str, checks: {lt: 2}}}\n"
    with pytest.raises(SchemaError) as caught:
        run(schema, "a|b\nx|y")
    assert len(caught.value.faults) == 2


def test_a_range_is_masked() -> None:
    assert run("columns: {a: {dtype: int64, checks: {gt: 5}}}\n", "a|b\n1-2|x") == []


def test_a_bad_dtype_argument_is_a_fault_not_a_crash() -> None:
    schema = "columns: {a: {dtype: 'datetime64[ns, Nowhere/Town]', checks: {gt: 2}}}\n"
    assert fault(schema, "a|b\n2010-01-01|y").startswith("pandera cannot load the checks: ")


@pytest.fixture
def parts_make_total() -> Iterator[None]:
    """A check that a program has registered with pandera, on the whole frame."""
    import pandera.pandas as pandera
    from pandera.extensions import register_check_method

    @register_check_method(check_type="vectorized")
    def parts_make_total(frame: object) -> object:
        return frame["a"] + frame["b"] == frame["total"]  # type: ignore[index]

    yield
    del pandera.Check.REGISTERED_CUSTOM_CHECKS["parts_make_total"]


def test_registered_checks_are_three_valued(parts_make_total: None) -> None:
    schema = (
        "columns: {a: {dtype: int64}, b: {dtype: int64}, total: {dtype: int64}}\n"
        "checks: [{options: {check_name: parts_make_total}}]\n"
    )
    found = run(schema, "a|b|total\n1|2|3\n1|2|4\n|2|4\n1|*|1")
    assert [(f.field, f.row, f.constraint) for f in found] == [(None, 1, "parts_make_total")]
