"""Finds announced numbers of items, against the items listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...model.relation import Relation
from ..document import Document
from ..edits import count, doubted
from .announced import Announcement, announcements, any_of, quantity_of
from .enumerations import Enumeration, enumeration, is_even
from .ordinals import Run, runs

_BACK = 90
_LIST = 400
_ADJACENT = 8
_NEAR = 24


def counts(document: Document, known: Sequence[Relation]) -> Sequence[Relation]:
    """The announced numbers of a text whose lists are plainly theirs.

    Lists by ordinal markers, behind 即 or a colon, in brackets, and in front of
    their number. A list whose items can be counted in several ways is kept only
    where one of them agrees. Linear in the length of the text.
    """
    found: dict[int, Relation] = {}
    announced = tuple(announcements(document.plain))
    for at, relation in _by_ordinals(document):
        found.setdefault(at, relation)
    for find in (_behind, _before):
        for at, relation in find(document, announced):
            found.setdefault(at, relation)
    return [found[at] for at in sorted(found)]


Found = Iterator[tuple[int, Relation]]


def _by_ordinals(document: Document) -> Found:
    """三条: 一是…二是…三是: the run's last marker is the number."""
    plain = document.plain
    for run in runs(document):
        if run.last < 2:
            continue
        low = _window(document, run)
        near = [a for a in announcements(plain, low, run.start) if _announces(document, a, run)]
        near.reverse()
        agreeing = [a for a in near if a.value == run.last]
        if agreeing:
            yield agreeing[0].start, _counted(document, agreeing[0], run.last)
            continue
        if near and _leads(plain, near[0], run):
            relation = _counted(document, near[0], run.last)
            yield near[0].start, relation


def _window(document: Document, run: Run) -> int:
    """Where the words that announce a run can begin: its sentence or the one before."""
    sentence = document.clauses[document.clause_at(run.start)].sentence
    back = 2 if document.plain[run.start - 1 : run.start] in ("\n", " ") else 1
    low, _ = document.sentence_span(max(0, sentence - back))
    return max(low, run.start - _BACK)


def _announces(document: Document, found: Announcement, run: Run) -> bool:
    """A number with a noun shortly before, or one with a mark behind it: 有三: 第一."""
    plain = document.plain
    if found.noun > found.end:
        return run.start - found.noun <= _NEAR
    return (
        re.fullmatch(r"[^，,。;；]{0,6}[”」]?[:：,，。]?\s*", plain[found.end : run.start])
        is not None
    )


def _leads(plain: str, found: Announcement, run: Run) -> bool:
    """Nothing but a mark or a few words stands between the announcement and its list."""
    between = plain[found.noun : run.start]
    if len(between) > _ADJACENT or found.noun == found.end:
        return False
    marked = r"[:：。.,，]" if found.is_abstract else r"[^，,。.;；]{0,6}[:：]\s*\Z"
    return re.search(marked, between) is not None


def _counted(document: Document, found: Announcement, items: int) -> Relation:
    return count(quantity_of(document, found), items)


def _behind(document: Document, announced: Sequence[Announcement]) -> Found:
    """Lists behind their number: in brackets, behind a colon, 即 or namely, or as names."""
    plain = document.plain
    for found in announced:
        for pattern in _ways():
            match = pattern.match(plain, found.noun, min(len(plain), found.noun + _LIST))
            if match is None:
                continue
            relation = _judged(document, found, match)
            if relation is not None:
                yield found.start, relation
            break


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    """Brackets behind the noun; a word or a colon, the list up to the end; names."""
    words = r"[^，,。.;；:：()（）、\n0-9]{0,16}?"
    namely = any_of("namely")
    return (
        re.compile(rf"{words}[ ]?[(（](?P<bracket>[^()（）0-9\n]{{3,200}})[)）]"),
        re.compile(
            rf"{words}[，,”]{{0,2}}[ ]?(?:{namely})[:：,，]?[ ]?(?P<namely>[^。.\n]{{3,300}})"
        ),
        re.compile(
            rf"{words}[”]?[:：][ ]?(?P<colon>[^。\n:：]{{3,300}}?)(?:\.(?=\s|\Z)|[。\n]|\Z)"
        ),
        re.compile(rf"{words} [-–—] (?P<dashes>[^-–—.\n]{{3,200}}) [-–—] "),
        re.compile(r"(?:,| of|:)[ ](?P<names>[a-z][^.;:()\n0-9]{3,120})"),
    )


def _judged(document: Document, found: Announcement, match: re.Match[str]) -> Relation | None:
    kind = match.lastgroup or ""
    text = _cut(document.plain[match.start(kind) : match.end(kind)])
    if kind == "names":
        return _named(document, found, match)
    listed = enumeration(text)
    if listed is None:
        return None
    if found.value in listed.sizes:
        return _counted(document, found, found.value)
    closed = kind in ("bracket", "namely", "dashes") or (
        kind == "colon" and ("；" in text or ";" in text)
    )
    told = found.is_abstract or kind == "dashes" or _names_all(document, found, match)
    if listed.sizes and told and closed and _is_plain(listed, text) and not _OPEN.search(text):
        return doubted(_counted(document, found, listed.sizes[0]), "list_is_complete")
    return None


def _names_all(document: Document, found: Announcement, match: re.Match[str]) -> bool:
    """A counted noun and a word that equates it with the list: 四件实事, 即…."""
    between = document.plain[found.noun : match.start(match.lastgroup or "")]
    return found.noun > found.end and re.search(any_of("equates"), between) is not None


def _is_plain(listed: Enumeration, text: str) -> bool:
    """The items can be counted in one way, and are short."""
    last = re.split("[、，,]", text)[-1]
    joined = len(re.findall(rf"(?:{any_of('conjunction')})", text))
    only = listed.plain or (last.isascii() and joined == 1 and " and " in f" {last} ")
    return only and is_even(text)


def _cut(text: str) -> str:
    """The list alone: parted by semicolons, or by enumeration commas up to a heavier mark."""
    if "；" in text or ";" in text or "、" not in text:
        return text
    return re.split("[，,]", text, maxsplit=1)[0]


def _named(document: Document, found: Announcement, match: re.Match[str]) -> Relation | None:
    """Names behind a number of places: two counties, Meru and Embu."""
    shown = document.folded.text[match.start("names") : match.end("names")]
    names = r"(?:the )?[A-Z][\w’'-]*(?: (?:of |the |and the )?[A-Z][\w’'-]*){0,3}"
    listed = re.match(rf"{names}(?:, {names}){{0,20}},? and {names}", shown)
    if listed is None:
        return None
    sizes = enumeration(listed.group().lower())
    if sizes is not None and found.value in sizes.sizes:
        return _counted(document, found, found.value)
    return None


def _before(document: Document, announced: Sequence[Announcement]) -> Found:
    """Lists in front of their number: 目标、责任、措施三到位."""
    plain = document.plain
    for found in announced:
        low = max(0, found.start - 160)
        text = plain[low : found.start]
        match = _QUOTED.search(text) or _LISTED.search(text)
        if match is not None and match["open"] == "的" and not text.endswith("“"):
            continue  # a list inside one pair of quotes is a slogan, and its number a name
        if match is None or _PARTIAL.match(plain, found.noun) or _VERB.search(match["list"]):
            continue
        if found.noun == found.end and _NAME.match(plain, found.end) and "的“" not in text[-3:]:
            continue
        listed = enumeration(match["list"])
        if listed is None or _UNIT.match(text, match.start("list") - 1):
            continue
        if found.value in listed.sizes:
            yield found.start, _counted(document, found, found.value)
        elif _is_closed(found, listed, match):
            relation = _counted(document, found, listed.sizes[0])
            yield found.start, doubted(relation, "list_is_complete")


def _is_closed(found: Announcement, listed: Enumeration, match: re.Match[str]) -> bool:
    """A list that its number closes, of things that are listed, or but for one as many."""
    if not listed.plain or match["open"] or not is_even(match["list"]):
        return False
    size = listed.sizes[0]
    missed = size >= _LEAST and abs(size - found.value) == 1 and found.noun > found.end
    return found.is_abstract or missed


_LEAST = 3
_LISTED = re.compile(
    r"(?:\A|[，,。;；:：\n!?0-9])(?P<list>[^，,。;；:：\n!?0-9]{0,60}、[^，,。;；:：\n!?0-9]{1,90}?)"
    r"(?P<open>等)?[“”\"]{0,2}(?:的“)?\Z"
)
_QUOTED = re.compile(r"“(?P<list>[^“”、]{1,30}、[^“”]{1,90})”(?P<open>的)?“?\Z")
_OPEN = re.compile(rf"(?:{any_of('open_list')})")
_NAME = re.compile(r"[\u4e00-\u9fff][”」]")
_UNIT = re.compile(r"[0-9][^，、0-9]{1,3}、")
_PARTIAL = re.compile(r"以上|以下|以内|多|余")
_VERB = re.compile(r"[在有达至到每是为]\Z")
