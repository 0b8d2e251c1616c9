"""The suite and the schema of a layout, as the YAML that our side reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from .layout import Edit, Hundred, Layout, Most, Share, Sum

SCHEMA = "returns.schema.yaml"
SUITE = "returns.checks.yaml"
GROUPS_SUITE = "groups.checks.yaml"


def write_suite(layout: Layout, folder: Path) -> Path:
    """Write schema and suite into `folder`; the path of the suite."""
    suite = {
        "suite": f"returns-{layout.name}",
        "schema": SCHEMA,
        "describes": f"Returns of {len(layout.numbers)} numbers, {len(layout.edits)} edits",
        "checks": {edit.name: check_of(edit) for edit in layout.edits},
    }
    _dump(folder / SCHEMA, schema_of(layout))
    _dump(folder / SUITE, suite)
    return folder / SUITE


def check_of(edit: Edit) -> dict[str, Any]:
    """One edit in the grammar of suites."""
    if isinstance(edit, Sum):
        return {"total": edit.whole, "parts": [*edit.parts, *(f"-{name}" for name in edit.less)]}
    if isinstance(edit, Share):
        return {"share": {edit.share: edit.part}, "of": edit.whole}
    if isinstance(edit, Hundred):
        return {"shares": list(edit.shares)}
    if isinstance(edit, Most) and edit.terms:
        return {"formula": f"{edit.field} <= {' + '.join(edit.terms)}"}
    return {"bound": [edit.field, 100] if isinstance(edit, Most) else [0, edit.field]}


def schema_of(layout: Layout) -> dict[str, Any]:
    """The schema of a layout: two keys, counts, shares with one decimal."""
    columns: dict[str, Any] = {
        "unit": {"dtype": "int64", "metadata": {"role": "key"}},
        "period": {"dtype": "str", "metadata": {"role": "period"}},
    }
    for name in layout.counts:
        columns[name] = {"dtype": "int64", "nullable": True, "metadata": {"role": "count"}}
    for name in layout.percentages:
        facts = {"role": "share", "unit": "%", "decimals": 1}
        columns[name] = {"dtype": "float64", "nullable": True, "metadata": facts}
    return {"schema_type": "dataframe", "name": f"returns_{layout.name}", "columns": columns}


def write_groups_suite(folder: Path) -> Path:
    """Write the suite for a detail table against its summary, with both schemas."""
    count = {"dtype": "int64", "nullable": True, "metadata": {"role": "count"}}
    key = {"dtype": "int64", "metadata": {"role": "key"}}
    detail = {"row": key, "area": {"dtype": "int64"}, "members": count}
    tables = {"detail": detail, "summary": {"area": key, "members": count}}
    for name, columns in tables.items():
        schema = {"schema_type": "dataframe", "name": name, "columns": columns}
        _dump(folder / f"{name}.schema.yaml", schema)
    checks = {"area-totals": {"total": "summary.members", "over": "detail.members", "by": ["area"]}}
    suite = {
        "suite": "area-totals",
        "tables": {name: f"{name}.schema.yaml" for name in tables},
        "describes": "Members of each area against the summary",
        "checks": checks,
    }
    _dump(folder / GROUPS_SUITE, suite)
    return folder / GROUPS_SUITE


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False, width=100), "utf-8")
