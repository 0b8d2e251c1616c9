"""The public surface: `check` and the `Report` it returns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from ..errors import DiscrepancyError, Fault, InputError
from ..model import report as model
from ..model.report import FailOn, InputEntry, InputFault, Result, SuiteEntry
from ..readers import Wanted
from ..schema import Schema
from ..suite import Suite
from .inputs import wanted_of
from .judging import Options, judge

if TYPE_CHECKING:
    import pandas

Allow = Literal["nothing", "query", "undecided", "last_digit"]
_HELD_BACK = ("discrepancy", "undecided")
_ROW_OF_CELL = re.compile(r"[A-Z]+(\d+)")


@dataclass(frozen=True, slots=True)
class Report:
    """What was decided about every edit, with provenance.

    Truth value, length and iteration are not defined: ask `ok`, `results`.
    """

    content: model.Report

    @property
    def ok(self) -> bool:
        """Exactly when the command's exit status would be 0."""
        return self.content.ok

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result: of tables in the order of suite and records, then of texts by place."""
        if self.content.bulk is None:
            return self.content.results
        return tuple(self.content.every)

    @property
    def discrepancies(self) -> tuple[Result, ...]:
        """Edits that cannot hold, of both grades, without the waived ones."""
        return self.content.of("discrepancy")

    @property
    def queries(self) -> tuple[Result, ...]:
        """Edits worth a question, without the waived ones."""
        return self.content.of("query")

    @property
    def undecided(self) -> tuple[Result, ...]:
        """Edits that could not be evaluated, each with its reason."""
        return self.content.of("undecided")

    @property
    def summary(self) -> dict[str, int]:
        """Counts by verdict and of figures, keys as in the JSON report."""
        return self.content.summary

    @property
    def errors(self) -> tuple[InputFault, ...]:
        """Inputs that were unusable: what, where, next step."""
        return self.content.errors

    @property
    def inputs(self) -> tuple[InputEntry, ...]:
        """The inputs with their hashes."""
        from ..readers.digest import hashed

        return hashed(self.content).inputs

    @property
    def suite(self) -> SuiteEntry | None:
        """The suite applied, and why that one."""
        return self.content.suite

    def exit_status(self, fail_on: FailOn = "discrepancy", *, allow_undecided: bool = False) -> int:
        """The exit status the command would have: 2, 1, 3 or 0."""
        return self.content.exit_status(fail_on, allow_undecided=allow_undecided)

    def to_json(self, language: str = "en") -> str:
        """The JSON report, version 1."""
        from ..readers.digest import hashed
        from ..reporters.json_report import to_json

        return to_json(hashed(self.content), language)

    def text(self, name: str) -> str:
        """The text of a narrative input, as received or extracted.

        Places of figures are offsets into it: `text[place.start:place.end]` is the
        text of the figure. `name` is that of the input ("text" for one passed as
        text). Raises `InputError` where no text of that name was read.
        """
        texts = dict(self.content.texts)
        if name not in texts:
            listed = ", ".join(texts) or "none"
            raise InputError(Fault("no text of this name was read", name, f"there are: {listed}"))
        return texts[name]

    def to_markdown(self, language: str = "en") -> str:
        """The report as Markdown: sentences with findings quoted, tables of findings."""
        from ..reporters.markdown_report import to_markdown

        return to_markdown(self.content, language)

    def to_text(self, language: str = "en", *, width: int | None = None) -> str:
        """The report as the terminal shows it, without colour; `width` in columns."""
        from ..reporters.text_report import to_text

        return to_text(self.content, language=language, width=width, colour=False)

    def to_frame(self, language: str = "en") -> pandas.DataFrame:
        """Findings as a pandas DataFrame with frozen columns, one row a finding."""
        from ..reporters.findings import to_frame

        return to_frame(self.content, language)

    def write(self, path: str | Path, language: str = "en") -> None:
        """Write the report; the suffix names the format.

        `.json .csv .jsonl .parquet .txt .md`. The file appears whole or not at all.
        Raises `InputError` for another suffix or a place that cannot be written.
        """
        from ..output import write_report

        write_report(self.content, path, language)

    def split(self, frame: Any, input: str | None = None) -> tuple[Any, Any]:  # noqa: A002
        """The rows of a frame that stand in no open finding, and those that do.

        `frame` is the pandas, polars or pyarrow table that was checked (a polars
        LazyFrame too); both parts come in its own library, index and order kept. A row
        is held back when a discrepancy or an undecided edit that is not waived names
        it. `input` is needed where several inputs were checked. Raises `InputError` where the
        frame does not have the rows the report speaks of.
        """
        names = [entry.name for entry in self.content.inputs if not entry.previous]
        if input is None and len(names) != 1:
            listed = ", ".join(names)
            raise InputError(Fault("several inputs were checked", listed, "say which: input=..."))
        name = input if input is not None else names[0]
        from .splitting import split

        return split(frame, self._rows_of_findings(name), name)

    def _rows_of_findings(self, name: str) -> set[int]:
        """Rows (from 0, as the frame counts) of figures in open findings of one input."""
        rows = set()
        if self.content.bulk is not None:
            rows |= self.content.bulk.rows(name)
        for result in self.content.results:
            if result.waiver is not None or result.decision.verdict not in _HELD_BACK:
                continue
            for _, figure in result.figures:
                place = figure.place
                if place is None or place.input != name or place.row is None:
                    continue
                cell = _ROW_OF_CELL.fullmatch(place.cell or "")
                rows.add(int(cell[1]) - 2 if cell else place.row - 1)
        return rows

    def raise_if_not_ok(self, allow: Allow | Iterable[Allow] = "query") -> None:
        """Raise `DiscrepancyError` unless only what is allowed was found.

        By default queries are allowed, as the command does. "nothing" allows no
        query either; "undecided" also allows undecided edits; "last_digit" also
        allows discrepancies of that grade; several can be given. Unusable inputs
        and checks that could not run always raise.
        """
        allowed = {allow} if isinstance(allow, str) else set(allow)
        unknown = allowed - {"nothing", "query", "undecided", "last_digit"}
        if unknown:
            raise ValueError(f"allow is nothing, query, undecided or last_digit, not {unknown}")
        fail_on = "gross" if "last_digit" in allowed else "discrepancy"
        if "nothing" in allowed:
            fail_on = "query"
        if self.exit_status(cast("FailOn", fail_on), allow_undecided="undecided" in allowed):
            raise DiscrepancyError(*self._faults())

    def _faults(self) -> Sequence[Fault]:
        from ..model.message import sentence

        faults = [item.fault for item in self.content.errors]
        shown = ("discrepancy", "query", "undecided")
        found = (r for r in self.content.every if not r.waiver and r.decision.verdict in shown)
        faults += [
            Fault(sentence(result, "en")[1], f"{result.input}, {result.check}")
            for result in islice(found, 20)
        ]
        counts = self.summary
        said = ", ".join(
            f"{key} {counts[key]}" for key in ("discrepancies", "queries", "undecided")
        )
        return [Fault(f"the report is not ok: {said} of {counts['edits']} edits"), *faults]

    def __str__(self) -> str:
        return self.to_text()


def check(
    data: Any,
    checks: str | Path | Suite | None = None,
    *,
    schema: str | Path | Schema | None = None,
    previous: Any = None,
    together: bool = False,
    waivers: str | Path | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    today: date | None = None,
) -> Report:
    """Check a submission and report on every edit.

    `data` is a path (file, folder or glob), a text, a pandas or polars DataFrame,
    a list of records, a dict of columns, a list of such inputs, or a dict of name
    -> data where the suite has several tables. A `str` is a path if it exists, is
    a glob or ends in a suffix that is read (`.csv`), otherwise text. Texts are
    checked against the relations they state themselves, tables against `checks`,
    without it (and without `schema`) against what they state themselves too:
    `checks` is a suite by path or name,
    `schema` a schema by path or name (it replaces the suite's), `previous` the
    data of the period before, `together` makes several inputs one submission,
    `waivers` is a file of waivers, `encoding` that of text inputs, `sheet` the
    only sheet to read of each workbook, `today` the date validity and waivers are
    compared with.

    Raises `SuiteError`, `SchemaError` or `InputError` where the configuration or
    the only input is unusable; otherwise unusable inputs stand in `errors`.
    """
    options = Options(
        checks=checks,
        schema=schema,
        previous=() if previous is None else _previous(previous),
        together=together,
        waivers=waivers,
        encoding=encoding,
        sheet=sheet,
        today=today,
    )
    report = judge(wanted_of(data), options)
    if report.errors and all(entry.status == "unusable" for entry in report.inputs):
        raise InputError(*(item.fault for item in report.errors))
    return Report(report)


def _previous(data: Any) -> list[Wanted]:
    return [
        replace(one, name=f"previous {one.name}") if one.path is None else one
        for one in wanted_of(data)
    ]
