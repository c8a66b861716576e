"""A section that is an XML sitemap. Bytes are read by `crawlers.sitemaps`; this reads one that came as a page."""

import re

from crawlers import sitemaps
from crawlers.entry import Entry
from crawlers.page import Document
from crawlers.platforms.listing import allowed
from domain.errors import SiteChanged
from domain.source import Profile, Section, Source

profile = Profile()


def matches(document: Document) -> float:
    """By the root element of a sitemap."""
    return (
        1.0 if re.match(r"\s*(<\?[^>]*\?>|<!--.*?-->|\s)*<(urlset|sitemapindex)\b", document.html[:2000], re.S) else 0.0
    )


def entries(document: Document, source: Source, section: Section | None) -> list[Entry]:
    """The sitemap's addresses. Raises SiteChanged when it holds none."""
    reading = sitemaps.read(document.html.encode("utf-8"), document.url)
    found = [entry for entry in reading.entries if allowed(entry.url, source)]
    if not found:
        raise SiteChanged(f"sơ đồ trang {document.url} không có mục nào ({reading.outcome})")
    return found


def next_page(document: Document, source: Source, section: Section | None) -> str | None:
    """Its index names its parts; it has no next page."""
    return None


def identity(url: str) -> str | None:
    """A sitemap says nothing about addresses."""
    return None
