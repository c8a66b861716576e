"""Items that are news though their date does not say so: backdated, or without a date, but new to a list we know."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile

from audit.place import Place
from audit.seen import Activity, Seen, day_at
from audit.usual import went_back
from domain.identity import canonical
from domain.record import Listing
from domain.source import Source


def appeared(place: Place, seen: Seen, newest: date | None) -> list[Activity]:
    """Items that stood in no reading of an earlier crawl, on a list where that makes them news."""
    first: dict[tuple[str, date], datetime] = {}
    for one in seen.activities:
        if one.day and one.title:
            key = (one.title.casefold(), one.day)
            first[key] = min(one.first_seen, first.get(key, one.first_seen))
    lists: dict[str, list[Listing]] = defaultdict(list)
    turned = (one for one in seen.listings if one.page > 1 and one.items and one.platform != "sitemap")
    for reading in (*turned, *place.readings):
        lists[reading.url].append(reading)
    starts = sorted(crawl.started for crawl in seen.crawls if crawl.started)
    changed = {url: back.since for url, readings in lists.items() if (back := went_back(readings))}
    found = []
    for one in place.activities:
        moved = one.day and one.title and first[one.title.casefold(), one.day] < one.first_seen  # a new address only
        left_over = one.via in changed and day_at(one.first_seen) >= changed[one.via]  # by another template
        if (newest is None or day_at(one.first_seen) > newest) and not moved and not left_over:
            begun = bisect_right(starts, one.first_seen)
            since = starts[begun - 1] if begun else one.first_seen
            if _missed(one, place, lists, since, seen.source):
                found.append(one)
    return sorted(found, key=lambda one: (one.first_seen, one.article))


def _missed(one: Activity, place: Place, lists: Mapping[str, Sequence[Listing]], since: datetime,
            source: Source) -> bool:
    """Whether the list was read before the crawl that began at `since`, and did not show the item.

    On the list of a section, or of a site without sections, that is news whatever date the item carries. Second pages,
    hubs and busy home pages bring up old items again, and a walk through the site finds old pages late: there the
    earlier reading must have gone back to the item's day.
    """
    readings: Sequence[Listing] = lists.get(one.via, ())
    deep = bool(readings) and readings[0].page > 1
    if place.section:
        direct = not deep and (not one.via or one.via in lists)
    else:
        direct = not source.sections and one.via in ("", canonical(source.url))
    if not one.via or (place.section and not deep):
        readings = place.readings
    return any(
        direct or (one.day and reading.oldest and reading.oldest <= one.day)
        for reading in takewhile(lambda reading: reading.at < since, readings)
    )
