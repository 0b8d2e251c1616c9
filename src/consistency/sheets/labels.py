"""What the headers of a row or a column say about how it comes about."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from .axis import Axis
from .cells import Cells

_LONGEST = 120
_HEADER_ROWS = 3
_BRIEF = 4
_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    text = files(__package__).joinpath("cues.toml").read_text("utf-8")
    return {name: _pattern(words) for name, words in tomllib.loads(text).items()}


def _pattern(words: list[str]) -> re.Pattern[str]:
    def form(word: str) -> str:
        bare = word.strip("^$")
        plain = re.escape(bare)
        if bare[0].isascii() and bare[0].isalpha():
            return rf"(?<![a-z]){plain}(?![a-z])"
        begins, ends = "^" if word[0] == "^" else "", "$" if word[-1] == "$" else ""
        return f"{begins}{plain}{ends}"

    return re.compile("|".join(form(word) for word in sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=8192)
def cues_in(label: str) -> frozenset[str]:
    """The cues of `cues.toml` that a label holds.

    >>> sorted(cues_in("Sub-total, of which")), sorted(cues_in("统计"))
    (['total'], [])
    """
    plain = " ".join(label[:_LONGEST].lower().replace("all other", "").split())
    plain = _APART.sub("", plain)
    return frozenset(name for name, pattern in _cues().items() if pattern.search(plain))


def cues_of(labels: list[tuple[str, ...]]) -> dict[str, frozenset[int]]:
    """The positions whose labels hold each cue; a total may be named one header further up."""
    held: dict[str, set[int]] = {name: set() for name in _cues()}
    for position, texts in enumerate(labels):
        for depth, text in enumerate(texts[:2]):
            for cue in cues_in(text):
                if depth == 0 or cue in ("total", "overall"):
                    held[cue].add(position)
    return {name: frozenset(found) for name, found in held.items()}


def labels_of(cells: Cells, axis: Axis) -> list[tuple[str, ...]]:
    """The labels of each position of an axis, nearest first."""
    if axis.down:
        return [_row_labels(cells, row) for row in axis.positions]
    return [_column_labels(cells, column) for column in axis.positions]


def _row_labels(cells: Cells, row: int) -> tuple[str, ...]:
    texts = [cells.words.get((row, c)) for c in range(cells.width)]
    return tuple(text for text in texts if text)


def _column_labels(cells: Cells, column: int) -> tuple[str, ...]:
    """Texts of the column over its first number, from below, merged ranges spread."""
    texts: list[str] = []
    for row in range(cells.height):
        figure = cells.figures[row][column]
        if figure is not None and figure.value is not None and texts:
            break
        text = cells.words.get((row, column))
        if text:
            texts.append(text)
    return tuple(reversed(texts[-_HEADER_ROWS:]))


def share_positions(cells: Cells, axis: Axis, labels: list[tuple[str, ...]]) -> frozenset[int]:
    """Positions of an axis that hold shares, rates or averages beside larger figures.

    By their header, or because nearly all values are fractions of 1.
    """
    found: set[int] = set()
    scale = 10**axis.decimals
    coarse = max(1, scale // 100)
    largest = int(np.abs(axis.values).max(initial=0))
    for p in range(len(axis.positions)):
        values = axis.values[p][axis.present[p]]
        fractions = (np.abs(values) <= scale) & (10 * values % scale != 0) & (values % coarse != 0)
        cues = cues_in(labels[p][0]) if labels[p] else frozenset()
        brief = bool(labels[p]) and len(labels[p][0].split()) <= _BRIEF
        telling = cues & {"share", "average"} or (brief and cues & {"rate", "change"})
        named = telling and not cues & {"total", "overall"}
        percent = bool(labels[p]) and "%" in labels[p][0]
        small = largest > 10 * scale and fractions.sum() >= 0.6 * (values != 0).sum() > 0
        if named or percent or small:
            found.add(p)
    return frozenset(found) if len(found) < len(axis.positions) - 1 else frozenset()
