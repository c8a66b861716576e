"""What one page that is read for its links offers: entries, links, the next page, further sitemaps."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from crawlers import feeds, platforms, sitemaps, verdicts
from crawlers.articlepage import is_article_page
from crawlers.fetch import Answer
from crawlers.links import Link, Shapes, classify, learn, may_be_article
from crawlers.outcomes import UNWELCOME
from crawlers.page import Document, parse
from crawlers.platforms import Entry
from crawlers.platforms.anchors import joiner
from crawlers.platforms.paging import by_script
from crawlers.platforms.scripted import opens_by_script
from crawlers.platforms.tables import only_issued
from crawlers.sniff import DOCUMENT, OTHER, kind_of, nature
from domain.dated import Confidence, Dated, Precision
from domain.errors import CrawlError
from domain.record import ISSUE_DATES, MORE_BY_SCRIPT, OPENED_BY_SCRIPT, Kind
from domain.source import Section, Source

HOLLOW: Final = frozenset({"empty_template", "no_text", "needs_browser"})  # nothing to read, but links to walk on
WALLED: Final = frozenset({401, 403, 405, 429, 503})  # how challenge pages come
FAMILIES: Final = ("liferay", "item", "mvc", "yyyymm")

NOTHING: Final = Shapes()


@dataclass(frozen=True)
class Content:
    """`links` stand in the page's order; `learned` is what its list taught about the site's addresses.

    `article`: the page was walked to for its links and turned out to be an article.
    """

    kind: Kind
    platform: str
    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()
    older: str | None = None
    maps: tuple[str, ...] = ()
    outcome: str = "ok"  # site_changed: the page was read, but no list was recognised on it
    detail: str = ""
    learned: Shapes = NOTHING
    article: bool = False


@dataclass(frozen=True)
class Span:
    """The days that stand on a listing and prove something: not those after now."""

    dated: int = 0
    newest: date | None = None
    newest_url: str = ""
    oldest: date | None = None


def document_of(answer: Answer) -> tuple[Document | None, str]:
    """The parsed page of an HTML answer (None for a document file) and the word of crawlers.verdicts for it.
    Raises CrawlError: wrong_type, malformed, too_large."""
    kind = nature(answer.body, answer.content_type)
    if kind == DOCUMENT:
        return None, "ok"
    if kind == OTHER:
        raise CrawlError("wrong_type", answer.content_type[:100])
    document = parse(answer.body, answer.content_type, answer.final_url)
    return document, verdicts.judge(answer.status or 0, answer.final_url, answer.url, document, answer.headers)


def refined(answer: Answer) -> Answer:
    """A refusal or failure in the words of its page: a challenge page says 403 or 503 like any other."""
    if answer.status not in WALLED or not answer.body:
        return answer
    try:
        word = document_of(answer)[1]
    except CrawlError:
        return answer
    return replace(answer, outcome=word) if word in UNWELCOME else answer


def listing_of(answer: Answer, asked: Kind, source: Source, section: Section | None, links: "Links", learned: Shapes,
               at: datetime, walked: bool = False) -> Content:
    """The content of a listing, feed or sitemap, or of a page that the walk met. Raises CrawlError."""
    kind = kind_of(answer.body, asked)
    if kind is Kind.FEED:
        feed = feeds.read(answer.body, answer.final_url, at)
        return _whole(Content(kind, "feed", feed.entries, outcome=feed.outcome, detail=feed.detail))
    if kind is Kind.SITEMAP:
        found = sitemaps.read(answer.body, answer.final_url)
        return _whole(Content(kind, "sitemap", found.entries, maps=found.children, outcome=found.outcome,
                              detail=found.detail))
    document, word = document_of(answer)
    if document is None:
        raise CrawlError("wrong_type", answer.content_type[:100])
    if word != "ok" and (word not in HOLLOW or source.history != "all"):
        raise CrawlError(word)
    content = _page(document, source, section, links, learned, word)
    if walked and word == "ok" and may_be_article(answer.url, learned) and is_article_page(document, source, at):
        return replace(content, entries=(), older=None, outcome="ok", detail="", learned=learned, article=True)
    return content


def _whole(content: Content) -> Content:
    """XML with its word; a damaged one that still gave entries counts as read, and says so. Raises CrawlError."""
    if content.outcome == "ok":
        return content
    if content.outcome == "malformed" and (content.entries or content.maps):
        return replace(content, outcome="ok", detail=f"đọc được một phần: {content.detail}")
    raise CrawlError(content.outcome, content.detail)


def _page(document: Document, source: Source, section: Section | None, links: "Links", learned: Shapes,
          word: str) -> Content:
    named = (section.platform if section else None) or source.platform
    name = "listing" if named in ("feed", "sitemap") else named  # the home page of a site that is read by its feed
    family, detail, entries = platforms.REGISTRY[name], "", list[Entry]()
    if word == "ok":
        try:
            entries = family.entries(document, source, section)
        except CrawlError as error:
            word, detail = error.outcome, error.detail
    taught = learn([one.url for one in entries], known=learned)
    older = family.next_page(document, source, section)
    if word == "ok":
        said = {MORE_BY_SCRIPT: older is None and by_script(document), ISSUE_DATES: only_issued(document, entries),
                OPENED_BY_SCRIPT: opens_by_script(document)}
        detail = "; ".join(text for text, holds in said.items() if holds)
    found = tuple(links.of(document)) if source.history == "all" else ()
    return Content(Kind.LISTING, name, tuple(entries), found, older, outcome=word, detail=detail, learned=taught)


def span_of(entries: tuple[Entry, ...], now: datetime) -> Span:
    """What the entries' own dates say."""
    days = [
        (one.published.day, one.url) for one in entries
        if one.published and _proves(one.published) and one.published.earliest <= now
    ]
    if not days:
        return Span()
    newest = max(days, key=lambda pair: pair[0])
    return Span(len(days), newest[0], newest[1], min(days)[0])


def _proves(claim: Dated) -> bool:
    """A month is no day, and a sitemap's `lastmod` moves with every change of the template."""
    return claim.precision is not Precision.MONTH and (claim.evidence, claim.confidence) != ("sitemap", Confidence.LOW)


class Links:
    """The links of one page after another; `settled` says of which addresses the caller has learned all it can.

    Nine of ten links of a page stood on the page before. On a site of a known family the address alone says what it
    leads to, so each is looked at once: that takes a third off a crawl's work. Elsewhere a link may be judged by the
    list around it, so those that lead to no article for all we know are looked at again on every page.
    """

    def __init__(self, source: Source, settled: Callable[[str], bool] | None = None) -> None:
        self.source, self._settled = source, settled
        self._once = source.platform in FAMILIES
        self._seen: set[str] = set()

    def of(self, document: Document) -> list[Link]:
        """The links of a page that nobody reads afterwards: links known already lose their address in its tree."""
        if self._once:
            absolute = joiner(document)
            for anchor in document.tree.iter("a", "area"):
                href = (anchor.get("href") or "").strip()
                url = href if href.startswith(("http:", "https:")) else absolute(href)
                if url in self._seen and href:
                    del anchor.attrib["href"]
                self._seen.add(url)
        return classify(document, self.source, self._settled)


class Rules:
    """Which addresses of a site are asked, and which of them are articles."""

    def __init__(self, source: Source) -> None:
        self._skip: Final = [re.compile(pattern) for pattern in source.skip]
        self._article: Final = re.compile(source.article) if source.article else None

    def wanted(self, url: str) -> bool:
        """Whether the source file lets us ask this address."""
        return not any(pattern.search(url) for pattern in self._skip)

    def listed(self, url: str) -> bool:
        """Whether an entry of a listing is an article: the source's own expression decides where there is one."""
        return self._article is None or bool(self._article.search(_tail(url)))

    def article(self, url: str) -> bool:
        """Whether a bare address is an article's."""
        if self._article is not None:
            return bool(self._article.search(_tail(url)))
        return platforms.article_identity(url) is not None


def _tail(url: str) -> str:
    start = url.find("/", url.find("//") + 2)
    return url[start:] if start >= 0 else "/"
