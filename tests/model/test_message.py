"""The catalogue is complete, and each sentence says the numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from string import Formatter
from typing import get_args

import pytest

from consistency.model.base import decide_base
from consistency.model.decide import decide
from consistency.model.edit import (
    Assumption,
    BalanceEdit,
    Decision,
    Diagnosis,
    Edit,
    Policy,
    RatioEdit,
    Term,
    Verdict,
)
from consistency.model.figure import Figure, Place
from consistency.model.interval import Interval
from consistency.model.message import (
    LANGUAGES,
    assumption_text,
    catalogue,
    diagnosis_text,
    figure_text,
    message_id,
    place_text,
    reason_text,
    say,
    sentence,
)
from consistency.model.report import Result

KINDS = [
    "total",
    "share",
    "shares",
    "ratio",
    "product",
    "change",
    "difference",
    "same",
    "bound",
    "count",
    "base",
    "formula",
    "schema",
    "joint",
]
REASONS = [
    "missing",
    "suppressed",
    "not_a_number",
    "no_such_row",
    "applied_to_nothing",
    "zero_base",
    "not_testable",
    "limit",
    "unreadable",
]
PASSED_OVER = ["when", "valid", "missing", "applied_to_nothing", "earliest_period"]
CONVENTIONS = [
    "truncate",
    "half_up",
    "half_even",
    "largest_remainder",
    "largest_absorbs",
    "last_absorbs",
]


def printed(text: str, column: str = "a", cell: str = "", unit: str | None = None) -> Figure:
    """A figure with exactly these digits; without a cell it stands nowhere."""
    digits = text.replace(",", "")
    decimals = len(digits.partition(".")[2])
    place = Place("in.csv", column=column, row=1, cell=cell) if cell else None
    return Figure(text, Fraction(digits), unit, decimals, Fraction(1, 10**decimals), place=place)


def judged(kind: str, edit: Edit[Figure], policy: Policy | None = None, **more: object) -> Result:
    figures = tuple((term.role, term.slot) for term in edit.terms)
    return made(kind, decide(edit, policy or Policy()), figures, **more)


def made(
    kind: str,
    decision: Decision,
    figures: tuple[tuple[str, Figure], ...] = (),
    **more: object,
) -> Result:
    return Result(
        "id",
        "my-check",
        None,
        kind,
        "error",
        "checks",
        "in.csv",
        decision,
        figures,
        **more,  # type: ignore[arg-type]
    )


def balance(stated: tuple[str, Figure], *parts: tuple[str, Figure, int]) -> BalanceEdit[Figure]:
    terms = tuple(Term(role, figure, Fraction(sign)) for role, figure, sign in parts)
    return BalanceEdit((Term(*stated),), terms)


def ratio(role: str, stated: Figure, *operands: tuple[str, Figure]) -> RatioEdit[Figure]:
    numerator, denominator = ((Term(*operand),) for operand in operands)
    return RatioEdit(Term(role, stated), numerator, denominator, Fraction(100), percent=True)


def test_every_message_exists_in_three_languages_with_the_same_placeholders() -> None:
    assert len(catalogue()) > 180
    for name, texts in catalogue().items():
        assert set(texts) == set(LANGUAGES), name
        slots = {
            language: {slot for _, slot, _, _ in Formatter().parse(text) if slot is not None}
            for language, text in texts.items()
        }
        assert slots["en"] == slots["zh-Hans"] == slots["zh-Hant"], name
        assert all(slot.isidentifier() for slot in slots["en"]), name
        assert all(text.strip() for text in texts.values()), name


def test_chinese_is_chinese_and_traditional_is_not_simplified() -> None:
    simplified = set("报数项据审为与总应实际")
    for name, texts in catalogue().items():
        assert not simplified - {"應"} & set(texts["zh-Hant"]) - set("審據"), name


def test_all_ids_the_contract_needs_are_there() -> None:
    known = catalogue()
    wanted = [f"{kind}.{verdict}" for kind in KINDS for verdict in get_args(Verdict)[:4]]
    wanted += [f"undecided.{reason}" for reason in REASONS]
    wanted += [f"not_applicable.{reason}" for reason in PASSED_OVER]
    wanted += [f"reason.{reason}" for reason in (*REASONS, *PASSED_OVER)]
    wanted += [f"convention.{name}" for name in CONVENTIONS]
    wanted += ["group.missing", "group.extra", "schema.constraint"]
    assert [name for name in wanted if name not in known] == []


def test_an_unknown_language_or_id_or_a_missing_value_is_a_key_error() -> None:
    for language, name in (("de", "word.none"), ("en", "no.such"), ("en", "direction.too_much")):
        with pytest.raises(KeyError):
            say(language, name)


def test_values_are_not_read_as_templates() -> None:
    assert say("en", "direction.too_much", {"gap": "{x} {0.__class__}"}) == (
        "{x} {0.__class__} too much"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_verdict_says_something_of_the_barest_result(
    kind: str, language: str
) -> None:
    for verdict in get_args(Verdict)[:4]:
        bare = made(kind, Decision(verdict))
        name, text = sentence(bare, language)
        assert name in catalogue()
        assert text
        assert "{" not in text
    for reason in REASONS:
        bare = made(kind, Decision("undecided", reason=reason))
        assert sentence(bare, language)[0] == f"undecided.{reason}"
        assert reason_text(bare, language)
    for reason in PASSED_OVER:
        bare = made(kind, Decision("not_applicable", reason=reason))
        assert sentence(bare, language)[0] == f"not_applicable.{reason}"


def test_a_total_says_stated_derived_gap_and_direction_with_the_grouping_it_was_printed_in() -> (
    None
):
    # 1,204 against 700 + 540 = 1,240: 36 too little.
    found = judged(
        "total",
        balance(
            ("total", printed("1,204", "Total", "D14")),
            ("part", printed("700", "x", "B14"), 1),
            ("part", printed("540", "y", "C14"), 1),
        ),
    )
    assert sentence(found, "en") == (
        "total.discrepancy",
        "Total, D14: 1,204 stated, the parts make 1,240 (36 too little): 700 + 540.",
    )
    assert sentence(found, "zh-Hans")[1] == (
        "Total（D14）：填报合计 1,204，各分项之和为 1,240（少 36）：700 + 540。"
    )
    assert sentence(found, "zh-Hant")[1] == (
        "Total（D14）：填報合計 1,204，各分項之和為 1,240（少 36）：700 + 540。"
    )


def test_a_share_says_the_derived_value_and_its_print() -> None:
    # 61700 / 1383 = 44.61316..., 44.7 - 44.61316 = 0.08684.
    found = judged(
        "share",
        ratio(
            "share",
            printed("44.7", "pct", "C2", "%"),
            ("part", printed("617")),
            ("whole", printed("1383")),
        ),
    )
    assert sentence(found, "en")[1] == (
        "pct, C2: 44.7% stated, 617 of 1383 is 44.6132%, rounded 44.6% (0.0868 too much)."
    )


def test_an_exact_derived_value_is_said_once_with_the_decimals_of_the_print() -> None:
    edit = ratio(
        "share", printed("51.0", "pct", "C2", "%"), ("part", printed("1")), ("whole", printed("2"))
    )
    assert sentence(judged("share", edit), "en")[1] == (
        "pct, C2: 51.0% stated, 1 of 2 is 50.0% (1 too much)."
    )


def test_a_print_that_would_hide_the_difference_gets_more_digits() -> None:
    # 2 / 300 = 0.666...%; cut off it prints 0.6, rounded 0.7; truncation declared, 0.7 stated.
    found = judged(
        "share",
        ratio(
            "share",
            printed("0.7", "pct", "C2", "%"),
            ("part", printed("2")),
            ("whole", printed("300")),
        ),
        Policy(rounding="truncate"),
    )
    assert found.decision.verdict == "discrepancy"
    assert (
        "0.7% stated, 2 of 300 is 0.6667%, rounded 0.67% (0.0333 too much)"
        in (sentence(found, "en")[1])
    )


def test_subtracted_parts_are_found_again_from_the_numbers() -> None:
    # 100 + 30 - 20 = 110, stated 111: 1 too much.
    edit = balance(
        ("stated", printed("111", "closing", "E2")),
        ("part", printed("100"), 1),
        ("part", printed("30"), 1),
        ("part", printed("20"), -1),
    )
    assert sentence(judged("formula", edit), "en")[1] == (
        "closing, E2: 111 stated, the formula makes 110 (1 too much): 100 + 30 - 20."
    )


def test_signs_that_the_numbers_do_not_tell_are_not_invented() -> None:
    # 4 + 3 - 1 = 6: with a constant of -1 no signs of 4 and 3 alone make 6.
    edit = BalanceEdit(
        (Term("stated", printed("9")),),
        (Term("part", printed("4")), Term("part", printed("3"))),
        constant=Fraction(-1),
    )
    assert sentence(judged("formula", edit), "en")[1].endswith(
        "the formula makes 6 (3 too much): 4, 3."
    )


def test_many_parts_are_cut_after_eight() -> None:
    parts = [("part", printed("1"), 1) for _ in range(12)]
    text = sentence(judged("total", balance(("total", printed("13")), *parts)), "en")[1]
    assert text.endswith("(1 too much): 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + ….")


def test_shares_say_how_far_they_miss_the_whole() -> None:
    # 60 + 50.6 = 110.6: 10.6 more than 100.
    edit = BalanceEdit(
        (),
        (Term("share", printed("60.0", unit="%")), Term("share", printed("50.6", unit="%"))),
        stated_constant=Fraction(100),
    )
    assert sentence(judged("shares", edit), "en")[1] == (
        "my-check: the shares make 110.6%, not 100% (10.6 too much): 60.0 + 50.6."
    )


def test_the_same_figure_names_both_places_and_another_input() -> None:
    there = Figure("134", Fraction(134), None, 0, Fraction(1), place=Place("b.txt", line=7))
    edit = BalanceEdit((Term("stated", printed("133", "n", "B2")),), (Term("stated", there),))
    assert sentence(judged("same", edit), "en")[1] == (
        "n, B2: 133 stated, 134 in b.txt, line 7 (1 too little)."
    )


def test_a_bound_against_a_number() -> None:
    edit = BalanceEdit(
        (Term("lower", printed("101.5", "pct", "C2", "%")),), (), "<=", constant=Fraction(100)
    )
    assert sentence(judged("bound", edit), "en")[1] == (
        "pct, C2: 101.5% is more than 100% by 1.5; it can be at most that."
    )


def test_an_overlapping_part_is_more_than_its_whole() -> None:
    edit = BalanceEdit(
        (Term("total", printed("38", "n", "B2")),), (Term("part", printed("42", "p", "C2")),), ">="
    )
    found = judged("total", edit, message="overlapping")
    assert sentence(found, "en") == (
        "overlapping.discrepancy",
        "p, C2: 42, more than the 38 it is part of, by 4.",
    )


def test_a_base_names_the_reals_between_which_no_whole_number_lies() -> None:
    # 98 of N is 73.8 %: N lies between 98/0.7385 = 132.70 and 98/0.7375 = 132.88.
    edit = RatioEdit(
        Term("share", printed("73.8", "halls_pct", "C2", "%")),
        (Term("part", printed("98")),),
        factor=Fraction(100),
        percent=True,
    )
    figures = tuple((term.role, term.slot) for term in edit.terms)
    found = made("base", decide_base([edit], Policy()), figures)
    assert sentence(found, "en") == (
        "base.discrepancy",
        "halls_pct, C2: no whole fits 98 = 73.8%: no whole number lies between 132.7 and 132.9.",
    )


def test_the_ends_get_the_digits_that_keep_a_whole_number_out() -> None:
    wholes = Interval(Fraction(13203, 100), Fraction(132997, 1000))
    found = made("base", Decision("discrepancy", wholes=wholes))
    # One decimal would print 132.0, two decimals 133.00: three keep both numbers out.
    assert "no whole number lies between 132.03 and 132.997." in sentence(found, "en")[1]


def test_shares_without_a_common_whole_say_what_each_demands() -> None:
    # 50 = 50 % needs about 100, 10 = 50 % about 20.
    pairs = [
        RatioEdit(
            Term("share", printed("50.0", unit="%")),
            (Term("part", printed(count)),),
            factor=Fraction(100),
            percent=True,
        )
        for count in ("50", "10")
    ]
    figures = tuple((term.role, term.slot) for pair in pairs for term in pair.terms)
    found = made("base", decide_base(pairs, Policy()), figures)
    # 50 / 0.5005 = 99.9, 10 / 0.4995 = 20.02 -> 20.1 outward.
    assert sentence(found, "en") == (
        "base.disjoint",
        "my-check: no common whole fits 50 = 50.0%, 10 = 50.0%: "
        "it would have to be at least 99.9 and at most 20.1.",
    )


def test_nothing_of_nothing_and_a_missing_part_have_their_own_sentences() -> None:
    zero = ratio("share", printed("0", unit="%"), ("part", printed("0")), ("whole", printed("0")))
    assert sentence(judged("share", zero), "en")[0] == "nothing.agrees"
    absent = Figure(
        "-", absence="missing", domain=Interval(Fraction(0), None), place=Place("in.csv", cell="D2")
    )
    edit = balance(("total", printed("10")), ("part", printed("12"), 1), ("part", absent, 1))
    found = judged("total", edit)
    assert sentence(found, "en") == (
        "missing.discrepancy",
        "D2: 10 stated beside 12; no value that is possible for what is missing (D2 “-”) "
        "makes this hold.",
    )
    assert assumption_text(found.decision.assumes[0], "en") == (
        "the missing figure - can be 0 or more"
    )


@pytest.mark.parametrize(
    ("bounds", "words"),
    [("0..", "0 or more"), ("1..4", "1 to 4"), ("..", "any number"), ("..3", "3 or less")],
)
def test_the_range_of_a_missing_figure_in_words(bounds: str, words: str) -> None:
    assumption = Assumption("missing_range", (("figure", "<5"), ("range", bounds)))
    assert assumption_text(assumption, "en") == f"the missing figure <5 can be {words}"


def test_a_suites_own_message_is_kept_word_for_word_with_the_numbers_behind() -> None:
    edit = balance(("total", printed("3")), ("part", printed("1"), 1), ("part", printed("1"), 1))
    found = judged("total", edit, wording="Ask {the} county")
    assert sentence(found, "en")[1] == (
        "Ask {the} county [my-check: 3 stated, 2 derived, 1 too much]"
    )
    assert sentence(found, "zh-Hans")[1] == "Ask {the} county【my-check：填报 3，推算 2，多 1】"


def test_a_suites_own_message_is_for_faults_only() -> None:
    edit = balance(("total", printed("2")), ("part", printed("1"), 1), ("part", printed("1"), 1))
    assert sentence(judged("total", edit, wording="Ask"), "en")[1] == (
        "my-check: 2 stated, the parts make 2: 1 + 1."
    )


def test_a_query_is_a_question_in_each_language() -> None:
    # 200 can be 199.5 to 200.5, so the parts make 2489.75 to 2490.85.
    edit = balance(
        ("total", printed("2490.6")), ("part", printed("2290.3"), 1), ("part", printed("200"), 1)
    )
    found = judged("total", edit)
    assert found.decision.verdict == "query"
    assert "2490.6 stated, the parts make 2490.3 (0.3 too much)" in sentence(found, "en")[1]
    assert sentence(found, "en")[1].endswith("?")
    assert all("？" in sentence(found, language)[1] for language in LANGUAGES[1:])


def test_an_inequality_that_holds_is_not_called_equal() -> None:
    edit = BalanceEdit((Term("stated", printed("5")),), (Term("part", printed("9")),), "<=")
    assert message_id(judged("formula", edit)) == "formula.satisfied"
    part = BalanceEdit(
        (Term("total", printed("9")),), (Term("part", printed("5", "p", "C2")),), ">="
    )
    assert sentence(judged("total", part), "en") == (
        "overlapping.agrees",
        "p, C2: 5, not more than the 9 it is part of.",
    )
    equal = BalanceEdit((Term("stated", printed("9")),), (Term("part", printed("9")),))
    assert message_id(judged("formula", equal)) == "formula.agrees"


def test_units_that_cannot_be_added_are_named() -> None:
    edit = balance(("total", printed("3", unit="人")), ("part", printed("3", unit="万元"), 1))
    found = judged("total", edit)
    assert found.decision.reason == "unreadable"
    name, text = sentence(found, "en")
    assert name == "undecided.units"
    assert text.endswith("cannot be added: 人, 万元.")
    assert reason_text(found, "zh-Hans") == "计量单位不同的数据不能相加：人、万元"


def test_a_constraint_without_a_sentence_gets_the_general_one() -> None:
    figure = ("stated", printed("-1", "villages", "B2"))
    decision = Decision("discrepancy", grade="gross")
    detail = (("constraint", "ge"), ("detail", "greater_than_or_equal_to(0)"))
    found = made(
        "schema", decision, (figure,), message="schema.greater_than_or_equal_to", detail=detail
    )
    assert sentence(found, "en") == (
        "schema.constraint",
        "villages, B2: -1 fails the constraint greater_than_or_equal_to(0).",
    )
    named = made("schema", decision, (figure,), message="schema.agrees")
    assert message_id(named) == "schema.constraint"
    whole = made("schema", decision, (figure,), message="schema.not_whole")
    assert message_id(whole) == "schema.not_whole"


def test_details_override_but_are_cut_and_kept_on_one_line() -> None:
    detail = (("text", "y\n" * 10**5), ("detail", ""), ("constraint", "isin"))
    found = made(
        "schema",
        Decision("discrepancy"),
        (("stated", printed("1")),),
        message="schema.isin",
        detail=detail,
    )
    text = sentence(found, "en")[1]
    assert text.startswith("my-check: y y y")
    assert text.endswith("… fails the constraint isin.")
    assert len(text) < 250


def test_groups_name_their_key() -> None:
    key = (("county", "North"), ("year", "2010"))
    missing = made(
        "total",
        Decision("discrepancy", grade="gross", derived=Fraction(12)),
        key=key,
        message="group.missing",
    )
    assert sentence(missing, "en")[1] == (
        "county=North, year=2010: the detail makes 12, the summary has no row for this group."
    )
    extra = made(
        "total",
        Decision("discrepancy", grade="gross", stated=Fraction(7)),
        (("total", printed("7")),),
        key=key,
        message="group.extra",
    )
    assert sentence(extra, "zh-Hans")[1] == (
        "county=North、year=2010：汇总表填报 7，明细表中没有该组。"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_is_said(language: str) -> None:
    found = made("total", Decision("discrepancy"))
    for cause in ("last_digit", "coarser_figures", "whole_figures_rounded", "not_testable"):
        assert diagnosis_text(Diagnosis(cause, printed("200")), found, language)
    for name in CONVENTIONS:
        convention = Diagnosis("convention", values=(("name", name),))
        words = say(language, f"convention.{name}")
        assert diagnosis_text(convention, found, language).endswith(words)
    one = Diagnosis("one_missing", None, Fraction(78))
    assert "78" in diagnosis_text(one, found, language)


def test_a_unit_follows_the_number_once() -> None:
    assert figure_text(printed("44.7", unit="%"), "en") == "44.7%"
    assert figure_text(Figure("44.7%", Fraction(447, 10), "%"), "en") == "44.7%"
    assert figure_text(Figure("百分之44", Fraction(44), "%"), "en") == "百分之44"
    assert figure_text(Figure("1.7亿", Fraction(170000000), "元"), "en") == "1.7亿元"
    assert figure_text(Figure("12", Fraction(12), "km"), "en") == "12 km"
    assert figure_text(Figure(" \n "), "en") == "(blank)"


def test_submitted_text_is_cut_and_kept_on_one_line() -> None:
    text = figure_text(Figure("a\nb " + "x" * 10**6, absence="not_a_number"), "en")
    assert len(text) == 60
    assert text.startswith("a b xxx")
    assert text.endswith("…")


def test_places_are_short() -> None:
    assert place_text(Place("f", column="合计\n(个)", cell="B2"), "zh-Hans") == "合计 (个)（B2）"
    assert place_text(Place("f", column="n", row=3), "en") == "n, row 3"
    assert place_text(Place("f", row=3), "en") == "row 3"
    assert place_text(Place("f", line=3, start=1, end=4), "en") == "line 3"
    assert place_text(None, "en") == ""


def in_text(text: str, line: int, unit: str | None = None, count: bool | None = None) -> Figure:
    """A figure on a line of a narrative input; `4.3万` is printed in ten thousands."""
    word = next((word for word in ("万", " million", "%") if text.endswith(word)), "")
    digits = text.removesuffix(word)
    factor = {"万": 10_000, " million": 1_000_000}.get(word, 1)
    decimals = len(digits.partition(".")[2])
    start = sum(map(ord, text))  # a place of its own for each figure
    place = Place("report.txt", line=line, start=start, end=start + len(text))
    step = Fraction(factor, 10**decimals)
    value = Fraction(digits) * factor
    exact = False if factor > 1 else count
    return Figure(text, value, unit, decimals, step, count=exact, place=place)


def test_a_sentence_on_a_text_names_lines_and_no_form() -> None:
    found = judged(
        "share",
        ratio(
            "share",
            in_text("44.7%", 9, "%"),
            ("part", in_text("617", 9, "个", count=True)),
            ("whole", in_text("1383", 8, "个", count=True)),
        ),
    )
    assert sentence(found, "zh-Hans")[1] == (
        "第 9 行：文中占比 44.7%，617个 占 1383个 的比重为 44.6132%，修约为 44.6%（多 0.0868）。"
    )
    assert sentence(found, "zh-Hant")[1].startswith("第 9 行：文中占比 44.7%，")
    assert sentence(found, "en")[1] == (
        "line 9: 44.7% stated, 617个 of 1383个 is 44.6132%, rounded 44.6% (0.0868 too much)."
    )


def test_what_is_derived_is_said_in_the_scale_of_what_is_stated() -> None:
    # 200 + 50 + 3510 + 160 + 2290.3 + 631.8 is 6842.1, in ten thousands: 0.4 too much.
    parts = ("200万", "50万", "3510万", "160万", "2290.3万", "631.8万")
    found = judged(
        "total",
        balance(
            ("total", in_text("6842.5万", 14, "元")),
            *(("part", in_text(part, 14, "元"), 1) for part in parts),
        ),
    )
    assert found.decision.derived == 68_421_000
    assert sentence(found, "zh-Hans")[1].startswith(
        "第 14 行：文中合计 6842.5万元，各分项之和 6842.1万（多 0.4万）：200万 + 50万 + 3510万"
    )
    millions = balance(
        ("total", in_text("4.3 million", 1)),
        ("part", in_text("1.5 million", 1), 1),
        ("part", in_text("2.0 million", 1), 1),
    )
    assert sentence(judged("total", millions), "en")[1] == (
        "line 1: 4.3 million stated, the parts make 3.5 million (0.8 million too much): "
        "1.5 million + 2.0 million."
    )


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ("formula", "schema", "joint")]
)
def test_a_relation_that_was_only_suggested_is_asked_about(kind: str) -> None:
    suggested = replace(made(kind, Decision("query")), basis="implied")
    assert sentence(suggested, "en")[0] == f"{kind}.suggested"
    for language, mark in (("en", "?"), ("zh-Hans", "请核实。"), ("zh-Hant", "請核實。")):
        assert sentence(suggested, language)[1].endswith(mark)
    stated = replace(made(kind, Decision("query")), basis="stated")
    assert sentence(stated, "en")[0] == f"{kind}.query"


def test_what_a_relation_of_a_text_rests_on() -> None:
    said = {
        "parts_exhaust": "the parts listed are all there are",
        "parts_disjoint": "nothing is counted in two of the parts",
        "same_quantity": "both places speak of the same thing",
        "found_by_arithmetic": "only arithmetic suggests this relation, no wording does",
        "list_is_complete": "every item of the list is named",
        "counted_once": "each item of the list is counted once",
        "whole_is": "the share is of this whole",
    }
    assert {name: assumption_text(Assumption(name), "en") for name in said} == said
    whole = Assumption("whole_is", (("whole", "1383个"),))
    assert assumption_text(whole, "en") == "the share is of 1383个"
    assert assumption_text(whole, "zh-Hans") == "占比以 1383个 为总数"
