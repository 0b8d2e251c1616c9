"""The checks of a suite on one submission: bound to its columns, confronted, diagnosed."""

from __future__ import annotations

from datetime import date

from ..checks.reader import Names
from ..model.report import Result
from ..suite import Suite, compile_suite
from .confront import confront
from .conventions import name_conventions
from .repeats import settle_repeats
from .screen import Passed
from .submission import Submission


def checked(suite: Suite, submission: Submission, today: date) -> tuple[list[Result], list[Passed]]:
    """The results of every check, after those of quantities that inputs state twice.

    Of a large table also the rows that were only counted.

    Raises `SuiteError` where a check names a field that no table has.
    """
    names = suite.names
    if any(schema is None for schema in suite.tables.values()):
        names = Names({name: records.declared for name, records in submission.tables.items()})
    checks = compile_suite(suite, names)
    settled, repeated = settle_repeats(submission, suite.name)
    outcomes, passed = confront(checks, settled, suite.name, today)
    if not passed:
        outcomes = name_conventions(outcomes)
    return [*repeated, *(outcome.result for outcome in outcomes)], passed
