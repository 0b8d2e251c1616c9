"""What a result says in words, in three languages.

A sentence gives what is stated, what is derived, the gap with its direction,
and the place; as arithmetic for a discrepancy, as a question for a query.
"""

from __future__ import annotations

from ..edit import Assumption, Diagnosis
from ..quantity import plain
from ..report import Result
from .catalogue import LANGUAGES, knows, say
from .shown import figure_text, place_text, range_text
from .wording import values_of

__all__ = [
    "LANGUAGES",
    "assumption_text",
    "diagnosis_text",
    "message_id",
    "reason_text",
    "say",
    "sentence",
]

_AGREEING = ("agrees", "agrees_within_rounding")

_OF_INEQUALITIES = {
    "formula.agrees": "formula.satisfied",
    "total.agrees": "overlapping.agrees",
    "shares.agrees": "overlapping.agrees",
}

_CONSTRAINTS = (
    "schema.not_nullable",
    "schema.not_a_number",
    "schema.not_whole",
    "schema.decimals",
    "schema.duplicate_key",
    "schema.unique",
    "schema.wrong_type",
)
"""The constraints with a sentence of their own; a check of pandera may have any name."""


def message_id(result: Result) -> str:
    """The id of the sentence: the result's own, or kind and verdict, or verdict and reason.

    A query on a relation that was only suggested asks whether it is one.

    An own id may name a family (`overlapping`), which the verdict completes,
    unless the edit is undecided or does not apply; a constraint of a schema
    without a sentence of its own is `schema.constraint`.
    """
    decision, own = result.decision, result.message
    if decision.verdict in ("undecided", "not_applicable"):
        if own is not None and knows(own):
            return own
        reason = "units" if dict(decision.reason_values).get("units") else decision.reason
        return f"{decision.verdict}.{reason}"
    if own is not None:
        if knows(f"{own}.{decision.verdict}"):
            return f"{own}.{decision.verdict}"
        named = not own.startswith("schema.") or own in _CONSTRAINTS
        return own if named else "schema.constraint"
    return _by_kind(result)


def _by_kind(result: Result) -> str:
    decision, kind = result.decision, result.kind
    found = f"{kind}.{decision.verdict}"
    if result.basis == "implied" and decision.verdict == "query" and knows(f"{kind}.suggested"):
        return f"{kind}.suggested"
    if kind == "base":
        empty = decision.wholes is not None and decision.wholes.is_empty
        return "base.disjoint" if empty and decision.verdict == "discrepancy" else found
    if kind not in ("schema", "joint") and decision.derived is None:
        if decision.verdict in _AGREEING:
            return "nothing.agrees"
        return "missing.discrepancy" if decision.verdict == "discrepancy" else found
    return _OF_INEQUALITIES.get(found, found) if _is_inequality(result) else found


def _is_inequality(result: Result) -> bool:
    """An edit that agrees across a gap beyond rounding is no equation."""
    gap, allowed = result.decision.gap, result.decision.allowed
    return bool(gap) and allowed is not None and (gap or 0) * allowed <= 0


def sentence(result: Result, language: str) -> tuple[str, str]:
    """The message id and the sentence of a result.

    A suite's own `message:` stands in its place for a query or a discrepancy,
    word for word, with the numbers in brackets behind it. Raises `KeyError`
    for an unknown language, or an id the catalogue does not hold.
    """
    found = message_id(result)
    values = values_of(result, language)
    if result.wording is None or result.decision.verdict not in ("query", "discrepancy"):
        return found, say(language, found, values)
    if result.decision.gap is not None:
        numbers = say(language, "word.stated_derived", values)
    elif result.decision.stated is not None:
        numbers = say(language, "word.stated_only", values)
    else:
        numbers = values["place"]
    return found, say(language, "word.bracket", {"text": result.wording, "numbers": numbers})


def reason_text(result: Result, language: str) -> str | None:
    """Why an edit was not decided or does not apply, in short; None where it was decided."""
    decision = result.decision
    if decision.reason is None:
        return None
    values = dict(decision.reason_values) | dict(result.detail)
    if values.get("units"):
        separator = say(language, "word.list_separator")
        return say(language, "reason.units", {"units": values["units"].replace("|", separator)})
    return say(language, f"reason.{decision.reason}")


def assumption_text(assumption: Assumption, language: str) -> str:
    """What a verdict rests on, in words."""
    values = dict(assumption.values)
    if assumption.id == "missing_range":
        values["range"] = range_text(values.get("range", ".."), language)
        values["figure"] = values.get("figure") or say(language, "word.blank")
    if assumption.id == "whole_is" and "whole" not in values:
        return say(language, "assumes.whole_is_this")
    return say(language, f"assumes.{assumption.id}", values)


def diagnosis_text(diagnosis: Diagnosis, result: Result, language: str) -> str:
    """A possible cause in words: where it acts and what it proposes there."""
    values = values_of(result, language) | dict(diagnosis.values)
    if diagnosis.figure is not None:
        values["text"] = figure_text(diagnosis.figure, language)
        values["place"] = place_text(diagnosis.figure.place, language) or values["place"]
    if diagnosis.proposed is not None:
        values["proposed"] = plain(diagnosis.proposed, result.places)
    if diagnosis.cause == "convention":
        values["convention"] = say(language, f"convention.{values['name']}")
    return say(language, f"cause.{diagnosis.cause}", values)
