"""Web pages to what a person sees; expected texts are written by hand from the pages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import Fault, InputError
from consistency.readers.html_text import content_of_html, is_html
from consistency.readers.tags import tokens


def text(page: str) -> str:
    return content_of_html(page.encode(), "x.html").text or ""


def test_a_whole_page() -> None:
    page = """<!DOCTYPE html>
    <html><head><meta charset="utf-8"><title>No 7</title><style>p::after{content:"8"}</style>
    </head><body><script>var x = "<p>9</p>";</script>
    <h1>Report  of
    2010</h1>
    <p>Of <b>1,383</b>&nbsp;villages 172 (<i>12.4&#37;</i>) are models<sup>1</sup>.
    <p>Area: 5 m<sup>2</sup>, H<sub>2</sub>O<br/>next
    <ul><li>one<li>two</ul>
    <table><thead><tr><th>unit<th>count</thead>
    <tbody><tr><td><p>North</p></td><td> <div>12</div> </td></tr><tr><td></td><td>5</td></tr>
    </table>after<template>10</template><!-- 11 --></body></html>"""
    assert text(page) == (
        "Report of 2010\n"
        "Of 1,383\xa0villages 172 (12.4%) are models¹.\n"
        "Area: 5 m², H₂O\n"
        "next\n"
        "one\n"
        "two\n"
        "unit\tcount\n"
        "North\t12\n"
        "\t5\n"
        "after"
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a < b, 5 <3", "a < b, 5 <3"),
        ("&lt;p&gt; &amp;amp; &nosuch; &#x35;&#53 &#0; &#xD800;", "<p> &amp; &nosuch; 55 � �"),
        ("a</nosuch>b</p>c", "ab\nc"),
        ("a<!>b<?php 5 ?>c<![CDATA[x]]>d", "abcd"),
        ("a<!-->b<!--->c<!-- - -- > -->d<!--x--!>e", "abcde"),
        ("<p title='5 > 3'>x</p>", "x"),
        ("<p title=\"'>'\" a=b/c>x", "x"),
        ("<P HIDDEN>1</P><DIV STYLE='color:red; Display : NONE'>2</DIV>3", "3"),
        ("<div hidden>1<div>2</div>3</div>4", "4"),
        ("<ul><li hidden>1<ul><li>2</ul><li>3</ul>4", "3\n4"),
        ("<table><tr hidden><td>1<tr><td>2<td hidden>3<td>4</table>", "2\t4"),
        ("<p hidden>1<h2>2</h2>", "2"),
        ("<script>if (a</b) '</scrip>' </script >x", "x"),
        ("<textarea>a &amp; <b></textarea>c", "a & <b>c"),
        ("<pre>a  b\n c</pre>d", "a  b\n c\nd"),
        ("<p>a<br><br>b</p>\n\n<p>c", "a\n\nb\nc"),
        ("<s>12</s> <del>13</del> 14", "12 14"),
        ("stray<td>1<td>2</table>x", "stray1\t2\nx"),
        ("<table><tr><td>in<table><tr><td>1<td>2</table><td>out</table>", "in 1\t2\tout"),
        ("<td>" + "long " * 20 + "<p>5", "long " * 19 + "long\n5"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_markup_of_every_sort(page: str, expected: str) -> None:
    assert text(page) == expected


def test_notes_say_what_was_left_out() -> None:
    page = b"<p hidden>1</p><p>2</p><p style='display:none'>3</p><a href='x>4"
    found = content_of_html(page, "x.html")
    assert found.text == "2"
    assert found.notes == (
        "a tag, comment or script never ends: what follows was not read",
        "hidden parts of the page were left out: 2",
    )
    for unfinished in ("<!-- 1", "<script>1", "<p 1", "</p 1", "<!x"):
        assert len(content_of_html(unfinished.encode(), "x").notes) == 1


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5"),
        ("<meta charset=nosuch>", "utf-8"),
        ("<meta charset=utf-8>", "gb18030"),  # says what it is not
        ("<meta charset=rot13>", "utf-8"),
        ('<?xml version="1.0" encoding="gbk"?>', "gbk"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_encodings(head: str, encoding: str) -> None:
    body = "全市有一百三十三個村" if encoding == "big5" else "全市有一百三十三个村"
    page = f"{head}<p>{body}".encode(encoding)
    assert content_of_html(page, "x.html").text == body


def test_an_encoding_given_overrides_the_declared_one() -> None:
    page = "<meta charset=gb2312><p>é".encode("cp1252")
    assert content_of_html(page, "x.html", "cp1252").text == "é"
    with pytest.raises(InputError, match="looks like a PDF file"):
        content_of_html(b"%PDF-1.4", "x.html")


def test_pages_are_known_by_their_start() -> None:
    assert is_html(b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>")
    assert is_html(b"<html lang=en>")
    assert is_html(b'<?xml version="1.0"?><html>')
    assert not is_html(b"<table>")
    assert not is_html(b"a <html>")


HOSTILE = {
    "open cells": "<table><tr><td>1",
    "open blocks": "<div>",
    "less than": "<",
    "open tags": "<a ",
    "open comments": "<!--",
    "open quotes": "<a x='",
    "open end tags": "</",
    "open sections": "<![CDATA[",
    "references": "&#",
    "hidden": "<p hidden><div>",
    "spaces": " ",
    "scripts": "<script>",
    "cells": "<td>5",
    "end cells": "</td>",
    "ends": "</div></table>",
    "attributes": '<a x="1" x=2 y',
    "superscripts": "<sup>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_time_in_proportion_to_their_length(name: str) -> None:
    """Ten times the page takes about ten times as long: far from a hundred times."""
    seconds = []
    for size in (50_000, 500_000):
        page = HOSTILE[name] * (size // len(HOSTILE[name]))
        start = time.process_time()
        text(page)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 40 * max(seconds[0], 0.01)


def test_a_page_that_unfolds_is_refused() -> None:
    with pytest.raises(InputError, match="20,000,000 characters"):
        text("x" * 20_000_001)


@given(st.lists(st.sampled_from([*HOSTILE.values(), "5 ", "</p>", "<td>", "-->", ">", "'", "é"])))
def test_any_markup_gives_a_text(pieces: list[str]) -> None:
    page = "".join(pieces)
    assert isinstance(text(page), str)
    assert all(isinstance(token, str) is False or token for token in tokens(page))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_an_input_error(data: bytes) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        assert content_of_html(data, "x.html").text is not None
    except InputError as error:
        faults = error.faults
    assert all(fault.what and fault.where and fault.next for fault in faults)
