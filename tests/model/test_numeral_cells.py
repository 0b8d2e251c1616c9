"""Cells: the whole of one text is one number, or says why it is none. Answers worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from consistency.model.interval import EVERYTHING, Interval
from consistency.model.numeral import read

# text, value, step, decimals, unit, count
PRINTED = [
    ("1383", "1383", "1", 0, None, None),
    ("12.4", "12.4", "0.1", 1, None, False),
    ("12.0", "12", "0.1", 1, None, False),
    ("1383.0", "1383", "0.1", 1, None, False),
    ("-0", "0", "1", 0, None, None),
    ("007", "7", "1", 0, None, None),
    (".5", "0.5", "0.1", 1, None, False),
    ("+7", "7", "1", 0, None, None),
    ("-12.50", "-12.5", "0.01", 2, None, False),
    ("−5", "-5", "1", 0, None, None),
    ("–5", "-5", "1", 0, None, None),
    ("－５", "-5", "1", 0, None, None),
    ("△12", "-12", "1", 0, None, None),
    ("▲12.5", "-12.5", "0.1", 1, None, False),
    ("(1,204)", "-1204", "1", 0, None, None),
    ("（1,204）", "-1204", "1", 0, None, None),
    ("(12.5%)", "-12.5", "0.1", 1, "%", False),
    ("(12.5)%", "-12.5", "0.1", 1, "%", False),
    ("1,204-", "-1204", "1", 0, None, None),
    ("$(1,204)", "-1204", "1", 0, "USD", False),
    ("($1,204)", "-1204", "1", 0, "USD", False),
    ("1,383", "1383", "1", 0, None, None),
    ("1,234,567.89", "1234567.89", "0.01", 2, None, False),
    ("12,34,567", "1234567", "1", 0, None, None),
    ("1 383", "1383", "1", 0, None, None),
    ("1\u00a0383", "1383", "1", 0, None, None),
    ("1\u202f383\u202f000", "1383000", "1", 0, None, None),
    ("1'383", "1383", "1", 0, None, None),
    ("1’383", "1383", "1", 0, None, None),
    ("１３８３", "1383", "1", 0, None, None),
    ("１，３８３．５", "1383.5", "0.1", 1, None, False),
    ("１３８３．５％", "1383.5", "0.1", 1, "%", False),
    ("  42 ", "42", "1", 0, None, None),
    ("\ufeff42", "42", "1", 0, None, None),
    ("1.383,5", "1383.5", "0.1", 1, None, False),
    ("1.234.567,89", "1234567.89", "0.01", 2, None, False),
    ("1E3", "1000", "1000", 0, None, False),
    ("1.5e3", "1500", "100", 0, None, False),
    ("1.5e-3", "0.0015", "0.0001", 4, None, False),
    ("1e-05", "0.00001", "0.00001", 5, None, False),
    ("1.50e1", "15", "0.1", 1, None, False),
    ("44.7%", "44.7", "0.1", 1, "%", False),
    ("44.7 %", "44.7", "0.1", 1, "%", False),
    ("48%", "48", "1", 0, "%", False),
    ("5‰", "0.5", "0.1", 0, "%", False),
    ("44.7 percent", "44.7", "0.1", 1, "%", False),
    ("44.7 per cent", "44.7", "0.1", 1, "%", False),
    ("3.2个百分点", "3.2", "0.1", 1, "%", False),
    ("3.2 percentage points", "3.2", "0.1", 1, "%", False),
    ("25个基点", "0.25", "0.01", 0, "%", False),
    ("百分之四十四点七", "44.7", "0.1", 1, "%", False),
    ("百分之44.7", "44.7", "0.1", 1, "%", False),
    ("百分之八十", "80", "1", 0, "%", False),
    ("百分之百", "100", "1", 0, "%", False),
    ("千分之五", "0.5", "0.1", 0, "%", False),
    ("万分之三", "0.03", "0.01", 0, "%", False),
    ("九成三", "93", "1", 0, "%", False),
    ("八成", "80", "10", 0, "%", False),
    ("9.3成", "93", "1", 1, "%", False),
    ("4.3万", "43000", "1000", 1, None, False),
    ("4.3萬", "43000", "1000", 1, None, False),
    ("10.0634万", "100634", "1", 4, None, False),
    ("10.0634万人次", "100634", "1", 4, "人次", False),
    ("1.7亿元", "170000000", "10000000", 1, "元", False),
    ("1.7億元", "170000000", "10000000", 1, "元", False),
    ("2.5万亿元", "2500000000000", "100000000000", 1, "元", False),
    ("3百万", "3000000", "1000000", 0, None, False),
    ("5千", "5000", "1000", 0, None, False),
    ("1亿7000万", "170000000", "10000", 0, None, False),
    ("3万5千", "35000", "1000", 0, None, False),
    ("3万五千", "35000", "1000", 0, None, False),
    ("3万5", "35000", "1000", 0, None, False),
    ("54萬2,042", "542042", "1", 0, None, None),
    ("135萬680", "1350680", "1", 0, None, None),
    ("1亿2,345万元", "123450000", "10000", 0, "元", False),
    ("2万3456", "23456", "1", 0, None, None),
    ("6842.5万元", "68425000", "1000", 1, "元", False),
    ("3.2 million", "3200000", "100000", 1, None, False),
    ("5 thousand tonnes", "5000", "1000", 0, "t", False),
    ("1.25 billion", "1250000000", "10000000", 2, None, False),
    ("2 trillion yuan", "2000000000000", "1000000000000", 0, "元", False),
    ("$3.2bn", "3200000000", "100000000", 1, "USD", False),
    ("£4m", "4000000", "1000000", 0, "GBP", False),
    ("$1,204.50", "1204.5", "0.01", 2, "USD", False),
    ("-$5", "-5", "1", 0, "USD", False),
    ("￥500万元", "5000000", "10000", 0, "元", False),
    ("¥ 1,200", "1200", "1", 0, "元", False),
    ("S$3.2m", "3200000", "100000", 1, "SGD", False),
    ("A$7", "7", "1", 0, "AUD", False),
    ("HK$1,000", "1000", "1", 0, "HKD", False),
    ("NT$500", "500", "1", 0, "TWD", False),
    ("€12", "12", "1", 0, "EUR", False),
    ("USD 3.2 million", "3200000", "100000", 1, "USD", False),
    ("12元/人", "12", "1", 0, "元/人", False),
    ("1.2万元/人", "12000", "1000", 1, "元/人", False),
    ("1383 villages", "1383", "1", 0, "villages", True),
    ("1,383 administrative villages", "1383", "1", 0, "administrative villages", True),
    ("133个村", "133", "1", 0, "个", True),
    ("1383个", "1383", "1", 0, "个", True),
    ("1383個", "1383", "1", 0, "个", True),
    ("77名", "77", "1", 0, "名", True),
    ("38 户", "38", "1", 0, "户", True),
    ("12.0个", "12", "0.1", 1, "个", False),
    ("3个月", "3", "1", 0, "月", False),
    ("3千克", "3", "1", 0, "公斤", False),
    ("3千米", "3", "1", 0, "公里", False),
    ("5 kg", "5", "1", 0, "kg", False),
    ("0.5 t", "0.5", "0.1", 1, "t", False),
    ("1204.5噸", "1204.5", "0.1", 1, "吨", False),
    ("2010年", "2010", "1", 0, "年", False),
    ("三百七十二", "372", "1", 0, None, None),
    ("三百七十二人", "372", "1", 0, "人", True),
    ("两百", "200", "1", 0, None, None),
    ("兩百", "200", "1", 0, None, None),
    ("十二", "12", "1", 0, None, None),
    ("十", "10", "1", 0, None, None),
    ("三", "3", "1", 0, None, None),
    ("零", "0", "1", 0, None, None),
    ("一百零五", "105", "1", 0, None, None),
    ("一百五", "150", "1", 0, None, None),
    ("一千零五", "1005", "1", 0, None, None),
    ("三千零五十", "3050", "1", 0, None, None),
    ("三万五", "35000", "1", 0, None, None),
    ("三万零五", "30005", "1", 0, None, None),
    ("三万五千二百", "35200", "1", 0, None, None),
    ("三亿五千万", "350000000", "10000", 0, None, False),
    ("一点二亿", "120000000", "10000000", 1, None, False),
    ("零点五", "0.5", "0.1", 1, None, False),
    ("二〇一〇", "2010", "1", 0, None, None),
    ("二○一○年", "2010", "1", 0, "年", False),
    ("一九九八", "1998", "1", 0, None, None),
    ("壹仟贰佰", "1200", "1", 0, None, None),
    ("two", "2", "1", 0, None, None),
    ("thirty-seven villages", "37", "1", 0, "villages", True),
    ("three hundred and five", "305", "1", 0, None, None),
    ("a hundred", "100", "1", 0, None, None),
    ("two million", "2000000", "1000000", 0, None, False),
]


@pytest.mark.parametrize(("text", "value", "step", "decimals", "unit", "count"), PRINTED)
def test_a_number_is_read_exactly(
    text: str, value: str, step: str, decimals: int, unit: str | None, count: bool | None
) -> None:
    figure = read(text)
    assert figure.absence is None
    assert (figure.value, figure.step) == (Fraction(value), Fraction(step))
    assert (figure.decimals, figure.unit, figure.count) == (decimals, unit, count)
    assert figure.hedged is None
    assert figure.qualifier is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  1,383 villages ", "1,383"),
        ("约1720万元", "约1720万"),
        ("44.7 ％", "44.7 ％"),
        ("$3.2bn", "3.2bn"),
        ("20人以上", "20"),
        ("１３８３個", "１３８３"),
    ],
)
def test_the_text_of_a_figure_leaves_the_unit_out(text: str, shown: str) -> None:
    assert read(text).text == shown


MISSING_MARKS = """
- -- — – … .. n/a NA N/A #N/A null nan None 无 無 无数据 未报 未報 － —— : 不详 暂无
"""


@pytest.mark.parametrize(
    "text", [None, "", "   ", "\u3000", "not available", *MISSING_MARKS.split()]
)
def test_marks_of_absence_are_missing(text: str | None) -> None:
    figure = read(text)
    assert (figure.absence, figure.value) == ("missing", None)
    assert figure.text == (text or "").strip()


@pytest.mark.parametrize(
    "text", ["*", "**", "＊", "x", "X", "c", "s", "<5%", "<0.5", "< 5 kg", "<0"]
)
def test_suppressed_without_bounds(text: str) -> None:
    figure = read(text)
    assert (figure.absence, figure.value, figure.domain) == ("suppressed", None, EVERYTHING)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("<5", 1, 4, None),
        ("＜5", 1, 4, None),
        ("< 10", 1, 9, None),
        ("少于5", 1, 4, None),
        ("少於5人", 1, 4, "人"),
        ("fewer than 5", 1, 4, None),
        ("<1,000", 1, 999, None),
        ("<5 户", 1, 4, "户"),
    ],
)
def test_a_small_count_withheld(text: str, low: int, high: int, unit: str | None) -> None:
    figure = read(text)
    assert (figure.absence, figure.unit) == ("suppressed", unit)
    assert figure.domain == Interval(Fraction(low), Fraction(high))


def test_below_one_is_not_an_empty_domain() -> None:
    assert read("<1").domain == Interval(Fraction(0), Fraction(1), high_open=True)


NO_NUMBER = """
abc True FALSE inf -inf Infinity ∞ 1e999999 1e301 1e-301 1,38 1,2345 1,2345,678 1,23,45 1.2.3 1..2
5. 2/3 5th A4 0x1F 1_000 5-3 2010-2011 2010-05-03 05-12 ((5)) --5 5%% %5 约 元 ¥ ① ½ ٣ #REF! 第3
三三 一二 万 百分之 12, (5 5) 1e 1'38 3万50 () (-5) +-5 $ 3~ < ≥ 12— -两三个 1,383,38 1.234,5,6
1e5e5 5万%
"""
PARTED = [
    "12 345 67",
    "12 of 13",
    "12 may",
    "1 2",
    "12 villages 3",
    "5 A",
    "1,383 1,384",
    "12 five",
]
TOO_LONG = ["9" * 401, "0." + "1" * 400, "一" * 401, "1" + ",000" * 140, "5 " + "a" * 3000]


@pytest.mark.parametrize("text", NO_NUMBER.split() + PARTED + TOO_LONG)
def test_anything_else_is_not_a_number(text: str) -> None:
    figure = read(text)
    assert (figure.absence, figure.value) == ("not_a_number", None)
    assert figure.text == text


def test_four_hundred_digits_are_still_a_number() -> None:
    assert read("9" * 400).value == 10**400 - 1
    assert read("1e300").value == 10**300
    assert read("1e-300").value == Fraction(1, 10**300)
