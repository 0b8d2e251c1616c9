"""Two lists paired in turn: $488, $251 and $176 million, respectively, or 54%, 28% and 19%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Document, Quantity
from ..readings import NAMED
from .claim import FILL, TAKES, Claim, bare_words, is_share, moves, of_words
from .operands import fit, is_number
from .printed import next_number, of_its
from .wording import pattern, says_of

_FAR = 60
_BESIDE = r"[^,，。;:.()0-9]{0,12}[,，、;]?[ ]?(?:and|和|及|以及|与)?[ ]?[$€£¥]?"
_NAMED = r"[^,，。;:.()0-9]{0,8}[，、;][^,，。;:.()0-9]{0,8}"
_LISTED = rf"\A(?:{_BESIDE}|{_NAMED}|[^0-9;:.()%]{{0,40}}(?:,|\band\b)[^0-9;:.()%]{{0,40}})\Z"
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
        if is_number(numbers[0]) and _said(document, numbers, percents):
            takes = pattern(TAKES).match(percents[0].before)
            words = bare_words(takes["whole"]) if takes else of_words(percents[-1])
            for percent, part in zip(percents, numbers, strict=True):
                yield Claim(percent, part, NAMED, whole=whole, words=words, tied=True)


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
