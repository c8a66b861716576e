"""What surrounds the text: sections the page files the article under, and its pictures."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from crawlers.dates.stamps import following
from crawlers.extract.body import same
from crawlers.metadata import Metadata
from crawlers.page import Document
from crawlers.pictures import address_of, is_picture
from crawlers.zones import words_of, zone_of
from domain.textnorm import clean

_TRAILS = {
    word: XPath(f"//@class[contains(., '{word}')]/..")
    for word in ("rumb", "duong-dan", "duongdan", "site-path", "chuyenmuc", "chuyen-muc")
} | {"rumb": XPath("//@class[contains(., 'rumb')]/..|//@id[contains(., 'rumb')]/..")}
_TRAIL_WORDS = re.compile(r"-(?:\w*bread-?\w*|duong-?dan|site-?path|\w*chuyen-?muc)-")
_HOME = re.compile(
    r"(?:trang\s*chủ|trang\s*nhất|home|vi|en|bạn\s*đang\s*ở.*|chi\s*tiết.*|you\s*are\s*here.*|tin\s*chi\s*tiết)\W*",
    re.I,
)
_JOINTS = re.compile(r"\s*[>»›/|\\→]+\s*|\s+-\s+")
_MOST = 5
_NEAR = 120  # elements between a title and its text


def sections(document: Document, meta: Metadata, title: str) -> tuple[tuple[str, ...], str]:
    """The breadcrumb's names without the home page and the title, and where they were read."""
    names = _trail(document)
    evidence = "visible"
    if not names:
        names, evidence = [meta.first("article:section", "articlesection")], "meta"
    told = same(title)
    kept = [clean(name).strip(" \t:>»›/|-") for name in names]
    kept = [name for name in kept if name and len(name) <= 80 and not _HOME.fullmatch(name) and same(name) != told]
    unique = tuple(dict.fromkeys(kept))[:_MOST]
    return unique, evidence if unique else ""


def _trail(document: Document) -> list[str]:
    words = (word for word in _TRAILS if word in document.html)  # a look at the text first: 2 ms less on most pages
    for node in (node for word in words for node in _TRAILS[word](document.tree)):
        if not _TRAIL_WORDS.search(words_of(f"{node.get('class') or ''} {node.get('id') or ''}")):
            continue
        links = [" ".join(link.text_content().split()) for link in node.iter("a", "li", "p", "span") if not len(link)]
        names = [name for name in links if name and len(name) <= 80]
        if not names:
            names = _JOINTS.split(" ".join(node.text_content().split()))
        if 0 < len(names) <= 8:
            return names
    return []


def count_images(nodes: Iterable[HtmlElement], head: HtmlElement | None = None) -> int:
    """Pictures in these elements and between `head`, the title, and the first of them, each address once.

    Icons, buttons and pictures of lists are not counted.
    """
    nodes = list(nodes)
    seen = {address_of(image) for image in _opening(head, nodes[0])} if head is not None and nodes else set()
    for root in nodes:
        for image in root.iter("img", "amp-img"):
            if is_picture(image) and not _in_chrome(image, root):
                seen.add(address_of(image))
    return len(seen)


def _opening(head: HtmlElement, text: HtmlElement) -> Iterator[HtmlElement]:
    """The pictures after a title and before its text; none where the text holds the title or stands far from it."""
    passed: list[HtmlElement] = []
    for node in islice(following(head), _NEAR):
        if node is text:
            root = next(one for one in head.iterancestors() if one in set(text.iterancestors()))
            yield from (one for one in passed if is_picture(one) and not _in_chrome(one, root))
            return
        if node.tag in ("img", "amp-img"):
            passed.append(node)


def _in_chrome(image: HtmlElement, root: HtmlElement) -> bool:
    node = image.getparent()
    while node is not None and node is not root:
        if isinstance(node.tag, str):
            zone = zone_of(node.tag, node.get("class") or "", node.get("id") or "")
            if zone and zone != "caption":
                return True
        node = node.getparent()
    return False
