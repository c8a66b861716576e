"""The copy of a real department's site, from `source new` to the verdicts; truth is read from the raw pages by itself.

Titles: what stands in the page's own title element; dates: the words behind “Ngày đăng”; neither by our selectors.
"""

import html
import importlib.util
import re
import sqlite3
import threading
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from domain.record import Tally
from domain.settings import load
from domain.verdict import Finding, Verdict
from flows.auditing import audit_sources
from flows.house import House
from flows.scouting import scout_site
from flows.wave import crawl_sources

pytestmark = pytest.mark.real  # one crawl serves every test of the file
TODAY = "2022-08-27T09:00:00+07:00"


@dataclass(frozen=True)
class Truth:
    """What a person reads on one article's page."""

    title: str
    day: date | None


@pytest.fixture(scope="module")
def truth(shared_data: Path) -> dict[str, Truth]:
    database = sqlite3.connect(f"file:{shared_data / 'agency-site' / 'site.sqlite'}?mode=ro", uri=True)
    rows = database.execute("SELECT id, body FROM article JOIN page USING (path)").fetchall()
    database.close()
    return {number: _truth(zlib.decompress(body).decode("utf-8")) for number, body in rows}


def _truth(page: str) -> Truth:
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    said = re.search(r"Ngày đăng\s*(?:<[^>]+>\s*)*(\d{1,2})/(\d{1,2})/(\d{4})", page)
    day = date(int(said[3]), int(said[2]), int(said[1])) if said else None
    own = _plain(title[1]).rsplit(" - ", 2)[0] if title else ""  # the section and the site follow it
    return Truth(own, day)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", html.unescape(html.unescape(text))).split())


@pytest.fixture(scope="module")
def site(shared_data: Path) -> Iterator[str]:
    spec = importlib.util.spec_from_file_location("agency_site", shared_data / "agency-site" / "serve.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    server = ThreadingHTTPServer(("127.0.0.1", 0), module.Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def house(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("agency")
    settings = load(home=folder / "home", sources=folder / "sources", allow_loopback=True, min_delay=0, now=TODAY)
    opened = House(settings)
    scout_site(opened, site, "so-tttt", folder / "sources", "so-mau")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def tally(house: House) -> Tally:
    [done] = crawl_sources(house, list(house.sources.values()))
    return done


@pytest.fixture(scope="module")
def findings(house: House, tally: Tally) -> dict[str | None, Finding]:
    assert tally
    return {one.section: one for one in audit_sources(house, list(house.sources.values()))}


def number_of(url: str) -> str:
    found = re.search(r"view_content/(?:pop_up/)?(\d+)-", url)
    assert found
    return found[1]


def test_every_article_of_the_copy_is_stored_exactly_once(house: House, tally: Tally, truth: dict[str, Truth]) -> None:
    numbers = [number_of(one.article.found.url) for one in house.store.ledger.articles()]
    assert sorted(numbers) == sorted(truth)
    assert tally.stored == len(truth) and tally.outcome == "ok"
    assert set(tally.failed) == {"not_found"}  # what the copy does not hold answers 404


def test_titles_are_exact(house: House, tally: Tally, truth: dict[str, Truth]) -> None:
    assert tally
    wrong = [
        one.article.found.url for one in house.store.ledger.articles()
        if one.article.text and truth[number_of(one.article.found.url)].title != one.article.text.title
    ]
    assert len(wrong) <= len(truth) // 100


def test_dates_are_right_and_none_is_wrong(house: House, tally: Tally, truth: dict[str, Truth]) -> None:
    assert tally
    right = 0
    for one in house.store.ledger.articles():
        text, true = one.article.text, truth[number_of(one.article.found.url)]
        if text and text.published and true.day:
            assert text.published.day == true.day, one.article.found.url
            right += 1
    assert right >= 0.99 * sum(one.day is not None for one in truth.values())


def test_bodies_hold_no_chrome(house: House, tally: Tally) -> None:
    assert tally
    chrome = re.compile(r"View count|Lượt xem|In bài này|Cỡ chữ|Bản quyền thuộc|Trang chủ|Gửi cho bạn bè")
    held = [one for one in house.store.ledger.articles() if one.article.text and chrome.search(one.article.text.body)]
    assert held == []


def test_the_second_crawl_stores_and_reads_nothing(house: House, tally: Tally) -> None:
    before = {one.article.id: (one.stored_at, one.article.page) for one in house.store.ledger.articles()}
    [again] = crawl_sources(house, list(house.sources.values()))
    assert (again.found, again.stored, again.revised, again.unchanged) == (0, 0, 0, 0)
    assert again.requests <= 5
    assert {one.article.id: (one.stored_at, one.article.page) for one in house.store.ledger.articles()} == before
    assert tally.crawl != again.crawl


@pytest.mark.parametrize(("section", "verdict", "newest"), [
    (None, Verdict.UP_TO_DATE, date(2022, 8, 24)),
    ("tin-tuc-su-kien", Verdict.UP_TO_DATE, date(2022, 8, 24)),
    ("cai-cach-hanh-chinh", Verdict.SILENT, date(2022, 5, 17)),
    ("phong-chong-tham-nhung-va-thuc-hanh-tiet-kiem-chong-lang-phi", Verdict.SILENT, date(2018, 6, 14)),
    ("pho-bien-giao-duc-phap-luat", Verdict.SILENT, date(2016, 3, 23)),
])
def test_the_verdict_of_each_section(
    findings: dict[str | None, Finding], section: str | None, verdict: Verdict, newest: date
) -> None:
    assert (findings[section].verdict, findings[section].newest) == (verdict, newest)
    assert findings[section].evidence and findings[section].fetched
