"""The one thing that a listing, a feed and a sitemap give alike: an entry."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.dated import Dated


@dataclass(frozen=True)
class Entry:
    """One article that a listing, feed or sitemap offers; its date stands in that item's own block.

    `apart`: on a section's page, under a heading of the site's newest and outside of the section's own list.
    """

    url: str  # canonical
    title: str  # empty where a sitemap gives none
    published: Dated | None = None
    summary: str = ""
    apart: bool = False


def unique(entries: Iterable[Entry]) -> list[Entry]:
    """Each address once, in order; what a later mention adds (a title, a date, a summary) is kept."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.get(entry.url)
        seen[entry.url] = (
            entry
            if first is None
            else Entry(
                entry.url,
                first.title or entry.title,
                first.published or entry.published,
                first.summary or entry.summary,
                first.apart and entry.apart,
            )
        )
    return list(seen.values())
