"""Items without a text are stored as what they are; a home page, a section or an empty template never is."""

from datetime import UTC, date, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Found, Quality, Text
from domain.dated import Confidence, Dated, Precision
from tests.crawlers.pages_of_ours import LEAD, OTHERS, TITLE, page

AT = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)
URL = "https://truyenhinh.binhsonha.vn/thoi-su/an-binh-1234.html"
LISTED = Dated(date(2023, 8, 28), Precision.DAY, "listing", Confidence.MEDIUM, "28/08/2023")
FOUND = Found("x", URL, AT, title=TITLE, via="https://truyenhinh.binhsonha.vn/thoi-su")
WHEN = "<span class='ngay'>28/08/2023 20:30</span>"
CARDS = "".join(f"<li><a href='/v{n}.html'>{one}</a> <i>2{n}/08/2023</i></li>" for n, one in enumerate(OTHERS))

PLAYERS = {
    "video": "<video controls><source src='/a.mp4'></video>",
    "a frame": "<iframe src='https://www.youtube.com/embed/x'></iframe>",
    "jwplayer": "<div id='p'></div><script>jwplayer('p').setup({file: '/a/index.m3u8'})</script>",
    "Facebook's": "<div class='fb-video' data-href='https://www.facebook.com/x/videos/1'></div>",
}


def read(
    inner: str, found: Found | None = FOUND, url: str = URL, head: str = "", title: str = f"{TITLE} | THBSH"
) -> Text:
    listed = f"<div class='ds'><h3>Video khác</h3><ul>{CARDS}</ul></div>"
    html = page(f"<div class='cot'>{inner}{listed}</div>", head=head, title=title)
    return extract(parse(html.encode(), "text/html; charset=utf-8", url), fetched_at=AT, found=found)


@pytest.mark.parametrize("name", PLAYERS)
def test_a_title_a_date_and_a_player_are_an_item(name: str) -> None:
    text = read(f"<div class='xem'>{PLAYERS[name]}<h1>{TITLE}</h1>{WHEN}</div>")
    assert (text.title, text.lead, text.body) == (TITLE, "", "")
    assert (text.quality, text.evidence["body"]) == (Quality.LOW, "video")
    assert text.published is not None and text.published.day == date(2023, 8, 28)


def test_a_recording_is_one_too() -> None:
    text = read(f"<h1>{TITLE}</h1>{WHEN}<audio src='/a.mp3' controls></audio>")
    assert (text.quality, text.evidence["body"]) == (Quality.LOW, "audio")


def test_what_the_page_tells_machines_counts_as_a_player() -> None:
    told = f'<script type="application/ld+json">{{"@type": "VideoObject", "name": "{TITLE}"}}</script>'
    assert read(f"<h1>{TITLE}</h1>{WHEN}", head=told).evidence["body"] == "video"


def test_a_player_under_the_title_that_the_list_gave_needs_no_date() -> None:
    text = read(f"<h1>{TITLE}</h1>{PLAYERS['video']}")
    assert (text.quality, text.published) == (Quality.LOW, None)


def test_a_picture_with_words_drawn_on_it_is_an_item_when_dated() -> None:
    drawn = f"<h1>{TITLE}</h1>{{}}<p><img src='/do-hoa/muoi-dieu.jpg' width='900'></p>"
    assert read(drawn.format(WHEN)).evidence["body"] == "picture"
    assert read(drawn.format("")).quality is Quality.EMPTY


@pytest.mark.parametrize("found", [
    None,
    Found("x", URL, AT),
    Found("x", URL, AT, title="Khai mạc hội thi tuyên truyền viên giỏi cấp huyện năm nay", listed=LISTED),
], ids=["not found", "a bare link", "under another title"])
def test_without_a_list_s_word_for_it_a_player_is_no_item(found: Found | None) -> None:
    assert read(f"<h1>{TITLE}</h1>{WHEN}{PLAYERS['video']}", found).quality is Quality.EMPTY


def test_a_programme_s_page_of_episodes_is_no_item() -> None:
    name = "Chương trình truyền hình thời sự"
    paging = "<div class='trang'><a href='?page=1'>1</a> <a href='?page=2'>2</a></div>"
    text = read(f"<h1>{name}</h1>{PLAYERS['video']}{paging}", Found("x", URL, AT, title=name), title=name)
    assert text.quality is Quality.EMPTY


def test_a_home_page_with_a_live_programme_is_no_item() -> None:
    text = read(f"<h1>{TITLE}</h1>{WHEN}{PLAYERS['video']}", url="https://truyenhinh.binhsonha.vn/")
    assert text.quality is not Quality.LOW


def test_a_page_with_a_lead_stays_what_it_was() -> None:
    text = read(f"<h1>{TITLE}</h1>{WHEN}<p class='sapo'>{LEAD}</p>{PLAYERS['video']}")
    assert (text.lead, text.quality) == (LEAD, Quality.GENERIC)


FRAMES = {
    "a frame": "<iframe src='/vb/lich-tiep-dan.pdf#toolbar=0'></iframe>",
    "Google's viewer": (
        "<iframe src='https://docs.google.com/gview?url=https://truyenhinh.binhsonha.vn/vb/lich-tiep-dan.pdf"
        "&embedded=true'></iframe>"
    ),
    "a viewer of its own": "<iframe src='/pdfjs/web/viewer.html?file=%2Fvb%2Flich-tiep-dan.pdf'></iframe>",
    "an object": "<object data='/vb/lich-tiep-dan.pdf'><p>Trình duyệt không xem được PDF.</p></object>",
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_document_in_a_frame_is_an_attachment(name: str) -> None:
    text = read(f"<h1>{TITLE}</h1>{WHEN}<div class='nd'>{FRAMES[name]}</div>")
    assert [one.url for one in text.attachments] == ["https://truyenhinh.binhsonha.vn/vb/lich-tiep-dan.pdf"]
    assert (text.body, text.quality) == ("", Quality.EMPTY)  # its text is read from the document


def test_a_text_that_only_machines_are_told_keeps_its_paragraphs() -> None:
    story = "\\n".join(f"{LEAD} Đoạn {n}." for n in range(3))
    told = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "description":'
        f' "{LEAD}", "articleBody": "<p>Mở đầu.</p>{story}", "datePublished": "2023-08-28T01:15:00Z"}}</script>'
    )
    html = f"<html><head><title>{TITLE}</title>{told}</head><body><app-root></app-root></body></html>"
    text = extract(parse(html.encode(), "text/html", URL), fetched_at=AT)
    assert text.body.split("\n")[0] == "Mở đầu."
    assert len(text.body.split("\n")) == 4
    assert (text.lead, text.evidence["body"]) == (LEAD, "jsonld")
