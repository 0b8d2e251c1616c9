"""Two lists paired in turn: $488, $251 and $176 million, respectively, or 54%, 28% and 19%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Document, Quantity
from ..readings import NAMED
from .claim import FILL, TAKES, Claim, bare_words, is_share, moves, of_words
from .operands import fit, is_number
from .printed import next_number, of_its
from .wording import pattern, says, says_of, tokens

_FAR = 60
_SOON = 8
_BESIDE = r"[^,，。;:.()0-9]{0,12}[,，、;]?[ ]?(?:and|和|及|以及|与)?[ ]?[$€£¥]?"
_NAMED = r"[^,，。;:.()0-9]{0,8}[，、;][^,，。;:.()0-9]{0,8}"
_LISTED = rf"\A(?:{_BESIDE}|{_NAMED}|[^0-9;:.()%]{{0,40}}(?:,|\band\b)[^0-9;:.()%]{{0,40}})\Z"
_TURNS_OF = re.compile(r"\A[ ]?of[ ][^,，。;:.()0-9]{0,40}\Z")
_OF_IT = r"\A[^,，。;:()0-9]{0,10}的\Z"
_TAKEN = r"(?:<in_turn>)(?:<takes>)[^,，。;:()]{0,16}\Z|\A<takes>[^,，。;:()]{0,16}\Z"
_LEAD = rf"\A[^0-9.;()]{{0,40}}[,:—–-][ ]*\Z|(?:<in_turn>|<also>|<takes>|<proportion>){FILL}"


def in_turn(document: Document, quantities: Sequence[Quantity]) -> Iterator[Claim]:
    """The claims of one sentence whose parts stand in one list and their shares in another."""
    runs = _runs(document, quantities)
    for at, percents in enumerate(runs[1:], 1):
        numbers = runs[at - 1]
        if at > 1 and len(numbers) == 1 and pattern("<sums>").search(numbers[0].before):
            numbers = runs[at - 2]
        whole = None
        if at > 1 and len(numbers) == 1 and _heads(document, numbers[0], percents[0]):
            whole, numbers = numbers[0], runs[at - 2]
        if len(percents) < 2 or not percents[0].is_share or len(numbers) < len(percents):
            continue
        numbers = numbers[-len(percents) :]
        whole = whole or _behind(document, numbers[0], percents[-1])
        following = runs[at + 1] if at + 1 < len(runs) else []
        if is_number(numbers[0]) and _said(document, numbers, percents):
            takes = pattern(TAKES).match(percents[0].before)
            words = bare_words(takes["whole"]) if takes else of_words(percents[-1])
            wholes = _wholes_in_turn(document, words, numbers, percents, following)
            for percent, part, own in zip(percents, numbers, wholes, strict=True):
                yield Claim(percent, part, NAMED, whole=own or whole, words=words, tied=True)


def _wholes_in_turn(
    document: Document,
    words: str,
    numbers: Sequence[Quantity],
    percents: Sequence[Quantity],
    following: Sequence[Quantity],
) -> Sequence[Quantity | None]:
    """A third list, of the wholes, behind or in a sentence beside: sales were $612, $598, …"""
    here = numbers[0].sentence
    gap = document.plain[percents[-1].after : following[0].start] if following else ""
    if len(following) == len(numbers) and _TURNS_OF.match(gap) and fit(numbers[0], following[0]):
        return following
    if tokens(words):
        first, last = numbers[0].index, percents[-1].index
        beside = (*document.quantities[max(0, first - 1) : first], *_next(document, last))
        for sentence in (q.sentence for q in beside if abs(q.sentence - here) == 1):
            for run in _runs(document, document.quantities_of(sentence)):
                if len(run) == len(numbers) and _are_such(document, words, numbers[0], run[0]):
                    return run
    return [None] * len(numbers)


def _next(document: Document, last: int) -> Sequence[Quantity]:
    """The first figure of another sentence soon behind."""
    here = document.quantities[last].sentence
    behind = document.quantities[last + 1 : last + _SOON]
    return [quantity for quantity in behind if quantity.sentence != here][:1]


def _are_such(document: Document, words: str, part: Quantity, first: Quantity) -> bool:
    """The list goes by the words, in the same order."""
    start, end = document.sentence_span(first.sentence)
    lead = document.plain[max(start, first.start - 2 * _FAR) : first.start]
    hits, wanted = says(words, lead)
    in_order = pattern("<in_turn>").search(document.plain, first.start, end)
    return hits == wanted and in_order is not None and is_number(first) and fit(part, first)


def in_a_row(percent: Quantity) -> bool:
    """分别 stands in front: the first of several percentages, each of a part of its own."""
    return pattern(rf"(?:<in_turn>)(?:<takes>)?{FILL}\Z").search(percent.before) is not None


def _heads(document: Document, whole: Quantity, percent: Quantity) -> bool:
    """分别占受访居民400名的80%、15%和5%: the whole stands between the two lists."""
    gap = document.plain[whole.after : min(percent.start, whole.after + _FAR)]
    return pattern(_OF_IT).match(gap) is not None and says_of(_TAKEN, whole.before)


def _behind(document: Document, part: Quantity, percent: Quantity) -> Quantity | None:
    """The whole behind the list of shares: 75% and 25%, respectively, of its €60 billion."""
    whole = next_number(document, percent)
    if whole is not None and of_its(document, part, percent.after, whole):
        return whole
    return None


def _runs(document: Document, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Figures of one kind that follow one another with little between them."""
    runs: list[list[Quantity]] = []
    for quantity in quantities:
        if runs and _goes_on(document, runs[-1][-1], quantity):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return runs


def _goes_on(document: Document, last: Quantity, quantity: Quantity) -> bool:
    gap = document.plain[last.after : quantity.start]
    if last.is_share != quantity.is_share:
        return False
    if quantity.is_share:
        return pattern(rf"\A{_BESIDE}\Z").match(gap) is not None
    if pattern("<sums>|<in_turn>").search(gap) or not says_of(_LISTED, gap):
        return False
    return is_number(last) and is_number(quantity) and fit(last, quantity)


def _said(document: Document, numbers: Sequence[Quantity], percents: Sequence[Quantity]) -> bool:
    """Words pair the lists: respectively, 分别; or the second says the first again."""
    if percents[0].start - numbers[-1].after > _FAR:
        return False
    start, end = numbers[0].start - _FAR, percents[-1].end + _FAR
    lead = document.plain[numbers[-1].after : percents[0].start]
    if not all(is_share(document, percent) for percent in percents):
        return False
    if moves(numbers[0].before) or "率" in lead:
        return False
    if pattern("<in_turn>").search(document.plain, max(0, start), end) is None:
        return False
    return pattern(_LEAD).search(lead) is not None
