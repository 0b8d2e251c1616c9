"""A small narrative report made by hand, in simplified Chinese and English.

617 of 1383 is 44.6132: 44.7 is wrong by one last digit; 172 is 12.4367, right.
200 + 50 is 250, not 260: ten too much, gross. 133 against 134 is only suggested.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from samples import CREATED, SHA

from consistency.model.edit import Assumption, BalanceEdit, Edit, RatioEdit, Term
from consistency.model.figure import Figure, Place
from consistency.model.relation import Relation, result_of
from consistency.model.report import FigureCounts, InputEntry, Report, Result, Waiver

NAME = "report.txt"
TEXT = (
    "一、基本情况\n"
    "据统计，全市1383个建制村，其中标兵村172个，占12.4%；达标村617个，占44.7%。其余不计。\n"
    "今年共投入260万元,其中财政200万元,党费50万元.\n"
    "The district has 133 villages. Later,\nin another chapter, the same district\n"
    "is said to have 134 villages; 7 more | <b>are</b> planned.\n"
    "数量?个。\n"
)


def figure(text: str, unit: str | None, after: str = "", scale: int = 1) -> Figure:
    """The figure of this text behind `after` in the report, with its place."""
    start = TEXT.index(text, TEXT.index(after))
    digits = text.rstrip("万%")
    decimals = len(digits.partition(".")[2])
    place = Place(NAME, line=TEXT.count("\n", 0, start) + 1, start=start, end=start + len(text))
    step = Fraction(scale, 10**decimals)
    count = True if unit in ("个", "villages") else None
    value = Fraction(digits) * scale
    return Figure(text, value, unit, decimals, step, count=count, place=place)


def share(stated: Figure, part: Figure, whole: Figure) -> Edit[Figure]:
    hundred = Fraction(100)
    terms = (Term("part", part),), (Term("whole", whole),)
    return RatioEdit(Term("share", stated), *terms, hundred, percent=True)


def relations() -> tuple[Relation, ...]:
    villages = figure("1383", "个")
    funds = figure("260万", "元", scale=10_000)
    sources = [figure(text, "元", "其中财政", 10_000) for text in ("200万", "50万")]
    restated = [figure(number, "villages") for number in ("133", "134")]
    first, second = (Term("stated", one) for one in restated)
    total = BalanceEdit((Term("total", funds),), tuple(Term("part", one) for one in sources))
    rests = (Assumption("same_quantity"),)
    return (
        Relation(
            "share",
            (share(figure("12.4%", "%"), figure("172", "个"), villages),),
            "stated",
            "share",
        ),
        Relation(
            "share",
            (share(figure("44.7%", "%"), figure("617", "个"), villages),),
            "stated",
            "share",
        ),
        Relation("total", (total,), "stated", "total"),
        Relation("same", (BalanceEdit((first,), (second,)),), "implied", "same", (), rests),
    )


def results() -> tuple[Result, ...]:
    found = [result_of(relation, NAME) for relation in relations()]
    return tuple(replace(result, id=f"id{number}") for number, result in enumerate(found))


def narrative(**more: object) -> Report:
    lost = TEXT.index("?")
    fields: dict[str, object] = {
        "version": "0.1.0",
        "created": CREATED,
        "inputs": (InputEntry(NAME, NAME, SHA, "text", "read", text_sha256=SHA),),
        "errors": (),
        "suite": None,
        "checks": 4,
        "results": results(),
        "figures": FigureCounts(12, 10, 1, 1),
        "texts": ((NAME, TEXT),),
        "unused": (figure("7", None, "134 villages"),),
        "lost": (Place(NAME, line=7, start=lost, end=lost + 1),),
    }
    return Report(**(fields | more))  # type: ignore[arg-type]


def waived() -> Report:
    """The same report, its total accepted."""
    waiver = Waiver("id2", ("2600000",), "printed so | in the *yearbook*", "Li", "2011-01-01")
    return narrative(
        results=tuple(replace(r, waiver=waiver) if r.kind == "total" else r for r in results())
    )
