"""The one frozen type that flows, and its parts: each stage adds one part and edits none.

discover → Found · fetch → Page · extract → Text · nlp.read → Reading
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from domain.dated import Dated


class Level(StrEnum):
    """How much of an article is about an area; coverage counts the first two."""

    PRIMARY = "primary"
    SUBSTANTIVE = "substantive"
    MENTION = "mention"


class Zone(StrEnum):
    """Whether a label counts by itself or waits for a person."""

    AUTO = "auto"
    REVIEW = "review"


class Role(StrEnum):
    """Three relations that are never mixed: who published, who acts, who is only named."""

    PUBLISHER = "publisher"
    ACTOR = "actor"
    MENTIONED = "mentioned"


class Quality(StrEnum):
    """Which path gave the text; `low` is shown with a warning and `empty` is never counted as read."""

    PROFILE = "profile"
    GENERIC = "generic"
    LOW = "low"
    EMPTY = "empty"


@dataclass(frozen=True)
class Found:
    """An address that a listing, feed, sitemap or page offered."""

    source: str
    url: str  # canonical
    first_seen: datetime  # aware UTC
    title: str | None = None
    listed: Dated | None = None  # the date the listing, feed or sitemap gave
    sections: tuple[str, ...] = ()
    via: str = ""  # where it was found


@dataclass(frozen=True)
class Page:
    """A raw answer in the archive."""

    url: str  # after redirects
    fetched_at: datetime  # aware UTC
    status: int
    content_type: str
    digest: str  # sha256 of the body, hex
    record: str  # the archive's record id


@dataclass(frozen=True)
class Attachment:
    """A document that the page links to; `text` only where the page had none of its own."""

    name: str
    url: str
    text: str | None = None


@dataclass(frozen=True)
class Text:
    """What a person would read on the page: NFC, no chrome, paragraphs separated by a newline."""

    title: str
    lead: str
    body: str
    byline: str | None = None
    republished_from: str | None = None
    published: Dated | None = None  # None: undated
    updated: Dated | None = None
    sections: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    images: int = 0
    canonical: str | None = None  # the page's own word for its address
    quality: Quality = Quality.GENERIC
    evidence: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # field -> where it was read


@dataclass(frozen=True)
class Span:
    """Words that gave a label: `start`/`end` are character offsets in that field's text."""

    text: str
    start: int
    end: int
    field: str  # title | lead | body
    rule: str


@dataclass(frozen=True)
class AreaReading:
    """One area of the plan in one article."""

    area: str
    level: Level
    score: float  # 0..1
    zone: Zone
    evidence: tuple[Span, ...]

    @property
    def counts(self) -> bool:
        """Whether coverage counts it: primary or substantive."""
        return self.level is not Level.MENTION


@dataclass(frozen=True)
class UnitReading:
    """One relation of the article to a unit; a publisher has no span."""

    unit: str
    role: Role
    span: Span | None = None
    reason: str = ""  # title | lead | subject | coordination | roll_up | metonymy | owner …


@dataclass(frozen=True)
class Reading:
    """What the article is about, and which version of the rules says so."""

    areas: tuple[AreaReading, ...]
    units: tuple[UnitReading, ...]
    format: str
    reader: str  # version of pipeline, lexicon and registry
    polarity: str | None = None  # praise | criticism, for the area that asks for it
    shingles: tuple[int, ...] = ()  # sampled 5-syllable shingle hashes, for reposts


@dataclass(frozen=True)
class Article:
    """One publication by one source, whatever number of addresses it has."""

    id: str  # 32 hex of sha256(identity)
    found: Found
    page: Page | None = None
    text: Text | None = None
    reading: Reading | None = None
    revision: int = 1
    original: str | None = None  # id of the article that this one republishes

    def with_page(self, page: Page) -> "Article":
        """The article with its raw answer."""
        return replace(self, page=page)

    def with_text(self, text: Text) -> "Article":
        """The article with what was read from the page."""
        return replace(self, text=text)

    def with_reading(self, reading: Reading) -> "Article":
        """The article with what it is about."""
        return replace(self, reading=reading)


def day_of(article: Article) -> date | None:
    """The publication day in Vietnam, or None when the article is undated."""
    published = article.text.published if article.text else None
    return published.day if published else None
