"""How a printed figure goes wrong: the mechanisms of error, on its text.

The names and confusable digits are those of METHODS, section 4. Each mechanism
gives every text it can make of one, the plainest first; a text that reads as
the same number is none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

_CONFUSED = {"0": "68", "1": "7", "3": "8", "4": "9", "5": "68", "6": "085", "7": "1", "8": "063",
             "9": "4", "2": "3"}  # fmt: skip


def variants(mechanism: str, text: str) -> list[str]:
    """The texts a mechanism makes of a printed figure, without those of the same value."""
    if not text:
        return []
    value = Fraction(text)
    made = dict.fromkeys(MECHANISMS[mechanism](text))
    return [one for one in made if one == "" or Fraction(one) != value]


def _digits(text: str) -> list[int]:
    return [at for at, letter in enumerate(text) if letter.isdigit()]


def _typed_wrong(text: str) -> Iterator[str]:
    for at in _digits(text):
        for digit in _CONFUSED[text[at]]:
            if digit != "0" or at != _digits(text)[0]:
                yield text[:at] + digit + text[at + 1 :]


def _transposed(text: str) -> Iterator[str]:
    places = _digits(text)
    for one, two in pairwise(places):
        if text[one] != text[two] and (one != places[0] or text[two] != "0"):
            letters = list(text)
            letters[one], letters[two] = letters[two], letters[one]
            yield "".join(letters)


def _dropped(text: str) -> Iterator[str]:
    whole = [at for at in _digits(text) if "." not in text or at < text.index(".")]
    if len(whole) > 1:
        for at in whole:
            left = text[:at] + text[at + 1 :]
            if not left.lstrip("-").startswith("0"):
                yield left


def _doubled(text: str) -> Iterator[str]:
    for at in _digits(text):
        if "." not in text or at < text.index("."):
            yield text[: at + 1] + text[at:]


def _decimal_shifted(text: str) -> Iterator[str]:
    whole, point, rest = text.partition(".")
    if not point:
        yield text + "0"
        return
    moved = (whole + rest[0]).lstrip("0") or "0"
    yield moved + ("." + rest[1:] if rest[1:] else "")
    if len(whole) > 1 and whole[:-1] != "-":
        yield f"{whole[:-1]}.{whole[-1]}{rest}"


def _wan_shifted(text: str) -> Iterator[str]:
    """As if the unit were 10,000 times smaller: yuan in a column of 10,000 yuan."""
    whole, _, rest = text.partition(".")
    moved = (whole + rest[:4].ljust(4, "0")).lstrip("0") or "0"
    yield moved + ("." + rest[4:] if rest[4:] else "")


def _sign(text: str) -> Iterator[str]:
    yield text[1:] if text.startswith("-") else "-" + text


def _missing(text: str) -> Iterator[str]:
    yield ""


MECHANISMS: dict[str, Callable[[str], Iterator[str]]] = {
    "digit_wrong": _typed_wrong,
    "transposed": _transposed,
    "dropped": _dropped,
    "doubled": _doubled,
    "decimal_shifted": _decimal_shifted,
    "wan_shifted": _wan_shifted,
    "sign": _sign,
    "missing": _missing,
}
"""Mechanisms that need the text alone."""
