"""JSON Schemas (2020-12) of the files people write: suites and schemas.

Made from the keys the loaders themselves know; a key without a shape here, or
a shape without a key, is an error.
"""

from __future__ import annotations

from typing import Any

from consistency.checks import KINDS
from consistency.engine.examples import GRAVEST
from consistency.model.figure import ROUNDINGS
from consistency.schema import fields, loading
from consistency.suite.check import OPTIONS

Json = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

TEXT: Json = {"type": "string"}
WORD: Json = {"type": ["string", "number"]}
NO: Json = {"const": False}
FLAG: Json = {"type": "boolean"}
NUMBER: Json = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?\d+(\.\d+)?$"}]}
CELL: Json = {"type": ["string", "number", "boolean", "null"]}
WORDS: Json = {"anyOf": [WORD, {"type": "array", "items": WORD, "minItems": 1}]}
PAIRS: Json = {"type": "object", "additionalProperties": WORD, "minProperties": 1}
CHOSEN: Json = {"anyOf": [CELL, {"type": "array", "items": CELL}]}
WHERE: Json = {
    "type": "object",
    "additionalProperties": {
        "anyOf": [
            CHOSEN,
            {
                "type": "object",
                "properties": {"not": CHOSEN},
                "required": ["not"],
                "additionalProperties": False,
            },
        ]
    },
}
DATE: Json = {
    "anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}]
}


def one_of(*words: str) -> Json:
    """One of several words."""
    return {"enum": list(words)}


def keyed(properties: dict[str, Json], *required: str) -> Json:
    """A mapping of these keys and no others."""
    shape: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": list(required)} if required else shape


VALID = keyed({"from": DATE, "until": DATE})
SHAPES: dict[str, Json] = {
    **dict.fromkeys(("total", "ratio", "product", "change", "difference", "count"), WORD),
    **dict.fromkeys(("from", "to", "id", "parent", "distinct"), WORD),
    **dict.fromkeys(("parts", "of", "per", "by", "over", "shares"), WORDS),
    **dict.fromkeys(("share", "base"), PAIRS),
    **dict.fromkeys(("make", "times"), NUMBER),
    **dict.fromkeys(("equals", "where"), WHERE),
    "same": {"type": "array", "items": WORD, "minItems": 1},
    "bound": {"type": "array", "items": WORD, "minItems": 2},
    "between": {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2},
    "in": one_of("percent", "points"),
    "formula": TEXT,
    "code": WORD,
    "when": TEXT,
    "severity": one_of("error", "warning"),
    "missing": one_of("undecided", "zero", "not_applicable"),
    "overlapping": FLAG,
    "optional": FLAG,
    "tolerance": keyed({"amount": NUMBER, "reason": TEXT}, "amount", "reason"),
    "rounding": one_of(*ROUNDINGS),
    "precision": one_of("shared", "own"),
    "valid": VALID,
    "message": TEXT,
    "source": TEXT,
}


def suite_schema() -> Json:
    """The grammar of a suite; a check without a kind only where the suite extends another."""
    kinds = [_kind(kind.keyword, kind.keys) for kind in KINDS]
    keywords = {kind.keyword for kind in KINDS}
    others = {key for kind in KINDS for key in kind.keys} - keywords
    override = keyed({key: SHAPES[key] for key in sorted(others) + list(OPTIONS)})
    shape = keyed(
        {
            "suite": TEXT,
            "schema": {"type": ["string", "null"]},
            "tables": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
            "extends": TEXT,
            "edition": WORD,
            "describes": TEXT,
            "valid": VALID,
            "dimensions": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": WORD, "minItems": 1},
            },
            "checks": {"type": "object", "additionalProperties": {"$ref": "#/$defs/check"}},
            "examples": {"type": "array", "items": _example()},
        }
    )
    changed = {"anyOf": [{"$ref": "#/$defs/check"}, override, {"type": "null"}]}
    return {
        "$schema": DIALECT,
        "title": "A suite of checks, consistency-suite/1",
        **shape,
        "properties": {
            **shape["properties"],
            "checks": {"type": "object", "additionalProperties": changed},
        },
        "if": {"required": ["extends"]},
        "else": {"required": ["checks"], "properties": {"checks": shape["properties"]["checks"]}},
        "$defs": {"check": {"oneOf": kinds}},
    }


def _kind(keyword: str, keys: tuple[str, ...]) -> Json:
    shapes = {key: SHAPES[key] for key in (*keys, *OPTIONS)}
    return {"title": keyword, **keyed(shapes, keyword)}


def _example() -> Json:
    row: Json = {"type": "object", "additionalProperties": CELL}
    table: Json = {"type": "array", "items": row}
    given = {"anyOf": [row, {"type": "object", "additionalProperties": table}]}
    expect: Json = {"type": "object", "additionalProperties": one_of(*GRAVEST), "minProperties": 1}
    return keyed({"given": given, "expect": expect}, "given", "expect")


ALL_CHECKS: Json = {
    "anyOf": [
        {"type": "object", "propertyNames": one_of(*fields.CHECKS)},
        {"type": "array", "items": {"type": "object", "required": ["options"]}},
        {"type": "null"},
    ]
}
COLUMN: dict[str, Json] = {
    "dtype": {"type": ["string", "null"]},
    **dict.fromkeys(("nullable", "unique", "required", "coerce"), FLAG),
    **dict.fromkeys(("regex", "drop_invalid_rows"), NO),
    "default": {"type": "null"},
    **dict.fromkeys(("title", "description", "name", "report_duplicates"), CELL),
    "checks": ALL_CHECKS,
}
COLUMN_FACTS: dict[str, Json] = {
    "unit": TEXT,
    "decimals": {"type": "integer", "minimum": 0, "maximum": 12},
    "role": one_of(*fields.ROLES),
    "aliases": WORDS,
    "rounding": one_of(*ROUNDINGS),
    "at": keyed({"row": WORDS, "column": WORDS}),
}
FRAME: dict[str, Json] = {
    "checks": ALL_CHECKS,
    "strict": {"enum": [True, False, "filter"]},
    "unique": {"anyOf": [WORDS, {"type": "null"}]},
    **dict.fromkeys(("name", "title", "description", "version", "api"), CELL),
    **dict.fromkeys(("dataframe_library", "report_duplicates"), CELL),
    "schema_type": {"const": "dataframe"},
    "coerce": FLAG,
    "unique_column_names": FLAG,
}
FRAME_FACTS: dict[str, Json] = {
    "layout": one_of("table", "form"),
    "rounding": one_of(*ROUNDINGS),
    "period": WORD,
}


def return_schema() -> Json:
    """The grammar of a schema: pandera's file with our metadata."""
    facts = _exactly(COLUMN_FACTS, fields._METADATA_KEYS)
    column = _exactly({**COLUMN, "metadata": _or_null(keyed(facts))}, fields._COLUMN_KEYS)
    column |= {name: {} for name in fields.CHECKS}
    refused = {key: {"enum": [False, None]} for key, _ in loading._REFUSED}
    frame = {
        **FRAME,
        **refused,
        "columns": {"type": "object", "additionalProperties": keyed(column), "minProperties": 1},
        "metadata": _or_null(keyed(_exactly(FRAME_FACTS, loading._METADATA_KEYS))),
    }
    return {
        "$schema": DIALECT,
        "title": "The shape of a return, consistency-schema/1",
        **keyed(_exactly(frame, loading._KEYS), "columns"),
    }


def _or_null(shape: Json) -> Json:
    return {"anyOf": [shape, {"type": "null"}]}


def _exactly(shapes: dict[str, Json], keys: tuple[str, ...]) -> dict[str, Json]:
    """The shapes in the order of `keys`; raises `KeyError` unless both name the same keys."""
    if strange := set(shapes) ^ set(keys):
        raise KeyError(", ".join(sorted(strange)))
    return {key: shapes[key] for key in keys}
