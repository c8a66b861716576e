"""The families of sites, one module each, and the questions asked of all of them.

    of(source, section=None) -> Platform              the module that reads a source or one of its sections
    entries(document, source, section=None) -> list[Entry]      HTML listings; raises SiteChanged
    next_page(document, source, section=None) -> str | None
    guess(document) -> tuple[str, float]              the family a page belongs to, and how surely
    identity(url) -> str                              what makes two addresses the same article, for any site
    article_identity(url) -> str | None               the same, None where no family calls it an article's address
    profile_of(source) -> Profile                     the source's own selectors over its family's

An identity never depends on the platform that a source names, so correcting a source file doubles no article.
Feeds and sitemaps are bytes, not documents: `crawlers.feeds.read` and `crawlers.sitemaps.read`.
"""

from types import MappingProxyType

from crawlers.entry import Entry
from crawlers.page import Document
from crawlers.platforms import feed, item, liferay, listing, mvc, shapes, sitemap, yyyymm
from crawlers.platforms.base import Platform
from domain import identity as addresses
from domain.source import Profile, Section, Source

__all__ = [
    "REGISTRY",
    "Entry",
    "Platform",
    "article_identity",
    "entries",
    "guess",
    "identity",
    "next_page",
    "of",
    "profile_of",
]

_LIFERAY: Platform = liferay
_ITEM: Platform = item
_MVC: Platform = mvc
_YYYYMM: Platform = yyyymm
_FEED: Platform = feed
_SITEMAP: Platform = sitemap
_LISTING: Platform = listing
REGISTRY = MappingProxyType(
    {
        "liferay": _LIFERAY,
        "item": _ITEM,
        "mvc": _MVC,
        "yyyymm": _YYYYMM,
        "feed": _FEED,
        "sitemap": _SITEMAP,
        "listing": _LISTING,
    }
)  # in the order in which they are asked whose address it is: the most particular first


# A family whose addresses alone tell reads nothing else as an article: a fifth of others would be lost by choosing it.
_SURE = {"liferay": 0.5}


def of(source: Source, section: Section | None = None) -> Platform:
    """The module that reads this source, or this section where it differs."""
    return REGISTRY[(section.platform if section else None) or source.platform]


def entries(document: Document, source: Source, section: Section | None = None) -> list[Entry]:
    """The items of a listing page. Raises SiteChanged when a page that must hold a list holds none."""
    return of(source, section).entries(document, source, section)


def next_page(document: Document, source: Source, section: Section | None = None) -> str | None:
    """The next, older page of a listing."""
    return of(source, section).next_page(document, source, section)


def guess(document: Document) -> tuple[str, float]:
    """The family that claims a page most surely; `listing` when none does."""
    claims = {name: platform.matches(document) for name, platform in REGISTRY.items()}
    name = max(claims, key=lambda one: claims[one])
    return (name, claims[name]) if claims[name] >= _SURE.get(name, 0.8) else ("listing", claims["listing"])


def article_identity(url: str) -> str | None:
    """The first family's word for an article address; None when none knows it as one."""
    return shapes.identity(url)


def identity(url: str) -> str:
    """What makes two addresses the same article, whatever family the site is of."""
    return article_identity(url) or addresses.identity(url)


def profile_of(source: Source) -> Profile:
    """The family's selectors, each replaced by the source's own where it has one."""
    family = REGISTRY[source.platform].profile
    own = {name: value for name, value in source.extract if value}
    drop = tuple(dict.fromkeys((*source.extract.drop, *family.drop)))
    return family.model_copy(update={**own, "drop": drop})
