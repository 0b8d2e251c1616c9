"""The report for a terminal: what is wrong, gravest first, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from ..model.figure import Place
from ..model.finding import place_of as place_of
from ..model.message import (
    assumption_text,
    diagnosis_text,
    key_text,
    one_line,
    place_text,
    reason_text,
    say,
    sentence,
)
from ..model.report import InputFault, Report, Result
from .quotes import quotes_of, shortened
from .summary_line import summary_line
from .terminal import cells, coloured, padded, visible, wrapped

SHOWN_FINDINGS = 200
"""So many findings are shown unless another limit is given."""

SHOWN_NOTES = 10
"""So many notes are shown where findings are limited."""

GROUPED_FROM = 4
"""So many undecided edits of one check with one reason are shown as one."""

_LONGEST_PATH = 1000
_LONGEST_QUOTE, _LONGEST_LINE = 220, 1000
_INDENT = "  "
_COUNTED = ("discrepancies", "queries", "undecided")
_VERDICTS = ("discrepancy", "query", "undecided")

Line = tuple[str, str, str | None]
"""Text that is coloured, the text after it, and the colour."""


def to_text(
    report: Report,
    *,
    language: str = "en",
    width: int | None = None,
    colour: bool = False,
    limit: int | None = SHOWN_FINDINGS,
) -> str:
    """The report as plain lines, sentences at most `width` terminal cells wide; None: unbroken.

    First the suite used and why, then errors, then findings, gravest first,
    last a line that counts what agrees, what is wrong, what was not checked
    (these two are always one line).
    At most `limit` findings are shown, and at most 10 notes unless `limit` is
    None. Control characters and bidirectional overrides in submitted text are
    spelled out (`\\x1b`), never sent.
    """
    lines: list[str] = []
    for word, rest, name in _lines(report, language, width, limit):
        lines.append(coloured(word, name if colour else None) + rest)
    return "\n".join(lines) + "\n"


def _lines(report: Report, language: str, width: int | None, limit: int | None) -> Iterator[Line]:
    yield from _plain(suite_line(report, language), None)
    yield from _notes(report.notes, language, width, None if limit is None else SHOWN_NOTES)
    for void in report.void_waivers:
        why = say(language, f"waiver.{void.why}")
        yield from _plain(say(language, "report.waiver_void", {"id": void.id, "why": why}), width)
    for error in report.errors:
        yield "", "", None
        yield from _error(error, language, width)
    yield from _findings(report, language, width, limit)
    yield "", "", None
    yield from _plain(summary_line(report, language), None)


def _notes(
    notes: Sequence[str], language: str, width: int | None, limit: int | None
) -> Iterator[Line]:
    for note in notes[:limit]:
        yield from _plain(say(language, "report.note", {"text": note}), width)
    rest = 0 if limit is None else len(notes) - limit
    if rest > 0:
        yield from _plain(say(language, "report.more_notes", {"count": str(rest)}), width)


def suite_line(report: Report, language: str) -> str:
    """Which suite was used, and why."""
    suite = report.suite
    if suite is None:
        return say(language, "report.no_suite")
    name = suite.name
    if suite.edition:
        name = say(language, "report.edition", {"name": name, "edition": suite.edition})
    return say(language, "report.suite", {"name": name, "why": say(language, f"why.{suite.why}")})


def _plain(text: str, width: int | None, indent: str = "") -> Iterator[Line]:
    for line in wrapped(visible(" ".join(text.split())), width, indent):
        yield "", line, None


def _error(error: InputFault, language: str, width: int | None) -> Iterator[Line]:
    fault = error.fault
    where = [error.input or ""]
    if fault.where and fault.where != error.input:
        where.append(fault.where)
    place = ", ".join(text for text in where if text)
    head = say(language, "report.error").upper()
    yield head, f"  {visible(one_line(place, _LONGEST_PATH))}".rstrip(), "error"
    yield from _plain(fault.what, width, _INDENT)
    if fault.next:
        yield from _plain(say(language, "report.next", {"text": fault.next}), width, _INDENT)


def gravity(result: Result) -> tuple[int, int, int]:
    """The order of findings: by verdict, gross before last digit, errors before warnings."""
    decision = result.decision
    return (
        _VERDICTS.index(decision.verdict),
        int(decision.grade == "last_digit"),
        int(result.severity == "warning"),
    )


def open_findings(report: Report) -> list[Result]:
    """What is neither agreed nor waived, gravest first, otherwise in the order of the report."""
    return sorted(report.of(*_VERDICTS), key=gravity)


def _first(report: Report, limit: int) -> list[Result]:
    """The first open findings; of large tables no more are made than are shown."""
    if report.bulk is None:
        return open_findings(report)
    found = (r for r in report.every if r.waiver is None and r.decision.verdict in _VERDICTS)
    return sorted(islice(found, limit), key=gravity)


def _findings(
    report: Report, language: str, width: int | None, limit: int | None
) -> Iterator[Line]:
    groups = _grouped(open_findings(report) if limit is None else _first(report, limit))
    shown = groups if limit is None else groups[:limit]
    words = {id(group): _verdict_word(group[0], language) for group in shown}
    column = max((cells(word) for word in words.values()), default=0)
    texts = dict(report.texts)
    workbooks = frozenset(entry.name for entry in report.inputs if entry.kind == "workbook")
    for group in shown:
        yield "", "", None
        first = group[0]
        head = _head(first, language, workbooks, alone=len(group) == 1)
        word = words[id(group)]
        colour = first.decision.grade or first.decision.verdict
        yield word, visible(padded(word, column)[len(word) :] + f"  {head}"), colour
        for text in _body(group, language, texts):
            yield from _plain(text, width, _INDENT)
    rest = sum(len(group) for group in groups[len(shown) :])
    if limit is not None and report.bulk is not None:
        told = sum(len(group) for group in shown)
        rest = sum(report.summary[name] for name in _COUNTED) - told
    if rest:
        yield "", "", None
        yield from _plain(say(language, "report.more", {"count": str(rest)}), width)


def _grouped(results: Iterable[Result]) -> list[list[Result]]:
    """Each result alone, but many undecided edits of one check and reason together."""
    together: dict[tuple[str, str, str | None], list[Result]] = {}
    groups: list[list[Result]] = []
    for result in results:
        if result.decision.verdict != "undecided":
            groups.append([result])
            continue
        together.setdefault((result.input, result.check, result.decision.reason), []).append(result)
    for group in together.values():
        groups.extend([group] if len(group) >= GROUPED_FROM else [[one] for one in group])
    return groups


def _verdict_word(result: Result, language: str) -> str:
    """`DISCREPANCY (last digit)`; a finding of severity warning says so."""
    decision = result.decision
    word = say(language, f"verdict.{decision.verdict}").upper()
    details = [] if decision.grade is None else [say(language, f"grade.{decision.grade}")]
    if result.severity == "warning":
        details.append(say(language, "severity.warning"))
    if not details:
        return word
    detail = say(language, "word.list_separator").join(details)
    return say(language, "report.brackets", {"word": word, "detail": detail})


def _head(result: Result, language: str, workbooks: frozenset[str], *, alone: bool) -> str:
    """Check and code, then input, cell and key."""
    code = f" [{one_line(result.code)}]" if result.code else ""
    pieces = [one_line(result.check) + code, one_line(result.input, _LONGEST_PATH)]
    if alone:
        pieces += [_where(place_of(result), language, workbooks), key_text(result.key, language)]
    return "  ".join(piece for piece in pieces if piece)


def _where(place: Place | None, language: str, workbooks: frozenset[str]) -> str:
    if place is None:
        return ""
    if place.cell is None:
        return place_text(place, language)
    sheet = f"{one_line(place.table)}!" if place.table and place.input in workbooks else ""
    return f"{sheet}{place.cell}"


def _body(group: Sequence[Result], language: str, texts: Mapping[str, str]) -> Iterator[str]:
    first = group[0]
    if len(group) > 1:
        place = place_text(place_of(first), language) or key_text(first.key, language)
        values = {
            "count": str(len(group)),
            "reason": reason_text(first, language) or "",
            "place": place or first.check,
        }
        yield say(language, "report.undecided_many", values)
        return
    yield sentence(first, language)[1]
    for quote in quotes_of(group, texts, "clause"):
        where = "" if quote.input == first.input else f"{one_line(quote.input, _LONGEST_PATH)}: "
        text = one_line(shortened(quote, _LONGEST_QUOTE), _LONGEST_LINE)
        yield where + say(language, "report.quote", {"text": text})
    for assumption in first.decision.assumes:
        yield say(language, "report.assumes", {"text": assumption_text(assumption, language)})
    for diagnosis in first.decision.diagnosis:
        text = diagnosis_text(diagnosis, first, language)
        yield say(language, "report.diagnosis", {"text": text})
