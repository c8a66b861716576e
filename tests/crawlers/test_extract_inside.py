"""What sites set into a story or at its end: none of it is the story, and none of the story goes with it."""

import json
from datetime import UTC, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Text
from tests.crawlers.pages_of_ours import BODY, LEAD, OTHERS, PARAGRAPHS, STORY, TITLE, page

SHORT = (
    "“Nay cán bộ đến tận thôn, bà con đỡ phải đi xa”, một người dân xã An Bình chia sẻ khi nhận kết quả.",
    "Huyện bố trí hai máy tính và đường truyền riêng để hướng dẫn nộp hồ sơ trực tuyến.",
    "Mô hình sẽ được sơ kết vào cuối năm và nhân rộng ra các xã còn lại.",
)
LINK = "<a href='/tin/khac-{n}.html'>{title}</a>"


def read(inner: str, head: str = "", after: str = "", below: str = "<div class='ngay'>28/08/2023 08:15</div>") -> Text:
    html = page(
        f"<div class='bai'><h1>{TITLE}</h1>{below}<p class='sapo'>{LEAD}</p><div class='nd'>{inner}</div>{after}</div>",
        head=head,
    )
    document = parse(html.encode(), "text/html; charset=utf-8", "https://binhsonha.gov.vn/tin/an-binh.html")
    return extract(document, fetched_at=datetime(2023, 9, 15, 3, 0, tzinfo=UTC))


def whole(html: str) -> Text:
    document = parse(html.encode(), "text/html; charset=utf-8", "https://a.vn/b.html")
    return extract(document, fetched_at=datetime(2023, 9, 15, 3, 0, tzinfo=UTC))


def links(mark: str) -> str:
    return "".join(mark.format(LINK.format(n=n, title=one)) for n, one in enumerate(OTHERS))


@pytest.mark.parametrize("heading", ["Tin liên quan:", "Xem thêm", "Mời bạn đọc xem thêm:", "Bài viết liên quan"])
def test_a_story_of_short_paragraphs_goes_on_after_an_inner_list(heading: str) -> None:
    rest = "".join(f"<p>{one}</p>" for one in SHORT)
    text = read(f"{STORY}<p><b>{heading}</b></p>{links('<p>- {}</p>')}{rest}")
    assert text.body == "\n".join((*PARAGRAPHS, *SHORT))


@pytest.mark.parametrize("label", [">> Xem thêm: ", "Đọc thêm: ", "Tin liên quan » ", "Mời độc giả xem thêm: "])
def test_a_labelled_link_to_another_article_is_left_out(label: str) -> None:
    parts = STORY.split("</p>")
    line = f"<p><b>{label}{LINK.format(n=1, title=OTHERS[0])}</b></p>"
    assert read(f"{parts[0]}</p>{line}{'</p>'.join(parts[1:])}").body == BODY


@pytest.mark.parametrize("line", [
    "Chia sẻ bài viết này trên Zalo", "- Quảng cáo -", "[links()]", "Xem với cỡ chữ A- A A+",
    "* Mời quý độc giả theo dõi các chương trình đã phát sóng của Đài trên TV Online và ứng dụng!",
    "Quan tâm Zalo OA của huyện để cập nhật tin tức", "Tệp đính kèm", "1 2 3 »",
])
def test_a_site_s_own_lines_are_left_out(line: str) -> None:
    assert read(f"{STORY}<p>{line}</p>").body == BODY


def test_another_article_s_card_in_the_story_is_left_out() -> None:
    parts = STORY.split("</p>")
    link = LINK.format(n=1, title=OTHERS[0])
    card = f"<article class='node media-related'>{link}<p>Tóm tắt của tin khác ở đây.</p></article>"
    assert read(f"{parts[0]}</p>{card}{'</p>'.join(parts[1:])}").body == BODY


def test_the_line_of_date_and_counter_after_the_story_is_left_out() -> None:
    text = read(STORY, after="<div class='cuoi'>Ngày đăng: 28/08/2023 08:15 - Lượt xem: 33</div>", below="")
    assert text.body == BODY
    assert text.published is not None and text.published.as_written == "28/08/2023 08:15"


def test_a_counter_of_comments_under_the_title_hides_no_story() -> None:
    html = page(
        f"<article><div class='dau'><h1>{TITLE}</h1><div class='author'>Lê Bình An</div><time>28/08/2023</time>"
        f"<div class='comments'>0</div></div><div class='nd'><p><b>{LEAD}</b></p>{STORY}</div></article>"
    )
    text = whole(html)
    assert (text.lead, text.body) == (LEAD, BODY)


def test_bold_by_class_is_bold() -> None:
    html = page(f"<div><h4>{TITLE}</h4><p class='font-weight-bold'>{LEAD}</p><div class='nd'>{STORY}</div></div>")
    text = whole(html)
    assert (text.lead, text.body) == (LEAD, BODY)


def test_who_set_the_page_stands_below_who_wrote_it() -> None:
    text = read(f"{STORY}<p>Nội dung: Lê Bình An</p><p>Ảnh: Hải Hà</p><p>Thiết kế: Minh Trí</p>")
    assert (text.body, text.byline) == (BODY, "Lê Bình An")


@pytest.mark.parametrize("inner", [
    "<span class='tac-gia'>Written by Lê Bình An</span>",
    "<div class='author-by'>Bởi</div><div class='author-name'><a href='/u'>Lê Bình An</a></div>",
])
def test_a_label_is_no_author(inner: str) -> None:
    assert read(STORY, below=inner).byline == "Lê Bình An"


def test_the_name_of_an_online_paper_before_the_lead_is_no_word_of_it() -> None:
    html = page(f"<div><h1>{TITLE}</h1><h2 class='sapo'>BSH.vn - {LEAD}</h2><div class='nd'>{STORY}</div></div>")
    text = whole(html)
    assert text.lead == LEAD


def test_a_heading_goes_on_where_the_head_s_title_was_cut() -> None:
    html = page(f"<div><h1>{TITLE} của ba thôn</h1><div class='nd'><p>Xem lịch.</p></div></div>", title=TITLE)
    text = whole(html)
    assert text.title == f"{TITLE} của ba thôn"


def test_machine_words_about_another_article_are_not_this_one_s() -> None:
    other = {"@type": "NewsArticle", "headline": OTHERS[0], "datePublished": "2023-09-14T08:00:00+07:00"}
    text = read(STORY, head=f'<script type="application/ld+json">{json.dumps(other)}</script>')
    assert text.published is not None and text.published.as_written == "28/08/2023 08:15"
    own = {"@type": "NewsArticle", "headline": TITLE[:40], "datePublished": "2023-08-28T08:15:00+07:00"}
    text = read(STORY, head=f'<script type="application/ld+json">{json.dumps(own)}</script>', below="")
    assert text.published is not None and text.published.evidence == "jsonld"


def test_a_heading_with_the_site_s_name_is_not_what_a_title_was_cut_from() -> None:
    name = "Sở Thông tin và Truyền thông"
    html = page(f"<h1>{name} tỉnh Bình Sơn</h1><div><h2>{TITLE}</h2><div class='nd'>{STORY}</div></div>", title=name)
    assert whole(html).title == TITLE


@pytest.mark.parametrize(("heading", "found"), [("Tệp đính kèm:", 1), ("Biểu mẫu thường dùng", 0)])
def test_a_box_of_files_after_the_articles_own_element(heading: str, found: int) -> None:
    box = f"<div><b>{heading}</b> <a href='/u/ke-hoach.pdf'>ke-hoach.pdf</a></div>"
    story = f"<div class='tt'><b>{LEAD}</b></div><div class='nd'>{STORY}</div><div><i>Lê An</i></div>"
    html = page(f"<div><div><div>{TITLE}</div><p>28/08/2023</p>{story}</div>{box}</div>")
    assert len(whole(html).attachments) == found


def test_an_article_that_follows_in_an_element_of_its_own_is_another() -> None:
    more = "".join(f"<p>{one}</p>" for one in SHORT)
    second = f"<article><h1>{OTHERS[0]}</h1><p>29/08/2023 08:15</p><p class='sapo'>{SHORT[1]}</p>{2 * more}</article>"
    text = whole(page(f"<div><article><h1>{TITLE}</h1><p class='sapo'>{LEAD}</p>{STORY}{more}</article>{second}</div>"))
    assert (text.lead, text.body.splitlines()[-1], text.published) == (LEAD, SHORT[-1], None)
    assert text.body.splitlines()[:3] == list(PARAGRAPHS) and OTHERS[0] not in text.body


def test_a_box_that_only_its_type_calls_related_is_no_story() -> None:
    box = f"<div class='VCSortable' type='RelatedOneNews'><a href='/x'>{OTHERS[0]}</a><p>{SHORT[1]}</p></div>"
    assert read(f"<p>{PARAGRAPHS[0]}</p>{box}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>").body == BODY
