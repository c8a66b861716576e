"""Tables and lists of documents: the day of posting is not the day of issue."""

from datetime import date

import pytest

from crawlers import platforms
from crawlers.page import Document, parse
from crawlers.platforms.tables import only_issued
from domain.source import Section, Source

URL = "https://v.example/van-ban"
SOURCE = Source(id="x", title="", unit="x", url="https://v.example/")
SECTION = Section(id="vb", name="Văn bản", url=URL)
ABOUT = ("mở điểm tiếp nhận hồ sơ lưu động", "tăng cường tiếp công dân ở cơ sở", "giao chỉ tiêu trồng rừng năm nay",
         "kiểm tra việc thực hiện quy chế dân chủ")


def table(heads: tuple[str, ...], cells: str) -> str:
    """Four documents, issued on 10, 11 … of May and posted on 10, 11 … of August."""
    rows = "".join(
        cells.format(f"/tep/{n}.pdf", f"Quyết định về việc {about}", f"{n}/05/2023", f"{n}/08/2023")
        for n, about in enumerate(ABOUT, 10)
    )
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{rows}</table>"


ISSUED = table(("Ngày ban hành", "Trích yếu"), "<tr><td>{2}</td><td><a href='{0}'>{1}</a></td></tr>")
BOTH = table(("Ngày ban hành", "Trích yếu", "Ngày đăng"),
             "<tr><td>{2}</td><td><a href='{0}'>{1}</a></td><td>{3}</td></tr>")
PLAIN = table(("Ngày", "Nội dung"), "<tr><td>{3}</td><td><a href='{0}'>{1}</a></td></tr>")
BESIDE = PLAIN + "<div id=right><table><tr><th>Ngày ban hành</th></tr><tr><td>01/01/2023</td></tr></table></div>"


def read(inner: str) -> tuple[Document, list[platforms.Entry]]:
    head = "<head><meta charset='utf-8'><title>Văn bản</title></head>"
    html = f"<html>{head}<body><div class='ds'>{inner}</div></body></html>"
    document = parse(html.encode(), "text/html; charset=utf-8", URL)
    return document, platforms.entries(document, SOURCE, SECTION)


@pytest.mark.parametrize(("inner", "newest", "issued"), [
    (ISSUED, date(2023, 5, 13), True), (BOTH, date(2023, 8, 13), False), (PLAIN, date(2023, 8, 13), False),
    (BESIDE, date(2023, 8, 13), False),
], ids=["issued", "both columns", "plain", "a box beside"])
def test_which_day_a_list_of_documents_shows(inner: str, newest: date, issued: bool) -> None:
    document, entries = read(inner)
    assert max(one.published.day for one in entries if one.published) == newest
    assert only_issued(document, entries) is issued
