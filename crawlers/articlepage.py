"""What a page says of itself where neither its address nor a list tells whether it is an article."""

from datetime import datetime
from typing import Final

from crawlers import platforms
from crawlers.extract import extract
from crawlers.page import Document
from domain.dated import Confidence
from domain.errors import CrawlError
from domain.source import Source

_TEXT: Final = 200  # characters of text that make a page an article's (proposal)
_SEVERAL: Final = 3  # dated summaries that make it a list


def is_article_page(document: Document, source: Source, at: datetime) -> bool:
    """Whether a page that no list vouches for is an article: a text with its own date, and no list of others."""
    text = extract(document, fetched_at=at, source=source, family=platforms.profile_of(source))
    dated = text.published is not None and text.published.confidence is not Confidence.LOW
    if not dated or len(text.body) < _TEXT:
        return False
    try:
        rows = platforms.entries(document, source)
    except CrawlError:
        return True
    return sum(row.published is not None and bool(row.summary) for row in rows) < _SEVERAL
