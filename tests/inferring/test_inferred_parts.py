"""The parts of inference by themselves: integers of columns, null spaces, evidence, wording."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.inferring.balance import Balance, balance
from consistency.inferring.column import Column
from consistency.inferring.evidence import bits, bits_to_name, divergence
from consistency.inferring.identity import is_period, is_running
from consistency.inferring.modular import PRIME, null_vectors, residues
from consistency.inferring.proposal import of_balance, of_quotient
from consistency.inferring.quotient import Quotient, residual
from consistency.inferring.scaling import column_of_texts, decimals_of_doubles
from consistency.inferring.simplest import sparser
from consistency.inferring.support import Support
from consistency.inferring.writing import commented, said, scalar

SUPPORT = Support(10, 10, 0, 0, (), 0)


@pytest.mark.parametrize(
    ("texts", "values", "decimals"),
    [
        (["12", "-3", "0"], [12, -3, 0], 0),
        (["12", "3.5", "0.25"], [1200, 350, 25], 2),
        (["12.0", "3.50"], [1200, 350], 2),
        (["1,204", "12", "3"], [1204, 12, 3], 0),
        (["44.7%", "5%", "0.1%"], [447, 50, 1], 1),
        (["(12)", "3", "４"], [-12, 3, 4], 0),
        (["123456789012345678901", "1"], [123456789012345678901, 1], 0),
        (["1.5", "2.5", "x", "3.5", "4.5"], [15, 25, 0, 35, 45], 1),
    ],
)
def test_printed_figures_become_whole_numbers(
    texts: list[str], values: list[int], decimals: int
) -> None:
    column = column_of_texts("f", texts)
    assert column.values is not None
    assert column.values.tolist() == values
    assert column.decimals == decimals


@pytest.mark.parametrize(
    "texts", [["007", "012"], ["a", "b"], ["1", "b", "c"], [None, None], ["-", ""]]
)
def test_words_and_codes_are_no_figures(texts: list[str | None]) -> None:
    assert column_of_texts("f", texts).values is None


def test_blank_cells_are_not_present() -> None:
    column = column_of_texts("f", ["1", None, "3"])
    assert column.present is not None
    assert column.present.tolist() == [True, False, True]


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), st.integers(0, 6))
def test_doubles_show_the_decimals_they_were_printed_with(units: list[int], places: int) -> None:
    doubles = np.array([unit / 10**places for unit in units])
    exact = [Fraction(unit, 10**places) for unit in units]
    needed = next(d for d in range(7) if all((v * 10**d).denominator == 1 for v in exact))
    assert decimals_of_doubles(doubles) == needed


def test_computed_doubles_show_none() -> None:
    assert decimals_of_doubles(np.array([1 / 3])) is None


def test_a_null_space_by_hand() -> None:
    # c = a + b, d = 2a: of four columns two are free
    rows = [[1, 2, 3, 2], [4, 1, 5, 8], [7, 7, 14, 14], [3, 9, 12, 6]]
    (vectors,) = null_vectors(residues(np.array([rows])))
    assert sorted(vectors.tolist()) == [[-2, 0, 0, 1], [-1, -1, 1, 0]]


def test_fractions_are_lifted_and_large_ones_dropped() -> None:
    # b = 1.5 a is 3 a = 2 b; c = 12345 a is beyond what is lifted
    rows = [[2, 3, 2 * 12345], [4, 6, 4 * 12345]]
    (vectors,) = null_vectors(residues(np.array([rows])))
    assert vectors.tolist() == [[-3, 2, 0]]


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 8), st.integers(0, 2**32))
def test_null_vectors_are_null(columns: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    table = draw.integers(-(10**9), 10**9, (columns + 4, columns))
    signs = draw.integers(-2, 3, columns)
    table = np.column_stack([table, table @ signs])
    (vectors,) = null_vectors(residues(table[None]))
    assert len(vectors) == 1
    assert not (table @ vectors[0] % PRIME).any()
    assert vectors[0].tolist() == [*(-signs).tolist(), 1]


def test_relations_are_made_sparser_by_each_other() -> None:
    # g = t + d, and g = a + b + d with t = a + b: the longer becomes t = a + b
    vectors = np.array([[1, -1, 0, 0, -1], [1, 0, -1, -1, -1]])
    assert sorted(np.count_nonzero(row) for row in sparser(vectors)) == [3, 3]


def test_evidence_by_hand() -> None:
    # 4 rows that always hold at a chance of 1/4: 2 bits a row
    assert divergence(1, 0.25) == 2
    assert divergence(0.5, 0.5) == 0
    assert divergence(0.25, 0.5) == 0
    # one of 8 pairs of columns needs more bits than one of 4
    assert bits_to_name(8, 2) > bits_to_name(4, 2)


def test_unrelated_columns_carry_no_evidence() -> None:
    draw = np.random.default_rng(1)
    zeros = np.where(draw.random(500) < 0.97, 0, draw.integers(1, 99, 500))
    other = np.where(draw.random(500) < 0.97, 0, draw.integers(1, 99, 500))
    steps, later = np.repeat([0, 1], 250), np.repeat([0, 1], [260, 240])
    assert bits(zeros, other, 0, 0) < 10  # equal in 94 rows of 100, as any two such are
    assert bits(steps, later, 0, 0) < 10  # equal in 98 of 100, as is each with itself moved
    assert bits(np.arange(500) * 7 % 501, np.arange(500) * 7 % 501, 0, 0) > 2000


def test_simple_relations_cost_less() -> None:
    total = balance([(0, 1), (1, -1), (2, -1)])
    longer = balance([(0, 1), (1, -1), (2, -1), (3, -1)])
    uneven = balance([(0, 1), (1, -2), (2, -1)])
    assert total is not None
    assert longer is not None
    assert uneven is not None
    assert total.cost < longer.cost
    assert total.cost < uneven.cost
    assert balance([(3, -2), (1, 4)]) == Balance(((1, 2), (3, -1)))
    assert balance([(3, 5)]) is None


@pytest.mark.parametrize(
    ("terms", "fields", "body"),
    [
        (((0, 1), (1, -1), (2, -1)), "all a b", {"total": "all", "parts": ("a", "b")}),
        (((0, 1), (1, 1), (2, -1)), "a b c", {"total": "c", "parts": ("a", "b")}),
        (((0, 1), (1, -1)), "a b", {"same": ("a", "b")}),
        (((0, 1), (1, 1)), "a b", {"formula": "b = -a"}),
        (
            ((0, 1), (1, 1), (2, -1), (3, -1)),
            "opening in out closing",
            {"formula": "closing = opening + in - out"},
        ),
        (((0, 1), (1, -1), (2, -1)), "sales cost profit",
         {"difference": "profit", "from": "cost", "to": "sales"}),
        (((0, 5), (1, -1)), "net tax", {"formula": "tax = 5 * net"}),
        (((0, 2), (1, -3), (2, -1)), "a b c", {"formula": "c = 2 * a - 3 * b"}),
        (((0, 2), (1, -3)), "a b", {"formula": "b = 2 * a / 3"}),
        (((0, 1), (1, 1), (2, -1)), "s_pct t_pct", {"shares": ("s_pct", "t_pct")}),
        (((0, 100), (1, 100), (2, -1)), "s t", {"shares": ("s", "t"), "make": "1"}),
    ],
)  # fmt: skip
def test_linear_relations_in_the_words_of_a_suite(
    terms: tuple[tuple[int, int], ...], fields: str, body: dict[str, object]
) -> None:
    proposal = of_balance(Balance(terms), fields.split(), SUPPORT, 50.0)
    assert dict(proposal.body) == body


def test_a_field_of_several_words_stands_in_backquotes() -> None:
    terms = ((0, 1), (1, 1), (2, -1), (3, -1))
    fields = ["opening stock", "in", "out", "closing stock"]
    proposal = of_balance(Balance(terms), fields, SUPPORT, 50.0)
    assert dict(proposal.body) == {"formula": "`closing stock` = `opening stock` + in - out"}


def test_quotients_in_the_words_of_a_suite() -> None:
    fields = ["r", "a", "b"]

    def body(relation: Quotient) -> dict[str, object]:
        return dict(of_quotient(relation, fields, SUPPORT, 50.0).body)

    assert body(Quotient("share", 0, 1, 2, 100)) == {"share": (("r", "a"),), "of": "b"}
    assert body(Quotient("change", 0, 1, 2, 100, -100)) == {
        "change": "r", "from": "b", "to": "a", "in": "percent",
    }  # fmt: skip
    assert body(Quotient("ratio", 0, 1, 2, 1000)) == {
        "ratio": "r", "of": "a", "per": "b", "times": "1000",
    }  # fmt: skip
    assert body(Quotient("product", 0, 1, 2)) == {"product": "a", "of": ("r", "b")}


def test_a_share_within_its_cell_by_hand() -> None:
    # 617 of 1383 is 44.613 %: 44.6 is right, 44.7 is 0.087 off, more than half a tenth
    share = Quotient("share", 0, 1, 2, 100)
    taken = [np.array([446, 447]), np.array([617, 617]), np.array([1383, 1383])]
    gap, slack = residual(share, taken, [1, 0, 0])
    assert (np.abs(gap) <= slack).tolist() == [True, False]
    # in units of 0.1: 446 x 1383 - 1000 x 617 = -182, doubled, and one 1383 allowed
    assert gap[0] == -364
    assert slack[0] == 1383


def test_large_figures_are_summed_exactly() -> None:
    share = Quotient("share", 0, 1, 2, 100)
    taken = [np.array([500]), np.array([10**17]), np.array([2 * 10**17])]
    gap, slack = residual(share, taken, [1, 0, 0])
    assert gap.tolist() == [0]
    assert slack.tolist() == [2 * 10**17]


def test_running_numbers_and_periods() -> None:
    assert is_running(Column("n", np.array([4, 5, 6, 7])))
    assert not is_running(Column("n", np.array([4, 5, 7])))
    assert is_period(Column("year", np.array([2019, 2020, 2019])))
    assert is_period(Column("年度", texts=["2019年", "2020年"]))
    assert not is_period(Column("sales", np.array([119, 2020, 2019])))


@pytest.mark.parametrize(
    ("text", "yaml"),
    [
        ("villages", "villages"), ("a b", "a b"), ("no", '"no"'), ("2010", '"2010"'),
        ("a: b", '"a: b"'), ("#x", '"#x"'), ("模范村", "模范村"), ("a\nb", '"a\\nb"'), ("", '""'),
    ],
)  # fmt: skip
def test_texts_in_yaml(text: str, yaml: str) -> None:
    assert scalar(text) == yaml


def test_a_comment_is_one_line() -> None:
    assert commented("a\nsuite: x\u2028\x00b") == "a suite: x b"


def test_support_in_words() -> None:
    support = Support(1000, 900, 90, 10, (3, 17, 40, 41, 42, 43, 44, 45, 46, 47), 5)
    assert said(support, {3: "A, 2010"}) == (
        "holds in 990 of 1,000 rows (90 within rounding), 5 more are blank or zero; not in "
        "row 3 (A, 2010), row 17, row 40, row 41, row 42, row 43, row 44, row 45 and 2 more"
    )
