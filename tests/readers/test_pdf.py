"""PDF text layers: lines, pages, Chinese; scanned, protected, damaged and hostile files."""

from __future__ import annotations

import io
import sys
import zlib

import pytest
from documents import pdf, written
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.errors import Fault, InputError
from consistency.readers import Wanted, pdf_text, read
from consistency.readers.pdf_text import content_of_pdf

pypdf = pytest.importorskip("pypdf")

CHINESE = ("全市共有1383个建制村，其中标兵村172个，", "占12.4％。")


def fault(data: bytes) -> Fault:
    with pytest.raises(InputError) as caught:
        content_of_pdf(data, "x.pdf")
    (found,) = caught.value.faults
    assert found.where == "x.pdf"
    assert found.next
    return found


def test_lines_stand_as_printed_and_pages_are_separated_by_a_form_feed() -> None:
    data = pdf(("Of 1,383 villages,", "172 (12.4%) are models."), CHINESE)
    found = content_of_pdf(data, "x.pdf")
    assert found.kind == "text"
    assert found.text == (
        "Of 1,383 villages,\n172 (12.4%) are models.\f"
        "全市共有1383个建制村，其中标兵村172个，\n占12.4％。"
    )
    assert found.notes == ()


def test_standard_input_may_be_a_pdf() -> None:
    source = read(Wanted("-", "-"), stdin=io.BytesIO(pdf(("5 of 10",))))
    assert (source.kind, source.text) == ("text", "5 of 10")


def test_pages_without_text_are_named() -> None:
    found = content_of_pdf(pdf((), ("5 of 10",), ()), "x.pdf")
    assert found.text == "\f5 of 10\f"
    assert found.notes == ("pages without text, scanned or empty: 1, 3 (2 of 3)",)
    assert fault(pdf((), ())) == Fault(
        "holds no text: its pages are scanned, or empty",
        "x.pdf",
        "Run text recognition on it, or send the document it was made from",
    )


def test_fonts_that_name_no_character() -> None:
    assert fault(pdf(("\ue000\ue001\ue002\ue003 5",))).what == (
        "has a text layer whose characters are not known: its fonts name none"
    )


def test_protected_files() -> None:
    def encrypted(user: str) -> bytes:
        writer = pypdf.PdfWriter(io.BytesIO(pdf(("5 of 10",))))
        writer.encrypt(user, "owner", algorithm="RC4-128")
        data = io.BytesIO()
        writer.write(data)
        return data.getvalue()

    assert fault(encrypted("secret")) == Fault(
        "is protected by a password", "x.pdf", "Save it without a password"
    )
    assert content_of_pdf(encrypted(""), "x.pdf").text == "5 of 10"


def test_the_extra_is_named_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert fault(pdf(("5",))) == Fault(
        "is a PDF file, and pypdf, which reads them, is not installed",
        "x.pdf",
        "pip install 'consistency-checks[pdf]'",
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"of 10, 4", "is no PDF file, or damaged"),
        (b"%PDF-1.4\n", "is a damaged PDF file"),
        (pdf(("5",))[:200], "is a damaged PDF file"),
        (written(["<< /Type /Catalog >>"]), "is a damaged PDF file"),
        (written(["<< /Type /Catalog /Pages 1 0 R >>"]), "is a damaged PDF file"),
    ],
)
def test_what_is_no_pdf(data: bytes, what: str) -> None:
    assert fault(data).what.startswith(what)


def page_of(content: bytes, count: int = 1) -> bytes:
    """A PDF whose pages share one packed stream of drawing operations."""
    packed = zlib.compress(content, 9).decode("latin-1")
    kids = " ".join("3 0 R" for _ in range(count))
    return written(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> /Contents 4 0 R >>",
            f"<< /Filter /FlateDecode /Length {len(packed)} >>\nstream\n{packed}\nendstream",
        ]
    )


def test_hostile_files_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fault(page_of(b" " * 30_000_000)).what == (
        "holds a page of over 20,000,000 bytes, more than is read"
    )
    assert fault(page_of(b" " * 300_000_000)).what.startswith("is a damaged PDF file")
    monkeypatch.setattr(pdf_text, "MOST_OPERATIONS", 7)
    assert content_of_pdf(pdf(("1",)), "x.pdf").text == "1"
    assert "takes over 7 drawing operations" in fault(pdf(("1", "2"))).what
    monkeypatch.setattr(pdf_text, "MOST_SECONDS", -1)
    assert "seconds to read" in fault(pdf(("1",))).what
    monkeypatch.undo()
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 2)
    assert fault(pdf(("1",), ("2",), ("3",))).what == "has 3 pages, more than the 2 that are read"
    monkeypatch.setattr(pdf_text, "LIMIT_TEXT", 3)
    assert "characters" in fault(pdf(("1234",))).what


def test_a_form_that_draws_itself_ends() -> None:
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    )
    data = written(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
            "/Resources << /XObject << /X 5 0 R >> >> >>",
            "<< /Length 5 >>\nstream\n/X Do\nendstream",
            f"{form} /Length 5 >>\nstream\n/X Do\nendstream",
        ]
    )
    assert fault(data).what


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_files_give_a_text_or_an_input_error(data: st.DataObject) -> None:
    whole = pdf(("Of 10 villages", "4 agree"), CHINESE)
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(5, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(5, len(damaged)))
    stray = b"%PDF-1.4\n" + data.draw(st.binary(max_size=200))
    for candidate in (bytes(damaged), bytes(damaged[:cut]), stray):
        faults: tuple[Fault, ...] = ()
        try:
            assert content_of_pdf(candidate, "x.pdf").text
        except InputError as error:
            faults = error.faults
        assert all(f.what and f.where and f.next for f in faults)
