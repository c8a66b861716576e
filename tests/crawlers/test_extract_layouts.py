"""Whole pages of eleven kinds of content system, read with no profile."""

from datetime import UTC, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Quality, Text
from tests.crawlers.pages_of_ours import BODY, LAYOUTS, LEAD, OTHERS, TITLE, layout

CAPTION = "Người dân nộp hồ sơ tại nhà văn hóa thôn."


def read(name: str) -> Text:
    html = layout(name, "Ngày đăng: 22/08/2023 08:15")
    document = parse(html.encode(), "text/html; charset=utf-8", "https://binhsonha.gov.vn/tin-tuc/an-binh.html")
    return extract(document, fetched_at=datetime(2023, 9, 15, 3, 0, tzinfo=UTC))


@pytest.mark.parametrize("name", LAYOUTS)
def test_title_lead_and_body_are_exactly_the_article(name: str) -> None:
    text = read(name)
    assert text.title == TITLE
    assert text.lead == LEAD
    assert text.body.replace(f"\n{CAPTION}", "") == BODY
    assert text.quality is Quality.GENERIC


@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - {"drupal"}))
def test_the_author_leaves_the_body(name: str) -> None:
    assert (read(name).byline or "").title() == "Lê Bình An"


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_other_article_is_in_the_text(name: str) -> None:
    text = read(name)
    assert not any(title in f"{text.lead}{text.body}" for title in OTHERS)


def test_documents_pictures_and_sections() -> None:
    text = read("mvc")
    assert [(one.name, one.url) for one in text.attachments] == [
        ("Kế hoạch 15.pdf", "https://binhsonha.gov.vn/upload/ke-hoach-15.pdf"),
        ("Phụ lục kèm theo", "https://binhsonha.gov.vn/Home/Download?id=7"),
    ]
    assert text.images == 1
    assert text.sections == ("Cải cách hành chính",)


def test_every_field_says_where_it_was_read() -> None:
    evidence = read("nukeviet").evidence
    assert evidence["title"] == "visible"
    assert evidence["published"] == "visible"
    assert evidence["body"] == "generic"
