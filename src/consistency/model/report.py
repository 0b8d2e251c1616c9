"""The report: every edit accounted for, with where it came from.

Pure values. What a result says in words is rendered by `message` when it is
shown; how it is written is the reporters' affair.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from ..errors import Fault
from .edit import Decision
from .figure import Figure, Place
from .quantity import plain

Severity = Literal["error", "warning"]
Basis = Literal["checks", "schema", "stated", "implied"]
FailOn = Literal["gross", "discrepancy", "query", "never"]

LISTED_EDITS = 10_000
"""Above this many edits a report lists only those that do not agree."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding somebody accepted: void when one of the values changes or `until` has passed."""

    id: str
    values: tuple[str, ...] | str
    reason: str
    by: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One edit of one check on one record, group or relation, and what was decided.

    `figures` are (role, figure) pairs in the order of the edit's terms and
    `decision.possible` runs beside them. `key` names the record or group;
    `detail` holds extra words for the message (names of groups, allowed
    values); `message` overrides the message id `kind.verdict`.
    """

    id: str
    check: str
    code: str | None
    kind: str
    severity: Severity
    basis: Basis
    input: str
    decision: Decision
    figures: tuple[tuple[str, Figure], ...]
    key: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    message: str | None = None
    detail: tuple[tuple[str, str], ...] = ()
    wording: str | None = None
    waiver: Waiver | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The values of all figures, as a waiver binds them: decimal strings, or the mark."""
        return tuple(value_text(figure) for _, figure in self.figures)

    @property
    def values_digest(self) -> str:
        """A digest of `values` that a waiver may carry in their stead."""
        joined = "\x1f".join(self.values).encode("utf-8", "surrogatepass")
        return "sha256:" + hashlib.sha256(joined).hexdigest()

    @property
    def derived_text(self) -> str | None:
        """`derived` as a report prints it: a decimal string, or the whole numbers of a base."""
        decision = self.decision
        if decision.wholes is not None:
            first, last = decision.wholes.integers()
            if decision.wholes.is_empty or first is None or (last is not None and first > last):
                return None
            return str(first) if first == last else f"{first}-{'' if last is None else last}"
        return None if decision.derived is None else plain(decision.derived, self.places)

    @property
    def places(self) -> int:
        """Decimals a quantity of this result is printed with: three more than `stated` shows."""
        return self.decision.decimals + 3


def value_text(figure: Figure) -> str:
    """The value as a decimal string, or the mark or text that stands in its place."""
    if figure.value is None:
        return figure.text
    places = 20 if figure.decimals is None else figure.decimals + 3
    return plain(figure.value, places)


def result_id(
    suite: str,
    check: str,
    kind: str,
    unit: str | None,
    period: str | None,
    slots: Iterable[tuple[str, str]],
    key: Iterable[tuple[str, str]],
) -> str:
    """A short hash that survives reordering: no row number, cell or value goes in.

    `slots` are (role, field) pairs; for a text, (role, normalised context).
    """
    parts = [suite, check, kind, unit, period, [list(s) for s in slots], [list(k) for k in key]]
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class InputEntry:
    """One input as the report names it; `previous` ones were only compared with.

    `unhashed` is set for a large file, whose hash is taken when it is asked for: its size
    and the time of its last change, in nanoseconds, when it was checked.
    """

    name: str
    path: str | None
    sha256: str | None
    kind: Literal["table", "workbook", "text"]
    status: Literal["read", "unusable"]
    unit: str | None = None
    period: str | None = None
    text_sha256: str | None = None
    previous: bool = False
    unhashed: tuple[int, int] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class InputFault:
    """An unusable input or a part of one: named, placed, with the next step."""

    input: str | None
    fault: Fault


@dataclass(frozen=True, slots=True)
class SuiteEntry:
    """Which suite was applied; `why` that one is the end of a message id (`why.given`)."""

    name: str
    edition: str | None
    sha256: str
    why: Literal["given", "schema"]


@dataclass(frozen=True, slots=True)
class FigureCounts:
    """How many figures were read, stood in a decided edit, stood alone, were not understood."""

    figures: int = 0
    covered: int = 0
    alone: int = 0
    not_understood: int = 0

    def __add__(self, other: FigureCounts) -> FigureCounts:
        """The counts of two sets of inputs together."""
        return FigureCounts(
            self.figures + other.figures,
            self.covered + other.covered,
            self.alone + other.alone,
            self.not_understood + other.not_understood,
        )


@dataclass(frozen=True, slots=True)
class VoidWaiver:
    """A waiver that was not applied, and why."""

    id: str
    why: Literal["value_changed", "expired", "no_such_result"]


class Bulk(Protocol):
    """Results of large tables, which stay columns until somebody asks for them."""

    @property
    def counts(self) -> Mapping[tuple[str, str | None, str], int]:
        """How many results there are of each verdict, grade and severity."""
        ...

    def results(self) -> Iterator[Result]:
        """Those that do not agree, in the order of the suite and then of the records."""
        ...

    def tables(self, language: str) -> Iterator[Any]:
        """The same findings in the columns of `finding.COLUMNS`, as polars frames in pieces."""
        ...

    def rows(self, name: str) -> set[int]:
        """The rows (from 0) of one input in which an edit is a discrepancy or undecided."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """Every edit accounted for, in a stable order.

    `results` holds all of them; of a table with more edits than are listed
    `agreed` and `agreed_within_rounding` count those that were screened and hold.
    Of narrative inputs besides: `texts` as (input, text), into which places of
    figures are offsets; `unused` figures, in no relation; `lost` places of numbers
    that could not be read. These three are not part of the JSON report. `bulk` holds
    the results of tables too large to be made one by one: those not applicable are
    counted there, not listed.
    """

    version: str
    created: str
    inputs: tuple[InputEntry, ...]
    errors: tuple[InputFault, ...]
    suite: SuiteEntry | None
    checks: int
    results: tuple[Result, ...]
    figures: FigureCounts = field(default_factory=FigureCounts)
    void_waivers: tuple[VoidWaiver, ...] = ()
    notes: tuple[str, ...] = ()
    agreed: int = 0
    agreed_within_rounding: int = 0
    texts: tuple[tuple[str, str], ...] = ()
    unused: tuple[Figure, ...] = ()
    lost: tuple[Place, ...] = ()
    bulk: Bulk | None = None

    def count(self, verdict: str, grade: str | None = None, severity: str | None = None) -> int:
        """How many results of `bulk` have this verdict, grade and severity; None: any."""
        if self.bulk is None:
            return 0
        return sum(
            number
            for (of, having, being), number in self.bulk.counts.items()
            if of == verdict and grade in (None, having) and severity in (None, being)
        )

    @property
    def every(self) -> Iterator[Result]:
        """All results, those of large tables made as they are reached."""
        yield from self.results
        if self.bulk is not None:
            yield from self.bulk.results()

    @property
    def edits(self) -> int:
        """All edits: those not applicable do not count."""
        listed = sum(result.decision.verdict != "not_applicable" for result in self.results)
        counts = {} if self.bulk is None else self.bulk.counts
        large = sum(number for (verdict, _, _), number in counts.items() if verdict != _ASIDE)
        return listed + large + self.agreed + self.agreed_within_rounding

    @property
    def decided(self) -> bool:
        """At least one edit was decided, waived ones included."""
        large = sum(self.count(verdict) for verdict in _DECIDED)
        return bool(self.agreed or self.agreed_within_rounding or large) or any(
            r.decision.verdict not in ("undecided", _ASIDE) for r in self.results
        )

    @property
    def complete(self) -> bool:
        """False: agreeing results are counted, not listed."""
        return self.edits <= LISTED_EDITS

    @property
    def listed(self) -> tuple[Result, ...]:
        """The results a report lists: all of them, or all that do not agree."""
        if self.complete:
            return self.results
        quiet = ("agrees", "agrees_within_rounding")
        return tuple(r for r in self.every if r.decision.verdict not in quiet)

    def of(self, *verdicts: str) -> tuple[Result, ...]:
        """The results of these verdicts that are not waived."""
        return tuple(r for r in self.every if r.waiver is None and r.decision.verdict in verdicts)

    def _number(self, verdict: str, grade: str | None = None) -> int:
        """How many results of this verdict (and grade) are not waived."""
        found = sum(
            r.waiver is None and r.decision.verdict == verdict and grade in (None, r.decision.grade)
            for r in self.results
        )
        return found + self.count(verdict, grade)

    @property
    def summary(self) -> dict[str, int]:
        """The counts of the report, keys and order as in the JSON report."""
        discrepancies = self._number("discrepancy")
        gross = self._number("discrepancy", "gross")
        return {
            "checks": self.checks,
            "edits": self.edits,
            "agrees": self._number("agrees") + self.agreed,
            "agrees_within_rounding": self._number("agrees_within_rounding")
            + self.agreed_within_rounding,
            "queries": self._number("query"),
            "discrepancies": discrepancies,
            "gross": gross,
            "last_digit": discrepancies - gross,
            "undecided": self._number("undecided"),
            "not_applicable": self._number(_ASIDE),
            "waived": sum(
                r.waiver is not None and r.decision.verdict != "not_applicable"
                for r in self.results
            ),
            "figures": self.figures.figures,
            "figures_covered": self.figures.covered,
            "figures_alone": self.figures.alone,
            "figures_not_understood": self.figures.not_understood,
        }

    def exit_status(self, fail_on: FailOn = "discrepancy", *, allow_undecided: bool = False) -> int:
        """2, 1, 3 or 0, the highest that applies, as DESIGN section 4 defines them."""
        if self.errors:
            return 2
        if any(_fails(result, fail_on) for result in self.results) or self._bulk_fails(fail_on):
            return 1
        undecided = [r for r in self.results if r.decision.verdict == "undecided" and not r.waiver]
        if not self.decided:
            return 3
        could_not_run = any(r.decision.reason in COULD_NOT_RUN for r in undecided)
        some = bool(undecided) or self.count("undecided") > 0
        return 3 if could_not_run or (some and not allow_undecided) else 0

    def _bulk_fails(self, fail_on: FailOn) -> bool:
        """Some result of a large table makes the report fail, as `_fails` says of one."""
        if fail_on == "never":
            return False
        if fail_on == "query":
            return self.count("query") + self.count("discrepancy") > 0
        grade = "gross" if fail_on == "gross" else None
        return self.count("discrepancy", grade, "error") > 0

    @property
    def ok(self) -> bool:
        """Exactly when the exit status would be 0."""
        return self.exit_status() == 0


_ASIDE = "not_applicable"
_DECIDED = ("agrees", "agrees_within_rounding", "query", "discrepancy")

COULD_NOT_RUN = ("applied_to_nothing",)
"""Reasons that mean a check did not run at all: `--allow-undecided` does not accept these."""


def _fails(result: Result, fail_on: FailOn) -> bool:
    if result.waiver is not None or fail_on == "never":
        return False
    verdict, grade = result.decision.verdict, result.decision.grade
    if fail_on == "query":
        return verdict in ("query", "discrepancy")
    if verdict != "discrepancy" or result.severity != "error":
        return False
    return fail_on == "discrepancy" or grade == "gross"
