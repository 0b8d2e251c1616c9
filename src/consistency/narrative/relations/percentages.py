"""What each percentage of a text is the share of: read from the words between the two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..document import Document, Quantity
from ..readings import NAMED, NEAREST, POSSIBLE
from .claim import (
    COPULAS,
    FAR,
    FILL,
    LEADING,
    LEVEL,
    RATE,
    RATE_WORDS,
    TAKES,
    Claim,
    bare_words,
    is_share,
    moves,
    of_words,
    subject_of,
)
from .definitions import defined
from .fractions import announced
from .leading import before_part
from .naming import by_name
from .operands import is_elided, is_number, is_whole_thing, name_of, own_name
from .printed import opened_by, with_printed
from .turns import in_a_row, in_turn
from .wording import listed, pattern, says

_REACH = 12
_AROUND = 4
_LEAD = 160
_ALSO = rf"\A{LEADING}(?:<also>){FILL}\Z"
_IN_BRACKET = (
    rf"\A[^,，。;:.()0-9%]{{0,60}}\([ ]?{FILL}(?:<also>)?{FILL}[ ]?"
    r"(?P<words>[^,，。;:.()0-9%]{0,20})\Z"
)
_STANDS_FOR = r"\A(?:<anaphor>|which|it)\Z"
_OF_WHOM = r"\A,?[ ]?of[ ](?:whom|which|them|these)(?![a-z])"
_TIES = re.compile(r"\A[)）]?[^,，。;:()0-9]{0,10}的约?\Z")
_OF_PLAN = r"(?:\A|[^0-9])(?:<takes>|完成|为|是|达|达到)[^,，。;:()0-9]{0,16}[(（]?\Z"


def claims_of(document: Document) -> Iterator[Claim]:
    """The claims of every sentence, in order; several for a percentage whose part is unclear."""
    for quantities in document.sentences():
        paired = {claim.percent.index: claim for claim in in_turn(document, quantities)}
        listed = False
        for percent in quantities:
            listed = percent.is_share and (in_a_row(percent) or (listed and not percent.before))
            if percent.index in paired:
                yield paired[percent.index]
                continue
            rates = list(defined(document, percent)) if percent.is_share else []
            yield from rates
            if not percent.is_share or any(claim.strength == NAMED for claim in rates):
                continue
            if listed or not percent.figure.value:
                continue  # one of several shares in turn, whose parts are not in view
            if is_share(document, percent):
                yield from _claims(document, percent)
            elif (planned := _of_plan(document, percent)) is not None:
                yield planned


def _claims(document: Document, percent: Quantity) -> Iterator[Claim]:
    for find in (before_part, _bracketed, announced, _joined):
        claim = find(document, percent)
        if claim is not None:
            yield claim
            return
    yield from by_name(document, percent)


def _of_plan(document: Document, percent: Quantity) -> Claim | None:
    """为年度计划80亿元的105%: a share of a plan, where the plan is printed."""
    part, _ = _in_front(document, percent)
    return _whole_in_front(document, percent, part) if part else None


def _bracketed(document: Document, percent: Quantity) -> Claim | None:
    """The percentage stands in brackets behind its part: 68,511 (43.3%)."""
    part = document.quantities[percent.index - 1] if percent.index else None
    if part is None or not is_number(part) or percent.start - part.after > FAR:
        return None
    match = pattern(_IN_BRACKET).match(document.plain[part.after : percent.start])
    if match is None or moves(part.before) or not document.clauses[percent.clause].depth:
        return None
    gap = document.plain[part.after : percent.start].split("(")[0]
    if pattern("<growth>|<moves>").search(gap):
        return None
    takes = pattern(TAKES).match(match["words"])
    odd = takes is None or subject_of(takes["subject"]) or takes["verb"] in COPULAS
    if (match["words"].strip() and odd) or percent.behind[:2] not in ("", "of"):
        return None  # (margin of error 3%), (73.8% Catholic)
    words = of_words(percent) or (bare_words(takes["whole"]) if takes else "")
    return with_printed(document, Claim(percent, part, NAMED, words=words, tied=True))


def _joined(document: Document, percent: Quantity) -> Claim | None:
    """The percentage says again, or says of, the figure in front of it."""
    part, near = _in_front(document, percent)
    if part is None:
        return None
    printed = _whole_in_front(document, percent, part)
    if printed is not None:
        return printed
    same = part.clause == percent.clause
    start = part.after if same else document.clauses[percent.clause].start
    lead = document.plain[max(start, percent.start - _LEAD) : percent.start].strip()
    if same and pattern(_ALSO).match(lead) and pattern(_OF_WHOM).match(percent.behind):
        whole = document.quantities[part.index - 1] if part.index else part
        held = whole.sentence == part.sentence and is_number(whole) and whole is not part
        return Claim(percent, part, NAMED, whole=whole) if held else None
    claim = Claim(percent, part, NAMED if near else POSSIBLE, words=of_words(percent))
    takes = pattern(TAKES).match(lead)
    subject = subject_of(takes["subject"]) if takes else ""
    stands_for = pattern(_STANDS_FOR).match(subject) or _is_apposed(document, part, percent)
    odd = stands_for and takes and takes["verb"] in COPULAS and not claim.words
    if takes and not odd and (same or not subject or stands_for):
        return _of_verb(document, claim, takes, same=same)
    if same or not near:
        return None
    return _said_again(document, claim, lead, verb=takes is not None and not odd)


def _is_apposed(document: Document, part: Quantity, percent: Quantity) -> bool:
    """At 1,080, women make up 75%: the figure goes with the subject behind it."""
    beside = part.clause + 1 == percent.clause and document.clauses[part.clause].ender == ","
    return (
        beside and pattern(r"(?:\A|[ ])<apposed>\Z").search(part.before.rstrip(" $€£¥")) is not None
    )


def _of_verb(document: Document, claim: Claim, takes: re.Match[str], *, same: bool) -> Claim | None:
    """A verb ties the two: 172个，占总数的12.4%; the 1,620 are 81% of the 2,000."""
    if takes["verb"] in COPULAS and not claim.percent.behind.startswith("of"):
        return None
    if same and not _of_part(takes, claim.part):
        return None
    words = claim.words or bare_words(takes["whole"])
    return with_printed(document, replace(claim, words=words))


def _said_again(document: Document, claim: Claim, lead: str, *, verb: bool) -> Claim | None:
    """The percentage says the figure of the clause before again: or 75%, a rate of 75%, 即75%."""
    percent, part = claim.percent, claim.part
    ratio = pattern(RATE_WORDS).match(lead) or pattern(RATE).match(lead)
    if pattern(_ALSO).match(lead):
        return None if _is_moving(document, claim) else with_printed(document, claim)
    if ratio and not verb:
        return _rated(document, claim, ratio["rate"].strip())
    depths = {document.clauses[q.clause].depth for q in (percent, part)}
    if lead or len(depths) > 1:
        return None
    printed = with_printed(document, claim)
    return printed if printed.whole or _stands_alone(document, claim) else None


def _is_moving(document: Document, claim: Claim) -> bool:
    """The figure said again is a movement, or where one ends: rose to 3,098, or 3.3%."""
    part = claim.part
    if moves(part.before) or pattern(r"\A(?:<moves>)").match(part.behind):
        return True
    if claim.words or LEVEL.search(part.before) is None:
        return False
    return pattern("<growth>").search(name_of(document, part)) is not None


def _of_part(takes: re.Match[str], part: Quantity) -> bool:
    """What stands in front of 占 is the part's noun, not another subject."""
    subject = subject_of(takes["subject"])
    if subject.isascii() or not subject:
        return True
    return len(subject) <= 4 and takes["verb"] not in listed("proportion")


def _rated(document: Document, claim: Claim, rate: str) -> Claim:
    """A rate goes with the figure in front that its word speaks of: 城镇化率 with 城镇人口."""
    rated = replace(claim, rate=rate)
    printed = with_printed(document, rated)
    if printed.whole is not None:
        return printed
    opened = opened_by(document, claim.part)
    if opened is not None and rate.isascii():
        return replace(rated, whole=opened)
    last = claim.part.index
    spoken = pattern(r"(?<=[a-z] )(?:<rate_nouns>)\Z").sub("", rate)
    for figure in reversed(document.quantities[max(0, last - _AROUND) : last + 1]):
        if figure.sentence != claim.percent.sentence:
            break
        if is_whole_thing(figure) and not moves(figure.before):
            name = _name(document, figure)
            hits, wanted = says(spoken, name)
            if hits and (2 * hits >= wanted or spoken[-2:] in name):
                return replace(rated, part=figure)
    return replace(rated, strength=POSSIBLE)


def _name(document: Document, figure: Quantity) -> str:
    """The name of a figure; of one without words of its own, the subject of its sentence."""
    if subject_of(figure.before.rstrip("$€£¥ ")):
        return own_name(document, figure)
    start = document.sentence_span(figure.sentence)[0]
    return document.plain[start : min(figure.start, start + FAR)] + own_name(document, figure)


def _stands_alone(document: Document, claim: Claim) -> bool:
    """Between commas: the percentage alone, or with the whole it is of."""
    percent = claim.percent
    end = document.clauses[percent.clause].end
    rest = document.plain[percent.after : min(end, percent.after + FAR)].strip(" ,，。;:.()")
    return not rest or (rest == percent.behind and bool(claim.words) and rest.endswith(claim.words))


def _in_front(document: Document, percent: Quantity) -> tuple[Quantity | None, bool]:
    """The figure that a percentage follows, over growth; and whether it is next to it."""
    for figure in reversed(document.quantities[max(0, percent.index - _REACH) : percent.index]):
        if figure.sentence != percent.sentence:
            break
        if is_number(figure) and (moves(figure.before) or is_elided(document, figure)):
            continue
        if is_whole_thing(figure):
            between = range(figure.clause + 1, percent.clause)
            return figure, not any(_speaks(document, clause) for clause in between)
        if figure.is_share and is_share(document, figure):
            break
    return None, False


def _speaks(document: Document, clause: int) -> bool:
    """A clause of words alone, which brings in something else."""
    span = document.clauses[clause]
    text = document.plain[span.start : min(span.end, span.start + FAR)].strip(" ,，;:()")
    return len(text) > 3 and not document.quantities_between(span.start, span.end)


def _whole_in_front(document: Document, percent: Quantity, figure: Quantity) -> Claim | None:
    """占世界人口68亿的23%: the figure in front is the whole, its part stands before."""
    gap = document.plain[figure.after : percent.start].strip()
    start = document.clauses[figure.clause].start
    if not document.plain[start : figure.start].strip() and figure.clause:
        start = document.clauses[figure.clause - 1].start  # the words in front of a bracket
    lead = document.plain[start : min(figure.start, start + FAR)]
    same = figure.clause == percent.clause or gap[:1] in ("）", ")")
    if not same or _TIES.match(gap) is None:
        return None
    words = figure.before or lead
    if not pattern(rf"\A{FILL}<takes>").match(lead) and not pattern(_OF_PLAN).search(words):
        return None
    part, near = _in_front(document, figure)
    if part is None:
        return None
    near = near or (gap[:1] == ")" and part.clause >= figure.clause - 2)
    return Claim(percent, part, NAMED if near else NEAREST, whole=figure)
