"""The script that draws the workbooks under fixtures/, and reports on what it has drawn."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import consistency
from consistency.api import Report

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
COUNTIES = FIXTURES / "counties"
SUITE = COUNTIES / "counties.yaml"


@cache
def builder() -> ModuleType:
    """fixtures/build_workbooks.py as a module."""
    path = FIXTURES / "build_workbooks.py"
    spec = importlib.util.spec_from_file_location("build_workbooks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def judged(path: Path, suite: Path) -> Report:
    """The report on one file, made once."""
    return consistency.check(path, checks=suite)
