"""Pages whose article is a title and a line or two, or only a document: the page's boxes must not become its text."""

from datetime import UTC, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Quality, Text
from tests.crawlers.pages_of_ours import LEAD, OTHERS, PARAGRAPHS, TITLE, page

FETCHED = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)
URL = "https://binhsonha.gov.vn/truyen-hinh/an-binh.html"

PLAYER = '<div class="xem"><video controls poster="/a.jpg"></video><div><span>Tốc độ</span><span>HD</span></div></div>'
GUIDE = (
    "<h3>{}</h3><table><tr><td>06:30</td><td>Chào ngày mới</td></tr><tr><td>11:45</td><td>Bản tin trưa</td></tr>"
    "<tr><td>18:30</td><td>Thời sự</td></tr></table>"
)
SIDE = (
    "<div class='cot2'><h4>Thời tiết</h4><table><tr><td>Bình Sơn Hạ</td><td>26 - 33°C</td></tr>"
    "<tr><td>An Bình</td><td>23 - 31°C</td></tr></table><h4>Liên kết website</h4><select><option>Chính phủ</option>"
    "</select><h4>Thống kê truy cập</h4><p>Đang truy cập: 41<br>Tổng lượt truy cập: 8.452.317</p></div>"
)
WIDGET = "<p>Quý vị hãy gọi tổng đài để phản ánh chất lượng sóng, góp ý cho chương trình và đề xuất nội dung mới.</p>"


def items(mark: str) -> str:
    return "".join(mark.format(title=title, n=n, date=f"{n + 3:02}/09/23 08:1{n}") for n, title in enumerate(OTHERS))


CARDS = items("<div class='vi'><a href='/v{n}'>{title}</a><div class='m'>{date}</div></div>")
PICTURES = items("<div><a href='/v{n}'><img src='/{n}.jpg'></a><h4><a href='/v{n}'>{title}</a></h4><i>{date}</i></div>")
ROWS = items("<p><a href='/v{n}'>{title}</a> ({date})</p>")
LISTS = {
    "a playlist": f"<div class='ds'><h3>Video cùng chương trình</h3>{CARDS}</div>",
    "pictures": f"<div class='ds'><h2>Có thể quý vị quan tâm</h2>{PICTURES}</div>",
    "a bold heading": f"<div><p><b>Chương trình đã phát</b></p>{ROWS}</div>",
    "no heading": f"<div class='luoi'>{CARDS}</div>",
    "a programme guide first": (
        f"<div>{GUIDE.format('Lịch phát sóng hôm nay')}</div><div><h3>Tập khác</h3>{CARDS}</div>"
    ),
    "a word of a site's own": f"<div><h3>Xem lại</h3>{PICTURES}</div>{GUIDE.format('Lịch phát sóng THBSH')}",
}


def read(html: str) -> Text:
    return extract(parse(html.encode(), "text/html; charset=utf-8", URL), fetched_at=FETCHED)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("lead", [f"<p class='desc'>{LEAD}</p>", f"<div><p>{LEAD}</p></div>", f"<p><b>{LEAD}</b></p>"])
@pytest.mark.parametrize("around", ["<div class='wrap'>{}</div>", "{}", "<form><div><div>{}</div></div></form>"])
def test_a_broadcaster_s_page_is_its_title_and_lead(name: str, lead: str, around: str) -> None:
    inner = f"<h1 class='ten'>{TITLE}</h1><div>15/07/2023 17:41</div>{lead}{LISTS[name]}"
    text = read(page(around.format(f"<div class='cot1'>{PLAYER}{inner}</div>{SIDE}")))
    assert text.title == TITLE
    assert f"{text.lead}\n{text.body}".strip() == LEAD
    assert text.published is not None and text.published.day.isoformat() == "2023-07-15"


@pytest.mark.parametrize("name", LISTS)
def test_a_page_of_nothing_but_a_player_is_empty(name: str) -> None:
    text = read(page(f"<div class='wrap'><div>{PLAYER}<h1>{TITLE}</h1>{LISTS[name]}</div>{SIDE}</div>"))
    assert (text.title, text.lead, text.body, text.quality) == (TITLE, "", "", Quality.EMPTY)


def test_a_sentence_in_the_next_column_does_not_make_it_a_story() -> None:
    inner = f"<h1>{TITLE}</h1><p class='mo-ta'>{LEAD}</p>{LISTS['a playlist']}"
    html = f"<div class='trang'><div class='cot1'>{PLAYER}{inner}</div><div class='cot2'>{WIDGET}</div>"
    text = read(page("@@").replace("@@", html).replace("</body>", "</div></body>"))
    assert (text.lead, text.body) == (LEAD, "")


@pytest.mark.parametrize("name", ["a playlist", "pictures", "a word of a site's own"])
def test_a_story_that_goes_on_beyond_a_list_is_read(name: str) -> None:
    short = "<p>Người dân có thể nộp hồ sơ vào sáng thứ ba.</p><p>Xã sẽ thông báo lịch của từng thôn trên loa.</p>"
    for rest in (f"<p>{PARAGRAPHS[0]}</p>", *([] if name == "a playlist" else [short])):
        html = page(f"<div class='b'><h1>{TITLE}</h1><p class='sapo'>{LEAD}</p>{LISTS[name]}<div>{rest}</div></div>")
        assert "thứ ba" in read(html).body


DOCUMENTS = {
    "a link": "<p><a href='/up/cong-khai-8.pdf'>cong-khai-8.pdf</a></p>",
    "a label and a link": "<div><b>Tài liệu đính kèm:</b><p><a href='/up/cong-khai-8.pdf'>Tải về</a></p></div>",
    "a pointer": "<p>Chi tiết xem tại file đính kèm.</p><p><a href='/up/cong-khai-8.pdf'>Công khai báo cáo quý</a></p>",
    "a pointer that is the link": "<p>Nội dung chi tiết <a href='/up/cong-khai-8.pdf'>xem tại đây</a>.</p>",
    "a row": (
        "<table><tr><td>File đính kèm</td><td><a href='/up/cong-khai-8.pdf'>cong-khai-8.pdf</a> (245 KB)</td></tr>"
        "</table>"
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("empty", ["<div class='noidung'></div>", "<div class='noidung'><p>&nbsp;</p></div>", ""])
def test_a_page_of_a_document_is_empty_and_has_it(name: str, empty: str) -> None:
    other = "".join(f"<li><a href='/t{n}'>{one}</a> (0{n + 1}/09/2023)</li>" for n, one in enumerate(OTHERS))
    inner = f"<h3 class='tieu-de'>{TITLE}</h3><p class='ngay'>Ngày đăng: 14/08/2023</p>{empty}{DOCUMENTS[name]}"
    more = "<li><a href='/up/khac.pdf'>Báo cáo khác của quý trước đã đăng</a></li>"
    html = f"<div class='tin'>{inner}<p><b>Tin khác</b></p><ul>{other}{more}</ul></div>"
    text = read(page(f"<div class='wrap'><div class='main'>{html}</div>{SIDE}</div>"))
    assert (text.title, text.lead, text.body, text.quality) == (TITLE, "", "", Quality.EMPTY)
    assert [one.url for one in text.attachments] == ["https://binhsonha.gov.vn/up/cong-khai-8.pdf"]


def test_a_summary_beside_a_document_is_the_page_s_own_text() -> None:
    html = f"<h1>{TITLE}</h1><div class='nd'><p>{PARAGRAPHS[0]}</p>{DOCUMENTS['a link']}</div>"
    text = read(page(f"<div>{html}</div>"))
    assert text.body.startswith(PARAGRAPHS[0])
    assert text.quality is Quality.GENERIC
    assert len(text.attachments) == 1


def test_a_last_line_that_points_elsewhere_stays_with_a_story() -> None:
    last = "<p>Nội dung chi tiết <a href='/van-ban/12'>của văn bản xem tại đây</a>.</p>"
    html = f"<div><h1>{TITLE}</h1><div class='nd'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>{last}{CARDS}</div>"
    assert read(page(html)).body == f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}\nNội dung chi tiết của văn bản xem tại đây."
