"""How a sheet prints its numbers, told from all its cells together.

"97,800" is ninety-seven thousand eight hundred on one sheet and ninety-seven
point eight on another; no cell alone can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMMA = re.compile(
    r"[-−(]?(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[ \u00a0\u202f.]\d{3})+,\d+"
    r"|\d{1,3}(?:\.\d{3}){2,})\)?[ ]?%?"
)
_POINT = re.compile(
    r"[-−(]?[$€£¥]?(?:\d*\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:[,' \u00a0\u202f]\d{3})+\.\d+"
    r"|\d{1,3}(?:,\d{3}){2,})\)?[ ]?%?"
)
_FOOTED = re.compile(
    r"(?P<number>[-−(]?[$€£¥]?\d[\d., \u00a0\u202f]*\)?[ ]?%?)"
    r"[ ]?(?:[*†‡§]{1,3}|\([a-zA-Z1-9]{1,2}\)|\[[a-zA-Z\d]{1,2}\]|[eprs]|[¹²³⁴-⁹]{1,2})"
)
_SPACES = str.maketrans("", "", " \u00a0\u202f")


def prints_decimal_comma(texts: Iterable[str]) -> bool:
    """The cells of one sheet, taken together, use the comma as decimal mark.

    >>> prints_decimal_comma(["1 204", "96,7", "97,800"]), prints_decimal_comma(["1,204", "3.5"])
    (True, False)
    """
    commas = points = 0
    for text in texts:
        if "," in text or "." in text:
            commas += _COMMA.fullmatch(text) is not None
            points += _POINT.fullmatch(text) is not None
    return commas > points


def with_point(text: str) -> str:
    """A number of a sheet with decimal commas as the number grammar reads it.

    >>> with_point("1.234.567,8"), with_point("2 484"), with_point("Oslo, 2009")
    ('1234567.8', '2 484', 'Oslo, 2009')
    """
    if "," not in text and "." not in text:
        return text
    if any(letter.isalpha() for letter in text):
        return text
    return text.translate(_SPACES).replace(".", "").replace(",", ".")


def without_footnote(text: str) -> str | None:
    """The number before a footnote mark (1,204*, 7.3 (e)); None where there is none."""
    match = _FOOTED.fullmatch(text)
    return match["number"].strip() if match is not None else None
