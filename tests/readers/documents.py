"""Word and PDF documents as bytes for tests, written by hand."""

from __future__ import annotations

from collections.abc import Mapping

from packages import relationships, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def docx(
    body: str, more: Mapping[str, str] | None = None, part: str = "word/document.xml"
) -> bytes:
    """A document with this XML in its body; prefixes are w, mc and m."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("r1", "officeDocument", part)),
        part: f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    return zipped(parts | dict(more or {}))


def notes(kind: str, body: str) -> str:
    """A part of footnotes or endnotes."""
    return f"<w:{kind} {_NAMESPACES}>{body}</w:{kind}>"


def p(*texts: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(run(text) for text in texts)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text with properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each given as the XML in it."""
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def pdf(*pages: tuple[str, ...], fonts: str = "") -> bytes:
    """A PDF whose pages print these lines, in a font that knows every character."""
    characters = sorted({char for page in pages for line in page for char in line})
    codes = {char: number for number, char in enumerate(characters, 1)}
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        _font(),
        _descendant(),
        _stream(_map(codes)),
    ]
    kids = []
    for page in pages:
        content = _stream(_drawn(page, codes))
        kids.append(f"{len(objects) + 1} 0 R")
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>",
            content,
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return written(objects)


def written(objects: list[str], trailer: str = "") -> bytes:
    """A PDF file of these objects, the first of which is its catalogue."""
    data = b"%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    size = len(objects) + 1
    return data + (
        f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _font() -> str:
    return (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )


def _descendant() -> str:
    return (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        "/FontDescriptor << /Type /FontDescriptor /FontName /Any /Flags 4 >> >>"
    )


def _map(codes: dict[str, int]) -> str:
    pairs = "\n".join(
        f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )


def _drawn(lines: tuple[str, ...], codes: dict[str, int]) -> str:
    """One line of text under the other."""
    drawn = [
        f"BT /F1 12 Tf 1 0 0 1 50 {800 - 20 * number} Tm "
        f"<{''.join(f'{codes[char]:04x}' for char in line)}> Tj ET"
        for number, line in enumerate(lines)
    ]
    return "\n".join(drawn)
