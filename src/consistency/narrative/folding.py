"""A received text in one spelling, with an offset map back to it.

Pages and lines were pasted together: page numbers stand inside sentences, lines
end inside words, spaces stand inside numbers, characters carry their reading in
brackets. All of that is taken out or levelled here, once, so that no later pass
meets it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from ..model.numeral.character import fold_running
from .document import Folded
from .grouped import grouped
from .script import simplified

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_WIDE = _HAN + "，。、；：？！“”‘’（）《》〈〉「」『』【】…—,.;:()%"
_GLOSS = re.compile(rf"(?<=[{_HAN}])\([a-z\u00fc\u00e0-\u00ff\u0101-\u01dc\u0261\u1e3f]{{1,7}}\)")
_TONED = re.compile(r"[\u00e0-\u00fc\u0101-\u01dc]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_PAGE = re.compile(rf"(?<=[{_WIDE}])[ \n]{{1,2}}([0-9]{{1,3}})[ \n]{{1,2}}(?=[{_HAN}“《])")
_PAGE_LINE = re.compile(
    r"\n[ \t]{0,20}(?:[-–—][ ]?[0-9]{1,4}[ ]?[-–—]|第[ ]?[0-9]{1,4}[ ]?页[^\n]{0,12}"
    r"|[Pp]age [0-9]{1,4}(?: of [0-9]{1,4})?)[ \t]{0,20}(?=\n|\Z)"
)
_BREAK = re.compile(r"[ \t]{0,40}\r?\n[ \t\u3000\r]{0,40}")
_LATIN_BREAK = re.compile(r"(?<=[A-Za-z])-\r?\n[ \t]{0,20}(?=[a-z])")
_HAN_SPACE = re.compile(rf"(?<=[{_HAN}，。、；：“”（）])[ \u00a0](?=[{_HAN}“”（《])")
_NUMBER_SPACE = re.compile(rf"(?<=[{_HAN}])[ \u00a0](?=[0-9])|(?<=[0-9%])[ \u00a0](?=[{_HAN}])")
_SPLIT_NUMBER = re.compile(
    rf"(?<=[{_HAN}(，：])(?!(?:19|20)[0-9]{{2}} )[0-9]{{1,3}}( [0-9]{{3}}){{1,4}}"
    rf"(?=(?:\.[0-9]{{1,4}})?(?:%|[ ]?[{_HAN}]))"
)
_SPLIT_POINT = re.compile(r"(?<=[0-9])(?: \.|\. )(?=[0-9]{1,4}[ ]?[%万亿元])")
_STARTS_ITEM = re.compile(
    r"[•●◆■▪·*–—|-]|[(]?[0-9一二三四五六七八九十]{1,3}[)、.．]|第[一二三四五六七八九十0-9]+[篇章节条部]"
)
_ROW = re.compile(r"[^0-9\n.;]{2,60}[ \t]+[$€£]?[0-9][0-9,.]{0,20}[ ]?%?(?=\n|\Z)")
_ENDS_LINE = "。！？!?.:：|"
_WORDS_WRAP = 40
_HAN_WRAP = 12


def fold(raw: str) -> Folded:
    """The text in one spelling; linear in its length. Never raises.

    >>> folded = fold("偏 5 弱村１７７個，占總數")
    >>> folded.text, folded.plain
    ('偏弱村177个，占總数', '偏弱村177个，占总数')
    >>> folded.original(3, 6)
    (6, 9)
    """
    text = fold_running(raw)
    pages = list(_pages(text))
    cuts = [*pages, *_glosses(text), *_spans(_INVISIBLE, text), *_spans(_LATIN_BREAK, text)]
    cuts += _spans(_HAN_SPACE, text)
    cuts += _spans(_NUMBER_SPACE, text)
    cuts += _split_points(text)
    text = grouped(_SPLIT_NUMBER.sub(lambda m: m.group().replace(" ", "\u00a0"), text))
    breaks, levelled = _breaks(text, cuts)
    kept, offsets = _without(levelled, [*cuts, *breaks])
    return Folded(kept, simplified(kept).lower(), offsets, tuple(pages))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _split_points(text: str) -> Iterator[tuple[int, int]]:
    """The space in `44. 7%`, where Chinese stands around it: a word space parts sentences."""
    for match in _SPLIT_POINT.finditer(text):
        before = re.search(
            rf"[{_HAN}][ ]?[0-9]{{1,6}}\Z", text[max(0, match.start() - 8) : match.start()]
        )
        if before:
            space = match.start() if match.group()[0] == " " else match.end() - 1
            yield space, space + 1


def _glosses(text: str) -> list[tuple[int, int]]:
    """Readings printed behind their characters: 個(gè)."""
    found = list(_GLOSS.finditer(text))
    toned = sum(_TONED.search(match.group()) is not None for match in found)
    return [match.span() for match in found] if toned >= 3 else []


def _pages(text: str) -> Iterator[tuple[int, int]]:
    """Page numbers inside sentences: they count up through the text, or nothing else fits."""
    found = list(_PAGE.finditer(text))
    numbers = [int(match[1]) for match in found]
    tight = len(re.findall(rf"[{_HAN}][0-9][0-9.,]{{0,12}}[{_HAN}%]", text[:200_000]))
    for at, match in enumerate(found):
        beside = numbers[max(0, at - 2) : at] + numbers[at + 1 : at + 3]
        counts_up = any(abs(number - numbers[at]) in (1, 2) for number in beside)
        alone = tight >= len(found) and not _COUNTED.match(text, match.end())
        if (counts_up and (len(found) >= 3 or alone)) or alone:
            yield match.span()
    yield from _spans(_PAGE_LINE, text)


_COUNTED = re.compile(
    "[个名人户村家所项件次条期处座位支辆台份篇间头只棵对批届例起种类张笔套组栋幅本年月日天岁元"
    "万亿千百亩吨公平米层部级号点大多余]"
)


def _breaks(text: str, cuts: Iterable[tuple[int, int]]) -> tuple[list[tuple[int, int]], str]:
    """Line ends inside sentences: cut in Chinese, a space between words."""
    cut = {start for start, _ in cuts}
    removed: list[tuple[int, int]] = []
    pieces: list[str] = []
    at = line_start = 0
    for match in _BREAK.finditer(text):
        start, end = match.span()
        soft = start not in cut and _is_soft(text, line_start, start, end)
        line_start = end
        if not soft:
            continue
        if _is_han(text[start - 1]) or _is_han(text[end]):
            removed.append((start, end))
            continue
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return removed, "".join([*pieces, text[at:]])


def _is_soft(text: str, line_start: int, start: int, end: int) -> bool:
    """The line runs on: it is long, unfinished, and no item or blank line follows."""
    if start == line_start or end >= len(text) or text[end] == "\n":
        return False
    last, following = text[start - 1], text[end]
    if last in ";；" and _is_han(following):
        return True
    if _STARTS_ITEM.match(text, end):
        return False
    if _is_han(last) or last in "，、,“”（(":
        ends = last in _ENDS_LINE
        return not ends and _is_han(following) and start - line_start >= _HAN_WRAP
    if last in "。！？|\t" or following in "|\t":
        return False
    is_row = _ROW.match(text, end) is not None
    if is_row and (last == ":" or _ROW.fullmatch(text, line_start, start)):
        return False
    return start - line_start >= _WORDS_WRAP or following.islower()


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character in "，。、；：（）“”《》"


def _without(text: str, cuts: Iterable[tuple[int, int]]) -> tuple[str, array[int]]:
    """The text without the cut spans, and where each character left stood."""
    pieces: list[str] = []
    offsets = array("q")
    at = 0
    for start, end in sorted(cuts):
        if start > at:
            pieces.append(text[at:start])
            offsets.extend(range(at, start))
        at = max(at, end)
    pieces.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return "".join(pieces), offsets
