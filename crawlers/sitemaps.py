"""Sitemaps, from bytes to addresses: urlset, index, news sitemaps, plain text, gzip within measure.

    read(body, url) -> SitemapReading(entries, children, outcome, detail)
        outcome: ok | malformed (with what was readable) | wrong_type | bomb | too_large
        children: further sitemaps that an index names, newest `lastmod` first

An entry's date is the news sitemap's publication date; else `lastmod`, which a template change moves as well and which
therefore has LOW confidence: it is no proof that somebody published.
"""

import io
import re
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml import etree

from crawlers.entry import Entry, unique
from crawlers.feeds import feed_date, is_bomb
from domain.dated import Confidence, Dated
from domain.identity import canonical
from domain.textnorm import clean

_MAX_BYTES, _MAX_RATIO = 60_000_000, 200  # the protocol allows 50 MB; real sitemaps compress 10 to 40 times
_MAX_ADDRESSES = 60_000  # the protocol allows 50,000


@dataclass(frozen=True)
class SitemapReading:
    """What a sitemap gave and how the reading ended."""

    entries: tuple[Entry, ...] = ()
    children: tuple[str, ...] = ()
    outcome: str = "ok"
    detail: str = ""


def read(body: bytes, url: str) -> SitemapReading:
    """The addresses of a sitemap, or the sitemaps of an index. Never asks the network and never raises."""
    plain = inflate(body)
    if plain is None:
        return SitemapReading(outcome="bomb", detail=f"{len(body)} byte phình to bất thường")
    if len(plain) > _MAX_BYTES:
        return SitemapReading(outcome="too_large", detail=f"{len(plain)} byte")
    if is_bomb(plain):
        return SitemapReading(outcome="bomb", detail="thực thể XML phình to")
    start = plain.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(b"http"):
        return _text(plain, url)
    if not start.startswith(b"<") or re.match(rb"<(!doctype )?html", start):
        return SitemapReading(outcome="wrong_type", detail="không phải sơ đồ trang")
    return _xml(plain, url)


def inflate(body: bytes) -> bytes | None:
    """The body without its gzip layer; None when it would grow beyond measure."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    limit = min(_MAX_BYTES, max(len(body) * _MAX_RATIO, 1_000_000))
    engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = engine.decompress(body, limit + 1)
    except zlib.error:
        return b""
    return plain if len(plain) <= limit else None


def _text(plain: bytes, url: str) -> SitemapReading:
    lines = plain.decode("utf-8", "replace").split()[:_MAX_ADDRESSES]
    entries = unique(Entry(address, "") for line in lines if (address := canonical(line, url)))
    return SitemapReading(tuple(entries))


def _xml(plain: bytes, url: str) -> SitemapReading:
    entries: list[Entry] = []
    children: list[tuple[str, Dated | None]] = []
    broken, seen = "", ""
    try:
        events = etree.iterparse(
            io.BytesIO(plain),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=True,
        )
        for _, element in events:
            name = _name(element)
            if name == "url" and (entry := _entry(element, url)):
                entries.append(entry)
            elif name == "sitemap" and (address := canonical(_field(element, "loc"), url)):
                children.append((address, feed_date(_field(element, "lastmod"))))
            seen = name
            if name in ("url", "sitemap"):
                element.clear()
            if len(entries) >= _MAX_ADDRESSES:
                break
        if events.error_log:
            broken = str(events.error_log[0].message)[:200]
    except etree.XMLSyntaxError as error:
        broken = str(error)[:200]
    return _ended(entries, children, broken, seen)


def _ended(entries: list[Entry], children: list[tuple[str, Dated | None]], broken: str, last: str) -> SitemapReading:
    undated = datetime.min.replace(tzinfo=UTC)
    newest = sorted(children, key=lambda child: child[1].earliest if child[1] else undated, reverse=True)
    found, further = tuple(unique(entries)), tuple(dict.fromkeys(address for address, _ in newest))
    if not found and not further and last not in ("urlset", "sitemapindex"):
        return SitemapReading(
            outcome="malformed" if broken else "wrong_type", detail=broken or "không phải sơ đồ trang"
        )
    return SitemapReading(found, further, "malformed" if broken else "ok", broken)


def _entry(element: etree._Element, url: str) -> Entry | None:
    address = canonical(_field(element, "loc"), url)
    if not address:
        return None
    news = next((child for child in element if _name(child) == "news"), None)
    published = _as_sitemap(feed_date(_field(news, "publication_date")))
    changed = _as_sitemap(feed_date(_field(element, "lastmod")))
    late = replace(changed, confidence=Confidence.LOW) if changed else None
    return Entry(address, " ".join(clean(_field(news, "title")).split()), published or late)


def _as_sitemap(date: Dated | None) -> Dated | None:
    return replace(date, evidence="sitemap") if date else None


def _field(element: etree._Element | None, name: str) -> str:
    """The text of the first child of that name, whatever its namespace; empty without one."""
    children = [] if element is None else element
    return next(((part.text or "").strip() for part in children if _name(part) == name), "")


def _name(element: etree._Element) -> str:
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""
