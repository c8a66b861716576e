"""What the index can be asked and what it answers: questions in the department's words, no store's own language."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from domain.article import Level, Role, Zone
from domain.dated import Precision

RESPONSIBLE = (Role.PUBLISHER, Role.ACTOR)


class Sort(StrEnum):
    """Newest first is the default; undated articles come last."""

    NEWEST = "newest"
    RELEVANCE = "relevance"


class Axis(StrEnum):
    """What a table may be broken down by. WEEK is `2023-W34`, MONTH `2023-08`, both by the day in Vietnam."""

    UNIT = "unit"
    AREA = "area"
    WEEK = "week"
    MONTH = "month"
    SOURCE = "source"
    KIND = "kind"
    FORMAT = "format"


@dataclass(frozen=True)
class Filters:
    """Limits that all hold at once; within one tuple any value will do. Days are in Vietnam and both included."""

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # kinds of source
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    every_area: bool = False  # the article must be about all of `areas`
    mentions: bool = False  # areas that are only mentioned count too
    formats: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    original: bool | None = None  # True: no reposts; False: reposts only, also those that only say so themselves
    dated: bool | None = None


@dataclass(frozen=True)
class SearchQuestion:
    """`text` is in the grammar of index.query; empty means every article. `cursor` is the last answer's `next`."""

    text: str = ""
    filters: Filters = Filters()
    roles: tuple[Role, ...] = RESPONSIBLE  # in which of them an asked unit stands to the article
    sort: Sort = Sort.NEWEST
    size: int = 20
    cursor: str | None = None


class Snippet(NamedTuple):
    """A piece of one field; `marks` are the character ranges in `text` that met the query."""

    field: str  # title | lead | body
    text: str
    marks: tuple[tuple[int, int], ...]


class AreaLabel(NamedTuple):
    """An area of the article and how much of it is about the area."""

    area: str
    level: Level
    counts: bool
    zone: Zone


class UnitLabel(NamedTuple):
    """A unit and all its roles in the article."""

    unit: str
    roles: tuple[Role, ...]


class Why(NamedTuple):
    """One reason why the article is in the answer: `kind` is text | unit | area | source | kind | format | …"""

    kind: str
    value: str  # the words of the query, or the filter's value
    where: str = ""  # field, role or level


@dataclass(frozen=True)
class Hit:
    """One article of an answer."""

    id: str
    seq: int  # when the index first saw it
    title: str
    extract: str  # the lead, or how the body begins
    snippets: tuple[Snippet, ...]
    source: str
    kind: str
    unit: str  # publisher; empty when unknown
    units: tuple[UnitLabel, ...]
    areas: tuple[AreaLabel, ...]
    format: str
    published: datetime | date | None  # aware (Vietnam) when the minute is known
    day: date | None  # in Vietnam; the first of the month where `precision` is MONTH
    precision: Precision | None
    url: str
    original: str | None  # id of the article that this one republishes
    why: tuple[Why, ...]
    origin: str | None = None  # from whom its own text says it was taken over: index.reposted.Origins

    @property
    def repost(self) -> bool:
        """Whether it is taken over from somebody, be the original stored here or not."""
        return self.original is not None or self.origin is not None


@dataclass(frozen=True)
class SearchAnswer:
    """`total` counts all matches; `next` asks for the following page; `folded`: nothing matched with diacritics."""

    hits: tuple[Hit, ...]
    total: int
    next: str | None
    folded: bool


@dataclass(frozen=True)
class NewAnswer:
    """Matches that the index had not seen at the watermark, oldest first; `seq` is the next watermark."""

    hits: tuple[Hit, ...]
    seq: int


class Facet(NamedTuple):
    """How many matching articles have each value of one axis, most first; an article may have several values."""

    axis: Axis
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class CoverageQuestion:
    """Counts by any axes; only labels that count make coverage, and nothing undated stands in a week or month.

    `roles`: as what a unit is counted and limited, publisher, actor or either.
    """

    by: tuple[Axis, ...]
    filters: Filters = Filters()
    roles: tuple[Role, ...] = (Role.PUBLISHER,)


class Cell(NamedTuple):
    """One non-empty cell; `key` follows the question's axes, None where the article has no such value."""

    key: tuple[str | None, ...]
    articles: int  # distinct
    pairs: int  # (article, area) pairs: how often the areas were treated
    originals: int
    reposts: int
    in_review: int = 0  # articles that stand here by readings alone that a person should look at


@dataclass(frozen=True)
class CoverageAnswer:
    """`undated`: the same counts for what has no day, or only a month, and so cannot be placed in time.

    Nothing was published after its first sight: what was seen before the asked time is not among them.
    """

    by: tuple[Axis, ...]
    cells: tuple[Cell, ...]
    undated: tuple[Cell, ...]


class Newest(NamedTuple):
    """The newest dated article of a source, section or unit, and how many articles there are."""

    key: tuple[str, ...]  # (source,) | (source, section) | (unit,)
    article: str | None
    day: date | None
    latest: date | None  # the last day it can be of: later than `day` where only the month is known
    articles: int
    undated: int


@dataclass(frozen=True)
class IndexState:
    """What the index is and holds."""

    articles: int
    undated: int
    seq: int  # the newest sequence number given
    analysis_version: int
    schema_version: int
