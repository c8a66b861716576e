"""A section that is an RSS or Atom feed. Bytes are read by `crawlers.feeds`; this reads one that came as a page."""

import re

from crawlers import feeds
from crawlers.entry import Entry
from crawlers.page import Document
from crawlers.platforms.listing import allowed
from domain.errors import SiteChanged
from domain.source import Profile, Section, Source

profile = Profile()


def matches(document: Document) -> float:
    """By the root element of a feed."""
    return 1.0 if re.match(r"\s*(<\?[^>]*\?>|<!--.*?-->|\s)*<(rss|feed|rdf:RDF)\b", document.html[:2000], re.S) else 0.0


def entries(document: Document, source: Source, section: Section | None) -> list[Entry]:
    """The feed's items. Raises SiteChanged when it holds none."""
    reading = feeds.read(document.html.encode("utf-8"), document.url)
    found = [entry for entry in reading.entries if allowed(entry.url, source)]
    if not found:
        raise SiteChanged(f"bản tin RSS {document.url} không có mục nào ({reading.outcome})")
    return found


def next_page(document: Document, source: Source, section: Section | None) -> str | None:
    """Feeds have no second page."""
    return None


def identity(url: str) -> str | None:
    """A feed says nothing about addresses."""
    return None
