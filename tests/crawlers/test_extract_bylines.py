"""Who wrote an article and from whom it was taken, in the places where sites say it."""

import pytest

from domain.article import Text
from tests.crawlers.pages_of_ours import BODY, LEAD, STORY, TITLE, page
from tests.crawlers.test_extract_newsrooms import DAY, OPENING, read, story


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<p style="text-align:right"><b>Lê Bình An - Văn phòng Sở</b></p>', "Lê Bình An - Văn phòng Sở"),
        ("<p><i>Lê Bình An – Phòng Tư pháp huyện</i></p>", "Lê Bình An – Phòng Tư pháp huyện"),
        ("<p>-- Lê Bình An --</p>", "Lê Bình An"),
        ("<p><i>Lê Bình An – Công chức Văn hóa xã</i></p>", "Lê Bình An – Công chức Văn hóa xã"),
        ("<p><b>Lê Bình An</b></p><p><i>(Đài Truyền thanh xã An Bình)</i></p>", "Lê Bình An"),
        ('<table><tr><td width="60%"></td><td align="center"><b>Lê Bình An</b></td></tr></table>', "Lê Bình An"),
        ('<p><b>Lê Bình An</b></p><p>Tags: <a href="/t">nội vụ</a></p>', "Lê Bình An"),
        ("<p>Bài viết: <b>Lê Bình An</b></p><p>Ảnh: <b>Trần Chi</b></p><p>22/08/2023 08:15</p>", "Lê Bình An"),
    ],
)
def test_the_author_in_the_last_lines_leaves_the_body(line: str, author: str) -> None:
    text = story(STORY + line)
    assert (text.byline, text.body) == (author, BODY)


@pytest.mark.parametrize(
    "line",
    [
        '<div class="info">được viết bởi <span>Lê Bình An</span>, <span>vào ngày 22/08/2023</span></div>',
        '<div class="info"><time>22/08/2023</time><span> by <span><a href="/x">Lê Bình An</a></span></span></div>',
        '<div class="info">22/08/2023 08:15 | Nguồn: Báo Mẫu | Tác giả: Lê Bình An</div>',
        '<div class="info"><time>22/08/2023</time> <i>Tác giả: Lê Bình An</i> <i>Số lượt xem: 12</i></div>',
        '<ul><li><span class="type-author">Lê Bình An</span></li><li>22/08/2023</li><li>8:15 sáng</li></ul>',
        "<dl><dt>Ngày đăng</dt><dd>22/08/2023</dd><dt>Tác giả</dt><dd>Lê Bình An</dd></dl>",
    ],
)
def test_the_author_beside_the_date_is_read_and_is_no_text(line: str) -> None:
    text = read(page(f'<div class="khung"><h1>{TITLE}</h1>{line}{OPENING}{STORY}</div>'))
    assert text.byline == "Lê Bình An"
    assert text.body.replace(f"{LEAD}\n", "") == BODY


def test_a_box_about_the_author_names_him_and_is_no_text() -> None:
    name = '<div class="author-name">Lê Bình An</div>'
    box = f'<div class="author-box">{name}<p>Phóng viên có mười năm ở tòa soạn.</p></div>'
    text = read(page(f'<div class="k"><h1>{TITLE}</h1>{DAY}<div class="nd">{OPENING}{STORY}</div>{box}</div>'))
    assert (text.byline, text.body) == ("Lê Bình An", BODY)


def test_who_signs_a_letter_is_its_author_and_his_office_is_none() -> None:
    office = '<p style="text-align:right"><b>CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN</b></p>'
    assert story(f'{STORY}{office}<p style="text-align:right"><b>Lê Bình An</b></p>').byline == "Lê Bình An"


def test_a_list_of_names_is_text() -> None:
    text = story(f"{STORY}<ul><li>Lê Bình An</li><li>Trần Bình Chi</li><li>Đỗ Bình Dân</li></ul>")
    assert text.byline is None
    assert text.body.endswith("\nLê Bình An\nTrần Bình Chi\nĐỗ Bình Dân")


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("<p><i>Lê Bình An (TTXVN)</i></p>", "Lê Bình An", "TTXVN"),
        ("<p>Theo Lê Bình An (Báo Mẫu)</p>", None, "Lê Bình An (Báo Mẫu)"),
        ("<p>(Theo TTXVN)</p><p>#anbinh</p>", None, "TTXVN"),
    ],
)
def test_the_source_in_the_last_lines(line: str, author: str | None, source: str) -> None:
    text = story(STORY + line)
    assert (text.byline, text.republished_from, text.body) == (author, source, BODY)


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_source_beside_title_or_text(place: str) -> None:
    line = '<div class="nguon-tin">Nguồn: Phòng Tư pháp</div>'
    text = _with_source(line, "") if place == "before" else _with_source("", line)
    assert (text.republished_from, text.body) == ("Phòng Tư pháp", BODY)


def _with_source(before: str, after: str) -> Text:
    return read(
        page(f'<div class="k"><h1>{TITLE}</h1>{DAY}{before}<div class="nd">{OPENING}{STORY}</div>{after}</div>')
    )


def test_the_account_of_whoever_keeps_a_site_is_no_author() -> None:
    assert read(page(f'<h1>{TITLE}</h1><span class="author">Ad Min</span>{OPENING}{STORY}')).byline is None


def test_a_sites_own_address_is_no_source() -> None:
    assert story(f"{STORY}<p>Nguồn: https://binhsonha.gov.vn/tin/5</p>").republished_from is None
    assert story(f"{STORY}<p>Nguồn: https://baomau.example/5</p>").republished_from is not None
