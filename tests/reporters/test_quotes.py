"""Quotes that are too long lose words, never figures."""

from __future__ import annotations

from consistency.model.figure import Place
from consistency.reporters.quotes import Quote, quotes_around, shortened


def quoted(text: str, *figures: str) -> Quote:
    starts = [text.index(figure) for figure in figures]
    places = [
        Place("t", line=1, start=start, end=start + len(figure))
        for start, figure in zip(starts, figures, strict=True)
    ]
    (quote,) = quotes_around(places, {"t": text}, "sentence")
    return quote


def test_a_short_quote_stays_whole() -> None:
    quote = quoted("全市1383个村，其中标兵村172个。", "1383", "172")
    assert shortened(quote, 40) == "全市1383个村，其中标兵村172个。"


def test_the_longest_pieces_are_cut_and_every_figure_stays() -> None:
    words = "很" * 60
    quote = quoted(f"共38个，{words}6个，{words}5个，{words}", "38", "6", "5")
    text = shortened(quote, 60)
    # 4 figures' characters leave 56; `共` leaves its room to three pieces of at most 18.
    assert text == f"共38个，{'很' * 6}…{'很' * 9}6个，{'很' * 6}…{'很' * 9}5个，{'很' * 15}…"
    assert len(text) <= 60


def test_many_figures_keep_a_few_words_each() -> None:
    numbers = [str(number) for number in range(100, 130)]
    quote = quoted("，".join(f"某某某某乡镇有村{number}个" for number in numbers), *numbers)
    text = shortened(quote, 60)
    assert all(number in text for number in numbers)
    assert len(text) == 30 * 3 + 8 + 29 * 8 + 1  # every piece at its least, the last a 个
