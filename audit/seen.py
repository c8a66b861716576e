"""Everything the ledger holds about one source: the input of every judgement, with no way to reach further."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.dated import VIETNAM
from domain.record import Fetch, Listing, Tally
from domain.source import Source


@dataclass(frozen=True)
class Limits:
    """How much proof is enough. All are proposals of the system: the department may change them."""

    proof_days: int = 7  # a reading older than this says nothing about today
    accuse_days: int = 3  # a reading older than this accuses nobody
    min_items: int = 3  # a list of one or two may be a wrong selector's catch
    min_share: float = 0.6  # of a list's items must be dated
    min_yield: float = 0.3  # of the usual number of items (proposal)
    word_days: int = 14  # the days whose failures choose the word
    skew: timedelta = timedelta(hours=36)  # the server's clock against ours; below it zones are mixed up


@dataclass(frozen=True)
class Activity:
    """One address the source offered, read or not.

    `day` is its own date (else the one its listing gave), `latest` the last day that date allows:
    the same day, or the end of a month written without its day. Both are None when it is undated.
    """

    article: str
    url: str
    first_seen: datetime  # aware UTC
    day: date | None = None
    latest: date | None = None
    sections: tuple[str, ...] = ()
    title: str = ""
    via: str = ""  # the page that offered it


@dataclass(frozen=True)
class Seen:
    """One source with all that was seen of it up to the moment of judging; every sequence in order of time."""

    source: Source
    listings: Sequence[Listing] = ()
    fetches: Sequence[Fetch] = ()
    crawls: Sequence[Tally] = ()
    activities: Sequence[Activity] = ()
    skews: Sequence[tuple[str, timedelta]] = ()  # (listing address, server's clock minus ours) at the last reading
    unchanged: Sequence[Listing] = ()  # of undated lists the first reading since which they show the same
    lost: tuple[str, ...] = ()  # listing addresses whose last reading cannot be shown from the archive
    born: date | None = None  # the unit's first day, where the registry names it
    ended: date | None = None  # and its last


def day_at(moment: datetime) -> date:
    """The Vietnam day of an instant."""
    return moment.astimezone(VIETNAM).date()
