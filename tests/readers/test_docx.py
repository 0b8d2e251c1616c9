"""Word documents: body order, tables, boxes, notes, tracked changes; hostile packages."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from documents import docx, notes, p, run, table
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import zipped

from consistency.errors import Fault, InputError
from consistency.readers import Wanted, flow, read
from consistency.readers.docx_text import content_of_docx, is_docx


def text(body: str) -> str:
    return content_of_docx(docx(body), "x.docx").text or ""


def fault(data: bytes) -> Fault:
    with pytest.raises(InputError) as caught:
        content_of_docx(data, "x.docx")
    (found,) = caught.value.faults
    assert found.where == "x.docx"
    assert found.next
    return found


def faults_of(data: bytes) -> tuple[Fault, ...]:
    """The faults of any bytes read as a document; none if they are read."""
    try:
        content_of_docx(data, "x.docx")
    except InputError as error:
        return error.faults
    return ()


def test_paragraphs_and_tables_stand_in_the_order_of_the_body() -> None:
    body = (
        p("一、全市", "1383", "个村 ")
        + table((p("类别"), p("数")), (p("标兵"), p("172") + p("个")), ("<w:p/>", p("5")))
        + p()
        + p("end")
    )
    assert text(body) == "一、全市1383个村 \n类别\t数\n标兵\t172 个\n\t5\nend"


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = f'<w:del w:id="1"><w:r><w:delText>170</w:delText></w:r>{run("9")}</w:del>'
    moved = f"<w:moveFrom>{run('8')}</w:moveFrom>"
    inserted = f"<w:ins>{run('172')}</w:ins><w:moveTo>{run(' of 1383')}</w:moveTo>"
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    former = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    body = (
        f"<w:p>{mark}{deleted}{moved}{inserted}</w:p>{p(' villages')}<w:p>{run('5', former)}</w:p>"
    )
    assert text(body) == "172 of 1383 villages\n5"


def test_runs_that_are_hidden_raised_or_lowered() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    lowered = '<w:vertAlign w:val="subscript"/>'
    body = (
        "<w:p>"
        + run("45")
        + run("1", raised)
        + run(" CO")
        + run("2", lowered)
        + run("hidden", "<w:vanish/>")
        + run(" shown", '<w:vanish w:val="0"/>')
        + "</w:p>"
    )
    assert text(body) == "45¹ CO₂ shown"


def test_marks_between_texts() -> None:
    pieces = "<w:tab/>", "<w:br/>", "<w:cr/>", "<w:noBreakHyphen/>", "<w:softHyphen/>"
    body = "<w:p>" + "".join(f"{run('5')}<w:r>{piece}</w:r>" for piece in pieces) + "</w:p>"
    assert text(body) == "5\t5\n5\n5-5"
    assert text(table((f"<w:p>{run('a')}<w:r><w:tab/></w:r>{run('b')}</w:p>", p("c")))) == "a b\tc"
    field = "<w:r><w:instrText>PAGE 7</w:instrText></w:r>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('6')}</w:sdtContent></w:sdt>"
    assert text(f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{field}</w:p>{control}") == "6"
    part = "<m:r><m:t>172</m:t></m:r>", "<m:r><m:t>1383</m:t></m:r>"
    fraction = f"<m:oMath><m:f><m:num>{part[0]}</m:num><m:den>{part[1]}</m:den></m:f></m:oMath>"
    assert text(f"<w:p>{fraction}</w:p>") == "172/1383"


def test_boxes_stand_behind_their_paragraph_once() -> None:
    inner = f"<w:txbxContent>{p('in the box: 5')}{p('6')}</w:txbxContent>"
    box = (
        f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice>"
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run('before')}<w:r>{box}</w:r>{run(' after')}</w:p>{p('next')}"
    assert text(body) == "before after\nin the box: 5\n6\nnext"


def test_notes_stand_behind_the_body() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    footnotes = notes(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
        f'<w:footnote w:id="1">{p("Of these 5 are new.")}</w:footnote>',
    )
    endnotes = notes("endnotes", f'<w:endnote w:id="1">{p("Last.")}</w:endnote>')
    parts = {"word/footnotes.xml": footnotes, "word/endnotes.xml": endnotes}
    body = f"<w:p>{run('12 villages')}{reference}{run('.')}</w:p>"
    found = content_of_docx(docx(body, parts), "x.docx")
    assert found.text == "12 villages.\nOf these 5 are new.\nLast."
    assert found.notes == ()
    inserted = content_of_docx(docx(p("1") + "<w:altChunk/>"), "x.docx")
    assert inserted.notes == ("a file inserted into the document was not read",)


def test_the_main_part_may_have_another_name() -> None:
    data = docx(p("5"), part="word/document2.xml")
    assert content_of_docx(data, "x.docx").text == "5"


def test_standard_input_may_be_a_document() -> None:
    source = read(Wanted("-", "-"), stdin=io.BytesIO(docx(p("of 10, 4"))))
    assert (source.kind, source.text) == ("text", "of 10, 4")
    assert not is_docx(zipped({"content.xml": "<a/>"}))
    assert not is_docx(b"PK\x03\x04")


def test_what_is_no_document() -> None:
    assert fault(b"").what == "is empty"
    assert fault(b"of 10, 4").what == "is not a .docx document, or damaged"
    assert fault(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == Fault(
        "is an old Word file (.doc), or protected by a password",
        "x.docx",
        "Save it as .docx, without a password",
    )
    assert fault(zipped({"xl/workbook.xml": "<a/>"})).what == "holds no Word document"
    assert fault(docx(p("5"))[:300]).what.startswith("is a truncated or damaged archive")
    assert fault(zipped({"word/document.xml": "<w:p>"})).what.startswith(
        "is damaged: its part word/document.xml is no well-formed XML"
    )


def test_hostile_documents_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    entities = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert fault(zipped({"word/document.xml": entities})) == Fault(
        "declares a document type in its part word/document.xml, which no document does",
        "x.docx",
        "Open it in a word processor and save it as .docx again",
    )
    bomb = fault(docx(f"<w:p>{' ' * 40_000_000}</w:p>"))
    assert bomb.what.startswith("unpacks to more than is read")
    assert bomb.next == "Save the text that is to be checked as .txt"
    monkeypatch.setattr(flow, "LIMIT_TEXT", 10)
    assert (
        fault(docx(p("12345678901"))).what == "holds over 10 characters of text, more than is read"
    )


def test_deep_nesting_is_only_long() -> None:
    depth = 20_000
    for opening, closing in (
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:sdt>", "</w:sdt>"),
        ("<w:del>", "</w:del>"),
    ):
        found = text(opening * depth + p("5") + closing * depth + p("6"))
        assert found.split() == (["6"] if opening == "<w:del>" else ["5", "6"])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_documents_give_a_text_or_an_input_error(data: st.DataObject) -> None:
    whole = docx(p("a") + table((p("1"), p("2"))))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    for candidate in (bytes(damaged), bytes(damaged[:cut]), data.draw(st.binary(max_size=200))):
        assert all(f.what and f.where and f.next for f in faults_of(candidate))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["p", "r", "t", "tbl", "tr", "tc", "txbxContent", "del", "pPr"])))
def test_any_nesting_gives_a_text(names: list[str]) -> None:
    opening = "".join(f"<w:{name}>5" for name in names)
    closing = "".join(f"</w:{name}>" for name in reversed(names))
    assert isinstance(text(opening + closing), str)


def test_a_zip_that_lies_about_its_sizes() -> None:
    data = bytearray(docx(p("5")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    struct.pack_into("<I", data, at + 22, 1)  # the size it is said to unpack to
    assert [f.next != "" for f in faults_of(bytes(data))] in ([], [True])
