"""explain: one page on every kind, verdict, reason, suite and check; a near name for the rest."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from consistency.checks import KINDS
from consistency.errors import SuiteError
from consistency.explain import CAUSES, GRADES, REASONS, VERDICTS, explain
from consistency.model.message.catalogue import LANGUAGES
from consistency.schema.folders import known_names
from consistency.suite.check import OPTIONS

HEADINGS = ("Says:", "Example:", "Why it goes wrong:", "Limits:", "Source:")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.keyword)
def test_a_kind_is_explained_by_its_docstring_with_its_headings_in_order(kind: type) -> None:
    page = explain(kind.keyword)
    assert page.startswith(f"{kind.keyword}: {inspect.cleandoc(kind.__doc__ or '')}\n")
    assert [line for line in page.splitlines() if line in HEADINGS] == list(HEADINGS)
    assert f"Keys: {', '.join(kind.keys)}\n" in page
    assert page.endswith(f"Any check may also have: {', '.join(OPTIONS)}\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*VERDICTS, *GRADES, *REASONS, *CAUSES])
def test_every_verdict_grade_reason_and_diagnosis_has_a_page(name: str, language: str) -> None:
    title, blank, first, *rest = explain(name, language).splitlines()
    assert title.startswith(name)
    assert (blank, bool(first)) == ("", True)
    assert len(rest) <= 1


def test_a_verdict_in_three_languages() -> None:
    assert explain("undecided") == (
        "undecided (a verdict)\n\n"
        "The check could not be evaluated here; the reason is always named. "
        "It never counts as passed.\n"
        "In a report: undecided.\n"
    )
    assert explain("undecided", "zh-Hans").startswith("undecided（审核结论）\n\n此处无法完成审核")
    assert explain("undecided", "zh-Hant").startswith("undecided（審核結論）\n\n此處無法完成審核")


def test_a_suite_lists_its_checks_with_what_they_state() -> None:
    assert explain("village_grading").splitlines()[2:] == [
        "schema: village_grading",
        "3 checks",
        "",
        "grades-make-total  (total)",
        "    villages = model + advanced + qualified + weaker + weak",
        "grade-shares  (share)",
        "    model_pct = 100 x model / villages",
        "    advanced_pct = 100 x advanced / villages",
        "    qualified_pct = 100 x qualified / villages",
        "    weaker_pct = 100 x weaker / villages",
        "    weak_pct = 100 x weak / villages",
        "shares-make-100  (shares)",
        "    model_pct + advanced_pct + qualified_pct + weaker_pct + weak_pct = 100",
    ]


SUITE = """suite: all-forms
edition: "3"
valid: {from: 2009}
dimensions: {sex: [men, women]}
checks:
  coded: {bound: [0, x], code: V1}
  rows: {total: t.n, over: rows, where: {level: [a, null]}, equals: {level: {not: b}}, by: [y]}
  detail: {total: t.n, over: d.n, by: [town]}
  tree: {total: n, over: children, id: k, parent: up}
  growth: {change: g, from: previous.x, to: x, when: "x > 0"}
  parts: {formula: "a - 2 * b = 0.5 * c + 1"}
  minus: {formula: "0 - a = b"}
  pairs: {base: {p: c, q: d}}
  counted: {count: n, of: rows, by: [k], distinct: v}
  rate: {ratio: r, of: [x, -y], per: z, times: 1000}
  area: {product: a, of: [x, y]}
  each: {total: all, parts: [x, y], overlapping: true}
  open: {total: t, parts: ["part_*"]}
  twice: {same: ["{sex}", "{sex}_again"]}
"""


def test_every_form_is_written_as_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "all.yaml"
    path.write_text(SUITE, "utf-8")
    page = explain(str(path)).splitlines()
    assert page[:6] == [
        "all-forms", f"Stands in {path}", "edition: 3", "valid: 2009 to ...", "14 checks", "",
    ]  # fmt: skip
    assert page[6:] == [
        "V1  coded  (bound)",
        "    0 <= x",
        "rows  (total)",
        "    t.n = sum of t.n, by y, where level is a or blank, the total where level is not b",
        "detail  (total)",
        "    t.n = sum of d.n in d, by town",
        "tree  (total)",
        "    n = sum of n of the children",
        "growth  (change)",
        "    g = 100 x x / previous.x - 100, when x > 0",
        "parts  (formula)",
        "    a - 2 x b = 0.5 x c + 1",
        "minus  (formula)",
        "    -a = b",
        "pairs  (base)",
        "    c is p percent and d is q percent of one unprinted whole number",
        "counted  (count)",
        "    n = number of distinct v, by k",
        "rate  (ratio)",
        "    r = 1000 x (x - y) / z",
        "area  (product)",
        "    a = x x y",
        "each  (total)",
        "    all >= x",
        "    all >= y",
        "open  (total)",
        "    total: t, parts: [part_*]",
        "twice  (same)",
        "    men = men_again",
        "    women = women_again",
    ]


def test_a_check_is_explained_by_what_it_states_its_keys_and_its_place(tmp_path: Path) -> None:
    path = tmp_path / "all.yaml"
    path.write_text(SUITE, "utf-8")
    assert explain(f"{path}:growth").splitlines() == [
        "all-forms:growth",
        "",
        "    g = 100 x x / previous.x - 100, when x > 0",
        "",
        "change: g",
        "from: previous.x",
        "to: x",
        "when: x > 0",
        "",
        "change: A change is what it takes from before to after, in percent or in points.",
        f"Stands in {path}:10",
    ]


@pytest.mark.parametrize(
    ("name", "what", "hint"),
    [
        ("totl", "nothing is called 'totl'", "did you mean 'total'?"),
        ("querry", "nothing is called 'querry'", "did you mean 'query'?"),
        ("zero-bas", "nothing is called 'zero-bas'", "did you mean 'zero_base'?"),
        ("vilage-grading", "nothing is called 'vilage-grading'", "did you mean 'village_grading'?"),
        ("", "nothing is called ''", "explain a kind: total, share"),
        (
            "village-grading:grade-share",
            "suite village-grading has no check 'grade-share'",
            "did you mean 'grade-shares'?",
        ),
        ("vilage-grading:x", "there is no suite called 'vilage-grading'", "village_grading"),
        ("checks/nowhere.yaml", "there is no such file", ""),
    ],
)
def test_an_unknown_name_gets_the_nearest(name: str, what: str, hint: str) -> None:
    with pytest.raises(SuiteError) as caught:
        explain(name)
    (fault,) = caught.value.faults
    assert fault.what == what
    assert hint in fault.next


def test_an_unknown_language_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        explain("total", "de")


def test_generated_json_schemas_are_no_names_of_schemas() -> None:
    assert "village_grading" in known_names("schemas")
    assert not any("consistency" in name for name in known_names("schemas"))
