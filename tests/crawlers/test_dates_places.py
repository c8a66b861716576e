"""Places in which dates stand, and traps beside them, met on layouts of many systems."""

from datetime import UTC, date, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Found
from domain.dated import Confidence, Dated, Precision
from tests.crawlers.pages_of_ours import LEAD, STORY, TITLE, page

AT = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)
DAY = date(2023, 8, 28)


def read(
    below: str = "", above: str = "", inner: str = STORY, url: str = "https://binhsonha.gov.vn/tin/an-binh.html",
    found: Found | None = None, lead: str = f"<p class='sapo'>{LEAD}</p>",
) -> Dated | None:
    html = page(f"<div class='bai'>{above}<h1>{TITLE}</h1>{below}{lead}<div class='nd'>{inner}</div></div>")
    return extract(parse(html.encode(), "text/html; charset=utf-8", url), fetched_at=AT, found=found).published


FOUND = [
    "<div class='o'><span class='d'>28</span><span class='m'>08/2023</span></div>",
    "<span class='timeago' title='2023-08-28T08:15:00+07:00'>2 tuần trước</span>",
    "<span class='thoi-gian' data-time='2023-08-28 08:15:00'></span>",
    "<abbr class='published' title='2023-08-28T08:15:00+07:00'>08:15</abbr>",
    "<time class='entry-date updated' datetime='2023-08-28T08:15:00+07:00'>28 Tháng Tám, 2023</time>",
    "<footer class='node__meta'>Được gửi bởi <b>quantri</b> vào Thứ 2, 08/28/2023 - 08:15</footer>",
    "<div class='ngay'>8/28/2023</div>",
    "<div class='ngay'>8/28/2023 15:20</div>",
]


@pytest.mark.parametrize("below", FOUND)
def test_below_the_title(below: str) -> None:
    told = read(below)
    assert told is not None and told.day == DAY


def test_above_the_title_in_the_item_s_own_header() -> None:
    html = page(
        f"<div class='itemView'><div class='itemHeader'><span class='itemDate'>Thứ hai, 28 Tháng 8 2023 08:15</span>"
        f"<h2>{TITLE}</h2></div><div class='itemBody'><p>{LEAD}</p>{STORY}</div></div>"
    )
    told = extract(parse(html.encode(), "text/html", "https://a.vn/b"), fetched_at=AT).published
    assert told is not None and told.day == DAY


NONE = {
    "an invitation": {"inner": (
        "<p>- Thời gian: 14 giờ 00, ngày 05/9/2023 (thứ Ba)</p><p>- Địa điểm: Hội trường A</p>"
        f"<p>- Thành phần: lãnh đạo các phòng, ban</p>{STORY}"
    ), "lead": ""},
    "an event with its programme": {"inner": (
        "<p><b>Thời gian:</b> 8h00 ngày 05/09/2023</p><p><b>Nội dung:</b> sơ kết</p><p><b>Địa điểm:</b> Hội trường</p>"
    ), "lead": ""},
    "a period in brackets": {"below": "<div>(Từ ngày 04/9/2023 đến ngày 08/9/2023)</div>"},
    "a timetable": {"lead": "", "inner": (
        "<table><tr><th>Ngày</th><th>Sáng</th><th>Chiều</th></tr><tr><td>Thứ Hai, 04/9/2023</td><td>Nghỉ lễ</td>"
        "<td>Nghỉ lễ</td></tr><tr><td>Thứ Ba, 05/9/2023</td><td>Dự khai giảng</td><td>Họp giao ban</td></tr></table>"
    )},
    "a badge without a year": {"below": "<div class='o'><span class='d'>28</span><span class='m'>Th8</span></div>"},
    "a moment in another article's card": {
        "below": "<ul><li><a href='/x.html'>Tin khác</a><i class='timeago' title='2023-09-14T08:00'></i></li></ul>"
    },
}  # fmt: skip


@pytest.mark.parametrize("name", NONE)
def test_no_date_of_the_article(name: str) -> None:
    assert read(**NONE[name]) is None  # type: ignore[arg-type]


def _listed(day: date, written: str) -> Found:
    claim = Dated(day, Precision.DAY, "listing", Confidence.MEDIUM, written)
    return Found("x", "https://binhsonha.gov.vn/tin/an-binh.html", AT, title=TITLE, listed=claim)


def test_a_list_that_writes_the_month_first_settles_its_articles_order() -> None:
    """The list's other dates told that 8/5/2023 is in August; the article's page alone would say May."""
    told = read("<div class='ngay'>8/5/2023</div>", found=_listed(date(2023, 8, 5), "8/5/2023"))
    assert told is not None and (told.day, told.confidence) == (date(2023, 8, 5), Confidence.HIGH)


def test_a_month_in_the_address_settles_it_too() -> None:
    told = read("<div class='ngay'>8/5/2023 9:30</div>", url="https://binhsonha.vn/tin/202308/an-binh-12345/")
    assert told is not None and told.day == date(2023, 8, 5)


def test_without_another_place_the_day_stands_first() -> None:
    told = read("<div class='ngay'>8/5/2023</div>")
    assert told is not None and told.day == date(2023, 5, 8)
    same = read("<div class='ngay'>8/5/2023</div>", found=_listed(date(2023, 5, 8), "8/5/2023"))
    assert same is not None and (same.day, same.confidence) == (date(2023, 5, 8), Confidence.HIGH)


def test_one_month_first_date_beside_it_leaves_it_open_until_a_place_settles_it() -> None:
    beside = "<p>Cập nhật bảng biểu: 8/27/2023 10:15</p>"
    assert read("<div class='ngay'>8/5/2023 9:30</div>", inner=STORY + beside) is None
    listed = _listed(date(2023, 8, 5), "05/08/2023")
    told = read("<div class='ngay'>8/5/2023 9:30</div>", inner=STORY + beside, found=listed)
    assert told is not None and told.day == date(2023, 8, 5)
