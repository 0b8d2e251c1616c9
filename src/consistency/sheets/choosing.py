"""Which of the candidate sums stand together: strongest first, no figure counted twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from .axis import Axis
from .candidate import Candidate
from .weighing import weighed_closely

Rank = tuple[float, int, bool, int, bool, int, int, tuple[int, ...], int, int]


@dataclass(frozen=True, slots=True)
class Scale:
    """The constants of the choice, in powers of ten of evidence."""

    beside: float = 2.0
    elsewhere: float = 4.0
    shared: float = 4.0
    cued: float = 2.0
    bounded: float = 1.0
    cover: float = 3.0
    plenty: float = 15.0


DEFAULT = Scale()


@dataclass(slots=True)
class Chosen:
    """The sums accepted so far on one axis."""

    axis: Axis
    cued: frozenset[int]
    scale: Scale = DEFAULT
    sums: list[Candidate] = field(default_factory=list)
    by_total: dict[int, list[Candidate]] = field(default_factory=dict)
    by_part: dict[int, list[Candidate]] = field(default_factory=dict)

    def worth(self, candidate: Candidate) -> float:
        """Evidence beyond what is needed for what was searched and where the parts lie."""
        bonus = self.scale.cued if candidate.total in self.cued else 0.0
        needed = self.scale.beside if candidate.beside else self.scale.elsewhere
        bonus += self.scale.bounded if candidate.bounded else 0.0
        bonus -= self.scale.cover * (1 - candidate.cover)
        return candidate.score - candidate.searched + bonus - needed

    def accept(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Take what is strong enough and does not contradict what was taken; returns the new."""
        new: list[Candidate] = []
        queue = [(self._rank(c), i, c) for i, c in enumerate(candidates) if self.worth(c) >= 0]
        heapify(queue)
        while queue:
            _, order, candidate = heappop(queue)
            worth = self.worth(candidate)
            if not self._fits(candidate, worth):
                continue
            if candidate.close:
                self._take(candidate)
                new.append(candidate)
                continue
            closely = weighed_closely(self.axis, candidate, candidate.total in self.cued)
            if closely is not None and self.worth(closely) >= 0:
                heappush(queue, (self._rank(closely), order, closely))
        return new

    def _rank(self, c: Candidate) -> Rank:
        """Enough evidence is enough: then nearness, few parts, whole blocks decide."""
        plenty = self.scale.plenty * c.cover - (0 if c.clean else 5)
        if c.total in self.by_total:  # a second breakdown waits for the first ones of others
            plenty -= 4
        worth = min(self.worth(c), plenty)
        size = -len(c.parts) if c.bounded else len(c.parts)
        near = min(abs(c.total - part) for part in (c.parts[0], c.parts[-1]))
        named = c.total in self.cued
        return (
            -worth,
            c.solid,
            not named,
            near,
            not c.bounded,
            size,
            c.total,
            c.parts,
            c.first,
            c.last,
        )

    def _take(self, candidate: Candidate) -> None:
        self.sums.append(candidate)
        self.by_total.setdefault(candidate.total, []).append(candidate)
        for part in candidate.parts:
            self.by_part.setdefault(part, []).append(candidate)

    def _fits(self, new: Candidate, worth: float) -> bool:
        parts = set(new.parts)
        strong = worth >= self.scale.shared
        for old in self.by_total.get(new.total, ()):
            if _overlap(old, new) and (parts & set(old.parts) or not (strong and new.clean)):
                return False
        for part in new.parts:
            for old in self.by_total.get(part, ()):  # a subtotal beside its own parts
                if _overlap(old, new) and (parts & set(old.parts) or new.total in old.parts):
                    return False
        for old in self.by_part.get(new.total, ()):  # its own part makes it
            if _overlap(old, new) and (old.total in parts or parts & set(old.parts)):
                return False
        for part in new.parts[:1]:  # a copy of a total elsewhere
            for old in self.by_part.get(part, ()):
                same = parts == set(old.parts) and _overlap(old, new)
                if same and abs(old.total - new.total) > 1:
                    return False
        shared = any(
            _overlap(old, new) and not parts < set(old.parts)  # a finer breakdown is welcome
            for part in new.parts
            for old in self.by_part.get(part, ())
        )
        return not shared or strong


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.first <= other.last and other.first <= one.last
