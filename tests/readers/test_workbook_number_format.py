"""Numbers as their format shows them; every expected text was worked by hand first."""

from __future__ import annotations

import struct
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.readers.workbook.format_code import sections_of
from consistency.readers.workbook.number_format import BUILT_IN, Shown, exact, show, show_text

ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'
TIERS = '[>=100000000]0.00,,"(100万)";[>=10000]0\\.0,"万";0'

TABLE: list[tuple[float, str, str | None]] = [
    # General: the shortest digits, at most 15 of them, never an exponent
    (1383.0, "General", "1383"),
    (44.7, "General", "44.7"),
    (-0.5, "General", "-0.5"),
    (0.0, "General", "0"),
    (-0.0, "General", "0"),
    (0.1 + 0.2, "General", "0.3"),
    (44.699999999999996, "General", "44.7"),
    (2 / 3, "General", "0.666666666666667"),
    (1e-7, "General", "0.0000001"),
    (1e21, "General", "1000000000000000000000"),
    (1383.0, 'General"个"', "1383个"),
    (1383.0, "G/通用格式", "1383"),
    (5.0, "general", "5"),
    # fixed decimals, half away from zero on the decimal digits
    (2.5, "0", "3"),
    (-2.5, "0", "-3"),
    (0.5, "0", "1"),
    (1.5, "0", "2"),
    (2.675, "0.00", "2.68"),  # the double is 2.67499999...
    (0.285, "0.00", "0.29"),
    (1.005, "0.00", "1.01"),
    (12.35, "0.0", "12.4"),
    (-12.35, "0.0", "-12.4"),
    (12.0, "0.0", "12.0"),
    (99.95, "0.0", "100.0"),
    (0.0, "0.0", "0.0"),
    (-0.04, "0.0", "-0.0"),
    (7.0, "000", "007"),
    (7.0, "00.00", "07.00"),
    (0.25, "#.##", ".25"),
    (1.0, "0.##", "1"),
    (1.5, "0.##", "1.5"),
    (1.5, "0.0#", "1.5"),
    (1.25, "0.0#", "1.25"),
    (1.5, "0.0??", "1.5"),
    (1.0, "0.??", "1"),
    (0.0, "#", None),
    (5.25, ".00", "5.25"),
    (5.0, "??0", "5"),
    # thousands
    (1234567.0, "#,##0", "1,234,567"),
    (999.5, "#,##0", "1,000"),
    (12.0, "#,##0", "12"),
    (1234.56, "#,##0.0", "1,234.6"),
    (-1234.5, "#,##0.00", "-1,234.50"),
    (12.0, "0,000", "0,012"),
    (1234567.0, "#,###", "1,234,567"),
    (0.0, "#,###", None),
    # scaling commas, and the Chinese trick of a point that is only written
    (1234567.0, "#,##0,", "1,235"),
    (12345678.0, "0.0,,", "12.3"),
    (12345678.0, "0.00,,", "12.35"),
    (1499.0, "0,", "1"),
    (1500.0, "0,", "2"),
    (12345.0, "0.0,", "12.3"),
    (1234567.0, "#,##0,.00", "1,234.57"),
    (12345.0, '0\\.0,"万"', "1.2万"),
    (12345.0, '0!.0,"万"', "1.2万"),
    (100634.0, '0!.0000"万"', "10.0634万"),
    (100634.0, "0!.0,万", "10.1万"),
    (345.0, '0!.0,"万"', "0.0万"),
    (-100634.0, '0!.0000"万"', "-10.0634万"),
    (100634.0, '#"."0000', "10.0634"),
    # percent
    (0.124, "0%", "12%"),
    (0.124, "0.0%", "12.4%"),
    (0.125, "0%", "13%"),
    (0.44613, "0.00%", "44.61%"),
    (1.0, "0.0%", "100.0%"),
    (-0.0005, "0.0%", "-0.1%"),
    (12.4, "0.0\\%", "12.4%"),
    (12.4, '0.0"%"', "12.4%"),
    (0.0124, "0.0%%", "124.0%%"),
    # sections: positive; negative; zero; text
    (5.0, '0.0;(0.0);"-"', "5.0"),
    (-5.0, '0.0;(0.0);"-"', "(5.0)"),
    (0.0, '0.0;(0.0);"-"', "-"),
    (0.04, '0.0;(0.0);"-"', "0.0"),
    (-5.0, "0.0;0.0", "5.0"),
    (-5.0, "0;-0", "-5"),
    (-5.0, "0.0_ ;[Red]-0.0\\ ", "-5.0"),
    (0.0, "0;-0;;@", None),
    (3.0, ";;;", None),
    (-3.0, "0;", None),
    (3.0, '"见注"', "见注"),
    (3.0, "@", "3"),
    (1 / 3, "0.00;@", "0.33"),
    # conditions
    (150.0, '[>100]"over "0;0.0', "over 150"),
    (50.0, '[>100]"over "0;0.0', "50.0"),
    (50.0, "[>100]0.0", "50"),
    (150.0, "[>100]0.0", "150.0"),
    (-5.0, "[<0](0);0", "(5)"),
    (50.0, "[>100]0;[<10]0.0", "#####"),
    (-5.0, "[>100]0;[<10]0.0", "-5.0"),
    (250000000.0, TIERS, "250.00(100万)"),
    (25000.0, TIERS, "2.5万"),
    (2500.0, TIERS, "2500"),
    (1.0, '[=1]"是";[=0]"否";0', "是"),
    (0.0, '[=1]"是";[=0]"否";0', "否"),
    # accounting and currency
    (1234.5, ACCOUNTING, "1,234.50"),
    (-1234.5, ACCOUNTING, "(1,234.50)"),
    (0.0, ACCOUNTING, "-"),
    (1234.5, BUILT_IN[41], "1,235"),
    (-1234.5, "[$¥-804]#,##0.00;[$¥-804]\\-#,##0.00", "¥-1,234.50"),
    (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
    (-5.0, "$0.00", "-$5.00"),
    (5.0, '0.0" 元"', "5.0 元"),
    (5.0, "[$USD] 0.00", "USD 5.00"),
    (5.0, "[$-409]0", "5"),
    (1383.0, "[DBNum1][$-804]General", "1383"),
    (5.0, "[Red]0.0", "5.0"),
    (5.0, "[颜色10]0.0", "5.0"),
    (5.0, "0.0_)", "5.0"),
    # scientific
    (123456.0, "0.00E+00", "1.23E+05"),
    (0.000123, "0.0E+0", "1.2E-4"),
    (0.000123, "0.0E-0", "1.2E-4"),
    (123456.0, "0.0E-0", "1.2E5"),
    (9.99, "0.0E+00", "1.0E+01"),
    (12345.6, "##0.0E+0", "12.3E+3"),
    (999950.0, "##0.0E+0", "1.0E+6"),
    (0.0, "0.00E+00", "0.00E+00"),
    (-123456.0, "0.00E+00", "-1.23E+05"),
    # fractions
    (0.5, "# ?/?", "1/2"),
    (12.375, "# ?/?", "12 3/8"),
    (12.0, "# ?/?", "12"),
    (0.0, "# ?/?", "0"),
    (3.14159265, "# ??/??", "3 14/99"),  # 1/7 is 0.0013 off, 14/99 0.0002
    (0.3, "# ?/8", "2/8"),
    (0.97, "# ?/8", "1"),
    (1.5, "?/?", "3/2"),
    (-1.5, "# ?/?", "-1 1/2"),
    # dates and times, in ISO
    (40543.0, "yyyy/m/d", "2010-12-31"),
    (40543.75, "yyyy/m/d", "2010-12-31"),
    (40543.0, 'yyyy"年"m"月"d"日"', "2010-12-31"),
    (40543.0, 'yyyy"年"m"月"', "2010-12"),
    (40543.0, "mmm-yy", "2010-12"),
    (40543.0, 'yyyy"年"', "2010"),
    (40543.0, 'm"月"d"日"', "2010-12-31"),
    (40543.0, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2010-12-31"),
    (40543.354166666664, "yyyy/m/d h:mm", "2010-12-31T08:30:00"),
    (40543.0, "yyyy/m/d h:mm", "2010-12-31"),
    (40543.999999999, "yyyy/m/d h:mm:ss", "2011-01-01"),
    (0.354166666666667, "h:mm AM/PM", "08:30:00"),
    (0.5, 'h"时"mm"分"', "12:00:00"),
    (1.5, "[h]:mm", "36:00"),
    (1.5, "[h]:mm:ss", "36:00:00"),
    (0.0104166666666667, "[mm]:ss", "15:00"),
    (0.0104224537037037, "mm:ss.0", "00:15:00.5"),
    (1.0, "yyyy-mm-dd", "1900-01-01"),
    (59.0, "yyyy-mm-dd", "1900-02-28"),
    (60.0, "yyyy-mm-dd", "1900-02-29"),
    (61.0, "yyyy-mm-dd", "1900-03-01"),
    (0.0, "yyyy-mm-dd", "1900-01-00"),
    (2958465.0, "yyyy-mm-dd", "9999-12-31"),
    (2958466.0, "yyyy-mm-dd", "#####"),
    (-1.0, "yyyy-mm-dd", "#####"),
    # digits first: letters after them are no calendar
    (3.0, "0 days", "3 days"),
    (3.0, '0.0"mm"', "3.0mm"),
]


@pytest.mark.parametrize(("number", "code", "expected"), TABLE)
def test_shown_as_seen(number: float, code: str, expected: str | None) -> None:
    assert show(number, code).text == expected


def test_the_table_is_wide() -> None:
    assert len({(number, code) for number, code, _ in TABLE}) >= 150


@pytest.mark.parametrize(
    ("number", "code", "computed"),
    [
        (1 / 3, "General", True),
        (0.1234567, "General", True),
        (0.123456, "General", False),
        (0.1 + 0.2, "General", False),
        (1 / 3, "0.0", False),
        (1 / 3, "0.00000000", False),
        (1 / 3, "@", True),
        (1 / 3, 'General"元"', True),
        (1383.0, "General", False),
    ],
)
def test_computed_is_a_double_no_format_fixes(number: float, code: str, computed: bool) -> None:
    assert show(number, code).computed is computed


def test_days_from_1904() -> None:
    # 1904-01-01 is day 0, and 1,462 days after 1899-12-31's count
    assert show(0.0, "yyyy-mm-dd", from_1904=True) == Shown("1904-01-01")
    assert show(40543.0 - 1462, "yyyy/m/d", from_1904=True) == Shown("2010-12-31")
    assert show(2958465.0, "yyyy/m/d", from_1904=True) == Shown("#####")


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("城关", "General", "城关"),
        ("城关", '@"镇"', "城关镇"),
        ("12.40", "0.0", "12.40"),
        ("城关", '0;-0;"-";"("@")"', "(城关)"),
        ("城关", ACCOUNTING, " 城关 "),
        ("城关", ";;;", None),
        ("城关", "0;-0;0", "城关"),
        ("", "@", None),
    ],
)
def test_texts(text: str, code: str, expected: str | None) -> None:
    assert show_text(text, code) == expected


def test_exact_is_decimal_from_the_start() -> None:
    assert exact(0.1) == Decimal("0.1")
    assert exact(123456789012345680.0) == Decimal(123456789012346000)
    assert exact(5e-324) == Decimal("5E-324")


def test_kinds_of_sections() -> None:
    kinds = {
        "General": "general",
        "0.0": "number",
        "0E+0": "scientific",
        "# ?/?": "fraction",
        "m/d": "date",
        "@": "text",
        '"x"': "literal",
        "0/": "number",
        "[h]:mm": "date",
        "[Red]0": "number",
    }
    assert {code: sections_of(code)[0].kind for code in kinds} == kinds


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.one_of(
        st.sampled_from([code for _, code, _ in TABLE] + list(BUILT_IN.values())),
        st.text('0#?.,%;"@/E+-_*\\![]$hmsydaGeneral<>=1万 ', max_size=20),
    ),
)
def test_any_number_in_any_format_shows_something_or_nothing(number: float, code: str) -> None:
    for from_1904 in (False, True):
        text = show(number, code, from_1904).text
        assert text is None or text


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_fixed_decimals_are_the_exact_decimals(whole: int, places: int) -> None:
    """A number typed with at most as many decimals as the format has shows just these."""
    expected = f"{Decimal(whole).scaleb(-places):.{places}f}"
    code = "0." + "0" * places if places else "0"
    assert show(float(expected), code).text == expected


@given(st.binary(min_size=8, max_size=8).map(lambda data: struct.unpack("<d", data)[0]))
def test_general_reads_back_within_15_digits(number: float) -> None:
    if number != number or number in {float("inf"), float("-inf")}:
        return
    text = show(number, "General").text
    assert text is not None
    assert abs(Decimal(text) - Decimal(number)) <= abs(Decimal(number)) * Decimal("5.1e-15") or (
        abs(number) < 1e-300
    )
