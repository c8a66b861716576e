"""Four newspapers' own layouts, read with no profile; the expectations stand here as hashes."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawlers.chrome import is_chrome, opens_list
from crawlers.extract import extract
from crawlers.page import parse
from domain.article import Quality, Text

pytestmark = pytest.mark.real

FETCHED = datetime(2026, 11, 22, tzinfo=UTC)
_TEMPLATE_DAY = date(2011, 1, 12)  # what the layouts print as their own article's date
# file -> title, lead, day, least characters of body
PAGES = {
    "baonghean-web-3-detail": ("a06c7ddec9b9", "b4587034acee", _TEMPLATE_DAY, 5_000),
    "baonghean-web-5-video-detail": ("38c42dd3c7d0", "b4587034acee", _TEMPLATE_DAY, 0),
    "baonghean-web-6-live": ("a06c7ddec9b9", "b4587034acee", _TEMPLATE_DAY, 500),
    "baonghean-web-7-interview": ("a06c7ddec9b9", "b4587034acee", _TEMPLATE_DAY, 700),
    "baonghean-web-8-detail-longform": ("38c42dd3c7d0", "b4587034acee", _TEMPLATE_DAY, 4_000),
    "baonhandan-d-nhandan-03-article-text": ("da388e812767", None, None, 36_000),
    "baonhandan-d-nhandan-03-article": ("d4b047e340df", "420229a7e17f", None, 11_000),
    "baonhandan-m-nhandan-03-article": ("d4b047e340df", "420229a7e17f", None, 11_000),
    "baonhandan-m-nhandan-04-longform": ("e53061643194", "3378fb6bbc29", date(2021, 3, 25), 2_800),
    "baophapluat-web-3-detail": ("a06c7ddec9b9", "b4587034acee", _TEMPLATE_DAY, 2_000),
    "baophapluat-web-4-live": ("a06c7ddec9b9", "b4587034acee", _TEMPLATE_DAY, 1_500),
    "baophapluat-web-5-interview": ("a06c7ddec9b9", "b4587034acee", _TEMPLATE_DAY, 1_000),
    "sggp-vi-web-3-detail": ("38c42dd3c7d0", "b4587034acee", _TEMPLATE_DAY, 3_900),
    "sggp-vi-web-4-meeting": ("38c42dd3c7d0", "b4587034acee", _TEMPLATE_DAY, 1_500),
    "sggp-vi-web-5-live": ("38c42dd3c7d0", "b4587034acee", _TEMPLATE_DAY, 1_300),
    "sggp-vi-web-6-longform": ("38c42dd3c7d0", "b4587034acee", _TEMPLATE_DAY, 3_500),
}


def read(folder: Path, name: str) -> Text:
    body = (folder / "newspaper-pages" / f"{name}.html").read_bytes()
    return extract(parse(body, "text/html; charset=utf-8", "https://bao.vn/bai.html"), fetched_at=FETCHED)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@pytest.mark.parametrize("name", PAGES)
def test_title_lead_date_and_body(shared_data: Path, name: str) -> None:
    title, lead, day, least = PAGES[name]
    text = read(shared_data, name)
    assert _hash(text.title) == title
    assert lead is None or _hash(text.lead) == lead
    assert (text.published.day if text.published else None) == day
    assert len(text.body) >= least
    assert text.quality is Quality.GENERIC


@pytest.mark.parametrize("name", PAGES)
def test_no_chrome_and_no_repeated_lead(shared_data: Path, name: str) -> None:
    text = read(shared_data, name)
    lines = text.body.split("\n")
    assert not [line for line in lines if line and (is_chrome(line) or opens_list(line))]
    assert not text.lead or text.lead not in text.body
    assert text.title not in lines
