"""What fills the placeholders of a sentence: numbers, figures, places as people read them.

The exact quantities of a result are for machines; here they are cut to a
human number of digits, with the direction of the gap in words.
"""

from __future__ import annotations

from fractions import Fraction

from ..figure import Figure, Place
from ..interval import Interval
from ..quantity import plain
from ..report import Result
from .arithmetic import by_role, joined
from .catalogue import say
from .scale import Scale, scale_of
from .shown import FIRST_FIGURES, SIGNS, figure_text, key_text, one_line, place_text, some

STATED_ROLES = {
    "total": "total",
    "share": "share",
    "base": "share",
    "ratio": "result",
    "product": "result",
    "change": "change",
    "difference": "change",
    "bound": "lower",
}
"""The role of the stated figure, where it is not called `stated`."""

ROLES = (
    "total",
    "part",
    "share",
    "whole",
    "result",
    "numerator",
    "denominator",
    "factor",
    "change",
    "difference",
    "before",
    "after",
    "lower",
    "upper",
)

_MOST_DECIMALS = 60
_LONGEST_DETAIL = 200


def stated_figure(result: Result) -> Figure | None:
    """The one printed figure that the stated side consists of, if it is one."""
    role = STATED_ROLES.get(result.kind, "stated")
    stated = [figure for name, figure in result.figures if name == role]
    if len(stated) == 1 or (stated and result.kind in ("same", "base")):
        return stated[0]
    return None


def values_of(result: Result, language: str) -> dict[str, str]:
    """Every placeholder a sentence on `result` may use; `detail` overrides."""
    own = stated_figure(result)
    unit = own.unit if own is not None else _common_unit(result)
    place = result.place or next((f.place for _, f in result.figures if f.place), None)
    values = {
        "check": result.check,
        "place": place_text(place, language) or key_text(result.key, language) or result.check,
        "reported": say(language, _reported(place)),
        "key": key_text(_key(result), language) or result.check,
        "text": figure_text(own or result.figures[0][1], language) if result.figures else "",
        "constraint": "",
        "detail": "",
        "units": "",
        "absent": _absent(result, language),
        "pairs": _pairs(result, language),
        "figures": _present(result, own, language, unit),
    }
    values |= dict.fromkeys(ROLES, "")
    for role, figures in by_role(result).items():
        shown = None if result.kind == "bound" else unit
        values[role] = joined(result, role, figures, language, shown)
    values |= _quantities(result, own, unit, language)
    values["lower"], values["upper"] = values["stated"], values["upper"] or values["derived"]
    values["parts"], values["announced"] = _parts_of_bound(result, language), values["stated"]
    values |= _other(result, language)
    values |= _between(result)
    more = (*result.decision.reason_values, *result.detail)
    values |= {name: one_line(value, _LONGEST_DETAIL) for name, value in more if value}
    values["detail"] = values["detail"] or values["constraint"]
    values["text"] = values["text"] or values["key"]
    values["units"] = values["units"].replace("|", say(language, "word.list_separator"))
    return values


def _reported(place: Place | None) -> str:
    """The word for what was submitted: filled in, or said in a text."""
    in_text = place is not None and place.line is not None
    return "word.reported_in_text" if in_text else "word.reported"


def _key(result: Result) -> tuple[tuple[str, str], ...]:
    """The key of the record a result is about; of one that is not there, the key sought."""
    sought = (f.place.key for _, f in result.figures if f.absence == "no_such_row" and f.place)
    return next(sought, None) or result.key


def _common_unit(result: Result) -> str | None:
    units = {figure.unit for _, figure in result.figures}
    return units.pop() if len(units) == 1 else None


def _quantities(
    result: Result, own: Figure | None, unit: str | None, language: str
) -> dict[str, str]:
    """Stated, derived, gap and its direction, in words and a human number of digits."""
    stated = result.decision.stated
    scale = scale_of(own)
    grouped = own is not None and "," in own.text and (stated or 0) >= 1000 * scale.factor
    sign = unit if unit in SIGNS else scale.word
    values = {"stated": say(language, "word.none")}
    if own is not None and (own.value is None or own.value == stated):
        values["stated"] = figure_text(own, language)
    elif stated is not None:
        values["stated"] = _human(stated / scale.factor, result.places, grouped=grouped) + sign
    padded = own is not None and own.shows_decimals
    values |= _derived(result, scale.factor, padded, grouped, sign, language)
    values |= _direction(result, scale, grouped, language)
    tolerated = any(assumption.id == "tolerance" for assumption in result.decision.assumes)
    within = "within_tolerance" if tolerated else "within_rounding"
    values["within"] = say(language, f"word.{within}")
    return values


def _derived(
    result: Result, factor: Fraction, padded: bool, grouped: bool, sign: str, language: str
) -> dict[str, str]:
    """The derived value in full, to the digits `stated` shows, and both where they differ."""
    decision = result.decision
    if decision.derived is None:
        text = result.derived_text or say(language, "word.none")
        return {"derived": text, "derived_short": text, "derived_both": text}
    derived = decision.derived / factor
    stated = None if decision.stated is None else decision.stated / factor
    places = decision.decimals
    if decision.verdict in ("query", "discrepancy"):
        places = _telling_places(stated, derived, places)
    most = max(places, result.places)
    pad = decision.decimals if padded else 0
    values = {
        "derived": _human(derived, most, grouped=grouped) + sign,
        "derived_short": _human(derived, places, pad, grouped) + sign,
    }
    if plain(derived, places) == plain(derived, most):
        both = values["derived_short"]
    elif decision.verdict == "agrees" and stated is not None and _differs(stated, derived, places):
        both = values["derived"]  # printed by another convention than nearest
    else:
        both = say(language, "word.rounded", values)
    return {**values, "derived_both": both}


def _differs(stated: Fraction, derived: Fraction, places: int) -> bool:
    return plain(stated, places) != plain(derived, places)


def _direction(result: Result, scale: Scale, grouped: bool, language: str) -> dict[str, str]:
    gap = result.decision.gap
    if not gap:
        none = say(language, "direction.none" if gap == 0 else "direction.impossible")
        return {"gap": "0", "direction": none, "derived_direction": none}
    size = abs(gap) / scale.factor
    places = _telling_places(Fraction(0), size, result.places)
    words = {"gap": _human(size, places, grouped=grouped) + scale.word}
    much, little = (say(language, f"direction.too_{name}", words) for name in ("much", "little"))
    if gap < 0:
        much, little = little, much
    return {**words, "direction": much, "derived_direction": little}


def _telling_places(one: Fraction | None, other: Fraction, places: int) -> int:
    """The decimals, from `places`, at which two different numbers print differently."""
    while (
        one is not None
        and one != other
        and places < _MOST_DECIMALS
        and plain(one, places) == plain(other, places)
    ):
        places += 1
    return places


def _human(value: Fraction, places: int, padded_to: int = 0, grouped: bool = False) -> str:
    whole, point, fraction = plain(value, places).partition(".")
    if len(fraction) < padded_to:
        fraction, point = fraction.ljust(padded_to, "0"), "."
    if grouped:
        whole = f"{int(whole):,}" if whole != "-0" else whole
    return f"{whole}{point}{fraction}"


def _absent(result: Result, language: str) -> str:
    """Where the figures without a value stand, and what stands there."""
    absent = [(role, figure) for role, figure in result.figures if figure.absence is not None]

    def entry(role: str, figure: Figure) -> str:
        place = place_text(figure.place, language) or role
        text = one_line(figure.text)
        if not text:
            return place
        return say(language, "place.quoted", {"place": place, "text": text})

    entries = [entry(role, figure) for role, figure in absent[:FIRST_FIGURES]]
    return some(entries, len(absent), language) or result.check


def _pairs(result: Result, language: str) -> str:
    """The pairs of a base: `98 = 73.8%`."""
    if result.kind != "base":
        return ""
    roles = by_role(result)
    pairs = list(zip(roles.get("part", ()), roles.get("share", ()), strict=False))
    texts = [
        f"{figure_text(part, language)} = {figure_text(share, language)}"
        for part, share in pairs[:FIRST_FIGURES]
    ]
    return some(texts, len(pairs), language)


def _present(result: Result, own: Figure | None, language: str, unit: str | None) -> str:
    """Every figure with a value but the stated one, as a list."""
    others = [f for _, f in result.figures if f is not own and f.absence is None]
    texts = [figure_text(figure, language, unit) for figure in others[:FIRST_FIGURES]]
    return some(texts, len(others), language) or say(language, "word.none")


def _parts_of_bound(result: Result, language: str) -> str:
    """The lower figures of a bound as a sum, in the unit of the upper one."""
    roles = by_role(result) if result.kind == "bound" else {}
    lower, upper = roles.get("lower", []), roles.get("upper", [])
    unit = upper[0].unit if upper else None
    texts = [figure_text(figure, language, unit) for figure in lower[:FIRST_FIGURES]]
    return " + ".join([*texts, "…"] if len(lower) > FIRST_FIGURES else texts)


def _other(result: Result, language: str) -> dict[str, str]:
    """The last figure: the second print of one stated twice, the part of a whole."""
    if not result.figures:
        return {"other": "", "other_place": result.check, "again": result.check}
    figure = result.figures[-1][1]
    here, there = result.figures[0][1].place, figure.place
    place = place_text(there, language) or result.check
    values = {"other": figure_text(figure, language), "other_place": place, "place": place}
    again = "again_at"
    if there is not None and here is not None and there.input != here.input:
        name = one_line(there.input)
        values |= {"input": name, "other_place": f"{name}: {place}"}
        again = "again_in_input"
    elif there is not None and here is not None and there.line is not None:
        again = "again_in_line" if there.line == here.line else again
    values["again"] = say(language, f"place.{again}", values)
    return {name: values[name] for name in ("other", "other_place", "again")}


def _between(result: Result) -> dict[str, str]:
    """The reals between which the whole of a base would lie, rounded outward.

    Printed with as many decimals as keep a whole number from seeming to lie
    between the two ends where none does.
    """
    wholes = result.decision.wholes
    if wholes is None or wholes.low is None or wholes.high is None:
        return {"low": "", "high": ""}
    for places in range(1, _MOST_DECIMALS):
        low, high = plain(wholes.low, places, "down"), plain(wholes.high, places, "up")
        printed = Interval(Fraction(low), Fraction(high), wholes.low_open, wholes.high_open)
        if wholes.is_empty or wholes.has_integer or not printed.has_integer:
            break
    return {"low": low, "high": high}
