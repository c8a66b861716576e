"""Every in-site link of a page and what it leads to: the walk that reaches each article once.

    classify(document, source) -> list[Link]    one a canonical address, in the page's order
    Link(url, kind, identity, anchors)    kind: article | listing | document | other
    may_be_article(url, learned) -> bool    of an address that is no sure article's: whether its page is to be asked

A site of a known family names its articles in their addresses and nothing else is one. For any other, an article is
what some family's shape says, unless only menus name it, and what stands in a list of the page with its date or
summary. What merely looks as the site's other articles do may be a page about the agency: it is walked to, and its own
page decides. `learned = learn([e.url for e in entries], pages=menu_urls, known=learned)` grows from page to page.
Two listings of the same `identity` (language twins) need one visit.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.page import Document
from crawlers.platforms import REGISTRY, identity, shapes
from crawlers.platforms.anchors import resolver, title_of, titles_of
from crawlers.platforms.blocks import around_of, may_be_titled
from crawlers.platforms.learned import Shapes, learn
from crawlers.platforms.listing import allowed
from crawlers.platforms.lists import told_of
from crawlers.platforms.paging import is_paging
from domain.identity import canonical, is_trap, same_site
from domain.source import Source

__all__ = ["Link", "LinkKind", "Shapes", "classify", "learn"]

_DOCUMENT = re.compile(
    r"(?i)\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|zip|rar|7z)$|/documents/\d+/|/(download|getfile|taifile)\b"
)
_MEDIA = re.compile(
    r"(?i)\.(jpe?g|png|gif|webp|svg|ico|bmp|mp[34]|avi|wmv|flv|css|js|json|woff2?|ttf|xml|rss|atom|ics)$|/rss(/|$)"
)
_ACTION = re.compile(
    r"(?i)/(login|logout|signup|dang-?nhap|dang-?xuat|dang-?ky|signin|register|search|tim-?kiem|print|in-?bai|savefile|rss|feed|"
    r"wp-admin|wp-login|admin|gio-hang|cart|lien-he|contact|captcha|share|sitemap|_layouts|cdn-cgi|api|ajax)(/|\.|$)|"
    r"[?&](q|s|search|keyword|tu-?khoa|replytocom|p_p_lifecycle)=|"
    r"[?&](action|do|act|task)=(?!\w*(detail|view|chi-?tiet|xem|show|read|list|news|tin))"
)
_TWIN = re.compile(r"(?i)[?&](replytocom=|tmpl=component|print=(1|true|yes)\b|share=)")  # a page with a link of its own
_REFRESH = re.compile(r"(?i)^\s*\d+\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s]+)")
_BARE = 4_000  # characters of a page that only jumps elsewhere
_LEAP = re.compile(
    r"\blocation(?:\.href)?\s*=\s*[\"']([^\"'\s]+)[\"']|\blocation\.(?:replace|assign)\(\s*[\"']([^\"'\s]+)[\"']"
)


class LinkKind(StrEnum):
    """What a link leads to."""

    ARTICLE = "article"
    LISTING = "listing"  # section, hub, paging
    DOCUMENT = "document"
    OTHER = "other"  # actions, media, traps, what the source skips


@dataclass(frozen=True)
class Link:
    """One in-site address, where it stands on the page, and what two addresses of the same page share."""

    url: str
    kind: LinkKind
    identity: str
    anchors: tuple[HtmlElement, ...] = ()  # none for a frame or a jump

    @property
    def text(self) -> str:
        """The longest wording that the page has for it."""
        return max((title_of(anchor).text for anchor in self.anchors), key=len, default="")


def classify(document: Document, source: Source, settled: Callable[[str], bool] | None = None) -> list[Link]:
    """The in-site links of a page, each canonical address once, without those that are `settled`."""
    places: dict[str, list[HtmlElement]] = {}
    for anchor, url in _links(document, source):
        places.setdefault(url, []).append(anchor)
    for url in onward(document):
        places.setdefault(url, [])
    wanted = {url: tuple(anchors) for url, anchors in places.items() if settled is None or not settled(url)}
    kinds = {url: _plain_kind(url, source) for url in wanted}
    open_ones = {url: wanted[url] for url, kind in kinds.items() if kind is LinkKind.LISTING}
    articles = _articles(document, source, open_ones)
    return [
        Link(url, LinkKind.ARTICLE if url in articles else kind, identity(url), wanted[url])
        for url, kind in kinds.items()
    ]


def _articles(document: Document, source: Source, places: Mapping[str, Sequence[HtmlElement]]) -> Collection[str]:
    """Which of some addresses are articles'; the page's lists are only looked at where an address leaves it open."""
    if source.platform in ("liferay", "item", "mvc", "yyyymm"):
        own = REGISTRY[source.platform].identity
        return {url for url in places if own(url)}
    if source.article is not None:
        return {url for url in places if allowed(url, source)}
    around, titles = around_of(document), titles_of(document)
    shown = {url: anchors for url, anchors in places.items() if not anchors or any(around(one) < 2 for one in anchors)}
    sure = {url for url in shown if shapes.is_article(url)}
    maybe = {
        url
        for url, anchors in shown.items()
        if url not in sure and not is_paging(url) and any(may_be_titled(titles(anchor)) for anchor in anchors)
    }
    return sure | told_of(document, shapes.is_article, maybe) if maybe else sure


def _links(document: Document, source: Source) -> list[tuple[HtmlElement, str]]:
    resolve = resolver(document)
    found = []
    for anchor in document.tree.iter("a", "area"):
        href = (anchor.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")) and not _TWIN.search(href):
            url = resolve(href)
            if url and (same_site(url, document.url) or same_site(url, source.url)):
                found.append((anchor, url))
    return found


def onward(document: Document) -> list[str]:
    """In-site pages that a page shows or jumps to without a link: frames, `http-equiv="refresh"`, and on a page of
    nothing else `location.href = "/trang-chu"`."""
    resolve = resolver(document)
    told = [frame.get("src") or "" for frame in document.tree.iter("frame", "iframe")]
    for meta in document.tree.iter("meta"):
        jump = _REFRESH.match(meta.get("content") or "")
        if (meta.get("http-equiv") or "").lower() == "refresh" and jump:
            told.append(jump[1])
    if len(document.html) < _BARE:
        told += [one or two for one, two in _LEAP.findall(document.html)[:2]]
    urls = [resolve(one.strip()) for one in told if one.strip()]
    here = canonical(document.url)
    return list(dict.fromkeys(url for url in urls if url and url != here and same_site(url, document.url)))


def may_be_article(url: str, learned: Shapes) -> bool:
    """Whether an address that is no sure article's looks like one: as the site's lists taught, or by a long name."""
    return learned.is_article(url) or shapes.words_in(shapes.take_apart(url).slug) >= 6


def _plain_kind(url: str, source: Source) -> LinkKind:
    """What the address alone decides; LISTING where nothing speaks against asking for it."""
    kind = _kind_of(url)
    skipped = kind is LinkKind.LISTING and any(re.search(pattern, url) for pattern in source.skip)
    return LinkKind.OTHER if skipped else kind


@lru_cache(maxsize=8192)  # a site's menu stands on each of its pages
def _kind_of(url: str) -> LinkKind:
    path = urlsplit(url).path
    if _DOCUMENT.search(path):
        return LinkKind.DOCUMENT
    if _MEDIA.search(path) or is_trap(url):
        return LinkKind.OTHER
    if shapes.is_article(url):
        return LinkKind.LISTING
    return LinkKind.OTHER if _ACTION.search(url) else LinkKind.LISTING
