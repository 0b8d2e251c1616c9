"""Numbers whose groups of three are parted by plain spaces: 4 672 voters, 12 345 678 people."""

from __future__ import annotations

import re

_RUN = re.compile(
    r"(?<![0-9A-Za-z.,+\-–/'\u00a0])(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}"
    r"(?![0-9]|[.,'\u00a0]?[0-9]| [0-9+\-–$€£%]|[A-Za-z/:])"
)
_COMMAS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])")
_NUMBERED = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|nos?\.|route|article|section|figure|table|"
    r"chapter|page|pages|highway|flight|room|paragraph|item|question|phase|part|age|aged|day|"
    r"week|year|number|bus|line|unit|ward|district|zone|group|type|class|grade|level) \Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_LEAST_WORDS = 4
_LONGEST_LINE = 2000


def grouped(text: str) -> str:
    """The text with no-break spaces inside numbers that are grouped by plain spaces.

    As long as the text received. Only in a text without comma groups, in a line
    of prose, and where no other number stands beside: a row of a table keeps
    its columns, and "route 66 120 cars" its two numbers.

    >>> grouped("Of the 4 672 votes cast 491 were blank").replace("\\u00a0", "_")
    'Of the 4_672 votes cast 491 were blank'
    """
    if _COMMAS.search(text):
        return text
    return _RUN.sub(lambda run: _joined(text, run), text)


def _joined(text: str, run: re.Match[str]) -> str:
    shown = run.group()
    if _NUMBERED.search(text, max(0, run.start() - 12), run.start()):
        return shown
    line_start = text.rfind("\n", max(0, run.start() - _LONGEST_LINE), run.start()) + 1
    line_end = text.find("\n", run.end(), run.end() + _LONGEST_LINE)
    line = text[line_start : line_end if line_end >= 0 else run.end() + _LONGEST_LINE]
    if "\t" in line or "|" in line or "  " in line.strip():
        return shown
    ends = text[run.end() : run.end() + 1] in ("", "\n")
    prose = len(_WORD.findall(line)) >= _LEAST_WORDS and not ends
    return shown.replace(" ", "\u00a0") if prose else shown
