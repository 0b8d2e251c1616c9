"""hypothesis strategies: returns that agree with a suite, and returns with one known fault.

For the tests of whoever fills in, converts or checks returns:

    from hypothesis import given
    from consistency.testing import consistent_returns

    @given(consistent_returns("village-grading"))
    def test_my_converter_keeps_returns_consistent(records): ...

The strategies are constructive (parts first, totals derived), so that nothing
is filtered in vain, and shrink to few records with small figures.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

try:
    from hypothesis import reject
    from hypothesis import strategies as st
except ImportError as error:  # pragma: no cover
    _NEXT = "pip install 'consistency-checks[test]'"
    raise ImportError(f"consistency.testing needs hypothesis: {_NEXT}") from error

from .errors import SuiteError
from .generating.faults import FAULTS, FaultEntry, entry, outcomes, possible
from .generating.fill import fill
from .generating.generate import consistent, records
from .generating.linear import DeadEnd
from .generating.plan import Plan, plan_of
from .generating.rows import Shape
from .generating.survey import Survey, survey
from .generating.verdicts import Printed
from .suite import Suite, load_suite

__all__ = ["FaultEntry", "Return", "broken_returns", "consistent_returns"]

Return = list[dict[str, str]] | dict[str, list[dict[str, str]]]
"""Records field -> text ("" is blank); for a suite of several tables by table."""

_CAPS = (9, 99, 999, 99_999)
_TURNS = 3


def consistent_returns(
    suite: str | Path | Suite, *, max_rows: int = 5
) -> st.SearchStrategy[Return]:
    """Returns that `consistency.check(..., checks=suite)` reports without any finding.

    Every edit agrees, agrees within rounding or is not applicable. `max_rows`
    bounds the records of each table; a suite that needs more to hold at all (a
    total's row, two periods) gets those. Examples shrink to few records and
    small figures.

    Raises `SuiteError` at once, naming the check or column, for a suite that
    cannot be satisfied or asks for what is not generated.
    """
    found, plans = _prepared(suite, max_rows)

    @st.composite
    def returns(draw: st.DrawFn) -> Return:
        return _shown(found, _consistent(draw, plans, max_rows))

    return returns()


def broken_returns(
    suite: str | Path | Suite, *, max_rows: int = 5, detectable: bool = False
) -> st.SearchStrategy[tuple[Return, FaultEntry]]:
    """Returns with exactly one fault, and what it is.

    The fault names its mechanism, the cell, both texts and the checks that must
    report a discrepancy. Where no check can (rounding hides it, or a blank leaves
    its edits undecided) it says `detectable=False`; with `detectable` such
    returns are left out. Raises `SuiteError` as `consistent_returns` does.
    """
    found, plans = _prepared(suite, max_rows)

    @st.composite
    def returns(draw: st.DrawFn) -> tuple[Return, FaultEntry]:
        printed = _consistent(draw, plans, max_rows)
        fault = draw(st.sampled_from(FAULTS))
        cells = possible(printed, fault)
        if not cells:
            fault = FAULTS[0]
            cells = possible(printed, fault) or reject()
        cell = draw(st.sampled_from(cells))
        texts = draw(st.sampled_from(outcomes(printed, fault, cell)))
        fault_entry = entry(printed, fault, cell, texts)
        if detectable and not fault_entry.detectable:
            reject()
        return _shown(found, printed.changed(texts)), fault_entry

    return returns()


def _prepared(
    suite: str | Path | Suite, max_rows: int
) -> tuple[Survey, Callable[[int, int], Plan]]:
    """The survey of a suite that can be satisfied, and its plans by rows and turn."""
    if max_rows < 1:
        raise ValueError(f"max_rows is at least 1, not {max_rows}")
    found = survey(suite if isinstance(suite, Suite) else load_suite(suite))
    today = datetime.now(UTC).date()
    chance = random.Random(0)  # noqa: S311 - only to see that the suite can be satisfied
    consistent(found, Shape(), chance.randint, today)

    @lru_cache(maxsize=256)
    def plans(rows: int, turn: int) -> Plan:
        try:
            return plan_of(found, Shape(rows, turn), today)
        except SuiteError:
            if turn == 0:
                raise
            return plans(rows, 0)

    return found, plans


def _consistent(draw: st.DrawFn, plans: Callable[[int, int], Plan], max_rows: int) -> Printed:
    rows = draw(st.integers(1, max_rows))
    turn = draw(st.integers(0, _TURNS - 1))
    cap = draw(st.sampled_from(_CAPS))
    finer = draw(st.integers(0, 2))

    def between(low: int, high: int) -> int:
        return draw(st.integers(low, high))

    try:
        return fill(plans(rows, turn), between, cap, finer)
    except DeadEnd:
        reject()


def _shown(found: Survey, printed: Printed) -> Return:
    tables: dict[str, Any] = records(printed)
    return next(iter(tables.values())) if found.single else tables
