"""An official document's own page: title and text from its fields, its own date never taken for the page's."""

from datetime import UTC, date, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Found, Text
from domain.dated import Confidence, Dated, Precision
from tests.crawlers.pages_of_ours import OTHERS, PARAGRAPHS, STORY, TITLE, page

ABOUT = "Về việc mở điểm tiếp nhận hồ sơ lưu động trên địa bàn huyện Bình Sơn Hạ năm 2023"
FIELDS = (
    ("Số/Ký hiệu", "112/KH-UBND"), ("Ngày ban hành", "14/07/2023"), ("Trích yếu", ABOUT),
    ("Cơ quan ban hành", "UBND huyện Bình Sơn Hạ"), ("Người ký", "Lê Bình An"), ("Lĩnh vực", "Cải cách hành chính"),
)  # fmt: skip
FILE = "<a href='/vb/112-kh.pdf'>112-kh.pdf</a>"
AT = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)
URL = "https://binhsonha.gov.vn/van-ban/chi-tiet?id=42"
SHAPES = {
    "a table": "<table>{}</table>|<tr><td>{}</td><td>{}</td></tr>",
    "with colons": "<table>{}</table>|<tr><th>{}:</th><td>{}</td></tr>",
    "a list of terms": "<dl>{}</dl>|<dt>{}</dt><dd>{}</dd>",
    "columns": "<div>{}</div>|<div class='row'><div class='col-3'><b>{}</b></div><div class='col-9'>{}</div></div>",
    "lines": "<div class='vb'>{}</div>|<p><strong>{}:</strong> {}</p>",
}
BODY = "\n".join(f"{label}: {value}" for label, value in FIELDS)


def fields(shape: str) -> str:
    outer, row = SHAPES[shape].split("|")
    return outer.format("".join(row.format(*one) for one in (*FIELDS, ("Tệp đính kèm", FILE))))


def read(inner: str, found: Found | None = None, title: str = "Văn bản - Huyện Bình Sơn Hạ") -> Text:
    html = page(f"<div class='main'>{inner}</div>", title=title)
    return extract(parse(html.encode(), "text/html; charset=utf-8", URL), fetched_at=AT, found=found)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("heading", ["Chi tiết văn bản", "Thông tin văn bản", "Kế hoạch 112/KH-UBND"])
def test_title_text_and_file_come_from_the_fields(shape: str, heading: str) -> None:
    text = read(f"<h1>{heading}</h1>{fields(shape)}")
    assert text.title == ABOUT
    assert text.body == BODY
    assert [one.name for one in text.attachments] == ["112-kh.pdf"]
    assert (text.evidence["body"], text.evidence["title"]) == ("fields", "field")


@pytest.mark.parametrize("shape", SHAPES)
def test_when_it_was_issued_is_not_when_it_was_posted(shape: str) -> None:
    text = read(f"<h1>Chi tiết văn bản</h1>{fields(shape)}")
    assert text.published is None
    assert text.evidence["issued"] == "14/07/2023"
    posted = read(f"<h1>Chi tiết văn bản</h1>{fields(shape)}<p>Ngày đăng: 20/07/2023</p>")
    assert posted.published is not None and posted.published.day == date(2023, 7, 20)


def test_a_list_s_date_of_issue_is_not_the_page_s_either() -> None:
    def listed(day: int) -> Found:
        claim = Dated(date(2023, 7, day), Precision.DAY, "listing", Confidence.MEDIUM, f"{day}/07/2023")
        return Found("x", URL, AT, title="112/KH-UBND", listed=claim)

    issued = read(f"<h1>Chi tiết văn bản</h1>{fields('a table')}", listed(14))
    assert (issued.published, issued.evidence["published"]) == (None, "rejected: issued")
    posted = read(f"<h1>Chi tiết văn bản</h1>{fields('a table')}", listed(20))
    assert posted.published is not None and posted.published.day == date(2023, 7, 20)


def test_a_heading_that_says_what_it_is_about_stays() -> None:
    whole = f"Kế hoạch số 112/KH-UBND {ABOUT}"
    assert read(f"<h1>{whole}</h1>{fields('a table')}", title=whole).title == whole


def test_two_pairs_of_columns_are_read_in_order() -> None:
    table = (
        "<table><tr><td>Số hiệu</td><td>112/KH-UBND</td><td>Ngày ban hành</td><td>14/07/2023</td></tr>"
        f"<tr><td>Cơ quan ban hành</td><td>UBND huyện</td><td>Người ký</td><td>Lê Bình An</td></tr>"
        f"<tr><td>Trích yếu nội dung</td><td colspan='3'>{ABOUT}</td></tr></table>"
    )
    text = read(f"<h2>Chi tiết văn bản</h2>{table}")
    assert text.title == ABOUT
    assert text.body.split("\n")[:2] == ["Số hiệu: 112/KH-UBND", "Ngày ban hành: 14/07/2023"]


def test_the_document_s_own_text_is_kept_where_it_stands_on_the_page() -> None:
    text = read(f"<h1>Chi tiết văn bản</h1>{fields('a table')}<div class='nd'>{STORY}</div>")
    assert text.title == ABOUT
    assert PARAGRAPHS[2] in text.body


def test_a_list_of_documents_is_none() -> None:
    rows = "".join(
        f"<tr><td>{n}/KH-UBND</td><td>1{n}/07/2023</td><td>{one}</td></tr>" for n, one in enumerate(OTHERS, 1)
    )
    table = f"<table><tr><th>Số hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>{rows}</table>"
    text = read(f"<h1>{TITLE}</h1><div>{STORY}</div>{table}", title=TITLE)
    assert text.title == TITLE
    assert "issued" not in text.evidence
    assert text.body.startswith(PARAGRAPHS[0])


def test_a_number_and_a_date_are_enough_where_nothing_else_stands() -> None:
    row = "<tr><td>{}</td><td>{}</td></tr>"
    table = f"<table>{row.format('Số ký hiệu', '3/2023/QĐ-UBND')}{row.format('Ngày ban hành', '03/05/2023')}</table>"
    found = Found("x", URL, AT, title=ABOUT)
    text = read(f"<h3>3/2023/QĐ-UBND</h3>{table}<a href='/vb/tai/3.pdf'>Tải</a>", found, title="Văn bản")
    assert (text.title, text.body) == (ABOUT, "Số ký hiệu: 3/2023/QĐ-UBND\nNgày ban hành: 03/05/2023")
    assert len(text.attachments) == 1
    beside = read(f"<h1>{TITLE}</h1><div>{STORY}</div><div>{table}</div>", title=TITLE)
    assert beside.title == TITLE
    assert "issued" not in beside.evidence
