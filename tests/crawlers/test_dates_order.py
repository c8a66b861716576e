"""Day or month first: what settles it, and that nothing is guessed where nothing does."""

from datetime import UTC, date, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Found
from domain.dated import Confidence, Dated, Precision
from tests.crawlers.pages_of_ours import LEAD, STORY, TITLE, page

FETCHED = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)
URL = "https://binhsonha.gov.vn/Pages/newsdetail.aspx?NewsId=12"
JULY, APRIL = date(2023, 7, 4), date(2023, 4, 7)


def read(line: str, others: tuple[str, ...] = (), listed: Dated | None = None, head: str = "") -> Dated | None:
    items = "".join(f"<div>- <a href='/t{n}'>Một tin khác ở xã bên cạnh đây</a> <i>({d})</i></div>"
                    for n, d in enumerate(others))  # fmt: skip
    inner = f"<div class='t'>{TITLE}</div><div class='news-date'>{line}</div><div><b>{LEAD}</b></div><div>{STORY}</div>"
    html = page(f"<div class='d'>{inner}<div><b>CÁC TIN KHÁC</b>{items}</div></div>", head=head)
    found = Found("nguon", URL, FETCHED, listed=listed)
    return extract(parse(html.encode(), "text/html", URL), fetched_at=FETCHED, found=found).published


def _listed(day: date, written: str) -> Dated:
    return Dated(day, Precision.DAY, "listing", Confidence.MEDIUM, written)


SETTLED = {
    "month first in the list": ("7/4/2023 10:46 AM", ("7/28/2023 12:01 PM", "6/5/2023 7:10 AM"), JULY),
    "with seconds": ("7/4/2023 10:46:12 AM", ("7/28/2023 12:01:00 PM",), JULY),
    "day first in the list": ("7/4/2023 10:46 AM", ("28/7/2023 12:01 PM", "6/5/2023 7:10 AM"), APRIL),
    "month first, SA and CH": ("7/4/2023 10:46 SA", ("7/28/2023 12:01 CH",), JULY),
    "plain dates": ("7/4/2023", ("7/28/2023", "6/23/2023"), JULY),
    "24 hours": ("7/4/2023 14:46", ("7/28/2023 15:01", "6/23/2023 15:10"), JULY),
    "plain dates, day first": ("7/4/2023", ("28/7/2023", "6/5/2023"), APRIL),
    "another form says nothing": ("7/4/2023 14:46", ("7/28/2023 12:01 PM",), APRIL),
    "the same day twice over": ("7/7/2023 10:46 AM", (), date(2023, 7, 7)),
    "only one reading": ("7/28/2023 10:46 AM", (), date(2023, 7, 28)),
    "the other lies in the future": ("7/12/2023 10:46 AM", (), date(2023, 7, 12)),
}  # fmt: skip


@pytest.mark.parametrize("name", SETTLED)
def test_the_page_s_other_dates_tell_the_order(name: str) -> None:
    line, others, day = SETTLED[name]
    published = read(line, others)
    assert published is not None and published.day == day


DAY_FIRST = [
    "07/04/2023 10:46 AM", "7/4/2023 | 10:46 AM", "Ngày đăng: 7/4/2023 10:46 AM", "7/4/2023 10:46 SA", "7/4/2023",
    "Thứ Sáu, 7/4/2023 10:46 AM", "7/4/2023 10:46", "Cập nhật: 7/4/2023 10:46 AM", "10:46 AM 7/4/2023",
]  # fmt: skip


@pytest.mark.parametrize("line", DAY_FIRST)
def test_forms_that_vietnamese_sites_write_have_the_day_first(line: str) -> None:
    published = read(line)
    assert published is not None and published.day == APRIL


def test_the_weekday_decides() -> None:
    published = read("Thứ Ba, 7/4/2023 10:46 AM")
    assert published is not None and published.day == JULY
    published = read("Thứ Sáu, 7/4/2023 10:46 AM", ("7/28/2023 12:01 PM",))
    assert published is not None and published.day == APRIL


@pytest.mark.parametrize("day", [JULY, APRIL])
def test_an_independent_date_decides(day: date) -> None:
    published = read("7/4/2023 10:46 AM", listed=_listed(day, day.isoformat()))
    assert published is not None and (published.day, published.confidence) == (day, Confidence.HIGH)
    head = f'<meta property="article:published_time" content="{day}T10:46:00+07:00">'
    published = read("7/4/2023 10:46 AM", head=head)
    assert published is not None and published.day == day


UNSETTLED = {
    "alone": ("7/4/2023 10:46 AM", ()),
    "others are as open": ("7/4/2023 10:46 AM", ("6/5/2023 7:10 AM", "8/9/2023 9:00 AM")),
    "others contradict each other": ("7/4/2023 10:46 AM", ("28/7/2023 9:00 AM", "7/28/2023 9:00 AM")),
    "one plain date the other way": ("7/4/2023", ("7/28/2023",)),
}


@pytest.mark.parametrize("name", UNSETTLED)
def test_what_nothing_settles_is_declined(name: str) -> None:
    assert read(*UNSETTLED[name]) is None


def test_a_listing_of_the_same_form_does_not_settle_it() -> None:
    assert read("7/4/2023 10:46 AM", listed=_listed(APRIL, "7/4/2023 10:46 AM")) is None
    assert read("", listed=_listed(APRIL, "7/4/2023 10:46 AM")) is None
    published = read("7/4/2023 10:46 AM", ("7/28/2023 1:00 PM",), _listed(APRIL, "7/4/2023 10:46 AM"))
    assert published is not None and (published.day, published.confidence) == (JULY, Confidence.HIGH)


def test_an_open_date_is_no_update_either() -> None:
    head = '<meta property="article:modified_time" content="7/4/2023 10:46 AM">'
    html = page(f"<div><h1>{TITLE}</h1><div>Ngày đăng: 01/03/2023</div><div>{STORY}</div></div>", head=head)
    assert extract(parse(html.encode(), "text/html", URL), fetched_at=FETCHED).updated is None
