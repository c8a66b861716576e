"""Articles that stand on a page only as data for its script."""

import json
from datetime import date

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Quality, Text
from tests.crawlers.pages_of_ours import BODY, LEAD, OTHERS, STORY, TITLE
from tests.crawlers.test_extract_newsrooms import SEEN

ARTICLE = {
    "id": 5,
    "title": TITLE,
    "sapo": LEAD,
    "content": STORY,
    "publishedAt": "2023-08-22T01:15:00.000Z",
    "author": "Lê An",
}
OTHER = {"title": OTHERS[0], "content": STORY.replace("xã", "thôn"), "publishedAt": "2023-09-10T01:15:00.000Z"}
FLAT = [{"article": 1}, {"title": 2, "content": 3, "sapo": 4}, TITLE, STORY, LEAD]  # as Nuxt 3 writes it


def read(script: str) -> Text:
    head = f'<meta charset="utf-8"><title>{TITLE} | Cổng thông tin</title><meta property="og:title" content="{TITLE}">'
    html = f'<html><head>{head}</head><body><div id="app">Đang tải...</div>{script}</body></html>'
    document = parse(html.encode(), "text/html; charset=utf-8", "https://binhsonha.gov.vn/tin-tuc/an-binh.html")
    return extract(document, fetched_at=SEEN)


def as_script(data: object, start: str = '<script id="__NEXT_DATA__" type="application/json">') -> str:
    return f"{start}{json.dumps(data, ensure_ascii=False)}</script>"


@pytest.mark.parametrize("script", [
    as_script({"props": {"pageProps": {"related": [OTHER], "article": ARTICLE}}}),
    as_script({"data": [{"detail": ARTICLE}]}, "<script>window.__NUXT__="),
    as_script(FLAT, '<script type="application/json" id="__NUXT_DATA__">'),
    "<p>{{tin.title}}</p>" + as_script({"TieuDe": TITLE, "TomTat": LEAD, "NoiDung": STORY}, "<script>var tin = "),
])  # fmt: skip
def test_the_object_with_the_pages_title_is_read(script: str) -> None:
    text = read(script)
    assert (text.title, text.lead, text.body) == (TITLE, LEAD, BODY)
    assert text.quality is Quality.GENERIC
    assert text.evidence["body"] == "script"


def test_its_author_and_date_are_read_too() -> None:
    text = read(as_script({"article": ARTICLE}))
    assert text.byline == "Lê An"
    assert text.published is not None and text.published.day == date(2023, 8, 22)


def test_a_date_after_the_fetch_is_not_believed() -> None:
    assert read(as_script({"article": {**ARTICLE, "publishedAt": "2023-10-22T01:15:00.000Z"}})).published is None


@pytest.mark.parametrize(
    "script", [as_script({"related": [OTHER]}), as_script({"title": TITLE}), "<script>window.x={broken</script>"]
)
def test_another_articles_data_is_not_read(script: str) -> None:
    assert read(script).body == ""


def test_what_a_server_sends_later_for_a_script_to_show_is_on_the_page() -> None:
    later = f'<h1>{TITLE}</h1><p class="sapo">{LEAD}</p><div>{STORY}</div>'
    sent = read(f'<template id="B:0"></template><div hidden id="S:0">{later}</div><script>$RC("B:0","S:0")</script>')
    assert (sent.lead, sent.body) == (LEAD, BODY)
