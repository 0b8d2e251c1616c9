"""Submitted text inside Markdown: it shows as it is, and is never markup.

Backslash escapes and character references of CommonMark 0.31 (sections 2.4 and
2.5); the links, mentions and formulas that GitHub finds in plain text are
broken up as well.
"""

from __future__ import annotations

import re

from .terminal import visible

_SPECIAL = re.compile(r"[\\`*_\[\]|~#$^]")
_REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINK = re.compile(r":(?=//)|@|(?i:(?<=www)\.)")
_BROKEN = {":": "&#58;", "@": "@<!-- -->", ".": "&#46;"}
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def escaped(text: str) -> str:
    r"""Text on one line, with control and bidirectional characters spelled out.

    >>> escaped("a|b <script> *c*\n[d](http://e)")
    'a\\|b &lt;script&gt; \\*c\\* \\[d\\](http&#58;//e)'
    """
    flat = visible(" ".join(text.split()))
    safe = _SPECIAL.sub(r"\\\g<0>", flat.translate(_REFERENCES))
    return _LINK.sub(lambda found: _BROKEN[found[0]], safe)


def bold(text: str) -> str:
    """Text marked bold from its first letter or digit to its last.

    Marks beside other characters are not read as marks everywhere (CommonMark,
    section 6.2, on flanking).

    >>> bold("44.7%"), bold("(x)"), bold("%")
    ('**44.7**%', '(**x**)', '%')
    """
    core = _CORE.search(text)
    if core is None:
        return escaped(text)
    before, after = text[: core.start()], text[core.end() :]
    return f"{escaped(before)}**{escaped(core[0])}**{escaped(after)}"
