"""What a page says about itself to machines: JSON-LD, meta elements, the canonical link."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from crawlers.page import Document

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|VideoObject|LiveBlogPosting|Interview|Review|WebPage)$")
_BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d|tr)\s*>", re.I)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",\s*([}\]])")
_FIELD = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"(.{4,400}?)"\s*(?=[,}\n])')
_TITLED = XPath("boolean(.//h1|.//*[contains(@itemprop,'headline')])")
_LIMIT = 400_000  # characters of one JSON-LD block
_DEPTH = 6


@dataclass(frozen=True)
class Metadata:
    """`meta` maps lower-case property, name or itemprop to its first content; `objects` are JSON-LD articles."""

    meta: Mapping[str, str]
    objects: tuple[Mapping[str, Any], ...]
    canonical: str | None
    title: str  # of <title>
    base: str = field(default="")  # what relative addresses start from
    tree: HtmlElement | None = field(default=None, compare=False)

    @cached_property
    def article(self) -> Mapping[str, Any]:
        """The JSON-LD object of the page's own article, or an empty mapping."""
        real = [one for one in self.objects if not str(_kind(one)).endswith("WebPage")]
        headed = [one for one in real if text_of(one.get("headline") or one.get("name"))[:20] in self.title]
        pool = headed or (real if len(real) == 1 and self._speaks_of(real[0]) else [])
        return pool[0] if pool else MappingProxyType({})

    def _speaks_of(self, told: Mapping[str, Any]) -> bool:
        """Whether an object whose headline is not <title>'s is the page's own: one of its headings has the words."""
        headline = _words(text_of(told.get("headline") or told.get("name")))
        if not headline or self.tree is None:
            return True
        heads = [_words(node.text_content()) for node in self.tree.iter("h1", "h2", "h3")]
        heads += [_words(text) for text in (self.title, self.first("og:title")) if text]
        return len(heads) <= 1 or any(_alike(headline, one) for one in heads if one)

    def first(self, *names: str) -> str:
        """The first of these meta values that is not empty."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")


def read_metadata(document: Document) -> Metadata:
    """Everything of it in one pass over the elements concerned. Broken JSON-LD is passed over."""
    meta: dict[str, str] = {}
    titled: dict[HtmlElement, bool] = {}
    canonical, title, base = None, "", document.url
    for node in document.tree.iter("meta", "link", "title", "base"):
        if node.tag == "meta":
            name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
            content = (node.get("content") or "").strip()
            if name and content and name not in meta and not _is_of_another(node, titled):
                meta.setdefault(name, content)
        elif node.tag == "link":
            if canonical is None and "canonical" in (node.get("rel") or "").lower().split():
                canonical = node.get("href")
        elif node.tag == "base":
            base = urljoin(document.url, node.get("href") or "")
        elif not title and not _in_svg(node):
            title = " ".join(node.text_content().split())
    return Metadata(meta, tuple(_objects(document)), _web(base, canonical), title, base, document.tree)


def _is_of_another(node: HtmlElement, titled: dict[HtmlElement, bool]) -> bool:
    """Whether an itemprop belongs to an item that names no title: a list's, whose date is not this page's.

    `titled` keeps what was found of the items of this page.
    """
    if node.get("itemprop") is None:
        return False
    item = next((one for one in node.iterancestors() if one.get("itemscope") is not None), None)
    if item is None or item.tag in ("html", "body"):
        return False
    if item not in titled:
        titled[item] = bool(_TITLED(item))
    return not titled[item]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= 0.6 * min(len(one), len(two)) and len(one & two) >= min(3, len(one))


def _in_svg(node: Any) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag not in ("head", "html", "body")


def _web(base: str, address: str | None) -> str | None:
    if not address or not address.strip():
        return None
    try:
        absolute = urljoin(base, address.strip())
        return absolute if urlsplit(absolute).scheme in ("http", "https") and urlsplit(absolute).hostname else None
    except ValueError:
        return None


def _objects(document: Document) -> Iterator[Mapping[str, Any]]:
    for script in document.tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "")[:_LIMIT]
        data = _json(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"))
        yield from _articles(data, 0)


def _json(text: str) -> Any:
    for attempt in (text, _TRAILING.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvaged(text)


def _salvaged(text: str) -> Any:
    """The kind, headline and dates of one object with quotes in its texts that nothing escapes; None for several."""
    told: dict[str, set[str]] = {}
    for name, value in _FIELD.findall(text):
        told.setdefault(name, set()).add(value)
    alone = {name: next(iter(values)) for name, values in told.items() if len(values) == 1}
    return {**alone, "@type": "Article"} if "headline" in alone and "Article\"" in text else None


def _articles(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for one in data[:50]:
            yield from _articles(one, depth + 1)
    elif isinstance(data, dict):
        if _ARTICLE.search(str(_kind(data))):
            yield MappingProxyType(data)
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), dict | list):
                yield from _articles(data[key], depth + 1)


def _kind(data: Mapping[str, Any]) -> Any:
    kind = data.get("@type", "")
    return kind[0] if isinstance(kind, list) and kind else kind


def paragraphs_of(value: Any) -> str:
    """A JSON-LD text with its paragraphs, one a line; markup that some sites leave in it is taken out."""
    if not isinstance(value, str):
        return ""
    if "</" in value or "<br" in value:
        value = _TAGS.sub("", _BREAKS.sub("\n", value))
    lines = (" ".join(line.split()) for line in html.unescape(value).split("\n"))
    return "\n".join(line for line in lines if line)


def text_of(value: Any) -> str:
    """A JSON-LD value as text: a string, the name of an object, the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    return " ".join(value.split()) if isinstance(value, str) else ""
