"""The article's own part of a page where it has no text: what stands around its title."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from crawlers.attachments import is_document, is_paper
from crawlers.zones import zone_of
from domain.article import Attachment

_LEVELS = 4  # elements around a title that may hold what the page shows
_STOPS = frozenset({"body", "form", "html"})
_FURNITURE = XPath("boolean(.//nav|.//footer|.//*[@role='navigation'])")
_SHOWN = XPath(".//iframe|.//embed|.//object|.//amp-iframe")
_ADDRESSES = ("src", "data", "data-src", "data-pdf", "data-file")
_VIEWER = ("url", "src", "file", "doc", "link", "path")  # parameters in which a viewer is told what to show


def place_of(title: HtmlElement) -> HtmlElement:
    """The largest element around a title that is not the page: without its menus and its foot."""
    place = title
    for _ in range(_LEVELS):
        parent = place.getparent()
        if parent is None or parent.tag in _STOPS or _FURNITURE(parent):
            break
        if zone_of(parent.tag, parent.get("class") or "", parent.get("id") or "") in ("nav", "side", "footer"):
            break
        place = parent
    return place


def shown(place: HtmlElement, base: str) -> tuple[Attachment, ...]:
    """The documents that a page shows in a frame or a viewer of its own, or by Google's or Microsoft's."""
    found: dict[str, str] = {}
    for node in _SHOWN(place):
        for address in _told(node):
            url = _resolved(address, base)
            if url:
                found.setdefault(url, (node.get("title") or "").strip())
    return tuple(Attachment(name or urlsplit(url).path.rsplit("/", 1)[-1] or url, url) for url, name in found.items())


def _told(node: HtmlElement) -> Iterator[str]:
    for name in _ADDRESSES:
        address = (node.get(name) or "").strip()
        if not address:
            continue
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        inner = [one for key, values in parse_qs(parts.query).items() if key.lower() in _VIEWER for one in values]
        papers = [one for one in inner if is_paper(one)]
        if papers:
            yield papers[0]
        elif is_paper(address):
            yield re.sub(r"#.*", "", address)


def _resolved(address: str, base: str) -> str:
    try:
        url = urljoin(base, address)
        return url if urlsplit(url).scheme in ("http", "https") and is_document(url) else ""
    except ValueError:
        return ""
