"""Every in-site link of a page and what it leads to: the walk that reaches each article once.

    classify(document, source) -> list[Link]    one a canonical address, in the page's order
    Link(url, kind, text, identity)    kind: article | listing | document | other
    may_be_article(url, learned) -> bool    of an address that is no sure article's: whether its page is to be asked

A site of a known family names its articles in their addresses and nothing else is one. For any other, an article is
what some family's shape says, unless only menus name it, and what stands in a list of the page with its date or
summary. What merely looks as the site's other articles do may be a page about the agency: it is walked to, and its own
page decides. `learned = learn([e.url for e in entries], pages=menu_urls, known=learned)` grows from page to page.
Two listings of the same `identity` (language twins) need one visit.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.page import Document
from crawlers.platforms import REGISTRY, identity, shapes
from crawlers.platforms.anchors import base_of, title_of
from crawlers.platforms.blocks import around_of
from crawlers.platforms.learned import Shapes, learn
from crawlers.platforms.listing import allowed
from crawlers.platforms.lists import accepted
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


class LinkKind(StrEnum):
    """What a link leads to."""

    ARTICLE = "article"
    LISTING = "listing"  # section, hub, paging
    DOCUMENT = "document"
    OTHER = "other"  # actions, media, traps, what the source skips


@dataclass(frozen=True)
class Link:
    """One in-site address, its best wording on this page, and what two addresses of the same page share."""

    url: str
    kind: LinkKind
    text: str
    identity: str


def classify(document: Document, source: Source) -> list[Link]:
    """The in-site links of a page, each canonical address once."""
    texts: dict[str, str] = {}
    in_menu: dict[str, bool] = {}
    around = around_of(document)
    for anchor, url in _links(document, source):
        text = title_of(anchor).text
        texts[url] = max(texts.get(url, ""), text, key=len)
        in_menu[url] = in_menu.get(url, True) and around(anchor) == 2
    own = REGISTRY[source.platform].identity if source.platform in ("liferay", "item", "mvc", "yyyymm") else None
    listed = frozenset() if own else _listed(document)
    texts.update((url, texts.get(url, "")) for url in onward(document))
    found = []
    for url, text in texts.items():
        kind = _plain_kind(url, source)
        if kind is LinkKind.LISTING:
            if own:
                kind = LinkKind.ARTICLE if own(url) else kind
            elif _reads_as_article(url, source, listed, in_menu.get(url, False)):
                kind = LinkKind.ARTICLE
        found.append(Link(url, kind, text, identity(url)))
    return found


def _links(document: Document, source: Source) -> list[tuple[HtmlElement, str]]:
    base = base_of(document)
    found = []
    for anchor in document.tree.iter("a", "area"):
        href = (anchor.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")) and not _TWIN.search(href):
            url = canonical(href, base)
            if url and (same_site(url, document.url) or same_site(url, source.url)):
                found.append((anchor, url))
    return found


def onward(document: Document) -> list[str]:
    """In-site pages that a page shows or jumps to without a link: frames and `http-equiv="refresh"`."""
    base = base_of(document)
    told = [frame.get("src") or "" for frame in document.tree.iter("frame", "iframe")]
    for meta in document.tree.iter("meta"):
        jump = _REFRESH.match(meta.get("content") or "")
        if (meta.get("http-equiv") or "").lower() == "refresh" and jump:
            told.append(jump[1])
    urls = [canonical(one.strip(), base) for one in told if one.strip()]
    here = canonical(document.url)
    return list(dict.fromkeys(url for url in urls if url and url != here and same_site(url, document.url)))


def may_be_article(url: str, learned: Shapes) -> bool:
    """Whether an address that is no sure article's looks like one: as the site's lists taught, or by a long name."""
    return learned.is_article(url) or shapes.words_in(shapes.take_apart(url).slug) >= 6


def _listed(document: Document) -> frozenset[str]:
    """What the page lists with a date or a summary: titles alone may be a list of offices."""
    return frozenset(
        row.item.url
        for rows in accepted(document, shapes.is_article)
        for row in rows
        if row.published is not None or row.summary
    )


def _plain_kind(url: str, source: Source) -> LinkKind:
    """What the address alone decides; LISTING where nothing speaks against asking for it."""
    path = urlsplit(url).path
    if _DOCUMENT.search(path):
        return LinkKind.DOCUMENT
    if _MEDIA.search(path) or is_trap(url) or any(re.search(pattern, url) for pattern in source.skip):
        return LinkKind.OTHER
    if shapes.is_article(url):
        return LinkKind.LISTING
    return LinkKind.OTHER if _ACTION.search(url) else LinkKind.LISTING


def _reads_as_article(url: str, source: Source, listed: frozenset[str], menu: bool) -> bool:
    if source.article is not None:
        return allowed(url, source)
    if menu:
        return False
    return shapes.is_article(url) or (url in listed and not is_paging(url))
