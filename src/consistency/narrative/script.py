"""Traditional characters as simplified ones, each to one, so that offsets survive."""

from __future__ import annotations

import re

_BEYOND_ASCII = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_known: dict[str, str] = {}


def simplified(text: str) -> str:
    """The text with every character in its simplified form; as long as before.

    The table is OpenCC's, asked character by character.

    >>> simplified("佔總數的44.7％")
    '占总数的44.7％'
    """
    new = set(_BEYOND_ASCII.findall(text)) - _known.keys()
    if new:
        _learn(sorted(new))
    return text.translate({ord(character): shown for character, shown in _known.items()})


def _learn(characters: list[str]) -> None:
    from opencc import OpenCC

    shown = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    _known.update(
        zip(
            characters,
            (s if len(s) == 1 else c for c, s in zip(characters, shown, strict=True)),
            strict=True,
        )
    )
