"""The last line of a report: what agrees, what is wrong, what was not checked."""

from __future__ import annotations

from ..model.message import counted, say
from ..model.report import Report


def summary_line(report: Report, language: str) -> str:
    """The counts of the report in one line, without a line break."""
    separator = say(language, "summary.separator")
    halves = {
        "checked": separator.join(_checked(report, language)),
        "unchecked": say(
            language,
            "summary.not_checked",
            {"text": separator.join(_not_checked(report, language))},
        ),
    }
    return say(language, "summary.halves", halves)


def _checked(report: Report, language: str) -> list[str]:
    counts = report.summary
    agreeing = counts["agrees"] + counts["agrees_within_rounding"]
    form = "agree_one" if counts["edits"] == 1 else "agree_many"
    values = {"count": str(agreeing), "edits": str(counts["edits"])}
    phrases = [say(language, f"summary.{form}", values), _discrepancies(counts, language)]
    if not report.decided:
        phrases = [say(language, "summary.nothing")]
    if counts["queries"]:
        phrases.append(counted(language, "summary.queries", counts["queries"]))
    if counts["waived"]:
        phrases.append(counted(language, "summary.waived", counts["waived"]))
    if report.errors:
        phrases.append(counted(language, "summary.errors", len(report.errors)))
    return phrases


def _discrepancies(counts: dict[str, int], language: str) -> str:
    """`3 discrepancies (2 gross, 1 last digit)`; of one grade only: that grade."""
    word = counted(language, "summary.discrepancies", counts["discrepancies"])
    gross, last_digit = counts["gross"], counts["last_digit"]
    if not gross and not last_digit:
        return word
    if gross and last_digit:
        grades = {"gross": str(gross), "last_digit": str(last_digit)}
        detail = say(language, "summary.grades", grades)
    else:
        detail = say(language, "grade.gross" if gross else "grade.last_digit")
    return say(language, "report.brackets", {"word": word, "detail": detail})


def _not_checked(report: Report, language: str) -> list[str]:
    counts = report.summary
    alone, figures = counts["figures_alone"], str(counts["figures"])
    phrases = [
        counted(language, "summary.undecided", counts["undecided"]),
        counted(language, "summary.alone", alone, figures=figures),
    ]
    if counts["figures_not_understood"]:
        not_understood = counts["figures_not_understood"]
        phrases.append(counted(language, "summary.not_understood", not_understood))
    return phrases
