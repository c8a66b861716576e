"""What is written down about each request, each listing reading and each crawl: nothing ends without a word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.dated import Dated

# What the `detail` of a listing's reading may say of the list itself.
# Older pages only a script turns: its newest items are known, no others.
MORE_BY_SCRIPT: Final = "còn trang sau nhưng chỉ chuyển được bằng JavaScript: các mục cũ hơn chưa được đọc"
# Its days are those of the documents: a new one proves that something was posted, an old one nothing.
ISSUE_DATES: Final = "danh sách chỉ ghi ngày ban hành văn bản, không ghi ngày đăng"
# Some of its items have no address: what is newest may be among them.
OPENED_BY_SCRIPT: Final = "có mục chỉ mở được bằng JavaScript, chưa đọc được"


class Kind(StrEnum):
    """What a request was for."""

    ROBOTS = "robots"
    LISTING = "listing"  # home page, section page, any hub
    FEED = "feed"
    SITEMAP = "sitemap"
    ARTICLE = "article"
    ATTACHMENT = "attachment"


@dataclass(frozen=True)
class Fetch:
    """One request and how it ended (`outcome` is a word of domain.outcome)."""

    source: str
    url: str
    kind: Kind
    at: datetime  # aware UTC
    outcome: str
    status: int | None = None
    final_url: str = ""
    content_type: str = ""
    digest: str = ""  # sha256 of the body, hex; empty without a body
    record: str = ""  # the archive's record id; empty when nothing was kept
    size: int = 0  # bytes received
    elapsed_ms: int = 0
    etag: str = ""
    last_modified: str = ""
    detail: str = ""
    crawl: int | None = None
    simulated: bool = False
    id: int | None = None


@dataclass(frozen=True)
class Listing:
    """One reading of a listing, feed or sitemap. `section` is None for the home page and other hubs.

    `newest`, `oldest` are days that stand on the page itself; `newest_url` is that item's address.
    """

    source: str
    section: str | None
    url: str
    at: datetime  # when the page was fetched, aware UTC
    outcome: str
    items: int = 0
    dated: int = 0
    newest: date | None = None
    newest_url: str = ""
    oldest: date | None = None
    platform: str = ""
    page: int = 1  # of the paging
    record: str = ""
    detail: str = ""
    crawl: int | None = None
    simulated: bool = False
    id: int | None = None


@dataclass(frozen=True)
class Hub:
    """A page that is read for its links: a listing and its further pages, a feed, a sitemap, or a page the walk met.

    `due`: to be asked by the next crawl whatever its age. `calm`: readings in a row that brought nothing new.
    """

    source: str
    url: str  # canonical
    kind: Kind
    first_seen: datetime  # aware UTC
    section: str | None = None
    page: int = 1  # of the paging
    depth: int = 0  # links from the home page
    via: str = ""
    due: bool = True
    read_at: datetime | None = None
    outcome: str = ""
    calm: int = 0
    rules: str = ""  # digest of the source's rules at the last reading: other rules read an unchanged page anew


class State(StrEnum):
    """Where one found address stands. `stored` and `failed` are final until it is asked again."""

    FOUND = "found"  # to be asked
    FETCHED = "fetched"  # in the archive, to be read
    STORED = "stored"
    FAILED = "failed"


@dataclass(frozen=True)
class Work:
    """One article's place in the pipeline, from found to its recorded end."""

    article: str  # article id
    source: str
    url: str  # canonical
    state: State
    first_seen: datetime
    outcome: str = ""
    attempts: int = 0
    next_try: datetime | None = None
    fetched_at: datetime | None = None
    record: str = ""  # archive record to read next
    digest: str = ""  # of the raw body last asked
    etag: str = ""
    last_modified: str = ""
    title: str | None = None
    listed: Dated | None = None
    sections: tuple[str, ...] = ()
    via: str = ""
    checked_at: datetime | None = None  # last time it was asked again


@dataclass(frozen=True)
class Tally:
    """How one crawl of one source ended; `expected == stored + revised + unchanged + sum(failed.values())`."""

    source: str
    outcome: str  # ok, or the word that explains why nothing could be read
    expected: int = 0  # articles that this crawl had to bring to an end
    found: int = 0  # articles seen for the first time
    stored: int = 0
    revised: int = 0
    unchanged: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)  # outcome word -> articles
    requests: int = 0
    bytes: int = 0
    listings: tuple[Listing, ...] = ()
    started: datetime | None = None
    finished: datetime | None = None
    simulated: bool = False
    crawl: int | None = None
