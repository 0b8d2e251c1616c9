"""Drafts from a form: labels beside single figures, one record a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.document import Grid
from ..model.figure import Figure, Place
from ..model.relation import Relation, decision_on
from ..sheets import FormField, form_fields, relations_of
from .column import Column, Table
from .described import fields_of
from .naming import says_share, slug
from .proposal import Proposal, Value, gathered, quoted
from .support import Support
from .writing import commented, scalar

Body = tuple[tuple[str, Value], ...]


def form_of(grid: Grid, source: str) -> tuple[list[Proposal], list[tuple[str, FormField]]]:
    """The checks that a form states, over fields found by their labels; none where it is no form.

    Only what the form states is drafted, nothing that arithmetic alone suggests.
    """
    fields = form_fields(grid, source)
    names = _names(fields)
    places = {_place(field.figure): name for name, field in zip(names, fields, strict=True)}
    proposals = []
    for relation in relations_of(grid, source).relations:
        used = [places.get(_place(figure)) for _, figure in relation.figures]
        known = [name for name in used if name is not None]
        if relation.basis == "stated" and len(known) == len(used):
            made = _proposal(relation, known)
            if made is not None:
                proposals.append(made)
    return gathered(proposals), list(zip(names, fields, strict=True))


def is_form(grid: Grid) -> bool:
    """Most figures of the sheet are named by labels beside them."""
    fields = form_fields(grid, grid.name)
    return len(fields) > 2 and sum(field.header is None for field in fields) * 2 >= len(fields)


def _place(figure: Figure) -> str | None:
    place: Place | None = figure.place
    return place.cell if place is not None else None


def _names(fields: Sequence[FormField]) -> list[str]:
    words = [" ".join([*field.labels, field.header or ""]).strip() for field in fields]
    return fields_of(Table("form", tuple(Column(" ".join(word.split())) for word in words), 1))


def _proposal(relation: Relation, names: Sequence[str]) -> Proposal | None:
    said = _said(relation, names)
    if said is None:
        return None
    name, body = said
    decision = decision_on(relation)
    exact, rounded = decision.verdict == "agrees", decision.verdict == "agrees_within_rounding"
    broken = not (exact or rounded)
    support = Support(1, int(exact), int(rounded), int(broken), (1,) if broken else (), 0)
    label = names[0] if relation.kind == "share" else ""
    return Proposal(name, relation.kind, body, ((label, support),), 0.0)


def _said(relation: Relation, names: Sequence[str]) -> tuple[str, Body] | None:
    first, *rest = names
    if relation.kind == "total":
        return f"{slug(first)}-total", (("total", first), ("parts", tuple(rest)))
    if relation.kind == "share":
        part, whole = rest
        return f"shares-of-{slug(whole)}", (("share", ((first, part),)), ("of", whole))
    if relation.kind == "shares":
        return "shares-make-100", (("shares", tuple(names)),)
    if relation.kind == "base":
        return f"{slug(rest[0])}-has-a-base", (("base", ((first, rest[0]),)),)
    if relation.kind == "formula":
        signs = [term.coefficient for term in relation.edits[0].terms[1:]]
        if any(abs(sign) != 1 for sign in signs):
            return None
        terms = [
            f"{'-' if sign < 0 else '+'} {quoted(name)}"
            for sign, name in zip(signs, rest, strict=True)
        ]
        text = " ".join(terms).removeprefix("+ ")
        return f"{slug(first)}-formula", (("formula", f"{quoted(first)} = {text}"),)
    return None


def form_schema(name: str, source: str, fields: Sequence[tuple[str, FormField]]) -> str:
    """The schema of a form: where each field stands, by the labels beside and over it."""
    lines = [
        f"# A draft, inferred from {commented(source)}, a form: fields by the labels beside them.",
        "schema_type: dataframe",
        f"name: {scalar(name)}",
        "coerce: true",
        "strict: false",
        "metadata: {layout: form}",
        "columns:",
    ]
    for field_name, field in fields:
        at = "row: [" + ", ".join(scalar(label) for label in field.labels) + "]"
        if field.header is not None:
            at += f", column: {scalar(field.header)}"
        facts = [*_facts(field_name, field.figure), f"at: {{{at}}}"]
        kind = "int64" if facts[0] == "role: count" else "float64"
        lines += [
            f"  {scalar(field_name)}:",
            f"    dtype: {kind}",
            "    nullable: true",
            "    required: false",
            f"    metadata: {{{', '.join(facts)}}}",
        ]
    return "\n".join(lines) + "\n"


def _facts(name: str, figure: Figure) -> list[str]:
    unit = figure.unit
    whole = not figure.decimals and figure.hedged is None
    if unit == "%" or says_share(name):
        return ["role: share", 'unit: "%"', f"decimals: {figure.decimals or 0}"]
    if whole and figure.count is not False:
        return ["role: count", *([f"unit: {scalar(unit)}"] if unit else [])]
    facts = ["role: amount", *([f"unit: {scalar(unit)}"] if unit else [])]
    return [*facts, f"decimals: {figure.decimals or 0}"]
