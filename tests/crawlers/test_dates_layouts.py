"""The date of whole pages: what must be found, and above all what must not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Found
from domain.dated import Confidence, Dated, Precision
from tests.crawlers.pages_of_ours import LAYOUTS, LEAD, PARAGRAPHS, TITLE, layout, page

FETCHED = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)  # Friday 15/9/2023, 10:00 in Vietnam
DAY = date(2023, 8, 22)  # a Tuesday
URL = "https://binhsonha.gov.vn/tin-tuc/an-binh-mo-diem.html"


def read(html: str, url: str = URL, listed: Dated | None = None) -> tuple[Dated | None, Dated | None]:
    found = Found("nguon", url, FETCHED, listed=listed) if listed else None
    text = extract(parse(html.encode(), "text/html; charset=utf-8", url), fetched_at=FETCHED, found=found)
    return text.published, text.updated


def article(
    before: str = "", after: str = "", *, inside: str = "", end: str = "", head: str = "", clock: str = ""
) -> str:
    """One plain article with something above its title, below it, in its text and at its end."""
    story = "".join(f"<p>{text}</p>" for text in (LEAD, inside, *PARAGRAPHS) if text)
    return page(
        f'<div class="main"><div class="detail">{before}<h1 class="title">{TITLE}</h1>{after}'
        f'<div class="content">{story}</div>{end}</div></div>',
        head=head,
        clock=clock,
    )


LINES = [
    "Thứ Ba, 22/08/2023, 08:15 [GMT+7]",
    "Thứ Ba (22/08/2023 | 08:15 GMT + 7)",
    "Cập nhật: 08:15, 22/08/2023 (GMT+7)",
    "Cập nhật lúc 08:15, Thứ Ba, 22/08/2023 (GMT+7)",
    "08:15' - 22/08/2023",
    "Thứ ba, 22 Tháng 8 2023 08:15",
    "08:15 | 22/8/2023",
    "22/08/23 08:15",
    "Tin đăng lúc : 22-08-2023",
    "Ngày đăng 22/08/2023 | 8:15 AM | View count: 747",
    "Ngày đăng 22/08/2023 | 12:00 AM | Lượt xem: 12",
    "Ngày đăng: 22.08.2023",
    "Đăng ngày: 22 tháng 8 năm 2023",
    "Tháng Tám 22, 2023",
    "22 Tháng Tám, 2023",
    "Đăng bởi: Ban biên tập - Ngày 22/08/2023",
    "Ngày cập nhật: 22/8/2023",
    "8/22/2023 3:15 CH",
    "22/08/2023 3:15:00 CH",
    "22/08/2023 15:15:00 - Lượt xem: 1.204",
    "Thứ ba - 22/08/2023 08:15",
    "Tuesday, 22 August 2023 08:15",
    "Ngày xuất bản: 2023-08-22 08:15:00",
    "15 giờ 30 phút, ngày 22/8/2023",
    "T3, 22/08/2023 - 08:15",
    "Nguyễn Văn Mẫu | 22/08/2023 08:15",
    "Theo Báo Mẫu - 22/08/2023 08:15 GMT+7",
]


@pytest.mark.parametrize("line", LINES)
def test_every_written_form_under_the_title(line: str) -> None:
    published, _ = read(article(after=f'<div class="date">{line}</div>'))
    assert published is not None
    assert published.day == DAY


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("line", ["Ngày đăng: 22/08/2023 08:15", "22/08/2023 08:15", "Thứ ba, 22/08/2023, 08:15"])
def test_every_layout_gives_its_date(name: str, line: str) -> None:
    published, _ = read(layout(name, line))
    assert published is not None
    assert published.day == DAY


CLOCK = "<div class='ngaygio'>Thứ Sáu, 15/09/2023, 10:00 [GMT+7]</div>"
OLD_CLOCK = "<div class='date'>Thứ Bảy, 09/09/2023</div>"
FOUND = {
    "header clock and own date": article(after="<p class='date'>22/08/2023 08:15</p>", clock=CLOCK),
    "clock of a saved page and own date": article(after="<p class='date'>22/08/2023 08:15</p>", clock=OLD_CLOCK),
    "clock between title and date": article(after="<div>Thứ Sáu, 15/09/2023</div><div>22/08/2023 08:15</div>"),
    "published and updated": article(after="<div>Ngày đăng: 22/08/2023 - Cập nhật: 24/08/2023</div>"),
    "updated stands first": article(after="<div>Cập nhật: 24/08/2023</div><div>Ngày đăng: 22/08/2023</div>"),
    "label and date in two cells": article(
        after="<table><tr><td>Ngày đăng:</td><td>22/08/2023</td></tr><tr><td>Lượt xem</td><td>12</td></tr></table>"
    ),
    "above the title with a label": article(before="<div class='meta'>Đăng ngày 22/08/2023</div>"),
    "above the title with a time": article(before="<div class='date'>Thứ Ba, 22/08/2023 08:15</div>"),
    "below the lead": article(after="", inside="<span class='date'>Ngày đăng: 22/08/2023</span>"),
    "at the end with a label": article(end="<div class='info'>Ngày đăng: 22/08/2023</div>"),
    "JSON-LD": article(
        head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
        + TITLE
        + '","datePublished":"2023-08-22T08:15:00+07:00","dateModified":"2023-08-23T08:15:00+07:00"}</script>'
    ),
    "JSON-LD with day first": article(
        head='<script type="application/ld+json">{"@type":"Article","headline":"'
        + TITLE
        + '","datePublished":"22/08/2023 08:15"}</script>'
    ),
    "JSON-LD in a graph, with raw line ends": article(
        head='<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},'
        '{"@type":"Article",\n"headline":"' + TITLE + '","description":"a\nb","datePublished":"2023-08-22"},]}</script>'
    ),
    "meta, the evening before in UTC": article(
        head='<meta property="article:published_time" content="2023-08-21T17:30:00Z">'
    ),
    "meta with Z on local time, visible date agrees": article(
        head='<meta property="article:published_time" content="2023-08-22T22:30:00Z">',
        after="<div>22/08/2023 22:30</div>",
    ),
    "meta of the moment of serving, visible date": article(
        head='<meta property="article:published_time" content="2023-09-15T10:00:30+07:00">',
        after="<div>22/08/2023 08:15</div>",
    ),
    "meta with month first, visible date decides": article(
        head='<meta itemprop="datePublished" content="8/9/2023 8:15 AM">', after="<div>09/08/2023 08:15</div>"
    ).replace("09/08/2023", "09/08/2023"),
    "time element": article(after='<time datetime="2023-08-22T08:15:00+07:00">hai tuần trước</time>'),
    "time element without attribute": article(after="<time>22/08/2023 08:15</time>"),
    "related list after it": article(
        after="<span class='date'>22/08/2023</span>",
        end="<div class='tin-lien-quan'><ul><li><a href='/a'>Một tin khác ở xã bên</a> 11/09/2023</li></ul></div>",
    ),
    "event in the story": article(
        after="<span>22/08/2023 08:15</span>", inside="Hội nghị diễn ra ngày 05/09/2023 tại hội trường."
    ),
    "expiry of a notice beside it": article(after="<div>Ngày đăng: 22/08/2023 | Ngày hết hạn: 30/08/2023</div>"),
    "behind the title in brackets": page(
        f"<table><tr><td><b>{TITLE}</b> <i>(22/08/2023)</i></td></tr><tr><td>{'<br>'.join(PARAGRAPHS)}</td></tr>"
        f"</table>"
    ),
    "time and date in two elements without a blank": article(
        after="<div><span>08:15</span><span>22/08/2023</span></div>"
    ),
    "day, month and year in boxes": article(after="<div><span>22</span> <span>Tháng 8</span> <span>2023</span></div>"),
    "in a list of particulars": article(after="<ul class='meta'><li>22/08/2023</li><li>Lượt xem: 12</li></ul>"),
    "a box of other articles between lead and text": page(
        f"<div><div class='hd'><h1>{TITLE}</h1><span>22/08/2023 08:15</span><h2 class='sapo'>{LEAD}</h2></div>"
        f"<div class='related'><a href='/a'>Một tin khác ở xã bên cạnh đây</a> 11/09/2023</div><div class='b'>"
        f"<p>{PARAGRAPHS[0]}</p></div></div>"
    ),
    "a timetable follows": page(
        f"<div><h1>{TITLE}</h1><div>22/08/2023 08:15</div><table><tr><td>Thứ Hai, 04/09/2023</td>"
        f"<td>08:00 họp giao ban</td></tr>"
        "<tr><td>Thứ Ba, 05/09/2023</td><td>Tiếp công dân tại trụ sở xã</td></tr></table></div>"
    ),
    "meta with Z on local time, visible day agrees": article(
        head='<meta property="article:published_time" content="2023-08-22T22:30:00Z">', after="<div>22/08/2023</div>"
    ),
    "document's date beside it": article(after="<div>Ngày ban hành: 15/08/2023</div><div>Ngày đăng: 22/08/2023</div>"),
}


@pytest.mark.parametrize("name", FOUND)
def test_the_article_s_own_date_is_found(name: str) -> None:
    published, _ = read(FOUND[name])
    assert published is not None, name
    expected = date(2023, 8, 9) if "month first" in name else DAY
    assert published.day == expected


NONE = {
    "no date at all": article(),
    "only a header clock of today": article(clock=CLOCK),
    "only a header clock of a saved page": article(clock=OLD_CLOCK),
    "clock above the title in the main column": article(before="<div>Thứ Sáu, ngày 15/09/2023</div>"),
    "clock of another day above the title": article(before="<div class='homnay'>Hôm nay: Thứ Bảy, 09/09/2023</div>"),
    "only dates of related items": article(
        end="<h3>Tin liên quan</h3><ul><li><a href='/a'>Một tin khác ở xã bên cạnh đây</a> (11/09/2023)</li></ul>"
    ),
    "related items without a class": article(
        end="<div>Các tin đã đưa:</div><div><a href='/a'>Một tin khác ở xã bên cạnh đây</a> (11/09/2023)</div>"
    ),
    "a date in the story": article(inside="Ngày 22/08/2023, đoàn công tác đã đến thăm và làm việc tại xã An Bình."),
    "a date that opens the story": article(
        inside="22/08/2023 là ngày đầu tiên tổ lưu động về thôn, bà con đến rất đông."
    ),
    "an event's time and place": article(after="<div>Thời gian: 08:00 ngày 22/08/2023. Địa điểm: hội trường xã</div>"),
    "a deadline": article(after="<div>Hạn nộp hồ sơ: 22/08/2023</div>"),
    "a document's place and date": article(inside="<i>An Bình, ngày 22 tháng 8 năm 2023</i>"),
    "a document's number": article(after="<div>Số: 22/08/2023/KH-UBND</div>"),
    "a date of the future": article(after="<div>Ngày đăng: 22/12/2023</div>"),
    "a weekday that does not fit": article(after="<div>Thứ Hai, 22/08/2023</div>"),
    "an impossible day": article(after="<div>Ngày đăng: 31/02/2023</div>"),
    "a template's year": article(head='<meta property="article:published_time" content="0001-01-01T00:00:00">'),
    "the foot of the page": page(f"<h1>{TITLE}</h1><p>{LEAD}</p><p>{PARAGRAPHS[0]}</p>").replace(
        "01/02/2019", "22/08/2023"
    ),
    "a comment's date": article(
        end="<div class='comments'><p>Nguyễn Văn Mẫu</p><p>22/08/2023 08:15</p><p>Rất hay.</p></div>"
    ),
    "the site's own last update": page(
        f"<div><h1>{TITLE}</h1><div><p>{LEAD}</p><p>{PARAGRAPHS[0]}</p></div></div>"
        f"<div>Trang cập nhật lần cuối: 10/09/2023</div>"
    ),
    "labelled dates of items that follow": article(
        end="<div class='more'><div><a href='/x'>Một tin khác về lễ hội ở xã An</a></div>"
        "<div>Ngày đăng: 11/09/2023</div></div>"
    ),
    "a list right under a short article": page(
        f"<div><h1>{TITLE}</h1><div class='sapo'>{LEAD}</div><div class='it'>"
        f"<a href='/x'>Một video khác về lễ hội ở xã</a><p>11/09/2023</p></div></div>"
    ),
    "JSON-LD of the site": article(
        head='<script type="application/ld+json">{"@type":"WebSite","datePublished":"2023-08-22"}</script>'
    ),
    "JSON-LD of other articles": article(
        head='<script type="application/ld+json">'
        '[{"@type":"NewsArticle","headline":"Tin khác một","datePublished":"2023-08-22"},'
        '{"@type":"NewsArticle","headline":"Tin khác hai","datePublished":"2023-08-23"}]</script>'
    ),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_date_of_the_article_leaves_it_undated(name: str) -> None:
    published, _ = read(NONE[name])
    assert published is None


@pytest.mark.parametrize(
    ("url", "day", "precision"),
    [
        ("https://bao.vn/xa-hoi/202308/an-binh-mo-diem-1012345/", date(2023, 8, 1), Precision.MONTH),
        ("https://bao.vn/2023/08/22/an-binh-mo-diem/", DAY, Precision.DAY),
        ("https://bao.vn/an-binh-mo-diem-102230822081530123.htm", DAY, Precision.MINUTE),
        ("https://bao.vn/an-binh-mo-diem-20230822081530123.htm", DAY, Precision.MINUTE),
    ],
)
def test_the_address_is_the_last_place_asked(url: str, day: date, precision: Precision) -> None:
    published, _ = read(article(clock=CLOCK), url)
    assert published is not None
    assert (published.day, published.precision, published.confidence) == (day, precision, Confidence.LOW)
    assert published.evidence == "url"


@pytest.mark.parametrize(
    "url",
    ["https://bao.vn/tin-post1012345.html", "https://bao.vn/hop-ngay-22-8-2023-tai-xa.html", "https://bao.vn/999912/an-binh/",
     "https://bao.vn/tin-102231222081530123.htm", "https://bao.vn/123456789012.htm"],
)  # fmt: skip
def test_an_address_without_a_date_gives_none(url: str) -> None:
    assert read(article(), url)[0] is None


def _listed(day: date, evidence: str = "listing") -> Dated:
    return Dated(day, Precision.DAY, evidence, Confidence.MEDIUM, day.isoformat())


def test_the_listing_s_date_fills_in_and_confirms() -> None:
    alone, _ = read(article(), listed=_listed(DAY))
    assert alone is not None and (alone.day, alone.evidence) == (DAY, "listing")
    both, _ = read(article(after="<div>22/08/2023 08:15</div>"), listed=_listed(DAY))
    assert both is not None and both.confidence is Confidence.HIGH
    assert both.precision is Precision.MINUTE


def test_two_places_against_one_decide() -> None:
    html = article(head='<meta name="date" content="2019-02-01">', after="<div>22/08/2023 08:15</div>")
    published, _ = read(html, listed=_listed(DAY))
    assert published is not None and published.day == DAY


def test_a_month_first_time_is_settled_by_the_listing() -> None:
    html = article(after="<div class='date'>8/9/2023 3:15 CH</div>")
    assert read(html, listed=_listed(date(2023, 8, 9)))[0].day == date(2023, 8, 9)  # type: ignore[union-attr]
    assert read(html, listed=_listed(date(2023, 9, 8)))[0].day == date(2023, 9, 8)  # type: ignore[union-attr]


def test_an_unsettled_month_first_time_is_no_sure_thing() -> None:
    published, _ = read(article(after="<div class='date'>8/9/2023 3:15 CH</div>"))
    assert published is None or published.confidence is Confidence.LOW


def test_relative_times_count_from_the_fetch_and_are_low() -> None:
    published, _ = read(article(after="<span class='time'>2 giờ trước</span>"))
    assert published is not None
    assert (published.day, published.confidence) == (date(2023, 9, 15), Confidence.LOW)
    assert read(article(after="<span class='time'>3 tháng trước</span>"))[0] is None


def test_the_update_is_told_apart() -> None:
    published, updated = read(article(after="<div>Ngày đăng: 22/08/2023 - Cập nhật: 24/08/2023 09:00</div>"))
    assert published is not None and updated is not None
    assert (published.day, updated.day) == (DAY, date(2023, 8, 24))


def test_nothing_later_than_the_first_sight_is_believed() -> None:
    html = article(after="<div>22/08/2023 08:15</div>")
    found = Found("nguon", URL, datetime(2023, 8, 20, tzinfo=UTC))
    text = extract(parse(html.encode(), "text/html", URL), fetched_at=FETCHED, found=found)
    assert text.published is None


def test_a_few_minutes_of_clock_skew_are_allowed() -> None:
    soon = (FETCHED + timedelta(hours=7, minutes=6)).strftime("%d/%m/%Y %H:%M")
    assert read(article(after=f"<div>Ngày đăng: {soon}</div>"))[0] is not None
    late = (FETCHED + timedelta(hours=7, minutes=60)).strftime("%d/%m/%Y %H:%M")
    assert read(article(after=f"<div>Ngày đăng: {late}</div>"))[0] is None


def test_midnight_fills_a_template_and_is_no_time() -> None:
    published, _ = read(article(after="<div>Ngày đăng 22/08/2023 | 12:00 AM</div>"))
    assert published is not None
    assert published.precision is Precision.DAY


def test_a_published_label_is_high_and_a_bare_line_medium() -> None:
    labelled, _ = read(article(after="<div>Ngày đăng: 22/08/2023 08:15</div>"))
    bare, _ = read(article(after="<div>22/08/2023 08:15</div>"))
    assert labelled is not None and labelled.confidence is Confidence.HIGH
    assert bare is not None and bare.confidence is Confidence.MEDIUM
