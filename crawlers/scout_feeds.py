"""Feeds and sitemaps that a site names, and the few paths where Vietnamese sites keep them unnamed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from crawlers import feeds, sitemaps
from crawlers.page import Document
from crawlers.scout_ask import Asker
from domain.identity import canonical, same_site

WELL_KNOWN = (
    "rss/home.rss",
    "rss/trang-chu.rss",
)  # seen on several newspapers; further guesses are not worth a request
_FEED = re.compile(r"(?i)(\.rss|/rss/?|/feed/?|\.atom|rss\.xml|feed\.xml)($|\?)")
_NO_FEED = re.compile(r"(?i)comments?/feed|/rss/?$|/rss\.(html?|aspx)$")


@dataclass(frozen=True)
class FeedSeen:
    """A feed that reads and names articles of this site."""

    url: str
    title: str
    items: int
    dated: int


def feeds_of(home: Document, robots: str, ask: Asker, *, guess: bool) -> list[FeedSeen]:
    """At most two feeds: those the page links to, else (where `guess`) a few well-known paths."""
    named = list(dict.fromkeys((*_linked(home), *_in_robots(robots, home.url))))[:3]
    tries = named or ([urljoin(home.url, "/" + path) for path in WELL_KNOWN] if guess else [])
    found = []
    for url in tries:
        look = ask.raw(url)
        if look.outcome != "ok":
            continue
        reading = feeds.read(look.body, look.url)
        own = [entry for entry in reading.entries if same_site(entry.url, home.url)]
        if own:
            found.append(
                FeedSeen(canonical(look.url), reading.title, len(own), sum(e.published is not None for e in own))
            )
    return found[:2]


def sitemaps_of(home: Document, robots: str, ask: Asker) -> tuple[str, ...]:
    """The sitemaps that robots.txt names, else `/sitemap.xml` where it reads."""
    named = re.findall(r"(?im)^\s*sitemap\s*:\s*(\S+)", robots)
    urls = [url for one in named if (url := canonical(one, home.url)) and same_site(url, home.url)]
    url = (urls or [urljoin(home.url, "/sitemap.xml")])[0]
    look = ask.raw(url)
    if look.outcome != "ok":
        return ()
    reading = sitemaps.read(look.body, look.url)
    return (
        tuple(urls) or (url,)
        if reading.outcome in ("ok", "malformed") and (reading.entries or reading.children)
        else ()
    )


def _linked(home: Document) -> Iterator[str]:
    for link in home.tree.iter("link"):
        kind = (link.get("type") or "").lower()
        href = link.get("href") or ""
        offers = ("rss" in kind or "atom" in kind) and not re.search(r"comments?/feed", href)
        if offers and (url := canonical(href, home.url)):
            yield url
    for anchor in home.tree.iter("a"):
        href = anchor.get("href") or ""
        url = canonical(href, home.url) if _FEED.search(href) and not _NO_FEED.search(href) else ""
        if url and same_site(url, home.url):
            yield url


def _in_robots(robots: str, base: str) -> Iterator[str]:
    for path in re.findall(r"(?im)^\s*(?:allow|sitemap)\s*:\s*(\S+)", robots):
        if _FEED.search(path) and (url := canonical(path, base)):
            yield url
