"""A department's articles read with no profile: titles and dates against a plain look at the source, texts against
those that a profile gives. (What the site's own profile gives of every article: test_agency_site.)"""

import html
import re
import sqlite3
import unicodedata
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawlers.chrome import is_chrome, opens_list
from crawlers.extract import extract
from crawlers.extract.generic import shared
from crawlers.page import parse
from domain.article import Text
from domain.source import Profile
from domain.textnorm import clean

pytestmark = pytest.mark.real

FETCHED = datetime(2026, 11, 22, tzinfo=UTC)
FAMILY = Profile(
    title=".asset-full-content-title", published=".assetPublishDate", lead=".sapo", body=".journal-content-article"
)
_TITLE = re.compile(r'<div class="asset-full-content-title">(.*?)</div>', re.S)
_DATE = re.compile(r"assetPublishDate[^>]*>\D*(\d\d?)/(\d\d?)/(\d{4})")


@pytest.fixture(scope="module", params=[4, pytest.param(1, marks=pytest.mark.torture)])
def pages(shared_data: Path, request: pytest.FixtureRequest) -> list[tuple[str, bytes]]:
    """Every fourth article; in the long form every one."""
    place = shared_data / "agency-site" / "site.sqlite"
    with sqlite3.connect(f"file:{place}?mode=ro", uri=True) as base:
        rows = base.execute("SELECT path, body FROM page JOIN article USING (path) ORDER BY path").fetchall()
        return [(path, zlib.decompress(body)) for path, body in rows[:: request.param]]


def read(page: tuple[str, bytes], family: Profile | None = None) -> Text:
    path, body = page
    document = parse(body, "text/html; charset=utf-8", f"https://so.vi.du/{path}")
    return extract(document, fetched_at=FETCHED, family=family)


@pytest.fixture(scope="module")
def texts(pages: list[tuple[str, bytes]]) -> list[Text]:
    """Every page without a profile."""
    return [read(page) for page in pages]


def _title(source: str) -> str:
    found = _TITLE.search(source)
    text = html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""
    return clean(" ".join(unicodedata.normalize("NFC", text).split()))


def _day(source: str) -> date | None:
    found = _DATE.search(source)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None


def test_titles_and_dates(pages: list[tuple[str, bytes]], texts: list[Text]) -> None:
    sources = [body.decode("utf-8", "replace") for _, body in pages]
    told = list(zip(sources, texts, strict=True))
    titles = sum(text.title == _title(source) for source, text in told)
    wrong = [text.title for source, text in told if text.published and text.published.day != _day(source)]
    dated = [text.published is not None for source, text in told if _day(source)]
    assert titles >= 0.99 * len(texts)
    assert not wrong
    assert sum(dated) >= 0.99 * len(dated)


def test_bodies_without_a_profile_equal_those_with_one(pages: list[tuple[str, bytes]], texts: list[Text]) -> None:
    alike = [
        shared(f"{one.lead} {one.body}", f"{two.lead} {two.body}")
        for one, page in zip(texts[::2], pages[::2], strict=True)
        if len((two := read(page, FAMILY)).body) > 100
    ]
    assert sum(alike) / len(alike) >= 0.99
    assert min(alike) >= 0.8


def test_bodies_hold_no_chrome(texts: list[Text]) -> None:
    for text in texts:
        lines = text.body.split("\n")
        assert not [line for line in lines[1:] if line and (is_chrome(line) or opens_list(line))]
        assert not text.lead or text.lead not in lines
        assert "View count" not in text.body
