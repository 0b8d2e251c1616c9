"""One YAML file is a schema for us and for pandera; every fault is named at once, with its line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from consistency.errors import SchemaError, SuiteError
from consistency.schema import load_schema, parse_schema, resolve
from consistency.schema.fields import CHECKS, At

VILLAGES = """\
schema_type: dataframe
name: villages
title: Village grading
coerce: true
strict: true
unique: [serial]
metadata: {rounding: half_up}
columns:
  year:
    dtype: int64
    metadata: {role: period, aliases: [年度]}
  county:
    dtype: str
    metadata: {role: key, aliases: [县, 縣]}
  serial:
    dtype: Int64
  villages:
    dtype: int64
    nullable: true
    metadata: {role: count, unit: 个}
    checks: {greater_than_or_equal_to: 0}
  model_pct:
    dtype: float64
    required: false
    metadata: {role: share, unit: "%", decimals: 1, rounding: balanced}
    checks:
      - {min_value: 0, max_value: 100, options: {check_name: in_range}}
  funds:
    metadata: {role: amount, unit: 万元, decimals: 2}
  note: {}
  checked: {dtype: bool}
  signed: {dtype: "datetime64[ns]", unique: true}
checks: {greater_than_or_equal_to: 0}
"""


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(SchemaError) as caught:
        parse_schema(text, "s.yaml")
    found = []
    for fault in caught.value.faults:
        where, line = fault.where.rsplit(":", 1)
        assert where == "s.yaml"
        assert fault.next
        found.append((int(line), fault.what))
    return found


def test_a_whole_schema() -> None:
    schema = parse_schema(VILLAGES, "villages.yaml", "villages")
    assert (schema.name, schema.title, schema.layout) == ("villages", "Village grading", "table")
    assert (schema.strict, schema.rounding, schema.unique) == (True, "half_up", ("serial",))
    assert schema.keys == ("county", "serial", "year")
    assert schema.period == "year"
    assert schema.checks == ("greater_than_or_equal_to",)
    assert [field.dtype for field in schema.fields] == [
        "integer", "text", "integer", "integer", "decimal", "decimal", "text", "boolean", "date",
    ]  # fmt: skip
    villages, share = schema.field("villages"), schema.field("model_pct")
    assert villages is not None
    assert share is not None
    assert (villages.role, villages.unit, villages.nullable, villages.required) == (
        "count", "个", True, True,
    )  # fmt: skip
    assert (villages.rounding, share.rounding) == ("half_up", "balanced")
    assert (share.decimals, share.unit, share.required, share.nullable) == (1, "%", False, False)
    assert (villages.checks, share.checks) == (("greater_than_or_equal_to",), ("in_range",))
    assert schema.fields[1].aliases == ("县", "縣")
    assert schema.constrained
    assert schema.field("nowhere") is None
    assert [field.name for field in schema.fields if field.is_number] == [
        "serial", "villages", "model_pct", "funds",
    ]  # fmt: skip


def test_pandera_loads_the_same_file() -> None:
    import pandera.pandas as pandera

    loaded = pandera.DataFrameSchema.from_yaml(io.StringIO(VILLAGES))
    schema = parse_schema(VILLAGES)
    assert list(loaded.columns) == [field.name for field in schema.fields]
    for field, column in zip(schema.fields, loaded.columns.values(), strict=True):
        assert (field.nullable, field.required, field.unique) == (
            column.nullable, column.required, column.unique,
        )  # fmt: skip
        assert [check.name for check in column.checks] == list(field.checks)


def test_the_least_schema_loads_in_both() -> None:
    import pandera.pandas as pandera

    text = "columns:\n  a: {}\n"
    assert list(pandera.DataFrameSchema.from_yaml(io.StringIO(text)).columns) == ["a"]
    schema = parse_schema(text, "x.yaml", "x")
    (field,) = schema.fields
    assert (schema.name, schema.keys, schema.constrained) == ("x", (), False)
    assert (field.dtype, field.nullable, field.required) == ("text", False, True)


@pytest.mark.parametrize(
    ("written", "dtype"),
    [
        ("int", "integer"), ("int64", "integer"), ("Int64", "integer"), ("uint8", "integer"),
        ("UInt32", "integer"), ("int64[pyarrow]", "integer"), ("float", "decimal"),
        ("float32", "decimal"), ("Float64", "decimal"), ("double", "decimal"),
        ("decimal", "decimal"), ("Decimal(28, 2)", "decimal"), ("double[pyarrow]", "decimal"),
        ("str", "text"), ("string", "text"), ("string[pyarrow]", "text"), ("category", "text"),
        ("object", "text"), ("bool", "boolean"), ("boolean", "boolean"), ("date", "date"),
        ("datetime64[ns]", "date"), ("datetime64[ns, UTC]", "date"), ("datetime64", "date"),
    ],
)  # fmt: skip
def test_dtypes_are_those_of_pandera(written: str, dtype: str) -> None:
    import pandera.pandas as pandera

    text = f'columns:\n  a: {{dtype: "{written}"}}\n'
    (field,) = parse_schema(text).fields
    assert field.dtype == dtype
    assert pandera.DataFrameSchema.from_yaml(io.StringIO(text)).columns["a"].dtype is not None


@pytest.mark.parametrize(
    ("metadata", "dtype"),
    [
        ("role: count", "integer"), ("role: amount", "decimal"), ("role: share", "decimal"),
        ("role: key", "text"), ("role: period", "text"), ("role: label", "text"),
        ("unit: 元", "decimal"), ("decimals: 0", "decimal"), ("aliases: x", "text"),
    ],
)  # fmt: skip
def test_without_a_dtype_the_role_decides(metadata: str, dtype: str) -> None:
    for written in ("", "dtype: null, ", "dtype: object, "):
        schema = parse_schema(f"columns:\n  a: {{{written}metadata: {{{metadata}}}}}\n")
        assert schema.fields[0].dtype == dtype


def test_flat_checks_count() -> None:
    schema = parse_schema("columns:\n  a: {dtype: int64, greater_than: 0, isin: [1, 2]}\n")
    assert schema.fields[0].checks == ("greater_than", "isin")


def test_the_known_checks_are_those_pandera_registers() -> None:
    import pandera.pandas as pandera

    pandera.DataFrameSchema({"a": pandera.Column(checks=pandera.Check.ge(0))})
    registered = set(pandera.Check.CHECK_FUNCTION_REGISTRY)
    arrays = {
        "has_dims", "has_coords", "has_attrs", "ndim", "dim_size", "is_monotonic",
        "no_duplicates_in_coord", "has_encoding", "cf_standard_name", "cf_units",
        "cf_has_standard_names", "cf_has_cell_methods",
    }  # fmt: skip
    hypotheses = {"two_sample_ttest", "one_sample_ttest"}
    short = {"eq", "ne", "gt", "ge", "lt", "le", "between"}
    assert set(CHECKS) == (registered - arrays - hypotheses) | short
    assert all(callable(getattr(pandera.Check, name)) for name in CHECKS)


def test_form_layout_keeps_places() -> None:
    schema = parse_schema(
        "metadata: {layout: form}\ncolumns:\n"
        "  a: {metadata: {role: count, at: {row: [合计, 总计], column: 户数}}}\n"
    )
    assert schema.layout == "form"
    assert schema.fields[0].at == At(("合计", "总计"), ("户数",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n", [(1, "'columns' is missing"), (1, "unknown key of a schema 'a'")]),
        ("- a\n", [(1, "a schema is a mapping with 'columns'")]),
        ("", [(1, "a schema is a mapping with 'columns'")]),
        ("columns: {}\n", [(1, "'columns' names no column")]),
        ("columns: [a]\n", [(1, "'columns' names no column")]),
        ("columns:\n  a:\n", [(2, "column 'a' is not a mapping")]),
        ("columns:\n  a: {dtyp: int}\n", [(2, "unknown key of a column 'dtyp'")]),
        ("columns:\n  a: {dtype: int65}\n", [(2, "unknown dtype 'int65'")]),
        ("columns:\n  a: {nullable: maybe}\n", [(2, "nullable is neither true nor false")]),
        ("columns:\n  a: {nullable: 'true'}\n", [(2, "nullable is neither true nor false")]),
        ("columns:\n  a: {metadata: {rolle: key}}\n", [(2, "unknown metadata 'rolle'")]),
        ("columns:\n  a: {metadata: {role: kye}}\n", [(2, "unknown role 'kye'")]),
        ("columns:\n  a: {metadata: [x]}\n", [(2, "the metadata of 'a' are not a mapping")]),
        ("columns:\n  a: {checks: {isnt: 1}}\n", [(2, "unknown check of pandera 'isnt'")]),
        ("columns:\n  a: {checks: [{value: 1}]}\n", [(2, "a check without a name")]),
        ("columns:\n  a: {checks: isin}\n", [(2, "checks are not a mapping")]),
        ("columns:\n  a: {regex: true}\n", [(2, "'regex' of column 'a' has no meaning here")]),
        ("columns:\n  a: {default: 0}\n", [(2, "'default' of column 'a' has no meaning here")]),
        ("columns: {a: {}}\nindex: [{}]\n", [(2, "'index' has no meaning for a return")]),
        ("columns: {a: {}}\nordered: true\n", [(2, "'ordered' has no meaning for a return")]),
        ("columns: {a: {}}\ndtype: int\n", [(2, "'dtype' has no meaning for a return")]),
        ("columns: {a: {}}\nschema_type: xarray\n", [(2, "schema_type 'xarray' is not read")]),
        ("columns: {a: {}}\nmetadata: {layout: sheet}\n", [(2, "unknown layout 'sheet'")]),
        ("columns: {a: {}}\nmetadata: {rounding: up}\n", [(2, "unknown rounding 'up'")]),
        ("columns: {a: {}}\nmetadata: {x: 1}\n", [(2, "unknown metadata of a schema 'x'")]),
        ("columns: {a: {}}\nunique: [b]\n", [(2, "unknown column 'b'")]),
        ("columns: {a: {}}\nmetadata: {period: b}\n", [(2, "unknown column 'b'")]),
        ("columns: {a: {}}\nchecks: {x: 1}\n", [(2, "unknown check of pandera 'x'")]),
        (
            "columns: {' a': {}}\n",
            [(1, "the column name ' a' has blanks around it")],
        ),
    ],
)
def test_faults(text: str, expected: list[tuple[int, str]]) -> None:
    assert sorted(faults(text)) == sorted(expected)


@pytest.mark.parametrize("written", ["-1", "13", "1.0", "one", "'1 '", "[1]", "１"])
def test_decimals_are_whole_from_0_to_12(written: str) -> None:
    ((line, what),) = faults(f"columns:\n  a:\n    metadata: {{unit: 元, decimals: {written}}}\n")
    assert line == 3
    assert what.endswith("is no whole number from 0 to 12")


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ("a: {metadata: {role: count, decimals: 1}}", "'a' is a count and cannot have decimals"),
        (
            "a: {dtype: int64, metadata: {decimals: 1}}",
            "'a' is a whole number and cannot have decimals",
        ),
        (
            "a: {dtype: str, metadata: {decimals: 1}}",
            "'a' is no number and cannot have decimals",
        ),
        (
            "a: {dtype: str, metadata: {role: share}}",
            "'a' has the role share, which needs numbers, and a text dtype",
        ),
        (
            "a: {dtype: date, metadata: {role: count}}",
            "'a' has the role count, which needs numbers, and a date dtype",
        ),
        (
            "a: {dtype: str, metadata: {rounding: half_up}}",
            "'a' is no number and cannot have a rounding",
        ),
        (
            "a: {nullable: true, metadata: {role: key}}",
            "'a' identifies a record and cannot be nullable",
        ),
        (
            "a: {required: false, metadata: {role: period}}",
            "'a' identifies a record and cannot be optional",
        ),
        (
            "a: {metadata: {role: count, at: {row: x}}}",
            "'a' says where it stands in a form, but the layout is a table",
        ),
    ],
)
def test_contradictions(columns: str, what: str) -> None:
    assert faults(f"columns:\n  {columns}\n") == [(2, what)]


def test_names_lead_to_one_field() -> None:
    text = (
        "columns:\n  a: {metadata: {aliases: [x, b]}}\n  b: {metadata: {aliases: [x]}}\n"
        "  c: {metadata: {aliases: [c]}}\n"
    )
    assert faults(text) == [
        (2, "the alias 'b' of 'a' also names 'b'"),
        (3, "the alias 'x' of 'b' also names 'a'"),
    ]


def test_one_period() -> None:
    text = (
        "metadata: {period: c}\ncolumns:\n  a: {metadata: {role: period}}\n"
        "  b: {metadata: {role: period}}\n  c: {}\n"
    )
    assert faults(text) == [
        (4, "two fields have the role period: 'a' and 'b'"),
        (1, "the period is 'c' here and 'a' by its role"),
    ]


def test_a_duplicate_column_is_a_fault() -> None:
    assert faults("columns:\n  a: {}\n  a: {}\n") == [
        (3, "the key 'a' stands twice in one mapping")
    ]


def test_all_faults_come_at_once_with_hints() -> None:
    with pytest.raises(SchemaError) as caught:
        parse_schema(
            "columns:\n  a: {nulable: true}\n  b: {metadata: {role: counts}}\ntitel: x\n", "s.yaml"
        )
    assert [str(fault) for fault in caught.value.faults] == [
        "s.yaml:4: unknown key of a schema 'titel'. did you mean 'title'?",
        "s.yaml:2: unknown key of a column 'nulable'. did you mean 'nullable'?",
        "s.yaml:3: unknown role 'counts'. did you mean 'count'?",
    ]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_names_are_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = tmp_path / "office"
    write(office / "checks" / "village-funds.yaml", "suite: village-funds\n")
    beside = write(office / "schemas" / "village_funds.yaml", "columns: {a: {}}\n")
    here = write(tmp_path / "schemas" / "own.yml", "columns: {b: {}}\n")
    monkeypatch.chdir(tmp_path)
    near = office / "checks"
    assert resolve("village-funds", "schemas", near, SchemaError).samefile(beside)
    assert resolve("own", "schemas", near, SchemaError).samefile(here)
    assert resolve("../schemas/village_funds.yaml", "schemas", near, SchemaError).samefile(beside)
    assert resolve("schemas/own.yml", "schemas", near, SchemaError).samefile(here)
    suite = resolve("village_funds", "checks", near, SuiteError)
    assert suite.samefile(near / "village-funds.yaml")
    schema = load_schema("village-funds", near)
    assert (schema.name, schema.path) == (
        "village_funds",
        str(near.parent / "schemas" / beside.name),
    )
    assert len(schema.sha256) == 64


def test_a_relative_folder_of_the_suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = write(tmp_path / "schemas" / "own.yaml", "columns: {b: {}}\n")
    (tmp_path / "checks").mkdir()
    monkeypatch.chdir(tmp_path / "checks")
    assert resolve("own", "schemas", Path(), SchemaError).samefile(beside)


def test_shipped_schemas_have_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_schema("village-grading").name == "village_grading"


@pytest.mark.parametrize(
    ("reference", "what", "hint"),
    [
        ("ovn", "there is no schema called 'ovn'", "did you mean 'own'?"),
        ("schemas/ovn.yaml", "there is no such file", "did you mean 'own.yaml'?"),
        ("", "'' is no name of a file", "name a file in schemas/"),
        ("a\0b", "'a\\x00b' is no name of a file", "name a file in schemas/"),
        ("x" * 5000, f"there is no schema called '{'x' * 5000}'", "known here: "),
        ("x/" * 3000, "there is no such file", "check the path"),
    ],
)
def test_unknown_references(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: str, what: str, hint: str
) -> None:
    write(tmp_path / "schemas" / "own.yaml", "columns: {b: {}}\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SchemaError) as caught:
        load_schema(reference)
    (fault,) = caught.value.faults
    assert fault.what == what
    assert fault.next.startswith(hint)


def test_a_folder_is_no_schema(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="a folder"):
        load_schema(tmp_path)
