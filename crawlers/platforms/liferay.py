"""Liferay portals: `/-/view_content/{id}-{slug}`, `/-/asset_publisher/{key}/content/{slug}`, `_101_…_cur=N`."""

from crawlers.entry import Entry, unique
from crawlers.page import Document
from crawlers.platforms import listing, shapes
from crawlers.platforms.paging import older
from crawlers.platforms.rows import by_selector
from domain.source import Profile, Section, Source

ITEM = ".asset-abstract"
profile = Profile(
    title=".asset-full-content-title",
    lead=".sapo",
    body=".journal-content-article",
    published=".assetPublishDate",
    drop=(
        ".asset-related-assets",
        ".taglib-ratings",
        ".asset-metadata",
        ".lfr-meta-actions",
        ".taglib-social-bookmarks",
    ),
)
_MARKS = ("portlet-boundary", "p_p_id", "lfr-", "Liferay.", "asset-abstract", "/-/asset_publisher/", "/-/view_content/")


def matches(document: Document) -> float:
    """Portlet boundaries and the theme's own parameters, which no other system writes."""
    return min(1.0, 0.25 * sum(mark in document.html for mark in _MARKS))


def entries(document: Document, source: Source, section: Section | None) -> list[Entry]:
    """The asset publisher's abstracts; on other layouts, links to articles by structure. Raises SiteChanged."""
    if section and not source.extract.item:
        abstracts = [entry for entry in unique(by_selector(document, ITEM)) if listing.allowed(entry.url, source)]
        found = [entry for entry in abstracts if is_article(entry.url)]
        if found:
            return found
    return listing.read(document, source, section, is_article, strict=True)


def next_page(document: Document, source: Source, section: Section | None) -> str | None:
    """The page whose `cur` is one more."""
    return older(document)


def is_article(url: str) -> bool:
    """Whether the address is one of this family's articles."""
    return identity(url) is not None


def identity(url: str) -> str | None:
    """The article's id, or its name within its site: sections, languages, pop-ups and widget keys are left out."""
    return shapes.liferay(shapes.take_apart(url))
