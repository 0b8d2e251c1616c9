"""The JSON Schema (2020-12) of the JSON report, version 1."""

from __future__ import annotations

from typing import get_args

from ..checks import KINDS
from ..model.edit import REASONS, Grade, Verdict
from ..model.message.wording import ROLES
from ..model.report import Basis, Report, Severity
from .json_report import FORMAT, LISTED_FIGURES
from .places import Json

_KINDS = (*(kind.keyword for kind in KINDS), "schema", "joint")
_ROLES = (*ROLES, "stated")

_TEXT: Json = {"type": "string"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_QUANTITY: Json = {"$ref": "#/$defs/quantity"}
_SHA256: Json = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def report_schema() -> dict[str, Json]:
    """The schema every JSON report of this version satisfies.

    Objects admit no further properties; fields that a report may leave out
    (`open`, `values_digest`) are not required.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "consistency-report-1.schema.json",
        "title": "Report of the consistency of reported numbers, version 1",
        **_object(
            {
                "format": {"const": FORMAT},
                "tool": _object({"name": {"const": "consistency"}, "version": _TEXT}),
                "created": _TEXT,
                "inputs": _list({"$ref": "#/$defs/input"}),
                "errors": _list({"$ref": "#/$defs/error"}),
                "suite": _or_null({"$ref": "#/$defs/suite"}),
                "complete": {"type": "boolean"},
                "summary": _object(dict.fromkeys(_summary_names(), _COUNT)),
                "causes": _list({"$ref": "#/$defs/cause"}),
                "results": _list({"$ref": "#/$defs/result"}),
                "notes": _list(_TEXT),
                "waivers_not_applied": _list(_void_waiver()),
            }
        ),
        "$defs": _definitions(),
    }


def _summary_names() -> list[str]:
    empty = Report("", "", (), (), None, 0, ())
    return list(empty.summary)


def _definitions() -> Json:
    return {
        "quantity": _or_null(
            {"type": "string", "pattern": r"^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$"}
        ),
        "ranges": _or_null({"type": "string", "pattern": r"^-?\d[-0-9., ]*$"}),
        "interval": {
            "type": "array",
            "prefixItems": [_QUANTITY, _QUANTITY],
            "minItems": 2,
            "maxItems": 2,
        },
        "input": _input(),
        "error": _object({"input": _or_null(_TEXT), "what": _TEXT, "where": _TEXT, "next": _TEXT}),
        "suite": _object(
            {"name": _TEXT, "edition": _or_null(_TEXT), "sha256": _SHA256, "why": _TEXT}
        ),
        "cause": _cause(),
        "place": _place(),
        "figure": _figure(),
        "certificate": _object(
            {
                "stated": {"$ref": "#/$defs/interval"},
                "derived": {"$ref": "#/$defs/interval"},
                "open": _open("stated.low", "stated.high", "derived.low", "derived.high"),
            },
            optional=("open",),
        ),
        "diagnosis": _diagnosis(),
        "waiver": _waiver(),
        "result": _result(),
    }


def _result() -> Json:
    fields: dict[str, Json] = {
        "id": _TEXT,
        "check": _TEXT,
        "code": _or_null(_TEXT),
        "kind": _one_of(_KINDS),
        "verdict": _one_of(get_args(Verdict)),
        "grade": _or_null(_one_of(get_args(Grade))),
        "severity": _one_of(get_args(Severity)),
        "basis": _one_of(get_args(Basis)),
        "input": _TEXT,
        "stated": _QUANTITY,
        "derived": {"$ref": "#/$defs/ranges"},
        "gap": _QUANTITY,
        "allowed": _QUANTITY,
        "message": _object({"id": _TEXT, "text": _TEXT}),
        "assumes": _list(_TEXT),
        "reason": _or_null(_object({"code": _one_of(REASONS), "text": _TEXT})),
        "certificate": _or_null({"$ref": "#/$defs/certificate"}),
        "figures": {**_list({"$ref": "#/$defs/figure"}), "maxItems": LISTED_FIGURES},
        "figures_omitted": _COUNT,
        "values_digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "diagnosis": _list({"$ref": "#/$defs/diagnosis"}),
        "waiver": _or_null({"$ref": "#/$defs/waiver"}),
    }
    return _object(fields, optional=("values_digest",))


def _figure() -> Json:
    fields: dict[str, Json] = {
        "role": _one_of(_ROLES),
        "text": _TEXT,
        "value": _QUANTITY,
        "unit": _or_null(_TEXT),
        "decimals": _or_null({"type": "integer"}),
        "qualifier": _or_null(_TEXT),
        "possible": {"$ref": "#/$defs/interval"},
        "open": _open("low", "high"),
        "place": _or_null({"$ref": "#/$defs/place"}),
    }
    return _object(fields, optional=("open",))


def _place() -> Json:
    number: Json = {"type": "integer", "minimum": 1}
    in_table: dict[str, Json] = {
        "input": _TEXT,
        "table": _or_null(_TEXT),
        "row": _or_null(number),
        "key": {"type": "object", "additionalProperties": _TEXT},
        "column": _or_null(_TEXT),
        "cell": _or_null(_TEXT),
    }
    in_text: dict[str, Json] = {
        "input": _TEXT,
        "line": _or_null(number),
        "start": _or_null(_COUNT),
        "end": _or_null(_COUNT),
    }
    return {"oneOf": [_object(in_table), _object(in_text)]}


def _input() -> Json:
    return _object(
        {
            "name": _TEXT,
            "path": _or_null(_TEXT),
            "sha256": _or_null(_SHA256),
            "kind": _one_of(("table", "workbook", "text")),
            "status": _one_of(("read", "unusable")),
            "unit": _or_null(_TEXT),
            "period": _or_null(_TEXT),
            "text_sha256": _or_null(_SHA256),
            "previous": {"type": "boolean"},
        }
    )


def _cause() -> Json:
    return _object(
        {
            "id": _TEXT,
            "places": _list({"$ref": "#/$defs/place"}),
            "proposed": _QUANTITY,
            "mechanism": _TEXT,
            "probability": _QUANTITY,
            "results": _list(_TEXT),
        }
    )


def _diagnosis() -> Json:
    return _object(
        {
            "cause": _TEXT,
            "text": _TEXT,
            "place": _or_null({"$ref": "#/$defs/place"}),
            "proposed": _QUANTITY,
            "probability": _QUANTITY,
        }
    )


def _waiver() -> Json:
    return _object(
        {
            "id": _TEXT,
            "values": {"oneOf": [_list(_TEXT), _TEXT]},
            "reason": _TEXT,
            "by": _TEXT,
            "until": _or_null(_TEXT),
        }
    )


def _void_waiver() -> Json:
    return _object({"id": _TEXT, "why": _one_of(("value_changed", "expired", "no_such_result"))})


def _object(properties: dict[str, Json], optional: tuple[str, ...] = ()) -> dict[str, Json]:
    required: list[Json] = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _list(items: Json) -> dict[str, Json]:
    return {"type": "array", "items": items}


def _or_null(schema: Json) -> Json:
    return {"oneOf": [schema, {"type": "null"}]}


def _one_of(values: tuple[str, ...]) -> Json:
    return {"enum": list(values)}


def _open(*names: str) -> Json:
    return {**_list(_one_of(names)), "minItems": 1, "uniqueItems": True}
