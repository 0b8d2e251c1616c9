"""Laws of the grammar: what is printed is read back, spans are exact, nothing raises."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from consistency.model.numeral import find, read

whole = st.integers(0, 10**15)
places = st.integers(0, 6)
WIDE = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")
SIZES = {
    "万": 10**4,
    "亿": 10**8,
    "万亿": 10**12,
    " million": 10**6,
    " billion": 10**9,
    "萬": 10**4,
}
PIECES = list(
    "0123456789.,，-–~至到%％‰万亿千百十一二三两〇零点成分之"
    "约近余多几个人村元年第()（）<>≥≤$¥ \u00a0\n"
)
PIECES += [
    "about ",
    "between ",
    " and ",
    "two",
    "thirty-",
    "half of ",
    "hundred",
    "million",
    "ten ",
]
PIECES += [
    "不超过",
    "以上",
    "左右",
    "百分之",
    "a third of",
    "\U00020000",
    "e5",
    " villages",
    "or more",
]
mixture = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def printed(number: int, decimals: int, group: str) -> str:
    exact = Decimal(number).scaleb(-decimals)
    return f"{exact:,.{decimals}f}".replace(",", group)


@given(whole, places, st.sampled_from(["", ",", " ", "'", "\u00a0", "\u202f"]), st.booleans())
def test_separators_and_wide_digits(number: int, decimals: int, group: str, wide: bool) -> None:
    text = printed(number, decimals, group)
    figure = read(text.translate(WIDE) if wide else text)
    assert figure.value == Fraction(number, 10**decimals)
    assert (figure.step, figure.decimals) == (Fraction(1, 10**decimals), decimals)


@given(
    whole, places, st.sampled_from(["-{}", "−{}", "({})", "{}-", "△{}", "（{}）"]), st.booleans()
)
def test_negative_forms(number: int, decimals: int, form: str, percent: bool) -> None:
    figure = read(form.format(printed(number, decimals, ",") + "%" * percent))
    assert figure.value == -Fraction(number, 10**decimals)
    assert figure.step == Fraction(1, 10**decimals)
    assert figure.unit == ("%" if percent else None)


@given(st.integers(0, 10**9), places, st.sampled_from(sorted(SIZES)))
def test_scales(number: int, decimals: int, scale: str) -> None:
    figure = read(printed(number, decimals, ",") + scale)
    assert figure.value == Fraction(number * SIZES[scale], 10**decimals)
    assert figure.step == Fraction(SIZES[scale], 10**decimals)
    assert figure.count is False


def in_chinese(number: int) -> str:
    """A whole number below 10^12 as it is spoken."""
    if number >= 10**4:
        size, mark = (10**8, "亿") if number >= 10**8 else (10**4, "万")
        rest = number % size
        zero = "零" if 0 < rest < size // 10 else ""
        return in_chinese(number // size) + mark + zero + (in_chinese(rest) if rest else "")
    spoken, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            spoken += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit and bool(spoken)
    return spoken or "零"


@given(st.one_of(st.integers(0, 10**4), st.integers(0, 10**12 - 1)))
def test_chinese_numerals(number: int) -> None:
    text = in_chinese(number)
    assert read(text).value == number
    [span] = find(f"共{text}个")
    assert (span.figure.value, span.figure.text) == (number, text)


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
)
ONES += " sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def in_english(number: int) -> str:
    if number < 20:
        return ONES.split()[number]
    if number < 100:
        ten = TENS.split()[number // 10 - 2]
        return ten if number % 10 == 0 else f"{ten}-{in_english(number % 10)}"
    rest = f" and {in_english(number % 100)}" if number % 100 else ""
    return f"{in_english(number // 100)} hundred{rest}"


@given(st.integers(0, 999))
def test_english_number_words(number: int) -> None:
    text = in_english(number)
    assert (read(text).value, read(text).count) == (number, None)
    [span] = find(f"There are {text} schools")
    assert (span.figure.value, span.figure.text, span.figure.count) == (number, text, True)


@given(st.one_of(st.text(max_size=80), mixture))
def test_spans_are_exact_ordered_and_apart(text: str) -> None:
    end = 0
    for span in find(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.figure.text
        assert span.figure.value is not None
        end = span.end


@given(st.one_of(st.text(max_size=80), mixture))
def test_a_cell_is_a_number_or_says_why_not(text: str) -> None:
    figure = read(text)
    assert (figure.value is None) == (figure.absence is not None)
    assert figure.text in text
    if figure.value is not None and figure.hedged is None:
        assert figure.step > 0
        assert (figure.value / figure.step).denominator == 1


@given(mixture)
def test_a_likely_value_is_possible(text: str) -> None:
    for span in find(text):
        if span.figure.hedged is not None:
            likely, possible = span.figure.hedged
            assert likely & possible == likely
            assert not likely.is_empty
