"""Waivers: findings somebody accepted, bound to the values they were accepted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..checks.reader import exact_number
from ..errors import InputError
from ..model.figure import Figure
from ..model.report import Result, VoidWaiver, Waiver, value_text
from ..nodes import Faults, Node, read_text_file, read_yaml

_KEYS = ("id", "values", "reason", "by", "until")


def load_waivers(path: str | Path) -> tuple[Waiver, ...]:
    """The waivers of a YAML file `waivers: [{id, values, reason, by, until}]`.

    Raises `InputError` with every fault at once, each with its line.
    """
    text, _ = read_text_file(Path(path), InputError)
    node = read_yaml(text, str(path), InputError)
    faults = Faults(str(path))
    body = node.mapping or {}
    listed = body.get("waivers")
    for key, value in body.items():
        if key != "waivers":
            faults.unknown(value, "key", key, ("waivers",))
    if listed is None or (listed.items is None and not listed.is_null):
        faults.add(node, "a waivers file has 'waivers', a list", "write waivers: [{id, ...}]")
    waivers = [_waiver(item, faults) for item in (listed.items if listed else None) or []]
    if faults.found:
        raise InputError(*faults.found)
    return tuple(waiver for waiver in waivers if waiver is not None)


def _waiver(node: Node, faults: Faults) -> Waiver | None:
    body = node.mapping
    if body is None:
        faults.add(node, "a waiver is a mapping", "write {id, values, reason, by, until}")
        return None
    for key, value in body.items():
        if key not in _KEYS:
            faults.unknown(value, "key of a waiver", key, _KEYS)
    texts = {key: (body[key].text or "").strip() for key in _KEYS if key in body}
    for key in ("id", "reason", "by"):
        if not texts.get(key):
            faults.add(node, f"the waiver has no '{key}'", f"add '{key}:'")
    until = texts.get("until") or None
    if until is not None and not _is_date(until):
        faults.add(body["until"], f"'until: {until}' is no date", "write 2026-12-31")
    values = _values(body.get("values"), node, faults)
    return Waiver(texts.get("id", ""), values, texts.get("reason", ""), texts.get("by", ""), until)


def _values(node: Node | None, at: Node, faults: Faults) -> tuple[str, ...] | str:
    if node is not None and node.items is not None:
        return tuple((item.text or "").strip() for item in node.items)
    if node is not None and node.text is not None:
        return node.text.strip()
    faults.add(node or at, "the waiver has no 'values'", "list the values of all its figures")
    return ()


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def apply_waivers(
    results: Sequence[Result], waivers: Sequence[Waiver], today: date
) -> tuple[list[Result], list[VoidWaiver]]:
    """The results with the waivers that still hold, and those that do not, each with why.

    A waiver covers every result of its id whose figures have the waived values.
    """
    by_id: dict[str, list[int]] = {}
    for at, result in enumerate(results):
        by_id.setdefault(result.id, []).append(at)
    waived = list(results)
    void: list[VoidWaiver] = []
    for waiver in waivers:
        meant = by_id.get(waiver.id, [])
        same = [at for at in meant if _same_values(results[at], waiver)]
        if waiver.until is not None and date.fromisoformat(waiver.until) < today:
            void.append(VoidWaiver(waiver.id, "expired"))
        elif not meant:
            void.append(VoidWaiver(waiver.id, "no_such_result"))
        elif not same:
            void.append(VoidWaiver(waiver.id, "value_changed"))
        else:
            for at in same:
                waived[at] = replace(results[at], waiver=waiver)
    return waived, void


def _same_values(result: Result, waiver: Waiver) -> bool:
    if result.decision.verdict not in ("discrepancy", "query", "undecided"):
        return False
    if isinstance(waiver.values, str):
        return waiver.values == result.values_digest
    figures = [figure for _, figure in result.figures]
    return len(figures) == len(waiver.values) and all(map(_same_value, figures, waiver.values))


def _same_value(figure: Figure, waived: str) -> bool:
    if figure.value is None:
        return waived in ("", figure.text)
    return exact_number(waived) == figure.value or waived == value_text(figure)
