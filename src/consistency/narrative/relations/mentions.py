"""What a quantity is a mention of: its noun, its name, its period, and how it is taken up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..cues import LANGUAGES, data_of
from ..document import Document, Quantity
from ..spelled import any_spelled
from .timelines import years_between

_AROUND, _FRONT = 14, 60
_FUNCTION = re.compile(
    r"[的有中是在为和与及被等都均已共了，。、；：,.;:()]|进行|全部|组织|通过|开展|仅|结成|实现|发放|得到"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{1,12}")
_COUNTER = re.compile(r"(?:个|名|家|户|所|支|位|项)?")
_WITHIN = re.compile(r"[\u4e00-\u9fff]{0,12}?中(?![心学央小等])")
_WORD = re.compile(r"[a-z][a-z-]{2,}")
_LEAST_HAN, _LEAST_WORDS, _LEAST_LETTERS = 4, 2, 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity of a document in the section `place` of it."""

    document: Document
    quantity: Quantity
    place: int

    @property
    def digits(self) -> int:
        """The significant digits printed."""
        figure = self.quantity.figure
        if figure.value is None or not figure.step:
            return 0
        value, step = figure.value, figure.step
        units = abs(value.numerator) * step.denominator // (value.denominator * step.numerator)
        return len(str(units).rstrip("0"))


@lru_cache(maxsize=4096)
def noun(quantity: Quantity) -> str:
    """What is counted, as the Chinese words behind the number tell; "" where they do not."""
    behind = quantity.behind
    match = _HAN.match(behind, _COUNTER.match(behind).end())  # type: ignore[union-attr]
    return _FUNCTION.split(match.group(), maxsplit=1)[0] if match else ""


@lru_cache(maxsize=4096)
def nouns(quantity: Quantity) -> frozenset[str]:
    """The English words that may name what is counted, without their plural."""
    unit = quantity.unit or ""
    text = f"{unit} {quantity.behind}" if unit.isascii() and quantity.form != "percent" else ""
    found = []
    for word in text.split()[:4]:
        if word in _listed("some") | _listed("verb"):
            break
        if _WORD.fullmatch(word) and len(word) >= _LEAST_LETTERS:
            found.append(word.rstrip("s"))
    return frozenset(found)


def is_definite(document: Document, quantity: Quantity) -> bool:
    """Of the 77 villages, 77个村中: a set that was named before."""
    front = document.plain[max(0, quantity.start - _AROUND) : quantity.start].rstrip(" $€£¥")
    taken_up = _ending("definite").search(front) is not None
    return taken_up or _WITHIN.match(document.plain, quantity.after) is not None


def is_restricted(document: Document, quantity: Quantity) -> bool:
    """Words behind the noun say that only some are meant: the 9 villages with clinics."""
    words = document.plain[quantity.after : quantity.after + 2 * _AROUND]
    first = re.match(r"[ ]?(?:[a-z-]+ ){0,2}?(?P<word>[a-z]+)\b", words)
    return any(word in _listed("some") for word in words.split()[:3]) if first else False


def scope(document: Document, quantity: Quantity) -> str | None:
    """The word for everything of a kind, where it stands right in front of the number."""
    front = document.plain[max(0, quantity.start - _AROUND) : quantity.start]
    match = _SCOPE_LINK.search(front)
    found = _ending("scope").search(front[: match.start()] if match else front)
    return found.group().strip() if found else None


_SCOPE_LINK = re.compile(r"(?:共有|现有|共|有|的|[ ])*\Z")


def label(document: Document, quantity: Quantity) -> str:
    """What a figure is called by the words right in front of it, or "" where none are."""
    start, _ = document.sentence_span(quantity.sentence)
    start = max(start, quantity.start - _FRONT)
    if quantity.index:
        start = max(start, min(document.quantities[quantity.index - 1].after, quantity.start))
    front = _without_verbs(document.plain[start : quantity.start])
    han = re.search(r"[\u4e00-\u9fff]+\Z", front)
    if han is not None:
        return han.group()[-8:]
    kept = [word for word in _WORD.findall(front) if word not in _listed("verb")]
    return " ".join(kept[-3:])


def _without_verbs(front: str) -> str:
    """The words in front of a number without those that only link them to it."""
    for _ in range(_MOST_VERBS):
        front = front.rstrip(" $€£¥(:")
        verb = _ending("verb").search(front)
        if verb is None:
            break
        front = front[: verb.start()]
    return front


_MOST_VERBS = 8


def tells(name: str) -> bool:
    """A label says enough to stand for one thing within a text."""
    if name.isascii():
        return len(name.split()) >= _LEAST_WORDS
    return len(name) >= _LEAST_HAN


def period(document: Document, quantity: Quantity) -> tuple[frozenset[int], frozenset[str]]:
    """The years and the names of periods that a sentence gives to a figure."""
    start, end = document.sentence_span(quantity.sentence)
    low = max(start, quantity.start - 2 * _FRONT)
    every = document.quantities
    following = every[quantity.index + 1].start if quantity.index + 1 < len(every) else end
    high = min(end, following, quantity.after + 2 * _FRONT)
    years = frozenset(years_between(document, low, high))
    return years, frozenset(_any("period").findall(document.plain[low:high]))


def near(one: Quantity, other: Quantity, share: int = 5) -> bool:
    """Different, but by no more than a fifth (or one in `share`): a slip rather than another."""
    first, second = one.figure.value, other.figure.value
    if first is None or second is None or first == second:
        return False
    return abs(first - second) * share <= max(abs(first), abs(second))


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(w for each in LANGUAGES for w in data_of(each, "mentions.toml")[kind])


def _shown(kind: str) -> str:
    return any_spelled(_listed(kind), r"\b{}\b")


@cache
def _any(kind: str) -> re.Pattern[str]:
    return re.compile(_shown(kind))


@cache
def _ending(kind: str) -> re.Pattern[str]:
    """A word of a kind that ends a text."""
    return re.compile(rf"(?:{_shown(kind)})\Z")


def says_each(words: str) -> bool:
    """Words say that there is one for each: 28名领导分别在28个村."""
    return _any("each_one").search(words) is not None
