"""The figures of one role as one piece of arithmetic: `172 + 339 + 617`.

A result does not carry the signs of its terms. They are found again from the
numbers: signs are printed only where they make the derived value, so that the
arithmetic shown is true; otherwise the figures are listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from ..figure import Figure
from ..report import Result
from .catalogue import say
from .shown import FIRST_FIGURES, figure_text

_SUMMED = {"total": "part", "shares": "share", "formula": "part"}
"""The role whose signed sum is the derived value, by kind."""

_QUOTIENTS = {"share": ("part", "whole"), "ratio": ("numerator", "denominator")}


def by_role(result: Result) -> dict[str, list[Figure]]:
    """The figures of a result under their roles."""
    found: dict[str, list[Figure]] = {}
    for role, figure in result.figures:
        found.setdefault(role, []).append(figure)
    return found


def joined(
    result: Result, role: str, figures: Sequence[Figure], language: str, unit: str | None
) -> str:
    """The texts of the figures of `role`, joined by what the edit does with them.

    Units other than `unit` are shown; at most eight figures are.
    """
    texts = [figure_text(figure, language, unit) for figure in figures[:FIRST_FIGURES]]
    more = ["…"] if len(figures) > FIRST_FIGURES else []
    if role == "factor":
        return " × ".join(texts + more)
    signs = _signs(result, role, figures)
    if signs is None:
        return say(language, "word.list_separator").join(texts + more)
    return _signed(texts, signs) + (" + …" if more else "")


def _signed(texts: Sequence[str], signs: Sequence[int]) -> str:
    pieces: list[str] = []
    for sign, text in zip(signs, texts, strict=False):
        if not pieces:
            pieces.append(text if sign > 0 else f"-{text}")
            continue
        shown = f"({text})" if text.startswith(("-", "−", "－")) else text
        pieces.append(f"{'+' if sign > 0 else '-'} {shown}")
    return " ".join(pieces)


def _signs(result: Result, role: str, figures: Sequence[Figure]) -> tuple[int, ...] | None:
    """The signs with which these figures enter, where the numbers tell; None otherwise."""
    plus = (1,) * len(figures)
    if len(figures) < 2 and _SUMMED.get(result.kind) != role:
        return plus
    values = [figure.value for figure in figures if figure.value is not None]
    derived = result.decision.derived
    if derived is None or len(values) < len(figures):
        return None
    if _SUMMED.get(result.kind) == role:
        return _signs_that_make(derived, values)
    return plus if role in _QUOTIENTS.get(result.kind, ()) and _all_added(result) else None


def _signs_that_make(derived: Fraction, values: Sequence[Fraction]) -> tuple[int, ...] | None:
    if sum(values) == derived:
        return (1,) * len(values)
    if len(values) > FIRST_FIGURES:
        return None
    fitting = [
        signs
        for signs in product((1, -1), repeat=len(values))
        if sum(sign * value for sign, value in zip(signs, values, strict=True)) == derived
    ]
    return fitting[0] if len(fitting) == 1 else None


def _all_added(result: Result) -> bool:
    """The quotient of the plain sums makes the derived value, up to a power of ten."""
    above, below = _QUOTIENTS[result.kind]
    top, bottom = (
        sum((f.value for role, f in result.figures if role == name and f.value), Fraction(0))
        for name in (above, below)
    )
    derived = result.decision.derived
    if not derived or not top or not bottom:
        return False
    factor = derived * bottom / top
    while factor.denominator == 1 and factor % 10 == 0:
        factor /= 10
    return factor == 1
