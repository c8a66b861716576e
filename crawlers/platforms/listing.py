"""The family of no family: the article list of an unknown page, found by its structure."""

import re
from urllib.parse import urlsplit

from crawlers.entry import Entry, unique
from crawlers.page import Document
from crawlers.platforms import shapes
from crawlers.platforms.anchors import is_paper, links
from crawlers.platforms.blocks import Known
from crawlers.platforms.lists import accepted, newest_boxes, own_lists
from crawlers.platforms.paging import older
from crawlers.platforms.rows import Row, by_selector
from domain.errors import SiteChanged
from domain.source import Profile, Section, Source

profile = Profile()


def matches(document: Document) -> float:
    """Any page with a list may be read this way, so it never outbids a family that knows its pages."""
    return 0.3 if accepted(document, shapes.is_article) else 0.0


def entries(document: Document, source: Source, section: Section | None) -> list[Entry]:
    """The page's articles: on a section page those of its own column, on any other all of them."""
    return read(document, source, section, shapes.is_article)


def next_page(document: Document, source: Source, section: Section | None) -> str | None:
    """The next, older page of the list."""
    return older(document)


def identity(url: str) -> str | None:
    """Shapes that many systems share: parameters such as `NewsId`, dated paths, slug and number."""
    address = shapes.take_apart(url)
    return shapes.by_parameter(address) or shapes.by_path(address)


def read(
    document: Document, source: Source, section: Section | None, known: Known, strict: bool = False
) -> list[Entry]:
    """Entries by the source's own selector where it has one, else by structure. Raises SiteChanged.

    `strict` keeps only addresses that are `known`: in a family that names its articles, nothing else is one.
    """
    if source.extract.item:
        found = by_selector(document, source.extract.item)
    else:
        found = _with_papers(document, section, known, strict)
    found = [one for one in unique(found) if is_paper(one.url) or allowed(one.url, source)]
    found = [one for one in found if not strict or known(one.url) or is_paper(one.url)]
    if not found:
        raise SiteChanged(f"không thấy danh sách tin ở {document.url}")
    return found


def _with_papers(document: Document, section: Section | None, known: Known, strict: bool) -> list[Entry]:
    """A page's entries; on a section page with those that are document files, where they stand in the same list."""
    plain = _chosen(document, section, known, strict, papers=False)
    if section is None or not any(is_paper(url) for _, url in links(document, papers=True)):
        return plain
    mixed = _chosen(document, section, known, strict, papers=True)
    whole = {one.url for one in plain} <= {one.url for one in mixed}
    return mixed if whole and sum(map(_dated, mixed)) >= sum(map(_dated, plain)) else plain


def _chosen(document: Document, section: Section | None, known: Known, strict: bool, papers: bool) -> list[Entry]:
    lists = accepted(document, known, papers)
    kept = [[row for row in one if row.item.known or not strict or is_paper(row.item.url)] for one in lists]
    chosen = own_lists([one for one in kept if one]) if section else [one for one in kept if one]
    apart = newest_boxes(chosen, section.name) if section else []
    return unique(_entry(row, one in apart) for one in chosen for row in one)


def _dated(entry: Entry) -> bool:
    return entry.published is not None


def allowed(url: str, source: Source) -> bool:
    """Whether the source's own patterns let an address count as an article."""
    parts = urlsplit(url)
    text = parts.path + (f"?{parts.query}" if parts.query else "")
    if any(re.search(pattern, text) for pattern in source.skip):
        return False
    return source.article is None or re.search(source.article, text) is not None


def _entry(row: Row, apart: bool) -> Entry:
    return Entry(row.item.url, row.title, row.published, row.summary, apart)
