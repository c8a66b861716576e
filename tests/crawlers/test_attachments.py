"""Documents that pages link to, and the text of those that stand for the whole article."""

import io
import zipfile

import docx
import lxml.html
import pytest

from crawlers.attachments import document_text, is_document, linked
from domain.errors import CrawlError


@pytest.mark.parametrize(
    "href",
    ["/a.pdf", "/vb/QĐ%2012.DOCX", "/documents/1/2/cv.pdf/4801b464?t=1", "/Home/Download?id=7", "/x?download=1",
     "/getfile.ashx?f=1",
     "/van-ban/dinh-kem/15", "/a.xlsx", "/b.rar", "/attachments/3/", "?file=bao-cao.doc"],
)  # fmt: skip
def test_addresses_of_documents(href: str) -> None:
    assert is_document(href)


@pytest.mark.parametrize(
    "href",
    ["/tin.html", "/pdf-la-gi.html", "/documents/", "/anh.jpg", "http://[x", "", "/downloads-guide.html", "#a.pdf"],
)
def test_addresses_of_pages(href: str) -> None:
    assert not is_document(href)


def test_names_and_absolute_addresses_once_each() -> None:
    tree = lxml.html.fromstring(
        '<div><a href="../vb/a.pdf"> Kế hoạch\n số 5 </a><a href="../vb/a.pdf"><img></a><a href="b.zip"></a>'
        '<a href="/tin.html">Tin</a>'
        '<a href="javascript:void(0)">c.pdf</a><a href="ftp://x/d.pdf">d</a><a href="/tai/12">phu-luc.docx</a></div>'
    )
    found = linked(tree.iter("a"), "https://vi.du/tin/1.html")
    assert [(one.name, one.url) for one in found] == [
        ("Kế hoạch số 5", "https://vi.du/vb/a.pdf"),
        ("b.zip", "https://vi.du/tin/b.zip"),
        ("phu-luc.docx", "https://vi.du/tai/12"),
    ]


def _docx(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Thôn", "12"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(
        f"{at:010} 00000 n \n".encode() for at in places
    )
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def test_the_text_of_a_docx_in_order() -> None:
    assert (
        document_text(_docx("Kế hoạch tuyên truyền", "", "Thực hiện từ tháng 9."))
        == "Kế hoạch tuyên truyền\nThực hiện từ tháng 9.\nThôn | 12"
    )


def test_the_text_of_a_pdf() -> None:
    assert document_text(_pdf("Ke hoach so 5")) == "Ke hoach so 5"


@pytest.mark.parametrize("body", [b"%PDF-1.4 broken", b"PK\x03\x04 broken", _docx("x")[:400]])
def test_broken_documents_have_a_word(body: bytes) -> None:
    with pytest.raises(CrawlError) as caught:
        document_text(body)
    assert caught.value.outcome == "malformed"


def test_other_kinds_give_nothing() -> None:
    assert document_text(b"") == ""
    assert document_text(b"\xd0\xcf\x11\xe0 old word file") == ""


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    with pytest.raises(CrawlError) as caught:
        document_text(out.getvalue())
    assert caught.value.outcome == "bomb"


def test_what_is_too_large_is_not_opened() -> None:
    with pytest.raises(CrawlError) as caught:
        document_text(b"%PDF-" + b"0" * 26_000_000)
    assert caught.value.outcome == "too_large"
