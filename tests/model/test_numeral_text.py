"""Running text: which numbers are found, and exactly where."""

from __future__ import annotations

import time

import pytest

from consistency.model.numeral import find

# text, [(figure text, value, unit, count)]
FOUND = [
    (
        "全市1383个行政村中，模范村617个，占44.7%；先进村 516 个。",
        [
            ("1383", 1383, "个", True),
            ("617", 617, "个", True),
            ("44.7%", 44.7, "%", False),
            ("516", 516, "个", True),
        ],
    ),
    (
        "2010年投入近1720万元，占1.7亿元的10.1%",
        [
            ("2010", 2010, "年", False),
            ("近1720万", 17200000, "元", False),
            ("1.7亿", 170000000, "元", False),
            ("10.1%", 10.1, "%", False),
        ],
    ),
    (
        "共３，１２０个，7，160",
        [("３，１２０", 3120, "个", True), ("7", 7, None, None), ("160", 160, None, None)],
    ),
    ("有三个村、五名、两项", [("三", 3, "个", True), ("五", 5, "名", True), ("两", 2, "项", True)]),
    ("一是抓好，二是落实，一起推进，每一个，另一个，唯一", []),
    ("几十个、数百人、万一、十分重要、千万不要", []),
    ("第三个、第12届、第 3", [("3", 3, None, None)]),
    ("表A4、covid-19、PM2.5、5th、1.2.3、x86_64", []),
    (
        "二〇一〇年有三百七十二人",
        [("二〇一〇", 2010, "年", False), ("三百七十二", 372, "人", True)],
    ),
    (
        "由3至5，从10增至20",
        [
            ("3", 3, None, None),
            ("5", 5, None, None),
            ("10", 10, None, None),
            ("20", 20, None, None),
        ],
    ),
    ("2009至2010年", [("2009", 2009, None, None), ("2010", 2010, "年", False)]),
    ("2010-05-03", [("2010", 2010, None, None), ("05", 5, None, None), ("03", 3, None, None)]),
    ("比分2-1", [("2", 2, None, None), ("1", 1, None, None)]),
    ("1,2345", [("1", 1, None, None), ("2345", 2345, None, None)]),
    (
        "节约20万元，签约5个，最近3年，近3年",
        [
            ("20万", 200000, "元", False),
            ("5", 5, "个", True),
            ("3", 3, "年", False),
            ("3", 3, "年", False),
        ],
    ),
    ("高于2010年的水平", [("2010", 2010, "年", False)]),
    (
        "20多个部门，比2009年多3个",
        [("20多", 20, "个", False), ("2009", 2009, "年", False), ("3", 3, "个", True)],
    ),
    ("提高3.2个百分点", [("3.2", 3.2, "%", False)]),
    ("下降-5%，△3", [("-5%", -5, "%", False), ("△3", -3, None, None)]),
    ("2009成立，占八成", [("2009", 2009, None, None), ("八成", 80, "%", False)]),
    ("10.0634万人次", [("10.0634万", 100634, "人次", False)]),
    (
        "In 2009, two villages and thirty-seven people saw three hundred and five schools.",
        [
            ("2009", 2009, None, None),
            ("two", 2, "villages", True),
            ("thirty-seven", 37, "people", True),
            ("three hundred and five", 305, "schools", True),
        ],
    ),
    (
        "one of 12; one village; no one; five-year plan",
        [("12", 12, None, None), ("one", 1, "village", True)],
    ),
    (
        "617 of 1383 were 5 kg",
        [("617", 617, None, None), ("1383", 1383, None, None), ("5", 5, "kg", False)],
    ),
    (
        "$3.2bn and US$ 5 million (12)",
        [
            ("3.2bn", 3200000000, "USD", False),
            ("5 million", 5000000, "USD", False),
            ("12", 12, None, None),
        ],
    ),
    ("a\u00a0total of 1\u00a0383\u00a0villages", [("1\u00a0383", 1383, "villages", True)]),
    ("12 345", [("12", 12, None, None), ("345", 345, None, None)]),
    (
        "on 1/3 and 5/12/2010",
        [
            ("1", 1, None, None),
            ("3", 3, None, None),
            ("5", 5, None, None),
            ("12", 12, None, None),
            ("2010", 2010, None, None),
        ],
    ),
    ("5万10万元", [("5万", 50000, None, False), ("10万", 100000, "元", False)]),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_numbers_are_found_where_they_stand(
    text: str, found: list[tuple[str, float, str | None, bool | None]]
) -> None:
    spans = find(text)
    assert [
        (s.figure.text, float(s.figure.value or 0), s.figure.unit, s.figure.count) for s in spans
    ] == found
    assert all(text[s.start : s.end] == s.figure.text for s in spans)


def test_one_third_of_is_a_fraction_in_a_sentence() -> None:
    [span] = find("some 1/3 of them")
    assert span.figure.value is not None
    assert span.figure.value * 3 == 100
    assert span.figure.unit == "%"


HOSTILE = [
    "9",
    "1,",
    "11,",
    "123,",
    "1.",
    "1-",
    "1~2~",
    "1万",
    "9千万亿",
    "一",
    "十",
    "二〇",
    "一点",
    "零",
    "两三",
]
HOSTILE += [
    "百分之",
    "三分之",
    "about ",
    "no more than ",
    "between ",
    "约",
    "(",
    "<",
    "-",
    " ",
    "one hundred ",
]
HOSTILE += ["twenty-", "a-", "1\u00a0", "123\u00a0", "1个至", "$", "1/", "\ud800", "0"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    started = time.perf_counter()
    find(text)
    # 20 microseconds a number; quadratic time would be minutes
    assert time.perf_counter() - started < 15
