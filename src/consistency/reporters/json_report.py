"""The JSON report, format `consistency-report/1`: the contract other programs read."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

from ..model.edit import Decision, Diagnosis
from ..model.figure import Figure, cell_around
from ..model.interval import Interval, point
from ..model.message import assumption_text, diagnosis_text, reason_text, say, sentence
from ..model.quantity import ends, places_apart, plain
from ..model.report import InputEntry, InputFault, Report, Result, SuiteEntry, Waiver, value_text
from .places import Json, place_object

FORMAT = "consistency-report/1"

LISTED_FIGURES = 50
"""A result lists at most so many of its figures."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(report: Report, language: str = "en") -> str:
    """The whole report as JSON text, sentences in `language`, ending in a newline.

    The same report gives the same text. It can be encoded as UTF-8 whatever was
    submitted: half of a surrogate pair is written as an escape.
    """
    text = json.dumps(report_object(report, language), ensure_ascii=False, indent=1)
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"


def report_object(report: Report, language: str = "en") -> dict[str, Json]:
    """The report as plain JSON values, names and order as the contract has them."""
    inputs: list[Json] = [_input(entry) for entry in report.inputs]
    return {
        "format": FORMAT,
        "tool": {"name": "consistency", "version": report.version},
        "created": report.created,
        "inputs": inputs,
        "errors": [_error(error) for error in report.errors],
        "suite": None if report.suite is None else _suite(report.suite, language),
        "complete": report.complete,
        "summary": dict(report.summary.items()),
        "causes": [],
        "results": [result_object(result, language) for result in report.listed],
        "notes": list(report.notes),
        "waivers_not_applied": [{"id": void.id, "why": void.why} for void in report.void_waivers],
    }


def _input(entry: InputEntry) -> Json:
    shown = asdict(entry)
    shown.pop("unhashed")
    return shown


def _suite(suite: SuiteEntry, language: str) -> Json:
    return {**asdict(suite), "why": say(language, f"why.{suite.why}")}


def _error(error: InputFault) -> Json:
    fault = error.fault
    return {"input": error.input, "what": fault.what, "where": fault.where, "next": fault.next}


def result_object(result: Result, language: str) -> dict[str, Json]:
    """One result as plain JSON values."""
    decision, places = result.decision, result.places
    message_id, text = sentence(result, language)
    reason = None  # of what does not apply the message says why
    if decision.verdict == "undecided":
        reason = reason_text(result, language)
    assumes: list[Json] = [assumption_text(a, language) for a in decision.assumes]
    figures: list[Json] = [
        _figure(role, figure, _possible(decision, position, figure), places)
        for position, (role, figure) in enumerate(result.figures[:LISTED_FIGURES])
    ]
    omitted = max(len(result.figures) - LISTED_FIGURES, 0)
    return {
        "id": result.id,
        "check": result.check,
        "code": result.code,
        "kind": result.kind,
        "verdict": decision.verdict,
        "grade": decision.grade,
        "severity": result.severity,
        "basis": result.basis,
        "input": result.input,
        "stated": None if decision.stated is None else plain(decision.stated, places),
        "derived": result.derived_text,
        "gap": None if decision.gap is None else plain(decision.gap, places),
        "allowed": None if decision.allowed is None else plain(decision.allowed, places),
        "message": {"id": message_id, "text": text},
        "assumes": assumes,
        "reason": None if reason is None else {"code": decision.reason, "text": reason},
        "certificate": _certificate(decision, places),
        "figures": figures,
        "figures_omitted": omitted,
        **({"values_digest": result.values_digest} if omitted else {}),
        "diagnosis": [_diagnosis(d, result, language) for d in decision.diagnosis],
        "waiver": None if result.waiver is None else _waiver(result.waiver),
    }


def _possible(decision: Decision, position: int, figure: Figure) -> Interval:
    """The possible values as decided; where nothing was decided, those of the figure alone."""
    if len(decision.possible) > position:
        return decision.possible[position]
    if figure.value is None:
        return figure.domain
    if figure.hedged is not None:
        return figure.hedged[1]
    return point(figure.value) if figure.count else cell_around(figure.value, figure.step)


def _figure(role: str, figure: Figure, possible: Interval, places: int) -> Json:
    places = max(places, (figure.decimals or 0) + 3)
    low, high = ends(possible, places)
    is_open = _open_ends(possible)
    return {
        "role": role,
        "text": figure.text,
        "value": None if figure.value is None else value_text(figure),
        "unit": figure.unit,
        "decimals": figure.decimals,
        "qualifier": figure.qualifier,
        "possible": [low, high],
        **({"open": is_open} if is_open else {}),
        "place": place_object(figure.place),
    }


def _open_ends(interval: Interval, prefix: str = "") -> list[Json]:
    found: list[Json] = []
    if interval.low is not None and interval.low_open:
        found.append(f"{prefix}low")
    if interval.high is not None and interval.high_open:
        found.append(f"{prefix}high")
    return found


def _certificate(decision: Decision, places: int) -> Json:
    """The two intervals that do not meet; none where something else is the proof."""
    if decision.certificate is None:
        return None
    stated, derived = decision.certificate
    places = places_apart(stated, derived, places)
    is_open = _open_ends(stated, "stated.") + _open_ends(derived, "derived.")
    return {
        "stated": list(ends(stated, places)),
        "derived": list(ends(derived, places)),
        **({"open": is_open} if is_open else {}),
    }


def _diagnosis(diagnosis: Diagnosis, result: Result, language: str) -> Json:
    proposed, probability = diagnosis.proposed, diagnosis.probability
    figure = diagnosis.figure
    return {
        "cause": diagnosis.cause,
        "text": diagnosis_text(diagnosis, result, language),
        "place": None if figure is None else place_object(figure.place),
        "proposed": None if proposed is None else plain(proposed, result.places),
        "probability": None if probability is None else plain(probability, 3),
    }


def _waiver(waiver: Waiver) -> Json:
    values: Json = waiver.values if isinstance(waiver.values, str) else list(waiver.values)
    return {
        "id": waiver.id,
        "values": values,
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until,
    }
