"""Reads the ledger into the judges' input and hands back their findings; decides nothing itself."""

import calendar as months
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from audit.freshness import judge
from audit.place import FEEDS
from audit.seen import Activity, Limits, Seen, day_at
from audit.shown import unchanged_since
from domain.calendar import Calendar
from domain.dated import Confidence, Dated, Precision
from domain.errors import ArchiveDamaged
from domain.outcome import OK
from domain.record import Listing, State, Work
from domain.source import Source
from domain.unit import Registry, Unit
from domain.verdict import Finding
from store import Store

HISTORY = timedelta(days=400)  # requests older than this excuse nobody: the longest limit is far shorter


def audit(store: Store, sources: Iterable[Source], calendar: Calendar, now: datetime, simulated: bool = False,
          limits: Limits | None = None, registry: Registry | None = None) -> list[Finding]:
    """The findings of these sources, in their order; `simulated` when `now` was set by hand. Raises StoreError."""
    found: list[Finding] = []
    for source in sources:
        unit = registry.get(source.unit) if registry else None
        seen = gather(store, source, now, simulated, unit)
        found += judge(replace(seen, unchanged=tuple(unchanged(store, seen, limits))), now, calendar, limits, simulated)
    return found


def gather(store: Store, source: Source, now: datetime, simulated: bool = False, unit: Unit | None = None) -> Seen:
    """What the ledger held about a source at `now`, and how long its unit has existed.

    What a clock set by hand wrote is no evidence for a real day.
    """
    ledger = store.ledger
    listings = [one for one in ledger.listings(source.id) if one.at <= now and (simulated or not one.simulated)]
    fetches = ledger.fetches(source.id, now - HISTORY)
    crawls = [one for one in ledger.crawls(source.id) if one.started and one.started <= now]
    proofs = list(_last_readings(listings))
    skews, lost = [], []
    for one in proofs:
        try:
            skews += [(one.url, skew) for skew in _skew(store, one)]
        except ArchiveDamaged:
            lost.append(one.url)
    return Seen(
        source, listings,
        [one for one in fetches if one.at <= now and (simulated or not one.simulated)],
        [one for one in crawls if simulated or not one.simulated],
        [one for one in activities(store, source.id) if one.first_seen <= now], skews, (), tuple(lost),
        unit.valid_from if unit else None, unit.valid_to if unit else None,
    )


def unchanged(store: Store, seen: Seen, limits: Limits | None = None) -> Iterator[Listing]:
    """The readings since which sections' lists, most of whose items have no date, have shown the same: looks at ten
    archived pages a section, so it is asked only for verdicts."""
    share = (limits or Limits()).min_share
    dated = Counter(place for one in seen.activities if one.day for place in one.sections)
    for one in _last_readings(seen.listings):
        if one.section and one.platform not in FEEDS and max(one.dated, dated[one.section]) < share * one.items:
            first = unchanged_since(store.archive, [
                other for other in seen.listings if (other.url, other.section) == (one.url, one.section)])
            if first:
                yield first


def activities(store: Store, source: str) -> list[Activity]:
    """Every address the source offered, with the date that speaks most for the agency."""
    own = store.ledger.published(source)
    return [
        _activity(work, own.get(work.article)) for work in store.ledger.work(source)
        if work.article in own or work.state is not State.STORED  # else another address of an article under its own
    ]


def _activity(work: Work, published: Dated | None) -> Activity:
    seen = day_at(work.first_seen)
    claims = [one for one in (published, work.listed) if one and not _restless(one)]
    sound = [one for one in claims if one.day <= seen]
    best = max(sound or claims, key=lambda one: one.day, default=None)
    return Activity(
        work.article, work.url, work.first_seen, best.day if best else None, _latest(best) if best else None,
        work.sections, work.title or "", work.via,
    )


def _restless(claim: Dated) -> bool:
    """A sitemap's `lastmod`, which moves with every change of the template: no proof that somebody published."""
    return claim.evidence == "sitemap" and claim.confidence is Confidence.LOW


def _latest(claim: Dated) -> date:
    if claim.precision is not Precision.MONTH:
        return claim.day
    return claim.day.replace(day=months.monthrange(claim.day.year, claim.day.month)[1])


def _last_readings(listings: Iterable[Listing]) -> Iterator[Listing]:
    last = {one.url: one for one in listings if one.page == 1 and one.outcome in OK and one.record}
    yield from last.values()


def _skew(store: Store, reading: Listing) -> Iterator[timedelta]:
    """The server's clock minus ours at that answer; a clock set by hand has nothing to say about it."""
    kept = store.archive.get(reading.record)
    if reading.simulated or not kept.header("Date"):
        return
    try:
        said = parsedate_to_datetime(kept.header("Date"))
    except ValueError:
        return
    yield (said if said.tzinfo else said.replace(tzinfo=UTC)) - kept.at
