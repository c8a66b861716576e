"""The order in which fields are read, and the traps of real pages, on small pages of our own."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Found, Quality, Text
from domain.errors import CrawlError, SettingsError
from domain.source import Profile, Source
from tests.crawlers.pages_of_ours import BODY, LEAD, OTHERS, PARAGRAPHS, STORY, TITLE, layout, page

FETCHED = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)
URL = "https://binhsonha.gov.vn/tin-tuc/an-binh.html"


def read(html: str, *, profile: Profile | None = None, family: Profile | None = None) -> Text:
    source = Source(id="thu", title="Thử", unit="thu", url="https://binhsonha.gov.vn/", extract=profile or Profile())
    document = parse(html.encode(), "text/html; charset=utf-8", URL)
    return extract(document, fetched_at=FETCHED, source=source, family=family)


def article(inner: str, **more: str) -> str:
    return page(f'<div class="wrap"><h1 class="title">{TITLE}</h1><div class="text">{inner}</div></div>', **more)


def test_the_source_s_selectors_come_before_the_family_s() -> None:
    html = page(
        f'<h2 class="t1">{TITLE} (mới)</h2><h1 class="t2">{TITLE}</h1><span class="d">22/08/2023</span>'
        f'<div class="b1">{STORY}</div><div class="b2"><p>Một đoạn khác dài vừa phải để không bị coi là trống.'
        f"</p></div>"
    )
    family = Profile(title=".t2", body=".b2", published=".d", byline=".khong-co")
    text = read(html, profile=Profile(title="//h2[@class='t1']", body="css-khong-co, .b1"), family=family)
    assert text.title == f"{TITLE} (mới)"
    assert text.body == BODY
    assert text.quality is Quality.PROFILE
    assert dict(text.evidence) == {"body": "profile", "published": "profile", "title": "profile"}
    assert text.published is not None and text.published.evidence == "profile"


def test_a_profile_that_meets_nothing_falls_back_and_says_so() -> None:
    text = read(
        layout("own_divs", "22/08/2023 08:15"), profile=Profile(title=".xx", body=".yy", lead=".zz", published=".vv")
    )
    assert (text.title, text.lead, text.body) == (TITLE, LEAD, BODY)
    assert text.quality is Quality.GENERIC
    assert text.evidence["body"] == "generic"
    assert text.published is not None


def test_a_wrong_selector_is_a_setting_to_mend() -> None:
    with pytest.raises(SettingsError, match="div\\[\\["):
        read(article(STORY), profile=Profile(body="div[["))


def test_drops_hold_for_every_way_of_reading() -> None:
    html = article(
        f"<p>{LEAD}</p><p class='qua'>Quảng bá sản phẩm của một đơn vị không liên quan gì đến bài viết này.</p>{STORY}"
    )
    assert "Quảng bá" in read(html).body
    assert "Quảng bá" not in read(html, profile=Profile(drop=(".qua",))).body
    assert "Quảng bá" not in read(html, profile=Profile(body=".text", drop=("//p[@class='qua']",))).body


def test_of_several_matches_the_one_at_the_title_is_the_article() -> None:
    widget = (
        '<div class="journal-content-article">'
        + "<p>Đường dây nóng tiếp nhận phản ánh của người dân.</p>" * 30
        + "</div>"
    )
    html = page(
        f'<div><div class="full-title">{TITLE}</div><div class="journal-content-article">{STORY}</div></div>'
        f"<div>{widget}</div>"
    )
    assert read(html, profile=Profile(title=".full-title", body=".journal-content-article")).body == BODY


def test_the_lead_is_never_in_the_body_too() -> None:
    for lead in (
        f"<p><strong>{LEAD}</strong></p>",
        f"<h2 class='sapo'>{LEAD}</h2>",
        f"<p class='x'><b>{LEAD[:60]}</b><b>{LEAD[60:]}</b></p>",
    ):
        text = read(article(lead + STORY))
        assert (text.lead, text.body) == (LEAD, BODY)
    twice = read(page(f'<h1>{TITLE}</h1><div class="sapo">{LEAD}</div><div class="text"><p>{LEAD}</p>{STORY}</div>'))
    assert (twice.lead, twice.body) == (LEAD, BODY)


def test_a_description_is_a_lead_only_where_it_stands_on_the_page() -> None:
    head = f'<meta name="description" content="{LEAD}">'
    assert read(article(f"<p>{LEAD}</p>{STORY}", head=head)).lead == LEAD
    assert read(article(STORY, head=head)).lead == ""
    cut = f'<meta property="og:description" content="{LEAD[:90]}">'
    assert read(article(f"<p>{LEAD}</p>{STORY}", head=cut)).lead == LEAD


@pytest.mark.parametrize("dateline", ["(BSH) - ", "(GLO)- ", "(TTXVN/Vietnam+) – ", "(ĐTTCO)-"])
def test_datelines_are_no_words_of_the_story(dateline: str) -> None:
    text = read(article(f"<p><b>{dateline}{LEAD}</b></p>{STORY}"))
    assert text.lead == LEAD
    assert read(article(STORY.replace("<p>", f"<p>{dateline}", 1))).body == BODY


CHROME = [
    "Cỡ chữ: A+ A A-", "Lượt xem: 665", "In bài này", "Gửi email cho bạn bè", "Chia sẻ: Facebook Zalo", "Bình luận (0)",
    "[Trở về]", "Xem thêm", "Nghe bài viết", "665 lượt xem", "Quay lại | In trang", "Từ khóa:",
    "Trang chủ > Tin tức",
]  # fmt: skip


@pytest.mark.parametrize("line", CHROME)
def test_buttons_and_counters_are_left_out(line: str) -> None:
    html = article(f"<div>{line}</div>{STORY}<div>{line}</div>")
    assert read(html).body == BODY
    assert read(html, profile=Profile(body=".text")).body == BODY


def test_titles_of_other_articles_between_paragraphs_are_left_out() -> None:
    parts = STORY.split("</p>")
    teaser = '<p><a href="/tin-khac-1.html">Thêm ba thôn đăng ký làm điểm chuyển đổi số</a></p>'
    html = article(
        f"{parts[0]}</p>{teaser}<ul><li><a href='/tin-khac-2.html'>Một tin nữa về chuyện ở xã bên</a></li>"
        f"</ul>{''.join(p + '</p>' for p in parts[1:3])}"
    )
    assert read(html).body == BODY


def test_links_inside_sentences_and_to_documents_stay() -> None:
    inside = 'Người dân xem <a href="/thu-tuc.html">danh mục thủ tục hành chính của xã</a> tại bảng tin của xã.'
    document = '<a href="/vb/quyet-dinh-12.pdf">Quyết định số 12 về thành lập tổ lưu động</a>'
    text = read(article(f"{STORY}<p>{inside}</p><p>{document}</p>"))
    assert "danh mục thủ tục hành chính của xã" in text.body
    assert "Quyết định số 12" in text.body
    assert [one.url for one in text.attachments] == ["https://binhsonha.gov.vn/vb/quyet-dinh-12.pdf"]


def test_tables_and_lists_keep_their_text() -> None:
    table = "<table><tr><th>Thôn</th><th>Số hồ sơ</th></tr><tr><td>An Thượng</td><td>12</td></tr></table>"
    text = read(
        article(f"{STORY}{table}<ul><li>Nộp hồ sơ tại nhà văn hóa.</li><li>Nhận kết quả qua bưu điện.</li></ul>")
    )
    assert (
        text.body == f"{BODY}\nThôn | Số hồ sơ\nAn Thượng | 12\nNộp hồ sơ tại nhà văn hóa.\nNhận kết quả qua bưu điện."
    )


def test_a_caption_that_stands_twice_is_kept_once() -> None:
    caption = "<p>Cán bộ xã hướng dẫn người dân nộp hồ sơ.</p>"
    assert read(article(caption + STORY + caption)).body == f"Cán bộ xã hướng dẫn người dân nộp hồ sơ.\n{BODY}"


def test_lines_are_broken_where_the_page_breaks_them() -> None:
    html = page(f'<h1>{TITLE}</h1><div class="noidung">{"<br/><br/>".join(PARAGRAPHS)}</div>')
    assert read(html).body == BODY
    split = page(
        f'<h1>{TITLE}</h1><div class="noidung"><p>{PARAGRAPHS[0][:30]}<span>{PARAGRAPHS[0][30:34]}'
        f"</span>{PARAGRAPHS[0][34:]}</p></div>"
    )
    assert read(split).body == PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        (f"{TITLE} - Trang thông tin điện tử huyện", TITLE),
        (f"{TITLE} | Báo Bình Sơn", TITLE),
        (f"Tin tức - {TITLE}", TITLE),
        (f"{TITLE[:50]}...", TITLE),
        ("Chi tiết tin", TITLE),
        ("Trang thông tin điện tử huyện Bình Sơn Hạ", TITLE),
        ("", TITLE),
    ],
)
def test_the_title_is_the_heading_that_the_page_s_title_knows(title: str, heading: str) -> None:
    html = page(
        f"<h1>Cổng thông tin</h1><div class='cat'><h3>Tin nổi bật</h3></div><div><h1 class='ten'>{heading}</h1>"
        f"<div>{STORY}</div></div>",
        title=title,
    )
    assert read(html).title == heading


def test_without_a_heading_the_head_tells_the_title_without_the_site() -> None:
    assert read(page(f"<div class='x'>{STORY}</div>", title=f"{TITLE} | Cổng thông tin điện tử tỉnh")).title == TITLE
    head = f'<meta property="og:title" content="{TITLE}">'
    assert read(page(f"<div class='x'>{STORY}</div>", head=head, title="Chi tiết")).title == TITLE


def test_a_title_may_hold_a_dash() -> None:
    title = "Lễ hội biển năm 2023 - điểm hẹn của du khách"
    html = page(f"<h1>{title}</h1><div>{STORY}</div>", title=f"{title} - Báo Mẫu")
    assert read(html).title == title


def test_a_heading_in_pieces_is_one_line() -> None:
    assert read(page(f"<h1>{TITLE[:20]}<br>{TITLE[20:]}</h1><div>{STORY}</div>")).title.replace(
        " ", ""
    ) == TITLE.replace(" ", "")


def test_a_short_notice_is_read_and_not_the_longest_text_of_the_page() -> None:
    aside = (
        "<div class='gioithieu'>"
        + "<p>Đơn vị có chức năng tham mưu, giúp Ủy ban nhân dân huyện quản lý nhà nước.</p>" * 9
        + "</div>"
    )
    html = page(
        f'<div class="chinh"><div class="tin"><div class="tieude">{TITLE}</div>'
        f'<div class="nd">Chi tiết xem tại văn bản đính kèm.</div></div>'
        f'<div class="tinlienquan"><ul><li><a href="/a">{OTHERS[0]}</a></li></ul></div></div>{aside}'
    )
    assert read(html).body == "Chi tiết xem tại văn bản đính kèm."


def test_a_video_page_has_title_and_lead() -> None:
    text = read(
        page(f'<div class="video"><h1>{TITLE}</h1><iframe src="/v"></iframe><div class="sapo">{LEAD}</div></div>')
    )
    assert (text.title, text.lead, text.body) == (TITLE, LEAD, "")
    assert text.quality is Quality.GENERIC


def test_a_live_page_keeps_its_posts() -> None:
    posts = "".join(
        f"<div class='post'><div class='moc'>{9 + n}:00</div><p>{text}</p></div>" for n, text in enumerate(PARAGRAPHS)
    )
    text = read(
        page(f"<article><h1>{TITLE}</h1><div class='sapo'>{LEAD}</div><div class='live'>{posts}</div></article>")
    )
    assert all(paragraph in text.body for paragraph in PARAGRAPHS)


def test_of_articles_strung_together_the_first_is_read() -> None:
    one = f"<h1 class='ten'>{TITLE}</h1><div class='nd'>{STORY}{STORY.replace('xã', 'thôn')}</div>"
    two = (
        "<h1 class='ten'>Một bài khác được nối thêm khi cuộn trang xuống dưới</h1><div class='nd'>"
        + "<p>Nội dung của bài khác, dài hơn bài thứ nhất rất nhiều lần.</p>" * 60
        + "</div>"
    )
    text = read(page(f"<div>{one}{two}</div>", title="Báo Mẫu"))
    assert text.title == TITLE
    assert "bài khác" not in text.body


def test_a_page_without_an_article_is_empty_or_low() -> None:
    assert read(page("<div></div>", title="")).quality in (Quality.EMPTY, Quality.LOW)
    assert read("<html><body><script>var a=1</script></body></html>").quality is Quality.EMPTY


def test_json_ld_gives_title_author_and_sections() -> None:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "author": {"name": "Lê Bình An"},
    }
    text = read(
        article(
            STORY,
            head=f'<script type="application/ld+json">{json.dumps(data)}</script>'
            '<meta property="article:section" content="Xã hội">',
        )
    )
    assert text.byline == "Lê Bình An"
    assert text.sections == ("Xã hội",)


@pytest.mark.parametrize(
    ("lines", "author", "source"),
    [
        (["LÊ BÌNH AN"], "LÊ BÌNH AN", None),
        (["Bài, ảnh: Lê Bình An"], "Lê Bình An", None),
        (["Nguồn: Báo Mẫu"], None, "Báo Mẫu"),
        (["Theo Báo Mẫu"], None, "Báo Mẫu"),
        (["(Theo Báo Mẫu)"], None, "Báo Mẫu"),
        (["Lê Bình An", "Nguồn: baomau.vn"], "Lê Bình An", "baomau.vn"),
        (["Lê Bình An (Theo Báo Mẫu)"], "Lê Bình An", "Báo Mẫu"),
        (["Lê Bình An - Trần Thôn Thượng"], "Lê Bình An - Trần Thôn Thượng", None),
        (["Nhóm P.V thực hiện"], "Nhóm P.V", None),
        (["Lê Bình An", "Ban biên tập"], "Lê Bình An", None),
        (["Tin, ảnh: BÌNH AN", "Ảnh: Thượng"], "BÌNH AN", None),
    ],
)
def test_the_last_lines_tell_author_and_source(lines: list[str], author: str | None, source: str | None) -> None:
    text = read(article(STORY + "".join(f"<p style='text-align: right'><b>{line}</b></p>" for line in lines)))
    assert (text.byline, text.republished_from) == (author, source)
    assert text.body.removesuffix("\nẢnh: Thượng") == BODY


@pytest.mark.parametrize(
    "line",
    ["Theo đó, các thôn sẽ họp vào tuần sau.", "Hà Nội", "Xin trân trọng cảm ơn!", "Điều 5", "Hotline: 0200 000 000"],
)
def test_a_last_sentence_is_no_author(line: str) -> None:
    text = read(article(f"{STORY}<p>{line}</p>"))
    assert text.byline is None and text.republished_from is None


def test_accounts_of_the_site_are_no_authors() -> None:
    for name in ("admin", "Administrator", "quantri", "https://vi.du/ai", "banbientap@vi.du"):
        assert read(article(STORY, head=f'<meta name="author" content="{name}">')).byline is None


def test_pictures_of_the_article_are_counted_once() -> None:
    pictures = (
        '<img src="/a.jpg"><img src="/a.jpg"><img data-src="/b.jpg" src="data:x"><img src="/icon-print.png">'
        '<img src="/c.jpg" width="20">'
    )
    assert read(article(STORY + pictures)).images == 2


def test_the_canonical_address_is_the_page_s_own_word() -> None:
    assert (
        read(article(STORY, head='<link rel="canonical" href="/tin-tuc/goc.html">')).canonical
        == "https://binhsonha.gov.vn/tin-tuc/goc.html"
    )
    assert read(article(STORY, head='<link rel="canonical" href="javascript:void(0)">')).canonical is None
    assert read(article(STORY)).canonical is None


def test_damaged_text_is_repaired_in_every_field() -> None:
    text = read(
        article(
            f"<p><b>{LEAD} TTamp;TT</b></p>{STORY}"
            "<p>Phograve;ng chống ldquo;tin giảrdquo; là việc chung của mọi người dân.</p>"
        )
    )
    assert text.lead.endswith("TT&TT")
    assert text.body.endswith("Phòng chống “tin giả” là việc chung của mọi người dân.")


def test_an_article_in_an_element_with_a_misleading_name_is_found() -> None:
    html = page(
        f'<div class="share-box related"><h1>{TITLE}</h1><div class="tags">{STORY}{STORY.replace("xã", "thôn")}'
        f"</div></div>"
    )
    assert PARAGRAPHS[0] in read(html).body


@given(st.text(alphabet="<>/divpatblh1 =\"'&;àệ0123:- \n", max_size=300))
@settings(max_examples=150, deadline=None)
def test_garbage_never_raises(html: str) -> None:
    try:
        document = parse(html.encode(), "text/html", URL)
    except CrawlError:
        return
    text = extract(document, fetched_at=FETCHED)
    assert text.published is None or text.published.day <= FETCHED.date()


def test_the_listing_s_title_helps_where_the_page_s_own_says_nothing() -> None:
    html = page(
        f"<div class='o'>Mục lục hồ sơ của tuần này</div><div class='x'>{TITLE}</div><div class='y'>{STORY}</div>",
        title="Xem",
    )
    found = Found("thu", URL, FETCHED, title=f"{TITLE[:40]}…")
    text = extract(parse(html.encode(), "text/html", URL), fetched_at=FETCHED, found=found)
    assert text.title == TITLE


def test_documents_beside_a_profile_s_body_are_found() -> None:
    files = '<div class="files"><a href="/vb/ke-hoach.docx">Kế hoạch</a></div>'
    html = page(f'<h1 class="t">{TITLE}</h1><span class="d">22/08/2023</span><div class="b">{STORY}</div>{files}')
    text = read(html, profile=Profile(title=".t", published=".d", body=".b"))
    assert [one.name for one in text.attachments] == ["Kế hoạch"]


def test_a_body_told_only_to_machines_is_better_than_none() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": BODY})
    head = f'<title>{TITLE}</title><script type="application/ld+json">{data}</script>'
    html = f"<html><head>{head}</head><body></body></html>"
    text = read(html)
    assert text.body.replace("\n", " ") == BODY.replace("\n", " ")
    assert text.evidence["body"] == "jsonld"


def test_a_profile_s_place_without_a_date_does_not_hide_the_page_s() -> None:
    html = page(
        f'<h1 class="t">{TITLE}</h1><i class="d">Lượt xem: 12</i><p>22/08/2023 08:15</p><div class="b">{STORY}</div>'
    )
    text = read(html, profile=Profile(title=".t", published=".d", body=".b"))
    assert text.published is not None and text.published.evidence == "visible"
