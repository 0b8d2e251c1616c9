"""Two JSON reports of one return: which findings are new, changed, mended, no longer checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..errors import Fault, InputError
from ..model.message import say
from .json_report import FORMAT
from .terminal import visible

Entry = Mapping[str, Any]
"""One result of a JSON report."""

Key: TypeAlias = tuple[str, str, int]
"""Input, id, and which of the results of both it is."""

_FINDINGS = ("discrepancy", "query", "undecided")
_TEXTS = ("id", "check", "verdict", "input")
_MAYBE_TEXTS = ("stated", "derived")


@dataclass(frozen=True, slots=True)
class Differences:
    """What became of the findings, matched by input and id.

    Results of an input that only one report names are matched by id alone: the
    file may bear another name now.

    `mended` are findings of the old report that agree in the new one or are
    not applicable there; `unlisted` are those the new report does not name at
    all, although it lists everything: they were not checked again. `changed`
    holds (old, new) pairs whose verdict, stated or derived value differs.
    """

    new: tuple[Entry, ...] = ()
    changed: tuple[tuple[Entry, Entry], ...] = ()
    mended: tuple[Entry, ...] = ()
    unlisted: tuple[Entry, ...] = ()
    unchanged: int = 0


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Differences:
    """Match the findings of two JSON reports by input and id.

    Raises `InputError` where one is not a report of this version.
    """
    shared = _inputs(old, "old") & _inputs(new, "new")
    before, after = _keyed(old["results"], shared), _keyed(new["results"], shared)
    complete = new["complete"] is True
    changed: list[tuple[Entry, Entry]] = []
    mended: list[Entry] = []
    unlisted: list[Entry] = []
    unchanged = 0
    for name, entry in before.items():
        if entry["verdict"] not in _FINDINGS:
            continue
        now = after.get(name)
        if now is None:
            (unlisted if complete else mended).append(entry)
        elif now["verdict"] not in _FINDINGS:
            mended.append(entry)
        elif any(entry[field] != now[field] for field in ("verdict", "stated", "derived")):
            changed.append((entry, now))
        else:
            unchanged += 1
    fresh = tuple(
        entry
        for name, entry in after.items()
        if entry["verdict"] in _FINDINGS
        and (name not in before or before[name]["verdict"] not in _FINDINGS)
    )
    return Differences(fresh, tuple(changed), tuple(mended), tuple(unlisted), unchanged)


def compare(old: Mapping[str, Any], new: Mapping[str, Any], language: str = "en") -> str:
    """The differences of two JSON reports as lines of text; the first line counts them.

    Raises `InputError` where one is not a report of this version.
    """
    found = differences(old, new)
    return "\n".join(visible(line) for line in _lines(found, language)) + "\n"


def _lines(found: Differences, language: str) -> Iterator[str]:
    counts = {
        "new": str(len(found.new)),
        "changed": str(len(found.changed)),
        "mended": str(len(found.mended)),
        "unlisted": str(len(found.unlisted)),
        "unchanged": str(found.unchanged),
    }
    yield say(language, "compare.summary", counts)
    for entry in found.new:
        yield _head("new", entry, language)
        yield _said("now", entry, language)
    for before, now in found.changed:
        yield _head("changed", now, language)
        yield _said("before", before, language)
        yield _said("now", now, language)
    for name, entries in (("mended", found.mended), ("unlisted", found.unlisted)):
        for entry in entries:
            yield _head(name, entry, language)
            yield _said("before", entry, language)


def _head(name: str, entry: Entry, language: str) -> str:
    word = say(language, f"compare.{name}").upper()
    return f"{word}  {entry['check']}  {entry['input']}"


def _said(when: str, entry: Entry, language: str) -> str:
    verdict = say(language, f"verdict.{entry['verdict']}")
    values = {"verdict": verdict, "text": " ".join(entry["message"]["text"].split())}
    return "  " + say(language, f"compare.{when}", values)


def _inputs(report: Mapping[str, Any], which: str) -> set[str]:
    """The names of the inputs of a report; raises `InputError` where it is none."""
    faults = list(_faults(report, which))
    if faults:
        raise InputError(*faults)
    listed = report.get("inputs")
    entries = listed if isinstance(listed, list) else []
    names = {entry.get("name") for entry in entries if isinstance(entry, Mapping)}
    found = {name for name in names if isinstance(name, str)}
    return found | {entry["input"] for entry in report["results"]}


def _keyed(entries: list[Entry], shared: set[str]) -> dict[Key, Entry]:
    """By input and id, no input where only one report names it; then by occurrence."""
    seen: dict[tuple[str, str], int] = {}
    found: dict[Key, Entry] = {}
    for entry in entries:
        spot = (entry["input"] if entry["input"] in shared else "", entry["id"])
        occurrence = seen[spot] = seen.get(spot, 0) + 1
        found[*spot, occurrence] = entry
    return found


def _faults(report: object, which: str) -> Iterator[Fault]:
    where = f"the {which} report"
    step = "give a JSON report written by this tool with --output report.json"
    if not isinstance(report, Mapping) or report.get("format") != FORMAT:
        yield Fault(f"this is not a report of the format {FORMAT}", where, step)
        return
    results = report.get("results")
    if not isinstance(results, list) or not isinstance(report.get("complete"), bool):
        yield Fault("the report has no list of results or no 'complete'", where, step)
        return
    for number, entry in enumerate(results, start=1):
        if not _is_result(entry):
            yield Fault(f"result {number} lacks a field of the format", where, step)
            return


def _is_result(entry: object) -> bool:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("message"), Mapping):
        return False
    verdicts = (*_FINDINGS, "agrees", "agrees_within_rounding", "not_applicable")
    return (
        all(isinstance(entry.get(name), str) for name in _TEXTS)
        and all(name in entry for name in _MAYBE_TEXTS)
        and all(isinstance(entry[name], str | None) for name in _MAYBE_TEXTS)
        and entry["verdict"] in verdicts
        and isinstance(entry["message"].get("text"), str)
    )
