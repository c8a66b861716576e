"""One place that is judged: a section, or the home page with everything else, and what was seen there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from audit.seen import Activity, Seen, day_at
from domain.identity import canonical
from domain.outcome import OK
from domain.record import Fetch, Kind, Listing
from domain.source import Section, Source

FEEDS = ("feed", "sitemap")
NO_LIST = ("site_changed", "wrong_type")


@dataclass(frozen=True)
class Failure:
    """One reading that gave no list."""

    at: datetime
    word: str  # of domain.outcome
    url: str
    record: str = ""
    crawl: int | None = None


@dataclass(frozen=True)
class Place:
    """`section` is None for the home page. Readings are of first pages only: later pages prove nothing about today."""

    section: Section | None
    readings: tuple[Listing, ...]  # that found items, oldest first
    failures: tuple[Failure, ...]  # oldest first
    activities: tuple[Activity, ...]

    @property
    def good(self) -> Listing | None:
        """The last reading that found items; a page of the site before a feed of the same crawl."""
        pages = [one for one in self.readings if one.platform not in FEEDS]
        last = max(self.readings, key=_order, default=None)
        if pages and last and (same_crawl(pages[-1], last) or day_at(pages[-1].at) == day_at(last.at)):
            return pages[-1]
        return last

    @property
    def troubles(self) -> tuple[Failure, ...]:
        """Failures after the last good reading: the unbroken run that reaches to now."""
        last = max(self.readings, key=_order, default=None)
        return tuple(one for one in self.failures if last is None or _later(one, last))


def place_of(seen: Seen, section: Section | None) -> Place:
    """What was seen of one section's list, or of the home page itself."""
    url = seen.source.section_url(section) if section else seen.source.url
    first = first_pages(seen)
    if section:
        own = [one for one in first if one.section == section.id]
        activities = tuple(one for one in seen.activities if section.id in one.sections)
    else:
        own = [one for one in first if one.section is None and _bare(one.url) == _bare(canonical(url))]
        activities = tuple(seen.activities)
    readings = _carried(own)
    asked = {one.url for one in own} | {url, canonical(url)}
    failures = [*_unread(own, readings, seen.source), *_unanswered(seen.fetches, asked), *_lost(seen, readings)]
    return Place(section, readings, _in_order(failures), activities)


def whole_site(seen: Seen, places: Sequence[Place]) -> Place:
    """All first pages that were ever read, hubs met on the way included; it fails where its places fail."""
    readings = _carried(first_pages(seen))
    failures = _in_order(one for place in places for one in place.failures)
    return Place(None, readings, failures, tuple(seen.activities))


def first_pages(seen: Seen) -> list[Listing]:
    """Readings that show what is newest; of sitemaps every file, whatever number the index gave it."""
    return [one for one in seen.listings if one.page == 1 or one.platform == "sitemap"]


def same_crawl(a: Listing | Failure, b: Listing | Failure) -> bool:
    """Whether both belong to one crawl, as far as it is known."""
    return a.crawl is not None and a.crawl == b.crawl


def _later(failure: Failure, good: Listing) -> bool:
    if failure.crawl is None or good.crawl is None:
        return day_at(failure.at) > day_at(good.at)
    return failure.crawl != good.crawl and _order(failure) > _order(good)


def _order(one: Listing | Failure) -> tuple[datetime, int]:
    """Later crawls come later even where a clock set by hand stands still."""
    return one.at, one.crawl or 0


def _carried(own: Iterable[Listing]) -> tuple[Listing, ...]:
    """Readings that found items; “not changed” without items stands for what the last full reading found.

    A sitemap's index lists no articles itself: read again, it stands for the sitemaps below it.
    """
    last: dict[str, Listing] = {}
    readings = []
    for one in own:
        if one.outcome not in OK:
            continue
        key = "sitemap" if one.platform == "sitemap" and not one.items else one.url
        before = last.get(key)
        if not one.items and before and (one.outcome != "ok" or key == "sitemap"):
            one = replace(before, at=one.at, outcome=one.outcome, record=one.record or before.record, crawl=one.crawl,
                          simulated=one.simulated or before.simulated)
        if one.items:
            last[one.url] = one
            if one.platform == "sitemap":
                last["sitemap"] = one
            readings.append(one)
    return tuple(readings)


def _unread(own: Iterable[Listing], readings: Sequence[Listing], source: Source) -> Iterable[Failure]:
    read = {(one.url, one.at) for one in readings}
    for one in own:
        if (one.url, one.at) in read or (one.platform == "sitemap" and one.outcome in OK):
            continue
        if one.section is None and source.platform in FEEDS and one.outcome in NO_LIST:
            continue  # the home page of a site that is read by its feed need not be a list
        word = "empty_template" if one.outcome in OK else one.outcome
        yield Failure(one.at, word, one.url, one.record, one.crawl)


def _unanswered(fetches: Iterable[Fetch], asked: set[str]) -> Iterable[Failure]:
    bare = {_bare(url) for url in asked}
    for one in fetches:
        if one.outcome not in OK and one.kind is not Kind.ROBOTS and _bare(one.url) in bare:
            yield Failure(one.at, one.outcome, one.url, one.record, one.crawl)


def _lost(seen: Seen, readings: Sequence[Listing]) -> Iterable[Failure]:
    """Whole crawls that ended in a failure and read nothing here."""
    crawls = {one.crawl for one in readings}
    for one in seen.crawls:
        if one.outcome and one.outcome not in OK and one.started and one.crawl not in crawls:
            yield Failure(one.finished or one.started, one.outcome, seen.source.url, "", one.crawl)


def _bare(url: str) -> str:
    return url.split("#")[0].split("://", 1)[-1].rstrip("/")


def _in_order(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(set(failures), key=lambda one: (one.at, one.url, one.word)))
