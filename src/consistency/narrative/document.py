"""The one structure that every pass of the narrative reader reads or adds to.

A text goes through small passes: folding -> clauses -> cues -> quantities ->
relations. All offsets here count characters of the folded text; `Folded` leads
back to the text as it was received.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, TypeVar, cast

from ..model.figure import Figure

_T = TypeVar("_T")
Form = Literal["count", "amount", "percent", "points", "times", "bare"]
"""What a quantity is: counted things, a measure (money, area), a percentage, percentage
points, a multiple (倍, times), or a number with nothing that tells."""

AsideKind = Literal[
    "date", "ordinal", "document", "marker", "page", "phone", "rank", "name", "threshold",
    "duration", "age", "version", "time", "target", "idiom", "conversion",
]  # fmt: skip
"""What a number is that states no quantity."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling, with the way back.

    `text` has no soft line breaks, page numbers, glosses or stray spaces left;
    `plain` is as long and in simplified characters and lower case, for matching
    words. `offsets[i]` is where `text[i]` stands in the original; one entry more
    than `text` is long. `dropped` are original spans left out as page numbers.
    """

    text: str
    plain: str
    offsets: array[int]
    dropped: tuple[tuple[int, int], ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original that the folded span `start`, `end` was read from."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two marks of punctuation.

    `ender` is the mark that closes it (one of `,;:.()` in ASCII, `、` for an
    enumeration comma, "" at the end). `depth` counts the brackets around it.
    `sentence` and `paragraph` number those it stands in, from 0.
    """

    start: int
    end: int
    ender: str
    depth: int
    sentence: int
    paragraph: int


_end = attrgetter("end")
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells how figures relate; `kinds` are the categories it is listed under."""

    start: int
    end: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that states a quantity, with what the words around it say it counts.

    `start`, `end` span the number with hedge, scale and percent sign, `after` is
    the offset behind its unit. `before` is the text of the clause in front of
    it (from the last number or mark), `behind` the text behind its unit up to
    the next number or mark; both in plain spelling. `clause` indexes the
    document's clauses.
    """

    index: int
    start: int
    end: int
    after: int
    figure: Figure
    form: Form
    before: str
    behind: str
    clause: int
    sentence: int
    paragraph: int

    def __hash__(self) -> int:
        """By its place, which is cheap; equal quantities stand at one place."""
        return hash((self.start, self.index))

    @property
    def unit(self) -> str | None:
        """The unit in its base spelling, scale taken out."""
        return self.figure.unit

    @property
    def is_share(self) -> bool:
        """A percentage (not percentage points)."""
        return self.form == "percent"


@dataclass(frozen=True, slots=True)
class Aside:
    """A number recognised as something other than a quantity."""

    start: int
    end: int
    kind: AsideKind


@dataclass(frozen=True, slots=True)
class Document:
    """One text as its passes see it. Sequences are in the order of the text."""

    name: str
    raw: str
    folded: Folded
    clauses: tuple[Clause, ...] = ()
    cues: tuple[Cue, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    asides: tuple[Aside, ...] = ()
    lost: tuple[tuple[int, int], ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)
    _sentences: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    _cue_starts: tuple[int, ...] = field(default=(), repr=False)
    _cues_by_kinds: dict[tuple[str, ...], tuple[tuple[int, ...], tuple[Cue, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _cue_places: dict[str, list[int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _answers: dict[object, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def remembered(
        self, find: Callable[[Document, Quantity, int], _T], quantity: Quantity, since: int
    ) -> _T:
        """What `find` makes of a quantity, asked once: passes ask again for every reading."""
        key = find, quantity, since
        if key not in self._answers:
            self._answers[key] = find(self, quantity, since)
        return cast("_T", self._answers[key])

    @property
    def plain(self) -> str:
        """The folded text in simplified characters and lower case."""
        return self.folded.plain

    def quantities_between(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in the folded span."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.quantities[low:high]

    def sentence_span(self, sentence: int) -> tuple[int, int]:
        """The folded span of a sentence."""
        return self._sentences[sentence]

    def quantities_of(self, sentence: int) -> tuple[Quantity, ...]:
        """The quantities of one sentence."""
        return self.quantities_between(*self._sentences[sentence])

    def sentences(self) -> Iterator[tuple[Quantity, ...]]:
        """The quantities of every sentence that holds any."""
        at = 0
        while at < len(self.quantities):
            here = self.quantities_of(self.quantities[at].sentence)
            yield here
            at = here[-1].index + 1

    def cues_between(self, start: int, end: int, *kinds: str) -> tuple[Cue, ...]:
        """The cues that begin in the folded span, of any of these kinds (all where none)."""
        starts, cues = self._cues_of(kinds) if kinds else (self._cue_starts, self.cues)
        return cues[bisect_left(starts, start) : bisect_left(starts, end)]

    def last_cue(self, start: int, end: int, *kinds: str) -> Cue | None:
        """The last cue that begins in the folded span, of any of these kinds."""
        starts, cues = self._cues_of(kinds)
        at = bisect_left(starts, end) - 1
        return cues[at] if at >= 0 and starts[at] >= start else None

    def has_cue(self, start: int, end: int, *kinds: str) -> bool:
        """Any cue of these kinds begins in the folded span."""
        starts, _ = self._cues_of(kinds)
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    def _cues_of(self, kinds: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[Cue, ...]]:
        """All cues of any of these kinds with their starts; found once."""
        known = self._cues_by_kinds.get(kinds)
        if known is None:
            places = self._cue_places
            if not places:
                for at, cue in enumerate(self.cues):
                    for kind in cue.kinds:
                        places.setdefault(kind, []).append(at)
            found = sorted({at for kind in kinds for at in places.get(kind, ())})
            cues = tuple([self.cues[at] for at in found])
            known = tuple([cue.start for cue in cues]), cues
            self._cues_by_kinds[kinds] = known
        return known

    def asides_between(self, start: int, end: int, *kinds: AsideKind) -> tuple[Aside, ...]:
        """The asides that begin in the folded span, of any of these kinds (all where none)."""
        low = bisect_left(self.asides, start, key=_start)
        high = bisect_left(self.asides, end, key=_start)
        found = self.asides[low:high]
        return tuple(a for a in found if a.kind in kinds) if kinds else found

    def clause_at(self, offset: int) -> int:
        """The index of the clause that holds a folded offset."""
        low = bisect_right(self.clauses, offset, key=_end)
        return min(low, len(self.clauses) - 1)
