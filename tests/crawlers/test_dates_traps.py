"""Dates on an article's page that are not its own: clocks, events, documents, comments, counters, other articles."""

from datetime import UTC, date, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.dated import Dated
from tests.crawlers.pages_of_ours import LEAD, OTHERS, STORY, TITLE, page

FETCHED = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)  # Friday, 10:00 in Vietnam
DAY = date(2023, 8, 22)
URL = "https://binhsonha.gov.vn/tin-tuc/an-binh.html"
OWN = "<div class='d'>22/08/2023 08:15</div>"
LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"' + TITLE + '",%s}</script>'
OLDER = "".join(
    f"<li><a href='/t{n}'>{title}</a> <span>(0{n + 1}/09/2023)</span></li>" for n, title in enumerate(OTHERS)
)
SHORT = "Các thôn nhận hồ sơ vào sáng thứ ba và chiều thứ năm hằng tuần."
LINES = "".join(f"<p><a href='/t{n}'>{one}</a> - 0{n + 1}/09/2023</p>" for n, one in enumerate(OTHERS))
FIGURE = "<figure><img src='/a.jpg'><figcaption>Người dân nộp hồ sơ, ngày 22/08/2023</figcaption></figure>"
TIMES = (
    f"<div>{OTHERS[0]} <time>22/08/2023</time></div>"
    f"<ul><li><a href='/x'>{OTHERS[1]}</a><time datetime='2023-08-22'>22/08/2023</time></li></ul>"
)
MONTH = "<table class='lich'><caption>Tháng 9 năm 2023</caption>" + "".join(
    "<tr>" + "".join(f"<td>{7 * week + day}</td>" for day in range(1, 8)) + "</tr>" for week in range(4)
) + "</table>"  # fmt: skip
DOCUMENT = (
    "<table><tr><td>Số ký hiệu</td><td>12/QĐ-UBND</td></tr><tr><td>Ngày ban hành</td><td>{0}</td></tr>"
    "<tr><td>Ngày có hiệu lực</td><td>{1}</td></tr><tr><td>Người ký</td><td>Lê Bình An</td></tr>"
    "<tr><td>Trích yếu</td><td>" + LEAD + "</td></tr>{2}</table>"
)


def read(html: str) -> tuple[Dated | None, Dated | None]:
    text = extract(parse(html.encode(), "text/html; charset=utf-8", URL), fetched_at=FETCHED)
    return text.published, text.updated


def article(
    after: str = "", *, before: str = "", first: str = "", end: str = "", head: str = "", lead: str = LEAD
) -> str:
    inner = f"{before}<h1>{TITLE}</h1>{after}<p class='sapo'>{lead}</p><div class='nd'>{first}{STORY}</div>{end}"
    return page(f"<div class='cot'><div class='bai'>{inner}</div></div>", head=head)


NONE = {
    "clock of today under the title": article("<div class='time'>Thứ Sáu, 15/09/2023</div>"),
    "clock of today with a time": article("<div>Thứ Sáu, ngày 15/09/2023 10:00:12</div>"),
    "clock of today with a time above": article(before="<div>Thứ Sáu, 15/09/2023 | 10:00</div>"),
    "event in the lead": article(
        lead="Sáng 22/8/2023, xã An Bình tổ chức ra quân đợt cao điểm nhận hồ sơ tại các thôn."
    ),
    "event in a short lead": article(lead="Sáng ngày 22/8/2023, tại xã An Bình."),
    "a decision opens the page": article(first="<p>Quyết định số 12/QĐ-UBND ngày 12/5/2023 của UBND huyện.</p>"),
    "a decision is the lead": article(lead="Quyết định số 12/QĐ-UBND ngày 12/5/2023"),
    "an official letter's line": article("<div>Công văn số 45/UBND-VX ngày 12/5/2023</div>"),
    "place and date of a letter": article(
        first="<p style='text-align:right'><i>An Bình, ngày 12 tháng 5 năm 2023</i></p>"
    ),
    "a document's particulars": page(f"<div><h1>{TITLE}</h1>{DOCUMENT.format('12/05/2023', '01/06/2023', '')}</div>"),
    "a document's particulars in lines": article("<p>Ngày ban hành: 12/05/2023</p><p>Ngày hiệu lực: 01/06/2023</p>"),
    "label and date of a document apart": article("<p>Ngày ban hành</p><p>12/05/2023</p>"),
    "label and date of its effect apart": article("<div><b>Ngày hiệu lực:</b></div><div>12/05/2023</div>"),
    "comments": article(end="<div><h3>Bình luận (2)</h3><p>Lê Bình An - 22/08/2023 08:15</p><p>Rất hay.</p></div>"),
    "comments without a heading": article(end="<div id='binhluan'><b>An</b> <i>22/08/2023 08:15</i><p>Hay.</p></div>"),
    "comments under a story of short lines": page(
        f"<div><h1>{TITLE}</h1><p>{SHORT}</p><div>{3 * f'<p>{SHORT}</p>'}</div>"
        "<div><div><b>Lê An</b> <i>22/08/2023 08:15</i><p>Rất hay.</p></div></div></div>"
    ),
    "counter since a day": article(end="<p>Lượt truy cập từ 22/08/2023: 12.345</p>"),
    "copyright": article(end="<p>© 2018 - 2023. Bản quyền thuộc huyện. Giấy phép số 5 cấp ngày 22/08/2023</p>"),
    "calendar": article(end=MONTH),
    "calendar under the title": article(MONTH),
    "older news under the title": article(f"<div><b>Tin cũ hơn</b><ul>{OLDER}</ul></div>"),
    "older news under the title without a heading": article(f"<ul>{OLDER}</ul>"),
    "older news as lines": article(LINES),
    "a caption": article(first=FIGURE),
    "a caption of a paragraph": article(first="<p><em>Ảnh chụp ngày 22/08/2023</em></p>"),
    "time elements in lists only": article(end=TIMES),
    "validity of a notice": article("<div>Thông báo có giá trị đến hết ngày 22/08/2023</div>"),
    "a weekly schedule": article("<div>Tuần 34: từ ngày 21/08/2023 đến ngày 27/08/2023</div>"),
    "a span of days": article("<div>21/08/2023 - 27/08/2023</div>"),
    "a birthday": article("<div>Sinh ngày 22/08/1995</div>"),
    "a closing date": article("<div>Thời hạn góp ý: 22/08/2023</div>"),
    "a bidding's times": article("<div>Thời điểm đóng thầu: 22/08/2023 09:00</div>"),
    "a table with a row of labels": page(
        f"<div><h1>{TITLE}</h1><table><tr><th>Số hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>"
        f"<tr><td>12/QĐ</td><td>12/05/2023</td><td>{LEAD}</td></tr></table></div>"
    ),
    "the day of a text": article("<div>Ngày văn bản: 12/05/2023</div>"),
    "the day of a text, short": article("<div>Ngày VB: 12/05/2023</div>"),
    "a number and its day": article("<div>12/QĐ-UBND, 12/05/2023</div>"),
    "a date in the title": page(
        f"<div><h1>{TITLE} ngày 22/08/2023</h1><div>{STORY}</div></div>", title=f"{TITLE} ngày 22/08/2023 - Huyện"
    ),
    "a subtitle with a week": article("<h2>Lịch công tác (từ 21/08/2023 đến 27/08/2023)</h2>"),
    "a day in brackets opens the story": article(first="<p>(22/08/2023) Sáng nay, các thôn đã họp.</p>"),
    "ages in a list under a short article": page(
        f"<div><h1>{TITLE}</h1><p>{LEAD}</p><div><a href='/x'>{OTHERS[0]}</a><span>2 giờ trước</span></div></div>"
    ),
    "ages of comments": page(
        f"<div><h1>{TITLE}</h1><p>{LEAD}</p><h3>Bình luận</h3><b>Lê An</b><span>2 giờ trước</span></div>"
    ),
    "a meta element of today": article(head='<meta name="date" content="2023-09-15">'),
    "a breadcrumb's day": article(before="<div class='breadcrumb'><a href='/'>Trang chủ</a> / 15/09/2023</div>"),
    "weather of a day": article("<div>Thời tiết 15/09/2023: 26 - 33°C</div>"),
    "prices of a day": article(end="<div><h4>Giá vàng</h4><p>Cập nhật 22/08/2023 08:15</p></div>"),
    "a poll's end": article(end="<div><h4>Thăm dò ý kiến</h4><p>Đăng ngày 22/08/2023</p></div>"),
    "a question's date": article("<div>Ngày hỏi: 22/08/2023</div>"),
}  # fmt: skip


@pytest.mark.parametrize("name", NONE)
def test_a_date_that_is_not_the_article_s_leaves_it_undated(name: str) -> None:
    assert read(NONE[name])[0] is None


FOUND = {
    "clock in the column": article(f"<div>Thứ Sáu, ngày 15/09/2023</div>{OWN}"),
    "clock with a time in the column": article(OWN, before="<div>Thứ Sáu, 15/09/2023 10:00</div>"),
    "document and day of posting": page(
        f"<div><h1>{TITLE}</h1>"
        + DOCUMENT.format("12/05/2023", "01/06/2023", "<tr><td>Ngày đăng</td><td>22/08/2023</td></tr>") + "</div>"
    ),
    "document beside a plain date": article(OWN, first="<p>Ngày ban hành: 12/05/2023</p>"),
    "comment later": article(OWN, end="<div><h3>Bình luận</h3><p>Lê An 12/09/2023 08:15</p></div>"),
    "updated line after it": article(OWN, end="<p>Bài viết được cập nhật lúc 09:00 ngày 12/09/2023</p>"),
    "counter in the line": article("<div>22/08/2023 | Lượt xem: 12.09.2023</div>"),
    "older news right after it": article(f"{OWN}<ul>{OLDER}</ul>"),
    "caption of another day": article(OWN, first="<p><i>Hội nghị ngày 15/08/2023</i></p>"),
    "UTC near midnight": article(head='<meta property="article:published_time" content="2023-08-21T17:05:00+00:00">'),
    "UTC near midnight and a visible day": article(
        "<span>22/08/2023</span>", head='<meta property="article:published_time" content="2023-08-21T23:40:00+00:00">'
    ),
    "datePublished day first": article(head=LD % '"datePublished":"22/08/2023"'),
    "datePublished day first, low numbers": article(OWN, head=LD % '"datePublished":"22/08/2023 08:15:00"'),
    "modified only beside a visible date": article(OWN, head=LD % '"dateModified":"2023-09-12T08:00:00+07:00"'),
    "video": article(head=(LD % '"uploadDate":"2023-08-22T20:00:00+07:00"').replace("NewsArticle", "VideoObject")
                     .replace('"headline"', '"name"')),
    "video published line": article("<div><span>12 N lượt xem</span> · <span>Đã phát hành 22/08/2023</span></div>"),
    "the day a site was built, told to machines": article(
        OWN, head='<meta property="article:published_time" content="2022-06-30T17:00:00+07:00">'
    ),
    "a day that is a link": article("<div><a href='#'>Tháng Tám 22, 2023</a></div>"),
    "two digits for the year beside a counter": article("<div>22/08/23 | 312 lượt xem</div>"),
    "a labelled day under who made a long story": page(
        f"<div><h1>{TITLE}</h1><div>{4 * STORY}<div><p>Đồ họa: Lê An</p><p>Xuất bản: 22/08/2023</p></div></div></div>"
    ),
    "JSON-LD with quotes that nothing escapes": article(
        head=LD % '"datePublished":"2023-08-22T08:15:00+07:00","description":"Ngày "Vì dân" đầu tiên",'
    ),
    "lists have time elements too": article(
        "<time>22/08/2023</time>", end=f"<ul><li><a href='/x'>{OTHERS[1]}</a><time>12/09/2023</time></li></ul>"
    ),
    "question and answer": article("<div>Ngày hỏi: 12/08/2023</div><div>Ngày đăng: 22/08/2023</div>"),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_the_article_s_own_date_is_found_beside_others(name: str) -> None:
    published = read(FOUND[name])[0]
    assert published is not None and published.day == DAY


def test_an_entry_of_a_live_report_does_not_outweigh_what_machines_are_told() -> None:
    head = LD % '"datePublished":"2023-08-20T08:00:00+07:00"'
    published = read(article(first=f"<p>22/08/2023 09:30</p><p>{LEAD}</p>", head=head))[0]
    assert published is not None and published.day == date(2023, 8, 20)


def test_a_modification_alone_is_no_publication() -> None:
    head = LD % '"dateModified":"2023-08-22T08:15:00+07:00"'
    published, updated = read(article(head=head))
    assert published is None
    assert updated is not None and updated.day == DAY


def test_a_moment_on_the_page_that_machines_call_an_update_is_none_of_publication() -> None:
    told = '"datePublished":"2023-08-20T08:00:00+07:00","dateModified":"2023-08-22T08:15:00+07:00"'
    published, updated = read(article(OWN, head=LD % told))
    assert published is not None and published.day == date(2023, 8, 20)
    assert updated is not None and updated.day == DAY
