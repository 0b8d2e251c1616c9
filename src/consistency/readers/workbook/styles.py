"""Number formats by cell style."""

from __future__ import annotations

from ..wanted import refused
from .markup import local, walk
from .number_format import BUILT_IN, GENERAL
from .package import AGAIN, Package

LONGEST_CODE = 1_000
_MOST_STYLES = 1_000_000


def codes_of(package: Package, part: str) -> list[str]:
    """The number format code of each cell style of a workbook's style part.

    Raises `InputError`: a code of over 1,000 characters, over 1,000,000 styles.
    """
    own: dict[str, str] = {}
    numbers: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        short = local(name)
        above = inside[-1] if inside else ""
        inside.append(short)
        if short == "numFmt" and above == "numFmts":
            code = attributes.get("formatCode", GENERAL)
            if len(code) > LONGEST_CODE:
                what = f"has a number format of over {LONGEST_CODE:,} characters"
                raise refused(what, package.where, AGAIN)
            own[attributes.get("numFmtId", "")] = code
        elif short == "xf" and above == "cellXfs":
            numbers.append(attributes.get("numFmtId", "0"))
        if len(numbers) + len(own) > _MOST_STYLES:
            raise refused(f"has over {_MOST_STYLES:,} cell styles", package.where, AGAIN)

    def end(name: str) -> None:
        inside.pop()

    walk(package, part, start, end)
    return [own.get(number) or _built_in(number) for number in numbers]


def _built_in(number: str) -> str:
    known = len(number) <= 4 and number.isascii() and number.isdecimal()
    return BUILT_IN.get(int(number), GENERAL) if known else GENERAL
