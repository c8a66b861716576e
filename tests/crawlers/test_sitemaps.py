"""Sitemaps: addresses, the parts of an index, news dates; nothing that swells or reaches out."""

import gzip

import pytest

from crawlers.sitemaps import read
from domain.dated import Confidence

URL = "https://bao.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACE}>{inside}</urlset>'.encode()


def test_addresses_once_and_lastmod_as_a_weak_claim() -> None:
    reading = read(
        urlset(
            "<url><loc>\n/a?utm_source=x </loc><lastmod>2023-08-22T01:00:00Z</lastmod></url>"
            "<url><loc>https://bao.example/a</loc></url><url><loc>mailto:a@b</loc></url>"
        ),
        URL,
    )
    assert [entry.url for entry in reading.entries] == ["https://bao.example/a"]
    published = reading.entries[0].published
    assert published and (published.evidence, published.confidence) == ("sitemap", Confidence.LOW)


def test_a_lastmod_that_is_not_iso_is_day_first() -> None:
    published = read(urlset("<url><loc>/a</loc><lastmod>05/08/2023 09:00</lastmod></url>"), URL).entries[0].published
    assert published and str(published.day) == "2023-08-05"


def test_a_news_sitemap_says_when_it_was_published() -> None:
    news = (
        "<url><loc>/a</loc><lastmod>2023-08-27</lastmod><n:news xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<n:publication_date>2023-08-22T23:30:00+07:00</n:publication_date><n:title>Khai hội</n:title></n:news>"
        "<i:image xmlns:i='urn:i'><i:loc>/anh.jpg</i:loc><i:title>Ảnh</i:title></i:image></url>"
    )
    entry = read(urlset(news), URL).entries[0]
    assert (entry.title, str(entry.published and entry.published.day)) == ("Khai hội", "2023-08-22")
    assert entry.published and entry.published.confidence is Confidence.HIGH


def test_an_index_names_its_parts_newest_first() -> None:
    index = (
        f"<sitemapindex {SPACE}><sitemap><loc>/cu.xml</loc><lastmod>2021-01-01</lastmod></sitemap>"
        "<sitemap><loc>/moi.xml</loc><lastmod>2023-08-01</lastmod></sitemap><sitemap><loc>/khong-ngay.xml</loc></sitemap></sitemapindex>"
    )
    reading = read(index.encode(), URL)
    assert [child.rsplit("/", 1)[1] for child in reading.children] == ["moi.xml", "cu.xml", "khong-ngay.xml"]
    assert (reading.entries, reading.outcome) == ((), "ok")


def test_plain_text_and_gzip() -> None:
    text = b"\xef\xbb\xbfhttps://bao.example/a\r\nhttps://bao.example/b\n"
    assert len(read(text, URL).entries) == 2
    assert len(read(gzip.compress(urlset("<url><loc>/a</loc></url>")), URL).entries) == 1


def test_a_cut_sitemap_gives_what_is_readable_and_says_so() -> None:
    reading = read(urlset("<url><loc>/a</loc></url><url><loc>/b</loc></url>")[:-25], URL)
    assert reading.entries and reading.outcome == "malformed"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (gzip.compress(b"<urlset>" + b" " * 80_000_000), "bomb"),
        (b'<!DOCTYPE u [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>', "bomb"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "wrong_type"),
        (b"\x1f\x8bhong", "wrong_type"),
        (b"", "wrong_type"),
        (b"<rss><channel/></rss>", "wrong_type"),
    ],
)
def test_what_is_refused(body: bytes, outcome: str) -> None:
    reading = read(body, URL)
    assert (reading.entries, reading.children, reading.outcome) == ((), (), outcome)


def test_an_empty_sitemap_is_sound() -> None:
    assert read(urlset(""), URL).outcome == "ok"
