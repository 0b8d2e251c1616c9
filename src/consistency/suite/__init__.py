"""Suites: editions of checks for one return, and the waivers of their findings."""

from __future__ import annotations

from .check import Check
from .example import Example
from .loading import Suite, compile_suite, load_suite, parse_suite

__all__ = ["Check", "Example", "Suite", "compile_suite", "load_suite", "parse_suite"]
