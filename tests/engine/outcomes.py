"""Outcomes of share checks, made without a suite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from consistency.engine.confront import Outcome
from consistency.model.base import decide_base
from consistency.model.decide import decide
from consistency.model.edit import BalanceEdit, Edit, Policy, RatioEdit, Term
from consistency.model.figure import Figure, Place, Rounding
from consistency.model.numeral import read
from consistency.model.report import Result


def placed(text: str, column: str, unit: str | None = None) -> Figure:
    shown = read(text)
    place = Place("a.csv", "a", 1, (), column)
    return replace(shown, unit=unit or shown.unit, place=place)


def outcome(
    edit: Edit[Figure], name: str, kind: str = "share", rounding: Rounding | None = None
) -> Outcome:
    """One edit of one check, decided."""
    policy = Policy(rounding=rounding)
    check: Any = SimpleNamespace(name=name, variant=(), policy=policy, kind=kind, statements=())
    if kind == "base":
        assert isinstance(edit, RatioEdit)
        decision = decide_base([edit], policy)
    else:
        decision = decide(edit, policy)
    figures = tuple((term.role, term.slot) for term in edit.terms)
    made = Result(name, name, None, kind, "error", "checks", "a.csv", decision, figures)
    return Outcome(made, check, (edit,), "record 1")


def share_outcomes(
    parts: Sequence[int],
    printed: Sequence[str],
    whole: int,
    *,
    declared: str = "",
    unit: str | None = None,
    name: str = "shares",
) -> list[Outcome]:
    """Shares of one whole in one record; `declared`: balanced by "check", by "schema", or not."""
    below = (Term("whole", placed(str(whole), "whole")),)
    made = []
    for n, (part, text) in enumerate(zip(parts, printed, strict=True)):
        shown = replace(placed(text, f"share {n}", unit), count=False)
        if declared == "schema":
            shown = replace(shown, rounding="balanced")
        above = (Term("part", placed(str(part), f"part {n}")),)
        edit = RatioEdit(Term("share", shown), above, below, factor=Fraction(100), percent=True)
        rounding: Rounding | None = "balanced" if declared == "check" else None
        made.append(outcome(edit, name, rounding=rounding))
    return made


def total_outcome(stated: str, *parts: str, name: str = "total") -> Outcome:
    edit = BalanceEdit(
        (Term("total", placed(stated, "total")),),
        tuple(Term("part", placed(text, f"{name} {n}")) for n, text in enumerate(parts)),
    )
    return outcome(edit, name, "total")


def base_outcome(share: str, part: str, name: str = "base") -> Outcome:
    edit = RatioEdit(
        Term("share", placed(share, f"{name} share")),
        (Term("part", placed(part, f"{name} part")),),
        factor=Fraction(100),
        percent=True,
    )
    return outcome(edit, name, "base")


def causes(outcome: Outcome) -> list[tuple[str, str]]:
    """Cause and name of each diagnosis."""
    found = outcome.result.decision.diagnosis
    return [(entry.cause, dict(entry.values).get("name", "")) for entry in found]
