"""Small reports made by hand, decided by the real decision.

The village grading: 1383 villages = 172 + 339 + 617 + 177 + 78, which is 1383.
172 of 1383 is 12.4367, 339 is 24.5119, 617 is 44.6132, 177 is 12.7983, 78 is
5.6399; stated are 12.4, 24.5, 44.7, 12.8, 5.6, which make 100.0. So one share
is wrong, by 0.0868, one unit of its last digit at most.
"""

from __future__ import annotations

from fractions import Fraction

from consistency.errors import Fault
from consistency.model.base import decide_base
from consistency.model.decide import decide
from consistency.model.edit import BalanceEdit, Decision, Edit, Policy, RatioEdit, Term
from consistency.model.figure import Figure, Place
from consistency.model.interval import Interval
from consistency.model.report import (
    FigureCounts,
    InputEntry,
    InputFault,
    Report,
    Result,
    SuiteEntry,
    VoidWaiver,
    Waiver,
    result_id,
)

INPUT = "villages.csv"
TIERS = ("model", "advanced", "qualified", "weaker", "weak")
COUNTS = ("172", "339", "617", "177", "78")
SHARES = ("12.4", "24.5", "44.7", "12.8", "5.6")
CREATED = "2010-12-31T00:00:00Z"
SHA = "0" * 64


def printed(text: str, column: str = "", cell: str = "", unit: str | None = None) -> Figure:
    """A figure with exactly these digits, in a cell of the sample table."""
    _, _, decimals = text.partition(".")
    place = Place(INPUT, None, 1, (("city", "Bei"),), column, cell) if column else None
    step = Fraction(1, 10 ** len(decimals))
    return Figure(text, Fraction(text), unit, len(decimals), step, place=place)


def blank(column: str, cell: str, text: str = "", absence: str = "missing") -> Figure:
    """A cell of a count that holds no number."""
    place = Place(INPUT, None, 1, (("city", "Bei"),), column, cell)
    domain = Interval(Fraction(0), None)
    return Figure(text, absence=absence, domain=domain, place=place)  # type: ignore[arg-type]


def result(
    check: str, kind: str, edit: Edit[Figure], policy: Policy | None = None, **more: object
) -> Result:
    """One result, decided."""
    figures = tuple((term.role, term.slot) for term in edit.terms)
    decision = decide(edit, policy or Policy())
    return of(check, kind, decision, figures, **more)


def of(
    check: str,
    kind: str,
    decision: Decision,
    figures: tuple[tuple[str, Figure], ...] = (),
    **more: object,
) -> Result:
    """A result around a decision; what is not given is the plainest there is."""
    slots = [(role, (f.place.column or "") if f.place else f.text) for role, f in figures]
    fields: dict[str, object] = {
        "id": more.get("id")
        or result_id("sample", check, kind, None, None, slots, more.get("key", ())),  # type: ignore[arg-type]
        "check": check,
        "code": None,
        "kind": kind,
        "severity": "error",
        "basis": "checks",
        "input": INPUT,
        "decision": decision,
        "figures": figures,
    }
    return Result(**(fields | more))  # type: ignore[arg-type]


def total(stated: Figure, *parts: Figure) -> BalanceEdit[Figure]:
    """The parts make the total."""
    return BalanceEdit((Term("total", stated),), tuple(Term("part", part) for part in parts))


def share(stated: Figure, part: Figure, whole: Figure) -> RatioEdit[Figure]:
    """The share of a part in its whole, in percent."""
    return RatioEdit(
        Term("share", stated),
        (Term("part", part),),
        (Term("whole", whole),),
        Fraction(100),
        percent=True,
    )


def village_results() -> tuple[Result, ...]:
    key = (("city", "Bei"),)
    whole = printed("1383", "villages", "B2")
    counts = [printed(t, n, f"{c}2") for t, n, c in zip(COUNTS, TIERS, "CDEFG", strict=True)]
    shares = [
        printed(t, f"{n}_pct", f"{c}2", "%") for t, n, c in zip(SHARES, TIERS, "HIJKL", strict=True)
    ]
    hundred = BalanceEdit(
        (), tuple(Term("share", s) for s in shares), stated_constant=Fraction(100)
    )
    return (
        result("grades-make-total", "total", total(whole, *counts), key=key),
        *(
            result("grade-shares", "share", share(s, c, whole), key=key)
            for s, c in zip(shares, counts, strict=True)
        ),
        result("shares-make-100", "shares", hundred, key=key),
    )


def report(results: tuple[Result, ...], **more: object) -> Report:
    fields: dict[str, object] = {
        "version": "0.1.0",
        "created": CREATED,
        "inputs": (InputEntry(INPUT, INPUT, SHA, "table", "read"),),
        "errors": (),
        "suite": SuiteEntry("village-grading", "2010", SHA, "given"),
        "checks": len({r.check for r in results}),
        "results": results,
        "figures": FigureCounts(13, 11, 2, 0),
    }
    return Report(**(fields | more))  # type: ignore[arg-type]


def village() -> Report:
    return report(village_results())


def mixed_results() -> tuple[Result, ...]:
    """One of everything a reader of a report can meet.

    Venue funds: 2290.3 + 200 + 50 + 3510 + 160 + 631.8 is 6842.1, stated 6842.5;
    200, 50, 3510, 160 without decimals can hide half a unit each: a query.
    Members: 22 + 22 is 44, stated 42: two too little, gross. 98 of a whole is
    73.8 %: 98 / 0.7385 is 132.70, 98 / 0.7375 is 132.88, no whole number.
    """
    venue = [printed(t, f"source{i}", f"{c}2") for i, (t, c) in enumerate(_VENUE)]
    members = total(
        printed("42", "members", "B3"), printed("22", "men", "C3"), printed("22", "women", "D3")
    )
    gaps = [
        result(
            "stock",
            "total",
            total(printed("10", "stock", f"B{n}"), printed("4", "in", f"C{n}"), blank("out", "D9")),
        )
        for n in range(4, 8)
    ]
    impossible = total(
        printed("10", "stock", "B8"), printed("12", "in", "C8"), blank("out", "D8", "-")
    )
    halls = RatioEdit(
        Term("share", printed("73.8", "halls_pct", "C9", "%")),
        (Term("part", printed("98", "halls", "B9")),),
        factor=Fraction(100),
        percent=True,
    )
    same = BalanceEdit(
        (Term("stated", printed("133", "villages", "B10")),),
        (Term("stated", printed("134", "villages_again", "C10")),),
    )
    waiver = Waiver("waived", ("5", "4"), "agreed by telephone", "Li", "2011-01-01")
    return (
        result("members", "total", members, code="V01", key=(("city", "Bei"),)),
        result("venue", "total", total(printed("6842.5", "funds", "B2"), *venue)),
        *gaps,
        result("impossible", "total", impossible, severity="warning"),
        of(
            "halls",
            "base",
            decide_base([halls], Policy()),
            tuple((t.role, t.slot) for t in halls.terms),
        ),
        result("same-villages", "same", same, wording="Please state\nthe villages once."),
        result(
            "waived",
            "same",
            BalanceEdit(
                (Term("stated", printed("5", "a", "B11")),),
                (Term("stated", printed("4", "b", "C11")),),
            ),
            waiver=waiver,
        ),
        of(
            "schema",
            "schema",
            Decision("discrepancy", grade="gross"),
            (("stated", blank("villages", "B12", "\x1b[31mred\u202e", "not_a_number")),),
            basis="schema",
            message="schema.not_a_number",
        ),
        of("nowhere", "count", Decision("undecided", reason="applied_to_nothing")),
        of("later", "count", Decision("not_applicable", reason="valid")),
    )


_VENUE = (
    ("2290.3", "C"),
    ("200", "D"),
    ("50", "E"),
    ("3510", "F"),
    ("160", "G"),
    ("631.8", "H"),
)


def mixed() -> Report:
    fault = Fault("the file is empty", "other.csv", "send a file with a header line")
    return report(
        mixed_results(),
        errors=(InputFault("other.csv", fault),),
        inputs=(
            InputEntry(INPUT, INPUT, SHA, "table", "read"),
            InputEntry("other.csv", "other.csv", None, "table", "unusable"),
        ),
        figures=FigureCounts(31, 24, 6, 1),
        void_waivers=(VoidWaiver("abcd", "expired"),),
        notes=("notes.docx was ignored: its kind is not known",),
    )
