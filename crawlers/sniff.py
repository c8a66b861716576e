"""What a body is, by its first bytes rather than by what the server calls it."""

import re
from typing import Final

from domain.record import Kind

HTML, XML, DOCUMENT, OTHER = "html", "xml", "document", "other"
_FEED: Final = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]", re.I)
_SITEMAP: Final = re.compile(rb"<([a-z0-9]+:)?(urlset|sitemapindex)[\s>]", re.I)
_DOCUMENT: Final = (b"%PDF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")  # pdf, old Office, rtf
_OFFICE: Final = re.compile(r"officedocument|msword|ms-excel|ms-powerpoint|opendocument|application/pdf")
_FILE: Final = re.compile(
    r"(?i)\.(jpe?g|png|gif|webp|svg|ico|bmp|tiff?|mp[34]|avi|mov|wmv|flv|wav|ogg|webm|css|js|json|woff2?|ttf|eot|"
    r"zip|rar|7z|gz|exe|apk|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|txt|ics)$"
)


def nature(body: bytes, content_type: str) -> str:
    """html, xml, document or other."""
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if head.startswith(_DOCUMENT) or (head.startswith(b"PK\x03\x04") and _OFFICE.search(content_type.lower())):
        return DOCUMENT
    if _FEED.search(head) or _SITEMAP.search(head):
        return XML
    kind = content_type.lower()
    if head.startswith(b"<?xml") and "html" not in kind and b"<html" not in head.lower():
        return XML
    if head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")) or "html" in kind:
        return HTML
    plain = kind.startswith("text/") or not kind
    return HTML if plain and b"\0" not in head[:512] else OTHER


def kind_of(body: bytes, asked: Kind) -> Kind:
    """Whether a listing's body is a page, a feed or a sitemap; what was asked where the body does not say."""
    head = body[:2048]
    if _SITEMAP.search(head):
        return Kind.SITEMAP
    if _FEED.search(head):
        return Kind.FEED
    return asked


def is_file(url: str) -> bool:
    """Whether an address names a file that holds no links."""
    return bool(_FILE.search(url.partition("?")[0].partition("#")[0]))
