"""The report: every edit accounted for, with where it came from.

Pure values. What a result says in words is rendered by `message` when it is
shown; how it is written is the reporters' affair.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

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
    """One input as the report names it; `previous` ones were only compared with."""

    name: str
    path: str | None
    sha256: str | None
    kind: Literal["table", "workbook", "text"]
    status: Literal["read", "unusable"]
    unit: str | None = None
    period: str | None = None
    text_sha256: str | None = None
    previous: bool = False


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


@dataclass(frozen=True, slots=True)
class VoidWaiver:
    """A waiver that was not applied, and why."""

    id: str
    why: Literal["value_changed", "expired", "no_such_result"]


@dataclass(frozen=True, slots=True)
class Report:
    """Every edit accounted for, in a stable order.

    `results` holds all of them; of a table with more edits than are listed
    `agreed` and `agreed_within_rounding` count those that were screened and hold.
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

    @property
    def edits(self) -> int:
        """All edits: those not applicable do not count."""
        listed = sum(result.decision.verdict != "not_applicable" for result in self.results)
        return listed + self.agreed + self.agreed_within_rounding

    @property
    def decided(self) -> bool:
        """At least one edit was decided, waived ones included."""
        return bool(self.agreed or self.agreed_within_rounding) or any(
            r.decision.verdict not in ("undecided", "not_applicable") for r in self.results
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
        return tuple(r for r in self.results if r.decision.verdict not in quiet)

    def of(self, *verdicts: str) -> tuple[Result, ...]:
        """The results of these verdicts that are not waived."""
        return tuple(r for r in self.results if r.waiver is None and r.decision.verdict in verdicts)

    @property
    def summary(self) -> dict[str, int]:
        """The counts of the report, keys and order as in the JSON report."""
        discrepancies = self.of("discrepancy")
        gross = sum(r.decision.grade == "gross" for r in discrepancies)
        return {
            "checks": self.checks,
            "edits": self.edits,
            "agrees": len(self.of("agrees")) + self.agreed,
            "agrees_within_rounding": len(self.of("agrees_within_rounding"))
            + self.agreed_within_rounding,
            "queries": len(self.of("query")),
            "discrepancies": len(discrepancies),
            "gross": gross,
            "last_digit": len(discrepancies) - gross,
            "undecided": len(self.of("undecided")),
            "not_applicable": len(self.of("not_applicable")),
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
        if any(_fails(result, fail_on) for result in self.results):
            return 1
        undecided = self.of("undecided")
        if not self.decided:
            return 3
        could_not_run = any(r.decision.reason in COULD_NOT_RUN for r in undecided)
        return 3 if could_not_run or (undecided and not allow_undecided) else 0

    @property
    def ok(self) -> bool:
        """Exactly when the exit status would be 0."""
        return self.exit_status() == 0


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
