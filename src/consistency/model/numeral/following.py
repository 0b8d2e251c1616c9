"""What follows a number: a unit, a counted noun, or a word that counts nothing."""

from __future__ import annotations

import re
from fractions import Fraction

from .chinese import NUMERALS
from .hedge import AFTER_UNIT
from .unit import COUNTERS, UNIT, Unit, unit_of

_WORDS_OF_NOTHING_COUNTED = """
of and or nor but in to for with from by per at on as than that which who whom whose if
while when where because so into onto over under out off up down via versus vs plus
minus respectively the a an this these those each all both any some no not more less
fewer most least other were was is are be been being am have has had do does did will
would can could may might shall should must saw rose fell grew increased decreased
declined amounted stood remained came made it its they their them he she we our you i
there here then also only about after before during since until between among within
without through across against ago later earlier million billion thousand hundred
trillion dozen half jan feb mar apr jun jul aug sep sept oct nov dec january february
march april june july august september october november december am pm percent
percentage pct kg km cm mm g t m l ha mu kwh tonne tonnes ton tons tonnages hectare
hectares acre acres metric square cubic kilometre kilometres kilometer kilometers metre
metres meter meters litre litres liter liters kilogram kilograms gram grams dollar
dollars yuan rmb euro euros pound pounds yen cent cents usd year years month months day
days week weeks hour hours minute minutes second seconds degrees times point points
basis bp bps pp first third fourth fifth sixth seventh eighth ninth tenth quarter thirds
quarters fifths one two three four five six seven eight nine ten eleven twelve
"""
_NOTHING_COUNTED = frozenset(_WORDS_OF_NOTHING_COUNTED.split())
_NOUN = re.compile(r"[ \xa0]{1,2}(?P<noun>[a-z]{2,30}(?:-[a-z]{2,30})?)(?![A-Za-z0-9_-])")
_PHRASE = re.compile(r"[a-z]{2,30}(?:[ -][a-z]{2,30}){0,4}")


_GAP = re.compile(r"[ \xa0]{0,2}")
_COUNTED = re.compile(rf"(?P<counter>{'|'.join(COUNTERS)})[\u4e00-\u9fff]{{1,8}}")


def unit_after(text: str, end: int, *, cell: bool) -> tuple[Unit | None, int]:
    """The unit that follows `end` and the offset after it, or `None` and `end`.

    A lower-case English word is a counted noun unless it counts nothing. In a
    cell, where only the unit is left, it may be a phrase ("administrative
    villages") or a counting unit with its noun (个村).

    >>> unit_after("1383 villages", 4, cell=False)
    (Unit(base='villages', scale=Fraction(1, 1), counting=True), 13)
    """
    glued = text[end : end + 1].isascii() and text[end : end + 1].isalpha()  # 5th
    if cell and not glued:
        whole = whole_unit(text[end:])
        if whole is not None:
            return whole, len(text)
    gap = _GAP.match(text, end)
    match = UNIT.match(text, gap.end() if gap else end)
    if match is not None:
        return unit_of(match.group()), match.end()
    noun = _NOUN.match(text, end)
    if noun is not None and noun["noun"] not in _NOTHING_COUNTED:
        return Unit(noun["noun"], Fraction(1), True), noun.end()
    return None, end


def whole_unit(rest: str) -> Unit | None:
    """The unit that the whole of `rest` is, or `None`."""
    rest = rest.strip()
    if UNIT.fullmatch(rest):
        return unit_of(rest)
    if _PHRASE.fullmatch(rest) and _NOTHING_COUNTED.isdisjoint(rest.replace("-", " ").split()):
        return Unit(rest, Fraction(1), True)
    counted = _COUNTED.fullmatch(rest)
    if counted is not None and not set(rest[1:]) & set(NUMERALS) and not AFTER_UNIT.search(rest):
        return Unit(counted["counter"], Fraction(1), True)
    return None
