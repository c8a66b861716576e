"""Which sources are due: how often each is looked at follows from its own `expect`, spread out by its name."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.calendar import Calendar
from domain.dated import VIETNAM
from domain.record import Tally
from domain.source import Source

BUSY: Final = timedelta(minutes=15)  # proposal: a newsroom that brings many items a day
PRESS: Final = timedelta(minutes=30)  # proposal
OFFICE: Final = timedelta(hours=1)  # proposal: agencies while offices are open
QUIET: Final = timedelta(hours=12)  # proposal: agencies at other times, so that every day is looked at
BUSY_ITEMS: Final = 70  # new items a week, ten a day
OPENS, CLOSES = time(7), time(18)  # office hours with a margin, Vietnam time
TRIES: Final = 3  # crawls of one window that were cut off before it counts as done with
CUT: Final = ("", "interrupted")
EPOCH: Final = datetime(2000, 1, 3, tzinfo=VIETNAM)  # a Monday, midnight


class Group(StrEnum):
    """Who is looked at together; each has its own schedule."""

    PRESS = "press"
    AGENCIES = "agencies"


@dataclass(frozen=True)
class Window:
    """The stretch of time in which a source is looked at once."""

    begins: datetime
    length: timedelta


def group_of(source: Source) -> Group:
    """Press counts calendar days or is late after few of them; all others keep office hours."""
    return Group.PRESS if source.expect.days == "calendar" else Group.AGENCIES


def interval(source: Source, now: datetime, calendar: Calendar) -> timedelta:
    """How often the source is looked at, at this moment (aware)."""
    if group_of(source) is Group.PRESS:
        items = source.expect.items
        return BUSY if items and items[0] >= BUSY_ITEMS else PRESS
    local = now.astimezone(VIETNAM)
    return OFFICE if calendar.is_working(local.date()) and OPENS <= local.time() < CLOSES else QUIET


def window(source: Source, now: datetime, calendar: Calendar) -> Window:
    """The present window; where in the interval it begins follows from the source's id and never changes."""
    length = interval(source, now, calendar)
    offset = zlib.crc32(source.id.encode()) % int(length.total_seconds())
    passed = (now - EPOCH - timedelta(seconds=offset)) // length
    return Window(EPOCH + timedelta(seconds=offset) + passed * length, length)


def due(
    sources: Iterable[Source], crawls: Mapping[str, Sequence[Tally]], now: datetime, calendar: Calendar
) -> list[Source]:
    """The sources not yet looked at in their window, longest unseen first; `crawls` by source, any order.

    A crawl that was cut off does not count, three of them do: a source that ends every process waits for its window.
    """
    waiting = []
    for source in sources:
        begins = window(source, now, calendar).begins
        mine = [one for one in crawls.get(source.id, ()) if one.started and one.started >= begins]
        if all(one.outcome in CUT for one in mine) and len(mine) < TRIES:
            waiting.append(source)
    return sorted(waiting, key=lambda source: (_last(crawls.get(source.id, ())), source.id))


def part(sources: Iterable[Source], number: int, parts: int) -> list[Source]:
    """One of `parts` (0-based) of the sources; all sources of one host fall into the same."""
    return [source for source in sources if zlib.crc32(source.host.encode()) % parts == number]


def _last(crawls: Sequence[Tally]) -> datetime:
    return max((one.started for one in crawls if one.started and one.outcome not in CUT), default=EPOCH)
