"""The words and series that lists are read by; which these are is data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ..cues import LANGUAGES, data_of
from ..spelled import any_spelled


@dataclass(frozen=True, slots=True)
class Series:
    """Items that leave nothing out when all of them stand together.

    `items` match their labels; `whole` matches what the whole is called where
    no word links them (None: a word must). `suggested` says that the set is only
    usually complete. `only` matches what the whole must be called, and `exact` says
    that nothing else may stand in the list.
    """

    items: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str] | None
    suggested: bool
    only: re.Pattern[str] | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Grades:
    """The grades of one scale, the highest first; which may stand at its two ends."""

    grades: tuple[re.Pattern[str], ...]
    top: frozenset[int]
    bottom: frozenset[int]

    def grade_of(self, label: str) -> int | None:
        """Which grade a label names, where it names exactly one."""
        named = [at for at, grade in enumerate(self.grades) if grade.search(label)]
        return named[0] if len(named) == 1 else None


@cache
def words(kind: str) -> re.Pattern[str]:
    """A pattern for any word of a kind, in plain text; English ones as whole words.

    >>> words("opens").search("其中5名") is not None
    True
    """
    listed = [word for language in LANGUAGES for word in data_of(language, "parts.toml")[kind]]
    return re.compile(_any_of(listed) if listed else r"(?!)")


@cache
def adjacent(kind: str) -> re.Pattern[str]:
    """A pattern for a word of a kind that ends a text, a short link between allowed."""
    return re.compile(rf"(?:{words(kind).pattern}){_LINK}\Z")


_LINK = (
    r"(?:[ :]|是|为|占|达|有|约|近|了|到|of|was|were|is|a|to|by|about|approximately|nearly|the|\$)*"
)


def _any_of(listed: list[str]) -> str:
    """The longest of some words; a look at the first letter spares most of a text the rest."""
    first = "".join(sorted({re.escape(word[0]) for word in listed}))
    return f"(?=[{first}]){any_spelled(listed)}"


@cache
def any_member() -> re.Pattern[str]:
    """A pattern for any item of a series that tells by itself."""
    told = [series for series in all_series() if series.only is None]
    return re.compile("|".join(item.pattern for series in told for item in series.items))


@cache
def all_series() -> tuple[Series, ...]:
    """Every series of every language."""
    found = []
    for language in LANGUAGES:
        tables = cast("Any", data_of(language, "parts.toml"))["series"]
        for table in tables:
            whole, only = table.get("whole"), table.get("only")
            found.append(
                Series(
                    tuple(re.compile(item) for item in table["items"]),
                    re.compile(whole) if whole else None,
                    bool(table.get("suggested", False)),
                    re.compile(only) if only else None,
                    bool(only) or bool(table.get("exact", False)),
                )
            )
    return tuple(found)


@cache
def all_grades() -> tuple[Grades, ...]:
    """Every scale of grades of every language."""
    found = []
    for language in LANGUAGES:
        for table in cast("Any", data_of(language, "parts.toml"))["grades"]:
            grades = tuple(re.compile(grade) for grade in table["grades"])
            size = len(grades)
            top = frozenset(range(table["top"]))
            found.append(Grades(grades, top, frozenset(range(size - table["bottom"], size))))
    return tuple(found)
