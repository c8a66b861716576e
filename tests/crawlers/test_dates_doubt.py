"""Dates that stand where an article's own would, and are another matter's."""

from datetime import UTC, date, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Text
from tests.crawlers.pages_of_ours import LEAD, STORY, TITLE, page


def read(date_line: str, head: str = "", after: str = "") -> Text:
    html = page(
        f'<div class="k"><h1>{TITLE}</h1>{date_line}<p class="sapo">{LEAD}</p><div>{STORY}</div>{after}</div>',
        head=head,
    )
    document = parse(html.encode(), "text/html; charset=utf-8", "https://binhsonha.gov.vn/tin-tuc/an-binh.html")
    return extract(document, fetched_at=datetime(2023, 9, 15, 3, 0, tzinfo=UTC))


def day(text: Text) -> date | None:
    return text.published.day if text.published else None


@pytest.mark.parametrize("line", [
    "Ngày hết hạn: 30/08/2023", "Tuần từ 14/08/2023 - 20/08/2023", "Số 22/8/2023", "Họp ngày 28/08/2023",
    "Phiên bản 1.8.2023",
    "Phát sóng: 20h00, 30/08/2023", "Khai giảng 05/09/2023", "Lượt xem: 12.08.2023", "Chiến dịch 30/04/2023",
])  # fmt: skip
def test_a_date_with_words_of_its_own_is_not_the_articles(line: str) -> None:
    assert day(read(f'<div class="meta">{line}</div>')) is None


@pytest.mark.parametrize("line", [
    "Cải cách hành chính - 22/08/2023 08:15", "Lê Mẫu • 22/08/2023 08:15 • 1.204 lượt xem",
    "Bởi Lê Mẫu lúc 08:15 22/08/2023",
    "<span>Tin tức</span><span>22/08/2023</span>", "BRVT, 08:15 22/08/2023", "Lượt xem: 1.204 22/08/2023",
])  # fmt: skip
def test_words_that_are_set_apart_say_nothing_against_a_date(line: str) -> None:
    assert day(read(f'<div class="meta">{line}</div>')) == date(2023, 8, 22)


INVITATION = (
    "<p>1. Thời gian: 14 giờ 00 ngày 30/08/2023</p><p>2. Địa điểm: Phòng họp số 2</p><p>3. Thành phần: các phòng</p>"
)


def test_the_hour_of_an_invitation_is_text_and_no_publication() -> None:
    text = read(INVITATION)
    assert text.published is None
    html = page(f"<h1>{TITLE}</h1><div>{INVITATION}{STORY}</div>")
    document = parse(html.encode(), "text/html; charset=utf-8", "https://binhsonha.gov.vn/moi")
    whole = extract(document, fetched_at=datetime(2023, 9, 15, 3, 0, tzinfo=UTC))
    assert "1. Thời gian: 14 giờ 00 ngày 30/08/2023" in whole.body


@pytest.mark.parametrize("name", ["DC.Date.Issued", "DCTERMS.created", "date"])
def test_a_date_that_portals_give_every_page_must_be_confirmed(name: str) -> None:
    head = f'<meta name="{name}" content="2012-05-20">'
    assert day(read("", head)) is None
    assert day(read("<div>Ngày đăng: 22/08/2023</div>", head)) == date(2023, 8, 22)
    same = read('<div class="date">20/05/2012</div>', head)
    assert day(same) == date(2012, 5, 20)


def test_what_a_reader_is_told_outright_stands_against_what_machines_are_told() -> None:
    head = '<meta property="article:published_time" content="2023-09-14T09:00:00+07:00">'
    text = read("<div>Ngày đăng: 22/08/2023 08:15</div>", head)
    assert day(text) == date(2023, 8, 22)


def test_a_machines_month_first_date_is_read_as_the_reader_sees_it() -> None:
    head = '<meta property="article:published_time" content="08/09/2023">'
    assert day(read('<span class="date">09/08/2023</span>', head)) == date(2023, 8, 9)
    assert day(read('<span class="date">08/09/2023</span>', head)) == date(2023, 9, 8)


def test_microdata_of_another_item_is_not_the_pages() -> None:
    date_of_it = '<meta itemprop="datePublished" content="2023-09-10">'
    item = f'<div itemscope><a href="/x">Bài khác trong danh sách</a>{date_of_it}</div>'
    assert day(read("", after=item)) is None


def test_a_time_element_between_lead_and_story_is_read() -> None:
    html = page(
        f'<div class="k"><h1>{TITLE}</h1><p class="sapo">{LEAD}</p>'
        f'<div><time datetime="2023-08-22T08:15:00+07:00">22 Tháng Tám, 2023</time></div><div>{STORY}</div></div>'
    )
    document = parse(html.encode(), "text/html; charset=utf-8", "https://binhsonha.gov.vn/a")
    assert day(extract(document, fetched_at=datetime(2023, 9, 15, 3, 0, tzinfo=UTC))) == date(2023, 8, 22)
