"""Hedges, ranges and common fractions: likely and possible intervals, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consistency.model.interval import Interval
from consistency.model.numeral import find, read


def interval(text: str) -> Interval:
    """ "(20,40]" with an empty end for unbounded."""
    low, high = text[1:-1].split(",")
    return Interval(
        Fraction(low) if low else None,
        Fraction(high) if high else None,
        text[0] == "(" and low != "",
        text[-1] == ")" and high != "",
    )


# text, value, qualifier, likely, possible
HEDGED = [
    ("约1720", "1720", "about", "[1715,1725]", "[1376,2064]"),
    ("約1720", "1720", "about", "[1715,1725]", "[1376,2064]"),
    ("大约900", "900", "about", "[850,950]", "[720,1080]"),
    ("900左右", "900", "about", "[850,950]", "[720,1080]"),
    ("900元左右", "900", "about", "[850,950]", "[720,1080]"),
    ("约为4.3万", "43000", "about", "[42500,43500]", "[34400,51600]"),
    ("about 1,383 villages", "1383", "about", "[1382.5,1383.5]", "[1106.4,1659.6]"),
    ("approximately 44.7%", "44.7", "about", "[44.65,44.75]", "[35.76,53.64]"),
    ("~12", "12", "about", "[11.5,12.5]", "[9.6,14.4]"),
    ("c. 12", "12", "about", "[11.5,12.5]", "[9.6,14.4]"),
    # u is 10, but nothing outside 16 to 24 is possible
    ("about 20", "20", "about", "[16,24]", "[16,24]"),
    ("-约20", None, None, None, None),
    ("近1720", "1720", "nearly", "[1710,1720]", "[1376,1720]"),
    ("将近900", "900", "nearly", "[800,900]", "[720,900]"),
    ("將近900", "900", "nearly", "[800,900]", "[720,900]"),
    ("接近44.7%", "44.7", "nearly", "[44.6,44.7]", "[35.76,44.7]"),
    ("nearly 1720", "1720", "nearly", "[1710,1720]", "[1376,1720]"),
    ("almost 900", "900", "nearly", "[800,900]", "[720,900]"),
    ("close to 900", "900", "nearly", "[800,900]", "[720,900]"),
    ("不足900", "900", "under", "[800,900)", "[0,900)"),
    ("不到20", "20", "under", "[10,20)", "[0,20)"),
    ("未满20", "20", "under", "[10,20)", "[0,20)"),
    ("under 900", "900", "under", "[800,900)", "[0,900)"),
    ("below 3%", "3", "under", "[2,3)", "[0,3)"),
    ("超过900", "900", "over", "(900,1000]", "(900,)"),
    ("超過900", "900", "over", "(900,1000]", "(900,)"),
    ("超900", "900", "over", "(900,1000]", "(900,)"),
    ("逾1亿", "100000000", "over", "(100000000,200000000]", "(100000000,)"),
    ("突破4.3万", "43000", "over", "(43000,44000]", "(43000,)"),
    ("more than 900", "900", "over", "(900,1000]", "(900,)"),
    ("over 20", "20", "over", "(20,30]", "(20,)"),
    (">12", "12", "over", "(12,13]", "(12,)"),
    ("20余项", "20", "over", "(20,30]", "(20,40]"),
    ("20餘項", "20", "over", "(20,30]", "(20,40]"),
    ("20多个", "20", "over", "(20,30]", "(20,40]"),
    ("1000多万元", "10000000", "over", "(10000000,20000000]", "(10000000,20000000]"),
    ("1720余万元", "17200000", "over", "(17200000,17300000]", "(17200000,34400000]"),
    ("1万多", "10000", "over", "(10000,20000]", "(10000,20000]"),
    ("二十多个", "20", "over", "(20,30]", "(20,40]"),
    ("十几个", "10", "over", "(10,20]", "(10,20]"),
    ("3.5万多人", "35000", "over", "(35000,36000]", "(35000,70000]"),
    ("至少20", "20", "at_least", "[20,)", "[20,)"),
    ("不少于20", "20", "at_least", "[20,)", "[20,)"),
    ("不少於20", "20", "at_least", "[20,)", "[20,)"),
    ("不低于95%", "95", "at_least", "[95,)", "[95,)"),
    ("20以上", "20", "at_least", "[20,)", "[20,)"),
    ("20人以上", "20", "at_least", "[20,)", "[20,)"),
    ("at least 5 villages", "5", "at_least", "[5,)", "[5,)"),
    ("no fewer than 5", "5", "at_least", "[5,)", "[5,)"),
    ("not less than 5", "5", "at_least", "[5,)", "[5,)"),
    ("≥95%", "95", "at_least", "[95,)", "[95,)"),
    (">= 95", "95", "at_least", "[95,)", "[95,)"),
    ("20+", "20", "at_least", "[20,)", "[20,)"),
    ("20 or more", "20", "at_least", "[20,)", "[20,)"),
    ("不超过3%", "3", "at_most", "[0,3]", "[0,3]"),
    ("不超過3%", "3", "at_most", "[0,3]", "[0,3]"),
    ("至多3", "3", "at_most", "[0,3]", "[0,3]"),
    ("最多3", "3", "at_most", "[0,3]", "[0,3]"),
    ("3以下", "3", "at_most", "[0,3]", "[0,3]"),
    ("at most 3", "3", "at_most", "[0,3]", "[0,3]"),
    ("up to 3", "3", "at_most", "[0,3]", "[0,3]"),
    ("no more than 3", "3", "at_most", "[0,3]", "[0,3]"),
    ("≤12", "12", "at_most", "[0,12]", "[0,12]"),
    # two hedges: whatever either allows
    ("约20余项", "20", "about", "[16,30]", "[16,40]"),
    ("1-2户", "1.5", "range", "[1,2]", "[1,2]"),
    ("1–2户", "1.5", "range", "[1,2]", "[1,2]"),
    ("3至5个", "4", "range", "[3,5]", "[3,5]"),
    ("3个至5个", "4", "range", "[3,5]", "[3,5]"),
    ("三至五个", "4", "range", "[3,5]", "[3,5]"),
    ("10~12", "11", "range", "[10,12]", "[10,12]"),
    ("10～12", "11", "range", "[10,12]", "[10,12]"),
    ("10-12%", "11", "range", "[10,12]", "[10,12]"),
    ("10%-12%", "11", "range", "[10,12]", "[10,12]"),
    ("百分之三十至四十", "35", "range", "[30,40]", "[30,40]"),
    ("1-2万元", "15000", "range", "[10000,20000]", "[10000,20000]"),
    ("9000至1万元", "9500", "range", "[9000,10000]", "[9000,10000]"),
    ("3万至5万元", "40000", "range", "[30000,50000]", "[30000,50000]"),
    ("between 3 and 5", "4", "range", "[3,5]", "[3,5]"),
    ("between two and four villages", "3", "range", "[2,4]", "[2,4]"),
    ("两三个", "2.5", "range", "[2,3]", "[2,3]"),
    ("三四百人", "350", "range", "[300,400]", "[300,400]"),
    ("十七八户", "17.5", "range", "[17,18]", "[17,18]"),
    ("三分之二", "200/3", "fraction", "[66,202/3]", "[60,220/3]"),
    ("3分之2", "200/3", "fraction", "[66,202/3]", "[60,220/3]"),
    ("two thirds", "200/3", "fraction", "[66,202/3]", "[60,220/3]"),
    ("half", "50", "fraction", "[49.5,50.5]", "[45,55]"),
    ("一半", "50", "fraction", "[49.5,50.5]", "[45,55]"),
    ("nearly two thirds", "200/3", "nearly", "[60,200/3]", "[160/3,200/3]"),
    ("超过一半", "50", "over", "(50,55]", "(50,)"),
    # below zero about speaks of the size, a bound of the value
    ("约-20%", "-20", "about", "[-24,-16]", "[-24,-16]"),
    ("at least -3", "-3", "at_least", "[-3,)", "[-3,)"),
    ("不超过-3%", "-3", "at_most", "[,-3]", "[,-3]"),
    ("about 0", "0", "about", "[-0.5,0.5]", "[-0.5,0.5]"),
    ("over 0", "0", "over", "(0,1]", "(0,)"),
    ("at most 0", "0", "at_most", "[0,0]", "[0,0]"),
]


@pytest.mark.parametrize(("text", "value", "qualifier", "likely", "possible"), HEDGED)
def test_a_hedge_has_a_likely_and_a_possible_range(
    text: str, value: str | None, qualifier: str | None, likely: str | None, possible: str | None
) -> None:
    figure = read(text)
    if value is None or likely is None or possible is None:
        assert figure.absence == "not_a_number"
        return
    assert (figure.value, figure.qualifier) == (Fraction(value), qualifier)
    assert figure.hedged == (interval(likely), interval(possible))
    assert figure.count is False


IN_A_CELL_ONLY = (">= 95", "half")


@pytest.mark.parametrize(
    "case", [case for case in HEDGED if case[1] and case[0] not in IN_A_CELL_ONLY]
)
def test_a_sentence_reads_the_same_as_a_cell(case: tuple[str, ...]) -> None:
    text, value, qualifier, likely, possible = case
    [span] = find(f"其中 {text}。")
    assert (span.figure.value, span.figure.qualifier) == (Fraction(value), qualifier)
    assert span.figure.hedged == (interval(likely), interval(possible))
    assert span.figure.text == read(text).text


def test_less_than_is_withheld_in_a_cell_and_a_bound_in_a_sentence() -> None:
    assert read("<5").absence == "suppressed"
    [span] = find("in <5 villages")
    assert span.figure.hedged == (interval("[4,5)"), interval("[0,5)"))
    assert (span.figure.text, span.figure.qualifier) == ("<5", "under")
