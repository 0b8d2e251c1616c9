"""Cue words: data of each language, the longest at a place, in one pass."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from consistency.narrative.cues import LANGUAGES, cues_of
from consistency.narrative.script import simplified


def found(plain: str) -> list[tuple[str, frozenset[str]]]:
    return [(plain[cue.start : cue.end], cue.kinds) for cue in cues_of(plain)]


def test_the_longest_word_wins() -> None:
    words = dict(found("由2552万辆增至3230万辆"))
    assert "to" in words["增至"]
    assert "增" not in words


def test_english_words_end_at_word_ends() -> None:
    assert [word for word, kinds in found("informed of which others") if "of_which" in kinds] == [
        "of which"
    ]
    assert all(word != "other" for word, _ in found("another brother"))


def test_words_of_several_parts_bridge_line_ends() -> None:
    assert any("of_which" in kinds for _, kinds in found("of  which"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_in_plain_spelling(language: str) -> None:
    text = files("consistency.narrative").joinpath("languages", language, "cues.toml").read_text()
    for kind, words in tomllib.loads(text).items():
        for word in words:
            assert word == simplified(word).lower(), (kind, word)
            assert word.strip() == word
            assert word
