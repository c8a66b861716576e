"""Lists whose further pages only a script can turn to say so; rows that link a document's number alone are read."""

from datetime import UTC, date, datetime

import pytest

from crawlers import platforms
from crawlers.fetch import Answer
from crawlers.page import Document, parse
from crawlers.platforms.learned import Shapes
from crawlers.platforms.paging import by_script, older, same_list
from crawlers.reading import Links, listing_of
from domain.record import MORE_BY_SCRIPT, Kind
from domain.source import Section, Source

URL = "https://v.example/van-ban"
SOURCE = Source(id="x", title="", unit="x", url="https://v.example/")
SECTION = Section(id="vb", name="Văn bản", url=URL)
ROWS = (
    ("112/KH-UBND", "14/07/2023", "Kế hoạch mở điểm tiếp nhận hồ sơ lưu động năm 2023"),
    ("98/TB-UBND", "10/07/2023", "Thông báo lịch tiếp công dân của Chủ tịch UBND huyện"),
    ("12/2023/QĐ-UBND", "01/07/2023", "Quyết định ban hành quy chế làm việc của tổ lưu động"),
    ("55", "21/06/2023", "Công văn về việc tăng cường kỷ luật, kỷ cương hành chính"),
)
TABLE = (
    "<table><tr><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th><th></th></tr>"
    + "".join(
        f"<tr><td><a href='/van-ban/chi-tiet?id={n + 40}'>{number}</a></td><td>{day}</td><td>{about}</td>"
        f"<td><a href='/tep/{n}.pdf'>Tải về</a></td></tr>"
        for n, (number, day, about) in enumerate(ROWS)
    )
    + "</table>"
)
POSTBACK = "".join(f"<a href=\"javascript:__doPostBack('ctl00$luoi','Page${n}')\">{n}</a> " for n in (2, 3, 4))
SCRIPTED = {
    "postback": f"<div><span>1</span> {POSTBACK}</div>",
    "onclick": "<div><b>1</b> <a href='#' onclick='toTrang(2)'>2</a> <a href='#' onclick='toTrang(3)'>3</a></div>",
    "more": "<button class='btn btn-load-more' data-url='/api/tin?trang=2'>Xem thêm tin</button>",
    "data-page": "<ul class='pagination'><li><a href='javascript:;' data-page='2'>2</a></li></ul>",
}
MONTH = "".join(f"<a href=\"javascript:__doPostBack('lich','{n}')\">{n}</a>" for n in range(1, 32))


def document(inner: str) -> Document:
    head = "<head><meta charset='utf-8'><title>Văn bản</title></head>"
    html = f"<html>{head}<body><div class='ds'>{inner}</div></body></html>"
    return parse(html.encode(), "text/html; charset=utf-8", URL)


def test_rows_that_link_only_a_number_are_named_by_what_they_are_about() -> None:
    found = platforms.entries(document(TABLE), SOURCE, SECTION)
    assert [(one.url.rsplit("=", 1)[1], one.title) for one in found] == [
        (str(n + 40), about) for n, (_, _, about) in enumerate(ROWS)
    ]
    assert found[0].published is not None and found[0].published.day == date(2023, 7, 14)


@pytest.mark.parametrize("name", SCRIPTED)
def test_pages_behind_a_script_are_seen(name: str) -> None:
    page = document(TABLE + SCRIPTED[name])
    assert older(page) is None
    assert by_script(page)


@pytest.mark.parametrize(("inner", "wanted"), [
    ("<div class='infinite-scroll' data-next-url='/van-ban?page=2'></div>", "/van-ban?page=2"),
    ("<div id=ds data-next='/van-ban/trang-2.html'></div>", "/van-ban/trang-2.html"),
    ("<ul data-next-page-url='?before=8841'></ul>", "/van-ban?before=8841"),
    ("<button data-url='/van-ban?trang=2'>Xem thêm</button>", "/van-ban?trang=2"),
    ("<a class='btn load-more' href='javascript:;' data-href='/van-ban?start=20'>Nữa</a>", "/van-ban?start=20"),
    ("<div data-next-url='/van-ban?page=1'></div>", None),  # the page one is on
    ("<div data-next-url='/thong-bao?page=2'></div>", None),
    ("<div data-next-url='https://khac.example/van-ban?page=2'></div>", None),
    ("<div data-next-url='/van-ban/lich?thang=9&amp;nam=2023&amp;page=2'></div>", None),
    ("<div data-next-url='/api/van-ban?page=2'></div>", None),
    ("<div data-next='2'></div><div data-next='#'></div>", None),
    ("<div class=xem-them data-url='/van-ban?id=17'>Xem thêm</div>", None),  # an article's
    ("<div data-url='/van-ban?page=2'>Tải ảnh</div>", None),
])
def test_the_next_page_that_a_growing_list_keeps_for_its_script_is_followed(inner: str, wanted: str | None) -> None:
    page = document(TABLE + inner)
    assert older(page) == (wanted and f"https://v.example{wanted}")


@pytest.mark.parametrize(
    "inner", ["", MONTH, "<a href='?page=2'>2</a>", "<a href='#' onclick='moMenu()'>Giới thiệu</a>"]
)
def test_other_links_are_no_paging_by_script(inner: str) -> None:
    assert not by_script(document(TABLE + inner))


@pytest.mark.parametrize("paging", [*SCRIPTED.values(), ""])
def test_the_listing_says_that_older_items_were_not_read(paging: str) -> None:
    body = document(TABLE + paging).html.encode()
    headers = (("content-type", "text/html; charset=utf-8"),)
    answer = Answer(URL, "ok", final_url=URL, status=200, headers=headers, body=body)
    content = listing_of(
        answer, Kind.LISTING, SOURCE, SECTION, Links(SOURCE), Shapes(), datetime(2023, 8, 28, tzinfo=UTC)
    )
    assert len(content.entries) == len(ROWS)
    assert (MORE_BY_SCRIPT in content.detail) is bool(paging)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("/tin-tuc", "/tin-tuc?page=3", True),
    ("/tin-tuc.html", "/tin-tuc/trang-3.html", True),
    ("/vi/news/tin/", "/vi/news/tin/page-2/", True),
    ("/index.php/tin", "/index.php/tin?start=20", True),
    ("/tin?catid=15", "/tin?catid=15&page=2", True),
    ("/tin?catid=15", "/tin?catid=16&page=2", False),
    ("/tin-tuc", "/thong-bao?page=2", False),
    ("/web/guest/tin", "/web/guest/tin?p_p_id=101_INSTANCE_a&_101_INSTANCE_a_cur=2&_101_INSTANCE_a_delta=10", True),
])
def test_pages_of_one_list(one: str, other: str, same: bool) -> None:
    assert same_list(f"https://v.example{one}", f"https://v.example{other}") is same
