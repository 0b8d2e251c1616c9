"""What a schema says of each column, as far as the column shows it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..model.numeral import unit_of
from .column import Column, Table
from .naming import says_change, says_money, says_share, unit_in


@dataclass(frozen=True, slots=True)
class Described:
    """One field of a draft schema; `alias` is the header where that cannot be the name."""

    name: str
    dtype: str
    role: str | None
    nullable: bool
    decimals: int | None = None
    unit: str | None = None
    alias: str | None = None


def fields_of(table: Table) -> list[str]:
    """A name for each column that a suite can write: its header, as far as that can be."""
    names: list[str] = []
    headers = {column.name for column in table.columns}
    for at, column in enumerate(table.columns):
        name = " ".join(column.name.replace("*", " ").replace("`", "'").split()).lstrip("-").strip()
        if name.startswith("previous."):
            name = name.replace(".", " ", 1)
        name = "".join(char for char in name if char.isprintable()) or f"column {at + 1}"
        if _is_number(name):
            name = f"column {name}"
        while name in names or (name != column.name and name in headers):
            name = f"{name} again"
        names.append(name)
    return names


def _is_number(name: str) -> bool:
    return name.replace(".", "", 1).isdigit()


def described(
    table: Table,
    names: list[str],
    keys: Collection[int],
    period: int | None,
    percent: Collection[int],
    measured: Collection[int],
) -> list[Described]:
    """The fields of a schema.

    `percent` are columns found to be shares or growth, `measured` those that
    take part in a relation which holds within rounding only: no exact counts.
    """
    found = []
    for at, column in enumerate(table.columns):
        alias = column.name if column.name != names[at] else None
        if at in keys or at == period:
            role = "period" if at == period else "key"
            dtype = "str" if column.values is None else "int64"
            found.append(Described(names[at], dtype, role, False, alias=alias))
        elif column.values is None:
            blank = not all(column.texts)
            found.append(Described(names[at], "str", "label", blank, alias=alias))
        else:
            found.append(_figures(column, names[at], at in percent, at in measured, alias))
    return found


def _figures(
    column: Column, name: str, percent: bool, measured: bool, alias: str | None
) -> Described:
    unit = column.unit or unit_in(column.name)
    known = unit_of(unit)
    share = percent or (known is not None and known.base == "%")
    share = share or says_share(column.name) or says_change(column.name)
    if share and not percent and column.decimals == 0 and unit is None:
        share = False  # a whole number called a rate may be anything
    negative = column.values is not None and len(column.values) and int(column.values.min()) < 0
    counting = known is None or known.counting
    whole = column.decimals == 0 and not column.computed and column.unit is None
    if share:
        decimals = None if column.computed else column.decimals
        return Described(name, "float64", "share", True, decimals, unit, alias)
    if measured or not whole:
        decimals = None if column.computed else column.decimals
        return Described(name, "float64", "amount", True, decimals, unit, alias)
    exact = counting and not negative and not says_money(column.name)
    return Described(name, "int64", "count" if exact else None, True, None, unit, alias)
