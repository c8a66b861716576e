"""A family that is known by its articles' addresses: its lists are read by structure, whatever their template."""

from collections.abc import Callable
from dataclasses import dataclass

from crawlers.entry import Entry
from crawlers.page import Document
from crawlers.platforms import listing
from crawlers.platforms.blocks import share
from crawlers.platforms.paging import older
from crawlers.platforms.shapes import Address, take_apart
from domain.source import Profile, Section, Source

NO_SELECTORS = Profile()  # the general rules read this family's articles


@dataclass(frozen=True)
class Family:
    """`shape` is the family's word for an article address, None for any other address."""

    shape: Callable[[Address], str | None]
    profile: Profile = NO_SELECTORS

    def matches(self, document: Document) -> float:
        """The share of the page's title-like links that have the family's shape."""
        return share(document, self.is_article)

    def entries(self, document: Document, source: Source, section: Section | None) -> list[Entry]:
        """The page's list, without what is no article address of the family. Raises SiteChanged."""
        return listing.read(document, source, section, self.is_article, strict=True)

    def next_page(self, document: Document, source: Source, section: Section | None) -> str | None:
        """The next, older page of the list."""
        return older(document)

    def identity(self, url: str) -> str | None:
        """What the family calls the article; None for any other address."""
        return self.shape(take_apart(url))

    def is_article(self, url: str) -> bool:
        """Whether the address is one of this family's articles."""
        return self.identity(url) is not None
