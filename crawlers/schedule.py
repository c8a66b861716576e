"""What one crawl asks, and what it leaves for later: rules only, no network and no clock.

A quiet site costs at most five requests: the home page and four more. Numbers marked proposal are ours to change.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from domain.identity import canonical
from domain.outcome import OK
from domain.record import Hub, Kind, Listing, State, Work
from domain.source import Section, Source

WINDOW: Final = timedelta(days=35)  # proposal: late and backdated items are looked for this far back
QUIET: Final = 5  # requests that an unchanged site costs
DAILY: Final = timedelta(hours=20)  # a daily crawl that starts a little early still counts as the next day
RARELY: Final = timedelta(days=30)
FAILING: Final = 2  # proposal: sections that could not be read earlier today and are asked again by one crawl
WALKED: Final = 5  # proposal: pages met by the walk that one crawl reads again
LONGEST_CHECK: Final = timedelta(days=7)
FIRST_CHECK: Final = timedelta(hours=6)
UNDATED_PAGES: Final = 5  # of a listing without dates, where only the window is wanted
_KINDS: Final = {"feed": Kind.FEED, "sitemap": Kind.SITEMAP}


@dataclass(frozen=True)
class PageRead:
    """What one page of a listing held, for the question whether to turn it."""

    ids: tuple[str, ...]  # article ids in the page's order
    unknown: int  # of them, seen for the first time
    newest: date | None
    oldest: date | None
    page: int


def roots(source: Source, at: datetime, sitemaps: Iterable[str] = ()) -> list[Hub]:
    """The home page, the configured sections and the site's own sitemaps."""
    def hub(url: str, kind: Kind, section: Section | None, via: str = "", depth: int = 0) -> Hub:
        return Hub(source.id, canonical(url), kind, at, section.id if section else None, via=via, depth=depth)

    own = _KINDS.get(source.platform, Kind.LISTING)
    sections = [
        hub(source.section_url(one), _KINDS.get(one.platform or source.platform, Kind.LISTING), one)
        for one in source.sections
    ]
    home = hub(source.url, own if not sections else Kind.LISTING, None)
    maps = [hub(url, Kind.SITEMAP, None, "robots.txt", 1) for url in sitemaps]
    taken = {one.url for one in sections}
    found = [*([] if home.url in taken else [home]), *sections, *maps]
    return [one for one in {one.url: one for one in reversed(found)}.values() if one.url][::-1]


def rules_of(source: Source) -> str:
    """Which rules a listing was read by; an unchanged page is read anew under others."""
    parts = (source.platform, source.article, source.skip, source.history, source.extract.item,
             [(one.id, one.url, one.platform) for one in source.sections])
    return sha256(repr(parts).encode()).hexdigest()[:16]


def to_read(hubs: Mapping[str, Hub], chosen: Sequence[Hub], last: Mapping[str, Listing], now: datetime,
            limit: int = QUIET - 1) -> list[Hub]:
    """The pages that this crawl reads; `chosen` are the source's roots, `last` the newest reading by address.

    Sections come before the home page, the liveliest first, so that an item's first place is its own list wherever it
    stands.
    """
    own = {one.url for one in chosen}
    home = [one for one in chosen if one.section is None and one.via == ""]
    must = [one for one in chosen if _overdue(hubs[one.url], last.get(one.url), now)]
    due = [one for one in hubs.values() if one.due and one.url not in own]
    failing = [one for one in must if not hubs[one.url].due and _failed_today(last.get(one.url), now)]
    failing = sorted(failing, key=lambda one: last[one.url].at)[FAILING:]
    must = [one for one in must if one not in failing]
    others = {url: one for url, one in hubs.items() if url not in {h.url for h in home}}
    again = sum(_failed_today(last.get(one.url), now) for one in must if one not in home)
    live = liveliest(others, last, now, max(1, limit - again))
    walked = [one for one in hubs.values() if one.url not in own and one.page == 1 and _forgotten(one, now)]
    walked = sorted(walked, key=lambda one: one.read_at or one.first_seen)[:WALKED]
    lists = sorted((one for one in must if one.section), key=lambda one: _reach(last.get(one.url)), reverse=True)
    picked = [*lists, *(hubs[url] for url in live if hubs[url].section), *home, *must,
              *(hubs[url] for url in live), *due, *walked]
    return list({one.url: hubs[one.url] for one in picked}.values())


def liveliest(hubs: Mapping[str, Hub], last: Mapping[str, Listing], now: datetime, limit: int) -> list[str]:
    """The listings with the newest items; the last place goes to the live one that waited longest."""
    horizon = (now - WINDOW).date()
    alive = [
        one for url, one in last.items()
        if url in hubs and hubs[url].page == 1 and one.items and (one.newest is None or one.newest >= horizon)
        and hubs[url].kind is not Kind.SITEMAP
    ]
    alive.sort(key=lambda one: (one.newest is None, -(one.newest or date.min).toordinal(), one.url))
    if len(alive) <= limit:
        return [one.url for one in alive]
    waited = min(alive[limit - 1:], key=lambda one: one.at)
    return [one.url for one in alive[:limit - 1]] + [waited.url]


def _reach(last: Listing | None) -> tuple[date, date]:
    """How new a list is: by its newest item, then by how little way back it goes."""
    return (last.newest or date.min, last.oldest or date.min) if last else (date.min, date.min)


def _failed_today(last: Listing | None, now: datetime) -> bool:
    return last is not None and last.outcome not in OK and now - last.at < DAILY


def _overdue(hub: Hub, last: Listing | None, now: datetime) -> bool:
    """A root that was never read, is due, could not be read (a configured one: at once), or was read a day ago."""
    if hub.read_at is None or hub.due:
        return True
    if last is None or hub.via:
        return now - hub.read_at >= DAILY
    return last.outcome not in OK or now - last.at >= DAILY


def _forgotten(hub: Hub, now: datetime) -> bool:
    """A page of the walk: daily at first, ever more rarely while it brings nothing new."""
    if hub.read_at is None:
        return True
    if hub.outcome not in OK:
        return hub.calm < 3 and now - hub.read_at >= RARELY
    return now - hub.read_at >= min(RARELY, DAILY * (1 << min(hub.calm, 6)))


def deep(hubs: Mapping[str, Hub], last: Mapping[str, Listing], now: datetime) -> list[Hub]:
    """Second pages of live listings, once a day: what was published late stands there. And of a list that does not
    begin with its newest item, the page where that stands."""
    return list({one.url: one for one in [*_seconds(hubs, last, now), *_tops(hubs, last, now)]}.values())


def _tops(hubs: Mapping[str, Hub], last: Mapping[str, Listing], now: datetime) -> Iterator[Hub]:
    """Lists sorted from the oldest, and those whose first page is an editor's choice, grow on a later page."""
    lists: dict[str, list[tuple[date, int, str]]] = {}
    for url, hub in hubs.items():
        newest = last[url].newest if url in last else None
        if hub.section and newest and hub.kind is Kind.LISTING:
            lists.setdefault(hub.section, []).append((newest, -hub.page, url))
    for pages in lists.values():
        top = hubs[max(pages)[2]]  # the first page where several show the same day
        if top.page > 1 and top.read_at and now - top.read_at >= DAILY:
            yield top


def _seconds(hubs: Mapping[str, Hub], last: Mapping[str, Listing], now: datetime) -> list[Hub]:
    horizon = (now - WINDOW).date()
    pages = {(one.section, one.via): one for one in hubs.values() if one.page == 2}
    due: list[Hub] = []
    for first in hubs.values():
        reading = last.get(first.url)
        second = pages.get((first.section, first.url))
        if first.page != 1 or reading is None or second is None or second.read_at is None:
            continue
        fresh = reading.newest is not None and reading.newest >= horizon
        reaches = reading.oldest is None or reading.oldest >= horizon
        if fresh and reaches and now - second.read_at >= DAILY:
            due.append(second)
    return due


def more(read: PageRead, before: tuple[str, ...], history: str, first: bool, daily: bool, today: date) -> bool:
    """Whether the next, older page is asked.

    `before` are the ids of the page before (the same again is the end), `first` that this listing was never read
    through, `daily` that the whole window is looked at again.
    """
    if not read.ids or read.ids == before:
        return False
    recent = (read.newest or read.oldest) is None or (read.newest or date.min) >= today - WINDOW
    if history == "all" and first:
        return True
    if read.newest is None and read.page >= UNDATED_PAGES and history == "window":
        return False
    if first or daily:
        return recent
    return bool(read.unknown) and (recent or history == "all")


def to_check(works: Iterable[Work], now: datetime, limit: int = 1) -> list[Work]:
    """Stored articles that are asked again in turn, so that a silent correction becomes a revision.

    Only where the server gave a validator, so that it costs a 304; young ones often, none older than the window.
    """
    horizon = now - WINDOW
    waiting: list[tuple[timedelta, Work]] = []
    for one in works:
        if one.state is not State.STORED or not (one.etag or one.last_modified) or one.first_seen < horizon:
            continue
        asked = one.checked_at or one.fetched_at or one.first_seen
        spacing = min(LONGEST_CHECK, max(FIRST_CHECK, (asked - one.first_seen) / 2))
        if now - asked >= spacing:
            waiting.append((now - asked - spacing, one))
    waiting.sort(key=lambda pair: (-pair[0], pair[1].article))
    return [one for _, one in waiting[:limit]]


def retitled(work: Work, title: str, via: str) -> bool:
    """Whether the listing that showed an article first now shows another title; a shortened one is the same."""
    if work.state is not State.STORED or work.via != via or not work.title or not title:
        return False
    one, other = (_bare(text) for text in (work.title, title))
    return not one.startswith(other) and not other.startswith(one)


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", " ", title.casefold()).strip()
