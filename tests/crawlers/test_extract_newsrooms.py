"""What newspapers and portals put around a story, and what misled the reading of it."""

from datetime import UTC, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Text
from tests.crawlers.pages_of_ours import BODY, LEAD, OTHERS, PARAGRAPHS, SITE, STORY, TITLE, page

SEEN = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)
DAY = '<div class="date">22/08/2023 08:15</div>'
OPENING = f"<p><b>{LEAD}</b></p>"


def read(html: str) -> Text:
    document = parse(html.encode(), "text/html; charset=utf-8", "https://binhsonha.gov.vn/tin-tuc/an-binh.html")
    return extract(document, fetched_at=SEEN)


def story(inner: str, before: str = "") -> Text:
    """A page with title, date and lead, then what is asked."""
    return read(page(f'<div class="khung"><h1>{TITLE}</h1>{DAY}{before}<div class="nd">{OPENING}{inner}</div></div>'))


@pytest.mark.parametrize("name", ["sidebar-1", "cate-24h-foot-arti", "top-header", "box-news related"])
def test_what_holds_the_title_holds_the_article_whatever_its_name(name: str) -> None:
    text = read(page(
        f'<div class="{name}"><h1>{TITLE}</h1>{DAY}<p class="description">{LEAD}</p><div>{STORY}</div></div>'
        f'<div class="sidebar-2">{STORY.replace("xã", "thôn")}</div>'
    ))  # fmt: skip
    assert (text.title, text.lead, text.body) == (TITLE, LEAD, BODY)


@pytest.mark.parametrize(
    "dateline",
    ["TTO - ", "SGGPO - ", "BSBH-", "GD&amp;TĐ - ", "QĐND Online – ", "LĐO | ", "(Cổng TTĐT) – ", "VOV.VN - "],
)
def test_who_sends_a_story_is_no_part_of_its_lead(dateline: str) -> None:
    text = read(page(f'<h1>{TITLE}</h1>{DAY}<div class="sapo">{dateline}{LEAD}</div><div class="nd">{STORY}</div>'))
    assert text.lead == LEAD


@pytest.mark.parametrize(
    "words", ["UBND - HĐND huyện họp phiên thường kỳ vào sáng nay", "COVID-19 đã được kiểm soát ở các xã"]
)
def test_an_abbreviation_that_begins_a_sentence_stays(words: str) -> None:
    lead = f"{words}, theo thông tin từ lãnh đạo huyện."
    assert read(page(f'<h1>{TITLE}</h1>{DAY}<div class="sapo">{lead}</div><div class="nd">{STORY}</div>')).lead == lead


def test_the_head_of_a_table_is_no_dateline() -> None:
    table = "<table><tr><th>STT</th><th>Tên thủ tục</th></tr><tr><td>1</td><td>Khai sinh</td></tr></table>"
    text = read(page(f'<h1>{TITLE}</h1>{DAY}<div class="nd">{table}{STORY}</div>'))
    assert text.body.startswith("STT | Tên thủ tục\n1 | Khai sinh\n")


@pytest.mark.parametrize("name", ["sumary", "ArticleHead", "td-post-sub-title", "xyz"])
def test_the_paragraph_between_title_and_text_is_the_lead(name: str) -> None:
    text = read(page(f'<h1>{TITLE}</h1>{DAY}<div class="{name}">{LEAD}</div><div class="nd">{STORY}</div>'))
    assert (text.lead, text.body) == (LEAD, BODY)


def test_a_second_title_gives_way_to_a_lead() -> None:
    text = read(page(
        f'<h1>{TITLE}</h1><h3 class="sub-title">Mỗi tuần hai buổi, ai cũng đến được</h3>{DAY}'
        f'<div class="sapo">{LEAD}</div><div class="nd">{STORY}</div>'
    ))  # fmt: skip
    assert text.lead == LEAD


@pytest.mark.parametrize("line", [
    "<p>ADVERTISEMENT</p>", "<p>#anbinh #caicach</p>", "<p>[tag]</p>", "<p>© Bản quyền thuộc về Báo Mẫu</p>",
    "<p>Quét mã QR để đọc bài viết trên điện thoại</p>", '<p>Tags: <a href="/t">nội vụ</a></p>',
    "<p>Quay lại trang trước</p>",
    '<p>Trang: <a href="?p=1">1</a> <a href="?p=2">2</a> <a href="?p=2">Trang sau »</a></p>',
    "<p>Trung bình (0 Bình chọn)</p>",
    '<p><a href="/in">In bài này</a><a href="#">Chia sẻ Facebook</a></p>',
    "<p>Đánh giá bài viết ★★★★★ (0 lượt đánh giá)</p>",
    "<p><span>Nghe nội dung bài viết</span><span>Chọn giọng đọc</span><span>1x</span></p>",
])  # fmt: skip
def test_a_line_of_the_site_below_a_story_is_left_out(line: str) -> None:
    assert story(STORY + line).body == BODY


@pytest.mark.parametrize("inner", [
    f'<div><a href="/a"><div><img src="/a.jpg"></div><span>{OTHERS[0]}</span></a></div>',
    f'<div><a href="/a">{OTHERS[0]}</a><span>ĐỌC NGAY</span></div>',
    f'<table><tr><td><a href="/a"><img src="/a.jpg"></a></td><td><a href="/a">{OTHERS[0]}</a></td></tr></table>',
    f'<div class="inner-article"><a href="/a"><h2>{OTHERS[0]}</h2><p>Tóm tắt của một bài khác.</p></a></div>',
])  # fmt: skip
def test_another_article_offered_in_the_middle_is_left_out(inner: str) -> None:
    assert story(f"<p>{PARAGRAPHS[0]}</p>{inner}<p>{PARAGRAPHS[1]}</p>").body == "\n".join(PARAGRAPHS[:2])


def test_other_articles_with_their_summaries_at_the_end_are_left_out() -> None:
    others = "".join(
        f'<div><a href="/a{n}">{title}</a>'
        "<p>Đoạn tóm tắt khá dài của bài khác, viết ra để mời bạn đọc bấm vào xem tiếp.</p></div>"
        for n, title in enumerate(OTHERS)
    )
    assert story(f"{STORY}<div>{others}</div>").body == BODY


def test_readers_comments_longer_than_the_story_are_left_out() -> None:
    notice = "Ủy ban nhân dân xã đề nghị các hộ dọn dẹp cây gãy trong ngày."
    text = read(
        page(f"<div><h1>{TITLE}</h1>{DAY}<div><p>{notice}</p></div><div><h3>Bình luận (2)</h3>{STORY}</div></div>")
    )
    assert text.body == notice


def test_the_next_article_of_an_endless_page_is_left_out() -> None:
    text = read(page(
        f'<div><h1>{TITLE}</h1>{DAY}<div>{STORY}{STORY.replace("xã", "thôn")}</div></div>'
        f'<div><h2><a href="/n">{OTHERS[0]}</a></h2><div>10/09/2023 08:15</div><p>{LEAD}</p></div>'
    ))  # fmt: skip
    assert LEAD not in text.body


def test_lines_of_preformatted_text_are_lines() -> None:
    assert story("<pre>" + "\n\n".join(PARAGRAPHS) + "</pre>").body == BODY


def test_words_of_two_elements_are_not_glued() -> None:
    text = read(
        page(f'<h1>{TITLE}</h1><p class="description"><span class="stamp">Vũng Tàu</span>{LEAD}</p><div>{STORY}</div>')
    )
    assert text.lead == f"Vũng Tàu {LEAD}"


def test_a_picture_between_title_and_text_is_counted() -> None:
    text = read(
        page(f'<div><h1>{TITLE}</h1>{DAY}<figure><img src="/a.jpg"></figure><div class="nd">{STORY}</div></div>')
    )
    assert text.images == 1


TITLED = [
    f'<table><tr><td>{TITLE}</td><td class="buttonheading"><a href="/pdf"></a></td></tr></table>'
    f"{DAY}<div>{OPENING}{STORY}</div>",
    f'<font size="4"><b>{TITLE}</b></font><br>Ngày 22/08/2023<br>{OPENING}{STORY}',
    f"<div>{TITLE}</div>{DAY}<div>{OPENING}{STORY}</div>",
]


@pytest.mark.parametrize("inner", TITLED)
@pytest.mark.parametrize("head", ["Chi tiết tin", SITE, "Xem tin - Phòng Nội vụ"])
def test_a_title_that_the_head_does_not_name_is_found_above_the_date(inner: str, head: str) -> None:
    assert read(page(inner, title=head)).title == TITLE


def test_the_only_first_heading_is_the_title_although_the_head_says_it_in_other_words() -> None:
    html = page(
        f"<div><h1>{TITLE}</h1>{DAY}<div>{STORY}</div></div>",
        title="Tổ lưu động về thôn nhận giấy tờ giúp dân - Báo Mẫu",
    )
    assert read(html).title == TITLE


def test_a_sites_name_in_the_first_heading_is_not_the_title() -> None:
    html = page(f"<h1>{SITE}</h1><div><h2>{TITLE}</h2>{DAY}<div>{STORY}</div></div>", title=SITE)
    assert read(html).title == TITLE
