"""Units that a sheet states: in a line of their own, in a title, in a header cell.

"单位：万元", "計量單位：個、%", "(in thousands)", "Unit: CNY 10,000". A line is
applied to a field whose schema unit has the same dimension: the figures then
carry the printed unit, and the engine brings units to one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..model.numeral import Unit, unit_of
from ..model.numeral.character import fold
from ..model.numeral.unit import is_unit
from ..schema.fields import Field

_BRACKETS = "()（）[]［］【】〔〕"
_CURRENCY_FIRST = re.compile(r"(?P<money>[A-Za-z]{2,3}[$€£¥]?|[$€£¥])\s?(?P<size>1(?:[ ,]?0)+)")
_MADE_OF_NOUGHTS = re.compile(r"(?P<money>[A-Za-z]{0,3}[$€£¥]?)\s?[`'’]?000s?")
_OPENING = re.compile(
    r"(?:金额|计量)?(?:单位|units?)\s*:\s*|in\s+|以(?=.{1,8}(?:为单位|计)$)|人民币(?=.)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:为单位|计|整)$")
_LINE = re.compile(
    r"(?:单位|單位|\bunits?)\s*[:：]\s*(?P<units>[^()（）\[\]【】;；\n]{1,60})", re.IGNORECASE
)
_IN = re.compile(
    r"(?:^|[(（\[])\s*(?:(?:all\s+)?(?:figures|amounts|values|data)(?:\s+are)?\s+|expressed\s+)?"
    r"(?P<unit>in\s+[^()（）\[\]]{2,40}?)\s*(?:$|[)）\]])",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"\s{2,}|\s+(?=\S{1,12}[:：])|\s+(?=\d{4}\s*年)")
_SEPARATOR = re.compile(r"[、;；，]|,\s|\s?/\s(?=\S)|和|及|\band\b")
_BRACKETED = re.compile(r"[(（\[【]\s*(?P<unit>[^()（）\[\]【】]{1,30})\s*[)）\]】]\s*$")
_LONGEST = 300


@lru_cache(maxsize=4096)
def known_unit(text: str) -> str | None:
    """The unit a text names, as `unit_of` reads it; None where it names none.

    >>> known_unit("人民币万元"), known_unit("CNY 10,000"), known_unit("全市")
    ('万元', '10,000 CNY', None)
    """
    if len(text) > 60:
        return None
    plain = fold(text).strip().strip(_BRACKETS).strip()
    opened = _OPENING.match(plain)
    while opened is not None and opened.end() < len(plain):
        plain = (
            _ENDING.sub("", plain[opened.end() :]) if plain[0] == "以" else plain[opened.end() :]
        )
        opened = _OPENING.match(plain)
    first = _CURRENCY_FIRST.fullmatch(plain)
    noughts = _MADE_OF_NOUGHTS.fullmatch(plain)
    if first is not None:
        plain = f"{first['size']} {first['money']}"
    elif noughts is not None and noughts["money"]:
        plain = f"thousand {noughts['money']}"
    return plain if plain and is_unit(plain) else None


def stated_units(text: str) -> tuple[str, ...]:
    """The units that a line or a title states for a whole table; none where it states none.

    >>> stated_units("情况表 单位：万元、%"), stated_units("单位：全市"), stated_units("(in tons)")
    (('万元', '%'), (), ('tons',))
    """
    if len(text) > _LONGEST:
        return ()
    line = _LINE.search(text)
    if line is not None:
        words = _NEXT_LABEL.split(line["units"].strip())[0]
        units = [known_unit(word) for word in _SEPARATOR.split(words) if word.strip()]
        return tuple(unit for unit in units if unit) if units and units[0] else ()
    stated = _IN.search(text) or _BRACKETED.search(text)
    unit = known_unit(stated["unit"] if stated is not None else text)
    return (unit,) if unit is not None else ()


def agrees(unit: str, shape: Field) -> bool:
    """Figures of the field can be printed in this unit: the dimension is the same.

    A bare scale ("in thousands") goes with amounts and, like any unit, with a
    field whose own unit is unknown.
    """
    printed, declared = unit_of(unit), unit_of(shape.unit)
    if printed is None:
        return False
    if declared is None:
        if shape.role is None:
            return True
        share = printed.base == "%"
        return share == (shape.role == "share") and (shape.role != "count" or _counts(printed))
    if printed.base == declared.base or (_counts(declared) and _counts(printed)):
        return printed.scale == 1 or printed.base in ("", declared.base)
    return not printed.base and declared.base != "%"


@dataclass(frozen=True, slots=True)
class Printed:
    """The unit a field's figures are printed in, where the sheet says another than the schema."""

    unit: str
    scaled: bool

    def shape(self, field: Field) -> Field:
        """The field as printed: where the scale differs its declared decimals do not hold."""
        if not self.scaled:
            return replace(field, unit=self.unit)
        role = "amount" if field.role == "count" else field.role
        return replace(field, unit=self.unit, decimals=None, role=role)


def printed_in(unit: str, shape: Field) -> Printed | None:
    """How the field's figures are printed under this unit; None: just as the schema says."""
    printed, declared = unit_of(unit), unit_of(shape.unit)
    if printed is None or (
        declared is not None and printed.scale == declared.scale and printed.base
    ):
        return None
    if declared is None:
        return (
            None if printed.base == "" or printed.base == "%" else Printed(unit, printed.scale != 1)
        )
    if printed.base:
        return Printed(unit, True)
    scale = f"{printed.scale} {declared.base}"  # "in thousands" of the schema's 万元: 1000 元
    return None if printed.scale == declared.scale else Printed(scale, True)


def by_line(units: Sequence[str], shape: Field) -> str | None:
    """The unit of a line that is meant for a field; None where none is.

    A bare scale is meant for amounts only, and counts are not scaled by money.
    """
    for unit in units:
        known = unit_of(unit)
        if known is None or not agrees(unit, shape):
            continue
        if known.base or shape.role == "amount":
            return unit
    return None


def _counts(unit: Unit) -> bool:
    base = unit_of(unit.base)
    return not unit.base or unit.counting or (base is not None and base.counting)
