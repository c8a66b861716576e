"""What every platform module offers."""

from typing import Protocol

from crawlers.entry import Entry
from crawlers.page import Document
from domain.source import Profile, Section, Source


class Platform(Protocol):
    """One CMS family; a module of this package is one."""

    profile: Profile  # selectors of the family's article pages

    def matches(self, document: Document) -> float:
        """How surely a page is of this family, 0..1."""

    def entries(self, document: Document, source: Source, section: Section | None) -> list[Entry]:
        """The items of a listing in the page's order. Raises SiteChanged when there is none."""

    def next_page(self, document: Document, source: Source, section: Section | None) -> str | None:
        """The canonical address of the listing's next (older) page, or None at the end."""

    def identity(self, url: str) -> str | None:
        """What makes two addresses the same article; None when it is no article address of this family."""
