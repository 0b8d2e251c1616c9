"""The report as Markdown: sentences quoted with their figures marked, findings of tables listed.

Whatever was submitted stands escaped: it is shown, never rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ..model.figure import Place
from ..model.message import (
    assumption_text,
    diagnosis_text,
    figure_text,
    key_text,
    one_line,
    place_text,
    say,
    sentence,
)
from ..model.report import Report, Result
from .escaped import bold, escaped
from .quotes import Quote, is_text_result, quotes_around, quotes_of
from .summary_line import summary_line
from .text_report import gravity, place_of, suite_line

_AGREEING = ("agrees", "agrees_within_rounding")
_LONGEST = 1000
_LONGEST_FIGURE = 200

Texts = Mapping[str, str]


def to_markdown(report: Report, language: str = "en") -> str:
    """The whole report as GitHub-flavoured Markdown, ending in a newline.

    First the suite used and the summary, then errors, discrepancies, queries,
    what was not decided, what was accepted, what was verified and by which
    arithmetic, and the figures of texts that stand alone or were not understood.
    Findings in a text stand under the sentence they are about.
    """
    texts = dict(report.texts)
    lines = [f"# {say(language, 'markdown.title')}", ""]
    lines += [escaped(suite_line(report, language)), ""]
    lines += [escaped(summary_line(report, language)), ""]
    lines += _section("errors", _errors(report), language)
    for verdict in ("discrepancy", "query", "undecided"):
        found = sorted(report.of(verdict), key=gravity)
        lines += _section(verdict, _findings(found, texts, language), language)
    lines += _section("waived", _waived(report, language), language)
    lines += _section("verified", _verified(report, texts, language), language)
    lines += _section("alone", _alone(report, language), language)
    lines += _section("not_understood", _lost(report, texts, language), language)
    lines += _section("notes", _notes(report, language), language)
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(name: str, body: Iterable[str], language: str) -> list[str]:
    """A heading and its lines; nothing where there are none."""
    lines = list(body)
    while lines and not lines[-1]:
        lines.pop()
    return [f"## {say(language, f'markdown.{name}')}", "", *lines, ""] if lines else []


def _errors(report: Report) -> Iterator[str]:
    for error in report.errors:
        fault = error.fault
        where = ", ".join(dict.fromkeys(text for text in (error.input, fault.where) if text))
        yield f"- {_named(where)}{escaped(str(replace(fault, where='')))}"


def _named(name: str) -> str:
    return f"**{escaped(name)}** · " if name else ""


def _findings(results: Sequence[Result], texts: Texts, language: str) -> Iterator[str]:
    """Those of texts under their sentences, then those of tables, a table an input."""
    of_texts = [result for result in results if is_text_result(result, texts)]
    yield from _under_sentences(of_texts, texts, language)
    rest = [result for result in results if not is_text_result(result, texts)]
    by_input: dict[str, list[Result]] = {}
    for result in rest:
        by_input.setdefault(result.input, []).append(result)
    for name, found in by_input.items():
        yield from _table(name, found, language)


def _under_sentences(results: Sequence[Result], texts: Texts, language: str) -> Iterator[str]:
    """Each sentence once, in the order of inputs and places, its findings as a list."""
    together: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        quotes = quotes_of([result], texts, "sentence")
        together.setdefault(tuple((q.input, q.spans) for q in quotes), []).append(result)
    names = {name: number for number, name in enumerate(texts)}

    def order(found: list[Result]) -> tuple[int, tuple[tuple[int, int], ...]]:
        quote = quotes_of(found, texts, "sentence")[0]
        return names[quote.input], quote.spans

    shown = ""
    for found in sorted(together.values(), key=order):
        quotes = quotes_of(found, texts, "sentence")
        if quotes[0].input != shown:
            shown = quotes[0].input
            yield from (f"### {escaped(shown)}", "")
        for quote in quotes:
            yield from _quoted(quote, language, shown)
        for result in found:
            yield from _finding(result, language)
        yield ""


def _quoted(quote: Quote, language: str, shown: str) -> Iterator[str]:
    """A block quote: the line, then the sentence with its figures bold."""
    where = place_text(Place(quote.input, line=quote.line), language)
    if quote.input != shown:
        where = f"{quote.input}, {where}"
    text = "".join(_piece(text, marked) for text, marked in quote.pieces)
    yield from (f"> {escaped(where)} · {text.strip()}", "")


def _piece(text: str, marked: bool) -> str:
    """A piece of a quote; the spaces at its ends are kept, one each."""
    if marked:
        return bold(one_line(text, _LONGEST_FIGURE))
    before = " " if text[:1].isspace() else ""
    after = " " if len(text) > 1 and text[-1:].isspace() else ""
    return f"{before}{escaped(text)}{after}"


def _finding(result: Result, language: str) -> Iterator[str]:
    grade, text = result.decision.grade, sentence(result, language)[1]
    if grade is not None:
        values = {"grade": say(language, f"grade.{grade}"), "text": text}
        text = say(language, "report.graded", values)
    yield f"- {escaped(text)}"
    for text in _remarks(result, language):
        yield f"  - {escaped(text)}"


def _remarks(result: Result, language: str) -> Iterator[str]:
    """What the verdict rests on, and possible causes."""
    for assumption in result.decision.assumes:
        yield say(language, "report.assumes", {"text": assumption_text(assumption, language)})
    for diagnosis in result.decision.diagnosis:
        text = diagnosis_text(diagnosis, result, language)
        yield say(language, "report.diagnosis", {"text": text})


def _table(name: str, results: Sequence[Result], language: str) -> Iterator[str]:
    """Findings of one input: check, place, verdict, and what is wrong."""
    columns = ("check", "place", "verdict", "finding")
    yield from (f"### {escaped(name)}", "")
    yield f"| {' | '.join(say(language, f'markdown.{column}') for column in columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for result in results:
        decision = result.decision
        check = one_line(result.check) + (f" [{one_line(result.code)}]" if result.code else "")
        grade = decision.grade or decision.verdict
        word = say(language, f"{'grade' if decision.grade else 'verdict'}.{grade}")
        if result.severity == "warning":
            detail = say(language, "severity.warning")
            word = say(language, "report.brackets", {"word": word, "detail": detail})
        texts = [sentence(result, language)[1], *_remarks(result, language)]
        finding = "<br>".join(escaped(text) for text in texts)
        yield f"| {escaped(check)} | {escaped(_cell(result, language))} | {word} | {finding} |"
    yield ""


def _cell(result: Result, language: str) -> str:
    """Sheet and cell, else the place in words; with the key of the record."""
    place = place_of(result)
    where = place_text(place, language)
    if place is not None and place.cell is not None:
        where = f"{one_line(place.table)}!{place.cell}" if place.table else place.cell
    key = key_text(result.key, language)
    return ", ".join(text for text in (where, key) if text)


def _waived(report: Report, language: str) -> Iterator[str]:
    for result in report.results:
        waiver = result.waiver
        if waiver is None:
            continue
        values = {"by": waiver.by, "reason": waiver.reason, "until": waiver.until or ""}
        name = "waiver_until" if waiver.until else "waiver"
        accepted = say(language, f"markdown.{name}", values)
        text = escaped(sentence(result, language)[1])
        yield f"- {_named(result.input)}{text} {escaped(accepted)}"


def _verified(report: Report, texts: Texts, language: str) -> Iterator[str]:
    """Of texts every edit that agrees, with its arithmetic; of tables how many of each check."""
    agreeing = [r for r in report.of(*_AGREEING) if r.waiver is None]
    of_texts = [result for result in agreeing if is_text_result(result, texts)]
    for name, found in groupby(of_texts, key=lambda result: result.input):
        yield from (f"### {escaped(name)}", "")
        for result in found:
            decision = result.decision
            remarks = [assumption_text(a, language) for a in decision.assumes]
            remarks += [  # an agreement that says nothing must say so
                diagnosis_text(diagnosis, result, language)
                for diagnosis in decision.diagnosis
                if diagnosis.cause == "not_testable"
            ]
            text = sentence(result, language)[1]
            if remarks:
                detail = say(language, "word.clause_separator").join(remarks)
                text = say(language, "report.brackets", {"word": text, "detail": detail})
            yield f"- ✓ {escaped(text)}"
        yield ""
    counts: dict[tuple[str, str], int] = {}
    for result in agreeing:
        if not is_text_result(result, texts):
            spot = (result.input, result.check)
            counts[spot] = counts.get(spot, 0) + 1
    if counts:
        yield f"| {say(language, 'markdown.check')} | {say(language, 'markdown.edits_agree')} |"
        yield "| --- | --- |"
        for (name, check), count in counts.items():
            yield f"| {escaped(name)}: {escaped(one_line(check))} | {count} |"
        yield ""
    if counted := report.agreed + report.agreed_within_rounding:
        yield say(language, "markdown.listed_elsewhere", {"count": f"{counted:,}"})


def _alone(report: Report, language: str) -> Iterator[str]:
    """The unused figures of each line of a text."""
    placed = [(figure.place, figure) for figure in report.unused if figure.place is not None]
    for name, found in groupby(placed, key=lambda pair: pair[0].input):
        yield from (f"### {escaped(name)}", "")
        for _, some in groupby(found, key=lambda pair: pair[0].line):
            pairs = list(some)
            separator = say(language, "word.list_separator")
            shown = separator.join(escaped(figure_text(figure, language)) for _, figure in pairs)
            yield f"- {escaped(place_text(pairs[0][0], language))} · {shown}"
        yield ""


def _lost(report: Report, texts: Texts, language: str) -> Iterator[str]:
    for place in report.lost:
        for quote in quotes_around([place], texts, "clause"):
            text = "".join(_piece(text, marked) for text, marked in quote.pieces)
            yield f"- {_named(f'{quote.input}, {place_text(place, language)}')}{text}"


def _notes(report: Report, language: str) -> Iterator[str]:
    for void in report.void_waivers:
        why = say(language, f"waiver.{void.why}")
        yield f"- {escaped(say(language, 'report.waiver_void', {'id': void.id, 'why': why}))}"
    for note in report.notes:
        yield f"- {escaped(one_line(note, _LONGEST))}"
