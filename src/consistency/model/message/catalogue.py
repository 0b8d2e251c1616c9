"""The message catalogue: every sentence and word a report shows, in three languages.

The texts live in `messages.toml` and `explanations.toml`; they are read once, when first needed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

LANGUAGES = ("en", "zh-Hans", "zh-Hant")

_FILES = ("messages.toml", "explanations.toml")  # no group stands in both

NOTHING: Mapping[str, str] = MappingProxyType({})


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Message id (`total.discrepancy`) to its template in each language."""
    folder = resources.files("consistency.model.message")
    groups: dict[str, dict[str, dict[str, str]]] = {}
    for name in _FILES:
        groups |= tomllib.loads(folder.joinpath(name).read_text("utf-8"))
    return {
        f"{group}.{name}": MappingProxyType(texts)
        for group, messages in groups.items()
        for name, texts in messages.items()
    }


def say(language: str, message_id: str, values: Mapping[str, str] = NOTHING) -> str:
    """The message `message_id` in `language`, its placeholders filled from `values`.

    Values go in verbatim and are never read as templates. Raises `KeyError`
    for an unknown language or id, or a placeholder without a value.

    >>> say("en", "direction.too_little", {"gap": "36"})
    '36 too little'
    """
    return catalogue()[message_id][language].format_map(values)


def knows(message_id: str) -> bool:
    """The catalogue holds this id."""
    return message_id in catalogue()


def counted(language: str, message_id: str, count: int, **values: str) -> str:
    """A phrase with a number in it: `message_id` ending in `_one` or `_many`.

    >>> counted("en", "summary.queries", 1), counted("en", "summary.queries", 2)
    ('1 query', '2 queries')
    """
    form = "one" if count == 1 else "many"
    return say(language, f"{message_id}_{form}", {"count": str(count), **values})
