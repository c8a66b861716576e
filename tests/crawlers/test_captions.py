"""Captions are no text of the story, however a layout marks them; nothing else is lost with them."""

from datetime import UTC, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Text
from tests.crawlers.pages_of_ours import BODY, LEAD, PARAGRAPHS, STORY, TITLE, page

CAPTION = "Cán bộ tổ lưu động hướng dẫn bà con nộp hồ sơ."
CREDITED = f"{CAPTION} Ảnh: Bình An"
PICTURE = '<img src="/anh/to-luu-dong.jpg" width="600">'
FIRST, REST = STORY.split("</p>", 1)[0] + "</p>", STORY.split("</p>", 1)[1]

NAMED = {
    "figcaption": f"<figure>{PICTURE}<figcaption>{CAPTION}</figcaption></figure>",
    "figcaption with a paragraph": f"<figure>{PICTURE}<figcaption><p>{CAPTION}</p></figcaption></figure>",
    "an AMP picture": f"<figure><amp-img src='/a.jpg'></amp-img><figcaption>{CAPTION}</figcaption></figure>",
    "WordPress": f"<div class='wp-caption'>{PICTURE}<p class='wp-caption-text'>{CAPTION}</p></div>",
    "a table": f"<table class='picture'><tr><td>{PICTURE}</td></tr><tr><td class='caption'>{CAPTION}</td></tr></table>",
    "image_desc": f"<table><tr><td>{PICTURE}</td></tr><tr><td class='image_desc'>{CAPTION}</td></tr></table>",
    "PhotoCMS": f"<div type='Photo'><div>{PICTURE}</div><div class='PhotoCMS_Caption'><p>{CAPTION}</p></div></div>",
}
UNNAMED = {
    "a centred line": f"<p style='text-align:center'>{PICTURE}</p><p style='text-align:center'>{CAPTION}</p>",
    "italics in a div": f"<div>{PICTURE}<br><em>{CAPTION}</em></div>",
    "a cell": f"<table><tr><td>{PICTURE}<br><i>{CAPTION}</i></td></tr></table>",
    "the photographer's name": f"<p>{PICTURE}</p><p>{CREDITED}</p>",
    "two lines": (
        f"<div style='text-align: center'>{PICTURE}</div><div style='text-align: center'>Cán bộ tổ lưu động</div>"
        "<div style='text-align: center'>hướng dẫn bà con nộp hồ sơ (Ảnh: Bình An)</div>"
    ),
}


def read(inner: str) -> Text:
    html = page(f'<div class="wrap"><h1>{TITLE}</h1><div class="text">{inner}</div></div>')
    document = parse(html.encode(), "text/html; charset=utf-8", "https://binhsonha.gov.vn/tin/an-binh.html")
    return extract(document, fetched_at=datetime(2023, 9, 15, 3, 0, tzinfo=UTC))


@pytest.mark.parametrize("name", [*NAMED, *UNNAMED])
def test_a_caption_is_left_out_and_its_picture_counted(name: str) -> None:
    text = read(f"{FIRST}{(NAMED | UNNAMED)[name]}{REST}")
    assert text.body == BODY
    assert text.images == 1


def test_a_story_kept_inside_a_figure_is_read() -> None:
    assert read(f"<figure>{STORY}{PICTURE}<figcaption>{CAPTION}</figcaption></figure>").body == BODY
    assert read(f"<figure>{PICTURE}<figcaption>{STORY * 2}</figcaption></figure>").body.startswith(PARAGRAPHS[0])


def test_a_picture_story_is_its_captions() -> None:
    pictures = "".join(
        f"<figure>{PICTURE.replace('dong', str(n))}<figcaption>{CAPTION} Ngày thứ {n} ở thôn An Thượng.</figcaption>"
        "</figure>"
        for n in range(6)
    )
    text = read(f"<p>{LEAD}</p>{pictures}")
    assert text.body.count("Ngày thứ") == 6


@pytest.mark.parametrize("line", [
    "<p style='text-align:center'><b>Nhân rộng mô hình</b></p>",
    "<p style='text-align:center'>2. Danh sách các thôn được chọn làm điểm</p>",
    "<p style='text-align:center'>Các thủ tục được tiếp nhận gồm:</p>",
    "<p style='text-align:center'>“Bà con rất phấn khởi vì không phải đi xa”, một người dân nói.</p>",
    "<p>Đoàn cũng thăm nhà văn hóa thôn An Thượng.</p>",
])
def test_what_follows_a_picture_is_not_always_its_caption(line: str) -> None:
    text = read(f"{FIRST}<p>{PICTURE}</p>{line}{REST}")
    assert len(text.body.split("\n")) == len(PARAGRAPHS) + 1


def test_a_box_s_heading_called_caption_is_none() -> None:
    text = read(f"<div class='portlet-title'><div class='caption'>Nội dung chi tiết của bài viết</div></div>{STORY}")
    assert BODY in text.body
