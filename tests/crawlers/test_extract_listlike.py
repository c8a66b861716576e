"""Fronts, sections and refusals are flagged, and never given the date of an article that they show."""

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Quality, Text
from tests.crawlers.pages_of_ours import LEAD, MENU, OTHERS, STORY, TITLE, page
from tests.crawlers.test_extract_newsrooms import DAY, SEEN

CARDS = "".join(
    f'<div class="card"><h3><a href="/b{n}.html">{title}</a></h3><span class="date">1{n}/09/2023 08:15</span>'
    f"<p>{LEAD}</p></div>"
    for n, title in enumerate(OTHERS)
)
LINKS = "".join(f'<li><a href="/b{n}.html">{title}</a> (1{n}/09/2023)</li>' for n, title in enumerate(OTHERS))


def read(html: str, path: str = "/kinh-te") -> Text:
    document = parse(html.encode(), "text/html; charset=utf-8", f"https://binhsonha.gov.vn{path}")
    return extract(document, fetched_at=SEEN)


@pytest.mark.parametrize(
    "inner", [CARDS, f"<ul>{LINKS}</ul>", f"<h1>Kết quả tìm kiếm</h1><p>Tìm thấy 3 kết quả</p>{CARDS}"]
)
def test_a_section_is_flagged_and_undated(inner: str) -> None:
    text = read(page(f"<h1>Kinh tế</h1><div>{inner}</div>", title="Kinh tế"))
    assert text.quality in (Quality.LOW, Quality.EMPTY)
    assert text.published is None


def test_a_front_is_flagged_and_undated() -> None:
    text = read(page(f"<div>{CARDS}</div><p>{LEAD}</p>", title="Trang chủ - Huyện Bình Sơn Hạ"), "/")
    assert (text.quality, text.published) == (Quality.LOW, None)


@pytest.mark.parametrize("title", ["Không tìm thấy trang", "Đăng nhập", "404"])
def test_a_refusal_is_flagged(title: str) -> None:
    text = read(
        page(
            f"<div><h1>{title}</h1><p>Trang có thể đã bị xóa, vui lòng quay về trang chủ để tìm tiếp.</p></div>",
            title=title,
        )
    )
    assert text.quality is Quality.LOW


def test_an_article_with_a_list_of_others_is_none_of_these() -> None:
    text = read(page(f"<div><h1>{TITLE}</h1>{DAY}<div>{STORY}</div></div><div>{CARDS}</div><ul>{MENU}</ul>"))
    assert text.quality is Quality.GENERIC
    assert text.published is not None
