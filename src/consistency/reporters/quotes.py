"""Quotes from narrative inputs: the sentence or clause in which figures stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.figure import Figure, Place
from ..model.report import Result

Span = tuple[int, int]

_FARTHEST = {"sentence": 300, "clause": 60}
"""So many characters before and after a figure are looked at for the end."""

_ENDS = {
    "sentence": re.compile(r"[。！？!?]+[”’』」》）)\"']*|\.(?=\s+[^\s\da-z])|[\n\f]"),
    "clause": re.compile(
        r"[。！？!?；;：，]+[”’』」》）)\"']*|[,:](?=\D|$)|\.(?=\s+[^\s\da-z])|[\n\f]"
    ),
}
_SHORT_LINE = 30
_GAP = 10
_FEWEST = 8
_CLOSING = "。！？!?.;；:："
_LATIN = re.compile(r"[A-Za-z0-9]{2}")
_LINES = re.compile(r"[ \t]*[\r\n\f]+[ \t]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """Pieces of one input in order, figures marked; `line` is that of the first figure."""

    input: str
    line: int | None
    spans: tuple[Span, ...]
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The quote as one line of plain text."""
        return "".join(piece for piece, _ in self.pieces)


def quotes_of(results: Iterable[Result], texts: Mapping[str, str], unit: str) -> list[Quote]:
    """One quote an input: the sentences or clauses (`unit`) with the figures of `results`."""
    figures = [figure for result in results for _, figure in result.figures]
    return quotes_around((f.place for f in figures), texts, unit)


def quotes_around(
    places: Iterable[Place | None], texts: Mapping[str, str], unit: str
) -> list[Quote]:
    """One quote an input, of the `unit`s in which some places lie."""
    spans: dict[str, dict[Span, int | None]] = {}
    for place in places:
        if place is None or place.start is None or place.end is None or place.input not in texts:
            continue
        spans.setdefault(place.input, {}).setdefault((place.start, place.end), place.line)
    found = []
    for name, marked in spans.items():
        ordered = sorted(marked)
        around = _merged([_around(texts[name], span, unit) for span in ordered], texts[name])
        pieces = tuple(_pieces(texts[name], around, ordered))
        found.append(Quote(name, marked[ordered[0]], around, pieces))
    return found


def shortened(quote: Quote, longest: int) -> str:
    """The quote as one line of at most about `longest` characters; its figures all stay.

    What stands between figures is cut in the middle, and as little as possible.

    >>> pieces = (("of all the many villages ", False), ("98", True), (" were counted", False))
    >>> shortened(Quote("a", 1, ((0, 42),), pieces), 25)
    '…villages 98 were…'
    """
    if len(quote.text) <= longest:
        return quote.text
    words = sorted(len(piece) for piece, marked in quote.pieces if not marked)
    room = longest - sum(len(piece) for piece, marked in quote.pieces if marked)
    most = _FEWEST
    for at, size in enumerate(words):  # short pieces leave their room to the others
        most = max(room // (len(words) - at), _FEWEST)
        if size > most:
            break
        room -= size
    last = len(quote.pieces) - 1
    return "".join(
        piece if marked else _cut(piece, most, is_first=at == 0, is_last=at == last)
        for at, (piece, marked) in enumerate(quote.pieces)
    )


def _cut(piece: str, most: int, *, is_first: bool, is_last: bool) -> str:
    """At most `most` characters: the sides towards figures stay, Latin words whole."""
    if len(piece) <= most:
        return piece
    kept = most - 1
    size = 0 if is_first else kept if is_last else kept // 2
    head, tail = piece[:size], piece[len(piece) - kept + size :]
    if _LATIN.fullmatch(piece[size - 1 : size + 1]) and " " in head.strip():
        head = head[: head.rindex(" ")]
    before = len(piece) - len(tail)
    if _LATIN.fullmatch(piece[before - 1 : before + 1]) and " " in tail.strip():
        tail = tail[tail.index(" ") :]
    return f"{head.rstrip()}…{tail.lstrip()}"


def is_text_result(result: Result, texts: Mapping[str, str]) -> bool:
    """At least one figure of a result stands in a narrative input."""
    return any(_is_in(figure, texts) for _, figure in result.figures)


def _is_in(figure: Figure, texts: Mapping[str, str]) -> bool:
    place = figure.place
    return place is not None and place.start is not None and place.input in texts


def _around(text: str, span: Span, unit: str) -> Span:
    """The sentence or clause around a span, without space at its ends."""
    ends, farthest = _ENDS[unit], _FARTHEST[unit]
    first, last = max(span[0] - farthest, 0), min(span[1] + farthest, len(text))
    start, stop = first, last
    for match in ends.finditer(text, first, span[0]):
        if _is_end(text, match):
            start = match.end()
    for match in ends.finditer(text, span[1], last):
        if _is_end(text, match):
            stop = match.end()
            break
    while start < span[0] and text[start].isspace():
        start += 1
    while stop > span[1] and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _is_end(text: str, match: re.Match[str]) -> bool:
    """A mark ends a sentence; a line does where it is short, a row, or ended already."""
    if match[0] not in ("\n", "\f"):
        return True
    at = match.start()
    line = text[max(text.rfind("\n", max(at - _FARTHEST["sentence"], 0), at) + 1, 0) : at].rstrip()
    is_short = len(line) < _SHORT_LINE or line[-1] in _CLOSING
    return is_short or "\t" in line or text[at + 1 : at + 2] in ("\n", "\r", "\f", "#", "|")


def _merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Spans in order; those that touch, but for space, are one."""
    merged: list[Span] = []
    for start, stop in spans:
        end = merged[-1][1] if merged else 0
        touches = start <= end or (start - end < _GAP and not text[end:start].strip())
        if merged and touches:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return tuple(merged)


def _pieces(
    text: str, around: Sequence[Span], figures: Sequence[Span]
) -> Iterable[tuple[str, bool]]:
    """What is quoted, cut at the figures; what lies between two quotes is an ellipsis."""
    for number, (start, stop) in enumerate(around):
        if number:
            yield " … ", False
        at = start
        for first, last in figures:
            if first < at or last > stop:
                continue
            if first > at:
                yield _flat(text[at:first]), False
            yield _flat(text[first:last]), True
            at = last
        if at < stop:
            yield _flat(text[at:stop]), False


def _flat(text: str) -> str:
    """Text on one line: a line break between two wide characters is nothing, else a space."""
    return _LINES.sub(_joint, text)


def _joint(match: re.Match[str]) -> str:
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return "" if before > "\u2e7f" and after > "\u2e7f" else " "
