"""A sum that some lines of an axis speak for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """The total's position, its parts, the run of lines (all indices of the axis).

    `score` is the evidence in powers of ten, `searched` log10 of how many such
    sums were looked at. `beside`: the parts begin next to the total; `bounded`:
    they end where something else begins. After a closer look (`close`): `solid`
    counts the parts that are not zero throughout, `clean` says that no line
    fails, `cover` is the share of the total's lines that match.
    """

    total: int
    parts: tuple[int, ...]
    first: int
    last: int
    score: float
    searched: float
    beside: bool = False
    bounded: bool = False
    close: bool = False
    solid: int = 0
    clean: bool = True
    cover: float = 1.0
