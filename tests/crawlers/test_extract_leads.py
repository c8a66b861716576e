"""The lead in the shapes in which sites set it apart; it never stands in the body too."""

from datetime import UTC, datetime

import pytest

from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Text
from tests.crawlers.pages_of_ours import BODY, LEAD, PARAGRAPHS, STORY, TITLE, page

FETCHED = datetime(2023, 9, 15, 3, 0, tzinfo=UTC)
INSIDE = {
    "strong": f"<p><strong>{LEAD}</strong></p>",
    "b in a div": f"<div><b>{LEAD}</b></div>",
    "em": f"<p><em>{LEAD}</em></p>",
    "i in strong": f"<p><i><strong>{LEAD}</strong></i></p>",
    "style": f"<p style='font-weight: bold'>{LEAD}</p>",
    "style on a span": f"<p><span style='font-weight:700'>{LEAD}</span></p>",
    "chapeau": f"<div class='chapeau'>{LEAD}</div>",
    "desc": f"<div class='desc'>{LEAD}</div>",
    "tomtat": f"<div class='tomtat'>{LEAD}</div>",
    "h2.sapo": f"<h2 class='sapo'>{LEAD}</h2>",
    "lead-detail": f"<p class='lead-detail'>{LEAD}</p>",
    "intro": f"<div class='intro'><p>{LEAD}</p></div>",
    "detail-sapo": f"<div class='detail-sapo'><p><span>{LEAD}</span></p></div>",
    "news-detail-intro": f"<div class='news-detail-intro'><b>{LEAD}</b></div>",
    "an id": f"<div id='ctl00_lblTrichDan'>{LEAD}</div>",
    "itemprop": f"<div itemprop='description'>{LEAD}</div>",
    "heading": f"<h2>{LEAD}</h2>",
    "h3 strong": f"<h3><strong>{LEAD}</strong></h3>",
    "blockquote": f"<blockquote class='trich'>{LEAD}</blockquote>",
    "bold with a dateline": f"<p><b>(BSH) - {LEAD}</b></p>",
    "dateline before the bold": f"<p>(BSH) - <b>{LEAD}</b></p>",
    "bold in parts": f"<p><b>{LEAD[:40]}</b><b>{LEAD[40:]}</b></p>",
    "bold before a break": f"<b>{LEAD}</b><br><br>",
    "hometext": f"<div class='hometext m-bottom'>{LEAD}</div>",
    "asset-summary": f"<div class='asset-summary'>{LEAD}</div>",
    "p.Head": f"<p class='pHead'>{LEAD}</p>",
    "article__summary": f"<div class='article__summary'>{LEAD}</div>",
    "box-gioithieu": f"<p class='mota'>{LEAD}</p>",
}


def read(html: str) -> Text:
    return extract(parse(html.encode(), "text/html", "https://binhsonha.gov.vn/a.html"), fetched_at=FETCHED)


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize("within", [True, False], ids=["inside", "before"])
def test_a_lead_is_told_from_the_body(name: str, within: bool) -> None:
    lead = INSIDE[name]
    inner = f"<div class='nd'>{lead}{STORY}</div>" if within else f"{lead}<div class='nd'>{STORY}</div>"
    text = read(page(f"<div class='bai'><h1>{TITLE}</h1><div>22/08/2023 08:15</div>{inner}</div>"))
    assert (text.lead, text.body) == (LEAD, BODY)


@pytest.mark.parametrize("name", ["strong", "desc", "h2.sapo", "em", "intro"])
def test_a_lead_printed_twice_is_kept_once(name: str) -> None:
    inner = f"{INSIDE[name]}<div class='nd'><p>{LEAD}</p>{STORY}</div>"
    text = read(page(f"<div class='bai'><h1>{TITLE}</h1>{inner}</div>"))
    assert (text.lead, text.body) == (LEAD, BODY)


ORDINARY = {
    "a plain first paragraph": STORY,
    "all bold": f"<p><b>{PARAGRAPHS[0]}</b></p><p><b>{PARAGRAPHS[1]}</b></p><p><b>{PARAGRAPHS[2]}</b></p>",
    "a bold numbered heading": f"<p><b>1. Nội dung tiếp nhận hồ sơ lưu động tại ba thôn xa trung tâm</b></p>{STORY}",
    "an italic caption": f"<p><em>Người dân nộp hồ sơ tại nhà văn hóa thôn. Ảnh: BÌNH AN</em></p>{STORY}",
}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_first_paragraph_is_no_lead(name: str) -> None:
    text = read(page(f"<div class='bai'><h1>{TITLE}</h1><div class='nd'>{ORDINARY[name]}</div></div>"))
    assert text.lead == ""
    assert all(one in text.body for one in PARAGRAPHS)
